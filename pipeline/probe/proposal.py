"""What a profile will propose, each thing with the pages it was seen on and what is not sure."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pipeline.profile import UNANSWERED, Profile


@dataclass(frozen=True)
class SeenAxis:
    """`wordings` are as printed, the one over most credits first. `territories`: None for all."""

    code: str
    wordings: tuple[tuple[str, tuple[int, ...]], ...]
    territories: tuple[str, ...] | None = None
    doubt: str = ""


@dataclass(frozen=True)
class SeenTerritory:
    code: str
    name: str
    full_name: str
    type: Literal["département", "métropole"]
    aliases: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    doubt: str = ""


@dataclass(frozen=True)
class SeenOrientation:
    label: str
    variants: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    doubt: str = ""  # why it may be none: it is told, and not proposed


@dataclass(frozen=True)
class SeenPattern:
    """A regular expression, and an example of what it was made from."""

    regex: str
    example: str = ""
    pages: tuple[int, ...] = ()
    doubt: str = ""


@dataclass(frozen=True)
class SeenChart:
    title: str
    example: str
    pages: tuple[int, ...]
    by: Literal["territory", "axis", "territory_and_axis"] = "territory"
    within: Literal["axis", "territory", "region"] = "region"
    territories: Literal["all", "département", "métropole", "page"] = "all"
    units: tuple[Literal["%", "€", "log10"], ...] = ()
    doubt: str = ""


@dataclass(frozen=True)
class SeenSeries:
    """How the document calls itself."""

    slug: str
    title: str
    title_pages: tuple[int, ...]
    publisher: str
    publisher_doubt: str
    region_code: str
    region_name: str
    region_doubt: str
    year: str | None
    edition: SeenPattern


@dataclass(frozen=True)
class Proposal:
    """A whole profile, proposed."""

    series: SeenSeries
    axes: tuple[SeenAxis, ...]
    territories: tuple[SeenTerritory, ...]
    banner: SeenPattern
    total: SeenPattern
    contract_total: SeenPattern
    region_total: SeenPattern | None = None
    order: tuple[str, ...] = ()
    order_doubt: str = ""
    orientations: tuple[SeenOrientation, ...] = ()
    contract_totals: tuple[str, ...] | None = None
    contract_pages: tuple[int, ...] = ()
    amount_column: SeenPattern | None = None
    charts: tuple[SeenChart, ...] = ()
    doubts: tuple[str, ...] = field(default=())

    def but(self, **changes: Any) -> Proposal:
        return replace(self, **changes)

    def profile(self) -> Profile:
        """The profile that the proposal says, without its notes."""
        series = self.series
        data: dict[str, Any] = {
            "series": series.slug,
            "title": series.title,
            "publisher": series.publisher,
            "licence": UNANSWERED,
            "region": {"code": series.region_code, "name": series.region_name},
            "territories": [
                {
                    "code": t.code,
                    "name": t.name,
                    "full_name": t.full_name,
                    "type": t.type,
                    "aliases": t.aliases,
                }
                for t in self.territories
            ],
            "order": self.order,
            "axes": [
                {
                    "code": a.code,
                    "label": a.wordings[0][0],
                    "wordings": [w for w, _ in a.wordings[1:]],
                    "territories": a.territories,
                }
                for a in self.axes
            ],
            "orientations": [
                {"label": o.label, "variants": o.variants} for o in self.orientations if not o.doubt
            ],
            "patterns": {
                "edition": series.edition.regex,
                "banner": self.banner.regex,
                "total": self.total.regex,
                "contract_total": self.contract_total.regex,
                "region_total": self.region_total.regex if self.region_total else None,
            },
            "amount_column": self.amount_column.regex if self.amount_column else None,
            "contract_totals": self.contract_totals,
            "charts": [
                {
                    "title": c.title,
                    "by": c.by,
                    "within": c.within,
                    "territories": c.territories,
                    "units": c.units,
                }
                for c in self.charts
            ],
        }
        return Profile.model_validate(data)

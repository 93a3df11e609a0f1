"""What `check` finds: each printed total, what its lines add up to, and its verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain import Box


class Verdict(StrEnum):
    FOOTS = "foots"
    DIFFERS = "differs"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class Part:
    """A line, or a sub-total, that a total sums; `cents` are hundredths of the document's unit,
    `box` is where they stand."""

    label: str
    page: int
    cents: int
    box: Box


@dataclass(frozen=True, slots=True)
class CheckedTotal:
    """A printed total of one column and what its lines add up to, in hundredths of the unit.

    `across` tells a total of the columns beside it, in one row.
    """

    label: str
    column: str | None
    page: int
    printed: int | None
    computed: int | None
    verdict: Verdict
    lines: tuple[Part, ...]
    box: Box
    cause: str = ""
    across: bool = False

    @property
    def difference(self) -> int | None:
        """Computed minus printed."""
        if self.computed is None or self.printed is None:
            return None
        return self.computed - self.printed


@dataclass(frozen=True, slots=True)
class Checked:
    """What a document's totals are worth. `notes` say what could not be checked, and why.

    `pages` is how many were read.
    """

    totals: tuple[CheckedTotal, ...]
    pages: int
    notes: tuple[str, ...] = ()

    @property
    def status(self) -> Verdict:
        """The worst of its totals; unverifiable where it has none or a page can't be read."""
        verdicts = {t.verdict for t in self.totals}
        if Verdict.DIFFERS in verdicts:
            return Verdict.DIFFERS
        if Verdict.UNVERIFIABLE in verdicts or self.notes or not self.totals:
            return Verdict.UNVERIFIABLE
        return Verdict.FOOTS

"""A sheet for each page with credits: its boxes and its rows, tied to each other. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.domain import (
    ChartValue,
    Control,
    ControlName,
    Decision,
    Finding,
    Ledger,
    Line,
    PageRecord,
    PrintedTotal,
    Reconciliation,
    Severity,
    Verdict,
)
from pipeline.report.names import PICTURED
from pipeline.report.shapes import Shape, SheetLine, SheetTotal, SheetValue, shapes


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one territory and axis under one printed orientation (None: none is printed)."""

    territory: str | None
    axis: str | None
    orientation: str | None
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: what is drawn over its picture, and the rows beside."""

    page: PageRecord
    shapes: tuple[Shape, ...]
    groups: tuple[Group, ...]
    totals: tuple[SheetTotal, ...]
    charts: tuple[SheetValue, ...]
    findings: tuple[Finding, ...]
    subjects: tuple[tuple[str | None, str | None], ...]

    @property
    def failing(self) -> bool:
        """Whether something on the page calls for a look."""
        controls = [*(t.control for t in self.totals if t.control)]
        controls += [value.control for value in self.charts]
        return any(c.verdict is Verdict.DIFFERS for c in controls) or any(
            f.severity is not Severity.INFO for f in self.findings
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """How the territory of the page's rows is known: "printed", "deduced", "confirmed"."""
        held = dict.fromkeys(x.line.territory_source for g in self.groups for x in g.lines)
        return tuple(source.name.lower() for source in held)

    @property
    def boxed(self) -> frozenset[str]:
        """The anchors of the rows that have a box on the page."""
        return frozenset(shape.row for shape in self.shapes if shape.row)

    @property
    def others(self) -> int:
        return len(self.shapes) - self.count - len(self.totals)

    @property
    def count(self) -> int:
        return sum(len(group.lines) for group in self.groups)


def pictured(ledger: Ledger, reconciliation: Reconciliation) -> tuple[PageRecord, ...]:
    """The pages that get a sheet: those with credits, totals or charts, and any with a finding."""
    named = {f.page for f in reconciliation.findings}
    named |= {cause.page for f in reconciliation.findings for cause in f.causes}
    return tuple(p for p in ledger.pages if p.kind in PICTURED or p.page in named)


@dataclass
class _Held:
    """What the ledger and the controls hold for one page, in their order."""

    lines: list[tuple[str, Line]] = field(default_factory=list)
    totals: list[tuple[str, PrintedTotal]] = field(default_factory=list)
    values: list[ChartValue] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def sheets(
    ledger: Ledger,
    reconciliation: Reconciliation,
    corrections: dict[str, Decision],
) -> Iterator[Sheet]:
    """The sheets of an edition, in page order, each made when it is asked for; `corrections` by
    identifier of line or total."""
    held: dict[int | None, _Held] = defaultdict(_Held)
    for rank, line in enumerate(ledger.lines):
        held[line.page].lines.append((f"l{rank}", line))
    for rank, total in enumerate(ledger.totals, len(ledger.lines)):
        held[total.page].totals.append((f"l{rank}", total))
    for value in ledger.chart_values:
        held[value.page].values.append(value)
    for control in reconciliation.controls:
        held[control.page].controls.append(control)
    for finding in reconciliation.findings:
        held[finding.page].findings.append(finding)
    for page in pictured(ledger, reconciliation):
        yield _sheet(page, held[page.page], corrections)


def _sheet(page: PageRecord, held: _Held, corrections: dict[str, Decision]) -> Sheet:
    lines = [
        SheetLine(line, anchor, number, corrections.get(line.identifier))
        for number, (anchor, line) in enumerate(held.lines, 1)
    ]
    totals = tuple(
        SheetTotal(
            total, anchor, _control_of(total, held.controls), corrections.get(total.identifier)
        )
        for anchor, total in held.totals
    )
    charts = tuple(_values(page, held.controls))
    printed: list[Line | PrintedTotal] = [line for _, line in held.lines]
    printed += [total for _, total in held.totals]
    return Sheet(
        page=page,
        shapes=tuple(shapes(page, lines, totals, charts, held.values)),
        groups=tuple(_groups(lines)),
        totals=totals,
        charts=charts,
        findings=tuple(held.findings),
        subjects=tuple(dict.fromkeys((x.territory, x.axis) for x in printed)),
    )


def _values(page: PageRecord, controls: Iterable[Control]) -> Iterator[SheetValue]:
    """The values of a page's charts, chart by chart, then by territory and axis."""
    held = sorted(
        (c for c in controls if c.name is ControlName.CHARTS),
        key=lambda c: (c.label, c.unit, c.territory or "", c.axis or ""),
    )
    for number, control in enumerate(held, 1):
        yield SheetValue(control, f"g{page.page}-{number}", number)


def _control_of(total: PrintedTotal, controls: Iterable[Control]) -> Control | None:
    about = [
        c
        for c in controls
        if (c.axis, c.territory) == (total.axis, total.territory)
        and c.printed == total.amount.cents
        and c.name in ("footing", "cross_footing", "region")
    ]
    return next((c for c in about if c.lines == total.lines), about[0] if about else None)


def _groups(lines: Iterable[SheetLine]) -> Iterator[Group]:
    for (territory, axis, orientation), held in groupby(
        lines, key=lambda x: (x.line.territory, x.line.axis, x.line.orientation)
    ):
        yield Group(territory, axis, orientation, tuple(held))

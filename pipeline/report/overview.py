"""The verdict, the grid of territories and axes, and the table of printed totals. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.domain import (
    AppliedDecision,
    Control,
    ControlName,
    DecisionState,
    Finding,
    Reconciliation,
    Role,
    Severity,
    Status,
    Verdict,
)
from pipeline.report.context import ReportContext
from pipeline.report.names import VERDICTS, Names
from pipeline.report.registers import amounts_register
from pipeline.verdict import agreeing, sums

_ORDER = {Verdict.DIFFERS: 0, Verdict.UNVERIFIABLE: 1, Verdict.AGREES: 2}
_NAMES = list(ControlName)


@dataclass(frozen=True, slots=True)
class Summary:
    """The one sentence, in figures, and what it blocks."""

    status: Status
    totals: int
    agreeing: int
    unexplained: int
    words: int
    blocking: int
    warnings: int
    decided: int
    stale: int


@dataclass(frozen=True, slots=True)
class Row:
    """One control, as the table shows it. `state` names its icon, word and colour."""

    control: Control
    state: str
    signed: AppliedDecision | None
    cause: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the grid: `state` is "ok", "ko", "unknown", "none" or "missing"."""

    state: str
    computed: int | None = None
    printed: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    territory: str | None
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class CrossCast:
    """One kind of control: how many agree."""

    name: ControlName
    agreeing: int
    count: int
    state: str
    rows: tuple[Row, ...]


def summary(context: ReportContext) -> Summary:
    """What the report's first sentence says."""
    controls = sums(context.reconciliation)
    severities = Counter(f.severity for f in context.reconciliation.findings)
    states = Counter(d.state for d in context.decisions)
    register = amounts_register(context.ledger)
    return Summary(
        status=context.run.status,
        totals=len(controls),
        agreeing=agreeing(controls),
        unexplained=sum(entry.role is Role.UNACCOUNTED for entry in register),
        words=sum(
            mark.role is Role.UNACCOUNTED for page in context.ledger.pages for mark in page.marks
        ),
        blocking=severities[Severity.BLOCKING],
        warnings=severities[Severity.WARNING],
        decided=states[DecisionState.IN_FORCE],
        stale=states[DecisionState.STALE],
    )


def rows(
    controls: Iterable[Control],
    reconciliation: Reconciliation,
    decisions: Iterable[AppliedDecision],
) -> tuple[Row, ...]:
    """One row a control, what fails first, then in the order an analyst reads them."""
    held = tuple(decisions)
    listed = tuple(controls)
    alike = Counter((c.name, c.axis, c.territory) for c in listed)
    made = [
        Row(
            control,
            VERDICTS[control.verdict],
            _signed(control, held),
            _cause(control, reconciliation.findings),
            control.label if alike[control.name, control.axis, control.territory] > 1 else "",
        )
        for control in listed
    ]
    return tuple(sorted(made, key=lambda r: (_ORDER[r.control.verdict], _rank(r.control))))


def _rank(control: Control) -> int:
    return _NAMES.index(control.name)


def _cause(control: Control, findings: Iterable[Finding]) -> str:
    if control.cause or control.verdict is Verdict.AGREES:
        return control.cause
    about = (f for f in findings if f.causes and _about(f, control))
    finding = next(about, None)
    return finding.causes[0].sentence if finding else ""


def _about(finding: Finding, control: Control) -> bool:
    same = (finding.control, finding.axis, finding.territory)
    if same != (control.name, control.axis, control.territory):
        return False
    return finding.page is None or control.page is None or finding.page == control.page


def _signed(control: Control, decisions: tuple[AppliedDecision, ...]) -> AppliedDecision | None:
    """The decision in force (or stale) on what this control found."""
    return next(
        (d for d in decisions if d.finding is not None and _about(d.finding, control)), None
    )


def cross_casts(context: ReportContext) -> tuple[CrossCast, ...]:
    """Every kind of control that was made, in reading order, with its rows."""
    casts: list[CrossCast] = []
    for name in ControlName:
        controls = [c for c in context.reconciliation.controls if c.name is name]
        if not controls:
            continue
        made = rows(controls, context.reconciliation, context.decisions)
        state = made[0].state if made else "ok"
        casts.append(CrossCast(name, agreeing(controls), len(controls), state, made))
    return tuple(casts)


def grid(context: ReportContext, names: Names) -> tuple[GridRow, ...]:
    """Territories by axes: the sum of each contract's lines and how it compares with the print."""
    profile = names.profile
    order = profile.order or tuple(t.code for t in profile.territories)
    grid_rows = [
        GridRow(
            code,
            tuple(_axis_cell(context, axis.code, code) for axis in profile.axes),
            _total_cell(context, ControlName.CROSS_FOOTING, code),
        )
        for code in order
    ]
    region = GridRow(
        None,
        tuple(Cell("none", computed=_sum(context, axis.code, None)) for axis in profile.axes),
        _total_cell(context, ControlName.REGION, None),
    )
    return (*grid_rows, region) if grid_rows and profile.axes else ()


def _sum(context: ReportContext, axis: str | None, territory: str | None) -> int:
    return sum(
        line.amount.cents or 0
        for line in context.ledger.lines
        if (axis is None or line.axis == axis)
        and (territory is None or line.territory == territory)
    )


def _axis_cell(context: ReportContext, axis: str, territory: str) -> Cell:
    found = [
        c
        for c in context.reconciliation.controls
        if c.name is ControlName.FOOTING and (c.axis, c.territory) == (axis, territory)
    ]
    if found:
        return _cell(min(found, key=lambda c: _ORDER[c.verdict]))
    expected = (axis, territory) in context.profile.expected()
    lines = any((x.axis, x.territory) == (axis, territory) for x in context.ledger.lines)
    if lines:
        return Cell("unknown", computed=_sum(context, axis, territory))
    return Cell("missing" if expected else "none")


def _total_cell(context: ReportContext, name: ControlName, territory: str | None) -> Cell:
    found = [
        c
        for c in context.reconciliation.controls
        if c.name is name and c.territory == territory and c.printed is not None
    ]
    if found:
        return _cell(min(found, key=lambda c: _ORDER[c.verdict]))
    return Cell("none", computed=_sum(context, None, territory))


def _cell(control: Control) -> Cell:
    def cents(value: float | int | None) -> int | None:
        return None if value is None else int(value)

    return Cell(
        VERDICTS[control.verdict], cents(control.computed), cents(control.printed), control.page
    )

"""The grid of territories and axes: what the lines of each sum to, beside what is printed. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain import ControlName, PrintedTotal, TotalScope, Verdict
from pipeline.report.context import ReportContext
from pipeline.report.names import Names


@dataclass(frozen=True, slots=True)
class Cell:
    """One square of the grid: `state` is "ok", "ko", "unknown", "none" or "missing"; `computed` and
    `printed` are cents of the amount that is published, whatever other columns there are."""

    state: str
    computed: int | None = None
    printed: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class GridRow:
    """One territory; None for the whole region."""

    territory: str | None
    cells: tuple[Cell, ...]
    total: Cell


def grid(context: ReportContext, names: Names) -> tuple[GridRow, ...]:
    """Territories by axes: the sum of each contract's lines and how it compares with the print."""
    profile = names.profile
    order = profile.order or tuple(t.code for t in profile.territories)
    grid_rows = [
        GridRow(
            code,
            tuple(_axis_cell(context, axis.code, code) for axis in profile.axes),
            _total_cell(context, TotalScope.CONTRACT, code),
        )
        for code in order
    ]
    region = GridRow(
        None,
        tuple(Cell("none", computed=_sum(context, axis.code, None)) for axis in profile.axes),
        _total_cell(context, TotalScope.REGION, None),
    )
    return (*grid_rows, region) if grid_rows and profile.axes else ()


def _sum(context: ReportContext, axis: str | None, territory: str | None) -> int:
    return sum(
        line.amount.cents or 0
        for line in context.ledger.lines
        if (axis is None or line.axis == axis)
        and (territory is None or line.territory == territory)
    )


def _printed(
    context: ReportContext, scope: TotalScope, axis: str | None, territory: str | None
) -> list[PrintedTotal]:
    """The totals of the main column: a sub-total, or another column's, says nothing of these."""
    return [
        t
        for t in context.ledger.totals
        if (t.scope, t.column, t.axis, t.territory) == (scope, None, axis, territory)
    ]


def _axis_cell(context: ReportContext, axis: str, territory: str) -> Cell:
    totals = _printed(context, TotalScope.AXIS, axis, territory)
    computed = _sum(context, axis, territory)
    if totals:
        places = {(t.page, t.box) for t in totals}
        held = all(
            c.verdict is Verdict.AGREES
            for c in context.reconciliation.controls
            if c.name is ControlName.FOOTING and (c.page, c.box) in places
        )
        return _cell(computed, totals, held)
    if any((x.axis, x.territory) == (axis, territory) for x in context.ledger.lines):
        return Cell("unknown", computed)
    expected = (axis, territory) in context.profile.expected()
    return Cell("missing" if expected else "none")


def _total_cell(context: ReportContext, scope: TotalScope, territory: str | None) -> Cell:
    totals = _printed(context, scope, None, territory)
    computed = _sum(context, None, territory)
    return _cell(computed, totals) if totals else Cell("none", computed)


def _cell(computed: int, totals: Sequence[PrintedTotal], held: bool = True) -> Cell:
    """`held` is false where a control found a fault that sums don't tell."""
    differing = [t for t in totals if (t.amount.cents or 0) != computed]
    shown = (*differing, *totals)[0]
    state = "ok" if held and not differing else "ko"
    return Cell(state, computed, shown.amount.cents or 0, shown.page)

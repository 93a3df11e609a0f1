"""The region: lines, axis totals and contracts summed to what the document prints for all of it."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.domain import (
    Control,
    ControlName,
    Finding,
    PrintedTotal,
    Severity,
    TotalScope,
    Verdict,
)
from pipeline.normalise.money import format_euros
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.outcome import CONSEQUENCE, Outcome, fingerprint
from pipeline.reconcile.wording import NB


class _Sums(NamedTuple):
    """The ways to sum the whole region, in cents."""

    lines: int
    axes: int
    contracts: int


def region(casting: Casting, told: bool) -> Outcome:
    """A control for each printed region total; where none is printed, one that all sums agree.

    `told` says that a fault was already found further down: a region total that agrees with one of
    the sums then tells of that same fault, and its control says so without a finding of its own.
    """
    totals = [t for t in casting.ledger.totals if t.scope is TotalScope.REGION]
    checked = [_check(casting, total, told) for total in totals or (None,)]
    return Outcome(
        tuple(control for control, _ in checked),
        tuple(finding for _, finding in checked if finding is not None),
    )


def _check(
    casting: Casting, total: PrintedTotal | None, told: bool
) -> tuple[Control, Finding | None]:
    sums = _sums(casting, total.column if total else None)
    printed = total.amount.cents if total else None
    agrees = len(set(sums)) == 1 and (total is None or printed == sums.lines)
    consequence = not agrees and told and (total is None or printed in sums)
    computed = next((s for s in sums if total is not None and s != printed), sums.lines)
    control = Control(
        ControlName.REGION,
        Verdict.AGREES if agrees else Verdict.DIFFERS,
        computed,
        printed,
        page=total.page if total else None,
        label=total.label if total else "somme des contrats",
        cause=CONSEQUENCE if consequence else "",
        lines=tuple(line.identifier for line in casting.ledger.lines),
        box=total.box if total else None,
    )
    return control, None if agrees or consequence else _finding(total, sums, computed)


def _sums(casting: Casting, column: str | None) -> _Sums:
    """Contracts: the printed totals, and the axis totals of the territories that print none."""
    contracts: dict[str | None, int] = {}
    for total in casting.of_scope(TotalScope.CONTRACT, column):
        contracts.setdefault(total.territory, total.amount.cents or 0)
    others = sum(
        total.amount.cents or 0
        for total in casting.of_scope(TotalScope.AXIS, column)
        if total.territory not in contracts
    )
    return _Sums(
        casting.lines_sum(column=column),
        casting.totals_sum(column=column),
        sum(contracts.values()) + others,
    )


def _finding(total: PrintedTotal | None, sums: _Sums, computed: int) -> Finding:
    printed = total.amount.cents if total else None
    shown = format_euros(printed) if printed is not None else total.amount.printed if total else ""
    head = f"Page {total.page}{NB}: le total régional imprimé est {shown}, l" if total else "L"
    return Finding(
        ControlName.REGION,
        Severity.BLOCKING,
        f"{head}a somme des lignes est {format_euros(sums.lines)}, celle des totaux d'axe "
        f"{format_euros(sums.axes)}, celle des contrats {format_euros(sums.contracts)}.",
        page=total.page if total else None,
        expected=shown or format_euros(sums.contracts),
        found=format_euros(computed),
        fingerprint=fingerprint(
            ControlName.REGION, total.column if total else None, printed, *sums
        ),
        box=total.box if total else None,
    )

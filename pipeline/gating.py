"""Which failed gates are findings of their own, and which say again what a finding says. Pure.

The gates look at the published tables with other eyes than the controls: a gate that fails where
no control found anything holds the edition. Where each of its failing rows is a sum of which an
open finding tells already, a second finding would tell nothing more. Rows that a person has decided
don't fail: the suites leave out those that name a decision.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.decisions import Outcome
from pipeline.domain import (
    Control,
    ControlName,
    Finding,
    GateResult,
    Reconciliation,
    Severity,
)
from pipeline.reconcile.outcome import CONSEQUENCE

# (table, gate) of the suites that ask of a re-done sum whether it agrees with the printed one.
SUM_GATES = frozenset(
    {
        ("rapprochement", "verdict.somme"),
        ("rapprochement", "verdict.autre"),
        ("totaux", "ecart.axe"),
        ("totaux", "ecart.sous_total"),
        ("totaux", "total.egal_imprime"),
        ("contrats", "ecart.nul"),
        ("contrats", "total.egal_calcule"),
    }
)


def with_gates(settled: Outcome, gates: Iterable[GateResult]) -> Reconciliation:
    """The reconciliation with a finding for each failed gate that no finding tells of already."""
    held = settled.reconciliation
    own = [g for g in gates if not g.success and not _is_told(g, settled)]
    return Reconciliation(held.controls, (*held.findings, *map(_finding, own)))


def _finding(gate: GateResult) -> Finding:
    return Finding(
        control=ControlName.GATE,
        severity=gate.severity,
        message=f"Table {gate.table}, attendu et non tenu : {gate.description}",
        expected=gate.description,
        found=", ".join(gate.failing) or gate.observed,
    )


def _is_told(gate: GateResult, settled: Outcome) -> bool:
    """Whether every failing row of the gate is a sum that a finding speaks of.

    Where the gate blocks, only a finding that blocks too counts. Where it only warns, any finding
    of the same control does.
    """
    if (gate.table, gate.expectation) not in SUM_GATES or not gate.failing:
        return False
    rows = [_controls(gate.table, key, settled) for key in gate.failing]
    if gate.severity is not Severity.BLOCKING:
        names = {f.control for f in settled.reconciliation.findings}
        return all(row and names.issuperset(c.name for c in row) for row in rows)
    told = settled.reconciliation.blocking
    return all(row and all(_speaks(told, control) for control in row) for row in rows)


def _controls(table: str, key: str, settled: Outcome) -> tuple[Control, ...]:
    """The controls that a row of a published table stands for, found by the row's key."""
    held, ledger = settled.reconciliation, settled.ledger
    if table == "rapprochement":
        return held.controls[int(key) - 1 : int(key)]
    if table == "contrats":
        return tuple(
            c
            for c in held.controls
            if (c.name, c.territory) == (ControlName.CROSS_FOOTING, key) and c.difference
        )
    total = next((t for t in ledger.totals if t.identifier == key), None)
    return tuple(
        c
        for c in held.controls
        if total is not None
        and (c.name, c.axis, c.territory) == (ControlName.FOOTING, total.axis, total.territory)
        and c.difference
    )


def _speaks(told: tuple[Finding, ...], control: Control) -> bool:
    """Whether a finding is about this control, or about what makes it differ in consequence."""
    if any(
        (f.control, f.axis, f.territory) == (control.name, control.axis, control.territory)
        for f in told
    ):
        return True
    return control.cause == CONSEQUENCE and any(
        control.territory in (None, f.territory) for f in told
    )

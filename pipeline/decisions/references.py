"""Which decision stands behind which published row. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.decisions.settle import SUMS, Outcome
from pipeline.domain import (
    Control,
    ControlName,
    Decision,
    DecisionState,
    Finding,
    PrintedTotal,
    References,
    TotalScope,
    Verdict,
)

# What is found of these may make the sums above it differ in consequence.
_BLAMED = frozenset({ControlName.FOOTING, ControlName.CROSS_FOOTING, ControlName.PRESENCE})


def references(outcome: Outcome) -> References:
    """The references to publish beside amounts and controls.

    A control has those of its own decided findings. A sum that differs without a finding of its own
    differs in consequence of one that has: it has that one's. As long as a blocking finding is open
    in the same place nothing is settled there, and nothing is said.
    """
    decided = [
        (d.finding, d.decision)
        for d in outcome.decisions
        if d.state is DecisionState.IN_FORCE and d.finding is not None
    ]
    left = outcome.reconciliation.blocking
    controls = {
        rank: told
        for rank, control in enumerate(outcome.reconciliation.controls, 1)
        if (told := _behind(control, decided, left))
    }
    differing = {
        _place(control): controls[rank]
        for rank, control in enumerate(outcome.reconciliation.controls, 1)
        if control.verdict is Verdict.DIFFERS and rank in controls
    }
    accepted = {
        total.identifier: differing[_place(total)]
        for total in outcome.ledger.totals
        if _place(total) in differing
    }
    corrected = {line: decision.reference for line, decision in outcome.corrections.items()}
    return References(accepted | corrected, controls)


def _place(of: Control | PrintedTotal) -> tuple[object, ...]:
    """What a printed total and the control that re-does it have in common."""
    if isinstance(of, Control):
        name = of.name
    elif of.scope is TotalScope.CONTRACT:
        name = ControlName.CROSS_FOOTING
    else:
        name = ControlName.REGION if of.scope is TotalScope.REGION else ControlName.FOOTING
    return name, of.axis, of.territory, of.page, of.box


def _behind(
    control: Control, decided: Iterable[tuple[Finding, Decision]], left: Iterable[Finding]
) -> str:
    """The references behind a control, empty where there is none."""
    own = [decision for finding, decision in decided if _is_of(finding, control)]
    if not own and control.verdict is Verdict.DIFFERS and control.name in SUMS:
        if any(_is_below(finding, control) for finding in left):
            return ""
        own = [d for finding, d in decided if not d.corrects and _is_below(finding, control)]
    if any(_is_of(finding, control) for finding in left):
        return ""
    return "+".join(dict.fromkeys(decision.reference for decision in own))


def _is_of(finding: Finding, control: Control) -> bool:
    """Whether this control found it; a control of the whole edition names no place."""
    return finding.control is control.name and all(
        mine in (None, its)
        for mine, its in (
            (control.axis, finding.axis),
            (control.territory, finding.territory),
            (control.page, finding.page),
            (control.box, finding.box),
        )
    )


def _is_below(finding: Finding, control: Control) -> bool:
    """Whether the finding is about a sum that this control sums again."""
    return (
        finding.control in _BLAMED
        and control.axis in (None, finding.axis)
        and control.territory in (None, finding.territory)
    )

"""What becomes of decisions when an edition is reconciled again. Pure.

A decision is tied to the fingerprint of its finding, which says what was printed and computed
*before* any correction. So the order is: reconcile what was read, find the decisions whose finding
is exactly there, correct what these correct, reconcile again, and so on while a correction brings
up a finding that another decision corrects. What is left must be decided, or blocks.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.domain import (
    Amount,
    AmountKind,
    AppliedDecision,
    ControlName,
    Decision,
    DecisionKind,
    DecisionState,
    Finding,
    Ledger,
    Line,
    PrintedTotal,
    Reconciliation,
    Severity,
)

Reconcile = Callable[[Ledger], tuple[Ledger, Reconciliation]]

# A correction answers these by making the sum hold; a signature beside it is not enough.
SUMS = frozenset({
    ControlName.FOOTING, ControlName.CROSS_FOOTING, ControlName.REGION, ControlName.CHARTS,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """An edition with its decisions applied.

    `ledger` carries the corrected amounts (`Amount.printed` stays as printed). In `reconciliation`
    a decided finding is INFO, and a stale decision that nothing else recalls is a blocking finding:
    the edition may be published when `reconciliation.blocking` is empty.
    """

    ledger: Ledger
    reconciliation: Reconciliation
    decisions: tuple[AppliedDecision, ...] = ()

    @property
    def corrections(self) -> dict[str, Decision]:
        """The decision behind each corrected amount, by identifier of its line or total."""
        return {
            d.decision.line: d.decision
            for d in self.decisions
            if d.decision.line is not None and d.state is DecisionState.IN_FORCE
        }


def decide(
    finding: Finding,
    kind: DecisionKind,
    name: str,
    date: dt.date,
    note: str = "",
    corrected: tuple[Line | PrintedTotal, int] | None = None,
) -> Decision:
    """A decision on `finding`; `corrected` is the line (or total) at fault and its right cents."""
    line, cents = corrected if corrected else (None, None)
    return Decision(
        fingerprint=finding.fingerprint,
        kind=kind,
        name=name,
        date=date,
        note=note,
        line=line.identifier if line else None,
        cents=cents,
        printed_cents=line.amount.cents if line else None,
        message=finding.message,
        expected=finding.expected,
        found=finding.found,
        control=finding.control,
        axis=finding.axis,
        territory=finding.territory,
        page=finding.page,
    )


def settle(ledger: Ledger, reconcile: Reconcile, decisions: Sequence[Decision]) -> Outcome:
    """Reconcile `ledger` with `decisions`: which hold, which are stale, what is still open."""
    raw, reconciliation = reconcile(ledger)
    ledger, seen, applied = raw, dict[str, Finding](), list[Decision]()
    while True:
        now = {f.fingerprint: f for f in reconciliation.findings if f.fingerprint}
        seen = now | seen
        fresh = [
            d for d in decisions if d.fingerprint in now and d not in applied and _fits(d, raw)
        ]
        taken = {d.line for d in applied}
        rivals = Counter(d.line for d in fresh)
        fresh = [d for d in fresh if rivals[d.line] == 1 and d.line not in taken]
        if not fresh:
            break
        applied += fresh
        ledger, reconciliation = reconcile(corrected_ledger(ledger, fresh))
    states = _states(decisions, seen, applied, reconciliation.findings)
    return Outcome(ledger, _signed(reconciliation, states), states)


def corrected_ledger(ledger: Ledger, decisions: Iterable[Decision]) -> Ledger:
    """`ledger` with the amounts that `decisions` correct; what is printed stays beside.

    Totals change only where they were misread: a total that the document prints wrong stays.
    """
    lines = {d.line: d for d in decisions if d.line is not None}
    return replace(
        ledger,
        lines=tuple(
            replace(line, amount=_corrected(line.amount, lines[line.identifier]))
            if line.identifier in lines
            else line
            for line in ledger.lines
        ),
        totals=tuple(
            replace(total, amount=_corrected(total.amount, lines[total.identifier]))
            if total.identifier in lines
            else total
            for total in ledger.totals
        ),
    )


def _corrected(amount: Amount, decision: Decision) -> Amount:
    return Amount(amount.printed, AmountKind.VALUE, decision.cents)


def _fits(decision: Decision, ledger: Ledger) -> bool:
    """Whether what `decision` corrects is there, and still reads as it did."""
    if decision.line is None or decision.kind is DecisionKind.ACCEPTED:
        return False
    for line in ledger.lines:
        if line.identifier == decision.line:
            return line.amount.cents == decision.printed_cents
    misread = decision.kind is DecisionKind.EXTRACTION_ERROR
    return misread and any(
        t.identifier == decision.line and t.amount.cents == decision.printed_cents
        for t in ledger.totals
    )


def _states(
    decisions: Sequence[Decision],
    seen: dict[str, Finding],
    applied: Sequence[Decision],
    left: Sequence[Finding],
) -> tuple[AppliedDecision, ...]:
    in_force = [d for d in decisions if d.fingerprint in seen and (not d.corrects or d in applied)]
    subjects = {_subject(d) for d in in_force}
    states: list[AppliedDecision] = []
    for decision in decisions:
        if decision in in_force:
            finding = seen[decision.fingerprint]
            states.append(AppliedDecision(decision, DecisionState.IN_FORCE, finding))
            continue
        subject = _subject(decision)
        known = decision.control is not None
        state = DecisionState.SUPERSEDED if known and subject in subjects else DecisionState.STALE
        present = next((f for f in left if known and _subject(f) == subject), None)
        states.append(AppliedDecision(decision, state, present))
    return tuple(states)


def _subject(of: Decision | Finding) -> tuple[ControlName | None, str | None, str | None]:
    return (of.control, of.axis, of.territory)


def _signed(reconciliation: Reconciliation, states: Iterable[AppliedDecision]) -> Reconciliation:
    """The reconciliation with decided findings at INFO, and the stale decisions recalled."""
    decided: dict[str, bool] = {}  # fingerprint -> decided by signature alone
    for state in states:
        if state.state is DecisionState.IN_FORCE:
            key = state.decision.fingerprint
            decided[key] = decided.get(key, False) or not state.decision.corrects
    findings = [
        replace(finding, severity=Severity.INFO)
        if finding.fingerprint in decided
        and (decided[finding.fingerprint] or finding.control not in SUMS)
        else finding
        for finding in reconciliation.findings
    ]
    blocking = {_subject(f) for f in findings if f.severity is Severity.BLOCKING}
    findings += [
        _recalled(state.decision)
        for state in states
        if state.state is DecisionState.STALE and _subject(state.decision) not in blocking
    ]
    return replace(reconciliation, findings=tuple(findings))


def _recalled(decision: Decision) -> Finding:
    return Finding(
        control=decision.control or ControlName.GATE,
        severity=Severity.BLOCKING,
        message=(
            f"Décision périmée de {decision.name} du {decision.date:%d/%m/%Y} "
            f"(référence {decision.reference}) : ce qui était imprimé ou calculé a changé. "
            "À reprendre, ou à retirer du fichier des décisions."
        ),
        page=decision.page,
        axis=decision.axis,
        territory=decision.territory,
        expected=decision.expected,
        found=decision.found,
    )

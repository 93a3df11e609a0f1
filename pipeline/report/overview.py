"""The verdict, and the table of printed totals. Pure."""

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
from pipeline.report.names import VERDICTS
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

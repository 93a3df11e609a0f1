"""Reconciliation: a ledger in; every sum re-done, every control's findings and causes out. Pure."""

from __future__ import annotations

from dataclasses import replace

from pipeline.domain import (
    Control,
    ControlName,
    Finding,
    Ledger,
    Reconciliation,
    Severity,
    Verdict,
)
from pipeline.profile import Profile
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.charts import charts
from pipeline.reconcile.conservation import conservation
from pipeline.reconcile.crossfooting import cross_footing
from pipeline.reconcile.footing import footing
from pipeline.reconcile.integrity import integrity
from pipeline.reconcile.labels import duplicates, truncated_labels
from pipeline.reconcile.outcome import Outcome, distinct
from pipeline.reconcile.presence import presence
from pipeline.reconcile.readings import readings
from pipeline.reconcile.region import region
from pipeline.reconcile.territories import (
    confirmed_sections,
    unproven_territories,
    with_confirmed,
)
from pipeline.reconcile.unknown import unknown_names

_ORDER = tuple(ControlName)
_SEVERITIES = (Severity.BLOCKING, Severity.WARNING, Severity.INFO)


def reconcile(ledger: Ledger, profile: Profile) -> tuple[Ledger, Reconciliation]:
    """Re-do every sum of the ledger and run every control.

    `profile` is that of the ledger's edition (`Profile.for_edition`). Returns the ledger with the
    deduced territories that the sums prove marked as confirmed, and the reconciliation: controls in
    the order an analyst reads them, findings with the blocking ones first. Nothing is raised for
    what the document or the readings got wrong: that is a finding.
    """
    casting = Casting(ledger, profile)
    footed, present = footing(casting), presence(casting)
    twins = duplicates(casting)
    blamed = _blamed(footed.findings, present.findings)
    crossed = cross_footing(casting, blamed)
    drawn = charts(casting)
    blamed |= _blamed(crossed.findings)
    regional = region(casting, bool(_all_blocking(footed, present, crossed)))
    confirmed = confirmed_sections(casting, drawn.region_agrees)
    outcomes = (
        footed,
        crossed,
        unproven_territories(casting, confirmed, blamed),
        regional,
        drawn.outcome,
        present,
        conservation(casting),
        integrity(casting),
        readings(casting),
        Outcome(twins.controls, _untold(twins.findings, footed.findings)),
        truncated_labels(casting),
        unknown_names(casting),
    )
    return with_confirmed(ledger, confirmed), _assembled(outcomes)


def _all_blocking(*outcomes: Outcome) -> list[Finding]:
    return [f for o in outcomes for f in o.findings if f.severity is Severity.BLOCKING]


def _blamed(*found: tuple[Finding, ...]) -> frozenset[str]:
    """The territories of which something blocking was found."""
    return frozenset(
        f.territory
        for findings in found
        for f in findings
        if f.severity is Severity.BLOCKING and f.territory
    )


def _untold(twins: tuple[Finding, ...], footed: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings of twins, without those that a total's own finding names as its cause."""
    told = {
        (f.axis, f.territory) for f in footed if f.causes and f.causes[0].rule == "doubled_line"
    }
    return tuple(
        f
        for f in twins
        if len(set(f.lines)) < len(f.lines)
        or f.severity is not Severity.BLOCKING
        or (f.axis, f.territory) not in told
    )


def _assembled(outcomes: tuple[Outcome, ...]) -> Reconciliation:
    controls: list[Control] = [c for o in outcomes for c in o.controls]
    found = [f for o in outcomes for f in o.findings]
    findings = distinct(
        sorted(
            found,
            key=lambda f: (_SEVERITIES.index(f.severity), _ORDER.index(f.control), f.page or 0),
        )
    )
    return Reconciliation(tuple(_settled(c, found) for c in controls), findings)


def _settled(control: Control, findings: list[Finding]) -> Control:
    """A control of names or doubts counts what was found, whatever found it."""
    strayed = control.name is ControlName.CONSERVATION and control.verdict is Verdict.AGREES
    if strayed and any(
        f.control is ControlName.CONSERVATION and f.severity is Severity.BLOCKING for f in findings
    ):
        return replace(control, verdict=Verdict.DIFFERS, cause="voir les constats de conservation")
    return control

"""Whether an edition may be published, and what to say of it. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.domain import (
    Control,
    ControlName,
    Finding,
    Reconciliation,
    Severity,
    Status,
    Verdict,
)
from pipeline.tables import CONTROLS_FR, euros

# The controls that re-do a sum the document prints.
SUMS = (ControlName.FOOTING, ControlName.CROSS_FOOTING, ControlName.REGION)


def sums(reconciliation: Reconciliation) -> tuple[Control, ...]:
    """The controls that re-do a printed sum."""
    return tuple(c for c in reconciliation.controls if c.name in SUMS and c.printed is not None)


def agreeing(controls: Iterable[Control]) -> int:
    """How many of them agree with what is printed."""
    return sum(c.verdict is Verdict.AGREES for c in controls)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a run came to. `folder` holds its tables, `report` is the file to open.

    `decided` counts the analysts' decisions that hold in it.
    """

    status: Status
    series: str
    edition: str
    run_id: str
    folder: Path
    report: Path
    reconciliation: Reconciliation
    actions: int
    decided: int = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.reconciliation.findings

    @property
    def sums(self) -> tuple[Control, ...]:
        """The controls that re-do a printed sum."""
        return sums(self.reconciliation)

    @property
    def agreeing(self) -> int:
        """How many of the printed sums agree with theirs re-done."""
        return agreeing(self.sums)

    @property
    def sentence(self) -> str:
        """The verdict in one French sentence."""
        told = f"{self.agreeing} totaux sur {len(self.sums)} conformes"
        if self.status is Status.RECONCILED:
            plural = "s" if self.decided > 1 else ""
            signed = f" · {self.decided} décision{plural} en vigueur" if self.decided else ""
            return f"{told} · {self.actions} actions{signed} · publié"
        blocking = len(self.reconciliation.blocking)
        plural = "s" if blocking > 1 else ""
        return f"{told} · {blocking} constat{plural} bloquant{plural} · retenu pour relecture"

    def as_json(self) -> dict[str, Any]:
        """The command's public JSON object."""
        return {
            "status": str(self.status),
            "edition": self.edition,
            "series": self.series,
            "folder": str(self.folder),
            "report": str(self.report),
            "findings": [_finding_json(f) for f in self.findings],
        }


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or address of a watch that could not be taken through, and why, in one line."""

    name: str
    reason: str

    @property
    def sentence(self) -> str:
        return f"{self.name} : {self.reason}"


def worst(taken: Iterable[Conclusion | Refusal]) -> Status:
    """The status to remember of several: one failure, or one held, is what must be looked at."""
    states = {Status.FAILED if isinstance(t, Refusal) else t.status for t in taken}
    return next((s for s in (Status.FAILED, Status.HELD) if s in states), Status.RECONCILED)


def _finding_json(finding: Finding) -> dict[str, Any]:
    """One finding under the names of the public contract; the first cause is the likeliest."""
    return {
        "control": str(finding.control),
        "severity": str(finding.severity),
        "axe": finding.axis,
        "territoire_code": finding.territory,
        "page": finding.page,
        "expected": finding.expected or None,
        "found": finding.found or None,
        "cause": finding.causes[0].sentence if finding.causes else finding.message,
    }


def status_of(findings: Iterable[Finding]) -> Status:
    """HELD as soon as one finding blocks; there is no small difference."""
    blocking = any(f.severity is Severity.BLOCKING for f in findings)
    return Status.HELD if blocking else Status.RECONCILED


def markdown(conclusion: Conclusion) -> str:
    """The verdict and its findings as Markdown."""
    lines = [
        f"# {conclusion.series} {conclusion.edition}",
        "",
        f"**{conclusion.sentence}**",
        "",
        f"Rapport : `{conclusion.report}`",
        "",
    ]
    lines += [
        f"- {finding.severity} · {CONTROLS_FR[finding.control]}"
        + (f" · page {finding.page}" if finding.page else "")
        + f" : {' '.join(finding.message.split())}"
        for finding in conclusion.findings
    ]
    return "\n".join(lines) + "\n"


def sums_table(conclusion: Conclusion) -> list[dict[str, Any]]:
    """One row for each re-done sum, amounts in euros as text."""
    return [
        {
            "controle": CONTROLS_FR[control.name],
            "axe": control.axis or "",
            "territoire": control.territory or "",
            "page": control.page or "",
            "imprimé": _text(control.printed),
            "calculé": _text(control.computed),
            "écart": _text(control.difference),
            "verdict": str(control.verdict),
        }
        for control in conclusion.sums
    ]


def _text(cents: float | int | None) -> str:
    return "" if cents is None else str(euros(int(cents)))

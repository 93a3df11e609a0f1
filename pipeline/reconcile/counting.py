"""Findings about lines, and controls that count what should not be there."""

from __future__ import annotations

from pipeline.domain import Control, ControlName, Finding, Line, Severity, Verdict
from pipeline.reconcile.outcome import fingerprint


def tally(name: ControlName, label: str, count: int, otherwise: Verdict) -> Control:
    """The control of things of which there should be none."""
    verdict = otherwise if count else Verdict.AGREES
    return Control(name, verdict, count, 0, unit="nombre", label=label)


def about(
    lines: list[Line],
    control: ControlName,
    severity: Severity,
    message: str,
    expected: str,
    found: str,
) -> Finding:
    """A finding about these lines, shown where the last of them stands."""
    first, last = lines[0], lines[-1]
    return Finding(
        control,
        severity,
        message,
        page=last.page,
        axis=first.axis,
        territory=first.territory,
        expected=expected,
        found=found,
        fingerprint=fingerprint(
            control,
            first.axis,
            first.territory,
            [[x.label, x.amount.kind, x.amount.cents] for x in lines],
            expected,
            found,
        ),
        lines=tuple(line.identifier for line in lines),
        box=last.box,
    )

"""What an analyst must look at: findings with their causes, and decisions with what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.domain import (
    AppliedDecision,
    Box,
    Decision,
    DecisionState,
    Finding,
    Ledger,
    Line,
    PageRecord,
    PrintedTotal,
    Reconciliation,
    Severity,
)
from pipeline.report.shapes import crop

_MOST = 4  # extracts beside one finding: more would hide what it says
_ORDER = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.INFO: 2}


@dataclass(frozen=True, slots=True)
class Extract:
    """Part of a page that shows a finding: what it points at, and the amounts that it sums."""

    page: PageRecord
    view: Box
    boxes: tuple[Box, ...]
    amounts: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One finding, with what shows it; `choices` are the amounts that a decision may correct."""

    number: int
    finding: Finding
    extracts: tuple[Extract, ...]
    choices: tuple[Line | PrintedTotal, ...]

    @property
    def open(self) -> bool:
        return self.finding.severity is not Severity.INFO

    @property
    def decidable(self) -> bool:
        return bool(self.finding.fingerprint) and self.open


def cards(ledger: Ledger, reconciliation: Reconciliation) -> tuple[Card, ...]:
    """The findings, what blocks first."""
    ordered = sorted(reconciliation.findings, key=lambda f: _ORDER[f.severity])
    pages = {page.page: page for page in ledger.pages}
    return tuple(_card(n, finding, pages, ledger) for n, finding in enumerate(ordered, 1))


def _card(number: int, finding: Finding, pages: dict[int, PageRecord], ledger: Ledger) -> Card:
    extracts = tuple(_extracts(finding, pages, ledger))
    return Card(number, finding, extracts, tuple(_choices(finding, ledger)))


def _extracts(finding: Finding, pages: dict[int, PageRecord], ledger: Ledger) -> Iterator[Extract]:
    """What the finding and its causes point at, page by page; else the pages of its lines, whole.

    Whole, because what settles such a finding (a logo, a heading) stands outside the lines.
    """
    boxes: dict[int, list[Box]] = {}
    if finding.page:
        boxes[finding.page] = [finding.box] if finding.box else []
    for cause in finding.causes:
        if cause.boxes and (cause.page or finding.page):
            boxes.setdefault(cause.page or finding.page or 0, []).extend(cause.boxes)
    lines = [line for line in ledger.lines if line.identifier in finding.lines]
    pointed = any(boxes.values())
    if not pointed:
        boxes |= {line.page: [] for line in lines}
    for number in list(boxes)[:_MOST]:
        if number in pages:
            held = tuple(dict.fromkeys(boxes[number]))
            mine = [line for line in lines if line.page == number]
            shown = [*held, *(line.box for line in mine)] if pointed else []
            amounts = tuple(line.amount_box for line in mine)
            yield Extract(pages[number], crop(shown, pages[number]), held, amounts)


def _choices(finding: Finding, ledger: Ledger) -> Iterator[Line | PrintedTotal]:
    """The lines and totals at stake: those summed, else those of the finding's page."""
    for line in ledger.lines:
        if line.identifier in finding.lines or (not finding.lines and line.page == finding.page):
            yield line
    for total in ledger.totals:
        if total.page == finding.page:
            yield total


def stale(decisions: Iterable[AppliedDecision]) -> tuple[AppliedDecision, ...]:
    """The decisions that hold no more, and block."""
    return tuple(d for d in decisions if d.state is DecisionState.STALE)


def in_force(decisions: Iterable[AppliedDecision]) -> tuple[AppliedDecision, ...]:
    return tuple(d for d in decisions if d.state is DecisionState.IN_FORCE)


def corrections(decisions: Iterable[AppliedDecision]) -> dict[str, Decision]:
    """The decision behind each corrected amount, by identifier of its line or total."""
    return {d.decision.line: d.decision for d in in_force(decisions) if d.decision.line}

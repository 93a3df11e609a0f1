"""Totals against the lines above them, by structure alone: contiguous spans, never a search for
numbers that happen to add up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.domain import Box

# Lines that repeat what other lines say: details of the line above, sums carried over a page break.
APART = re.compile(
    r"^(?:dont|incl|of which|de los cuales|a reporter|report(?:s)?)\b", re.IGNORECASE
)


class Verdict(StrEnum):
    FOOTS = "foots"
    DIFFERS = "differs"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line or a total of one amount column. `cents` is None where no amount is given.

    `opens` tells that a heading or a new page stands right above.
    """

    label: str
    cents: int | None
    total: bool
    page: int
    box: Box
    opens: bool = False


@dataclass(frozen=True, slots=True)
class CheckedTotal:
    """A printed total, the lines that it sums, and whether it does, in cents."""

    entry: Entry
    column: str | None
    lines: tuple[Entry, ...]
    computed: int | None
    verdict: Verdict

    @property
    def difference(self) -> int | None:
        """computed - printed."""
        if self.computed is None or self.entry.cents is None:
            return None
        return self.computed - self.entry.cents


@dataclass
class _Open:
    """What no total has closed yet: lines, then totals of each level, nearest level first."""

    levels: list[list[Entry]] = field(default_factory=lambda: [[]])

    def spans(self) -> list[tuple[int, list[Entry]]]:
        """Contiguous spans back from here, the shortest first, with the level each reaches."""
        found: list[tuple[int, list[Entry]]] = []
        lines = self.levels[0]
        starts = [i for i, e in enumerate(lines) if e.opens and i > 0]
        found += [(0, lines[i:]) for i in reversed(starts)]
        held: list[Entry] = []
        for level, entries in enumerate(self.levels):
            held = entries + held
            if entries:
                found.append((level, held))
        return found

    def close(self, level: int, used: Sequence[Entry], total: Entry) -> None:
        taken = {id(e) for e in used}
        for i in range(level + 1):
            self.levels[i] = [e for e in self.levels[i] if id(e) not in taken]
        while len(self.levels) <= level + 1:
            self.levels.append([])
        self.levels[level + 1].append(total)


def cast(entries: Sequence[Entry], column: str | None = None) -> list[CheckedTotal]:
    """The totals of one column of one table, in order, each with its verdict."""
    held = _Open()
    results: list[CheckedTotal] = []
    used: set[int] = set()
    for at, entry in enumerate(entries):
        if not entry.total:
            if id(entry) not in used and not APART.match(entry.label):
                held.levels[0].append(entry)
            continue
        results.append(_checked(entry, at, entries, held, used, column))
    return results


def _checked(
    total: Entry,
    at: int,
    entries: Sequence[Entry],
    held: _Open,
    used: set[int],
    column: str | None,
) -> CheckedTotal:
    spans = held.spans()
    if total.cents is None:
        return CheckedTotal(total, column, (), None, Verdict.UNVERIFIABLE)
    for level, span in spans:
        if _sum(span) == total.cents:
            held.close(level, span, total)
            return CheckedTotal(total, column, tuple(span), total.cents, Verdict.FOOTS)
    after = _following(entries, at)
    if after and _sum(after) == total.cents:
        used |= {id(e) for e in after}
        held.close(0, (), total)
        return CheckedTotal(total, column, tuple(after), total.cents, Verdict.FOOTS)
    if not spans:
        return CheckedTotal(total, column, (), None, Verdict.UNVERIFIABLE)
    level, span = _likeliest(spans)
    held.close(level, span, total)
    return CheckedTotal(total, column, tuple(span), _sum(span), Verdict.DIFFERS)


def _following(entries: Sequence[Entry], at: int) -> list[Entry]:
    """The lines right under a total that stands above its lines."""
    lines: list[Entry] = []
    for entry in entries[at + 1 :]:
        if entry.total or (entry.opens and lines):
            break
        if not APART.match(entry.label):
            lines.append(entry)
    return lines


def _likeliest(spans: Sequence[tuple[int, list[Entry]]]) -> tuple[int, list[Entry]]:
    """The span that a total closes by its place: all lines still open, else the totals above."""
    own = [s for s in spans if s[0] == 0]
    return own[-1] if own else spans[0]


def _sum(entries: Sequence[Entry]) -> int:
    return sum(e.cents or 0 for e in entries)

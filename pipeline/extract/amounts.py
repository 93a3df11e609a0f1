"""Segments -> amounts in columns. A number inside a label is never an amount.

An amount is a money-like segment that stands in a column with others, or alone with a euro sign;
or the money-like end of a segment that reaches into such a column (glued to its label).
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain import Amount, AmountKind, Box
from pipeline.extract.content import Rule, Word
from pipeline.extract.lines import X_HEIGHT, Segment
from pipeline.normalise.money import (
    AmountRefused,
    NumberFormat,
    has_currency,
    leading_amounts,
    parse_amount,
    split_amount_note,
    trailing_amounts,
)

EDGE = 3.0  # points: amounts of one column share an edge or a centre within this
STACKED = 1.45  # ems between the baselines of an amount that is broken over two lines
YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True)
class Candidate:
    """A money-like run of words. `rest` is what its segment holds besides (a glued label)."""

    words: tuple[Word, ...]
    amount: Amount
    rest: tuple[Word, ...] = ()
    note: str | None = None
    whole: bool = True

    @cached_property
    def box(self) -> Box:
        return Box.around(w.box for w in self.words)

    @cached_property
    def size(self) -> float:
        return statistics.median(w.size for w in self.words)

    @property
    def first_middle(self) -> float:
        return min(w.baseline for w in self.words) - X_HEIGHT * self.size

    @property
    def last_middle(self) -> float:
        return max(w.baseline for w in self.words) - X_HEIGHT * self.size

    @property
    def middle(self) -> float:
        return (self.first_middle + self.last_middle) / 2

    @property
    def has_currency(self) -> bool:
        return has_currency(self.amount.printed)


@dataclass
class Column:
    """Amounts under one another, and the x range that they span, in points."""

    x0: float
    x1: float
    candidates: list[Candidate]


def read_amount(text: str, number_format: NumberFormat) -> tuple[Amount, str | None] | None:
    """The amount that is the whole of `text`, and its footnote mark; None when it is none."""
    bare, note = split_amount_note(text)
    try:
        return parse_amount(bare, number_format), note
    except AmountRefused:
        return None


def whole_candidate(segment: Segment, number_format: NumberFormat) -> Candidate | None:
    if len(segment.words) > 12:
        return None
    read = read_amount(segment.text, number_format)
    return Candidate(segment.words, read[0], (), read[1]) if read else None


def glued_candidates(segment: Segment, number_format: NumberFormat) -> list[Candidate]:
    """Money-like ends and beginnings of a segment that has other words too."""
    bare, note = split_amount_note(segment.text)
    found = []
    for offset in trailing_amounts(bare, number_format):
        if offset > 0:
            found.append(_cut(segment, offset, len(bare), note, number_format))
    for offset in leading_amounts(segment.text, number_format):
        if offset < len(segment.text):
            found.append(_cut(segment, 0, offset, None, number_format))
    return [c for c in found if c is not None]


def _cut(
    segment: Segment, start: int, end: int, note: str | None, number_format: NumberFormat
) -> Candidate | None:
    """The candidate printed at characters start..end of the segment; words are cut if need be."""
    inside: list[Word] = []
    outside: list[Word] = []
    at = 0
    for word in segment.words:
        lo, hi = max(start - at, 0), min(end - at, len(word.text))
        if lo >= hi:
            outside.append(word)
        else:
            if lo > 0:
                outside.append(_part(word, 0, lo))
            inside.append(_part(word, lo, hi) if (lo, hi) != (0, len(word.text)) else word)
            if hi < len(word.text) and not note:
                outside.append(_part(word, hi, len(word.text)))
            elif hi < len(word.text):
                inside.append(_part(word, hi, len(word.text)))
        at += len(word.text) + len(word.space)
    read = read_amount(segment.text[start:end], number_format)
    if not inside or read is None:
        return None
    if note:  # the mark stands after the amount and goes with it
        trailing = [w for w in outside if w.box.x0 >= inside[-1].box.x1 - 0.01]
        inside += trailing
        outside = [w for w in outside if w not in trailing]
    return Candidate(tuple(inside), read[0], tuple(outside), note, whole=False)


def _part(word: Word, start: int, end: int) -> Word:
    """Characters start..end of a word, its box cut in proportion."""
    step = word.box.width / max(len(word.text), 1)
    box = Box(
        word.box.x0 + start * step, word.box.top, word.box.x0 + end * step, word.box.bottom
    )
    return Word(
        word.text[start:end], box, word.baseline, word.size, word.bold, word.color,
        word.visible, word.confidence, word.space if end == len(word.text) else "",
    )  # fmt: skip


def columns_of(
    segments: Sequence[Segment], horizontal: Sequence[Rule], number_format: NumberFormat
) -> list[Column]:
    """The amount columns of a page's segments, from left to right.

    Amounts with a euro sign found a column; without any on the page, numbers that stand under
    one another do. Bare numbers, dashes and words such as « néant » join a column they stand in.
    """
    wholes = [c for s in segments if (c := whole_candidate(s, number_format))]
    glued = [g for s in segments if not whole_candidate(s, number_format)
             for g in glued_candidates(s, number_format)]  # fmt: skip
    seeds = [c for c in wholes if c.amount.costed and c.has_currency]
    seeds += [c for c in _sure_glued(glued) if not _touches(c, seeds)]
    if not seeds:
        seeds = _numbers_under_one_another(wholes)
    columns = _clustered(seeds)
    taken = {id(w) for c in seeds for w in c.words}
    for candidate in wholes:
        if id(candidate.words[0]) not in taken:
            _join(candidate, columns)
            taken |= {id(w) for w in candidate.words}
    _join_glued(glued, columns, taken)
    for column in columns:
        column.candidates = _stacked(column.candidates, horizontal, number_format)
    return [c for c in columns if any(x.amount.costed for x in c.candidates)]


def _sure_glued(glued: list[Candidate]) -> list[Candidate]:
    """For each segment the longest money-like end with a euro sign."""
    best: dict[float, Candidate] = {}
    for c in glued:
        if c.amount.costed and c.has_currency:
            key = c.words[-1].box.x1 * 1e5 + c.words[-1].baseline
            if key not in best or len(c.words) > len(best[key].words):
                best[key] = c
    return list(best.values())


def _touches(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    return any(w in o.words for o in others for w in candidate.words)


def _numbers_under_one_another(wholes: Sequence[Candidate]) -> list[Candidate]:
    numbers = [c for c in wholes if c.amount.costed]
    kept = []
    for column in _clustered(numbers):
        grouped = [c for c in column.candidates if len(c.words) > 1 or len(c.amount.printed) >= 4]
        if len(column.candidates) >= 2 and grouped:
            kept += column.candidates
    return kept


def _clustered(candidates: Sequence[Candidate]) -> list[Column]:
    columns: list[Column] = []
    for c in sorted(candidates, key=lambda c: c.box.x0 - c.box.x1):
        home = next((k for k in columns if _overlap(c.box, k) > 0.5 * c.box.width), None)
        if home is None:
            columns.append(Column(c.box.x0, c.box.x1, [c]))
        else:
            home.candidates.append(c)
            home.x0, home.x1 = min(home.x0, c.box.x0), max(home.x1, c.box.x1)
    return sorted(columns, key=lambda k: k.x0)


def _overlap(box: Box, column: Column) -> float:
    return min(box.x1, column.x1) - max(box.x0, column.x0)


def _join(candidate: Candidate, columns: list[Column]) -> None:
    """Put a bare number, a dash or a « néant » into the column whose x range holds it."""
    box = candidate.box
    for column in columns:
        reach = EDGE + (0.0 if candidate.amount.kind is AmountKind.DASH else 0.6 * candidate.size)
        if column.x0 - reach <= box.cx <= column.x1 + reach and (
            _overlap(box, column) > 0.5 * box.width or abs(box.x1 - column.x1) < EDGE
        ):
            column.candidates.append(candidate)
            column.x0, column.x1 = min(column.x0, box.x0), max(column.x1, box.x1)
            return


def _join_glued(glued: Sequence[Candidate], columns: list[Column], taken: set[int]) -> None:
    """Bare numbers glued to a label join where they share an edge with a column's amounts."""
    for candidate in sorted(glued, key=lambda c: -len(c.words)):
        if any(id(w) in taken for w in (*candidate.words, *candidate.rest)):
            continue
        if not candidate.amount.costed or candidate.has_currency:
            continue
        for column in columns:
            edges = [c.box for c in column.candidates]
            aligned = sum(
                abs(b.x1 - candidate.box.x1) < EDGE or abs(b.x0 - candidate.box.x0) < EDGE
                for b in edges
            )
            if aligned * 2 >= len(edges) and candidate.box.x0 >= column.x0 - candidate.size:
                column.candidates.append(candidate)
                taken |= {id(w) for w in (*candidate.words, *candidate.rest)}
                break


def _stacked(
    candidates: list[Candidate], horizontal: Sequence[Rule], number_format: NumberFormat
) -> list[Candidate]:
    """Amounts broken over two lines (« 1 350 » above « 960€ ») made one."""
    ordered = sorted(candidates, key=lambda c: c.middle)
    merged: list[Candidate] = []
    for c in ordered:
        above = merged[-1] if merged else None
        joint = _joined(above, c, horizontal, number_format) if above else None
        if joint is not None:
            merged[-1] = joint
        else:
            merged.append(c)
    return merged


def _joined(
    upper: Candidate, lower: Candidate, horizontal: Sequence[Rule], number_format: NumberFormat
) -> Candidate | None:
    if upper.has_currency or not lower.has_currency or not (upper.whole and lower.whole):
        return None
    step = (lower.first_middle - upper.last_middle) / max(upper.size, lower.size)
    ruled = any(
        upper.last_middle < r.position < lower.first_middle
        and r.covers(lower.box.x0, lower.box.x1)
        for r in horizontal
    )
    if step > STACKED or ruled:
        return None
    read = read_amount(f"{upper.amount.printed}\n{lower.amount.printed}", number_format)
    return Candidate(upper.words + lower.words, read[0], (), lower.note) if read else None


def is_year(candidate: Candidate) -> bool:
    return YEAR.fullmatch(candidate.amount.printed) is not None

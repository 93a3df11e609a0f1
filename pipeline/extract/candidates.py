"""Segments -> candidates: runs of words that may be amounts, wherever they stand.

A candidate is a whole segment, the money-like end or beginning of one (glued to its label), or
several above one another (an amount that is broken over lines).
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain import Amount, Box
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

STACKED = 1.45  # ems between the baselines of an amount that is broken over two lines
STACK_TOP = re.compile(r"[-\u2212]?[0-9]{1,3}(?:\s[0-9]{3})*")
# No amount begins with a nought: such thousands go on with the line above, euro sign or not.
STACK_END = re.compile(
    r"[0-9]{3}(?:\s[0-9]{3})*(?:,[0-9]{1,2})?\s?€\*?|0[0-9]{2}(?:\s[0-9]{3})*\*?"
)
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
    box = Box(word.box.x0 + start * step, word.box.top, word.box.x0 + end * step, word.box.bottom)
    return Word(
        word.text[start:end], box, word.baseline, word.size, word.bold, word.color,
        word.visible, word.confidence, word.space if end == len(word.text) else "",
    )  # fmt: skip


def stacked_candidates(
    segments: Sequence[Segment], horizontal: Sequence[Rule], number_format: NumberFormat
) -> list[Candidate]:
    """Amounts broken over lines (« 1 350 » above « 960€ »), each made one candidate.

    The last line has the euro sign, if any has, and starts with whole thousands: three digits.
    """
    joined: list[Candidate] = []
    lowers = [s for s in segments if STACK_END.fullmatch(s.text)]
    for lower in lowers:
        pieces = [lower]
        while (upper := _piece_above(pieces[0], segments, horizontal)) is not None:
            pieces.insert(0, upper)
        if len(pieces) > 1:
            read = read_amount("\n".join(p.text for p in pieces), number_format)
            read = read or read_amount(" ".join(p.text for p in pieces), number_format)
            if read is not None:
                words = tuple(w for p in pieces for w in p.words)
                joined.append(Candidate(words, read[0], (), read[1]))
    return joined


def _piece_above(
    lower: Segment, segments: Sequence[Segment], horizontal: Sequence[Rule]
) -> Segment | None:
    for upper in segments:
        step = (lower.baseline - upper.baseline) / lower.size
        shared = min(upper.box.x1, lower.box.x1) - max(upper.box.x0, lower.box.x0)
        near = 0.5 < step <= STACKED and 2 * shared > min(upper.box.width, lower.box.width)
        if (
            near
            and STACK_TOP.fullmatch(upper.text)
            and not any(
                upper.middle < r.position < lower.middle and r.covers(lower.box.x0, lower.box.x1)
                for r in horizontal
            )
        ):
            return upper
    return None


def is_year(candidate: Candidate) -> bool:
    return YEAR.fullmatch(candidate.amount.printed) is not None

"""Heads that stand near one another, parted: the labels' from the amounts', column from column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.clusters import Column
from pipeline.extract.lines import Segment
from pipeline.extract.strips import Strip
from pipeline.extract.wordings import is_amount_header, is_header

HEADS_APART = 0.45  # ems: more than any space between the words of one head
WIDER = 1.25  # times the narrowest space of a line


def by_area(segment: Segment, strip: Strip) -> list[Segment]:
    """The head of the labels and those of the amounts, where they stand near one another."""
    words = segment.words
    cuts = [(Segment(words[:i]), Segment(words[i:])) for i in range(1, len(words))]
    first_right = strip.x0 if strip.labels_left else strip.left
    at = sum(w.box.cx < first_right for w in words)
    between = [pair for i, pair in enumerate(cuts, 1) if i == at]
    for halves in (*between, *cuts):
        label, amount = halves if strip.labels_left else halves[::-1]
        named = is_header(label.text), is_amount_header(amount.text)
        if all(named) or (halves in between and named[0]):
            return list(halves)
        if halves in between and named[1] and _is_apart(segment, at):
            return list(halves)
    return [segment]


def by_column(segment: Segment, columns: Sequence[Column]) -> list[Segment]:
    """Heads that stand too near one another to be told apart by that alone, each over a column."""
    words = segment.words
    homes = [min(range(len(columns)), key=lambda i: _off(w.box.cx, columns[i])) for w in words]
    parts, start = [], 0
    for i in range(1, len(words)):
        if homes[i] != homes[i - 1] and _is_apart(segment, i):
            parts.append(Segment(words[start:i]))
            start = i
    return [*parts, Segment(words[start:])]


def at_end(segment: Segment, strip: Strip) -> list[Segment]:
    """The heads of the amounts and that of a column of text right of them, where they stand near
    one another."""
    right = [i for i, w in enumerate(segment.words) if i and w.box.x0 > strip.x1]
    if not strip.labels_left or not right or not _is_apart(segment, right[0]):
        return [segment]
    return [Segment(segment.words[: right[0]]), Segment(segment.words[right[0] :])]


def _is_apart(segment: Segment, at: int) -> bool:
    """Whether more white than a space stands before word `at`."""
    gaps = [(b.box.x0 - a.box.x1) / segment.size for a, b in pairwise(segment.words)]
    wider = len(gaps) > 1 and gaps[at - 1] > WIDER * min(gaps)
    return wider or gaps[at - 1] > HEADS_APART


def _off(x: float, column: Column) -> float:
    return abs(x - (column.x0 + column.x1) / 2)

"""Words of two columns that touch: parted where the right one's column is seen to begin.

« la basculeAccompagner »: no white is left between a text and the column beside it. Other lines of
that column begin at one x; a glyph that stands there, and that isn't drawn on from the one before,
begins a word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from pipeline.extract.content import Glyph

Piece: TypeAlias = tuple[list[Glyph], str]  # a word's glyphs from left to right, the space after it

FEWEST = 2  # lines that begin at one x
SET_OFF = 0.6  # ems of white before a column's text
SAME = 0.35  # points between left edges that are one
DRAWN_ON = 2  # ranks: the next glyph drawn, an accent between them aside


def left_edges(lines: Sequence[Sequence[Piece]]) -> list[float]:
    """The x (points, ascending) where several lines, or what white sets off in them, begin."""
    starts: Counter[float] = Counter()
    for pieces in lines:
        before = float("-inf")
        for glyphs, _ in pieces:
            first = glyphs[0]
            if first.x0 - before > SET_OFF * first.size:
                starts[round(first.x0, 1)] += 1
            before = glyphs[-1].x1
    return sorted(
        x for x in starts
        if sum(starts[round(x + step / 10, 1)] for step in range(-3, 4)) >= FEWEST
    )  # fmt: skip


def parted_at(
    edges: Sequence[float], glyphs: list[Glyph], rank: Mapping[int, int]
) -> Iterator[tuple[list[Glyph], bool]]:
    """A word's glyphs, parted where a column begins inside it; and whether each part is the last.

    `rank` tells in which order glyphs are drawn, by their `id`.
    """
    start = 0
    if _reaches(edges, glyphs):
        jumps = [not 0 < rank[id(b)] - rank[id(a)] <= DRAWN_ON for a, b in pairwise(glyphs)]
        for i in range(1, len(glyphs)):
            at_edge = _is_at(edges, glyphs[i].x0)
            jumped = jumps[i - 1] and sum(jumps) == 1
            if at_edge and (jumped or _changes(glyphs[i - 1], glyphs[i])):
                yield glyphs[start:i], False
                start = i
    yield glyphs[start:], True


def _reaches(edges: Sequence[float], glyphs: Sequence[Glyph]) -> bool:
    """Whether a column may begin inside a word."""
    at = bisect_left(edges, glyphs[0].x0 + 1.0)
    return at < len(edges) and edges[at] < glyphs[-1].x1


def _is_at(edges: Sequence[float], x: float) -> bool:
    at = bisect_left(edges, x - SAME)
    return at < len(edges) and edges[at] <= x + SAME


def _changes(left: Glyph, right: Glyph) -> bool:
    """Whether a capital follows a small letter, or another face the one before."""
    turned = left.text[-1:].islower() and right.text[:1].isupper()
    return turned or (left.font, left.color) != (right.font, right.color)

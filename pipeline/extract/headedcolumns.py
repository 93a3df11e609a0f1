"""Columns of text that no rule parts: each under a head of its own, which starts where they do."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.labellines import AmountRow
from pipeline.extract.lines import Segment
from pipeline.extract.wordings import is_header, is_total

BEFORE = 1.5  # points from a bound that no rule shows to the text after it
UNDER = 6.0  # ems from a head to the first row at most
LEVEL = 0.3  # ems: two heads in one line
SAME = 2.5  # points between the left edges of one column
CLEAR = 0.3  # ems of white between two columns of text
EXACT = 0.6  # points: left edges that are one
OVERLAP = 2.5  # points that a text may reach beyond the bound of its column
WORD = 0.36  # ems: more white than a space has
BESIDE = 2.0  # ems under the last row where its text may be


def headed_bounds(segments: Sequence[Segment], rows: Sequence[AmountRow]) -> list[float]:
    """The bounds (x, points) of the columns under the heads of a table, left to right; [] where
    no line of heads has that of the labels, or where text starts otherwise.

    A column may be empty beside some rows; no text runs over a bound but that of totals, and of
    headings between rows, set otherwise than those.
    """
    level = [
        s
        for s in segments
        if not is_total(s.text) and any(abs(s.middle - r.middle) < LEVEL * s.size for r in rows)
    ]
    heads = _heads(segments, rows, [x for s in level for x in _starts(s)])
    if len(heads) < 2:
        return []
    bounds = [h.box.x0 - BEFORE for h in heads[1:]]
    looks = {s.look for s in level}
    over = [
        s
        for x in segments
        for s in parted_at_bounds(x, bounds)
        if heads[0].middle < s.middle < rows[-1].last + BESIDE * s.size
        and any(s.box.x0 < b < s.box.x1 for b in bounds)
        and not is_total(s.text)
    ]
    return bounds if not any(s.look in looks for s in over) else []


def _starts(segment: Segment) -> list[float]:
    """Where (x0) text begins after more white than a space has."""
    words = segment.words
    after = [b.box.x0 for a, b in pairwise(words) if b.box.x0 - a.box.x1 > WORD * b.size]
    return [words[0].box.x0, *after]


def unparted_rows(segments: Sequence[Segment], rows: Sequence[AmountRow]) -> list[AmountRow]:
    """The rows whose text runs under two heads of a line of them: of which column it is, nothing
    tells."""
    if not rows:
        return []
    above = [s for s in segments if 0 < rows[0].first - s.middle < UNDER * s.size]
    named = [s for s in above if is_header(s.text)]
    heads = [o for s in named for o in above if abs(o.baseline - s.baseline) < LEVEL * s.size]
    bounds = [h.box.x0 for h in heads if h.box.x0 > min(o.box.x0 for o in heads)]
    return [
        r
        for r in rows
        if any(
            s.box.x0 < x - 1 and x + 1 < s.box.x1 and not is_total(s.text)
            for s in segments
            if abs(s.middle - r.middle) < LEVEL * s.size
            for x in bounds
        )
    ]


def _heads(
    segments: Sequence[Segment], rows: Sequence[AmountRow], starts: Sequence[float]
) -> list[Segment]:
    """The line of heads over the first row, from left to right, one that names labels among them.
    Those that stand near one another are parted where (x0) the text beside rows starts."""
    above = [s for s in segments if 0 < rows[0].first - s.middle < UNDER * s.size]
    lines = [[o for o in above if abs(o.baseline - s.baseline) < LEVEL * s.size] for s in above]
    for line in sorted(lines, key=lambda line: -line[0].baseline):
        words = sorted((w for s in line for w in s.words), key=lambda w: w.box.x0)
        begins = [w for w in words if any(abs(w.box.x0 - x) < SAME for x in starts)]
        bounds = [words.index(w) for w in begins] + [len(words)]
        heads = [Segment(tuple(words[a:b])) for a, b in pairwise(bounds)]
        if bounds[0] == 0 and any(is_header(h.text) for h in heads):
            return heads
    return []


def parted_at_bounds(segment: Segment, bounds: Sequence[float]) -> list[Segment]:
    """A segment cut where a word of another style, or after some white, starts at a bound."""
    words = segment.words
    for i in range(1, len(words)):
        left, right = words[i - 1], words[i]
        at = any(left.box.x1 - OVERLAP <= b <= right.box.x0 + 1.0 and right.box.x0 - b < 4.0
                 for b in bounds)  # fmt: skip
        styled = (left.bold, left.color) != (right.bold, right.color)
        white = (right.box.x0 - left.box.x1) / right.size
        # Where other lines of the column start, less white parts it from the one before.
        exact = any(abs(right.box.x0 - b - BEFORE) < EXACT for b in bounds)
        touching = exact and left.space == ""
        if at and (styled or touching or white > (WORD if exact else 2 * CLEAR)):
            return [Segment(words[:i]), *parted_at_bounds(Segment(words[i:]), bounds)]
    return [segment]

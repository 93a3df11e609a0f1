"""Leaders: dots or dashes in a row that lead the eye from a label to its amount.

They touch the label, or the amount, or both: what they are made of is told before words are, or the
last word of a label would be part of them.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.extract.content import Glyph

# How many of a mark in a row make a leader: three dots may end a text.
DASHES = "-‐‑–—─=>~*"
FEWEST = {".": 4, "…": 2, "·": 3, "_": 3} | dict.fromkeys(DASHES, 5)
LEADER = re.compile(r"^(?:[.…·_]{3,}|[.…]{2,}|[-‐‑–—─=>~*]{5,})$")
APART = 1.0  # ems between two marks of a leader at most
WHITE = 0.15  # ems between a text and a mark that is none of it
TOUCHING = 0.35  # ems from a leader to its amount at most, where it has few marks
UNEVEN = 0.02  # ems: a mark further from the next than the others are is none of the leader


def is_leader(text: str) -> bool:
    """Whether a word is dots or dashes that lead the eye from a label to its amount."""
    return LEADER.match(text) is not None


def leading_marks(lines: Iterable[Sequence[Glyph]]) -> frozenset[str]:
    """The marks that leaders on a page are made of. `lines`: see parted_at_leaders."""
    return frozenset(glyphs[start].text for glyphs in lines for start, _ in _leaders(glyphs, ()))


def parted_at_leaders(
    glyphs: Sequence[Glyph], leading: Collection[str]
) -> list[tuple[Sequence[Glyph], bool]]:
    """A line's glyphs that leave ink, from left to right, in parts: each, and whether it is a
    leader. Few marks are one where they are `leading` on the page and stand off from the label,
    or touch the amount."""
    parts: list[tuple[Sequence[Glyph], bool]] = []
    done = 0
    for start, end in _leaders(glyphs, leading):
        parts += [(glyphs[done:start], False)] * (done < start)
        fewest = FEWEST[glyphs[start].text]
        if end - start < fewest:
            glyphs[start].text *= fewest  # enough to be known for one
        parts.append((glyphs[start:end], True))
        done = end
    return parts + [(glyphs[done:], False)] * (done < len(glyphs))


def _leaders(glyphs: Sequence[Glyph], leading: Collection[str]) -> Iterator[tuple[int, int]]:
    """From where to where leaders reach."""
    for start, end in _rows(glyphs):
        mark = glyphs[start].text
        if mark not in FEWEST:
            continue
        start += _is_uneven(glyphs[start:end])
        few = mark in leading and mark not in DASHES and 0 < start < end < len(glyphs)
        if end - start >= FEWEST[mark] or (few and _is_apart(glyphs, start, end)):
            yield start, end


def _rows(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int]]:
    """From where to where the same glyph is drawn again and again."""
    start = 0
    for at, (a, b) in enumerate(pairwise(glyphs), 1):
        if a.text != b.text or b.x0 - a.x1 > APART * a.size:
            yield start, at
            start = at
    if glyphs:
        yield start, len(glyphs)


def _is_uneven(marks: Sequence[Glyph]) -> bool:
    """Whether the first of a row of marks stands otherwise than the others: it ends a word."""
    steps = [(b.x0 - a.x1) / max(a.size, 0.1) for a, b in pairwise(marks)]
    return bool(steps) and abs(steps[0] - statistics.median(steps)) > UNEVEN


def _is_apart(glyphs: Sequence[Glyph], start: int, end: int) -> bool:
    """Whether marks that may end a text stand off from it, or touch the figure after them; an
    underscore ends none."""
    before, after = glyphs[start - 1], glyphs[end]
    if glyphs[start].text == "_" or glyphs[start].x0 - before.x1 > WHITE * before.size:
        return True
    touches = after.x0 - glyphs[end - 1].x1 < TOUCHING * after.size
    return after.text.isdecimal() and not before.text.isdecimal() and touches

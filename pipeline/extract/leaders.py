"""Leaders: dots or dashes in a row that lead the eye from a label to its amount.

They touch the label, or the amount, or both: what they are made of is told before words are, or the
last word of a label would be part of them.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.extract.content import Glyph

# How many of a mark in a row make a leader: three dots may end a text.
FEWEST = {".": 4, "…": 2, "·": 3, "_": 3} | dict.fromkeys("-‐‑–—─=>~*", 5)
LEADER = re.compile(r"^(?:[.…·_]{3,}|[.…]{2,}|[-‐‑–—─=>~*]{5,})$")
APART = 1.0  # ems between two marks of a leader at most
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
    leader. Few marks are one where they are `leading` on the page and touch the amount."""
    parts: list[tuple[Sequence[Glyph], bool]] = []
    done = 0
    for start, end in _leaders(glyphs, leading):
        parts += [(glyphs[done:start], False)] * (done < start)
        first = replace(glyphs[start], text=glyphs[start].text * FEWEST[glyphs[start].text])
        parts.append(([first, *glyphs[start + 1 : end]], True))  # enough to be known for one
        done = end
    return parts + [(glyphs[done:], False)] * (done < len(glyphs))


def _leaders(glyphs: Sequence[Glyph], leading: Collection[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for mark, held in groupby(glyphs, key=lambda g: g.text):
        end = at + len(list(held))
        if mark in FEWEST:
            start = at + _start(glyphs[at:end])
            if end - start >= FEWEST[mark] or (
                mark in leading and 0 < start < end < len(glyphs)
                and glyphs[end].text.isdecimal() and not glyphs[start - 1].text.isdecimal()
                and glyphs[end].x0 - glyphs[end - 1].x1 < TOUCHING * glyphs[end].size
            ):  # fmt: skip
                yield start, end
        at = end


def _start(marks: Sequence[Glyph]) -> int:
    """Where the leader of a row of marks begins: the first may end an abbreviation; len(marks)
    where they stand in no row."""
    steps = [(b.x0 - a.x1) / max(a.size, 0.1) for a, b in pairwise(marks)]
    if max(steps, default=0.0) > APART:
        return len(marks)
    return 1 if steps and abs(steps[0] - statistics.median(steps)) > UNEVEN else 0

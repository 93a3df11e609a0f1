"""Leaders: dots or dashes in a row that lead the eye from a label to its amount.

They touch the label, or the amount, or both: what they are made of is told before words are, or the
last word of a label would be part of them. Marks that are a text's own are left to it.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.content import Glyph
from pipeline.normalise.hyphens import REPLACEMENT

# How many of a mark in a row make a leader: three dots may end a text.
DASHES = "-‐‑–—─=>~*"
FEWEST = {".": 4, "…": 2, "·": 3, "_": 3} | dict.fromkeys(DASHES, 5)
FEWEST_DASHES = 2  # where others on the page lead: one may be a minus
LEADER = re.compile(r"^(?:\.{4,}|…{2,}|·{3,}|_{3,}|[-‐‑–—─=>~*]{5,})$")
CURRENCY = ("", "k", "m", "eur", "euro", "euros")
LINES = 2  # of a page with leaders of one mark, where they don't reach the amount
APART = 1.0  # ems between two marks of a leader at most
NEAR = 2.0  # ems from a leader to its amount
BESIDE = 1.5  # ems from marks to the text that goes on after them
WHITE = 0.15  # ems between a text and a mark that is none of it
TOUCHING = 0.35  # ems from a leader to its amount at most, where it has few marks
UNEVEN = 0.02  # ems: a mark further from the next than the others are is none of the leader


@dataclass(frozen=True, slots=True)
class Leading:
    """What the leaders of a page are made of. `spaced`: marks that stand apart from one another
    and, somewhere on the page, from the label too: one that touches it may be the label's."""

    marks: frozenset[str] = frozenset()
    spaced: frozenset[str] = frozenset()


def is_leader(text: str) -> bool:
    """Whether a word is dots or dashes that lead the eye from a label to its amount."""
    return LEADER.match(text) is not None


def leading_of(lines: Iterable[Sequence[Glyph]]) -> Leading:
    """What leads on a page. `lines`: see parted_at_leaders."""
    found = [
        (glyphs, start, end)
        for glyphs in lines
        for start, end in _rows(glyphs)
        if glyphs[start].text in FEWEST
        and not _goes_on(glyphs, end)
        and (_is_long(glyphs, start, end) or _is_between(glyphs, start, end))
    ]
    often = Counter(glyphs[start].text for glyphs, start, _ in found)
    near = {
        glyphs[start].text
        for glyphs, start, end in found
        if _is_long(glyphs, start, end) and _reaches(glyphs, end)
    }
    marks = near | {mark for mark, count in often.items() if count >= LINES}
    spaced = {
        glyphs[start].text
        for glyphs, start, _ in found
        if start and _gap(glyphs, start) > WHITE and _gap(glyphs, start + 1) > WHITE
    }
    return Leading(frozenset(marks), frozenset(spaced))


def parted_at_leaders(
    glyphs: Sequence[Glyph], leading: Leading
) -> list[tuple[Sequence[Glyph], bool]]:
    """A line's glyphs that leave ink, from left to right, in parts: each, and whether it is a
    leader. Few marks are one where they lead on the page and stand off from the label, or touch
    the amount."""
    parts: list[tuple[Sequence[Glyph], bool]] = []
    done = 0
    for start, end in _leaders(glyphs, leading):
        parts += [(glyphs[done:start], False)] * (done < start)
        mark = glyphs[start].text
        if start and glyphs[start - 1].text == mark and mark in leading.spaced:
            glyphs[start - 1].text = REPLACEMENT  # of the label, or of the leader by chance
        if end - start < FEWEST[mark]:
            glyphs[start].text *= FEWEST[mark]  # enough to be known for one
        parts.append((glyphs[start:end], True))
        done = end
    return parts + [(glyphs[done:], False)] * (done < len(glyphs))


def _leaders(glyphs: Sequence[Glyph], leading: Leading) -> Iterator[tuple[int, int]]:
    """From where to where leaders reach."""
    for start, end in _rows(glyphs):
        mark = glyphs[start].text
        if mark not in leading.marks or _goes_on(glyphs, end):
            continue
        start += _is_own(glyphs, start, end, leading)
        if _is_long(glyphs, start, end) or _is_short(glyphs, start, end):
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


def _gap(glyphs: Sequence[Glyph], at: int) -> float:
    """The white before a glyph, in ems."""
    return (glyphs[at].x0 - glyphs[at - 1].x1) / max(glyphs[at].size, 0.1)


def _is_long(glyphs: Sequence[Glyph], start: int, end: int) -> bool:
    return end - start >= FEWEST[glyphs[start].text]


def _is_between(glyphs: Sequence[Glyph], start: int, end: int) -> bool:
    """Whether few marks stand apart, right before a figure."""
    stands = start > 0 and _gap(glyphs, start) > WHITE and glyphs[start].text not in DASHES
    return stands and _reaches(glyphs, end) and glyphs[end].text.isdecimal()


def _reaches(glyphs: Sequence[Glyph], end: int) -> bool:
    """Whether an amount begins right after some marks."""
    return end < len(glyphs) and _gap(glyphs, end) < NEAR


def _goes_on(glyphs: Sequence[Glyph], end: int) -> bool:
    """Whether a text goes on after some marks: they are its own."""
    return end < len(glyphs) and glyphs[end].text[0].isalpha() and _gap(glyphs, end) < BESIDE


def _is_own(glyphs: Sequence[Glyph], start: int, end: int, leading: Leading) -> bool:
    """Whether the first of a row of marks ends a word: it stands otherwise than the others do, or
    touches that word where leaders don't."""
    steps = [_gap(glyphs, at) for at in range(start + 1, end)]
    if not steps or not start:
        return False
    touches = glyphs[start].text in leading.spaced and _gap(glyphs, start) <= WHITE
    return touches or abs(steps[0] - statistics.median(steps)) > UNEVEN


def _is_short(glyphs: Sequence[Glyph], start: int, end: int) -> bool:
    """Whether few marks between a label and its amount lead to it: they stand off from the label,
    or touch the figure after them; an underscore, that stands off from either."""
    if not 0 < start < end < len(glyphs):
        return False
    mark, before = glyphs[start].text, glyphs[start - 1].text
    after = _gap(glyphs, end)
    if mark == "_":
        return max(_gap(glyphs, start), after) > WHITE
    if mark in DASHES:
        return end - start >= FEWEST_DASHES and glyphs[end].text.isdecimal()
    if not _is_amount(glyphs, end):
        return False
    touches = glyphs[end].text.isdecimal() and not before.isdecimal() and after < TOUCHING
    return touches or (_gap(glyphs, start) > WHITE and after < NEAR)


def _is_amount(glyphs: Sequence[Glyph], start: int) -> bool:
    """Whether what follows some marks, up to the next white, has no letters but a currency's."""
    end = next((at for at in range(start + 1, len(glyphs)) if _gap(glyphs, at) > BESIDE),
               len(glyphs))  # fmt: skip
    letters = "".join(g.text for g in glyphs[start:end] if g.text.isalpha())
    return letters.lower() in CURRENCY

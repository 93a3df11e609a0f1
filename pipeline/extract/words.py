"""Glyphs -> words. Copes with text set glyph by glyph, kerned apart, doubled, or in pieces.

Distances are in ems (multiples of the font size) unless a name says points.
"""

from __future__ import annotations

import statistics
import sys
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.domain import Box
from pipeline.extract.content import Glyph, Word
from pipeline.extract.drawnaccents import composed
from pipeline.extract.leaders import Leading, is_leader, leading_of, parted_at_leaders
from pipeline.extract.smallcaps import is_of_two_sizes
from pipeline.extract.touching import Piece, left_edges, parted_at
from pipeline.extract.unnamed import mark_hidden_hyphen, mark_unnamed, undrawn_hyphens

SAME_BASELINE = 0.18  # glyphs of one line sit within this of a common baseline
DOUBLED = 0.12  # the same glyph drawn again within this: bold by overprinting, or a shadow
SPACE_SEEN = 0.10  # a space glyph parts words only if at least this much white is left there
WORD_GAP = 0.16  # white that parts words where no space glyph is drawn
WORD_GAP_DESPITE_SPACES = 0.22  # the same on a line that draws its spaces
PIECES = 1.5  # white between pieces of a line that are set each in its own way
SOFT_HYPHEN = "\u00ad"
DRAWN = 0.1  # a soft hyphen that is wider takes room on its line
ASCENT, DESCENT = 0.76, 0.22  # a word's box around its baseline; typical of Latin text faces
BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")


def words_of(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words that `glyphs` spell, line by line from the top, left to right within a line.

    Equal texts and colours are one object: of a long edition all words are held at once."""
    drawn = _undoubled(glyphs)
    undrawn = undrawn_hyphens(drawn)
    _name_hyphens(drawn, undrawn)
    mark_unnamed(drawn)
    rank = {id(g): i for i, g in enumerate(drawn)}
    inked = [_inked(line, undrawn) for line in _lines(drawn)]
    leading = leading_of(ink for ink, _ in inked)
    lines = [_line_pieces(ink, spaces, leading) for ink, spaces in inked]
    edges = left_edges(lines)
    return [
        _word(part, space if last else "")
        for pieces in lines
        for glyphs, space in pieces
        for part, last in _parted(edges, glyphs, rank)
    ]


def _parted(
    edges: Sequence[float], glyphs: list[Glyph], rank: Mapping[int, int]
) -> list[tuple[list[Glyph], bool]]:
    """The words that a piece of a line holds, and whether each is its last."""
    if is_leader("".join(g.text for g in glyphs)):
        return [(glyphs, True)]
    return list(parted_at(edges, glyphs, rank))


def is_bold(font: str) -> bool:
    name = font.lower()
    return any(mark in name for mark in BOLD_NAMES)


def _name_hyphens(glyphs: Sequence[Glyph], undrawn: Collection[str]) -> None:
    """Some fonts name their hyphen a soft hyphen: in one that has no other on the page, all that
    take room are printed ones. Whether they hyphenate a word at a line's end is told later. In
    `undrawn` fonts they are spaces."""
    with_hyphen = {g.font for g in glyphs if g.text == "-"}
    for glyph in glyphs:
        if _is_drawn_softly(glyph) and glyph.font in undrawn:
            glyph.text = " "
        elif _is_drawn_softly(glyph) and glyph.font not in with_hyphen:
            glyph.text = "-"


def _is_drawn_softly(glyph: Glyph) -> bool:
    return glyph.text == SOFT_HYPHEN and glyph.x1 - glyph.x0 > DRAWN * glyph.size


def _undoubled(glyphs: Iterable[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        reach = max(DOUBLED * glyph.size, 0.3)
        column, row = int(glyph.x0 // 2), int(glyph.baseline // 2)
        near = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in seen.get((glyph.text, column + dx, row + dy), ())
        )
        twin = next(
            (
                o
                for o in near
                if abs(o.x0 - glyph.x0) <= reach
                and abs(o.baseline - glyph.baseline) <= reach
                and o.visible == glyph.visible
            ),
            None,
        )
        if twin is None:
            seen.setdefault((glyph.text, column, row), []).append(glyph)
            kept.append(glyph)
    return kept


def _lines(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Glyphs grouped by baseline and visibility, from the top."""
    lines: list[list[Glyph]] = []
    for shown in (True, False):
        group = sorted((g for g in glyphs if g.visible is shown), key=lambda g: g.baseline)
        line: list[Glyph] = []
        for glyph in group:
            if line and glyph.baseline - line[-1].baseline > SAME_BASELINE * max(
                min(glyph.size, line[-1].size), 1.0
            ):
                lines.append(line)
                line = []
            line.append(glyph)
        if line:
            lines.append(line)
    return lines


def _inked(
    line: list[Glyph], undrawn: Mapping[str, bool]
) -> tuple[Sequence[Glyph], Sequence[Glyph]]:
    """A line's glyphs that leave ink, from left to right, and its spaces."""
    line.sort(key=lambda g: (g.x0, g.x1))
    mark_hidden_hyphen(line, undrawn)
    spaces = [g for g in line if not g.text.strip()]
    return composed([g for g in line if g.text.strip()]), spaces


def _line_pieces(ink: Sequence[Glyph], spaces: Sequence[Glyph], leading: Leading) -> list[Piece]:
    """The words of a line as their glyphs, each with the space printed after it."""
    return [
        piece
        for part, leads in parted_at_leaders(ink, leading)
        for piece in ([(list(part), "")] if leads else _pieces(part, spaces))
    ]


def _pieces(drawn: Sequence[Glyph], spaces: Sequence[Glyph]) -> list[Piece]:
    """The words that glyphs in a row spell, with the spaces of their line."""
    gaps = [(b.x0 - a.x1) / max(a.size, b.size, 0.1) for a, b in pairwise(drawn)]
    aparts = _tracking(gaps)
    limits = _limits(drawn, gaps, aparts, spaces)
    words: list[Piece] = []
    start = 0
    space_at = 0
    for i, (gap, apart, limit) in enumerate(zip(gaps, aparts, limits, strict=True), 1):
        left, right = drawn[i - 1], drawn[i]
        space = ""
        while space_at < len(spaces) and spaces[space_at].x0 < right.x0 + 0.01:
            if spaces[space_at].x0 >= left.x0:
                space = space or spaces[space_at].text
            space_at += 1
        if gap > apart + limit or (space and gap > apart * 0.9 + SPACE_SEEN):
            words.append((list(drawn[start:i]), space or " "))
            start = i
        elif right.text.isdecimal() and _ends_amount(drawn[start:i]):
            words.append((list(drawn[start:i]), ""))
            start = i
    words.append((list(drawn[start:]), " "))
    return words


def _bounds(gaps: Sequence[float]) -> list[tuple[int, int]]:
    """The ranks of the wide gaps before and after each piece of a line, its ends among them."""
    return list(pairwise([-1, *(i for i, gap in enumerate(gaps) if gap > PIECES), len(gaps)]))


def _limits(
    drawn: Sequence[Glyph], gaps: Sequence[float], aparts: Sequence[float], spaces: Sequence[Glyph]
) -> list[float]:
    """For each gap, how much white parts words in its piece of the line: more where its spaces are
    drawn. That the thousands of an amount hold one says nothing of how its words are parted."""
    limits: list[float] = []
    for start, end in _bounds(gaps):
        wide = [i for i in range(start + 1, end) if gaps[i] > aparts[i] + WORD_GAP]
        held = sum(
            any(drawn[i].x0 <= space.x0 <= drawn[i + 1].x0 for space in spaces) for i in wide
        )
        limit = WORD_GAP_DESPITE_SPACES if held and 2 * held >= len(wide) else WORD_GAP
        limits += [limit] * (end - start - 1)
        limits += [WORD_GAP] * (end < len(gaps))
    return limits


def _tracking(gaps: Sequence[float]) -> list[float]:
    """How far apart letters are set around each gap, in ems: 0 where no wider than usual. Pieces of
    a line that stand well apart have each their own."""
    found: list[float] = []
    for start, end in _bounds(gaps):
        piece = gaps[start + 1 : end]
        # The gaps inside words are the smaller ones, and the greater number even in short lines.
        apart = sorted(piece)[len(piece) // 3] if len(piece) >= 4 else 0.0
        # Only tracking that is wider than ordinary kerning moves the threshold.
        found += [apart if 0.02 < apart < 1.5 else 0.0] * len(piece)
        found += [0.0] * (end < len(gaps))
    return found


def _ends_amount(drawn: Sequence[Glyph]) -> bool:
    """Whether glyphs end in a figure and its euro sign: a digit after it begins another amount."""
    return len(drawn) > 1 and drawn[-1].text == "€" and drawn[-2].text.isdecimal()


@lru_cache(256)
def _one(color: tuple[float, ...]) -> tuple[float, ...]:
    return color


def _word(glyphs: Sequence[Glyph], space: str) -> Word:
    size = statistics.median(g.size for g in glyphs)
    baseline = statistics.median(g.baseline for g in glyphs)
    heavy = sum(is_bold(g.font) for g in glyphs)
    # Inside a word it hyphenates nothing: what takes room there is printed.
    inner = ["-" if _is_drawn_softly(g) else g.text for g in glyphs[:-1]]
    return Word(
        text=sys.intern(unicodedata.normalize("NFC", "".join([*inner, glyphs[-1].text]))),
        box=Box(
            min(g.x0 for g in glyphs),
            baseline - ASCENT * size,
            max(g.x1 for g in glyphs),
            baseline + DESCENT * size,
        ),
        baseline=baseline,
        size=size,
        bold=heavy * 2 > len(glyphs),
        color=_one(glyphs[0].color),
        visible=glyphs[0].visible,
        confidence=0.0 if is_of_two_sizes(glyphs) else 1.0,
        space=space[:1],
    )

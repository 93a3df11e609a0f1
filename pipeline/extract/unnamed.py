"""Glyphs that a document names wrongly or not at all: marked, so that nothing passes for read.

A font's table of names may leave out a ligature, or call it a space: « officialiser » comes as
« o cialiser ». Marked with U+FFFD, which no label is published with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest

from pipeline.extract.content import BLANKS, Glyph
from pipeline.normalise.hyphens import REPLACEMENT, SOFT_HYPHEN

CODE = re.compile(r"\(cid:[0-9]+\)")
LETTER = 0.45  # ems: wider than a space
WIDER = 1.4  # times the narrowest space of its font
UNDER = 0.3  # of a space's width: where the next glyph begins over it
WHITE = 1.0  # ems after the end of a text, at the least
TOUCHES = 0.15  # ems from a letter to the space after it
FEWEST = 2  # spaces of a page that the next letter is drawn over
LEVEL = 0.1  # points between the baselines of one line


def mark_unnamed(glyphs: Sequence[Glyph]) -> None:
    """Name U+FFFD the glyphs that have no name, or a space's, and take the room of letters; and
    those that a PDF library can tell the code of only: « (cid:127) »."""
    spaces: dict[str, float] = {}
    for g in glyphs:
        if g.text and not g.text.strip():
            spaces[g.font] = min(_width(g), spaces.get(g.font, float("inf")))
    for g in glyphs:
        room = max(LETTER, WIDER * spaces.get(g.font, 0.0))
        if CODE.fullmatch(g.text) or (not g.text.strip() and _width(g) > room):
            g.text = REPLACEMENT


def _width(glyph: Glyph) -> float:
    return (glyph.x1 - glyph.x0) / max(glyph.size, 0.1)


def undrawn_hyphens(glyphs: Sequence[Glyph]) -> dict[str, bool]:
    """The fonts whose soft hyphens are its spaces: named as either, they draw nothing, and the next
    letter stands in their place. Of each, whether the page tells them apart: hyphens are drawn by
    themselves, spaces in runs of letters.

    `glyphs` are in the order they are drawn.
    """
    hyphens: dict[str, list[bool]] = {}
    spaces: dict[str, list[bool]] = {}
    for a, b in pairwise(glyphs):
        if a.text.strip(BLANKS) or abs(a.baseline - b.baseline) >= LEVEL:
            continue
        if abs(b.x0 - a.x0) < UNDER * (a.x1 - a.x0):
            hyphens.setdefault(a.font, []).append(a.alone)
        elif abs(b.x0 - a.x1) < TOUCHES * a.size:
            spaces.setdefault(a.font, []).append(a.alone)
    return {
        font: all(alone) and font in spaces and not any(spaces[font])
        for font, alone in hyphens.items()
        if len(alone) >= FEWEST
    }


def mark_hidden_hyphen(line: Sequence[Glyph], fonts: Mapping[str, bool]) -> None:
    """Mark the ends of texts that may break a word unseen: in `fonts` whose soft hyphens are its
    spaces, the one after the last letter may be either. U+FFFD where nothing tells, with a soft
    hyphen where it is drawn as hyphens are: the words must agree (labels.clean_label).

    `line` is from left to right; a text ends where the line does, or before wide white.
    """
    last: Glyph | None = None
    for space, after in zip_longest(line, line[1:]):
        if space.text.strip():
            last = space
        elif (
            last is not None
            and space.font in fonts
            and (after is None or after.x0 - space.x1 > WHITE * space.size)
            and last.text[-1:].isalpha()
            and space.x0 - last.x1 < TOUCHES * last.size
        ):
            if not fonts[space.font]:
                last.text += REPLACEMENT
            elif space.alone:
                last.text += REPLACEMENT + SOFT_HYPHEN

"""Glyphs that don't run left to right -> words: those set upwards or downwards line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.domain import Box
from pipeline.extract.content import Glyph, Word
from pipeline.extract.words import words_of

ASLANT = 0.02  # of a glyph's size: text set upwards or downwards leans by less


BBox = tuple[float, float, float, float]  # points from the bottom-left corner, as a PDF has it


@dataclass(frozen=True)
class TurnedGlyph:
    """A glyph as it stands on the page, its box, and the x of its origin. `way`: 1 where it is part
    of a line set upwards, -1 downwards, 0 for any other slant."""

    glyph: Glyph
    bbox: BBox
    x: float
    way: int

    def levelled(self) -> Glyph:
        """The glyph where it stands once the page lies so that its line runs left to right."""
        x0, y0, x1, y1 = self.bbox
        start, end = (y0, y1) if self.way > 0 else (-y1, -y0)
        return replace(self.glyph, x0=start, x1=end, baseline=self.way * self.x, size=x1 - x0)


def turned_glyph(glyph: Glyph, bbox: BBox, matrix: Sequence[float], height: float) -> TurnedGlyph:
    """`glyph` of a page of `height` points, drawn in `bbox` with a `matrix` (a b c d e f)."""
    a, b, c, d, x, _ = matrix
    if max(abs(a), abs(d)) > ASLANT * min(abs(b), abs(c)) or b * c >= 0:
        return TurnedGlyph(glyph, bbox, x, 0)
    # Its ink is in its box, whatever side of that its line stands on.
    boxed = replace(glyph, baseline=height - bbox[1], size=bbox[3] - bbox[1])
    return TurnedGlyph(boxed, bbox, x, 1 if b > 0 else -1)


def turned_words(glyphs: Iterable[TurnedGlyph], height: float) -> tuple[Word, ...]:
    """The words that `glyphs` spell on a page of `height` points, in the order in which they are
    read; those of any other slant than a quarter of a turn as if they were level."""
    held = list(glyphs)
    words: list[Word] = []
    for way in (1, -1):
        levelled = words_of(g.levelled() for g in held if g.way == way)
        words += [_put_back(w, way, height) for w in levelled]
    return (*words, *words_of(g.glyph for g in held if not g.way))


def _put_back(word: Word, way: int, height: float) -> Word:
    """A word of a levelled line where it stands on the page."""
    box = word.box
    xs = sorted((way * box.top, way * box.bottom))
    ys = sorted((height - way * box.x0, height - way * box.x1))
    placed = Box(xs[0], ys[0], xs[1], ys[1])
    return replace(word, box=placed, baseline=placed.bottom, way=way)

"""What a reader sees on one page: glyphs, words, rules. No meaning yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain import Box

SLANT = 0.17  # rise of a line by its run, some ten degrees: text that is no line of a table

BLANKS = " \u00a0\u00ad"  # a space, a hard one, a soft hyphen


@dataclass(slots=True)
class Glyph:
    """One drawn character. Positions in points from the top-left corner, `baseline` downwards.

    `alone`: one that leaves no ink, drawn by itself and not in a run of others.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str = ""
    color: tuple[float, ...] = ()
    visible: bool = True
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A run of glyphs with no space inside. `confidence` is an OCR reader's, 0 to 1. `way`: 1 where
    it is set upwards, -1 downwards; its lines follow one another to the right, or to the left."""

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool
    color: tuple[float, ...]
    visible: bool = True
    confidence: float = 1.0
    space: str = " "  # the space printed after it, in the very character
    way: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn straight edge: a stroke, a thin filled rectangle, or the side of a filled one.

    Horizontal when `position` is a y and `start`..`end` are x, vertical the other way round.
    """

    position: float
    start: float
    end: float

    def covers(self, start: float, end: float, share: float = 0.8) -> bool:
        """Whether the rule runs along at least `share` of start..end."""
        common = min(self.end, end) - max(self.start, start)
        return common >= share * (end - start) > 0


@dataclass(frozen=True, slots=True)
class PageContent:
    """One page as one reader sees it. `turned` are words that do not run left to right, `drawn` the
    lines of writing that are shapes and no text."""

    page: int
    width: float
    height: float
    words: tuple[Word, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    pictures: tuple[Box, ...] = ()
    turned: tuple[Word, ...] = ()
    scanned: bool = False
    drawn: tuple[Box, ...] = ()


def runs_level(upright: bool, matrix: Sequence[float]) -> bool:
    """Whether a glyph is part of a line that runs left to right: `upright` is what a PDF library
    says, which holds for any slant, `matrix` the glyph's own (a b c d e f). A stamp or a watermark
    set aslant is none."""
    return upright and abs(matrix[1]) <= SLANT * abs(matrix[0])

"""Ink that no pass could read and whose shape says that it is no text: logos, keys, crumbs.

Such ink would be words in doubt, and hold a page for a picture. Whatever may be a letter, a figure
or a dash by its size stays, read or not. Positions are pixels; distances are multiples of heights.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from pipeline.extract.inklines import InkLine
from pipeline.extract.votes import Vote

LETTERS = 5  # in a piece that shows how high the page's letters are
CRUMB = 0.45  # times the usual height: nothing readable that stands alone is as small
SMALLER, LARGER = 0.6, 2.0  # times the usual height: a letter that stands alone is neither
SURE = 0.75  # confidence in a letter far larger than all others: a title's, of one letter
FLAT = 3.0  # times its height: no letter is wider, a dash is told by its shape before


def usual_height(lines: Sequence[InkLine]) -> float:
    """How high most letters of a page are; 0 where it shows no line of text."""
    heights = [_median(x) for x in lines if len(x.blots) >= LETTERS]
    return statistics.median(heights) if heights else 0.0


def is_drawing(line: InkLine, voted: Vote, usual: float) -> bool:
    """Whether a piece is too small for a letter, or was not read and is one blot which by its size
    is none."""
    width, height = line.box.width, line.box.height
    if max(width, height) < CRUMB * usual:
        return True
    if len(line.blots) != 1 or not usual or all(w.confidence >= SURE for w in voted.first):
        return False
    small = max(width, height) < SMALLER * usual
    if height > LARGER * usual:
        return True
    return not voted.settled and (small or width > FLAT * height)


def _median(line: InkLine) -> float:
    return statistics.median(b.height for b in line.blots)

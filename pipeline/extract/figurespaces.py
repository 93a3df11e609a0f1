"""Where a figure's ink is parted -> the spaces between its thousands.

A reader of pictures tells narrow spaces badly, and a figure parted otherwise than in thousands is
refused. Its digits are one pitch apart (figures of text faces are as wide as one another): a wider
step is a space. Only the spaces change here, never a digit.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from itertools import pairwise

from pipeline.domain import Box
from pipeline.extract.inklines import SMALL, InkLine
from pipeline.extract.tesseract import ReadWord

FIGURES = re.compile(r"[0-9]{4,}€?")
THOUSANDS = re.compile(r"[0-9]{1,3}( [0-9]{3})+€?")
WIDER = 1.2  # times the usual pitch: a step over a space; a 1 stands nearly in its middle


def respaced(line: InkLine, words: Sequence[ReadWord]) -> tuple[ReadWord, ...]:
    """The words of a figure parted as its ink is, if that makes thousands; else as they are."""
    text = "".join(w.text for w in words)
    spaced = " ".join(w.text for w in words)
    tall = max((b.height for b in line.blots), default=0.0)
    blots = [b for b in line.blots if b.height > SMALL * tall]
    plain = FIGURES.fullmatch(text) and len(blots) == len(text)
    if not plain or THOUSANDS.fullmatch(spaced):
        return tuple(words)
    groups = _groups(blots, len(text.rstrip("€")))
    parted = " ".join(text[a:b] for a, b in groups)
    if not THOUSANDS.fullmatch(parted):
        return tuple(words)
    confidence = min(w.confidence for w in words)
    return tuple(ReadWord(text[a:b], blots[a].x0, blots[b - 1].x1, confidence) for a, b in groups)


def _groups(blots: Sequence[Box], digits: int) -> list[tuple[int, int]]:
    """(first, end) of the digits that no space parts, what follows the digits with the last."""
    steps = [right.cx - left.cx for left, right in pairwise(blots[:digits])]
    usual = statistics.median_low(steps)
    starts = [0, *(i for i, step in enumerate(steps, 1) if step > WIDER * usual)]
    return [*pairwise(starts), (starts[-1], len(blots))]

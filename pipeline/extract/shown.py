"""Which glyphs of a page are seen, from the trace that its text leaves and what lies buried."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.extract.content import Glyph

SCALE = 1.5  # pixels of the trace a point
WIDE = 5.0  # pixels: a glyph that has room for an inset
NO_WIDTH = 0.5  # ems: room of a glyph that the font's metrics leave out (the euro of old Helvetica)
SAME_PLACE = 0.08  # points between two decoders' positions of one character
TOUCHING = 0.3  # ems between characters of one run


@dataclass(frozen=True)
class Shown:
    """What can be seen of one page: where text leaves a trace, and characters that are buried."""

    trace: np.ndarray[Any, np.dtype[np.int32]]
    buried: dict[str, list[tuple[float, float]]]

    def sees(self, glyph: Glyph) -> bool:
        """Whether the glyph (in points from the top-left corner) can be seen."""
        for x, y in self.buried.get(glyph.text, ()):
            if abs(x - glyph.x0) <= SAME_PLACE and abs(y - glyph.baseline) <= SAME_PLACE:
                return False
        rows, columns = (n - 1 for n in self.trace.shape)
        # A neighbour's pixels must not vouch for a letter, nor a thin one fall between pixels.
        width = glyph.x1 - glyph.x0 or NO_WIDTH * glyph.size
        left, right = glyph.x0 * SCALE, (glyph.x0 + width) * SCALE
        inset = 1.0 if right - left >= WIDE and glyph.text.isalnum() else 0.0
        left = _clip(left + inset, columns - 1)
        right = max(_clip(right + 1 - inset, columns), left + 1)
        high = _clip((glyph.baseline - 0.75 * glyph.size) * SCALE + 0.5, rows - 1)
        low = max(_clip((glyph.baseline + 0.15 * glyph.size) * SCALE + 0.5, rows), high + 1)
        table = self.trace
        return bool(table[low, right] - table[high, right] - table[low, left] + table[high, left])


def mark_visible(glyphs: Sequence[Glyph], shown: Shown) -> None:
    """Set `visible` on each glyph, in the order of drawing; a space leaves no trace and keeps the
    visibility it has, as does an accent that is drawn apart: it goes with its letter."""
    for glyph in glyphs:
        if glyph.text.strip() and not unicodedata.combining(glyph.text[0]):
            glyph.visible = shown.sees(glyph)
    twins = _twins([g for g in glyphs if not g.visible])
    for run in _runs(glyphs) if twins else ():
        told = [g.visible for g in run if id(g) not in twins and g.text.strip()]
        for glyph in run:
            if id(glyph) in twins:
                glyph.visible = 2 * sum(told) > len(told) if told else twins[id(glyph)]


def _twins(hidden: Sequence[Glyph]) -> dict[int, bool]:
    """The id of each hidden glyph that another stands on exactly, and whether it is the upper one.

    PDFium tells of one of two equal characters in one place: which of both shows is told by the
    characters drawn with them.
    """
    places: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in hidden:
        place = glyph.text, round(4 * glyph.x0), round(4 * glyph.baseline)
        places.setdefault(place, []).append(glyph)
    together = [found for found in places.values() if len(found) > 1]
    return {id(g): g is found[-1] for found in together for g in found}


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that are drawn one after the other, each where the one before ends."""
    run: list[Glyph] = []
    for glyph in glyphs:
        last = run[-1] if run else None
        if last is None or not (
            abs(glyph.x0 - last.x1) < TOUCHING * glyph.size
            and abs(glyph.baseline - last.baseline) < TOUCHING * glyph.size
        ):
            if run:
                yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _clip(value: float, limit: int) -> int:
    return min(max(int(value), 0), limit)

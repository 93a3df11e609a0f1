"""Which glyphs of a page are seen, from the trace that its text leaves and what lies buried."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.domain import Box
from pipeline.extract.content import BLANKS, Glyph

SCALE = 1.5  # pixels of the trace a point
WIDE = 5.0  # pixels: a glyph that has room for an inset
LOW, UNDER = 0.15, 0.3  # ems under the baseline: where letters leave ink, and an underscore
NO_WIDTH = 0.5  # ems: room of a glyph that the font's metrics leave out (the euro of old Helvetica)
SAME_PLACE = 0.1  # ems between two decoders' positions of one character: widths add up
SAME_POINT = 0.5  # points between two decoders' positions of one glyph
TOUCHING = 0.3  # ems between characters of one run


@dataclass(frozen=True)
class Shown:
    """What can be seen of one page: where text leaves a trace, characters that are buried, where
    (x, baseline in points) those stand that are drawn by themselves and leave no ink, and the lines
    of writing that are no text."""

    trace: np.ndarray[Any, np.dtype[np.int32]]
    buried: dict[str, list[tuple[float, float]]]
    alone: frozenset[tuple[float, float]] = frozenset()
    drawn: tuple[Box, ...] = ()

    def sees(self, glyph: Glyph) -> bool:
        """Whether text leaves a trace where the glyph (in points from the top-left corner) is."""
        rows, columns = (n - 1 for n in self.trace.shape)
        # A neighbour's pixels must not vouch for a letter, nor a thin one fall between pixels.
        width = glyph.x1 - glyph.x0 or NO_WIDTH * glyph.size
        left, right = glyph.x0 * SCALE, (glyph.x0 + width) * SCALE
        inset = 1.0 if right - left >= WIDE and glyph.text.isalnum() else 0.0
        left = _clip(left + inset, columns - 1)
        right = max(_clip(right + 1 - inset, columns), left + 1)
        high = _clip((glyph.baseline - 0.75 * glyph.size) * SCALE + 0.5, rows - 1)
        depth = UNDER if glyph.text == "_" else LOW
        low = max(_clip((glyph.baseline + depth * glyph.size) * SCALE + 0.5, rows), high + 1)
        table = self.trace
        return bool(table[low, right] - table[high, right] - table[low, left] + table[high, left])

    def places_of(self, glyph: Glyph) -> Iterator[tuple[float, float]]:
        """The places of buried characters at which the glyph may be one."""
        reach = SAME_PLACE * glyph.size
        for x, y in self.buried.get(glyph.text, ()):
            if abs(x - glyph.x0) <= reach and abs(y - glyph.baseline) <= reach:
                yield x, y


def mark_visible(glyphs: Sequence[Glyph], shown: Shown) -> None:
    """Set `visible` on each glyph, in the order of drawing; a space leaves no trace and keeps the
    visibility it has, as does an accent that is drawn apart: it goes with its letter."""
    claims: dict[tuple[str, float, float], list[Glyph]] = {}
    _mark_alone(glyphs, shown.alone)
    for glyph in glyphs:
        if glyph.text.strip() and not unicodedata.combining(glyph.text[0]):
            glyph.visible = shown.sees(glyph)
            for x, y in shown.places_of(glyph):
                claims.setdefault((glyph.text, x, y), []).append(glyph)
    # Equal characters in one place: which of them is buried, those drawn with each tell.
    doubtful = {id(g): g is found[-1] for found in claims.values() if len(found) > 1 for g in found}
    _vouch_for_thin(glyphs)
    for glyph, *others in claims.values():
        if not others and id(glyph) not in doubtful:
            glyph.visible = False
    for run in _runs(glyphs) if doubtful else ():
        told = [g.visible for g in run if id(g) not in doubtful and g.text.strip()]
        for glyph in run:
            if id(glyph) in doubtful:
                glyph.visible = 2 * sum(told) > len(told) if told else doubtful[id(glyph)]


def _mark_alone(glyphs: Sequence[Glyph], places: Iterable[tuple[float, float]]) -> None:
    """Set `alone` on the glyphs without ink that stand at `places`."""
    lines: dict[int, list[tuple[float, float]]] = {}
    for x, y in places:
        lines.setdefault(round(y), []).append((x, y))
    for glyph in glyphs if lines else ():
        if not glyph.text.strip(BLANKS):
            near = (at for n in (-1, 0, 1) for at in lines.get(round(glyph.baseline) + n, ()))
            glyph.alone = any(
                abs(x - glyph.x0) < SAME_POINT and abs(y - glyph.baseline) < SAME_POINT
                for x, y in near
            )


def _vouch_for_thin(glyphs: Sequence[Glyph]) -> None:
    """A thin letter or mark that leaves no trace where a decoder puts it, a pixel or two from where
    it is drawn: those before and after it in its run tell. A digit is never taken on trust."""
    for run in _runs(glyphs):
        drawn = [g for g in run if g.text.strip()]
        seen = [g.visible for g in drawn]
        for at, glyph in enumerate(drawn):
            beside = seen[max(at - 1, 0) : at] + seen[at + 1 : at + 2]
            thin = (glyph.x1 - glyph.x0) * SCALE < WIDE and not glyph.text.isdecimal()
            if thin and not seen[at] and beside and all(beside):
                glyph.visible = True


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

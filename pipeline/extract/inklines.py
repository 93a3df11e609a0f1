"""Ink -> pieces of lines of text, by the shapes of the letters alone. Nothing is read yet.

Every blot of ink that may be part of a letter ends in exactly one piece: what no reader can then
read is known to be unread. Positions are pixels; distances are multiples of the letters' height.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2

from pipeline.domain import Box
from pipeline.extract.pictures import DPI, Picture

SPECK = 0.011  # inches: what is smaller both ways is the scanner's dust
TALLEST = 0.8  # inches: a taller blot is a drawing
WIDE_BLOT = 20.0  # times its height: a blot longer than letters that touch is a drawing
SMALL = 0.55  # of the usual height: dots, commas, accents, dashes
WORD_GAP = 1.6  # heights between two blots of one piece
SOLID, SQUARE = 0.92, 1.3  # share of its box that a square fills; its one side over the other
HIGHER = 1.5  # times all others of its line: no letter is, not even a capital with its accent
UNDER = 0.08  # of its own height under the line: no such capital reaches there
SAME_LINE = 0.5  # of the lower blot's height that overlaps the other's
LONG_LINE = 16  # letters
ALIKE = 1.06  # heights nearer than this are one
ACCENT, COMMA = 0.75, 0.5  # heights above and below a line where its small blots are
CAP_HEIGHT = 0.72  # ems, of capitals, figures and ascenders in Latin text faces
X_HEIGHT = 0.53  # ems


@dataclass(frozen=True)
class InkLine:
    """The blots of one piece of a line, from left to right."""

    blots: tuple[Box, ...]

    @cached_property
    def box(self) -> Box:
        return Box.around(self.blots)

    @cached_property
    def baseline(self) -> float:
        """The y on which most of its letters stand."""
        usual = statistics.quantiles([b.height for b in self.blots] * 2, n=4)[2]
        tall = [b for b in self.blots if b.height > SMALL * usual]
        bottoms = sorted(b.bottom for b in tall)
        reach = max(0.12 * usual, 1.5)
        best = max(bottoms, key=lambda y: sum(abs(o - y) <= reach for o in bottoms))
        return statistics.median(o for o in bottoms if abs(o - best) <= reach)

    @cached_property
    def rises(self) -> tuple[float, ...]:
        """How high its letters rise over the baseline, in pixels, the highest first."""
        reach = 0.2 * statistics.median(b.height for b in self.blots)
        rises = sorted(
            (self.baseline - b.top for b in self.blots if abs(b.bottom - self.baseline) <= reach),
            reverse=True,
        )
        return tuple(max(r, 1.0) for r in rises or [self.box.height])


def ink_lines(ink: Picture, upright: Sequence[Box]) -> list[InkLine]:
    """The pieces of lines of a page, from the top. `upright` are rules that part them."""
    blots, squares = _blots(ink)
    if not blots:
        return []
    usual = statistics.median(b.height for b in blots)
    tall = [b for b in blots if b.height > SMALL * usual]
    small = [b for b in blots if b.height <= SMALL * usual]
    lines = _grouped(tall, upright)
    drawings = [b for line in lines for b in _drawings(line)]
    if drawings:
        lines = _grouped([b for b in tall if b not in drawings], upright)
    lines = [rest for line in lines if (rest := _less_keys(line, squares))]
    loose = _with_small(lines, small)
    lines = _bridged(lines, upright)
    lines += [[b] for b in drawings]
    lines += _grouped(loose, upright)
    lines.sort(key=lambda line: (min(b.top for b in line), min(b.x0 for b in line)))
    return [InkLine(tuple(sorted(line, key=lambda b: b.x0))) for line in lines]


def slope(lines: Sequence[InkLine]) -> float:
    """How far the lines still run askew, in degrees anticlockwise: their letters' feet tell.

    The trimmed mean over the pairs of letters of all long lines; 0 where none is long.
    """
    steps: list[float] = []
    for line in lines:
        feet = [(b.cx, b.bottom) for b in line.blots if b.height > 0.5 * line.rises[0]]
        half = len(feet) // 2
        if half >= LONG_LINE // 2:
            # Each letter of the first half with its fellow of the second: far apart, so precise.
            pairs = zip(feet, feet[half:], strict=False)
            steps += [(q[1] - p[1]) / (q[0] - p[0]) for p, q in pairs]
    if not steps:
        return 0.0
    # The middle half: no letter that reaches under its line, and finer than a pixel.
    quarter = len(steps) // 4
    return math.degrees(math.atan(statistics.fmean(sorted(steps)[quarter : len(steps) - quarter])))


def _blots(ink: Picture) -> tuple[list[Box], set[Box]]:
    """(all that may be part of a letter, those of them that are solid squares)."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    found = []
    squares = set()
    for x, y, w, h, area in stats[1:count]:
        dust = max(w, h) < SPECK * DPI
        drawing = h > TALLEST * DPI or (w > WIDE_BLOT * h and w > 0.3 * DPI)
        if not dust and not drawing:
            found.append(Box(float(x), float(y), float(x + w), float(y + h)))
            if area > SOLID * w * h and max(w, h) < SQUARE * min(w, h):
                squares.add(found[-1])
    return found, squares


def _less_keys(line: list[Box], squares: set[Box]) -> list[Box]:
    """A line less its squares that are as high as letters: keys of a chart, or bullets."""
    least = SMALL * statistics.median(b.height for b in line)
    return [b for b in line if b not in squares or b.height < least]


def _grouped(blots: Sequence[Box], upright: Sequence[Box]) -> list[list[Box]]:
    """Blots that follow one another on one line, with no rule between them."""
    lines: list[list[Box]] = []
    for blot in sorted(blots, key=lambda b: b.x0):
        home = None
        for line in lines:
            last = max(line[-4:], key=lambda b: b.x1)
            height = max(statistics.median(b.height for b in line[-12:]), blot.height)
            near = blot.x0 - last.x1 <= WORD_GAP * height
            if (
                near
                and any(_level(blot, b) for b in line[-4:])
                and not _parted(last, blot, upright)
            ):
                gap = blot.x0 - last.x1
                home = line if home is None or gap < blot.x0 - home[-1].x1 else home
        if home is None:
            lines.append([blot])
        else:
            home.append(blot)
    return lines


def _drawings(line: Sequence[Box]) -> list[Box]:
    """The drawing that stands beside one or more lines and was taken for a letter of theirs."""
    ends = ((line[0], line[1:]), (line[-1], line[:-1])) if len(line) > 2 else ()
    return [blot for blot, rest in ends if _is_beside(blot, rest)]


def _is_beside(drawing: Box, letters: Sequence[Box]) -> bool:
    """Whether a blot is far higher than all letters of a line, and reaches under it."""
    highest = max(b.height for b in letters)
    foot = min(b.bottom for b in letters if b.height > SMALL * highest)
    return drawing.height > HIGHER * highest and drawing.bottom > foot + UNDER * drawing.height


def _level(one: Box, other: Box) -> bool:
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    return common >= SAME_LINE * min(one.height, other.height)


def _parted(left: Box, right: Box, upright: Sequence[Box]) -> bool:
    return any(
        left.cx <= r.cx <= right.cx and r.top <= left.cy <= r.bottom and r.height > r.width
        for r in upright
    )


def _bridged(lines: list[list[Box]], upright: Sequence[Box]) -> list[list[Box]]:
    """Pieces joined where a dash or a dot that both are near to fills the gap."""
    joined: list[list[Box]] = []
    for line in sorted(lines, key=lambda blots: min(b.x0 for b in blots)):
        start = min(line, key=lambda b: b.x0)
        tall = [b for b in line if b.height > 0.5 * max(o.height for o in line)]
        height = statistics.median(b.height for b in tall)
        home = None
        for other in joined:
            last = max(other, key=lambda b: b.x1)
            bridge = last.height < SMALL * height or start.height < SMALL * height
            level = any(_level(tall[0], b) for b in sorted(other, key=lambda b: b.x1)[-8:])
            near = -height <= start.x0 - last.x1 <= WORD_GAP * height
            if bridge and near and level and not _parted(last, tall[0], upright):
                home = other
        if home is None:
            joined.append(line)
        else:
            home += line
    return joined


def _with_small(lines: list[list[Box]], small: Sequence[Box]) -> list[Box]:
    """Put dots, accents and commas on the line they belong to; returns those of no line."""
    bounds = [Box.around(line) for line in lines]
    heights = [statistics.median(b.height for b in line) for line in lines]
    added: list[tuple[int, Box]] = []
    loose = []
    for blot in small:
        best = None
        for index, (bound, height) in enumerate(zip(bounds, heights, strict=True)):
            beside = bound.x0 - WORD_GAP * height <= blot.cx <= bound.x1 + WORD_GAP * height
            if not beside or not (
                bound.top - ACCENT * height <= blot.cy <= bound.bottom + COMMA * height
            ):
                continue
            far = max(bound.top - blot.cy, blot.cy - bound.bottom, 0.0)
            if best is None or far < best[0]:
                best = (far, index)
        if best is None:
            loose.append(blot)
        else:
            added.append((best[1], blot))
    for index, blot in added:
        lines[index].append(blot)
    return loose

"""A scanned page's picture -> set straight, its ruled lines and shades found and taken out.

Positions are pixels of the straightened picture, from its top-left corner. Lengths of the
constants are inches unless said. Angles are degrees, positive anticlockwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium

from pipeline.domain import Box

DPI = 300
STEEPEST = 5.0  # degrees that a page may be askew
COARSE, FINE = 0.5, 0.05  # degrees between two angles that are tried
STRAIGHT = 0.03  # degrees: less is left as it is
MARKED = 40  # grey levels of 255 between ink and the ground around it
LOOKED_AT = 1200  # pixels across of the small picture in which the angle is sought
ACROSS, DOWN = 1.2, 0.35  # no row of serifs, and no letter, has a straight stroke this long
THIN_ACROSS, THIN_DOWN = 0.35, 0.2  # a thin blot this long, on its own, is a ruled line too
THICK = 0.06  # a ruled line is thinner, a dark band thicker
LETTER_STROKE = 0.04  # no stroke of white letters on a dark band is wider
BAND = 0.11  # the least height of a dark or shaded band
BAND_WIDTH = 0.7  # the least width
SOLID = 0.6  # share of ink in a dark band; in the boldest text it is less
GROUND = 0.12  # wider than any stroke of a letter: what is darker than all around it is ink
INK = 185  # grey level, of 255 on even ground: a letter is darker
FAINT = 215  # grey level, of 255: a hair line that a scanner greyed is darker
CRUMB = 0.02  # a piece of a broken ruled line is no thicker
LENGTHY = 3.0  # and at least so many times as long: an accent is not
ASTRAY = 0.02  # and lies no further off the line
APART = 0.35  # and no further from its nearest piece along it
EDGE = 0.1  # of the picture: a line there is the sheet's own edge
SHEET_EDGE = 0.05  # nothing is printed as near the sheet's edge
SHADE = 7  # grey levels of 255 between paper and a shaded band
BRIGHTEST = 90  # percent of the pixels of an area: the rest are its ground
SMALL = 4  # pixels of the page that make one of the small picture where shades are sought

Picture = np.ndarray[Any, np.dtype[np.uint8]]


@dataclass(frozen=True)
class Scan:
    """A straightened page: as it is, with its rules and shades taken out, and its ink (0 or 255).

    `rules` are the ruled lines, `areas` the shaded ones. `angle` is how far it was turned.
    """

    straight: Picture
    clean: Picture
    ink: Picture
    rules: tuple[Box, ...]
    areas: tuple[Box, ...]
    angle: float


def picture_of(page: pdfium.PdfPage) -> Picture:
    """The page as displayed, in grey, at DPI."""
    array = page.render(scale=DPI / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(array.reshape(array.shape[0], array.shape[1]))


def scan_of(picture: Picture, angle: float) -> Scan:
    """The picture turned by `angle`, even-grounded, and freed of its ruled lines."""
    straight = turned(picture, angle)
    dark, bands = _dark_bands(straight)
    positive = np.where(dark > 0, 255 - straight, straight).astype(np.uint8)
    even, shades = _evened(positive)
    rim = cv2.morphologyEx(dark, cv2.MORPH_GRADIENT, _brush(0.02, 0.02))
    even[rim > 0] = 255
    ink = _below(even, INK)
    across, down = _ruled(_below(even, FAINT))
    rules = [b for b in (*_boxes(across), *_boxes(down)) if not _at_edge(b, even)]
    lines = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    ink[lines > 0] = 0
    edge = round(SHEET_EDGE * DPI)
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
    crumbs = _crumbs(ink, [*rules, *(side for area in (*bands, *shades) for side in _sides(area))])
    for box in crumbs:
        ink[_inside(box)] = 0
        even[_inside(box)] = 255
    even[lines > 0] = 255
    return Scan(straight, even, ink, (*rules, *crumbs), (*bands, *shades), angle)


def skew_of(picture: Picture) -> float:
    """The angle by which the picture must turn so that its lines of text run level."""
    scale = min(LOOKED_AT / max(picture.shape), 1.0)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    # Dark text and light: what differs from the ground around it.
    contrast = cv2.absdiff(small, cv2.GaussianBlur(small, (0, 0), 8))
    ink = np.asarray(cv2.threshold(contrast, MARKED, 255, cv2.THRESH_TOZERO)[1], np.uint8)
    best = 0.0
    for step, reach in ((COARSE, STEEPEST), (FINE, COARSE)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        scores = [_levelness(ink, float(a)) for a in angles]
        best = float(angles[int(np.argmax(scores))])
    return 0.0 if abs(best) < STRAIGHT else best


def turned(picture: Picture, angle: float, ground: int | None = None) -> Picture:
    """The picture turned about its middle, its size kept; `ground` fills the corners."""
    if angle == 0.0:
        return picture
    height, width = picture.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    fill = int(np.median(picture)) if ground is None else ground
    made = cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(fill,)
    )
    return np.asarray(made, np.uint8)


def _levelness(ink: Picture, angle: float) -> float:
    """How sharply the rows of the turned ink part into lines and white."""
    rows = turned(ink, angle, 0).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _brush(width: float, height: float, dpi: float = DPI) -> Picture:
    """A solid rectangle for morphology, its sides in inches."""
    return np.ones((max(round(height * dpi), 1), max(round(width * dpi), 1)), np.uint8)


def _dark(picture: Picture) -> Picture:
    """The darker of a picture's two shades, as 255."""
    _, dark = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    return np.asarray(dark, np.uint8)


def _below(picture: Picture, grey: int) -> Picture:
    return np.asarray(cv2.threshold(picture, grey, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def _dark_bands(picture: Picture) -> tuple[Picture, list[Box]]:
    """(mask, boxes) of dark areas that carry light text, if any."""
    ink = _dark(picture)
    filled = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, _brush(LETTER_STROKE, LETTER_STROKE))
    areas = cv2.morphologyEx(filled, cv2.MORPH_OPEN, _brush(BAND_WIDTH, BAND))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(areas)
    inked = np.bincount(labels[ink > 0], minlength=count)
    mask = np.zeros_like(ink)
    boxes = []
    for index in range(1, count):
        x, y, w, h, area = (int(n) for n in stats[index])
        if inked[index] > SOLID * area and 2 * area > w * h:
            mask[y : y + h, x : x + w] = 255
            boxes.append(Box(x, y, x + w, y + h))
    return mask, boxes


def _evened(picture: Picture) -> tuple[Picture, list[Box]]:
    """(the picture with its ground made white, boxes of the areas whose ground is shaded)."""
    height, width = picture.shape
    size = (width // SMALL, height // SMALL)
    small = cv2.GaussianBlur(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), (3, 3), 0)
    brush = _brush(GROUND, GROUND, DPI / SMALL)
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, brush)
    paper = int(np.bincount(ground.ravel()).argmax())
    shaded = np.where(ground < paper - SHADE, 255, 0).astype(np.uint8)
    shaded = np.asarray(
        cv2.morphologyEx(shaded, cv2.MORPH_OPEN, _brush(BAND_WIDTH, BAND, DPI / SMALL)), np.uint8
    )
    # The gaps of the boldest text are nearly closed, but show the paper.
    shades = [
        Box(b.x0 * SMALL, b.top * SMALL, b.x1 * SMALL, b.bottom * SMALL)
        for b in _boxes(shaded)
        if np.percentile(small[_inside(b)], BRIGHTEST) < paper - SHADE
    ]
    full = cv2.resize(ground, (width, height)).astype(np.int32).clip(40)
    even = np.minimum(picture.astype(np.int32) * 255 // full, 255)
    return np.asarray(even, np.uint8), shades


def _ruled(ink: Picture) -> tuple[Picture, Picture]:
    """Masks of the level and of the upright ruled lines."""
    # A line that a scanner broke or bent by a pixel is still one.
    mended = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    masks = []
    for long, thick in (
        (_brush(ACROSS, 0.0), _brush(0.0, THICK)),
        (_brush(0.0, DOWN), _brush(THICK, 0.0)),
    ):
        straight = cv2.morphologyEx(mended, cv2.MORPH_OPEN, long)
        solid = cv2.morphologyEx(straight, cv2.MORPH_OPEN, thick)
        masks.append(np.asarray(cv2.subtract(straight, solid), np.uint8))
    return masks[0], masks[1]


def _crumbs(ink: Picture, rules: Sequence[Box]) -> list[Box]:
    """What is left of ruled lines where the scanner broke them: thin pieces in line with one."""
    thin = [
        b
        for b in _boxes(ink)
        if min(b.width, b.height) <= CRUMB * DPI
        and max(b.width, b.height) >= LENGTHY * min(b.width, b.height)
    ]
    found = [b for b in thin if b.width > THIN_ACROSS * DPI or b.height > THIN_DOWN * DPI]
    sound = [*rules, *found]
    while True:
        more = [b for b in thin if b not in found and any(_continues(b, r) for r in sound)]
        if not more:
            return found
        found += more
        sound = more


def _sides(area: Box) -> tuple[Box, ...]:
    """The level sides of an area, as lines."""
    return (
        Box(area.x0, area.top, area.x1, area.top),
        Box(area.x0, area.bottom, area.x1, area.bottom),
    )


def _continues(piece: Box, rule: Box) -> bool:
    """Whether a thin piece lies on a rule's line, near it."""
    if rule.width >= rule.height:
        off, gap = piece.cy - rule.cy, max(piece.x0 - rule.x1, rule.x0 - piece.x1)
        along = piece.height <= CRUMB * DPI
    else:
        off, gap = piece.cx - rule.cx, max(piece.top - rule.bottom, rule.top - piece.bottom)
        along = piece.width <= CRUMB * DPI
    return along and abs(off) <= ASTRAY * DPI and gap <= APART * DPI


def _at_edge(box: Box, picture: Picture) -> bool:
    """Whether a line is the edge of the sheet itself."""
    height, width = picture.shape
    edge = EDGE * DPI
    return box.x1 < edge or box.x0 > width - edge or box.bottom < edge or box.top > height - edge


def _inside(box: Box) -> tuple[slice, slice]:
    """The pixels of a box and of a rim of one around it."""
    return (
        slice(max(int(box.top) - 1, 0), int(box.bottom) + 1),
        slice(max(int(box.x0) - 1, 0), int(box.x1) + 1),
    )


def _boxes(mask: Picture) -> list[Box]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    return [Box(float(x), float(y), float(x + w), float(y + h)) for x, y, w, h, _ in stats[1:count]]

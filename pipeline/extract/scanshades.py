"""The shaded and the dark areas of a scanned page -> light text made dark, and even ground.

Positions are pixels of the picture, from its top-left corner; lengths of the constants are inches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from pipeline.domain import Box
from pipeline.extract.pictures import DPI, Picture, below, boxes_of, brush, inside

BAND = 0.11  # the least height of a dark or shaded band
BAND_WIDTH = 0.7  # the least width
SQUARE = 0.9  # share of the box around it that a band fills
SHADED = 0.75  # of the paper's grey: a ground on which light text can be read is darker
CONTRAST = 45  # grey levels of 255 between text and its ground
SOLID = 0.6  # share of ink in a dark band; in the boldest text it is less
GROUND = 0.12  # wider than any stroke of a letter: what is darker than all around it is ink
LETTER_STROKE = 0.04  # no stroke of white letters on a dark band is wider
SHADE = 7  # grey levels of 255 between paper and a shaded band
EDGE, STEP = 0.03, 20  # inches, and grey levels of 255, between two shades
DARKEST = 60  # grey level of 255
BRIGHTEST = 90  # percent of the pixels of an area: the rest are its ground
SMALL = 4  # pixels of the page that make one of the small picture where shades are sought

Outline = np.ndarray[Any, np.dtype[np.int32]]


@dataclass(frozen=True)
class Shades:
    """Shaded areas: `dark` is a mask of those that bear lighter text, or none, `bands` are the
    boxes of those of them with four sides, `round` of those that have none: pies, drawings."""

    dark: Picture
    bands: list[Box]
    round: list[Box]


def shades_of(picture: Picture) -> Shades:
    """The areas of a picture whose ground is much darker than its paper."""
    # Of a dark page, most is no paper: light and dark part by themselves.
    parting, _ = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    shade = below(picture, round(max(parting, np.median(picture) * SHADED)))
    filled = cv2.morphologyEx(shade, cv2.MORPH_CLOSE, brush(LETTER_STROKE, LETTER_STROKE))
    areas = cv2.bitwise_or(
        cv2.morphologyEx(filled, cv2.MORPH_OPEN, brush(BAND_WIDTH, BAND)),
        cv2.morphologyEx(filled, cv2.MORPH_OPEN, brush(BAND, BAND_WIDTH)),
    )
    count, labels, stats, _ = cv2.connectedComponentsWithStats(areas)
    shaded = np.bincount(labels[shade > 0], minlength=count)
    found = Shades(np.zeros_like(shade), [], [])
    for index in range(1, count):
        x, y, w, h, area = (int(n) for n in stats[index])
        part = slice(y, y + h), slice(x, x + w)
        within = labels[part] == index
        if shaded[index] <= SOLID * area or 2 * area <= w * h:
            continue
        outline = _outline(within) + np.array((x, y), np.int32)
        square = cv2.contourArea(outline) > SQUARE * w * h
        if not square:
            found.round.append(Box(x, y, x + w, y + h))
        if _is_dark(picture[part], within):
            cv2.fillConvexPoly(found.dark, outline, 255)
            if square:
                found.bands.append(Box(x, y, x + w, y + h))
    return found


def _is_dark(picture: Picture, area: np.ndarray[Any, np.dtype[np.bool_]]) -> bool:
    """Whether an area bears lighter text, or none and is dark itself."""
    clear = cv2.medianBlur(picture, 5).astype(np.int16)  # less the scanner's noise
    ground = int(np.bincount(clear[area]).argmax())
    lighter = _strokes((clear > ground + CONTRAST) & area)
    darker = _strokes((clear < ground - CONTRAST) & area)
    return lighter > darker or ground < CONTRAST


def _strokes(ink: np.ndarray[Any, np.dtype[np.bool_]]) -> int:
    """The number of pixels in strokes as thin as those of letters."""
    marks = ink.astype(np.uint8)
    solid = cv2.morphologyEx(marks, cv2.MORPH_OPEN, brush(2 * LETTER_STROKE, 2 * LETTER_STROKE))
    return int(marks.sum()) - int(solid.sum())


def _outline(area: np.ndarray[Any, np.dtype[np.bool_]]) -> Outline:
    """What goes around an area: bands may have round corners."""
    contours, _ = cv2.findContours(
        area.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE
    )
    return np.asarray(cv2.convexHull(np.vstack(list(contours))), np.int32)


def evened(picture: Picture, drawn: Sequence[Box] = ()) -> tuple[Picture, list[Box]]:
    """(the picture with its ground made white, boxes of the areas whose ground is shaded). The
    edges of shades are no ink in the boxes `drawn`."""
    height, width = picture.shape
    size = (width // SMALL, height // SMALL)
    small = cv2.GaussianBlur(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), (3, 3), 0)
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, brush(GROUND, GROUND, DPI / SMALL))
    paper = int(np.bincount(ground.ravel()).argmax())
    shaded = np.where(ground < paper - SHADE, 255, 0).astype(np.uint8)
    shaded = np.asarray(
        cv2.morphologyEx(shaded, cv2.MORPH_OPEN, brush(BAND_WIDTH, BAND, DPI / SMALL)), np.uint8
    )
    # The gaps of the boldest text are nearly closed, but show the paper.
    shades = [
        Box(b.x0 * SMALL, b.top * SMALL, b.x1 * SMALL, b.bottom * SMALL)
        for b in boxes_of(shaded)
        if np.percentile(small[inside(b)], BRIGHTEST) < paper - SHADE
    ]
    full = cv2.resize(ground, (width, height)).astype(np.int32)
    even = np.minimum(picture.astype(np.int32) * 255 // full.clip(DARKEST), 255)
    even[full < DARKEST] = 255  # nothing darker can be read on such a ground
    steps = cv2.morphologyEx(full.astype(np.uint8), cv2.MORPH_GRADIENT, brush(EDGE, EDGE)) > STEP
    for box in drawn:
        part = inside(box, EDGE * DPI)
        even[part][steps[part]] = 255
    return np.asarray(even, np.uint8), shades

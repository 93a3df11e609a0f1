"""The ruled lines of a scanned page, found in its ink.

Positions are pixels of the picture, from its top-left corner; lengths of the constants are inches.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.domain import Box
from pipeline.extract.pictures import DPI, Picture, boxes_of, brush

ACROSS, DOWN = 1.2, 0.35  # no row of serifs, and no letter, has a straight stroke this long
THIN_ACROSS, THIN_DOWN = 0.35, 0.2  # a thin blot this long, on its own, is a ruled line too
THICK = 0.06  # a ruled line is thinner, a dark band thicker
CRUMB = 0.02  # a piece of a broken ruled line is no thicker
LENGTHY = 3.0  # and at least so many times as long: an accent is not
ASTRAY = 0.02  # and lies no further off the line
APART = 0.35  # and no further from its nearest piece along it
EDGE = 0.1  # of the picture: a line there is the sheet's own edge


def ruled(ink: Picture) -> tuple[Picture, Picture]:
    """Masks of the level and of the upright ruled lines."""
    # A line that a scanner broke or bent by a pixel is still one.
    mended = cv2.dilate(ink, np.ones((3, 3), np.uint8))
    solid = cv2.morphologyEx(ink, cv2.MORPH_OPEN, brush(THICK, THICK))
    drawn = np.asarray(cv2.dilate(solid, np.ones((3, 3), np.uint8)), np.uint8)
    masks = []
    for long, thick in (
        (brush(ACROSS, 0.0), brush(0.0, THICK)),
        (brush(0.0, DOWN), brush(THICK, 0.0)),
    ):
        straight = cv2.morphologyEx(mended, cv2.MORPH_OPEN, long)
        thicker = cv2.morphologyEx(straight, cv2.MORPH_OPEN, thick)
        thin = np.asarray(cv2.subtract(straight, thicker), np.uint8)
        masks.append(_free(thin, drawn))
    return masks[0], masks[1]


def _free(mask: Picture, drawn: Picture) -> Picture:
    """The mask less the straight edges of what is drawn: they touch it along most of their way."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    touching = np.bincount(labels[drawn > 0], minlength=count)
    edges = [i for i in range(1, count) if 2 * touching[i] > stats[i][cv2.CC_STAT_AREA]]
    mask[np.isin(labels, edges)] = 0
    return mask


def crumbs(ink: Picture, rules: Sequence[Box]) -> list[Box]:
    """What is left of ruled lines where the scanner broke them: thin pieces in line with one."""
    thin = [
        b
        for b in boxes_of(ink)
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


def _continues(piece: Box, rule: Box) -> bool:
    """Whether a thin piece lies on a rule's line, near it."""
    if rule.width >= rule.height:
        off, gap = piece.cy - rule.cy, max(piece.x0 - rule.x1, rule.x0 - piece.x1)
        along = piece.height <= CRUMB * DPI
    else:
        off, gap = piece.cx - rule.cx, max(piece.top - rule.bottom, rule.top - piece.bottom)
        along = piece.width <= CRUMB * DPI
    return along and abs(off) <= ASTRAY * DPI and gap <= APART * DPI


def at_edge(box: Box, picture: Picture) -> bool:
    """Whether a line is the edge of the sheet itself."""
    height, width = picture.shape
    edge = EDGE * DPI
    return box.x1 < edge or box.x0 > width - edge or box.bottom < edge or box.top > height - edge

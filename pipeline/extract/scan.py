"""A scanned page's picture -> set straight, its ruled lines and shades found and taken out.

Positions are pixels of the straightened picture, from its top-left corner. Lengths of the
constants are inches unless said. Angles are degrees, positive anticlockwise.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium

from pipeline.domain import Box
from pipeline.extract.pictures import DPI, Picture, below, boxes_of, brush, inside
from pipeline.extract.scanrules import at_edge, crumbs, ruled
from pipeline.extract.scanshades import Shades, evened, shades_of

STEEPEST = 5.0  # degrees that a page may be askew
COARSE, FINE = 0.5, 0.05  # degrees between two angles that are tried
STRAIGHT = 0.03  # degrees: less is left as it is
MARKED = 40  # grey levels of 255 between ink and the ground around it
LOOKED_AT = 1200  # pixels across of the small picture in which the angle is sought
INK = 185  # grey level, of 255 on even ground: a letter is darker
FAINT = 215  # grey level, of 255: a hair line that a scanner greyed is darker
RIM, ROUND_RIM = 0.02, 0.06  # around a dark band, and around a drawing
SHEET_EDGE = 0.05  # nothing is printed as near the sheet's edge


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
    shaded = shades_of(straight)
    positive = np.where(shaded.dark > 0, 255 - straight, straight).astype(np.uint8)
    even, shades = evened(positive, shaded.round)
    _clear_rims(even, shaded)
    ink = below(even, INK)
    across, down = ruled(below(even, FAINT))
    rules = [b for b in (*boxes_of(across), *boxes_of(down)) if not at_edge(b, even)]
    lines = cv2.dilate(cv2.bitwise_or(across, down), np.ones((3, 3), np.uint8))
    ink[lines > 0] = 0
    edge = round(SHEET_EDGE * DPI)
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
    broken = crumbs(
        ink, [*rules, *(side for area in (*shaded.bands, *shades) for side in _sides(area))]
    )
    for box in broken:
        ink[inside(box)] = 0
        even[inside(box)] = 255
    even[lines > 0] = 255
    return Scan(straight, even, ink, (*rules, *broken), (*shaded.bands, *shades), angle)


def _clear_rims(even: Picture, shaded: Shades) -> None:
    """Whiten the edges of dark areas: what was turned light within them meets what wasn't."""
    rim = cv2.morphologyEx(shaded.dark, cv2.MORPH_GRADIENT, brush(RIM, RIM))
    even[rim > 0] = 255
    for box in shaded.round:  # which no text fills to the edge
        part = inside(box, ROUND_RIM * DPI)
        wide = cv2.morphologyEx(shaded.dark[part], cv2.MORPH_GRADIENT, brush(ROUND_RIM, ROUND_RIM))
        even[part][wide > 0] = 255


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


def _sides(area: Box) -> tuple[Box, ...]:
    """The level sides of an area, as lines."""
    return (
        Box(area.x0, area.top, area.x1, area.top),
        Box(area.x0, area.bottom, area.x1, area.bottom),
    )

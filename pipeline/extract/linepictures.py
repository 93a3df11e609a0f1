"""The pictures of a line of a scan that tesseract reads, made apart for each pass."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.extract.inklines import InkLine
from pipeline.extract.pictures import Picture
from pipeline.extract.scan import Scan
from pipeline.extract.tesseract import ReadWord

# One pass after another: the line's own ink or the page as it is; pixels of its tall letters;
# softening, in pixels. Measured: figures in larger or sharper pictures are misread more often.
PASSES = (
    (True, 30.0, 0.0),
    (False, 34.0, 0.8),
    (True, 26.0, 0.0),
    (False, 30.0, 0.0),
    (True, 36.0, 0.0),
    (False, 42.0, 0.0),
)
MARGIN = 12  # pixels of white around a line: tesseract wants some


def picture_for(
    scan: Scan, line: InkLine, alone: bool, tall: float, blur: float
) -> tuple[Picture, float]:
    """(picture of a line for tesseract, its scale): see PASSES."""
    cut = _own_ink(scan, line) if alone else _as_it_is(scan, line)
    scale = tall / max(line.rises[0], 8.0)
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    sized = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=how)
    ground = 255 if alone else int(np.median(cut))
    m = MARGIN
    framed = cv2.copyMakeBorder(sized, m, m, m, m, cv2.BORDER_CONSTANT, value=(ground,))
    soft = cv2.GaussianBlur(framed, (0, 0), blur) if blur else framed
    return np.asarray(soft, np.uint8), scale


def _own_ink(scan: Scan, line: InkLine) -> Picture:
    """The line's own blots on white."""
    box = line.box
    top, left = int(box.top) - 3, int(box.x0) - 3
    canvas = np.full((int(box.height) + 7, int(box.width) + 7), 255, np.uint8)
    height, width = scan.clean.shape
    for blot in line.blots:
        y0, y1 = max(int(blot.top) - 2, 0, top), min(int(blot.bottom) + 2, height)
        x0, x1 = max(int(blot.x0) - 2, 0, left), min(int(blot.x1) + 2, width)
        canvas[y0 - top : y1 - top, x0 - left : x1 - left] = scan.clean[y0:y1, x0:x1]
    return canvas


def _as_it_is(scan: Scan, line: InkLine) -> Picture:
    """The line as the straightened page shows it."""
    box, (height, width) = line.box, scan.straight.shape
    return scan.straight[
        max(int(box.top) - 3, 0) : min(int(box.bottom) + 4, height),
        max(int(box.x0) - 3, 0) : min(int(box.x1) + 4, width),
    ]


def placed(word: ReadWord, line: InkLine, scale: float) -> ReadWord:
    """The word with its place in the page's picture."""
    left = int(line.box.x0) - 3
    x0, x1 = (left + (x - MARGIN) / scale for x in (word.x0, word.x1))
    return ReadWord(word.text, x0, x1, word.confidence)

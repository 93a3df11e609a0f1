"""Pictures of pages in grey: their type, and the few things all who look at them do."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from pipeline.domain import Box

DPI = 300

Picture = np.ndarray[Any, np.dtype[np.uint8]]


def brush(width: float, height: float, dpi: float = DPI) -> Picture:
    """A solid rectangle for morphology, its sides in inches."""
    return np.ones((max(round(height * dpi), 1), max(round(width * dpi), 1)), np.uint8)


def below(picture: Picture, grey: int) -> Picture:
    return np.asarray(cv2.threshold(picture, grey, 255, cv2.THRESH_BINARY_INV)[1], np.uint8)


def inside(box: Box, rim: float = 1) -> tuple[slice, slice]:
    """The pixels of a box and of a rim of so many around it."""
    return (
        slice(max(int(box.top - rim), 0), int(box.bottom + rim)),
        slice(max(int(box.x0 - rim), 0), int(box.x1 + rim)),
    )


def boxes_of(mask: Picture) -> list[Box]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask)
    return [Box(float(x), float(y), float(x + w), float(y + h)) for x, y, w, h, _ in stats[1:count]]

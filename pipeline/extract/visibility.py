"""Which characters can be seen: a character is visible where taking it away changes the page.

Each page is rendered twice by PDFium, with its text and without. That one test covers text drawn in
an invisible mode, in the colour of what is under it, beneath a picture, clipped or off the page.
Where pieces of text lie on one another, each piece is taken away on its own: a figure hidden under
the one that shows would else be seen through it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import addressof, byref, c_double, c_float, c_uint
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.domain import Box
from pipeline.extract.drawntext import HIGHEST, drawn_lines
from pipeline.extract.shown import SCALE, Shown

FAINTEST = 20  # grey levels of 255: a fainter trace is not there for a reader
SEARCH_DEPTH = 8  # nested form objects
PALE = 236  # of 255
CONTRAST = 60  # grey levels between letters drawn as shapes and their ground
GROUND = 11  # pixels of a third the size, whose usual grey is the ground: larger than letters
STEP, FEWEST_EDGES = 30, 8  # grey levels between pixels; sides of four letters in a row of them
LOWEST = 3.0  # points: the height of letters at least
OVERLAP = 0.02  # of the smaller piece's area: pieces that lie on one another

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Bounds = tuple[float, float, float, float]  # left, bottom, right, top


class Visibility:
    """Answers, page by page, which characters can be seen. Use as a context manager."""

    def __init__(self, pdf: Path) -> None:
        self._document = pdfium.PdfDocument(pdf)

    def __enter__(self) -> Visibility:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def of_page(self, number: int) -> Shown:
        """What can be seen of page `number` (from 1)."""
        page = self._document[number - 1]
        placed = list(_text_objects(page))
        items = [item for item, _ in placed]
        text = page.get_textpage() if items else None
        boxes = [_bounds(item, matrix) for item, matrix in placed]
        hidden = _buried(page, items, boxes)
        height = page.get_height()
        # What leaves no ink has no size.
        alone = frozenset((b[0], height - b[1]) for b in boxes if b[:2] == b[2:])
        buried = _characters_of(page, text, hidden) if text and hidden else {}
        with_text = _grey(page)
        for item in items:
            raw.FPDFPageObj_SetIsActive(item, False)
        without = _grey(page)
        trace = cv2.absdiff(with_text, without) >= FAINTEST
        if text:
            text.close()
        page.close()
        # Summed-area table: any rectangle's count of changed pixels in four look-ups.
        table = cv2.integral(trace.view(np.uint8)).astype(np.int32, copy=False)
        return Shown(table, buried, alone, drawn_lines(_blots(without)))


def _blots(grey: Picture) -> list[Box]:
    """What stands out from the ground around it and may be a letter by its size, in points."""
    if min(grey.shape) < 3 * GROUND:
        return []  # no page that a person reads
    edges = cv2.absdiff(grey[:, 1:], grey[:, :-1]) >= STEP
    if int(edges.sum(axis=1).max(initial=0)) < FEWEST_EDGES:
        return []  # most pages: rules and shades alone
    height, width = grey.shape
    small = cv2.resize(grey, (width // 3, height // 3), interpolation=cv2.INTER_NEAREST)
    ground = cv2.medianBlur(small, GROUND)
    ground = cv2.resize(ground, (width, height), interpolation=cv2.INTER_NEAREST)
    ink = cv2.absdiff(grey, ground) >= CONTRAST
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink.view(np.uint8))
    sides = stats[1:count, :4] / SCALE
    wide, high = sides[:, 2], sides[:, 3]
    letters = sides[(high >= LOWEST) & (high <= HIGHEST) & (wide <= HIGHEST)]
    return [Box(x, y, x + w, y + h) for x, y, w, h in letters.tolist()]


def detail_without_text(pdf: Path, number: int) -> int:
    """How often the page goes from dark to light and back along its rows, its text taken away.

    A flat background gives next to nothing, a scanned page of text many thousands.
    """
    document = pdfium.PdfDocument(pdf)
    page = document[number - 1]
    for item, _ in _text_objects(page):
        raw.FPDFPageObj_SetIsActive(item, False)
    grey = _grey(page)
    document.close()
    dark = grey < (int(grey.min()) + int(grey.max())) // 2
    return int(np.count_nonzero(dark[:, 1:] != dark[:, :-1]))


def _buried(page: pdfium.PdfPage, items: list[Any], boxes: list[Bounds]) -> list[Any]:
    """Text objects that lie on others and whose absence changes nothing; left switched off."""
    suspects: set[int] = set()
    order = sorted(range(len(items)), key=lambda i: boxes[i][0])
    for at, i in enumerate(order):
        for j in order[at + 1 :]:
            if boxes[j][0] >= boxes[i][2]:
                break
            if _overlap(boxes[i], boxes[j]):
                suspects |= {i, j}
    unseen = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
    hidden = [item for item in items if raw.FPDFTextObj_GetTextRenderMode(item) in unseen]
    suspects |= {i for i, item in enumerate(items) if _is_pale(item)}
    for i in sorted(suspects):
        crop = _around(boxes[i], page)
        before = _grey(page, crop)
        raw.FPDFPageObj_SetIsActive(items[i], False)
        if before.size and cv2.absdiff(before, _grey(page, crop)).max() >= FAINTEST:
            raw.FPDFPageObj_SetIsActive(items[i], True)
        else:
            hidden.append(items[i])
    return hidden


def _is_pale(item: Any) -> bool:
    """Whether an object is filled with white or nearly, or with next to nothing."""
    red, green, blue, alpha = (c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(item, byref(red), byref(green), byref(blue), byref(alpha))
    return min(red.value, green.value, blue.value) >= PALE or alpha.value <= 255 - PALE


SAME = 0.16  # points between two characters in one place
FEWEST_PIXELS = 4  # to render: margins are rounded up, two of them on each axis


def _bounds(item: Any, matrix: pdfium.PdfMatrix) -> Bounds:
    """left, bottom, right, top of an object on its page, in PDF points.

    `matrix` places what it stands in: PDFium gives bounds in the space of that form."""
    values = [c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *(byref(v) for v in values))
    bounds: Bounds = matrix.on_rect(*(v.value for v in values))
    return bounds


def _overlap(one: Bounds, other: Bounds) -> bool:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((b[2] - b[0]) * (b[3] - b[1]) for b in (one, other))
    return width > 0 and height > 0 and width * height > OVERLAP * smaller


def _around(box: Bounds, page: pdfium.PdfPage) -> Bounds:
    """Margins to crop (left, bottom, right, top) that leave the box and a little more.

    None where less than a few pixels would be left, as of what stands over the page's edge.
    """
    width, height = page.get_size()
    left, right = max(box[0] - 2, 0.0), min(box[2] + 2, width)
    bottom, top = max(box[1] - 2, 0.0), min(box[3] + 2, height)
    if min(right - left, top - bottom) * SCALE < FEWEST_PIXELS:
        return 0.0, 0.0, 0.0, 0.0
    return left, bottom, width - right, height - top


def _characters_of(
    page: pdfium.PdfPage, text: pdfium.PdfTextPage, hidden: list[Any]
) -> dict[str, list[tuple[float, float]]]:
    """Where each character of the hidden objects stands: x and baseline from the page's top.

    Where the same character shows at the very place, nothing is hidden there.
    """
    addresses = {addressof(item.contents) for item in hidden}
    height = page.get_height()
    found: dict[str, list[tuple[float, float]]] = {}
    showing: dict[str, list[tuple[float, float]]] = {}
    for index in range(text.count_chars()):
        item = raw.FPDFText_GetTextObject(text.raw, index)
        if not item:
            continue
        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(text.raw, index, byref(x), byref(y))
        character = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if addressof(item.contents) in addresses:
            found.setdefault(character, []).append((x.value, height - y.value))
        else:
            showing.setdefault(character, []).append((x.value, height - y.value))
    return {
        c: [place for place in places if not _near(place, showing.get(c, ()))]
        for c, places in found.items()
    }


def _near(place: tuple[float, float], others: Iterable[tuple[float, float]]) -> bool:
    return any(abs(place[0] - x) <= SAME and abs(place[1] - y) <= SAME for x, y in others)


def _grey(page: pdfium.PdfPage, crop: Bounds = (0, 0, 0, 0)) -> Picture:
    bitmap = page.render(scale=SCALE, grayscale=True, draw_annots=False, crop=crop)
    picture = bitmap.to_numpy()
    grey: Picture = picture.reshape(picture.shape[0], picture.shape[1]).copy()
    return grey


def _text_objects(page: pdfium.PdfPage) -> Iterator[tuple[Any, pdfium.PdfMatrix]]:
    """Every text object of a page, those inside form objects too, and what places its form."""
    own = pdfium.PdfMatrix()
    return _texts_in(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, own, 0)


def _texts_in(
    holder: Any, count: Any, get: Any, matrix: pdfium.PdfMatrix, depth: int
) -> Iterator[tuple[Any, pdfium.PdfMatrix]]:
    for index in range(count(holder)):
        item = get(holder, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield item, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < SEARCH_DEPTH:
            inner = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, byref(inner))
            placed = pdfium.PdfMatrix.from_raw(inner).multiply(matrix)
            yield from _texts_in(
                item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, placed, depth + 1
            )

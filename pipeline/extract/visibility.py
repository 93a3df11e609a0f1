"""Which characters can be seen: a character is visible where taking the text away changes the page.

Each page is rendered twice by PDFium, with its text and without. That one test covers text drawn in
an invisible mode, in the colour of what is under it, beneath a picture, clipped away or off the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.extract.content import Glyph

SCALE = 1.5  # pixels a point
FAINTEST = 20  # grey levels of 255: a fainter trace is not there for a reader
SEARCH_DEPTH = 8  # nested form objects

Shown = Callable[[float, float, float, float], bool]


class Visibility:
    """Answers, page by page, whether a character can be seen. Use as a context manager."""

    def __init__(self, pdf: Path) -> None:
        self._pdf = pdf
        self._document: pdfium.PdfDocument | None = None

    def __enter__(self) -> Visibility:
        self._document = pdfium.PdfDocument(self._pdf)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._document is not None:
            self._document.close()

    def of_page(self, number: int) -> Shown:
        """The test for page `number` (from 1): takes x0, top, x1, bottom in points."""
        assert self._document is not None
        page = self._document[number - 1]
        with_text = _grey(page)
        for item in _text_objects(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, 0):
            raw.FPDFPageObj_SetIsActive(item, False)
        trace = np.abs(with_text - _grey(page)) >= FAINTEST
        page.close()
        # Summed-area table: any rectangle's count of changed pixels in four look-ups.
        table = np.zeros((trace.shape[0] + 1, trace.shape[1] + 1), dtype=np.int32)
        table[1:, 1:] = trace.cumsum(0).cumsum(1)
        rows, columns = trace.shape

        def shown(x0: float, top: float, x1: float, bottom: float) -> bool:
            left, right = _clip(x0 * SCALE - 0.5, columns), _clip(x1 * SCALE + 1.5, columns)
            high, low = _clip(top * SCALE - 0.5, rows), _clip(bottom * SCALE + 1.5, rows)
            return bool(
                table[low, right] - table[high, right] - table[low, left] + table[high, left]
            )

        return shown


def mark_visible(glyphs: Iterable[Glyph], shown: Shown) -> None:
    """Set `visible` on each glyph; a space leaves no trace and keeps the visibility it has."""
    for g in glyphs:
        if g.text.strip():
            g.visible = shown(g.x0, g.baseline - 0.75 * g.size, g.x1, g.baseline + 0.2 * g.size)


def _clip(value: float, limit: int) -> int:
    return min(max(int(value), 0), limit)


def _grey(page: pdfium.PdfPage) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    picture = page.render(scale=SCALE, grayscale=True, draw_annots=False).to_numpy()
    return picture.reshape(picture.shape[0], picture.shape[1]).astype(np.int16)


def _text_objects(holder, count, get, depth):  # type: ignore[no-untyped-def]
    """Every text object of a page, those inside form objects too."""
    with suppress(RecursionError):
        for index in range(count(holder)):
            item = get(holder, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                yield item
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < SEARCH_DEPTH:
                yield from _text_objects(
                    item, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, depth + 1
                )

"""What a person sees on a page that is not in its content: annotations and form fields.

Pictures are told apart too: those that show writing, which nobody reads, from shades and frames.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    NameObject,
    StreamObject,
)

from pipeline.domain import Box
from pipeline.normalise.labels import regular

# ISO 32000-1, 12.5.6: those that show no text of their own, or show it in a window when asked.
SILENT = frozenset({
    "/Link", "/Popup", "/Text", "/Highlight", "/Underline", "/Squiggly", "/Caret",
    "/FileAttachment", "/Sound", "/Movie", "/PrinterMark", "/TrapNet",
})  # fmt: skip
STRUCK = "/StrikeOut"  # what it strikes out is no more meant, drawn by itself or by the viewer
UNSEEN = 0b100010  # ISO 32000-1, 12.5.3: flags Hidden (2) and NoView (6)
NAMES = {
    STRUCK: "une rature", "/Widget": "un champ de formulaire",
    "/Stamp": "un tampon", "/FreeText": "une note",
}  # fmt: skip
UTF_16 = (b"\xfe\xff", b"\xff\xfe")
DEPTH = 16  # parents of a form field
FEWEST_PIXELS = 4  # to render: margins are rounded up, two of them on each axis
SCALE = 2.0  # pixels a point
STROKES = 8  # changes from dark to light along one row of pixels where something is written
CONTRAST = 40  # grey levels of 255
RULE = 0.6  # of a picture's side: what is dark so far is a rule or a shade
LETTERS = (3.0, 24.0)  # points: how high a line of writing is
MOSTLY = 0.7  # of a picture's ink that its lines of writing have

Dark = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True, slots=True)
class Overlay:
    """Something seen over a page: `name` is French, with its article; `text` what it says."""

    name: str
    text: str
    box: Box


class Overlays:
    """Finds what lies over the pages of one PDF whose pages are plain. Use as a context manager."""

    def __init__(self, pdf: Path) -> None:
        self._pdf = pdf
        self._document = pdfium.PdfDocument(pdf)
        self._reader: PdfReader | None = None

    def __enter__(self) -> Overlays:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()
        if self._reader is not None:
            self._reader.close()

    def annotations(self, number: int) -> list[Overlay]:
        """The annotations and form fields that show something on page `number` (from 1)."""
        page = self._document[number - 1]
        count, (width, height) = raw.FPDFPage_GetAnnotCount(page.raw), page.get_size()
        page.close()
        if not count:
            return []
        try:
            if self._reader is None:
                self._reader = PdfReader(self._pdf)
            source = self._reader.pages[number - 1]
            held = [_overlay(source, a, width, height) for a in _annotations(source)]
            return [one for one in held if one is not None]
        except (PyPdfError, DependencyError, ValueError, KeyError, TypeError, AttributeError,
                IndexError, RecursionError, OSError):  # fmt: skip
            return [Overlay("une annotation illisible", "", Box(0.0, 0.0, width, height))]

    def is_written(self, number: int, box: Box) -> bool:
        """Whether what shows in a box of a page may be writing: shades and frames are not."""
        dark = self._dark(number, box)
        return dark is not None and int(_changes(dark).max(initial=0)) >= STROKES

    def holds_lines(self, number: int, box: Box) -> bool:
        """Whether what shows in a box of a page is lines of writing, two at least, with white
        between them: a picture of a table, and no photograph, chart or map."""
        dark = self._dark(number, box)
        if dark is None:
            return False
        dark = dark & ~(dark.mean(axis=0) > RULE)[None, :] & ~(dark.mean(axis=1) > RULE)[:, None]
        bands = _bands(dark.any(axis=1))
        written = [
            (a, b) for a, b in bands
            if LETTERS[0] <= (b - a) / SCALE <= LETTERS[1]
            and int(_changes(dark[a:b]).max(initial=0)) >= STROKES
        ]  # fmt: skip
        ink = sum(int(dark[a:b].sum()) for a, b in written)
        return len(written) > 1 and ink > MOSTLY * int(dark.sum())

    def _dark(self, number: int, box: Box) -> Dark | None:
        """Which pixels of a box of a page are dark; None where it shows nothing."""
        page = self._document[number - 1]
        width, height = page.get_size()
        left, top = max(box.x0, 0.0), max(box.top, 0.0)
        right, bottom = max(width - box.x1, 0.0), max(height - box.bottom, 0.0)
        if min(width - left - right, height - top - bottom) * SCALE < FEWEST_PIXELS:
            return None
        picture = page.render(
            scale=SCALE, grayscale=True, draw_annots=False, crop=(left, bottom, right, top)
        )
        grey = picture.to_numpy()
        grey = grey.reshape(grey.shape[0], grey.shape[1]).astype(np.int16)
        page.close()
        if not grey.size or int(grey.max()) - int(grey.min()) < CONTRAST:
            return None
        return np.asarray(grey < (int(grey.min()) + int(grey.max())) // 2)


def _changes(dark: Dark) -> np.ndarray[Any, np.dtype[np.int_]]:
    """How often each row of pixels changes between dark and light."""
    return np.asarray((dark[:, 1:] != dark[:, :-1]).sum(axis=1))


def _bands(inked: Dark) -> list[tuple[int, int]]:
    """The runs of rows of pixels that hold ink: the first of each, and the one after its last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inked, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _annotations(page: PageObject) -> list[DictionaryObject]:
    held = (a.get_object() for a in _held(page, "/Annots"))
    return [a for a in held if isinstance(a, DictionaryObject)]


def _held(holder: Mapping[Any, Any], key: str) -> Any:
    """What a dictionary holds, looked up where it only points to it; None for nothing."""
    return holder[key].get_object() if key in holder else None


def _overlay(
    page: PageObject, annotation: DictionaryObject, width: float, height: float
) -> Overlay | None:
    kind = str(_held(annotation, "/Subtype"))
    if kind in SILENT or (int(_held(annotation, "/F") or 0) & UNSEEN):
        return None
    x0, y0, x1, y1 = (float(v.get_object()) for v in _held(annotation, "/Rect"))
    box = Box(
        max(min(x0, x1), 0.0),
        max(height - max(y0, y1), 0.0),
        min(max(x0, x1), width),
        min(height - min(y0, y1), height),
    )
    if box.width <= 0 or box.height <= 0:
        return None
    look = _appearance(annotation)
    name = NAMES.get(kind, "une annotation")
    if kind == "/Widget":
        value = _value(annotation)
        return Overlay(name, value, box) if value else None
    text = regular(str(_held(annotation, "/Contents") or "")) if kind == "/FreeText" else ""
    if look is None and not text and kind != STRUCK:
        return None
    return Overlay(name, text or (_text_of(page, look) if look is not None else ""), box)


def _appearance(annotation: DictionaryObject) -> StreamObject | None:
    """What draws an annotation in its present state; None where nothing does."""
    look = _held(_held(annotation, "/AP") or {}, "/N")
    if isinstance(look, DictionaryObject) and not isinstance(look, StreamObject):
        look = _held(look, str(_held(annotation, "/AS")))
    return look if isinstance(look, StreamObject) and look.get_data().strip() else None


def _text_of(page: PageObject, look: StreamObject) -> str:
    return regular(page.extract_xform_text(cast(EncodedStreamObject, look)))


def _value(field: DictionaryObject) -> str:
    """What a form field shows, "" for an empty one. Values are inherited (ISO 32000-1, 12.7.3)."""
    kind, value = _inherited(field, "/FT"), _inherited(field, "/V")
    if kind == "/Sig":
        return "signature" if value is not None and _appearance(field) is not None else ""
    if kind == "/Btn":
        on = isinstance(value, NameObject) and value != "/Off" and _appearance(field) is not None
        return "case cochée" if on and _held(field, "/AS") != "/Off" else ""
    if isinstance(value, ArrayObject):
        return regular(", ".join(str(v.get_object()) for v in value))
    if isinstance(value, StreamObject):
        data = value.get_data()
        return regular(data.decode("utf-16" if data[:2] in UTF_16 else "latin-1", "replace"))
    return regular(str(value)) if value is not None else ""


def _inherited(field: DictionaryObject, key: str) -> Any:
    holder: Any = field
    for _ in range(DEPTH):
        if key in holder or "/Parent" not in holder:
            break
        holder = _held(holder, "/Parent")
    return _held(holder, key)

"""Pages made plain before they are read: origin at the corner, no rotation, nothing cropped away,
no character without a name.

Readers differ in how they treat rotated, cropped, mirrored or shifted pages. A PDF that has any is
rewritten so that each page's content is what is displayed, upright; positions in the result are
positions on the page as displayed.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import (
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
)

from pipeline.extract.fontnames import name_characters, nameless_fonts

SAME = 0.01  # points
ROOMFUL = 200  # pages
SAMPLE = 400  # characters looked at for the direction of a page's text


def plain_pdf(pdf: Path, folder: Path) -> Path:
    """`pdf` itself when all its pages are plain, else a plain copy of it in `folder`."""
    turns = _turns(pdf)
    reader = PdfReader(pdf)
    nameless = nameless_fonts(reader)
    if not nameless and all(turn == 0 for turn in turns.values()):
        return pdf
    writer = PdfWriter()
    for number, page in enumerate(reader.pages):
        writer.add_page(page)
        if turns[number] != 0:
            _straighten(writer.pages[number], -1 if turns[number] < 0 else turns[number] % 360)
    if nameless:
        name_characters(writer)
    copy = folder / "plain.pdf"
    with copy.open("wb") as out:
        writer.write(out)
    return copy


def _turns(pdf: Path) -> dict[int, int]:
    """For each page (index from 0) the clockwise degrees it must turn; 0: plain, -1: only moved.

    A multiple of 360 stands for "rewrite without turning".
    """
    document = pdfium.PdfDocument(pdf)
    turns: dict[int, int] = {}
    for index in range(len(document)):
        if index % ROOMFUL == 0:  # it keeps what it has parsed of every page
            document.close()
            document = pdfium.PdfDocument(pdf)
        page = document[index]
        media, crop = _box(page, "MediaBox"), _box(page, "CropBox")
        shown = crop or media
        shifted = shown is not None and (
            abs(shown[0]) > SAME or abs(shown[1]) > SAME or shown[2] <= shown[0]
            or shown[3] <= shown[1] or (media is not None and crop is not None and media != crop)
        )  # fmt: skip
        turn = (page.get_rotation() + _text_turn(page)) % 360
        rewritten = shifted or page.get_rotation() != 0 or turn != 0
        turns[index] = (turn or -1) if rewritten else 0
        page.close()
    document.close()
    return turns


def _box(page: pdfium.PdfPage, name: str) -> tuple[float, ...] | None:
    from ctypes import byref, c_float

    values = [c_float() for _ in range(4)]
    get = raw.FPDFPage_GetMediaBox if name == "MediaBox" else raw.FPDFPage_GetCropBox
    if not get(page.raw, *(byref(v) for v in values)):
        return None
    left, bottom, right, top = (round(v.value, 2) for v in values)
    return left, bottom, right, top


def _text_turn(page: pdfium.PdfPage) -> int:
    """Clockwise degrees that set most of the displayed page's text upright."""
    text = page.get_textpage()
    count = text.count_chars()
    if count == 0:
        return 0
    step = max(count // SAMPLE, 1)
    angles: Counter[int] = Counter()
    for index in range(0, count, step):
        if chr(max(raw.FPDFText_GetUnicode(text.raw, index), 32)).isalnum():
            degrees = raw.FPDFText_GetCharAngle(text.raw, index) * 57.29577951
            angles[round(degrees / 90) * 90 % 360] += 1
    text.close()
    if not angles:
        return 0
    angle, number = angles.most_common(1)[0]
    if 2 * number <= sum(angles.values()):
        return 0
    # PDFium measures clockwise: text that must turn back by its angle, less what /Rotate turns.
    return int(-angle - page.get_rotation()) % 360


def _straighten(page: Any, turn: int) -> None:
    """Turn a page's content clockwise by `turn` degrees (-1: not at all), origin at its corner."""
    media, crop = page.mediabox, page.cropbox
    x0, x1 = sorted((float(crop.left), float(crop.right)))
    y0, y1 = sorted((float(crop.bottom), float(crop.top)))
    m0, m1 = sorted((float(media.left), float(media.right)))
    n0, n1 = sorted((float(media.bottom), float(media.top)))
    x0, x1, y0, y1 = max(x0, m0), min(x1, m1), max(y0, n0), min(y1, n1)
    width, height = x1 - x0, y1 - y0
    move = Transformation().translate(-x0, -y0)
    if turn == 90:
        move = move.rotate(-90).translate(0, width)
    elif turn == 180:
        move = move.rotate(180).translate(width, height)
    elif turn == 270:
        move = move.rotate(90).translate(height, 0)
    if turn in (90, 270):
        width, height = height, width
    page.add_transformation(move)
    for annotation in page.annotations or ():
        _move_annotation(annotation.get_object(), move)
    box = RectangleObject((0, 0, width, height))
    for name in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
        page[NameObject(name)] = box
    if "/Rotate" in page:
        del page["/Rotate"]


def _move_annotation(annotation: Any, move: Transformation) -> None:
    """Put an annotation where it is displayed: pypdf moves a page's content alone."""
    if not isinstance(annotation, DictionaryObject) or "/Rect" not in annotation:
        return
    held: Any = annotation["/Rect"]
    corners = [v.get_object() for v in held]
    if len(corners) == 4 and all(isinstance(v, (FloatObject, NumberObject)) for v in corners):
        (x0, y0), (x1, y1) = move.apply_on(corners[:2]), move.apply_on(corners[2:])
        box = RectangleObject((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        annotation[NameObject("/Rect")] = box

"""Which pages must be read from their picture, and what of that reading is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from pipeline.domain import Ambiguity, Box, ControlName, PageKind, Role
from pipeline.extract.content import PageContent, Word
from pipeline.extract.readers.ocr import UNREAD, OcrReader, Reread
from pipeline.extract.reading import Item, ItemKind, Leftover, PageReading
from pipeline.extract.tesseract import TesseractFailed, missing
from pipeline.extract.visibility import detail_without_text
from pipeline.extract.votes import DOUBTFUL

COVERS = 0.7  # of the page: a picture that large may be the page itself, scanned
FEW_WORDS = 12  # a stamp, a folio or a title over a picture has no more
DETAIL = 4000  # changes from dark to light in a picture that may hold a table of text
DARKER = 40  # grey levels of 255 between ink and most of the page
INKED = 0.0005  # share of the page that is ink, at least, where something is printed
MANY_WORDS = 10
SMALL_L = re.compile(r"^[A-ZÀ-Ý]+l[A-ZÀ-Ýl]*$")  # among capitals it may be an I: « El »
EDGE = 0.06  # of the page's height: heads and folios stand there, no line of a table
SURE_REASONS = ("en-tête ou pied de page", "numéro de page", "habillage prévu par le profil")
CREDIT_KINDS = (PageKind.CREDITS, PageKind.CONTRACT)


class Scans:
    """Reads the scanned pages of one PDF. Nothing is opened before one is met."""

    def __init__(self, pdf: Path) -> None:
        self._pdf = pdf
        self._reader: OcrReader | None = None

    def __enter__(self) -> Scans:
        return self

    def __exit__(self, *words: object) -> None:
        if self._reader is not None:
            self._reader.__exit__(*words)

    def reread(self, number: int, contents: Sequence[PageContent]) -> Reread | str | None:
        """The page read from its picture; why it can't be, in French; None for an ordinary page."""
        sure = _wordless(contents) and self._inked(number)
        if not sure and not (_may_be_scan(contents) and self._detailed(number)):
            return None
        if missing():
            lacks = f"page sans texte, à lire par reconnaissance optique : {missing()}"
            return lacks if sure else None
        if self._reader is None:
            self._reader = OcrReader(self._pdf)
        try:
            return self._reader.read(number)
        except TesseractFailed as error:
            return str(error) if sure else None

    def _inked(self, number: int) -> bool:
        document = pdfium.PdfDocument(self._pdf)
        grey = document[number - 1].render(scale=1, grayscale=True).to_numpy().astype(np.int16)
        document.close()
        return bool((np.abs(grey - np.median(grey)) > DARKER).mean() > INKED)

    def _detailed(self, number: int) -> bool:
        return detail_without_text(self._pdf, number) >= DETAIL


def scanned_text(pdf: Path, number: int) -> list[str]:
    """The words of page `number` of a scan; none where it can't be read."""
    if missing():
        return []
    with OcrReader(pdf) as reader:
        try:
            return [w.text for w in reader.read(number).contents[0].words]
        except TesseractFailed:
            return []


def _shown(content: PageContent) -> list[Word]:
    return [w for w in (*content.words, *content.turned) if w.visible]


def _wordless(contents: Sequence[PageContent]) -> bool:
    return not any(_shown(c) for c in contents)


def _may_be_scan(contents: Sequence[PageContent]) -> bool:
    """Whether a picture fills the page, with hardly a word over it."""
    return any(
        len(_shown(c)) <= FEW_WORDS
        and any(_area(p, c) >= COVERS * c.width * c.height for p in c.pictures)
        for c in contents
    )


def _area(picture: Box, content: PageContent) -> float:
    """What of a picture lies on the page, in square points."""
    width = min(picture.x1, content.width) - max(picture.x0, 0.0)
    height = min(picture.bottom, content.height) - max(picture.top, 0.0)
    return max(width, 0.0) * max(height, 0.0)


def illegible(content: PageContent, reading: PageReading) -> str:
    """Why a scan that shows no credits may yet hide some, in French; empty when it can't."""
    if reading.kind in CREDIT_KINDS or len(content.words) < MANY_WORDS:
        return ""
    doubtful = sum(w.confidence < DOUBTFUL for w in content.words)
    if 2 * doubtful <= len(content.words):
        return ""
    return "numérisation trop mauvaise : la plupart des mots ne sont pas lus sûrement"


def doubts_of(reading: PageReading) -> tuple[Ambiguity, ...]:
    """What of a scan's page two passes did not read alike, or read and could not place.

    Sums prove amounts, never labels; and a sign that was misread may be a line's whole amount.
    """
    found = [
        _doubt(reading, f"lecture optique incertaine de {_named(doubtful)} dans « {item.text} »")
        for item in reading.items
        if (doubtful := _doubtful(item))
    ]
    if reading.kind in CREDIT_KINDS:
        loose = [x.word for x in reading.leftovers if _unsure(x, reading.height)]
        if reading.kind is PageKind.CONTRACT:  # beside a chart: of which the figures alone matter
            loose = [w for w in loose if any(map(str.isdigit, w.text))]
        if loose:
            found.append(_doubt(reading, f"lecture optique sans place sûre : {_named(loose)}"))
    return tuple(found)


def _doubt(reading: PageReading, said: str) -> Ambiguity:
    return Ambiguity(
        ControlName.READINGS,
        reading.page,
        f"{said} : à relire sur l'image",
        expected="deux lectures optiques d'accord",
        found=said,
    )


def _unsure(leftover: Leftover, height: float) -> bool:
    """Whether a word that is part of no item may be one misread: not at the page's very edge."""
    word = leftover.word
    inside = EDGE * height < word.baseline < (1 - EDGE) * height
    strange = leftover.role is Role.UNACCOUNTED or word.confidence < DOUBTFUL
    return inside and strange and leftover.reason not in SURE_REASONS


def _doubtful(item: Item) -> list[Word]:
    if item.kind is ItemKind.ROW or item.cells:
        return [w for w in item.words() if w.confidence < DOUBTFUL or SMALL_L.match(w.text)]
    return [w for line in item.lines for w in line if w.confidence < DOUBTFUL and item.code is None]


def _named(words: Sequence[Word]) -> str:
    return ", ".join("un signe illisible" if UNREAD in w.text else f"« {w.text} »" for w in words)

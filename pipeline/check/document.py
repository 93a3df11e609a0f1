"""A PDF of any kind -> its totals, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.check.cast import CheckedTotal, Entry, Verdict, cast
from pipeline.check.numbers import number_format_of
from pipeline.domain import RecolementError
from pipeline.extract.read import Progress, read_pages
from pipeline.extract.reading import Item, ItemKind, PageReading

SHARED = 0.3  # of the narrower amount's width: amounts of one column overlap by this at least


@dataclass(frozen=True, slots=True)
class Checked:
    """What a document's totals are worth. `note` says why nothing could be checked, if so."""

    totals: tuple[CheckedTotal, ...]
    pages: int
    note: str = ""

    @property
    def status(self) -> Verdict:
        """The worst of its totals; unverifiable where it has none."""
        verdicts = {t.verdict for t in self.totals}
        for verdict in (Verdict.DIFFERS, Verdict.UNVERIFIABLE, Verdict.FOOTS):
            if verdict in verdicts:
                return verdict
        return Verdict.UNVERIFIABLE


@dataclass
class _Lane:
    """One amount column, followed down the pages."""

    header: str | None
    x0: float
    x1: float
    entries: list[Entry] = field(default_factory=list)


def check_document(pdf: Path, jobs: int | None = None, progress: Progress | None = None) -> Checked:
    """Re-do every sum that a document prints. Raises RecolementError where it can't be opened."""
    text = _text_of(pdf)
    form = number_format_of(text)
    if form is None:
        count = len(pdfium.PdfDocument(pdf))
        return Checked((), count, "les nombres du document s'écrivent de deux façons contraires")
    readings = [o.taken for o in read_pages(pdf, None, form, jobs, progress)]
    lanes = _lanes(readings)
    totals = [t for lane in lanes for t in cast(lane.entries, lane.header)]
    totals.sort(key=lambda t: (t.entry.page, t.entry.box.top, t.entry.box.x0))
    note = "" if totals else "aucun tableau avec un total"
    return Checked(tuple(totals), len(readings), note)


def _text_of(pdf: Path) -> str:
    try:
        document = pdfium.PdfDocument(pdf)
    except pdfium.PdfiumError as error:
        raise RecolementError(f"{pdf.name} : PDF illisible ({error})") from None
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return text


def _lanes(readings: Sequence[PageReading]) -> list[_Lane]:
    lanes: list[_Lane] = []
    for reading in readings:
        heading = True
        for item in reading.items:
            if item.kind not in (ItemKind.ROW, ItemKind.TOTAL):
                heading = True
                continue
            for cell in item.cells:
                lane = _lane_of(cell.box.x0, cell.box.x1, cell.header, lanes)
                lane.x0, lane.x1 = cell.box.x0, cell.box.x1
                lane.entries.append(_entry(item, reading.page, cell.amount.cents, heading))
            heading = False
    return lanes


def _lane_of(x0: float, x1: float, header: str | None, lanes: list[_Lane]) -> _Lane:
    for lane in reversed(lanes):
        shared = min(x1, lane.x1) - max(x0, lane.x0)
        if shared > SHARED * min(x1 - x0, lane.x1 - lane.x0):
            lane.header = header or lane.header
            # The lane used last is looked at first: tables follow one another down the page.
            lanes.remove(lane)
            lanes.append(lane)
            return lane
    lanes.append(_Lane(header, x0, x1))
    return lanes[-1]


def _entry(item: Item, page: int, cents: int | None, opens: bool) -> Entry:
    return Entry(item.text, cents, item.kind is ItemKind.TOTAL, page, item.box, opens)

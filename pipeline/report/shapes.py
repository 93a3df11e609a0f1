"""The boxes drawn over a page's picture, and the part of a page to show. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain import (
    Box,
    ChartValue,
    Control,
    Decision,
    Line,
    Mark,
    PageRecord,
    PrintedTotal,
    Role,
)
from pipeline.report.names import shown

_WIDE = 1.5  # of the text height: what parts two words of one heading
_PAD = 1.5  # points around a box, so that its stroke doesn't touch the figures


@dataclass(frozen=True, slots=True)
class Shape:
    """A box drawn on a page. `kind` names its stroke, `tag` its letter or number, `row` its row.

    `hit` is what lights up with the row: label and amount together.
    """

    kind: str
    tag: str
    box: Box
    text: str
    row: str | None = None
    hit: Box | None = None


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of the ledger on its sheet. `number` is its place on the page, from 1."""

    line: Line
    anchor: str
    number: int
    correction: Decision | None


@dataclass(frozen=True, slots=True)
class SheetTotal:
    total: PrintedTotal
    anchor: str
    control: Control | None
    correction: Decision | None


@dataclass(frozen=True, slots=True)
class SheetValue:
    """A number that the page's chart prints, as it was checked."""

    control: Control
    anchor: str
    number: int


def shapes(
    page: PageRecord,
    lines: Iterable[SheetLine],
    totals: Iterable[SheetTotal],
    charts: Iterable[SheetValue],
    values: Iterable[ChartValue],
) -> Iterator[Shape]:
    """Everything to draw over a page's picture, what a reader points at last."""
    for run in _heading_runs(page.marks):
        yield Shape("heading", "T", padded(Box.around(m.box for m in run)), _said(run))
    for item in lines:
        kind = "amount" if item.line.amount.costed else "uncosted"
        said = f"{item.number}. {shown(item.line.label)} : {shown(item.line.amount.printed)}"
        box = padded(item.line.amount_box)
        yield Shape(kind, str(item.number), box, said, item.anchor, padded(item.line.box))
    for closed in totals:
        said = f"Σ {shown(closed.total.label)} : {shown(closed.total.amount.printed)}"
        yield Shape("total", "Σ", padded(closed.total.box), said, closed.anchor)
    checked = {(value.control.box, value.control.unit): value for value in charts}
    for value in values:
        held = checked.pop((value.box, value.unit), None)
        tag, anchor = (f"G{held.number}", held.anchor) if held else ("G", None)
        yield Shape("chart", tag, padded(value.box), f"{tag} : {shown(value.text)}", anchor)
    for mark in page.marks:
        if mark.role is Role.UNACCOUNTED:
            yield Shape("lost", "?", padded(mark.box), shown(mark.text))


def _heading_runs(marks: Iterable[Mark]) -> Iterator[list[Mark]]:
    """Words of one printed line of a heading, together."""
    run: list[Mark] = []
    for mark in marks:
        if mark.role is not Role.HEADING:
            continue
        if run and not _beside(run[-1].box, mark.box):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _beside(before: Box, after: Box) -> bool:
    """On one line, and no further apart than a wide space."""
    level = abs(before.cy - after.cy) < before.height / 2
    return level and after.x0 - before.x1 < _WIDE * before.height


def _said(marks: Iterable[Mark]) -> str:
    return shown(" ".join(mark.text for mark in marks))


def padded(box: Box, by: float = _PAD) -> Box:
    """`box` with a margin, in points."""
    return Box(box.x0 - by, box.top - by, box.x1 + by, box.bottom + by)


def crop(boxes: Sequence[Box], page: PageRecord, margin: float = 40) -> Box:
    """The part of a page that shows `boxes` with a margin in points; the page where there is none.

    Never narrower than half the page: a figure without its label says nothing.
    """
    if not boxes:
        return Box(0, 0, page.width, page.height)
    held = padded(Box.around(boxes), margin)
    short = max(0.0, page.width / 2 - held.width)
    return Box(
        max(0.0, held.x0 - short / 2),
        max(0.0, held.top),
        min(page.width, held.x1 + short / 2),
        min(page.height, held.bottom),
    )

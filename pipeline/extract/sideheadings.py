"""Orientations printed in a merged cell beside their rows: found by their place in the document,
and put together where a page break cuts one in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.domain import Ambiguity, ControlName
from pipeline.extract.fuse import PageOutcome
from pipeline.extract.reading import Item, ItemKind, PageReading
from pipeline.extract.wordings import Wordings
from pipeline.normalise.labels import clean_label

EDGE = 3.0  # points: cells of one column of text start or end within this
Span = tuple[float, float]  # x0, x1 in points


def with_side_headings(outcomes: Sequence[PageOutcome], wordings: Wordings) -> list[PageOutcome]:
    """The outcomes, in page order, with every orientation that stands beside its rows.

    Text beside a page's labels tells little on one page; where other pages have orientations in
    that place for sure, it is one too: an unknown one, or a piece of one.
    """
    readings = [o.taken for o in outcomes]
    places = {place for r in readings for place in _places(r, wordings)}
    if places:
        readings = [_with_asides(r, places) for r in readings]
    shown = {r.side_at_top for r in readings}
    if False in shown and True not in shown:
        readings = [_with_starts(r) for r in readings]
    for at in range(1, len(readings)):
        readings[at - 1 : at + 1] = _joined(readings[at - 1], readings[at], wordings)
    return [replace(o, taken=r) for o, r in zip(outcomes, readings, strict=True)]


def _places(reading: PageReading, wordings: Wordings) -> Iterator[Span]:
    """Where orientations that the profile knows, or the head of their column tells, stand left of
    the row that follows them."""
    for item, following in pairwise(reading.items):
        beside = following.kind is ItemKind.ROW and item.box.x1 < following.box.x0
        sure = item.headed or wordings.orientation(item.text)
        if item.kind is ItemKind.ORIENTATION and beside and sure:
            yield item.box.x0, item.box.x1


def aside_doubts(readings: Sequence[PageReading], wordings: Wordings) -> Iterator[Ambiguity]:
    """Text beside a row's label of which nothing tells whether it is the label itself, or an
    orientation. What the document's other pages say of its columns counts."""
    sure = {x for r in readings for x in _label_places(r, wordings)}
    headed = {(a.box.x0, a.box.x1) for r in readings for a in r.asides if a.headed}
    asked: set[str] = set()
    for reading in readings:
        items = {id(w) for i in reading.items for w in i.words()}
        for aside in reading.asides:
            if any(id(w) in items for w in aside.words()):
                continue
            if aside.headed is False and not any(_same_place(aside, x) for x in headed):
                if aside.text not in asked:
                    asked.add(aside.text)
                    yield _unheaded(aside, reading)
            elif aside.unsure:
                yield from _rivals(aside, reading, sure)


def _unheaded(aside: Item, reading: PageReading) -> Ambiguity:
    """Where other columns have a head: is text in one without an orientation?"""
    return Ambiguity(
        ControlName.UNKNOWN_NAME, reading.page,
        f"« {aside.text} », à côté des libellés, dans une colonne sans titre : est-ce une "
        "orientation ? Si c'en est une, ajoutez-la au profil : « orientations ».",
        None, None, "", aside.text,
    )  # fmt: skip


def _rivals(aside: Item, reading: PageReading, sure: set[float]) -> Iterator[Ambiguity]:
    """`sure` are where (x0) labels start for sure."""
    for row in _rows_beside(aside, reading):
        if not any(abs(_label_x0(row) - x) < EDGE for x in sure):
            yield Ambiguity(
                ControlName.READINGS, reading.page,
                f"« {aside.text} » et « {row.text} » sont côte à côte : rien ne dit lequel "
                "des deux est le libellé de l'action",
                None, None, aside.text, row.text,
            )  # fmt: skip


def _label_places(reading: PageReading, wordings: Wordings) -> Iterator[float]:
    """The x0 of labels that stand beside a known name and nothing else, or under their head."""
    rivals = {id(row) for aside in reading.asides for row in _rows_beside(aside, reading)}
    for item, following in pairwise(reading.items):
        beside = following.kind is ItemKind.ROW and item.box.x1 < following.box.x0
        known = item.kind is ItemKind.ORIENTATION and wordings.orientation(item.text)
        if known and beside and id(following) not in rivals:
            yield _label_x0(following)
    for aside in reading.asides:
        if not aside.unsure:
            yield from (_label_x0(row) for row in _rows_beside(aside, reading))


def _rows_beside(aside: Item, reading: PageReading) -> list[Item]:
    return [
        i for i in reading.items
        if i.kind is ItemKind.ROW
        and min(i.box.bottom, aside.box.bottom) > max(i.box.top, aside.box.top)
    ]  # fmt: skip


def _label_x0(row: Item) -> float:
    return min((w.box.x0 for line in row.lines for w in line), default=row.box.x0)


def _with_asides(reading: PageReading, places: set[Span]) -> PageReading:
    """The reading with the text set aside in such places as orientations."""
    found = [a for a in reading.asides if any(_same_place(a, place) for place in places)]
    if not found:
        return reading
    items = list(reading.items)
    for aside in found:
        items.insert(_rank(aside.box.x0, aside.box.top, items), aside)
    held = {id(w) for a in found for w in a.words()}
    leftovers = tuple(left for left in reading.leftovers if id(left.word) not in held)
    return replace(reading, items=tuple(items), leftovers=leftovers)


def _same_place(aside: Item, place: Span) -> bool:
    x0, x1 = place
    centred = abs(aside.box.cx - (x0 + x1) / 2) < EDGE
    return abs(aside.box.x0 - x0) < EDGE or abs(aside.box.x1 - x1) < EDGE or centred


def _with_starts(reading: PageReading) -> PageReading:
    """The reading with orientations before the first of the rows that they stand in the middle of:
    the document shows that they do, and no page that they stand at the top."""
    items = list(reading.items)
    for item in reading.items:
        if item.centred and item.start is not None:
            items.remove(item)
            rank = _rank(item.box.x0, item.start, items)
            items.insert(rank, replace(item, centred=False, start=None))
    return replace(reading, items=tuple(items))


def _rank(x0: float, y: float, items: Sequence[Item]) -> int:
    """Before which item what stands at `x0` belongs from `y` down: the first row to its right that
    doesn't end above."""
    return next(
        (i for i, item in enumerate(items)
         if item.kind in (ItemKind.ROW, ItemKind.TOTAL)
         and item.box.x0 > x0 and item.box.bottom > y),
        len(items),
    )  # fmt: skip


def _joined(
    before: PageReading, after: PageReading, wordings: Wordings
) -> tuple[PageReading, PageReading]:
    """Two pages in a row; an orientation cut between them has its whole wording on both.

    Only one that the profile knows is put together: nothing else tells the end of a heading from
    the next heading.
    """
    last = _last_orientation(before)
    first = after.items[0] if after.items else None
    if last is None or first is None or first.kind is not ItemKind.ORIENTATION:
        return before, after
    whole = clean_label([last.text, first.text])
    if wordings.orientation(first.text) or not wordings.orientation(whole):
        return before, after
    return _renamed(before, last, whole), _renamed(after, first, whole)


def _last_orientation(reading: PageReading) -> Item | None:
    """The orientation under which the page ends, with rows after it and no total."""
    for item in reversed(reading.items):
        if item.kind is ItemKind.ORIENTATION:
            return item
        if item.kind is not ItemKind.ROW:
            return None
    return None


def _renamed(reading: PageReading, item: Item, text: str) -> PageReading:
    whole = replace(item, text=text, unsure=False)
    items = tuple(whole if i is item else i for i in reading.items)
    return replace(reading, items=items)

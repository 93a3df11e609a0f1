"""Orientations that a document prints and that no row is of: no sum would tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.domain import Ambiguity, ControlName, Role
from pipeline.extract.entries import Section
from pipeline.extract.headnames import stacked
from pipeline.extract.lines import segments_of
from pipeline.extract.reading import ASIDE, COLUMN_HEAD, OUTSIDE, Item, ItemKind, PageReading
from pipeline.extract.wordings import Wordings


def unused_doubts(readings: Sequence[PageReading], wordings: Wordings) -> Iterator[Ambiguity]:
    """Orientations on a page of rows that are among the words of no item, or right of the amounts
    of some of its rows only."""
    for reading in readings:
        rows = [i for i in reading.items if i.kind is ItemKind.ROW]
        if rows:
            yield from _unread(reading, wordings)
            yield from _right_of(rows, reading)


def _unread(reading: PageReading, wordings: Wordings) -> Iterator[Ambiguity]:
    """Names among the heads of columns; and around the tables, where none of them has that name."""
    used = {
        wordings.orientation(i.text) for i in reading.items if i.kind is ItemKind.ORIENTATION
    }  # fmt: skip
    for reasons in ((COLUMN_HEAD,), (ASIDE, OUTSIDE)):
        words = [
            x.word for x in reading.leftovers
            if x.reason in reasons and x.role is Role.FURNITURE
        ]  # fmt: skip
        for lines in stacked(segments_of(words, ())):
            text = " ".join(s.text for s in lines)
            name = wordings.orientation_in(text)
            if name is not None and (COLUMN_HEAD in reasons or name not in used):
                told = f"« {text} » nomme une orientation dont aucune ligne n'est"
                yield _doubt(reading.page, told, text)


def _right_of(rows: Sequence[Item], reading: PageReading) -> Iterator[Ambiguity]:
    """Of an orientation that a table beside the rows has, the next item is none of them."""
    far = [
        i for i, following in pairwise(reading.items)
        if i.kind is ItemKind.ORIENTATION
        and following.kind is ItemKind.ROW
        and all(i.box.x0 > c.box.x1 for c in following.cells)
    ]  # fmt: skip
    alone = [r for r in rows if not any(_level(r.box.cy, o.box.top, o.box.bottom) for o in far)]
    if far and alone:
        told = (
            f"l'orientation « {far[0].text} » est à droite des montants, et pas à côté de chaque "
            "ligne"
        )
        yield _doubt(reading.page, told, far[0].text)


def summed_doubts(section: Section, wordings: Wordings) -> Iterator[Ambiguity]:
    """Sub-totals that name an orientation which the rows above them are not under; the title of an
    axis may hold the words of one."""
    rows: list[str | None] = []
    for entry in section.entries:
        if not entry.is_total:
            rows.append(entry.orientation)
            continue
        text = entry.item.text
        name = None if wordings.total_axis(text) else wordings.orientation_in(text)
        others = [o for o in rows if o is None or wordings.orientation_in(o) != name]
        if name is not None and others and not entry.heads:
            told = (
                f"« {text} » nomme une orientation sous laquelle les lignes au-dessus ne sont pas"
            )
            yield _doubt(entry.reading.page, told, text)
        rows = []


def side_doubts(section: Section) -> Iterator[Ambiguity]:
    """Rows without an orientation beside which their territory stands, under the title of an
    orientation that the rows of another territory of the page have."""
    first = section.entries[0]
    items = first.reading.items
    at = next((n for n, i in enumerate(items) if i is first.source), None)
    if not at or first.orientation is not None or first.is_total:
        return
    name = items[at - 1]
    beside = name.kind is ItemKind.TERRITORY and name.box.x1 < first.item.box.x0
    title = next((i for i in items[:at] if i.kind is ItemKind.ORIENTATION), None)
    if beside and title is not None:
        told = (
            f"l'orientation « {title.text} » peut être aussi celle des lignes d'un autre "
            f"territoire, dont « {first.item.text} »"
        )
        yield _doubt(first.reading.page, told, title.text)


def _level(y: float, top: float, bottom: float) -> bool:
    return top - (bottom - top) / 2 <= y <= bottom + (bottom - top) / 2


def _doubt(page: int, told: str, found: str) -> Ambiguity:
    return Ambiguity(
        ControlName.UNKNOWN_NAME, page, f"{told} : à lire sur la page", None, None, "", found
    )

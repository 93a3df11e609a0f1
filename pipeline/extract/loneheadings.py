"""Headings over the heads of a table that are the only ones of its section: they may name what its
rows are for, or be a note about them (« Crédits de l'État », « Référent : … »)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.extract.reading import COLUMN_HEAD, Item, ItemKind, PageReading

ENDS = frozenset(ItemKind) - {ItemKind.ROW, ItemKind.ORIENTATION}


def lone_headings(readings: Sequence[PageReading]) -> Iterator[tuple[PageReading, Item]]:
    """The orientations that stand over the heads of a table's columns, with none other between the
    titles, or totals, before and after them; each with its page."""
    placed = [(r, i) for r in readings for i in r.items]
    for ends, run in groupby(placed, key=lambda pair: pair[1].kind in ENDS):
        if ends:
            continue
        held = list(run)
        orientations = [(r, i) for r, i in held if i.kind is ItemKind.ORIENTATION]
        if len({i.text for _, i in orientations}) == 1 and any(
            i.kind is ItemKind.ROW for _, i in held
        ):
            yield from ((r, i) for r, i in orientations if _is_over_heads(i, r))


def _is_over_heads(heading: Item, reading: PageReading) -> bool:
    """Whether the heads of columns stand between a heading and the first row under it."""
    rows = [i.box.top for i in reading.items if i.kind is ItemKind.ROW]
    first = min((y for y in rows if y > heading.box.top), default=0.0)
    return any(
        x.reason == COLUMN_HEAD and heading.box.bottom <= x.word.box.cy < first
        for x in reading.leftovers
    )

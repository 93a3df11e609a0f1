"""Rows that a page break cuts: what stands of one at a page's foot, and its rest at the next head.

Sums prove the amount of such a row. That both texts are one is told by what is printed: an amount
without a label before a label without an amount, or a label that ends within a sentence, or goes on
in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain import Role
from pipeline.extract.candidates import read_amount
from pipeline.extract.fuse import ItemKey, PageOutcome, item_key
from pipeline.extract.lines import Segment
from pipeline.extract.pieces import Pieces, pieces_of, text_of
from pipeline.extract.reading import AmountCell, Item, ItemKind, Leftover, PageReading
from pipeline.normalise.labels import clean_label, looks_truncated, split_note
from pipeline.normalise.money import NumberFormat

THOUSANDS = re.compile(r"[0-9]{3}\b")
SHARED = "libellé d'une ligne que porte la page voisine"


@dataclass(frozen=True, slots=True)
class _Join:
    """A row made of two pages' pieces. `old` is the row that it completes on the page of its amount
    (None: there was none); `lines` are what the other page prints of its label. `keys` are what a
    reader must have seen on each of the pages, the one of the amount first."""

    row: Item
    old: Item | None
    lines: tuple[Segment, ...]
    keys: tuple[ItemKey, ItemKey]


def with_cut_rows(
    outcomes: Sequence[PageOutcome], number_format: NumberFormat
) -> list[PageOutcome]:
    """The outcomes of a document's pages, each row that a page break cuts made one, on the page
    that prints its amount. What the other page prints of its label is left over there as such."""
    made = list(outcomes)
    for at in range(len(made) - 1):
        upper, lower = made[at], made[at + 1]
        if not (_is_open(upper.taken) and _goes_on(lower.taken)):
            continue
        above, below = pieces_of(upper.taken), pieces_of(lower.taken)
        if down := _with_rest(upper.taken, above, below, number_format):
            made[at], made[at + 1] = _completed(upper, lower, down)
        elif up := _with_beginning(lower.taken, above, below):
            made[at + 1], made[at] = _completed(lower, upper, up)
    return made


def _is_open(reading: PageReading) -> bool:
    """Whether a table may go on after a page: it ends in a row, whole or not, that no total comes
    right before and no heading after."""
    pieces = pieces_of(reading)
    cut = [w.box.top for w in pieces.amount] + [s.box.top for s in pieces.foot]
    if cut:
        last = max(reading.items, key=lambda i: i.box.top)
        return last.kind is not ItemKind.TOTAL and last.box.top < max(cut)
    row = max(reading.rows, key=lambda i: i.box.bottom, default=None)
    return (
        row is not None
        and row.kind is ItemKind.ROW
        and not any(i.box.top > row.box.bottom for i in reading.items)
    )


def _goes_on(reading: PageReading) -> bool:
    """Whether a page begins with rows, under no heading."""
    first = min(reading.rows, key=lambda i: i.box.top, default=None)
    heads = [s.box.top for s in pieces_of(reading).head]
    begins = min([*heads, *([first.box.top] if first else [])], default=0.0)
    return first is not None and not any(i.box.bottom < begins for i in reading.items)


def _with_rest(
    upper: PageReading, above: Pieces, below: Pieces, number_format: NumberFormat
) -> _Join | None:
    """A row whose amount stands at the foot of the upper page, and the rest of whose label, or all
    of it, at the head of the lower one."""
    if not below.head or above.foot:
        return None
    head = ("head", text_of(below.head))
    if above.amount:
        printed = Segment(above.amount)
        read = read_amount(printed.text, number_format)
        if read is None or len(upper.amounts) != 1:
            return None
        label, note = split_note(clean_label([s.text for s in below.head]))
        cell = AmountCell(None, read[0], printed.box, above.amount)
        row = Item(ItemKind.ROW, label, (), printed.box, None, (cell,), note or read[1],
                   shared=tuple(s.text for s in below.head))  # fmt: skip
        return _Join(row, None, below.head, (("amount", printed.text), head))
    last = max(upper.rows, key=lambda i: i.box.bottom)
    if not _continues(last.text, below.head[0].text):
        return None
    lines = (*_raw(last), *(s.text for s in below.head))
    return _Join(_rewritten(last, lines), last, below.head, (item_key(last), head))


def _with_beginning(lower: PageReading, above: Pieces, below: Pieces) -> _Join | None:
    """A row whose amount stands on the lower page, and whose label begins on the upper one."""
    first = min(lower.rows, key=lambda i: i.box.top)
    if not above.foot or above.amount or below.head or first.kind is not ItemKind.ROW:
        return None
    lines = (*(s.text for s in above.foot), *_raw(first))
    if not _continues(clean_label([s.text for s in above.foot]), first.text):
        return None
    keys = (item_key(first), ("foot", text_of(above.foot)))
    return _Join(_rewritten(first, lines), first, above.foot, keys)


def _continues(label: str, rest: str) -> bool:
    """Whether a text goes on with another: nothing but that tells it from a row of its own."""
    number = label[-1:].isdigit() and THOUSANDS.match(rest)
    return rest[:1].islower() or bool(number) or looks_truncated(label) is not None


def _raw(item: Item) -> tuple[str, ...]:
    return tuple(" ".join(w.text for w in line) for line in item.lines)


def _rewritten(item: Item, lines: tuple[str, ...]) -> Item:
    label, note = split_note(clean_label(lines))
    return replace(item, text=label, note=note or item.note, shared=lines)


def _completed(
    home: PageOutcome, other: PageOutcome, join: _Join
) -> tuple[PageOutcome, PageOutcome]:
    """(the outcome of the page of the amount, that of the other), with the row made."""
    items = [join.row if i is join.old else i for i in home.taken.items]
    taken_words = {id(w) for cell in join.row.cells for w in cell.words}
    left = tuple(x for x in home.taken.leftovers if id(x.word) not in taken_words)
    if join.old is None:
        items.append(join.row)
    saw = dict(other.witnesses)
    witnesses = tuple(
        (name, keys | {item_key(join.row)})
        if join.keys[0] in keys and join.keys[1] in saw.get(name, frozenset())
        else (name, keys)
        for name, keys in home.witnesses
    )
    label = {id(w) for s in join.lines for w in s.words}
    rest = tuple(
        Leftover(x.word, Role.LABEL, SHARED) if id(x.word) in label else x
        for x in other.taken.leftovers
    )
    return (
        replace(home, taken=replace(home.taken, items=tuple(items), leftovers=left),
                witnesses=witnesses),
        replace(other, taken=replace(other.taken, leftovers=rest)),
    )  # fmt: skip

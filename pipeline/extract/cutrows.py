"""Rows that a page break cuts: what stands of one at a page's foot, and its rest at the next head.

Sums prove the amount of such a row. That both texts are one is told by what is printed: an amount
without a label before a label without an amount, or a label that ends within a sentence, or goes on
in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.domain import Role
from pipeline.extract.candidates import read_amount
from pipeline.extract.fuse import ItemKey, PageOutcome, item_key
from pipeline.extract.lines import Segment
from pipeline.extract.pieces import Pieces, pieces_of, text_of
from pipeline.extract.reading import AmountCell, Item, ItemKind, Leftover, PageReading
from pipeline.normalise.labels import clean_label, is_broken_in_doubt, looks_truncated, split_note
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
        above, below = pieces_of(upper.taken), pieces_of(lower.taken)
        if not (_is_open(upper.taken, above) and _goes_on(lower.taken, below)):
            continue
        if down := _with_rest(upper.taken, above, below, number_format):
            made[at], made[at + 1] = _completed(upper, lower, down)
        elif up := _with_beginning(lower.taken, above, below):
            made[at + 1], made[at] = _completed(lower, upper, up)
    return made


def _is_open(reading: PageReading, pieces: Pieces) -> bool:
    """Whether a table may go on after a page: it ends in a row, whole or not, that no total comes
    right before and no heading after."""
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


def _goes_on(reading: PageReading, pieces: Pieces) -> bool:
    """Whether a page begins with rows, under no heading."""
    tops = [s.box.top for s in pieces.head] + [i.box.top for i in reading.rows]
    return bool(reading.rows) and not any(i.box.bottom < min(tops) for i in reading.items)


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
        cell = AmountCell(None, read[0], printed.box, above.amount)
        bare = Item(ItemKind.ROW, "", (), printed.box, None, (cell,), read[1])
        row = _rewritten(bare, (), _texts(below.head), ())
        return _Join(row, None, below.head, (("amount", printed.text), head))
    last = max(upper.rows, key=lambda i: i.box.bottom)
    if not _continues(last.text, below.head[0].text):
        return None
    row = _rewritten(last, _raw(last), _texts(below.head), ())
    return _Join(row, last, below.head, (item_key(last), head))


def _with_beginning(lower: PageReading, above: Pieces, below: Pieces) -> _Join | None:
    """A row whose amount stands on the lower page, and whose label begins on the upper one."""
    first = min(lower.rows, key=lambda i: i.box.top)
    if not above.foot or above.amount or below.head or first.kind is not ItemKind.ROW:
        return None
    if not _continues(clean_label(_texts(above.foot)), first.text):
        return None
    keys = (item_key(first), ("foot", text_of(above.foot)))
    row = _rewritten(first, (), _texts(above.foot), _raw(first))
    return _Join(row, first, above.foot, keys)


def _continues(label: str, rest: str) -> bool:
    """Whether a text goes on with another: nothing but that tells it from a row of its own."""
    number = label[-1:].isdigit() and THOUSANDS.match(rest)
    return rest[:1].islower() or bool(number) or looks_truncated(label) is not None


def _texts(lines: Sequence[Segment]) -> tuple[str, ...]:
    return tuple(s.text for s in lines)


def _raw(item: Item) -> tuple[str, ...]:
    return tuple(" ".join(w.text for w in line) for line in item.lines)


def _rewritten(
    item: Item, before: tuple[str, ...], added: tuple[str, ...], after: tuple[str, ...]
) -> Item:
    """An item with the label that all of these lines make, `added` by the other page; unsure
    where one of those may begin a label of its own, or a hyphen between two may be a word's."""
    lines = (*before, *added, *after)
    label, note = split_note(clean_label(lines))
    anew = any(b[:1].isupper() and looks_truncated(a) is None for a, b in pairwise(added))
    unsure = item.unsure or anew or is_broken_in_doubt(lines, ())
    return replace(item, text=label, note=note or item.note, unsure=unsure, shared=lines)


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

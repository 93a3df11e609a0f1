"""A page's outcome -> its record in the ledger: what became of every word on it."""

from __future__ import annotations

import pickle
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import overload

from pipeline.domain import Mark, PageRecord, Role
from pipeline.extract.fuse import PageOutcome
from pipeline.extract.reading import Item, ItemKind


class PackedMarks(Sequence[Mark]):
    """A page's marks in a tenth of their room: a long edition keeps all, and looks at few."""

    __slots__ = ("_count", "_packed")

    def __init__(self, marks: Iterable[Mark]) -> None:
        held = tuple(marks)
        self._count = len(held)
        self._packed = zlib.compress(pickle.dumps(held), 1)

    def _held(self) -> tuple[Mark, ...]:
        held: tuple[Mark, ...] = pickle.loads(zlib.decompress(self._packed))
        return held

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._held())

    @overload
    def __getitem__(self, index: int) -> Mark: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mark]: ...
    def __getitem__(self, index: int | slice) -> Mark | Sequence[Mark]:
        return self._held()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._held() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._held())


def page_record(outcome: PageOutcome, homes: Mapping[int, str]) -> PageRecord:
    """The record of one page. `homes`: id of an item -> identifier of its line or total."""
    reading = outcome.taken
    marks: list[Mark] = []
    for item in reading.items:
        marks += _item_marks(item, homes.get(id(item)))
    marks += [Mark(x.word.text, x.word.box, x.role, x.reason) for x in reading.leftovers]
    return PageRecord(
        reading.page, reading.printed_page, reading.width, reading.height, reading.kind,
        reading.reason, PackedMarks(marks), outcome.summaries,
    )  # fmt: skip


def _item_marks(item: Item, home: str | None) -> list[Mark]:
    if item.kind is ItemKind.ROW:
        text, amount, why = Role.LABEL, Role.AMOUNT, ""
    elif item.cells:
        text = amount = Role.TOTAL
        why = ""
    else:
        text = amount = Role.HEADING
        why = str(item.kind)
    if home is None and item.cells:
        text = amount = Role.UNACCOUNTED
        why = "ligne hors de toute section"
    marks = [Mark(w.text, w.box, text, why, home) for line in item.lines for w in line]
    for cell in item.cells:
        printed = cell.amount.printed
        marks.append(Mark(re.sub(r"\s*\n\s*", " ", printed), cell.box, amount, why, home))
    return marks

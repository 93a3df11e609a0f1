"""A page's outcome -> its record in the ledger: what became of every word on it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.domain import Mark, PageRecord, Role
from pipeline.extract.fuse import PageOutcome
from pipeline.extract.reading import Item, ItemKind


def page_record(outcome: PageOutcome, homes: Mapping[int, str]) -> PageRecord:
    """The record of one page. `homes`: id of an item -> identifier of its line or total."""
    reading = outcome.taken
    marks: list[Mark] = []
    for item in reading.items:
        marks += _item_marks(item, homes.get(id(item)))
    marks += [Mark(x.word.text, x.word.box, x.role, x.reason) for x in reading.leftovers]
    return PageRecord(
        reading.page, reading.printed_page, reading.width, reading.height, reading.kind,
        reading.reason, tuple(marks), outcome.summaries,
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

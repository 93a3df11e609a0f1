"""Minuses printed after their amounts, « 1 400- », as accounting software does. Pure.

The readers take « 1 » for the amount and leave « 400- », which is neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain import Amount, AmountKind, Box
from pipeline.extract.candidates import read_amount
from pipeline.extract.content import Word
from pipeline.extract.reading import AmountCell, Item, Leftover, PageReading
from pipeline.normalise.money import NumberFormat

GROUPS = re.compile(r"[0-9]{3}(?:[^0-9][0-9]{3})*(?:[.,][0-9]{1,2})?[-−–]")  # and the minus
NEAR = 0.62  # ems between an amount and the thousands that go on with it
LEVEL = 0.5  # ems between the middles of what stands on one line


def with_trailing_minuses(
    readings: Sequence[PageReading], number_format: NumberFormat
) -> list[PageReading]:
    """Pages with each amount that a minus ends read as negative; without a value in a document that
    prints other minuses before their amounts."""
    cents = [c.amount.cents or 0 for r in readings for i in r.items for c in i.cells]
    sure = all(c >= 0 for c in cents)
    return [_mended(r, number_format, sure) for r in readings]


def _mended(reading: PageReading, number_format: NumberFormat, sure: bool) -> PageReading:
    ends = [x for x in reading.leftovers if GROUPS.fullmatch(x.word.text)]
    taken: set[int] = set()
    items: list[Item] = []
    for item in reading.items:
        cells = []
        for cell in item.cells:
            end = next((x for x in ends if _goes_on(cell, x.word)), None)
            amount = _joined(cell, end.word, number_format, sure) if end else None
            if end is None or amount is None:
                cells.append(cell)
                continue
            taken.add(id(end))
            box, words = Box.around((cell.box, end.word.box)), (*cell.words, end.word)
            cells.append(AmountCell(cell.header, amount, box, words))
        items.append(replace(item, cells=tuple(cells)) if taken else item)
    left: list[Leftover] = [x for x in reading.leftovers if id(x) not in taken]
    return replace(reading, items=tuple(items), leftovers=tuple(left)) if taken else reading


def _goes_on(cell: AmountCell, word: Word) -> bool:
    """Whether a word stands right behind an amount, on its line."""
    gap = word.box.x0 - cell.box.x1
    return -1.0 <= gap <= NEAR * word.size and abs(word.box.cy - cell.box.cy) < LEVEL * word.size


def _joined(cell: AmountCell, end: Word, form: NumberFormat, sure: bool) -> Amount | None:
    """The amount that a cell and what goes on behind it print."""
    printed = f"{cell.amount.printed} {end.text}"
    read = read_amount(printed[:-1], form)
    if read is None or read[0].cents is None:
        return None
    if not sure:
        return Amount(printed, AmountKind.NOT_COMMUNICATED, None)
    return Amount(printed, read[0].kind, -read[0].cents)

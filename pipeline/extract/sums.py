"""A section -> its printed totals, each with the rows that it sums, and its main column."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.domain import Amount
from pipeline.extract.entries import Entry, Section
from pipeline.extract.reading import UNNAMED, AmountCell
from pipeline.extract.wordings import Wordings, is_total_column
from pipeline.profile import Profile


@dataclass(frozen=True)
class Sum:
    """A total and the rows that it sums, for one column."""

    total: Entry
    cell: AmountCell
    column: str | None
    rows: tuple[Entry, ...]
    sub: bool

    @property
    def amount(self) -> Amount:
        return self.cell.amount

    @property
    def foots(self) -> bool:
        return self.amount.cents == sum(r.cents(self.column) for r in self.rows)


def sums_of(section: Section, wordings: Wordings) -> list[Sum]:
    """The section's totals with the rows they sum: its own total of all rows, and sub-totals."""
    own = _own_total(section, wordings)
    sums: list[Sum] = []
    for total in section.totals:
        for cell in total.item.cells:
            column = cell.header
            if total is own:
                rows, sub = tuple(section.rows), False
            else:
                rows, sub = _part(section, total, cell), True
            sums.append(Sum(total, cell, column, rows, sub))
    return sums


def _own_total(section: Section, wordings: Wordings) -> Entry | None:
    """The total of the whole section: named for the axis, or the one that equals all rows."""
    totals = [t for t in section.totals if not (t.heads or wordings.is_part(t.item.text))]
    named = [t for t in totals if wordings.total_axis(t.item.text) is not None] or totals
    column = section.columns[-1] if section.columns else None
    everything = sum(r.cents(column) for r in section.rows)
    equal = [t for t in named if t.cents(column) == everything]
    if equal:
        return equal[-1]
    if named and named[0] is section.entries[0]:
        return named[0]
    return named[-1] if named else None


def _part(section: Section, total: Entry, cell: AmountCell) -> tuple[Entry, ...]:
    """The rows that a sub-total sums: those since the last total, or its orientation's, or those
    that follow it, whichever foots; else those since the last total."""
    at = section.entries.index(total)
    before: list[Entry] = []
    for entry in reversed(section.entries[:at]):
        if entry.is_total:
            break
        before.insert(0, entry)
    after: list[Entry] = []
    for entry in section.entries[at + 1 :]:
        if entry.is_total:
            break
        after.append(entry)
    if total.heads:
        return tuple(after)
    named = [r for r in section.rows if r.orientation == total.orientation]
    for rows in (before, named, after):
        if rows and sum(r.cents(cell.header) for r in rows) == cell.amount.cents:
            return tuple(rows)
    return tuple(before or after)


def main_column(section: Section, profile: Profile | None) -> tuple[str | None, bool]:
    """(header of the column that is `montant`, whether that is sure).

    The profile's `amount_column` decides; else the column that is the sum of all others, row by
    row, where its head says so or where it is the last and has none; else nothing does.
    """
    columns = section.columns
    if len(columns) <= 1:
        return (columns[0] if columns else None), True
    if profile and profile.amount_column:
        named = [c for c in columns if c and re.search(profile.amount_column, c, re.IGNORECASE)]
        if len(named) == 1:
            return named[0], True
    summing = [
        c
        for c in columns
        if all(e.cents(c) == sum(e.cents(o) for o in columns if o != c) for e in section.entries)
    ]
    if len(summing) == 1:
        head = summing[0] or UNNAMED
        bare = head.startswith(UNNAMED) and head == columns[-1]
        return summing[0], bare or is_total_column(head)
    return columns[-1], False

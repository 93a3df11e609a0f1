"""Sub-totals printed beside the heading of the rows that they sum: « Aide alimentaire | 40 000 € ».

Nothing in such a line says that it is no action of its own. What tells it is its name, an
orientation's, or its look, another than that of the rows under it; and that it sums them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.reading import Item, ItemKind, Look, PageReading
from pipeline.extract.wordings import Wordings, is_detail

FEWEST = 2  # rows under one such line, or such lines in a table: a single pair may be chance


@dataclass(frozen=True, slots=True)
class _Group:
    """A line that may be a heading with its sum, and the rows under it."""

    head: Item
    rows: tuple[Item, ...]

    @property
    def foots(self) -> bool:
        """Whether each amount of the head is the sum of those of its column under it."""
        sums: dict[str | None, int] = {}
        for cell in (c for row in self.rows for c in row.cells):
            sums[cell.header] = sums.get(cell.header, 0) + (cell.amount.cents or 0)
        printed = {c.header: c.amount.cents or 0 for c in self.head.cells}
        return any(printed.values()) and all(printed[h] == sums.get(h, 0) for h in printed)


def heading_sums(readings: Iterable[PageReading], wordings: Wordings) -> set[int]:
    """The ids of the rows of a document that are headings with the sum of the rows under them.

    Where one table's lines look so and at least half of them sum what follows, all are: one that
    doesn't is a sub-total that doesn't foot."""
    found: set[int] = set()
    for run in _runs(readings):
        groups = _groups(run, wordings)
        proven = [g for g in groups if g.foots]
        sure = len(proven) >= FEWEST or any(len(g.rows) >= FEWEST for g in proven)
        if sure and 2 * len(proven) >= len(groups):
            found |= {id(g.head) for g in groups}
    return found


def _runs(readings: Iterable[PageReading]) -> list[list[Item]]:
    """The rows of a document that no heading and no total parts; repeated titles part them too."""
    runs: list[list[Item]] = [[]]
    for item in (i for reading in readings for i in reading.items):
        if item.kind is ItemKind.ROW:
            runs[-1].append(item)
        elif runs[-1]:
            runs.append([])
    return runs


def _groups(run: Sequence[Item], wordings: Wordings) -> list[_Group]:
    """The lines of a run that may be headings, each with its rows; [] where none may, or where one
    has no rows or its rows are what it is made of."""
    heads = [i for i in run if wordings.orientation(i.text)]
    if not heads and run:
        heads = [i for i in run if _look(i) == _look(run[0])]
    ids = {id(h) for h in heads}
    if not heads or run[0] is not heads[0] or len(heads) == len(run):
        return []
    starts = [at for at, item in enumerate(run) if id(item) in ids]
    groups = [
        _Group(run[start], tuple(run[start + 1 : end]))
        for start, end in zip(starts, [*starts[1:], len(run)], strict=True)
    ]
    if any(not g.rows or any(is_detail(r.text) for r in g.rows) for g in groups):
        return []
    return groups


def _look(item: Item) -> Look:
    """Its look, to a tenth of a colour and a point of size."""
    bold, colour, size = item.look
    return bold, tuple(round(c, 1) for c in colour), round(size)

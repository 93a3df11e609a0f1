"""The rows and totals of one axis of one territory, each with the page that prints it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.extract.reading import AmountCell, Item, ItemKind, PageReading


@dataclass(frozen=True)
class Entry:
    """A row or a total, the page that prints it, and the orientation it stands under. `heads`: a
    sub-total printed in the heading of the rows that it sums."""

    reading: PageReading
    item: Item
    orientation: str | None
    printed: Item | None = None  # the reading's own item, where `item` was completed
    heads: bool = False

    @property
    def source(self) -> Item:
        """The item as the reading has it."""
        return self.printed or self.item

    @property
    def is_total(self) -> bool:
        return self.item.kind is ItemKind.TOTAL

    def cell(self, column: str | None) -> AmountCell | None:
        return next((c for c in self.item.cells if c.header == column), None)

    def cents(self, column: str | None) -> int:
        cell = self.cell(column)
        return (cell.amount.cents or 0) if cell else 0


@dataclass
class Section:
    """Rows and totals under one axis and territory.

    `printed` is the territory that a heading just above prints, `carried` the last one printed
    anywhere before, `territory` what is known in the end.
    """

    axis: str | None
    printed: str | None
    carried: str | None
    entries: list[Entry] = field(default_factory=list)
    territory: str | None = None

    @property
    def rows(self) -> list[Entry]:
        return [e for e in self.entries if not e.is_total]

    @property
    def totals(self) -> list[Entry]:
        return [e for e in self.entries if e.is_total]

    @property
    def columns(self) -> list[str | None]:
        """The headers of its amount columns, from left to right; [None] for a single one."""
        return headers_of(self.entries)


def headers_of(entries: Iterable[Entry]) -> list[str | None]:
    """The headers of the amounts of some entries, each once, from left to right."""
    order: dict[str | None, float] = {}
    for e in entries:
        for c in e.item.cells:
            order.setdefault(c.header, c.box.x0)
    return sorted(order, key=lambda h: order[h])

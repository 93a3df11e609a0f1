"""What a reader makes of one page: items in reading order, and a place for every word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from pipeline.domain import Amount, Box, PageKind, Role
from pipeline.extract.content import Word

ASIDE = "autre colonne de texte"  # why words beside the labels are part of no item
NO_LABEL = "montant sans libellé"  # why an amount is part of no item
COLUMN_HEAD = "en-tête de colonne"  # why words are none of a table's rows
OUTSIDE = "texte hors des tableaux"  # why words around tables are part of no item
UNNAMED = "colonne "  # header of an amount column that prints none, with its rank

Look: TypeAlias = tuple[bool, tuple[float, ...], float]  # bold, colour, size in points


class ItemKind(StrEnum):
    BANNER = "banner"
    TERRITORY = "territory"
    ORIENTATION = "orientation"
    ROW = "row"
    TOTAL = "total"
    CONTRACT_TOTAL = "contract total"
    REGION_TOTAL = "region total"


@dataclass(frozen=True, slots=True)
class AmountCell:
    """An amount of a row: its column's header (None when the table has one column), its place."""

    header: str | None
    amount: Amount
    box: Box
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A heading, a row, or a total. `code` is the axis or territory that it names, if any.

    `lines` are the printed lines of its text, each with its words. `cells` are a row's amounts,
    from left to right. `unsure` tells that another cut of the lines is nearly as likely,
    `centred` that an orientation beside its rows may stand in the middle of them, which then begin
    at `start` (y), if that can be told. `headed`: it stands in a column of text whose head says
    what it holds, for an orientation that it holds some; False where only other columns have heads.
    `ends`: its ruled cell ends above rows beside which a cell is empty. `shared` are the printed
    lines of a label of which another page prints some, all of them.
    """

    kind: ItemKind
    text: str
    lines: tuple[tuple[Word, ...], ...]
    box: Box
    code: str | None = None
    cells: tuple[AmountCell, ...] = ()
    note: str | None = None
    unsure: bool = False
    centred: bool = False
    start: float | None = None
    headed: bool | None = None
    ends: bool = False
    shared: tuple[str, ...] = ()

    def words(self) -> Iterator[Word]:
        for line in self.lines:
            yield from line
        for cell in self.cells:
            yield from cell.words

    @property
    def look(self) -> Look:
        """Weight, colour and size of most of its letters."""
        widest = max(self.words(), key=lambda w: len(w.text))
        bold = sum(len(w.text) * (1 if w.bold else -1) for w in self.words()) > 0
        return bold, widest.color, widest.size


@dataclass(frozen=True, slots=True)
class Leftover:
    """A word that is no part of an item, and why."""

    word: Word
    role: Role
    reason: str


@dataclass(frozen=True, slots=True)
class ChartNumber:
    """A number on a chart page, and the title of the chart that it belongs to."""

    title: str
    text: str
    value: float
    decimals: int
    unit: str
    box: Box


@dataclass(frozen=True, slots=True)
class Summed:
    """An amount of a table of sums: of an axis in one territory, or in all of them (None)."""

    axis: str
    territory: str | None
    amount: Amount
    box: Box


@dataclass(frozen=True, slots=True)
class PageReading:
    """One reader's reading of one page.

    `asides` are cells of text beside the labels, by themselves of no known meaning; their words are
    left over too. `side_at_top`: text beside the labels is seen to stand level with its first row,
    or not to; None where nothing shows it.
    `columns` are the bounds (x, points) between columns of text of each of its tables, () for none;
    `amounts` is from where to where (x) each of its columns of amounts reaches; `summed` are the
    sums of a table of them that no other item is.
    """

    reader: str
    page: int
    width: float
    height: float
    kind: PageKind
    reason: str
    printed_page: str | None
    items: tuple[Item, ...]
    leftovers: tuple[Leftover, ...]
    chart: tuple[ChartNumber, ...] = ()
    layout: tuple[str, ...] = field(default=())
    asides: tuple[Item, ...] = ()
    side_at_top: bool | None = None
    columns: tuple[tuple[float, ...], ...] = ()
    amounts: tuple[tuple[float, float], ...] = ()
    summed: tuple[Summed, ...] = ()

    @property
    def rows(self) -> tuple[Item, ...]:
        return tuple(i for i in self.items if i.kind in (ItemKind.ROW, ItemKind.TOTAL))

"""What `check` sums: tables of rows with an amount in each column, and what a row says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources

import yaml

from pipeline.domain import Box
from pipeline.normalise.labels import match_key
from pipeline.normalise.money import has_currency

ENDS = " :.\u00a0\u202f"  # what may end a label without being part of it


class Kind(StrEnum):
    """What a row is to the sums around it."""

    LINE = "line"
    TOTAL = "total"
    DETAIL = "detail"  # says again a part of the line above
    CARRIED = "carried"  # the running sum at the foot of a page
    BROUGHT = "brought"  # the same at the head of the next
    BALANCE = "balance"  # one total less another
    BASE = "base"  # what a tax is of: the sum of the lines above, or a line
    UNNAMED = "unnamed"  # amounts without a label


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount as printed; `cents` are hundredths of the document's unit, None: not costed."""

    printed: str
    cents: int | None
    box: Box


@dataclass(frozen=True, eq=False, slots=True)
class Row:
    """A row of a table: one cell for each column, None where the column is empty.

    `heading` is the text that stands right above it inside its table, if any. `indent` is where
    its label starts, in points.
    """

    label: str
    kind: Kind
    page: int
    box: Box
    cells: tuple[Cell | None, ...]
    heading: str = ""
    bold: bool = False
    indent: float = 0.0

    @property
    def name(self) -> str:
        """Its label, as told of a total."""
        return self.label.rstrip(ENDS) or "(sans libellé)"

    def cents(self, column: int) -> int:
        """What the row adds to a sum; an empty or uncosted cell adds nothing."""
        cell = self.cells[column] if column < len(self.cells) else None
        return (cell.cents or 0) if cell else 0


@dataclass(frozen=True, slots=True)
class Unread:
    """Text in an amount column that could not be read as an amount."""

    text: str
    page: int
    box: Box
    column: int


@dataclass(slots=True)
class Table:
    """Rows from the top, the headers of the amount columns, and what could not be read."""

    headers: tuple[str, ...]
    rows: list[Row]
    unread: list[Unread] = field(default_factory=list)

    def header_of(self, column: int) -> str | None:
        """The header of a column, where there are several to be told apart."""
        return self.headers[column] or None if len(self.headers) > 1 else None

    def is_like(self, other: Table) -> bool:
        """Whether both have the same columns, under the same headers."""
        mine, theirs = ([match_key(h) for h in t.headers] for t in (self, other))
        return mine == theirs


_SUM = re.compile(r"[0-9][^0-9][0-9]{3}|[.,][0-9]{2}$")  # thousands or cents

# A number with its thousands apart, with a currency, or with a minus behind it.
_MONEY = re.compile(
    r"[-–−(]?\s?(?:[0-9]{1,3}(?:[ .,'\u00a0\u202f][0-9]{3})+(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]+)?\s?[€$£]|[0-9]+(?:[.,][0-9]+)?[-–−]$)"
)


# An amount between words: thousands apart and cents, which no number of things has, or a currency.
_INNER = re.compile(
    r"(?<![0-9.,])[0-9]{1,3}(?:[ .,'\u00a0\u202f][0-9]{3})*"
    r"(?:[.,][0-9]{2}(?:\s?[€$£])?|\s?[€$£])(?![0-9/])"
)


@cache
def _lexicon() -> dict[str, list[re.Pattern[str]]]:
    text = (resources.files("pipeline.check") / "lexicon.yaml").read_text(encoding="utf-8")
    return {name: [re.compile(p) for p in given] for name, given in yaml.safe_load(text).items()}


def says(name: str, text: str) -> bool:
    """Whether `text` says what the lexicon lists under `name`."""
    key = match_key(text)
    return any(p.search(key) for p in _lexicon()[name])


def kind_of(label: str, total: bool) -> Kind:
    """The kind that a row's label names; `total` where it says that it sums others."""
    for name in (Kind.CARRIED, Kind.BROUGHT, Kind.DETAIL):
        if says(name, label):
            return name
    if says("opening", label):
        return Kind.LINE
    if says(Kind.BALANCE, label):
        return Kind.BALANCE
    if not total and says(Kind.BASE, label):
        return Kind.BASE
    return Kind.TOTAL if total else Kind.LINE


def side_of(label: str) -> int:
    """1 where a label speaks of what is received, -1 of what is spent, 0 of neither or of both."""
    return int(says("received", label)) - int(says("spent", label))


def is_money(text: str) -> bool:
    """Whether text that is no amount begins as one does: « 2 000 € HT »."""
    return _MONEY.match(text) is not None


def is_unread(cell: Cell | None) -> bool:
    """Whether a cell begins as an amount does and has no value."""
    return cell is not None and cell.cents is None and is_money(cell.printed)


def is_sum(printed: str) -> bool:
    """Whether an amount has its thousands apart, cents or a currency: no number of things."""
    return has_currency(printed) or _SUM.search(printed) is not None


def money_in(text: str) -> bool:
    """Whether text holds an amount with cents or a currency anywhere."""
    return _INNER.search(text) is not None


def inner_sum(label: str) -> str:
    """The amount that a label holds with words after it, as one of another column would stand:
    « TOTAL 190 600,50 TOTAL »; empty where there is none."""
    found = _INNER.search(label)
    after = found is not None and any(map(str.isalpha, label[found.end() :]))
    return found.group() if found is not None and after else ""

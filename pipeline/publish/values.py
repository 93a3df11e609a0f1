"""From a published frame to plain values, and from values to text that no spreadsheet runs.

Pure functions. Every format is written from the same `records`, so they cannot disagree.
"""

from __future__ import annotations

import re
from decimal import Decimal

import pandas as pd

from pipeline.tables import Column, Table

Value = str | int | Decimal | None
Record = tuple[Value, ...]

# What a spreadsheet takes for the start of a formula, with the full-width forms that some locales
# accept: https://owasp.org/www-community/attacks/CSV_Injection
_FORMULA = "=+\\-@＝＋－＠"
_BEGINS = rf"['\"\s]*[{_FORMULA}]|'*[\t\r\n]"
# An amount in itself (« -5 000 € », « (5 000) », « - », « 5 000,- ») is inert and stays as printed.
_INERT_AMOUNT = re.compile(r"[-+]?[\s\d.,()]*(?:[kKM]?€)?(?:[.,]-)?")


def records(table: Table, frame: pd.DataFrame) -> list[Record]:
    """The rows of `frame` as plain values, in the order of the table's columns.

    In: a frame with exactly the table's columns (see `pipeline.tables.frame`). Out: `str`, `int`,
    `Decimal` or None; an optional text that is empty is None, for CSV can't tell them apart.
    Raises ValueError when the columns, a required
    value or the key don't hold.
    """
    if list(frame.columns) != table.names:
        raise ValueError(f"table {table.name}: columns {list(frame.columns)} are not the table's")
    duplicated = frame.duplicated(list(table.key))
    if duplicated.any():
        key = frame.loc[duplicated, list(table.key)].iloc[0].tolist()
        raise ValueError(f"table {table.name}: key {key} given twice")
    columns = [[_plain(c, v) for v in frame[c.name]] for c in table.columns]
    for column, held in zip(table.columns, columns, strict=True):
        if column.required and None in held:
            raise ValueError(f"table {table.name}: column {column.name} lacks a required value")
    return list(zip(*columns, strict=True))


def _plain(column: Column, value: object) -> Value:
    if value is None or value is pd.NA:
        return None
    if column.type == "string":
        return str(value) if value != "" or column.required else None
    if column.type == "integer":
        return int(str(value))
    exact = Decimal(str(value))
    return exact.quantize(Decimal("0.01")) if column.type == "money" else exact


def number_text(value: Decimal) -> str:
    """A decimal number without exponent: `1350.00`, `13.4`."""
    return format(value, "f")


def guard(text: str, foreign_separator: str) -> str:
    """`text`, that a spreadsheet can't take for a formula once it opened the CSV.

    An apostrophe goes before a text that begins as a formula does, and within it after each
    separator of the other dialect that a formula could follow (a French spreadsheet cuts the plain
    CSV at its semicolons). Amounts in themselves are left as printed. `unguard` gives it back.
    """
    if _INERT_AMOUNT.fullmatch(text):
        return text
    inner = re.sub(rf"{_cut(foreign_separator)}(?='*[{_FORMULA}])", r"\1'", text)
    return re.sub(rf"^(?={_BEGINS})", "'", inner)


def unguard(text: str, foreign_separator: str) -> str:
    """The text that `guard` was given."""
    inner = re.sub(rf"{_cut(foreign_separator)}'(?='*[{_FORMULA}])", r"\1", text)
    return re.sub(rf"^'(?={_BEGINS})", "", inner)


def _cut(foreign_separator: str) -> str:
    """Where a spreadsheet may cut a text in two: a separator, then spaces or opening quotes."""
    return rf'([{foreign_separator}\t\r\n][ "\u00a0\u202f]*)'

"""The two CSV dialects: plain (RFC 4180, for machines) and the one that French Excel opens.

Neither can keep « 02 » from being read as a number by a spreadsheet: the workbook is made for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.publish.values import Record, Value, guard, number_text
from pipeline.tables import Table


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one of the CSV files is written. `foreign` is the separator other spreadsheets cut at."""

    suffix: str
    separator: str
    foreign: str
    decimal: str
    line_end: str
    encoding: str


PLAIN = Dialect(".csv", ",", ";", ".", "\n", "utf-8")
EXCEL = Dialect(".excel.csv", ";", ",", ",", "\r\n", "utf-8-sig")


def csv_bytes(table: Table, rows: list[Record], dialect: Dialect) -> bytes:
    """The table as one CSV file, header first, texts guarded against being run as formulas."""
    lines = [dialect.separator.join(table.names)]
    lines += [dialect.separator.join(_cell(value, dialect) for value in row) for row in rows]
    return "".join(line + dialect.line_end for line in lines).encode(dialect.encoding)


def _cell(value: Value, dialect: Dialect) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return _quoted(number_text(value).replace(".", dialect.decimal), dialect)
    if isinstance(value, int):
        return str(value)
    return _quoted(guard(value, dialect.foreign), dialect)


def _quoted(text: str, dialect: Dialect) -> str:
    """RFC 4180, 2.6 and 2.7; a lone carriage return is quoted too, whatever ends the lines."""
    if any(sign in text for sign in (dialect.separator, '"', "\r", "\n")):
        return '"' + text.replace('"', '""') + '"'
    return text

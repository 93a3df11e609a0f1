"""The workbook: one sheet a table, codes as text, totals as live formulas, and a *Lisez-moi*.

Written with XlsxWriter, which stores each formula's value beside it, so that a viewer without a
calculation engine shows it. Same rows, same bytes: XlsxWriter dates the archive's members in 1980,
and the creation date is fixed here.
"""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.facts import PackageFacts
from pipeline.publish.formulas import Cell, column_range, formulas
from pipeline.publish.readme import COLUMN_HEADERS, about_rows, column_rows
from pipeline.publish.values import Record, Value
from pipeline.tables import ACTIONS, TABLES, Table

FIXED_DATE = dt.datetime(2000, 1, 1)
# https://support.microsoft.com/office/excel-specifications-and-limits: characters in one cell
LONGEST_TEXT = 32767
CUT = " […] (texte coupé : voir le fichier CSV)"
NARROWEST, WIDEST = 9, 70  # column widths, in characters
README_WIDTHS = (22, 24, 60, 60)  # the same, for the *Lisez-moi*
LINE_HEIGHT = 15.0  # points


@dataclass(frozen=True, slots=True)
class _Formats:
    header: Format
    text: Format
    integer: Format
    money: Format
    decimal: Format
    title: Format
    wrapped: Format

    def of(self, column_type: str) -> Format:
        return {
            "string": self.text,
            "integer": self.integer,
            "money": self.money,
            "decimal": self.decimal,
        }[column_type]


def workbook_bytes(rows: Mapping[str, list[Record]], facts: PackageFacts) -> bytes:
    """The whole workbook as bytes."""
    buffer = io.BytesIO()
    inert = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True, **inert})
    workbook.set_properties(
        {
            "title": facts.title,
            "subject": f"Édition {facts.edition}",
            "company": facts.publisher,
            "comments": facts.source.notice,
            "created": FIXED_DATE,
        }
    )
    formats = _formats(workbook)
    _write_readme(workbook.add_worksheet("Lisez-moi"), rows, facts, formats)
    live = formulas(rows)
    for name, records in rows.items():
        _write_table(workbook.add_worksheet(name), TABLES[name], records, live, formats)
    workbook.close()
    return buffer.getvalue()


def _formats(workbook: Workbook) -> _Formats:
    top = {"valign": "top"}
    return _Formats(
        header=workbook.add_format({"bold": True, "bg_color": "#E8EDF3", "bottom": 1, **top}),
        text=workbook.add_format({"num_format": "@", **top}),
        integer=workbook.add_format({"num_format": "0", **top}),
        money=workbook.add_format({"num_format": "#,##0.00\\ [$€-40C]", **top}),
        decimal=workbook.add_format({"num_format": "General", **top}),
        title=workbook.add_format({"bold": True, "font_size": 14}),
        wrapped=workbook.add_format({"text_wrap": True, "num_format": "@", **top}),
    )


def _write_table(
    sheet: Worksheet,
    table: Table,
    records: list[Record],
    live: Mapping[Cell, str],
    formats: _Formats,
) -> None:
    for j, column in enumerate(table.columns):
        sheet.write_string(0, j, column.name, formats.header)
        sheet.set_column(j, j, _width([column.name, *(row[j] for row in records)]))
        for i, row in enumerate(records):
            formula = live.get((table.name, i, column.name))
            _write_cell(sheet, i + 1, j, row[j], formats.of(column.type), formula)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(records), len(table.columns) - 1)
    corner = xl_rowcol_to_cell(len(records), len(table.columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{corner}"})


def _write_cell(
    sheet: Worksheet, i: int, j: int, value: Value, style: Format, formula: str | None
) -> None:
    if formula is not None and isinstance(value, Decimal | int):
        sheet.write_formula(i, j, formula, style, _number(value))
    elif isinstance(value, str):
        sheet.write_string(i, j, _text(value), style)
    elif value is not None:
        sheet.write_number(i, j, _number(value), style)


def _number(value: Decimal | int) -> float | int:
    return float(value) if isinstance(value, Decimal) else value


def _text(value: str) -> str:
    """The text as a cell can hold it (XlsxWriter takes one between <r> tags for its own XML)."""
    if len(value.encode("utf-16-le")) // 2 > LONGEST_TEXT:
        value = (
            value.encode("utf-16-le")[: 2 * (LONGEST_TEXT - len(CUT))].decode("utf-16-le", "ignore")
            + CUT
        )
    return value + " " if value.startswith("<r>") and value.endswith("</r>") else value


def _width(values: list[Value]) -> int:
    return min(WIDEST, max(NARROWEST, *(len(str(v)) + 2 for v in values if v is not None)))


def _write_readme(
    sheet: Worksheet, rows: Mapping[str, list[Record]], facts: PackageFacts, formats: _Formats
) -> None:
    for j, width in enumerate(README_WIDTHS):
        sheet.set_column(j, j, width)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, facts.title, formats.title)
    count = len(rows["actions"])
    montant = ACTIONS.names.index("montant")
    total = sum((m for r in rows["actions"] if isinstance(m := r[montant], Decimal)), Decimal(0))
    sheet.write_string(2, 0, "Somme des actions", formats.header)
    formula = f"=ROUND(SUM({column_range(ACTIONS, 'montant', max(count, 1))}),2)"
    sheet.write_formula(2, 1, formula, formats.money, _number(total))
    first = 4
    for i, (name, text) in enumerate(about_rows(facts), first):
        sheet.write_string(i, 0, name, formats.header)
        sheet.merge_range(i, 1, i, 3, "", formats.wrapped)
        sheet.write_string(i, 1, _text(text), formats.wrapped)
        sheet.set_row(i, _height(text, sum(README_WIDTHS[1:])))
    first += len(about_rows(facts)) + 1
    for j, name in enumerate(COLUMN_HEADERS):
        sheet.write_string(first, j, name, formats.header)
    for i, line in enumerate(column_rows(), first + 1):
        for j, text in enumerate(line):
            sheet.write_string(i, j, text, formats.wrapped)
        sheet.set_row(i, max(map(_height, line, README_WIDTHS)))


def _height(text: str, width: int) -> float:
    """The height in points of a row that shows `text` wrapped at `width` characters."""
    return LINE_HEIGHT * max(1, math.ceil(len(text) / width))

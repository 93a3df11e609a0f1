"""Which cells of the workbook are live formulas, and what they say.

Pure. A formula stands only where, evaluated here on the very rows of the workbook, it gives to the
cent the value that the other formats publish; anywhere else the value stands as a constant (a
sub-total sums some lines of an axis, which no condition on columns can tell apart).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name

from pipeline.domain import ControlName, TotalScope
from pipeline.publish.values import Record, Value
from pipeline.tables import ACTIONS, CONTRATS, CONTROLS_FR, RAPPROCHEMENT, TOTAUX, Table

Cell = tuple[str, int, str]  # table, row from 0, column
Rows = Mapping[str, list[Record]]

SUMMED_CONTROLS = tuple(
    CONTROLS_FR[name]
    for name in (ControlName.FOOTING, ControlName.CROSS_FOOTING, ControlName.REGION)
)


def formulas(rows: Rows) -> dict[Cell, str]:
    """The formula of each live cell, by table, row (from 0) and column."""
    found: dict[Cell, str] = {}
    for table, index, name, formula, value in _candidates(rows):
        if value is not None and value == rows[table.name][index][table.names.index(name)]:
            found[table.name, index, name] = formula
    return found


def _candidates(rows: Rows) -> Iterator[tuple[Table, int, str, str, Value]]:
    """(table, row, column, formula, what it evaluates to), whether or not it holds."""
    for i, row in enumerate(rows["totaux"]):
        cell = dict(zip(TOTAUX.names, row, strict=True))
        if cell["portee"] == TotalScope.AXIS and cell["colonne"] is None:
            yield TOTAUX, i, "total", *_sum(rows, TOTAUX, i, ("axe", "territoire_code"))
        yield TOTAUX, i, "ecart", *_difference(rows, TOTAUX, i, "total", "total_imprime")
    for i in range(len(rows["contrats"])):
        yield CONTRATS, i, "total_calcule", *_sum(rows, CONTRATS, i, ("territoire_code",))
        yield CONTRATS, i, "actions", *_count(rows, CONTRATS, i, ("territoire_code",))
        yield CONTRATS, i, "ecart", *_difference(rows, CONTRATS, i, "total_calcule", "total")
    for i, row in enumerate(rows["rapprochement"]):
        cell = dict(zip(RAPPROCHEMENT.names, row, strict=True))
        keys = tuple(k for k in ("axe", "territoire_code") if cell[k] is not None)
        if cell["controle"] in SUMMED_CONTROLS and cell["unite"] == "€":
            yield RAPPROCHEMENT, i, "calcule", *_sum(rows, RAPPROCHEMENT, i, keys)
        yield RAPPROCHEMENT, i, "ecart", *_difference(rows, RAPPROCHEMENT, i, "calcule", "imprime")


def reference(table: Table, name: str, row: int) -> str:
    """The address of a cell within its sheet; `row` from 0, below the header: $B2."""
    return f"${xl_col_to_name(table.names.index(name))}{row + 2}"


def column_range(table: Table, name: str, count: int) -> str:
    """The address of a column's `count` values from another sheet: actions!$L$2:$L$125."""
    letter = xl_col_to_name(table.names.index(name))
    return f"{table.name}!${letter}$2:${letter}${count + 1}"


def _sum(rows: Rows, table: Table, index: int, keys: tuple[str, ...]) -> tuple[str, Value]:
    count = len(rows["actions"])
    chosen = _chosen(rows, table, index, keys)
    if chosen is None:
        return "", None
    montant = ACTIONS.names.index("montant")
    total = sum((m for r in chosen if isinstance(m := r[montant], Decimal)), Decimal("0.00"))
    ranges = [column_range(ACTIONS, "montant", count), *_conditions(table, index, keys, count)]
    function = "SUMIFS" if keys else "SUM"
    return f"=ROUND({function}({','.join(ranges)}),2)", total


def _count(rows: Rows, table: Table, index: int, keys: tuple[str, ...]) -> tuple[str, Value]:
    chosen = _chosen(rows, table, index, keys)
    if chosen is None:
        return "", None
    conditions = _conditions(table, index, keys, len(rows["actions"]))
    return f"=COUNTIFS({','.join(conditions)})", len(chosen)


def _conditions(table: Table, index: int, keys: tuple[str, ...], count: int) -> list[str]:
    return [
        part
        for key in keys
        for part in (column_range(ACTIONS, key, count), reference(table, key, index))
    ]


def _chosen(rows: Rows, table: Table, index: int, keys: tuple[str, ...]) -> list[Record] | None:
    """The actions that a spreadsheet's conditions pick, or None where it can't be told."""
    wanted = {k: _criterion(rows[table.name][index][table.names.index(k)]) for k in keys}
    if not rows["actions"] or None in wanted.values():
        return None
    return [
        row
        for row in rows["actions"]
        if all(_criterion(row[ACTIONS.names.index(k)]) == w for k, w in wanted.items())
    ]


def _criterion(value: Value) -> str | None:
    """How SUMIFS compares a text: without case, digits as a number; signs would be operators."""
    text = str(value or "")
    if not text.isalnum():
        return None
    return str(int(text)) if text.isdecimal() else text.casefold()


def _difference(
    rows: Rows, table: Table, index: int, computed: str, printed: str
) -> tuple[str, Value]:
    row = rows[table.name][index]
    left, right = row[table.names.index(computed)], row[table.names.index(printed)]
    if not isinstance(left, Decimal) or not isinstance(right, Decimal):
        return "", None
    cells = f"{reference(table, computed, index)}-{reference(table, printed, index)}"
    return f"=ROUND({cells},4)", left - right

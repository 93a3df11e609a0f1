"""The published tables, and frames with exactly their columns."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.tables.columns import Table
from pipeline.tables.controls import EVOLUTION, RAPPROCHEMENT
from pipeline.tables.credits import ACTIONS, COLONNES, CONTRATS, TOTAUX

TABLES: dict[str, Table] = {
    t.name: t for t in (ACTIONS, TOTAUX, CONTRATS, RAPPROCHEMENT, COLONNES, EVOLUTION)
}

_PANDAS = {"string": "string", "integer": "Int64"}


def euros(cents: int | None) -> Decimal | None:
    """Integer cents as exact euros with two places."""
    return None if cents is None else Decimal(cents).scaleb(-2)


def frame(table: Table, rows: list[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame with exactly the table's columns and types.

    Strings are pandas `string`, integers `Int64`, money and decimals exact `Decimal` objects
    (None where empty). Raises KeyError when a row lacks a column or has one too many.
    """
    for row in rows:
        odd = set(row) ^ set(table.names)
        if odd:
            raise KeyError(f"table {table.name}: columns that don't match: {sorted(odd)}")
    columns = {
        c.name: pd.Series([row[c.name] for row in rows], dtype=_PANDAS.get(c.type, "object"))
        for c in table.columns
    }
    return pd.DataFrame(columns, columns=table.names)

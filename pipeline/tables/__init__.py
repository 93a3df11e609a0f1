"""The one definition of every published column.

CSV, Parquet, SQLite and XLSX types, the data package's Table Schema, the column expectations and
the data dictionary all follow from TABLES; a test fails on drift. Pure data, and the functions
that turn a ledger and its reconciliation into frames with exactly these columns.
"""

from pipeline.tables.columns import CONTROLS_FR, COSTED, NOT_COSTED, Column, ColumnType, Table
from pipeline.tables.controls import EVOLUTION, MOVEMENTS, RAPPROCHEMENT
from pipeline.tables.credits import ACTIONS, COLONNES, CONTRATS, TOTAUX
from pipeline.tables.frames import TABLES, euros, frame
from pipeline.tables.rows import evolution_table, line_cents, published_tables

__all__ = [
    "ACTIONS",
    "COLONNES",
    "CONTRATS",
    "CONTROLS_FR",
    "COSTED",
    "EVOLUTION",
    "MOVEMENTS",
    "NOT_COSTED",
    "RAPPROCHEMENT",
    "TABLES",
    "TOTAUX",
    "Column",
    "ColumnType",
    "Table",
    "euros",
    "evolution_table",
    "frame",
    "line_cents",
    "published_tables",
]

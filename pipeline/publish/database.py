"""SQLite: one file, typed tables, primary keys, and views that sum in exact cents.

SQLite has no decimal type. Money columns are declared DECIMAL(18,2), which gives them NUMERIC
affinity (https://www.sqlite.org/datatype3.html#determination_of_column_affinity): whole euros are
stored as integers, other amounts as the nearest double, which tells the cent up to 90 000 billion
euros. To sum without any rounding, each table with money has a view `<table>_centimes`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from decimal import Decimal

from pipeline.publish.facts import PackageFacts
from pipeline.publish.values import Record, Value
from pipeline.tables import TABLES, Table

SQL_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "money": "DECIMAL(18,2)",
    "decimal": "DECIMAL(18,4)",
}


def database_bytes(rows: Mapping[str, list[Record]], facts: PackageFacts) -> bytes:
    """The tables, a `dictionnaire` of their columns and an `edition` table, as a database file.

    Raises sqlite3.IntegrityError when a key or a required value doesn't hold.
    """
    connection = sqlite3.connect(":memory:")
    try:
        for name, records in rows.items():
            table = TABLES[name]
            connection.execute(table_sql(table))
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(
                f'INSERT INTO "{name}" VALUES ({marks})', [[_bound(v) for v in r] for r in records]
            )
            if view := cents_view_sql(table):
                connection.execute(view)
        _write_dictionary(connection)
        _write_edition(connection, facts)
        connection.commit()
        return connection.serialize()
    finally:
        connection.close()


def table_sql(table: Table) -> str:
    """The CREATE TABLE statement of a published table, descriptions as comments."""
    columns = [
        f'  "{c.name}" {SQL_TYPES[c.type]}' + (" NOT NULL" if c.required else "") + f", -- {c.fr}"
        for c in table.columns
    ]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f'CREATE TABLE "{table.name}" ( -- {table.fr}\n' + "\n".join(
        [*columns, f"  PRIMARY KEY ({key})", ")"]
    )


def cents_view_sql(table: Table) -> str | None:
    """A view of the table with a column of integer cents after each one of money."""
    if not any(c.type == "money" for c in table.columns):
        return None
    columns = []
    for column in table.columns:
        columns.append(f'"{column.name}"')
        if column.type == "money":
            columns.append(
                f'CAST(ROUND("{column.name}" * 100) AS INTEGER) AS "{column.name}_centimes"'
            )
    return (
        f'CREATE VIEW "{table.name}_centimes" AS -- montants aussi en centimes entiers\n'
        f'SELECT {", ".join(columns)} FROM "{table.name}"'
    )


def _bound(value: Value) -> str | int | float | None:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _write_dictionary(connection: sqlite3.Connection) -> None:
    connection.execute(
        'CREATE TABLE dictionnaire ("table" TEXT, rang INTEGER, colonne TEXT, type TEXT, '
        'description TEXT, description_en TEXT, PRIMARY KEY ("table", colonne))'
    )
    connection.executemany(
        "INSERT INTO dictionnaire VALUES (?, ?, ?, ?, ?, ?)",
        [
            (t.name, rank, c.name, c.type, c.fr, c.en)
            for t in TABLES.values()
            for rank, c in enumerate(t.columns, 1)
        ],
    )


def _write_edition(connection: sqlite3.Connection, facts: PackageFacts) -> None:
    connection.execute("CREATE TABLE edition (cle TEXT PRIMARY KEY, valeur TEXT NOT NULL)")
    connection.executemany(
        "INSERT INTO edition VALUES (?, ?)",
        [
            ("serie", facts.series),
            ("edition", facts.edition),
            ("titre", facts.title),
            ("editeur", facts.publisher),
            ("licence", facts.licence),
            ("statut", str(facts.status)),
            ("version", facts.version),
            ("source_fichier", facts.source.file_name),
            ("source_sha256", facts.source.sha256),
            ("avertissement", facts.source.notice),
        ],
    )

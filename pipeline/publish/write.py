"""Writes one edition's whole set of files into a folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.publish import descriptor
from pipeline.publish.columnar import parquet_bytes
from pipeline.publish.database import database_bytes
from pipeline.publish.delimited import EXCEL, PLAIN, csv_bytes
from pipeline.publish.facts import PackageFacts
from pipeline.publish.values import records
from pipeline.publish.workbook import workbook_bytes
from pipeline.tables import TABLES


def write_tables(
    tables: Mapping[str, pd.DataFrame], folder: Path, facts: PackageFacts
) -> tuple[Path, ...]:
    """Write the published tables in every format into `folder`, which exists and is ours alone.

    In: frames by name, as `pipeline.tables.published_tables` gives them. Out: the files, last of
    them `datapackage.json`, which names and hashes all the others. The same frames and facts give
    the same bytes.
    Raises ValueError when a frame doesn't have its table's columns, lacks a required value or
    repeats a key.
    """
    held = {name: table for name, table in TABLES.items() if name in tables}
    rows = {name: records(table, tables[name]) for name, table in held.items()}
    files: dict[str, bytes] = {}
    for name, table in held.items():
        files[f"{name}{PLAIN.suffix}"] = csv_bytes(table, rows[name], PLAIN)
    for name, table in held.items():
        files[f"{name}{EXCEL.suffix}"] = csv_bytes(table, rows[name], EXCEL)
        files[f"{name}.parquet"] = parquet_bytes(table, rows[name], facts)
    files[f"{facts.edition}.xlsx"] = workbook_bytes(rows, facts)
    files[f"{facts.series}-{facts.edition}.sqlite"] = database_bytes(rows, facts)
    files[descriptor.NAME] = descriptor.descriptor_bytes(files, facts)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in files)

"""Parquet: exact decimals, descriptions on every column, and nothing that varies between runs."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.publish.facts import PackageFacts
from pipeline.publish.values import Record
from pipeline.tables import Column, Table

# Decimals other than money (positions, percentages, controls) have at most four places.
ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "money": pa.decimal128(18, 2),
    "decimal": pa.decimal128(18, 4),
}


def arrow_schema(table: Table, facts: PackageFacts) -> pa.Schema:
    """The Arrow schema of a published table, with its descriptions and the edition's notice."""
    about = {
        "title": table.fr,
        "title_en": table.en,
        "series": facts.series,
        "edition": facts.edition,
        "licence": facts.licence,
        "source_sha256": facts.source.sha256,
        "notice": facts.source.notice,
    }
    return pa.schema([_field(column) for column in table.columns], metadata=about)


def _field(column: Column) -> pa.Field:
    return pa.field(
        column.name,
        ARROW_TYPES[column.type],
        nullable=not column.required,
        metadata={"description": column.fr, "description_en": column.en},
    )


def parquet_bytes(table: Table, rows: list[Record], facts: PackageFacts) -> bytes:
    """The table as one Parquet file. Raises pyarrow's ArrowInvalid when a value doesn't fit."""
    schema = arrow_schema(table, facts)
    arrays = [pa.array([row[i] for row in rows], type=field.type) for i, field in enumerate(schema)]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())

"""The data package: what each file is, its columns, its size and its hash.

Data Package v2 and Table Schema v2 (https://datapackage.org/standard/data-package/). The plain and
the Excel CSV are described as tables; Parquet, workbook and database as files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from pipeline.profile import UNANSWERED
from pipeline.publish.delimited import EXCEL, PLAIN, Dialect
from pipeline.publish.facts import PackageFacts
from pipeline.tables import TABLES, Column, Table

NAME = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {"string": "string", "integer": "integer", "money": "number", "decimal": "number"}
_MEDIA = {
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".sqlite": "application/vnd.sqlite3",
}


def descriptor_bytes(files: Mapping[str, bytes], facts: PackageFacts) -> bytes:
    """`datapackage.json` for `files` (name to content)."""
    origin = facts.source.origin
    source: dict[str, Any] = {
        "title": facts.source.file_name,
        "path": origin if origin.startswith(("http://", "https://")) else None,
        "description": origin,
        "hash": f"sha256:{facts.source.sha256}",
        "bytes": facts.source.size,
    }
    if facts.source.retrieved:
        source["retrieved"] = facts.source.retrieved.isoformat()
    licence = {"title": facts.licence, "name": _slug(facts.licence), "path": facts.licence_url}
    package: dict[str, Any] = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": f"{facts.series}-{facts.edition}",
        "title": f"{facts.title} ({facts.edition})",
        "homepage": facts.homepage,
        "notice": facts.source.notice,
        "edition": facts.edition,
        "status": str(facts.status),
        "generator": f"Récolement {facts.version}",
        "licenses": [_without_empty(licence)] if facts.licence != UNANSWERED else [],
        "contributors": [{"title": facts.publisher, "roles": ["publisher"]}],
        "sources": [_without_empty(source)],
        "resources": [_resource(name, content) for name, content in files.items()],
    }
    text = json.dumps(_without_empty(package), ensure_ascii=False, indent=2)
    return (text + "\n").encode("utf-8")


def table_schema(table: Table, dialect: Dialect = PLAIN) -> dict[str, Any]:
    """The Table Schema of a published table, as written in one of the CSV dialects."""
    return {
        "fields": [_field(column, dialect) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }


def _field(column: Column, dialect: Dialect) -> dict[str, Any]:
    constraints = {
        "required": column.required or None,
        "unique": column.unique or None,
        "enum": [str(value) for value in column.enum],
        "pattern": column.pattern,
        "minimum": column.minimum,
    }
    number = _TYPES[column.type] == "number"
    return _without_empty(
        {
            "name": column.name,
            "type": _TYPES[column.type],
            "description": column.fr,
            "description_en": column.en,
            "unit": "EUR" if column.type == "money" else None,
            "decimalChar": dialect.decimal if number and dialect.decimal != "." else None,
            "constraints": _without_empty(constraints),
        }
    )


def _resource(name: str, content: bytes) -> dict[str, Any]:
    facts = {
        "path": name,
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "bytes": len(content),
    }
    for dialect in (EXCEL, PLAIN):
        stem = name.removesuffix(dialect.suffix)
        if stem != name:
            return _table_resource(TABLES[stem], dialect, facts)
    path = PurePath(name)
    table = TABLES.get(path.stem)
    about = {"title": table.fr, "title_en": table.en} if table else {}
    return {
        "name": _slug(name),
        "type": "file",
        **about,
        "format": path.suffix[1:],
        "mediatype": _MEDIA[path.suffix],
        **facts,
    }


def _table_resource(table: Table, dialect: Dialect, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": table.name if dialect is PLAIN else f"{table.name}-excel",
        "type": "table",
        "title": table.fr,
        "title_en": table.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": dialect.encoding,
        **facts,
        "dialect": {"delimiter": dialect.separator, "lineTerminator": dialect.line_end},
        "schema": table_schema(table, dialect),
    }


def _slug(text: str) -> str:
    """Lower-case ASCII letters, digits, dots and hyphens: what v1 readers accept as a name."""
    kept = "".join(c if c.isascii() and (c.isalnum() or c == ".") else "-" for c in text.lower())
    return "-".join(part for part in kept.split("-") if part)


def _without_empty(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in facts.items() if value not in (None, "", [], {})}

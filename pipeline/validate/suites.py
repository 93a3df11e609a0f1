"""The suites as files: one JSON file for each published table, in `expectations/`.

What follows from a column's definition (order, type, presence, uniqueness, values) is generated
from `pipeline.tables` and marked `"source": "tables.py"`; the other expectations are written by
hand in the same file and kept when it is regenerated. Knows nothing of Great Expectations beyond
the names of its expectations, and imports none of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.domain import RecolementError
from pipeline.tables import TABLES, Column, Table

SOURCE = "tables.py"
SEVERITIES = ("critical", "warning", "info")  # the words of Great Expectations

# The name Great Expectations gives to the values of each published type.
_TYPES = {"string": "str", "integer": "int64", "decimal": "Decimal", "money": "Decimal"}
_TYPES_FR = {
    "string": "du texte",
    "integer": "un nombre entier",
    "decimal": "un nombre décimal exact",
    "money": "un montant décimal exact",
}

Expectation = dict[str, Any]


class SuiteError(RecolementError):
    """A suite that can't be used: names the file and the reason."""


def expectations_folder() -> Path:
    """The folder of the suites: beside the package in a checkout, inside it once installed."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "expectations"
    return installed if installed.is_dir() else package.parent / "expectations"


def _expectation(gate: str, kind: str, kwargs: dict[str, Any], description: str) -> Expectation:
    return {
        "type": kind,
        "kwargs": kwargs,
        "description": _set(description),
        "severity": "critical",
        "meta": {"gate": gate, "source": SOURCE},
    }


def _set(text: str) -> str:
    """French typography: no line may end between a mark and the word that it belongs to."""
    return re.sub(r"(?<=«) | (?=[»:;!?])", "\u00a0", text)


def _of_column(column: Column) -> Iterator[Expectation]:
    name, on = column.name, {"column": column.name}
    yield _expectation(
        f"{name}.type",
        "expect_column_values_to_be_of_type",
        on | {"type_": _TYPES[column.type]},
        f"« {name} » contient {_TYPES_FR[column.type]}.",
    )
    if column.type == "money":
        yield _expectation(
            f"{name}.centimes",
            "expect_column_values_to_match_regex",
            on | {"regex": r"^-?[0-9]+\.[0-9]{2}$"},
            f"« {name} » est donné au centime, ni plus ni moins.",
        )
    if column.required:
        yield _expectation(
            f"{name}.renseigne",
            "expect_column_values_to_not_be_null",
            on,
            f"« {name} » est renseigné sur chaque ligne.",
        )
    if column.required and column.type == "string" and not (column.enum or column.pattern):
        yield _expectation(
            f"{name}.non_blanc",
            "expect_column_values_to_match_regex",
            on | {"regex": r"\S"},
            f"« {name} » n'est jamais un texte vide.",
        )
    if column.unique:
        yield _expectation(
            f"{name}.unique",
            "expect_column_values_to_be_unique",
            on,
            f"« {name} » ne se répète jamais.",
        )
    if column.enum:
        words = ", ".join(f"« {word} »" for word in column.enum)
        yield _expectation(
            f"{name}.liste",
            "expect_column_values_to_be_in_set",
            on | {"value_set": [str(word) for word in column.enum]},
            f"« {name} » est l'une de ces valeurs : {words}.",
        )
    if column.pattern:
        yield _expectation(
            f"{name}.forme",
            "expect_column_values_to_match_regex",
            on | {"regex": column.pattern},
            f"« {name} » a la forme attendue : {column.fr}.",
        )
    if column.minimum is not None:
        yield _expectation(
            f"{name}.minimum",
            "expect_column_values_to_be_between",
            on | {"min_value": column.minimum},
            f"« {name} » n'est jamais inférieur à {column.minimum}.",
        )


def generated(table: Table) -> list[Expectation]:
    """The expectations that follow from the table's definition, in its columns' order."""
    found = [
        _expectation(
            "colonnes",
            "expect_table_columns_to_match_ordered_list",
            {"column_list": table.names},
            "Les colonnes sont exactement celles du dictionnaire des données, dans l'ordre.",
        )
    ]
    if len(table.key) > 1:
        found.append(
            _expectation(
                "cle",
                "expect_compound_columns_to_be_unique",
                {"column_list": list(table.key)},
                f"Les colonnes {' et '.join(f'« {c} »' for c in table.key)} désignent ensemble "
                "une seule ligne.",
            )
        )
    return found + [e for column in table.columns for e in _of_column(column)]


def read_suite(path: Path) -> list[Expectation]:
    """The expectations of one suite file. Raises SuiteError (file and reason) for a wrong one."""
    try:
        suite = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SuiteError(f"{path}: suite can't be read ({error.strerror})") from None
    except ValueError as error:  # not JSON, or not UTF-8
        raise SuiteError(f"{path}: suite is not JSON: {error}") from None
    expectations = suite.get("expectations") if isinstance(suite, dict) else None
    if not isinstance(expectations, list) or not expectations:
        raise SuiteError(f"{path}: a suite is an object with a list of expectations")
    for number, expectation in enumerate(expectations, 1):
        reason = _fault(expectation)
        if reason:
            raise SuiteError(f"{path}: expectation {number}: {reason}")
    gates = [e["meta"]["gate"] for e in expectations]
    twice = sorted({g for g in gates if gates.count(g) > 1})
    if twice:
        raise SuiteError(f"{path}: meta.gate given twice: {', '.join(twice)}")
    return expectations


def _fault(expectation: object) -> str:
    """Why this can't be an expectation of ours; an empty string when it can."""
    if not isinstance(expectation, dict):
        return "not an object"
    odd = set(expectation) ^ {"type", "kwargs", "description", "severity", "meta"}
    if odd:
        return f"missing or unknown keys: {', '.join(sorted(map(str, odd)))}"
    if expectation["severity"] not in SEVERITIES:
        return f"severity is one of {', '.join(SEVERITIES)}"
    if not isinstance(expectation["kwargs"], dict):
        return "kwargs is an object"
    if not isinstance(expectation["description"], str) or not expectation["description"].strip():
        return "a French description is required"
    meta = expectation["meta"]
    if not isinstance(meta, dict) or not isinstance(meta.get("gate"), str) or not meta["gate"]:
        return "meta.gate (a short stable name) is required"
    return ""


def suite_text(table: Table, written: list[Expectation]) -> str:
    """The suite file of `table`: what is generated, then what is `written` by hand, as JSON."""
    suite = {"name": table.name, "expectations": generated(table) + written}
    return json.dumps(suite, ensure_ascii=False, indent=1) + "\n"


def regenerate(folder: Path) -> list[Path]:
    """Rewrite the generated part of every suite in `folder`; returns the files that changed."""
    changed = []
    for table in TABLES.values():
        path = folder / f"{table.name}.json"
        old = read_suite(path) if path.exists() else []
        written = [e for e in old if e["meta"].get("source") != SOURCE]
        text = suite_text(table, written)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed

"""The published formats: same rows, same types, same words, same bytes, and nothing that runs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import Ledger, Status
from pipeline.profile import UNANSWERED
from pipeline.publish import write_tables
from pipeline.publish.values import guard, unguard
from pipeline.tables import TABLES, Column
from tests.published import HOSTILE, facts, hostile_ledger, tables

SQLITE = "contrats-locaux-solidarites-hdf-2025.sqlite"
NAMES = list(tables())


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("published"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("hostile"), hostile_ledger())


def written(folder: Path, ledger: Ledger | None = None) -> Path:
    write_tables(tables(ledger), folder, facts(ledger))
    return folder


def read_csv(path: Path) -> list[list[str]]:
    """A plain CSV read strictly as RFC 4180 says."""
    text = path.read_bytes().decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def read_excel_csv(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def sheet(path: Path, name: str, *, values: bool) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path, data_only=values)
    return list(book[name].iter_rows(values_only=True))


# --------------------------------------------------------------------- one truth for columns


@pytest.mark.parametrize("name", NAMES)
def test_csv_follows_the_columns(published: Path, name: str) -> None:
    assert read_csv(published / f"{name}.csv")[0] == TABLES[name].names
    assert read_excel_csv(published / f"{name}.excel.csv")[0] == TABLES[name].names


@pytest.mark.parametrize("name", NAMES)
def test_parquet_follows_the_columns(published: Path, name: str) -> None:
    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "money": pa.decimal128(18, 2),
        "decimal": pa.decimal128(18, 4),
    }
    schema = pq.read_schema(published / f"{name}.parquet")
    assert schema.names == TABLES[name].names
    for column in TABLES[name].columns:
        field = schema.field(column.name)
        assert field.type == types[column.type]
        assert field.nullable is not column.required
        assert field.metadata[b"description"].decode() == column.fr
        assert field.metadata[b"description_en"].decode() == column.en
    assert b"pandas" not in schema.metadata


@pytest.mark.parametrize("name", NAMES)
def test_sqlite_follows_the_columns(published: Path, name: str) -> None:
    types = {
        "string": "TEXT",
        "integer": "INTEGER",
        "money": "DECIMAL(18,2)",
        "decimal": "DECIMAL(18,4)",
    }
    database = sqlite3.connect(published / SQLITE)
    found = database.execute(f'PRAGMA table_info("{name}")').fetchall()
    assert [(c[1], c[2], bool(c[3])) for c in found] == [
        (c.name, types[c.type], c.required) for c in TABLES[name].columns
    ]
    assert {c[1] for c in found if c[5]} == set(TABLES[name].key)
    said = database.execute(
        'SELECT colonne, description, description_en FROM dictionnaire WHERE "table" = ? '
        "ORDER BY rang",
        (name,),
    ).fetchall()
    assert said == [(c.name, c.fr, c.en) for c in TABLES[name].columns]


@pytest.mark.parametrize("name", NAMES)
def test_workbook_follows_the_columns(published: Path, name: str) -> None:
    book = openpyxl.load_workbook(published / "2025.xlsx")
    assert [cell.value for cell in book[name][1]] == TABLES[name].names
    readme = list(book["Lisez-moi"].iter_rows(values_only=True))
    said = [row for row in readme if row[0] == name]
    assert said == [(name, c.name, c.fr, c.en) for c in TABLES[name].columns]


@pytest.mark.parametrize("name", NAMES)
def test_table_schema_follows_the_columns(published: Path, name: str) -> None:
    package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    resources = {r["name"]: r for r in package["resources"]}
    for resource in (resources[name], resources[f"{name}-excel"]):
        assert resource["schema"]["primaryKey"] == list(TABLES[name].key)
        fields = resource["schema"]["fields"]
        assert [f["name"] for f in fields] == TABLES[name].names
        for field, column in zip(fields, TABLES[name].columns, strict=True):
            assert_field_follows(field, column)


def assert_field_follows(field: dict[str, Any], column: Column) -> None:
    types = {"string": "string", "integer": "integer", "money": "number", "decimal": "number"}
    constraints = field.get("constraints", {})
    assert field["type"] == types[column.type]
    assert (field["description"], field["description_en"]) == (column.fr, column.en)
    assert constraints.get("required", False) is column.required
    assert constraints.get("unique", False) is column.unique
    assert constraints.get("enum", []) == [str(value) for value in column.enum]
    assert constraints.get("pattern") == column.pattern
    assert constraints.get("minimum") == column.minimum


# --------------------------------------------------------------------- one truth for rows


def plain(value: object) -> object:
    """A frame's value, as every format must give it back."""
    if value is None or value is pd.NA or value == "":
        return None
    return value if isinstance(value, str | Decimal) else int(str(value))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ledger", [None, hostile_ledger()], ids=["2025", "hostile"])
def test_every_format_gives_the_same_rows(name: str, ledger: Ledger | None, tmp_path: Path) -> None:
    written(tmp_path, ledger)
    frame, columns = tables(ledger)[name], TABLES[name].columns
    rows = [tuple(map(plain, row)) for row in frame.itertuples(index=False, name=None)]

    def parsed(texts: list[str], separator: str, decimal: str) -> tuple[object, ...]:
        read: dict[str, Callable[[str], object]] = {
            "string": lambda t: unguard(t, separator),
            "integer": int,
            "money": lambda t: Decimal(t.replace(decimal, ".")),
            "decimal": lambda t: Decimal(t.replace(decimal, ".")),
        }
        return tuple(read[c.type](t) if t else None for c, t in zip(columns, texts, strict=True))

    assert [parsed(r, ";", ".") for r in read_csv(tmp_path / f"{name}.csv")[1:]] == rows
    assert [parsed(r, ",", ",") for r in read_excel_csv(tmp_path / f"{name}.excel.csv")[1:]] == rows
    parquet = pq.read_table(tmp_path / f"{name}.parquet").to_pylist()
    assert [tuple(row.values()) for row in parquet] == rows
    stored = sqlite3.connect(tmp_path / SQLITE).execute(f'SELECT * FROM "{name}" ORDER BY rowid')
    as_numbers = [tuple(float(v) if isinstance(v, Decimal) else v for v in row) for row in rows]
    assert list(stored) == as_numbers
    shown = sheet(tmp_path / "2025.xlsx", name, values=True)[1:]
    assert [tuple(map(unescaped, row)) for row in shown] == as_numbers


def unescaped(value: object) -> object:
    """A cell's text: OOXML writes control characters as _xHHHH_ and openpyxl leaves that so."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"_x(00[01][0-9A-F])_", lambda m: chr(int(m[1], 16)), value)
    return text.removesuffix(" ") if text.startswith("<r>") else text


def test_codes_and_numbers_keep_their_form(published: Path) -> None:
    header, *rows = read_csv(published / "actions.csv")
    first = dict(zip(header, rows[0], strict=True))
    assert first["territoire_code"] == "02"
    assert first["montant"] == "6000.00"
    header, *rows = read_excel_csv(published / "actions.excel.csv")
    assert dict(zip(header, rows[0], strict=True))["montant"] == "6000,00"
    assert (published / "actions.excel.csv").read_bytes().startswith(b"\xef\xbb\xbfedition;")
    assert b"\r" not in (published / "actions.csv").read_bytes()
    book = openpyxl.load_workbook(published / "2025.xlsx")
    cell = book["actions"].cell(2, header.index("territoire_code") + 1)
    assert (cell.value, cell.data_type, cell.number_format) == ("02", "s", "@")


def test_sqlite_sums_in_exact_cents(hostile: Path) -> None:
    database = sqlite3.connect(hostile / SQLITE)
    expected = sum((m for m in tables(hostile_ledger())["actions"]["montant"] if m), Decimal(0))
    (cents,) = database.execute("SELECT SUM(montant_centimes) FROM actions_centimes").fetchone()
    assert Decimal(cents) / 100 == expected


# --------------------------------------------------------------------- nothing runs


FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")


@pytest.mark.parametrize("suffix", ["csv", "excel.csv"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_is_a_formula_wherever_a_spreadsheet_cuts(
    hostile: Path, suffix: str, separator: str
) -> None:
    """Opened with any separator: no cell begins as a formula does, but amounts in themselves."""
    own = {"csv": ",", "excel.csv": ";"}[suffix]
    text = (hostile / f"actions.{suffix}").read_bytes().decode("utf-8-sig")
    if separator == own:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        cells = [cell for row in rows for cell in row]
    else:  # quotes in the middle of what it takes for a cell mean nothing to it
        cells = [cell.lstrip(' "') for cell in re.split(rf"[{separator}\r\n]", text)]
    amount = re.compile(r"-?[\s\d.,]*€?")
    risky = [c for c in cells if FORMULA.match(c) and not amount.fullmatch(c)]
    assert risky == []


def test_printed_amounts_are_left_as_printed(hostile: Path) -> None:
    header, *rows = read_csv(hostile / "actions.csv")
    printed = {row[header.index("montant_imprime")] for row in rows}
    assert {"-", "-5\u202f000 €", "(5 000)", "1 234,56 €"} <= printed


def test_hostile_labels_are_text_in_the_workbook(hostile: Path) -> None:
    book = openpyxl.load_workbook(hostile / "2025.xlsx")
    column = TABLES["actions"].names.index("action") + 1
    cells = [book["actions"].cell(i + 2, column) for i in range(len(HOSTILE))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}
    assert [unescaped(cell.value) for cell in cells] == list(HOSTILE)


def test_hostile_facts_are_text_in_the_workbook(tmp_path: Path) -> None:
    known = facts()
    source = replace(known.source, file_name="=1+1.pdf", origin="https://example.org/=1+1.pdf")
    write_tables(tables(), tmp_path, replace(known, source=source))
    readme = openpyxl.load_workbook(tmp_path / "2025.xlsx")["Lisez-moi"]
    cells = {row[0].value: row[1] for row in readme.iter_rows()}
    for name, text in (("Fichier source", source.file_name), ("Origine", source.origin)):
        cell = cells[name]
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


@given(st.text(alphabet="=+-@＝'\"; ,\t\r\na1\u00a0€(", max_size=12))
def test_a_guarded_text_is_inert_and_can_be_had_back(text: str) -> None:
    for separator in (",", ";"):
        assert unguard(guard(text, separator), separator) == text
        guarded = guard(text, separator)
        assert guarded == text or "'" in guarded
        for cell in re.split(rf"[{separator}\r\n]", guarded):
            assert not re.match(r'[ "\u00a0]*[=@＝]', cell)


# --------------------------------------------------------------------- live formulas


def test_totals_are_live_formulas_with_their_values(published: Path) -> None:
    total = TABLES["totaux"].names.index("total")
    said = [row[total] for row in sheet(published / "2025.xlsx", "totaux", values=False)[1:]]
    assert all(str(f).startswith("=ROUND(SUMIFS(actions!$L$2:$L$125,") for f in said)
    values = [row[total] for row in sheet(published / "2025.xlsx", "totaux", values=True)[1:]]
    assert values == [float(t) for t in tables()["totaux"]["total"]]
    computed = TABLES["contrats"].names.index("total_calcule")
    for row in sheet(published / "2025.xlsx", "contrats", values=False)[1:]:
        assert str(row[computed]).startswith("=ROUND(SUMIFS(actions!")


def test_a_total_that_no_formula_gives_stays_a_value(tmp_path: Path) -> None:
    """Half the lines of an axis: the sum over the axis would be another number."""
    made = tables()
    totals = made["totaux"]["total"].tolist()
    made["totaux"]["total"] = pd.Series([Decimal("1.00"), *totals[1:]], dtype="object")
    write_tables(made, tmp_path, facts())
    row = sheet(tmp_path / "2025.xlsx", "totaux", values=False)[1]
    assert row[TABLES["totaux"].names.index("total")] == 1


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice isn't installed")
def test_formulas_give_the_same_when_a_spreadsheet_computes_them(
    hostile: Path, tmp_path: Path
) -> None:
    """openpyxl drops the stored values, so that LibreOffice has to compute each formula."""
    openpyxl.load_workbook(hostile / "2025.xlsx").save(tmp_path / "in.xlsx")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "out",
         tmp_path / "in.xlsx"],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    for name in ("totaux", "contrats", "rapprochement"):
        computed = sheet(tmp_path / "out/in.xlsx", name, values=True)
        stored = sheet(hostile / "2025.xlsx", name, values=True)
        assert computed == stored


# --------------------------------------------------------------------- the package


def test_frictionless_finds_nothing_wrong(published: Path) -> None:
    report = frictionless.Package(str(published / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    assert len(report.tasks) == 3 * len(NAMES) + 2


def test_frictionless_finds_nothing_wrong_with_hostile_text(hostile: Path) -> None:
    report = frictionless.Package(str(hostile / "datapackage.json")).validate()
    assert report.valid, report.to_summary()


def test_frictionless_finds_a_changed_figure(tmp_path: Path) -> None:
    written(tmp_path)
    path = tmp_path / "actions.csv"
    path.write_bytes(path.read_bytes().replace(b"6000.00", b"6001.00", 1))
    assert not frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid


def test_frictionless_command_accepts_the_package(published: Path) -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=published, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["valid"] is True


def test_package_names_source_licence_notice_and_every_file(published: Path) -> None:
    package = json.loads((published / "datapackage.json").read_text(encoding="utf-8"))
    assert package["notice"] == "Reconstruction"
    assert package["licenses"][0]["title"] == "Licence Ouverte / Open Licence 2.0"
    assert package["sources"][0]["hash"].startswith("sha256:")
    assert package["status"] == "reconciled"
    named = {r["path"]: (r["hash"], r["bytes"]) for r in package["resources"]}
    files = {p for p in published.iterdir() if p.name != "datapackage.json"}
    assert named == {
        p.name: (f"sha256:{hashlib.sha256(p.read_bytes()).hexdigest()}", p.stat().st_size)
        for p in files
    }


# --------------------------------------------------------------------- bytes, and refusals


@pytest.mark.parametrize("ledger", [None, hostile_ledger()], ids=["2025", "hostile"])
def test_two_writes_give_the_same_bytes(ledger: Ledger | None, tmp_path: Path) -> None:
    sets = []
    for name in ("one", "two/deeper"):
        (tmp_path / name).mkdir(parents=True)
        written(tmp_path / name, ledger)
        sets.append({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()})
    assert sets[0] == sets[1]


def test_bytes_do_not_depend_on_the_process(published: Path, tmp_path: Path) -> None:
    """Another process, another hash seed, another time zone, another day."""
    script = (
        "import sys, pathlib; from tests.published import *; from pipeline.publish import *; "
        "write_tables(tables(), pathlib.Path(sys.argv[1]), facts())"
    )
    subprocess.run(
        [sys.executable, "-c", script, tmp_path],
        check=True,
        cwd=Path(__file__).parents[1],
        env={"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"},
    )
    for path in published.iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_an_edition_with_no_action_at_all_is_written_too(tmp_path: Path) -> None:
    empty = {name: frame.iloc[:0] for name, frame in tables().items()}
    write_tables(empty, tmp_path, facts(status=Status.HELD))
    assert frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid


def test_held_is_said_in_the_workbook(tmp_path: Path) -> None:
    write_tables(tables(), tmp_path, facts(status=Status.HELD))
    rows = sheet(tmp_path / "2025.xlsx", "Lisez-moi", values=True)
    readme = {str(row[0]): str(row[1]) for row in rows}
    assert readme["Statut"].startswith("retenue")
    assert readme["Avertissement"] == "Reconstruction"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: f.drop(columns="montant"), "columns"),
        (lambda f: pd.concat([f, f.iloc[:1]]), "given twice"),
        (lambda f: f.assign(page=pd.array([pd.NA] * len(f), dtype="Int64")), "page"),
    ],
)
def test_a_broken_frame_is_refused(spoil: Any, said: str, tmp_path: Path) -> None:
    made = tables()
    made["actions"] = spoil(made["actions"])
    with pytest.raises(ValueError, match=said):
        write_tables(made, tmp_path, facts())
    assert list(tmp_path.iterdir()) == []


def test_a_text_too_long_for_a_cell_is_cut_visibly_in_the_workbook_only(tmp_path: Path) -> None:
    made = tables()
    made["actions"].loc[0, "action"] = "é" * 40_000
    write_tables(made, tmp_path, facts())
    column = TABLES["actions"].names.index("action")
    shown = sheet(tmp_path / "2025.xlsx", "actions", values=True)[1][column]
    assert len(shown) == 32_767
    assert shown.endswith("(texte coupé\u00a0: voir le fichier CSV)")
    assert read_csv(tmp_path / "actions.csv")[1][column] == "é" * 40_000


def test_a_licence_that_nobody_has_given_is_none(tmp_path: Path) -> None:
    write_tables(tables(), tmp_path, replace(facts(), licence=UNANSWERED, licence_url=None))
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert "licenses" not in package

"""The gates: each expectation of each suite fails on its own fault, and on nothing else."""

from __future__ import annotations

import json
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import pipeline
from pipeline.domain import (
    Control,
    ControlName,
    GateResult,
    RecolementError,
    Reconciliation,
    Severity,
    Verdict,
)
from pipeline.profile import builtin_profiles, load_profile
from pipeline.tables import TABLES, Table, frame, published_tables
from pipeline.validate import expectations_folder, run_gates
from pipeline.validate.suites import SOURCE, SuiteError, read_suite, regenerate, suite_text
from tests.truth import truth_ledger

Row = dict[str, Any]
Failed = dict[tuple[str, str], tuple[str, ...]]

SUITES = {name: read_suite(expectations_folder() / f"{name}.json") for name in TABLES}
ALL_GATES = {(name, e["meta"]["gate"]) for name, suite in SUITES.items() for e in suite}


# ------------------------------------------------------------------ frames without a fault


def _actions(n: int) -> Row:
    return {
        "edition": "2031", "region": "99", "axe": "1", "axe_libelle": "Un axe",
        "territoire": "Ici", "territoire_code": "02", "territoire_type": "département",
        "territoire_source": "imprimé", "orientation": None, "orientation_normalisee": None,
        "action": f"Action {n}", "montant": Decimal("1200.00"), "montant_imprime": "1 200 €",
        "montant_statut": "chiffré", "page": 3, "page_imprimee": None, "x0": Decimal("60.0"),
        "top": Decimal("80.0"), "x1": Decimal("900.0"), "bottom": Decimal("96.0"),
        "lecture": "pdfplumber+camelot", "identifiant": f"a{n}", "decision": None,
    }  # fmt: skip


def _totaux(n: int) -> Row:
    return {
        "edition": "2031", "axe": "1", "territoire": "Ici", "territoire_code": "02",
        "total": Decimal("5.50"), "total_imprime": Decimal("5.50"), "page": 3,
        "page_imprimee": None, "portee": "axe", "colonne": None, "libelle": None, "lignes": 2,
        "ecart": Decimal("0.00"), "identifiant": f"t{n}", "decision": None,
    }  # fmt: skip


def _contrats(n: int) -> Row:
    return {
        "edition": "2031", "territoire": "Ici", "territoire_code": str(100 + n),
        "total": Decimal("5.50"), "total_calcule": Decimal("5.50"), "page": 3,
        "page_imprimee": None, "territoire_type": "département", "actions": 2,
        "ecart": Decimal("0.00"), "decision": None,
    }  # fmt: skip


def _rapprochement(n: int) -> Row:
    names = ("lignes → total d'axe", "présence", "conservation")
    return {
        "edition": "2031", "controle": names[n % 3], "axe": None, "territoire": None,
        "territoire_code": None, "calcule": Decimal("5.50"), "imprime": Decimal("5.50"),
        "ecart": Decimal("0.00"), "verdict": "conforme", "cause": None, "page": None,
        "unite": "€", "libelle": None, "lignes": 2, "numero": n + 1, "decision": None,
    }  # fmt: skip


def _colonnes(n: int) -> Row:
    return {
        "edition": "2031", "identifiant": f"a{n}", "colonne": "Part État",
        "montant": Decimal("1200.00"), "montant_imprime": "1 200 €", "montant_statut": "chiffré",
    }  # fmt: skip


def _evolution(n: int) -> Row:
    return {
        "edition": "2031", "edition_precedente": "2030", "axe": "1", "territoire_code": "02",
        "territoire": "Ici", "action": f"Action {n}", "action_precedente": f"Action {n}",
        "montant": Decimal("5.50"), "montant_precedent": Decimal("5.50"),
        "ecart": Decimal("0.00"), "mouvement": "inchangée", "score": None, "numero": n + 1,
    }  # fmt: skip


ROW = {
    "actions": _actions, "totaux": _totaux, "contrats": _contrats,
    "rapprochement": _rapprochement, "colonnes": _colonnes,
    "evolution": _evolution,
}  # fmt: skip
ROWS = 60


def _key(table: Table, row: Row) -> str:
    return " | ".join("(vide)" if row[c] is None else str(row[c]) for c in table.key)


# ------------------------------------------------------------------ the faults


@dataclass(frozen=True)
class Fault:
    """One row changed so that `gate` fails on it, and with it only the gates of `also`.

    `twin` is for faults of two rows: the row is made like row 0, which then fails too.
    """

    gate: str
    changes: Row
    also: tuple[str, ...] = ()
    twin: bool = False


@dataclass(frozen=True)
class Whole:
    """Whole columns or the table changed: `gates` fail, on every row or on no row in particular."""

    gates: tuple[str, ...]
    changes: Row = field(default_factory=dict)  # column: value of every row
    first: Row = field(default_factory=dict)  # column: value of the first row
    dtypes: dict[str, str] = field(default_factory=dict)
    empty: bool = False
    swap: bool = False
    every_row: bool = False


UNCOSTED: Row = {"montant": None, "montant_statut": "non chiffré", "montant_imprime": "-"}
AMOUNTS = [
    Fault("montant.present_si_chiffre", {"montant": None}),
    Fault(
        "montant.vide_si_non_chiffre",
        {"montant": Decimal("0.00"), "montant_statut": "non chiffré", "montant_imprime": "-"},
    ),
    Fault("montant_imprime.chiffres", {"montant": Decimal("0.00"), "montant_imprime": "néant"}),
    Fault("montant_imprime.sans_chiffre", UNCOSTED | {"montant_imprime": "5 €"}),
    Fault("montant.chiffres_imprimes", {"montant": Decimal("2100.00")}),
    Fault("montant.negatif", {"montant": Decimal("-1200.00")}),
    Fault(
        "montant.ordre_de_grandeur",
        {"montant": Decimal("120000000.00"), "montant_imprime": "120 M€"},
    ),
    Fault("montant.centimes", {"montant": Decimal("1200.000")}),
    Fault("montant.type", {"montant": 1234.56, "montant_imprime": "1 234,56 €"}),
    Fault("montant_imprime.non_blanc", UNCOSTED | {"montant_imprime": ""}),
]
CODES = [
    Fault("territoire_code.insee", {"territoire_code": "200093201"}),
    Fault("territoire_code.siren", {"territoire_type": "métropole", "territoire_code": "59"}),
    Fault("territoire_code.forme", {"territoire_code": "2"}, also=("territoire_code.insee",)),
]
DECISION = Fault("decision.forme", {"decision": "Ada"})
NEW: Row = {"mouvement": "nouvelle", "action_precedente": None, "montant_precedent": None}
ENDED: Row = {"mouvement": "terminée", "action": None, "montant": None}
RENAMED: Row = {"mouvement": "probablement renommée", "score": Decimal("90.0")}
PLANTED: dict[str, list[Fault]] = {
    "actions": [
        *AMOUNTS,
        *CODES,
        DECISION,
        Fault("x1.apres_x0", {"x1": Decimal("60.0")}),
        Fault("bottom.apres_top", {"bottom": Decimal("9.0")}),
        Fault("lecture.forme", {"lecture": "camelot+"}),
        Fault("lecture.non_blanc", {"lecture": ""}, also=("lecture.forme",)),
        Fault("action.lisible", {"action": "Accompa\ufffdner"}),
        Fault("action.espaces", {"action": "Deux  espaces"}),
        Fault("action.montant_reste", {"action": "Accueil 1 200 €"}),
        Fault("doublon", {"action": "Action 0"}, twin=True),
        Fault("identifiant.unique", {"identifiant": "a0"}, twin=True),
        *(Fault(f"{c}.type", {c: 70.5}) for c in ("x0", "top", "x1")),
        Fault("bottom.type", {"bottom": 90.5}),
    ],
    "totaux": [
        DECISION,
        Fault("territoire_code.forme", {"territoire_code": "2"}),
        Fault("ecart.axe", {"ecart": Decimal("0.01")}),
        Fault("ecart.sous_total", {"portee": "sous-total", "ecart": Decimal("-0.01")}),
        Fault("total.egal_imprime", {"total": Decimal("5.51")}),
        Fault("ecart.present", {"ecart": None}),
        Fault("total_imprime.present", {"total_imprime": None}),
        Fault("total.present", {"total": None}),
        Fault("axe.present", {"axe": None}),
        Fault("territoire_code.present", {"territoire_code": None}),
        Fault("lignes.au_moins_une", {"lignes": 0}),
        Fault("lignes.minimum", {"lignes": -1}, also=("lignes.au_moins_une",)),
        Fault("identifiant.unique", {"identifiant": "t0"}, twin=True),
        *(Fault(f"{c}.type", {c: 5.25, o: Decimal("5.25")})
          for c, o in (("total", "total_imprime"), ("total_imprime", "total"))),
        Fault("ecart.type", {"ecart": 0.25}, also=("ecart.axe",)),
        *(Fault(f"{c}.centimes", {c: Decimal("5.5")}) for c in ("total", "total_imprime")),
        Fault("ecart.centimes", {"ecart": Decimal("0")}),
    ],
    "contrats": [
        *CODES,
        DECISION,
        Fault("ecart.nul", {"ecart": Decimal("0.01")}),
        Fault("total.egal_calcule", {"total_calcule": Decimal("5.49")}),
        Fault("ecart.present", {"ecart": None}),
        Fault("page.presente", {"page": None}),
        Fault("actions.au_moins_une", {"actions": 0}),
        Fault("actions.minimum", {"actions": -1}, also=("actions.au_moins_une",)),
        Fault("territoire_code.unique", {"territoire_code": "100"}, twin=True),
        *(Fault(f"{c}.type", {c: 5.25, o: Decimal("5.25")})
          for c, o in (("total", "total_calcule"), ("total_calcule", "total"))),
        Fault("ecart.type", {"ecart": 0.25}, also=("ecart.nul",)),
        *(Fault(f"{c}.centimes", {c: Decimal("5.5")}) for c in ("total", "total_calcule")),
        Fault("ecart.centimes", {"ecart": Decimal("0")}),
    ],
    "rapprochement": [
        DECISION,
        Fault("territoire_code.forme", {"territoire_code": "2"}),
        Fault("verdict.somme", {"controle": "axes → contrat", "verdict": "écart"}),
        Fault("verdict.autre", {"controle": "double lecture", "verdict": "écart"}),
        Fault("verdict.total_non_verifie",
              {"controle": "lignes → total d'axe", "verdict": "non vérifiable"}),
        Fault("conforme.egal", {"calcule": Decimal("5.51")}),
        Fault("conforme.ecart_nul", {"ecart": Decimal("0.01")}),
        Fault("numero.unique", {"numero": 1}, twin=True),
        Fault("numero.minimum", {"numero": 0}),
        Fault("lignes.minimum", {"lignes": -1}),
        *(Fault(f"{c}.type", {"unite": "%", c: 5.5}) for c in ("calcule", "imprime", "ecart")),
    ],
    "colonnes": [*AMOUNTS, Fault("cle", {"identifiant": "a0"}, twin=True)],
    "evolution": [
        Fault("territoire_code.forme", {"territoire_code": "2"}),
        Fault("action.presente", {"action": None}),
        Fault("action.absente", ENDED | {"action": "Action"}),
        Fault("action_precedente.presente", {"action_precedente": None}),
        Fault("action_precedente.absente", NEW | {"action_precedente": "Action"}),
        Fault("montant.absent", ENDED | {"montant": Decimal("5.50")}),
        Fault("montant_precedent.absent", NEW | {"montant_precedent": Decimal("5.50")}),
        Fault("montant.inchange", {"montant": Decimal("5.51")}),
        Fault("ecart.present", {"ecart": None}),
        Fault("score.present", RENAMED | {"score": None}),
        Fault("score.absent", {"score": Decimal("90.0")}),
        Fault("score.bornes", RENAMED | {"score": Decimal("100.1")}),
        Fault("score.type", RENAMED | {"score": 90.5}),
        *(Fault(f"{c}.type", {c: 5.25, o: Decimal("5.25")})
          for c, o in (("montant", "montant_precedent"), ("montant_precedent", "montant"))),
        Fault("ecart.type", {"ecart": 0.25}),
        *(Fault(f"{c}.centimes", {c: Decimal("5.5")}) for c in ("montant", "montant_precedent")),
        Fault("ecart.centimes", {"ecart": Decimal("0")}),
        Fault("numero.unique", {"numero": 1}, twin=True),
        Fault("numero.minimum", {"numero": 0}),
    ],
}  # fmt: skip


def _generated_faults(table: Table) -> Iterator[Fault]:
    """The faults that follow from a column's definition, where none is written above."""
    for column in table.columns:
        if column.required:
            yield Fault(f"{column.name}.renseigne", {column.name: None})
            yield Fault(f"{column.name}.non_blanc", {column.name: ""})
        if column.enum:
            yield Fault(f"{column.name}.liste", {column.name: "autre"})
        if column.minimum is not None:
            yield Fault(f"{column.name}.minimum", {column.name: column.minimum - 1})


def _row_faults(name: str) -> list[Fault]:
    written = {f.gate for f in PLANTED[name]}
    more = [f for f in _generated_faults(TABLES[name]) if f.gate not in written]
    return PLANTED[name] + [f for f in more if (name, f.gate) in ALL_GATES]


def _columns(name: str, kind: str) -> list[str]:
    return [c.name for c in TABLES[name].columns if c.type == kind]


def _whole_faults(name: str) -> list[Whole]:
    """Faults of whole columns: they leave no row to tell apart, so each takes a run of its own."""
    text, whole = _columns(name, "string"), _columns(name, "integer")
    lines = ("lignes",) if (name, "lignes") in ALL_GATES else ()
    needed = ("controle.indispensables",) if name == "rapprochement" else ()
    compared = ("edition.apres",) if name == "evolution" else ()  # breaks: no order in categories
    return [
        Whole(
            gates=(*(f"{c}.type" for c in text + whole), *compared),
            dtypes=dict.fromkeys(text, "category") | dict.fromkeys(whole, "Int32"),
        ),
        Whole(gates=("colonnes",), swap=True),
        Whole(gates=lines + needed, empty=True),
        Whole(gates=("edition.forme",), changes={"edition": "31"}, every_row=True),
        Whole(
            gates=("edition.seule", *needed),
            changes={"controle": "doublons"} if needed else {},
            first={"edition": "2032"},
        ),
    ]


BEFORE = [  # faults of the whole `evolution` table: what it says of the edition before
    Whole(gates=("edition.apres",), changes={"edition_precedente": "2031"}, every_row=True),
    Whole(gates=("edition_precedente.seule",), first={"edition_precedente": "2029"}),
    Whole(gates=("edition_precedente.forme",), changes={"edition_precedente": "19"},
          every_row=True),
]  # fmt: skip


def _fits(row: Row, changes: Row) -> Row:
    odd = set(changes) - set(row)
    assert not odd, odd
    return row | changes


def _planted(name: str) -> tuple[pd.DataFrame, Failed]:
    """A frame with each row fault of the table in a row of its own, and what must fail."""
    table, faults = TABLES[name], _row_faults(name)
    rows = [ROW[name](n) for n in range(ROWS)]
    failed: dict[tuple[str, str], list[str]] = {}
    for n, fault in enumerate(faults, 1):
        rows[n] = _fits(rows[n], fault.changes)
        keys = [_key(table, rows[0])] if fault.twin else []
        for gate in (fault.gate, *fault.also):
            failed.setdefault((name, gate), []).extend([*keys, _key(table, rows[n])])
    return frame(table, list(rows)), {gate: tuple(keys) for gate, keys in failed.items()}


def _changed(name: str, whole: Whole) -> tuple[pd.DataFrame, Failed]:
    table = TABLES[name]
    rows = [_fits(ROW[name](n), whole.changes) for n in range(0 if whole.empty else 6)]
    if rows:
        rows[0] = _fits(rows[0], whole.first)
    made = frame(table, list(rows)).astype(whole.dtypes)
    if whole.swap:
        made = made[[table.names[1], table.names[0], *table.names[2:]]]
    keys = tuple(_key(table, row) for row in rows) if whole.every_row else ()
    return made, {(name, gate): keys for gate in whole.gates}


def _failed(results: tuple[GateResult, ...]) -> Failed:
    return {(r.table, r.expectation): r.failing for r in results if not r.success}


# ------------------------------------------------------------------ each expectation


def test_every_expectation_has_a_planted_fault() -> None:
    planted = {(name, fault.gate) for name in TABLES for fault in _row_faults(name)} | {
        (name, gate) for name in TABLES for whole in _whole_faults(name) for gate in whole.gates
    }
    planted |= {("evolution", gate) for whole in BEFORE for gate in whole.gates}
    assert planted == ALL_GATES


def test_each_row_fault_fails_exactly_its_gate_with_its_key() -> None:
    made = {name: _planted(name) for name in TABLES}
    results = run_gates({name: planted for name, (planted, _) in made.items()}, None)
    expected: Failed = {}
    for _, failed in made.values():
        expected |= failed
    assert _failed(results) == expected
    assert not [r.observed for r in results if "n'a pas pu être fait" in r.observed]


@pytest.mark.parametrize("number", range(5))
def test_each_fault_of_whole_columns_fails_exactly_its_gates(number: int) -> None:
    made = {name: _changed(name, _whole_faults(name)[number]) for name in TABLES}
    results = run_gates({name: changed for name, (changed, _) in made.items()}, None)
    expected: Failed = {}
    for _, failed in made.values():
        expected |= failed
    assert _failed(results) == expected


@pytest.mark.parametrize("whole", BEFORE, ids=lambda w: w.gates[0])
def test_what_evolution_says_of_the_edition_before(whole: Whole) -> None:
    tables = _sound()
    tables["evolution"], expected = _changed("evolution", whole)
    assert _failed(run_gates(tables, None)) == expected


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("actions", {"montant": Decimal("2100.00")}),
        ("actions", {"montant": Decimal("0.00"), "montant_imprime": "néant"}),
        ("totaux", {"ecart": Decimal("0.01")}),
        ("totaux", {"portee": "sous-total", "ecart": Decimal("0.01")}),
        ("totaux", {"total": Decimal("5.51")}),
        ("contrats", {"ecart": Decimal("0.01")}),
        ("contrats", {"total_calcule": Decimal("5.49")}),
        ("rapprochement", {"controle": "axes → contrat", "verdict": "écart"}),
    ],
)
def test_what_a_person_decided_no_longer_fails(name: str, changes: Row) -> None:
    """Each of these fails without the decision (see the planted faults)."""
    decided = {"decision": "4b9549716efd"}
    assert _failed(run_gates(_sound(**{name: changes}), None)) != {}
    assert _failed(run_gates(_sound(**{name: changes | decided}), None)) == {}


def test_severities_are_those_of_the_suites() -> None:
    words = {"critical": Severity.BLOCKING, "warning": Severity.WARNING, "info": Severity.INFO}
    results = run_gates(_sound(), None)
    told = {(r.table, r.expectation): (r.severity, r.description) for r in results}
    assert told == {
        (name, e["meta"]["gate"]): (words[e["severity"]], e["description"])
        for name, suite in SUITES.items()
        for e in suite
    }
    assert all(r.success for r in results)


def _sound(**changes: Row) -> dict[str, pd.DataFrame]:
    """Six rows for each table, without a fault but for the second row of those in `changes`."""
    tables = {}
    for name, table in TABLES.items():
        rows = [ROW[name](n) for n in range(6)]
        rows[1] = _fits(rows[1], changes.get(name, {}))
        tables[name] = frame(table, list(rows))
    return tables


def test_a_failure_says_what_was_found_in_french() -> None:
    tables = _sound(actions={"montant": Decimal("-1200.00")})
    tables["contrats"] = tables["contrats"].iloc[:0]
    found = {(r.table, r.expectation): r.observed for r in run_gates(tables, None)}
    assert found["actions", "montant.negatif"] == "1 ligne sur 6\u00a0: -1200,00"
    assert found["contrats", "lignes"] == "Trouvé\u00a0: 0"
    assert found["actions", "lignes"] == ""


def test_a_control_that_breaks_blocks_whatever_its_severity() -> None:
    tables = _sound()
    tables["actions"] = tables["actions"].drop(columns="action")
    results = [r for r in run_gates(tables, None) if r.table == "actions"]
    broken = {r.expectation for r in results if "n'a pas pu être fait" in r.observed}
    assert {"action.espaces", "doublon"} <= broken  # warnings, had they run
    assert all(r.severity is Severity.BLOCKING for r in results if r.expectation in broken)
    assert not any(r.success for r in results if r.expectation in broken)
    assert "colonnes" in {r.expectation for r in results if not r.success} - broken


def test_a_frame_or_a_suite_that_is_missing_is_refused() -> None:
    tables = _sound()
    with pytest.raises(SuiteError, match="rapprochement"):
        run_gates({n: t for n, t in tables.items() if n != "rapprochement"}, None)
    with pytest.raises(SuiteError, match="intrus"):
        run_gates(tables | {"intrus": tables["actions"]}, None)


# ------------------------------------------------------------------ the 2025 edition


def test_the_2025_edition_passes_every_gate() -> None:
    (path,) = builtin_profiles()
    profile = load_profile(path).for_edition("2025")
    ledger = truth_ledger(profile)
    controls = tuple(
        Control(name, Verdict.AGREES, 0, 0, unit="€" if name is ControlName.FOOTING else "nombre")
        for name in (ControlName.FOOTING, ControlName.PRESENCE, ControlName.CONSERVATION)
    )
    tables = published_tables(ledger, Reconciliation(controls, ()), profile, {})
    assert _failed(run_gates(tables, None)) == {}


# ------------------------------------------------------------------ the files


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_suites_follow_the_columns(table: Table) -> None:
    """On drift: python -m pipeline.validate"""
    path = expectations_folder() / f"{table.name}.json"
    written = [e for e in SUITES[table.name] if e["meta"].get("source") != SOURCE]
    assert path.read_text(encoding="utf-8") == suite_text(table, written)


def test_no_suite_speaks_of_one_edition() -> None:
    for path in expectations_folder().glob("*.json"):
        assert not re.search(r"\b20\d\d\b|\b124\b", path.read_text(encoding="utf-8"))


def test_regenerating_keeps_what_is_written_by_hand(tmp_path: Path) -> None:
    assert len(regenerate(tmp_path)) == len(TABLES)
    assert regenerate(tmp_path) == []
    path = tmp_path / "colonnes.json"
    suite = json.loads(path.read_text(encoding="utf-8"))
    written = {
        "type": "expect_table_row_count_to_be_between", "kwargs": {"min_value": 1},
        "description": "Pas vide.", "severity": "info", "meta": {"gate": "lignes"},
    }  # fmt: skip
    suite["expectations"] = [*suite["expectations"][2:], written]
    path.write_text(json.dumps(suite), encoding="utf-8")
    assert regenerate(tmp_path) == [path]
    assert read_suite(path)[-1] == written
    assert read_suite(path)[:-1] == [e for e in SUITES["colonnes"] if "source" in e["meta"]]


GOOD = {"type": "t", "kwargs": {}, "description": "d", "severity": "info", "meta": {"gate": "g"}}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "list of expectations"),
        ('{"expectations": []}', "list of expectations"),
        (json.dumps({"expectations": [GOOD | {"severity": "high"}]}), "severity"),
        (json.dumps({"expectations": [GOOD | {"description": " "}]}), "description"),
        (json.dumps({"expectations": [GOOD | {"meta": {}}]}), "meta.gate"),
        (json.dumps({"expectations": [GOOD | {"mostly": 0.9}]}), "mostly"),
        (json.dumps({"expectations": [GOOD, GOOD]}), "given twice: g"),
    ],
)
def test_a_wrong_suite_is_refused_with_file_and_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "actions.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecolementError, match=rf"actions\.json: .*{reason}"):
        read_suite(path)


def test_a_suite_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="can't be read"):
        read_suite(tmp_path / "actions.json")


# ------------------------------------------------------------------ Data Docs


def test_data_docs_show_text_as_text_and_need_no_network(tmp_path: Path) -> None:
    hostile = '<script>alert("x")</script> <b>gras</b>  ${prix} $$'
    tables = _sound(
        actions={"action": hostile},
        colonnes={"colonne": hostile, "montant_statut": "<i>autre</i>"},
    )
    tables["totaux"] = tables["totaux"].drop(columns="ecart")  # its controls break
    run_gates(tables, tmp_path / "docs")
    pages = {p: p.read_text(encoding="utf-8") for p in (tmp_path / "docs").rglob("*.html")}
    assert tmp_path / "docs" / "index.html" in pages
    for path, page in pages.items():
        assert "default-src 'none'" in page
        assert not re.search("<script|<b>|<i>autre|https?://|src=|url\\(", page)
        for link in re.findall(r'href="([^"#]+)"', page):
            assert (path.parent / link).resolve() in pages, link
    results = [p for p in pages if p.is_relative_to(tmp_path / "docs" / "validations")]
    assert sorted(p.relative_to(tmp_path / "docs").parts[1] for p in results) == sorted(TABLES)
    shown = {p.parts[-4]: pages[p] for p in results}
    assert "&lt;b&gt;gras&lt;/b&gt;  ${prix} $$" in shown["actions"]
    assert "n'a pas pu être fait" in shown["totaux"]
    index = pages[tmp_path / "docs" / "index.html"]
    assert index.count("en échec") == 3
    assert index.count("conforme") == 3


# ------------------------------------------------------------------ in a process of its own

WATCHED = """
import sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise SystemExit(f"network: {event} {arguments}")
sys.addaudithook(watch)
import pickle
import pipeline.validate as validate
assert "great_expectations" not in sys.modules
from pathlib import Path
tables = pickle.loads(Path(sys.argv[1]).read_bytes())
try:
    results = validate.run_gates(tables, Path(sys.argv[2]))
except validate.SuiteError as error:
    print(error)
else:
    assert "great_expectations" in sys.modules
    print(len(results), sum(not r.success for r in results))
"""


def _run(home: Path, tables: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    cwd.mkdir(exist_ok=True)
    command = [
        sys.executable,
        "-W",
        "error:::pipeline",
        "-c",
        WATCHED,
        str(tables),
        str(home / "docs"),
    ]
    return subprocess.run(
        command, cwd=cwd, env={"PYTHONPATH": str(home), "HOME": str(cwd), "PATH": ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_installed_it_is_silent_offline_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """As laid out by the wheel: the suites stand inside the package."""
    shutil.copytree(Path(pipeline.__file__).parent, tmp_path / "pipeline")
    shutil.copytree(expectations_folder(), tmp_path / "pipeline" / "expectations")
    (tmp_path / "tables").write_bytes(pickle.dumps(_sound()))
    ran = _run(tmp_path, tmp_path / "tables", tmp_path / "cwd")
    assert (ran.stdout, ran.stderr) == (f"{len(ALL_GATES)} 0\n", "")
    assert (tmp_path / "docs" / "index.html").is_file()
    assert list((tmp_path / "cwd").iterdir()) == []

    path = tmp_path / "pipeline" / "expectations" / "colonnes.json"
    path.write_text(path.read_text(encoding="utf-8").replace("min_value", "at_least"), "utf-8")
    ran = _run(tmp_path, tmp_path / "tables", tmp_path / "cwd")
    assert ran.stdout.startswith("colonnes.json: Great Expectations refuses it")

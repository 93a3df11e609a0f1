"""What is left of two sums, or of what was there before: proven, or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import Verdict, check_document
from tests.test_check import Rows, document

HEAD = ("Poste", "Montant")
SOUND: Rows = [HEAD, ("Loyer", "400"), ("Eau", "250"), ("Total", "650")]


def told(path: Path, rows: Rows) -> dict[str, str]:
    """The verdict of each total of a document of one table, by its label."""
    made = document(path / "a.pdf", [[(50, [HEAD, *rows])]])
    return {t.label: str(t.verdict) for t in check_document(made, jobs=1).totals}


def beside_sound(path: Path, rows: Rows) -> Verdict:
    """The status of a document with another table, which foots."""
    pages: list[list[tuple[float, Rows]]] = [[(50, SOUND)], [(50, rows)]]
    return check_document(document(path / "b.pdf", pages), jobs=1).status


def two_sums(received: str, spent: str, last: tuple[str, str]) -> Rows:
    first: Rows = [("Ventes", "12 400"), ("Dons", "3 000"), (f"Total {received}", "15 400")]
    return [*first, ("Achats", "10 250"), ("Loyer", "8 150"), (f"Total {spent}", "18 400"), last]


SIDES = [
    ("des recettes", "des dépenses", "Solde"),
    ("produits", "charges", "Résultat de l'exercice"),
    ("income", "expenditure", "Net income"),
    ("ingresos", "gastos", "Saldo"),
]


@pytest.mark.parametrize(("received", "spent", "last"), SIDES)
def test_a_balance_is_what_is_received_less_what_is_spent(
    received: str, spent: str, last: str, tmp_path: Path
) -> None:
    assert told(tmp_path, two_sums(received, spent, (last, "-3 000")))[last] == "foots"
    assert told(tmp_path, two_sums(received, spent, (last, "3 000")))[last] == "differs"


def test_a_lack_is_printed_either_way(tmp_path: Path) -> None:
    for printed in ("3 000", "-3 000"):
        rows = two_sums("recettes", "dépenses", ("Déficit", printed))
        assert told(tmp_path, rows)["Déficit"] == "foots"


def test_a_balance_of_sums_that_words_do_not_tell_apart_is_either_way(tmp_path: Path) -> None:
    for printed in ("3 000", "-3 000"):
        assert told(tmp_path, two_sums("A", "B", ("Solde", printed)))["Solde"] == "foots"


def test_a_wrong_result_that_another_line_follows_differs(tmp_path: Path) -> None:
    rows = two_sums("recettes", "dépenses", ("Résultat", "-3 900"))
    found = told(tmp_path, [*rows, ("Effectif salarié", "12")])
    assert found["Résultat"] == "differs"


REST: Rows = [("Travaux", "50 000"), ("Subvention État", "12 000"), ("Subvention Région", "18 000")]
CASH: Rows = [("Solde au 1er janvier", "61 600"), ("Recettes", "7 600"), ("Dépenses", "3 200")]


@pytest.mark.parametrize(
    ("rows", "last", "right", "wrong"),
    [
        (REST, "Reste à charge", "20 000", "22 000"),
        (CASH, "Solde au 31 décembre", "66 000", "60 600"),
        ([("Recettes", "8 000"), ("Dépenses", "9 000")], "Résultat", "-1 000", "1 000"),
        ([("Pose", "200 000"), ("Dépose", "14 000"), ("Total TTC", "214 000"),
          ("Acompte", "53 000")], "Net à payer", "161 000", "166 000"),
        ([("Cash funds last year end", "9 000"), ("Receipts", "3 000"), ("Payments", "5 000")],
         "Cash funds this year end", "7 000", "6 000"),
    ],
)  # fmt: skip
def test_a_balance_in_a_table_without_a_total_is_proven_or_told(
    rows: Rows, last: str, right: str, wrong: str, tmp_path: Path
) -> None:
    assert beside_sound(tmp_path, [*rows, (last, wrong)]) is not Verdict.FOOTS
    assert beside_sound(tmp_path, [*rows, (last, right)]) is Verdict.FOOTS


def test_the_results_of_two_sections_give_the_last(tmp_path: Path) -> None:
    rows = two_sums("produits", "charges", ("Résultat d'exploitation", "-3 000"))
    rows += [("Intérêts reçus", "900"), ("Total produits financiers", "900"),
             ("Intérêts payés", "400"), ("Total charges financières", "400"),
             ("Résultat financier", "500")]  # fmt: skip
    found = told(tmp_path, [*rows, ("Bénéfice ou perte", "-2 500")])
    assert found["Bénéfice ou perte"] == "foots"
    found = told(tmp_path, [*rows, ("Bénéfice ou perte", "-2 400")])
    assert found["Bénéfice ou perte"] == "unverifiable"


def test_a_balance_that_a_total_sums_is_a_line(tmp_path: Path) -> None:
    rows: Rows = [("Subvention", "12 000"), ("Reste à charge", "8 000"), ("Total", "20 000")]
    assert told(tmp_path, rows) == {"Total": "foots"}


def test_funds_brought_forward_are_no_sum(tmp_path: Path) -> None:
    rows = two_sums("income", "expenditure", ("Surplus for the year", "-3 000"))
    rows.append(("Total funds brought forward", "20 000"))
    found = told(tmp_path, [*rows, ("Total funds carried forward", "17 000")])
    assert "Total funds brought forward" not in found
    assert found["Total funds carried forward"] == "foots"
    found = told(tmp_path, [*rows, ("Total funds carried forward", "17 100")])
    assert found["Total funds carried forward"] == "unverifiable"


def test_how_a_wrong_total_is_shared_out_under_it_does_not_prove_it(tmp_path: Path) -> None:
    rows: Rows = [("Gros œuvre", "58 900"), ("Charpente", "19 800"), ("Total", "87 700")]
    shares: Rows = [("Subvention", "43 700"), ("Participation communale", "44 000")]
    assert told(tmp_path, [*rows, *shares])["Total"] == "differs"

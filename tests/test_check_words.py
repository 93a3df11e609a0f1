"""What a few words, and a year, say of a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import check_document
from tests.test_check import Rows, document


def told(path: Path, rows: Rows) -> dict[str, str]:
    """The verdict of each total of a document of one table, by its label."""
    made = document(path / "a.pdf", [[(50, rows)]])
    return {t.label: str(t.verdict) for t in check_document(made, jobs=1).totals}


def test_a_year_that_ends_a_title_is_no_amount(tmp_path: Path) -> None:
    rows: Rows = [("Budget prévisionnel, exercice", "2025"), ("Achats", "6 361"),
                  ("Locations", "1 784"), ("Total", "8 145")]  # fmt: skip
    assert told(tmp_path, rows) == {"Total": "foots"}


def test_four_digits_are_an_amount_among_others_like_it(tmp_path: Path) -> None:
    rows: Rows = [("Reliure", "2025"), ("Achats", "6361"), ("Achats", "11 784"),
                  ("Total", "20 170")]  # fmt: skip
    assert told(tmp_path, rows) == {"Total": "foots"}


BASE: Rows = [("Ordenador", "1.200,00"), ("Impresora", "300,00"), ("Base imponible", "1.500,00"),
              ("IVA 21 %", "315,00")]  # fmt: skip


def test_what_a_tax_is_of_is_the_sum_of_the_lines_above(tmp_path: Path) -> None:
    found = told(tmp_path, [*BASE, ("Total factura", "1.815,00")])
    assert found == {"Base imponible": "foots", "Total factura": "foots"}
    found = told(tmp_path, [*BASE, ("Total factura", "1.851,00")])
    assert found["Total factura"] == "differs"


def test_what_a_tax_is_of_is_a_line_where_no_line_is_above(tmp_path: Path) -> None:
    rows: Rows = [*BASE[2:], ("Total factura", "1.815,00")]
    assert told(tmp_path, rows) == {"Total factura": "foots"}


@pytest.mark.parametrize("word", ["Total arrondi", "Total retenu (arrondi)", "Total rounded"])
def test_a_rounded_total_is_not_said_to_be_wrong(word: str, tmp_path: Path) -> None:
    rows: Rows = [("Loyer", "12 400,40"), ("Énergie", "3 250,20"), ("Total", "15 650,60")]
    assert told(tmp_path, [*rows, (word, "15 651,00")]) == {"Total": "foots", word: "unverifiable"}


LINES: Rows = [("Ventes", "12 400"), ("Dons", "3 000")]


@pytest.mark.parametrize(("total", "verdict"), [("14 000", "foots"), ("16 800", "differs")])
def test_a_minus_behind_an_amount_counts(total: str, verdict: str, tmp_path: Path) -> None:
    rows: Rows = [*LINES, ("Remises", "1 400-"), ("Total", total)]
    assert told(tmp_path, rows) == {"Total": verdict}


@pytest.mark.parametrize("total", ["14 800", "15 400", "12 000", "14 601"])
def test_minuses_on_both_sides_leave_a_total_unproven(total: str, tmp_path: Path) -> None:
    rows: Rows = [*LINES, ("Remises", "1 400-"), ("Avoirs", "-2 000"), ("Total", total)]
    assert told(tmp_path, rows) == {"Total": "unverifiable"}


def test_a_small_amount_with_a_minus_behind_it_is_not_left_out_of_a_sum(tmp_path: Path) -> None:
    rows: Rows = [LINES[0], ("Remises", "454-"), LINES[1], ("Total", "15 400")]
    assert told(tmp_path, rows) == {"Total": "unverifiable"}


SECTIONS: list[Rows] = [
    [("Section", "Réel", "Ordre", "Total"), ("Fonctionnement", "40 000", "10 000", "50 000")],
    [("Section", "Nord", "Sud", "Total"), ("Fonctionnement", "40 000", "10 000", "50 000"),
     ("Investissement", "20 000", "5 000", "25 000")],
]  # fmt: skip


@pytest.mark.parametrize("rows", SECTIONS)
def test_a_column_of_totals_in_a_row_or_two_is_summed_across(rows: Rows, tmp_path: Path) -> None:
    assert told(tmp_path, rows) == {}
    wrong: Rows = [*rows[:-1], (*rows[-1][:-1], "60 000")]
    assert set(told(tmp_path, wrong).values()) == {"unverifiable"}

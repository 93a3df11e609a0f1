"""Amounts with words after them: read where the words are known, else told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import Verdict, check_document
from tests.test_check import Rows, document

SOUND: Rows = [("Poste", "Montant"), ("Loyer", "400 €"), ("Eau", "250 €"), ("Total", "650 €")]
LINES: Rows = [("Poste", "Montant"), ("Loyer", "12 400 €"), ("Énergie", "3 250 €")]


def status(path: Path, *tables: Rows) -> Verdict:
    pages = [[(50.0, rows)] for rows in tables]
    return check_document(document(path / "a.pdf", pages), jobs=1).status


@pytest.mark.parametrize("after", ["HT", "TTC", "(soit 40 % du budget)", "(100 %)"])
def test_a_total_with_a_suffix_is_read(after: str, tmp_path: Path) -> None:
    assert status(tmp_path, [*LINES, ("Total", f"15 650 € {after}")], SOUND) is Verdict.FOOTS
    wrong = status(tmp_path, [*LINES, ("Total", f"15 560 € {after}")], SOUND)
    assert wrong is not Verdict.FOOTS


def test_a_table_whose_amounts_all_have_a_suffix_is_read(tmp_path: Path) -> None:
    rows: Rows = [(label, f"{amount} HT") for label, amount in LINES[1:]]
    assert status(tmp_path, [*rows, ("Total", "15 650 € HT")], SOUND) is Verdict.FOOTS
    assert status(tmp_path, [*rows, ("Total", "15 560 € HT")], SOUND) is Verdict.DIFFERS


@pytest.mark.parametrize("cell", ["15 560 € soit 18 672 € TTC", "15 650 € et des frais"])
def test_a_total_whose_amount_is_not_read_is_told(cell: str, tmp_path: Path) -> None:
    assert status(tmp_path, [*LINES, ("Total", cell)], SOUND) is Verdict.UNVERIFIABLE
    prose = check_document(
        document(tmp_path / "b.pdf", [[(50.0, SOUND)]], f"Total des engagements : {cell}"), jobs=1
    )
    assert prose.status is Verdict.UNVERIFIABLE

"""A total that leaves one of its columns blank."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import Checked, Verdict, check_document
from tests.test_check import Rows, document


def checked(path: Path, heads: tuple[str, str], last: str) -> Checked:
    rows: Rows = [("Poste", *heads), ("Loyer", "12 400", "1 000"), ("Énergie", "3 250", "2 000"),
                  ("Total", "15 650", last)]  # fmt: skip
    return check_document(document(path / "a.pdf", [[(50, rows)]]), jobs=1)


@pytest.mark.parametrize("heads", [("BP 2024", "BP 2025"), ("Voté", "Crédits")])
def test_a_column_of_amounts_that_no_total_sums_is_told(
    heads: tuple[str, str], tmp_path: Path
) -> None:
    assert checked(tmp_path, heads, "3 000").status is Verdict.FOOTS
    found = checked(tmp_path, heads, "")
    assert found.status is Verdict.UNVERIFIABLE
    assert heads[1] in found.notes[0]


def test_a_column_of_prices_has_no_total(tmp_path: Path) -> None:
    assert checked(tmp_path, ("Montant", "Prix unitaire"), "").status is Verdict.FOOTS

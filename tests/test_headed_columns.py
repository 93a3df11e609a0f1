"""Columns of text beside the labels, told by their heads: orientations, bearers, codes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.domain import Ledger
from tests.hand_drawn import KNOWN, Cells, Pages, doubts, lost

XS = (50.0, 250.0, 650.0, 780.0)
Told = list[tuple[str | None, str]]


def read(path: Path, rows: Sequence[Cells], *, ruled: bool = True) -> Ledger:
    pages = Pages(path / "edition.pdf", XS)
    pages.heading("Aisne")
    pages.table([*rows, ("", "Total Axe 1", "1 000€")], ruled=ruled)
    return pages.read()


def told(ledger: Ledger) -> Told:
    return [(line.orientation, line.label) for line in ledger.lines]


def repeated(head: str, *cells: str) -> list[Cells]:
    """A table whose first column prints a text beside each row."""
    labels = ("Épicerie sociale de Laon", "Garage solidaire", "Aide aux familles")
    amounts = ("300€", "200€", "500€")
    rows = zip(cells, labels, amounts, strict=True)
    return [(head, "Action", "Montant"), *rows]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("head", ["Orientation", "Orientation stratégique", "Thématique"])
def test_a_column_of_orientations_is_told_by_its_head(
    tmp_path: Path, head: str, ruled: bool
) -> None:
    """Though the profile knows none of them: they are unknown ones, and not left out."""
    cells = ("Volet alimentaire", "Volet alimentaire", "Volet familles")
    ledger = read(tmp_path, repeated(head, *cells), ruled=ruled)
    assert [orientation for orientation, _ in told(ledger)] == list(cells)
    assert lost(ledger) == []


@pytest.mark.parametrize("head", ["Porteur", "Porteur du projet", "Commune", "Public visé", "N°"])
def test_a_merged_cell_of_another_column_is_no_orientation(tmp_path: Path, head: str) -> None:
    ledger = read(tmp_path, repeated(head, "Croix-Rouge", "+", "CCAS de Laon"))
    assert [orientation for orientation, _ in told(ledger)] == [None] * 3
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_a_column_without_a_head_among_others_is_asked_about(tmp_path: Path) -> None:
    cells = ("Volet alimentaire", "Volet alimentaire", "Volet familles")
    asked = doubts(read(tmp_path, repeated("", *cells)))
    assert [d.split(",")[0] for d in asked] == ["« Volet alimentaire »", "« Volet familles »"]


def test_an_empty_cell_under_an_orientation_is_asked_about(tmp_path: Path) -> None:
    (doubt,) = doubts(read(tmp_path, repeated("Orientation", KNOWN, "", KNOWN)))
    assert doubt.startswith(f"sous la case de l'orientation « {KNOWN} »")


def test_columns_that_no_rule_parts_stand_under_their_heads(tmp_path: Path) -> None:
    """A code, the label and its bearer."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 90.0, 400.0, 650.0, 780.0))
    pages.heading("Aisne")
    pages.table([
        ("Fiche", "Action", "Porteur", "Montant"),
        ("F01", "Épicerie sociale", "CCAS de Laon", "300€"),
        ("F02", "Garage solidaire", "Association Coallia", "200€"),
        ("F03", "Aide aux familles du Vexin", "Caf", "500€"),
        ("", "Total Axe 1", "", "1 000€"),
    ], ruled=False)  # fmt: skip
    ledger = pages.read()
    assert told(ledger) == [
        (None, "Épicerie sociale"), (None, "Garage solidaire"),
        (None, "Aide aux familles du Vexin"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_each_table_of_a_page_has_its_own_columns(tmp_path: Path) -> None:
    """Under one heading each, as wide as their own text."""
    pages = Pages(tmp_path / "edition.pdf", XS)
    pages.heading("Aisne")
    tables = [(300.0, KNOWN, "Épicerie sociale", "CCAS de Laon", "300€"),
              (450.0, "Prévenir le décrochage scolaire", "Garage", "Caf", "700€")]  # fmt: skip
    for x, orientation, label, bearer, amount in tables:
        pages.canvas.setFont("Helvetica-Bold", 11)
        pages.canvas.drawString(50, pages.y - 14, orientation)
        pages.y -= 24
        pages.xs = (50.0, x, 650.0, 780.0)
        pages.table([
            ("Action", "Porteur", "Montant"), (label, bearer, amount),
            (f"{label} du Vexin", f"{bearer} 02", "0€"),
        ], ruled=False)  # fmt: skip
    pages.canvas.drawString(54, pages.y, "Total Axe 1 : 1 000€")
    assert told(pages.read()) == [
        (KNOWN, "Épicerie sociale"), (KNOWN, "Épicerie sociale du Vexin"),
        ("Prévenir le décrochage scolaire", "Garage"),
        ("Prévenir le décrochage scolaire", "Garage du Vexin"),
    ]  # fmt: skip


@pytest.mark.parametrize(("step", "sure"), [(20, True), (11, False)])
def test_a_label_in_small_letters_level_with_its_amount_is_a_row(
    tmp_path: Path, step: int, sure: bool
) -> None:
    """Farther from the one above than lines of a text are, or not."""
    pages = Pages(tmp_path / "edition.pdf", XS)
    pages.heading("Aisne")
    rows = [("Aide aux familles", "300€"), ("dont un poste à mi-temps", "200€")]
    pages.canvas.setFont("Helvetica", 10)
    for label, amount in [*rows, ("Garage solidaire", "500€"), ("Total Axe 1", "1 000€")]:
        pages.canvas.drawString(50, pages.y, label)
        pages.canvas.drawRightString(776, pages.y, amount)
        pages.y -= step
    ledger = pages.read()
    assert (doubts(ledger) == []) == sure
    if sure:
        assert [label for _, label in told(ledger)][:2] == [r[0] for r in rows]


def glued(path: Path, at: float) -> Ledger:
    """A table of one row, whose label ends right before the next column, under its head or not."""
    pages = Pages(path / "edition.pdf", XS)
    pages.heading("Aisne")
    label = "Intermédiation locative et bail glissant pour les sortants d'hébergement"
    pages.canvas.setFont("Helvetica", 10)
    width = pages.canvas.stringWidth(label, "Helvetica", 10)
    x = 54 + width + 9
    for dy, cells in (
        (0, ("Action", "Observations", "Montant")),
        (18, (label, "En cours", "700€")),
    ):
        for cx, text in zip((54, x if dy else x + at, 740), cells, strict=True):
            pages.canvas.drawString(cx, pages.y - dy, text)
    pages.canvas.drawString(54, pages.y - 40, "Total Axe 1")
    pages.canvas.drawString(740, pages.y - 40, "700€")
    return pages.read()


def test_a_text_right_before_the_next_column_is_parted_under_its_head(tmp_path: Path) -> None:
    ledger = glued(tmp_path, 0)
    assert [line.label[-11:] for line in ledger.lines] == ["hébergement"]
    assert doubts(ledger) == []


def test_a_text_that_runs_under_two_heads_is_in_doubt(tmp_path: Path) -> None:
    (doubt,) = doubts(glued(tmp_path, -12))
    assert "peut se couper autrement" in doubt


def tight(path: Path, rows: Sequence[Cells], second: float) -> Ledger:
    """A table without rules, its rows as near one another as lines of one text: its head is bold,
    its `second` column begins there (points), its amounts are flush right."""
    pages = Pages(path / "edition.pdf", XS)
    pages.heading("Aisne")
    for at, row in enumerate(rows):
        pages.canvas.setFont("Helvetica" if at else "Helvetica-Bold", 10)
        for x, cell in zip((50.0, second), row, strict=False):
            pages.canvas.drawString(x, pages.y, cell)
        pages.canvas.drawRightString(720, pages.y, row[-1])
        pages.y -= 13
    return pages.read()


def test_the_head_of_a_column_is_no_part_of_its_first_cell(tmp_path: Path) -> None:
    school = "Prévenir le décrochage scolaire"
    rows = [*repeated("Orientation", KNOWN, KNOWN, school), ("", "Total Axe 1", "1 000€")]
    ledger = tight(tmp_path, rows, 300)
    assert [orientation for orientation, _ in told(ledger)] == [KNOWN, KNOWN, school]
    assert (lost(ledger), doubts(ledger)) == ([], [])


@pytest.mark.parametrize(("head", "cell"), [("Année", "2027"), ("ETP", "1,5"), ("Nb", "12")])
def test_a_column_of_numbers_of_things_is_no_orientation(
    tmp_path: Path, head: str, cell: str
) -> None:
    rows = [("Action", head, "Montant"), ("Garage", cell, "300 €"), ("Bus", cell, "700 €"),
            ("Total Axe 1", "", "1 000 €")]  # fmt: skip
    ledger = tight(tmp_path, rows, 400)
    assert told(ledger) == [(None, "Garage"), (None, "Bus")]
    assert [line.amount.cents for line in ledger.lines] == [300_00, 700_00]

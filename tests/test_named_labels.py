"""Orientations named in the label of an action, in its cell, or under the rows that they name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.domain import Ledger
from tests.hand_drawn import KNOWN, Pages, doubts, lost

RIGHTS = "Accès aux droits et à la santé"
LINE = 12.0

Cell = tuple[Sequence[str], str]  # the lines of a label (* is bold), and the amount


def cells(path: Path, held: Sequence[Cell], *, ruled: bool = True, title: str = "") -> Ledger:
    """The reading of a table of cells of several lines, its amounts level with the first."""
    pages = Pages(path / "edition.pdf", (50.0, 600.0, 780.0))
    canvas = pages.canvas
    pages.heading("Aisne")
    if title:
        canvas.drawString(50, pages.y, title)
        pages.y -= 8
    canvas.line(50, pages.y, 780, pages.y)
    for lines, amount in held:
        canvas.setFont("Helvetica", 10)
        canvas.drawRightString(776, pages.y - LINE, amount)
        for line in lines:
            pages.y -= LINE
            canvas.setFont("Helvetica-Bold" if line.startswith("*") else "Helvetica", 10)
            canvas.drawString(54, pages.y, line.removeprefix("*"))
        pages.y -= 5
        if ruled:
            canvas.line(50, pages.y, 780, pages.y)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(50, pages.y - 30, "Total Axe 1 : 1 000 €")
    return pages.read()


def asked(ledger: Ledger) -> list[str]:
    return [d for d in doubts(ledger) if "orientation" in d]


@pytest.mark.parametrize(
    "lines",
    [
        [f"*{RIGHTS}", "Garage solidaire"],
        ["Garage solidaire", f"Orientation : {RIGHTS}"],
        ["Garage solidaire", f"> {RIGHTS}"],
        [f"{RIGHTS} : Garage solidaire"],
        [f"[{RIGHTS}] Garage solidaire"],
    ],
)
def test_a_label_that_names_an_orientation_is_asked_about(tmp_path: Path, lines: list[str]) -> None:
    ledger = cells(tmp_path, [(lines, "300 €"), (["Bus"], "700 €")])
    assert any(RIGHTS in d for d in asked(ledger))


def test_one_that_says_its_own_orientation_again_is_not(tmp_path: Path) -> None:
    held = [([f"{RIGHTS} : Garage solidaire"], "300 €"), (["Bus : tarifs"], "700 €")]
    ledger = cells(tmp_path, held, title=RIGHTS)
    assert [line.orientation for line in ledger.lines] == [RIGHTS, RIGHTS]
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_an_orientation_at_the_foot_of_an_action_s_cell_is_asked_about(tmp_path: Path) -> None:
    held = [(["Garage", f"*{RIGHTS}"], "300 €"), (["Bus", f"*{KNOWN}"], "700 €")]
    assert any(f"« {RIGHTS} » est dans la case de l'action « Garage »" in d
               for d in asked(cells(tmp_path, held)))  # fmt: skip


def test_a_title_over_a_rule_is_that_of_the_rows_below(tmp_path: Path) -> None:
    """Where a rule under each title is all there is, rows and titles are between two of them."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    for number, title in enumerate((RIGHTS, KNOWN), 1):
        pages.canvas.setFont("Helvetica-Bold", 10)
        pages.canvas.drawString(54, pages.y, title)
        pages.canvas.line(50, pages.y - 5, 780, pages.y - 5)
        pages.y -= 6
        pages.table([(f"Garage {number}", "300 €"), (f"Bus {number}", "200 €")], ruled=False)
    pages.canvas.drawString(50, pages.y, "Total Axe 1 : 1 000 €")
    ledger = pages.read()
    assert [line.orientation for line in ledger.lines] == [RIGHTS, RIGHTS, KNOWN, KNOWN]
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_an_orientation_with_a_total_and_no_row_under_it_is_asked_about(tmp_path: Path) -> None:
    """Captions stand under their tables, which the next table's orientation doesn't tell."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    for number, title in enumerate((RIGHTS, KNOWN, RIGHTS), 1):
        pages.table([(f"Garage {number}", "300 €"), (f"Bus {number}", "200 €")])
        pages.canvas.drawString(200, pages.y + 28, title)
    pages.table([("Total Axe 1", "1 500 €")])
    assert any(f"« {RIGHTS} » n'a aucune ligne sous elle" in d for d in asked(pages.read()))

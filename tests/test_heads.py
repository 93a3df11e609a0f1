"""Heads of tables that are printed again under each heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hand_drawn import KNOWN, Pages, doubts, lost


@pytest.mark.parametrize("ruled", [True, False])
def test_a_head_stands_beside_amounts_that_are_flush_right(tmp_path: Path, ruled: bool) -> None:
    """« Montant » begins where the cell does, its amounts end where that ends."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    for number, orientation in enumerate((KNOWN, "Accès aux droits et à la santé"), 1):
        pages.canvas.setFont("Helvetica-Bold", 11)
        pages.canvas.drawString(50, pages.y - 14, orientation)
        pages.y -= 30
        rows = [("*Action", "*Montant"), (f"Garage {number}", "300€"), (f"Bus {number}", "200€")]
        pages.table(rows, ruled=ruled)
    pages.canvas.drawString(50, pages.y, "Total Axe 1 : 1 000 €")
    ledger = pages.read()
    assert [(line.orientation, line.label) for line in ledger.lines] == [
        (KNOWN, "Garage 1"), (KNOWN, "Bus 1"),
        ("Accès aux droits et à la santé", "Garage 2"), ("Accès aux droits et à la santé", "Bus 2"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])

"""Actions printed as a list, each amount where its label ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain import Ledger
from tests.hand_drawn import KNOWN, Pages, doubts, lost

TOTAL = "Total Axe 1 : 1 000 €"


def read(path: Path, *lines: str, step: float = 14) -> Ledger:
    """A page of lines under the titles of a territory and an axis; one with * is bold, one with +
    is drawn where the text of a line with a bullet begins, right under it."""
    pages = Pages(path / "edition.pdf", (50.0, 780.0))
    pages.heading("Aisne")
    for line in lines:
        text = line.lstrip("*+")
        pages.canvas.setFont("Helvetica-Bold" if line.startswith("*") else "Helvetica", 10)
        pages.y += step - 12 if line.startswith("+") else 0
        pages.canvas.drawString(56.1 if line.startswith("+") else 50, pages.y, text)
        pages.y -= step
    return pages.read()


def told(ledger: Ledger) -> list[tuple[str | None, str, str]]:
    return [(line.orientation, line.label, line.amount.printed) for line in ledger.lines]


@pytest.mark.parametrize("bullet", ["· ", "- ", "– ", ""])
@pytest.mark.parametrize("mark", [" : ", " – ", " = "])
def test_a_list_of_actions(tmp_path: Path, bullet: str, mark: str) -> None:
    ledger = read(
        tmp_path, f"*{KNOWN}", f"{bullet}Garage solidaire « Roule »{mark}300 €",
        f"{bullet}Épicerie sociale de Laon{mark}200 €", "*Prévenir le décrochage scolaire",
        f"{bullet}Bons de 50 € : bus{mark}500 €", TOTAL,
    )  # fmt: skip
    assert told(ledger) == [
        (KNOWN, "Garage solidaire « Roule »", "300 €"),
        (KNOWN, "Épicerie sociale de Laon", "200 €"),
        ("Prévenir le décrochage scolaire", "Bons de 50 € : bus", "500 €"),
    ]
    assert [(t.amount.cents, len(t.lines)) for t in ledger.totals] == [(1_000_00, 3)]
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_an_action_of_several_lines_begins_at_its_bullet(tmp_path: Path) -> None:
    ledger = read(
        tmp_path, "- Garage solidaire : 300 €", "- Épicerie sociale itinérante pour les familles",
        "+de la Thiérache : 200 €", "- Maraudes : néant", "- Bus des droits : 500 €", TOTAL,
    )  # fmt: skip
    assert [(label, amount) for _, label, amount in told(ledger)] == [
        ("Garage solidaire", "300 €"),
        ("Épicerie sociale itinérante pour les familles de la Thiérache", "200 €"),
        ("Maraudes", "néant"), ("Bus des droits", "500 €"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_lines_without_a_bullet_are_joined_in_doubt(tmp_path: Path) -> None:
    ledger = read(
        tmp_path, "Garage solidaire : 300 €", "Épicerie sociale itinérante",
        "Aide alimentaire : 200 €", "Bus des droits : 500 €", TOTAL, step=12,
    )  # fmt: skip
    assert any("Épicerie sociale itinérante" in d for d in doubts(ledger)) or lost(ledger)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_action_without_an_amount_is_not_lost(tmp_path: Path, at: int) -> None:
    lines = ["- Garage solidaire : 300 €", "- Bus des droits : 700 €"]
    lines.insert(at, "- Maraudes")
    ledger = read(tmp_path, *lines, TOTAL)
    assert "Maraudes" in lost(ledger)
    assert len(ledger.lines) == 2

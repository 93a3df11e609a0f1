"""Text set upwards or downwards beside the rows: orientations in merged cells, or a doubt."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.domain import Ledger
from tests.hand_drawn import Pages, lost

RIGHTS = ["Accès aux droits", "et à la santé"]
ENERGY = ["Lutter contre", "la précarité", "énergétique"]
SAID = [" ".join(lines) for lines in (RIGHTS, ENERGY)]
AMOUNTS = {
    "Garage": 300, "Bus": 200, "Vélos": 100, "Trains": 5,
    "Maraude": 150, "Permis": 50, "Repas": 95, "Dons": 100,
}  # fmt: skip
ROWS = [("+" if i % 4 else "", label, f"{n} €") for i, (label, n) in enumerate(AMOUNTS.items())]
TOTAL = "Total Axe 1 : 1 000 €"


def turned(
    tmp_path: Path,
    cells: Sequence[Sequence[str]],
    *,
    up: bool = True,
    ruled: bool = True,
    labels: float = 110.0,
) -> Ledger:
    """The reading of a table of eight rows beside two cells of four, the lines of each cell set
    `up` the page or down."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, labels, 600.0, 780.0))
    pages.heading("Aisne")
    top = pages.y
    pages.table(ROWS, ruled=ruled)
    for number, lines in enumerate(cells):
        for at, line in enumerate(lines):
            pages.canvas.saveState()
            x = 70 + 12 * at if up else 94 - 12 * at
            pages.canvas.translate(x, top - 96 * number - (94 if up else 2))
            pages.canvas.rotate(90 if up else -90)
            pages.canvas.setFont("Helvetica", 9)
            pages.canvas.drawString(0, 0, line)
            pages.canvas.restoreState()
    pages.canvas.setFont("Helvetica", 10)
    pages.canvas.drawString(50, pages.y, TOTAL)
    return pages.read()


def orientations(ledger: Ledger) -> list[str | None]:
    return [line.orientation for line in ledger.lines]


@pytest.mark.parametrize("up", [True, False])
def test_orientations_in_cells_set_on_their_side_are_read(tmp_path: Path, up: bool) -> None:
    """Of one line or of two, each for the rows that its cell spans."""
    ledger = turned(tmp_path, [RIGHTS, ENERGY], up=up)
    assert orientations(ledger) == 4 * [SAID[0]] + 4 * [SAID[1]]
    assert lost(ledger) == []
    assert [t.amount.cents for t in ledger.totals] == [1_000_00]
    marked = [m for p in ledger.pages for m in p.marks if m.text in SAID[0].split()]
    assert all(m.box.height > m.box.width for m in marked if len(m.text) > 2)


def test_beside_an_orientation_that_is_known_another_is_one_to_ask_about(tmp_path: Path) -> None:
    ledger = turned(tmp_path, [RIGHTS, ["Rouler autrement"]])
    assert orientations(ledger) == 4 * [SAID[0]] + 4 * ["Rouler autrement"]


@pytest.mark.parametrize("cells", [[["Rouler"], ["Manger"]], [RIGHTS], [[], RIGHTS[1:]]])
def test_what_only_some_rows_have_beside_them_or_nobody_knows_is_not_lost(
    tmp_path: Path, cells: list[list[str]]
) -> None:
    ledger = turned(tmp_path, cells)
    assert orientations(ledger) == 8 * [None]
    assert lost(ledger)


@pytest.mark.parametrize(("labels", "told"), [(110.0, True), (250.0, False)])
def test_without_rules_it_is_a_text_beside_the_page_unless_it_is_near(
    tmp_path: Path, labels: float, told: bool
) -> None:
    ledger = turned(tmp_path, [["Aller vers"]], ruled=False, labels=labels)
    assert (orientations(ledger), bool(lost(ledger))) == (8 * [None], told)

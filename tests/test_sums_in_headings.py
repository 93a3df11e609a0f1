"""Sums printed in headings: of an axis in its title, of an orientation beside its name."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.domain import Ledger, Role, TotalScope
from tests.hand_drawn import AXIS, KNOWN, Cells, Pages, doubts, lost

HEAD = ("Action", "Montant")
OTHER = "Lutter contre les inégalités de mobilité"
PARTS = [("Épicerie sociale", "300€"), ("Aide alimentaire", "200€")]
REST = [("Garage solidaire", "400€"), ("Bus des droits", "100€")]


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return Pages(tmp_path / "edition.pdf", (50.0, 650.0, 780.0))


def read(pages: Pages, *rows: Cells) -> Ledger:
    pages.heading("Aisne")
    pages.table([HEAD, *rows])
    return pages.read()


def lines(ledger: Ledger) -> list[tuple[str | None, str, int | None]]:
    return [(line.orientation, line.label, line.amount.cents) for line in ledger.lines]


def summed(ledger: Ledger) -> list[tuple[TotalScope, str, int | None, int]]:
    return [(t.scope, t.label, t.amount.cents, len(t.lines)) for t in ledger.totals]


@pytest.mark.parametrize("bold", ["", "*"])
def test_an_orientation_with_the_sum_of_its_rows_is_no_action(pages: Pages, bold: str) -> None:
    ledger = read(
        pages, (bold + KNOWN, bold + "500€"), *PARTS, (bold + OTHER, bold + "500€"), *REST,
        ("Total Axe 1", "1 000€"),
    )  # fmt: skip
    assert lines(ledger) == [
        (KNOWN, "Épicerie sociale", 300_00), (KNOWN, "Aide alimentaire", 200_00),
        (OTHER, "Garage solidaire", 400_00), (OTHER, "Bus des droits", 100_00),
    ]  # fmt: skip
    assert summed(ledger) == [
        (TotalScope.SUBTOTAL, KNOWN, 500_00, 2),
        (TotalScope.SUBTOTAL, OTHER, 500_00, 2),
        (TotalScope.AXIS, "Total Axe 1", 1_000_00, 4),
    ]
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_a_sum_at_a_page_s_foot_heads_the_rows_of_the_next_page(pages: Pages) -> None:
    pages.heading("Aisne")
    pages.table([HEAD, (KNOWN, "500€"), *PARTS, (OTHER, "500€")])
    pages.next()
    pages.table([*REST, ("Total Axe 1", "1 000€")])
    ledger = pages.read()
    assert [line.orientation for line in ledger.lines] == [KNOWN, KNOWN, OTHER, OTHER]
    assert {(line.axis, line.territory) for line in ledger.lines} == {("1", "02")}


def test_a_sum_of_an_orientation_that_doesn_t_foot_is_said(pages: Pages) -> None:
    ledger = read(pages, (KNOWN, "500€"), *PARTS, (OTHER, "700€"), *REST, ("Total Axe 1", "1 000€"))
    assert (TotalScope.SUBTOTAL, OTHER, 700_00, 2) in summed(ledger)
    assert len(ledger.lines) == 4


def test_a_heading_that_the_profile_doesn_t_know_is_asked_about(pages: Pages) -> None:
    ledger = read(
        pages, ("*Volet alimentaire", "*500€"), *PARTS, ("*Volet mobilité", "*500€"), *REST,
        ("Total Axe 1", "1 000€"),
    )  # fmt: skip
    assert [line.orientation for line in ledger.lines] == ["Volet alimentaire"] * 2 + [
        "Volet mobilité"
    ] * 2
    assert [d.split(",")[0] for d in doubts(ledger)] == [
        "« Volet alimentaire »",
        "« Volet mobilité »",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        # An action and what it is made of.
        [("*Bus des droits", "*500€"), ("dont État", "300€"), ("dont Caf", "200€"), *REST],
        # A single pair of amounts that are equal by chance.
        [("*Bus des droits", "*500€"), ("Épicerie sociale", "500€")],
        # Nothing costed: sums of nothing.
        [("*Bus des droits", "*0€"), ("Épicerie sociale", "0€"), ("Aide alimentaire", "0€")],
        # All set alike.
        [("Bus des droits", "500€"), *PARTS, ("Maraudes", "500€"), *REST],
    ],
)
def test_an_action_is_no_heading(pages: Pages, rows: Sequence[Cells]) -> None:
    ledger = read(pages, *rows, ("Total Axe 1", "1 000€"))
    assert [line.label for line in ledger.lines] == [r[0].removeprefix("*") for r in rows]


def titled(pages: Pages, *title: str, rows: Sequence[Cells] = PARTS) -> Ledger:
    """A page whose axis has a title of some lines, and `rows`."""
    pages.canvas.setFont("Helvetica-Bold", 15)
    pages.canvas.drawString(50, pages.y, "Aisne")
    pages.canvas.setFont("Helvetica-Bold", 12)
    for line in title:
        pages.y -= 16
        pages.canvas.drawString(50, pages.y, line)
    pages.y -= 20
    pages.table([HEAD, *rows])
    return pages.read()


@pytest.mark.parametrize(
    "title",
    [
        (f"{AXIS} (500 €)",),
        (f"{AXIS} – 500€",),
        (f"{AXIS} : 500,00 €",),
        (AXIS[:50], f"{AXIS[50:]} (500 €)"),
        (AXIS, "(500 €)"),
        (AXIS, "500 €"),
    ],
)
def test_the_total_of_an_axis_may_stand_in_its_title(pages: Pages, title: tuple[str, ...]) -> None:
    ledger = titled(pages, *title)
    assert summed(ledger) == [(TotalScope.AXIS, AXIS, 500_00, 2)]
    assert [h.text for h in ledger.headings] == ["Aisne", AXIS]
    assert len(ledger.lines) == 2
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_every_word_of_a_title_with_its_total_has_its_place(pages: Pages) -> None:
    ledger = titled(pages, f"{AXIS} (500 €)")
    roles = {m.text: m.role for p in ledger.pages for m in p.marks}
    assert roles["500 €"] is Role.TOTAL
    assert roles["l'enfance"] is Role.HEADING


def test_a_total_at_the_right_of_a_title_is_its_own(pages: Pages) -> None:
    """In the column of the amounts, beside a title of two lines."""
    pages.heading("Aisne")
    pages.canvas.setFont("Helvetica-Bold", 12)
    pages.canvas.drawRightString(776, pages.y + 18, "500 €")
    pages.table([HEAD, *PARTS])
    assert summed(pages.read()) == [(TotalScope.AXIS, AXIS, 500_00, 2)]


def test_a_total_of_a_title_that_doesn_t_foot_is_said(pages: Pages) -> None:
    ledger = titled(pages, f"{AXIS} (900 €)")
    assert summed(ledger) == [(TotalScope.AXIS, AXIS, 900_00, 2)]


def test_a_number_of_a_title_is_no_total(pages: Pages) -> None:
    ledger = titled(pages, f"{AXIS} - 2027", rows=[*PARTS, ("Total Axe 1", "500€")])
    assert summed(ledger) == [(TotalScope.AXIS, "Total Axe 1", 500_00, 2)]

"""Tables that a page break cuts: rows, chapters, and what stands over the heads of a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain import Ledger, TerritorySource, TotalScope
from tests.hand_drawn import AXIS, Pages, doubts, lost

AXIS_3 = "AXE 3 - Lutter contre la grande exclusion grâce à l'accès aux droits"
HEAD = ("Action", "Montant")


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return Pages(tmp_path / "edition.pdf", (50.0, 650.0, 780.0))


def labels(ledger: Ledger) -> list[tuple[int, str, int | None]]:
    return [(line.page, line.label, line.amount.cents) for line in ledger.lines]


def cut(pages: Pages, foot: tuple[str, str], head: tuple[str, str]) -> Ledger:
    """A table whose last row on the first page is `foot`, and whose first on the next is `head`."""
    pages.heading("Aisne")
    pages.table([HEAD, ("Épicerie sociale", "300€"), foot])
    pages.next()
    pages.table([head, ("Garage solidaire", "200€"), ("Total Axe 1", "1 200€")])
    return pages.read()


@pytest.mark.parametrize(
    ("foot", "head", "label", "page"),
    [
        (("", "700€"), ("Aide alimentaire", ""), "Aide alimentaire", 1),
        (("Aide aux familles", "700€"), ("du Vexin", ""), "Aide aux familles du Vexin", 1),
        (("Aide aux familles de", "700€"), ("Laon", ""), "Aide aux familles de Laon", 1),
        (("Aide aux familles", ""), ("du Vexin", "700€"), "Aide aux familles du Vexin", 2),
        (("Aide pour 4", "700€"), ("000 foyers", ""), "Aide pour 4 000 foyers", 1),
    ],
)
def test_a_row_that_a_page_break_cuts_is_one(
    pages: Pages, foot: tuple[str, str], head: tuple[str, str], label: str, page: int
) -> None:
    ledger = cut(pages, foot, head)
    found = next(line for line in ledger.lines if line.amount.cents == 700_00)
    assert (found.page, found.label) == (page, label)
    assert found.readers == ("pdfplumber", "camelot")
    assert len(ledger.lines) == 3
    assert lost(ledger) == []
    assert doubts(ledger) == []


def test_a_text_without_amount_that_may_be_a_row_of_its_own_is_not_joined(pages: Pages) -> None:
    ledger = cut(pages, ("Aide alimentaire", "700€"), ("Bus des droits", ""))
    assert "Bus" in lost(ledger)
    assert [label for _, label, _ in labels(ledger)][1] == "Aide alimentaire"


def test_lines_of_which_one_may_begin_another_label_are_joined_in_doubt(pages: Pages) -> None:
    pages.heading("Aisne")
    pages.table([HEAD, ("Épicerie sociale", "300€"), ("", "700€")], ruled=False)
    pages.next()
    pages.canvas.setFont("Helvetica", 10)
    for text in ("Aide alimentaire", "Secours du Vexin"):
        pages.canvas.drawString(54, pages.y, text)
        pages.y -= 12
    pages.y -= 12
    pages.table([("Garage solidaire", "200€"), ("Total Axe 1", "1 200€")], ruled=False)
    (doubt,) = doubts(pages.read())
    assert "Aide alimentaire Secours du Vexin" in doubt


@pytest.mark.parametrize("page", [1, 2])
def test_nothing_is_joined_over_a_heading(pages: Pages, page: int) -> None:
    """An orientation under the last row, or over the first line of the next page."""
    pages.heading("Aisne")
    pages.table([HEAD, ("Aide aux familles", "700€")])
    for number in (1, 2):
        if number == page:
            pages.canvas.setFont("Helvetica-Bold", 10)
            pages.canvas.drawString(54, pages.y + 20, "Lutter contre la précarité énergétique")
            pages.y -= 10
        if number == 1:
            pages.next()
    pages.table([("du Vexin", ""), ("Garage solidaire", "200€"), ("Total Axe 1", "900€")])
    ledger = pages.read()
    assert "Aide aux familles" in [label for _, label, _ in labels(ledger)]


def test_nothing_is_joined_after_a_total(pages: Pages) -> None:
    pages.heading("Aisne")
    pages.table([HEAD, ("Épicerie sociale de", "300€"), ("Total Axe 1", "300€")])
    pages.next()
    pages.table([("Laon", ""), ("Garage solidaire", "200€"), ("Total Axe 1", "200€")])
    assert "Épicerie sociale de" in [label for _, label, _ in labels(pages.read())]


def chapter(pages: Pages, territory: str, axes: tuple[str, ...]) -> None:
    """A territory's title, and a page for each axis."""
    pages.canvas.setFont("Helvetica-Bold", 18)
    pages.canvas.drawString(50, pages.y, territory)
    pages.y -= 30
    for axis in axes:
        pages.canvas.setFont("Helvetica-Bold", 12)
        pages.canvas.drawString(50, pages.y, axis)
        pages.y -= 20
        pages.table([HEAD, ("Aide alimentaire", "700€"), (f"Total {axis[:5].title()}", "700€")])
        pages.next()


def sources(ledger: Ledger) -> list[tuple[str | None, str | None, TerritorySource]]:
    return [(line.axis, line.territory, line.territory_source) for line in ledger.lines]


def test_the_title_of_a_chapter_is_printed_for_all_of_its_axes(pages: Pages) -> None:
    chapter(pages, "Aisne", (AXIS, AXIS_3))
    chapter(pages, "Nord", (AXIS, AXIS_3))
    assert sources(pages.read()) == [
        (axis, territory, TerritorySource.PRINTED)
        for territory in ("02", "59")
        for axis in ("1", "3")
    ]


def test_a_title_between_that_no_profile_knows_may_be_another_territory(pages: Pages) -> None:
    chapter(pages, "Aisne", (AXIS,))
    pages.canvas.setFont("Times-Italic", 24)
    pages.canvas.drawString(50, pages.y, "Pays de Valois")
    pages.y -= 40
    chapter(pages, "", (AXIS_3,))
    chapter(pages, "Nord", (AXIS, AXIS_3))
    ledger = pages.read()
    undoubted = ("3", "02", TerritorySource.PRINTED) in sources(ledger) and not doubts(ledger)
    assert not undoubted


def test_the_total_of_a_contract_after_a_page_break_is_of_the_territory_before(
    pages: Pages,
) -> None:
    pages.heading("Aisne")
    pages.table([HEAD, ("Épicerie sociale", "300€")])
    pages.next()
    pages.table([("Garage solidaire", "200€"), ("Total Axe 1", "500€")])
    pages.canvas.setFont("Helvetica-Bold", 10)
    pages.canvas.drawString(50, pages.y, "Montant total du Pacte : 500 €")
    pages.y -= 40
    pages.heading("Nord")
    pages.table([HEAD, ("Bus des droits", "900€"), ("Total Axe 1", "900€")])
    totals = pages.read().totals
    assert [t.territory for t in totals if t.scope is TotalScope.CONTRACT] == ["02"]


@pytest.mark.parametrize("said", ["Néant", "Sans objet", "Aucune action n'est financée."])
def test_what_says_that_nothing_is_financed_is_no_row(pages: Pages, said: str) -> None:
    pages.heading("Aisne")
    pages.canvas.setFont("Helvetica", 10)
    pages.canvas.drawString(54, pages.y - 5, said)
    pages.y -= 40
    pages.heading("Nord")
    pages.table([HEAD, ("Bus des droits", "900€"), ("Total Axe 1", "900€")])
    ledger = pages.read()
    assert labels(ledger) == [(1, "Bus des droits", 900_00)]
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_a_total_in_words_under_a_table_of_columns_is_its_total(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "sentence.pdf", (50.0, 220.0, 650.0, 780.0))
    pages.heading("Aisne")
    pages.table([
        ("Orientation", "Action", "Montant"),
        ("Lutter contre la précarité énergétique", "Épicerie sociale", "300€"),
        ("+", "Garage solidaire", "200€"),
    ])  # fmt: skip
    pages.canvas.setFont("Helvetica-Bold", 10)
    pages.canvas.drawString(54, pages.y + 18, "Total de l'axe 1 : 500 €")
    ledger = pages.read()
    assert [(t.label, t.amount.cents) for t in ledger.totals] == [("Total de l'axe 1", 500_00)]
    assert "Total de l'axe 1 : 500 €" not in {line.orientation for line in ledger.lines}


@pytest.mark.parametrize("over", ["Crédits délégués", "Référent : Mme Dupont"])
def test_what_stands_alone_over_the_heads_of_a_table_may_be_a_note(pages: Pages, over: str) -> None:
    pages.heading("Aisne")
    pages.canvas.setFont("Helvetica-Bold", 10)
    pages.canvas.drawString(50, pages.y - 10, over)
    pages.y -= 24
    pages.table([HEAD, ("Aide alimentaire", "700€"), ("Total Axe 1", "700€")])
    assert any("ou une note" in message for message in doubts(pages.read()))


def test_an_orientation_among_others_over_the_heads_of_their_tables_is_none(pages: Pages) -> None:
    pages.heading("Aisne")
    for over, total in (("Accès aux droits de chacun", ""), ("Mobilité de tous", "Total Axe 1")):
        pages.canvas.setFont("Helvetica-Bold", 10)
        pages.canvas.drawString(50, pages.y - 10, over)
        pages.y -= 24
        pages.table([HEAD, ("Aide alimentaire", "700€"), *([(total, "1 400€")] if total else [])])
    assert not any("ou une note" in message for message in doubts(pages.read()))


@pytest.mark.parametrize("again", [" (suite)", " – suite", " (suite et fin)", " (fin)"])
def test_an_orientation_that_goes_on_is_the_one_before(pages: Pages, again: str) -> None:
    orientation = "Accès aux droits et à la santé"
    pages.heading("Aisne")
    for number, title in enumerate((orientation, orientation + again), 1):
        if number > 1:
            pages.next()
        pages.canvas.setFont("Helvetica-Bold", 11)
        pages.canvas.drawString(50, pages.y - 14, title)
        pages.y -= 30
        pages.table([HEAD, (f"Garage {number}", "300€"), (f"Bus {number}", "200€")])
    pages.canvas.drawString(50, pages.y, "Total Axe 1 : 1 000 €")
    ledger = pages.read()
    assert [line.orientation for line in ledger.lines] == 4 * [orientation]
    assert (lost(ledger), doubts(ledger)) == ([], [])

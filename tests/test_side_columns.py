"""Text beside the labels, and amounts beside one another: each is told by the whole document, or
held."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain import Box, Ledger, Role, TotalScope
from pipeline.extract.content import Word
from pipeline.extract.labellines import AmountRow
from pipeline.extract.lines import Segment
from pipeline.extract.sidecells import SideCell, placed
from tests.hand_drawn import AXIS, KNOWN, Pages, doubts, lost


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return Pages(tmp_path / "edition.pdf", (50.0, 220.0, 650.0, 780.0))


def whole(pages: Pages, territory: str) -> None:
    """A table that shows which column holds what: an orientation beside two rows."""
    pages.heading(territory)
    pages.table([
        (KNOWN, "Accompagner les familles dans la rénovation", "1 500€"),
        ("+", "Former des écoutants à domicile", "2 500€"),
        ("", "Total Axe 1", "4 000€"),
    ])  # fmt: skip


def told(ledger: Ledger) -> list[tuple[str | None, str]]:
    return [(line.orientation, line.label) for line in ledger.lines]


def test_an_orientation_cut_by_a_page_break_is_one_on_both_pages(pages: Pages) -> None:
    whole(pages, "Aisne")
    pages.heading("Nord")
    pages.table([("Lutter contre la précarité", "Poste de coordination", "700€")])
    pages.next()
    pages.table([("énergétique", "Conciergerie", "300€"), ("", "Total Axe 1", "1 000€")])
    ledger = pages.read()
    assert told(ledger)[2:] == [(KNOWN, "Poste de coordination"), (KNOWN, "Conciergerie")]
    assert doubts(ledger) == []


def test_an_unknown_orientation_that_looks_like_a_label_is_held(pages: Pages) -> None:
    whole(pages, "Aisne")
    pages.next()
    pages.heading("Nord")
    pages.table([
        ("Une orientation nouvelle et longue", "Poste", "700€"),
        ("", "Total Axe 1", "700€"),
    ])  # fmt: skip
    (held,) = doubts(pages.read())
    assert held.startswith("« Poste » et « Une orientation nouvelle et longue » sont côte à côte")


def test_two_texts_of_which_nothing_tells_the_label_are_held(pages: Pages) -> None:
    for territory in ("Aisne", "Nord"):
        pages.heading(territory)
        pages.table([
            ("Association du Vexin", "Aide alimentaire", "700€"),
            ("Secours du Ponthieu", "Épicerie sociale", "300€"),
            ("", "Total Axe 1", "1 000€"),
        ])  # fmt: skip
    held = doubts(pages.read())
    assert len(held) == 4
    assert "Association du Vexin" in held[0]
    assert "rien ne dit lequel" in held[0]


def test_under_their_heads_the_labels_are_sure(pages: Pages) -> None:
    pages.heading("Aisne")
    pages.table([
        ("Porteur", "Action", "Montant"),
        ("Association du Vexin", "Aide alimentaire", "700€"),
        ("Secours du Ponthieu", "Épicerie sociale", "300€"),
        ("", "Total Axe 1", "1 000€"),
    ])  # fmt: skip
    ledger = pages.read()
    assert told(ledger) == [(None, "Aide alimentaire"), (None, "Épicerie sociale")]
    assert doubts(ledger) == []


def test_an_amount_whose_column_has_no_head_is_held(tmp_path: Path) -> None:
    """The head stands on the page before, alone: nothing says which year an amount is of."""
    pages = Pages(tmp_path / "years.pdf", (50.0, 500.0, 640.0, 780.0))
    pages.heading("Aisne")
    pages.table([
        ("Action", "2026", "2027"),
        ("Aide alimentaire", "700€", "900€"),
        ("Épicerie sociale", "300€", "100€"),
    ])  # fmt: skip
    pages.next()
    pages.xs = (50.0, 300.0, 400.0, 500.0)
    pages.table([("Accueil de jour", "20€", "30€"), ("Total Axe 1", "1 020€", "1 030€")])
    held = doubts(pages.read())
    assert any("rien ne dit dans quelle colonne est le montant « 20€ »" in d for d in held)


def test_amounts_and_heads_that_nearly_touch_are_told_apart(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "near.pdf", (50.0, 560.0, 622.0, 684.0))
    pages.heading("Aisne")
    for row in (("Action", "État", "Ville", "Total"),
                ("Aide alimentaire", "1 150 000€", "1 000 000€", "2 150 000€"),
                ("Total Axe 1", "1 150 000€", "1 000 000€", "2 150 000€")):  # fmt: skip
        for text, x in zip(row, (50.0, 556.0, 611.0, 666.0), strict=True):
            if x == 50.0:
                pages.canvas.drawString(x, pages.y, text)
            else:
                pages.canvas.drawRightString(x, pages.y, text)
        pages.y -= 18
    (line,) = pages.read().lines
    assert line.amount.cents == 2_150_000_00
    assert [(head, a.cents) for head, a in line.other_amounts] == [
        ("État", 1_150_000_00), ("Ville", 1_000_000_00),
    ]  # fmt: skip


def test_amounts_under_a_head_and_without_any_label_are_told_not_lost(pages: Pages) -> None:
    pages.xs = (50.0, 500.0, 640.0)
    pages.heading("Aisne")
    pages.table([("Action", "Montant"), ("", "700€"), ("", "300€"), ("", "1 000€")])
    ledger = pages.read()
    assert ledger.lines == ()
    assert ledger.totals == ()
    assert {m.role for p in ledger.pages for m in p.marks if "00€" in m.text} == {Role.UNACCOUNTED}


@pytest.mark.parametrize("ruled", [True, False])
def test_territories_in_cells_beside_their_rows_begin_sections(tmp_path: Path, ruled: bool) -> None:
    pages = Pages(tmp_path / "merged.pdf", (50.0, 220.0, 650.0, 780.0))
    pages.canvas.setFont("Helvetica-Bold", 12)
    pages.canvas.drawString(50, pages.y, AXIS)
    pages.y -= 20
    pages.table([
        ("Territoire", "Action", "Montant"),
        ("Aisne", "Aide alimentaire", "700€"),
        ("+", "Épicerie sociale", "300€"),
        ("+", "Total", "1 000€"),
        ("Nord", "Garage solidaire", "200€"),
        ("+", "Total", "200€"),
    ], ruled=ruled)  # fmt: skip
    ledger = pages.read()
    assert [(line.territory, line.label) for line in ledger.lines] == [
        ("02", "Aide alimentaire"), ("02", "Épicerie sociale"), ("59", "Garage solidaire"),
    ]  # fmt: skip
    assert doubts(ledger) == []


def test_axes_in_cells_beside_their_rows_begin_sections(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "axes.pdf", (50.0, 480.0, 650.0, 780.0))
    pages.canvas.setFont("Helvetica-Bold", 15)
    pages.canvas.drawString(50, pages.y, "Aisne")
    pages.y -= 20
    pages.table([
        ("Axe", "Action", "Montant"),
        (AXIS, "Aide alimentaire", "700€"),
        ("+", "Épicerie sociale", "300€"),
        ("+", "Sous-total axe 1", "1 000€"),
        ("AXE 2 - Amplifier la politique d'accès à l'emploi pour tous", "Garage", "200€"),
        ("+", "Sous-total axe 2", "200€"),
    ])  # fmt: skip
    ledger = pages.read()
    assert [(line.axis, line.label) for line in ledger.lines] == [
        ("1", "Aide alimentaire"), ("1", "Épicerie sociale"), ("2", "Garage"),
    ]  # fmt: skip
    assert [(t.axis, t.scope) for t in ledger.totals] == [
        ("1", TotalScope.AXIS), ("2", TotalScope.AXIS),
    ]  # fmt: skip


def test_the_sub_total_of_a_territory_is_all_of_its_section(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "subtotals.pdf", (50.0, 650.0, 780.0))
    for territory in ("Aisne", "Nord"):
        pages.heading(territory)
        pages.table(
            [("Action", "Montant"), ("Garage", "200€"), (f"Sous-total {territory}", "200€")]
        )
    totals = pages.read().totals
    assert [(t.territory, t.scope) for t in totals] == [
        ("02", TotalScope.AXIS), ("59", TotalScope.AXIS),
    ]  # fmt: skip


def test_the_sign_of_an_amount_under_its_number_is_its_own(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "signs.pdf", (50.0, 650.0, 780.0))
    pages.heading("Aisne")
    for label, amount in (("Garage", "1 200"), ("Bus", "300"), ("Total Axe 1", "1 500")):
        pages.canvas.drawString(54, pages.y, label)
        pages.canvas.drawRightString(776, pages.y + 6, amount)
        pages.canvas.drawRightString(776, pages.y - 6, "€")
        pages.y -= 36
    ledger = pages.read()
    assert [line.amount.cents for line in ledger.lines] == [1_200_00, 300_00]
    assert doubts(ledger) == []
    assert not any(m.role is Role.UNACCOUNTED for p in ledger.pages for m in p.marks)


JUSTIFIED = (  # of one column, from 54 to 204 points
    ("Accueillir", "les"), ("familles", "monoparentales"), ("du département", ""),
)  # fmt: skip


@pytest.mark.parametrize("full", [True, False])
def test_a_line_widened_to_the_width_of_its_column_is_one(tmp_path: Path, full: bool) -> None:
    """Where other lines show that width: else the end of the line may be another column's."""
    pages = Pages(tmp_path / "justified.pdf", (50.0, 650.0, 780.0))
    pages.heading("Aisne")
    pages.table([("Action", "Montant")])
    canvas = pages.canvas
    canvas.setFont("Helvetica", 10)
    labels = ["Un poste de travailleur social pour"] * 2 if full else ["Un poste"] * 2
    right = 54 + canvas.stringWidth("Un poste de travailleur social pour")
    y = pages.y + 30
    for label in labels:
        y -= 24
        canvas.drawString(54, y, label)
        canvas.drawString(54, y - 12, "tous")
        canvas.drawRightString(776, y - 6, "100€")
        y -= 12
    y -= 24
    for at, (left, end) in enumerate(JUSTIFIED):
        canvas.drawString(54, y - 12 * at, left)
        canvas.drawRightString(right, y - 12 * at, end)
    canvas.drawRightString(776, y - 12, "300€")
    canvas.drawString(54, y - 48, "Total Axe 1")
    canvas.drawRightString(776, y - 48, "500€")
    ledger = pages.read()
    assert "Accueillir les familles monoparentales du département" in [
        line.label for line in ledger.lines
    ]
    assert (doubts(ledger) == []) is full


def line_at(baseline: float) -> Segment:
    return Segment(
        (Word("texte", Box(0, baseline - 8, 25, baseline + 2), baseline, 10, False, ()),)
    )


@pytest.mark.parametrize(
    ("baselines", "at_top"),
    [
        ((100.0,), True),
        ((102.0,), True),  # a padding of its own
        ((107.0,), False),  # between the first row and the second
        ((113.0, 125.0), None),  # around the second row: as high as the text, or one of three
        ((102.0, 114.0), True),
    ],
)
def test_where_text_beside_rows_stands(baselines: tuple[float, ...], at_top: bool | None) -> None:
    """Four rows of one line each."""
    labels = [line_at(y) for y in (100, 119, 134, 149)]
    rows = [AmountRow(y - 3.5, y - 3.5, y - 3.5, 10) for y in (100, 119, 134, 149)]
    cell = SideCell(tuple(line_at(y) for y in baselines), baselines[0] - 8, float("inf"))
    assert placed([cell], rows, labels, begins=False)[1] is at_top


def test_text_level_with_the_upper_line_of_an_amount_of_two_is_at_the_top() -> None:
    rows = [AmountRow(96.5, 102.5, 108.5, 10), AmountRow(126.5, 126.5, 126.5, 10)]
    cell = SideCell((line_at(100),), 92, float("inf"))
    labels = [line_at(y) for y in (106, 130)]
    assert placed([cell], rows, labels, begins=False)[1] is True


def test_a_sum_of_some_rows_said_under_the_last_of_them_is_in_doubt(tmp_path: Path) -> None:
    """« dont … »: a remark on the rows above, or the end of the last one's label."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 650.0, 780.0))
    pages.heading("Aisne")
    pages.table(
        [("Action", "Montant"), ("Garage", "300€"), ("Épicerie sociale", "700€")], ruled=False
    )
    pages.canvas.drawString(54, pages.y + 40 - 6, "dont 1 000 € au titre de la mobilité")
    pages.canvas.drawString(54, pages.y - 10, "Total Axe 1 : 1 000 €")
    ledger = pages.read()
    assert doubts(ledger) or lost(ledger)

"""Tables that print their head again under each heading, of the same widths or of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain import Ledger
from tests.hand_drawn import KNOWN, Pages, doubts, lost

RIGHTS = "Accès aux droits et à la santé"
SCHOOL = "Prévenir le décrochage scolaire"


@pytest.mark.parametrize("ruled", [True, False])
def test_a_head_stands_beside_amounts_that_are_flush_right(tmp_path: Path, ruled: bool) -> None:
    """« Montant » begins where the cell does, its amounts end where that ends."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    for number, orientation in enumerate((KNOWN, RIGHTS), 1):
        pages.canvas.setFont("Helvetica-Bold", 11)
        pages.canvas.drawString(50, pages.y - 14, orientation)
        pages.y -= 30
        rows = [("*Action", "*Montant"), (f"Garage {number}", "300€"), (f"Bus {number}", "200€")]
        pages.table(rows, ruled=ruled)
    pages.canvas.drawString(50, pages.y, "Total Axe 1 : 1 000 €")
    ledger = pages.read()
    assert [(line.orientation, line.label) for line in ledger.lines] == [
        (KNOWN, "Garage 1"), (KNOWN, "Bus 1"),
        (RIGHTS, "Garage 2"), (RIGHTS, "Bus 2"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_tables_of_own_widths_one_of_them_without_a_costed_action(tmp_path: Path) -> None:
    """As a browser lays them out: each as wide as the page, its columns by its own cells."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    tables = [(600.0, KNOWN, "27 000€"), (540.0, RIGHTS, "-"), (480.0, SCHOOL, "1 350 000€")]
    for at, (x, orientation, amount) in enumerate(tables):
        pages.canvas.setFont("Helvetica-Bold", 11)
        pages.canvas.drawString(50, pages.y - 14, orientation)
        pages.y -= 24
        pages.table([("*Action",), (f"Garage {at}",)], ruled=False)
        pages.canvas.setFont("Helvetica", 10)
        pages.canvas.drawString(x, pages.y + 40 + 32, "Crédits 2027 (en €)")
        pages.canvas.drawString(x, pages.y + 40 + 8, amount)
    pages.canvas.setFont("Helvetica-Bold", 10)
    pages.canvas.drawString(54, pages.y, "Total Axe 1")
    pages.canvas.drawString(360, pages.y, "1 377 000€")
    ledger = pages.read()
    assert [(line.orientation, line.label, line.amount.printed) for line in ledger.lines] == [
        (orientation, f"Garage {at}", amount) for at, (_, orientation, amount) in enumerate(tables)
    ]
    assert [(t.amount.cents, len(t.lines)) for t in ledger.totals] == [(1_377_000_00, 3)]
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_a_lone_number_in_line_with_what_is_not_costed(tmp_path: Path) -> None:
    """Without a euro sign, in a table of its own widths."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 700.0, 780.0))
    pages.heading("Aisne")
    for x, orientation, amounts in (
        (620.0, KNOWN, ("–", "à définir", "8 000")), (730.0, RIGHTS, ("720 000",))
    ):  # fmt: skip
        pages.canvas.setFont("Helvetica-Bold", 11)
        pages.canvas.drawString(50, pages.y - 14, orientation)
        pages.y -= 24
        top = pages.y
        pages.table([("*Action",), *((f"Garage {a}",) for a in amounts)])
        pages.canvas.setFont("Helvetica", 10)
        for at, text in enumerate(("Subvention", *amounts)):
            pages.canvas.drawCentredString(x, top - 24 * at - 16, text)
    pages.canvas.drawString(54, pages.y, "Total Axe 1")
    pages.canvas.drawCentredString(730, pages.y, "728 000")
    ledger = pages.read()
    assert [line.amount.printed for line in ledger.lines] == ["–", "à définir", "8 000", "720 000"]
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_a_row_that_nothing_makes_a_table_of_is_not_lost(tmp_path: Path) -> None:
    """A rule through the head of its amounts, which are a dash."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    pages.table([("Action", "Montant"), ("Garage", "700€"), ("Total Axe 1", "700€")])
    pages.canvas.drawString(50, pages.y - 14, RIGHTS)
    pages.y -= 24
    pages.table([("Action",), ("Épicerie sociale",)])
    pages.canvas.drawString(540, pages.y + 72, "Crédits 2027 (en €)")
    pages.canvas.drawString(540, pages.y + 48, "-")
    pages.table([("Action", "Montant"), ("Bus", "300€"), ("Total Axe 2", "300€")])
    ledger = pages.read()
    assert "Épicerie sociale" in {line.label for line in ledger.lines} or "Épicerie" in lost(ledger)


def lines(pages: Pages, *rows: tuple[float, str, str, str]) -> Ledger:
    """Lines without rules: how far under the last, the style, a text, and an amount at its right.
    A style of « u » draws a rule under the text."""
    pages.heading("Aisne")
    for step, style, text, amount in rows:
        pages.y -= step
        pages.canvas.setFont("Helvetica-Bold" if style == "b" else "Helvetica", 10)
        pages.canvas.drawString(50, pages.y, text)
        if style == "u":
            width = pages.canvas.stringWidth(text, "Helvetica", 10)
            pages.canvas.line(50, pages.y - 1.2, 50 + width, pages.y - 1.2)
        pages.canvas.drawRightString(776, pages.y, amount)
    return pages.read()


@pytest.mark.parametrize("style", ["b", "u"])
@pytest.mark.parametrize("white", [12, 20])
def test_what_is_set_less_strongly_than_labels_heads_nothing(
    tmp_path: Path, style: str, white: int
) -> None:
    """A bold or underlined name and who bears it, under it."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 780.0))
    ledger = lines(
        pages, (0, style, "Garage solidaire", "300€"), (12, "", "Porteur Caf", ""),
        (white, style, "Aide alimentaire", "200€"), (12, "", "Porteur Ddets", ""),
        (white, style, "Bus des droits", "500€"), (12, "", "Porteur CCAS", ""),
        (white, "b", "Total Axe 1", "1 000€"),
    )  # fmt: skip
    assert [line.orientation for line in ledger.lines] == [None] * 3
    exact = [line.label for line in ledger.lines] == [
        "Garage solidaire Porteur Caf", "Aide alimentaire Porteur Ddets",
        "Bus des droits Porteur CCAS",
    ]  # fmt: skip
    assert exact or doubts(ledger) or "Porteur" in lost(ledger)


def test_an_orientation_may_be_underlined_only(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "edition.pdf", (50.0, 780.0))
    ledger = lines(
        pages, (0, "u", "Volet alimentaire", ""), (13, "", "Garage solidaire", "300€"),
        (13, "", "Aide alimentaire", "200€"), (20, "u", "Volet mobilité", ""),
        (13, "", "Bus des droits", "500€"), (13, "b", "Total Axe 1", "1 000€"),
    )  # fmt: skip
    assert [(line.orientation, line.label) for line in ledger.lines] == [
        ("Volet alimentaire", "Garage solidaire"), ("Volet alimentaire", "Aide alimentaire"),
        ("Volet mobilité", "Bus des droits"),
    ]  # fmt: skip
    assert lost(ledger) == []


def test_a_euro_sign_under_an_amount_that_a_hard_space_ends(tmp_path: Path) -> None:
    """Flush right in the next line, where the space takes room above."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 650.0, 780.0))
    pages.heading("Aisne")
    pages.table([("Action", "Montant"), ("Garage solidaire", "1 000 001,41€"), ("Bus", "2€")])
    pages.y += 40
    pages.table([("Total Axe 1", "")])
    pages.canvas.drawRightString(768, pages.y + 54, "1 000 003,41")
    pages.canvas.drawRightString(776, pages.y + 43, "€")
    ledger = pages.read()
    assert lost(ledger) == []
    assert [t.amount.cents for t in ledger.totals] == [1_000_003_41]


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_head_with_a_year_is_all_of_it_however_narrow_its_amounts(
    tmp_path: Path, wrapped: bool
) -> None:
    """« Montant 2026 » over « (€) », or beside it; the amounts end under the year."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 480.0, 640.0))
    pages.heading("Aisne")
    draw = pages.canvas
    rows = [("Garage solidaire", "300", "400"), ("Bus des droits", "200", "600"),
            ("Total Axe 1", "500", "1 000")]  # fmt: skip
    draw.setFont("Helvetica-Bold", 12)
    draw.drawString(50, pages.y - 7 if wrapped else pages.y, "Intitulé")
    for right, year in ((480.0, "2026"), (640.0, "2027")):
        head = [f"Montant {year}", "(€)"] if wrapped else [f"Montant {year} (€)"]
        for at, text in enumerate(head):
            draw.drawRightString(right, pages.y - 14 * at, text)
    pages.y -= 20
    for label, *amounts in rows:
        draw.setFont("Helvetica", 12)
        pages.y -= 20
        draw.drawString(50, pages.y, label)
        for right, amount in zip((480.0, 640.0), amounts, strict=True):
            draw.drawRightString(right, pages.y, amount)
    ledger = pages.read()
    (names,) = {tuple(c for c, _ in line.other_amounts) for line in ledger.lines}
    main = {"Montant 2026 (€)", "Montant 2027 (€)"} - set(names)
    assert (len(names), len(main)) == (1, 1)


@pytest.mark.parametrize("pattern", [None, "^Crédits"])
def test_which_column_is_asked_about_with_the_profile_s_own_pattern(
    tmp_path: Path, pattern: str | None
) -> None:
    pages = Pages(tmp_path / "edition.pdf", (50.0, 400.0, 520.0, 640.0))
    pages.heading("Aisne")
    pages.table([("*Action", "*Montant 2026", "*Montant 2027"), ("Garage", "300€", "400€"),
                 ("Total Axe 1", "300€", "400€")])  # fmt: skip
    ledger = pages.read(amount_column=pattern)
    asked = "le profil doit dire" if pattern is None else "« ^Crédits »"
    assert any(asked in d for d in doubts(ledger))


def amounts_first(pages: Pages, rows: list[tuple[str, str]], *, ruled: bool) -> None:
    """Rows of an amount and its label right of it."""
    for amount, label in rows:
        pages.canvas.drawRightString(150, pages.y, amount)
        pages.canvas.drawString(160, pages.y, label)
        if ruled:
            pages.canvas.line(50, pages.y - 5, 780, pages.y - 5)
        pages.y -= 16


def test_amounts_before_their_labels_and_the_total_in_a_sentence(tmp_path: Path) -> None:
    """The amount of the total ends in the column of the rows'; one table has rules, one none."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    for ruled, orientation in ((True, KNOWN), (False, RIGHTS)):
        pages.canvas.setFont("Helvetica-Bold", 11)
        pages.canvas.drawString(50, pages.y, orientation)
        pages.y -= 18
        pages.canvas.setFont("Helvetica", 10)
        rows = [("100 €", "Garage"), ("200 €", "Bus"), ("150 €", "Maraude"), ("50 €", "Permis")]
        amounts_first(pages, rows, ruled=ruled)
    pages.canvas.setFont("Helvetica-Bold", 10)
    pages.canvas.drawString(50, pages.y - 6, "Total Axe 1 : 1 000 €")
    ledger = pages.read()
    assert [(x.orientation, x.label, x.amount.printed) for x in ledger.lines] == [
        (orientation, label, amount)
        for orientation in (KNOWN, RIGHTS)
        for label, amount in (
            ("Garage", "100 €"), ("Bus", "200 €"), ("Maraude", "150 €"), ("Permis", "50 €")
        )
    ]  # fmt: skip
    assert [(t.amount.cents, len(t.lines)) for t in ledger.totals] == [(1_000_00, 8)]
    assert (lost(ledger), doubts(ledger)) == ([], [])


def headed(pages: Pages, *heads: str) -> Ledger:
    """A table for each text that heads its labels, one below another."""
    pages.heading("Aisne")
    for number, head in enumerate(heads, 1):
        rows = [
            (f"*{head}", "*Montant"),
            (f"Garage {number}", "300 euros"),
            (f"Bus {number}", "200 euros"),
        ]
        pages.table(rows, ruled=False)
        pages.y += 30
    pages.canvas.drawString(50, pages.y - 40, f"Total Axe 1 : {5 * len(heads)}00 €")
    return pages.read()


def test_an_orientation_that_heads_the_labels_of_its_table_is_one(tmp_path: Path) -> None:
    ledger = headed(Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0)), KNOWN, RIGHTS)
    assert [(line.orientation, line.label) for line in ledger.lines] == [
        (KNOWN, "Garage 1"), (KNOWN, "Bus 1"), (RIGHTS, "Garage 2"), (RIGHTS, "Bus 2"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])


@pytest.mark.parametrize(
    ("heads", "count"),
    [
        (("Accueil social inconditionnel", "Inclusion numérique"), 2),
        (("Intitulé de l'action", "Inclusion numérique"), 1),
        (("Ce que finance l'État", "Ce que finance l'État"), 0),
        (("Actions retenues", "Intitulé de l'action"), 0),
    ],
)
def test_heads_of_labels_that_differ_may_be_orientations(
    tmp_path: Path, heads: tuple[str, ...], count: int
) -> None:
    ledger = headed(Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0)), *heads)
    asked = [d for d in doubts(ledger) if "à la place de l'en-tête des libellés" in d]
    assert (len(ledger.lines), len(asked)) == (4, count)


UNDER_NONE = "nomme une orientation"


def test_an_orientation_among_the_words_of_a_head_is_asked_about(tmp_path: Path) -> None:
    ledger = headed(Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0)), f"Orientation : {KNOWN}")
    assert any(UNDER_NONE in d for d in doubts(ledger))


def test_an_orientation_right_of_some_rows_only_is_asked_about(tmp_path: Path) -> None:
    """A merged cell: its text stands beside the second of its three rows."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 400.0, 500.0, 780.0))
    pages.heading("Aisne")
    pages.table([
        ("Garage", "300 €", ""), ("Bus", "600 €", f"+{KNOWN}"), ("Permis", "100 €", "+"),
        ("Total Axe 1", "1 000 €", ""),
    ])  # fmt: skip
    assert any("à droite des montants" in d for d in doubts(pages.read()))


@pytest.mark.parametrize(("total", "count"), [(f"Sous-total {KNOWN}", 1), ("Sous-total", 0)])
def test_an_orientation_that_only_a_sub_total_names_is_asked_about(
    tmp_path: Path, total: str, count: int
) -> None:
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    pages.table([
        ("*Action", "*Montant"), ("Garage", "300 €"), ("Bus", "700 €"), (f"*{total}", "1 000 €"),
        ("*Total Axe 1", "1 000 €"),
    ])  # fmt: skip
    assert sum(UNDER_NONE in d for d in doubts(pages.read())) == count


def test_an_orientation_in_the_middle_over_rows_that_end_in_rules_is_no_part_of_a_label(
    tmp_path: Path,
) -> None:
    """Set as the rows are, in one band with the first of them, which has a rule under it only."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    canvas = pages.canvas
    pages.heading("Aisne")
    canvas.setFont("Helvetica", 10)
    for number, orientation in enumerate((KNOWN, RIGHTS, SCHOOL), 1):
        pages.y -= 18
        canvas.drawCentredString(415, pages.y, orientation)
        for label, amount in ((f"Garage {number}", "300 €"), (f"Bus {number}", "200 €")):
            pages.y -= 13
            canvas.drawString(54, pages.y, label)
            canvas.drawRightString(776, pages.y, amount)
            canvas.line(50, pages.y - 4, 780, pages.y - 4)
    canvas.drawString(50, pages.y - 30, "Total Axe 1 : 1 500 €")
    ledger = pages.read()
    assert [(line.orientation, line.label) for line in ledger.lines] == [
        (KNOWN, "Garage 1"), (KNOWN, "Bus 1"), (RIGHTS, "Garage 2"), (RIGHTS, "Bus 2"),
        (SCHOOL, "Garage 3"), (SCHOOL, "Bus 3"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])

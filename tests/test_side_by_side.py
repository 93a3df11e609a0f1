"""Tables side by side, each with its own headings, rows and heads; and pages without an amount."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from pipeline.domain import Ledger
from tests.hand_drawn import AXIS, HEIGHT, KNOWN, Pages, doubts, lost

SCHOOL = "Prévenir le décrochage scolaire"
RIGHTS = "Accès aux droits et à la santé"


def column(
    canvas: Canvas, x: float, territory: str, rows: list[tuple[float, str, str]],
    head: tuple[str, ...] = ("Montant",),
) -> None:  # fmt: skip
    """A table 340 points wide from x: rows of (points from the head of the page, label, amount);
    one without an amount is a heading. `head` are the lines of the head of the amounts."""
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(x, HEIGHT - 60, territory)
    canvas.setFont("Helvetica-Bold", 8)
    canvas.drawString(x, HEIGHT - 78, AXIS)
    middle = 100 + 5.5 * (len(head) - 1)
    canvas.drawString(x, HEIGHT - middle, "Action")
    for at, text in enumerate(head):
        canvas.drawString(x + 290, HEIGHT - 100 - 11 * at, text)
    for y, label, amount in rows:
        bold = not amount or label.startswith("Total")
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 9)
        canvas.drawString(x, HEIGHT - y, label)
        canvas.drawString(x + 290, HEIGHT - y, amount)


def told(ledger: Ledger) -> list[tuple[str | None, str | None, str, str]]:
    return [(x.territory, x.orientation, x.label, x.amount.printed) for x in ledger.lines]


def test_orientations_of_one_table_level_with_rows_of_the_other(tmp_path: Path) -> None:
    """The right table's first row is not costed, the left one's second row neither."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    column(pages.canvas, 50, "Aisne", [
        (124, "Garage solidaire", "300 €"), (214, "Maraudes", "néant"), (280, "Bus", "700 €"),
        (304, "Total Axe 1", "1 000 €"),
    ])  # fmt: skip
    column(pages.canvas, 430, "Nord", [
        (150, KNOWN, ""), (184, "Permanences", "-"), (202, SCHOOL, ""), (226, "Tutorat", "200 €"),
        (246, RIGHTS, ""), (270, "Domiciliation", "50 €"), (294, "Total Axe 1", "250 €"),
    ])  # fmt: skip
    ledger = pages.read()
    assert told(ledger) == [
        ("02", None, "Garage solidaire", "300 €"), ("02", None, "Maraudes", "néant"),
        ("02", None, "Bus", "700 €"), ("59", KNOWN, "Permanences", "-"),
        ("59", SCHOOL, "Tutorat", "200 €"), ("59", RIGHTS, "Domiciliation", "50 €"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_a_head_of_three_lines_level_with_an_orientation_of_the_other_table(
    tmp_path: Path,
) -> None:
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    column(pages.canvas, 50, "Aisne", [
        (122, KNOWN, ""), (140, "Garage solidaire", "300 €"), (160, "Bus", "700 €"),
        (180, "Total Axe 1", "1 000 €"),
    ])  # fmt: skip
    column(pages.canvas, 430, "Nord", [
        (140, SCHOOL, ""), (160, "Tutorat", "200 €"), (180, "Permanences", "50 €"),
        (204, "Total Axe 1", "250 €"),
    ], ("Crédits", "2027 (en", "€)"))  # fmt: skip
    ledger = pages.read()
    assert [(t, a) for t, _, _, a in told(ledger)] == [
        ("02", "300 €"), ("02", "700 €"), ("59", "200 €"), ("59", "50 €"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_several_columns_of_a_page_on_which_nothing_is_costed(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    for table in (
        [("Garage solidaire", "300 €", "700 €", "1 000 €"), ("Bus", "100 €", "200 €", "300 €")],
        [("Maraudes", "–", "–", "–"), ("Permanences", "n.c.", "n.c.", "n.c.")],
        [("Tutorat", "10 €", "20 €", "30 €"), ("Total Axe 1", "410 €", "920 €", "1 330 €")],
    ):
        for row in (("Action", "État", "Département", "Total"), *table):
            for x, text in zip((50, 500, 590, 690), row, strict=True):
                pages.canvas.setFont("Helvetica-Bold" if row[0] == "Action" else "Helvetica", 10)
                pages.canvas.drawString(x, pages.y, text)
            pages.y -= 24
        pages.next()
    ledger = pages.read("Total")
    assert [(x.label, x.amount.printed, [a.printed for _, a in x.other_amounts])
            for x in ledger.lines if x.page == 2] == [
        ("Maraudes", "–", ["–", "–"]), ("Permanences", "n.c.", ["n.c.", "n.c."]),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_the_first_line_of_an_amount_at_the_foot_is_no_page_number(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    pages.y = 110
    pages.canvas.setFont("Helvetica", 9)
    for label, upper, lower in (("Garage", "", "300 000,50 €"), ("Bus", "557", "000,09 €")):
        pages.canvas.drawString(50, pages.y, label)
        pages.canvas.drawRightString(780, pages.y + 5, upper)
        pages.canvas.drawRightString(780, pages.y - (5 if upper else 0), lower)
        pages.y -= 44
    pages.next()
    pages.table([("Total Axe 1", "857 000,59 €")], ruled=False)
    ledger = pages.read()
    assert [x.amount.cents for x in ledger.lines] == [300_000_50, 557_000_09]
    assert (lost(ledger), doubts(ledger)) == ([], [])

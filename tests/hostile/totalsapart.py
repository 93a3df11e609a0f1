"""Totals that do not stand under the amounts they sum: cells or tables of other widths."""

from __future__ import annotations

from tests.hostile.case import drawn, series
from tests.hostile.sheet import AISNE, BANNERS, BOLD, HEADS, NAMES, NORD, SCHOOL, Sheet, bold, plain

WIDE = (56.0, 300.0, 420.0)  # the edges of the total's cells: they end left of the amounts
ROWS = (
    ("Ateliers d'éveil", "7 000 €"),
    ("Soutien à la scolarité par l'association Relais de l'école et par les centres", "12 000 €"),
    ("Tutorat", "1 000 €"),
)


@drawn("no row at all: their labels stand on the far side of the total's column", exact=True)
def a_total_left_of_its_column(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(HEADS, SCHOOL, *ROWS)
    sheet.table(bold("Total Axe 1", "20 000 €"), xs=WIDE)
    sheet.turn()


@drawn("no row at all, under a total above its lines", exact=True)
def a_total_above_and_left_of_its_column(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(bold("Total Axe 1", "20 000 €"), xs=WIDE)
    sheet.y += 8
    sheet.table(HEADS, SCHOOL, *ROWS)
    sheet.turn()


@drawn("« 1 000 » of a label as an amount, in the column of the total", exact=True)
def a_number_of_a_label_over_the_total(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(
        HEADS, SCHOOL, ("Colis", "8 000 €"),
        ("Soutien des centres sociaux à quelque 1 000 familles isolées", "12 000 €"),
    )  # fmt: skip
    sheet.table(bold("Total Axe 1", "20 000 €"), xs=(56.0, 180.0, 266.0))
    sheet.turn()


@drawn("the rows of one table under the total of the table beside it", exact=True)
def totals_apart_of_two_tables_side_by_side(sheet: Sheet) -> None:
    for territory, x, rows, total in (
        (AISNE, 30.0, (("Ateliers", "7 000 €"), ("Soutien", "13 000 €")), "20 000 €"),
        (NORD, 310.0, (("Médiation", "30 000 €"), ("Tutorat", "10 000 €")), "40 000 €"),
    ):
        sheet.begin(territory)
        sheet.text(x, 60, NAMES[territory], BOLD, 16)
        sheet.text(x, 90, BANNERS["1"], BOLD, 6.5)
        sheet.y = 110
        sheet.table(SCHOOL, *rows, xs=(x, x + 170, x + 250))
        sheet.table(bold("Total Axe 1", total), xs=(x, x + 90, x + 160))
    sheet.turn()


@drawn("the total of one column as that of the other")
def a_total_apart_between_two_columns(sheet: Sheet) -> None:
    xs = (56.0, 340.0, 440.0, 540.0)
    sheet.heading(AISNE)
    sheet.table(bold("Action", "État", "Département"), xs=xs)
    for label, state, other in (("Ateliers", 4000, "3 000 €"), ("Soutien", 6000, "9 000 €")):
        sheet.says(label, state)
        sheet.table(bold(label, f"{state:,} €".replace(",", " "), other), xs=xs)
    sheet.table(bold("Total Axe 1", "12 000 €"), xs=(56.0, 300.0, 420.0))
    sheet.turn()


TWO = series((AISNE,), contracts=(), amount_column=r"\bétat\b")
THREE = (56.0, 340.0, 440.0, 540.0)
SHIFTED = (56.0, 200.0, 300.0, 380.0)  # the edges of the cells of a total of two columns


def _two_columns(sheet: Sheet) -> None:
    sheet.table(bold("Action", "État", "Département"), xs=THREE)
    for label, state, other in (("Ateliers", 4000, "3 000 €"), ("Soutien", 6000, "9 000 €")):
        sheet.says(label, state)
        sheet.table(plain(label, f"{state:,} €".replace(",", " "), other), xs=THREE)


@drawn("totals in columns of their own: their table, above, has other widths",
       profile=TWO, exact=True)  # fmt: skip
def totals_of_two_columns_above_in_a_table_of_their_own(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(bold("Total Axe 1", "10 000 €", "12 000 €"), xs=SHIFTED)
    sheet.y += 8
    _two_columns(sheet)
    sheet.turn()


@drawn("totals in columns of their own: their table, below, has other widths",
       profile=TWO, exact=True)  # fmt: skip
def totals_of_two_columns_below_in_a_table_of_their_own(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    _two_columns(sheet)
    sheet.table(bold("Total Axe 1", "10 000 €", "12 000 €"), xs=SHIFTED)
    sheet.turn()


@drawn("« État » at the foot of a page as a text without place: the rows are on the next",
       profile=TWO, exact=True)  # fmt: skip
def heads_under_a_total_at_the_foot_of_a_page(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(bold("Total Axe 1", "10 000 €", "12 000 €"), xs=SHIFTED)
    sheet.y += 8
    sheet.table(bold("Action", "État", "Département"), xs=THREE)
    sheet.turn()
    _two_columns(sheet)
    sheet.turn()

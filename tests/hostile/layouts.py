"""Tables that browsers and office suites lay out: widths of their own, heads, pages that turn."""

from __future__ import annotations

from tests.hostile.case import drawn, series
from tests.hostile.sheet import (
    AISNE,
    BANNERS,
    BOLD,
    EVICTIONS,
    HEADS,
    NAMES,
    NORD,
    PLAIN,
    SCHOOL,
    TOTAL,
    Sheet,
    bold,
    plain,
)

LEFT, RIGHT = (30.0, 200.0, 280.0), (310.0, 480.0, 560.0)


def _side(sheet: Sheet, territory: str, x: float) -> None:
    sheet.begin(territory)
    sheet.text(x, 60, NAMES[territory], BOLD, 16)
    sheet.text(x, 90, BANNERS["1"], BOLD, 6.5)
    sheet.y = 110


@drawn("the rest of the left table under the territory of the right one", exact=True)
def the_left_of_two_tables_goes_on(sheet: Sheet) -> None:
    _side(sheet, AISNE, LEFT[0])
    sheet.table(HEADS, ("Ateliers", "7 000 €"), ("Soutien", "12 000 €"), xs=LEFT)
    _side(sheet, NORD, RIGHT[0])
    sheet.table(HEADS, ("Médiation", "30 000 €"), bold("Total Axe 1", "30 000 €"), xs=RIGHT)
    sheet.turn()
    sheet.begin(AISNE)
    sheet.table(HEADS, ("Tutorat", "1 000 €"), TOTAL, xs=LEFT)
    sheet.turn()


@drawn("the rest of both tables under one territory", exact=True)
def both_of_two_tables_go_on(sheet: Sheet) -> None:
    _side(sheet, AISNE, LEFT[0])
    sheet.table(HEADS, ("Ateliers", "7 000 €"), ("Soutien", "12 000 €"), xs=LEFT)
    _side(sheet, NORD, RIGHT[0])
    sheet.table(HEADS, ("Médiation", "30 000 €"), ("Aide", "2 000 €"), xs=RIGHT)
    sheet.turn()
    sheet.begin(AISNE)
    sheet.table(HEADS, ("Tutorat", "1 000 €"), TOTAL, xs=LEFT)
    sheet.begin(NORD)
    sheet.y = 50
    sheet.table(HEADS, ("Écoute", "8 000 €"), bold("Total Axe 1", "40 000 €"), xs=RIGHT)
    sheet.turn()


@drawn("« Colis » nowhere: its table has other widths than the next", exact=True)
def tables_of_one_section_of_other_widths(sheet: Sheet) -> None:
    heads = bold("Action", "Crédits (en €)")
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ruled=False)
    sheet.says("Colis", 8000)
    sheet.table(heads, plain("Colis", "8 000"), xs=(56.0, 200.0, 300.0))
    sheet.table(EVICTIONS, ruled=False)
    sheet.says("Ateliers d'éveil", 7000)
    sheet.says("Soutien", 5000)
    sheet.table(
        heads, plain("Ateliers d'éveil", "7 000"), plain("Soutien", "5 000"),
        bold("Total Axe 1", "20 000"),
    )  # fmt: skip
    sheet.turn()


@drawn("« Participation de l'État 2025 » as an amount of 2025", exact=True)
def a_head_wider_than_its_amounts(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    for label, amount, face in (
        ("Action", "Participation de l'État 2025", BOLD), ("Ateliers d'éveil", "7 000 €", PLAIN),
        ("Soutien", "12 000 €", PLAIN), ("Tutorat", "1 000 €", PLAIN),
        ("Total Axe 1", "20 000 €", BOLD),
    ):  # fmt: skip
        sheet.text(60, sheet.y, label, face)
        sheet.text(380, sheet.y, amount, face)
        if face is PLAIN:
            sheet.says(label, int(amount[:-2].replace(" ", "")))
        sheet.y += 18
    sheet.turn()


@drawn("« du Département » of a head as a text without place", exact=True)
def a_head_of_two_lines_that_ends_in_a_year(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.text(380, 118, "Action", BOLD, align="right")
    sheet.text(536, 112, "Participation", BOLD, align="right")
    sheet.text(538, 124, "du Département 2025", BOLD, align="right")
    sheet.y = 130
    sheet.table(SCHOOL, ("Ateliers d'éveil", "8 000 €"), ("Soutien", "12 000 €"), TOTAL)
    sheet.turn()


@drawn("the rows under the territory of the page before", exact=True)
def headings_at_the_foot_of_the_page_before(sheet: Sheet) -> None:
    codes, rows = (AISNE, NORD), ("Ateliers", "Médiation")
    for code, before in zip(codes, (None, *rows), strict=False):
        if before:
            sheet.table(HEADS, (before, "20 000 €"), TOTAL)
        sheet.text(56, 780, NAMES[code], BOLD, 18)
        sheet.text(56, 810, BANNERS["1"], BOLD, 12)
        sheet.turn()
        sheet.begin(code)
    sheet.table(HEADS, (rows[-1], "20 000 €"), TOTAL)
    sheet.turn()


@drawn("« Action » at the foot of a page as an orientation", exact=True)
def a_head_at_the_foot_of_the_page_before(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(HEADS, SCHOOL, ("Ateliers", "12 000 €"), ("Soutien", "8 000 €"), TOTAL)
    sheet.begin(NORD)
    sheet.text(56, 700, NAMES[NORD], BOLD, 18)
    sheet.text(56, 725, BANNERS["1"], BOLD, 12)
    sheet.y = 735
    sheet.table(HEADS)
    sheet.turn()
    sheet.table(HEADS, SCHOOL, ("Médiation", "30 000 €"), bold("Total Axe 1", "30 000 €"))
    sheet.turn()


@drawn("« Tutorat » under the Nord: both tables have their totals above", exact=True)
def the_left_of_two_tables_with_totals_above_goes_on(sheet: Sheet) -> None:
    _side(sheet, AISNE, LEFT[0])
    sheet.table(HEADS, TOTAL, ("Ateliers", "7 000 €"), ("Soutien", "12 000 €"), xs=LEFT)
    _side(sheet, NORD, RIGHT[0])
    total = bold("Total Axe 1", "30 000 €")
    sheet.table(HEADS, total, ("Médiation", "28 000 €"), ("Aide", "2 000 €"), xs=RIGHT)
    sheet.turn()
    sheet.begin(AISNE)
    sheet.table(HEADS, ("Tutorat", "1 000 €"), xs=LEFT)
    sheet.turn()


@drawn(
    "« Ateliers » nowhere: bare amounts, one row, an orientation under the heads",
    profile=series((AISNE,), contracts=(), amount_column=r"\btotal\b"),
    exact=True,
)
def one_row_of_bare_amounts_under_an_orientation(sheet: Sheet) -> None:
    heads, xs = bold("Action", "État", "Total"), (56.0, 330.0, 430.0, 510.0)
    sheet.heading(AISNE)
    sheet.table(heads, SCHOOL, xs=xs, ruled=False)
    sheet.says("Ateliers", 41550)
    sheet.table(plain("Ateliers", "30000", "41550"), xs=xs, ruled=False)
    sheet.turn()
    sheet.says("Soutien", 30000)
    sheet.table(
        heads, plain("Soutien", "20000", "30000"), bold("Total Axe 1", "50000", "71550"),
        xs=xs, ruled=False,
    )  # fmt: skip
    sheet.turn()


@drawn("the axes of a list of contents as actions without amounts", exact=True)
def a_ruled_list_of_contents(sheet: Sheet) -> None:
    for page in ("3", "17"):
        sheet.table(plain(BANNERS["1"], page, ""), xs=(30.0, 440.0, 470.0, 560.0))
    sheet.turn()
    sheet.leaf(AISNE, HEADS, ("Ateliers", "12 000 €"), ("Soutien", "8 000 €"), TOTAL)


@drawn("« 1 700 000 euros Soutien » as a label: the amount is wider than its column", exact=True)
def an_amount_wider_than_its_column_before_its_label(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    rows = (
        ("3 000 euros", "Ateliers", PLAIN), ("1 700 000 euros", "Soutien", PLAIN),
        ("9 000 euros", "Tutorat", PLAIN), ("1 712 000 euros", "Total Axe 1", BOLD),
    )  # fmt: skip
    for amount, label, face in rows:
        sheet.text(100, sheet.y, amount, face, align="centre")
        sheet.text(142, sheet.y, label, face)
        if face is PLAIN:
            sheet.says(label, int(amount.removesuffix(" euros").replace(" ", "")))
        sheet.y += 18
    sheet.turn()


@drawn(
    "« Axe 1 - … l'enfance Axe 1 - … » as the name of an axis: the titles nearly touch", exact=True
)
def titles_of_two_tables_that_nearly_touch(sheet: Sheet) -> None:
    right = LEFT[0] + BOLD.width(BANNERS["1"], 6) + 6
    for territory, x, rows in (
        (AISNE, LEFT[0], (("Ateliers", "12 000 €"), ("Soutien", "8 000 €"))),
        (NORD, right, (("Médiation", "15 000 €"), ("Tutorat", "5 000 €"))),
    ):
        sheet.begin(territory)
        sheet.text(x, 60, NAMES[territory], BOLD, 16)
        sheet.text(x, 90, BANNERS["1"], BOLD, 6)
        sheet.y = 110
        sheet.table(HEADS, *rows, TOTAL, xs=(x, x + 110, x + 180))
    sheet.turn()

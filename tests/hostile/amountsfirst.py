"""Amounts left of their labels, totals above their lines, and what stands around them."""

from __future__ import annotations

from tests.factory.scene import Colour
from tests.hostile.case import drawn, series
from tests.hostile.sheet import (
    AISNE,
    AMIENS,
    BANNERS,
    BOLD,
    EVICTIONS,
    MEL,
    NAMES,
    NORD,
    PLAIN,
    SCHOOL,
    Sheet,
    bold,
    euros,
    plain,
)

BLUE: Colour = (0.0, 0.0, 0.55)


def _amount_first(sheet: Sheet, x: float, amount: str, *label: str, strong: bool = False) -> None:
    """A row without rules: the amount ends at `x` + 60, its label starts 8 points on."""
    face = BOLD if strong else PLAIN
    sheet.text(x + 60, sheet.y, amount, face, align="right")
    for rank, line in enumerate(label):
        sheet.text(x + 68, sheet.y + 12 * rank, line, face)
    if not strong:
        sheet.says(" ".join(label), euros(amount))
    sheet.y += 12 * len(label) + 6


@drawn("the orientations as labels, the actions nowhere", exact=True)
def orientations_left_of_amounts(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.y += 20
    for orientation, cell, rows in (
        (SCHOOL, ("Prévenir le", "décrochage", "scolaire"),
         (("12 000 €", "Tutorat au collège", "et au lycée"), ("2 000 €", "Médiation"))),
        (EVICTIONS, ("Prévenir les", "expulsions", "locatives"),
         (("5 000 €", "Équipe mobile"), ("1 000 €", "Permanences", "d'accès au droit"))),
    ):  # fmt: skip
        sheet.orientation = orientation
        for rank, line in enumerate(cell):
            sheet.text(56, sheet.y + 12 * rank, line, BOLD, colour=BLUE)
        for amount, *label in rows:
            _amount_first(sheet, 150, amount, *label)
        sheet.y += 6
    _amount_first(sheet, 150, "20 000 €", "Total Axe 1", strong=True)
    sheet.turn()


@drawn("« Aisne Nord » as one heading, the lines of one table on the other's amounts", exact=True)
def tables_side_by_side_with_amounts_first(sheet: Sheet) -> None:
    for x, territory, total, rows in (
        (50.0, AISNE, "20 000 €",
         (("12 000 €", "Tutorat au collège"), ("8 000 €", "Équipe mobile de quartier"))),
        (320.0, NORD, "9 000 €",
         (("7 000 €", "Médiation", "en établissement"), ("1 500 €", "Ateliers"),
          ("500 €", "Permanences"))),
    ):  # fmt: skip
        sheet.begin(territory)
        sheet.text(x, 60, NAMES[territory], BOLD, 14)
        sheet.text(x, 80, BANNERS["1"][:38], BOLD, 9)
        sheet.text(x, 91, BANNERS["1"][38:].strip(), BOLD, 9)
        sheet.orientation = SCHOOL
        sheet.text(x, 112, SCHOOL, BOLD, colour=BLUE)
        sheet.y = 132
        for amount, *label in rows:
            _amount_first(sheet, x, amount, *label)
        _amount_first(sheet, x, total, "Total Axe 1", strong=True)
    sheet.turn()


@drawn("« 379 € »: « -11 » above it, at the head of the page, was taken for a page number",
       exact=True)  # fmt: skip
def amount_that_begins_at_the_head_of_a_page(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ("Tutorat", "31 379 €"), ruled=False)
    sheet.turn()
    sheet.text(60, 51, "Reprise sur l'année passée")
    sheet.text(500, 45, "-11")
    sheet.text(500, 57, "379 €")
    sheet.says("Reprise sur l'année passée", -11379)
    sheet.y = 70
    sheet.table(("Médiation", "5 000 €"), bold("Total Axe 1", "25 000 €"), ruled=False)
    sheet.turn()


@drawn(
    "the lines of a page without a territory under the total of the page before",
    exact=True,
    profile=series((AISNE, NORD, MEL, AMIENS)),
)
def totals_above_on_pages_of_logos(sheet: Sheet) -> None:
    for territory, total, first, second in (
        (AISNE, "20 000 €", "12 000 €", "8 000 €"),
        (NORD, "30 000 €", "29 000 €", "1 000 €"),
        (MEL, "9 000 €", "3 000 €", "6 000 €"),
        (AMIENS, "4 000 €", "3 500 €", "500 €"),
    ):
        sheet.begin(territory)
        if territory == AISNE:
            sheet.text(56, 60, NAMES[territory], BOLD, 18)
        sheet.text(56, 90, BANNERS["1"], BOLD, 12)
        sheet.y = 110
        sheet.table(
            bold("Total Axe 1", total), SCHOOL, ("Tutorat", first), ("Médiation", second),
            ruled=False,
        )  # fmt: skip
        sheet.turn()


@drawn("nothing of the row: its amount stands far below its label, in one ruled cell", exact=True)
def amount_at_the_foot_of_a_tall_cell(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL)
    top = sheet.y
    sheet.text(60, top + 14, "Tutorat au collège")
    sheet.text(536, top + 84, "12 000 €", align="right")
    sheet.says("Tutorat au collège", 12000)
    sheet.cells((56.0, 450.0, 540.0), 90)
    sheet.y += 90
    sheet.table(("Médiation", "8 000 €"), bold("Total Axe 1", "20 000 €"))
    sheet.turn()


@drawn("« 4 000 000 »: its millions stand left of where the other amounts begin", exact=True)
def amount_longer_than_those_with_a_euro_sign(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ("Tutorat", "4 000 €"), bold("Total Axe 1", "4 000 €"), ruled=False)
    sheet.begin(NORD)
    sheet.orientation = None
    sheet.text(56, sheet.y + 20, NAMES[NORD], BOLD, 18)
    sheet.text(56, sheet.y + 44, BANNERS["1"], BOLD, 12)
    sheet.y += 54
    for amount, value in (("2 000 000", 2000000), ("1 500 000", 1500000), ("500 000", 500000)):
        sheet.says("Accueil de jour", value)
        sheet.table(plain("Accueil de jour", amount), ruled=False)
    sheet.table(bold("Total Axe 1", "4 000 000"), ruled=False)
    sheet.turn()


@drawn("nothing: bare amounts near their labels were no column, and the document refused",
       exact=True, profile=series((AISNE,)))  # fmt: skip
def bare_amounts_near_their_labels(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.y += 20
    rows = (("245000", "Tutorat"), ("5000", "Médiation"), ("30000", "Équipe"), ("280000", ""))
    for amount, label in rows:
        face = PLAIN if label else BOLD
        sheet.text(120, sheet.y, amount, face, align="right")
        sheet.text(127, sheet.y, label or "Total Axe 1", face)
        if label:
            sheet.says(label, int(amount))
        sheet.y += 20
    sheet.turn()

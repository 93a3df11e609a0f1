"""Heads of columns: the units they name, and labels in their words."""

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
    Row,
    Sheet,
    bold,
    euros,
    plain,
)

WIDE = (56.0, 410.0, 540.0)  # an amount column as wide as its head


# Units


def _in_thousands(sheet: Sheet, head: str, over: str = "") -> None:
    for territory, rows, total in (
        (AISNE, (("Ateliers d'éveil culturel", 12), ("Soutien aux familles", 150)), 162),
        (NORD, (("Médiation", 230), ("Tutorat", 110)), 340),
    ):
        sheet.heading(territory)
        if over:
            sheet.text(540, sheet.y - 2, over, size=8, align="right")
            sheet.y += 8
        sheet.table(bold("Action", head), SCHOOL, xs=WIDE)
        for label, thousands in rows:
            sheet.says(label, 1000 * thousands)
            sheet.table(bold(label, str(thousands)), xs=WIDE)
        sheet.table(bold("Total Axe 1", str(total)), xs=WIDE)
        sheet.contracts[territory] = str(total)
        sheet.turn()


@drawn("12,00 € for 12 000 €: the unit in the head was not read")
def unit_in_the_head(sheet: Sheet) -> None:
    _in_thousands(sheet, "Montant (en k€)")


@drawn("12,00 € for 12 000 €: the unit over the table was not read")
def unit_over_the_table(sheet: Sheet) -> None:
    _in_thousands(sheet, "Montant", over="(en milliers d'euros)")


@drawn("12,00 € for 12 000 €: a head that is all unit was not read")
def unit_that_is_the_whole_head(sheet: Sheet) -> None:
    _in_thousands(sheet, "En k€")


@drawn("12,00 € for 12 000 €: the unit on the head's further lines was not read")
def unit_on_three_lines_of_the_head(sheet: Sheet) -> None:
    _in_thousands(sheet, "Crédits\nen milliers\nd'euros")


# Words that a head may say


def _head_words_in_labels(sheet: Sheet, *first: Row, ruled: bool) -> None:
    sheet.leaf(
        AISNE,
        *first,
        ("Ateliers d'éveil et montage de\nprojets", "7 000 €"),
        ("Soutien aux familles et aide aux\nactions", "12 000 €"),
        ("Tutorat et nouveaux\nDispositifs", "1 000 €"),
        TOTAL,
        ruled=ruled,
    )


@drawn("« Tutorat et nouveaux »: a label's last line was taken for a head", exact=True)
def label_that_ends_as_a_head(sheet: Sheet) -> None:
    _head_words_in_labels(sheet, HEADS, SCHOOL, ruled=True)


@drawn("« Tutorat et nouveaux »: a label's last line was taken for a head", exact=True)
def label_that_ends_as_a_head_without_rules(sheet: Sheet) -> None:
    _head_words_in_labels(sheet, SCHOOL, ruled=False)


@drawn("« en faveur des parents »: the first label's first line was taken for a head", exact=True)
def label_that_begins_as_a_head(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE,
        SCHOOL,
        ("Actions\nen faveur des parents", "12 000 €"),
        ("Projets\nd'accompagnement", "8 000 €"),
        TOTAL,
        middle=True,
    )


@drawn("« Premières pages »: the first label's first line was taken for a head", exact=True)
def label_that_begins_as_a_head_without_rules(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE,
        SCHOOL,
        ("Dispositifs\nPremières pages", "12 000 €"),
        ("Soutien aux familles", "8 000 €"),
        TOTAL,
        ruled=False,
        middle=True,
        pad=4,
    )


@drawn("« Intitulé de l'action » as an orientation: the head of the amounts is wider than they are",
       exact=True)  # fmt: skip
def a_head_repeated_over_narrow_amounts(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    for orientation, label, amount in (
        (SCHOOL, "Ateliers", "8 000"), (EVICTIONS, "Soutien", "12 000")
    ):  # fmt: skip
        sheet.orientation = orientation
        sheet.text(56, sheet.y + 14, orientation, BOLD)
        sheet.y += 22
        sheet.says(label, euros(f"{amount} €"))
        for row, face in (
            (("Intitulé de l'action", "Crédits 2025 (en €)"), BOLD), ((label, amount), PLAIN)
        ):  # fmt: skip
            sheet.text(60, sheet.y + 14, row[0], face)
            sheet.text(536, sheet.y + 14, row[1], face, align="right")
            sheet.y += 20
    sheet.text(60, sheet.y + 14, "Total Axe 1", BOLD)
    sheet.text(536, sheet.y + 14, "20 000", BOLD, align="right")
    sheet.turn()


@drawn("« Intitulé » as an orientation: a bold orientation under it seems to go on with it",
       exact=True)  # fmt: skip
def a_head_right_over_a_bold_orientation(sheet: Sheet) -> None:
    for territory, rows, total in (
        (AISNE, (("Ateliers", "12 000 €"), ("Soutien", "8 000 €")), TOTAL),
        (NORD, (("Tutorat", "30 000 €"),), bold("Total Axe 1", "30 000 €")),
    ):
        sheet.begin(territory)
        sheet.text(56, sheet.y + 20, NAMES[territory], BOLD, 18)
        sheet.text(56, sheet.y + 45, BANNERS["1"], BOLD, 12)
        sheet.y += 60
        sheet.table(bold("Actions financées", "Montant"), SCHOOL, *rows, total, ruled=False, pad=1)
        sheet.y += 20
    sheet.turn()


@drawn("« État » as a text without place: heads in the middle of wide cells",
       profile=series((AISNE,), contracts=(), amount_column=r"\bétat\b"), exact=True)  # fmt: skip
def heads_in_the_middle_of_cells_wider_than_their_amounts(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    for row, face in (
        (("Action", "État", "Commune"), BOLD), (("Ateliers", "12 000 €", "3 000 €"), PLAIN),
        (("Soutien", "8 000 €", "1 000 €"), PLAIN), (("Total Axe 1", "20 000 €", "4 000 €"), BOLD),
    ):  # fmt: skip
        head = row[0] == "Action"
        sheet.text(60, sheet.y, row[0], face)
        for cell, x1 in zip(row[1:], (420.0, 540.0), strict=True):
            sheet.text(x1 - (60 if head else 4), sheet.y, cell, face,
                       align="centre" if head else "right")  # fmt: skip
        if face is PLAIN:
            sheet.says(row[0], euros(row[1]))
        sheet.y += 18
    sheet.turn()


# Remarks


@drawn("the notes as orientations", exact=True)
def notes_under_a_table(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.says("Ateliers", 12000)
    sheet.says("Soutien", 8000)
    sheet.table(plain("Ateliers (1)", "12 000 €"), plain("Soutien (2)", "8 000 €"), TOTAL)
    for number, text in ((1, "Action reconduite de l'année passée."), (2, "Sous réserve")):
        sheet.text(60, sheet.y + 14, f"({number}) {text}", size=8)
        sheet.y += 12
    sheet.turn()


@drawn("« Source : … » as the orientation of what follows", exact=True)
def a_sentence_after_a_total(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(HEADS, SCHOOL, ("Ateliers", "12 000 €"), ("Soutien", "8 000 €"), TOTAL)
    sheet.text(60, sheet.y + 16, "Source : convention signée le 14 février 2025.", size=9)
    sheet.turn()


@drawn("the names over the contracts' totals as the next page's territories", exact=True)
def totals_of_contracts_under_the_last_table(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(HEADS, ("Ateliers", "20 000 €"), TOTAL)
    for name, total in (("Aisne", "20 000 €"), ("Nord", "40 000 €")):
        sheet.text(56, sheet.y + 24, name, BOLD, 11)
        sheet.text(56, sheet.y + 40, f"Montant total du Pacte : {total}", size=11)
        sheet.y += 46
    sheet.turn()


@drawn("« Ateliers » under no orientation: the numbered one over it was taken for the note that "
       "« Colis (1) » calls")  # fmt: skip
def a_numbered_orientation_beside_a_note(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.says("Colis", 8000)
    sheet.table(HEADS, plain("Colis (1)", "8 000 €"), ruled=False)
    sheet.orientation = "(1) Grandir en pays de Thiérache"
    sheet.text(56, sheet.y + 14, sheet.orientation, BOLD)
    sheet.y += 20
    sheet.table(("Ateliers", "12 000 €"), TOTAL, ruled=False)
    sheet.turn()

"""Rows that print no amount, rows that share cells, and words beside an amount."""

from __future__ import annotations

from tests.factory.scene import BLACK, GREY, Colour
from tests.hostile.case import drawn, series
from tests.hostile.sheet import (
    AISNE,
    BOLD,
    EVICTIONS,
    HEADS,
    SCHOOL,
    TOTAL,
    Sheet,
    bold,
    euros,
    plain,
)

EVEIL = ("Ateliers d'éveil", "12 000 €")
SOUTIEN = ("Soutien aux familles monoparentales", "8 000 €")


# Rows that print no amount


@drawn("the row nowhere: « pour mémoire » was taken for a head", exact=True)
def row_for_memory(sheet: Sheet) -> None:
    sheet.leaf(AISNE, SCHOOL, EVEIL, ("Maison des adolescents", "pour mémoire"), SOUTIEN, TOTAL)


@drawn("the row nowhere: « inclus » was taken for a head", exact=True)
def row_included_elsewhere_without_rules(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, SCHOOL, EVEIL, ("Maison des adolescents", "inclus"), SOUTIEN, TOTAL,
        ruled=False, pad=2,
    )  # fmt: skip


@drawn("the row nowhere: under its orientation, it was taken for heads")
def first_row_awaiting_its_amount(sheet: Sheet) -> None:
    sheet.leaf(AISNE, SCHOOL, ("Maison des parents", "en attente du CD"), EVEIL, SOUTIEN, TOTAL)


@drawn("the row nowhere: under the heads and an orientation, it was taken for more heads")
def first_row_carried_over_under_the_heads(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, HEADS, SCHOOL, ("Maison des parents", "crédits reportés"), EVEIL, SOUTIEN, TOTAL
    )


@drawn("both rows nowhere: text after a total was thought outside the table")
def rows_after_the_total(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, SCHOOL, EVEIL, SOUTIEN, TOTAL,
        ("Maison des adolescents", "pour mémoire"), ("Mobilité des jeunes ruraux", ""),
    )  # fmt: skip


def _ruled_row(sheet: Sheet, label: str, amount: str, colour: Colour = BLACK) -> None:
    sheet.cells((56, 450, 540), 22)
    sheet.says(label, euros(amount))
    sheet.text(60, sheet.y + 14, label, colour=colour)
    sheet.text(536, sheet.y + 14, amount, colour=colour, align="right")
    sheet.y += 22


@drawn("both grey rows nowhere: they were taken for headings that nothing follows")
def grey_rows_without_amounts(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL)
    _ruled_row(sheet, "Ateliers d'éveil", "7 000 €")
    _ruled_row(sheet, "Clubs coup de pouce", "5 000 €")
    _ruled_row(sheet, "Maison des parents", "", GREY)
    sheet.table(EVICTIONS)
    _ruled_row(sheet, "Équipe mobile", "8 000 €")
    _ruled_row(sheet, "Permanences juridiques", "", GREY)
    sheet.table(TOTAL)
    sheet.turn()


@drawn("the bold action, which awaits its amount, as the next action's orientation")
def bold_action_without_an_amount(sheet: Sheet) -> None:
    awaiting = "Maison des parents (financement en attente)"
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ("Ateliers", "7 000 €"), bold(awaiting))
    sheet.says(awaiting, None)
    sheet.table(("Tutorat", "13 000 €"), TOTAL)
    sheet.turn()


@drawn("« Maison des parents - Clubs coup de pouce », one action: the dash joined two")
def dash_centred_in_its_column(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.orientation = SCHOOL
    sheet.row(SCHOOL, "", 18, BOLD)
    for label, amount in (("Ateliers d'éveil", 7_000), ("Maison des parents", None),
                          ("Clubs coup de pouce", 5_000), ("Équipe mobile", 8_000)):  # fmt: skip
        sheet.says(label, amount)
        if amount is None:
            sheet.text(470, sheet.y + 14, "-", align="centre")
        sheet.row(label, f"{amount // 1000} 000 €" if amount else "", 14)
    sheet.row("Total Axe 1", "20 000 €", 14, BOLD)
    sheet.turn()


# What the amount's cell says beside the amount


@drawn("« Ateliers d'éveil jusqu'à »: a word of the amount's cell ran into the label")
def words_before_the_amounts(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, HEADS, SCHOOL, ("Ateliers d'éveil", "jusqu'à 7 000 €"),
        ("Soutien aux familles", "env. 12 000 €"), ("Tutorat", "1 000 €"), TOTAL,
    )  # fmt: skip


@drawn("« Soutien aux familles max. »: a word of the amount's cell ran into the label")
def words_before_the_amounts_without_rules(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, SCHOOL, ("Ateliers d'éveil", "État : 7 000 €"),
        ("Soutien aux familles", "max. 12 000 €"), ("Tutorat", "1 000 €"), TOTAL,
        ruled=False, pad=4,
    )  # fmt: skip


@drawn("« Ateliers d'éveil (dont 2 000 € de report) »: a note on the amount, in the label")
def notes_under_the_amounts(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, HEADS, SCHOOL, ("Ateliers d'éveil", "7 000 €\n(dont 2 000 € de report)"),
        ("Soutien aux familles", "12 000 €\n(sur deux ans)"), ("Tutorat", "1 000 €"), TOTAL,
    )  # fmt: skip


# Cells that rows share


def _two_of_one_amount(sheet: Sheet, *, ruled: bool) -> None:
    """Two labels beside one amount: it is neither's own."""
    sheet.heading(AISNE)
    sheet.contracts[AISNE] = "20 000 €"
    pair = ("Soutien aux familles monoparentales", "Clubs coup de pouce")
    sheet.table(SCHOOL, ("Ateliers d'éveil", "7 000 €"), ruled=ruled)
    top = sheet.y
    for i, label in enumerate(pair):
        sheet.says(label, None)
        sheet.text(60, top + 14 + 22 * i, label)
        if ruled:
            sheet.box(56, top + 22 * i, 450, top + 22 * (i + 1))
    sheet.text(536, top + 25, "12 000 €", align="right")
    if ruled:
        sheet.box(450, top, 540, top + 44)
    sheet.y = top + 44
    sheet.table(("Tutorat au collège", "1 000 €"), TOTAL, ruled=ruled)
    sheet.turn()


@drawn("« Soutien aux familles monoparentales Clubs coup de pouce », one action across a rule")
def amount_merged_over_two_rows(sheet: Sheet) -> None:
    _two_of_one_amount(sheet, ruled=True)


@drawn("« Soutien aux familles monoparentales Clubs coup de pouce », one action")
def amount_merged_over_two_rows_without_rules(sheet: Sheet) -> None:
    _two_of_one_amount(sheet, ruled=False)


@drawn("two actions, half a label each, of one ruled cell")
def two_amounts_in_one_cell(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    lines = "Ateliers d'éveil culturel pour les enfants\nDe trois ans et plus"
    sheet.table(HEADS, SCHOOL, plain(lines, "7 000 €\n2 000 €"))
    for amount in (7_000, 2_000):
        sheet.says(lines.replace("\n", " "), amount)
    sheet.table(("Soutien aux familles", "10 000 €"), ("Tutorat", "1 000 €"), TOTAL)
    sheet.turn()


@drawn("« Tutorat au collège » and « et au lycée », two actions: one label merged over two rows")
def label_merged_over_two_amounts(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL)
    for lines, amounts in (
        (("Ateliers d'éveil culturel pour", "les familles"), (6, 6)),
        (("Tutorat au collège", "et au lycée"), (5, 3)),
    ):
        top = sheet.y
        sheet.box(56, top, 430, top + 40)
        for i, (line, thousands) in enumerate(zip(lines, amounts, strict=True)):
            sheet.text(60, top + 18 + 12 * i, line)
            sheet.box(430, top + 20 * i, 540, top + 20 * (i + 1))
            sheet.text(536, top + 14 + 20 * i, f"{thousands} 000 €", align="right")
            sheet.says(" ".join(lines), 1000 * thousands)
        sheet.y = top + 40
    sheet.table(TOTAL)
    sheet.turn()


# Rows that bear the name of an orientation


@drawn("orientations as actions, and their actions under none", profile=series((AISNE,)))
def orientations_with_their_amounts(sheet: Sheet) -> None:
    sheet.contracts[AISNE] = "20 000 €"
    sheet.heading(AISNE)
    sheet.table(bold(SCHOOL, "12 000 €"))
    sheet.orientation = SCHOOL
    sheet.table(("Ateliers d'éveil", "-"), ("Tutorat", "-"))
    sheet.table(bold(EVICTIONS, "8 000 €"))
    sheet.orientation = EVICTIONS
    sheet.table(("Équipe mobile", "-"), ("Permanences", "-"), TOTAL)
    sheet.turn()


# Characters that a font doesn't name


@drawn("« \ue001nancière », with the code of a private range, as it came", profile=series((AISNE,)))
def ligature_without_a_name(sheet: Sheet) -> None:
    sheet.contracts[AISNE] = "20 000 €"
    sheet.heading(AISNE)
    sheet.table(SCHOOL, plain("Aide \ue001nancière aux familles", "12 000 €"))
    sheet.says("Aide financière aux familles", 12000)
    sheet.table(SOUTIEN, TOTAL)
    sheet.turn()

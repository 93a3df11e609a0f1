"""Rows: those that print no amount, those that share cells, labels of several lines."""

from __future__ import annotations

from tests.factory.scene import GREY, Colour
from tests.hostile import (
    AISNE,
    BLACK,
    BOLD,
    EVICTIONS,
    HEADS,
    NORD,
    PLAIN,
    SCHOOL,
    TOTAL,
    Row,
    Sheet,
    bold,
    drawn,
    plain,
)

EVEIL = ("Ateliers d'éveil", "12 000 €")
SOUTIEN = ("Soutien aux familles monoparentales", "8 000 €")


def _aisne(sheet: Sheet, *rows: Row, ruled: bool = True, pad: float = 5) -> None:
    sheet.heading(AISNE)
    sheet.table(*rows, ruled=ruled, pad=pad)
    sheet.turn()


# Rows that print no amount


@drawn("the row nowhere: « pour mémoire » was taken for a head")
def row_for_memory(sheet: Sheet) -> None:
    _aisne(sheet, SCHOOL, EVEIL, ("Maison des adolescents", "pour mémoire"), SOUTIEN, TOTAL)


@drawn("the row nowhere: « inclus » was taken for a head")
def row_included_elsewhere_without_rules(sheet: Sheet) -> None:
    _aisne(sheet, SCHOOL, EVEIL, ("Maison des adolescents", "inclus"), SOUTIEN, TOTAL,
           ruled=False, pad=2)  # fmt: skip


@drawn("the row nowhere: under its orientation, it was taken for heads")
def first_row_awaiting_its_amount(sheet: Sheet) -> None:
    _aisne(sheet, SCHOOL, ("Maison des parents", "en attente du CD"), EVEIL, SOUTIEN, TOTAL)


@drawn("the row nowhere: under the heads and an orientation, it was taken for more heads")
def first_row_carried_over_under_the_heads(sheet: Sheet) -> None:
    _aisne(sheet, HEADS, SCHOOL, ("Maison des parents", "crédits reportés"), EVEIL, SOUTIEN, TOTAL)


@drawn("both rows nowhere: text after a total was thought outside the table")
def rows_after_the_total(sheet: Sheet) -> None:
    _aisne(
        sheet, SCHOOL, EVEIL, SOUTIEN, TOTAL,
        ("Maison des adolescents", "pour mémoire"), ("Mobilité des jeunes ruraux", ""),
    )  # fmt: skip


def _ruled_row(sheet: Sheet, label: str, amount: str, colour: Colour = BLACK) -> None:
    sheet.cells((56, 450, 540), 22)
    sheet.says(label, int(amount.removesuffix(" 000 €")) * 1000 if amount else None)
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
    _aisne(
        sheet, HEADS, SCHOOL, ("Ateliers d'éveil", "jusqu'à 7 000 €"),
        ("Soutien aux familles", "env. 12 000 €"), ("Tutorat", "1 000 €"), TOTAL,
    )  # fmt: skip


@drawn("« Soutien aux familles max. »: a word of the amount's cell ran into the label")
def words_before_the_amounts_without_rules(sheet: Sheet) -> None:
    _aisne(
        sheet, SCHOOL, ("Ateliers d'éveil", "État : 7 000 €"),
        ("Soutien aux familles", "max. 12 000 €"), ("Tutorat", "1 000 €"), TOTAL,
        ruled=False, pad=4,
    )  # fmt: skip


@drawn("« Ateliers d'éveil (dont 2 000 € de report) »: a note on the amount, in the label")
def notes_under_the_amounts(sheet: Sheet) -> None:
    _aisne(
        sheet, HEADS, SCHOOL, ("Ateliers d'éveil", "7 000 €\n(dont 2 000 € de report)"),
        ("Soutien aux familles", "12 000 €\n(sur deux ans)"), ("Tutorat", "1 000 €"), TOTAL,
    )  # fmt: skip


# Cells that rows share


def _two_of_one_amount(sheet: Sheet, *, ruled: bool) -> None:
    """Two labels beside one amount: it is neither's own."""
    sheet.heading(AISNE)
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


# Labels of several lines


@drawn("the label without its second line, which became the next row's orientation")
def label_that_ends_as_an_orientation(sheet: Sheet) -> None:
    _aisne(
        sheet, HEADS, SCHOOL, ("Plateforme « Un toit d'abord »", "7 000 €"),
        (f"Équipe mobile départementale (ADIL, CAF)\n{EVICTIONS}", "12 000 €"),
        ("Tutorat", "1 000 €"), TOTAL,
    )  # fmt: skip


@drawn("the label without its second line, which became the next row's orientation")
def label_that_ends_as_an_orientation_without_rules(sheet: Sheet) -> None:
    _aisne(
        sheet, SCHOOL,
        ("Plateforme « Un toit d'abord » :\nAccès au logement pour tous", "12 000 €"),
        ("Soutien aux familles", "5 000 €"),
        (f"Équipe mobile départementale\n{EVICTIONS}", "3 000 €"), TOTAL, ruled=False, pad=4,
    )  # fmt: skip


@drawn("« Réseau d'écoute des parents (REAAP) » without « Nord », taken for a heading")
def label_that_ends_as_a_territory(sheet: Sheet) -> None:
    _aisne(sheet, SCHOOL, ("Médiation en établissement", "20 000 €"), TOTAL)
    sheet.heading(NORD)
    sheet.table(
        SCHOOL,
        ("Médiation portée par le conseil départemental du\nNord", "30 000 €"),
        ("Réseau d'écoute des parents (REAAP)\nNord", "10 000 €"),
        bold("Total Axe 1", "40 000 €"),
        middle=True,
    )
    sheet.turn()


def _titled(sheet: Sheet, level: float, *, ruled: bool) -> None:
    """Labels of a bold title and a plain line under it, the amount `level` points down."""
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ruled=ruled)
    sheet.y += 0 if ruled else 8
    for title, under, amount in (("Ateliers", "Éveil culturel pour les enfants", 7_000),
                                 ("Tutorat", "Accompagnement au collège", 13_000)):  # fmt: skip
        if ruled:
            sheet.cells((56, 450, 540), 36)
        sheet.text(60, sheet.y + 14, title, BOLD)
        sheet.text(60, sheet.y + 27, under)
        sheet.text(536, sheet.y + level, f"{amount // 1000} 000 €", align="right")
        sheet.says(f"{title} {under}", amount)
        sheet.y += 36
    sheet.table(TOTAL, ruled=ruled)
    sheet.turn()


@drawn("« Ateliers » alone, what stands under it as the next action's orientation")
def bold_titles_in_the_labels(sheet: Sheet) -> None:
    _titled(sheet, 20, ruled=True)


@drawn("the titles as orientations")
def bold_titles_over_the_rows_without_rules(sheet: Sheet) -> None:
    _titled(sheet, 27, ruled=False)


@drawn("« Ateliers » alone, what stands under it as the next action's orientation")
def bold_titles_level_with_their_amounts_without_rules(sheet: Sheet) -> None:
    _titled(sheet, 14, ruled=False)


def _level_with(sheet: Sheet, *rows: tuple[tuple[str, ...], int, int]) -> None:
    """Rows 3 points apart without rules: lines, thousands, the line that the amount is level
    with."""
    sheet.heading(AISNE)
    sheet.orientation = SCHOOL
    sheet.row(SCHOOL, "", 26, BOLD)
    for lines, thousands, level in rows:
        for i, line in enumerate(lines):
            sheet.text(60, sheet.y + 14 + 12 * i, line)
        sheet.text(536, sheet.y + 14 + 12 * level, f"{thousands} 000 €", align="right")
        sheet.says(" ".join(lines), 1000 * thousands)
        sheet.y += 12 * len(lines) + 3
    sheet.y += 6
    sheet.row("Total Axe 1", f"{sum(row[1] for row in rows)} 000 €", 22, BOLD)
    sheet.turn()


@drawn("« Équipe mobile » alone, its other lines in the next label")
def one_amount_level_with_its_first_line(sheet: Sheet) -> None:
    _level_with(
        sheet,
        (("Ateliers d'éveil", "Mission locale", "Association Coallia"), 34, 2),
        (("Plateforme de mobilité solidaire et inclusive du territoire", "Publics jeunes"), 35, 1),
        (("Maison des parents",), 42, 0),
        (("Aide alimentaire d'urgence pour les familles isolées", "CCAS de Laon"), 73, 1),
        (("Équipe mobile", "Saint-Quentin et Soissons", "Association Coallia"), 26, 0),
        (("Lieu d'écoute",), 70, 0),
        (("Permanences juridiques", "Communes rurales"), 10, 1),
    )


@drawn("the first label's other lines in the next label")
def first_amount_level_with_its_first_line(sheet: Sheet) -> None:
    helpers = "Secours populaire et Restos du cœur"
    _level_with(
        sheet,
        (("Équipe mobile", helpers, helpers), 13, 0),
        (("Accueil de jour",), 75, 0),
        (("Maison des parents", "Saint-Quentin et Soissons"), 87, 1),
        (("Lieu d'écoute", "UDAF", "UDAF"), 75, 2),
    )


# Letters


@drawn("« vers le 1 er emploi », « Soutien aux familles 1 »: raised letters set apart")
def raised_letters_and_note_marks(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.orientation = SCHOOL
    sheet.row(SCHOOL, "", 22, BOLD)
    for before, raised, after, amount in (
        ("Accompagnement vers le 1", "er", " emploi", 10_000),
        ("Soutien aux familles", "1", "", 9_000),
        ("École de la 2", "e", " chance", 1_000),
    ):
        x = 60 + PLAIN.width(before, 10)
        sheet.text(x, sheet.y + 10, raised, size=6.5)
        sheet.text(x + PLAIN.width(raised, 6.5), sheet.y + 14, after)
        sheet.says(before if raised == "1" else f"{before}{raised}{after}", amount)
        sheet.row(before, f"{amount // 1000} 000 €", 22)
    sheet.row("Total Axe 1", "20 000 €", 46, BOLD)
    sheet.text(60, sheet.y, "1 Dont 2 000 € de report.", size=7)
    sheet.turn()


@drawn("« 12000€ » as the printed amount, where « 12 000 € » is printed")
def labels_of_spaced_letters(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.orientation = SCHOOL
    sheet.row(SCHOOL, "", 22, BOLD)
    for label, amount in (("Ateliers d'éveil", 12_000), ("Soutien aux familles", 8_000)):
        letters = sheet.canvas.beginText(60, sheet.page_height - sheet.y - 14)
        letters.setFont(PLAIN.name, 10)
        letters.setCharSpace(3)
        letters.textOut(label)
        letters.setCharSpace(0)
        sheet.canvas.drawText(letters)
        sheet.says(label, amount)
        sheet.row("", f"{amount // 1000} 000 €", 20)
    sheet.row("Total Axe 1", "20 000 €", 20, BOLD)
    sheet.turn()

"""What stands around tables: sentences, titles of two things, totals in a line of their own."""

from __future__ import annotations

from tests.hostile.case import drawn, series
from tests.hostile.sheet import (
    AISNE,
    BANNERS,
    BOLD,
    EVICTIONS,
    HEADS,
    NAMES,
    PLAIN,
    SCHOOL,
    TOTAL,
    Sheet,
    bold,
    plain,
)

NO_ORIENTATIONS = series().model_copy(update={"orientations": ()})
ROWS = (("Ateliers d'éveil culturel", "12 000 €"), ("Soutien aux familles", "8 000 €"))


def _sentence(sheet: Sheet, *lines: str) -> None:
    for line in lines:
        sheet.text(56, sheet.y + 10, line)
        sheet.y += 12
    sheet.y += 10


# Sentences


@drawn("held: is a sentence over a table an action without an amount?", exact=True)
def a_sentence_over_a_ruled_table(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    _sentence(
        sheet,
        "Le département poursuit son engagement en faveur des familles, aux côtés de l'État et",
        "des caisses d'allocations familiales, dans l'ensemble des communes.",
    )
    sheet.table(HEADS, SCHOOL, *ROWS, TOTAL)
    sheet.turn()


@drawn("held: is a sentence over a table an action without an amount?", exact=True)
def a_sentence_over_a_table_without_rules(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    _sentence(
        sheet,
        "Le département poursuit son engagement en faveur des familles, aux côtés de l'État, de la "
        "région et",
        "des caisses d'allocations familiales, dans l'ensemble des communes.",
    )
    sheet.table(SCHOOL, *ROWS, TOTAL, ruled=False)
    sheet.turn()


@drawn("a row of a table, without its amount, put away as a sentence over it")
def a_sentence_that_is_a_row(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.says("Une action à construire avec les partenaires du territoire en 2025.", None)
    sheet.table(plain("Une action à construire avec les partenaires du territoire en 2025."))
    sheet.table(SCHOOL, *ROWS, TOTAL)
    sheet.turn()


@drawn("held: a table's caption was a title", exact=True)
def a_caption_over_a_ruled_table(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    _sentence(sheet, "Tableau 1 – Actions financées")
    sheet.table(HEADS, SCHOOL, *ROWS, TOTAL)
    sheet.turn()


@drawn("held: euro signs in cells of their own were words without a place", exact=True)
def euro_signs_in_a_column_of_their_own(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    xs = (56.0, 450.0, 510.0, 540.0)
    sheet.table(SCHOOL, xs=xs)
    for label, amount in (*ROWS, ("Total Axe 1", "20 000 €")):
        face = BOLD if label.startswith("Total") else PLAIN
        if face is PLAIN:
            sheet.says(label, int(amount.replace(" ", "").rstrip("€")))
        sheet.text(60, sheet.y + 14, label, face)
        sheet.text(506, sheet.y + 14, amount.rstrip(" €"), face, align="right")
        sheet.text(520, sheet.y + 14, "€", face)
        sheet.cells(xs, 20)
        sheet.y += 20
    sheet.turn()


# Titles


@drawn("held: a title of a territory and its axis was none", exact=True)
def a_territory_and_its_axis_in_one_title(sheet: Sheet) -> None:
    sheet.begin(AISNE)
    sheet.text(56, 60, f"{NAMES[AISNE]} – {BANNERS['1']}", BOLD, 12)
    sheet.y = 90
    sheet.table(HEADS, SCHOOL, *ROWS, TOTAL)
    sheet.turn()


@drawn("held: « Montant » far left of its amounts was no head", exact=True)
def a_head_at_the_left_of_a_wide_cell(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.text(60, sheet.y + 10, "Action", BOLD)
    sheet.text(364, sheet.y + 10, "Montant", BOLD)
    sheet.cells((56.0, 360.0, 540.0), 20)
    sheet.y += 20
    sheet.table(SCHOOL, *ROWS, TOTAL, xs=(56.0, 360.0, 540.0))
    sheet.turn()


@drawn("no orientation: its title, set to the right, was the head of the amounts",
       profile=NO_ORIENTATIONS)  # fmt: skip
def an_unknown_orientation_over_the_amounts(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    for orientation, row in zip((SCHOOL, EVICTIONS), ROWS, strict=True):
        sheet.text(536, sheet.y + 14, orientation, BOLD, align="right")
        sheet.cells((56.0, 540.0), 20)
        sheet.y += 20
        sheet.orientation = orientation
        sheet.table(row)
    sheet.table(TOTAL)
    sheet.turn()


@drawn("held: orientations that the profile knows, set as the rows are", exact=True)
def plain_orientations_without_rules(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    for orientation, row in zip((SCHOOL, EVICTIONS), ROWS, strict=True):
        sheet.table(plain(orientation), ruled=False)
        sheet.orientation = orientation
        sheet.table(row, ruled=False)
    sheet.table(TOTAL, ruled=False)
    sheet.turn()


# Totals, and rows side by side


@drawn("held: a total in words and figures, away from its column, was a title", exact=True)
def a_total_in_a_line_of_its_own(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(HEADS, SCHOOL, *ROWS)
    sheet.text(298, sheet.y + 24, "Total Axe 1 : 20 000 €", BOLD, align="centre")
    sheet.turn()


@drawn("« Soutien aux familles » under the second orientation: cards were read column by column",
       exact=True)  # fmt: skip
def cards_under_their_orientations(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    cards = (
        (SCHOOL, ("Ateliers d'éveil", "7 000 €"), ("Soutien aux familles", "5 000 €")),
        (EVICTIONS, ("Écoute", "6 000 €"), ("Médiation locative", "2 000 €")),
    )
    for orientation, *held in cards:
        sheet.text(56, sheet.y + 12, orientation, BOLD)
        sheet.orientation = orientation
        for (label, amount), x in zip(held, (56, 306), strict=True):
            sheet.says(label, int(amount.replace(" ", "").rstrip("€")))
            sheet.box(x, sheet.y + 18, x + 234, sheet.y + 44)
            sheet.text(x + 6, sheet.y + 34, label)
            sheet.text(x + 228, sheet.y + 34, amount, align="right")
        sheet.y += 54
    sheet.text(534, sheet.y + 16, "Total Axe 1 : 20 000 €", BOLD, align="right")
    sheet.turn()


@drawn("« socialeJeunes »: words of small capitals, whose letters have the names of others")
def small_capitals_with_the_names_of_small_letters(sheet: Sheet) -> None:
    """WeasyPrint names a glyph once, « a » or « A », for both."""
    sheet.heading(AISNE)
    sheet.table(HEADS, SCHOOL)
    sheet.says("ATELIERS D'ÉVEIL", 12_000)
    x = 60.0
    for word in ("ateliers", "d'éveil"):
        for at, letter in enumerate(word):
            size = 10 if at == 0 else 8
            sheet.text(x, sheet.y + 14, letter, size=size)
            x += PLAIN.width(letter, size)
        x += 3
    sheet.text(536, sheet.y + 14, "12 000 €", align="right")
    sheet.cells((56.0, 450.0, 540.0), 20)
    sheet.y += 20
    sheet.table(ROWS[1], bold("Total Axe 1", "20 000 €"))
    sheet.turn()

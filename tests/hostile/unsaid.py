"""What a page leaves unsaid: amounts, where a text ends, whose a hyphen is, what a line strikes."""

from __future__ import annotations

from tests.hostile.case import drawn, series
from tests.hostile.sheet import (
    AISNE,
    AMIENS,
    BOLD,
    HEADS,
    MEL,
    NORD,
    PLAIN,
    SCHOOL,
    TOTAL,
    Sheet,
    bold,
    euros,
    plain,
)

AISNE_ONLY = series((AISNE,))

# Pages of rows without amounts, inside a table


def _around(sheet: Sheet, amount: str, ruled: bool = True) -> None:
    """A table of three pages; the rows of the second all say `amount`."""
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ("Ateliers d'éveil", "12 000 €"), ruled=ruled)
    sheet.turn()
    sheet.table(
        ("Équipe mobile", amount), ("Maison des parents", amount), ("Relais", amount), ruled=ruled
    )
    sheet.turn()
    sheet.table(("Soutien aux familles", "8 000 €"), TOTAL, ruled=ruled)
    sheet.turn()


@drawn("three rows nowhere: on a page of empty amounts, they were thought a text")
def page_of_empty_amounts(sheet: Sheet) -> None:
    _around(sheet, "")


@drawn("three rows nowhere: on a page of empty amounts without rules, they were thought a text")
def page_of_empty_amounts_without_rules(sheet: Sheet) -> None:
    _around(sheet, "", ruled=False)


@drawn("three rows nowhere: « à préciser » alone told no column of amounts")
def page_of_amounts_to_be_told(sheet: Sheet) -> None:
    _around(sheet, "à préciser")


@drawn("three rows nowhere: zeros alone told no column of amounts")
def page_of_zeros(sheet: Sheet) -> None:
    _around(sheet, "0")


@drawn("two rows nowhere: the first page of their section prints no amount")
def first_page_of_empty_amounts(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ("Équipe mobile", ""), ("Maison des parents", ""))
    sheet.turn()
    sheet.table(("Ateliers d'éveil", "12 000 €"), ("Soutien aux familles", "8 000 €"), TOTAL)
    sheet.turn()


@drawn("two rows nowhere: the last page of a section, after its total, prints no amount")
def last_page_of_empty_amounts(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, TOTAL, SCHOOL, ("Ateliers d'éveil", "12 000 €"), ("Soutien aux familles", "8 000 €")
    )
    sheet.table(("Équipe mobile", ""), ("Maison des parents", ""))
    sheet.turn()


@drawn("nothing: an empty grid for names is no table of actions", exact=True)
def contacts_in_a_grid(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, SCHOOL, ("Ateliers d'éveil", "12 000 €"), ("Soutien aux familles", "8 000 €"), TOTAL
    )
    sheet.text(56, 40, "Contacts", BOLD, 12)
    sheet.table(plain("Direction départementale", "M. Petit"), plain("Mission locale", "Mme Roy"))
    sheet.turn()


# Labels that hold two texts, with no rule to part them


def _close_rows(sheet: Sheet, *rows: tuple[str, str]) -> None:
    """Rows with neither rules nor white between them; an action may print no amount."""
    sheet.heading(AISNE)
    sheet.table(SCHOOL, *(plain(*row) for row in rows), TOTAL, ruled=False, pad=0)
    for label, amount in rows:
        sheet.says(label, euros(amount))
    sheet.turn()


@drawn("the first action, without its amount, at the head of the second's label")
def listed_action_without_amount(sheet: Sheet) -> None:
    _close_rows(
        sheet, ("• Maison des adolescents", ""), ("• Ateliers d'éveil", "12 000 €"),
        ("• Soutien aux familles", "8 000 €"),
    )  # fmt: skip


@drawn("the last action, without its amount, at the end of the label of the one before")
def last_action_without_amount(sheet: Sheet) -> None:
    _close_rows(
        sheet, ("Ateliers d'éveil", "12 000 €"), ("Soutien aux familles", "8 000 €"),
        ("Maison des adolescents", ""),
    )  # fmt: skip


@drawn("the parent action at the head of its first part's label")
def action_over_its_parts(sheet: Sheet) -> None:
    _close_rows(
        sheet, ("Plan départemental de mobilité", ""), ("- location de vélos", "12 000 €"),
        ("- permis de conduire", "8 000 €"),
    )  # fmt: skip


@drawn("a sub-heading in capitals at the head of the first label")
def subheading_in_capitals(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(
        SCHOOL, plain("ACTIONS NOUVELLES", ""), ("Ateliers d'éveil", "12 000 €"),
        ("Soutien aux familles", "8 000 €"), TOTAL, ruled=False, pad=0,
    )  # fmt: skip
    sheet.turn()


def _under(sheet: Sheet, heading: str) -> None:
    sheet.heading(AISNE)
    sheet.orientation = heading
    sheet.table(
        plain(heading, ""), ("Ateliers d'éveil", "12 000 €"), ("Soutien aux familles", "8 000 €"),
        TOTAL, ruled=False, pad=0,
    )  # fmt: skip
    sheet.turn()


@drawn("a numbered orientation in the rows' own face, at the head of the first label")
def numbered_orientation_over_rows(sheet: Sheet) -> None:
    _under(sheet, f"1. {SCHOOL}")


@drawn("an orientation that ends with a colon, at the head of the first label")
def orientation_with_a_colon_over_rows(sheet: Sheet) -> None:
    _under(sheet, f"Orientation n° 1 - {SCHOOL} :")


@drawn("nothing: lines that are full go on with a capital", exact=True)
def label_that_goes_on_with_a_capital(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, SCHOOL,
        ("Accompagnement des familles par la Maison départementale des\nSolidarités", "12 000 €"),
        ("Soutien aux familles monoparentales du centre de\nRoubaix", "8 000 €"),
        TOTAL, ruled=False, xs=(56, 370, 540),
    )  # fmt: skip


# Hyphens, small figures, strokes


@drawn("« santéprécarité »: nothing says whose the hyphen is, and « santé » is printed alone")
def compound_broken_at_its_hyphen(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL, plain("Équipe mobile santé-\nprécarité", "12 000 €"))
    sheet.says("Équipe mobile santé-précarité", 12000)
    sheet.table(("Accès à la santé", "8 000 €"), TOTAL)
    sheet.turn()


def _small(sheet: Sheet, before: str, small: str, after: str, lower: float) -> None:
    """A row of 12 000 € with small figures `lower` points below the line."""
    y = sheet.y + 14
    sheet.text(60, y, before)
    x = 60 + PLAIN.width(before, 10)
    sheet.text(x, y + lower, small, size=6.5)
    sheet.text(x + PLAIN.width(small, 6.5), y, after)
    sheet.text(536, y, "12 000 €", align="right")
    sheet.y += 22


@drawn(
    "« Réduire le CO des écoles 2 »: figures below the line were a line of their own", exact=True
)
def lowered_figure(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL)
    _small(sheet, "Réduire le CO", "2", " des écoles", 3)
    sheet.says("Réduire le CO2 des écoles", 12000)
    sheet.table(("Soutien aux familles", "8 000 €"), TOTAL)
    sheet.turn()


@drawn("« familles1,2 »: the marks of two notes were part of the label", exact=True)
def marks_of_two_notes(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL)
    _small(sheet, "Soutien aux familles", "1,2", "", -4)
    sheet.says("Soutien aux familles", 12000)
    sheet.table(("Ateliers d'éveil", "8 000 €"), TOTAL)
    sheet.turn()


@drawn("the words as printed, although a line strikes them")
def words_struck_by_a_line(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ("Ateliers d'éveil", "12 000 €"))
    y, start = sheet.y + 11.5, 60 + PLAIN.width("Soutien aux ", 10)
    sheet.line(start, y, start + PLAIN.width("jeunes", 10), y)
    sheet.table(plain("Soutien aux jeunes familles", "8 000 €"), TOTAL)
    sheet.says("Soutien aux familles", 8000)
    sheet.turn()


# Texts in two territories that the profile doesn't know


@drawn("a remark over the rows of two territories was their orientation")
def remark_over_the_rows_of_two_territories(sheet: Sheet) -> None:
    for territory in (AISNE, NORD):
        sheet.heading(territory)
        sheet.table(SCHOOL, ("Ateliers d'éveil", "12 000 €"))
        sheet.table(plain("Crédits reconduits sous réserve du vote du budget"))
        sheet.table(("Soutien aux familles", "8 000 €"), TOTAL)
        sheet.turn()


# Cells that say something else than an amount, sub-totals, feet


@drawn("the row nowhere: its year was taken for a head", profile=AISNE_ONLY)
def row_whose_cell_is_a_year(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, HEADS, SCHOOL, ("Ateliers d'éveil", "12 000 €"), ("Maison des adolescents", "2026"),
        ("Soutien aux familles", "8 000 €"), TOTAL,
    )  # fmt: skip


@drawn("the last row nowhere: its cell was taken for a head", profile=AISNE_ONLY)
def last_row_put_off_to_a_year(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, SCHOOL, ("Ateliers d'éveil", "12 000 €"), ("Soutien aux familles", "8 000 €"),
        ("Maison des adolescents", "reporté en 2026"), TOTAL,
    )  # fmt: skip


@drawn("the row nowhere: in bold, after a sub-total, it was taken for heads", profile=AISNE_ONLY)
def bold_row_in_words_after_a_subtotal(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(
        SCHOOL, ("Ateliers d'éveil", "12 000 €"), bold("Sous-total", "12 000 €"),
        bold("Maison des adolescents", "voir convention"),
    )  # fmt: skip
    sheet.says("Maison des adolescents", None)
    sheet.table(("Soutien aux familles", "8 000 €"), TOTAL)
    sheet.turn()


@drawn("the row after the sub-total of an orientation, under it", profile=AISNE_ONLY)
def row_after_the_subtotal_of_an_orientation(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ("Ateliers d'éveil", "12 000 €"), bold("Sous-total", "12 000 €"))
    sheet.orientation = None
    sheet.table(("Ingénierie et évaluation du contrat", "8 000 €"), TOTAL)
    sheet.turn()


@drawn("the last row of each page nowhere: at one height on all, it was taken for a running foot",
       profile=series((AISNE, NORD, MEL, AMIENS)))  # fmt: skip
def same_last_row_at_every_foot(sheet: Sheet) -> None:
    for where, code in zip(("Laon", "Douai", "Roubaix", "Étouvie"), (AISNE, NORD, MEL, AMIENS),
                           strict=True):  # fmt: skip
        sheet.heading(code)
        rows = [(f"{what} de {k} - {where}", "1 000 €") for k in "abcdefg"
                for what in ("Tutorat", "Médiation", "Atelier", "Relais")]  # fmt: skip
        sheet.table(
            bold("Total Axe 1", "28 000 €"), SCHOOL, *rows, ("Évaluation du contrat", "")
        )  # fmt: skip
        sheet.turn()


@drawn("« décrochageAteliers »: the column beside was touched by an orientation", exact=True,
       profile=AISNE_ONLY)  # fmt: skip
def orientation_that_touches_the_labels(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.orientation = SCHOOL
    x = 60 + PLAIN.width("le décrochage", 10)
    for rank, line in enumerate(("Prévenir", "le décrochage", "scolaire")):
        sheet.text(60, sheet.y + 14 + 16 * rank, line)
    for label, amount in (("Ateliers d'éveil", 12), ("Relais", 3), ("Soutien aux familles", 5)):
        sheet.says(label, amount * 1000)
        sheet.text(x, sheet.y + 14, label)
        sheet.row("", f"{amount} 000 €", 16)
    sheet.row("", "", 6)
    sheet.text(x, sheet.y + 14, "Total Axe 1", BOLD)
    sheet.row("", "20 000 €", 22, BOLD)
    sheet.turn()


@drawn("what is left to plan, of nothing, as an action", profile=AISNE_ONLY)
def balance_of_nothing(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, SCHOOL, ("Ateliers d'éveil", "12 000 €"), ("Soutien aux familles", "8 000 €"),
        bold("Reste à programmer", "0 €"), TOTAL,
    )  # fmt: skip


@drawn("the leading dots as the end of the label", exact=True, profile=AISNE_ONLY)
def leading_dots_that_touch_a_label(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL, plain("Ateliers d'éveil............", "12 000 €"))
    sheet.says("Ateliers d'éveil", 12000)
    sheet.table(
        plain("Soutien aux familles......", "5 000 €"), ("Tutorat, jeux...", "3 000 €"), TOTAL
    )
    sheet.says("Soutien aux familles", 5000)
    sheet.turn()

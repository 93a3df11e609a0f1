"""Pages without amounts, rows cut by a page break, and what stands at heads and feet of pages."""

from __future__ import annotations

from tests.hostile.case import drawn, series
from tests.hostile.sheet import (
    AISNE,
    AMIENS,
    BANNERS,
    BOLD,
    COLUMNS,
    EVICTIONS,
    MEL,
    NAMES,
    NORD,
    SCHOOL,
    TOTAL,
    Row,
    Sheet,
    bold,
    plain,
)

SLIDE = (960.0, 540.0)
TWO_AXES = series(axes=("1", "3"))
TABLE: tuple[Row, ...] = (
    SCHOOL, ("Ateliers d'éveil", "12 000 €"), ("Soutien aux familles", "8 000 €"), TOTAL,
)  # fmt: skip


# Pages without amounts


@drawn("both rows nowhere: their page, all dashes, was thought a title page", exact=True)
def page_of_dashes_after_the_total(sheet: Sheet) -> None:
    sheet.leaf(AISNE, TOTAL, *TABLE[:-1])
    sheet.leaf(
        AISNE, EVICTIONS, ("Équipe mobile juridique", "-"), ("Commission de coordination", "-")
    )
    sheet.leaf(
        NORD,
        bold("Total Axe 1", "40 000 €"), SCHOOL,
        ("Médiation en établissement", "30 000 €"), ("Tutorat", "10 000 €"),
    )  # fmt: skip


@drawn("its row nowhere: a page that goes on with a table was thought a title page", exact=True)
def page_of_dashes_that_goes_on_with_a_table(sheet: Sheet) -> None:
    sheet.leaf(AISNE, TOTAL, *TABLE[:-1])
    sheet.table(("Équipe mobile juridique", "-"))
    sheet.turn()
    sheet.leaf(
        NORD,
        bold("Total Axe 1", "40 000 €"), SCHOOL,
        ("Médiation en établissement", "30 000 €"), ("Tutorat", "10 000 €"),
    )  # fmt: skip


def _contacts(sheet: Sheet) -> None:
    """A page that is no table, whose dashes stand where the amounts of others do."""
    sheet.text(56, 70, "Contacts")
    for y, name in ((100, "Direction de la cohésion sociale"), (120, "Mission locale")):
        sheet.text(60, y, name)
        sheet.text(COLUMNS[-1] - 4, y, "-", align="right")
    sheet.turn()


@drawn("two contacts were rows: they stand after a total, their dashes in the amounts' place")
def contacts_with_dashes_after_a_total(sheet: Sheet) -> None:
    sheet.leaf(AISNE, *TABLE)
    _contacts(sheet)


@drawn("two contacts were rows: they stand after a total above its lines")
def contacts_with_dashes_after_a_total_above(sheet: Sheet) -> None:
    sheet.leaf(AISNE, TOTAL, *TABLE[:-1])
    _contacts(sheet)
    sheet.leaf(
        NORD,
        bold("Total Axe 1", "40 000 €"), SCHOOL,
        ("Médiation en établissement", "30 000 €"), ("Tutorat", "10 000 €"),
    )  # fmt: skip


@drawn("both rows nowhere: their page, all words, was thought a title page")
def page_of_amounts_to_come_after_the_total(sheet: Sheet) -> None:
    sheet.leaf(AISNE, *TABLE)
    sheet.leaf(AISNE, EVICTIONS, ("Équipe mobile", "à définir"), ("Permanences juridiques", "n.c."))


# Page breaks


def _cut_label(sheet: Sheet, rest: str, thousands: int, *after: Row) -> None:
    """A label, the last of its page, whose rest heads the next page."""
    sheet.heading(AISNE)
    label = "Soutien aux familles monoparentales"
    sheet.y = 700
    sheet.table(SCHOOL, ("Ateliers d'éveil", "12 000 €"), plain(label, f"{thousands} 000 €"))
    sheet.says(f"{label} {rest}", 1000 * thousands)
    sheet.turn()
    sheet.table(plain(rest, ""), *after, TOTAL)
    sheet.turn()


@drawn("the label without its rest, taken for a heading")
def label_cut_by_a_page_break_before_the_total(sheet: Sheet) -> None:
    _cut_label(sheet, "avec de jeunes enfants", 8)


@drawn("the label without its rest, thought outside the table")
def label_cut_by_a_page_break_before_an_orientation(sheet: Sheet) -> None:
    _cut_label(sheet, "avec de jeunes enfants", 7, EVICTIONS, ("Équipe mobile", "1 000 €"))


# Heads and feet of pages


@drawn("« … du contrat local »: the last label's second line was a running foot", size=SLIDE,
       profile=TWO_AXES, exact=True)  # fmt: skip
def same_last_label_on_every_slide(sheet: Sheet) -> None:
    xs = (40.0, 830.0, 920.0)
    last = "Coordination, ingénierie et évaluation du contrat local\ndes solidarités"
    for axis in TWO_AXES.axes:
        for code, thousands in ((AISNE, 12), (NORD, 32)):
            sheet.begin(code, axis.code)
            sheet.text(40, 40, NAMES[code], BOLD, 18)
            sheet.text(40, 66, BANNERS[axis.code], BOLD, 14)
            sheet.y = 80
            sheet.table(
                SCHOOL, (f"Médiation {code} {axis.code}", f"{thousands} 000 €"),
                (f"Ateliers {code} {axis.code}", "1 000 €"), xs=xs, size=13, pad=4,
            )  # fmt: skip
            sheet.y = 455
            sheet.table(
                (last, "7 000 €"), bold(f"Total Axe {axis.code}", f"{thousands + 8} 000 €"),
                xs=xs, size=13, pad=4, middle=True,
            )  # fmt: skip
            sheet.turn()


@drawn(
    "no orientation anywhere: at the head of every page, it was furniture",
    profile=TWO_AXES,
    exact=True,
)
def same_unknown_orientation_at_every_head(sheet: Sheet) -> None:
    for axis in TWO_AXES.axes:
        for code, thousands in ((AISNE, 12), (NORD, 32)):
            sheet.begin(code, axis.code)
            sheet.orientation = "Développer l'aller-vers"
            sheet.text(56, 36, NAMES[code], BOLD, 16)
            sheet.text(56, 58, BANNERS[axis.code], BOLD, 11)
            sheet.text(56, 88, sheet.orientation, BOLD, 11)
            sheet.y = 96
            sheet.table(
                (f"Médiation {code} {axis.code}", f"{thousands} 000 €"),
                (f"Ateliers {code} {axis.code}", "8 000 €"),
                bold(f"Total Axe {axis.code}", f"{thousands + 8} 000 €"),
            )
            sheet.turn()


@drawn("« 2025 » as the printed number of the page", exact=True)
def year_in_the_corner(sheet: Sheet) -> None:
    sheet.text(540, 40, "2025", BOLD, align="right")
    sheet.leaf(AISNE, *TABLE)


@drawn("« 02 », Aisne's, as the printed number of the page", exact=True)
def departement_number_in_the_corner(sheet: Sheet) -> None:
    sheet.text(540, 60, AISNE, BOLD, 18, "right")
    sheet.leaf(AISNE, *TABLE)


@drawn("each métropole's rows as the other's: a name at the foot opened the next section",
       profile=series((MEL, AMIENS), contracts=()))  # fmt: skip
def territory_named_at_the_foot_of_its_page(sheet: Sheet) -> None:
    for code, action, amount, shade in ((AMIENS, "Ateliers", "12 000 €", (0.3, 0.5, 0.2)),
                                        (MEL, "Tutorat", "8 000 €", (0.3, 0.2, 0.2))):  # fmt: skip
        sheet.begin(code)
        sheet.box(56, 40, 150, 66, fill=shade)  # its logo
        sheet.text(56, 90, BANNERS["1"], BOLD, 12)
        sheet.y = 110
        sheet.table(SCHOOL, (action, amount), bold("Total Axe 1", amount))
        sheet.text(56, 780, NAMES[code], size=9)
        sheet.turn()


@drawn(
    "axis 3 of the MEL and of Amiens as told apart by pages alone: a name stands over both axes",
    profile=series((MEL, AMIENS), axes=("1", "3")),
    exact=True,
)
def a_name_over_several_axes(sheet: Sheet) -> None:
    for territory in (MEL, AMIENS):
        sheet.heading(territory)
        for axis in ("1", "3"):
            sheet.begin(territory, axis)
            if axis == "3":
                sheet.text(56, sheet.y + 30, BANNERS[axis], BOLD, 12)
                sheet.y += 44
            total = bold(f"Total Axe {axis}", "20 000 €")
            sheet.table(("Ateliers", "12 000 €"), ("Soutien", "8 000 €"), total)
        sheet.turn()

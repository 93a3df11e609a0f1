"""Orientations: in cells beside their rows, over several tables, with other text under them."""

from __future__ import annotations

from collections.abc import Sequence

from tests.factory.scene import BLACK, Colour, Face
from tests.hostile.case import drawn
from tests.hostile.sheet import (
    AISNE,
    BANNERS,
    BOLD,
    EVICTIONS,
    NAMES,
    NORD,
    PLAIN,
    SCHOOL,
    TOTAL,
    Row,
    Sheet,
    bold,
)

IN_CELLS = {SCHOOL: ("Prévenir le", "décrochage scolaire"),
            EVICTIONS: ("Prévenir les expulsions", "locatives")}  # fmt: skip
SIDE = (56.0, 200.0, 450.0, 540.0)
OF_SCHOOL = (("Ateliers d'éveil", 7), ("Soutien aux familles", 5), ("Clubs coup de pouce", 3),
             ("Tutorat au collège", 1))  # fmt: skip
OF_EVICTIONS = (("Équipe mobile", 2), ("Commission de coordination des actions", 1),
                ("Accompagnement juridique", 1), ("Permanences", 1))  # fmt: skip


# Beside their rows


def _centred(sheet: Sheet, rows: int, *, across: bool, down: bool, lines: int = 2) -> None:
    """Each orientation at half the height of its rows, of 25 points each; `across` and `down`
    tell which rules are drawn."""
    sheet.heading(AISNE)
    total = 0
    if across:
        sheet.line(SIDE[0], sheet.y, SIDE[-1], sheet.y)
    for orientation, actions in ((SCHOOL, OF_SCHOOL[:rows]), (EVICTIONS, OF_EVICTIONS[:rows])):
        sheet.orientation, top = orientation, sheet.y
        for label, thousands in actions:
            sheet.text(SIDE[1] + 4, sheet.y + 16, label)
            sheet.text(SIDE[3] - 4, sheet.y + 16, f"{thousands} 000 €", align="right")
            sheet.says(label, 1000 * thousands)
            total += thousands
            sheet.y += 25
            if across:
                sheet.line(SIDE[1], sheet.y, SIDE[3], sheet.y)
        _in_the_cell(sheet, orientation, (top + sheet.y) / 2, lines)
        if across:
            sheet.line(SIDE[0], sheet.y, SIDE[-1], sheet.y)
        if down:
            for x in SIDE:
                sheet.line(x, top, x, sheet.y)
    sheet.text(SIDE[0] + 4, sheet.y + 16, "Total Axe 1", BOLD)
    sheet.text(SIDE[3] - 4, sheet.y + 16, f"{total} 000 €", BOLD, align="right")
    sheet.turn()


def _in_the_cell(sheet: Sheet, orientation: str, middle: float, lines: int) -> None:
    if lines == 1:
        sheet.text(SIDE[0] + 4, middle + 3.5, orientation, BOLD, 8)
        return
    first, last = IN_CELLS[orientation]
    sheet.text(SIDE[0] + 4, middle - 3, first, BOLD)
    sheet.text(SIDE[0] + 4, middle + 9, last, BOLD)


@drawn("the first row under no orientation: the cell's top was not found", exact=True)
def orientation_centred_on_three_rows_of_a_grid(sheet: Sheet) -> None:
    _centred(sheet, 3, across=True, down=True)


@drawn("the first two rows under no orientation: the cell's top was not found", exact=True)
def orientation_centred_on_four_rows_of_a_grid(sheet: Sheet) -> None:
    _centred(sheet, 4, across=True, down=True)


@drawn("the first row under no orientation: the cell's top was not found", exact=True)
def orientation_of_one_line_centred_on_three_rows(sheet: Sheet) -> None:
    _centred(sheet, 3, across=True, down=False, lines=1)


@drawn(
    "« Équipe mobile » under the orientation before, « Ateliers d'éveil » under none", exact=True
)
def orientation_centred_on_four_rows(sheet: Sheet) -> None:
    _centred(sheet, 4, across=True, down=False)


@drawn(
    "« Équipe mobile » under the orientation before, « Ateliers d'éveil » under none", exact=True
)
def orientation_of_one_line_centred_without_rules(sheet: Sheet) -> None:
    _centred(sheet, 3, across=False, down=False, lines=1)


@drawn(
    "« Équipe mobile » under the orientation before, « Ateliers d'éveil » under none", exact=True
)
def orientation_centred_without_rules(sheet: Sheet) -> None:
    _centred(sheet, 4, across=False, down=False)


@drawn("no orientation anywhere: turned text was furniture")
def orientation_turned_on_its_side(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    for lines, rows in (
        (("Prévenir le", "décrochage scolaire"), OF_SCHOOL[:3]),
        (("Prévenir les", "expulsions locatives"), (("Équipe mobile", 3), *OF_EVICTIONS[1:3])),
    ):
        sheet.orientation, top = " ".join(lines), sheet.y
        for label, thousands in rows:
            sheet.says(label, 1000 * thousands)
            sheet.cells((90, 450, 540), 30)
            sheet.text(94, sheet.y + 18, label)
            sheet.text(536, sheet.y + 18, f"{thousands} 000 €", align="right")
            sheet.y += 30
        sheet.box(56, top, 90, sheet.y)
        sheet.canvas.saveState()
        sheet.canvas.translate(70, sheet.page_height - (top + sheet.y) / 2)
        sheet.canvas.rotate(90)
        sheet.canvas.setFont(BOLD.name, 8)
        for i, line in enumerate(lines):
            sheet.canvas.drawCentredString(0, -10 * i, line)
        sheet.canvas.restoreState()
    sheet.table(TOTAL)
    sheet.turn()


# Over two tables side by side

LEFT, RIGHT = (56.0, 221.0, 291.0), (305.0, 470.0, 540.0)
_EACH = ((AISNE, LEFT), (NORD, RIGHT))


@drawn("all of Nord's rows under no orientation: it went to the table at the left only")
def orientation_over_two_territories_side_by_side(sheet: Sheet) -> None:
    sheet.text(56, 60, BANNERS["1"], BOLD, 12)
    sheet.text(300, 90, SCHOOL, BOLD, 11, "centre")
    rows: dict[str, tuple[Row, ...]] = {
        AISNE: (("Ateliers", "12 000 €"), ("Clubs", "8 000 €"), TOTAL),
        NORD: (("Médiation", "30 000 €"), ("Tutorat", "10 000 €"),
               bold("Total Axe 1", "40 000 €")),
    }  # fmt: skip
    for code, xs in _EACH:
        sheet.begin(code)
        sheet.orientation = SCHOOL
        sheet.text(xs[0], 115, NAMES[code], BOLD, 14)
        sheet.y = 125
        sheet.table(*rows[code], xs=xs)
    sheet.turn()


@drawn("all of Nord's rows under no orientation: each went to the table at the left only")
def orientations_over_two_territories_side_by_side(sheet: Sheet) -> None:
    sheet.text(56, 60, BANNERS["1"], BOLD, 12)
    for code, xs in _EACH:
        sheet.text(xs[0], 85, NAMES[code], BOLD, 14)
    sheet.y = 100
    blocks: Sequence[tuple[str, dict[str, tuple[Row, ...]]]] = (
        (SCHOOL, {AISNE: (("Ateliers", "5 000 €"), ("Clubs", "3 000 €")),
                  NORD: (("Médiation", "30 000 €"), ("Soutien", "1 000 €"))}),
        (EVICTIONS, {AISNE: (("Équipe mobile", "12 000 €"),),
                     NORD: (("Permanences", "9 000 €"),)}),
    )  # fmt: skip
    for orientation, rows in blocks:
        sheet.text(300, sheet.y + 12, orientation, BOLD, 11, "centre")
        top = sheet.y + 20
        for code, xs in _EACH:
            sheet.begin(code)
            sheet.orientation, sheet.y = orientation, top
            sheet.table(*rows[code], xs=xs)
        sheet.y += 4
    top = sheet.y
    for (_, xs), total in zip(_EACH, ("20 000 €", "40 000 €"), strict=True):
        sheet.y = top
        sheet.table(bold("Total Axe 1", total), xs=xs)
    sheet.turn()


# With other text near them


def _explained(sheet: Sheet, explanation: str, face: Face = PLAIN, colour: Colour = BLACK) -> None:
    sheet.heading(AISNE)
    sheet.orientation = SCHOOL
    sheet.text(56, sheet.y + 12, SCHOOL, BOLD, 11)
    sheet.text(56, sheet.y + 26, explanation, face, 9, colour=colour)
    sheet.y += 32
    sheet.table(("Tutorat", "12 000 €"), ("Clubs", "8 000 €"), TOTAL)
    sheet.turn()


@drawn("the explanation as orientation, the orientation nowhere")
def orientation_explained_in_bold(sheet: Sheet) -> None:
    _explained(sheet, "Objectif : réduire de moitié les ruptures scolaires", BOLD)


@drawn("the explanation as orientation, the orientation nowhere")
def orientation_explained_in_grey(sheet: Sheet) -> None:
    _explained(sheet, "Réduire de moitié les ruptures scolaires", colour=(0.4, 0.4, 0.4))


@drawn("the objectives as orientations, the orientation nowhere")
def objectives_under_the_orientation(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.orientation = SCHOOL
    sheet.text(56, sheet.y + 14, SCHOOL, BOLD, 12)
    sheet.y += 20
    for objective, action in (
        ("Objectif 1 : soutenir les collégiens", ("Tutorat", "12 000 €")),
        ("Objectif 2 : soutenir les parents", ("Clubs", "8 000 €")),
    ):
        sheet.table(bold(objective), action)
    sheet.table(TOTAL)
    sheet.turn()


@drawn("nothing else, but the sentence, a heading that no row follows, was passed over")
def sentence_over_the_table(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sentence = "Le contrat finance des actions de prévention auprès des enfants et des jeunes."
    sheet.text(56, sheet.y, sentence, size=9)
    sheet.y += 14
    sheet.table(
        SCHOOL, ("Ateliers d'éveil", "12 000 €"), ("Soutien aux familles", "8 000 €"), TOTAL
    )
    sheet.turn()


@drawn("the condition as the second action's orientation")
def condition_in_a_row_of_its_own(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE,
        SCHOOL,
        ("Ateliers d'éveil", "12 000 €"),
        bold("(crédits sous réserve de délibération)"),
        ("Soutien aux familles", "8 000 €"),
        TOTAL,
    )


@drawn("« Prévenir les expulsions locatives » in the label above, whose last word is « vers »",
       exact=True)  # fmt: skip
def orientation_after_a_label_that_seems_to_go_on(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    y = sheet.y + 20
    for face, text, amount in (
        (BOLD, SCHOOL, ""), (PLAIN, "Ateliers d'éveil et démarches d'aller-", ""),
        (PLAIN, "vers", "7 000 €"), (BOLD, EVICTIONS, ""),
        (PLAIN, "Soutien des familles par une équipe mobile,", ""), (PLAIN, "la nuit", "13 000 €"),
        (BOLD, "Total Axe 1", "20 000 €"),
    ):  # fmt: skip
        sheet.text(60, y, text, face)
        sheet.text(536, y, amount, face, align="right")
        y += 14
    sheet.orientation = SCHOOL
    sheet.says("Ateliers d'éveil et démarches d'aller-vers", 7000)
    sheet.orientation = EVICTIONS
    sheet.says("Soutien des familles par une équipe mobile, la nuit", 13000)
    sheet.turn()

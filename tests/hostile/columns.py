"""Columns of text beside the labels, and of numbers beside the amounts."""

from __future__ import annotations

from tests.factory.scene import Face
from tests.hostile.case import drawn, series
from tests.hostile.sheet import AISNE, BOLD, EVICTIONS, NORD, PLAIN, SCHOOL, Sheet, bold, euros

FOUR = (56.0, 270.0, 360.0, 450.0, 540.0)

# Columns of text


def _described(sheet: Sheet, *heads: str) -> None:
    sheet.leaf(
        AISNE,
        bold(*heads),
        SCHOOL,
        ("Ateliers d'éveil", "Séances hebdomadaires pour les enfants de 0 à 3 ans", "7 000 €"),
        ("Soutien", "Groupes de parole dans les centres sociaux", "12 000 €"),
        ("Tutorat", "Accompagnement à la scolarité", "1 000 €"),
        bold("Total Axe 1", "", "20 000 €"),
        xs=(56.0, 150.0, 440.0, 540.0),
    )


@drawn("the descriptions as labels, the column « Action » nowhere", exact=True)
def descriptions_beside_the_actions(sheet: Sheet) -> None:
    _described(sheet, "Action", "Description", "Montant")


@drawn("the objects as labels, the column « Action » nowhere", exact=True)
def objects_beside_the_actions(sheet: Sheet) -> None:
    _described(sheet, "Action", "Objet", "Montant")


@drawn("the objects as labels, the column « Dispositif » nowhere", exact=True)
def objects_beside_the_schemes(sheet: Sheet) -> None:
    _described(sheet, "Dispositif", "Objet", "Montant")


@drawn("« Union départementale… » as label: the bearers, whose column is the wider", exact=True)
def bearers_beside_the_actions(sheet: Sheet) -> None:
    for territory, rows, total in (
        (AISNE, (("Ateliers d'éveil", "Centre communal d'action sociale de Saint-Quentin",
                  "12 000 €"),
                 ("Soutien aux familles", "Union départementale des associations familiales",
                  "8 000 €")), "20 000 €"),
        (NORD, (("Médiation scolaire", "Association départementale de sauvegarde de l'enfance",
                 "30 000 €"),
                ("Tutorat", "Association de la fondation étudiante pour la ville",
                 "10 000 €")), "40 000 €"),
    ):  # fmt: skip
        sheet.heading(territory)
        sheet.table(
            bold("Action", "Structure porteuse", "Montant"), SCHOOL, *rows,
            bold("Total Axe 1", "", total), xs=(56.0, 180.0, 450.0, 540.0),
        )  # fmt: skip
        sheet.turn()


def _side_and_bearers(sheet: Sheet, *, heads: bool) -> None:
    xs = (56.0, 160.0, 270.0, 450.0, 540.0)
    sheet.heading(AISNE)
    if heads:
        sheet.table(bold("Orientation", "Action", "Structure porteuse", "Montant"), xs=xs, size=9)
    for orientation, cell, rows in (
        (SCHOOL, ("Prévenir le", "décrochage scolaire"),
         (("Tutorat", "Association de la fondation étudiante", "12 000 €"),)),
        (EVICTIONS, ("Prévenir les", "expulsions locatives"),
         (("Équipe mobile", "Agence départementale d'information", "5 000 €"),
          ("Permanences", "Centre intercommunal d'action sociale", "3 000 €"))),
    ):  # fmt: skip
        sheet.orientation = orientation
        top = sheet.y
        sheet.text(60, top + 11, cell[0], size=9)
        sheet.text(60, top + 22, cell[1], size=9)
        sheet.table(*rows, xs=xs[1:], size=9, pad=8.6)
        sheet.box(xs[0], top, xs[1], sheet.y)
    sheet.table(bold("Total Axe 1", "20 000 €"), xs=(xs[0], xs[-2], xs[-1]), size=9)
    sheet.turn()


@drawn("the bearers as labels, the column « Action » nowhere", exact=True)
def bearers_beside_actions_and_orientations(sheet: Sheet) -> None:
    _side_and_bearers(sheet, heads=True)


@drawn("the bearers as labels, the actions nowhere")
def bearers_beside_actions_and_orientations_without_heads(sheet: Sheet) -> None:
    _side_and_bearers(sheet, heads=False)


@drawn("« Soutien aux familles monoparentales UDAF »: the bearer ran into the label")
def short_bearers_without_rules(sheet: Sheet) -> None:
    _beside(
        sheet, 330, "",
        ("Ateliers d'éveil culturel en crèche", "CCAS de Laon", "7 000 €"),
        ("Soutien aux familles monoparentales", "UDAF", "12 000 €"),
        ("Tutorat au collège", "AFEV", "1 000 €"),
    )  # fmt: skip


@drawn("« Ateliers d'éveil Séances hebdomadaires… »: the description ran into the label")
def descriptions_of_two_lines_without_rules(sheet: Sheet) -> None:
    _beside(
        sheet, 200, "",
        ("Ateliers d'éveil",
         "Séances hebdomadaires animées par\ndes professionnels de la petite enfance", "7 000 €"),
        ("Soutien aux familles",
         "Groupes de parole et entretiens\ndans les centres sociaux", "12 000 €"),
        ("Tutorat", "Accompagnement à la scolarité", "1 000 €"),
    )  # fmt: skip


def _beside(sheet: Sheet, x: float, head: str, *rows: tuple[str, str, str], end: float = 0) -> None:
    """Rows without rules: label, text from `x` on (or up to `end`), amount; heads where told."""
    sheet.heading(AISNE)
    if head:
        sheet.text(end or x, sheet.y + 14, head, BOLD, align="right" if end else "left")
        sheet.row("Action", "Montant", 22, BOLD)
    sheet.orientation = SCHOOL
    sheet.row(SCHOOL, "", 22, BOLD)
    for label, beside, amount in rows:
        lines = beside.split("\n")
        for i, line in enumerate(lines):
            y = sheet.y + 14 + 12 * i
            sheet.text(end or x, y, line, align="right" if end else "left")
        sheet.says(label, euros(amount))
        sheet.row(label, amount, 8 + 12 * len(lines))
    sheet.row("Total Axe 1", "20 000 €", 22, BOLD)
    sheet.turn()


# Columns of numbers


@drawn("« Ateliers d'éveil 120 »: the number of people ran into the label")
def numbers_of_people_without_rules(sheet: Sheet) -> None:
    _beside(
        sheet, 0, "Public",
        ("Ateliers d'éveil", "120", "7 000 €"),
        ("Soutien aux familles", "85", "12 000 €"),
        ("Tutorat au collège", "30", "1 000 €"),
        end=430,
    )  # fmt: skip


@drawn("« Ateliers d'éveil 6 500 »: last year's amount ran into the label")
def last_year_without_euro_signs_nor_rules(sheet: Sheet) -> None:
    _beside(
        sheet, 0, "Rappel 2024",
        ("Ateliers d'éveil", "6 500", "7 000 €"),
        ("Soutien aux familles", "11 000", "12 000 €"),
        ("Tutorat au collège", "-", "1 000 €"),
        end=440,
    )  # fmt: skip


@drawn("nothing: the rules part last year's amounts from the labels", exact=True)
def last_year_without_euro_signs(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE,
        bold("Action", "Rappel 2024", "Montant 2025"),
        SCHOOL,
        ("Ateliers d'éveil", "6 500", "7 000 €"),
        ("Soutien aux familles", "11 000", "12 000 €"),
        ("Tutorat", "néant", "1 000 €"),
        bold("Total Axe 1", "", "20 000 €"),
        xs=(56.0, 300.0, 420.0, 540.0),
    )


@drawn("the cost of the project as credits", profile=series((AISNE,), contracts=()))
def cost_that_is_the_sum_of_the_credits(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    y, columns = sheet.y, FOUR[1:]
    for i, cells in enumerate((
        ("Action", "Coût du projet", "Cofinancement", "Crédits État"),
        ("Ateliers", "18 000 €", "6 000 €", "12 000 €"),
        ("Tutorat", "12 000 €", "4 000 €", "8 000 €"),
        ("Total Axe 1", "30 000 €", "10 000 €", "20 000 €"),
    )):  # fmt: skip
        sheet.y = y + 20 * i
        sheet.cells(FOUR, 20)
        face = PLAIN if i in (1, 2) else BOLD
        sheet.text(60, sheet.y + 14, cells[0], face)
        for x, cell in zip(columns, cells[1:], strict=False):
            sheet.text(x + 86, sheet.y + 14, cell, face, align="right")
    sheet.says("Ateliers", 12_000)
    sheet.says("Tutorat", 8_000)
    sheet.turn()


@drawn(
    "the Département's amounts as the State's: two heads 4 points apart went to one column",
    profile=series(contracts=(), amount_column=r"\bétat\b"),
    exact=True,
)
def heads_that_nearly_touch(sheet: Sheet) -> None:
    def figures(y: float, cells: tuple[int, int], face: Face = PLAIN) -> None:
        for centre, thousands in zip((442.5, 507.5), cells, strict=True):
            printed = f"{1000 * thousands:,}\u00a0€".replace(",", "\u00a0")
            sheet.text(centre, y, printed, face, 9, "centre")

    for territory, rows, total in (
        (AISNE, (("Tutorat", (1, 343)), ("Point écoute", (508, 2)), ("Équipe mobile", (92, 541))),
         (601, 886)),
        (NORD, (("Point écoute", (5, 8)), ("Équipe mobile", (359, 6))), (364, 14)),
    ):  # fmt: skip
        sheet.heading(territory)
        for head, x, y in (("Subvention", 471.0, 10.0), ("de l'État", 471.0, 21.5),
                           ("Département", 536.0, 21.5)):  # fmt: skip
            sheet.text(x, sheet.y + y, head, BOLD, 10, "right")
        sheet.y += 31
        for label, thousands in rows:
            sheet.text(60, sheet.y + 13, label)
            figures(sheet.y + 13, thousands)
            sheet.says(label, 1000 * thousands[0])
            sheet.y += 18
        sheet.text(60, sheet.y + 13, "Total Axe 1", BOLD)
        figures(sheet.y + 13, total, BOLD)
        sheet.turn()

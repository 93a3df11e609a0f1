"""Labels of several lines, in two styles, or of raised and spaced letters."""

from __future__ import annotations

from tests.hostile.case import drawn
from tests.hostile.sheet import (
    AISNE,
    BOLD,
    EVICTIONS,
    HEADS,
    NORD,
    PLAIN,
    SCHOOL,
    TOTAL,
    Sheet,
    bold,
    euros,
    plain,
)

# Lines that break a word


@drawn("« plan-ning »: half a broken word was thought a word printed elsewhere", exact=True)
def label_that_breaks_a_word_made_of_words(sheet: Sheet) -> None:
    """`says` joins lines with a space: the true labels are given by hand."""
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ("Plan de lutte contre le mal logement", "5 000 €"))
    sheet.table(plain("Antennes du plan-\nning familial", "12 000 €"))
    sheet.says("Antennes du planning familial", 12000)
    sheet.table(plain("Aide aux victimes de mal-\ntraitance", "3 000 €"), TOTAL)
    sheet.says("Aide aux victimes de maltraitance", 3000)
    sheet.turn()


# Lines that say what headings say


@drawn("the label without its second line, which became the next row's orientation", exact=True)
def label_that_ends_as_an_orientation(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, HEADS, SCHOOL, ("Plateforme « Un toit d'abord »", "7 000 €"),
        (f"Équipe mobile départementale (ADIL, CAF)\n{EVICTIONS}", "12 000 €"),
        ("Tutorat", "1 000 €"), TOTAL, xs=(56, 400, 540),
    )  # fmt: skip


@drawn("the label without its second line, which became the next row's orientation")
def label_that_ends_as_an_orientation_without_rules(sheet: Sheet) -> None:
    sheet.leaf(
        AISNE, SCHOOL,
        ("Plateforme « Un toit d'abord » :\nAccès au logement pour tous", "12 000 €"),
        ("Soutien aux familles", "5 000 €"),
        (f"Équipe mobile départementale\n{EVICTIONS}", "3 000 €"), TOTAL, ruled=False, pad=4,
    )  # fmt: skip


@drawn("« Réseau d'écoute des parents (REAAP) » without « Nord », taken for a heading", exact=True)
def label_that_ends_as_a_territory(sheet: Sheet) -> None:
    sheet.leaf(AISNE, SCHOOL, ("Médiation en établissement", "20 000 €"), TOTAL)
    sheet.leaf(
        NORD,
        SCHOOL,
        ("Médiation portée par le conseil départemental du\nNord", "30 000 €"),
        ("Réseau d'écoute des parents (REAAP)\nNord", "10 000 €"),
        bold("Total Axe 1", "40 000 €"),
        middle=True,
    )


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


@drawn("« Ateliers » alone, what stands under it as the next action's orientation", exact=True)
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


@drawn("« Équipe mobile » alone, its other lines in the next label")
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


@drawn("« 12000€ » as the printed amount, where « 12 000 € » is printed", exact=True)
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
        printed = f"{amount // 1000} 000 €"
        sheet.says(label, amount, printed)
        sheet.row("", printed, 20)
    sheet.row("Total Axe 1", "20 000 €", 20, BOLD)
    sheet.turn()


@drawn("« 1 000 (1) journées »: a raised mark nearly as large as its word was a line of its own",
       exact=True)  # fmt: skip
def marks_nearly_as_large_as_their_words(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    for number, (label, amount) in enumerate(
        ((("Séjours pour des enfants, dont 1 000", "journées en pleine nature"), "7 000 €"),
         (("Petits-déjeuners",), "13 000 €")), 1
    ):  # fmt: skip
        for rank, piece in enumerate(label):
            sheet.text(60, sheet.y + 12 * rank, piece)
        x = 60 + PLAIN.width(label[-1], 10)
        sheet.text(x, sheet.y + 12 * (len(label) - 1) - 4.5, f"({number})", size=9)
        sheet.text(536, sheet.y, amount, align="right")
        sheet.says(" ".join(label), euros(amount))
        sheet.y += 12 * len(label) + 8
    sheet.text(60, sheet.y, "Total Axe 1", BOLD)
    sheet.text(536, sheet.y, "20 000 €", BOLD, align="right")
    sheet.turn()


@drawn("« au moyen de permanences »: a number in a justified line at a page's foot as its number",
       exact=True)  # fmt: skip
def a_number_in_a_justified_line_at_the_foot_of_a_page(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(("Ateliers", "7 000 €"), ruled=False)
    sheet.y = 770
    sheet.text(60, sheet.y, "Lutter contre le non-recours au moyen de")
    sheet.text(60 + PLAIN.width("Lutter contre le non-recours au moyen de", 10) + 9, sheet.y, "25")
    sheet.text(536, sheet.y, "13 000 €", align="right")
    sheet.text(60, sheet.y + 12, "permanences itinérantes")
    sheet.says("Lutter contre le non-recours au moyen de 25 permanences itinérantes", 13000)
    sheet.text(296, 825, "2", size=8)
    sheet.turn()
    sheet.table(TOTAL, ruled=False)
    sheet.turn()

"""What stands beside the rows or over them: orientations in the middle, bearers, counts, heads."""

from __future__ import annotations

from collections.abc import Sequence

from tests.hostile.case import drawn, series
from tests.hostile.sheet import AISNE, BOLD, NORD, PLAIN, SCHOOL, Sheet, bold, plain

AISNE_ONLY = series((AISNE,))
FOOD = "Lutter contre la précarité alimentaire"
MOBILITY = "Renforcer la mobilité"  # that the profile doesn't know


def _line(
    sheet: Sheet, xs: Sequence[float], aligns: str, *cells: str, strong: bool = False,
    step: float = 22, size: float = 10,
) -> None:  # fmt: skip
    """Cells on one line, each at its x, `aligns` « l » or « r » for each."""
    for x, cell, align in zip(xs, cells, aligns, strict=True):
        face = BOLD if strong else PLAIN
        sheet.text(
            x, sheet.y + 14, cell, face, size=size, align="right" if align == "r" else "left"
        )
    sheet.y += step


def _middle(sheet: Sheet, top: float, *lines: str) -> None:
    """Lines in the middle between `top` and where the sheet is."""
    for rank, line in enumerate(lines):
        sheet.text(60, (top + sheet.y) / 2 - 6 * len(lines) + 9 + 12 * rank, line)


@drawn("the first rows without orientation: its column's head hid that it is centred",
       profile=AISNE_ONLY)  # fmt: skip
def centred_orientation_under_a_head(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    xs = (60.0, 210.0, 536.0)
    _line(sheet, xs, "llr", "Orientation", "Action", "Montant", strong=True)
    sheet.orientation, top = SCHOOL, sheet.y
    for label, amount in (("Médiation", 1), ("Tutorat", 2), ("Accueil", 3), ("Maraudes", 4)):
        sheet.says(label, amount * 1000)
        _line(sheet, xs, "llr", "", label, f"{amount} 000 €")
    _middle(sheet, top, "Prévenir le", "décrochage scolaire")
    _line(sheet, xs, "llr", "", "Total Axe 1", "10 000 €", strong=True)
    sheet.turn()


def _uneven(sheet: Sheet, territory: str, *rows: tuple[str, str, int]) -> None:
    sheet.heading(territory)
    xs = (60.0, 200.0, 540.0)
    for name, lines in (
        (SCHOOL, ("Prévenir le", "décrochage", "scolaire")),
        (FOOD, ("Lutter contre", "la précarité", "alimentaire")),
    ):
        sheet.orientation, top = name, sheet.y
        for of, label, amount in rows:
            if of == name:
                sheet.says(label.replace("\n", " "), amount * 1000)
                sheet.text(540, sheet.y + 14, f"{amount} 000 €", align="right")
                for rank, piece in enumerate(label.split("\n")):
                    sheet.text(200, sheet.y + 14 + 12 * rank, piece)
                sheet.y += 34 if "\n" in label else 22
        _middle(sheet, top, *lines)
    total = sum(amount for _, _, amount in rows)
    _line(sheet, xs, "llr", "", "Total Axe 1", f"{total} 000 €", strong=True)
    sheet.turn()


LONG = "Épicerie solidaire ouverte aux\nfamilles du quartier"


@drawn("« Jardins partagés » under the orientation above: rows of uneven height",
       profile=AISNE_ONLY)  # fmt: skip
def centred_orientations_of_uneven_rows(sheet: Sheet) -> None:
    _uneven(sheet, AISNE, (SCHOOL, "Médiation", 1), (SCHOOL, "Tutorat", 2),
            (FOOD, "Jardins partagés", 3), (FOOD, LONG, 4))  # fmt: skip


@drawn("the same, and Aisne's doubts withdrawn by Nord's page")
def centred_orientations_even_here_and_uneven_there(sheet: Sheet) -> None:
    _uneven(sheet, AISNE, (SCHOOL, "Médiation", 1), (SCHOOL, "Tutorat", 2),
            (FOOD, "Jardins partagés", 3), (FOOD, "Colis", 4))  # fmt: skip
    _uneven(sheet, NORD, (SCHOOL, "Médiation", 1), (SCHOOL, "Tutorat", 2),
            (FOOD, "Jardins partagés", 3), (FOOD, LONG, 4))  # fmt: skip


@drawn("no orientation: one that the profile doesn't know, over amounts that come first, was taken "
       "for their head", profile=AISNE_ONLY)  # fmt: skip
def unknown_orientation_over_amounts_first(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.orientation = MOBILITY
    sheet.text(56, sheet.y + 14, MOBILITY, BOLD)
    sheet.y += 22
    for amount, label in ((7, "Ateliers"), (13, "Tutorat")):
        sheet.says(label, amount * 1000)
        _line(sheet, (116, 124), "rl", f"{amount} 000 €", label)
    _line(sheet, (116, 124), "rl", "20 000 €", "Total Axe 1", strong=True)
    sheet.turn()


def _bearers_first(sheet: Sheet, xs: Sequence[float], size: float, *, ruled: bool) -> None:
    for territory in (AISNE, NORD):
        sheet.heading(territory)
        for strong, cells in (
            (True, ("Montant", "Structure porteuse", "Action")),
            (False, ("7 000 €", "Croix-Rouge française", "Ateliers")),
            (False, ("12 000 €", "Emmaüs", "Tutorat")),
            (False, ("1 000 €", "UDAF", "Maraudes")),
            (True, ("20 000 €", "", "Total Axe 1")),
        ):
            _line(sheet, xs, "rll", *cells, strong=strong, size=size)
            if ruled:
                sheet.line(56, sheet.y, 540, sheet.y)
            if not strong:
                sheet.says(cells[2], int(cells[0].split()[0]) * 1000)
        sheet.turn()


@drawn("« Montant Structure porteuse Action » as everybody's orientation")
def heads_of_three_columns_with_amounts_first(sheet: Sheet) -> None:
    _bearers_first(sheet, (116, 124, 240), 10, ruled=True)


@drawn("« Croix-Rouge française Ateliers » as label: the columns are little apart")
def bearers_near_the_actions_with_amounts_first(sheet: Sheet) -> None:
    _bearers_first(sheet, (116, 122, 226), 10, ruled=True)


@drawn("« Tutorat au collège de l'Aisne »: the end of the bearer's name is a territory's",
       profile=AISNE_ONLY)  # fmt: skip
def bearer_whose_name_ends_in_a_territory(sheet: Sheet) -> None:
    xs = (56.0, 230.0, 440.0, 540.0)
    sheet.heading(AISNE)
    sheet.table(
        bold("Action", "Structure porteuse", "Montant"), SCHOOL,
        ("Ateliers d'éveil", "Croix-Rouge française", "2 500 €"), xs=xs,
    )  # fmt: skip
    sheet.says("Tutorat au collège", 5000)
    sheet.table(
        plain("Tutorat au collège", "Caisse d'allocations familiales\nde l'Aisne", "5 000 €"),
        bold("Total Axe 1", "", "7 500 €"), xs=xs,
    )  # fmt: skip
    sheet.turn()


def _counts(sheet: Sheet, gap: float, *, ruled: bool) -> None:
    """Counts end `gap` points before 110, labels start as far behind it."""
    sheet.heading(AISNE)
    edges, xs = (56.0, 110.0, 450.0, 540.0), (110 - gap, 110 + gap, 536.0)
    sheet.orientation = SCHOOL
    if ruled:
        sheet.cells((56, 540), 20)
    sheet.text(60 if ruled else xs[1], sheet.y + 14, SCHOOL, BOLD)
    sheet.y += 20
    for count, label, amount in (
        ("120", "Ateliers d'éveil", 7), ("85", "Soutien aux familles", 12),
        ("30", "Tutorat au collège", 1), ("", "Total Axe 1", 20),
    ):  # fmt: skip
        if count:
            sheet.says(label, amount * 1000)
        if ruled:
            sheet.cells(edges, 20)
        _line(sheet, xs, "rlr", count, label, f"{amount} 000 €", strong=not count, step=20)
    sheet.turn()


@drawn("« 120 Ateliers d'éveil »: the count ran into the label", profile=AISNE_ONLY)
def counts_near_the_labels(sheet: Sheet) -> None:
    _counts(sheet, 5, ruled=False)


@drawn("« 120Ateliers d'éveil »: the count ran into the label through a rule", profile=AISNE_ONLY)
def counts_ruled_off_from_the_labels(sheet: Sheet) -> None:
    _counts(sheet, 1, ruled=True)


@drawn("« (1) Soutien » as label: the mark is its amount's", profile=AISNE_ONLY)
def marks_between_amounts_and_labels(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    for amount, label in (("12 000 € (1)", "Soutien"), ("8 000 €", "Tutorat")):
        sheet.says(label, int(amount.split()[0]) * 1000)
        sheet.text(60, sheet.y + 14, amount)
        sheet.text(60 + PLAIN.width(amount, 10) + 3 if "(" in amount else 124, sheet.y + 14, label)
        sheet.y += 22
    _line(sheet, (60, 124), "ll", "20 000 €", "Total Axe 1", strong=True)
    sheet.turn()


def _one_and_several(sheet: Sheet, territory: str, several: Sequence[str]) -> None:
    """An orientation as high as its row, and one in the middle of several."""
    sheet.heading(territory)
    total = 0
    for name, lines, labels in (
        (SCHOOL, ("Prévenir le", "décrochage scolaire"), (LONG,)),
        (FOOD, ("Lutter contre la", "précarité alimentaire"), several),
    ):
        sheet.orientation, top = name, sheet.y
        for label in labels:
            pieces = label.split("\n")
            height = 10 + 12 * len(pieces)
            total += 1
            sheet.says(label.replace("\n", " "), 1000)
            sheet.text(540, sheet.y + height / 2 + 3, "1 000 €", align="right")
            for rank, piece in enumerate(pieces):
                sheet.text(200, sheet.y + 14 + 12 * rank, piece)
            sheet.y += height
        _middle(sheet, top, *lines)
    _line(sheet, (200.0, 540.0), "lr", "Total Axe 1", f"{total} 000 €", strong=True)
    sheet.turn()


@drawn("« Colis » in doubt: the second orientation stands level with no row, so that "
       "it is in the middle of them", profile=AISNE_ONLY, exact=True)  # fmt: skip
def orientation_centred_under_one_as_high_as_its_row(sheet: Sheet) -> None:
    _one_and_several(sheet, AISNE, ("Colis", "Jardins", "Épicerie", "Maraudes"))


@drawn("« Colis » in doubt: Aisne's page shows that orientations stand in the middle", exact=True)
def centred_orientations_shown_by_another_page(sheet: Sheet) -> None:
    _one_and_several(sheet, AISNE, ("Colis", "Jardins", "Épicerie", "Maraudes"))
    _one_and_several(sheet, NORD, ("Colis", "Jardins", "Épicerie"))

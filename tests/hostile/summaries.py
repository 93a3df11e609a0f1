"""Tables of sums alone: by territory, by axis, or both. None of their rows is an action."""

from __future__ import annotations

from tests.hostile.case import drawn
from tests.hostile.sheet import AISNE, BOLD, HEADS, TOTAL, Sheet, bold, plain


def _credits(sheet: Sheet) -> None:
    sheet.leaf(AISNE, HEADS, ("Ateliers", "12 000 €"), ("Soutien", "8 000 €"), TOTAL)
    sheet.nord()
    sheet.text(56, 60, "Récapitulatif des contrats", BOLD, 14)
    sheet.y = 80


def by_territory_and_axis(sheet: Sheet, aisne: str = "20 000 €") -> None:
    """Rows of territories, columns of axes; `aisne` is what it prints for the Aisne's axis."""
    _credits(sheet)
    xs = (56.0, 300.0, 420.0, 540.0)
    sheet.table(bold("Territoire", "Axe 1", "Total"), xs=xs)
    sheet.table(plain("Aisne", aisne, "20 000 €"), plain("Nord", "40 000 €", "40 000 €"), xs=xs)
    sheet.table(bold("Total Hauts-de-France", "60 000 €", "60 000 €"), xs=xs)
    sheet.turn()


@drawn("« Aisne » as an action of the last axis, « Axe 1 » as one euro", exact=True)
def sums_by_territory_and_axis(sheet: Sheet) -> None:
    by_territory_and_axis(sheet)


@drawn("« Aisne » as an action of the last axis", exact=True)
def sums_by_territory(sheet: Sheet) -> None:
    _credits(sheet)
    sheet.table(bold("Territoire", "Montant total du Pacte"), xs=(56.0, 400.0, 540.0))
    sheet.table(plain("Aisne", "20 000 €"), plain("Nord", "40 000 €"))
    sheet.table(bold("Total régional", "60 000 €"))
    sheet.turn()


@drawn("« Axe 1 » as an action of the last axis", exact=True)
def sums_by_axis_under_each_territory(sheet: Sheet) -> None:
    _credits(sheet)
    for name, total in (("Aisne", "20 000 €"), ("Nord", "40 000 €")):
        sheet.text(56, sheet.y + 14, name, BOLD, 12)
        sheet.y += 22
        sheet.table(plain("Axe 1", total), bold("Montant total du Pacte", total))
        sheet.y += 12
    sheet.table(bold("Total régional", "60 000 €"))
    sheet.turn()


@drawn("« Axe 1 » as an action of the last axis, territories as heads of amounts", exact=True)
def sums_by_axis_and_territory(sheet: Sheet) -> None:
    _credits(sheet)
    xs = (56.0, 240.0, 340.0, 440.0, 540.0)
    sheet.table(bold("", "Aisne", "Nord", "Total"), xs=xs)
    sheet.table(plain("Axe 1", "20 000 €", "40 000 €", "60 000 €"), xs=xs)
    sheet.table(plain("Axe 3", "-", "-", "-"), xs=xs)
    sheet.table(bold("Total", "20 000 €", "40 000 €", "60 000 €"), xs=xs)
    sheet.turn()

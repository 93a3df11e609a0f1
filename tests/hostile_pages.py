"""Pages: rows cut by a page break, page heads and feet, pages without amounts, and what other
programs lay over a page or lay out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import weasyprint
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from tests.factory.truth import TrueLine
from tests.hostile import (
    AISNE,
    AMIENS,
    BANNERS,
    BOLD,
    EVICTIONS,
    MEL,
    NAMES,
    NORD,
    SCHOOL,
    TITLE,
    TOTAL,
    Hostile,
    Row,
    Sheet,
    bold,
    drawn,
    plain,
    series,
)

SLIDE = (960.0, 540.0)
TWO_AXES = series(axes=("1", "3"))
TABLE: tuple[Row, ...] = (
    SCHOOL, ("Ateliers d'éveil", "12 000 €"), ("Soutien aux familles", "8 000 €"), TOTAL,
)  # fmt: skip


# Pages without amounts


@drawn("both rows nowhere: their page, all dashes, was thought a title page")
def page_of_dashes_after_the_total(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(TOTAL, *TABLE[:-1])
    sheet.turn()
    sheet.heading(AISNE)
    sheet.table(EVICTIONS, ("Équipe mobile juridique", "-"), ("Commission de coordination", "-"))
    sheet.turn()
    sheet.heading(NORD)
    sheet.table(
        bold("Total Axe 1", "40 000 €"), SCHOOL,
        ("Médiation en établissement", "30 000 €"), ("Tutorat", "10 000 €"),
    )  # fmt: skip
    sheet.turn()


@drawn("both rows nowhere: their page, all words, was thought a title page")
def page_of_amounts_to_come_after_the_total(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(*TABLE)
    sheet.turn()
    sheet.heading(AISNE)
    sheet.table(EVICTIONS, ("Équipe mobile", "à définir"), ("Permanences juridiques", "n.c."))
    sheet.turn()


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
       profile=TWO_AXES)  # fmt: skip
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


@drawn("no orientation anywhere: at the head of every page, it was furniture", profile=TWO_AXES)
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


@drawn("« 2025 » as the printed number of the page")
def year_in_the_corner(sheet: Sheet) -> None:
    sheet.text(540, 40, "2025", BOLD, align="right")
    sheet.heading(AISNE)
    sheet.table(*TABLE)
    sheet.turn()


@drawn("« 02 », Aisne's, as the printed number of the page")
def departement_number_in_the_corner(sheet: Sheet) -> None:
    sheet.text(540, 60, AISNE, BOLD, 18, "right")
    sheet.heading(AISNE)
    sheet.table(*TABLE)
    sheet.turn()


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


# Laid over a page


@drawn("the label under the annotation, where every viewer shows the annotation's")
def label_covered_by_an_annotation(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    shown = "Ateliers de prévention santé"
    sheet.table(SCHOOL, plain("Ateliers d'éveil", "12 000 €"))
    sheet.says(shown, 12_000)
    low = sheet.page_height - sheet.y
    sheet.canvas.freeTextAnnotation(
        shown, DA="/Helv 10 Tf 0 g", Rect=[58, low + 2, 300, low + 20], C="[1 1 1]"
    )
    sheet.table(("Soutien aux familles", "8 000 €"), TOTAL)
    sheet.turn()


@drawn("the row nowhere: only form fields show it")
def row_typed_in_form_fields(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ("Ateliers d'éveil", "12 000 €"), plain(" ", " "))
    low = sheet.page_height - sheet.y
    for value, x, width in (("Maison des parents", 60, 300), ("-", 460, 70)):
        sheet.canvas.acroForm.textfield(
            value=value, x=x, y=low + 2, width=width, height=17, fontSize=10, borderWidth=0
        )
    sheet.says("Maison des parents", None)
    sheet.table(("Soutien aux familles", "8 000 €"), TOTAL)
    sheet.turn()


@drawn("the row nowhere: only a picture shows it")
def row_pasted_as_a_picture(sheet: Sheet) -> None:
    picture = Image.new("RGB", (400, 24), "white")
    ImageDraw.Draw(picture).text((4, 6), "Maison des parents          -", fill="black")
    sheet.heading(AISNE)
    sheet.table(SCHOOL, ("Ateliers d'éveil", "12 000 €"))
    bottom = sheet.y + 24
    sheet.canvas.drawImage(ImageReader(picture), 56, sheet.page_height - bottom, 484, 24)
    sheet.box(56, sheet.y, 540, bottom)
    sheet.says("Maison des parents", None)
    sheet.y = bottom
    sheet.table(("Soutien aux familles", "8 000 €"), TOTAL)
    sheet.turn()


# Laid out by a browser's rules: tables of HTML, cells merged and centred

CSS = """
@page { size: A4; margin: 2cm }
body { font: 10pt 'Liberation Sans' }  h1 { font-size: 18pt }  h2 { font-size: 12pt }
table { border-collapse: collapse; width: 100% }
td { border: .5pt solid #333; padding: 5pt; vertical-align: middle }
td.m { text-align: right; white-space: nowrap }  .o { font-weight: bold; width: 25% }
section { page-break-after: always }
"""
Merged = tuple[str, tuple[tuple[str, str], ...]]  # an orientation, and the rows beside it


def _section(territory: str, total: int, *blocks: Merged) -> str:
    rows = "".join(
        f"<tr>{f'<td class=o rowspan={len(actions)}>{orientation}</td>' if i == 0 else ''}"
        f"<td>{label}</td><td class=m>{amount}</td></tr>"
        for orientation, actions in blocks
        for i, (label, amount) in enumerate(actions)
    )
    return (
        f"<section><h1>{territory}</h1><h2>{BANNERS['1']}</h2><table>{rows}"
        f"<tr><td colspan=2><b>Total Axe 1</b></td><td class=m><b>{total} 000 €</b></td></tr>"
        "</table></section>"
    )


def _set_in_html(name: str, wrongly: str, *blocks: Merged) -> Hostile:
    """Aisne's blocks, of 20 000 € in all, beside Nord's plain page."""

    def make(path: Path) -> tuple[TrueLine, ...]:
        nord: Merged = (SCHOOL, (("Médiation", "40 000 €"),))
        contracts = "".join(
            f"<h2>{territory}</h2><p>Montant total du Pacte : {total} 000 €</p>"
            for territory, total in (("Aisne", 20), ("Nord", 40))
        )
        html = (
            f"<style>{CSS}</style><section><h1>{TITLE}</h1></section>"
            f"{_section('Aisne', 20, *blocks)}{_section('Nord', 40, nord)}"
            f"<section>{contracts}</section>"
        )
        weasyprint.HTML(string=html).write_pdf(str(path))
        return tuple(_lines(AISNE, *blocks) + _lines(NORD, nord))

    return Hostile(name, wrongly, series(), exact=False, make=make)


def _lines(territory: str, *blocks: Merged) -> list[TrueLine]:
    sheet_says: Callable[[str], int | None] = lambda a: None
    return []


HTML = ()

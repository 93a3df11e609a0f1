"""What other programs lay over a page (annotations, form fields, pictures) or lay out."""

from __future__ import annotations

from pathlib import Path

import weasyprint
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from tests.factory.truth import TrueLine
from tests.hostile.case import Hostile, drawn, series
from tests.hostile.sheet import (
    AISNE,
    BANNERS,
    EVICTIONS,
    NORD,
    SCHOOL,
    TITLE,
    TOTAL,
    Sheet,
    euros,
    plain,
    true_line,
)

# Laid over a page


@drawn("the label under the annotation, where a viewer shows the annotation's")
def label_covered_by_an_annotation(sheet: Sheet) -> None:
    sheet.heading(AISNE)
    shown = "Ateliers de prévention santé"
    sheet.table(SCHOOL, plain("Ateliers d'éveil", "12 000 €"))
    sheet.says(shown, 12_000)
    low = sheet.page_height - sheet.y
    sheet.canvas.freeTextAnnotation(
        shown,
        DA="(/Helv 10 Tf 0 g)",
        Rect=[58, low + 2, 300, low + 20],
        C="[1 1 1]",
        F=4,
        BS="<</W 0>>",
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


def _set_in_html(name: str, wrongly: str, *blocks: Merged, exact: bool = False) -> Hostile:
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

    return Hostile(name, wrongly, series(), exact, make)


def _lines(territory: str, *blocks: Merged) -> list[TrueLine]:
    return [
        true_line(territory, orientation, label.replace("<br>", " "), euros(amount))
        for orientation, actions in blocks
        for label, amount in actions
    ]


MERGED_CELLS = (
    _set_in_html(
        "orientation_merged_over_four_rows_in_html",
        "the first two rows under no orientation: the cell's top was not found",
        (SCHOOL, (("Ateliers d'éveil", "5 000 €"), ("Clubs coup de pouce", "3 000 €"),
                  ("Tutorat", "2 000 €"), ("Point écoute", "-"))),
        (EVICTIONS, (("Équipe mobile", "4 000 €"), ("Permanences", "3 000 €"),
                     ("Commission", "2 000 €"), ("Accompagnement", "1 000 €"))),
        exact=True,
    ),
    _set_in_html(
        "first_row_carried_over_in_html",
        "the row nowhere: it was taken for heads",
        (SCHOOL, (("Maison des parents", "crédits reportés"), ("Ateliers d'éveil", "15 000 €"),
                  ("Tutorat", "5 000 €"))),
    ),
    _set_in_html(
        "label_that_ends_as_an_orientation_in_html",
        "the first row under no orientation",
        (SCHOOL, ((f"Ateliers d'éveil<br>Équipe mobile :<br>{EVICTIONS}", "5 000 €"),
                  ("Tutorat", "15 000 €"))),
        exact=True,
    ),
)  # fmt: skip

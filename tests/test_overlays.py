"""Text that lies over a page of credits, in no content of it: what shows holds the page."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.annotations import FreeText, Highlight
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    RectangleObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain import Ambiguity, ControlName
from pipeline.extract.pagenumbers import printed_pages
from pipeline.extract.read import read_pages
from pipeline.extract.units import unit_doubts
from pipeline.normalise.money import FRENCH
from tests.factory.content import hauts_de_france
from tests.published import RAW_2025, profile

WIDTH, HEIGHT = 842.0, 595.0
AXIS = "AXE 1 - Prévenir la pauvreté et lutter contre les inégalités dès l'enfance"
LEFT, RIGHT = 50.0, 780.0
TOP, ROW = HEIGHT - 120, 24.0
ROWS = (("Aide alimentaire", "700€"), ("", ""), ("Conciergerie", "300€"), ("Total Axe 1", "1 000€"))
GAP = (LEFT, TOP - 2 * ROW, RIGHT, TOP - ROW)  # the empty row: left, bottom, right, top
HEAD = (LEFT, HEIGHT - 40, LEFT + 200, HEIGHT - 20)
Draw = Callable[[Canvas], None]
Rect = tuple[float, float, float, float]


def nothing(_: Canvas) -> None:
    """Draws nothing."""


def page(path: Path, more: Draw = nothing) -> Path:
    """A page with a table of three rows and room for a fourth, and what `more` draws."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(LEFT, HEIGHT - 60, "Aisne")
    canvas.setFont("Helvetica-Bold", 12)
    canvas.drawString(LEFT, HEIGHT - 82, AXIS)
    canvas.setFont("Helvetica", 10)
    for i, (label, amount) in enumerate(ROWS):
        y = TOP - i * ROW
        canvas.line(LEFT, y, RIGHT, y)
        canvas.drawString(LEFT + 4, y - 16, label)
        canvas.drawRightString(RIGHT - 4, y - 16, amount)
    canvas.line(LEFT, TOP - len(ROWS) * ROW, RIGHT, TOP - len(ROWS) * ROW)
    more(canvas)
    canvas.save()
    return path


def annotated(path: Path, annotation: DictionaryObject) -> Path:
    """The page with one annotation added."""
    writer = PdfWriter(PdfReader(path))
    writer.add_annotation(0, annotation)
    with path.open("wb") as out:
        writer.write(out)
    return path


def note(rect: Rect, text: str, flags: int = 0) -> DictionaryObject:
    free = FreeText(text=text, rect=rect)
    free[NameObject("/F")] = NumberObject(flags)
    return free


def stamp(rect: Rect, drawn: str) -> DictionaryObject:
    """A stamp that draws a text (Latin-1) in Helvetica."""
    look = DecodedStreamObject()
    look.set_data(f"BT /F1 10 Tf 4 6 Td ({drawn}) Tj ET".encode("cp1252"))
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
        NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
    })  # fmt: skip
    fonts = DictionaryObject({NameObject("/F1"): font})
    look.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): ArrayObject(
            map(FloatObject, (0, 0, rect[2] - rect[0], rect[3] - rect[1]))
        ),
        NameObject("/Resources"): DictionaryObject({NameObject("/Font"): fonts}),
    })  # fmt: skip
    return DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Stamp"),
        NameObject("/Rect"): RectangleObject(rect),
        NameObject("/Contents"): TextStringObject("commentaire de l'auteur"),
        NameObject("/AP"): DictionaryObject({NameObject("/N"): look}),
    })  # fmt: skip


def picture(text: str, width: int, height: int) -> ImageReader:
    """A picture of some text on white."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).text((8, height // 3), text, fill="black")
    data = BytesIO()
    image.save(data, "PNG")
    data.seek(0)
    return ImageReader(data)


def doubts(pdf: Path) -> list[Ambiguity]:
    (outcome,) = read_pages(pdf, hauts_de_france("2027"), FRENCH, jobs=1)
    return list(outcome.doubts)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return tmp_path / "edition.pdf"


def field(rect: Rect, value: str, flags: str = "") -> Draw:
    x0, y0, x1, y1 = rect
    return lambda canvas: canvas.acroForm.textfield(
        name="ligne", value=value, x=x0, y=y0, width=x1 - x0, height=y1 - y0,
        annotationFlags=flags or "print",
    )  # fmt: skip


def test_a_table_alone_leaves_nothing_in_doubt(pdf: Path) -> None:
    assert doubts(page(pdf)) == []


def test_a_row_typed_in_a_form_field_holds_the_page(pdf: Path) -> None:
    (held,) = doubts(page(pdf, field(GAP, "Poste de coordination 500 EUR")))
    assert held.control == ControlName.CONSERVATION
    assert held.page == 1
    assert held.found == "Poste de coordination 500 EUR"
    assert "un champ de formulaire (« Poste de coordination 500 EUR »)" in held.message
    assert "près de la ligne « Aide alimentaire »" in held.message


@pytest.mark.parametrize("more", [field(GAP, ""), field(GAP, "500", "hidden")])
def test_a_form_field_that_shows_nothing_is_none(pdf: Path, more: Draw) -> None:
    assert doubts(page(pdf, more)) == []


def test_a_value_that_a_field_inherits_is_seen(pdf: Path) -> None:
    page(pdf, field(GAP, "Poste 500 EUR"))
    writer = PdfWriter(PdfReader(pdf))
    (widget,) = (a.get_object() for a in writer.pages[0].annotations or ())
    parent = DictionaryObject({
        NameObject(k): widget.pop(k) for k in ("/V", "/FT", "/T") if k in widget
    })  # fmt: skip
    widget[NameObject("/Parent")] = writer._add_object(parent)
    with pdf.open("wb") as out:
        writer.write(out)
    (held,) = doubts(pdf)
    assert held.found == "Poste 500 EUR"


def test_a_free_text_over_the_table_holds_the_page(pdf: Path) -> None:
    (held,) = doubts(annotated(page(pdf), note(GAP, "Poste de coordination 500 €")))
    assert held.found == "Poste de coordination 500 €"


@pytest.mark.parametrize("flags", [2, 32])
def test_a_free_text_that_is_hidden_does_not(pdf: Path, flags: int) -> None:
    assert doubts(annotated(page(pdf), note(GAP, "Poste 500 €", flags))) == []


def test_a_stamp_says_what_it_draws_and_not_its_comment(pdf: Path) -> None:
    (held,) = doubts(annotated(page(pdf), stamp(GAP, "Poste de coordination 500 €")))
    assert held.found == "Poste de coordination 500 €"
    assert held.message.startswith("un tampon")


def test_away_from_the_table_what_matters_alone_holds_the_page(pdf: Path) -> None:
    assert doubts(annotated(page(pdf), note(HEAD, "Copie conforme"))) == []


@pytest.mark.parametrize("text", ["Nord", "dont 500 €", "Montants en k€"])
def test_an_amount_a_unit_or_a_known_name_matters_anywhere(pdf: Path, text: str) -> None:
    (held,) = doubts(annotated(page(pdf), note(HEAD, text)))
    assert held.found == text


def test_links_and_comments_hold_nothing(pdf: Path) -> None:
    def more(canvas: Canvas) -> None:
        canvas.linkURL("https://example.org", GAP, thickness=1)
        canvas.textAnnotation("à vérifier : 500 €", Rect=(300, GAP[1], 320, GAP[3]))

    marked = Highlight(
        rect=GAP, quad_points=ArrayObject(map(FloatObject, (*GAP, *GAP))), highlight_color="ffff00"
    )
    assert doubts(annotated(page(pdf, more), marked)) == []


def lying(path: Path) -> Path:
    """The page drawn on its side, and turned upright by /Rotate."""
    writer = PdfWriter(PdfReader(path))
    (only,) = writer.pages
    only.add_transformation(Transformation().rotate(90).translate(HEIGHT, 0))
    for name in ("/MediaBox", "/CropBox"):
        only[NameObject(name)] = RectangleObject((0, 0, HEIGHT, WIDTH))
    only[NameObject("/Rotate")] = NumberObject(90)
    with path.open("wb") as out:
        writer.write(out)
    return path


@pytest.mark.parametrize(
    ("rect", "number"), [(GAP, 1), ((400.0, HEIGHT - 40, 700.0, HEIGHT - 20), 0)]
)
def test_an_annotation_of_a_turned_page_is_where_it_shows(
    pdf: Path, rect: Rect, number: int
) -> None:
    x0, y0, x1, y1 = rect
    turned = (HEIGHT - y1, x0, HEIGHT - y0, x1)
    held = doubts(annotated(lying(page(pdf)), note(turned, "à confirmer")))
    assert [d.found for d in held] == ["à confirmer"] * number


def test_a_row_pasted_as_a_picture_holds_the_page(pdf: Path) -> None:
    image = picture("Poste de coordination des acteurs            500 €", 720, 22)
    (held,) = doubts(page(pdf, lambda c: c.drawImage(image, LEFT + 2, GAP[1] + 1, 720, 22)))
    assert held.control == ControlName.CONSERVATION
    assert held.message.startswith(
        "une image est collée dans le tableau près de la ligne « Aide alimentaire »"
    )


def behind_the_table(canvas: Canvas) -> None:
    canvas.drawImage(picture("", 40, 40), 0, 0, WIDTH, HEIGHT)


def a_shade(canvas: Canvas) -> None:
    canvas.drawImage(picture("", 40, 40), LEFT + 2, GAP[1] + 1, 700, 22)


def a_pictogram(canvas: Canvas) -> None:
    canvas.drawImage(picture("lll", 20, 20), 400, GAP[1] + 2, 20, 20)


def a_logo_over_the_table(canvas: Canvas) -> None:
    canvas.drawImage(picture("Préfet de la région", 200, 40), 500, HEIGHT - 60, 200, 40)


@pytest.mark.parametrize("more", [behind_the_table, a_shade, a_pictogram, a_logo_over_the_table])
def test_other_pictures_hold_nothing(pdf: Path, more: Draw) -> None:
    canvas = Canvas(str(pdf), pagesize=(WIDTH, HEIGHT))
    more(canvas)
    canvas.save()
    writer = PdfWriter(PdfReader(pdf))
    writer.pages[0].merge_page(PdfReader(page(pdf)).pages[0])  # the table lies on the picture
    with pdf.open("wb") as out:
        writer.write(out)
    assert doubts(pdf) == []


def test_the_2025_edition_leaves_none_of_these_doubts() -> None:
    outcomes = list(read_pages(RAW_2025, profile(), FRENCH, jobs=1))
    readings = [o.taken for o in outcomes]
    assert [d for o in outcomes for d in o.doubts] == []
    assert list(unit_doubts(readings)) == []
    assert printed_pages(readings) == readings


def test_words_struck_out_by_an_annotation_hold_the_page(pdf: Path) -> None:
    """A viewer draws the stroke by itself: the annotation has no appearance of its own."""
    box = (LEFT, TOP - ROW, LEFT + 80, TOP - 2)
    struck = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/StrikeOut"),
        NameObject("/Rect"): RectangleObject(box),
    })  # fmt: skip
    (held,) = doubts(annotated(page(pdf), struck))
    assert held.message.startswith("une rature")

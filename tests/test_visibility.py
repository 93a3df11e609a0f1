"""What of a page's text shows: white on white doesn't, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.content import Glyph
from pipeline.extract.read import read_pages
from pipeline.extract.shown import SCALE, Shown, mark_visible
from pipeline.normalise.number_format import FRENCH
from tests.hand_drawn import Pages, doubts, lost


@pytest.mark.parametrize("at", [395.0, 398.3, 399.6, 400.3, 400.7, 401.0, 401.3, 401.6])
def test_white_text_over_the_edge_of_a_page_is_hidden(at: float, tmp_path: Path) -> None:
    """So near the edge that rounding would leave nothing to render."""
    pdf = tmp_path / "edge.pdf"
    canvas = Canvas(str(pdf), pagesize=(400, 300))
    canvas.setFillGray(1)
    canvas.drawString(at, 100, "invisible")
    canvas.drawString(100, at - 100, "invisible")
    canvas.setFillGray(0)
    canvas.drawString(50, 50, "Accueil de jour")
    canvas.save()
    (outcome,) = read_pages(pdf, None, FRENCH, jobs=1)
    words = {left.word.text for left in outcome.taken.leftovers if left.word.visible}
    assert {"Accueil", "de", "jour"} <= words
    assert "invisible" not in words


@pytest.mark.parametrize(("hidden", "shown"), [("480 268€", "2030"), ("2", "2"), ("12", "2012")])
def test_a_character_hidden_under_its_equal_takes_nothing_from_what_shows(
    hidden: str, shown: str, tmp_path: Path
) -> None:
    """Both stand at the very place: a figure covered by a picture, on which a label goes on."""
    pdf = tmp_path / "twins.pdf"
    canvas = Canvas(str(pdf), pagesize=(400, 300))
    canvas.setFont("Helvetica", 10)
    before = canvas.stringWidth(hidden[: hidden.index("2")], "Helvetica", 10)
    over = canvas.stringWidth(shown[: shown.index("2")], "Helvetica", 10)
    canvas.drawString(100 - before, 100, hidden)
    canvas.setFillGray(0.9)
    canvas.rect(60, 95, 100, 15, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(100 - over, 100, shown)
    canvas.save()
    (outcome,) = read_pages(pdf, None, FRENCH, jobs=1)
    assert [x.word.text for x in outcome.taken.leftovers if x.word.visible] == [shown]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("start", [(0.0, 0.0), (173.5, -412.25)])
@pytest.mark.parametrize("in_form", [False, True])
def test_what_is_hidden_is_told_wherever_it_is_placed(
    turn: int, start: tuple[float, float], in_form: bool, tmp_path: Path
) -> None:
    """A figure under a picture and another figure, white on white, white on a dark ground; on a
    page that starts anywhere and is turned, and in a form that is moved on it."""
    pdf = tmp_path / "page.pdf"
    x, y = start
    canvas = Canvas(str(pdf), pagesize=(400, 300))
    canvas.setPageRotation(turn)
    if in_form:
        canvas.beginForm("all", 0, 0, 400, 300)
        _hide_and_show(canvas)
        canvas.endForm()
    canvas.translate(x, y)
    if in_form:
        canvas.translate(150, 0)
        canvas.scale(0.5, 1)
        canvas.doForm("all")
    else:
        _hide_and_show(canvas)
    canvas.save()
    writer = pypdf.PdfWriter(pdf)
    for box in (writer.pages[0].mediabox, writer.pages[0].cropbox):
        box.lower_left, box.upper_right = (x, y), (x + 400, y + 300)
    writer.write(pdf)
    (outcome,) = read_pages(pdf, None, FRENCH, jobs=1)
    assert outcome.taken.reader == "pdfplumber"  # nor OCR, to which blank pages are left
    seen = [left.word.text for left in outcome.taken.leftovers if left.word.visible]
    assert sorted("".join(seen)) == sorted("12000Total")


def _hide_and_show(canvas: Canvas) -> None:
    canvas.drawString(60, 200, "66 000")
    canvas.setFillGray(0.9)
    canvas.rect(50, 190, 120, 30, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(62, 200, "12 000")
    canvas.rect(50, 90, 200, 30, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(60, 100, "Total")
    canvas.drawString(60, 50, "blanc")


@pytest.mark.parametrize(
    ("text", "kept"), [("rural", "rural"), ("l", ""), ("mil1", "mi"), ("1,5", "1,5")]
)
def test_neighbours_vouch_for_a_thin_letter_that_its_trace_misses(text: str, kept: str) -> None:
    """Thin ones stand a pixel beside their trace, as where the widths of a long line add up."""
    size, x = 8.0, 10.0
    trace = np.zeros((60, 200), dtype=np.int32)
    glyphs = []
    for letter in text:
        thin = letter in "l1,"
        width = 2.0 if thin else 5.0
        glyphs.append(Glyph(letter, x, x + width, 20.0, size))
        if not thin or (letter == "1" and text == "1,5"):
            trace[20:30, int(x * SCALE) + 1 : int((x + width) * SCALE)] = 1
        x += width
    table = np.zeros((61, 201), dtype=np.int32)
    table[1:, 1:] = trace.cumsum(0).cumsum(1)
    mark_visible(glyphs, Shown(table, {}))
    assert "".join(g.text for g in glyphs if g.visible) == kept


@pytest.mark.parametrize("angle", [20, 35, 60, -30])
def test_a_watermark_set_aslant_is_no_part_of_a_table(angle: int, tmp_path: Path) -> None:
    pages = Pages(tmp_path / "edition.pdf", (50.0, 650.0, 780.0))
    pages.heading("Aisne")
    pages.canvas.saveState()
    pages.canvas.setFillGray(0.85)
    pages.canvas.setFont("Helvetica-Bold", 60)
    pages.canvas.translate(250, 420)
    pages.canvas.rotate(angle)
    pages.canvas.drawString(0, 0, "PROJET 1")
    pages.canvas.restoreState()
    rows = [("Aide alimentaire", "300€"), ("Garage solidaire", "200€"), ("Total Axe 1", "500€")]
    pages.table([("Action", "Montant"), *rows])
    ledger = pages.read()
    assert [line.label for line in ledger.lines] == ["Aide alimentaire", "Garage solidaire"]
    assert (lost(ledger), doubts(ledger)) == ([], [])
    marks = {m.reason for p in ledger.pages for m in p.marks if "PROJET".startswith(m.text)}
    assert "texte tourné" in marks

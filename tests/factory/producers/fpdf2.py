"""Draws an edition with fpdf2."""

from __future__ import annotations

import datetime as dt
from math import cos, radians, sin
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import TextMode
from PIL import Image

from tests.factory.content import Edition
from tests.factory.layout import Layout
from tests.factory.press import typeset
from tests.factory.scene import Colour, Face, Item, Picture, Rect, Rule, Text
from tests.factory.truth import Truth


def make(edition: Edition, layout: Layout, path: Path) -> Truth:
    """Write the document to `path` and return what it says."""
    press = typeset(edition, layout)
    pdf = FPDF(unit="pt")
    pdf.set_creation_date(dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    pdf.set_auto_page_break(False)
    known: set[str] = set()
    for leaf in press.leaves:
        pdf.add_page(format=(leaf.width, leaf.height))
        for item in leaf.items:
            _draw(pdf, item, known)
    pdf.output(str(path))
    return press.truth("fpdf2")


def _bytes(colour: Colour) -> tuple[int, int, int]:
    red, green, blue = (round(255 * c) for c in colour)
    return red, green, blue


def _font(pdf: FPDF, face: Face, known: set[str]) -> str:
    if face.name not in known:
        pdf.add_font(face.name, fname=str(face.path))
        known.add(face.name)
    return face.name


def _draw(pdf: FPDF, item: Item, known: set[str]) -> None:
    if isinstance(item, Text):
        pdf.set_font(_font(pdf, item.face, known), size=item.size)
        pdf.set_text_color(*_bytes(item.colour))
        mode = TextMode.INVISIBLE if item.invisible else TextMode.FILL
        with pdf.local_context(text_mode=mode):
            pdf.text(item.x, item.y, item.text)
    elif isinstance(item, Rect):
        pdf.set_fill_color(*_bytes(item.fill or (1, 1, 1)))
        pdf.set_draw_color(*_bytes(item.colour))
        pdf.set_line_width(item.line)
        style = ("F" if item.fill else "") + ("D" if item.line else "")
        pdf.rect(item.x0, item.top, item.x1 - item.x0, item.bottom - item.top, style=style or "F")
    elif isinstance(item, Rule):
        pdf.set_draw_color(*_bytes(item.colour))
        pdf.set_line_width(item.width)
        pdf.line(item.x0, item.y0, item.x1, item.y1)
    elif isinstance(item, Picture):
        pdf.image(Image.new("RGB", (4, 4), _bytes(item.fill)), item.x0, item.top,
                  item.x1 - item.x0, item.bottom - item.top)  # fmt: skip
    else:
        steps = max(2, round(item.extent / 4))
        angles = [radians(item.start + item.extent * n / steps) for n in range(steps + 1)]
        points = [(item.x + item.radius * sin(a), item.y - item.radius * cos(a)) for a in angles]
        pdf.set_fill_color(*_bytes(item.fill))
        pdf.polygon([(item.x, item.y), *points], style="F")

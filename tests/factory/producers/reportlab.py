"""Draws an edition with ReportLab."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.factory.content import Edition
from tests.factory.layout import Layout
from tests.factory.press import typeset
from tests.factory.scene import Face, Item, Leaf, Picture, Rect, Rule, Text
from tests.factory.truth import Truth


def make(edition: Edition, layout: Layout, path: Path) -> Truth:
    """Write the document to `path` and return what it says."""
    press = typeset(edition, layout)
    canvas = Canvas(str(path), invariant=1)
    canvas.setTitle(edition.profile.title)
    for leaf in press.leaves:
        canvas.setPageSize((leaf.width, leaf.height))
        for item in leaf.items:
            _draw(canvas, leaf, item)
        canvas.showPage()
    canvas.save()
    return press.truth("reportlab")


def _font(face: Face) -> str:
    if face.name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(face.name, str(face.path)))
    return face.name


def _draw(canvas: Canvas, leaf: Leaf, item: Item) -> None:
    high = leaf.height
    if isinstance(item, Text):
        canvas.setFillColorRGB(*item.colour)
        canvas.setFont(_font(item.face), item.size)
        canvas.drawString(item.x, high - item.y, item.text, mode=3 if item.invisible else 0)
    elif isinstance(item, Rect):
        canvas.setFillColorRGB(*(item.fill or (1, 1, 1)))
        canvas.setStrokeColorRGB(*item.colour)
        canvas.setLineWidth(item.line)
        canvas.rect(item.x0, high - item.bottom, item.x1 - item.x0, item.bottom - item.top,
                    stroke=int(item.line > 0), fill=int(item.fill is not None))  # fmt: skip
    elif isinstance(item, Rule):
        canvas.setStrokeColorRGB(*item.colour)
        canvas.setLineWidth(item.width)
        canvas.line(item.x0, high - item.y0, item.x1, high - item.y1)
    elif isinstance(item, Picture):
        shade = tuple(round(255 * c) for c in item.fill)
        canvas.drawImage(ImageReader(Image.new("RGB", (4, 4), shade)), item.x0, high - item.bottom,
                         item.x1 - item.x0, item.bottom - item.top)  # fmt: skip
    else:
        canvas.setFillColorRGB(*item.fill)
        r = item.radius
        canvas.wedge(item.x - r, high - item.y - r, item.x + r, high - item.y + r,
                     90 - item.start, -item.extent, stroke=0, fill=1)  # fmt: skip

"""The page drawn as a PNG: its picture, the shapes over it, their key under it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from pipeline.domain import Box
from pipeline.explain.read import Explained
from pipeline.explain.shapes import KEY, PAD, Shape, Stroke, Style, shapes_of

TAGS_ACROSS = 85  # tags of one letter that would fill the page's width
SMALLEST_TAG = 7.0  # points
KEY_SIZE = 10.0
MARGIN = 18.0  # points around the page, so that tags at its edge are seen
DASH = 4.0
DEJAVU = "DejaVuSans"


def write_picture(explained: Explained, target: Path) -> None:
    """Draw a page into a PNG file. Raises OSError when it can't be written."""
    drawing = _Drawing(explained)
    for shape in shapes_of(explained):
        drawing.shape(shape)
    drawing.key(KEY)
    drawing.picture.save(target, "PNG")


@cache
def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """DejaVu Sans where the system has it, else the font that comes with Pillow."""
    try:
        return ImageFont.truetype(f"{DEJAVU}{'-Bold' if bold else ''}.ttf", size)
    except OSError:
        own = ImageFont.load_default(size)
        assert isinstance(own, ImageFont.FreeTypeFont)
        return own


def _drawable(text: str, font: ImageFont.FreeTypeFont) -> str:
    """`text` in signs that the font has: Pillow's own lacks ≠."""
    family = (font.getname()[0] or "").replace(" ", "")
    return text if family == DEJAVU else text.replace("≠", "!=")


class _Drawing:
    """A page with white around it and room for the key. Takes points, draws pixels."""

    def __init__(self, explained: Explained) -> None:
        self.scale = explained.scale
        page = explained.picture
        pad = round(MARGIN * self.scale)
        self.columns = max(1, int(page.width / (230 * self.scale)))
        rows = -(-len(KEY) // self.columns)
        self.key_top = page.height + 2 * pad
        height = self.key_top + round((rows + 1) * 1.8 * KEY_SIZE * self.scale)
        self.picture = Image.new("RGB", (page.width + 2 * pad, height), "white")
        self.picture.paste(page, (pad, pad))
        self.pen = ImageDraw.Draw(self.picture, "RGBA")
        self.pad = pad
        self.tag_size = max(SMALLEST_TAG, page.width / self.scale / TAGS_ACROSS)

    def shape(self, shape: Shape) -> None:
        self._stroke(shape.style, self._pixels(shape.box))
        if shape.tag:
            x, y, _, _ = self._pixels(shape.box)
            font = _font(round(self.tag_size * self.scale), bold=True)
            tag = _drawable(shape.tag, font)
            width = self.pen.textlength(tag, font=font)
            self._text((x - width - 3, y), tag, font, shape.style.colour)

    def key(self, styles: Sequence[Style]) -> None:
        font = _font(round(KEY_SIZE * self.scale))
        step = 1.8 * KEY_SIZE * self.scale
        width = (self.picture.width - 2 * self.pad) / self.columns
        for i, style in enumerate(styles):
            x = self.pad + i % self.columns * width
            y = self.key_top + i // self.columns * step
            size = KEY_SIZE * self.scale
            bottom = y + 2 if style.stroke is Stroke.LINE else y + 1.1 * size
            self._stroke(style, (x + 4, y + 2, x + 3.2 * size, bottom))
            name = f"{style.letter}  {style.name}" if style.letter else style.name
            self._text((x + 3.8 * size, y), _drawable(name, font), font, "#161616")

    def _pixels(self, box: Box) -> tuple[float, float, float, float]:
        x0, top, x1, bottom = (v * self.scale + self.pad for v in
                               (box.x0, box.top, box.x1, box.bottom))  # fmt: skip
        return x0, top, x1, bottom

    def _text(
        self, at: tuple[float, float], text: str, font: ImageFont.FreeTypeFont, colour: str
    ) -> None:
        self.pen.text(at, text, fill=colour, font=font, stroke_width=2, stroke_fill="white")

    def _stroke(self, style: Style, box: tuple[float, float, float, float]) -> None:
        x0, top, x1, bottom = box
        pad, colour = PAD * self.scale, style.colour
        around = (x0 - pad, top - pad, x1 + pad, bottom + pad)
        if style.stroke is Stroke.BAND:
            self.pen.rectangle(box, fill=f"{colour}60")
        elif style.stroke is Stroke.LINE:
            self.pen.line(box, fill=colour, width=3)
        elif style.stroke is Stroke.UNDER:
            self.pen.line((x0, bottom, x1, bottom), fill=colour, width=2)
        elif style.stroke is Stroke.DOTS:
            self._dashed((x0, bottom), (x1, bottom), colour, 2.0)
        elif style.stroke is Stroke.DASHES:
            self._dashed_box(around, colour)
        else:
            self.pen.rectangle(around, outline=colour, width=2)
        if style.stroke is Stroke.DOUBLE:
            inner = (around[0] - 4, around[1] - 4, around[2] + 4, around[3] + 4)
            self.pen.rectangle(inner, outline=colour, width=2)
        elif style.stroke is Stroke.CROSSED:
            self.pen.line((x0, bottom, x1, top), fill=colour, width=2)

    def _dashed_box(self, box: tuple[float, float, float, float], colour: str) -> None:
        x0, top, x1, bottom = box
        for start, end in (((x0, top), (x1, top)), ((x0, bottom), (x1, bottom)),
                           ((x0, top), (x0, bottom)), ((x1, top), (x1, bottom))):  # fmt: skip
            self._dashed(start, end, colour, DASH)

    def _dashed(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, dash: float
    ) -> None:
        """A straight line, upright or level, in dashes as long as the gaps between."""
        step = dash * self.scale
        length = max(end[0] - start[0], end[1] - start[1])
        across = end[0] - start[0] > end[1] - start[1]
        at = 0.0
        while at < length:
            stop = min(at + step / 2, length)
            ends = (
                (start[0] + at, start[1], start[0] + stop, start[1])
                if across
                else (start[0], start[1] + at, start[0], start[1] + stop)
            )
            self.pen.line(ends, fill=colour, width=2)
            at += step

"""First reader: pdfplumber (pdfminer.six decodes the page)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.encodingdb import EncodingDB
from pdfminer.fontmetrics import FONT_METRICS

from pipeline.domain import Box
from pipeline.extract.content import Glyph, PageContent, runs_level
from pipeline.extract.rules import is_boxy, rules_of
from pipeline.extract.shown import Shown, mark_visible
from pipeline.extract.turnedtext import TurnedGlyph, turned_glyph, turned_words
from pipeline.extract.winansi import complete, complete_widths
from pipeline.extract.words import words_of

NAME = "pdfplumber"


class PlumberReader:
    """Reads one PDF whose pages are plain (see `plain`). Use as a context manager."""

    name = NAME

    def __init__(self, pdf: Path, pages: Sequence[int]) -> None:
        complete(EncodingDB.encodings["WinAnsiEncoding"], "•")
        complete_widths(FONT_METRICS)
        self._document = pdfplumber.open(pdf, pages=list(pages))
        self._pages = {page.page_number: page for page in self._document.pages}

    def __enter__(self) -> PlumberReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def content(self, number: int, shown: Shown) -> PageContent:
        """The content of page `number` (from 1)."""
        page = self._pages[number]
        try:
            return _content(page, shown)
        finally:
            page.close()


def _content(page: Any, shown: Shown) -> PageContent:
    number, width, height = page.page_number, float(page.width), float(page.height)
    upright: list[Glyph] = []
    turned: list[TurnedGlyph] = []
    for char in page.chars:
        glyph = _glyph(char, height)
        if runs_level(char["upright"], char["matrix"]):
            upright.append(glyph)
        else:
            bbox = char["x0"], char["y0"], char["x1"], char["y1"]
            turned.append(turned_glyph(glyph, bbox, char["matrix"], height))
    mark_visible([*upright, *(t.glyph for t in turned)], shown)
    horizontal, vertical = rules_of(
        [_box(r) for r in (*page.rects, *page.curves) if r["fill"] and _is_area(r)],
        [
            *(_box(line) for line in page.lines),
            *(_side for r in page.rects if r["stroke"] for _side in _sides(_box(r))),
        ],
        width,
        height,
    )
    return PageContent(
        page=number,
        width=width,
        height=height,
        words=tuple(words_of(upright)),
        horizontal=horizontal,
        vertical=vertical,
        pictures=tuple(_box(i) for i in page.images),
        turned=turned_words(turned, height),
        drawn=shown.drawn,
    )


def _glyph(char: dict[str, Any], height: float) -> Glyph:
    return Glyph(
        text=char["text"],
        x0=char["x0"],
        x1=char["x1"],
        baseline=height - char["matrix"][5],
        size=char["size"],
        font=char["fontname"],
        color=tuple(char["non_stroking_color"] or ()),
    )


def _box(item: dict[str, Any]) -> Box:
    return Box(item["x0"], item["top"], item["x1"], item["bottom"])


def _is_area(item: dict[str, Any]) -> bool:
    """A filled path whose corners are those of its box (office suites draw cells as polygons)."""
    return item["object_type"] == "rect" or is_boxy(item["pts"])


def _sides(box: Box) -> tuple[Box, ...]:
    return (
        Box(box.x0, box.top, box.x1, box.top),
        Box(box.x0, box.bottom, box.x1, box.bottom),
        Box(box.x0, box.top, box.x0, box.bottom),
        Box(box.x1, box.top, box.x1, box.bottom),
    )

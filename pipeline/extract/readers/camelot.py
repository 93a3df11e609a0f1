"""Second reader: camelot (playa decodes the page; its lattice tells where cells are parted)."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.domain import Box
from pipeline.extract.content import Glyph, PageContent, runs_level
from pipeline.extract.rules import is_boxy, rules_of
from pipeline.extract.shown import Shown, mark_visible
from pipeline.extract.turnedtext import turned_glyph, turned_words
from pipeline.extract.winansi import complete, complete_widths
from pipeline.extract.words import words_of

NAME = "camelot"


class CamelotReader:
    """Reads one PDF whose pages are plain (see `plain`). Use as a context manager."""

    name = NAME

    def __init__(self, pdf: Path, pages: Sequence[int]) -> None:
        # Slow to import, and large: only where pages are read, which is seldom in this process.
        import playa
        from camelot.handlers import PDFHandler
        from playa.encodingdb import ENCODINGS
        from playa.fontmetrics import FONT_METRICS

        self._pdf = pdf
        complete(ENCODINGS["WinAnsiEncoding"], "bullet")
        complete_widths(FONT_METRICS)
        self._handler = PDFHandler(str(pdf), pages=",".join(map(str, pages)))
        self._document = playa.open(pdf, space="page")

    def __enter__(self) -> CamelotReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def content(self, number: int, shown: Shown) -> PageContent:
        """The content of page `number` (from 1)."""
        from camelot.parsers import Lattice

        page = self._document.pages[number - 1]
        layout, size, images, chars, across, down, turn = self._handler._get_layout(page)
        width, height = float(size[0]), float(size[1])
        level = [_glyph(c, height) for c in chars if runs_level(c.upright, c.matrix)]
        turned = [
            turned_glyph(_glyph(c, height), c.bbox, c.matrix, height)
            for c in chars
            if not runs_level(c.upright, c.matrix)
        ]
        mark_visible([*level, *(t.glyph for t in turned)], shown)
        parser = Lattice(engine="vector")
        parser.prepare_page_parse(
            str(self._pdf), layout, size, number, images, across, down, turn, layout_kwargs={}
        )
        with warnings.catch_warnings():
            # Scans are read by OCR, and a blank page is reported as such.
            warnings.filterwarnings("ignore", message=".*(image-based|No tables found)")
            tables = parser.extract_tables()
        strokes = _strokes(tables, parser, height)
        horizontal, vertical = rules_of(_areas(layout, height), strokes, width, height)
        return PageContent(
            page=number,
            width=width,
            height=height,
            words=tuple(words_of(level)),
            horizontal=horizontal,
            vertical=vertical,
            pictures=tuple(_box(i.bbox, height) for i in images),
            turned=turned_words(turned, height),
        )


def _glyph(char: Any, height: float) -> Glyph:
    return Glyph(
        text=char.get_text(),
        x0=char.x0,
        x1=char.x1,
        baseline=height - char.matrix[5],
        size=char.size,
        font=char.fontname,
        color=tuple(char.non_stroking_color.values),
    )


def _box(bbox: Sequence[float], height: float) -> Box:
    x0, y0, x1, y1 = bbox
    return Box(x0, height - y1, x1, height - y0)


def _areas(layout: Any, height: float) -> Iterator[Box]:
    """The filled areas of the page, which its lattice leaves out: zebra tables have no lines."""
    for item in layout:
        kind = type(item).__name__
        if kind == "LTFigure":
            yield from _areas(item, height)
            continue
        boxy = kind == "LTRect" or (kind == "LTCurve" and is_boxy(item.pts))
        if boxy and item.fill:
            yield _box(item.bbox, height)


def _strokes(tables: Sequence[Any], parser: Any, height: float) -> list[Box]:
    """The sides of the lattice's cells, and the ruled lines that camelot saw outside of them."""
    strokes = [side for table in tables for side in _cell_sides(table, height)]
    strokes += [
        Box(x0, height - max(y0, y1), x1, height - min(y0, y1))
        for x0, y0, x1, y1 in (*parser.horizontal_segments, *parser.vertical_segments)
    ]
    return strokes


def _cell_sides(table: Any, height: float) -> Iterator[Box]:
    for row in table.cells:
        for cell in row:
            top, bottom = height - cell.y2, height - cell.y1
            if cell.top:
                yield Box(cell.x1, top, cell.x2, top)
            if cell.bottom:
                yield Box(cell.x1, bottom, cell.x2, bottom)
            if cell.left:
                yield Box(cell.x1, top, cell.x1, bottom)
            if cell.right:
                yield Box(cell.x2, top, cell.x2, bottom)

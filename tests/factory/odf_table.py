"""A section as a table of OpenDocument."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from tests.factory.content import Action, Block, Edition, Figure, Section
from tests.factory.layout import SIZES, Layout
from tests.factory.rows import build
from tests.factory.wrap import hyphenated

ROW = '<table:table-row table:style-name="whole">'


def paragraph(style: str, words: str, size: float | None = None) -> str:
    """A paragraph in a named style, in another size where `size` (points) is given."""
    inner = escape(words)
    if size:
        inner = f'<text:span text:style-name="s{round(size * 2)}">{inner}</text:span>'
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def table(
    edition: Edition, layout: Layout, section: Section, *, half: bool = False,
    wide: float | None = None, size: float | None = None,
) -> str:  # fmt: skip
    """A section\'s table, for a text or (`wide` and `size` given, in points) for a slide."""
    grid = build(edition, layout, section, 0, wide or _room(layout, half),
                 size or layout.size).grid  # fmt: skip
    spans = [b - a + (18 if wide and not layout.narrow_amounts else 6) for a, b in grid.amounts]
    first = grid.merged[1] - grid.merged[0] if grid.merged else 0.0
    label = grid.x1 - sum(spans) - first
    widths = [*([first] if first else []), *(
        [*spans, label] if layout.amounts_left else [label, *spans]
    )]  # fmt: skip
    columns = "".join(f'<table:table-column table:style-name="{_col(w)}"/>' for w in widths)
    made = _Cells(edition, layout, section, bool(first), size)
    rows = list(made.rows())
    if rows and rows[0].startswith("<!--head-->") and not size:
        rows[0] = f"<table:table-header-rows>{rows[0][11:]}</table:table-header-rows>"
    return f"<table:table>{columns}{''.join(rows)}</table:table>"


def _room(layout: Layout, half: bool) -> float:
    room = SIZES[layout.page][0] - 112
    return room / 2 - 8 if half else room


def _col(width: float) -> str:
    return f"w{max(6, round(width / 2))}"


class _Cells:
    """The rows of one section's table."""

    def __init__(
        self, edition: Edition, layout: Layout, section: Section, merged: bool, size: float | None
    ) -> None:
        self.edition, self.layout, self.section = edition, layout, section
        self.merged, self.size = merged, size

    def rows(self) -> Iterator[str]:
        layout, section = self.layout, self.section
        total = self._totals(
            layout.total_wording.format(axis=section.axis), section.totals, "total"
        )
        if layout.header or self.edition.columns:
            yield f"<!--head-->{self._head()}"
        if layout.total_first:
            yield total
        rank = 0
        for block in section.blocks:
            yield from self._block(block, rank)
            rank += len(block.actions)
        if not layout.total_first:
            yield total

    def _cell(self, style: str, para: str, words: str, extra: str = "") -> str:
        inner = paragraph(para, words, self.size)
        return f'<table:table-cell table:style-name="{style}"{extra}>{inner}</table:table-cell>'

    def _row(self, first: str, label: str, amounts: str) -> str:
        cells = amounts + label if self.layout.amounts_left else label + amounts
        return f"{ROW}{first}{cells}</table:table-row>"

    def _head(self) -> str:
        label, amount = self.layout.header or ("Action", "")
        heads = self.edition.columns or (amount.format(year=self.edition.year),)
        first = self._cell("head", "headp", "Orientation") if self.merged else ""
        return self._row(first, self._cell("head", "headp", label),
                         "".join(self._cell("head", "headp", h) for h in heads))  # fmt: skip

    def _block(self, block: Block, rank: int) -> Iterator[str]:
        if block.orientation and self.layout.orientation in ("row", "bold"):
            count = len(self.section.totals) + 1
            span = f' table:number-columns-spanned="{count}"'
            rest = "<table:covered-table-cell/>" * (count - 1)
            style = "band" if self.layout.orientation == "row" else "bare"
            cell = self._cell(style, "h3", block.orientation, span)
            yield f"{ROW}{cell}{rest}</table:table-row>"
        for n, action in enumerate(block.actions):
            yield self._action(block, action, rank + n, n == 0)
        if block.subtotals:
            yield self._totals("Sous-total", block.subtotals, "cell", covered=True)

    def _action(self, block: Block, action: Action, rank: int, starts: bool) -> str:
        note = f" {action.note}" if action.note.startswith("(") else action.note
        style = "odd" if self.layout.rules == "zebra" and rank % 2 else "cell"
        first = ""
        if self.merged:
            count = len(block.actions) + bool(block.subtotals)
            span = f' table:number-rows-spanned="{count}"'
            first = (
                self._cell("cell", "bold", block.orientation or "", span) if starts
                else "<table:covered-table-cell/>"
            )  # fmt: skip
        words = hyphenated(action.label, self.layout) + note
        figures = self.edition.spread(action.amount, action.others)
        amounts = "".join(self._cell(style, "amount", f.printed) for f in figures)
        return self._row(first, self._cell(style, "body", words), amounts)

    def _totals(
        self, words: str, totals: tuple[Figure, ...], style: str, *, covered: bool = False
    ) -> str:
        first = ""
        if self.merged:
            first = "<table:covered-table-cell/>" if covered else self._cell(style, "bold", "")
        ink = "white" if style == "total" and self.layout.white_total else ""
        figures = self.edition.spread(totals[0], totals[1:])
        amounts = "".join(self._cell(style, f"amountbold{ink}", f.printed) for f in figures)
        return self._row(first, self._cell(style, f"bold{ink}", words), amounts)

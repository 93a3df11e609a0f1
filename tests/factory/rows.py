"""A section as table rows: measured, then drawn wherever the press puts them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.factory.content import Action, Edition, Figure, Section
from tests.factory.layout import Layout
from tests.factory.scene import BLACK, NAVY, PALE, RED, WHITE, Colour, Face
from tests.factory.wrap import wrap, wrap_amount

DARK = NAVY
STRIPE: Colour = (0.93, 0.93, 0.95)


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns of one table: label and amounts as (x0, x1), and the merged column if any."""

    x0: float
    x1: float
    label: tuple[float, float]
    amounts: tuple[tuple[float, float], ...]
    merged: tuple[float, float] | None


@dataclass(slots=True)
class Row:
    """One row, measured. `action` is the rank of the action in its section."""

    kind: str  # header, heading, action, subtotal, total
    label: list[str]
    amounts: list[list[str]]
    height: float
    face: Face
    colour: Colour = BLACK
    fill: Colour | None = None
    action: int | None = None
    merged: list[str] = field(default_factory=list)
    starts: bool = False  # first row of a merged orientation
    glue: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A section's rows for one width and font size."""

    grid: Grid
    rows: list[Row]
    size: float

    @property
    def height(self) -> float:
        return sum(r.height for r in self.rows)


def build(
    edition: Edition, layout: Layout, section: Section, x0: float, x1: float, size: float
) -> Table:
    """Measure a section's rows between `x0` and `x1`."""
    maker = _Maker(edition, layout, section, x0, x1, size)
    return Table(maker.grid, maker.rows(), size)


class _Maker:
    def __init__(
        self, edition: Edition, layout: Layout, section: Section, x0: float, x1: float, size: float
    ) -> None:
        self.edition, self.layout, self.section, self.size = edition, layout, section, size
        self.face, self.bold = Face(layout.font), Face(layout.font, bold=True)
        self.grid = self._grid(x0, x1)

    def _spread(self, main: Figure, others: tuple[Figure, ...]) -> tuple[Figure, ...]:
        return self.edition.spread(main, others)

    def _headers(self) -> tuple[str, ...]:
        if self.edition.columns:
            return self.edition.columns
        return (self.layout.header[1].format(year=self.edition.year),) if self.layout.header else ()

    def _grid(self, x0: float, x1: float) -> Grid:
        pad, gap = self.layout.padding + 1, self.layout.gap
        rows = [self._spread(a.amount, a.others) for a in self.section.actions]
        rows += [self._spread(self.section.totals[0], self.section.totals[1:])]
        count = len(rows[0])
        if self.layout.narrow_amounts:
            widths = [self.bold.width("999 999€", self.size)] * count
        else:
            widths = [
                max(self.bold.width(row[i].printed, self.size) for row in rows)
                for i in range(count)
            ]
            for i, header in enumerate(self._headers()):
                longest = max(header.split(), key=len)
                widths[i] = max(widths[i], self.bold.width(longest, self.size))
        wide = [w + 2 * pad for w in widths]
        spans = [sum(wide[:i]) for i in range(count + 1)]
        merged_width = (x1 - x0) * 0.2 if self._has_merged() else 0.0
        left = x0 + merged_width
        merged = (x0, left) if merged_width else None
        if self.layout.amounts_left:
            amounts = tuple((left + spans[i], left + spans[i + 1]) for i in range(count))
            return Grid(x0, x1, (left + spans[-1] + gap, x1), amounts, merged)
        start = x1 - spans[-1]
        amounts = tuple((start + spans[i], start + spans[i + 1]) for i in range(count))
        return Grid(x0, x1, (left, start - gap), amounts, merged)

    def _has_merged(self) -> bool:
        return self.layout.orientation == "merged" and any(
            b.orientation for b in self.section.blocks
        )

    def rows(self) -> list[Row]:
        layout, section = self.layout, self.section
        rows: list[Row] = []
        total = self._total(layout.total_wording.format(axis=section.axis), section.totals)
        if layout.total_first:
            rows.append(total)
        if layout.header or self.edition.columns:
            rows.append(self._header())
        rank = 0
        for block in section.blocks:
            start = len(rows)
            if block.orientation and layout.orientation in ("row", "bold"):
                rows.append(self._heading(block.orientation))
            for action in block.actions:
                rows.append(self._action(action, rank))
                rank += 1
            if block.subtotals:
                rows.append(self._total("Sous-total", block.subtotals, "subtotal"))
            if self.grid.merged and block.orientation:
                self._merge(rows[start:], block.orientation)
        if not layout.total_first:
            rows.append(total)
        return rows

    def _row(
        self, kind: str, label: str, figures: tuple[str, ...], face: Face, hyphens: str = "none"
    ) -> Row:
        pad, size = self.layout.padding, self.size
        x0, x1 = self.grid.label
        lines = wrap(label, face, size, x1 - x0 - 2 * pad, hyphens)
        amounts = [
            wrap_amount(f, face, size, b - a - 2 * pad - 1)
            if self.layout.narrow_amounts or kind == "header" else [f]
            for f, (a, b) in zip(figures, self.grid.amounts, strict=False)
        ]  # fmt: skip
        tall = max(len(lines), *(len(a) for a in amounts), 1) if amounts else len(lines)
        return Row(kind, lines, amounts, tall * size * self.layout.leading + 2 * pad, face)

    def _action(self, action: Action, rank: int) -> Row:
        note = f" {action.note}" if action.note.startswith("(") else action.note
        figures = tuple(f.printed for f in self._spread(action.amount, action.others))
        row = self._row("action", action.label + note, figures, self.face, self.layout.hyphens)
        row.action = rank
        if self.layout.rules == "zebra" and rank % 2:
            row.fill = STRIPE
        last = self.face.width(row.label[-1], self.size)
        wide = self.face.width(figures[0], self.size)
        row.glue = (
            self.layout.glued and len(figures) == 1 and row.label[-1][-1].isalpha()
            and figures[0][0].isdigit()
            and last + wide < self.grid.x1 - self.grid.label[0] - 2 * self.layout.padding
        )  # fmt: skip
        return row

    def _heading(self, words: str) -> Row:
        pad = self.layout.padding
        lines = wrap(words, self.bold, self.size, self.grid.x1 - self.grid.x0 - 2 * pad)
        height = len(lines) * self.size * self.layout.leading + 2 * pad
        row = Row("heading", lines, [], height, self.bold, RED)
        if self.layout.orientation == "row" and self.layout.rules != "none":
            row.fill, row.colour = PALE, NAVY
        return row

    def _total(self, words: str, totals: tuple[Figure, ...], kind: str = "total") -> Row:
        figures = tuple(f.printed for f in self._spread(totals[0], totals[1:]))
        row = self._row(kind, words, figures, self.bold)
        if kind == "total" and self.layout.white_total:
            row.colour, row.fill = WHITE, DARK
        elif kind == "total" and self.layout.rules in ("ruled", "zebra"):
            row.fill = PALE
        return row

    def _header(self) -> Row:
        name = self.layout.header[0] if self.layout.header else "Action"
        heads = tuple(self._headers())
        pad, size = self.layout.padding, self.size
        row = self._row("header", name, heads, self.bold)
        row.amounts = [
            wrap(h, self.bold, size, b - a - 2 * pad)
            for h, (a, b) in zip(heads, self.grid.amounts, strict=True)
        ]
        tall = max(len(row.label), *(len(a) for a in row.amounts))
        row.height = tall * size * self.layout.leading + 2 * pad
        if self.layout.rules in ("ruled", "zebra"):
            row.colour, row.fill = WHITE, (0.25, 0.3, 0.55)
        return row

    def _merge(self, rows: list[Row], words: str) -> None:
        """Give the block's orientation to its first row; the last grows until it fits."""
        assert self.grid.merged
        pad = self.layout.padding
        width = self.grid.merged[1] - self.grid.merged[0] - 2 * pad
        lines = wrap(words, self.bold, self.size, width)
        need = len(lines) * self.size * self.layout.leading + 2 * pad
        rows[0].merged, rows[0].starts = lines, True
        rows[-1].height += max(0.0, need - sum(r.height for r in rows))

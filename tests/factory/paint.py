"""Draws a section's measured rows."""

from __future__ import annotations

from tests.factory.layout import Layout
from tests.factory.rows import Grid, Row, Table
from tests.factory.scene import NAVY, Face, Leaf, Rect, Rule


def draw(leaf: Leaf, layout: Layout, table: Table, row: Row, top: float) -> None:
    """Draw one row with its upper edge at `top`."""
    grid, size, pad = table.grid, table.size, layout.padding
    bottom = top + row.height
    left = grid.x0 if row.kind in ("heading", "total", "header") else grid.label[0]
    if layout.amounts_left or not grid.merged:
        left = grid.x0 if not grid.merged or row.kind in ("heading", "total") else grid.merged[1]
    if row.fill:
        leaf.items.append(Rect(left, top, grid.x1, bottom, fill=row.fill))
    _rules(leaf, layout, grid, row, left, top, bottom)
    x = (left if row.kind == "heading" else grid.label[0]) + pad
    high = layout.valign if row.kind == "action" else "middle"
    many = max(len(row.label), *(len(a) for a in row.amounts), 1) if row.amounts else 1
    own = "middle" if many > len(row.label) else "top"
    _lines(leaf, layout, row, row.label, size, (x, x), "left", top, own)
    for lines, (a, b) in zip(row.amounts, grid.amounts, strict=False):
        if row.glue:
            end = x + row.face.width(row.label[-1], size)
            _lines(leaf, layout, row, lines, size, (end, end), "left", top, "bottom")
        else:
            align = "centre" if row.kind == "header" else layout.align
            _lines(leaf, layout, row, lines, size, (a + pad, b - pad), align, top, high)
    if row.merged and grid.merged:
        face = Face(layout.font, bold=True)
        for n, line in enumerate(row.merged):
            y = top + pad + size * (layout.leading * n + 0.95)
            leaf.write(grid.merged[0] + pad, y, line, face, size, NAVY)


def _lines(
    leaf: Leaf, layout: Layout, row: Row, lines: list[str], size: float,
    span: tuple[float, float], align: str, top: float, high: str,
) -> None:  # fmt: skip
    step = size * layout.leading
    room = row.height - 2 * layout.padding - len(lines) * step
    shift = {"middle": room / 2, "bottom": room}.get(high, 0.0)
    x = {"left": span[0], "centre": (span[0] + span[1]) / 2, "right": span[1]}[align]
    for n, line in enumerate(lines):
        # Type sits in its line with the leading shared above and below; 0.8 of the size is over
        # the baseline.
        y = top + layout.padding + shift + n * step + (step - size) / 2 + size * 0.8
        leaf.write(x, y, line, row.face, size, row.colour, align)


def _rules(
    leaf: Leaf, layout: Layout, grid: Grid, row: Row, left: float, top: float, bottom: float
) -> None:
    if layout.rules == "horizontal" and row.kind != "heading":
        leaf.items.append(Rule(left, bottom, grid.x1, bottom))
        if row.kind in ("header", "total"):
            leaf.items.append(Rule(left, top, grid.x1, top, 1.0))
    if layout.rules == "ruled":
        leaf.items.append(Rect(left, top, grid.x1, bottom, line=0.6, colour=(0.4, 0.4, 0.6)))
        if row.kind != "heading":
            edges = {a for a, _ in grid.amounts} | {b for _, b in grid.amounts}
            for x in sorted(edges - {left, grid.x1}):
                leaf.items.append(Rule(x, top, x, bottom, 0.6, (0.4, 0.4, 0.6)))
    if layout.rules in ("ruled", "horizontal") and grid.merged and row.starts:
        leaf.items.append(Rule(grid.merged[0], top, grid.merged[1], top))

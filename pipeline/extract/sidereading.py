"""Columns of text beside a strip's labels or beyond its amounts -> orientations and names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain import Role
from pipeline.extract.draft import Draft
from pipeline.extract.headings import Heading, headings_of
from pipeline.extract.labellines import AmountRow
from pipeline.extract.lines import Segment
from pipeline.extract.reading import ASIDE, COLUMN_HEAD, OUTSIDE, Item, ItemKind
from pipeline.extract.sidecells import SideCell, both, cells_of, placed
from pipeline.extract.stripheadings import blocks_between, section_headings
from pipeline.extract.strips import SAME_ROW, Strip
from pipeline.extract.textcolumns import without_totals
from pipeline.extract.wordings import is_aside_header, is_orientation_header


def read_beyond(
    page: Draft, strip: Strip, segments: list[Segment], beyond: list[Segment], zone: int
) -> None:
    """Read a column of text left of the amounts: orientations, each over some rows, or names."""
    wordings, horizontal = page.wordings, page.content.horizontal
    sections = section_headings([*segments, *beyond], strip, wordings, page.content.vertical)
    loose = beyond
    for text, rows, begins in blocks_between([*segments, *beyond], sections, strip):
        column = [s for s in text if s in beyond]
        if column and rows:
            edge = max(s.box.x1 for s in column) - 1.0
            grid = all(
                any(edge <= v.position <= strip.x0 + 1 and v.start <= r.middle <= v.end
                    for v in page.content.vertical)
                for r in rows
            )  # fmt: skip
            cells = cells_of(column, rows, horizontal, wordings, grid)
            labels = [s for s in text if s not in column]
            read_side(page, strip, cells, without_totals(text, rows), labels, begins, zone)
            loose = [s for s in loose if s not in column]
    items, unknown = headings_of([Heading((s,)) for s in loose], wordings, frozenset())
    page.items += [((zone, strip.x0, item.box.top), item) for item in items]
    page.leave(Role.UNACCOUNTED, OUTSIDE, unknown)


def read_side(
    page: Draft,
    strip: Strip,
    cells: Sequence[SideCell],
    rows: Sequence[AmountRow],
    labels: Sequence[Segment],
    begins: bool,
    zone: int,
    sure: bool = False,
) -> None:
    """A column of text beside the labels: orientations or names, or none of our business.

    `rows` and `begins` as for `placed`; `sure`: something says which of both are the labels.
    """
    heads = _heads(page, strip, cells)
    for cell in heads:
        page.leave(Role.FURNITURE, COLUMN_HEAD, cell.segments)
    headed = any(is_orientation_header(cell.text) for cell in heads)
    said = bool(heads) if strip.headers else None
    cells = [c for c in cells if c not in heads]
    column, at_top = placed(cells, rows, labels, begins)
    page.side_at_top = both(page.side_at_top, at_top)
    wordings = page.wordings
    held = [sum(c.top <= r.middle < c.bottom for r in rows) for c in column]
    known = [wordings.meaning(c.text) for c in column]
    other = any(is_aside_header(cell.text) for cell in heads)
    names = headed or any(kind for kind, _ in known) or (not other and any(n > 1 for n in held))
    for cell, (kind, code) in zip(column, known, strict=True):
        lines = tuple(seg.words for seg in cell.segments)
        item = Item(
            kind or ItemKind.ORIENTATION, cell.text, lines, cell.box, code,
            centred=cell.centred, start=cell.start, headed=headed,
            ends=_ends(cell, column, rows),
        )  # fmt: skip
        if kind is None and not names:
            page.asides.append(replace(item, unsure=not sure, headed=said))
            page.leave(Role.FURNITURE, ASIDE, cell.segments)
            continue
        page.items.append(((zone, strip.x0, cell.top), item))


def _ends(cell: SideCell, column: Sequence[SideCell], rows: Sequence[AmountRow]) -> bool:
    """Whether a row stands under a ruled cell, and beside no other before the next one."""
    following = min((c.top for c in column if c.top > cell.top), default=float("inf"))
    return cell.ruled and any(cell.bottom <= r.middle < following for r in rows)


def _heads(page: Draft, strip: Strip, cells: Sequence[SideCell]) -> list[SideCell]:
    """The cells that are the column's own head, which says nothing of where text stands in one."""
    rows = strip.amount_rows()
    return [
        c
        for c in cells
        if page.wordings.meaning(c.text)[0] is None
        and all(_is_at_head(s, strip, rows) for s in c.segments)
    ]


def _is_at_head(segment: Segment, strip: Strip, rows: Sequence[AmountRow]) -> bool:
    """Whether text stands beside the heads of the amount columns, level with no row."""
    near = any(abs(segment.middle - h.middle) < 1.5 * h.size for h in strip.headers)
    return near and not any(abs(segment.middle - r.middle) < SAME_ROW * r.size for r in rows)

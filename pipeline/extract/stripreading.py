"""One strip's text and rows of amounts -> items: rows, totals, headings; and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from pipeline.domain import Role
from pipeline.extract.bands import cut
from pipeline.extract.content import Rule
from pipeline.extract.draft import Draft
from pipeline.extract.headings import Heading, headings_of
from pipeline.extract.labellines import AmountRow, LabelLine
from pipeline.extract.lines import Segment
from pipeline.extract.reading import Item, ItemKind
from pipeline.extract.rowitems import (
    is_crossed,
    is_header_line,
    is_pieced,
    label_lines,
    label_rules,
    row_item,
)
from pipeline.extract.sidecells import SideCell, cells_of, placed
from pipeline.extract.strips import Strip, boundary_rules, edges_of
from pipeline.extract.textcolumns import label_columns, part_columns, stretch_of, without_totals
from pipeline.extract.wordings import Wordings
from pipeline.normalise.labels import clean_label

LEVEL = 0.65  # ems between what stands in one row
NEAR = 5.0  # ems above and below a line: amounts of the same table, not of one farther off
NEXT_LINE = 1.6  # ems between two lines of one heading
TABLE_ITEMS = frozenset(ItemKind) - {ItemKind.CONTRACT_TOTAL, ItemKind.REGION_TOTAL}


def read_strip(
    page: Draft, strip: Strip, segments: list[Segment], beyond: list[Segment], zone: int
) -> None:
    """Read a strip, whose text is `segments`, into the page's draft, as part of `zone`.

    `beyond` is what stands beside its rows on the far side of its amounts.
    """
    if beyond:
        _read_beyond(page, strip, segments, beyond, zone)
    lines = _lines(page, strip, segments, zone)
    rows = strip.amount_rows()
    edges = edges_of(strip, page.content.horizontal, lines)
    found = cut(lines, rows, edges, lambda i, j: _is_heading(lines[i:j], page.wordings))
    crossing = label_rules(strip, page.content.horizontal, edges, lines)
    page.layout.append(f"{len(rows)} lignes de montants, alignées « {found.mode} »")
    headings: list[Heading] = []
    labelled = set()
    for run in found.runs:
        held = lines[run.start : run.end]
        if run.row is None:
            pieces = tuple(s for x in held for s in x.segments)
            headings.append(Heading(pieces, held, run.apart, run.clear))
        else:
            labelled.add(run.row)
            unsure = run.row in found.unsure or is_pieced(held) or is_crossed(held, crossing)
            item = row_item(strip, run.row, held, page.around.vocabulary, unsure)
            page.items.append(((zone, strip.x0, rows[run.row].middle), item))
    _read_headings(page, strip, headings, zone)
    if not found.runs:  # no cut is possible: every word still has its place
        text = [s for line in lines for s in line.segments]
        page.leave(Role.UNACCOUNTED, "texte que rien ne rattache à un montant", text)
    for index, row in enumerate(strip.rows):
        if index not in labelled:
            words = tuple(w for _, c in row for w in c.words)
            page.leave(Role.UNACCOUNTED, "montant sans libellé", [Segment(words)])


def _read_beyond(
    page: Draft, strip: Strip, segments: list[Segment], beyond: list[Segment], zone: int
) -> None:
    """Read a column of text left of the amounts: orientations, each over some rows, or names."""
    wordings, horizontal = page.wordings, page.content.horizontal
    sections = _section_headings([*segments, *beyond], wordings)
    for text, rows, begins in _blocks([*segments, *beyond], sections, strip):
        column = [s for s in text if s in beyond]
        if column and rows:
            edge = max(s.box.x1 for s in column) - 1.0
            grid = all(
                any(edge <= v.position <= strip.x0 + 1 and v.start <= r.middle <= v.end
                    for v in page.content.vertical)
                for r in rows
            )  # fmt: skip
            cells = cells_of(column, rows, horizontal, wordings, grid)
            cells, at_top = placed(cells, without_totals(text, rows), begins)
            page.side_at_top |= at_top
            _read_side(page, strip, cells, zone, sure=False)
        elif column:
            _read_headings(page, strip, [Heading((s,)) for s in column], zone)
    headings = [Heading((s,)) for s in beyond if s in sections]
    _read_headings(page, strip, headings, zone)


def _lines(page: Draft, strip: Strip, segments: list[Segment], zone: int) -> list[LabelLine]:
    """The lines of the labels, columns of text beside them read and column headers put away."""
    wordings, content = page.wordings, page.content
    instead = _instead_of_amounts(strip, segments, wordings, content.vertical)
    page.leave(Role.UNACCOUNTED, "texte à la place d'un montant", instead)
    segments = [s for s in segments if s not in instead]
    kept = _section_headings(segments, wordings)
    blocks = _blocks(segments, kept, strip)
    stretches = [
        stretch_of(text, rows, strip.left, strip.right, content.vertical, page.around.columns)
        for text, rows, _ in blocks
    ]
    page.columns += [stretch.bounds for stretch in stretches if stretch.rows]
    homes = label_columns(stretches, content.horizontal, wordings)
    for stretch, home, (_, _, begins) in zip(stretches, homes, blocks, strict=True):
        labels, side = part_columns(stretch, home.rank, content.horizontal, wordings)
        kept += labels
        for column in side:
            cells, at_top = placed(column, without_totals(stretch.segments, stretch.rows), begins)
            page.side_at_top |= at_top
            _read_side(page, strip, cells, zone, home.sure)
    lines = label_lines(strip, kept, content.vertical, wordings)
    edges = edges_of(strip, content.horizontal, lines)
    at_headers = [
        line
        for line, following in zip_longest(lines, lines[1:])
        if is_header_line(line, following, strip, edges)
    ]
    for line in at_headers:
        page.leave(Role.FURNITURE, "en-tête de colonne", line.segments)
    return [line for line in lines if line not in at_headers]


def _instead_of_amounts(
    strip: Strip, segments: Sequence[Segment], wordings: Wordings, vertical: Sequence[Rule]
) -> list[Segment]:
    """Text that stands where amounts do: right of the rule before them, or of a row's label."""
    if not strip.labels_left:
        return []
    fences = boundary_rules(strip, vertical, segments)

    def instead(s: Segment) -> bool:
        fenced = any(r.start <= s.middle <= r.end and s.box.x0 > r.position - 1 for r in fences)
        level = [
            o for o in segments
            if abs(o.middle - s.middle) < LEVEL * s.size and strip.left - 1 <= o.box.x0
        ]  # fmt: skip
        reach = strip.starts_near(s.middle, NEAR * s.size)
        beside = s.box.x1 > reach + 1 and any(o.box.x1 < s.box.x0 for o in level)
        return fenced or beside or s.box.x0 > strip.x0 - 0.5 * s.size

    return [s for s in segments if not wordings.is_known(s.text) and instead(s)]


def _is_heading(lines: Sequence[LabelLine], wordings: Wordings) -> bool:
    """Whether lines together are a heading that the profile knows."""
    text = clean_label([line.text for line in lines])
    kind, _ = wordings.meaning(text)
    whole = len(lines) == 1 or kind is not ItemKind.BANNER
    return kind is not None and (whole or wordings.banner_is_complete(text))


def _read_headings(
    page: Draft,
    strip: Strip,
    headings: Sequence[Heading],
    zone: int,
) -> None:
    """Headings that the profile knows become items, the others are left over."""
    styled = not page.content.scanned
    items, unknown = headings_of(headings, page.wordings, page.around.vocabulary, styled)
    page.items += [((zone, strip.x0, item.box.top), item) for item in items]
    ends = [(item.box.top, item.kind) for _, item in page.items if item.kind in TABLE_ITEMS]
    for s in unknown:
        if _in_table(s, ends):
            page.leave(Role.UNACCOUNTED, "texte sans montant, ni titre connu", [s])
        else:
            page.leave(Role.FURNITURE, "texte hors des tableaux", [s])


def _in_table(segment: Segment, ends: Sequence[tuple[float, ItemKind]]) -> bool:
    """Whether text stands between the head of a section and its total: it may be part of a label.

    `ends` are the tops and kinds of the page's items.
    """
    above = [kind for top, kind in sorted(ends) if top < segment.middle]
    below = [kind for top, kind in sorted(ends) if top >= segment.middle]
    if not above:
        # At the head of the page, before any heading: a table may go on from the page before.
        return bool(below) and below[0] in (ItemKind.ROW, ItemKind.TOTAL, ItemKind.ORIENTATION)
    return above[-1] is not ItemKind.TOTAL or (bool(below) and below[0] is ItemKind.ROW)


def _blocks(
    segments: Sequence[Segment], headings: Sequence[Segment], strip: Strip
) -> list[tuple[list[Segment], list[AmountRow], bool]]:
    """The strip's text and rows between one heading of a section and the next, headings aside, and
    whether a heading is above."""
    rows = strip.amount_rows()
    bounds = [float("-inf"), *sorted(s.middle for s in headings), float("inf")]
    blocks = []
    for top, bottom in pairwise(bounds):
        inside = [s for s in segments if top <= s.middle < bottom and s not in headings]
        held = [r for r in rows if top <= r.middle < bottom]
        blocks.append((inside, held, top > float("-inf")))
    return [b for b in blocks if b[0]]


def _section_headings(segments: Sequence[Segment], wordings: Wordings) -> list[Segment]:
    """The lines of the headings of sections: of a banner all those that its name takes."""
    found: list[Segment] = []
    for s in segments:
        kind, _ = wordings.meaning(s.text)
        if kind in (ItemKind.BANNER, ItemKind.TERRITORY):
            found.append(s)
        if kind is ItemKind.BANNER and not wordings.banner_is_complete(s.text):
            found += _rest_of_banner(s, segments, wordings)
    return found


def _rest_of_banner(
    first: Segment, segments: Sequence[Segment], wordings: Wordings
) -> list[Segment]:
    lines = [first]
    for s in sorted(segments, key=lambda s: s.middle):
        step = (s.middle - lines[-1].middle) / s.size
        level = abs(s.box.x0 - first.box.x0) < LEVEL * s.size
        alike = (s.bold, s.color) == (first.bold, first.color)
        if 0 < step < NEXT_LINE and level and alike:
            lines.append(s)
            if wordings.banner_is_complete(clean_label([o.text for o in lines])):
                return lines[1:]
    return []


def _is_at_head(segment: Segment, strip: Strip, rows: Sequence[AmountRow]) -> bool:
    """Whether text stands beside the heads of the amount columns, level with no row."""
    near = any(abs(segment.middle - h.middle) < 1.5 * h.size for h in strip.headers)
    return near and not any(abs(segment.middle - r.middle) < LEVEL * r.size for r in rows)


def _read_side(
    page: Draft, strip: Strip, column: Sequence[SideCell], zone: int, sure: bool
) -> None:
    """A column of text beside the labels: orientations or names, or none of our business.

    `sure` tells that something says which of both are the labels.
    """
    rows = strip.amount_rows()
    wordings = page.wordings
    held = [sum(c.top <= r.middle < c.bottom for r in rows) for c in column]
    known = [wordings.meaning(c.text) for c in column]
    names = any(kind for kind, _ in known) or any(n > 1 for n in held)
    for cell, (kind, code) in zip(column, known, strict=True):
        level_header = all(_is_at_head(seg, strip, rows) for seg in cell.segments)
        lines = tuple(seg.words for seg in cell.segments)
        item = Item(
            kind or ItemKind.ORIENTATION, cell.text, lines, cell.box, code, centred=cell.centred
        )
        if kind is None and level_header:
            page.leave(Role.FURNITURE, "en-tête de colonne", cell.segments)
            continue
        if kind is None and not names:
            page.asides.append(replace(item, unsure=not sure))
            page.leave(Role.FURNITURE, "autre colonne de texte", cell.segments)
            continue
        page.items.append(((zone, strip.x0, cell.top), item))

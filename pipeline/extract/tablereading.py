"""A page's segments -> its tables' items, block by block, the tables of a block zone by zone."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain import Box, Role
from pipeline.extract.amounts import columns_of
from pipeline.extract.barecolumns import headed_uncosted, uncosted_columns
from pipeline.extract.blocks import blocks_of
from pipeline.extract.candidates import STACKED
from pipeline.extract.columnheads import take_headers
from pipeline.extract.draft import Draft
from pipeline.extract.farcolumns import far_columns
from pipeline.extract.framed import framed_sentences
from pipeline.extract.headings import Heading, headings_of, sentence_total
from pipeline.extract.lines import Segment
from pipeline.extract.reading import ASIDE, COLUMN_HEAD, OUTSIDE, Item, ItemKind
from pipeline.extract.sides import beyond, strips_of
from pipeline.extract.stripreading import read_strip
from pipeline.extract.strips import Strip
from pipeline.normalise.money import has_currency

SIGN_APART = 4.0  # ems between an amount and its sign
NEXT_CARD = 0.01  # points, by which a row beside another comes after it
SAME_ROW = 0.65  # ems
BESIDE = 3.0  # ems above or below an amount where its label starts at the latest


def read_tables(page: Draft) -> bool:
    """Read the page's tables into its draft, block by block. False, with nothing done, where it
    has none."""
    blocks = blocks_of(page.segments, page.wordings)
    strips = [_strips(page, block) for block in blocks]
    if not any(found for _, found in strips):
        return False
    first = 0
    page.amounts += [(c.x0, c.x1) for _, found in strips for s in found for c in s.columns]
    for segments, found in strips:
        zones = _zones(found)
        _read_block(page, segments, zones, first)
        first += max(len(zones), 1)
    return True


def _strips(page: Draft, block: Sequence[Segment]) -> tuple[list[Segment], list[Strip]]:
    """(the block's segments parted at its amount columns, its strips)."""
    segments, strips = _parted(page, block)
    before = any(not s.labels_left for s in strips)
    # Before labels, the amount that ends a sentence may stand in the column, but is none of it.
    said = [s for s in block if before and sentence_total([s], page.wordings) is not None]
    if not said:
        return segments, strips
    segments, strips = _parted(page, [s for s in block if s not in said])
    return [*segments, *said], strips


def _parted(page: Draft, block: Sequence[Segment]) -> tuple[list[Segment], list[Strip]]:
    """(segments parted at the amount columns that they show, the strips of these columns)."""
    content = page.content
    headed = any(page.wordings.is_known(s.text) for s in block)
    columns, segments = columns_of(block, content.horizontal, page.wordings.number_format)
    if not columns:
        # Where nothing is costed, the tables around say that dashes are amounts; of the last
        # column a heading does, too.
        uncosted = uncosted_columns(segments, page.wordings.number_format)
        columns = [
            c for c in uncosted
            if page.around.hold(c.x0, c.x1) or (headed and c is uncosted[-1])
        ]  # fmt: skip
    strips = strips_of(columns, segments, content.width)
    return segments, [s for s in strips if _is_table(s, segments)]


def _read_block(
    page: Draft,
    segments: Sequence[Segment],
    zones: Sequence[Sequence[Strip]],
    first: int,
) -> None:
    """Read one block's zones, numbered from `first`."""
    strips = [s for zone in zones for s in zone]
    used = {id(w) for s in strips for row in s.rows for _, c in row for w in (*c.words, *c.rest)}
    text = _remaining(segments, strips, used)
    for strip in strips:
        in_header = take_headers(strip, text, page.wordings)
        rests = [tuple(w for w in s.words if id(w) not in in_header) for s in text]
        text = [Segment(words) for words in rests if words]
        page.leave(Role.FURNITURE, COLUMN_HEAD, strip.headers)
    signs = [s for s in text if any(_is_sign(s, strip) for strip in strips)]
    text = [s for s in text if s not in signs]
    page.leave(Role.FURNITURE, "signe euro dans une case à lui", signs)
    for number, zone in enumerate(zones):
        for strip in zone:
            near = [s for s in text if _home(s.box, zones) == number]
            far = beyond(strip, near) if strip is zone[0] else []
            mine = [s for s in near if strip.holds(s) and s not in far]
            text = [s for s in text if s not in mine and s not in far]
            read_strip(page, strip, mine, far, first + number)
    for strip in strips:
        aside = far_columns(strip, text, page.wordings)
        page.leave(Role.FURNITURE, ASIDE, aside)
        text = [s for s in text if s not in aside]
    if strips:
        content = page.content
        framed = framed_sentences(text, strips, content.horizontal, content.vertical, page.wordings)
        page.leave(Role.FURNITURE, "encadré à côté d'un tableau", framed)
        text = [s for s in text if s not in framed]
    _outside(page, text, zones, first)
    for number, zone in enumerate(zones):
        _as_grid(page, zone, first + number)


def _is_sign(segment: Segment, strip: Strip) -> bool:
    """Whether text is the euro sign of the amount before it, in a cell of its own, or of the one
    over it, in the next line."""
    if segment.text != "€":
        return False
    for c in (c for row in strip.rows for _, c in row if not has_currency(c.amount.printed)):
        level = abs(c.middle - segment.middle) < SAME_ROW * segment.size
        after = 0 <= segment.box.x0 - c.box.x1 < SIGN_APART * segment.size
        under = 0 < segment.middle - c.last_middle < STACKED * segment.size
        # A hard space that ends the line above leaves white at its right.
        flush = c.box.x0 <= segment.box.cx <= c.box.x1 + segment.size
        if (level and after) or (under and flush):
            return True
    return False


def _as_grid(page: Draft, zone: Sequence[Strip], number: int) -> None:
    """Put the items of tables side by side in the order of their rows, where those of all but the
    first have no heading of their own and stand level with its rows: cards under one heading."""
    if len(zone) < 2:
        return
    held = {s.x0: [i for key, i in page.items if key[:2] == (number, s.x0)] for s in zone}
    rows = {x: [i for i in items if i.kind is ItemKind.ROW] for x, items in held.items()}
    first, *others = (s.x0 for s in zone)
    level = all(
        any(abs(i.box.cy - o.box.cy) < SAME_ROW * i.cells[0].box.height for o in rows[first])
        for x in others
        for i in rows[x]
    )
    alone = all(i.kind in (ItemKind.ROW, ItemKind.TOTAL) for x in others for i in held[x])
    totals = sum(i.kind is ItemKind.TOTAL for items in held.values() for i in items)
    if level and alone and totals < 2 and all(rows.values()):
        page.items[:] = [
            ((number, first, key[2] + NEXT_CARD * others.index(key[1]) + NEXT_CARD), item)
            if key[0] == number and key[1] in others
            else (key, item)
            for key, item in page.items
        ]


def _is_table(strip: Strip, segments: Sequence[Segment]) -> bool:
    """Amounts in running text are no table: some must have text beside them in a label area."""
    amounts = [c for row in strip.rows for _, c in row]
    used = {id(w) for c in amounts for w in c.words}
    labels = [
        s
        for s in segments
        if strip.left - 1 <= s.box.x0 < strip.right and not any(id(w) in used for w in s.words)
    ]
    return any(not c.whole for c in amounts) or any(
        abs(s.middle - c.middle) < BESIDE * c.size for s in labels for c in amounts
    )


def _remaining(
    segments: Sequence[Segment], strips: Sequence[Strip], used: set[int]
) -> list[Segment]:
    """Segments outside the amounts, and what is left of those an amount was glued to."""
    rest = [Segment(c.rest) for s in strips for row in s.rows for _, c in row if c.rest]
    cut_up = {
        (round(w.box.x0, 2), round(w.baseline, 2))
        for s in strips for row in s.rows for _, c in row if not c.whole
        for w in (*c.rest, *c.words)
    }  # fmt: skip
    untouched = [
        s
        for s in segments
        if not any(
            id(w) in used or (round(w.box.x0, 2), round(w.baseline, 2)) in cut_up for w in s.words
        )
    ]
    return sorted(untouched + rest, key=lambda s: (s.baseline, s.box.x0))


def _zones(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Strips that stand side by side share a zone; zones follow one another down the page."""
    zones: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda s: s.span[0]):
        if zones and any(min(strip.span[1], o.span[1]) > max(strip.span[0], o.span[0])
                         for o in zones[-1]):  # fmt: skip
            zones[-1].append(strip)
        else:
            zones.append([strip])
    for zone in zones:
        zone.sort(key=lambda s: s.x0)
    return zones


def _home(box: Box, zones: Sequence[Sequence[Strip]]) -> int:
    """The zone that text belongs to: the first that it stands in or above and one of whose tables
    it stands over, else the first; the last takes what is below."""
    bottoms = [max(s.span[1] for s in zone) for zone in zones]
    open_ = [i for i, b in enumerate(bottoms) if box.cy <= b] or [len(zones) - 1]
    return next((i for i in open_ if any(_is_over(box, s) for s in zones[i])), open_[0])


def _is_over(box: Box, strip: Strip) -> bool:
    return min(box.x1, strip.reach[1]) > max(box.x0, strip.reach[0])


def _outside(
    page: Draft, text: Sequence[Segment], zones: Sequence[Sequence[Strip]], first: int
) -> None:
    """Text beside a block's tables: headings that the profile knows, else unaccounted for."""
    items, unknown = headings_of([Heading((s,)) for s in text], page.wordings, frozenset())
    for item in items:
        zone = _home(item.box, zones) if zones else 0
        page.items.append(((first + zone, _side_of(item, zones, zone), item.box.top), item))
    # A row without a costed amount is no less a row where nothing makes a table of it.
    rows = zones or headed_uncosted(unknown, page.wordings.number_format)
    role = Role.UNACCOUNTED if rows else Role.FURNITURE
    page.leave(role, OUTSIDE, unknown)


def _side_of(item: Item, zones: Sequence[Sequence[Strip]], zone: int) -> float:
    """x0 of the one strip that a heading stands over; -1 where it stands over several or none."""
    strips = zones[zone] if zone < len(zones) else ()
    over = [s for s in strips if _is_over(item.box, s)]
    if len(strips) == 1:
        return strips[0].x0
    return over[0].x0 if len(over) == 1 else -1.0

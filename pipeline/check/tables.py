"""Pages as they were read -> tables to sum. Pure.

A table is a run of rows whose amounts stand in the same columns, down one page or over several. It
ends where other column headers or a paragraph come between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.check.heads import begins_another
from pipeline.check.lanes import Draft, Lane, above, between, headers_of, parts
from pipeline.check.rows import Cell, Kind, Row, Table, Unread, is_money, kind_of
from pipeline.domain import Box, Role
from pipeline.extract.candidates import YEAR, read_amount
from pipeline.extract.content import Word
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.reading import ASIDE, COLUMN_HEAD, Item, ItemKind, Leftover, PageReading
from pipeline.extract.wordings import is_total
from pipeline.normalise.money import NumberFormat

MINUSES = "-–−"
BARE = re.compile(r"[0-9]{4,}")
GROUPED = re.compile(r"[0-9][^0-9][0-9]{3}")
BEFORE = 0.9  # ems between a minus and its amount
BELOW = 3.0  # heights of a row under the last where one without a label is its table's
LEVEL = 0.5  # ems between the middles of what stands on one line


def tables_of(readings: Sequence[PageReading], number_format: NumberFormat) -> list[Table]:
    """The tables of a document, in reading order."""
    drafts: list[Draft] = []
    for reading in readings:
        for item in reading.items:
            if item.kind in (ItemKind.ROW, ItemKind.TOTAL) and item.cells:
                _place(item, reading, drafts)
    return [_table(d, number_format) for d in drafts]


def _place(item: Item, reading: PageReading, drafts: list[Draft]) -> None:
    """Add a row to the table that it goes on, or begin one."""
    fitting = [d for d in reversed(drafts) if d.fits(item, reading)]
    if fitting and not (
        parts(fitting[0], item, reading)
        or (reading.page == fitting[0].page and begins_another(fitting[0], item, reading))
    ):
        fitting[0].add(item, reading, between(fitting[0], item, reading).heading)
        return
    lanes = [Lane(c.box.x0, c.box.x1, c.header or "") for c in item.cells]
    draft = Draft(lanes, item.box.x0, item.box.x1)
    floor = max(
        (d.last.box.bottom for d in drafts
         if d.page == reading.page and d.last.box.bottom <= item.box.top + 1.0),
        default=0.0,
    )  # fmt: skip
    over = above(reading, floor, item.box.top + 1.0, draft.x0, draft.x1)
    draft.header = over.header
    draft.rows.append((item, reading, over.heading))
    drafts.append(draft)


def _table(draft: Draft, number_format: NumberFormat) -> Table:
    order = sorted(range(len(draft.lanes)), key=lambda i: draft.lanes[i].x0)
    headers = headers_of(draft)
    rows = [_row(draft, order, *held) for held in draft.rows]
    unread: list[Unread] = []
    for page, reading in {r.page: r for _, r, _ in draft.rows}.items():
        mine = [r for r in rows if r.page == page]
        for row in _unplaced(draft, order, reading, mine, number_format, unread):
            rows.append(row)
    rows.sort(key=lambda r: (r.page, r.box.cy))
    return Table(tuple(headers[i] for i in order), rows[_titles(rows) :], unread)


def _titles(rows: Sequence[Row]) -> int:
    """How many rows at the head of a table are titles that a year ends, where its amounts, unlike
    the year, have their thousands apart."""
    printed = [c.printed for r in rows for c in r.cells if c is not None]
    bare = [p for p in printed if BARE.fullmatch(p) and not YEAR.fullmatch(p)]
    if bare or not any(GROUPED.search(p) for p in printed):
        return 0
    dated = (
        [bool(YEAR.fullmatch(c.printed)) for c in r.cells if c is not None] == [True]
        and r.kind is Kind.LINE
        for r in rows
    )
    return next((n for n, is_title in enumerate(dated) if not is_title), len(rows))


def _row(draft: Draft, order: Sequence[int], item: Item, reading: PageReading, heading: str) -> Row:
    cells: dict[int, Cell] = {}
    words = [w for line in item.lines for w in line]
    around = [*words, *(x.word for x in reading.leftovers)]
    side = _side_text(item, reading)
    # « Total chapitre 011 | Charges à caractère général »: the code column says what the row is.
    text = f"{side} {item.text}" if is_total(side) else item.text
    label = text
    for c in item.cells:
        lane = draft.lane_of(c.box)
        if lane is not None and c.amount.cents and _is_negative(c.box, around):
            cells[lane] = Cell(f"-{c.amount.printed}", -c.amount.cents, c.box)
            label = label.rstrip(MINUSES).rstrip()
        elif lane is not None:
            cells[lane] = Cell(c.amount.printed, c.amount.cents, c.box)
    return Row(
        label,
        kind_of(text, item.kind is ItemKind.TOTAL or text != item.text),
        reading.page,
        item.box,
        tuple(cells.get(i) for i in order),
        heading,
        2 * sum(w.bold for w in words) > len(words),
        min((w.box.x0 for w in words), default=item.box.x0),
    )


def _side_text(item: Item, reading: PageReading) -> str:
    """The text of another column, left of a row's label and level with it."""
    words = [
        x.word
        for x in reading.leftovers
        if x.reason == ASIDE
        and abs(x.word.box.cy - item.box.cy) < LEVEL * x.word.size
        and x.word.box.x1 <= item.box.x0
    ]
    return " ".join(w.text for w in sorted(words, key=lambda w: w.box.x0))


def _is_negative(box: Box, around: Sequence[Word]) -> bool:
    """Whether a minus stands a space before an amount, and not as near to the text before it."""
    for w in around:
        level = abs(w.box.cy - box.cy) < LEVEL * w.size
        if w.text in MINUSES and level and 0 <= box.x0 - w.box.x1 <= BEFORE * w.size:
            ends = [o.box.x1 for o in around if o is not w and o.box.x1 <= w.box.x0 + 0.1
                    and abs(o.box.cy - w.box.cy) < LEVEL * w.size]  # fmt: skip
            return all(w.box.x0 - end > BEFORE * w.size for end in ends)
    return False


def _unplaced(
    draft: Draft,
    order: Sequence[int],
    reading: PageReading,
    rows: Sequence[Row],
    number_format: NumberFormat,
    unread: list[Unread],
) -> Iterator[Row]:
    """Rows of amounts that have no label; what is no amount goes to `unread`."""
    top, bottom = min(r.box.top for r in rows), max(r.box.bottom for r in rows)
    size = max(r.box.height for r in rows)
    for line in _number_lines(reading.leftovers, top, bottom + BELOW * size):
        cells: dict[int, Cell] = {}
        for segment in line:
            lane = draft.lane_of(segment.box)
            if lane is None and is_money(segment.text):
                lane = draft.lane_near(segment.box)
            if lane is None:
                continue
            read = read_amount(segment.text, number_format)
            if read is not None:
                cells[lane] = Cell(read[0].printed, read[0].cents, segment.box)
            elif segment.box.bottom <= bottom and (
                "%" not in segment.text or is_money(segment.text)
            ):
                column = order.index(lane)
                unread.append(Unread(segment.text, reading.page, segment.box, column))
        if cells:
            box = Box.around(c.box for c in cells.values())
            held = tuple(cells.get(i) for i in order)
            bold = all(s.bold for s in line)
            yield Row("", Kind.UNNAMED, reading.page, box, held, "", bold, box.x0)


def _number_lines(
    leftovers: Sequence[Leftover], top: float, bottom: float
) -> Iterator[list[Segment]]:
    """Lines of unexplained text with a digit in it, between two heights, as segments."""
    words: list[Word] = [
        x.word
        for x in leftovers
        if x.role is Role.UNACCOUNTED and x.reason != COLUMN_HEAD and top <= x.word.box.cy <= bottom
    ]
    lines: list[list[Segment]] = []
    for segment in segments_of(words, ()):
        if not any(c.isdigit() for c in segment.text):
            continue
        if lines and abs(lines[-1][0].baseline - segment.baseline) < 0.25 * segment.size:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    yield from lines

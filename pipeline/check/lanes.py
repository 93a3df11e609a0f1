"""Amount columns followed down the pages, and what stands between two rows of a table. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.domain import Box
from pipeline.extract.candidates import YEAR
from pipeline.extract.content import Word
from pipeline.extract.lines import segments_of
from pipeline.extract.reading import COLUMN_HEAD, UNNAMED, Item, ItemKind, PageReading
from pipeline.normalise.labels import match_key

SHARED = 0.3  # of the narrower amount's width: amounts of one column overlap by this at least
BESIDE = 8.0  # points that a header may reach beyond the amounts under it
HEADER_LINE = 1.8  # ems between the lines of one header
PROSE = 25  # words: more than a heading says
NOT_BETWEEN = ("en-tête ou pied de page", "numéro de page", "texte invisible sur la page",
               "texte tourné", "points de conduite")  # fmt: skip


@dataclass(slots=True)
class Lane:
    """One amount column: the x range of its amounts, in points, and its header."""

    x0: float
    x1: float
    header: str = ""

    def shares(self, box: Box) -> float:
        """How much of the narrower of both the box and the lane share, 0 to 1."""
        common = min(self.x1, box.x1) - max(self.x0, box.x0)
        return common / max(min(self.x1 - self.x0, box.width), 0.1)

    def take(self, box: Box) -> None:
        self.x0, self.x1 = min(self.x0, box.x0), max(self.x1, box.x1)


@dataclass(slots=True)
class Draft:
    """A table while its rows are gathered. `x0`, `x1` are its reach with labels."""

    lanes: list[Lane]
    x0: float
    x1: float
    rows: list[tuple[Item, PageReading, str]] = field(default_factory=list)
    header: str = ""

    @property
    def page(self) -> int:
        return self.rows[-1][1].page

    @property
    def last(self) -> Item:
        return self.rows[-1][0]

    def lane_of(self, box: Box) -> int | None:
        """The lane that an amount stands in."""
        shares = [lane.shares(box) for lane in self.lanes]
        best = max(range(len(shares)), key=lambda i: shares[i], default=None)
        return best if best is not None and shares[best] > SHARED else None

    def lane_near(self, box: Box) -> int | None:
        """The lane that a text reaches into, most if several."""
        reach = [min(box.x1, lane.x1) - max(box.x0, lane.x0) for lane in self.lanes]
        best = max(range(len(reach)), key=lambda i: reach[i], default=None)
        return best if best is not None and reach[best] > 0 else None

    def fits(self, item: Item, reading: PageReading) -> bool:
        """Whether a row may come next: its amounts stand in the lanes, it is further down."""
        below = reading.page > self.page or item.box.top >= self.last.box.top - 1.0
        near = reading.page <= self.page + 1
        held = [c for c in item.cells if self.lane_of(c.box) is not None]
        over = min(item.box.x1, self.x1) - max(item.box.x0, self.x0)
        return below and near and over > 0 and 2 * len(held) > len(item.cells)

    def add(self, item: Item, reading: PageReading, heading: str) -> None:
        for cell in item.cells:
            at = self.lane_of(cell.box)
            header = cell.header or ""
            if at is None:
                self.lanes.append(Lane(cell.box.x0, cell.box.x1, header))
            else:
                self.lanes[at].take(cell.box)
        self.x0, self.x1 = min(self.x0, item.box.x0), max(self.x1, item.box.x1)
        self.rows.append((item, reading, heading))


@dataclass(frozen=True, slots=True)
class Between:
    """What stands between two rows of a table: headings, column headers, how much text."""

    heading: str
    header: str
    words: int


def between(draft: Draft, item: Item, reading: PageReading) -> Between:
    """What stands above `item` since the last row of `draft`, or since the top of the page."""
    top = draft.last.box.bottom - 1.0 if reading.page == draft.page else 0.0
    return above(reading, top, item.box.top + 1.0, draft.x0, draft.x1)


def above(reading: PageReading, top: float, bottom: float, x0: float, x1: float) -> Between:
    """What stands between two heights of a page, within or over an x range."""

    def inside(box: Box) -> bool:
        return top <= box.cy <= bottom and min(box.x1, x1) > max(box.x0, x0)

    headings = [
        i.text
        for i in reading.items
        if i.kind not in (ItemKind.ROW, ItemKind.TOTAL) and inside(i.box)
    ]
    header: list[str] = []
    words = sum(len(h.split()) for h in headings)
    for left in reading.leftovers:
        if not inside(left.word.box) or left.reason in NOT_BETWEEN:
            continue
        if left.reason == COLUMN_HEAD:
            header.append(left.word.text)
        else:
            words += 1
    return Between(" ".join(headings), match_key(" ".join(header)), words)


def parts(draft: Draft, item: Item, reading: PageReading) -> bool:
    """Whether a new table starts at `item`: under column headers of its own, or under prose."""
    held = between(draft, item, reading)
    if reading.page == draft.page:
        return bool(held.header) or held.words > PROSE
    known = not held.header or not draft.header or held.header == draft.header
    return not known or held.words > PROSE


def headers_of(draft: Draft) -> tuple[str, ...]:
    """The text over each lane: the lines of headers right above the first row."""
    item, reading, _ = draft.rows[0]
    if names := _nearest(draft, item, reading):
        return names
    above_it = [x for x in reading.leftovers if x.word.box.bottom <= item.box.top + 2.0]
    heads = sorted((x.word for x in above_it if x.reason == COLUMN_HEAD), key=lambda w: -w.baseline)
    top: float | None = None
    for word in heads:
        if top is None or top - word.baseline <= HEADER_LINE * word.size:
            top = word.baseline
    if top is None:
        return tuple(_named(lane.header) for lane in draft.lanes)
    words = [x.word for x in above_it if x.word.baseline >= top - 1.0]
    return tuple(_over(lane, words) or _named(lane.header) for lane in draft.lanes)


def _nearest(draft: Draft, item: Item, reading: PageReading) -> tuple[str, ...]:
    """The pieces of the line right above the first row where they are as many as the lanes, right
    of the labels, and no reader told them: the heads of the second table of a page."""
    words = [
        x for x in reading.leftovers if 0 <= item.box.top - x.word.box.cy <= item.box.height * 2
    ]
    end = max((w.box.x1 for w in item.lines[0]), default=item.box.x0) if item.lines else item.box.x0
    told = any(x.reason == COLUMN_HEAD and x.word.box.x0 > end for x in words)
    if len(draft.lanes) < 2 or told or not words:
        return ()
    lowest = max(x.word.baseline for x in words)
    line = segments_of([x.word for x in words if lowest - x.word.baseline < 1.0], ())
    heads = [
        s
        for s in line
        if s.box.x0 > end and (any(map(str.isalpha, s.text)) or YEAR.fullmatch(s.text))
    ]
    if len(heads) != len(draft.lanes):
        return ()
    order = sorted(range(len(heads)), key=lambda i: draft.lanes[i].x0)
    names = {lane: head.text for lane, head in zip(order, heads, strict=True)}
    return tuple(names[i] for i in range(len(heads)))


def _named(header: str) -> str:
    return "" if header.startswith(UNNAMED) else header


def _over(lane: Lane, words: Sequence[Word]) -> str:
    inside = [w for w in words if lane.x0 - BESIDE <= w.box.cx <= lane.x1 + BESIDE]
    return " ".join(s.text for s in segments_of(inside, ()))

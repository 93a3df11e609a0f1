"""The cells of a column of text beside the labels, and which rows each of them holds for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.domain import Box
from pipeline.extract.content import Rule
from pipeline.extract.labellines import AmountRow
from pipeline.extract.lines import Segment
from pipeline.extract.wordings import Wordings, is_aside_header, is_orientation_header, is_total
from pipeline.normalise.labels import clean_label

NEAR = 2.0  # ems above a column of text where its first rule may be
LONGER = 4  # lines that may make a known name a longer one
ONE_CELL = 1.7  # ems between the lines of one cell
LEVEL = 0.6  # ems: text level with a row, or in the middle of several
FLUSH = 0.25  # ems between two lines set at one height, each cell with a padding of its own
AROUND = 0.15  # ems between the middles of a row and of a text that is as high, or higher


@dataclass(frozen=True)
class SideCell:
    """The text of a cell beside the labels, and how far down the page it holds: top..bottom.

    `centred`: it may hold for rows above its text too; `start` is where (y) they begin then, if
    there is but one way.
    """

    segments: tuple[Segment, ...]
    top: float
    bottom: float
    ruled: bool = False  # rules say so
    centred: bool = False
    start: float | None = None

    @property
    def text(self) -> str:
        return clean_label([s.text for s in self.segments])

    @property
    def box(self) -> Box:
        return Box.around(s.box for s in self.segments)


def cells_of(
    column: Sequence[Segment],
    rows: Sequence[AmountRow],
    horizontal: Sequence[Rule],
    wordings: Wordings,
    grid: bool = False,
) -> list[SideCell]:
    """The cells of a column of text beside `rows`, from the top: parted by rules, else by white;
    the column's head is one.

    `grid`: vertical rules stand beside every row, so that rules above and below bound a cell.
    """
    ordered = sorted(column, key=lambda s: (s.baseline, s.box.x0))
    x0, x1 = min(s.box.x0 for s in ordered), max(s.box.x1 for s in ordered)
    # Rules away from the table part nothing in it.
    top = min([ordered[0].box.top, *(r.first - r.size for r in rows)])
    bottom = max([ordered[-1].box.bottom, *(r.last + r.size for r in rows)])
    reach = NEAR * ordered[0].size
    edges = sorted(
        r.position
        for r in horizontal
        if top - reach <= r.position <= bottom + 2 * reach and r.covers(x0, x1, share=0.9)
    )
    # Rules around all of the text, as those of a band, part nothing in it either.
    inner = [e for e in edges if ordered[0].middle < e < ordered[-1].middle]
    groups: list[list[Segment]] = []
    for at, s in enumerate(ordered):
        last = groups[-1][-1] if groups else None
        same = last is not None and (
            (_band(last.middle, edges) == _band(s.middle, edges))
            if inner
            else s.baseline - last.baseline <= ONE_CELL * s.size
        )
        whole = bool(groups) and (
            _is_whole(groups[-1], ordered[at : at + LONGER], wordings)
            or (len(groups) == 1 and _is_head(groups[0], s))
        )
        if same and not whole:
            groups[-1].append(s)
        else:
            groups.append([s])
    bands = [_band(g[0].middle, edges) for g in groups]
    tops = [g[0].box.top for g in groups]
    cells: list[SideCell] = []
    for i, group in enumerate(groups):
        middle = group[0].middle
        above = max((e for e in edges if e < middle), default=tops[i])
        ruled = bool(inner or grid) and 0 < bands[i] < len(edges) and bands.count(bands[i]) == 1
        # The rule under the heads is that of every cell: alone, it bounds none.
        bounded = ruled or ((inner or grid) and not (rows and above < rows[0].first))
        if bands.count(bands[i]) > 1 or not (bounded or tops[i] - above < reach):
            above = tops[i]
        following = tops[i + 1] if i + 1 < len(tops) else float("inf")
        below = min([following, *(e for e in edges if e > middle)])
        cells.append(SideCell(tuple(group), min(above, tops[i]), below, ruled))
    return cells


def _is_whole(cell: Sequence[Segment], following: Sequence[Segment], wordings: Wordings) -> bool:
    """Whether a cell's text is a known name, and no longer one with the lines that follow."""
    text = [s.text for s in cell]
    longer = [
        clean_label([*text, *(s.text for s in following[:n])]) for n in range(1, len(following) + 1)
    ]
    return wordings.is_known(clean_label(text)) and not any(map(wordings.is_known, longer))


def _is_head(cell: Sequence[Segment], following: Segment) -> bool:
    """Whether a text over a cell, set otherwise, is the head of the column by what it says."""
    text = clean_label([s.text for s in cell])
    said = is_orientation_header(text) or is_aside_header(text)
    return said and all(s.look != following.look for s in cell)


def _band(y: float, edges: Sequence[float]) -> int:
    return sum(e < y for e in edges)


def placed(
    cells: Sequence[SideCell],
    rows: Sequence[AmountRow],
    labels: Sequence[Segment],
    begins: bool,
) -> tuple[list[SideCell], bool | None]:
    """(the cells, each holding for its rows; whether the column shows that text stands at the top
    of its cell, or that it doesn't; None where it shows neither).

    Where no rules say how far cells reach, text either stands level with the first of its rows or
    in the middle of them all. `rows` are without totals, `labels` is the text beside; `begins`:
    they are the first of their table, so that one above the first text belongs to it.
    """
    if not cells or not rows or all(c.ruled for c in cells):
        return list(cells), None
    ways = _centred(cells, rows)
    first = cells[0].segments[0]
    above = begins and first.middle > rows[0].last + LEVEL * first.size
    at_top = not above and _at_top([c for c in cells if not c.ruled], rows, labels)
    if not ways:
        shown = at_top and (len(rows) > len(cells) or None)
        return [replace(c, centred=not (at_top or c.ruled)) for c in cells], shown
    tops = [next((i for i, r in enumerate(rows) if r.last > c.top), len(rows)) for c in cells]
    starts = [rows[i].middle - LEVEL * rows[i].size for i in ways[0]]
    sure = len(ways) == 1 and _in_the_middle(cells, ways[0], _row_extents(rows, labels))
    if sure and at_top is False:
        return [replace(c, top=y) for c, y in zip(cells, starts, strict=True)], False
    centred = ways != [tops]
    return [
        replace(c, centred=centred, start=y if sure else None)
        for c, y in zip(cells, starts, strict=True)
    ], None


def _in_the_middle(
    cells: Sequence[SideCell], starts: Sequence[int], extents: Sequence[tuple[float, float]]
) -> bool:
    """Whether each cell's text stands in the middle of all that is printed in its rows, which begin
    at `starts`: amounts alone don't tell where rows of several lines end."""
    ends = [*(s - 1 for s in starts[1:]), len(extents) - 1]
    for cell, first, last in zip(cells, starts, ends, strict=True):
        text = (cell.segments[0].middle + cell.segments[-1].middle) / 2
        middle = (extents[first][0] + extents[last][1]) / 2
        if abs(text - middle) >= LEVEL * cell.segments[0].size:
            return False
    return True


def _row_extents(rows: Sequence[AmountRow], labels: Sequence[Segment]) -> list[tuple[float, float]]:
    """The middles of the first and the last line of each row: between two, the widest white."""
    lines = sorted({s.middle for s in labels if not is_total(s.text)})
    tops, bottoms = [_reach(lines, rows[0], -1)], []
    for upper, lower in pairwise(rows):
        between = [m for m in lines if upper.first < m < lower.last]
        held = sorted({upper.first, *between, lower.last})
        above, below = max(pairwise(held), key=lambda gap: gap[1] - gap[0])
        bottoms.append(above)
        tops.append(below)
    bottoms.append(_reach(lines, rows[-1], 1))
    return list(zip(tops, bottoms, strict=True))


def _reach(lines: Sequence[float], row: AmountRow, way: int) -> float:
    """How far a row's label goes on from its amount: up (-1) or down (1)."""
    at = row.first if way < 0 else row.last
    for middle in lines[::way]:
        if 0 < way * (middle - at) <= ONE_CELL * row.size:
            at = middle
    return at


def _at_top(
    cells: Sequence[SideCell], rows: Sequence[AmountRow], labels: Sequence[Segment]
) -> bool | None:
    """Whether the first line of each cell is set at the height of a line of the labels. None where
    other tables must tell: of text around the middle of one row, which either is as high as the
    text or is the middle one of several."""
    telling = [c for c in cells if not _is_around_one(c, rows, labels)]
    return all(_shift(c, rows, labels) < FLUSH for c in telling) if telling else None


def _shift(cell: SideCell, rows: Sequence[AmountRow], labels: Sequence[Segment]) -> float:
    """How far from the height of the nearest line of the labels, or from the upper line of an
    amount of two, a cell's first line is set: in ems, by their baselines or their tops."""
    first = cell.segments[0]
    near = min(labels, key=lambda s: abs(s.baseline - first.baseline))
    from_labels = abs(first.baseline - near.baseline), abs(first.box.top - near.box.top)
    from_amounts = [abs(first.middle - r.first) for r in rows if r.last - r.first > LEVEL * r.size]
    return min(*from_labels, *from_amounts) / first.size


def _is_around_one(cell: SideCell, rows: Sequence[AmountRow], labels: Sequence[Segment]) -> bool:
    """Whether a cell's lines stand around the middle of a row, none of them level with a label."""
    first, last = cell.segments[0], cell.segments[-1]
    middle = (first.middle + last.middle) / 2
    around = any(abs(r.middle - middle) < AROUND * first.size for r in rows)
    return around and first is not last and _shift(cell, rows, labels) >= FLUSH


def both(one: bool | None, other: bool | None) -> bool | None:
    """What two columns show together: that text isn't at the top of its cell wherever one does."""
    if one is None or other is None:
        return one if other is None else other
    return one and other


def _centred(cells: Sequence[SideCell], rows: Sequence[AmountRow]) -> list[list[int]]:
    """The first row of each cell where every text stands in the middle of its cell's rows, and all
    rows have a cell: each way in which that can be, or some of several."""
    ways: list[list[int]] = [[0]]  # the cells' first rows, and the row after the last of them
    for cell in cells:
        middle = (cell.segments[0].middle + cell.segments[-1].middle) / 2
        on: dict[int, list[list[int]]] = {}
        for way in ways:
            for end in range(way[-1], len(rows)):
                centre = (rows[way[-1]].middle + rows[end].middle) / 2
                if abs(centre - middle) < LEVEL * rows[end].size:
                    on.setdefault(end + 1, []).append([*way, end + 1])
        ways = [way for found in on.values() for way in found[:2]]  # two: there is more than one
    return [way[:-1] for way in ways if way[-1] == len(rows)]

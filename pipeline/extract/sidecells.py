"""The cells of a column of text beside the labels, and which rows each of them holds for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.domain import Box
from pipeline.extract.content import Rule
from pipeline.extract.labellines import AmountRow
from pipeline.extract.lines import Segment
from pipeline.extract.wordings import Wordings
from pipeline.normalise.labels import clean_label

NEAR = 2.0  # ems above a column of text where its first rule may be
LONGER = 4  # lines that may make a known name a longer one
ONE_CELL = 1.7  # ems between the lines of one cell
LEVEL = 0.6  # ems: text level with a row, or in the middle of several
FLUSH = 0.25  # ems between two lines set at one height, each cell with a padding of its own
AROUND = 0.15  # ems between the middles of a row and of a text that is as high, or higher


@dataclass(frozen=True)
class SideCell:
    """The text of a cell beside the labels, and how far down the page it holds: top..bottom."""

    segments: tuple[Segment, ...]
    top: float
    bottom: float
    ruled: bool = False  # rules say so
    centred: bool = False  # it may hold for rows above its text too

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
    """The cells of a column of text beside `rows`, from the top: parted by rules, else by white.

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
        whole = bool(groups) and _is_whole(groups[-1], ordered[at : at + LONGER], wordings)
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
        if bands.count(bands[i]) > 1 or not (inner or grid or tops[i] - above < reach):
            above = tops[i]
        following = tops[i + 1] if i + 1 < len(tops) else float("inf")
        below = min([following, *(e for e in edges if e > middle)])
        ruled = bool(inner or grid) and 0 < bands[i] < len(edges) and bands.count(bands[i]) == 1
        cells.append(SideCell(tuple(group), min(above, tops[i]), below, ruled))
    return cells


def _is_whole(cell: Sequence[Segment], following: Sequence[Segment], wordings: Wordings) -> bool:
    """Whether a cell's text is a known name, and no longer one with the lines that follow."""
    text = [s.text for s in cell]
    longer = [
        clean_label([*text, *(s.text for s in following[:n])]) for n in range(1, len(following) + 1)
    ]
    return wordings.is_known(clean_label(text)) and not any(map(wordings.is_known, longer))


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
    starts = _centred(cells, rows)
    first = cells[0].segments[0]
    above = begins and first.middle > rows[0].last + LEVEL * first.size
    if starts is None:
        at_top = not above and _at_top([c for c in cells if not c.ruled], rows, labels)
        shown = at_top and (len(rows) > len(cells) or None)
        return [replace(c, centred=not (at_top or c.ruled)) for c in cells], shown
    tops = [next((i for i, r in enumerate(rows) if r.last > c.top), len(rows)) for c in cells]
    if above:
        tops_of = [rows[i].middle - LEVEL * rows[i].size for i in starts]
        return [replace(c, top=top) for c, top in zip(cells, tops_of, strict=True)], False
    return [replace(c, centred=starts != tops) for c in cells], None


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


def _centred(cells: Sequence[SideCell], rows: Sequence[AmountRow]) -> list[int] | None:
    """The first row of each cell where every text stands in the middle of its cell's rows, and all
    rows have a cell; None where that can't be."""
    starts: list[int] = []
    at = 0
    for cell in cells:
        middle = (cell.segments[0].middle + cell.segments[-1].middle) / 2
        ends = [
            e for e in range(at, len(rows))
            if abs((rows[at].middle + rows[e].middle) / 2 - middle) < LEVEL * rows[e].size
        ]  # fmt: skip
        if not ends:
            return None
        starts.append(at)
        at = ends[0] + 1
    return starts if at == len(rows) else None

"""Columns of text beside the labels: a merged cell with the orientation, a bearer, a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.content import Rule, Word
from pipeline.extract.headedcolumns import (
    BEFORE,
    CLEAR,
    OVERLAP,
    headed_bounds,
    parted_at_bounds,
)
from pipeline.extract.labellines import AmountRow
from pipeline.extract.lines import Segment
from pipeline.extract.sidecells import SideCell, cells_of
from pipeline.extract.wordings import Wordings, is_header, is_second_header, is_total

BESIDE = 0.4  # of a table's rows that a rule must stand beside to part columns
LEVEL_WITH_AMOUNT = 0.6  # ems
LEVEL = 0.3  # ems: two pieces of one line
SAME_BOUND = 3.0  # points
PADDING = 6.0  # points from a bound to the text after it


@dataclass(frozen=True)
class Stretch:
    """A stretch of a table, its text in columns from left to right parted at `bounds` (x, points).

    A column may be empty. `rows` are the stretch's amounts, `segments` all of its text; `grid`
    tells that rules part its columns beside every row but totals.
    """

    segments: tuple[Segment, ...]
    rows: tuple[AmountRow, ...]
    bounds: tuple[float, ...]
    columns: tuple[tuple[Segment, ...], ...]
    grid: bool = False


@dataclass(frozen=True)
class LabelColumn:
    """The rank (from 0) of the column that holds the labels; `sure` where its head, or the names
    beside it, say so and not only the quantity of text."""

    rank: int
    sure: bool


def stretch_of(
    segments: Sequence[Segment],
    rows: Sequence[AmountRow],
    left: float,
    right: float,
    vertical: Sequence[Rule],
    elsewhere: Sequence[Sequence[float]] = (),
) -> Stretch:
    """The columns of text beside `rows`, in the label area from `left` to `right` (points).

    `elsewhere` are the bounds of other tables' columns, for a table that doesn't show its own.
    """
    bounds: list[float] = []
    if rows and segments:
        bounds = _ruled_bounds(rows, left, right, vertical, segments)
        bounds = bounds or headed_bounds(segments, rows)
        bounds = bounds or _aligned_bound(segments, rows)
        bounds = bounds or _known_bounds(segments, rows, elsewhere)
    if not bounds:
        return Stretch(tuple(segments), tuple(rows), (), (tuple(segments),))
    parted = [part for s in segments for part in parted_at_bounds(s, bounds)]
    edges = [left - 1.0, *bounds, right + 1.0]
    columns = tuple(
        tuple(s for s in parted if lo - 1.0 <= s.box.x0 and s.box.x1 <= hi + OVERLAP)
        for lo, hi in pairwise(edges)
    )
    if sum(map(bool, columns)) < 2:
        return Stretch(tuple(segments), tuple(rows), (), (tuple(segments),))
    grid = all(
        any(abs(v.position - x) < SAME_BOUND and v.start <= r.middle <= v.end for v in vertical)
        for x in bounds
        for r in without_totals(segments, rows)
    )
    return Stretch(tuple(parted), tuple(rows), tuple(bounds), columns, grid)


def without_totals(segments: Sequence[Segment], rows: Sequence[AmountRow]) -> list[AmountRow]:
    """The rows that no text calls a total."""
    totals = [s for s in segments if is_total(s.text)]
    return [
        row
        for row in rows
        if not any(abs(t.middle - row.middle) < LEVEL_WITH_AMOUNT * row.size for t in totals)
    ]


def label_columns(
    stretches: Sequence[Stretch], horizontal: Sequence[Rule], wordings: Wordings
) -> list[LabelColumn]:
    """Which column of each stretch holds the labels; those parted at the same places are one table
    and have theirs in the same column."""
    return [
        _label_column([o for o in stretches if _same_bounds(o, s)], horizontal, wordings)
        for s in stretches
    ]


def _same_bounds(one: Stretch, other: Stretch) -> bool:
    return len(one.bounds) == len(other.bounds) and all(
        abs(a - b) < SAME_BOUND for a, b in zip(one.bounds, other.bounds, strict=True)
    )


def _label_column(
    table: Sequence[Stretch], horizontal: Sequence[Rule], wordings: Wordings
) -> LabelColumn:
    """Labels are the most text, and are not names that the profile knows."""
    columns = [[s.columns[i] for s in table if s.columns[i]] for i in range(len(table[0].columns))]
    named = [_are_names(c, horizontal, wordings) for c in columns]
    heads = [[x.text for s in table for x in s.columns[i] if _may_head(x, s.rows)]
             for i in range(len(columns))]  # fmt: skip
    headed = [i for i, h in enumerate(heads) if any(map(is_header, h)) and not named[i]]
    first = [i for i in headed if not any(map(is_second_header, heads[i]))] or headed
    if len(first) == 1:
        return LabelColumn(first[0], True)
    weights = [
        sum(len(x.text) for part in c for x in part) * (0.1 if names else 1.0)
        for c, names in zip(columns, named, strict=True)
    ]
    others = sum(bool(c) and not names for c, names in zip(columns, named, strict=True))
    return LabelColumn(weights.index(max(weights)), others == 1 and not headed)


def _may_head(segment: Segment, rows: Sequence[AmountRow]) -> bool:
    return bool(rows) and segment.middle < rows[0].first - LEVEL * segment.size


def _are_names(
    column: Sequence[Sequence[Segment]], horizontal: Sequence[Rule], wordings: Wordings
) -> bool:
    cells = [cell for part in column for cell in cells_of(part, (), horizontal, wordings)]
    known = sum(bool(wordings.orientation(c.text) or wordings.territory(c.text)) for c in cells)
    return 2 * known >= len(cells) > 0


def part_columns(
    stretch: Stretch, rank: int, horizontal: Sequence[Rule], wordings: Wordings
) -> tuple[list[Segment], list[list[SideCell]]]:
    """(text of the label column, that of `rank`, and over several; cells of each other column)."""
    label = stretch.columns[rank]
    others = [c for i, c in enumerate(stretch.columns) if c and i != rank]
    side = [_without_totals(c, label, stretch.rows) for c in others if _beside(c, stretch.rows)]
    side = [c for c in side if c]
    aside = {id(s) for c in side for s in c}
    kept = [s for s in stretch.segments if id(s) not in aside]
    return kept, [cells_of(c, stretch.rows, horizontal, wordings, stretch.grid) for c in side]


def _without_totals(
    column: Sequence[Segment], label: Sequence[Segment], rows: Sequence[AmountRow]
) -> list[Segment]:
    """A side column less what names a total there: the label of a row that has none of its own."""

    def names_a_total(s: Segment) -> bool:
        level = any(abs(s.middle - r.middle) < LEVEL_WITH_AMOUNT * r.size for r in rows)
        alone = all(abs(s.middle - o.middle) > LEVEL_WITH_AMOUNT * s.size for o in label)
        return level and alone and is_total(s.text)

    return [s for s in column if not names_a_total(s)]


def _ruled_bounds(
    rows: Sequence[AmountRow],
    left: float,
    right: float,
    vertical: Sequence[Rule],
    segments: Sequence[Segment],
) -> list[float]:
    """x of the vertical rules inside the label area that stand beside many rows."""
    first, last = min(s.box.x0 for s in segments), max(s.box.x1 for s in segments)
    bounds: list[float] = []
    for x in sorted({round(r.position, 1) for r in vertical if left < r.position < right}):
        at = [r for r in vertical if abs(r.position - x) < 1.5]
        beside = sum(any(r.start <= row.middle <= r.end for r in at) for row in rows)
        inner = first + 2.0 < x < last - 2.0
        if inner and beside >= BESIDE * len(rows) and (not bounds or x - bounds[-1] > 3.0):
            bounds.append(x)
    return bounds


def _aligned_bound(segments: Sequence[Segment], rows: Sequence[AmountRow]) -> list[float]:
    """Without rules: the left edge that most lines level with an amount share, where other text
    ends before it on those very lines."""
    level = [
        s for s in segments if any(r.first - s.size <= s.middle <= r.last + s.size for r in rows)
    ]
    edges = [round(w.box.x0) for s in level for w in _column_starts(s)]
    if not edges:
        return []
    x = max(sorted(set(edges)), key=lambda e: (sum(abs(e - o) <= 2 for o in edges), e))
    if sum(abs(x - o) <= 2 for o in edges) < max(2, len(rows) / 2):
        return []
    after = [s for s in segments if abs(s.box.x0 - x) <= 2.5]
    before = [
        s for s in segments if s.box.x1 < x - CLEAR * s.size and any(map(str.isalpha, s.text))
    ]
    shared = any(abs(s.baseline - o.baseline) < LEVEL * s.size for s in before for o in after)
    # A merged cell's text may stand between its rows, level with none.
    shared = shared or any(
        rows[0].first < s.middle < rows[-1].first and not is_total(s.text) for s in before
    )
    shared = shared or any(len(parted_at_bounds(s, [x - BEFORE])) > 1 for s in segments)
    return [x - BEFORE] if shared else []


def _known_bounds(
    segments: Sequence[Segment], rows: Sequence[AmountRow], elsewhere: Sequence[Sequence[float]]
) -> list[float]:
    """The first of the bounds found elsewhere that part this table's text cleanly: text starts
    just after each of them, and none beside the rows runs over one but totals."""
    for bounds in elsewhere:
        parted = [part for s in segments for part in parted_at_bounds(s, bounds)]
        beside = [s for s in parted if _beside([s], rows) and not is_total(s.text)]
        clean = not any(s.box.x0 < b < s.box.x1 for s in beside for b in bounds)
        if clean and all(any(-1.0 < s.box.x0 - b < PADDING for s in parted) for b in bounds):
            return list(bounds)
    return []


def _column_starts(segment: Segment) -> list[Word]:
    """Words of a segment that may start a column: its first, and those of another style."""
    words = segment.words
    changes = [b for a, b in pairwise(words) if (a.bold, a.color) != (b.bold, b.color)]
    return [words[0], *changes]


def _beside(column: Sequence[Segment], rows: Sequence[AmountRow]) -> bool:
    top, bottom = rows[0].first, rows[-1].last
    return any(top - 2 * s.size <= s.middle <= bottom + 2 * s.size for s in column)

"""Where one table ends and the next begins, down a page: tables whose columns don't line up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.domain import Box
from pipeline.extract.barecolumns import is_under_head
from pipeline.extract.candidates import is_year, whole_candidate
from pipeline.extract.clusters import EDGE
from pipeline.extract.columns import less_prose
from pipeline.extract.lines import Segment
from pipeline.extract.wordings import Wordings, is_header, is_total

LEVEL = 0.3  # ems between the baselines of one row
NEAR = 4.0  # ems from the head of a table to its first amounts

Edges = list[tuple[float, float]]


def blocks_of(segments: Sequence[Segment], wordings: Wordings) -> list[list[Segment]]:
    """A page's segments parted, from the top, at headings between tables of other columns.

    Tables whose amounts share their columns, one under another or side by side, stay together.
    """
    held = [
        c
        for s in segments
        if (c := whole_candidate(s, wordings.number_format))
        and (not is_year(c) if c.amount.costed else is_under_head(c, segments))
    ]
    held = less_prose(held, segments)
    amounts = [c.box for c in held]
    totals = [s for s in segments if is_total(s.text)]
    of_rows = [
        c.box for c in held if not any(abs(c.middle - t.middle) < LEVEL * c.size for t in totals)
    ]
    breaks = [s.box.top for s in segments if wordings.is_known(s.text) or is_header(s.text)]
    ends = [s.box.top for s in segments if wordings.banner(s.text) or wordings.territory(s.text)]
    headers = [] if wordings.profile else _header_rows(segments, amounts)
    breaks = sorted({*breaks, *headers})
    bounds = [float("-inf"), *breaks, float("inf")]
    groups = [
        (top, [b for b in amounts if top <= b.cy < bottom]) for top, bottom in pairwise(bounds)
    ]
    cuts: list[float] = []
    above: list[Box] = []
    opening: float | None = None  # the first heading since the last group that has amounts
    for top, boxes in groups:
        if opening is None:
            opening = top
        if not boxes:
            continue
        lower = _columns(boxes)
        if above and (
            _clash(_columns(above), lower)
            or (opening in headers and not _same(_columns(above), lower))
            or _begins_another(
                opening, above, boxes, amounts if opening in ends else of_rows, segments
            )
        ):
            cuts.append(opening)
            above = []
        above = above + boxes
        opening = None
    edges = [float("-inf"), *cuts, float("inf")]
    parted = [[s for s in segments if a <= s.box.top < b] for a, b in pairwise(edges)]
    return [p for p in parted if p]


def _begins_another(
    top: float,
    above: Sequence[Box],
    below: Sequence[Box],
    telling: Sequence[Box],
    segments: Sequence[Segment],
) -> bool:
    """Whether the heading at `top` begins a table whose one column of amounts stands elsewhere than
    that above; `telling` are the amounts that say so."""
    upper, lower = ([b for b in part if b in telling] for part in (above, below))
    return (
        _apart(upper, lower)
        and _heads_alone(top, segments)
        and not _beside(above, below, top, segments)
    )


def _apart(upper: Sequence[Box], lower: Sequence[Box]) -> bool:
    """Whether amounts stand in one column above, in another below."""
    columns = _columns(upper), _columns(lower)
    return all(len(c) == 1 for c in columns) and not any(
        min(a[1], b[1]) > max(a[0], b[0]) and _aligned(a, b) for a in columns[0] for b in columns[1]
    )


def _beside(
    amounts: Sequence[Box], lower: Sequence[Box], top: float, segments: Sequence[Segment]
) -> bool:
    """Whether what stands from `top` down to the last of the `lower` amounts is of a table beside
    that of `amounts`, which begins higher: the heading, labels and amounts are right of `amounts`,
    or left of all that is level with them, and nothing runs over that edge. The rows of the table
    of `amounts` may go on meanwhile."""
    x0 = min(s.box.x0 for s in segments for b in amounts if s.box.top <= b.cy <= s.box.bottom)
    x1 = max(b.x1 for b in amounts)
    bottom = max(b.bottom for b in lower)
    below = [s.box for s in segments if top <= s.box.top < bottom]
    heading = next(b for b in below if b.top == top)
    if any(b.x0 + EDGE < x < b.x1 - EDGE for b in below for x in (x0, x1)):
        return False
    labels = [b for b in below if b is not heading and b not in lower]
    right = all(b.x0 > x1 - EDGE for b in (heading, *lower)) and any(
        b.x0 > x1 - EDGE for b in labels
    )
    return right or all(b.x1 < x0 + EDGE for b in (heading, *lower))


def _heads_alone(top: float, segments: Sequence[Segment]) -> bool:
    """Whether the heading at `top` is the head of a table or stands alone: not beside its rows."""
    heading = next(s for s in segments if s.box.top == top)
    return is_header(heading.text) or not any(
        s is not heading and s.box.top < heading.box.bottom and s.box.bottom > heading.box.top
        for s in segments
    )


def _header_rows(segments: Sequence[Segment], amounts: Sequence[Box]) -> list[float]:
    """The tops of rows that look like the head of a table: several cells, no amount among them,
    one at least right over amounts. Where no profile names the headings, they part tables."""
    rows: list[list[Segment]] = []
    for s in sorted(segments, key=lambda s: s.baseline):
        if rows and s.baseline - rows[-1][0].baseline <= LEVEL * s.size:
            rows[-1].append(s)
        else:
            rows.append([s])
    found = []
    for row in rows:
        top, bottom = min(s.box.top for s in row), max(s.box.bottom for s in row)
        level = any(top <= b.cy <= bottom for b in amounts)
        under = [b for b in amounts if 0 < b.cy - bottom < NEAR * row[0].size]
        over = any(
            min(s.box.x1, b.x1) > max(s.box.x0, b.x0) and s.box.width < 4 * b.width
            for s in row for b in under
        )  # fmt: skip
        if len(row) > 1 and over and not level:
            found.append(top)
    return found


def _same(upper: Edges, lower: Edges) -> bool:
    """Whether each column of either has one of the other in line with it."""
    return all(
        any(_aligned(a, b) for b in others)
        for one, others in ((upper, lower), (lower, upper))
        for a in one
    )


def _columns(boxes: Sequence[Box]) -> Edges:
    """The x ranges of boxes that overlap, from left to right."""
    merged: Edges = []
    for b in sorted(boxes, key=lambda b: b.x0):
        if merged and b.x0 < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], b.x1))
        else:
            merged.append((b.x0, b.x1))
    return merged


def _clash(upper: Edges, lower: Edges) -> bool:
    """Whether columns overlap askew: not edge to edge, one over several, or not one over one."""
    if len(upper) == len(lower) > 1 and any(
        min(a[1], b[1]) <= max(a[0], b[0]) for a, b in zip(upper, lower, strict=True)
    ):
        return True
    for one, others in ((upper, lower), (lower, upper)):
        for a in one:
            over = [b for b in others if min(a[1], b[1]) > max(a[0], b[0])]
            if len(over) > 1:
                return True
            if over and not _aligned(a, over[0]) and len(upper) > 1:
                return True
    return False


def _aligned(a: tuple[float, float], b: tuple[float, float]) -> bool:
    return (
        abs(a[0] - b[0]) < EDGE
        or abs(a[1] - b[1]) < EDGE
        or abs(a[0] + a[1] - b[0] - b[1]) < 2 * EDGE
    )

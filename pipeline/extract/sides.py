"""A page's amount columns -> strips: which share a table, and on which side its labels are."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.candidates import Candidate
from pipeline.extract.clusters import Column
from pipeline.extract.lines import Segment
from pipeline.extract.strips import REACH, SAME_ROW, Strip, goes_on, span_of
from pipeline.extract.wordings import is_total


def strips_of(columns: Sequence[Column], segments: Sequence[Segment], width: float) -> list[Strip]:
    """The strips of a page, columns with no label text between them grouped, left to right."""
    used = {id(w) for k in columns for c in k.candidates for w in c.words}
    text = [s for s in segments if any(id(w) not in used for w in s.words)]
    groups: list[list[Column]] = []
    for column in columns:
        if groups and _together(groups[-1], column, text):
            groups[-1].append(column)
        else:
            groups.append([column])
    strips = []
    for group in groups:
        others = [g for g in groups if g is not group and _overlap_y(span_of(g), span_of(group))]
        left_edge = max((g[-1].x1 for g in others if g[-1].x1 <= group[0].x0), default=0.0)
        right_edge = min(
            (_start(g, text, group[-1].x1) for g in others if g[0].x0 >= group[-1].x1),
            default=width,
        )
        leftwards = _labels_left(group, others, text, left_edge, right_edge)
        strip = (
            Strip(group, True, left_edge, group[0].x0, left_edge)
            if leftwards
            else Strip(group, False, group[-1].x1, right_edge, _start(group, text, left_edge))
        )
        strip.rows = _rows(group)
        strips.append(strip)
    return strips


def _start(group: Sequence[Column], text: Sequence[Segment], after: float) -> float:
    """Where headings over a table that begins with amounts start at the earliest: they run on over
    the amounts, which are often set to the right of their column. `after` (x): there is another
    table up to there."""
    held = group[0].candidates
    first = min(c.box.x0 for c in held)
    over = [s.box.x0 for s in text if after < s.box.x0 < first < s.box.x1]
    return min([first - REACH * max(c.size for c in held), *over])


def _overlap_y(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])


def _beside(group: Sequence[Column], text: Sequence[Segment], x0: float, x1: float) -> int:
    """How many of the group's rows have text beside them whose middle lies in x0..x1."""
    top, bottom = span_of(group)
    return sum(
        1
        for s in text
        if x0 <= s.box.cx <= x1 and top <= s.middle <= bottom and any(c.isalpha() for c in s.text)
    )


def _together(group: Sequence[Column], column: Column, text: Sequence[Segment]) -> bool:
    """Whether a column belongs to the same table: its rows stand level, with no label between."""
    if not _overlap_y(span_of(group), span_of([column])):
        return False
    level = [
        c
        for c in column.candidates
        if any(abs(c.middle - o.middle) < SAME_ROW * c.size for k in group for o in k.candidates)
    ]
    if 2 * len(level) < min(len(column.candidates), len(group[-1].candidates)):
        return False
    rows = max(len(column.candidates), 1)
    headers = 1 + rows // 4
    # Heads that touch one another reach over the amounts on both sides: no label does.
    between = [s for s in text if not s.box.x0 < group[-1].x1 < column.x0 < s.box.x1]
    beside = [
        c
        for c in group[-1].candidates
        if any(
            abs(s.middle - c.middle) < SAME_ROW * c.size
            and group[-1].x1 < s.box.x0 < s.box.x1 < column.x0
            for s in between
        )
    ]
    if 2 * len(beside) > len(group[-1].candidates):
        return False  # those are its labels
    return _beside([column, *group], between, group[-1].x1, column.x0) <= headers


def _labels_left(
    group: Sequence[Column],
    others: Sequence[Sequence[Column]],
    text: Sequence[Segment],
    left_edge: float,
    right_edge: float,
) -> bool:
    on_left = _beside(group, text, left_edge, group[0].x0)
    on_right = _beside(group, text, group[-1].x1, right_edge)
    if not others and (side := _side_of_totals(group, text)) is not None:
        return side
    if others and on_left and on_right:
        # Side by side, text stands between the strips: the outermost one tells whose it is.
        first = min([*others, group], key=lambda g: g[0].x0)
        return _beside(first, text, 0.0, first[0].x0) > 0
    return on_left >= on_right


def _side_of_totals(group: Sequence[Column], text: Sequence[Segment]) -> bool | None:
    """Whether the labels of totals stand left of their amounts; None where that doesn't tell.

    Text on the other side heads the rows, or says more of them.
    """
    held = [c for k in group for c in k.candidates]
    rests = [Segment(c.rest) for c in held if c.rest]
    totals = [
        s
        for s in (*text, *rests)
        if is_total(s.text) and any(abs(s.middle - c.middle) < SAME_ROW * c.size for c in held)
    ]
    left = [s.box.x1 <= group[0].x0 + 1.0 for s in totals]
    right = [s.box.x0 >= group[-1].x1 - 1.0 for s in totals]
    return all(left) if totals and (all(left) or all(right)) else None


def _rows(group: Sequence[Column]) -> list[list[tuple[int, Candidate]]]:
    cells = sorted(
        ((i, c) for i, k in enumerate(group) for c in k.candidates), key=lambda x: x[1].middle
    )
    rows: list[list[tuple[int, Candidate]]] = []
    for index, candidate in cells:
        last = rows[-1] if rows else None
        if (
            last is not None
            and all(i != index for i, _ in last)
            and abs(candidate.middle - last[0][1].middle) < SAME_ROW * candidate.size
        ):
            last.append((index, candidate))
        else:
            rows.append([(index, candidate)])
    for row in rows:
        row.sort(key=lambda x: x[0])
    return rows


def beyond(strip: Strip, text: Sequence[Segment]) -> list[Segment]:
    """What stands beside the rows on the far side of amounts that are left of their labels: it may
    head them. Not the next line of a heading that runs on over the amounts."""
    if strip.labels_left:
        return []
    top, bottom = strip.span
    over = [s for s in text if s.box.x0 < strip.x0 < s.box.x1]
    return [
        s
        for s in text
        if top < s.middle < bottom
        and s.box.x1 <= strip.x0 + 1
        and not any(goes_on(o, s) for o in over)
    ]

"""Candidates -> the columns that they found: amounts under one another.

Amounts with a euro sign found a column wherever they stand; bare numbers only where they stand
under one another or level with a total's label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.domain import Box
from pipeline.extract.candidates import STACKED, Candidate, glued_candidates, whole_candidate
from pipeline.extract.lines import Segment
from pipeline.extract.wordings import is_amount_header, is_total
from pipeline.normalise.money import NumberFormat

EDGE = 3.0  # points: amounts of one column share an edge or a centre within this
PROSE = 6  # words: a line of text with fewer may be a label
UNDER_HEAD = 3.0  # ems from the head of a column to its first amount
FEWEST_IN_LINE = 3  # amounts that make a column sure
BESIDE = 3.0  # ems above or below an amount where its label's lines are
SHORTEST_CODE = 5  # digits: of four, many print thousands in one piece


@dataclass
class Column:
    """Amounts under one another, and the x range that they span, in points.

    `apart` are those of `candidates` that stand beside it: totals in cells of other widths.
    """

    x0: float
    x1: float
    candidates: list[Candidate]
    apart: list[Candidate] = field(default_factory=list)


def founded(segments: Sequence[Segment], number_format: NumberFormat) -> list[Column]:
    """Columns that amounts found: those that stand alone, or several glued ones edge to edge."""
    wholes: list[Candidate] = []
    glued: list[Candidate] = []
    for s in segments:
        whole = whole_candidate(s, number_format)
        if whole is not None:
            wholes.append(whole)
        else:
            glued += glued_candidates(s, number_format)
    wholes = less_prose(wholes, segments)
    seeds = [c for c in wholes if c.amount.costed and c.has_currency]
    columns = clustered(seeds or bare_seeds(wholes, segments))
    columns += bare_columns(wholes, segments, columns)
    for column in clustered(sure_glued(glued)):
        boxes = [c.box for c in column.candidates]
        level = max(sum(abs(b.x1 - o.x1) < EDGE for o in boxes) for b in boxes)
        known = any(overlap(column.candidates[0].box, k) > 0 for k in columns)
        if level >= 2 and 2 * level >= len(boxes) and not known:
            columns.append(column)
    return columns


def less_prose(wholes: list[Candidate], segments: Sequence[Segment]) -> list[Candidate]:
    """`wholes` without those that are the last line of a paragraph, where others are in columns."""
    kept = []
    for c in wholes:
        alone = sum(abs(c.box.x0 - o.box.x0) < EDGE or abs(c.box.x1 - o.box.x1) < EDGE
                    for o in wholes) == 1  # fmt: skip
        if not (alone and len(wholes) > 2 and any(_goes_on(s, c) for s in segments)):
            kept.append(c)
    return kept


def _goes_on(line: Segment, candidate: Candidate) -> bool:
    """Whether an amount stands where the next line of a paragraph starts."""
    step = (candidate.words[0].baseline - line.baseline) / line.size
    starts = abs(line.box.x0 - candidate.box.x0) < 0.2 * line.size
    return 0 < step < STACKED and starts and len(line.words) >= PROSE


def sure_glued(glued: list[Candidate]) -> list[Candidate]:
    """For each segment its money-like end with a euro sign; of several ends the one that more
    white stands before than inside, else the longest."""
    ends: dict[tuple[float, float], list[Candidate]] = {}
    for c in glued:
        if c.amount.costed and c.has_currency:
            ends.setdefault((c.words[-1].box.x1, c.words[-1].baseline), []).append(c)
    return [max(group, key=lambda c: (_set_off(c), len(c.words))) for group in ends.values()]


def _set_off(candidate: Candidate) -> bool:
    """Whether clearly more white stands before the amount than between its words."""
    before = candidate.box.x0 - max(
        (w.box.x1 for w in candidate.rest if w.box.x1 <= candidate.box.x0 + 0.1),
        default=candidate.box.x0,
    )
    inside = [b.box.x0 - a.box.x1 for a, b in pairwise(candidate.words)]
    return before > 1.3 * max([*inside, 0.4 * candidate.size])


def bare_seeds(wholes: Sequence[Candidate], segments: Sequence[Segment]) -> list[Candidate]:
    """Where no amount has a euro sign: numbers in columns, several in a row with their thousands
    apart, those level with a total's label, and one with its thousands apart right under the head
    of a column of amounts."""
    seeds = _numbers_under_one_another(wholes, segments)
    grouped = [c for c in wholes if c.amount.costed and _is_grouped(c)]
    seeds += [
        c
        for c in grouped
        if c not in seeds
        and (
            any(o is not c and abs(o.middle - c.middle) < 0.5 * c.size for o in grouped)
            or any(_is_right_under(h, c) for h in segments)
        )
    ]
    totals = [s for s in segments if is_total(s.text)]
    return seeds + [
        c
        for c in wholes
        if c.amount.costed
        and c not in seeds
        and any(abs(c.middle - t.middle) < 0.5 * c.size for t in totals)
    ]


def _is_right_under(head: Segment, amount: Candidate) -> bool:
    return (
        0 < amount.middle - head.middle < UNDER_HEAD * amount.size
        and min(head.box.x1, amount.box.x1) > max(head.box.x0, amount.box.x0)
        and is_amount_header(head.text)
    )


def bare_columns(
    wholes: Sequence[Candidate], segments: Sequence[Segment], known: Sequence[Column]
) -> list[Column]:
    """Columns of bare numbers beside those with a euro sign: another table on the page, that has
    a total of its own."""
    totals = [s for s in segments if is_total(s.text)]
    return [
        column
        for column in clustered(_numbers_under_one_another(wholes, segments))
        if all(overlap(Box(column.x0, 0, column.x1, 0), k) <= 0 for k in known)
        and any(
            abs(c.middle - t.middle) < 0.5 * c.size and t.box.x1 <= column.x0 + 1.0
            for c in column.candidates
            for t in totals
        )
    ]


def _numbers_under_one_another(
    wholes: Sequence[Candidate], segments: Sequence[Segment]
) -> list[Candidate]:
    numbers = [c for c in wholes if c.amount.costed]
    columns = clustered(numbers)
    groups = any(_is_grouped(c) for c in numbers)
    totals = [s for s in segments if is_total(s.text)]
    kept = []
    for column in columns:
        if groups and _are_codes(column) and not _next_to(column, totals):
            continue
        grouped = [c for c in column.candidates if len(c.words) > 1 or len(c.amount.printed) >= 4]
        if len(column.candidates) >= 2 and grouped:
            kept += column.candidates
    return kept


def uncosted_columns(segments: Sequence[Segment], number_format: NumberFormat) -> list[Column]:
    """The rightmost column of dashes and words such as « néant », each right of a text: that of a
    page on which no action is costed."""
    found = [
        c
        for s in segments
        if (c := whole_candidate(s, number_format))
        and not c.amount.costed
        and any(
            abs(o.middle - c.middle) < BESIDE * c.size and o.box.x1 < c.box.x0
            for o in segments
        )
        and not any(
            abs(o.middle - c.middle) < BESIDE * c.size and o.box.x0 > c.box.x1
            for o in segments
        )
    ]  # fmt: skip
    return clustered(found)[-1:]


def _is_grouped(candidate: Candidate) -> bool:
    """Whether a number prints thousands apart."""
    return re.search(r"[0-9][^0-9][0-9]{3}(?![0-9])", candidate.amount.printed) is not None


def _next_to(column: Column, totals: Sequence[Segment]) -> bool:
    """Whether a total's label stands left of the column, level with one of its numbers: no code
    is printed there."""
    return any(
        t.box.x1 <= column.x0 + 1.0 and abs(c.middle - t.middle) < 0.5 * c.size
        for t in totals
        for c in column.candidates
    )


def _are_codes(column: Column) -> bool:
    """Whether numbers are names (accounts, budget lines) and not amounts: they are too long to be
    printed in one piece where others have their thousands apart."""
    printed = [c.amount.printed for c in column.candidates]
    in_one = [p for p in printed if p.isdecimal() and len(p) >= SHORTEST_CODE]
    return 2 * len(in_one) >= len(printed) and all(p.isdecimal() for p in printed)


def clustered(candidates: Sequence[Candidate]) -> list[Column]:
    """Candidates that stand under one another, as columns from left to right."""
    columns: list[Column] = []
    kept = _less_straddling(candidates)
    for c in sorted(kept, key=lambda c: c.box.x0 - c.box.x1):
        home = next((k for k in columns if overlap(c.box, k) > 0.5 * c.box.width), None)
        if home is None:
            columns.append(Column(c.box.x0, c.box.x1, [c]))
        else:
            home.candidates.append(c)
            home.x0, home.x1 = min(home.x0, c.box.x0), max(home.x1, c.box.x1)
    return sorted(columns, key=lambda k: k.x0)


def _less_straddling(candidates: Sequence[Candidate]) -> list[Candidate]:
    """`candidates` without those that stand over two columns at once, in a merged cell."""
    edges: list[list[Candidate]] = []
    for c in sorted(candidates, key=lambda c: c.box.x1):
        if edges and c.box.x1 - edges[-1][-1].box.x1 < EDGE:
            edges[-1].append(c)
        else:
            edges.append([c])
    columns = [(min(c.box.x0 for c in e), e[-1].box.x1) for e in edges if len(e) >= FEWEST_IN_LINE]
    kept = []
    for group in edges:
        for c in group:
            under = [k for k in columns if min(c.box.x1, k[1]) > max(c.box.x0, k[0])]
            parted = len(under) == 2 and under[0][1] <= under[1][0]
            if len(group) >= FEWEST_IN_LINE or not parted:
                kept.append(c)
    return kept


def overlap(box: Box, column: Column) -> float:
    return min(box.x1, column.x1) - max(box.x0, column.x0)

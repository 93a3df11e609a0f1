"""Totals that stand beside their column: printed in a table or a merged cell of other widths."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.candidates import Candidate
from pipeline.extract.clusters import Column
from pipeline.extract.lines import Segment
from pipeline.extract.strips import SAME_ROW
from pipeline.extract.wordings import is_total


def rejoined(columns: Sequence[Column], segments: Sequence[Segment]) -> list[Column]:
    """`columns` without those of totals alone, each of which goes to the column of its rows.

    That is the only one that no label parts it from; where there are several, a line of as many
    totals goes to them from left to right, and otherwise nothing tells whose totals they are, and
    they stay apart. A column keeps its x range, where its rows' amounts stand.
    """
    used = {id(w) for k in columns for c in k.candidates for w in c.words}
    text = [s for s in segments if not any(id(w) in used for w in s.words)]
    of_rows = [k for k in columns if not all(_is_total(c, text) for c in k.candidates)]
    kept: list[Column] = []
    for column in _less_in_order(columns, of_rows):
        homes = [] if column in of_rows else [k for k in of_rows if _is_apart(column, k, text)]
        if len(homes) == 1:
            homes[0].candidates += column.candidates
            homes[0].apart += column.candidates
        else:
            kept.append(column)
    return kept


def _less_in_order(columns: Sequence[Column], of_rows: Sequence[Column]) -> list[Column]:
    """`columns` without the totals that stand beside their columns in lines of as many: they go to
    those of the rows, from left to right."""
    strays = [c for k in columns if k not in of_rows for c in k.candidates]
    lines = [[c for k in columns for c in k.candidates if _level(c, stray)] for stray in strays]
    for line in lines if len(of_rows) > 1 else ():
        if len(line) != len(of_rows) or any(c in k.apart for k in of_rows for c in line):
            continue
        for column in columns:
            column.candidates = [c for c in column.candidates if c not in line]
        for column, total in zip(of_rows, sorted(line, key=lambda c: c.box.x0), strict=True):
            rows = [c.box for c in column.candidates if c not in column.apart]
            column.x0, column.x1 = min(b.x0 for b in rows), max(b.x1 for b in rows)
            column.candidates.append(total)
            column.apart.append(total)
    return [k for k in columns if k.candidates]


def _is_total(candidate: Candidate, text: Sequence[Segment]) -> bool:
    """Whether the label of a total stands level with an amount."""
    rest = [Segment(candidate.rest)] if candidate.rest else []
    return any(is_total(s.text) and _level(s, candidate) for s in (*text, *rest))


def _is_apart(column: Column, main: Column, text: Sequence[Segment]) -> bool:
    """Whether no amount of `main` stands level with those of `column`, and no label between."""
    right = max((column, main), key=lambda k: k.x0)
    left = column if right is main else main
    return not any(_level(c, o) for c in column.candidates for o in main.candidates) and not any(
        left.x1 <= s.box.x0 < s.box.x1 <= right.x0 and _level(s, c)
        for s in text
        for c in right.candidates
    )


def _level(one: Segment | Candidate, other: Candidate) -> bool:
    return abs(one.middle - other.middle) < SAME_ROW * other.size

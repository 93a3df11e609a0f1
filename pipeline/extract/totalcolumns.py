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

    That is the only one that no label parts it from; where there are several, nothing tells whose
    totals they are, and they stay apart. A column keeps its x range, where its rows' amounts stand.
    """
    used = {id(w) for k in columns for c in k.candidates for w in c.words}
    text = [s for s in segments if not any(id(w) in used for w in s.words)]
    of_rows = [k for k in columns if not all(_is_total(c, text) for c in k.candidates)]
    kept: list[Column] = []
    for column in columns:
        homes = [] if column in of_rows else [k for k in of_rows if _is_apart(column, k, text)]
        if len(homes) == 1:
            homes[0].candidates += column.candidates
            homes[0].apart += column.candidates
        else:
            kept.append(column)
    return kept


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

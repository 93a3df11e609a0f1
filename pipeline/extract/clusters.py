"""Amounts that stand under one another: a column, and where it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.domain import Box
from pipeline.extract.candidates import Candidate

EDGE = 3.0  # points: amounts of one column share an edge or a centre within this
FEWEST_IN_LINE = 3  # amounts that make a column sure


@dataclass
class Column:
    """Amounts under one another, and the x range that they span, in points.

    `apart` are those of `candidates` that stand beside it: totals in cells of other widths.
    """

    x0: float
    x1: float
    candidates: list[Candidate]
    apart: list[Candidate] = field(default_factory=list)


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

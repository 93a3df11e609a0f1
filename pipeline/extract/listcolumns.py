"""Lists side by side on one page: each under titles of its own, all under those of the page."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.lines import Segment
from pipeline.extract.reading import ItemKind
from pipeline.extract.wordings import Wordings
from pipeline.normalise.labels import clean_label

MOST = 4  # lines of a title
INDENT = 6.0  # ems between the left edges of one column's actions at most
Columns = list[list[Segment]]


def columns_of(
    segments: Sequence[Segment], actions: Sequence[Segment], wordings: Wordings
) -> tuple[list[Segment], Columns]:
    """(the lines over all columns, those of each column); one column where nothing tells of more.

    `actions` are lines of lists. Columns are told apart where all begin with titles of the same
    kinds that the profile knows, and nothing reaches over two, or may, but titles above them all:
    under a heading over rows of cells, or one that goes on in the next column, nothing says which
    are whose.
    """
    edges = _edges(actions)
    if len(edges) < 2:
        return [], [list(segments)]
    wide = [s for s in segments if any(s.box.x0 < x - s.size < s.box.x1 for x in edges[1:])]
    columns = [[s for s in segments if s not in wide and _rank(s, edges) == i]
               for i in range(len(edges))]  # fmt: skip
    first = min(s.middle for s in actions)
    kinds = [_kinds_over(column, actions, wordings) for column in columns]
    if (
        not kinds[0]
        or any(k != kinds[0] for k in kinds)
        or any(s.middle > first for s in wide)
        or any(_may_reach_over(title, o, actions) for c in columns
               for title, _ in _titles(c, wordings) for o in columns if o is not c)
    ):  # fmt: skip
        return [], [list(segments)]
    return wide, columns


def _edges(actions: Sequence[Segment]) -> list[float]:
    """Where (x) columns of lines begin, from the left."""
    edges: list[float] = []
    for s in sorted(actions, key=lambda s: s.box.x0):
        if not edges or s.box.x0 - edges[-1] > INDENT * s.size:
            edges.append(s.box.x0)
    return edges


def _rank(segment: Segment, edges: Sequence[float]) -> int:
    return sum(segment.box.x0 > x - INDENT / 2 * segment.size for x in edges[1:])


def _kinds_over(
    column: Sequence[Segment], actions: Sequence[Segment], wordings: Wordings
) -> set[ItemKind]:
    """What kinds of titles that the profile knows stand over a column's first action."""
    first = min((s.middle for s in column if s in actions), default=0.0)
    return {kind for title, kind in _titles(column, wordings) if title.middle < first}


def _titles(column: Sequence[Segment], wordings: Wordings) -> list[tuple[Segment, ItemKind]]:
    """The titles of a column that the profile knows, of one line or several: the first of each."""
    found = []
    for at, first in enumerate(column):
        for lines in range(1, MOST + 1):
            text = clean_label([s.text for s in column[at : at + lines]])
            if kind := wordings.meaning(text)[0]:
                found.append((first, kind))
                break
    return found


def _may_reach_over(title: Segment, other: Sequence[Segment], actions: Sequence[Segment]) -> bool:
    """Whether a title may head actions of another column too: that one has some above and below
    it, and nothing level with it."""
    rows = [s for s in other if s in actions]
    above = any(s.middle < title.middle for s in rows)
    below = any(s.middle > title.middle for s in rows)
    level = any(abs(s.middle - title.middle) < title.size for s in other)
    return above and below and not level

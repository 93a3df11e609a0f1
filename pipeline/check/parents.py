"""Rows that may carry the sum of those under them with no word that says so. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.check.rows import Kind, Row, says

Children = Mapping[int, frozenset[int]]

INDENT = 4.0  # points: less is no indentation


def parents(rows: Sequence[Row]) -> list[Children]:
    """Ways to tell rows that may carry the sum of those under them: by word, weight, indentation.

    Each way gives for the id of such a row the ids of the lines right under it.
    """
    lines = [r for r in rows if r.kind is Kind.LINE and r.label]
    left = min((r.indent for r in lines), default=0.0)
    ways = (
        [r for r in lines if says("parent", r.label)],
        [r for r in lines if r.bold],
        [r for r in lines if r.indent < left + INDENT],
    )
    return [found for w in ways if len(w) < len(lines) and (found := _children(rows, w))]


def _children(rows: Sequence[Row], parents: Sequence[Row]) -> Children:
    chosen = {id(r) for r in parents}
    found: dict[int, set[int]] = {}
    parent: int | None = None
    for row in rows:
        if id(row) in chosen:
            parent = id(row)
        elif row.kind is Kind.LINE and parent is not None:
            found.setdefault(parent, set()).add(id(row))
        elif row.kind is not Kind.DETAIL:
            parent = None
    return {p: frozenset(c) for p, c in found.items()}


def under(rows: Sequence[Row], children: Children) -> list[Row]:
    """`rows` with each parent moved under its children."""
    moved: list[Row] = []
    waiting: Row | None = None
    for row in rows:
        if waiting is not None and not (
            row.kind is Kind.DETAIL or id(row) in children[id(waiting)]
        ):
            moved.append(waiting)
            waiting = None
        if id(row) in children:
            waiting = row
        else:
            moved.append(row)
    return moved if waiting is None else [*moved, waiting]

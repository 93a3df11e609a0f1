"""Drawn strokes and filled areas -> horizontal and vertical rules."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.domain import Box
from pipeline.extract.content import Rule

THIN = 3.0  # points: a filled rectangle no thicker is a rule, a thicker one an area with four sides
SAME_PLACE = 1.5  # points: rules nearer than this are one
JOIN = 2.5  # points: collinear pieces nearer than this are one rule
SHORTEST = 4.0  # points


def rules_of(
    areas: Iterable[Box], strokes: Iterable[Box], width: float, height: float
) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """(horizontal, vertical) rules of a page from its filled areas and its straight strokes.

    An area that covers almost the whole page is a background and has no sides.
    """
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for box in strokes:
        _add_line(box, horizontal, vertical)
    for box in areas:
        if box.width >= 0.97 * width and box.height >= 0.9 * height:
            continue
        if min(box.width, box.height) <= THIN:
            _add_line(box, horizontal, vertical)
        else:
            horizontal += [Rule(y, box.x0, box.x1) for y in (box.top, box.bottom)]
            vertical += [Rule(x, box.top, box.bottom) for x in (box.x0, box.x1)]
    return _merged(horizontal), _merged(vertical)


def is_boxy(points: Iterable[tuple[float, float]]) -> bool:
    """Whether a path's corners are those of its box, or nearly."""
    corners = {(round(x), round(y)) for x, y in points}
    xs, ys = {x for x, _ in corners}, {y for _, y in corners}
    return len(corners) <= 6 and len(xs) <= 3 and len(ys) <= 3


def _add_line(box: Box, horizontal: list[Rule], vertical: list[Rule]) -> None:
    if box.width >= box.height:
        if box.width >= SHORTEST and box.height <= THIN:
            horizontal.append(Rule(box.cy, box.x0, box.x1))
    elif box.height >= SHORTEST and box.width <= THIN:
        vertical.append(Rule(box.cx, box.top, box.bottom))


def _merged(rules: list[Rule]) -> tuple[Rule, ...]:
    """Pieces of one rule joined: a border drawn cell by cell is one line across the table."""
    done: list[Rule] = []
    shelf: list[Rule] = []
    for rule in sorted(rules, key=lambda r: r.position):
        if shelf and rule.position - shelf[0].position > SAME_PLACE:
            done += _joined(shelf)
            shelf = []
        shelf.append(rule)
    return tuple(done + _joined(shelf))


def _joined(shelf: list[Rule]) -> list[Rule]:
    joined: list[Rule] = []
    for rule in sorted(shelf, key=lambda r: r.start):
        if joined and rule.start - joined[-1].end <= JOIN:
            last = joined[-1]
            joined[-1] = Rule(last.position, last.start, max(last.end, rule.end))
        else:
            joined.append(rule)
    return joined

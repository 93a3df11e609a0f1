"""Sentences in a frame of their own beside a table, « À retenir : … »: none of its rows."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain import Box
from pipeline.extract.content import Rule
from pipeline.extract.lines import Segment
from pipeline.extract.prose import ENDS, FEWEST
from pipeline.extract.strips import Strip
from pipeline.extract.wordings import Wordings, is_header, is_total
from pipeline.normalise.money import looks_like_amount

SAME = 2.0  # points between two ends that are one corner


def framed_sentences(
    text: Sequence[Segment],
    strips: Sequence[Strip],
    horizontal: Sequence[Rule],
    vertical: Sequence[Rule],
    wordings: Wordings,
) -> list[Segment]:
    """The text of the frames right of all tables, where it is sentences and holds nothing that a
    table of credits may hold. Left of them it may be a cell beside the rows."""
    edge = max(strip.reach[1] for strip in strips)
    beside = [s for s in text if s.box.x0 > edge]
    sides = [v for v in vertical if v.position > edge] if beside else []
    found: list[Segment] = []
    for frame in dict.fromkeys(_frame(s.box, sides, horizontal) for s in beside):
        held = [s for s in beside if frame is not None and _is_in(s.box, frame)]
        if _are_sentences(held) and not any(_may_count(s, wordings) for s in held):
            found += [s for s in held if s not in found]
    return found


def _frame(box: Box, vertical: Sequence[Rule], horizontal: Sequence[Rule]) -> Box | None:
    """The rectangle that the sides nearest to a text make, where all four are drawn."""
    level = [v for v in vertical if v.start <= box.cy <= v.end]
    left = max((v for v in level if v.position <= box.x0 + SAME), key=_position, default=None)
    right = min((v for v in level if v.position >= box.x1 - SAME), key=_position, default=None)
    if left is None or right is None:
        return None
    if abs(left.start - right.start) >= SAME or abs(left.end - right.end) >= SAME:
        return None
    x0, x1 = left.position, right.position
    closed = all(
        any(abs(h.position - y) < SAME and h.covers(x0, x1, share=0.9) for h in horizontal)
        for y in (left.start, left.end)
    )
    return Box(x0, left.start, x1, left.end) if closed else None


def _position(rule: Rule) -> float:
    return rule.position


def _is_in(box: Box, frame: Box) -> bool:
    return (
        frame.x0 - SAME <= box.x0
        and box.x1 <= frame.x1 + SAME
        and frame.top <= box.cy <= frame.bottom
    )


def _are_sentences(lines: Sequence[Segment]) -> bool:
    words = sum(len(s.words) for s in lines)
    return len(lines) > 1 and words >= FEWEST and lines[-1].text.endswith(ENDS)


def _may_count(segment: Segment, wordings: Wordings) -> bool:
    text = segment.text
    known = wordings.is_known(text) or is_total(text) or is_header(text)
    return known or looks_like_amount(text)

"""Sentences in a frame of their own beside a table, « À retenir : … »: none of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

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
    found: list[Segment] = []
    for frame in _frames([v for v in vertical if v.position > edge], horizontal):
        held = [s for s in text if _is_in(s.box, frame)]
        if _are_sentences(held) and not any(_may_count(s, wordings) for s in held):
            found += [s for s in held if s not in found]
    return found


def _frames(vertical: Sequence[Rule], horizontal: Sequence[Rule]) -> Iterator[Box]:
    """The rectangles whose four sides are drawn."""
    for one, other in combinations(sorted(vertical, key=lambda v: v.position), 2):
        x0, x1 = one.position, other.position
        alike = abs(one.start - other.start) < SAME and abs(one.end - other.end) < SAME
        if alike and x1 - x0 > SAME and all(
            any(abs(h.position - y) < SAME and h.covers(x0, x1, share=0.9) for h in horizontal)
            for y in (one.start, one.end)
        ):  # fmt: skip
            yield Box(x0, one.start, x1, one.end)


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

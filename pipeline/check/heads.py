"""The line of column heads that begins another table, where no reader told it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.check.lanes import BESIDE, NOT_BETWEEN, Draft, Lane
from pipeline.check.rows import is_money
from pipeline.domain import Box
from pipeline.extract.candidates import YEAR
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.reading import Item, ItemKind, PageReading

APART = 1.4  # of the step from the heads to the row under them: what sets them apart from above
LEVEL = 0.5  # ems between the middles of what stands on one line
NEXT = 3.0  # heights of a row from its top to that of the heads over it, at most


def begins_another(draft: Draft, item: Item, reading: PageReading) -> bool:
    """Whether heads of columns stand right above a row, apart from the last row of a table that
    prints no total: a table with one may be a section of a larger one, under the same heads."""
    if any(held.kind is ItemKind.TOTAL for held, _, _ in draft.rows):
        return False
    last, top = draft.last.box, min(c.box.top for c in item.cells)
    segments = _between(reading, item, last.bottom - 1.0, top + 1.0)
    labels = max(_label_end(item, top), _label_end(draft.last, last.top))
    heads = [s for s in segments if _is_head(s, segments, draft, labels)]
    if not heads:
        return False
    first, step = min(map(_top, heads)), top - max(map(_top, heads))
    others = any(s.box.bottom <= first + 1.0 for s in segments)
    return step <= NEXT * item.cells[0].box.height and (others or first - last.top > APART * step)


def _label_end(item: Item, top: float) -> float:
    """The right end of a row's label, of what stands no higher than `top`."""
    words = (w.box for line in item.lines for w in line)
    return max((box.x1 for box in words if box.cy > top), default=item.box.x0)


def _top(segment: Segment) -> float:
    return segment.box.top


def _between(reading: PageReading, item: Item, top: float, bottom: float) -> list[Segment]:
    """The text between two heights of a page that is part of no row, or was taken into the label
    of the row under it."""

    def inside(box: Box) -> bool:
        return top <= box.cy <= bottom

    words = [w for i in reading.items if i is item or i.kind not in (ItemKind.ROW, ItemKind.TOTAL)
             for w in i.words() if inside(w.box)]  # fmt: skip
    words += [x.word for x in reading.leftovers
              if x.reason not in NOT_BETWEEN and inside(x.word.box)]  # fmt: skip
    return segments_of(words, ())


def _is_head(segment: Segment, segments: Sequence[Segment], draft: Draft, labels: float) -> bool:
    """Whether text stands over a column of amounts, or beside other text and right of labels."""
    if is_money(segment.text) or not (
        any(map(str.isalpha, segment.text)) or YEAR.fullmatch(segment.text) or segment.text in "€$£"
    ):
        return False
    if any(s.box.x1 < segment.box.x0 for s in _level(segment, segments)):
        return segment.box.x0 > labels or any(_over(segment, lane) for lane in draft.lanes)
    return any(_over(segment, x) and segment.box.x0 >= x.x0 - BESIDE for x in draft.lanes)


def _over(segment: Segment, lane: Lane) -> bool:
    return lane.x0 - BESIDE <= segment.box.cx <= lane.x1 + BESIDE


def _level(segment: Segment, segments: Sequence[Segment]) -> Iterator[Segment]:
    for s in segments:
        if s is not segment and abs(s.middle - segment.middle) < LEVEL * segment.size:
            yield s

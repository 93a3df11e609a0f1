"""Whether text over amounts is the head of a column, by where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.lines import Segment
from pipeline.extract.strips import Strip, goes_on
from pipeline.extract.wordings import is_amount_header, is_total

LEVEL = 0.65  # ems between what stands in one row
FAR_OVER = 4.0  # ems over the labels: a head of a few words is no wider
FEW = 2  # words of the head of amounts that says nothing else
HEAD = 8.0  # ems above the first amounts that a header may stand, if no other says it is one


def is_over_white(
    segment: Segment, strip: Strip, labels: Sequence[Segment], text: Sequence[Segment]
) -> bool:
    """Whether text stands between the head of the labels (`labels`) and the first amounts, level
    with that head, with nothing but white under it: its column's amounts end farther right."""
    heads = [o for o in labels if is_level(o, segment) and o.box.x1 < segment.box.x0]
    bottom = max((c.last_middle for row in strip.rows for _, c in row), default=0.0)
    near = strip.x0 - segment.box.x1 < HEAD * segment.size or is_amount_header(segment.text)
    return (
        strip.labels_left
        and bool(heads)
        and segment.box.x1 <= strip.x1
        and near
        and not re.search("[0-9]", segment.text)
        and not any(
            segment.middle < o.middle <= bottom
            and min(o.box.x1, segment.box.x1) > max(o.box.x0, segment.box.x0)
            and not any(is_level(h, o) for h in labels)
            for o in text
        )
    )


def may_head_rows(segment: Segment, strip: Strip, labels: Sequence[Segment]) -> bool:
    """Whether text over the one column of a table reaches far over its labels and neither says
    what amounts are nor stands beside the head of the labels: an orientation set to the right."""
    (first, *more) = strip.columns
    return (
        not more
        and strip.labels_left
        and first.x0 - segment.box.x0 > FAR_OVER * segment.size
        and not is_amount_header(segment.text)
        and not any(is_level(o, segment) for o in labels)
    )


def heads_labels(segment: Segment, text: Sequence[Segment]) -> bool:
    """Whether the next text right of one, level with it, is the head of amounts and no more:
    « Montant », « Crédits alloués ». Whatever it says, it heads the labels.
    A total heads nothing."""
    right = [o for o in text if o.box.x0 > segment.box.x1 and is_level(o, segment)]
    head = min(right, key=lambda o: o.box.x0, default=None)
    if head is None or is_total(head.text):
        return False
    return is_amount_header(head.text) and len(head.words) <= FEW


def ends_heading(segment: Segment, strip: Strip, text: Sequence[Segment]) -> bool:
    """Whether text over amounts that stand left of their labels is the next line of a heading,
    which starts over the amounts and runs on into the labels."""
    return not strip.labels_left and any(
        o.box.x1 > strip.left + o.size and goes_on(o, segment) for o in text
    )


def is_level(one: Segment, other: Segment) -> bool:
    return abs(one.middle - other.middle) < LEVEL * other.size

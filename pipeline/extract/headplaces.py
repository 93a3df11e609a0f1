"""Whether text over amounts is the head of a column, by where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.clusters import EDGE
from pipeline.extract.lines import Segment
from pipeline.extract.strips import Strip, goes_on
from pipeline.extract.wordings import is_amount_header, is_total

LEVEL = 0.65  # ems between what stands in one row
FAR_OVER = 4.0  # ems over the labels: a head of a few words is no wider
FEW = 2  # words of the head of amounts that says nothing else
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
YEAR_OR_CODE = re.compile(rf"{YEAR.pattern}|\b[0-9]{{1,3}}$")
FIGURES = re.compile(r"[0-9]")
HEAD = 8.0  # ems above the first amounts that a header may stand, if no other says it is one


def is_over(segment: Segment, strip: Strip, labels: Sequence[Segment]) -> bool:
    """Whether text without figures (years apart) stands over the strip's amounts, not far from
    them or beside the head of the labels (`labels`)."""
    size = max((c.size for row in strip.rows for _, c in row), default=10.0)
    box = segment.box
    # A head may be wider than its amounts: it starts or ends with them, or is one by what it says.
    wide = min(box.x1, strip.x1) > max(box.x0, strip.x0) and (
        abs(box.x0 - strip.x0) < EDGE
        or abs(box.x1 - strip.x1) < EDGE
        or is_amount_header(segment.text)
    )
    inside = wide or strip.x0 - size <= box.cx <= strip.x1 + size
    inside = inside and not strip.crosses(segment)
    inside = inside and (strip.labels_left or segment.box.x0 < strip.x1 - 1.0)
    top, bottom = strip.span
    level = any(is_level(o, segment) for o in labels)
    named = level and is_amount_header(segment.text)  # « Montant BOP 304 »
    digits = (YEAR_OR_CODE if named else YEAR).sub("", segment.text)
    # Under the last row, the head of a table whose rows are on the next page: of its own widths.
    last = max((c.last_middle for row in strip.rows for _, c in row), default=bottom)
    inside = inside or (segment.middle > last and level)
    near = segment.middle >= top - HEAD * size or level
    held = segment.middle <= bottom or level
    return inside and near and held and not FIGURES.search(digits)


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
        and not FIGURES.search(YEAR.sub("", segment.text))
        and not any(
            segment.middle < o.middle <= bottom
            and min(o.box.x1, segment.box.x1) > max(o.box.x0, segment.box.x0)
            and not any(is_level(h, o) for h in labels)
            for o in text
        )
    )


def is_beyond_amounts(
    segment: Segment, strip: Strip, labels: Sequence[Segment], text: Sequence[Segment]
) -> bool:
    """Whether text stands right of the last amounts, one of as many beside the head of the labels
    (`labels`) as there are columns, with nothing but white under it: it is set in the middle of a
    wide column, or at its right, and the amounts at its left. Alone, it must say what they are."""
    before = [o.box.x1 for o in labels if is_level(o, segment) and o.box.x1 < strip.x0]
    if not before or not strip.labels_left or segment.box.x0 < strip.x1:
        return False
    last = max((c.last_middle for row in strip.rows for _, c in row), default=0.0)
    heads = [o for o in text if o.box.x0 > max(before) and is_level(o, segment)]
    under = [o for o in text if segment.middle < o.middle <= last and o.box.x1 > strip.x1]
    said = len(heads) > 1 or is_amount_header(segment.text)
    bare = not any(FIGURES.search(YEAR.sub("", o.text)) for o in heads)
    return len(heads) == len(strip.columns) and said and bare and not set(under).difference(heads)


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

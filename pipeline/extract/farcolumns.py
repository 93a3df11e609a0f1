"""Columns of text right of a table's amounts: a bearer, a remark, a rate; none of our business.

Nothing but a head of their own tells them from text that a table has lost: without one, or where
they hold what may be an amount or a name that the profile knows, they stay unaccounted for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.headplaces import is_level
from pipeline.extract.lines import Segment
from pipeline.extract.strips import HEADER_LINE, Strip
from pipeline.extract.wordings import (
    Wordings,
    is_amount_header,
    is_head_of_no_amounts,
    is_header,
    is_section_header,
    is_total,
)
from pipeline.normalise.money import has_currency, looks_like_amount

NEXT_LINE = 1.6  # ems between two lines of one cell
FAR = 12.0  # ems between a cell and the head of its column at most
FIGURE = re.compile("[0-9]")
RATE = re.compile(r"[-–+−]?\s?[0-9]{1,3}(?:[.,][0-9]+)?\s?%")


def far_columns(strip: Strip, text: Sequence[Segment], wordings: Wordings) -> list[Segment]:
    """The text of the columns right of a strip's amounts, their heads included: each begins with a
    head level with those of the amounts, and all that stands under it is beside the rows."""
    if not strip.labels_left or not strip.headers:
        return []
    top = min(h.middle for h in strip.headers)
    beside = [s for s in text if s.box.x0 > strip.x1 and s.middle > top - HEADER_LINE * s.size]
    level = _level(beside, strip)
    heads = [s for s in level if any(is_level(h, s) for h in strip.headers)]
    near = all(any(_gap(s, h) < FAR * s.size for h in heads) for s in level)
    # One column that may be of amounts makes the others its labels.
    aside = near and not any(_may_count(s, heads, wordings) for s in level)
    return level if aside else []


def _gap(one: Segment, other: Segment) -> float:
    """The white between two texts, in x."""
    return max(one.box.x0 - other.box.x1, other.box.x0 - one.box.x1, 0.0)


def _level(beside: Sequence[Segment], strip: Strip) -> list[Segment]:
    """Text beside the table's heads and rows, and the lines that go on under it."""
    bottom = max(c.last_middle for k in strip.columns for c in k.candidates)
    kept: list[Segment] = []
    for s in sorted(beside, key=lambda s: s.middle):
        follows = any(
            s.middle - o.middle < NEXT_LINE * s.size
            and min(o.box.x1, s.box.x1) > max(o.box.x0, s.box.x0)
            for o in kept
        )
        if s.middle < bottom + 0.5 * s.size or follows:
            kept.append(s)
    return kept


def _may_count(segment: Segment, heads: Sequence[Segment], wordings: Wordings) -> bool:
    """Whether text may be an amount, a total, a name of the series, or the head of such: one that
    no head says to be something else."""
    text = segment.text
    if segment in heads and (is_header(text) or is_section_header(text) or is_amount_header(text)):
        return True
    if wordings.is_known(text) or is_total(text):
        return True
    number = looks_like_amount(text) and FIGURE.search(text) and not RATE.fullmatch(text)
    head = min(heads, key=lambda h: _gap(segment, h))
    return bool(number) and (has_currency(text) or not is_head_of_no_amounts(head.text))

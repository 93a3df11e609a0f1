"""Columns of text right of a table's amounts: a bearer, a remark, a rate; none of our business.

Nothing but a head of their own tells them from text that a table has lost: without one, or where
they hold what may be an amount or a name that the profile knows, they stay unaccounted for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain import Box
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
SAME_SIZE = 0.1  # of a size: heads set alike
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
    heads = _heads(level, strip)
    held = {id(s) for head in heads for s in head.lines}
    cells = [s for s in level if id(s) not in held]
    near = all(any(_gap(s, h.box) < FAR * s.size for h in heads) for s in cells)
    # One column that may be of amounts makes the others its labels.
    sections = any(_may_be_of_credits(h.text) for h in heads)
    if not (heads and near) or sections or any(_may_count(s, heads, wordings) for s in cells):
        return []
    return level


@dataclass(frozen=True)
class _Head:
    """The lines of one column's head."""

    lines: tuple[Segment, ...]

    @property
    def box(self) -> Box:
        return Box.around(s.box for s in self.lines)

    @property
    def text(self) -> str:
        return " ".join(s.text for s in self.lines)


def _heads(level: Sequence[Segment], strip: Strip) -> list[_Head]:
    """The heads set as those of the amounts, level with them or the next line of one that is."""
    first = min(r.first for r in strip.amount_rows())
    alike = [s for s in level if s.middle < first and any(_are_alike(h, s) for h in strip.headers)]
    heads: list[list[Segment]] = []
    for s in alike:
        home = next((h for h in heads if _gap(s, Box.around(o.box for o in h)) == 0), None)
        if home is None:
            heads.append([s])
        else:
            home.append(s)
    return [
        _Head(tuple(head))
        for head in heads
        if any(abs(h.middle - s.middle) < HEADER_LINE / 2 * s.size for s in head
               for h in strip.headers)
    ]  # fmt: skip


def _gap(segment: Segment, head: Box) -> float:
    """The white between a text and a head, in x."""
    return max(segment.box.x0 - head.x1, head.x0 - segment.box.x1, 0.0)


def _are_alike(one: Segment, other: Segment) -> bool:
    return one.bold == other.bold and abs(one.size - other.size) < SAME_SIZE * one.size


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


def _may_be_of_credits(head: str) -> bool:
    return is_header(head) or is_section_header(head) or is_amount_header(head)


def _may_count(segment: Segment, heads: Sequence[_Head], wordings: Wordings) -> bool:
    """Whether a cell may be an amount, a total or a name of the series: one that no head says to be
    something else."""
    text = segment.text
    if wordings.is_known(text) or is_total(text):
        return True
    number = looks_like_amount(text) and FIGURE.search(text) and not RATE.fullmatch(text)
    head = min(heads, key=lambda h: _gap(segment, h.box))
    return bool(number) and (has_currency(text) or not is_head_of_no_amounts(head.text))

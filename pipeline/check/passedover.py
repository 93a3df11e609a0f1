"""Amounts that stand in a total's line and that no table holds: summed where they stand, or told.

A column of noughts or of counts, or one right of a column of rates, may be part of no table. What
its total says must not be passed over: the lines above it, in line with it, are summed. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.check.lanes import NOT_BETWEEN
from pipeline.check.loose import AROUND, is_in
from pipeline.check.result import CheckedTotal, Part, Verdict
from pipeline.check.rows import says
from pipeline.domain import Box
from pipeline.extract.candidates import Candidate, is_year, whole_candidate
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.reading import Item, ItemKind, PageReading
from pipeline.extract.wordings import is_total
from pipeline.normalise.money import NumberFormat

IN_LINE = 0.5  # of the narrower of two boxes: amounts of one column overlap by this at least
HEAD = 3.0  # heights of a line from the head of a column to its first amount
FEWEST = 2  # amounts over a total
CAUSE = "Ce montant, sur la ligne d'un total, est dans une colonne qu'aucune somme ne prouve."


@dataclass(frozen=True, slots=True)
class _Printed:
    """An amount as printed, the label that it stands beside, and whether that is a total's."""

    amount: Candidate
    label: str
    total: bool

    @property
    def box(self) -> Box:
        return self.amount.box

    @property
    def cents(self) -> int:
        return self.amount.amount.cents or 0


def passed_over(
    reading: PageReading, seen: Sequence[Box], number_format: NumberFormat
) -> Iterator[CheckedTotal]:
    """The amounts of a page, level with a total's label and right of it, that are none of `seen`:
    those that were looked at. Each is proven by what stands over it, or unverifiable."""
    words = [w for i in reading.items for w in i.words()]
    words += [x.word for x in reading.leftovers if x.reason not in NOT_BETWEEN]
    segments = segments_of(words, ())
    printed = _printed(reading, segments, number_format)
    for one in printed:
        if not one.total or not one.cents or any(is_in(one.box, box) for box in seen):
            continue
        column = [o for o in printed if _in_line(o.box, one.box) and o.box.top < one.box.top]
        top = min((o.box.top for o in column), default=one.box.top)
        head = _head(top, one.box, segments, number_format)
        if not says("unsummed", head) or says("counted", head):
            yield _checked(one, column, head or None, reading.page)


def _printed(
    reading: PageReading, segments: Sequence[Segment], number_format: NumberFormat
) -> list[_Printed]:
    """The amounts of a page, from the top; beside a total only those right of its label."""
    found = [(s, whole_candidate(s, number_format)) for s in segments]
    texts = [s for s, c in found if c is None]
    totals = [(i.text, _label_box(i)) for i in reading.items if i.kind is ItemKind.TOTAL]
    totals += [(s.text, s.box) for s in texts if is_total(s.text)]
    rows = [(i.text, i.box) for i in reading.items if i.kind is ItemKind.ROW]
    rows += [(s.text, s.box) for s in texts]
    made = []
    for c in (c for _, c in found if c and not is_year(c)):
        total = next((t for t, box in totals if _is_level(c, box) and box.x1 <= c.box.x0 + 1), None)
        label = total or next((t for t, box in rows if _is_level(c, box)), "")
        made.append(_Printed(c, label.strip(AROUND), total is not None))
    return sorted(made, key=lambda p: p.box.cy)


def _label_box(item: Item) -> Box:
    """Where a total's label is, as high as its row."""
    words = [w.box for line in item.lines for w in line]
    x0, x1 = min((b.x0 for b in words), default=0.0), max((b.x1 for b in words), default=0.0)
    return Box(x0, item.box.top, x1, item.box.bottom)


def _is_level(amount: Candidate, box: Box) -> bool:
    return box.top <= amount.box.cy <= box.bottom


def _checked(
    one: _Printed, column: Sequence[_Printed], head: str | None, page: int
) -> CheckedTotal:
    for parts in _ways(column):
        if len(parts) >= FEWEST and sum(p.cents for p in parts) == one.cents:
            summed = tuple(Part(p.label, page, p.cents, p.box) for p in parts)
            foots = Verdict.FOOTS
            return CheckedTotal(one.label, head, page, one.cents, one.cents, foots, summed, one.box)
    return CheckedTotal(
        one.label, head, page, one.cents, None, Verdict.UNVERIFIABLE, (), one.box, CAUSE
    )


def _ways(column: Sequence[_Printed]) -> Iterator[Sequence[_Printed]]:
    """What a total may sum of the amounts over it: all since the last total, all but totals, or the
    last totals."""
    last = max((i for i, p in enumerate(column) if p.total), default=-1)
    yield column[last + 1 :]
    yield [p for p in column if not p.total]
    totals = [p for p in column if p.total]
    yield from (totals[start:] for start in range(len(totals) - 1, -1, -1))


def _head(top: float, amount: Box, segments: Sequence[Segment], number_format: NumberFormat) -> str:
    """The next text over a column of amounts that begins at `top`."""
    over = [
        s
        for s in segments
        if -1 <= top - s.box.bottom < HEAD * amount.height
        and min(s.box.x1, amount.x1) > max(s.box.x0, amount.x0)
        and whole_candidate(s, number_format) is None
    ]
    return max(over, key=lambda s: s.middle).text if over else ""


def _in_line(one: Box, other: Box) -> bool:
    common = min(one.x1, other.x1) - max(one.x0, other.x0)
    return common > IN_LINE * min(one.width, other.width)

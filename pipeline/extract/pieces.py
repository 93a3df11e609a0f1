"""What stands at the head and at the foot of a page's table and is part of no row on that page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.domain import Role
from pipeline.extract.content import Word
from pipeline.extract.lines import Segment
from pipeline.extract.reading import NO_LABEL, Item, ItemKind, Leftover, PageReading
from pipeline.normalise.money import looks_like_amount

SAME_EDGE = 3.0  # points between the left edges of one column
LEVEL = 0.3  # ems between the baselines of words on one line
NEXT_LINE = 1.7  # ems between two lines of one label

PieceKey = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The lines of a label that goes on from the page before (`head`) or to the next (`foot`), and
    the words of an amount at the foot whose label the next page prints; each () where none is."""

    head: tuple[Segment, ...] = ()
    foot: tuple[Segment, ...] = ()
    amount: tuple[Word, ...] = ()

    def keys(self) -> frozenset[PieceKey]:
        """What two readings must share of a piece to agree on it."""
        found = [("head", text_of(self.head)), ("foot", text_of(self.foot)),
                 ("amount", Segment(self.amount).text if self.amount else "")]  # fmt: skip
        return frozenset((name, text) for name, text in found if text)


def text_of(lines: Sequence[Segment]) -> str:
    return "\n".join(s.text for s in lines)


def pieces_of(reading: PageReading) -> Pieces:
    """The pieces at both ends of a page of credits."""
    rows = [i for i in reading.items if i.kind is ItemKind.ROW]
    if not rows:
        return Pieces()
    top, bottom = min(i.box.top for i in reading.rows), max(i.box.bottom for i in reading.rows)
    lost = [x for x in reading.leftovers if x.role is Role.UNACCOUNTED]
    amount = tuple(x.word for x in lost if x.reason == NO_LABEL and x.word.box.cy > bottom)
    text = stray_lines([x for x in lost if x.reason != NO_LABEL])
    head = [s for s in text if s.middle < top]
    foot = [s for s in text if s.middle > bottom]
    return Pieces(_label(head, rows), _label(foot, rows), amount)


def stray_lines(leftovers: Sequence[Leftover]) -> list[Segment]:
    """Words that were left over, line by line, from the top."""
    lines: list[list[Word]] = []
    for x in leftovers:
        last = lines[-1][-1] if lines else None
        level = last and abs(last.baseline - x.word.baseline) < LEVEL * x.word.size
        if last and level and x.word.box.x0 >= last.box.x0:
            lines[-1].append(x.word)
        else:
            lines.append([x.word])
    return sorted((Segment(tuple(line)) for line in lines), key=lambda s: s.baseline)


def _label(lines: Sequence[Segment], rows: Sequence[Item]) -> tuple[Segment, ...]:
    """Lines set as one label of the page's rows, in their column; () where they aren't."""
    labels = [Segment(line) for row in rows for line in row.lines]
    set_alike = all(
        any(abs(o.box.x0 - s.box.x0) < SAME_EDGE and _look(o) == _look(s) for o in labels)
        for s in lines
    )
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    follow = all(0 < step < NEXT_LINE * lines[0].size for step in steps)
    count = any(looks_like_amount(s.text) for s in lines)
    return tuple(lines) if set_alike and follow and not count else ()


def _look(segment: Segment) -> tuple[bool, tuple[float, ...], float]:
    return segment.bold, segment.color, round(segment.size, 1)

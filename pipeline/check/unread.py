"""Totals that print an amount which can't be read: told, never passed over. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.check.judged import UNREAD
from pipeline.check.loose import AROUND, outside
from pipeline.check.result import CheckedTotal, Verdict
from pipeline.check.rows import is_money, money_in
from pipeline.check.suffixed import suffixed_candidate
from pipeline.domain import Box
from pipeline.extract.candidates import whole_candidate
from pipeline.extract.lines import Segment
from pipeline.extract.reading import ItemKind, PageReading
from pipeline.extract.wordings import is_total
from pipeline.normalise.money import NumberFormat


def unread_totals(
    reading: PageReading, seen: Sequence[CheckedTotal], number_format: NumberFormat
) -> Iterator[CheckedTotal]:
    """What begins as an amount does and isn't read as one, right of a total's label or in it;
    `seen` are the totals of the document that are told already."""
    segments = outside(reading)
    labels = [(s.text, s.box, s) for s in segments if is_total(s.text)]
    rows = [(i.text, i.box, None) for i in reading.items if i.kind is ItemKind.TOTAL]
    for label, box, own in [*labels, *rows]:
        if own and money_in(label) and not _is_told(box, reading.page, seen):
            yield _told(label, label, box, reading.page)
        x1 = box.x1 if own else box.x0
        for s in segments:
            right = s.box.x0 > x1 and box.top <= s.box.cy <= box.bottom
            if right and is_money(s.text) and not _is_read(s, number_format):
                yield _told(label, s.text, s.box, reading.page)


def _is_told(box: Box, page: int, seen: Sequence[CheckedTotal]) -> bool:
    """Whether a total is told whose amount stands level with a text, in it or right of it."""
    return any(
        t.page == page and box.top <= t.box.cy <= box.bottom and t.box.x1 > box.x0 for t in seen
    )


def _is_read(segment: Segment, number_format: NumberFormat) -> bool:
    return (
        whole_candidate(segment, number_format) is not None
        or suffixed_candidate(segment, number_format) is not None
    )


def _told(label: str, text: str, box: Box, page: int) -> CheckedTotal:
    name, cause = label.strip(AROUND), UNREAD.format(text)
    return CheckedTotal(name, None, page, None, None, Verdict.UNVERIFIABLE, (), box, cause)

"""Totals that belong to no table: told as unverifiable, never passed over. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.check.lanes import NOT_BETWEEN
from pipeline.check.result import CheckedTotal, Verdict
from pipeline.domain import Amount, Box
from pipeline.extract.candidates import glued_candidates, whole_candidate
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.reading import ItemKind, PageReading
from pipeline.extract.wordings import is_total
from pipeline.normalise.money import NumberFormat

AROUND = " :.•-–\u00a0\u202f"  # what may stand around a label without being part of it
LEVEL = 0.5  # ems between the middles of a label and of its amount
CAUSE = "Ce total n'a pu être rattaché à aucun tableau de lignes et de montants."


def loose_totals(reading: PageReading, number_format: NumberFormat) -> Iterator[CheckedTotal]:
    """The lines of a page, outside its tables, that name a total and print an amount."""
    segments = _outside(reading)
    for s in segments:
        if not is_total(s.text):
            continue
        found = list(_amounts(s, segments, number_format))
        for amount, box in found:
            label = s.text.removesuffix(amount.printed).strip(AROUND)
            yield CheckedTotal(
                label, None, reading.page, amount.cents, None, Verdict.UNVERIFIABLE, (), box, CAUSE
            )


def _outside(reading: PageReading) -> list[Segment]:
    words = [x.word for x in reading.leftovers if x.reason not in NOT_BETWEEN]
    words += [
        w for i in reading.items if i.kind not in (ItemKind.ROW, ItemKind.TOTAL) for w in i.words()
    ]
    return segments_of(words, ())


def _amounts(
    total: Segment, segments: Sequence[Segment], number_format: NumberFormat
) -> Iterator[tuple[Amount, Box]]:
    """The amount at the end of a total's own text, and those level with it on its right."""
    glued = [c for c in glued_candidates(total, number_format) if c.words[-1] is total.words[-1]]
    if glued:
        longest = max(glued, key=lambda c: len(c.words))
        if longest.amount.costed:
            yield longest.amount, longest.box
    for s in segments:
        level = abs(s.middle - total.middle) < LEVEL * total.size and s.box.x0 > total.box.x1
        whole = whole_candidate(s, number_format) if level else None
        if whole is not None and whole.amount.costed:
            yield whole.amount, whole.box

"""Totals that belong to no table: told as unverifiable, never passed over. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.check.lanes import NOT_BETWEEN
from pipeline.check.result import CheckedTotal, Verdict
from pipeline.check.rows import Table, is_sum
from pipeline.check.suffixed import without_suffix
from pipeline.domain import Amount, Box
from pipeline.extract.candidates import glued_candidates, is_year, whole_candidate
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.reading import ASIDE, ItemKind, PageReading
from pipeline.extract.wordings import is_total
from pipeline.normalise.money import NumberFormat

AROUND = " :.•-–\u00a0\u202f"  # what may stand around a label without being part of it
LEVEL = 0.5  # ems between the middles of a label and of its amount
NB = "\u00a0"
UNDER = 4.0  # heights of a row
FEWEST = 2  # amounts that make a column
TOLD = 3
COLUMN = 3  # amounts under one another
EDGE = 2.0  # points between the ends of amounts in a column
CAUSE = "Ce total n'a pu être rattaché à aucun tableau de lignes et de montants."


def loose_totals(reading: PageReading, number_format: NumberFormat) -> Iterator[CheckedTotal]:
    """The lines of a page, outside its tables, that name a total and print an amount."""
    segments = outside(reading)
    beside = {id(x.word) for x in reading.leftovers if x.reason == ASIDE}
    rows = [i.box for i in reading.items if i.kind in (ItemKind.ROW, ItemKind.TOTAL)]
    for s in segments:
        # The code column of a row says what the row is (tables._side_text).
        of_row = all(id(w) in beside for w in s.words) and any(
            b.top <= s.box.cy <= b.bottom for b in rows
        )
        if of_row or not is_total(s.text):
            continue
        found = list(_amounts(s, segments, number_format))
        for amount, box in found:
            bare = without_suffix(s).text
            own = bare.endswith(amount.printed)
            label = (bare.removesuffix(amount.printed) if own else s.text).strip(AROUND)
            yield CheckedTotal(
                label, None, reading.page, amount.cents, None, Verdict.UNVERIFIABLE, (), box, CAUSE
            )


def outside(reading: PageReading) -> list[Segment]:
    """The pieces of text of a page that are part of no row."""
    words = [x.word for x in reading.leftovers if x.reason not in NOT_BETWEEN]
    words += [
        w for i in reading.items if i.kind not in (ItemKind.ROW, ItemKind.TOTAL) for w in i.words()
    ]
    return segments_of(words, ())


def _amounts(
    total: Segment, segments: Sequence[Segment], number_format: NumberFormat
) -> Iterator[tuple[Amount, Box]]:
    """The amount at the end of a total's own text, and those level with it on its right."""
    bare = without_suffix(total)
    glued = [c for c in glued_candidates(bare, number_format) if c.words[-1] is bare.words[-1]]
    if glued:
        longest = max(glued, key=lambda c: len(c.words))
        if longest.amount.costed:
            yield longest.amount, longest.box
    for s in segments:
        level = abs(s.middle - total.middle) < LEVEL * total.size and s.box.x0 > total.box.x1
        whole = whole_candidate(without_suffix(s), number_format) if level else None
        if whole is not None and whole.amount.costed:
            yield whole.amount, whole.box


def unsummed_notes(
    readings: Sequence[PageReading], tables: Sequence[Table], number_format: NumberFormat
) -> Iterator[str]:
    """Amounts among the rows of a page's tables, or right under them, that are in none: what they
    are worth nothing tells, and a column of them may be left out of every sum."""
    cells: dict[int, list[Box]] = {}
    for row in (r for t in tables for r in t.rows):
        cells.setdefault(row.page, []).extend(c.box for c in row.cells if c is not None)
    for reading in readings:
        rows = [i.box for i in reading.items if i.kind in (ItemKind.ROW, ItemKind.TOTAL)]
        found = [
            s.text
            for s in (outside(reading) if rows else ())
            if _is_near(s.box, rows)
            and (c := whole_candidate(s, number_format)) is not None
            and c.amount.costed
            and not is_year(c)
            and not any(is_in(s.box, box) for box in cells.get(reading.page, ()))
            and is_sum(c.amount.printed)
        ]
        if len(found) >= FEWEST:
            told = ", ".join(f"«{NB}{text}{NB}»" for text in found[:TOLD])
            yield (
                f"Page {reading.page}{NB}: {len(found)} montants à côté des lignes d'un tableau "
                f"n'entrent dans aucune somme ({told}{', …' if len(found) > TOLD else ''})."
            )


def unlabelled_notes(readings: Sequence[PageReading], number_format: NumberFormat) -> Iterator[str]:
    """Columns of amounts on a page that prints no label: those of a wide sheet's second page."""
    for reading in readings:
        if any(i.kind in (ItemKind.ROW, ItemKind.TOTAL) for i in reading.items):
            continue
        segments = outside(reading)
        amounts = [
            c
            for s in segments
            if (c := whole_candidate(s, number_format)) and is_sum(c.amount.printed)
        ]
        texts = [s for s in segments if whole_candidate(s, number_format) is None]
        bare = [c for c in amounts if not any(t.box.top <= c.box.cy <= t.box.bottom for t in texts)]
        if any(sum(abs(c.box.x1 - o.box.x1) < EDGE for o in bare) >= COLUMN for c in bare):
            yield (
                f"Page {reading.page}{NB}: des colonnes de montants sans libellé ne sont pas "
                "vérifiées (la suite d'un tableau plus large que la page\u00a0?)."
            )


def _is_near(box: Box, rows: Sequence[Box]) -> bool:
    """Whether a box stands between the first row and a little under the last."""
    height = max(b.height for b in rows)
    return min(b.top for b in rows) <= box.cy <= max(b.bottom for b in rows) + UNDER * height


def is_in(inner: Box, outer: Box) -> bool:
    """Whether the middle of a box stands in another."""
    return outer.x0 <= inner.cx <= outer.x1 and outer.top <= inner.cy <= outer.bottom

"""The heads printed over a strip's amount columns, told from its labels and its amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.candidates import Candidate, is_year
from pipeline.extract.columns import Column
from pipeline.extract.lines import Segment
from pipeline.extract.strips import Strip

HEADS_APART = 0.45  # ems: more than any space between the words of one head
HEAD = 8.0  # ems above the first amounts that a header may stand


def take_headers(strip: Strip, text: Sequence[Segment]) -> set[int]:
    """Find the strip's header cells: text over its amount columns that holds no amount.

    Bare years are headers where all others of their column carry a euro sign, where a whole row
    holds nothing else, or right under header text. Sets `strip.headers`, takes header rows out of
    `strip.rows`; returns the ids of the header words.
    """
    size = max((c.size for row in strip.rows for _, c in row), default=10.0)
    for s in (part for whole in text for part in _by_column(whole, strip.columns)):
        inside = strip.x0 - size <= s.box.cx <= strip.x1 + size and not strip.crosses(s)
        inside = inside and (strip.labels_left or s.box.x0 < strip.x1 - 1.0)
        top, bottom = strip.span
        digits = re.sub(r"(?:19|20)[0-9]{2}", "", s.text)
        if inside and top - HEAD * size <= s.middle <= bottom and not re.search("[0-9]", digits):
            strip.headers.append(s)
    for row in list(strip.rows):
        if len(strip.rows) > 1 and _is_year_row(row, strip):
            strip.rows.remove(row)
            strip.headers += [Segment(c.words) for _, c in row]
    return {id(w) for s in strip.headers for w in s.words}


def _by_column(segment: Segment, columns: Sequence[Column]) -> list[Segment]:
    """Heads that stand too near one another to be told apart by that alone, each over a column."""
    words = segment.words
    homes = [min(range(len(columns)), key=lambda i: _off(w.box.cx, columns[i])) for w in words]
    parts, start = [], 0
    for i in range(1, len(words)):
        gap = words[i].box.x0 - words[i - 1].box.x1
        if homes[i] != homes[i - 1] and gap > HEADS_APART * segment.size:
            parts.append(Segment(words[start:i]))
            start = i
    return [*parts, Segment(words[start:])]


def _off(x: float, column: Column) -> float:
    return abs(x - (column.x0 + column.x1) / 2)


def _is_year_row(row: Sequence[tuple[int, Candidate]], strip: Strip) -> bool:
    if not all(is_year(c) for _, c in row):
        return False
    others = [c for r in strip.rows if r is not row for _, c in r if c.amount.costed]
    if others and all(c.has_currency for c in others if not is_year(c)):
        return True
    under = any(
        0 < c.middle - h.middle < 2.2 * c.size and abs(c.box.cx - h.box.cx) < 4 * c.size
        for _, c in row
        for h in strip.headers
    )
    return under or (len(row) > 1 and row is strip.rows[0])

"""Numbers without a currency -> the columns that they found, and those where nothing is costed.

A bare number is an amount only where others stand under it, where it is level with a total's label,
or where the heads of amount columns stand over it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.domain import Box
from pipeline.extract.candidates import Candidate, is_year, whole_candidate
from pipeline.extract.clusters import EDGE, Column, clustered, overlap
from pipeline.extract.lines import Segment
from pipeline.extract.wordings import is_amount_header, is_code_header, is_total
from pipeline.normalise.money import NumberFormat

UNDER_HEAD = 3.0  # ems from the head of a column to its first amount
BESIDE = 3.0  # ems above or below an amount where its label's lines are
OVER = 8.0  # ems from a row to the heads of its columns, an orientation between them
LEVEL = 0.5  # ems between what stands in one line
LONG = 4  # characters: fewer are more often notes, or numbers of things
SHORTEST_CODE = 5  # digits: of four, many print thousands in one piece


def bare_seeds(wholes: Sequence[Candidate], segments: Sequence[Segment]) -> list[Candidate]:
    """Where no amount has a euro sign: numbers in columns, several in a row with their thousands
    apart, those level with a total's label, one with its thousands apart right under the head of a
    column of amounts or under such a head in line with a dash or a « néant », and several in a row
    each under its own."""
    codes = [s for s in segments if is_code_header(s.text)]
    wholes = [c for c in wholes if not any(_is_over(h, c) for h in codes)]
    seeds = _numbers_under_one_another(wholes, segments)
    grouped = [c for c in wholes if c.amount.costed and _is_grouped(c)]
    seeds += [
        c
        for c in grouped
        if c not in seeds
        and (
            any(o is not c and abs(o.middle - c.middle) < 0.5 * c.size for o in grouped)
            or any(_is_right_under(h, c) for h in segments)
            or _is_among_uncosted(c, wholes, segments)
        )
    ]
    seeds += [c for c in _under_their_heads(wholes, segments) if c not in seeds]
    totals = [s for s in segments if is_total(s.text)]
    return seeds + [
        c
        for c in wholes
        if c.amount.costed
        and c not in seeds
        and any(abs(c.middle - t.middle) < 0.5 * c.size for t in totals)
    ]


def _is_over(head: Segment, number: Candidate) -> bool:
    """Whether the head of a column of codes stands over a number, however far below."""
    common = min(head.box.x1, number.box.x1) - max(head.box.x0, number.box.x0)
    return head.middle < number.middle and common > 0.5 * min(head.box.width, number.box.width)


def _is_right_under(head: Segment, amount: Candidate) -> bool:
    return (
        0 < amount.middle - head.middle < UNDER_HEAD * amount.size
        and min(head.box.x1, amount.box.x1) > max(head.box.x0, amount.box.x0)
        and is_amount_header(head.text)
    )


def _is_among_uncosted(
    amount: Candidate, wholes: Sequence[Candidate], segments: Sequence[Segment]
) -> bool:
    """Whether a dash or a word such as « néant » stands in line with a number, and the head of a
    column of amounts is the next text over it."""
    return any(
        not o.amount.costed and _in_line(o.box, amount.box) and is_under_head(o, segments)
        for o in wholes
    )


def _in_line(a: Box, b: Box) -> bool:
    return min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.cx - b.cx)) < EDGE


def is_under_head(amount: Candidate, segments: Sequence[Segment]) -> bool:
    """Whether the next text over an amount is the head of a column of them."""
    return _amount_head(amount, segments) is not None


def _amount_head(amount: Candidate, segments: Sequence[Segment]) -> Segment | None:
    above = _next_above(amount, segments)
    return above if above is not None and is_amount_header(above.text) else None


def _under_their_heads(wholes: Sequence[Candidate], segments: Sequence[Segment]) -> list[Candidate]:
    """Numbers of one row, two at least and no text between them, over each of which the next text
    is the head of a column: the heads stand in one line, and one names amounts."""
    numbers = [
        c for c in wholes if c.amount.costed and not is_year(c) and len(c.amount.printed) >= LONG
    ]
    found: list[Candidate] = []
    for c in numbers:
        row = [o for o in numbers if abs(o.middle - c.middle) < LEVEL * c.size]
        heads = {id(h): h for o in row if (h := _next_above(o, segments)) is not None}
        middles = [h.middle for h in heads.values()]
        if (
            len(row) == len(heads) > 1
            and not _has_text_between(row, segments)
            and max(middles) - min(middles) < LEVEL * c.size
            and any(is_amount_header(h.text) for h in heads.values())
        ):
            found.append(c)
    return found


def _has_text_between(row: Sequence[Candidate], segments: Sequence[Segment]) -> bool:
    """Whether a text stands between the numbers of a row: the first are codes, before a label."""
    x0, x1 = min(c.box.x1 for c in row), max(c.box.x0 for c in row)
    used = {id(w) for c in row for w in c.words}
    return any(
        x0 <= s.box.cx <= x1 and abs(s.middle - row[0].middle) < LEVEL * s.size
        for s in segments
        if not any(id(w) in used for w in s.words)
    )


def _next_above(amount: Candidate, segments: Sequence[Segment]) -> Segment | None:
    """The next text above, within reach, that stands over an amount."""
    over = [
        s
        for s in segments
        if 0 < amount.middle - s.middle < OVER * amount.size
        and abs(amount.middle - s.middle) > LEVEL * amount.size
        and min(s.box.x1, amount.box.x1) > max(s.box.x0, amount.box.x0)
    ]
    return max(over, key=lambda s: s.middle, default=None)


def bare_columns(
    wholes: Sequence[Candidate], segments: Sequence[Segment], known: Sequence[Column]
) -> list[Column]:
    """Columns of bare numbers beside those with a euro sign: another table on the page, that has
    a total of its own."""
    totals = [s for s in segments if is_total(s.text)]
    return [
        column
        for column in clustered(_numbers_under_one_another(wholes, segments))
        if all(overlap(Box(column.x0, 0, column.x1, 0), k) <= 0 for k in known)
        and any(
            abs(c.middle - t.middle) < 0.5 * c.size
            and (t.box.x1 <= column.x0 + 1.0 or t.box.x0 >= column.x1 - 1.0)
            for c in column.candidates
            for t in totals
        )
    ]


def headed_columns(
    wholes: Sequence[Candidate], segments: Sequence[Segment], known: Sequence[Column]
) -> list[Column]:
    """Columns of dashes and words such as « néant » right under the head of a column of amounts,
    under which no `known` column stands."""
    found = [
        c
        for c in wholes
        if not c.amount.costed
        and (head := _amount_head(c, segments)) is not None
        and all(overlap(box, k) <= 0 for k in known for box in (c.box, head.box))
    ]
    return clustered(found)


def headed_uncosted(segments: Sequence[Segment], number_format: NumberFormat) -> list[Candidate]:
    """The dashes and words such as « néant » right under the head of a column of amounts."""
    wholes = [c for s in segments if (c := whole_candidate(s, number_format))]
    return [c for c in wholes if not c.amount.costed and is_under_head(c, segments)]


def _numbers_under_one_another(
    wholes: Sequence[Candidate], segments: Sequence[Segment]
) -> list[Candidate]:
    numbers = [c for c in wholes if c.amount.costed]
    columns = clustered(numbers)
    groups = any(_is_grouped(c) for c in numbers)
    totals = [s for s in segments if is_total(s.text)]
    kept = []
    for column in columns:
        if groups and _are_codes(column) and not _next_to(column, totals):
            continue
        grouped = [c for c in column.candidates if len(c.words) > 1 or len(c.amount.printed) >= 4]
        if len(column.candidates) >= 2 and grouped:
            kept += column.candidates
    return kept


def uncosted_columns(segments: Sequence[Segment], number_format: NumberFormat) -> list[Column]:
    """The columns of dashes and words such as « néant », each right of a text and with nothing else
    right of it: those of a page on which no action is costed."""
    found = [
        c for s in segments if (c := whole_candidate(s, number_format)) and not c.amount.costed
    ]
    words = {id(w) for c in found for w in c.words}
    # The heads of other such columns are right of one, too.
    texts = [
        s for s in segments
        if not any(id(w) in words for w in s.words)
        and not any(min(s.box.x1, c.box.x1) > max(s.box.x0, c.box.x0) for c in found)
    ]  # fmt: skip

    def is_last(c: Candidate) -> bool:
        level = [s for s in texts if abs(s.middle - c.middle) < BESIDE * c.size]
        left = any(s.box.x1 < c.box.x0 for s in level)
        return left and not any(s.box.x0 > c.box.x1 for s in level)

    return clustered([c for c in found if is_last(c)])


def _is_grouped(candidate: Candidate) -> bool:
    """Whether a number prints thousands apart."""
    return re.search(r"[0-9][^0-9][0-9]{3}(?![0-9])", candidate.amount.printed) is not None


def _next_to(column: Column, totals: Sequence[Segment]) -> bool:
    """Whether a total's label stands left of the column, level with one of its numbers: no code
    is printed there."""
    return any(
        t.box.x1 <= column.x0 + 1.0 and abs(c.middle - t.middle) < 0.5 * c.size
        for t in totals
        for c in column.candidates
    )


def _are_codes(column: Column) -> bool:
    """Whether numbers are names (accounts, budget lines) and not amounts: they are too long to be
    printed in one piece where others have their thousands apart."""
    printed = [c.amount.printed for c in column.candidates]
    in_one = [p for p in printed if p.isdecimal() and len(p) >= SHORTEST_CODE]
    return 2 * len(in_one) >= len(printed) and all(p.isdecimal() for p in printed)

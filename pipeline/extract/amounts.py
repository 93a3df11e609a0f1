"""Segments -> amounts in columns. A number inside a label is never an amount.

An amount is a money-like segment that stands in a column with others, or alone with a euro sign;
or the money-like end of a segment that reaches into such a column (glued to its label).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.domain import AmountKind
from pipeline.extract.amountruns import holds, of_several_columns
from pipeline.extract.barecolumns import bare_columns, bare_seeds, headed_columns
from pipeline.extract.candidates import (
    Candidate,
    glued_candidates,
    is_year,
    read_amount,
    stacked_candidates,
    whole_candidate,
)
from pipeline.extract.clusters import EDGE, Column, clustered, overlap
from pipeline.extract.columns import founded, heads_amounts, less_prose, sure_glued
from pipeline.extract.content import Rule, Word
from pipeline.extract.lines import Segment
from pipeline.extract.totalcolumns import rejoined
from pipeline.normalise.money import NumberFormat, has_currency

INTO_COLUMN = 0.33  # ems of white between a label and an amount column
SPACE = 0.2  # ems between two words at the least
FLUSH = 1.0  # points
LIKE_SIZE = 0.2  # ems: how far the sizes of one column's amounts may be apart
WIDER = 1.3  # times the white between the digits of an amount, around it
TOUCH = 0.12  # ems: nearer than this, an amount touches its label


def columns_of(
    segments: Sequence[Segment],
    horizontal: Sequence[Rule],
    number_format: NumberFormat,
) -> tuple[list[Column], list[Segment]]:
    """(amount columns of a page from left to right, its segments parted at those columns).

    Amounts with a euro sign found a column; without any on the page, numbers that stand under
    one another do. Bare numbers, dashes and words such as « néant » join a column they stand in.
    """
    columns = rejoined(founded(segments, number_format), segments)
    segments = [part for s in segments for part in _parted(s, columns, number_format)]
    columns = _filled(segments, horizontal, number_format)
    return columns, segments


def _parted(
    segment: Segment, columns: Sequence[Column], number_format: NumberFormat
) -> list[Segment]:
    """A segment cut where an amount in a column stands off from its other words."""
    words = segment.words
    if read_amount(segment.text, number_format):
        if not _in_columns(segment, columns):
            return [segment]  # longer than the amounts that told where the column is
    elif several := of_several_columns(segment, columns, number_format):
        return several
    for column in columns:
        inside = [holds(column, w) for w in words]
        for i in range(1, len(words)):
            if has_currency(words[i].text) and not any(map(str.isdigit, words[i].text)):
                inside[i] = inside[i - 1]  # it goes with its number, however long that is
        inside = _with_all_digits(words, inside, number_format)
        for i in range(1, len(words)):
            gap = words[i].box.x0 - words[i - 1].box.x1
            # Amounts set to the right of their column, left of their labels, end in one line.
            flush = inside[i - 1] and abs(words[i - 1].box.x1 - column.x1) < FLUSH
            white = (SPACE if flush else INTO_COLUMN) * words[i].size
            if inside[i] != inside[i - 1] and gap > white:
                outer = words[:i] if inside[i] else words[i:]
                inner = words[i:] if inside[i] else words[:i]
                clear = all(
                    w.box.x1 <= column.x0 + 2.0 or w.box.x0 >= column.x1 - 2.0 for w in outer
                )
                if (
                    clear
                    and all(inside[i:] if inside[i] else inside[:i])
                    and (read_amount(Segment(inner).text, number_format))
                ):
                    return [
                        part
                        for half in (words[:i], words[i:])
                        for part in _parted(Segment(half), columns, number_format)
                    ]
    return [segment]


def _with_all_digits(
    words: Sequence[Word], inside: list[bool], number_format: NumberFormat
) -> list[bool]:
    """`inside`, and the digits beside it that make one amount with it: wider than those that told
    where the column is. More white must stand around it than within."""
    at = [i for i, held in enumerate(inside) if held]
    if not at:
        return inside
    gaps = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
    for start in range(at[0] + 1):
        for end in range(len(words), at[-1], -1):
            added = (*words[start : at[0]], *words[at[-1] + 1 : end])
            within = max(gaps[start : end - 1], default=0.0)
            around = (*gaps[max(start - 1, 0) : start], *gaps[end - 1 : end])
            if (
                added
                and all(w.text.isdecimal() for w in added)
                and all(g > WIDER * within for g in around)
                and read_amount(Segment(tuple(words[start:end])).text, number_format)
            ):
                return [start <= i < end for i in range(len(words))]
    return inside


def _in_columns(segment: Segment, columns: Sequence[Column]) -> bool:
    """Whether every word stands in a column: they may be the amounts of several."""
    return all(any(holds(k, w) for k in columns) for w in segment.words)


def _filled(
    segments: Sequence[Segment], horizontal: Sequence[Rule], number_format: NumberFormat
) -> list[Column]:
    stacks = stacked_candidates(segments, horizontal, number_format)
    stacked = {id(w) for c in stacks for w in c.words}
    segments = [s for s in segments if id(s.words[0]) not in stacked]
    wholes = [c for s in segments if (c := whole_candidate(s, number_format))]
    wholes = stacks + less_prose(wholes, segments)
    glued = [g for s in segments if not whole_candidate(s, number_format)
             for g in glued_candidates(s, number_format)
             if g.has_currency or is_year(g) or not heads_amounts(s, segments)]  # fmt: skip
    seeds = [c for c in wholes if c.amount.costed and c.has_currency]
    loose = [c for c in sure_glued(glued) if not _touches(c, seeds)]
    if not seeds and not loose:
        seeds = bare_seeds(wholes, segments)
    columns = clustered(seeds)
    columns += bare_columns(wholes, segments, columns)
    columns += headed_columns(wholes, segments, columns)
    columns = rejoined(sorted(columns, key=lambda k: k.x0), segments)
    loose = [c for c in loose if not _share_edge(c, columns)]
    columns = columns or clustered(loose)[:1]
    for c in loose:
        _attach(c, columns)
    seeds = [c for column in columns for c in column.candidates]
    taken = {id(w) for c in seeds for w in c.words}
    for candidate in wholes:
        if id(candidate.words[0]) not in taken:
            _join(candidate, columns)
            taken |= {id(w) for w in candidate.words}
    _join_glued(glued, columns, taken)
    return [c for c in columns if any(x.amount.costed for x in c.candidates)]


def _share_edge(candidate: Candidate, columns: list[Column]) -> bool:
    """Put a glued amount that ends (or begins) where a column's amounts do into that column."""
    for column in columns:
        edges = [c.box for c in column.candidates]
        aligned = any(
            abs(b.x1 - candidate.box.x1) < EDGE or abs(b.x0 - candidate.box.x0) < EDGE
            for b in edges
        )
        if aligned or overlap(candidate.box, column) > 0.8 * candidate.box.width:
            column.candidates.append(candidate)
            return True
    return False


def _attach(candidate: Candidate, columns: list[Column]) -> None:
    """Put an amount that touches its label (no space between) into the column it belongs to,
    though it does not reach it: the nearest one on its right, else the nearest."""
    if any(candidate in c.candidates for c in columns):
        return
    touching = min(abs(candidate.box.x0 - w.box.x1) for w in candidate.rest)
    if touching > TOUCH * candidate.size or not columns:
        return
    start = min(w.box.x0 for w in candidate.rest)
    right = [c for c in columns if c.x1 > start] or columns
    min(right, key=lambda c: abs(c.x0 - candidate.box.x1)).candidates.append(candidate)


def _touches(candidate: Candidate, others: Sequence[Candidate]) -> bool:
    return any(w in o.words for o in others for w in candidate.words)


def _join(candidate: Candidate, columns: list[Column]) -> None:
    """Put a bare number, a dash or a « néant » into the column whose x range holds it."""
    box = candidate.box
    for column in columns:
        reach = EDGE + (0.0 if candidate.amount.kind is AmountKind.DASH else 0.6 * candidate.size)
        if column.x0 - reach <= box.cx <= column.x1 + reach and (
            overlap(box, column) > 0.5 * box.width or abs(box.x1 - column.x1) < EDGE
        ):
            column.candidates.append(candidate)
            column.x0, column.x1 = min(column.x0, box.x0), max(column.x1, box.x1)
            return


def _is_within(words: Sequence[Word], column: Column) -> bool:
    """Whether words, no signs, stand where a column's amounts do."""
    return any(c.isalpha() for w in words for c in w.text) and all(
        column.x0 - EDGE <= w.box.x0 and w.box.x1 <= column.x1 + EDGE for w in words
    )


def _join_glued(glued: Sequence[Candidate], columns: list[Column], taken: set[int]) -> None:
    """Bare numbers glued to a label join where they share an edge with a column's amounts."""
    for candidate in sorted(glued, key=lambda c: -len(c.words)):
        if any(id(w) in taken for w in (*candidate.words, *candidate.rest)):
            continue
        if not candidate.amount.costed or candidate.has_currency:
            continue
        for column in columns:
            edges = [c.box for c in column.candidates]
            if abs(candidate.size - column.candidates[0].size) > LIKE_SIZE * candidate.size:
                continue
            box = candidate.box
            if not is_year(candidate) and _is_within(candidate.rest, column):
                continue  # « Axe 1 » over its column, and no label before an amount
            aligned = sum(abs(b.x1 - box.x1) < EDGE or abs(b.x0 - box.x0) < EDGE for b in edges)
            centred = sum(abs(b.cx - box.cx) < EDGE for b in edges)
            if (
                max(aligned, centred) * 2 >= len(edges)
                and candidate.box.x0 >= column.x0 - candidate.size
            ):
                column.candidates.append(candidate)
                taken |= {id(w) for w in (*candidate.words, *candidate.rest)}
                break

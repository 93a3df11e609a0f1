"""Segments -> amounts in columns. A number inside a label is never an amount.

An amount is a money-like segment that stands in a column with others, or alone with a euro sign;
or the money-like end of a segment that reaches into such a column (glued to its label).
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.domain import Amount, AmountKind, Box
from pipeline.extract.content import Rule, Word
from pipeline.extract.lines import X_HEIGHT, Segment
from pipeline.extract.wordings import is_total
from pipeline.normalise.money import (
    AmountRefused,
    NumberFormat,
    has_currency,
    leading_amounts,
    parse_amount,
    split_amount_note,
    trailing_amounts,
)

INTO_COLUMN = 0.33  # ems of white between a label and an amount column
TOUCH = 0.12  # ems: nearer than this, an amount touches its label
EDGE = 3.0  # points: amounts of one column share an edge or a centre within this
STACKED = 1.45  # ems between the baselines of an amount that is broken over two lines
STACK_TOP = re.compile(r"[0-9]{1,3}(?:\s[0-9]{3})*")
STACK_END = re.compile(r"[0-9]{3}(?:\s[0-9]{3})*(?:,[0-9]{1,2})?\s?€\*?")
SHORTEST_CODE = 5  # digits: of four, many print thousands in one piece
YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True)
class Candidate:
    """A money-like run of words. `rest` is what its segment holds besides (a glued label)."""

    words: tuple[Word, ...]
    amount: Amount
    rest: tuple[Word, ...] = ()
    note: str | None = None
    whole: bool = True

    @cached_property
    def box(self) -> Box:
        return Box.around(w.box for w in self.words)

    @cached_property
    def size(self) -> float:
        return statistics.median(w.size for w in self.words)

    @property
    def first_middle(self) -> float:
        return min(w.baseline for w in self.words) - X_HEIGHT * self.size

    @property
    def last_middle(self) -> float:
        return max(w.baseline for w in self.words) - X_HEIGHT * self.size

    @property
    def middle(self) -> float:
        return (self.first_middle + self.last_middle) / 2

    @property
    def has_currency(self) -> bool:
        return has_currency(self.amount.printed)


@dataclass
class Column:
    """Amounts under one another, and the x range that they span, in points."""

    x0: float
    x1: float
    candidates: list[Candidate]


def read_amount(text: str, number_format: NumberFormat) -> tuple[Amount, str | None] | None:
    """The amount that is the whole of `text`, and its footnote mark; None when it is none."""
    bare, note = split_amount_note(text)
    try:
        return parse_amount(bare, number_format), note
    except AmountRefused:
        return None


def whole_candidate(segment: Segment, number_format: NumberFormat) -> Candidate | None:
    if len(segment.words) > 12:
        return None
    read = read_amount(segment.text, number_format)
    return Candidate(segment.words, read[0], (), read[1]) if read else None


def glued_candidates(segment: Segment, number_format: NumberFormat) -> list[Candidate]:
    """Money-like ends and beginnings of a segment that has other words too."""
    bare, note = split_amount_note(segment.text)
    found = []
    for offset in trailing_amounts(bare, number_format):
        if offset > 0:
            found.append(_cut(segment, offset, len(bare), note, number_format))
    for offset in leading_amounts(segment.text, number_format):
        if offset < len(segment.text):
            found.append(_cut(segment, 0, offset, None, number_format))
    return [c for c in found if c is not None]


def _cut(
    segment: Segment, start: int, end: int, note: str | None, number_format: NumberFormat
) -> Candidate | None:
    """The candidate printed at characters start..end of the segment; words are cut if need be."""
    inside: list[Word] = []
    outside: list[Word] = []
    at = 0
    for word in segment.words:
        lo, hi = max(start - at, 0), min(end - at, len(word.text))
        if lo >= hi:
            outside.append(word)
        else:
            if lo > 0:
                outside.append(_part(word, 0, lo))
            inside.append(_part(word, lo, hi) if (lo, hi) != (0, len(word.text)) else word)
            if hi < len(word.text) and not note:
                outside.append(_part(word, hi, len(word.text)))
            elif hi < len(word.text):
                inside.append(_part(word, hi, len(word.text)))
        at += len(word.text) + len(word.space)
    read = read_amount(segment.text[start:end], number_format)
    if not inside or read is None:
        return None
    if note:  # the mark stands after the amount and goes with it
        trailing = [w for w in outside if w.box.x0 >= inside[-1].box.x1 - 0.01]
        inside += trailing
        outside = [w for w in outside if w not in trailing]
    return Candidate(tuple(inside), read[0], tuple(outside), note, whole=False)


def _part(word: Word, start: int, end: int) -> Word:
    """Characters start..end of a word, its box cut in proportion."""
    step = word.box.width / max(len(word.text), 1)
    box = Box(word.box.x0 + start * step, word.box.top, word.box.x0 + end * step, word.box.bottom)
    return Word(
        word.text[start:end], box, word.baseline, word.size, word.bold, word.color,
        word.visible, word.confidence, word.space if end == len(word.text) else "",
    )  # fmt: skip


def columns_of(
    segments: Sequence[Segment], horizontal: Sequence[Rule], number_format: NumberFormat
) -> tuple[list[Column], list[Segment]]:
    """(amount columns of a page from left to right, its segments parted at those columns).

    Amounts with a euro sign found a column; without any on the page, numbers that stand under
    one another do. Bare numbers, dashes and words such as « néant » join a column they stand in.
    """
    founded = _founded(segments, number_format)
    segments = [part for s in segments for part in _parted(s, founded, number_format)]
    columns = _filled(segments, horizontal, number_format)
    return columns, segments


def _parted(
    segment: Segment, columns: Sequence[Column], number_format: NumberFormat
) -> list[Segment]:
    """A segment cut where an amount in a column stands off from its other words."""
    words = segment.words
    for column in columns:
        inside = [column.x0 - 2.0 <= w.box.cx <= column.x1 + 2.0 for w in words]
        for i in range(1, len(words)):
            gap = words[i].box.x0 - words[i - 1].box.x1
            if inside[i] != inside[i - 1] and gap > INTO_COLUMN * words[i].size:
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


def _founded(segments: Sequence[Segment], number_format: NumberFormat) -> list[Column]:
    """Columns that amounts found: those that stand alone, or several glued ones edge to edge."""
    wholes: list[Candidate] = []
    glued: list[Candidate] = []
    for s in segments:
        whole = whole_candidate(s, number_format)
        if whole is not None:
            wholes.append(whole)
        else:
            glued += glued_candidates(s, number_format)
    seeds = [c for c in wholes if c.amount.costed and c.has_currency]
    columns = _clustered(seeds or _bare_seeds(wholes, segments))
    columns += _bare_columns(wholes, segments, columns)
    for column in _clustered(_sure_glued(glued)):
        boxes = [c.box for c in column.candidates]
        level = max(sum(abs(b.x1 - o.x1) < EDGE for o in boxes) for b in boxes)
        known = any(_overlap(column.candidates[0].box, k) > 0 for k in columns)
        if level >= 2 and 2 * level >= len(boxes) and not known:
            columns.append(column)
    return columns


def _filled(
    segments: Sequence[Segment], horizontal: Sequence[Rule], number_format: NumberFormat
) -> list[Column]:
    stacks = _stacked(segments, horizontal, number_format)
    stacked = {id(w) for c in stacks for w in c.words}
    segments = [s for s in segments if id(s.words[0]) not in stacked]
    wholes = stacks + [c for s in segments if (c := whole_candidate(s, number_format))]
    glued = [g for s in segments if not whole_candidate(s, number_format)
             for g in glued_candidates(s, number_format)]  # fmt: skip
    seeds = [c for c in wholes if c.amount.costed and c.has_currency]
    loose = [c for c in _sure_glued(glued) if not _touches(c, seeds)]
    if not seeds and not loose:
        seeds = _bare_seeds(wholes, segments)
    columns = _clustered(seeds)
    columns += _bare_columns(wholes, segments, columns)
    columns.sort(key=lambda k: k.x0)
    loose = [c for c in loose if not _share_edge(c, columns)]
    columns = columns or _clustered(loose)[:1]
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


def _sure_glued(glued: list[Candidate]) -> list[Candidate]:
    """For each segment its money-like end with a euro sign; of several ends the one that more
    white stands before than inside, else the longest."""
    ends: dict[tuple[float, float], list[Candidate]] = {}
    for c in glued:
        if c.amount.costed and c.has_currency:
            ends.setdefault((c.words[-1].box.x1, c.words[-1].baseline), []).append(c)
    return [max(group, key=lambda c: (_set_off(c), len(c.words))) for group in ends.values()]


def _set_off(candidate: Candidate) -> bool:
    """Whether clearly more white stands before the amount than between its words."""
    before = candidate.box.x0 - max(
        (w.box.x1 for w in candidate.rest if w.box.x1 <= candidate.box.x0 + 0.1),
        default=candidate.box.x0,
    )
    inside = [b.box.x0 - a.box.x1 for a, b in pairwise(candidate.words)]
    return before > 1.3 * max([*inside, 0.4 * candidate.size])


def _share_edge(candidate: Candidate, columns: list[Column]) -> bool:
    """Put a glued amount that ends (or begins) where a column's amounts do into that column."""
    for column in columns:
        edges = [c.box for c in column.candidates]
        aligned = any(
            abs(b.x1 - candidate.box.x1) < EDGE or abs(b.x0 - candidate.box.x0) < EDGE
            for b in edges
        )
        if aligned or _overlap(candidate.box, column) > 0.8 * candidate.box.width:
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


def _bare_seeds(wholes: Sequence[Candidate], segments: Sequence[Segment]) -> list[Candidate]:
    """Where no amount has a euro sign: numbers in columns, and those level with a total's label."""
    seeds = _numbers_under_one_another(wholes)
    totals = [s for s in segments if is_total(s.text)]
    return seeds + [
        c
        for c in wholes
        if c.amount.costed
        and c not in seeds
        and any(abs(c.middle - t.middle) < 0.5 * c.size for t in totals)
    ]


def _bare_columns(
    wholes: Sequence[Candidate], segments: Sequence[Segment], known: Sequence[Column]
) -> list[Column]:
    """Columns of bare numbers beside those with a euro sign: another table on the page, that has
    a total of its own."""
    totals = [s for s in segments if is_total(s.text)]
    return [
        column
        for column in _clustered(_numbers_under_one_another(wholes))
        if all(_overlap(Box(column.x0, 0, column.x1, 0), k) <= 0 for k in known)
        and any(
            abs(c.middle - t.middle) < 0.5 * c.size and t.box.x1 <= column.x0 + 1.0
            for c in column.candidates
            for t in totals
        )
    ]


def _numbers_under_one_another(wholes: Sequence[Candidate]) -> list[Candidate]:
    numbers = [c for c in wholes if c.amount.costed]
    columns = _clustered(numbers)
    groups = any(_is_grouped(c) for c in numbers)
    kept = []
    for column in columns:
        if groups and _are_codes(column):
            continue
        grouped = [c for c in column.candidates if len(c.words) > 1 or len(c.amount.printed) >= 4]
        if len(column.candidates) >= 2 and grouped:
            kept += column.candidates
    return kept


def _is_grouped(candidate: Candidate) -> bool:
    """Whether a number prints thousands apart."""
    return re.search(r"[0-9][^0-9][0-9]{3}(?![0-9])", candidate.amount.printed) is not None


def _are_codes(column: Column) -> bool:
    """Whether numbers are names (accounts, budget lines) and not amounts: they are too long to be
    printed in one piece where others have their thousands apart."""
    printed = [c.amount.printed for c in column.candidates]
    in_one = [p for p in printed if p.isdecimal() and len(p) >= SHORTEST_CODE]
    return 2 * len(in_one) >= len(printed) and all(p.isdecimal() for p in printed)


def _clustered(candidates: Sequence[Candidate]) -> list[Column]:
    columns: list[Column] = []
    for c in sorted(candidates, key=lambda c: c.box.x0 - c.box.x1):
        home = next((k for k in columns if _overlap(c.box, k) > 0.5 * c.box.width), None)
        if home is None:
            columns.append(Column(c.box.x0, c.box.x1, [c]))
        else:
            home.candidates.append(c)
            home.x0, home.x1 = min(home.x0, c.box.x0), max(home.x1, c.box.x1)
    return sorted(columns, key=lambda k: k.x0)


def _overlap(box: Box, column: Column) -> float:
    return min(box.x1, column.x1) - max(box.x0, column.x0)


def _join(candidate: Candidate, columns: list[Column]) -> None:
    """Put a bare number, a dash or a « néant » into the column whose x range holds it."""
    box = candidate.box
    for column in columns:
        reach = EDGE + (0.0 if candidate.amount.kind is AmountKind.DASH else 0.6 * candidate.size)
        if column.x0 - reach <= box.cx <= column.x1 + reach and (
            _overlap(box, column) > 0.5 * box.width or abs(box.x1 - column.x1) < EDGE
        ):
            column.candidates.append(candidate)
            column.x0, column.x1 = min(column.x0, box.x0), max(column.x1, box.x1)
            return


def _join_glued(glued: Sequence[Candidate], columns: list[Column], taken: set[int]) -> None:
    """Bare numbers glued to a label join where they share an edge with a column's amounts."""
    for candidate in sorted(glued, key=lambda c: -len(c.words)):
        if any(id(w) in taken for w in (*candidate.words, *candidate.rest)):
            continue
        if not candidate.amount.costed or candidate.has_currency:
            continue
        for column in columns:
            edges = [c.box for c in column.candidates]
            aligned = sum(
                abs(b.x1 - candidate.box.x1) < EDGE or abs(b.x0 - candidate.box.x0) < EDGE
                for b in edges
            )
            if aligned * 2 >= len(edges) and candidate.box.x0 >= column.x0 - candidate.size:
                column.candidates.append(candidate)
                taken |= {id(w) for w in (*candidate.words, *candidate.rest)}
                break


def _stacked(
    segments: Sequence[Segment], horizontal: Sequence[Rule], number_format: NumberFormat
) -> list[Candidate]:
    """Amounts broken over lines (« 1 350 » above « 960€ »), each made one candidate.

    Only the last line has the euro sign, and it starts with whole thousands: three digits.
    """
    joined: list[Candidate] = []
    lowers = [s for s in segments if STACK_END.fullmatch(s.text)]
    for lower in lowers:
        pieces = [lower]
        while (upper := _piece_above(pieces[0], segments, horizontal)) is not None:
            pieces.insert(0, upper)
        if len(pieces) > 1:
            read = read_amount("\n".join(p.text for p in pieces), number_format)
            read = read or read_amount(" ".join(p.text for p in pieces), number_format)
            if read is not None:
                words = tuple(w for p in pieces for w in p.words)
                joined.append(Candidate(words, read[0], (), read[1]))
    return joined


def _piece_above(
    lower: Segment, segments: Sequence[Segment], horizontal: Sequence[Rule]
) -> Segment | None:
    for upper in segments:
        step = (lower.baseline - upper.baseline) / lower.size
        shared = min(upper.box.x1, lower.box.x1) - max(upper.box.x0, lower.box.x0)
        near = 0.5 < step <= STACKED and 2 * shared > min(upper.box.width, lower.box.width)
        if (
            near
            and STACK_TOP.fullmatch(upper.text)
            and not any(
                upper.middle < r.position < lower.middle and r.covers(lower.box.x0, lower.box.x1)
                for r in horizontal
            )
        ):
            return upper
    return None


def is_year(candidate: Candidate) -> bool:
    return YEAR.fullmatch(candidate.amount.printed) is not None

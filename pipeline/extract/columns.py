"""Candidates -> the columns that they found: amounts under one another.

Amounts with a euro sign found a column wherever they stand; bare numbers only where they stand
under one another or level with a total's label.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.barecolumns import bare_columns, bare_seeds, headed_columns
from pipeline.extract.candidates import STACKED, Candidate, glued_candidates, whole_candidate
from pipeline.extract.clusters import EDGE, Column, clustered, overlap
from pipeline.extract.lines import Segment
from pipeline.extract.wordings import is_amount_header, is_header
from pipeline.normalise.money import NumberFormat

LEVEL = 0.65  # ems between what stands in one row
PROSE = 6  # words: a line of text with fewer may be a label


def founded(segments: Sequence[Segment], number_format: NumberFormat) -> list[Column]:
    """Columns that amounts found: those that stand alone, or several glued ones edge to edge."""
    wholes: list[Candidate] = []
    glued: list[Candidate] = []
    for s in segments:
        whole = whole_candidate(s, number_format)
        if whole is not None:
            wholes.append(whole)
        else:
            glued += glued_candidates(s, number_format)
    wholes = less_prose(wholes, segments)
    seeds = [c for c in wholes if c.amount.costed and c.has_currency]
    columns = clustered(seeds or bare_seeds(wholes, segments))
    columns += bare_columns(wholes, segments, columns)
    columns += headed_columns(wholes, segments, columns)
    for column in clustered(sure_glued(glued)):
        boxes = [c.box for c in column.candidates]
        level = max(sum(abs(b.x1 - o.x1) < EDGE for o in boxes) for b in boxes)
        known = any(overlap(column.candidates[0].box, k) > 0 for k in columns)
        if level >= 2 and 2 * level >= len(boxes) and not known:
            columns.append(column)
    return columns


def less_prose(wholes: list[Candidate], segments: Sequence[Segment]) -> list[Candidate]:
    """`wholes` without those that are the last line of a paragraph, where others are in columns."""
    kept = []
    for c in wholes:
        alone = sum(abs(c.box.x0 - o.box.x0) < EDGE or abs(c.box.x1 - o.box.x1) < EDGE
                    for o in wholes) == 1  # fmt: skip
        if not (alone and len(wholes) > 2 and any(_goes_on(s, c) for s in segments)):
            kept.append(c)
    return kept


def _goes_on(line: Segment, candidate: Candidate) -> bool:
    """Whether an amount stands where the next line of a paragraph starts."""
    step = (candidate.words[0].baseline - line.baseline) / line.size
    starts = abs(line.box.x0 - candidate.box.x0) < 0.2 * line.size
    return 0 < step < STACKED and starts and len(line.words) >= PROSE


def sure_glued(glued: list[Candidate]) -> list[Candidate]:
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


def heads_amounts(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether text is the head of a column of amounts beside that of the labels: a number that ends
    it is part of a name, as in « Montant BOP 304 »."""
    return is_amount_header(segment.text) and any(
        abs(o.middle - segment.middle) < LEVEL * segment.size and is_header(o.text)
        for o in segments
    )

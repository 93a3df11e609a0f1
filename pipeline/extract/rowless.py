"""Rows of a table whose amounts are left out: a page of them has no column of amounts to go by."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from pipeline.domain import Ambiguity, ControlName
from pipeline.extract.content import Rule
from pipeline.extract.entries import Section
from pipeline.extract.lines import Segment
from pipeline.extract.reading import PageReading
from pipeline.extract.surroundings import PLAIN, SAME_COLUMN
from pipeline.extract.wordings import Wordings
from pipeline.normalise.labels import match_key
from pipeline.normalise.money import looks_like_amount

FEWEST = 2  # rows that make a table
ONE_RULE = 2.0  # points between the sides of one drawn rule


def rows_without_amounts(
    segments: Sequence[Segment],
    horizontal: Sequence[Rule],
    amounts: Collection[tuple[float, float]],
    wordings: Wordings,
) -> list[Segment]:
    """The text of ruled rows that reach over a column of `amounts` (x, points) of the tables
    around, where nothing is printed in it, or in all of them the same words or a zero.

    None where fewer than two rows are: a box around a text is no table; nor where they name
    headings and pages alone: a list of contents.
    """
    for left, right in amounts:
        rules = [r for r in horizontal if r.covers(left, right, share=0.9)
                 and r.start < left - SAME_COLUMN]  # fmt: skip
        edges = _less_doubled(sorted(r.position for r in rules))
        first = min((r.start for r in rules), default=0.0)
        inside = [s for s in segments if s.box.x0 >= first - SAME_COLUMN]
        bands = [[s for s in inside if a < s.middle < b] for a, b in pairwise(edges)]
        rows = [band for band in bands if any(s.box.x1 <= left + SAME_COLUMN for s in band)]
        cells = [s for row in rows for s in row if s.box.x1 > left + SAME_COLUMN]
        text = [s for row in rows for s in row]
        contents = all(wordings.is_known(s.text) or s.text.isdecimal() for s in text)
        if len(rows) >= FEWEST and _says_nothing(cells) and not contents:
            return text
    return []


def _less_doubled(edges: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for edge in edges:
        if not kept or edge - kept[-1] > ONE_RULE:
            kept.append(edge)
    return kept


def _says_nothing(cells: Sequence[Segment]) -> bool:
    """Whether the cells of a column are zeros, or say one and the same thing in words."""
    said = {match_key(s.text) for s in cells if not _is_zero(s.text)}
    return len(said) <= 1 and not any(c.isdigit() for text in said for c in text)


def _is_zero(text: str) -> bool:
    return looks_like_amount(text) and not any(c in "123456789" for c in text)


def interrupted_doubts(
    sections: Sequence[Section], readings: Sequence[PageReading]
) -> Iterator[Ambiguity]:
    """Pages of words alone between the first row of a section and its last: rows whose amounts
    aren't seen may stand there."""
    for section in sections:
        pages = [e.reading.page for e in section.entries]
        for r in readings:
            if r.kind in PLAIN and min(pages) < r.page < max(pages):
                yield Ambiguity(
                    ControlName.CONSERVATION, r.page,
                    f"la page {r.page} n'a que du texte, au milieu d'un tableau qui commence avant "
                    "elle et finit après : porte-t-elle des actions sans montant ?",
                    section.axis, section.territory,
                )  # fmt: skip

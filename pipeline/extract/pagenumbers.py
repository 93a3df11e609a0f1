"""Printed page numbers told from years and codes: page numbers follow the pages' rank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.extract.reading import PageReading
from pipeline.extract.wordings import page_number

FEWEST = 3  # numbered pages that show how numbers follow the pages
REASON = "numéro de page"  # of the words that may be one
YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def printed_pages(readings: Sequence[PageReading]) -> list[PageReading]:
    """The readings of a document, in order, each with the page number that is printed, if any.

    A printed number less its page's rank is the same on most of the pages that print one: other
    numbers are none. Fewer than three such pages tell nothing, unless they are half of the
    document. A year that is no page of so short a document is never one. No word moves.
    """
    seen = {r.page: _numbers(r, len(readings)) for r in readings}
    offset = _offset(seen)
    return [
        _with(r, next((n for n in seen[r.page] if int(n) - r.page == offset), None))
        for r in readings
    ]


def _offset(seen: Mapping[int, Sequence[str]]) -> int | None:
    """The difference that most of the numbered pages share; None when nothing tells it."""
    numbered = sum(map(bool, seen.values()))
    if numbered == 0 or (numbered < FEWEST and 2 * numbered < len(seen)):
        return None
    votes = Counter(d for page, ns in seen.items() for d in {int(n) - page for n in ns})
    difference, count = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
    return difference if 2 * count > numbered else None


def _numbers(reading: PageReading, pages: int) -> list[str]:
    """The numbers of a page that may be its own, the one that was read first."""
    words = [x.word.text for x in reading.leftovers if x.reason == REASON]
    found = [n for w in words if (n := page_number(w)) is not None]
    first = [] if reading.printed_page is None else [reading.printed_page]
    return [n for n in dict.fromkeys([*first, *found]) if not YEAR.fullmatch(n) or int(n) <= pages]


def _with(reading: PageReading, number: str | None) -> PageReading:
    return reading if number == reading.printed_page else replace(reading, printed_page=number)

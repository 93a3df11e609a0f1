"""Which separators does a document write its numbers with? Told from its own numbers.

Only the mark of decimals is in question: numbers that say the contrary of the others are refused
when they are read (normalise.money), so what is told wrong here goes unread, never misread.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from pipeline.normalise.number_format import (
    ENGLISH,
    EURO,
    FRENCH,
    SPACES,
    SPANISH,
    SWISS,
    NumberFormat,
)

CURRENCIES = EURO | {"$", "£"}
PLAIN = 4  # times as much evidence for one mark as for the other: less is a contradiction

_SPACE = "".join(SPACES)
_NUMBER = re.compile(
    rf"(?<![\w.,'’])(?P<whole>[0-9]{{1,3}}(?:(?P<mark>[{_SPACE}.,'’])[0-9]{{3}}"
    rf"(?:(?P=mark)[0-9]{{3}})*)|[0-9]+)(?P<rest>[.,][0-9]{{1,2}})?(?![\w'’]|[.,][0-9])(?!\s?%)"
)


def number_format_of(text: str) -> NumberFormat | None:
    """The number format of a document's text; None where its numbers contradict each other.

    A document whose numbers have no mark at all is read the French way: nothing in them depends
    on it.
    """
    votes: Counter[str] = Counter()
    groups: Counter[str] = Counter()
    for found in _NUMBER.finditer(text):
        mark, rest = (found["mark"] or "").replace("’", "'"), found["rest"] or ""
        if rest and mark != rest[0]:
            votes[rest[0]] += 3 if mark else 1
        elif mark in (".", ","):
            several = found["whole"].count(mark) > 1
            votes["," if mark == "." else "."] += 3 if several else 1
        groups[mark] += 1
    comma, point = votes[","], votes["."]
    if min(comma, point) * PLAIN > max(comma, point):
        return None
    if point > comma:
        chosen = SWISS if groups["'"] > groups[","] else ENGLISH
    else:
        chosen = SPANISH if groups["."] and not point else FRENCH
    return replace(chosen, currencies=CURRENCIES, tabular=True)

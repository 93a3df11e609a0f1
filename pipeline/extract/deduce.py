"""Which territory does a section speak of, where its page does not print one?"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import groupby, pairwise

from pipeline.extract.entries import Section
from pipeline.extract.reading import OUTSIDE
from pipeline.profile import Profile

LARGER = 1.1  # times the size of a table's rows: a title

Pair = tuple[str | None, str | None]


def deduce_territories(sections: Sequence[Section], profile: Profile) -> None:
    """Set `territory` on every section, from what is printed and from the order of the series.

    A territory printed once stands for the sections below it where that gives every expected
    pair (axis, territory) at most once, and is printed for them all where it begins a chapter;
    else the gaps between printed territories are filled in the series' order, and only where one
    filling fits. What can't be told stays None.
    """
    expected = set(profile.expected())
    carried: list[Pair] = [(s.axis, s.printed or s.carried) for s in sections]
    if len(set(carried)) == len(carried) and set(carried) <= expected:
        chapters = _are_chapters(sections, profile)
        for section in sections:
            section.territory = section.printed or section.carried
            section.printed = section.territory if chapters else section.printed
        return
    for section in sections:
        section.territory = section.printed
    for axis in profile.axes:
        # A territory that the profile doesn't know takes no place in its order.
        own = [
            s for s in sections
            if s.axis == axis.code and (s.printed is None or profile.territory(s.printed))
        ]  # fmt: skip
        order = [t for a, t in profile.expected() if a == axis.code]
        for section, code in zip(own, fill([s.printed for s in own], order), strict=True):
            section.territory = code


def _are_chapters(sections: Sequence[Section], profile: Profile) -> bool:
    """Whether each territory of several is the title of one chapter, which goes through the axes in
    their order; and nothing set as a title, that could be another's name, stands in between."""
    axes = [a.code for a in profile.axes]
    chapters = [list(run) for _, run in groupby(sections, key=lambda s: s.printed or s.carried)]
    named = {c[0].printed for c in chapters}
    ranks = [[axes.index(s.axis) for s in c if s.axis in axes] for c in chapters]
    return (
        len(chapters) > 1
        and None not in named
        and len(named) == len(chapters)
        and all(len(r) == len(c) for r, c in zip(ranks, chapters, strict=True))
        and all(a < b for r in ranks for a, b in pairwise(r))
        and not any(_has_title(a, b) for c in chapters for a, b in pairwise(c) if not b.printed)
    )


def _has_title(upper: Section, lower: Section) -> bool:
    """Whether text outside the tables, larger than their rows, stands on the pages from one section
    to the next."""
    readings = {e.reading.page: e.reading for e in (upper.entries[-1], lower.entries[0])}.values()
    body = statistics.median(w.size for e in lower.entries for w in e.item.words())
    return any(
        x.reason == OUTSIDE and x.word.size > LARGER * body for r in readings for x in r.leftovers
    )


def fill(printed: Sequence[str | None], order: Sequence[str]) -> list[str | None]:
    """`printed` with its gaps filled from `order`, where exactly one filling is possible.

    A filling takes territories in order, each once. `printed` codes out of that order leave
    their gaps empty.
    """
    fillings = _fillings(tuple(printed), tuple(order))
    if not fillings:
        return list(printed)
    return [
        codes.pop() if len(codes) == 1 else None
        for codes in ({f[i] for f in fillings} for i in range(len(printed)))
    ]


def _fillings(printed: tuple[str | None, ...], order: tuple[str, ...]) -> list[tuple[str, ...]]:
    if not printed:
        return [()]
    if len(printed) > len(order):
        return []
    found = []
    for at, code in enumerate(order[: len(order) - len(printed) + 1]):
        if printed[0] in (None, code):
            found += [(code, *rest) for rest in _fillings(printed[1:], order[at + 1 :])]
    return found

"""Which territory does a section speak of, where its page does not print one?"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.entries import Section
from pipeline.profile import Profile

Pair = tuple[str | None, str | None]


def deduce_territories(sections: Sequence[Section], profile: Profile) -> None:
    """Set `territory` on every section, from what is printed and from the order of the series.

    A territory printed once stands for the sections below it where that gives every expected
    pair (axis, territory) at most once; else the gaps between printed territories are filled in
    the series' order, and only where one filling fits. What can't be told stays None.
    """
    expected = set(profile.expected())
    carried: list[Pair] = [(s.axis, s.printed or s.carried) for s in sections]
    if len(set(carried)) == len(carried) and set(carried) <= expected:
        for section in sections:
            section.territory = section.printed or section.carried
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

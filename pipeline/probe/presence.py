"""Which territory has a contract for which axis, where pages only draw it: by order and by sums."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.sections import Section, main_column

TRIED = 20_000  # ways to give territories to sections that are all tried


@dataclass(frozen=True)
class Place:
    """A section or a contract's total: its sum in cents, and the territory it prints, if any."""

    cents: int
    printed: str | None


@dataclass(frozen=True)
class Presence:
    """The territories of each axis' sections in order, and of the contracts' totals.

    `unsure` are the axes for which another answer fits the sums as well. `differing` counts the
    contracts' totals that don't close.
    """

    axes: dict[str, tuple[str | None, ...]]
    contracts: tuple[str | None, ...]
    unsure: tuple[str, ...]
    differing: int


Answer = tuple[tuple[str | None, ...], ...]


def section_places(sections: Sequence[Section]) -> dict[str, list[Place]]:
    """The sections of each axis, in order."""
    places: dict[str, list[Place]] = defaultdict(list)
    carried = [(s.axis, s.printed or s.carried) for s in sections]
    stands = len(set(carried)) == len(carried) and all(code for _, code in carried)
    for s in sections:
        if s.axis is not None:
            column, _ = main_column(s, None)
            cents = sum(r.cents(column) for r in s.rows)
            places[s.axis].append(Place(cents, s.printed or (s.carried if stands else None)))
    return places


def presence_of(
    axes: dict[str, list[Place]], contracts: Sequence[Place], order: Sequence[str]
) -> Presence:
    """The answer in the order of the series under which most contracts' totals close."""
    names = list(axes)
    domains = [list(fillings([p.printed for p in axes[a]], order)) for a in names]
    domains.append(list(fillings([p.printed for p in contracts], order)))

    def differing(answer: Answer) -> int:
        sums: dict[str | None, int] = defaultdict(int)
        for name, codes in zip(names, answer, strict=False):
            for place, code in zip(axes[name], codes, strict=True):
                sums[code] += place.cents
        return sum(
            code is None or sums[code] != c.cents
            for c, code in zip(contracts, answer[-1], strict=True)
        )

    if math.prod(map(len, domains)) <= TRIED:
        judged = [(differing(a), a) for a in itertools.product(*domains)]
    else:
        judged = [_descended(domains, differing)]
    least = min(score for score, _ in judged)
    best = [a for score, a in judged if score == least]
    unsure = tuple(
        name for i, name in enumerate(names)
        if len({a[i] for a in best}) > 1 or (len(domains[i]) > 1 and len(judged) == 1)
    )  # fmt: skip
    found = best[0]
    return Presence(dict(zip(names, found, strict=False)), found[-1], unsure, least)


def _descended(
    domains: Sequence[list[tuple[str | None, ...]]], differing: Callable[[Answer], int]
) -> tuple[int, Answer]:
    """A good answer where there are too many to try: one list after another is set to its best."""
    answer = [d[0] for d in domains]
    score = differing(tuple(answer))
    while True:
        before = score
        for i, domain in enumerate(domains):
            tried = [(differing((*answer[:i], codes, *answer[i + 1 :])), codes) for codes in domain]
            score, answer[i] = min(tried, key=lambda t: t[0])
        if score >= before:
            return score, tuple(answer)


def fillings(
    printed: Sequence[str | None], order: Sequence[str]
) -> Iterator[tuple[str | None, ...]]:
    """Every way to fill the gaps of `printed` in the order of the series, each territory once;
    `printed` itself where there is none."""
    found = list(itertools.islice(_fillings(tuple(printed), tuple(order)), TRIED))
    yield from found or [tuple(printed)]


def _fillings(
    printed: tuple[str | None, ...], order: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    if not printed:
        yield ()
        return
    for at, code in enumerate(order[: len(order) - len(printed) + 1]):
        if printed[0] in (None, code):
            for rest in _fillings(printed[1:], order[at + 1 :]):
                yield (code, *rest)

"""Which territory each section and contract speaks of, and in which order: what the sums allow."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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


def presence_of(
    axes: Mapping[str, Sequence[Place]],
    contracts: Sequence[Place],
    order: Sequence[str],
    held: Mapping[str, Collection[str]] | None = None,
) -> Presence:
    """The answer in the order of the series under which most contracts' totals close.

    `held`: the territories that may stand under an axis, where not all may.
    """
    names = list(axes)
    domains = _domains(axes, contracts, order, held)

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


def ways(
    axes: Mapping[str, Sequence[Place]],
    contracts: Sequence[Place],
    order: Sequence[str],
    held: Mapping[str, Collection[str]] | None = None,
) -> int:
    """How many answers there are in the order."""
    return math.prod(map(len, _domains(axes, contracts, order, held)))


def _domains(
    axes: Mapping[str, Sequence[Place]],
    contracts: Sequence[Place],
    order: Sequence[str],
    held: Mapping[str, Collection[str]] | None,
) -> list[list[tuple[str | None, ...]]]:
    """For each axis, then for the contracts, every way to fill what isn't printed."""
    mine = {a: [c for c in order if not held or a not in held or c in held[a]] for a in axes}
    domains = [list(fillings([p.printed for p in axes[a]], mine[a])) for a in axes]
    return [*domains, list(fillings([p.printed for p in contracts], order))]


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
) -> Iterator[tuple[str | None, ...]]:
    if not printed:
        yield ()
        return
    for at, code in enumerate(order[: len(order) - len(printed) + 1]):
        if printed[0] in (None, code):
            for rest in _fillings(printed[1:], order[at + 1 :]):
                yield (code, *rest)


def orders_of(lists: Iterable[Sequence[str]], likely: Sequence[str], most: int) -> list[list[str]]:
    """The orders of `likely` that no list contradicts, the nearest to `likely` first; `most` of
    them. Where lists contradict one another the longest is believed."""
    before: dict[str, set[str]] = {code: set() for code in likely}
    for listed in sorted(lists, key=len, reverse=True):
        for one, then in itertools.pairwise(listed):
            if then not in _all_before(one, before):
                before[then].add(one)
    return list(itertools.islice(_extensions([], likely, before), most))


def _all_before(key: str, before: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    todo = [key]
    while todo:
        new = before[todo.pop()] - found
        found |= new
        todo += new
    return found


def _extensions(
    chosen: list[str], left: Sequence[str], before: Mapping[str, set[str]]
) -> Iterator[list[str]]:
    if not left:
        yield chosen
    for key in left:
        if before[key] <= set(chosen):
            yield from _extensions([*chosen, key], [k for k in left if k != key], before)

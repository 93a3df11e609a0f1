"""Pages in another order than deduced: which sections to exchange for the contracts to foot."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.reconcile.casting import Casting, Section

LARGEST = 5  # territories of which every order is tried (5! = 120); beyond, the usual slips only


@dataclass(frozen=True)
class Exchange:
    """Sections of these axes that, given round these territories, make every contract foot.

    `sections` are the sums of all sections once exchanged.
    """

    axes: tuple[str, ...]
    territories: tuple[str, ...]
    sections: Mapping[Section, int]


def exchange(casting: Casting) -> Exchange | None:
    """The smallest exchange of deduced sections that makes every failing contract foot.

    One axis at a time, then all of them. None when there is none, or when two of the same size
    would do: what is as likely as another is no explanation.
    """
    contracts = casting.contracts
    sums = casting.printed_sections
    failing = [t for t, total in contracts.items() if casting.totals_sum(t) != total.amount.cents]
    if not failing:
        return None
    deduced = casting.deduced
    axes = tuple(dict.fromkeys(axis for axis, _ in deduced))
    for chosen in (*((axis,) for axis in axes), axes):
        movable = [
            t.code
            for t in casting.profile.territories
            if (t.code in failing or t.code not in contracts)
            and all((axis, t.code) in deduced and (axis, t.code) in sums for axis in chosen)
        ]
        for _, group in itertools.groupby(_orders(movable), key=len):
            found = [
                Exchange(chosen, tuple(order), after)
                for order in group
                for after in (_applied(sums, chosen, order),)
                if all(_sum(after, t) == contracts[t].amount.cents for t in contracts)
            ]
            if len(found) == 1:
                return found[0]
            if found:
                return None
    return None


def _sum(sections: Mapping[Section, int], territory: str) -> int:
    return sum(cents for (_, code), cents in sections.items() if code == territory)


def _applied(
    sums: Mapping[Section, int], axes: tuple[str, ...], order: Mapping[str, str]
) -> Mapping[Section, int]:
    """The sums once each territory of `order` is given the sections of another."""
    moved = {(axis, to): sums[axis, of] for axis in axes for to, of in order.items()}
    return {**sums, **moved}


def _orders(territories: list[str]) -> Iterator[dict[str, str]]:
    """Who gets whose sections, only those that change hands, fewest first.

    Of many territories, only two exchanged, or a run of them shifted by one, as when a page has
    been moved.
    """
    if len(territories) <= LARGEST:
        given: list[tuple[str, ...]] = list(itertools.permutations(territories))
    else:
        pairs = list(itertools.combinations(range(len(territories)), 2))
        given = [_exchanged(territories, i, j) for i, j in pairs]
        given += [_shifted(territories, i, j) for i, j in pairs]
        given += [_shifted(territories, j, i) for i, j in pairs]
    orders = {
        order: {to: of for to, of in zip(territories, order, strict=True) if to != of}
        for order in given
    }
    yield from sorted((o for o in orders.values() if o), key=len)


def _shifted(territories: list[str], taken: int, put: int) -> tuple[str, ...]:
    left = [*territories[:taken], *territories[taken + 1 :]]
    return (*left[:put], territories[taken], *left[put:])


def _exchanged(territories: list[str], i: int, j: int) -> tuple[str, ...]:
    order = list(territories)
    order[i], order[j] = order[j], order[i]
    return tuple(order)

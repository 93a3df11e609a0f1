"""The territories in another order than the profile's: found by what is printed and by the sums."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipeline.domain import PrintedTotal, TerritorySource, TotalScope
from pipeline.reconcile.arrange import Place, Presence, orders_of, presence_of, ways
from pipeline.reconcile.casting import Casting

ORDERS = 720  # orders that are tried, the nearest to the profile's first
WAYS = 200  # ways to give territories to sections in one order: with more, sums tell little


@dataclass(frozen=True)
class Rearrangement:
    """The order that the document follows. `needed`: something is only known through it."""

    order: tuple[str, ...]
    needed: bool


def rearrangement(casting: Casting) -> Rearrangement | None:
    """The order under which every section has a territory and every contract closes.

    None when the profile's own order does as well, or none does.
    """
    profile = casting.profile
    own = profile.order or tuple(t.code for t in profile.territories)
    axes, contracts = _places(casting)
    lists = [[p.printed for p in places if p.printed in own] for places in axes.values()]
    printed = [[c for c in codes if c is not None] for codes in lists]
    held = {a.code: a.territories for a in profile.axes if a.territories is not None}
    if ways(axes, contracts, own, held) > WAYS:
        return None
    if _closes(presence_of(axes, contracts, own, held)) and all(_follows(c, own) for c in printed):
        return None
    for order in orders_of(printed, own, ORDERS):
        if tuple(order) != own and _closes(presence_of(axes, contracts, order, held)):
            needed = any(p.printed is None for places in axes.values() for p in places)
            return Rearrangement(tuple(order), needed)
    return None


def _follows(codes: list[str], order: tuple[str, ...]) -> bool:
    ranks = [order.index(c) for c in codes]
    return ranks == sorted(ranks)


def _closes(presence: Presence) -> bool:
    gaps = any(None in codes for codes in presence.axes.values())
    return not gaps and not presence.differing


def _places(casting: Casting) -> tuple[dict[str, list[Place]], list[Place]]:
    """The sections of each axis and the contracts, in the document's order, with what they print.

    Sections of a territory that the profile doesn't know have no place in its order.
    """
    axes: dict[str, list[Place]] = defaultdict(list)
    for total in casting.of_scope(TotalScope.AXIS):
        printed = _printed(casting, total)
        if total.axis is not None and (printed is None or casting.profile.territory(printed)):
            axes[total.axis].append(Place(total.amount.cents or 0, printed))
    contracts = [
        Place(
            t.amount.cents or 0,
            t.territory if t.territory_source is TerritorySource.PRINTED else None,
        )
        for t in casting.of_scope(TotalScope.CONTRACT)
        if t.territory is None or casting.profile.territory(t.territory)
    ]
    return dict(axes), contracts


def _printed(casting: Casting, total: PrintedTotal) -> str | None:
    """The territory of an axis total where its lines' page prints it."""
    lines = casting.lines_of(total)
    if lines and lines[0].territory_source is TerritorySource.PRINTED:
        return total.territory
    return None

"""Printed contract totals, each with its territory."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.deduce import fill
from pipeline.extract.reading import Item, ItemKind, PageReading
from pipeline.extract.wordings import Wordings
from pipeline.profile import Profile


def contract_totals(
    readings: Iterable[PageReading], profile: Profile, wordings: Wordings
) -> list[tuple[Item, PageReading, str | None, bool]]:
    """(item, reading, territory code, whether it is printed) of each contract or region total.

    The territory is printed with the total, or on its page; else it follows from the order in
    which the series prints its contract totals. None where that leaves a choice.
    """
    found: list[tuple[Item, PageReading, str | None]] = []
    carried: str | None = None
    for reading in readings:
        items = reading.items
        sums = [i for i in items if i.kind is ItemKind.CONTRACT_TOTAL]
        for item in sums:
            code = item.code or _printed(item, reading, wordings, len(sums), carried)
            found.append((item, reading, code))
        names = [i.code for i in items if i.kind is ItemKind.TERRITORY] if reading.rows else []
        carried = names[-1] if names else carried
        found += [(i, reading, None) for i in items if i.kind is ItemKind.REGION_TOTAL]
    contracts = [f for f in found if f[0].kind is ItemKind.CONTRACT_TOTAL]
    order = profile.contract_totals or profile.order or tuple(t.code for t in profile.territories)
    codes = iter(fill([c for _, _, c in contracts], order))
    return [
        (
            item,
            reading,
            next(codes) if item.kind is ItemKind.CONTRACT_TOTAL else None,
            bool(printed),
        )
        for item, reading, printed in found
    ]


def _printed(
    item: Item, reading: PageReading, wordings: Wordings, number: int, carried: str | None
) -> str | None:
    """The territory that a total, or its page, prints; `carried` is the last one printed before, of
    which the page's first rows are."""
    named = wordings.total_territory(item.text)
    if named is not None:
        return named
    headings = [i for i in reading.items if i.kind is ItemKind.TERRITORY]
    above = [h for h in headings if h.box.top <= item.box.top]
    if above and (number > 1 or reading.rows):
        return max(above, key=lambda h: h.box.top).code
    ends = any(i.box.bottom <= item.box.top for i in reading.rows)
    if headings and ends and carried is not None:
        return carried
    codes = {h.code for h in headings}
    return codes.pop() if len(codes) == 1 else None

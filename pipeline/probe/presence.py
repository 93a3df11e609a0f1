"""The sections of a reading as places for territories (see reconcile/arrange.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.extract.entries import Section
from pipeline.extract.sums import main_column
from pipeline.reconcile.arrange import Place


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

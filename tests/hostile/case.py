"""A hostile document: an edition of one axis, most often of two territories.

A case draws Aisne's pages; Nord's plain page and the page of the contracts' totals follow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4

from pipeline.profile import Profile
from tests.factory.content import hauts_de_france
from tests.factory.truth import TrueLine
from tests.hostile.sheet import AISNE, NORD, YEAR, Sheet


def series(
    territories: tuple[str, ...] = (AISNE, NORD),
    contracts: tuple[str, ...] | None = None,
    axes: tuple[str, ...] = ("1",),
    amount_column: str | None = None,
) -> Profile:
    """A series of few territories; `contracts` are those whose total is printed (None: all)."""
    profile = hauts_de_france(YEAR)
    return profile.model_copy(
        update={
            "territories": tuple(t for t in profile.territories if t.code in territories),
            "axes": tuple(a for a in profile.axes if a.code in axes),
            "order": territories,
            "contract_totals": territories if contracts is None else contracts,
            "charts": (),
            "amount_column": amount_column or profile.amount_column,
        }
    )


@dataclass(frozen=True, slots=True)
class Hostile:
    """One document: how it is made, what was published wrongly of it, and what is right.

    `exact`: it must be read exactly; otherwise it may be held instead.
    """

    name: str
    wrongly: str
    profile: Profile
    exact: bool
    make: Callable[[Path], tuple[TrueLine, ...]]


Draw = Callable[[Sheet], None]


def drawn(
    wrongly: str,
    *,
    exact: bool = False,
    profile: Profile | None = None,
    size: tuple[float, float] = A4,
) -> Callable[[Draw], Hostile]:
    """The case that a function draws, named as the function is."""
    profile = profile or series()

    def case(draw: Draw) -> Hostile:
        def make(path: Path) -> tuple[TrueLine, ...]:
            sheet = Sheet(path, size)
            sheet.cover()
            draw(sheet)
            codes = profile.contract_totals or ()
            if NORD in codes and not any(line.territory == NORD for line in sheet.truth):
                sheet.nord()
            if codes:
                sheet.totals(codes)
            sheet.canvas.save()
            return tuple(sheet.truth)

        return Hostile(draw.__name__, wrongly, profile, exact, make)

    return case

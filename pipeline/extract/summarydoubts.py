"""The sums of a table of them, held against the lines that they sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain import Ambiguity, ControlName, Line
from pipeline.extract.reading import PageReading
from pipeline.normalise.money import format_euros
from pipeline.profile import Profile


def summary_doubts(
    readings: Sequence[PageReading], lines: Sequence[Line], profile: Profile
) -> Iterator[Ambiguity]:
    """Sums of an axis, in a territory or in all, that the lines read don't add up to."""
    for reading in readings:
        for one in reading.summed:
            held = [
                line
                for line in lines
                if line.axis == one.axis and one.territory in (None, line.territory)
            ]
            computed = sum(line.amount.cents or 0 for line in held)
            if one.amount.costed and computed != one.amount.cents:
                territory = profile.territory(one.territory)
                of = f" de {territory.name}" if territory else ""
                yield Ambiguity(
                    ControlName.CROSS_FOOTING, reading.page,
                    f"le récapitulatif imprime {one.amount.printed} pour l'axe {one.axis}{of}, et "
                    f"la somme des lignes lues est {format_euros(computed)}",
                    one.axis, one.territory, one.amount.printed, format_euros(computed),
                )  # fmt: skip

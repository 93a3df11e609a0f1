"""What a chart of the document should print: each slice or bar as an exact number."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

from pipeline.domain import ChartValue, TotalScope
from pipeline.normalise.labels import regular
from pipeline.profile import Chart
from pipeline.reconcile.casting import Casting, Section

_PRECISE = Context(prec=40)  # digits of a logarithm; a chart prints two or three
HALF = Fraction(1, 2)
SMALL = Fraction(3, 100)  # of the whole, or of the largest bar: a slice too small to be labelled


@dataclass(frozen=True)
class Slice:
    """One slice or bar: the sections that it adds up, and those that sum to 100 %."""

    axis: str | None
    territory: str | None
    parts: tuple[Section, ...]
    whole: tuple[Section, ...]

    def cents(self, sections: Mapping[Section, int]) -> int:
        return sum(sections.get(key, 0) for key in self.parts)

    def share(self, sections: Mapping[Section, int]) -> Fraction:
        """The part of the whole, 0 to 1; zero when the whole is nothing."""
        whole = sum(sections.get(key, 0) for key in self.whole)
        return Fraction(self.cents(sections), whole) if whole else Fraction(0)

    def value(self, unit: str, sections: Mapping[Section, int]) -> Fraction | None:
        """The number the chart should print, unrounded; None when it can't draw it."""
        cents = self.cents(sections)
        if unit == "%":
            return 100 * self.share(sections)
        if unit == "€":
            return Fraction(cents, 100)
        return Fraction(_PRECISE.log10(Decimal(cents).scaleb(-2))) if cents > 0 else None


def definition(charts: Sequence[Chart], title: str, unit: str) -> tuple[Chart, str | None] | None:
    """The profile's chart of this title and unit, and the axis that its title names."""
    for chart in charts:
        found = re.search(chart.title, regular(title), re.IGNORECASE)
        if found and unit in chart.units:
            return chart, found.groupdict().get("axis")
    return None


def page_territory(casting: Casting, page: int) -> str | None:
    """The territory whose contract total is printed on the page, when there is exactly one."""
    codes = {t.territory for t in casting.of_scope(TotalScope.CONTRACT) if t.page == page}
    return codes.pop() if len(codes) == 1 else None


def population(
    casting: Casting, chart: Chart, axis: str | None, territory: str | None
) -> tuple[Section, ...]:
    """The sections a chart draws, expected ones that are missing included."""
    types = {t.code: t.type for t in casting.profile.territories}
    every = dict.fromkeys((*casting.computed_sections, *casting.missing_sections))

    def drawn(section: Section) -> bool:
        if axis is not None and section[0] != axis:
            return False
        if chart.territories == "page":
            return section[1] == territory
        return chart.territories in ("all", types.get(section[1]))

    return tuple(section for section in every if drawn(section))


def slices(chart: Chart, sections: Sequence[Section]) -> tuple[Slice, ...]:
    """The slices of a chart of these sections."""

    def name(section: Section) -> tuple[str | None, str | None]:
        by_axis, by_territory = "axis" in chart.by, "territory" in chart.by
        return section[0] if by_axis else None, section[1] if by_territory else None

    def together(a: Section, b: Section) -> bool:
        if chart.within == "axis":
            return a[0] == b[0]
        return chart.within == "region" or a[1] == b[1]

    return tuple(
        Slice(
            *key,
            parts=(parts := tuple(s for s in sections if name(s) == key)),
            whole=tuple(s for s in sections if any(together(s, part) for part in parts)),
        )
        for key in dict.fromkeys(name(s) for s in sections)
    )


def printed_value(value: ChartValue) -> Fraction:
    """The number as printed, exactly: the float of a ChartValue only carries its digits."""
    return Fraction(str(round(value.value, max(value.decimals, 0))))


def agrees(printed: ChartValue, computed: Fraction) -> bool:
    """True when `computed`, rounded to the printed decimals, is what is printed (a tie may have
    been rounded either way)."""
    return abs(computed - printed_value(printed)) <= HALF / Fraction(10) ** printed.decimals


def matched(printed: Sequence[ChartValue], computed: Sequence[Fraction]) -> dict[int, int]:
    """The most numerous pairing of printed values (by index) with computed ones they agree with.

    A chart ties its numbers only loosely to its slices, so any number may be any slice's. Printed
    values are intervals, computed ones points: taking intervals by their upper end, each with the
    smallest free point that it holds, pairs as many as can be.
    """
    points = sorted(range(len(computed)), key=lambda i: computed[i])
    pairs: dict[int, int] = {}
    for i in sorted(
        range(len(printed)),
        key=lambda i: printed_value(printed[i]) + HALF / Fraction(10) ** printed[i].decimals,
    ):
        free = (j for j in points if agrees(printed[i], computed[j]))
        taken = next(free, None)
        if taken is not None:
            pairs[i] = taken
            points.remove(taken)
    return pairs


@dataclass(frozen=True)
class Drawing:
    """One chart of the document: the values it prints in one unit, and its slices."""

    page: int
    title: str
    unit: str
    values: tuple[ChartValue, ...]
    slices: tuple[Slice, ...]

    def numbers(self, sections: Mapping[Section, int]) -> list[tuple[Slice, Fraction]]:
        """The slices that can be drawn, and the number of each."""
        values = [(s, s.value(self.unit, sections)) for s in self.slices]
        return [(s, v) for s, v in values if v is not None and s.cents(sections) > 0]

    def pairs(self, sections: Mapping[Section, int]) -> dict[int, int]:
        return matched(self.values, [number for _, number in self.numbers(sections)])

    def explained_by(self, sections: Mapping[Section, int]) -> bool:
        return len(self.pairs(sections)) == len(self.values)

    def small(self, number: Fraction) -> bool:
        """True when a slice or bar of this number may be too small to be labelled."""
        if self.unit == "%":
            return number < 100 * SMALL
        largest = max((printed_value(v) for v in self.values), default=Fraction(0))
        return self.unit == "€" and number < SMALL * largest

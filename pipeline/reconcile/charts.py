"""Rows to the document's own charts: the numbers they print against those computed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from pipeline.domain import ChartValue, Control, Finding, Verdict
from pipeline.normalise.labels import regular
from pipeline.profile import Chart
from pipeline.reconcile.casting import Casting, Section
from pipeline.reconcile.chart_findings import (
    contradiction,
    incomplete,
    unprinted_control,
    unverifiable,
    value_control,
)
from pipeline.reconcile.drawn import (
    Drawing,
    Slice,
    definition,
    page_territory,
    population,
    printed_value,
    slices,
)
from pipeline.reconcile.order import exchange
from pipeline.reconcile.outcome import CONSEQUENCE, Outcome


class Charts(NamedTuple):
    """The charts' outcome, and whether one of them proves every territory's share of the region."""

    outcome: Outcome
    region_agrees: bool


def charts(casting: Casting) -> Charts:
    """A control for each number that a chart prints; findings for those that rows contradict."""
    groups: dict[tuple[int, str, str], list[ChartValue]] = defaultdict(list)
    for value in casting.ledger.chart_values:
        groups[value.page, regular(value.title), value.unit].append(value)
    outcomes: list[Outcome] = []
    region_agrees = False
    for (page, title, unit), values in groups.items():
        found = definition(casting.profile.charts, title, unit)
        territory = page_territory(casting, page)
        if found is None or (found[0].territories == "page" and territory is None):
            outcomes.append(unverifiable(page, title, unit, values, found is not None))
            continue
        chart, axis = found
        sections = population(casting, chart, axis, territory)
        drawing = Drawing(page, title, unit, tuple(values), slices(chart, sections))
        outcome = _compare(casting, drawing, sections)
        outcomes.append(outcome)
        region_agrees |= _proves_region(casting, chart, drawing, outcome)
    return Charts(
        Outcome(
            tuple(c for o in outcomes for c in o.controls),
            tuple(f for o in outcomes for f in o.findings),
        ),
        region_agrees,
    )


def _proves_region(casting: Casting, chart: Chart, drawing: Drawing, outcome: Outcome) -> bool:
    everyone = {code for _, code in casting.profile.expected()}
    return (
        (chart.by, chart.within, chart.territories) == ("territory", "region", "all")
        and {s.territory for s in drawing.slices} == everyone
        and len(drawing.values) == len(everyone)
        and all(control.verdict is Verdict.AGREES for control in outcome.controls)
    )


def _compare(casting: Casting, drawing: Drawing, sections: Sequence[Section]) -> Outcome:
    base = casting.computed_sections
    numbers, pairs = drawing.numbers(base), drawing.pairs(base)
    told = _told(casting, drawing, sections)
    free = [j for j in range(len(numbers)) if j not in pairs.values()]
    controls: list[Control] = []
    findings: list[Finding] = []
    for i, value in enumerate(drawing.values):
        if i in pairs:
            controls.append(value_control(drawing, value, numbers[pairs[i]], Verdict.AGREES))
            continue
        near = _nearest(value, numbers, free or range(len(numbers)))
        if near in free:
            free.remove(near)
        computed = numbers[near] if near is not None else None
        verdict = Verdict.UNVERIFIABLE if told == ABSENT else Verdict.DIFFERS
        controls.append(value_control(drawing, value, computed, verdict, told))
        if not told:
            findings.append(contradiction(casting, drawing, value, computed))
    unprinted = [numbers[j] for j in free]
    controls += [unprinted_control(drawing, number) for number in unprinted]
    large = [s for s, n in unprinted if not drawing.small(n)]
    if large and not told:
        findings.append(incomplete(casting, drawing, large))
    return Outcome(tuple(controls), tuple(findings))


ABSENT = "une section attendue manque, le graphique ne peut pas être vérifié"


def _told(casting: Casting, drawing: Drawing, sections: Sequence[Section]) -> str:
    """Why a contradiction is no news: the rows are already known to be in doubt, and the chart
    agrees with one way to settle that."""
    if drawing.explained_by(casting.computed_sections):
        return ""
    if any(section in casting.missing_sections for section in sections):
        return ABSENT
    strange = casting.unexpected_sections
    expected = {k: v for k, v in casting.computed_sections.items() if k not in strange}
    proposed = exchange(casting)
    ways = (*casting.mixes(), expected, *((proposed.sections,) if proposed else ()))
    return CONSEQUENCE if any(drawing.explained_by(way) for way in ways) else ""


def _nearest(
    value: ChartValue, numbers: Sequence[tuple[Slice, Fraction]], among: Sequence[int]
) -> int | None:
    printed = printed_value(value)
    return min(among, key=lambda j: abs(numbers[j][1] - printed), default=None)

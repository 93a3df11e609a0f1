"""The document's own charts, drawn again from the rows, each beside the document's. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.domain import Box, ChartValue, Control, ControlName, PageRecord, TotalScope
from pipeline.profile import Chart, Territory
from pipeline.report.context import ReportContext
from pipeline.report.drawing import Bar, Part, donut, logarithmic, stacked

# What is drawn of a series whose profile names no chart of its own.
DEFAULT = (
    Chart(title="^$", by="territory_and_axis", within="territory", units=("€",)),
    Chart(title="^$", by="territory_and_axis", within="territory"),
    Chart(title="^$", by="territory", within="region"),
)


@dataclass(frozen=True, slots=True)
class Datum:
    """A number of a plot's table; `printed` is the document's own, where a control compared it."""

    territory: str | None
    axis: str | None
    cents: int
    share: float
    control: Control | None


@dataclass(frozen=True, slots=True)
class Original:
    """The document's chart: its page and the part of it to show."""

    page: PageRecord
    view: Box


@dataclass(frozen=True, slots=True)
class Plot:
    """One chart. `key` names its title in the texts, `subject` what fills it."""

    key: str
    group: str
    axis: str | None
    territory: str | None
    drawing: Markup
    legend: tuple[Part, ...]
    data: tuple[Datum, ...]
    originals: tuple[Original, ...]


def plots(context: ReportContext) -> tuple[Plot, ...]:
    """Every chart the profile knows, drawn once, from the ledger's rows."""
    drawn: dict[tuple[object, ...], Plot] = {}
    for spec in context.profile.charts or DEFAULT:
        for axis, territory, group in _instances(spec, context):
            key = (spec.by, spec.within, spec.units, axis, tuple(t.code for t in group))
            if not group or not any(_cents(context, axis, t.code) for t in group):
                continue
            originals = tuple(_originals(spec, axis, territory, context))
            if key in drawn:
                held = drawn[key]
                drawn[key] = _with(held, originals)
            else:
                drawn[key] = _plot(spec, axis, territory, group, originals, context)
    return tuple(drawn.values())


def _with(plot: Plot, originals: tuple[Original, ...]) -> Plot:
    return Plot(
        plot.key, plot.group, plot.axis, plot.territory, plot.drawing, plot.legend, plot.data,
        plot.originals + originals,
    )  # fmt: skip


def _instances(
    spec: Chart, context: ReportContext
) -> Iterator[tuple[str | None, str | None, list[Territory]]]:
    """(axis, territory, territories drawn) of each chart that a specification stands for."""
    order = context.profile.order or tuple(t.code for t in context.profile.territories)
    known = [t for t in (context.profile.territory(code) for code in order) if t]
    if spec.territories == "page":
        printed = {t.territory for t in context.ledger.totals if t.scope is TotalScope.CONTRACT}
        for territory in known:
            if territory.code in printed:
                yield None, territory.code, [territory]
        return
    group = [t for t in known if spec.territories in ("all", t.type)]
    if spec.within == "axis":
        for axis in context.profile.axes:
            yield axis.code, None, group
    else:
        yield None, None, group


def _plot(
    spec: Chart,
    axis: str | None,
    territory: str | None,
    group: Sequence[Territory],
    originals: tuple[Original, ...],
    context: ReportContext,
) -> Plot:
    unit = spec.units[0]
    kind = "axes" if spec.by == "axis" else "shares"
    key = f"plot.{kind}" if spec.by != "territory_and_axis" else f"plot.weights.{unit}"
    if spec.within == "axis":
        key = "plot.axis"
    axes = context.profile.axes
    pages = {original.page.page for original in originals}
    if spec.by == "territory":
        parts = [Part(t.name, _cents(context, axis, t.code), f"k{i}") for i, t in enumerate(group)]
        cells = [(t.code, axis, part.cents) for t, part in zip(group, parts, strict=True)]
        drawing = donut(parts)
    elif spec.by == "axis":
        code = group[0].code
        parts = [
            Part(f"Axe {a.code}", _cents(context, a.code, code), f"k{i}")
            for i, a in enumerate(axes)
        ]
        cells = [(code, a.code, part.cents) for a, part in zip(axes, parts, strict=True)]
        drawing = donut(parts)
    else:
        bars = [_bar(context, t) for t in group]
        used = {part.colour: part for bar in bars for part in bar.parts}
        parts = [used[colour] for colour in sorted(used)]
        cells = [(t.code, a.code, _cents(context, a.code, t.code)) for t in group for a in axes]
        drawing = logarithmic(bars) if unit == "log10" else stacked(bars, shares=unit == "%")
    data = tuple(_data(cells, spec, pages, context))
    return Plot(
        key,
        spec.territories,
        axis,
        territory,
        drawing,
        tuple(p for p in parts if p.cents),
        data,
        originals,
    )


def _bar(context: ReportContext, territory: Territory) -> Bar:
    return Bar(
        territory.name,
        tuple(
            Part(f"Axe {a.code}", cents, f"k{i}")
            for i, a in enumerate(context.profile.axes)
            if (cents := _cents(context, a.code, territory.code))
        ),
    )


def _data(
    cells: Sequence[tuple[str, str | None, int]],
    spec: Chart,
    pages: set[int],
    context: ReportContext,
) -> Iterator[Datum]:
    """The plot's numbers, each with the control that compared it to the document's chart."""
    wholes: dict[str | None, int] = {}
    for code, _, cents in cells:
        key = code if spec.within == "territory" else None
        wholes[key] = wholes.get(key, 0) + cents
    for code, axis, cents in cells:
        if not cents:
            continue
        whole = wholes[code if spec.within == "territory" else None] or 1
        control = next(
            (
                c
                for c in _chart_controls(context)
                if c.page in pages and c.unit == spec.units[0]
                and c.territory == code and c.axis in (axis, None)
            ),
            None,
        )  # fmt: skip
        yield Datum(code, axis, cents, 100 * cents / whole, control)


def _chart_controls(context: ReportContext) -> Iterable[Control]:
    return (c for c in context.reconciliation.controls if c.name is ControlName.CHARTS)


def _cents(context: ReportContext, axis: str | None, territory: str) -> int:
    return sum(
        line.amount.cents or 0
        for line in context.ledger.lines
        if line.territory == territory and axis in (None, line.axis)
    )


def _originals(
    spec: Chart, axis: str | None, territory: str | None, context: ReportContext
) -> Iterator[Original]:
    pages = {page.page: page for page in context.ledger.pages}
    groups: dict[tuple[int, str], list[ChartValue]] = {}
    for value in context.ledger.chart_values:
        groups.setdefault((value.page, value.title), []).append(value)
    for (number, title), values in groups.items():
        match = re.search(spec.title, " ".join(title.split()), re.IGNORECASE)
        if not match or number not in pages:
            continue
        if axis is not None and match.groupdict().get("axis") not in (None, axis):
            continue
        if territory is not None and _territory_of(number, context) not in (None, territory):
            continue
        rivals = [v for (page, other), v in groups.items() if page == number and other != title]
        yield Original(pages[number], _view(values, rivals, pages[number]))


def _territory_of(page: int, context: ReportContext) -> str | None:
    told = [t.territory for t in context.ledger.totals if t.page == page]
    told += [c.territory for c in _chart_controls(context) if c.page == page]
    return next((code for code in told if code), None)


def _view(values: list[ChartValue], rivals: list[list[ChartValue]], page: PageRecord) -> Box:
    """The page, or the column of it that holds this chart where others stand beside."""
    own = Box.around(v.box for v in values)
    left, right = 0.0, page.width
    for rival in rivals:
        other = Box.around(v.box for v in rival)
        if other.x1 <= own.x0:
            left = max(left, (other.x1 + own.x0) / 2)
        elif other.x0 >= own.x1:
            right = min(right, (own.x1 + other.x0) / 2)
    return Box(left, 0, right, page.height)

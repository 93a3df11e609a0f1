"""Inline SVG charts, drawn from numbers: no library, no script, colours named by class. Pure.

A chart is hidden from assistive tools: whoever places it names it, and puts a table of the same
numbers beside.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from pipeline.report.figures import euros, percent

WIDTH = 560
_LEFT, _RIGHT, _ROW, _BAR = 128, 72, 34, 22
_FIT = 8.2  # viewBox units a digit takes at the charts' text size


@dataclass(frozen=True, slots=True)
class Part:
    """One mark of a chart. `colour` is a class "k0".."k7"; `cents` its value."""

    name: str
    cents: int
    colour: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a name and its parts, in order."""

    name: str
    parts: tuple[Part, ...]

    @property
    def cents(self) -> int:
        return sum(part.cents for part in self.parts)


def stacked(bars: Sequence[Bar], *, shares: bool) -> Markup:
    """Horizontal stacked bars, in euros or, with `shares`, each brought to 100 %."""
    widest = max((bar.cents for bar in bars), default=0) or 1
    room = WIDTH - _LEFT - _RIGHT
    body: list[Markup] = []
    for rank, bar in enumerate(bars):
        y = rank * _ROW + 8
        body.append(_text(_LEFT - 10, y + 16, _fitted(bar.name, 17), "end"))
        x = float(_LEFT)
        for part in bar.parts:
            width = room * part.cents / ((bar.cents or 1) if shares else widest)
            body.append(_segment(x, y, width, part, bar.cents, shares))
            x += width
        if not shares:
            body.append(_amount(x + 8, y + 16, bar.cents))
    return _svg(WIDTH, len(bars) * _ROW + 12, body)


def _segment(x: float, y: float, width: float, part: Part, whole: int, shares: bool) -> Markup:
    share = 100 * part.cents / whole if whole else 0.0
    text = percent(round(share, 1), 1) if shares else _compact(part.cents)
    label = Markup("")
    if len(text) * _FIT < width:
        label = Markup('<text class="in {}" x="{:.1f}" y="{:.1f}" text-anchor="middle"{}>{}</text>')
        value = _data(f"{share:.1f}", "pct") if shares else Markup("")
        label = label.format(part.colour, x + width / 2, y + 15.5, value, text)
    said = f"{part.name} : {euros(part.cents, 0)} ({percent(round(share, 1), 1)})"
    return Markup(
        '<rect class="{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}"><title>{}</title></rect>{}'
    ).format(part.colour, x, y, max(width, 0.0), _BAR, said, label)


def logarithmic(bars: Sequence[Bar]) -> Markup:
    """Bars on a scale where each step is ten times the one before, one for each part."""
    values = [part.cents for bar in bars for part in bar.parts if part.cents > 0]
    low = math.floor(math.log10(min(values, default=100) / 100))
    high = max(low + 1, math.ceil(math.log10(max(values, default=1000) / 100)))
    room = WIDTH - _LEFT - _RIGHT
    body: list[Markup] = []
    y = 26.0
    for bar in bars:
        top = y
        for part in bar.parts:
            log = math.log10(part.cents / 100) if part.cents > 0 else low
            width = room * (log - low) / (high - low)
            body.append(
                Markup('<rect class="{}" x="{}" y="{:.1f}" width="{:.1f}" height="16"/>').format(
                    part.colour, _LEFT, y, max(width, 0.0)
                )
            )
            said = f"{log:.2f}".replace(".", ",") if part.cents > 0 else "—"
            body.append(
                Markup('<text x="{:.1f}" y="{:.1f}"{}>{}</text>').format(
                    _LEFT + width + 6, y + 13, _data(f"{log:.2f}", "num"), said
                )
            )
            y += 20
        body.append(_text(_LEFT - 10, (top + y) / 2, _fitted(bar.name, 17), "end"))
        y += 14
    ticks = [_tick(_LEFT + room * (n - low) / (high - low), n, y) for n in range(low, high + 1)]
    return _svg(WIDTH, y, [*ticks, *body])


def _tick(x: float, power: int, bottom: float) -> Markup:
    return Markup(
        '<line class="rule" x1="{0:.1f}" x2="{0:.1f}" y1="20" y2="{1:.1f}"/>'
        '<text class="axis" x="{0:.1f}" y="13" text-anchor="middle">{2}</text>'
    ).format(x, bottom, _compact(10**power * 100))


def donut(parts: Sequence[Part]) -> Markup:
    """A ring cut in shares, from the top, clockwise, each named outside with its share."""
    whole = sum(part.cents for part in parts) or 1
    cx, cy, outer, inner = WIDTH / 2, 124.0, 88.0, 50.0
    body: list[Markup] = []
    labels: list[tuple[float, float, float, Part]] = []
    start = 0.0
    for part in parts:
        if part.cents <= 0:
            continue
        end = start + part.cents / whole
        body.append(_slice(cx, cy, outer, inner, start, end, part))
        angle = math.pi * (start + end) - math.pi / 2
        labels.append((math.cos(angle), math.sin(angle), part.cents / whole, part))
        start = end
    body += _ring_labels(cx, cy, outer, labels)
    body.append(
        Markup('<text class="whole" x="{}" y="{}" text-anchor="middle">{}</text>').format(
            cx, cy + 6, _compact(whole)
        )
    )
    return _svg(WIDTH, 2 * cy, body)


def _slice(
    cx: float, cy: float, outer: float, inner: float, start: float, end: float, part: Part
) -> Markup:
    end = min(end, start + 0.99999)  # an arc that ends where it starts is not drawn
    a, b = (2 * math.pi * t - math.pi / 2 for t in (start, end))
    points = [
        value
        for radius, angle in ((outer, a), (outer, b), (inner, b), (inner, a))
        for value in (cx + radius * math.cos(angle), cy + radius * math.sin(angle))
    ]
    large = int(end - start > 0.5)
    return Markup(
        '<path class="{} cut" d="M{:.1f} {:.1f}A{o} {o} 0 {l} 1 {:.1f} {:.1f}'
        'L{:.1f} {:.1f}A{i} {i} 0 {l} 0 {:.1f} {:.1f}Z"/>'
    ).format(part.colour, *points, o=outer, i=inner, l=large)


def _ring_labels(
    cx: float, cy: float, radius: float, labels: Sequence[tuple[float, float, float, Part]]
) -> list[Markup]:
    """Names and shares on both sides of a ring, kept a line apart, each tied to its slice."""
    drawn: list[Markup] = []
    for side in (1, -1):
        mine = sorted((x for x in labels if (x[0] >= 0) == (side > 0)), key=lambda x: x[1])
        y = 4.0
        tops = []
        for rank, (_, sin, _, _) in enumerate(mine):
            y = max(y + 20, cy + (radius + 14) * sin)
            y = min(y, 2 * cy - 6 - 20 * (len(mine) - 1 - rank))
            tops.append(y)
        for (cos, sin, share, part), top in zip(mine, tops, strict=True):
            x = cx + side * (radius + 26)
            drawn.append(Markup(
                '<path class="lead" d="M{:.1f} {:.1f}L{:.1f} {:.1f}H{:.1f}"/>'
                '<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{} <tspan class="strong"{}>{}'
                "</tspan></text>"
            ).format(
                cx + radius * cos, cy + radius * sin, cx + side * (radius + 16), top - 4, x,
                x + side * 4, top, "start" if side > 0 else "end", _fitted(part.name, 20),
                _data(f"{100 * share:.1f}", "pct"), percent(round(100 * share, 1), 1),
            ))  # fmt: skip
    return drawn


def _fitted(name: str, most: int) -> str:
    """A name cut to what there is room for; the key and the table give it whole."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _compact(cents: int) -> str:
    """An amount in few characters: 12,7 M€, 350 k€."""
    euro = Decimal(cents).scaleb(-2)
    for size, unit in ((1_000_000, "M€"), (1_000, "k€")):
        if abs(euro) >= size:
            places = 1 if abs(euro) < 100 * size and euro % size else 0
            text = f"{euro / size:.{places}f}".replace(".", ",").removesuffix(",0")
            return f"{text}\u00a0{unit}"
    return f"{euro:.0f}\u00a0€"


def _amount(x: float, y: float, cents: int) -> Markup:
    return Markup('<text class="strong" x="{:.1f}" y="{:.1f}">{}</text>').format(
        x, y, _compact(cents)
    )


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>').format(
        x, y, anchor, text
    )


def _data(value: str, kind: str) -> Markup:
    return Markup(' data-v="{}" data-f="{}"').format(value, kind)


def _svg(width: float, height: float, body: Sequence[Markup]) -> Markup:
    return Markup(
        '<svg class="plot" viewBox="0 0 {:.0f} {:.0f}" aria-hidden="true">{}</svg>'
    ).format(width, height, Markup("").join(body))

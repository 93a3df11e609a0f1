"""Where a document names territories: headings over credits and totals, cells, legends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.lines import Segment
from pipeline.extract.newcomers import is_beside
from pipeline.extract.reading import ItemKind, PageReading
from pipeline.normalise.gazetteer import known_territory, looks_like_metropole
from pipeline.normalise.labels import clean_label, match_key
from pipeline.normalise.money import looks_like_amount
from pipeline.probe.axes import BARE, NUMBERED, Banners
from pipeline.probe.look import Look, Style, block, has_credits, style

LONGEST = 8  # words of a territory's name
SAME_COLUMN = 4.0  # points between the left edges of a column's cells
MOST = 0.75
SAME_EDGE = 1.5  # points between the left edges of a legend's entries


@dataclass(frozen=True)
class Sighting:
    """A name where a territory's would stand. `axis` is that of the banner it goes with."""

    text: str
    page: int
    where: str  # "above" or "below" a banner, "beside" rows, "contract", "legend"
    style: Style
    axis: str | None = None

    @property
    def key(self) -> str:
        known = known_territory(self.text)
        return known.code if known else match_key(self.text)


def sightings_of(
    look: Look, readings: Sequence[PageReading], banners: Banners, contract_pages: Iterable[int]
) -> list[Sighting]:
    """Every place that names a territory, in the document's order.

    A name that no list knows is taken where those known (or, where none is, names that recur from
    one axis to another) stand: at the same place, in the same style.
    """
    credits = [r for r in readings if has_credits(r)]
    candidates = [s for r in credits for s in _by_banners(look.segments[r.page], r, banners)]
    kept = _headings(candidates) + _beside(credits, banners)
    styles = {s.style for s in kept}
    contracts = frozenset(contract_pages)
    named = {s.key for s in kept}
    for page, segments in look.segments.items():
        with_banner = bool(banners.on(page))
        if page in contracts:
            kept += _over_contracts(page, segments, styles)
        if not with_banner:
            kept += _legends(page, segments, named)
    return sorted(kept, key=lambda s: s.page)


def _name_like(text: str) -> bool:
    key = match_key(text)
    return (
        0 < len(key.split()) <= LONGEST
        and any(c.isalpha() for c in key)
        and not looks_like_amount(text)
        and not NUMBERED.match(text)
        and not BARE.match(text)
    )


def _by_banners(
    segments: Sequence[Segment], reading: PageReading, banners: Banners
) -> list[Sighting]:
    """What stands over a banner and under the rows before it, or between it and its first row."""
    found = []
    in_rows = {
        id_
        for i in reading.items
        if i.kind in (ItemKind.ROW, ItemKind.TOTAL)
        for id_ in (_place(w.box.x0, w.baseline) for w in i.words())
    }
    mine = banners.on(reading.page)
    in_banners = {id(s) for b in mine for s in b.segments}
    text = [s for s in segments if id(s) not in in_banners]
    rows = [s for s in text if any(_place(w.box.x0, w.baseline) in in_rows for w in s.words)]
    other = [s for s in text if s not in rows and _name_like(s.text)]
    for b in mine:
        left, right = b.segments[0].box.x0, max(s.box.x1 for s in b.segments)
        above = max((s.baseline for s in rows if s.box.bottom <= b.top and _over(s, left, right)),
                    default=0.0)  # fmt: skip
        foot = b.segments[-1].baseline
        below = min((s.box.top for s in rows if s.baseline > foot and _over(s, left, right)),
                    default=foot)  # fmt: skip
        for s in other:
            if not _over(s, left, right) and len(mine) > 1:
                continue
            if above < s.baseline <= b.top + 1:
                found.append(Sighting(_text(s, other), b.page, "above", style(s), b.number))
            elif foot < s.baseline < below:
                found.append(Sighting(_text(s, other), b.page, "below", style(s), b.number))
        # Others further down the axis, each over rows of its own, are set as the first is.
        set_as = {x.style for x in found if x.where == "below" and known_territory(x.text)}
        ends = min((o.top for o in mine if o.top > b.top and _over(o.segments[0], left, right)),
                   default=float("inf"))  # fmt: skip
        found += [
            Sighting(_text(s, other), b.page, "below", style(s), b.number)
            for s in other
            if below < s.baseline < ends and style(s) in set_as and _over(s, left, right)
        ]
    return found


def _beside(readings: Sequence[PageReading], banners: Banners) -> list[Sighting]:
    """The names in columns beside the rows, where most of a column's are known."""
    columns: dict[int, list[Sighting]] = defaultdict(list)
    for reading in readings:
        mine = banners.on(reading.page)
        cells = [i for i in reading.items if i.kind is ItemKind.ORIENTATION]
        for cell in (*cells, *reading.asides):
            if not any(is_beside(cell.box, row.box) for row in reading.rows):
                continue
            axis = next((b.number for b in reversed(mine) if b.top < cell.box.top), None)
            seen = Sighting(cell.text, reading.page, "beside", style(Segment(cell.lines[0])), axis)
            columns[round(cell.box.x0 / SAME_COLUMN)].append(seen)
    return [
        s
        for column in columns.values()
        if sum(known_territory(s.text) is not None for s in column) >= MOST * len(column)
        for s in column
        if _name_like(s.text)
    ]


def _place(x: float, y: float) -> tuple[int, int]:
    return round(x), round(y)


def _over(s: Segment, left: float, right: float) -> bool:
    return min(s.box.x1, right) > max(s.box.x0, left)


def _text(first: Segment, segments: Sequence[Segment]) -> str:
    return clean_label([s.text for s in block(first, segments)])


def _headings(candidates: Sequence[Sighting]) -> list[Sighting]:
    """Those of the candidates that stand where territories are named."""
    groups: dict[tuple[str, Style], list[Sighting]] = defaultdict(list)
    for s in candidates:
        groups[s.where, s.style].append(s)
    known = {k for k, g in groups.items() if any(known_territory(s.text) for s in g)}
    chosen = known or {k for k, g in groups.items() if _recurs(g)}
    kept = []
    for where in chosen:
        group = groups[where]
        repeated = Counter((s.key, s.axis) for s in group)
        named = sum(known_territory(s.text) is not None for s in group)
        trusted = where[0] == "above" or 2 * named >= len(group)
        kept += [
            s
            for s in group
            if known_territory(s.text)
            or (trusted and repeated[s.key, s.axis] == 1)
            or (trusted and looks_like_metropole(s.text))
        ]
    return kept


def _recurs(group: Sequence[Sighting]) -> bool:
    """Whether names stand once under each axis, and again under others: as territories do."""
    axes: dict[str, list[str | None]] = defaultdict(list)
    for s in group:
        axes[s.key].append(s.axis)
    once = all(len(set(a)) == len(a) for a in axes.values())
    again = sum(len(set(a)) > 1 for a in axes.values())
    return once and len(axes) > 1 and 2 * again >= len(axes)


def _over_contracts(page: int, segments: Sequence[Segment], styles: set[Style]) -> list[Sighting]:
    return [
        Sighting(s.text, page, "contract", style(s))
        for s in segments
        if _name_like(s.text) and (known_territory(s.text) or style(s) in styles)
    ]


def _legends(page: int, segments: Sequence[Segment], named: set[str]) -> list[Sighting]:
    """Names under one another, of which at least two are known."""
    columns: list[list[Segment]] = []
    for s in segments:
        home = next(
            (c for c in columns
             if abs(c[-1].box.x0 - s.box.x0) < SAME_EDGE and style(c[-1]) == style(s)
             and s.baseline - c[-1].baseline < 3 * s.size),
            None,
        )  # fmt: skip
        if home is None:
            columns.append([s])
        else:
            home.append(s)
    found = []
    for column in columns:
        names = [s for s in column if _name_like(s.text)]
        known = [s for s in names if known_territory(s.text) or match_key(s.text) in named]
        listed = names if len(known) >= 2 and 2 * len(known) > len(names) else known
        found += [Sighting(s.text, page, "legend", style(s)) for s in listed]
    return found

"""The territories: names printed as headings over credits, over contracts' totals, in legends."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.extract.lines import Segment
from pipeline.extract.reading import ItemKind, PageReading
from pipeline.normalise.gazetteer import known_territory, looks_like_metropole
from pipeline.normalise.gazetteer import territories as all_known
from pipeline.normalise.labels import clean_label, match_key
from pipeline.normalise.money import looks_like_amount
from pipeline.probe.axes import BARE, NUMBERED, Banners
from pipeline.probe.look import Look, Style, block, has_credits, style
from pipeline.probe.proposal import TO_FILL, SeenTerritory
from pipeline.profile import Territory
from pipeline.reconcile import arrange

LONGEST = 8  # words of a territory's name
ORDERS = 60  # orders of the territories that are tried
SAME_EDGE = 1.5  # points between the left edges of a legend's entries


@dataclass(frozen=True)
class Sighting:
    """A name where a territory's would stand. `axis` is that of the banner it goes with."""

    text: str
    page: int
    where: str  # "above" or "below" a banner, "contract", "legend"
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
    kept = _headings(candidates)
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
    return found


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


def territories_of(
    sightings: Sequence[Sighting], order: Sequence[str]
) -> tuple[SeenTerritory, ...]:
    """The territories that were seen, in an order of their keys."""
    held: dict[str, list[Sighting]] = defaultdict(list)
    for s in sightings:
        held[s.key].append(s)
    found: list[SeenTerritory] = []
    for key in order:
        known = known_territory(held[key][0].text)
        found.append(_known(known, held[key]) if known else _unknown(held[key], len(found)))
    return tuple(found)


def unnamed(known: int, needed: int) -> tuple[SeenTerritory, ...]:
    """Territories without a name, for as many as the document draws and doesn't print."""
    doubt = "aucun nom imprimé dans le document : à nommer, avec son code INSEE ou son SIREN"
    found = []
    for number in range(known + 1, needed + 1):
        name = f"Territoire {number} ({TO_FILL})"
        code = f"À-RENSEIGNER-{number}"
        found.append(SeenTerritory(code, name, name, "métropole", doubt=doubt))
    return tuple(found)


def _printed(sightings: Sequence[Sighting]) -> list[str]:
    """The forms in which a name is printed, the most frequent first."""
    forms = Counter(s.text for s in sightings)
    by_key = {match_key(t): t for t, _ in reversed(forms.most_common())}
    return sorted(by_key.values(), key=lambda t: -forms[t])


def _known(territory: Territory, sightings: Sequence[Sighting]) -> SeenTerritory:
    forms = _printed(sightings)
    listed = {match_key(n): n for n in territory.names}
    short = next((f for f in forms if match_key(f) == match_key(territory.name)), territory.name)
    others = [f for f in forms if match_key(f) not in listed]
    headed = [s for s in sightings if s.where in ("above", "below")]
    doubt = "" if headed else "jamais imprimé au-dessus de crédits"
    return SeenTerritory(
        code=territory.code,
        name=short,
        full_name=territory.full_name,
        type=territory.type,
        aliases=(*territory.aliases, *others),
        pages=_pages(sightings),
        doubt=doubt,
    )


def _unknown(sightings: Sequence[Sighting], number: int) -> SeenTerritory:
    name, *others = _printed(sightings)
    return SeenTerritory(
        code=f"À-RENSEIGNER-{number + 1}",
        name=name,
        full_name=name,
        type="métropole",
        aliases=tuple(others),
        pages=_pages(sightings),
        doubt="ni département ni métropole connue : code SIREN à renseigner, type à confirmer",
    )


def _pages(sightings: Sequence[Sighting]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(s.page for s in sightings))


def orders_of(sightings: Sequence[Sighting]) -> list[list[str]]:
    """The orders of the territories' keys that no list in the document contradicts, likeliest
    first: départements before métropoles, then as first seen. At most ORDERS of them."""
    lists: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for s in sightings:
        legend = s.where == "legend"
        name: tuple[object, ...] = (s.where, s.page if legend else s.axis)
        if s.key not in lists[name]:
            lists[name].append(s.key)
    keys = list(dict.fromkeys(s.key for s in sightings))
    likely = sorted(keys, key=lambda k: (not _is_departement(k), keys.index(k)))
    return arrange.orders_of(lists.values(), likely, ORDERS)


def _is_departement(key: str) -> bool:
    known = all_known().get(key)
    return known is not None and known.type == "département"

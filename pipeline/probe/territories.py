"""The territories: their names, codes and order, from the places that name them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.normalise.gazetteer import known_territory
from pipeline.normalise.gazetteer import territories as all_known
from pipeline.normalise.labels import match_key
from pipeline.probe.proposal import SeenTerritory
from pipeline.probe.sightings import Sighting
from pipeline.profile import UNANSWERED, Territory
from pipeline.reconcile import arrange

ORDERS = 60  # orders of the territories that are tried


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
        name = f"Territoire {number} ({UNANSWERED})"
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
    # Capitals are the page's dress; « MEL » is the name itself.
    own = [f for f in forms if match_key(f) == match_key(territory.name) and not f.isupper()]
    short = own[0] if own else territory.name
    others = [f for f in forms if match_key(f) not in listed]
    headed = [s for s in sightings if s.where in ("above", "below", "beside")]
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

"""The départements, regions and métropoles of France, by the names they go by."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml

from pipeline.normalise.labels import match_key
from pipeline.normalise.names import Names
from pipeline.profile import Axis, Patterns, Profile, Region, Territory

_ARTICLE = re.compile(r"^(?:de l'|de la |du |des |de |d')")
_METROPOLE = re.compile(
    r"\b(?:metropole|metropolitaine?|eurometropole|communaute|agglomeration|agglo|intercommunalite"
    r"|ca|cu|cc)\b"
)


@cache
def _data() -> dict[str, Any]:
    text = (resources.files("pipeline.normalise") / "gazetteer.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def territories() -> dict[str, Territory]:
    """Every département by INSEE code and every known métropole by SIREN."""
    found = {}
    for region in _data()["regions"].values():
        for code, of_name in region["departements"].items():
            name = _ARTICLE.sub("", of_name)
            aliases = (f"Conseil départemental {of_name}", f"CD {code}")
            found[code] = Territory(
                code=code,
                name=name,
                full_name=f"Département {of_name}",
                type="département",
                aliases=aliases,
            )
    for code, (full, *others) in _data()["metropoles"].items():
        found[code] = Territory(
            code=code,
            name=others[0] if others else full,
            full_name=full,
            type="métropole",
            aliases=tuple(others[1:]),
        )
    return found


@cache
def _names() -> Names:
    nothing = Patterns(edition="$^", banner="$^", total="$^", contract_total="$^")
    return Names(
        Profile(
            series="-",
            title="-",
            publisher="-",
            licence="-",
            region=Region(code="-", name="-"),
            territories=tuple(territories().values()),
            axes=(Axis(code="-", label="-"),),
            patterns=nothing,
        )
    )


def known_territory(text: str) -> Territory | None:
    """The département or métropole that `text` names whole, articles and type words aside."""
    code = _names().territory(text)
    return territories()[code] if code else None


def region_of(codes: list[str]) -> Region | None:
    """The region that most of the départements among `codes` lie in."""
    counts = {
        code: sum(c in region["departements"] for c in codes)
        for code, region in _data()["regions"].items()
    }
    best = max(counts, key=lambda c: counts[c])
    return Region(code=best, name=_data()["regions"][best]["name"]) if counts[best] else None


def region_named(text: str) -> Region | None:
    """The region whose name stands in `text`; the longest name of several."""
    key = f" {match_key(text)} "
    named = [
        Region(code=code, name=region["name"])
        for code, region in _data()["regions"].items()
        if f" {match_key(region['name'])} " in key
    ]
    return max(named, key=lambda r: len(r.name), default=None)


def looks_like_metropole(text: str) -> bool:
    """Whether a name says that it is a métropole or another intercommunalité."""
    return _METROPOLE.search(match_key(text)) is not None

"""Printed names to the codes and wordings of a profile. Pure.

A name is known or it isn't: nothing here applies a resemblance. `nearest_*` only propose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from pipeline.normalise.labels import match_key, regular
from pipeline.normalise.lexicon import lexicon
from pipeline.profile import Axis, Profile, Territory


class Names:
    """What a profile (of one edition) calls its territories, axes, orientations and totals."""

    def __init__(self, profile: Profile) -> None:
        patterns = profile.patterns
        self._banner = _compiled(patterns.banner)
        self._total = _compiled(patterns.total)
        self._contract_total = _compiled(patterns.contract_total)
        self._region_total = _compiled(patterns.region_total)
        self._territories = _unambiguous(
            (name, t.code) for t in profile.territories for name in _territory_names(t)
        )
        self._axes = _unambiguous((w, a.code) for a in profile.axes for w in _axis_wordings(a))
        self._orientations = _unambiguous(
            (wording, o.label) for o in profile.orientations for wording in (o.label, *o.variants)
        )
        known = lexicon()
        self._prefixes = _longest_first(known.territory_prefixes)
        self._region_prefixes = _longest_first(known.region_prefixes)
        self._region = match_key(profile.region.name)
        self._articles = _longest_first(known.articles)
        self._numbering = re.compile(known.numbering, re.IGNORECASE)

    def territory(self, text: str) -> str | None:
        """The code of the territory that `text` names whole, articles and type words aside."""
        key = match_key(text)
        for _ in range(4):  # « contrat local des solidarités » + « du » + « département » + « de »
            if key in self._territories:
                return self._territories[key]
            shorter = _without(_without(key, self._prefixes), self._articles)
            if shorter == key:
                return None
            key = shorter
        return None

    def is_region(self, text: str) -> bool:
        """Whether `text` names the whole region and nothing else."""
        key = _without(match_key(text), self._articles)
        return _without(_without(key, self._region_prefixes), self._articles) == self._region

    def axis(self, text: str) -> str | None:
        """The code of the axis of a banner, a title or a bare wording.

        None when the wording is unknown, or is that of another axis than the number printed
        before it (banner_axis gives that number).
        """
        banner = _search(self._banner, text)
        if banner is None:
            return self._axes.get(match_key(text))
        number = banner["axis"]
        wording = match_key(regular(text)[banner.end("axis") :])
        if not wording:
            return number if number in self._axes.values() else None
        return number if self._axes.get(wording) == number else None

    def banner_axis(self, text: str) -> str | None:
        """The axis code printed in a banner; the profile may not know it."""
        return _axis_of(self._banner, text)

    def orientation(self, text: str) -> str | None:
        """The normalised wording of a printed orientation, its number aside; None when the profile
        has none."""
        found = self._orientations.get(match_key(text))
        return found or self._orientations.get(match_key(self._numbering.sub("", regular(text))))

    @property
    def orientation_wordings(self) -> tuple[str, ...]:
        """Every wording of an orientation that the profile knows, as comparison keys."""
        return tuple(self._orientations)

    def nearest_territory(self, text: str) -> tuple[str, float] | None:
        """The code of the territory whose name resembles `text` most, and how much (0 to 1)."""
        return _nearest(text, self._territories)

    def nearest_axis(self, text: str) -> tuple[str, float] | None:
        """The code of the axis whose wording resembles `text` most, and how much (0 to 1)."""
        banner = _search(self._banner, text)
        return _nearest(regular(text)[banner.end("axis") :] if banner else text, self._axes)

    def nearest_orientation(self, text: str) -> tuple[str, float] | None:
        """The normalised orientation that resembles `text` most, and how much (0 to 1)."""
        return _nearest(text, self._orientations)

    def is_total(self, text: str) -> bool:
        """Whether `text` announces a printed total, of an axis, a contract or the region."""
        return (
            _search(self._total, text) is not None
            or self.is_contract_total(text)
            or self.is_region_total(text)
        )

    def total_axis(self, text: str) -> str | None:
        """The axis code printed in an axis total; the profile may not know it."""
        return _axis_of(self._total, text)

    def is_contract_total(self, text: str) -> bool:
        """Whether `text` announces the total of one territory's contract."""
        return _search(self._contract_total, text) is not None

    def is_region_total(self, text: str) -> bool:
        """Whether `text` announces the total of the whole region."""
        return _search(self._region_total, text) is not None


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern, re.IGNORECASE) if pattern else None


def _search(pattern: re.Pattern[str] | None, text: str) -> re.Match[str] | None:
    return pattern.search(regular(text)) if pattern else None


def _axis_of(pattern: re.Pattern[str] | None, text: str) -> str | None:
    found = _search(pattern, text)
    return found.groupdict().get("axis") if found else None


def _territory_names(territory: Territory) -> Iterable[str]:
    for name in territory.names:
        yield name
        yield f"{name} {territory.code}"
        yield f"{territory.code} {name}"


def _axis_wordings(axis: Axis) -> tuple[str, ...]:
    return (axis.label, *axis.wordings)


def _unambiguous(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Comparison key -> meaning; a key that would mean two things is left out."""
    meanings: dict[str, set[str]] = {}
    for name, meaning in names:
        meanings.setdefault(match_key(name), set()).add(meaning)
    return {key: found.pop() for key, found in meanings.items() if key and len(found) == 1}


def _longest_first(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({match_key(w) for w in words}, key=lambda w: (-len(w), w)))


def _without(key: str, prefixes: tuple[str, ...]) -> str:
    prefix = next((p for p in prefixes if key.startswith(f"{p} ")), "")
    return key[len(prefix) :].lstrip()


def _nearest(text: str, known: Mapping[str, str]) -> tuple[str, float] | None:
    key = match_key(text)
    if not key or not known:
        return None
    best, score, _ = process.extractOne(key, list(known), scorer=fuzz.ratio)
    return known[best], round(score / 100, 3)

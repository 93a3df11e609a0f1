"""The lines that a profile lacks for an edition: YAML to paste into it, whole and exact.

A territory that an edition brings is added to the series' territories; what would change the
years before (the order, the axes' wordings and who signs for them) goes under the edition.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain import TotalScope
from pipeline.normalise.gazetteer import known_territory
from pipeline.normalise.labels import match_key, regular
from pipeline.normalise.names import Names
from pipeline.profile import TO_FILL, Axis, Profile
from pipeline.reconcile.casting import Casting


@dataclass(frozen=True)
class Amendment:
    """What an edition prints that its profile doesn't know."""

    casting: Casting

    @property
    def profile(self) -> Profile:
        return self.casting.profile

    @cached_property
    def newcomers(self) -> tuple[str, ...]:
        """The names printed for territories that the profile doesn't know."""
        ledger = self.casting.ledger
        named = [x.territory for x in ledger.lines] + [x.territory for x in ledger.totals]
        unknown = (c for c in named if c is not None and self.profile.territory(c) is None)
        return tuple(dict.fromkeys(unknown))

    @cached_property
    def wordings(self) -> dict[str, tuple[str, ...]]:
        """For each axis code, the wordings over credits that the profile doesn't know, the most
        frequent first."""
        names = Names(self.profile)
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        for heading in self.casting.ledger.headings:
            if heading.scope is TotalScope.AXIS and heading.code is not None:
                text = wording_of(self.profile, heading.text)
                if text and names.axis(heading.text) is None:
                    seen[heading.code][text] += 1
        return {code: _distinct(t for t, _ in c.most_common()) for code, c in seen.items()}

    @cached_property
    def known_wordings(self) -> frozenset[str]:
        """The axes of which a known wording stands over credits as well."""
        names = Names(self.profile)
        return frozenset(
            h.code
            for h in self.casting.ledger.headings
            if h.scope is TotalScope.AXIS and h.code and names.axis(h.text) == h.code
        )

    @cached_property
    def seen(self) -> dict[str, tuple[str, ...]]:
        """The territories under each axis, in the document's order."""
        held: dict[str, list[str]] = defaultdict(list)
        for line in self.casting.ledger.lines:
            if line.axis is not None and line.territory is not None:
                held[line.axis].append(line.territory)
        return {axis: tuple(dict.fromkeys(codes)) for axis, codes in held.items()}

    def order(self) -> list[str]:
        """The series' order with the newcomers after those that they follow."""
        order = list(self.profile.order or (t.code for t in self.profile.territories))
        for name in self.newcomers:
            for codes in self.seen.values():
                if name in codes:
                    before = [c for c in codes[: codes.index(name)] if c in order]
                    after = [c for c in codes[codes.index(name) :] if c in order]
                    at = order.index(before[-1]) + 1 if before else len(order)
                    order.insert(order.index(after[0]) if after and not before else at, name)
                    break
            else:
                order.append(name)
        return order

    def yaml(self) -> str:
        """Every line to add, territories first, then those of the edition."""
        lines: list[str] = []
        if self.newcomers:
            lines += ["territories:", *(x for name in self.newcomers for x in _territory(name))]
        edition = [*self._order_lines(), *self._axes_lines()]
        if edition:
            lines += edition_lines(self.casting.ledger.edition, edition)
        return "\n".join(lines)

    def _order_lines(self) -> Iterator[str]:
        if not self.newcomers:
            return
        order = self.order()
        yield f"order: {_codes(order)}"
        printed = {t.territory for t in self.casting.of_scope(TotalScope.CONTRACT)}
        listed = self.profile.contract_totals
        if listed is not None and printed & set(self.newcomers):
            yield f"contract_totals: {_codes(c for c in order if c in printed or c in listed)}"

    def _axes_lines(self) -> list[str]:
        order = self.order()
        axes = [self._axis(axis, order) for axis in self.profile.axes]
        known = {a.code for a in axes}
        for code in sorted({*self.seen, *self.wordings} - known):
            label, *others = self.wordings.get(code, (TO_FILL,))
            seen = [c for c in order if c in self.seen.get(code, ())]
            held = None if len(seen) == len(order) else tuple(seen)
            axes.append(Axis(code=code, label=label, wordings=tuple(others), territories=held))
        if tuple(axes) == self.profile.axes:
            return []
        return ["axes:", *(line for axis in axes for line in _axis_lines(axis))]

    def _axis(self, axis: Axis, order: Sequence[str]) -> Axis:
        label, wordings = axis.label, axis.wordings
        printed = self.wordings.get(axis.code, ())
        if printed and axis.code not in self.known_wordings:
            label, wordings = printed[0], (*printed[1:], axis.label, *axis.wordings)
        elif printed:
            wordings = (*axis.wordings, *printed)
        here = set(self.seen.get(axis.code, ())) & set(self.newcomers)
        held = axis.territories
        if held is not None or len(here) < len(self.newcomers):
            known = {*(held if held is not None else set(order) - set(self.newcomers)), *here}
            held = tuple(c for c in order if c in known)
        if not self.newcomers:
            held = axis.territories
        return Axis(code=axis.code, label=label, wordings=wordings, territories=held)


def wording_of(profile: Profile, banner: str) -> str:
    """What a banner says after its number."""
    text = regular(banner)
    found = re.search(profile.patterns.banner, text, re.IGNORECASE)
    if found is None:
        return text
    rest = found.groupdict().get("wording") or text[found.end("axis") :]
    return rest.strip(" -:.")


def edition_lines(edition: str, lines: Iterable[str]) -> list[str]:
    """Lines put under their edition."""
    return ["editions:", f'  "{edition}":', *(f"    {line}" for line in lines)]


def order_lines(profile: Profile, order: Sequence[str]) -> list[str]:
    """An order, and the contracts' totals in it where they are listed."""
    lines = [f"order: {_codes(order)}"]
    if profile.contract_totals is not None:
        codes = tuple(c for c in order if c in profile.contract_totals)
        if codes != profile.contract_totals:
            lines.append(f"contract_totals: {_codes(codes)}")
    return lines


def scalar(text: str) -> str:
    """`text` as a YAML scalar in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for text in texts:
        kept.setdefault(match_key(text), text)
    return tuple(kept.values())


def _code(territory: str) -> str:
    """The code of a territory named by its code, or by its name where it is a newcomer."""
    if re.fullmatch(r"[0-9AB]{2,9}", territory):
        return territory
    known = known_territory(territory)
    return known.code if known else TO_FILL


def _codes(codes: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{_code(c)}"' for c in codes) + "]"


def _territory(name: str) -> Iterator[str]:
    known = known_territory(name)
    yield f'  - code: "{_code(name)}"'
    yield f"    name: {scalar(name)}"
    yield f"    full_name: {scalar(known.full_name if known else name)}"
    yield f"    type: {known.type if known else 'métropole'}"


def _axis_lines(axis: Axis) -> Iterator[str]:
    yield f'  - code: "{axis.code}"'
    yield f"    label: {scalar(axis.label)}"
    if axis.wordings:
        yield "    wordings:"
        yield from (f"      - {scalar(w)}" for w in axis.wordings)
    if axis.territories is not None:
        yield f"    territories: {_codes(axis.territories)}"

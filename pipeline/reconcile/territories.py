"""Whether the territories deduced from the order of pages are proven by the sums.

A deduced section is confirmed only when its territory's contract total foots and no exchange of it
with that of another deduced territory, alone or with those of other axes, would pass unseen.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain import (
    Control,
    ControlName,
    Finding,
    Ledger,
    Severity,
    TerritorySource,
    Verdict,
)
from pipeline.reconcile.casting import Casting, Section
from pipeline.reconcile.footing import foots
from pipeline.reconcile.outcome import Outcome, fingerprint
from pipeline.reconcile.wording import NB, listed, territory_name

SHOWN = 7  # territories and pages that a finding names


def confirmed_sections(casting: Casting, region_chart_agrees: bool) -> frozenset[Section]:
    """The deduced sections, (axis, territory), that the sums prove to be their territory's.

    `region_chart_agrees` says that the document draws the share of each territory in the region,
    all of them, and that each agrees with the rows: it stands for the contract total of the one
    territory that is left when all others are printed or confirmed.
    """
    concerned = sorted({territory for _, territory in casting.deduced})
    sound = {t for t in concerned if _foots(casting, t)}
    proven = {key for t in concerned if t in sound for key in _proven_by_contract(casting, t)}
    left = casting.deduced - proven
    territories = {territory for _, territory in left}
    alone = len(territories) == 1 and territories <= sound
    whole = not casting.missing_sections and not casting.unexpected_sections
    return frozenset(proven | left if alone and whole and region_chart_agrees else proven)


def unproven_territories(
    casting: Casting, confirmed: frozenset[Section], blamed: frozenset[str]
) -> Outcome:
    """Findings for sections that could be exchanged without any sum noticing.

    A territory that is left alone on its axis can't be exchanged: it is known by elimination, and a
    control says that no sum proves it. `blamed` territories are already held for another reason.
    """
    held: dict[str, list[str]] = defaultdict(list)
    left = casting.deduced - confirmed
    for axis, territory in sorted(left, key=lambda key: (key[0], casting.sections[key][0].page)):
        if territory not in blamed:
            held[axis].append(territory)
    controls = tuple(
        _eliminated(casting, a, codes[0]) for a, codes in held.items() if len(codes) == 1
    )
    findings = tuple(
        _exchangeable(casting, a, codes) for a, codes in held.items() if len(codes) > 1
    )
    return Outcome(controls, findings)


def _eliminated(casting: Casting, axis: str, territory: str) -> Control:
    lines = casting.sections[axis, territory]
    return Control(
        ControlName.CROSS_FOOTING,
        Verdict.UNVERIFIABLE,
        casting.computed_sections[axis, territory],
        None,
        axis=axis,
        territory=territory,
        page=lines[0].page,
        label="territoire déduit par élimination",
        cause="aucun total imprimé ne dit de quel territoire est cette section",
        lines=tuple(line.identifier for line in lines),
    )


def _exchangeable(casting: Casting, axis: str, codes: Sequence[str]) -> Finding:
    sections = [casting.sections[axis, code] for code in codes]
    names = listed([territory_name(casting.profile, code) for code in codes], SHOWN)
    numbers = list(dict.fromkeys(str(lines[0].page) for lines in sections))
    pages = f"{'pages' if len(numbers) > 1 else 'page'} {listed(numbers, SHOWN)}"
    return Finding(
        ControlName.CROSS_FOOTING,
        Severity.BLOCKING,
        f"Axe {axis}, {pages}{NB}: les territoires {names} ne sont déduits que de l'ordre "
        "des pages, et aucune somme ne verrait qu'ils sont échangés. Vérifiez à qui sont ces pages "
        "(nom, logo).",
        page=sections[0][0].page,
        axis=axis,
        expected="un territoire imprimé, ou prouvé par les totaux",
        found=f"déduit{NB}: {names}",
        fingerprint=fingerprint(
            ControlName.CROSS_FOOTING,
            "exchangeable",
            axis,
            [[code, casting.computed_sections[axis, code]] for code in codes],
        ),
        lines=tuple(line.identifier for lines in sections for line in lines),
    )


def with_confirmed(ledger: Ledger, confirmed: frozenset[Section]) -> Ledger:
    """The ledger with the deduced lines of these sections marked as confirmed."""
    lines = tuple(
        replace(line, territory_source=TerritorySource.CONFIRMED)
        if (line.axis, line.territory) in confirmed
        and line.territory_source is TerritorySource.DEDUCED
        else line
        for line in ledger.lines
    )
    return replace(ledger, lines=lines)


def _foots(casting: Casting, territory: str) -> bool:
    """True when every axis total of the territory is there, alone, and foots."""
    return all(
        len(casting.axis_totals.get(key, ())) == 1
        and casting.computed_sections[key] == casting.printed_sections[key]
        and foots(casting, casting.axis_totals[key][0])
        for key in casting.computed_sections
        if key[1] == territory
    )


def _proven_by_contract(casting: Casting, territory: str) -> set[Section]:
    """The territory's deduced sections, less those that could change hands unseen, when its
    contract total foots."""
    total = casting.contracts.get(territory)
    if total is None or casting.totals_sum(territory) != total.amount.cents:
        return set()
    others = {code for _, code in casting.deduced} - {territory}
    unseen = {axis for other in others for axis in _unseen(casting, territory, other)}
    return {key for key in casting.deduced if key[1] == territory and key[0] not in unseen}


def _unseen(casting: Casting, one: str, other: str) -> set[str]:
    """The axes on which the deduced sections of two territories could change hands unseen.

    A contract total sees it unless what changes hands is equal; but when neither contract page
    prints its territory and everything else is deduced, all may change hands together.
    """
    sums = casting.printed_sections
    axes = {a for a, code in casting.computed_sections if code == one}
    shared = sorted(
        a for a in axes if (a, one) in casting.deduced and (a, other) in casting.deduced
    )
    same_axes = axes == {a for a, code in casting.computed_sections if code == other}
    if same_axes and shared == sorted(axes) and _unnamed(casting, one, other):
        return axes
    return {
        axis
        for size in range(1, len(shared) + 1)
        for some in itertools.combinations(shared, size)
        if sum(sums.get((a, one), 0) - sums.get((a, other), 0) for a in some) == 0
        for axis in some
    }


def _unnamed(casting: Casting, one: str, other: str) -> bool:
    """True when the first contract's page doesn't print its territory and could be the other's."""
    total, its = casting.contracts[one], casting.contracts.get(other)
    if total.territory_source is TerritorySource.PRINTED:
        return False
    if its is None:
        return casting.profile.contract_totals is None
    return its.territory_source is not TerritorySource.PRINTED

"""What is seen, put together into a proposal: names first, then sections, sums and charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain import Ledger, RecolementError, SourceRecord
from pipeline.extract.contracts import contract_totals
from pipeline.extract.entries import Section
from pipeline.extract.fuse import PageOutcome
from pipeline.extract.ledger import build_ledger
from pipeline.extract.reading import ItemKind, PageReading
from pipeline.extract.sections import sections_of
from pipeline.extract.sums import main_column
from pipeline.extract.wordings import Wordings, is_total_column
from pipeline.probe.axes import Banners, axes_of, banners_of, total_pattern
from pipeline.probe.charts import chart_titles_of, explained
from pipeline.probe.contracts import SumLine, patterns_of, sum_lines
from pipeline.probe.look import Look, has_credits
from pipeline.probe.orientations import grouped, printed_orientations, with_doubts
from pipeline.probe.presence import section_places
from pipeline.probe.proposal import Proposal, SeenPattern
from pipeline.probe.series import region_seen, series_of
from pipeline.probe.sightings import Sighting, sightings_of
from pipeline.probe.territories import orders_of, territories_of, unnamed
from pipeline.reconcile.arrange import Place, Presence, presence_of


def propose(look: Look, document: str) -> Proposal:
    """The proposal for a document. Raises RecolementError when no page carries credits."""
    bare = look.readings(None)
    credits = frozenset(r.page for r in bare if has_credits(r))
    if not credits:
        raise RecolementError(f"{document} : aucune page ne porte de crédits, rien à proposer")
    banners = banners_of(look, bare)
    total = total_pattern(banners, bare)
    lines = sum_lines(look, total)
    sightings = sightings_of(look, bare, banners, {x.page for x in lines})
    orders = orders_of(sightings)
    proposal = _names(look, banners, total, lines, credits, sightings, orders[0])
    codes = dict(zip(orders[0], proposal.order, strict=False))
    proposal = proposal.but(charts=chart_titles_of(look, bare, banners, proposal))
    first = look.readings(proposal.profile())
    sections = _sections(first, proposal)
    everything = sum(p.cents for places in section_places(sections).values() for p in places)
    contract, region = patterns_of(lines, everything)
    proposal = proposal.but(
        contract_total=contract,
        region_total=region,
        orientations=grouped(printed_orientations(sections, first, banners)),
    )
    readings = look.readings(proposal.profile())
    sections = _sections(readings, proposal)
    seen = grouped(printed_orientations(sections, readings, banners))
    proposal = proposal.but(
        orientations=with_doubts(seen, sections, readings),
        amount_column=_amount_column(sections, proposal.series.year or "-"),
    )
    proposal = _with_presence(proposal, readings, [[codes[k] for k in o] for o in orders])
    ledger = _ledger(readings, proposal)
    return proposal.but(charts=explained(proposal.charts, readings, proposal, ledger))


def _names(
    look: Look,
    banners: Banners,
    total: SeenPattern,
    lines: Sequence[SumLine],
    credits: frozenset[int],
    sightings: Sequence[Sighting],
    order: Sequence[str],
) -> Proposal:
    """Series, axes, territories and patterns, before anything is read under them."""
    region = region_seen(look, order)
    territories = territories_of(sightings, order) or unnamed(0, 1)
    contract, _ = patterns_of(lines, None)
    return Proposal(
        series=series_of(look, region),
        axes=axes_of(banners, credits),
        territories=territories,
        order=tuple(t.code for t in territories),
        banner=banners.pattern,
        total=total,
        contract_total=contract,
    )


def _sections(readings: Sequence[PageReading], proposal: Proposal) -> list[Section]:
    wordings = Wordings(proposal.profile())
    sections = sections_of(readings, wordings)
    for section in sections:
        if section.axis is None:
            named = {wordings.total_axis(t.item.text) for t in section.totals} - {None}
            section.axis = named.pop() if len(named) == 1 else None
    if len(proposal.axes) == 1 and not proposal.banner.pages:
        for section in sections:
            section.axis = section.axis or proposal.axes[0].code
    return sections


def _amount_column(sections: Sequence[Section], year: str) -> SeenPattern | None:
    """Which of several amount columns is the amount: the total, else that of the edition's year,
    else the last."""
    several = [s for s in sections if len(s.columns) > 1]
    unsure = [s for s in several if not main_column(s, None)[1]]
    if not unsure:
        return None
    headers = [h for h in unsure[0].columns if h]
    named = [h for h in headers if is_total_column(h)] or [h for h in headers if year in h]
    chosen = named[-1] if named else headers[-1]
    pages = tuple(dict.fromkeys(s.entries[0].reading.page for s in several))
    others = ", ".join(f"« {h} »" for h in headers if h != chosen)
    return SeenPattern(f"^{re.escape(chosen)}$", chosen, pages, f"autres colonnes : {others}")


def _with_presence(
    proposal: Proposal, readings: Sequence[PageReading], orders: Sequence[Sequence[str]]
) -> Proposal:
    """Which territory has a contract for which axis, and in which order they stand."""
    profile = proposal.profile()
    axes = section_places(_sections(readings, proposal))
    totals = [
        (Place(item.cells[0].amount.cents or 0, code if printed else None), reading.page)
        for item, reading, code, printed in contract_totals(readings, profile, Wordings(profile))
        if item.kind is ItemKind.CONTRACT_TOTAL
    ]
    proposal, found = _solved(proposal, axes, [place for place, _ in totals], orders)
    order = proposal.order
    seen = []
    for axis in proposal.axes:
        codes = {c for c in found.axes.get(axis.code, ()) if c}
        everyone = codes == set(order) or not codes
        doubt = "d'autres territoires conviendraient aussi" if axis.code in found.unsure else ""
        held = None if everyone else tuple(c for c in order if c in codes)
        seen.append(replace(axis, territories=held, doubt=axis.doubt or doubt))
    contracts = tuple(dict.fromkeys(c for c in found.contracts if c))
    doubts = proposal.doubts
    if found.differing:
        doubts += (f"{found.differing} totaux de contrat ne se retrouvent pas par les axes",)
    return proposal.but(
        axes=tuple(seen),
        contract_totals=contracts if totals else None,
        contract_pages=tuple(dict.fromkeys(page for _, page in totals)),
        doubts=doubts,
    )


def _solved(
    proposal: Proposal,
    axes: dict[str, list[Place]],
    contracts: Sequence[Place],
    orders: Sequence[Sequence[str]],
) -> tuple[Proposal, Presence]:
    """The territories of every section, in the first order that leaves least open.

    Where an axis has more sections than the document names territories, unnamed ones are put where
    most sums close.
    """
    by_code = {t.code: t for t in proposal.territories}
    needed = max([len(contracts), *(len(places) for places in axes.values())])
    extra = [t.code for t in unnamed(len(by_code), needed)]
    by_code |= {t.code: t for t in unnamed(len(by_code), needed)}
    tried = [
        [*order[:at], *extra, *order[at:]]
        for order in [[t.code for t in proposal.territories], *orders]
        if not extra or set(order) <= set(by_code)
        for at in (range(len(order), -1, -1) if extra else [0])
    ]
    best: tuple[tuple[int, int], list[str], Presence] | None = None
    for order in tried:
        found = presence_of(axes, contracts, order)
        score = (found.differing, len(_open(found)))
        if best is None or score < best[0]:
            best = (score, order, found)
        if score == (0, 0):
            break
    assert best is not None
    _, order, found = best
    doubt = "la place des territoires à nommer n'est pas sûre" if extra else ""
    return (
        proposal.but(
            territories=tuple(by_code[c] for c in order), order=tuple(order), order_doubt=doubt
        ),
        found,
    )


def _open(presence: Presence) -> list[str]:
    """The axes of which a section has no territory, or more than one answer fits."""
    empty = [axis for axis, codes in presence.axes.items() if None in codes]
    return [*empty, *presence.unsure]


def _ledger(readings: Sequence[PageReading], proposal: Proposal) -> Ledger:
    """The ledger that the proposal gives, for the charts to be held against."""
    outcomes = [PageOutcome(r, (), ()) for r in readings]
    year = proposal.series.year or "0000"
    return build_ledger(outcomes, proposal.profile(), year, SourceRecord("", "", 0))

"""What is seen, put together into a proposal: names first, then sections, sums and charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain import Ledger, RecolementError, SourceRecord
from pipeline.extract.contracts import contract_totals
from pipeline.extract.fuse import PageOutcome
from pipeline.extract.ledger import build_ledger
from pipeline.extract.reading import ItemKind, PageReading
from pipeline.extract.sections import Section, main_column, sections_of
from pipeline.extract.wordings import Wordings, is_total_column
from pipeline.probe.axes import Banners, axes_of, banners_of, total_pattern
from pipeline.probe.charts import chart_titles_of, explained
from pipeline.probe.contracts import SumLine, patterns_of, sum_lines
from pipeline.probe.look import Look, has_credits
from pipeline.probe.orientations import grouped, printed_orientations
from pipeline.probe.presence import Place, Presence, presence_of, section_places
from pipeline.probe.proposal import Proposal, SeenPattern, SeenTerritory
from pipeline.probe.series import region_seen, series_of
from pipeline.probe.territories import order_of, sightings_of, territories_of


def propose(look: Look, document: str) -> Proposal:
    """The proposal for a document. Raises RecolementError when no page carries credits."""
    bare = look.readings(None)
    credits = frozenset(r.page for r in bare if has_credits(r))
    if not credits:
        raise RecolementError(f"{document} : aucune page ne porte de crédits, rien à proposer")
    banners = banners_of(look, bare)
    total = total_pattern(banners, bare)
    lines = sum_lines(look, total)
    proposal = _names(look, bare, banners, total, lines, credits)
    proposal = proposal.but(charts=chart_titles_of(look, bare, banners, proposal))
    sections = _sections(look.readings(proposal.profile()), proposal)
    everything = sum(p.cents for places in section_places(sections).values() for p in places)
    contract, region = patterns_of(lines, everything)
    proposal = proposal.but(contract_total=contract, region_total=region)
    readings = look.readings(proposal.profile())
    proposal = _with_orientations(proposal, readings, banners)
    readings = look.readings(proposal.profile())
    proposal = _with_orientations(proposal, readings, banners)
    proposal = _with_columns(proposal, _sections(readings, proposal))
    proposal = _with_presence(proposal, readings)
    ledger = _ledger(readings, proposal)
    return proposal.but(charts=explained(proposal.charts, readings, proposal, ledger))


def _names(
    look: Look,
    bare: Sequence[PageReading],
    banners: Banners,
    total: SeenPattern,
    lines: Sequence[SumLine],
    credits: frozenset[int],
) -> Proposal:
    """Series, axes, territories and patterns, before anything is read under them."""
    sightings = sightings_of(look, bare, banners, {x.page for x in lines})
    codes = order_of(sightings)
    region = region_seen(look, codes)
    territories = territories_of(sightings, 1)
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


def _with_orientations(
    proposal: Proposal, readings: Sequence[PageReading], banners: Banners
) -> Proposal:
    printed = printed_orientations(_sections(readings, proposal), readings, banners)
    return proposal.but(orientations=grouped(printed))


def _with_columns(proposal: Proposal, sections: Sequence[Section]) -> Proposal:
    """Which of several amount columns is the amount: the total, else that of the edition's year,
    else the last."""
    several = [s for s in sections if len(s.columns) > 1]
    unsure = [s for s in several if not main_column(s, None)[1]]
    if not unsure:
        return proposal
    headers = [h for h in unsure[0].columns if h]
    year = proposal.series.year or "-"
    named = [h for h in headers if is_total_column(h)] or [h for h in headers if year in h]
    chosen = named[-1] if named else headers[-1]
    pages = tuple(dict.fromkeys(s.entries[0].reading.page for s in several))
    others = ", ".join(f"« {h} »" for h in headers if h != chosen)
    column = SeenPattern(f"^{re.escape(chosen)}$", chosen, pages, f"autres colonnes : {others}")
    return proposal.but(amount_column=column)


def _with_presence(proposal: Proposal, readings: Sequence[PageReading]) -> Proposal:
    """Which territory has a contract for which axis, and in which order they stand."""
    profile = proposal.profile()
    axes = section_places(_sections(readings, proposal))
    totals = [
        (Place(item.cells[0].amount.cents or 0, _printed(item.text, reading, profile)), reading.page)
        for item, reading, _ in contract_totals(readings, profile, Wordings(profile))
        if item.kind is ItemKind.CONTRACT_TOTAL
    ]
    proposal, found = _solved(proposal, axes, [place for place, _ in totals])
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

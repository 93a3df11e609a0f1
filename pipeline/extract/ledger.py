"""Page outcomes -> the edition's one ledger: lines, totals, charts' values, pages, doubts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.domain import (
    Ambiguity,
    Amount,
    AmountKind,
    ChartValue,
    Heading,
    Ledger,
    Line,
    PageKind,
    PrintedTotal,
    SourceRecord,
    TerritorySource,
    TotalScope,
)
from pipeline.extract.contracts import contract_totals
from pipeline.extract.cutrows import with_cut_rows
from pipeline.extract.deduce import deduce_territories
from pipeline.extract.doubts import (
    column_doubt,
    header_doubts,
    name_doubts,
    row_doubts,
    sign_doubts,
    territory_doubt,
)
from pipeline.extract.entries import Entry, Section
from pipeline.extract.fuse import PageOutcome
from pipeline.extract.headingdoubts import (
    closed_doubts,
    foot_doubts,
    orientation_doubts,
    unheaded_doubts,
)
from pipeline.extract.headnames import head_doubts
from pipeline.extract.leftpages import left_page_doubts
from pipeline.extract.marks import page_record
from pipeline.extract.newcomers import with_newcomers
from pipeline.extract.orientationdoubts import side_doubts, summed_doubts, unused_doubts
from pipeline.extract.pagenumbers import printed_pages
from pipeline.extract.reading import AmountCell, Item, ItemKind, PageReading
from pipeline.extract.rowless import interrupted_doubts
from pipeline.extract.sections import sections_of
from pipeline.extract.sideheadings import aside_doubts, with_side_headings
from pipeline.extract.summarydoubts import summary_doubts
from pipeline.extract.sums import Sum, main_column, sums_of
from pipeline.extract.units import unit_doubts
from pipeline.extract.wordings import Wordings, first_time
from pipeline.profile import Profile

MISSING = Amount("", AmountKind.NOT_COMMUNICATED, None)


@dataclass
class _Build:
    edition: str
    profile: Profile
    wordings: Wordings
    outcomes: dict[int, PageOutcome]
    lines: list[Line] = field(default_factory=list)
    totals: list[PrintedTotal] = field(default_factory=list)
    doubts: list[Ambiguity] = field(default_factory=list)
    homes: dict[int, str] = field(default_factory=dict)  # id of an item -> identifier
    ranks: dict[tuple[str | None, str | None], int] = field(default_factory=dict)


def build_ledger(
    outcomes: Sequence[PageOutcome], profile: Profile, edition: str, source: SourceRecord
) -> Ledger:
    """The ledger of an edition from the outcomes of all its pages, in order."""
    wordings = Wordings(profile)
    numbered = printed_pages([o.taken for o in outcomes])
    outcomes = [replace(o, taken=r) for o, r in zip(outcomes, numbered, strict=True)]
    outcomes = with_cut_rows(outcomes, wordings.number_format)
    outcomes = with_side_headings(with_newcomers(outcomes, wordings), wordings)
    build = _Build(edition, profile, wordings, {o.taken.page: o for o in outcomes})
    readings = [o.taken for o in outcomes]
    build.doubts += aside_doubts(readings, wordings)
    build.doubts += orientation_doubts(readings, wordings)
    build.doubts += foot_doubts(readings)
    build.doubts += head_doubts(readings, wordings)
    build.doubts += unused_doubts(readings, wordings)
    build.doubts += left_page_doubts(readings, wordings)
    build.doubts += unit_doubts(readings)
    sections = sections_of(readings, wordings)
    for section in sections:
        if section.axis is None:
            section.axis = _axis_of_totals(section, wordings)
    deduce_territories(sections, profile)
    build.doubts += interrupted_doubts(sections, readings)
    for section in sections:
        build.doubts += [*summed_doubts(section, wordings), *side_doubts(section)]
        _add_section(build, section)
    build.doubts += summary_doubts(readings, build.lines, profile)
    for item, reading, territory, printed in contract_totals(readings, profile, wordings):
        _add_contract(build, item, reading.page, territory, printed)
    return Ledger(
        series=profile.series,
        edition=edition,
        source=source,
        lines=tuple(build.lines),
        totals=tuple(build.totals),
        chart_values=tuple(v for o in outcomes for v in _chart_values(o, profile, wordings)),
        pages=tuple(page_record(o, build.homes) for o in outcomes),
        ambiguities=(*build.doubts, *(d for o in outcomes for d in o.doubts)),
        headings=tuple(h for r in readings if r.rows for h in _headings(r)),
    )


def _headings(reading: PageReading) -> list[Heading]:
    scopes = {ItemKind.BANNER: TotalScope.AXIS, ItemKind.TERRITORY: TotalScope.CONTRACT}
    return [
        Heading(scopes[i.kind], first_time(i.text), i.code, reading.page, i.box)
        for i in reading.items
        if i.kind in scopes
    ]


def _axis_of_totals(section: Section, wordings: Wordings) -> str | None:
    named = {wordings.total_axis(t.item.text) for t in section.totals} - {None}
    return named.pop() if len(named) == 1 else None


def _source_of(section: Section) -> TerritorySource:
    own = section.printed is not None and section.printed == section.territory
    return TerritorySource.PRINTED if own else TerritorySource.DEDUCED


def _add_section(build: _Build, section: Section) -> None:
    column, sure = main_column(section, build.profile)
    if not sure:
        build.doubts.append(column_doubt(section, build.profile.amount_column))
    build.doubts += header_doubts(section)
    build.doubts += sign_doubts(section)
    build.doubts += unheaded_doubts(section)
    build.doubts += name_doubts(section, build.wordings)
    identifiers: dict[int, str] = {}
    for entry in section.rows:
        line = _line(build, section, entry, column)
        identifiers[id(entry)] = line.identifier
        build.homes[id(entry.source)] = line.identifier
        build.lines.append(line)
    sums = sums_of(section, build.wordings)
    build.doubts += closed_doubts(section, sums)
    for one in sums:
        _add_total(build, section, one, column, identifiers)


def _base(build: _Build, section: Section) -> str:
    return f"{build.edition}-{section.axis or 'x'}-{section.territory or 'x'}"


def _line(build: _Build, section: Section, entry: Entry, column: str | None) -> Line:
    item, reading = entry.item, entry.reading
    key = (section.axis, section.territory)
    rank = build.ranks[key] = build.ranks.get(key, 0) + 1
    cell = entry.cell(column)
    outcome = build.outcomes[reading.page]
    build.doubts += row_doubts(section, entry, column, outcome, build.wordings)
    return Line(
        identifier=f"{_base(build, section)}-{rank:03d}",
        axis=section.axis,
        territory=section.territory,
        territory_source=_source_of(section),
        orientation=entry.orientation,
        label=item.text,
        label_raw="\n".join(item.shared or (" ".join(w.text for w in x) for x in item.lines)),
        amount=cell.amount if cell else MISSING,
        page=reading.page,
        printed_page=reading.printed_page,
        box=item.box,
        amount_box=cell.box if cell else item.box,
        readers=outcome.readers_of(entry.source),
        other_amounts=tuple((c.header or "", c.amount) for c in item.cells if c is not cell),
        note=item.note,
    )


def _add_total(
    build: _Build, section: Section, one: Sum, column: str | None, identifiers: dict[int, str]
) -> None:
    entry = one.total
    number = sum(t.identifier.startswith(f"{_base(build, section)}-total") for t in build.totals)
    identifier = f"{_base(build, section)}-total" + (f"-{number + 1}" if number else "")
    build.homes[id(entry.source)] = identifier
    build.totals.append(PrintedTotal(
        identifier=identifier,
        scope=TotalScope.SUBTOTAL if one.sub else TotalScope.AXIS,
        axis=section.axis,
        territory=section.territory,
        label=entry.item.text,
        amount=one.amount,
        page=entry.reading.page,
        printed_page=entry.reading.printed_page,
        box=entry.item.box,
        readers=build.outcomes[entry.reading.page].readers_of(entry.source),
        lines=tuple(identifiers[id(r)] for r in one.rows),
        column=None if one.column == column else one.column,
    ))  # fmt: skip


def _add_contract(
    build: _Build, item: Item, page: int, territory: str | None, printed: bool
) -> None:
    cell: AmountCell = item.cells[0]
    region = item.kind is ItemKind.REGION_TOTAL
    code = build.profile.region.code if region else territory or "x"
    identifier = f"{build.edition}-{code}-{'région' if region else 'contrat'}"
    clash = sum(t.identifier.startswith(identifier) for t in build.totals)
    identifier += f"-{clash + 1}" if clash else ""
    build.homes[id(item)] = identifier
    if territory is None and not region:
        build.doubts.append(territory_doubt(item, page))
    reading = build.outcomes[page].taken
    build.totals.append(PrintedTotal(
        identifier=identifier,
        scope=TotalScope.REGION if region else TotalScope.CONTRACT,
        axis=None,
        territory=None if region else territory,
        label=item.text,
        amount=cell.amount,
        page=page,
        printed_page=reading.printed_page,
        box=item.box,
        readers=build.outcomes[page].readers_of(item),
        territory_source=TerritorySource.PRINTED if printed else TerritorySource.DEDUCED,
    ))  # fmt: skip


def _chart_values(outcome: PageOutcome, profile: Profile, wordings: Wordings) -> list[ChartValue]:
    values = []
    for n in outcome.taken.chart:
        rank = wordings.chart(n.title)
        units = profile.charts[rank - 1].units if rank else ()
        unit = n.unit or next((u for u in units if u != "%"), "")
        values.append(ChartValue(
            outcome.taken.page, n.title, n.text, n.value, n.decimals, unit, n.box
        ))  # fmt: skip
    return values


def empty_of_credits(ledger: Ledger) -> bool:
    """Whether no page of the ledger carries credits."""
    return not ledger.lines and all(p.kind is not PageKind.CREDITS for p in ledger.pages)

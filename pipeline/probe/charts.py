"""The document's own charts: their titles, and what they draw, proven by the rows."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, get_args

from pipeline.domain import ChartValue, Ledger
from pipeline.extract.charts import chart_numbers, chart_titles
from pipeline.extract.lines import Segment
from pipeline.extract.reading import ChartNumber, ItemKind, PageReading
from pipeline.extract.wordings import Wordings, is_total
from pipeline.normalise.labels import match_key, regular
from pipeline.normalise.money import looks_like_amount
from pipeline.probe.axes import BARE, Banners
from pipeline.probe.look import Look, block
from pipeline.probe.proposal import Proposal, SeenChart
from pipeline.profile import Chart
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.drawn import Drawing, page_territory, population, slices

FEWEST_NUMBERS = 2  # of a chart
NUMBER = re.compile(r"^[0-9][0-9 \u00a0\u202f.,]*(?:%|€)?$")
YEAR = re.compile(r"\b20[0-9]{2}\b")
UNITS: tuple[Any, ...] = ("€", "log10")
BY = get_args(Chart.model_fields["by"].annotation)
WITHIN = get_args(Chart.model_fields["within"].annotation)
OF = ("page", "département", "métropole", "all")


def chart_titles_of(
    look: Look, readings: Sequence[PageReading], banners: Banners, proposal: Proposal
) -> tuple[SeenChart, ...]:
    """The titles that stand over numbers on pages that print no credits."""
    wordings = Wordings(proposal.profile())
    titles: dict[str, SeenChart] = {}
    for reading in readings:
        segments = [s for s in look.segments[reading.page] if not _page_number(s, reading)]
        numbers = [s for s in segments if NUMBER.match(s.text.strip())]
        totals = [i for i in reading.items if i.kind is ItemKind.TOTAL]
        summed = any(not wordings.is_contract_total(i.text) for i in totals)
        in_rows = sum(len(i.cells) for i in reading.items if i.kind is ItemKind.ROW)
        table = summed or 2 * in_rows >= max(len(numbers), 1)
        if table or banners.on(reading.page) or len(numbers) < FEWEST_NUMBERS:
            continue
        for lines in _title_blocks(segments, wordings):
            regex = _regex(lines, banners)
            example = regular(" ".join(s.text for s in lines))
            seen = titles.get(regex)
            pages = (*(seen.pages if seen else ()), reading.page)
            titles[regex] = SeenChart(regex, seen.example if seen else example, pages)
    return _with_numbers(look, tuple(titles.values()), proposal)


def _page_number(s: Segment, reading: PageReading) -> bool:
    return s.middle > 0.9 * reading.height or s.middle < 0.02 * reading.height


def _title_blocks(segments: Sequence[Segment], wordings: Wordings) -> list[tuple[Segment, ...]]:
    blocks: list[tuple[Segment, ...]] = []
    used: set[int] = set()
    for s in segments:
        words = match_key(s.text).split()
        other = (
            id(s) in used
            or len(words) < 2
            or looks_like_amount(s.text)
            or not any(c.isalpha() for c in s.text)
            or wordings.is_contract_total(s.text)
            or is_total(s.text)
            or _is_legend(s.text.split(), wordings)
        )
        if not other:
            blocks.append(block(s, segments))
            used |= {id(line) for line in blocks[-1]}
    return blocks


def _is_legend(words: Sequence[str], wordings: Wordings) -> bool:
    """Whether words are names of territories or numbered axes, several on one line or one."""
    if not words:
        return True
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count])
        if wordings.territory(text) or BARE.match(regular(text)):
            return _is_legend(words[count:], wordings)
    return False


def _regex(lines: Sequence[Segment], banners: Banners) -> str:
    """The title as a pattern: any year, any axis; its end is open where it has several lines."""
    text = regular(" ".join(s.text for s in lines)).casefold()
    pattern = re.escape(text).replace(r"\ ", " ")
    pattern = YEAR.sub(r"\\d{4}", pattern)
    pattern = re.sub(
        rf"\b{re.escape(banners.word)} (?:n° )?{banners.number}\b",
        rf"{banners.word} (?P<axis>{banners.number})".replace("\\", "\\\\"),
        pattern,
        count=1,
        flags=re.IGNORECASE,
    )
    return f"^{pattern}" + ("$" if len(lines) == 1 else "")


def _with_numbers(
    look: Look, titles: tuple[SeenChart, ...], proposal: Proposal
) -> tuple[SeenChart, ...]:
    """The titles that numbers belong to."""
    wordings = Wordings(proposal.but(charts=titles).profile())
    pages = sorted({p for t in titles for p in t.pages})
    owned: set[int] = set()
    for page in pages:
        segments = look.segments[page]
        width = next(c.width for c in look.contents if c.page == page)
        for number in chart_numbers(segments, chart_titles(segments, wordings), width):
            owned.add(wordings.chart(number.title) or 0)
    return tuple(t for rank, t in enumerate(titles, 1) if rank in owned)


@dataclass(frozen=True)
class _Explained:
    """How well one meaning of a chart fits its numbers."""

    meaning: Chart
    values: int
    explained: int
    unprinted: int


def explained(
    charts: Sequence[SeenChart], readings: Sequence[PageReading], proposal: Proposal, ledger: Ledger
) -> tuple[SeenChart, ...]:
    """The charts with the meaning under which the rows give every number they print.

    One whose numbers no meaning gives is left without units: it is reported, and proves nothing.
    """
    profile = proposal.but(charts=tuple(charts)).profile()
    wordings, casting = Wordings(profile), Casting(ledger, profile)
    numbers: dict[int, list[tuple[int, ChartNumber]]] = defaultdict(list)
    for reading in readings:
        for n in reading.chart:
            if rank := wordings.chart(n.title):
                numbers[rank].append((reading.page, n))
    return tuple(
        _meaning(chart, numbers[rank], casting)
        for rank, chart in enumerate(charts, 1)
        if numbers[rank]
    )


def _meaning(
    chart: SeenChart, numbers: Sequence[tuple[int, ChartNumber]], casting: Casting
) -> SeenChart:
    units: list[tuple[Any, ...]] = [("%",)]
    if any(n.unit != "%" for _, n in numbers):
        units = [(u,) for u in UNITS]
        if any(n.unit == "%" for _, n in numbers):
            units = [("%", u) for u in UNITS]
    tried = [
        _tried(
            Chart(title=chart.title, by=by, within=within, territories=of, units=unit),
            numbers,
            casting,
        )
        for by, within, of, unit in itertools.product(BY, WITHIN, OF, units)
    ]
    best = max(tried, key=lambda t: (t.explained, -t.unprinted, _hinted(t.meaning, chart.example)))
    doubt = ""
    if best.explained < best.values:
        doubt = f"les lignes expliquent {best.explained} des {best.values} nombres du graphique"
    known = 2 * best.explained > best.values
    meaning = best.meaning
    return replace(
        chart, by=meaning.by, within=meaning.within, territories=meaning.territories,
        units=meaning.units if known else (), doubt=doubt,
    )  # fmt: skip


def _tried(
    meaning: Chart, numbers: Sequence[tuple[int, ChartNumber]], casting: Casting
) -> _Explained:
    groups: dict[tuple[int, str, str], list[ChartValue]] = defaultdict(list)
    for page, n in numbers:
        unit = n.unit or next(u for u in meaning.units if u != "%")
        value = ChartValue(page, n.title, n.text, n.value, n.decimals, unit, n.box)
        groups[page, n.title, unit].append(value)
    paired = unprinted = 0
    for (page, title, unit), values in groups.items():
        match = re.search(meaning.title, regular(title), re.IGNORECASE)
        axis = match.groupdict().get("axis") if match else None
        territory = page_territory(casting, page)
        if meaning.territories == "page" and territory is None:
            continue
        sections = population(casting, meaning, axis, territory)
        drawing = Drawing(page, title, unit, tuple(values), slices(meaning, sections))
        pairs = drawing.pairs(casting.computed_sections)
        paired += len(pairs)
        unprinted += len(drawing.numbers(casting.computed_sections)) - len(pairs)
    return _Explained(meaning, len(numbers), paired, unprinted)


def _hinted(meaning: Chart, title: str) -> int:
    """How many words of the title speak for a meaning: a tie between equals is theirs to break."""
    key = match_key(title)
    return sum(
        (
            meaning.territories == "département" and "departement" in key,
            meaning.territories == "métropole" and "metropol" in key,
            meaning.territories == "all" and ("territor" in key or "region" in key),
            meaning.by == "axis" and "par axe" in key,
            meaning.within == "region" and "territorial" in key,
            meaning.by == "territory" and ("par departement" in key or "territorial" in key),
        )
    )

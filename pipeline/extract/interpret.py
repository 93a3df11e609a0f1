"""A page's words and rules -> a reading: what every word of it is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain import PageKind, Role
from pipeline.extract.charts import Title, chart_numbers, chart_titles
from pipeline.extract.content import PageContent
from pipeline.extract.draft import Draft
from pipeline.extract.furniture import set_aside
from pipeline.extract.headings import Heading, headings_of, inline_totals
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.listreading import read_list
from pipeline.extract.reading import Item, ItemKind, PageReading
from pipeline.extract.remarks import leave_remarks
from pipeline.extract.rowless import rows_without_amounts
from pipeline.extract.summary import read_summary
from pipeline.extract.surroundings import ALONE, Surroundings
from pipeline.extract.tablereading import read_tables
from pipeline.extract.titledsums import place_titled_sums, take_titled_sums
from pipeline.extract.turned import turned_leftovers
from pipeline.extract.wordings import Wordings

LAST = 1e6  # zone of what is told apart from the tables
BETWEEN = " -–—|:•·"  # what stands between a territory and its axis in one title
TITLE_WORDS = 40  # a page with no more is a title, with more a text


def interpret(
    content: PageContent,
    wordings: Wordings,
    reader: str,
    around: Surroundings = ALONE,
) -> PageReading:
    """The reading of one page. `around` is what the pages around tell of it."""
    segments = segments_of((w for w in content.words if w.visible), content.vertical)
    page = Draft(content, wordings, segments, around)
    set_aside(page)
    page.segments = [part for s in page.segments for part in _headings_apart(s, wordings)]
    charts = chart_titles(page.segments, wordings)
    summary = not charts and read_summary(page)
    _inline(page)
    titled = [] if charts or summary else take_titled_sums(page)
    if charts and not _has_banner(page):
        _charts(page, charts)
        kind = PageKind.CHART
    elif not summary and (read_list(page) or read_tables(page)):
        kind = PageKind.CREDITS
    else:
        kind = _no_table(page)
    place_titled_sums(page, titled)
    if page.summed or any(item.kind is ItemKind.CONTRACT_TOTAL for _, item in page.items):
        kind = PageKind.CONTRACT if kind is not PageKind.CREDITS else kind
    page.items.sort(key=lambda pair: pair[0])
    leave_remarks(page)
    page.leftovers += turned_leftovers(page)
    return PageReading(
        reader, content.page, content.width, content.height, kind, _reason(kind),
        page.printed_page, tuple(item for _, item in page.items), tuple(page.leftovers),
        page.chart, tuple(page.layout), tuple(page.asides), page.side_at_top,
        tuple(page.columns), tuple(page.amounts), tuple(page.summed),
    )  # fmt: skip


def _charts(page: Draft, titles: Sequence[Title]) -> None:
    """Take the numbers of a page of charts, and the territories that it names."""
    page.chart = chart_numbers(page.segments, titles, page.content.width)
    for s in page.segments:
        if code := page.wordings.territory(s.text):
            item = Item(ItemKind.TERRITORY, s.text, (s.words,), s.box, code)
            page.items.append(((0.0, 0.0, s.box.top), item))
    named = {id(w) for _, i in page.items for w in i.words()}
    rest = [s for s in page.segments if not any(id(w) in named for w in s.words)]
    page.leave(Role.CHART, "graphique du document", rest)


def _headings_apart(segment: Segment, wordings: Wordings) -> list[Segment]:
    """The titles of two tables side by side that stand too near one another to be parted by that:
    two axes, or two territories, in one line; or a territory and its axis, a dash between them."""
    names = wordings.banner if wordings.banner(segment.text) else wordings.territory
    for at in range(1, len(segment.words)):
        left, right = Segment(segment.words[:at]), Segment(segment.words[at:])
        if names(right.text) and names(left.text):
            return [left, *_headings_apart(right, wordings)]
        if left.text[-1] in BETWEEN and _are_both(left.text.rstrip(BETWEEN), right.text, wordings):
            return [left, right]
    return [segment]


def _are_both(one: str, other: str, wordings: Wordings) -> bool:
    """Whether of two texts one names a territory, and the other an axis: with its whole wording
    where the territory follows it, which may else be part of that."""
    begins = wordings.territory(one) is not None and wordings.banner(one) is None
    ends = wordings.territory(other) is not None and wordings.banner(other) is None
    return (begins and wordings.banner(other) is not None) or (
        ends and wordings.banner_is_complete(one)
    )


def _inline(page: Draft) -> None:
    """Sums printed in a line of their own: « Montant total du Pacte : 3 154 843€ »."""
    found = inline_totals(page.segments, page.wordings)
    used = {id(w) for item in found for w in item.words()}
    page.segments = [s for s in page.segments if not any(id(w) in used for w in s.words)]
    page.items += [((LAST, 0.0, item.box.top), item) for item in found]


def _has_banner(page: Draft) -> bool:
    return any(page.wordings.banner(s.text) for s in page.segments)


def _no_table(page: Draft) -> PageKind:
    rows = rows_without_amounts(
        page.segments, page.content.horizontal, page.around.amounts, page.wordings
    )
    if rows:
        page.leave(Role.UNACCOUNTED, "ligne d'un tableau sans montant lisible", rows)
        page.segments = [s for s in page.segments if s not in rows]
    headings = [Heading((s,)) for s in page.segments]
    items, unknown = headings_of(headings, page.wordings, frozenset())
    page.items += [((0.0, 0.0, item.box.top), item) for item in items]
    if rows:
        page.leave(Role.UNACCOUNTED, "texte d'un tableau sans montant lisible", unknown)
        return PageKind.CREDITS
    words = sum(len(s.words) for s in page.segments)
    if not words and not page.items:
        return PageKind.BLANK
    kind = PageKind.TITLE if words <= TITLE_WORDS else PageKind.TEXT
    page.leave(Role.FURNITURE, f"page de {kind}, sans crédits", unknown)
    return kind


def _reason(kind: PageKind) -> str:
    reasons = {
        PageKind.CREDITS: "tableau d'actions et de montants",
        PageKind.CONTRACT: "total de contrat imprimé",
        PageKind.CHART: "graphique du document, sans ligne de crédits",
        PageKind.TITLE: "titre, sans montant en colonne",
        PageKind.TEXT: "texte, sans montant en colonne",
        PageKind.BLANK: "aucun mot",
        PageKind.UNREADABLE: "page illisible",
    }
    return reasons[kind]

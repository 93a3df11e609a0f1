"""A page's words and rules -> a reading: what every word of it is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain import PageKind, Role
from pipeline.extract.charts import Title, chart_numbers, chart_titles
from pipeline.extract.content import PageContent
from pipeline.extract.draft import Draft
from pipeline.extract.headings import Heading, headings_of, inline_totals
from pipeline.extract.lines import Segment, is_leader, segments_of
from pipeline.extract.reading import Item, ItemKind, Leftover, PageReading
from pipeline.extract.remarks import leave_remarks
from pipeline.extract.rowless import rows_without_amounts
from pipeline.extract.running import line_keys
from pipeline.extract.summary import read_summary
from pipeline.extract.surroundings import ALONE, Surroundings
from pipeline.extract.tablereading import read_tables
from pipeline.extract.turned import turned_words
from pipeline.extract.wordings import Wordings, is_total, page_number
from pipeline.normalise.money import has_currency, looks_like_amount

MARGIN = 0.13  # of the page's height: where a page number may stand
LAST = 1e6  # zone of what is told apart from the tables
LEVEL = 0.3  # ems between baselines that are one
JUSTIFIED = 3.0  # ems between two words of a justified line at most
GRID = 4.0  # points: vertical rules nearer than this are sides of one
FEWEST_RULES = 3  # of a table of two columns
BETWEEN = " -–—|:•·"  # what stands between a territory and its axis in one title
NEXT_ROW = 6.0  # ems between two rows of a table, each of a few lines
NEXT_LINE = 1.6  # ems between two lines of one text
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
    _set_aside(page)
    page.segments = [part for s in page.segments for part in _headings_apart(s, wordings)]
    charts = chart_titles(page.segments, wordings)
    summary = not charts and read_summary(page)
    _inline(page)
    if charts and not _has_banner(page):
        _charts(page, charts)
        kind = PageKind.CHART
    elif not summary and read_tables(page):
        kind = PageKind.CREDITS
    else:
        kind = _no_table(page)
    if page.summed or any(item.kind is ItemKind.CONTRACT_TOTAL for _, item in page.items):
        kind = PageKind.CONTRACT if kind is not PageKind.CREDITS else kind
    page.items.sort(key=lambda pair: pair[0])
    leave_remarks(page)
    page.leftovers += turned_words(content.turned, [i for _, i in page.items])
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


def _set_aside(page: Draft) -> None:
    """Put away what is never part of a table: hidden words, leaders, page numbers."""
    content = page.content
    for word in content.words:
        if not word.visible:
            page.leftovers.append(Leftover(word, Role.FURNITURE, "texte invisible sur la page"))
    kept: list[Segment] = []
    for s in page.segments:
        edge = MARGIN * content.height
        at_margin = s.middle > content.height - edge or s.middle < edge
        number = page_number(s.text) if at_margin else None
        if number is not None and not _is_part(s, page) and not _is_in_line(s, page):
            page.printed_page = page.printed_page if s.middle < edge else number
            page.printed_page = page.printed_page or number
            page.leave(Role.FURNITURE, "numéro de page", [s])
        elif _recurs(s, page) and not _is_content(s, page):
            page.leave(Role.FURNITURE, "en-tête ou pied de page", [s])
        elif page.wordings.is_furniture(s.text):
            page.leave(Role.FURNITURE, "habillage prévu par le profil", [s])
        elif page.wordings.is_region(s.text) and not any(_is_level(o, s) for o in page.segments):
            page.leave(Role.FURNITURE, "nom de la région", [s])
        elif all(is_leader(w.text) for w in s.words):
            page.leave(Role.FURNITURE, "points de conduite", [s])
        else:
            kept.append(s)
    page.segments = kept


def _is_content(segment: Segment, page: Draft) -> bool:
    """Whether a line that recurs may all the same be part of a table or a heading: by what it says,
    or because it stands between a heading or an amount and the edge, or goes on with a label."""
    text = segment.text
    if looks_like_amount(text) or is_total(text) or page.wordings.is_known(text):
        return True
    if _in_grid(segment, page):
        return True
    at_head = segment.middle < page.content.height / 2
    for o in page.segments:
        outer = o.middle < segment.middle if at_head else o.middle > segment.middle
        told = page.wordings.banner(o.text) or page.wordings.territory(o.text)
        if outer and (told if at_head else looks_like_amount(o.text) and has_currency(o.text)):
            return True
    return any(_follows(o, segment) and not _recurs(o, page) for o in page.segments)


def _in_grid(segment: Segment, page: Draft) -> bool:
    """Whether rules part columns beside a line, as in a table: a frame around a page has two."""
    beside = {round(r.position / GRID) for r in page.content.vertical
              if r.start <= segment.middle <= r.end}  # fmt: skip
    return len(beside) >= FEWEST_RULES


def _follows(upper: Segment, lower: Segment) -> bool:
    """Whether a line is set as the next one of a paragraph."""
    step = lower.middle - upper.middle
    alike = (upper.bold, upper.color) == (lower.bold, lower.color)
    near = 0 < step < NEXT_LINE * upper.size and abs(upper.size - lower.size) < 0.5
    return near and alike and abs(upper.box.x0 - lower.box.x0) < 1.0


def _recurs(segment: Segment, page: Draft) -> bool:
    return bool(page.around.running & line_keys(segment, page.content.height))


def _is_level(one: Segment, other: Segment) -> bool:
    return one is not other and abs(one.baseline - other.baseline) < LEVEL * other.size


def _is_part(segment: Segment, page: Draft) -> bool:
    """Whether a number at the foot goes on what stands just above it: a label's last line, or a
    column of amounts that are printed as it is, in its size and with no euro sign; or one at the
    head begins an amount that goes on in the next line, or the column of its row."""
    beside = any(_is_level(o, segment) and not _recurs(o, page) for o in page.segments)
    for o in page.segments:
        step = segment.middle - o.middle
        over = min(o.box.x1, segment.box.x1) > max(o.box.x0, segment.box.x0)
        if not over or abs(o.size - segment.size) > 0.05 * segment.size:
            continue
        number = looks_like_amount(o.text) and any(map(str.isdigit, o.text))
        if 0 < step < 3 * segment.size and number and not has_currency(o.text):
            return True
        if 0 < step < 1.6 * segment.size and not looks_like_amount(o.text):
            return True
        if 0 < -step < (NEXT_ROW if beside else 1.6) * segment.size and number:
            return True
    return False


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


def _is_in_line(segment: Segment, page: Draft) -> bool:
    """Whether text that doesn't recur from page to page stands beside a number, no farther than
    justified words are."""
    return any(
        _is_level(o, segment)
        and max(segment.box.x0 - o.box.x1, o.box.x0 - segment.box.x1) < JUSTIFIED * segment.size
        and not _recurs(o, page)
        and not page.wordings.is_furniture(o.text)
        for o in page.segments
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

"""A page's words and rules -> a reading: what every word of it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.domain import Box, PageKind, Role
from pipeline.extract.amounts import columns_of
from pipeline.extract.bands import AmountRow, LabelLine, cut
from pipeline.extract.blocks import blocks_of
from pipeline.extract.charts import chart_numbers, chart_titles
from pipeline.extract.content import PageContent, Rule, Word
from pipeline.extract.headings import Heading, headings_of, inline_totals
from pipeline.extract.lines import Segment, is_leader, segments_of
from pipeline.extract.reading import (
    UNNAMED,
    AmountCell,
    ChartNumber,
    Item,
    ItemKind,
    Leftover,
    PageReading,
)
from pipeline.extract.running import line_keys
from pipeline.extract.strips import (
    Strip,
    boundary_rules,
    edges_of,
    header_groups,
    strips_of,
    take_headers,
)
from pipeline.extract.textcolumns import SideCell, part_columns
from pipeline.extract.wordings import Wordings, is_header, is_total, page_number
from pipeline.normalise.labels import clean_label, split_note
from pipeline.normalise.money import has_currency, looks_like_amount

TABLE_ITEMS = frozenset(ItemKind) - {ItemKind.CONTRACT_TOTAL, ItemKind.REGION_TOTAL}
MARGIN = 0.13  # of the page's height: where a page number may stand
LAST = 1e6  # zone of what is told apart from the tables
BESIDE = 3.0  # ems above or below an amount where its label starts at the latest
TITLE_WORDS = 40  # a page with no more is a title, with more a text


@dataclass
class _Page:
    content: PageContent
    wordings: Wordings
    segments: list[Segment]
    items: list[tuple[tuple[float, float, float], Item]] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    layout: list[str] = field(default_factory=list)
    printed_page: str | None = None
    chart: tuple[ChartNumber, ...] = ()


def interpret(
    content: PageContent,
    wordings: Wordings,
    reader: str,
    running: frozenset[str] = frozenset(),
    vocabulary: frozenset[str] = frozenset(),
) -> PageReading:
    """The reading of one page.

    `running` are the keys of lines that recur at the same place on many pages; `vocabulary` words
    printed unbroken elsewhere, which help to undo hyphenation.
    """
    page = _Page(content, wordings, segments_of((w for w in content.words if w.visible),
                                                content.vertical))  # fmt: skip
    _set_aside(page, running)
    charts = chart_titles(page.segments, wordings)
    _inline(page)
    if charts and not _has_banner(page):
        page.chart = chart_numbers(page.segments, charts, content.width)
        for s in page.segments:
            if code := wordings.territory(s.text):
                page.items.append(
                    (
                        (0.0, 0.0, s.box.top),
                        Item(ItemKind.TERRITORY, s.text, (s.words,), s.box, code),
                    )
                )
        named = {id(w) for _, i in page.items for w in i.words()}
        rest = [s for s in page.segments if not any(id(w) in named for w in s.words)]
        _leave(page, Role.CHART, "graphique du document", rest)
        kind = PageKind.CHART
    else:
        kind = _tables(page, vocabulary)
    if any(item.kind is ItemKind.CONTRACT_TOTAL for _, item in page.items):
        kind = PageKind.CONTRACT if kind is not PageKind.CREDITS else kind
    page.items.sort(key=lambda pair: pair[0])
    return PageReading(
        reader, content.page, content.width, content.height, kind, _reason(kind),
        page.printed_page, tuple(item for _, item in page.items), tuple(page.leftovers),
        page.chart, tuple(page.layout),
    )  # fmt: skip


def _leave(page: _Page, role: Role, reason: str, segments: Sequence[Segment]) -> None:
    page.leftovers += [Leftover(w, role, reason) for s in segments for w in s.words]


def _set_aside(page: _Page, running: frozenset[str]) -> None:
    """Put away what is never part of a table: hidden and turned words, leaders, page numbers."""
    content = page.content
    for word in content.words:
        if not word.visible:
            page.leftovers.append(Leftover(word, Role.FURNITURE, "texte invisible sur la page"))
    for word in content.turned:
        page.leftovers.append(Leftover(word, Role.FURNITURE, "texte tourné"))
    kept: list[Segment] = []
    for s in page.segments:
        edge = MARGIN * content.height
        at_margin = s.middle > content.height - edge or s.middle < edge
        number = page_number(s.text) if at_margin else None
        if number is not None and not _number_above(s, page.segments):
            page.printed_page = page.printed_page if s.middle < edge else number
            page.printed_page = page.printed_page or number
            _leave(page, Role.FURNITURE, "numéro de page", [s])
        elif running & line_keys(s, content.height) and not _is_content(s, page.wordings):
            _leave(page, Role.FURNITURE, "en-tête ou pied de page", [s])
        elif page.wordings.is_furniture(s.text):
            _leave(page, Role.FURNITURE, "habillage prévu par le profil", [s])
        elif all(is_leader(w.text) for w in s.words):
            _leave(page, Role.FURNITURE, "points de conduite", [s])
        else:
            kept.append(s)
    page.segments = kept


def _is_content(segment: Segment, wordings: Wordings) -> bool:
    """Whether a line that recurs may all the same be part of a table or a heading."""
    text = segment.text
    return looks_like_amount(text) or is_total(text) or wordings.is_known(text)


def _number_above(segment: Segment, segments: Sequence[Segment]) -> bool:
    """Whether a number at the foot goes on what stands just above it: a label's last line, or a
    column of amounts that are printed as it is, in its size and with no euro sign."""
    for o in segments:
        step = segment.middle - o.middle
        over = min(o.box.x1, segment.box.x1) > max(o.box.x0, segment.box.x0)
        if not over or abs(o.size - segment.size) > 0.05 * segment.size:
            continue
        number = looks_like_amount(o.text) and any(map(str.isdigit, o.text))
        if 0 < step < 3 * segment.size and number and not has_currency(o.text):
            return True
        if 0 < step < 1.6 * segment.size and not looks_like_amount(o.text):
            return True
    return False


def _inline(page: _Page) -> None:
    """Sums printed in a line of their own: « Montant total du Pacte : 3 154 843€ »."""
    found = inline_totals(page.segments, page.wordings)
    used = {id(w) for item in found for w in item.words()}
    page.segments = [s for s in page.segments if not any(id(w) in used for w in s.words)]
    page.items += [((LAST, 0.0, item.box.top), item) for item in found]


def _has_banner(page: _Page) -> bool:
    return any(page.wordings.banner(s.text) for s in page.segments)


def _tables(page: _Page, vocabulary: frozenset[str]) -> PageKind:
    """Read the page's tables block by block; a page without any is a title or a text."""
    blocks = blocks_of(page.segments, page.wordings)
    strips = [_strips(page, block) for block in blocks]
    if not any(found for _, found in strips):
        return _no_table(page)
    first = 0
    for segments, found in strips:
        zones = _zones(found)
        _read_block(page, segments, zones, first, vocabulary)
        first += max(len(zones), 1)
    return PageKind.CREDITS


def _strips(page: _Page, block: Sequence[Segment]) -> tuple[list[Segment], list[Strip]]:
    """(the block's segments parted at its amount columns, its strips)."""
    content = page.content
    columns, segments = columns_of(block, content.horizontal, page.wordings.number_format)
    strips = strips_of(columns, segments, content.width)
    return segments, [s for s in strips if _is_table(s, segments)]


def _read_block(
    page: _Page,
    segments: Sequence[Segment],
    zones: Sequence[Sequence[Strip]],
    first: int,
    vocabulary: frozenset[str],
) -> None:
    """Read one block's zones, numbered from `first`."""
    strips = [s for zone in zones for s in zone]
    used = {id(w) for s in strips for row in s.rows for _, c in row for w in (*c.words, *c.rest)}
    text = _remaining(segments, strips, used)
    for strip in strips:
        in_header = take_headers(strip, [s for s in text if not page.wordings.is_known(s.text)])
        text = [s for s in text if not any(id(w) in in_header for w in s.words)]
        _leave(page, Role.FURNITURE, "en-tête de colonne", strip.headers)
    for number, zone in enumerate(zones):
        for strip in zone:
            mine = [s for s in text if strip.holds(s) and _in_zone(s, number, zones)]
            text = [s for s in text if s not in mine]
            _read_strip(page, strip, mine, first + number, vocabulary)
    _outside(page, text, zones, first)


def _is_table(strip: Strip, segments: Sequence[Segment]) -> bool:
    """Amounts in running text are no table: some must have text beside them in a label area."""
    amounts = [c for row in strip.rows for _, c in row]
    used = {id(w) for c in amounts for w in c.words}
    labels = [
        s
        for s in segments
        if strip.left - 1 <= s.box.x0 < strip.right and not any(id(w) in used for w in s.words)
    ]
    return any(not c.whole for c in amounts) or any(
        abs(s.middle - c.middle) < BESIDE * c.size for s in labels for c in amounts
    )


def _remaining(
    segments: Sequence[Segment], strips: Sequence[Strip], used: set[int]
) -> list[Segment]:
    """Segments outside the amounts, and what is left of those an amount was glued to."""
    rest = [Segment(c.rest) for s in strips for row in s.rows for _, c in row if c.rest]
    cut_up = {
        (round(w.box.x0, 2), round(w.baseline, 2))
        for s in strips for row in s.rows for _, c in row if not c.whole
        for w in (*c.rest, *c.words)
    }  # fmt: skip
    untouched = [
        s
        for s in segments
        if not any(
            id(w) in used or (round(w.box.x0, 2), round(w.baseline, 2)) in cut_up for w in s.words
        )
    ]
    return sorted(untouched + rest, key=lambda s: (s.baseline, s.box.x0))


def _zones(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Strips that stand side by side share a zone; zones follow one another down the page."""
    zones: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda s: s.span[0]):
        if zones and any(min(strip.span[1], o.span[1]) > max(strip.span[0], o.span[0])
                         for o in zones[-1]):  # fmt: skip
            zones[-1].append(strip)
        else:
            zones.append([strip])
    for zone in zones:
        zone.sort(key=lambda s: s.x0)
    return zones


def _in_zone(segment: Segment, number: int, zones: Sequence[Sequence[Strip]]) -> bool:
    """Text belongs to the zone that it stands in or above; the last takes what is below."""
    bottoms = [max(s.span[1] for s in zone) for zone in zones]
    home = next((i for i, b in enumerate(bottoms) if segment.middle <= b), len(zones) - 1)
    return home == number


def _read_strip(
    page: _Page, strip: Strip, segments: list[Segment], zone: int, vocabulary: frozenset[str]
) -> None:
    wordings, content = page.wordings, page.content
    kept: list[Segment] = []
    for block, block_rows in _blocks(segments, strip, wordings):
        labels, side = part_columns(
            block, block_rows, strip.left, strip.right,
            content.horizontal, content.vertical, wordings,
        )  # fmt: skip
        kept += labels
        for column in side:
            _read_side(page, strip, column, zone)
    segments = kept
    lines = _label_lines(page, strip, segments)
    at_headers = [line for line in lines if _is_header_line(line, strip)]
    for line in at_headers:
        _leave(page, Role.FURNITURE, "en-tête de colonne", line.segments)
    lines = [line for line in lines if line not in at_headers]

    def is_heading(start: int, end: int) -> bool:
        text = clean_label([line.text for line in lines[start:end]])
        kind, _ = wordings.meaning(text)
        whole = end - start == 1 or kind is not ItemKind.BANNER
        return kind is not None and (whole or wordings.banner_is_complete(text))

    x0 = min((line.x0 for line in lines), default=strip.left)
    edges = edges_of(strip, page.content.horizontal, x0)
    rows: list[AmountRow] = strip.amount_rows()
    found = cut(lines, rows, edges, is_heading)
    page.layout.append(f"{len(rows)} lignes de montants, alignées « {found.mode} »")
    labelled = set()
    headings: list[Heading] = []
    for run in found.runs:
        held = lines[run.start : run.end]
        if run.row is None:
            pieces = tuple(s for x in held for s in x.segments)
            headings.append(Heading(pieces, held, run.apart))
        else:
            labelled.add(run.row)
            item = _row_item(strip, run.row, held, vocabulary, run.row in found.unsure)
            page.items.append(((zone, strip.x0, rows[run.row].middle), item))
    items, unknown = headings_of(headings, page.wordings, vocabulary)
    page.items += [((zone, strip.x0, item.box.top), item) for item in items]
    ends = [(item.box.top, item.kind) for _, item in page.items if item.kind in TABLE_ITEMS]
    for s in unknown:
        if _in_table(s, ends):
            _leave(page, Role.UNACCOUNTED, "texte sans montant, ni titre connu", [s])
        else:
            _leave(page, Role.FURNITURE, "texte hors des tableaux", [s])
    for index, row in enumerate(strip.rows):
        if index not in labelled:
            words = tuple(w for _, c in row for w in c.words)
            _leave(page, Role.UNACCOUNTED, "montant sans libellé", [Segment(words)])


def _in_table(segment: Segment, ends: Sequence[tuple[float, ItemKind]]) -> bool:
    """Whether text stands between the head of a section and its total: it may be part of a label.

    `ends` are the tops and kinds of the page's items.
    """
    above = [kind for top, kind in sorted(ends) if top < segment.middle]
    below = [kind for top, kind in sorted(ends) if top >= segment.middle]
    if not above:
        # At the head of the page, before any heading: a table may go on from the page before.
        return bool(below) and below[0] in (ItemKind.ROW, ItemKind.TOTAL)
    return above[-1] is not ItemKind.TOTAL or (bool(below) and below[0] is ItemKind.ROW)


def _blocks(
    segments: Sequence[Segment], strip: Strip, wordings: Wordings
) -> list[tuple[list[Segment], list[AmountRow]]]:
    """The strip's text and rows between one banner or territory heading and the next."""
    rows = strip.amount_rows()
    ends = sorted(
        s.middle
        for s in segments
        if wordings.meaning(s.text)[0] in (ItemKind.BANNER, ItemKind.TERRITORY)
    )
    bounds = [float("-inf"), *ends, float("inf")]
    blocks = []
    for top, bottom in pairwise(bounds):
        inside = [s for s in segments if top <= s.middle < bottom]
        blocks.append((inside, [r for r in rows if top <= r.middle < bottom]))
    return [b for b in blocks if b[0]]


def _read_side(page: _Page, strip: Strip, column: Sequence[SideCell], zone: int) -> None:
    """A column of text beside the labels: orientations or names, or none of our business."""
    rows = strip.amount_rows()
    wordings = page.wordings
    held = [sum(c.top <= r.middle < c.bottom for r in rows) for c in column]
    known = [wordings.meaning(c.text) for c in column]
    names = any(kind for kind, _ in known) or any(n > 1 for n in held)
    for cell, (kind, code) in zip(column, known, strict=True):
        level_header = any(abs(s.middle - h.middle) < 1.5 * h.size
                           for s in cell.segments for h in strip.headers)  # fmt: skip
        if kind is None and (level_header or not names):
            reason = "en-tête de colonne" if level_header else "autre colonne de texte"
            _leave(page, Role.FURNITURE, reason, cell.segments)
            continue
        lines = tuple(s.words for s in cell.segments)
        item = Item(kind or ItemKind.ORIENTATION, cell.text, lines, cell.box, code)
        page.items.append(((zone, strip.x0, cell.top), item))


def _label_lines(page: _Page, strip: Strip, segments: Sequence[Segment]) -> list[LabelLine]:
    lines: list[list[Segment]] = []
    for s in sorted(segments, key=lambda s: s.baseline):
        if lines and s.baseline - lines[-1][0].baseline <= 0.25 * s.size:
            lines[-1].append(s)
        else:
            lines.append([s])
    boundary = _parted_by(strip, boundary_rules(strip, page.content.vertical))
    made = []
    for line in lines:
        line.sort(key=lambda s: s.box.x0)
        text = " ".join(s.text for s in line)
        reach = max(s.box.x1 for s in line)
        middle = line[0].middle
        start = min(s.box.x0 for s in line)
        over = reach > strip.x0 + 1 if strip.labels_left else start < strip.left - 1
        unparted = bool(boundary) and not any(r.start <= middle <= r.end for r in boundary)
        wordings = page.wordings
        known = bool(wordings.banner(text) or wordings.territory(text))
        made.append(LabelLine(tuple(line), known, over or unparted))
    return made


def _parted_by(strip: Strip, boundary: Sequence[Rule]) -> Sequence[Rule]:
    """The rules between labels and amounts, where they stand beside most of the amounts."""
    rows = strip.amount_rows()
    beside = sum(any(r.start <= row.middle <= r.end for r in boundary) for row in rows)
    return boundary if 2 * beside > len(rows) else ()


def _is_header_line(line: LabelLine, strip: Strip) -> bool:
    """A line of the label area that stands level with the headers of the amount columns, or
    says what such headers say."""
    level = any(abs(line.middle - r.middle) < 0.6 * r.size for r in strip.amount_rows())
    if is_header(line.text) and not level:
        return True
    for column in strip.columns:
        over = [h for h in strip.headers if column.x0 - 4 <= h.box.cx <= column.x1 + 4]
        for group in header_groups(over):
            size = group[0].size
            if group[0].middle - 0.6 * size <= line.middle <= group[-1].middle + 0.6 * size:
                return True
    return False


def _row_item(
    strip: Strip, index: int, held: Sequence[LabelLine], vocabulary: frozenset[str], unsure: bool
) -> Item:
    row = strip.rows[index]
    several = len(strip.columns) > 1
    cells = tuple(
        AmountCell(
            (strip.header_of(i, c.middle) or f"{UNNAMED}{i + 1}") if several else None,
            c.amount,
            c.box,
            c.words,
        )
        for i, c in row
    )
    raw = [line.text for line in held]
    label, note = split_note(clean_label(raw, vocabulary))
    lines = tuple(tuple(w for s in line.segments for w in s.words) for line in held)
    box = Box.around([w.box for line in lines for w in line] + [c.box for c in cells])
    kind = ItemKind.TOTAL if is_total(label) else ItemKind.ROW
    note = note or next((c.note for _, c in row if c.note), None)
    return Item(kind, label, lines, box, None, cells, note, unsure or _is_mixed(lines))


def _is_mixed(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether a label's words go to and fro between styles: two texts may be mixed up in it."""
    looks = [(w.bold, w.color) for line in lines for w in line]
    changes = sum(a != b for a, b in pairwise(looks))
    return changes > 1 or len({color for _, color in looks}) > 2


def _outside(
    page: _Page, text: Sequence[Segment], zones: Sequence[Sequence[Strip]], first: int
) -> None:
    """Text beside a block's tables: headings that the profile knows, else unaccounted for."""
    items, unknown = headings_of([Heading((s,)) for s in text], page.wordings, frozenset())
    for item in items:
        zone = next(
            (i for i, z in enumerate(zones) if item.box.top <= max(s.span[1] for s in z)),
            max(len(zones) - 1, 0),
        )
        page.items.append(((first + zone, _side_of(item, zones, zone), item.box.top), item))
    role = Role.UNACCOUNTED if zones else Role.FURNITURE
    _leave(page, role, "texte hors des tableaux", unknown)


def _side_of(item: Item, zones: Sequence[Sequence[Strip]], zone: int) -> float:
    """x0 of the one strip that a heading stands over; -1 where it stands over several or none."""
    strips = zones[zone] if zone < len(zones) else ()
    over = [s for s in strips if min(item.box.x1, s.reach[1]) - max(item.box.x0, s.reach[0]) > 0]
    if len(strips) == 1:
        return strips[0].x0
    return over[0].x0 if len(over) == 1 else -1.0


def _no_table(page: _Page) -> PageKind:
    headings = [Heading((s,)) for s in page.segments]
    items, unknown = headings_of(headings, page.wordings, frozenset())
    page.items += [((0.0, 0.0, item.box.top), item) for item in items]
    words = sum(len(s.words) for s in page.segments)
    if not words and not page.items:
        return PageKind.BLANK
    kind = PageKind.TITLE if words <= TITLE_WORDS else PageKind.TEXT
    _leave(page, Role.FURNITURE, f"page de {kind}, sans crédits", unknown)
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

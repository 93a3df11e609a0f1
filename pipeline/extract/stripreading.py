"""One strip's text and rows of amounts -> items: rows, totals, headings; and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from pipeline.domain import Role
from pipeline.extract.bandcosts import LONGEST_HEADING
from pipeline.extract.bands import cut
from pipeline.extract.content import Rule
from pipeline.extract.draft import Draft
from pipeline.extract.headedcolumns import unparted_rows
from pipeline.extract.headings import Heading, sentence_total
from pipeline.extract.labellines import AmountRow, LabelLine
from pipeline.extract.lines import Segment
from pipeline.extract.prose import prose_above
from pipeline.extract.reading import COLUMN_HEAD, NO_LABEL, ItemKind
from pipeline.extract.rowitems import (
    is_crossed,
    is_header_line,
    is_joined,
    is_pieced,
    label_lines,
    label_rules,
    row_item,
)
from pipeline.extract.sidereading import read_beyond, read_side
from pipeline.extract.stripheadings import (
    Block,
    blocks_between,
    parted_at,
    read_headings,
    repeated_heads,
    section_headings,
)
from pipeline.extract.strips import Strip, boundary_rules, edges_of
from pipeline.extract.textcolumns import (
    Stretch,
    label_columns,
    part_columns,
    stretch_of,
    without_totals,
)
from pipeline.extract.turnedcells import read_turned
from pipeline.extract.wordings import Wordings, is_total
from pipeline.normalise.labels import clean_label

ALIGNED = {
    "middle": "chacune au milieu de son libellé",
    "first": "chacune à la hauteur de la première ligne de son libellé",
    "last": "chacune à la hauteur de la dernière ligne de son libellé",
}
LEVEL = 0.65  # ems between what stands in one row
NEXT_LINE = 1.6  # ems between two lines of one heading
NEAR = 5.0  # ems above and below a line: amounts of the same table, not of one farther off


def read_strip(
    page: Draft, strip: Strip, segments: list[Segment], beyond: list[Segment], zone: int
) -> None:
    """Read a strip, whose text is `segments`, into the page's draft, as part of `zone`.

    `beyond` is what stands beside its rows on the far side of its amounts.
    """
    if beyond:
        read_beyond(page, strip, segments, beyond, zone)
    lines, unparted = _lines(page, strip, segments, zone)
    rows = strip.amount_rows()
    edges = edges_of(strip, page.content.horizontal, lines)
    found = cut(lines, rows, edges, lambda i, j: _is_heading(lines[i:j], page.wordings))
    crossing = label_rules(strip, page.content.horizontal, edges, lines)
    page.layout.append(f"{len(rows)} lignes de montants, {ALIGNED[found.mode]}")
    headings: list[Heading] = []
    labelled = set()
    for run in found.runs:
        held = lines[run.start : run.end]
        if run.row is None:
            pieces = tuple(s for x in held for s in x.segments)
            headings.append(Heading(pieces, held, run.apart, run.clear))
        else:
            labelled.add(run.row)
            unsure = run.row in found.unsure or is_pieced(held, lines) or is_crossed(held, crossing)
            unsure = unsure or is_joined(held, page.content.vertical) or rows[run.row] in unparted
            item = row_item(strip, run.row, held, page.around.vocabulary, unsure)
            page.items.append(((zone, strip.x0, rows[run.row].middle), item))
    read_headings(page, strip, headings, zone)
    if not found.runs:  # no cut is possible: every word still has its place
        text = [s for line in lines for s in line.segments]
        page.leave(Role.UNACCOUNTED, "texte que rien ne rattache à un montant", text)
    for index, row in enumerate(strip.rows):
        if index not in labelled:
            words = tuple(w for _, c in row for w in c.words)
            page.leave(Role.UNACCOUNTED, NO_LABEL, [Segment(words)])


def _lines(
    page: Draft, strip: Strip, segments: list[Segment], zone: int
) -> tuple[list[LabelLine], list[AmountRow]]:
    """The lines of the labels, columns of text beside them read and column headers put away; and
    the rows whose text may be of several columns."""
    wordings, content = page.wordings, page.content
    instead = _instead_of_amounts(strip, segments, wordings, content.vertical)
    page.leave(Role.UNACCOUNTED, "texte à la place d'un montant", instead)
    segments = [s for s in segments if s not in instead]
    prose = prose_above(segments, strip, content.vertical, wordings)
    page.leave(Role.FURNITURE, "texte au-dessus d'un tableau", prose)
    segments = [s for s in segments if s not in prose]
    kept = section_headings(segments, strip, wordings, content.vertical)
    totals = _totals_apart(strip, segments, wordings)
    blocks = [
        (text, [r for r in rows if not strip.stands_apart(r.middle)], begins)
        for text, rows, begins in blocks_between(
            [s for s in segments if s not in totals], kept, strip
        )
    ]
    kept += totals
    parted = [part for block in blocks for part in _stretches(page, strip, block)]
    stretches = [stretch for stretch, _ in parted]
    page.columns += [stretch.bounds for stretch in stretches if stretch.rows]
    homes = label_columns(stretches, content.horizontal, wordings)
    for (stretch, begins), home in zip(parted, homes, strict=True):
        labels, side = part_columns(stretch, home.rank, content.horizontal, wordings)
        kept += labels
        for column in side:
            held = without_totals(stretch.segments, stretch.rows)
            read_side(page, strip, column, held, labels, begins, zone, home.sure)
    read_turned(
        page, strip, [r for s in stretches for r in without_totals(s.segments, s.rows)], zone
    )
    lines = label_lines(strip, kept, content, wordings)
    edges = edges_of(strip, content.horizontal, lines)
    at_headers = [
        line
        for line, following in zip_longest(lines, lines[1:])
        if is_header_line(line, following, strip, edges)
    ]
    named = _named(at_headers, wordings)
    at_headers = [line for line in at_headers if line not in named]
    for line in at_headers:
        page.leave(Role.FURNITURE, COLUMN_HEAD, line.segments)
    unparted = [r for s in stretches if not s.bounds for r in unparted_rows(s.segments, s.rows)]
    return [line for line in lines if line not in at_headers], unparted


def _named(heads: Sequence[LabelLine], wordings: Wordings) -> list[LabelLine]:
    """The lines beside the head of the amounts that name an orientation, one or more together: the
    table is that orientation's."""
    named: list[LabelLine] = []
    for start in range(len(heads)):
        for end in range(start + 1, min(start + LONGEST_HEADING, len(heads)) + 1):
            lines = heads[start:end]
            near = all(b.middle - a.middle < NEXT_LINE * a.main.size for a, b in pairwise(lines))
            if near and wordings.orientation(clean_label([line.text for line in lines])):
                named += lines
    return named


def _totals_apart(strip: Strip, segments: Sequence[Segment], wordings: Wordings) -> list[Segment]:
    """The totals beside their column, or in a line of their own: they tell nothing of the columns
    of text."""
    return [
        s
        for s in segments
        if is_total(s.text)
        and (strip.stands_apart(s.middle) or sentence_total([s], wordings) is not None)
    ]


def _stretches(page: Draft, strip: Strip, block: Block) -> list[tuple[Stretch, bool]]:
    """The columns of a block's text, and whether it begins a table; of each of its tables apart,
    where it prints their heads again and they share no columns."""

    def columns(text: Sequence[Segment], rows: Sequence[AmountRow]) -> Stretch:
        vertical, around = page.content.vertical, page.around.columns
        return stretch_of(text, rows, strip.left, strip.right, vertical, around)

    text, rows, begins = block
    whole = columns(text, rows)
    heads = repeated_heads(text, strip)
    if whole.bounds or len(heads) < 2:
        return [(whole, begins)]
    apart = [(columns(t, r), begun) for t, r, begun in parted_at(text, rows, begins, heads)]
    return apart if any(stretch.bounds for stretch, _ in apart) else [(whole, begins)]


def _instead_of_amounts(
    strip: Strip, segments: Sequence[Segment], wordings: Wordings, vertical: Sequence[Rule]
) -> list[Segment]:
    """Text that stands where amounts do: right of the rule before them, or of a row's label."""
    if not strip.labels_left:
        return []
    fences = boundary_rules(strip, vertical, segments)

    def instead(s: Segment) -> bool:
        fenced = any(r.start <= s.middle <= r.end and s.box.x0 > r.position - 1 for r in fences)
        level = [
            o for o in segments
            if abs(o.middle - s.middle) < LEVEL * s.size and strip.left - 1 <= o.box.x0
        ]  # fmt: skip
        reach = strip.starts_near(s.middle, NEAR * s.size)
        beside = s.box.x1 > reach + 1 and any(o.box.x1 < s.box.x0 for o in level)
        return fenced or beside or s.box.x0 > strip.x0 - 0.5 * s.size

    return [s for s in segments if not wordings.is_known(s.text) and instead(s)]


def _is_heading(lines: Sequence[LabelLine], wordings: Wordings) -> bool:
    """Whether lines together are a heading that the profile knows, or say a total in words."""
    if len(lines) == 1 and sentence_total(lines[0].segments, wordings) is not None:
        return True
    text = clean_label([line.text for line in lines])
    kind, _ = wordings.meaning(text)
    whole = len(lines) == 1 or kind is not ItemKind.BANNER
    return kind is not None and (whole or wordings.banner_is_complete(text))

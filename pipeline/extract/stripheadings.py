"""The headings in a strip's text: those that part it into sections, and those among its rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from pipeline.domain import Role
from pipeline.extract.content import Rule
from pipeline.extract.draft import Draft
from pipeline.extract.headings import Heading, headings_of, sentence_total
from pipeline.extract.labellines import AmountRow
from pipeline.extract.lines import Segment
from pipeline.extract.reading import COLUMN_HEAD, OUTSIDE, ItemKind
from pipeline.extract.strips import Strip, goes_on
from pipeline.extract.wordings import Wordings, is_head_words, is_total, says_nothing
from pipeline.normalise.labels import clean_label

LEVEL = 0.65  # ems between left edges that are one
NOTHING = "dit que rien n'est financé"
NEXT_LINE = 1.6  # ems between two lines of one heading
HEAD = 1.0  # ems from the middle of a head's line to what is above it
Block: TypeAlias = tuple[list[Segment], list[AmountRow], bool]
TABLE_ITEMS = frozenset(ItemKind) - {ItemKind.CONTRACT_TOTAL, ItemKind.REGION_TOTAL}


def section_headings(
    segments: Sequence[Segment], strip: Strip, wordings: Wordings, vertical: Sequence[Rule]
) -> list[Segment]:
    """The lines of the headings of sections: of a banner all those that its name takes.

    The last line of a text beside the rows that is a territory's name (« Caisse d'allocations
    familiales / de l'Aisne ») is none, nor is a name in a cell beside its rows."""
    found: list[Segment] = []
    first = min((r.first for r in strip.amount_rows()), default=float("inf"))
    for s in segments:
        kind, _ = wordings.meaning(s.text)
        named = kind in (ItemKind.BANNER, ItemKind.TERRITORY) and s.middle > first - s.size
        if named and _is_cell(s, segments, strip, vertical):
            continue
        if named and kind is ItemKind.TERRITORY and _ends_text(s, segments, wordings):
            continue
        if kind in (ItemKind.BANNER, ItemKind.TERRITORY):
            found.append(s)
        if kind is ItemKind.BANNER and not wordings.banner_is_complete(s.text):
            found += _rest_of_banner(s, segments, wordings)
    return found


def _is_cell(
    segment: Segment, segments: Sequence[Segment], strip: Strip, vertical: Sequence[Rule]
) -> bool:
    """Whether text stands beside labels: level with one and its amount, or a rule between them."""
    if not strip.labels_left:
        return False
    right = [o for o in segments if o.box.x0 > segment.box.x1]
    level = [
        r for r in strip.amount_rows() if abs(r.middle - segment.middle) < LEVEL * segment.size
    ]
    if level and any(abs(o.middle - segment.middle) < LEVEL * segment.size for o in right):
        return True
    box = segment.box
    return any(
        box.x1 - 1 <= v.position < strip.x0
        and v.start < box.top
        and box.bottom < v.end
        and any(o.box.x0 > v.position and abs(o.middle - segment.middle) < NEXT_LINE * o.size
                for o in right)
        for v in vertical
    )  # fmt: skip


def _ends_text(segment: Segment, segments: Sequence[Segment], wordings: Wordings) -> bool:
    """Whether a line goes on with one that is neither a total's label nor a known heading."""
    return any(
        goes_on(o, segment) and not is_total(o.text) and not wordings.is_known(o.text)
        for o in segments
    )


def _rest_of_banner(
    first: Segment, segments: Sequence[Segment], wordings: Wordings
) -> list[Segment]:
    lines = [first]
    for s in sorted(segments, key=lambda s: s.middle):
        step = (s.middle - lines[-1].middle) / s.size
        level = abs(s.box.x0 - first.box.x0) < LEVEL * s.size
        alike = (s.bold, s.color) == (first.bold, first.color)
        if 0 < step < NEXT_LINE and level and alike:
            lines.append(s)
            if wordings.banner_is_complete(clean_label([o.text for o in lines])):
                return lines[1:]
    return []


def blocks_between(
    segments: Sequence[Segment], headings: Sequence[Segment], strip: Strip
) -> list[Block]:
    """The strip's text and rows between one heading of a section and the next, headings aside, and
    whether a heading is above."""
    text = [s for s in segments if s not in headings]
    return parted_at(text, strip.amount_rows(), False, sorted(s.middle for s in headings))


def parted_at(
    segments: Sequence[Segment], rows: Sequence[AmountRow], begins: bool, ys: Sequence[float]
) -> list[Block]:
    """Text and rows parted at some heights, and of each part that has text whether one is above;
    `begins` is what is true of the first."""
    bounds = [float("-inf"), *ys, float("inf")]
    blocks: list[Block] = []
    for top, bottom in pairwise(bounds):
        inside = [s for s in segments if top <= s.middle < bottom]
        held = [r for r in rows if top <= r.middle < bottom]
        blocks.append((inside, held, begins or top > float("-inf")))
    return [b for b in blocks if b[0]]


def repeated_heads(segments: Sequence[Segment], strip: Strip) -> list[float]:
    """The y right above each head of a strip's tables, from the top: lines of text level with the
    head of an amount column."""
    tops: list[float] = []
    for head in sorted(strip.headers, key=lambda h: h.middle):
        level = any(abs(s.middle - head.middle) < LEVEL * head.size for s in segments)
        if level and (not tops or head.middle - tops[-1] > 2 * HEAD * head.size):
            tops.append(head.middle - HEAD * head.size)
    return tops


def read_headings(
    page: Draft,
    strip: Strip,
    headings: Sequence[Heading],
    zone: int,
) -> None:
    """Headings that the profile knows become items, the others are left over."""
    styled = not page.content.scanned
    if len(strip.columns) == 1:
        said = [(h, sentence_total(h.segments, page.wordings)) for h in headings]
        page.items += [((zone, strip.x0, i.box.top), i) for _, i in said if i is not None]
        headings = [h for h, item in said if item is None]
    nothing = [h for h in headings if says_nothing(" ".join(s.text for s in h.segments))]
    page.leave(Role.FURNITURE, NOTHING, [s for h in nothing for s in h.segments])
    headings = [h for h in headings if h not in nothing]
    heads = [h for h in headings if all(is_head_words(" ".join(w.text for w in line))
                                        for line in h.text_lines())]  # fmt: skip
    page.leave(Role.FURNITURE, COLUMN_HEAD, [s for h in heads for s in h.segments])
    headings = [h for h in headings if h not in heads]
    items, unknown = headings_of(headings, page.wordings, page.around.vocabulary, styled)
    page.items += [((zone, strip.x0, item.box.top), item) for item in items]
    ends = [(item.box.top, item.kind) for _, item in page.items if item.kind in TABLE_ITEMS]
    for s in unknown:
        if _in_table(s, ends):
            page.leave(Role.UNACCOUNTED, "texte sans montant, ni titre connu", [s])
        else:
            page.leave(Role.FURNITURE, OUTSIDE, [s])


def _in_table(segment: Segment, ends: Sequence[tuple[float, ItemKind]]) -> bool:
    """Whether text stands between the head of a section and its total: it may be part of a label.

    `ends` are the tops and kinds of the page's items.
    """
    above = [kind for top, kind in sorted(ends) if top < segment.middle]
    below = [kind for top, kind in sorted(ends) if top >= segment.middle]
    if not above:
        # At the head of the page, before any heading: a table may go on from the page before.
        return bool(below) and below[0] in (ItemKind.ROW, ItemKind.TOTAL, ItemKind.ORIENTATION)
    return above[-1] is not ItemKind.TOTAL or (bool(below) and below[0] is ItemKind.ROW)

"""Heading lines -> banners, territories, orientations; and sums printed in a line of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.domain import Box
from pipeline.extract.candidates import read_amount
from pipeline.extract.content import Word
from pipeline.extract.labellines import LabelLine
from pipeline.extract.lines import Segment
from pipeline.extract.reading import AmountCell, Item, ItemKind
from pipeline.extract.wordings import Wordings, is_total
from pipeline.normalise.labels import clean_label
from pipeline.normalise.money import has_currency, trailing_amounts

MOST_OF_NUMBER = 3  # digits
NEXT_LINE = 1.7  # ems between the lines of one heading


@dataclass(frozen=True)
class Heading:
    """Lines that carry no amount. `apart`: they look like a heading, known or not; `clear`: they
    stand off from the rows, as part of a label would not."""

    segments: tuple[Segment, ...]
    lines: Sequence[LabelLine] = ()
    apart: bool = False
    clear: bool = True

    def text_lines(self) -> list[tuple[Word, ...]]:
        if self.lines:
            return [tuple(w for s in x.segments for w in s.words) for x in self.lines]
        return [s.words for s in self.segments]


def headings_of(
    headings: Sequence[Heading],
    wordings: Wordings,
    vocabulary: frozenset[str],
    styled: bool = True,
) -> tuple[list[Item], list[Segment]]:
    """(items that the profile knows or that are orientations, segments that are neither).

    `styled`: weight and colour are known, as they aren't on a scan.
    """
    items: list[Item] = []
    unknown: list[Segment] = []
    apart = styled and any(h.apart and wordings.orientation(_text(h)) for h in headings)
    index = 0
    while index < len(headings):
        taken, item = _known(headings, index, wordings, vocabulary)
        if item is None:
            heading = headings[index]
            if heading.apart:
                item = _item(ItemKind.ORIENTATION, [heading], None, vocabulary)
                items.append(replace(item, unsure=not heading.clear))
            else:
                unknown += heading.segments
        else:
            # Known words set as labels are, where other orientations are set apart: a label's end?
            alike = apart and not any(h.apart for h in headings[index : index + taken])
            items.append(replace(item, unsure=alike and bool(headings[index].lines)))
        index += taken
    return items, unknown


def _known(
    headings: Sequence[Heading], index: int, wordings: Wordings, vocabulary: frozenset[str]
) -> tuple[int, Item | None]:
    """The longest run of headings from `index` that names something, and what it names."""
    for count in range(min(4, len(headings) - index), 0, -1):
        run = headings[index : index + count]
        if count > 1 and not _follow(run):
            continue
        text = clean_label([_text(h) for h in run], vocabulary)
        kind, code = wordings.meaning(text)
        if kind is None:
            continue
        if kind is ItemKind.BANNER and count > 1:
            # A banner takes more lines only where they complete the wording of its axis, or,
            # where that is unknown, are set as its first line is.
            first = wordings.banner_is_complete(_text(run[0]))
            if not wordings.banner_is_complete(text) and (first or not _set_alike(run)):
                continue
        return count, _item(kind, run, code, vocabulary)
    return 1, None


def _text(heading: Heading) -> str:
    return clean_label([" ".join(w.text for w in line) for line in heading.text_lines()])


def _follow(run: Sequence[Heading]) -> bool:
    return all(
        0 < b.segments[0].middle - a.segments[-1].middle <= NEXT_LINE * a.segments[-1].size
        for a, b in pairwise(run)
    )


def _set_alike(run: Sequence[Heading]) -> bool:
    """Whether all lines are of one size, weight and colour."""
    looks = {(round(s.size, 1), s.bold, s.color) for h in run for s in h.segments}
    return len(looks) == 1


def _item(
    kind: ItemKind, run: Sequence[Heading], code: str | None, vocabulary: frozenset[str]
) -> Item:
    lines = tuple(line for h in run for line in h.text_lines())
    text = clean_label([" ".join(w.text for w in line) for line in lines], vocabulary)
    return Item(kind, text, lines, Box.around(w.box for line in lines for w in line), code)


def inline_totals(segments: Sequence[Segment], wordings: Wordings) -> list[Item]:
    """Contract and region totals: a known wording, then the amount on the same line."""
    found = []
    for s in segments:
        contract, region = wordings.is_contract_total(s.text), wordings.is_region_total(s.text)
        if not contract and not region:
            continue
        level = [o for o in segments if o is not s and abs(o.baseline - s.baseline) < 0.3 * s.size
                 and o.box.x0 >= s.box.x1]  # fmt: skip
        kind = ItemKind.CONTRACT_TOTAL if contract else ItemKind.REGION_TOTAL
        item = _inline_total(kind, s, level, wordings)
        if item is not None:
            found.append(item)
    return found


def sentence_total(segments: Sequence[Segment], wordings: Wordings) -> Item | None:
    """The total that one line says in words and figures, away from its column of amounts:
    « Total axe 1 : 820 339,30 € »; None where it is none."""
    if len(segments) != 1 or not is_total(segments[0].text):
        return None
    item = _inline_total(ItemKind.TOTAL, segments[0], (), wordings)
    printed = item.cells[0].amount.printed if item else ""
    # « Total axe 1 » ends in the number of an axis.
    sure = has_currency(printed) or sum(map(str.isdigit, printed)) > MOST_OF_NUMBER
    return item if sure else None


def _inline_total(
    kind: ItemKind, s: Segment, level: Sequence[Segment], wordings: Wordings
) -> Item | None:
    offsets = trailing_amounts(s.text, wordings.number_format)
    if offsets:
        start, at = offsets[-1], 0
        label: list[Word] = []
        amount: list[Word] = []
        for word in s.words:
            (amount if at >= start else label).append(word)
            at += len(word.text) + len(word.space)
        read = read_amount(s.text[start:], wordings.number_format)
    elif level:
        nearest = min(level, key=lambda o: o.box.x0)
        label, amount = list(s.words), list(nearest.words)
        read = read_amount(nearest.text, wordings.number_format)
    else:
        return None
    if read is None or not read[0].costed or not amount:
        return None
    box = Box.around(w.box for w in amount)
    cell = AmountCell(None, read[0], box, tuple(amount))
    words = (*label, *amount)
    text = clean_label([" ".join(w.text for w in label)]).rstrip(" :")
    return Item(kind, text, (tuple(label),), Box.around(w.box for w in words), None, (cell,))

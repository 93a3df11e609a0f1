"""The total of an axis printed in its title: « Axe 1 – Lever les freins (820 339 €) »."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.domain import Box, Role
from pipeline.extract.candidates import read_amount
from pipeline.extract.content import Word
from pipeline.extract.draft import Draft
from pipeline.extract.lines import Segment
from pipeline.extract.reading import AmountCell, Item, ItemKind
from pipeline.extract.wordings import Wordings
from pipeline.normalise.labels import clean_label
from pipeline.normalise.money import FRENCH, NumberFormat, has_currency, looks_like_amount

# What stands between a title and its total, the total, and the mark that may close it.
SUM = re.compile(r"(?P<title>.*\S)\s*[(\[:|=•·–—→-]\s*(?P<sum>[0-9][^()]{0,40}?)\s*[)\]]?$")
UNCOSTED = re.compile(r".*\S\s*:\s*(?P<sum>\S.{0,20})$")
ALONE = re.compile(r"[(\[]?\s*(?P<sum>[0-9][^()]{0,40}?)\s*[)\]]?$")
MARKS = frozenset("([:|=•·–—-→")
CLOSING = " ;,."  # what ends an item of a list
LEVEL = 0.4  # ems between the baselines of a title and its total
NEXT_LINE = 1.7  # ems between the lines of one title
MOST = 4  # lines of a title


@dataclass(frozen=True, slots=True)
class TitledSum:
    """The line of a title that a total stands in, and the total."""

    title: Segment
    cell: AmountCell


def without_sum(text: str, number_format: NumberFormat = FRENCH) -> tuple[str, str]:
    """A title without the sum that ends it, and that sum (« » where it has none): an amount with
    its currency, after a mark."""
    found = SUM.match(text)
    if found is None or not _is_sum(found["sum"], number_format):
        return text, ""
    return found["title"].rstrip(" :-–—"), found["sum"]


def _is_sum(text: str, number_format: NumberFormat) -> bool:
    return has_currency(text) and looks_like_amount(text, number_format)


def take_titled_sums(page: Draft) -> list[TitledSum]:
    """Take the totals that titles of axes print out of the page's segments; none where one of them
    has no amount under it before the next: a table of such sums is another thing."""
    number_format = page.wordings.number_format
    found: list[tuple[TitledSum, Segment]] = []
    for s in page.segments:
        made = _in_line(s, number_format) or _alone(s, page.segments, number_format)
        if made and _is_title(made.title, page.segments, page.wordings):
            found.append((made, s))
    tops = [made.title.middle for made, _ in found]
    others = [s.middle for s in page.segments
              if not any(s is x for _, x in found) and _has_amount(s, number_format)]  # fmt: skip
    for upper, lower in pairwise([*sorted(tops), float("inf")]):
        if upper != lower and not any(upper < y < lower for y in others):
            return []
    taken = {id(s): made for made, s in found}
    page.segments = [
        part
        for s in page.segments
        for part in ([s] if id(s) not in taken else _title_of(taken[id(s)], s))
    ]
    return [made for made, _ in found]


def place_titled_sums(page: Draft, sums: Iterable[TitledSum]) -> None:
    """Make each total an item right after its title's."""
    for one in sums:
        words = {id(w) for w in one.title.words}
        home = next(
            (pair for pair in page.items if pair[1].kind is ItemKind.BANNER
             and any(id(w) in words for w in pair[1].words())),
            None,
        )  # fmt: skip
        if home is None:
            page.leave(Role.UNACCOUNTED, "montant d'un titre", [Segment(one.cell.words)])
            continue
        key, title = home
        total = Item(ItemKind.TOTAL, title.text, (), one.cell.box, None, (one.cell,))
        page.items.insert(page.items.index(home) + 1, (key, total))


def _title_of(made: TitledSum, segment: Segment) -> list[Segment]:
    """What is left of a segment without its sum: its title, none where that is another segment."""
    held = {id(w) for w in segment.words}
    return [made.title] if any(id(w) in held for w in made.title.words) else []


def _in_line(segment: Segment, number_format: NumberFormat) -> TitledSum | None:
    """A title's line that ends in a sum."""
    _, printed = without_sum(segment.text, number_format)
    return _cut(segment, printed, number_format) if printed else None


def sum_at_end(segment: Segment, number_format: NumberFormat) -> TitledSum | None:
    """A label's line that ends in its amount after a mark: « Garage : 17 400 € ; », « Bus : - »."""
    for text in dict.fromkeys((segment.text, segment.text.rstrip(CLOSING))):  # « p.m. » needs its
        _, printed = without_sum(text, number_format)
        if printed:
            return _cut(segment, printed, number_format)
        said = UNCOSTED.match(text)
        read = read_amount(said["sum"], number_format) if said else None
        if said and read is not None and not read[0].costed:
            return _cut(segment, said["sum"], number_format)
    return None


def _cut(segment: Segment, printed: str, number_format: NumberFormat) -> TitledSum | None:
    """A line parted before the amount that ends it, printed so."""
    start, at = segment.text.rindex(printed), 0
    title: list[Word] = []
    amount: list[Word] = []
    for word in segment.words:
        (amount if at + len(word.text) > start else title).append(word)
        at += len(word.text) + len(word.space)
    while title and title[-1].text in MARKS:
        amount.insert(0, title.pop())  # the mark before a sum goes with it
    return _sum(Segment(tuple(title)), amount, printed, number_format) if title else None


def _alone(
    segment: Segment, segments: Sequence[Segment], number_format: NumberFormat
) -> TitledSum | None:
    """A sum that stands by itself, at the right of a title's line or right under it, set as it."""
    found = ALONE.match(segment.text)
    if found is None or not _is_sum(found["sum"], number_format):
        return None
    level = [
        s
        for s in segments
        if s is not segment and abs(s.baseline - segment.baseline) < LEVEL * s.size
    ]
    over = [] if level else [s for s in _near(segment, segments, -1) if s.look == segment.look]
    beside = [s for s in (*level, *over) if s.box.x0 < segment.box.x0 or s in over]
    if len(beside) != 1:
        return None
    return _sum(beside[0], segment.words, found["sum"], number_format)


def _sum(
    title: Segment, words: Sequence[Word], printed: str, number_format: NumberFormat
) -> TitledSum | None:
    read = read_amount(printed, number_format)
    if read is None:
        return None
    return TitledSum(
        title, AmountCell(None, read[0], Box.around(w.box for w in words), tuple(words))
    )


def _is_title(line: Segment, segments: Sequence[Segment], wordings: Wordings) -> bool:
    """Whether a line, with those right above and under it, is the whole title of an axis."""
    above, under = (_run(line, segments, way) for way in (-1, 1))
    return any(
        wordings.banner_is_complete(clean_label([s.text for s in (*above[:up][::-1], line, *down)]))
        for up in range(len(above) + 1)
        for down in (under[:n] for n in range(len(under) + 1))
    )


def _run(line: Segment, segments: Sequence[Segment], way: int) -> list[Segment]:
    """The lines that follow one down (`way` 1) or up (-1), as long as there is one next."""
    found: list[Segment] = []
    while len(found) < MOST and len(near := _near((line, *found)[-1], segments, way)) == 1:
        found += near
    return found


def _near(line: Segment, segments: Sequence[Segment], way: int) -> list[Segment]:
    return [
        s for s in segments
        if 0 < way * (s.middle - line.middle) < NEXT_LINE * line.size
        and min(s.box.x1, line.box.x1) > max(s.box.x0, line.box.x0)
    ]  # fmt: skip


def _has_amount(segment: Segment, number_format: NumberFormat) -> bool:
    return looks_like_amount(segment.text, number_format) or bool(
        without_sum(segment.text, number_format)[1]
    )

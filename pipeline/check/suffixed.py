"""Amounts with words after them, « 16 380 € HT », put back on the lines that print them. Pure.

The readers take text that is nothing but an amount. A total whose amount says more than that would
be passed over, and its lines added to the total that follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.check.rows import is_money, is_sum, says
from pipeline.domain import Amount, AmountKind, Box, Role
from pipeline.extract.candidates import Candidate, read_amount, whole_candidate
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.reading import AmountCell, Item, ItemKind, PageReading
from pipeline.extract.wordings import is_total
from pipeline.normalise.labels import match_key
from pipeline.normalise.money import NumberFormat

ROWS = (ItemKind.ROW, ItemKind.TOTAL)
SHARE = "%"
HOSTS = (*ROWS, ItemKind.ORIENTATION)


def with_suffixed(reading: PageReading, number_format: NumberFormat) -> PageReading:
    """A page with each amount that has a suffix made a cell of the item that it stands beside."""
    items = list(reading.items)
    taken: set[int] = set()
    words = [x.word for x in reading.leftovers if x.role is Role.UNACCOUNTED]
    for segment in segments_of(words, ()):
        found = suffixed_candidate(segment, number_format)
        told = found or _unread(segment, number_format)
        at = _beside(items, segment.box) if told else None
        if told and at is not None and (found or is_total(items[at].text)):
            items[at] = _with_cell(items[at], told)
            taken |= {id(w) for w in segment.words}
    if not taken:
        return reading
    left = tuple(x for x in reading.leftovers if id(x.word) not in taken)
    return replace(reading, items=tuple(items), leftovers=left)


def suffixed_candidate(segment: Segment, number_format: NumberFormat) -> Candidate | None:
    """The amount of a segment that is one and its suffix, with the words of both."""
    bare = without_suffix(segment)
    read = read_amount(bare.text, number_format) if bare is not segment else None
    if read is None or not read[0].costed or not is_sum(read[0].printed):
        return None
    amount = Amount(segment.text, read[0].kind, read[0].cents)
    return Candidate(segment.words, amount, (), read[1])


def without_suffix(segment: Segment) -> Segment:
    """A segment less the suffix that ends it, if one does."""
    for at in range(1, len(segment.words)):
        if suffix_key(Segment(segment.words[at:]).text):
            return Segment(segment.words[:at])
    return segment


def _unread(segment: Segment, number_format: NumberFormat) -> Candidate | None:
    """What begins as an amount does and isn't one: a total that prints it closes its lines all the
    same, and has no value."""
    if not is_money(segment.text) or whole_candidate(segment, number_format):
        return None
    return Candidate(segment.words, Amount(segment.text, AmountKind.NOT_COMMUNICATED, None))


def suffix_key(text: str) -> str:
    """What a suffix says of the amount before it: its tax, as printed, or that a share follows; an
    empty text where it is no suffix."""
    if says("taxed", text):
        return match_key(text)
    return SHARE if says("share", text) else ""


def suffixes(printed: Sequence[str]) -> set[str]:
    """What the suffixes of some printed amounts say; an empty text is that of one without."""
    return {next(_suffix(text), "") for text in printed}


def _suffix(printed: str) -> Iterator[str]:
    words = printed.split()
    for at in range(1, len(words)):
        if key := suffix_key(" ".join(words[at:])):
            yield key


def _beside(items: Sequence[Item], box: Box) -> int | None:
    """The rank of the nearest item that has its text left of a box and level with it, and no
    amount over or under it (that of one of two lines whose labels were read as one)."""
    level = [
        i
        for i, item in enumerate(items)
        if item.kind in HOSTS and item.box.top <= box.cy <= item.box.bottom
        and all(w.box.x1 <= box.x0 + 1 for line in item.lines for w in line)
        and not any(min(c.box.x1, box.x1) > max(c.box.x0, box.x0) for c in item.cells)
    ]  # fmt: skip
    return max(level, key=lambda i: items[i].box.x0, default=None)


def _with_cell(item: Item, found: Candidate) -> Item:
    cell = AmountCell(None, found.amount, found.box, found.words)
    cells = tuple(sorted((*item.cells, cell), key=lambda c: c.box.x0))
    if item.kind in ROWS:
        kind = item.kind
    else:
        kind = ItemKind.TOTAL if is_total(item.text) else ItemKind.ROW
    return replace(item, kind=kind, cells=cells, box=Box.around((item.box, found.box)))

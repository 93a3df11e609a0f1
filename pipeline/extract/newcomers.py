"""Headings that the profile doesn't know, where it knows their neighbours: territories above all.

An edition may bring a territory that no profile knows. Its name stands where those known stand, in
their style; taken for an orientation it would pass, so it is taken for what it looks like: a
territory whose code is its printed name, which reconciliation then finds to be unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.domain import Box, Role
from pipeline.extract.content import Word
from pipeline.extract.fuse import PageOutcome
from pipeline.extract.pieces import stray_lines
from pipeline.extract.reading import Item, ItemKind, PageReading
from pipeline.extract.wordings import Wordings
from pipeline.normalise.labels import clean_label
from pipeline.normalise.money import looks_like_amount

LONGEST = 10  # words of a territory's name
SAME_EDGE = 4.0  # points between the left edges of one column

Place = tuple[str, int, bool, tuple[float, ...]]  # over or under its banner, and its style


def with_newcomers(outcomes: Sequence[PageOutcome], wordings: Wordings) -> list[PageOutcome]:
    """The outcomes, with headings that stand like known territories made territories."""
    parted = [replace(o, taken=_banners_parted(o.taken, wordings)) for o in outcomes]
    known = {place for o in parted for place in _known_places(o.taken)}
    if not known:
        return parted
    return [replace(o, taken=_with_newcomers(o.taken, known, wordings)) for o in parted]


def _banners_parted(reading: PageReading, wordings: Wordings) -> PageReading:
    """A banner of an unknown wording ends where its style does; what follows is another heading."""
    items: list[Item] = []
    for item in reading.items:
        items += _parted(item, wordings) if item.kind is ItemKind.BANNER else [item]
    return replace(reading, items=tuple(items))


def _parted(banner: Item, wordings: Wordings) -> list[Item]:
    styles = [_style(line) for line in banner.lines]
    same = next((n for n, s in enumerate(styles) if s != styles[0]), len(styles))
    if same == len(styles) or wordings.axis(banner.text):
        return [banner]
    pieces = [(ItemKind.BANNER, banner.lines[:same]), (ItemKind.ORIENTATION, banner.lines[same:])]
    return [
        replace(banner, kind=kind, text=_text(lines), lines=lines, box=_box(lines),
                code=banner.code if kind is ItemKind.BANNER else None)
        for kind, lines in pieces
    ]  # fmt: skip


def _text(lines: Sequence[Sequence[Word]]) -> str:
    return clean_label([" ".join(w.text for w in line) for line in lines])


def _box(lines: Sequence[Sequence[Word]]) -> Box:
    return Box.around(w.box for line in lines for w in line)


def _style(words: Sequence[Word]) -> tuple[int, bool, tuple[float, ...]]:
    main = max(words, key=lambda w: len(w.text))
    return round(main.size), main.bold, tuple(round(c, 1) for c in main.color)


def _known_places(reading: PageReading) -> Iterator[Place]:
    if not reading.rows:
        return
    for item in reading.items:
        if item.kind is ItemKind.TERRITORY and (side := _side(item.box, reading)):
            yield side, *_style(item.lines[0])


def _side(box: Box, reading: PageReading) -> str | None:
    """Whether a line stands beside rows, or over or under a banner with no row between them; None
    for neither."""
    if any(is_beside(box, row.box) for row in reading.rows):
        return f"beside {round(box.x0 / SAME_EDGE)}"
    banners = [i.box for i in reading.items if i.kind is ItemKind.BANNER]
    for banner in banners:
        top, bottom = sorted((banner.cy, box.cy))
        between = any(
            top < row.box.cy < bottom and _over(row.box, box) and _over(row.box, banner)
            for row in reading.rows
        )
        if not between and (len(banners) == 1 or _over(banner, box)):
            return "over" if box.cy < banner.cy else "under"
    return None


def is_beside(box: Box, row: Box) -> bool:
    """Whether a line stands left of a row, level with it."""
    return box.x1 <= row.x0 and row.top - box.height < box.cy < row.bottom + box.height


def _over(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0)


def _with_newcomers(reading: PageReading, known: set[Place], wordings: Wordings) -> PageReading:
    if not reading.rows:
        return reading
    items = [
        replace(i, kind=ItemKind.TERRITORY, code=i.text)
        if i.kind is ItemKind.ORIENTATION
        and not wordings.orientation(i.text)
        and _is_name(i.text)
        and (_side(i.box, reading), *_style(i.lines[0])) in known
        else i
        for i in reading.items
    ]
    taken: set[int] = set()
    lost = [x for x in reading.leftovers if x.role is Role.UNACCOUNTED]
    for line in stray_lines(lost):
        text = _text([line.words])
        if _is_name(text) and (_side(line.box, reading), *_style(line.words)) in known:
            item = Item(ItemKind.TERRITORY, text, (line.words,), line.box, text)
            items.insert(_position(item, items), item)
            taken |= {id(w) for w in line.words}
    left = tuple(x for x in reading.leftovers if id(x.word) not in taken)
    return replace(reading, items=tuple(items), leftovers=left)


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        0 < len(words) <= LONGEST
        and any(c.isalpha() for c in text)
        and not any(looks_like_amount(w) for w in words)
    )


def _position(item: Item, items: Sequence[Item]) -> int:
    """Before the first item under it in its x range; a page's items go strip by strip."""
    for at, other in enumerate(items):
        if other.box.cy > item.box.cy and _over(other.box, item.box):
            return at
    return next((at for at, o in enumerate(items) if o.box.cy > item.box.cy), len(items))

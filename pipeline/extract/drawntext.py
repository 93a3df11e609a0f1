"""Writing that holds no text: letters drawn as shapes, and pictures of lines. Pure.

Design programs turn text into outlines; office documents paste a table as a picture. A person reads
both like any line of the page, and no reader of text sees them: on a page that has actions, or the
titles of some, they leave a doubt.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from pipeline.domain import Ambiguity, Box, ControlName, PageKind
from pipeline.extract.content import PageContent
from pipeline.extract.reading import ItemKind, PageReading

FEWEST = 4  # letters, of three widths at least: dots of a pattern are all alike
LONG = 2.0  # times its height, that a line is at least
HIGHEST = 40.0  # points
NEAR = 1.0  # heights of a line between two of its letters
SAME_LINE = 0.5  # of the lower of two letters that is level with the other
MOST = 4000  # shapes looked at: more are a map's
PICTURE = (10.0, 2.5)  # ems: a smaller picture holds no two lines of a table
LARGE = 0.15  # of the page: larger than what stands on every page of a design
BACKGROUND = 0.8  # of the page: a picture that all of it lies on
TITLES = (ItemKind.BANNER, ItemKind.TERRITORY)

Logos: TypeAlias = frozenset[tuple[int, ...]]  # x0, top, x1, bottom in whole points


def drawn_lines(shapes: Sequence[Box]) -> tuple[Box, ...]:
    """The lines that shapes make which may be letters: several beside one another, not alike.

    No shape is higher than `HIGHEST`."""
    lines: list[list[Box]] = []
    open_: defaultdict[int, list[list[Box]]] = defaultdict(list)  # by height on the page
    for letter in sorted(shapes[:MOST], key=lambda b: b.x0):
        band = int(letter.cy / HIGHEST)
        near = [line for at in (band - 1, band, band + 1) for line in open_[at]]
        home = next((line for line in near if _goes_on(line, letter)), None)
        if home is None:
            home = []
            lines.append(home)
            open_[band] = [x for x in open_[band] if letter.x0 - x[-1].x1 < HIGHEST] + [home]
        home.append(letter)
    return tuple(Box.around(line) for line in lines if _may_be_text(line))


def _goes_on(line: Sequence[Box], letter: Box) -> bool:
    for last in line[-3:]:
        common = min(last.bottom, letter.bottom) - max(last.top, letter.top)
        height = max(last.height, letter.height)
        if common > SAME_LINE * min(last.height, letter.height) and (
            letter.x0 - last.x1 < NEAR * height
        ):
            return True
    return False


def _may_be_text(line: Sequence[Box]) -> bool:
    box = Box.around(line)
    widths = {round(b.width, 1) for b in line}
    high = statistics.median(b.height for b in line)
    return len(line) >= FEWEST <= len(widths) + 1 and box.width > LONG * max(box.height, high)


def recurring(contents: Iterable[PageContent]) -> Logos:
    """Where pages that stand together have the same drawing or picture: a logo, a frame."""
    places = Counter(
        place for c in contents for place in {_place(b) for b in (*c.drawn, *c.pictures)}
    )
    return frozenset(place for place, count in places.items() if count > 1)


def unread_lines(reading: PageReading, content: PageContent, logos: Logos) -> list[Box]:
    """The drawn lines of a page that shows actions or the titles of some. Not those of a picture,
    which is looked at as a whole; nor a logo: beside or over the titles of an axis and a territory,
    or outside of the rows and the same on other pages."""
    if content.scanned or not _may_have_actions(reading):
        return []
    titles = [i.box for i in reading.items if i.kind in TITLES]
    first = min((i.box.top for i in reading.items if i.kind not in TITLES), default=float("inf"))
    top = max((t.bottom for t in titles if t.bottom < first), default=0.0)
    bottom = max(i.box.bottom for i in reading.items)

    def is_logo(b: Box) -> bool:
        beside = any(min(b.bottom, t.bottom) > max(b.top, t.top) for t in titles)
        inside = top < b.cy < bottom
        return beside or b.cy < top or (_place(b) in logos and not inside)

    pictures = [p for p in content.pictures if p.width * p.height < BACKGROUND * _area(content)]
    return [
        b for b in content.drawn
        if not is_logo(b)
        and not any(_lies_in(b, p) for p in pictures)
        and not _holds_words(b, content)
    ]  # fmt: skip


def unread_pictures(reading: PageReading, content: PageContent, logos: Logos) -> list[Box]:
    """The pictures of such a page that have room for lines, and no word on them."""
    sizes = [w.size for w in content.words if w.visible]
    if content.scanned or not sizes or not _may_have_actions(reading):
        return []
    em, page = statistics.median(sizes), _area(content)
    return [
        p for p in content.pictures
        if p.width > PICTURE[0] * em and p.height > PICTURE[1] * em
        and (_place(p) not in logos or p.width * p.height > LARGE * page)
        and not _holds_words(p, content)
    ]  # fmt: skip


def drawn_doubts(reading: PageReading, lines: Sequence[Box]) -> Iterator[Ambiguity]:
    """One doubt for all the writing of a page that nobody read, at `lines`."""
    if lines:
        first = min(lines, key=lambda b: b.top)
        near = min(reading.items, key=lambda i: abs(i.box.cy - first.cy), default=None)
        where = f", près de « {near.text} »" if near is not None else ""
        yield Ambiguity(
            ControlName.CONSERVATION, reading.page,
            f"du texte est dessiné ou en image sur la page{where} : ce qui y est écrit n'est pas "
            "lu, à vérifier sur la page",
            expected="tout ce qui se voit sur la page est lu", found="du texte dessiné ou en image",
        )  # fmt: skip


def _may_have_actions(reading: PageReading) -> bool:
    """Whether a page has rows, or the titles of an orientation, or of an axis and a territory."""
    kinds = {item.kind for item in reading.items}
    if reading.kind in (PageKind.CHART, PageKind.CONTRACT):
        return False
    titled = ItemKind.ORIENTATION in kinds or kinds.issuperset(TITLES)
    return ItemKind.ROW in kinds or titled


def _holds_words(box: Box, content: PageContent) -> bool:
    return any(
        w.visible and box.x0 < w.box.cx < box.x1 and box.top < w.box.cy < box.bottom
        for w in content.words
    )


def _lies_in(box: Box, picture: Box) -> bool:
    return picture.x0 <= box.cx <= picture.x1 and picture.top <= box.cy <= picture.bottom


def _area(content: PageContent) -> float:
    return content.width * content.height


def _place(box: Box) -> tuple[int, ...]:
    return round(box.x0), round(box.top), round(box.x1), round(box.bottom)

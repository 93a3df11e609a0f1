"""What the pages around one tell of it: running heads, words printed unbroken, columns of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.domain import PageKind
from pipeline.extract.content import PageContent
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.reading import PageReading
from pipeline.extract.running import running_lines
from pipeline.normalise.hyphens import HYPHENS, REPLACEMENT, SOFT_HYPHEN, vocabulary
from pipeline.normalise.money import leading_amounts, looks_like_amount

Page = TypeVar("Page")

PLAIN = frozenset({PageKind.TITLE, PageKind.TEXT})  # pages without a table
SAME_COLUMN = 3.0  # points
BREAKS = frozenset({*HYPHENS, SOFT_HYPHEN, REPLACEMENT})
NEXT_LINE = 1.7  # ems between two lines of one text


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`running` are the keys of lines that recur at the same place on many pages, `vocabulary`
    words that help to undo hyphenation, `columns` the places where the tables around part their
    text (x in points, from the most frequent; see `textcolumns`), `amounts` from where to where
    (x) their columns of amounts reach."""

    running: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = frozenset()
    columns: tuple[tuple[float, ...], ...] = ()
    amounts: frozenset[tuple[float, float]] = frozenset()

    def with_tables(self, readings: Sequence[PageReading]) -> Surroundings:
        """These, and the columns found in `readings`."""
        found = Counter(bounds for r in readings for bounds in r.columns if bounds)
        columns = tuple(bounds for bounds, _ in found.most_common())
        return replace(
            self, columns=columns, amounts=frozenset(a for r in readings for a in r.amounts)
        )

    def tell_of(self, reading: PageReading) -> bool:
        """Whether others show what a page doesn't: that a table's text is in columns, or that what
        stands on a page of text is in the place of amounts."""
        parted = bool(self.columns) and () in reading.columns
        return parted or (bool(self.amounts) and reading.kind in PLAIN)

    def hold(self, x0: float, x1: float) -> bool:
        """Whether x0..x1 lies in a column of amounts of the pages around."""
        return any(lo - SAME_COLUMN <= x0 and x1 <= hi + SAME_COLUMN for lo, hi in self.amounts)


ALONE = Surroundings()  # what is known around a page that is read by itself


def surroundings_of(pages: Sequence[PageContent]) -> Surroundings:
    """What pages that stand together tell of each of them, before any is read."""
    texts = (text for page in pages for text in _texts(page))
    return Surroundings(running_lines(pages), vocabulary(texts))


def read_together(
    pages: Sequence[Page],
    contents: Sequence[PageContent],
    read: Callable[[Page, Surroundings], list[PageReading]],
) -> list[list[PageReading]]:
    """The readings of pages that stand together: each `read` with what their `contents` tell, and
    once more where the tables found in the others tell what it doesn't show."""
    around = surroundings_of(contents)
    readings = [read(page, around) for page in pages]
    # A page with a row or two doesn't show its columns: others of its kind may.
    around = around.with_tables([r for found in readings for r in found])
    return [
        read(page, around) if any(map(around.tell_of, found)) else found
        for page, found in zip(pages, readings, strict=True)
    ]


def _texts(page: PageContent) -> Iterator[str]:
    """A page's pieces of lines, one that ends with a hyphen before the one under it that goes on
    with its word: else « ning » of « plan-ning » would be thought a word printed whole."""
    found = segments_of(page.words, page.vertical)
    # A dash hyphenates nothing, and no word goes on with an amount.
    segments = [_less_amount(s) for s in found if any(map(str.isalpha, s.text))]
    segments = [s for s in segments if not looks_like_amount(s.text)]
    tails = {id(s): _under(s, segments) for s in segments if s.text[-1] in BREAKS}
    inner = {id(tail) for tail in tails.values()}
    for segment in segments:
        following = None if id(segment) in inner else segment
        while following is not None:
            yield following.text
            following = tails.get(id(following))


def _less_amount(segment: Segment) -> Segment:
    """A piece of a line less the amounts a space behind a word that is broken at its end."""
    words = segment.words
    for at, word in enumerate(words[:-1], 1):
        if word.text[-1] in BREAKS and leading_amounts(Segment(words[at:]).text):
            return Segment(words[:at])
    return segment


def _under(upper: Segment, segments: Sequence[Segment]) -> Segment | None:
    """The nearest segment on the next lines that stands under one."""
    below = [
        s
        for s in segments
        if 0 < s.baseline - upper.baseline < NEXT_LINE * upper.size
        and min(s.box.x1, upper.box.x1) > max(s.box.x0, upper.box.x0)
    ]
    return min(below, key=lambda s: s.baseline, default=None)

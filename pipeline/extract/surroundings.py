"""What the pages around one tell of it: running heads, words printed unbroken, columns of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.content import PageContent
from pipeline.extract.reading import PageReading
from pipeline.extract.running import running_lines
from pipeline.normalise.hyphens import vocabulary


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`running` are the keys of lines that recur at the same place on many pages, `vocabulary`
    words that help to undo hyphenation, `columns` the places where the tables around part their
    text (x in points, from the most frequent; see `textcolumns`)."""

    running: frozenset[str] = frozenset()
    vocabulary: frozenset[str] = frozenset()
    columns: tuple[tuple[float, ...], ...] = ()

    def with_columns(self, readings: Iterable[PageReading]) -> Surroundings:
        """These, and the columns of text found in `readings`."""
        found = Counter(bounds for r in readings for bounds in r.columns if bounds)
        return replace(self, columns=tuple(bounds for bounds, _ in found.most_common()))

    def tell_of(self, reading: PageReading) -> bool:
        """Whether a page has a table whose text is in one column, where others part theirs."""
        return bool(self.columns) and () in reading.columns


ALONE = Surroundings()  # what is known around a page that is read by itself


def surroundings_of(pages: Sequence[PageContent]) -> Surroundings:
    """What pages that stand together tell of each of them, before any is read."""
    texts = (w.text for c in pages for w in c.words)
    return Surroundings(running_lines(pages), vocabulary(texts))

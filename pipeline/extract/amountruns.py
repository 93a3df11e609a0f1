"""Amounts of several columns that stand nearer to one another than a space, parted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from pipeline.extract.candidates import read_amount
from pipeline.extract.clusters import EDGE, Column
from pipeline.extract.content import Word
from pipeline.extract.lines import Segment
from pipeline.normalise.money import NumberFormat

LONGEST = 12  # words


def of_several_columns(
    segment: Segment, columns: Sequence[Column], number_format: NumberFormat
) -> list[Segment]:
    """The amounts of a segment that is nothing else, each in a column of its own: they may stand
    nearer than a space. None where it isn't so, or can be in more than one way."""
    homes = [next((i for i, k in enumerate(columns) if holds(k, w)), None) for w in segment.words]
    made = _groups(segment.words, homes) if None not in homes else []
    if len(made) > 1 and _are_amounts(made, number_format):
        return made
    x0, x1 = segment.box.x0, segment.box.x1
    over = [k for k in columns if min(x1, k.x1) > max(x0, k.x0)]
    ways = [
        way
        for way in _ways(segment.words, len(over))
        if _are_amounts(way, number_format) and _are_aligned(way, over)
    ]
    return ways[0] if len(ways) == 1 else []


def holds(column: Column, word: Word) -> bool:
    return column.x0 - 2.0 <= word.box.cx <= column.x1 + 2.0


def _groups(words: Sequence[Word], homes: Sequence[int | None]) -> list[Segment]:
    parts: dict[int | None, list[Word]] = {}
    for word, home in zip(words, homes, strict=True):
        parts.setdefault(home, []).append(word)
    return [Segment(tuple(part)) for part in parts.values()]


def _ways(words: Sequence[Word], count: int) -> Iterator[list[Segment]]:
    """Every way to cut the words into so many runs, of a line that isn't too long."""
    if count < 2 or len(words) > LONGEST:
        return
    for cuts in combinations(range(1, len(words)), count - 1):
        yield [Segment(tuple(words[a:b])) for a, b in pairwise((0, *cuts, len(words)))]


def _are_amounts(parts: Sequence[Segment], number_format: NumberFormat) -> bool:
    return all(read_amount(part.text, number_format) for part in parts)


def _are_aligned(parts: Sequence[Segment], columns: Sequence[Column]) -> bool:
    """Whether each part begins or ends where the amounts of its column do."""
    return all(
        abs(p.box.x0 - k.x0) < EDGE or abs(p.box.x1 - k.x1) < EDGE
        for p, k in zip(parts, columns, strict=True)
    )

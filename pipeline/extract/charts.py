"""Numbers that the document's charts print, each with the title of its chart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.domain import Box
from pipeline.extract.content import Word
from pipeline.extract.lines import Segment
from pipeline.extract.reading import ChartNumber
from pipeline.extract.wordings import Wordings
from pipeline.normalise.labels import regular

NUMBER = re.compile(r"^[+-]?\d{1,3}(?:[ \u00a0\u202f.]\d{3})*(?:,\d+)?$|^[+-]?\d+(?:[.,]\d+)?$")
SAME_AXIS = 3.0  # points: the numbers of a scale share an edge or a centre within this
FEWEST_TICKS = 4


@dataclass(frozen=True)
class Title:
    """A chart's title: its text, its lines joined, and where they stand."""

    text: str
    segments: tuple[Segment, ...]

    @property
    def middle(self) -> float:
        return self.segments[-1].middle

    @property
    def cx(self) -> float:
        return Box.around(s.box for s in self.segments).cx


def chart_titles(segments: Sequence[Segment], wordings: Wordings) -> list[Title]:
    """The chart titles of a page, those over several lines whole."""
    titles: list[Title] = []
    used: set[int] = set()
    for s in segments:
        if id(s) in used:
            continue
        for count in (3, 2, 1):
            lines = _lines_below(s, segments, count)
            text = regular(" ".join(line.text for line in lines))
            pattern = wordings.chart(text)
            first = wordings.chart(regular(s.text))
            if len(lines) == count and pattern and (count == 1 or pattern != first):
                titles.append(Title(text, tuple(lines)))
                used |= {id(line) for line in lines}
                break
    return titles


def _lines_below(first: Segment, segments: Sequence[Segment], count: int) -> list[Segment]:
    lines = [first]
    for s in segments:
        if len(lines) == count:
            break
        step = s.middle - lines[-1].middle
        below = 0.3 * first.size < step < 1.8 * first.size
        if below and min(s.box.x1, first.box.x1) > max(s.box.x0, first.box.x0):
            lines.append(s)
    return lines


def chart_numbers(
    segments: Sequence[Segment], titles: Sequence[Title], width: float
) -> tuple[ChartNumber, ...]:
    """The numbers of the page's charts, without those of their scales.

    Each number belongs to the nearest title above it, measured across the page.
    """
    in_titles = {id(s) for t in titles for s in t.segments}
    pieces = [p for s in segments if id(s) not in in_titles for p in _pieces(s)]
    read = [(n, p) for p in pieces if (n := _number(p)) is not None]
    scale = _scales(read)
    numbers = []
    for at, ((value, decimals, unit), piece) in enumerate(read):
        if at in scale:
            continue
        title = _title_of(piece, titles, width)
        text = "".join(w.text + w.space for w in piece).strip()
        numbers.append(
            ChartNumber(title, text, value, decimals, unit, Box.around(w.box for w in piece))
        )
    return tuple(numbers)


def _pieces(segment: Segment) -> list[tuple[Word, ...]]:
    """A segment's numbers: labels of neighbouring slices may stand on one line."""
    pieces: list[list[Word]] = [[]]
    for word in segment.words:
        pieces[-1].append(word)
        if word.text.endswith("%"):
            pieces.append([])
    return [tuple(p) for p in pieces if p]


def _number(words: Sequence[Word]) -> tuple[float, int, str] | None:
    """(value, printed decimals, unit "%" or "") of words that are one number."""
    text = "".join(w.text + (w.space if i < len(words) - 1 else "") for i, w in enumerate(words))
    text = text.rstrip("-– ")  # a scale's tick, in a scan
    unit = "%" if text.endswith("%") else "€" if text.endswith("€") else ""
    text = text.rstrip("%€ \u00a0\u202f")
    if not NUMBER.match(text):
        return None
    plain = re.sub(r"[ \u00a0\u202f]", "", text)
    plain = plain.replace(".", "") if re.search(r"\.\d{3}(?:\D|$)", plain) else plain
    whole, _, rest = plain.replace(".", ",").partition(",")
    return float(f"{whole}.{rest or 0}"), len(rest), unit


def _left(box: Box) -> float:
    return box.x0


def _right(box: Box) -> float:
    return box.x1


def _centre(box: Box) -> float:
    return box.cx


def _scales(read: Sequence[tuple[tuple[float, int, str], Sequence[Word]]]) -> set[int]:
    """Indexes of numbers that are a scale: in one line, evenly apart, in equal steps."""
    found: set[int] = set()
    edges: tuple[Callable[[Box], float], ...] = (_left, _right, _centre)
    for edge in edges:
        groups: dict[int, list[int]] = {}
        for i, (_, words) in enumerate(read):
            x = edge(Box.around(w.box for w in words))
            home = next((k for k in groups if abs(k - x) <= SAME_AXIS), None)
            groups.setdefault(round(x) if home is None else home, []).append(i)
        for members in groups.values():
            found |= _steps(members, read)
    return found


def _steps(
    members: Sequence[int], read: Sequence[tuple[tuple[float, int, str], Sequence[Word]]]
) -> set[int]:
    """Those of `members` that go up the page by one step of value for each step of height."""
    at = sorted(members, key=lambda i: -read[i][1][0].baseline)
    best: set[int] = set()
    for first, second in ((a, b) for a in at for b in at if a != b):
        v0, v1 = read[first][0][0], read[second][0][0]
        y0, y1 = read[first][1][0].baseline, read[second][1][0].baseline
        if v1 <= v0 or y1 >= y0:
            continue
        slope = (v1 - v0) / (y0 - y1)
        line = {
            i for i in at
            if abs(v0 + slope * (y0 - read[i][1][0].baseline) - read[i][0][0]) <= 0.02 * (v1 - v0)
        }  # fmt: skip
        values = sorted(read[i][0][0] for i in line)
        steps = [b - a for a, b in pairwise(values)]
        even = steps and max(steps) - min(steps) <= 1e-6 * max(abs(values[-1]), 1.0)
        if len(line) >= FEWEST_TICKS and even and len(line) > len(best):
            best = line
    return best


def _title_of(words: Sequence[Word], titles: Sequence[Title], width: float) -> str:
    box = Box.around(w.box for w in words)
    above = [t for t in titles if t.middle <= box.bottom] or list(titles)
    lowest = max(above, key=lambda t: t.middle)
    level = [t for t in above if lowest.middle - t.middle < 3 * lowest.segments[0].size]
    return min(level, key=lambda t: abs(t.cx - box.cx) / width).text

"""Paragraphs between the title of a section and its table: they are none of its rows.

Nothing but its place and its look tells a sentence from an action without an amount, so that one is
put away only where both do: it ends as a sentence, and the table is seen to begin under it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pipeline.extract.content import Rule
from pipeline.extract.lines import Segment
from pipeline.extract.reading import ItemKind
from pipeline.extract.strips import Strip
from pipeline.extract.wordings import Wordings, is_caption, is_header

NEXT_LINE = 1.7  # ems between two lines of one paragraph
FEWEST = 8  # words
MARGIN = 0.05  # of a table's width: its outer rules stand no farther from its text
ENDS = (".", "…")
TITLES = (ItemKind.BANNER, ItemKind.TERRITORY)


def prose_above(
    segments: Sequence[Segment], strip: Strip, vertical: Sequence[Rule], wordings: Wordings
) -> list[Segment]:
    """The lines of sentences under a section's title and over all that its table holds."""
    rows = strip.amount_rows()
    titles = sorted(
        (s for s in segments if wordings.meaning(s.text)[0] in TITLES), key=lambda s: s.middle
    )
    found: list[Segment] = []
    for title, following in zip_longest(titles, titles[1:]):
        first = next((r for r in rows if r.first > title.middle), None)
        if first is None or (following is not None and following.middle < first.first):
            continue
        between = [s for s in segments if title.middle < s.middle < first.first - first.size]
        grid = _top(vertical, strip, first.first)
        for paragraph in _paragraphs(between):
            last = paragraph[-1]
            under = [s for s in (*between, *strip.headers)
                     if last.middle < s.middle < first.first]  # fmt: skip
            begins = grid >= last.middle or any(
                s in strip.headers or is_header(s.text) or wordings.orientation(s.text)
                for s in under
            )
            boxed = any(_beside(vertical, strip, s.middle) for s in paragraph)
            if begins and not boxed and _is_prose(paragraph, strip, grid, wordings):
                found += paragraph
    return found


def _top(vertical: Sequence[Rule], strip: Strip, y: float) -> float:
    """Where the rules beside the row at `y` begin; above everything where there are none."""
    return min((v.start for v in _beside(vertical, strip, y)), default=0.0)


def _beside(vertical: Sequence[Rule], strip: Strip, y: float) -> list[Rule]:
    """The rules of a table's own columns that stand beside `y`."""
    left, right = strip.reach
    reach = MARGIN * max(right - left, 1.0)
    return [
        v for v in vertical if left - reach <= v.position <= right + reach and v.start <= y <= v.end
    ]


def _paragraphs(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Lines of one size and weight, one under the other."""
    lines: list[Segment] = []
    for s in sorted(segments, key=lambda s: (s.baseline, s.box.x0)):
        above = lines[-1] if lines else None
        alike = above is not None and (above.bold, round(above.size, 1)) == (
            s.bold, round(s.size, 1)
        )  # fmt: skip
        if above is not None and not (alike and s.middle - above.middle <= NEXT_LINE * s.size):
            yield lines
            lines = []
        lines.append(s)
    if lines:
        yield lines


def _is_prose(paragraph: Sequence[Segment], strip: Strip, grid: float, wordings: Wordings) -> bool:
    """Whether lines are sentences which are no label: as wide as to reach over its amounts, or
    several outside the table's rules (one may be an orientation); or its caption, outside them."""
    if any(s.bold or wordings.is_known(s.text) for s in paragraph):
        return False
    outside = grid >= paragraph[-1].middle
    if outside and is_caption(paragraph[0].text):
        return True
    words = sum(len(s.words) for s in paragraph)
    wide = strip.labels_left and any(s.box.x1 > strip.columns[0].x0 for s in paragraph)
    apart = wide or (outside and len(paragraph) > 1)
    return apart and words >= FEWEST and paragraph[-1].text.endswith(ENDS)

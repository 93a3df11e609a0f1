"""Running heads and feet: lines that recur at the same place on many pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.extract.content import PageContent
from pipeline.extract.lines import Segment, segments_of
from pipeline.normalise.labels import match_key

MARGIN = 0.12  # of the page's height
FEWEST = 3  # pages
CELL = 8.0  # points
DIGITS = re.compile(r"[0-9]+")


def line_keys(segment: Segment, height: float) -> frozenset[str]:
    """What a line says (numbers aside) and where; none away from the page's head and foot.

    Each key is a cell of a grid, two grids half a cell apart each way: lines less than half a
    cell apart, as a scanner shifts them, share one.
    """
    edge = MARGIN * height
    if edge < segment.middle < height - edge:
        return frozenset()
    words = DIGITS.sub("#", match_key(segment.text))
    if words == "#":
        return frozenset()
    x, y = segment.box.x0 / CELL, segment.middle / CELL
    return frozenset(
        f"{words}@{int(x + dx)},{int(y + dy)},{dx},{dy}" for dx in (0, 0.5) for dy in (0, 0.5)
    )


def running_lines(pages: Sequence[PageContent]) -> frozenset[str]:
    """The keys of the lines that stand at the same place on at least half of `pages`."""
    seen: Counter[str] = Counter()
    for page in pages:
        shown = (w for w in page.words if w.visible and _at_margin(w.baseline, page.height))
        keys = [line_keys(s, page.height) for s in segments_of(shown, page.vertical)]
        seen.update(frozenset().union(*keys))
    fewest = max(FEWEST, len(pages) / 2)
    return frozenset(k for k, n in seen.items() if n >= fewest)


def _at_margin(y: float, height: float) -> bool:
    return y < 1.5 * MARGIN * height or y > (1 - 1.5 * MARGIN) * height

"""Small capitals, told by the sizes of their letters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.extract.content import Glyph

SMALL_CAPS = 0.92  # times the size of capitals: no two sizes of one word are nearer
SAME_BASELINE = 0.18  # of a size: letters of one line sit within this of a common baseline


def is_of_two_sizes(glyphs: Sequence[Glyph]) -> bool:
    """Whether letters on one line are of two sizes, as small capitals are: in some documents one
    glyph stands for both « a » and « A », and its name is that of either."""
    letters = [g for g in glyphs if g.text.isalpha()]
    small = min((g.size for g in letters), default=0.0)
    return any(g.text.islower() for g in letters) and any(
        a.size != b.size
        and abs(a.baseline - b.baseline) < SAME_BASELINE * small
        and small < SMALL_CAPS * max(a.size, b.size)
        for a, b in pairwise(letters)
    )

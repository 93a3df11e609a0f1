"""Small capitals, told by the sizes of their letters, and the doubt that they leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.domain import Ambiguity, ControlName
from pipeline.extract.content import Glyph, PageContent
from pipeline.extract.reading import PageReading

SMALL_CAPS = 0.92  # times the size of capitals: no two sizes of one word are nearer
SAME_BASELINE = 0.18  # of a size: letters of one line sit within this of a common baseline


def is_of_two_sizes(glyphs: Sequence[Glyph]) -> bool:
    """Whether letters on one line are of two sizes, as small capitals are: in some documents one
    glyph stands for both « a » and « A », and its name is that of either; browsers write « A »."""
    letters = [g for g in glyphs if g.text.isalpha()]
    small = min((g.size for g in letters), default=0.0)
    return any(
        a.size != b.size
        and abs(a.baseline - b.baseline) < SAME_BASELINE * small
        and small < SMALL_CAPS * max(a.size, b.size)
        for a, b in pairwise(letters)
    )


def small_capital_doubts(reading: PageReading, content: PageContent) -> Iterator[Ambiguity]:
    """Items with words in small capitals: a document may give « a » for the letter shown as A."""
    if content.scanned:  # whose words are in doubt for other reasons
        return
    for item in reading.items:
        mixed = next((w.text for w in item.words() if w.confidence < 1), "")
        if mixed:
            yield Ambiguity(
                ControlName.READINGS, reading.page,
                f"« {item.text} » est en petites capitales : le document ne dit pas sûrement "
                "quelles lettres sont des majuscules, à lire sur la page",
                None, None, "", mixed,
            )  # fmt: skip

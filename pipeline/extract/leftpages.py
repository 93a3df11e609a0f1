"""Pages left aside as text that may yet print actions: an amount under a title, in no column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.domain import Ambiguity, ControlName, PageKind
from pipeline.extract.candidates import whole_candidate
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.listreading import begins_item
from pipeline.extract.reading import ItemKind, PageReading
from pipeline.extract.surroundings import PLAIN
from pipeline.extract.titledsums import sum_at_end
from pipeline.extract.wordings import Wordings, is_total
from pipeline.normalise.money import has_currency, leading_amounts, trailing_amounts

TITLES = (ItemKind.BANNER, ItemKind.ORIENTATION)
THOUSANDS = re.compile(r"[0-9][^0-9][0-9]{3}(?![0-9])")
FEWEST = 2  # lines that hold an amount among other words: one alone may be a sentence's


def left_page_doubts(readings: Sequence[PageReading], wordings: Wordings) -> Iterator[Ambiguity]:
    """One doubt for each page of words that bears the title of an axis or an orientation, or that
    goes on with a list of the page before, and on which a line ends in an amount or says that there
    is none."""
    before: PageKind | None = None
    for reading in readings:
        if reading.kind in PLAIN and (costs := _costs(reading, wordings, before)):
            yield Ambiguity(
                ControlName.CONSERVATION, reading.page,
                f"la page {reading.page} est lue comme un texte, et « {costs[0].text} » y est "
                "imprimé : est-ce une action ? Si la page n'en porte pas, un motif qui décrit ces "
                "lignes sous « patterns.furniture » le dit.",
                found=costs[0].text,
            )  # fmt: skip
        before = reading.kind


def _costs(reading: PageReading, wordings: Wordings, before: PageKind | None) -> list[Segment]:
    """The lines that may be actions; none where nothing on the page shows that it may have some."""
    words = [x.word for x in reading.leftovers if x.word.visible]
    lines = [s for s in segments_of(words, ()) if not is_total(s.text)]
    number_format = wordings.number_format
    told = [
        s for s in lines
        if sum_at_end(s, number_format)
        or ((c := whole_candidate(s, number_format)) and _is_money(c.amount.printed))
    ]  # fmt: skip
    if any(item.kind in TITLES for item in reading.items):
        among = [
            s for s in lines
            if has_currency(s.text)
            and (trailing_amounts(s.text, number_format) or leading_amounts(s.text, number_format))
        ]  # fmt: skip
        return told or (among if len(among) >= FEWEST else [])
    goes_on = before is PageKind.CREDITS
    return [s for s in told if goes_on and begins_item(s)]


def _is_money(printed: str) -> bool:
    """Whether an amount is no year or number of things: it has a currency or thousands."""
    return has_currency(printed) or THOUSANDS.search(printed) is not None

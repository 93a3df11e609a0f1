"""Pages left aside as text, charts or sums that may yet print actions, in no table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.domain import Ambiguity, ControlName, PageKind
from pipeline.extract.candidates import whole_candidate
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.reading import ItemKind, PageReading
from pipeline.extract.surroundings import PLAIN
from pipeline.extract.titledsums import sum_at_end
from pipeline.extract.wordings import Wordings, is_total
from pipeline.normalise.gazetteer import known_territory
from pipeline.normalise.labels import has_bullet
from pipeline.normalise.money import has_currency

LEFT = PLAIN | {PageKind.CHART, PageKind.CONTRACT}
THOUSANDS = re.compile(r"[0-9][^0-9][0-9]{3}(?![0-9])")
NUMBER = re.compile(r"[:=–-]\s*[0-9][0-9 .,\u00a0\u202f]*$")
FEWEST = 2  # amounts under no title of an axis or an orientation
LARGER = 1.15  # times the size of most lines: a title


def left_page_doubts(readings: Sequence[PageReading], wordings: Wordings) -> Iterator[Ambiguity]:
    """One doubt for each page left aside on which a line may be an action, and whose titles, or
    the page before, show that it may have some."""
    before: PageKind | None = None
    for reading in readings:
        if reading.kind in LEFT and (found := _may_be_actions(reading, wordings, before)):
            yield Ambiguity(
                ControlName.CONSERVATION, reading.page,
                f"la page {reading.page} n'est pas lue comme une page d'actions, et « "
                f"{found[0].text} » y est imprimé : est-ce une action ? Si la page n'en porte pas, "
                "un motif qui décrit ces lignes sous « patterns.furniture » le dit.",
                found=found[0].text,
            )  # fmt: skip
        before = reading.kind


def _may_be_actions(
    reading: PageReading, wordings: Wordings, before: PageKind | None
) -> list[Segment]:
    """The lines of a page that may be actions. Under the title of an orientation, or of an axis and
    a territory, all that has a number, or a bullet; the less it shows of a section, the more a line
    must say."""
    words = [x.word for x in reading.leftovers if x.word.visible]
    lines = segments_of(words, ())
    kinds = {item.kind for item in reading.items}
    oriented = ItemKind.ORIENTATION in kinds or any(wordings.orientation(s.text) for s in lines)
    plain = [s for s in lines if not is_total(s.text) and not wordings.is_known(s.text)]
    costed = [s for s in plain if _is_costed(s, wordings)]
    among = [s for s in plain if has_currency(s.text)]
    items = [s for s in plain if has_bullet(s.text)]
    placed = ItemKind.TERRITORY in kinds or any(known_territory(s.text) for s in lines)
    headed = placed and ItemKind.BANNER in kinds
    if oriented or (headed and reading.kind in PLAIN):
        numbered = [s for s in plain if NUMBER.search(s.text)]
        found = costed or among or numbered
        return found or (items if reading.kind is not PageKind.CHART else [])
    totals = [s for s in lines if wordings.total_axis(s.text) and has_currency(s.text)]
    if totals and (placed or reading.kind in PLAIN):
        return totals
    if reading.kind is PageKind.CONTRACT:
        return [s for s in costed if has_bullet(s.text) and not has_currency(s.text)]
    if reading.kind is PageKind.CHART:
        return []
    if ItemKind.BANNER in kinds or (placed and len(costed) >= FEWEST):
        return costed
    if before is not PageKind.CREDITS:
        return []
    if len(costed) >= FEWEST and not _has_title(lines):
        return costed
    return [s for s in costed if has_bullet(s.text) or not has_currency(s.text)]


def _is_costed(line: Segment, wordings: Wordings) -> bool:
    """Whether a line is an amount, ends in one after a mark, or says so that there is none."""
    if sum_at_end(line, wordings.number_format):
        return True
    read = whole_candidate(line, wordings.number_format)
    printed = read.amount.printed if read else ""
    return has_currency(printed) or THOUSANDS.search(printed) is not None


def _has_title(lines: Sequence[Segment]) -> bool:
    sizes = sorted(s.size for s in lines)
    return sizes[-1] > LARGER * sizes[len(sizes) // 2]

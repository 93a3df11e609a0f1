"""Reads one page again: what is taken of it, and what each reader makes of it by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from pipeline.domain import Ambiguity, RecolementError, SourceRecord
from pipeline.extract.content import PageContent
from pipeline.extract.fuse import PageOutcome, item_key
from pipeline.extract.ledger import build_ledger
from pipeline.extract.plain import plain_pdf
from pipeline.extract.read import blocks_of, read_blocks
from pipeline.extract.readers import READERS, MakeReader
from pipeline.extract.reading import Item, PageReading
from pipeline.extract.visibility import Visibility
from pipeline.normalise.money import NumberFormat
from pipeline.profile import Profile

if TYPE_CHECKING:
    from PIL.Image import Image

# Pages of a document that is read whole: what a page leaves in doubt may show on others only. Of a
# longer one, those that are read together.
WHOLE = 60


@dataclass(frozen=True)
class Explained:
    """A page as it was read. `content` is what the first reader sees, None where none can.

    `others` are the readings that were not taken; `picture` is the page, `scale` pixels a point.
    """

    pages: int
    outcome: PageOutcome
    others: tuple[PageReading, ...]
    content: PageContent | None
    picture: Image
    scale: float

    @property
    def taken(self) -> PageReading:
        return self.outcome.taken

    def rivals(self, other: PageReading) -> tuple[list[Item], list[Item]]:
        """(items that only `other` has, items that it lacks of the reading taken)."""
        mine = {item_key(i) for i in self.taken.items}
        theirs = {item_key(i) for i in other.items}
        return (
            [i for i in other.items if item_key(i) not in mine],
            [i for i in self.taken.items if item_key(i) not in theirs],
        )


def explain_page(
    pdf: Path, number: int, profile: Profile | None, number_format: NumberFormat, scale: float
) -> Explained:
    """Read page `number` (from 1) as a run reads it, among the pages it is read with.

    Raises RecolementError when the document has no such page.
    """
    with TemporaryDirectory(prefix="recolement-") as folder:
        plain = plain_pdf(pdf, Path(folder))
        document = pdfium.PdfDocument(plain)
        count = len(document)
        if not 1 <= number <= count:
            document.close()
            raise RecolementError(f"{pdf.name} : pas de page {number}, le document en a {count}")
        picture = document[number - 1].render(scale=scale).to_pil().convert("RGB")
        document.close()
        block = next(b for b in blocks_of(count) if number in b)

        def read(blocks: Sequence[range], readers: Sequence[MakeReader]) -> list[PageOutcome]:
            made = read_blocks(plain, blocks, profile, number_format, readers)
            return [outcome for outcomes in made for outcome in outcomes]

        around = read(blocks_of(count) if profile and count <= WHOLE else [block], READERS)
        outcome = _of_page(number, around)
        if profile is not None:
            outcome = replace(outcome, doubts=_doubts(number, around, profile))
        alone = [_of_page(number, read([block], [make])).taken for make in READERS]
        others = tuple(r for r in alone if r.reader and r.reader != outcome.taken.reader)
        content = _content(plain, number, [s.reader for s in outcome.summaries])
    return Explained(count, outcome, others, content, picture, scale)


def _of_page(number: int, outcomes: Sequence[PageOutcome]) -> PageOutcome:
    return next(o for o in outcomes if o.taken.page == number)


def _doubts(
    number: int, outcomes: Sequence[PageOutcome], profile: Profile
) -> tuple[Ambiguity, ...]:
    """What leaves a page in doubt, by itself or among the others that were read."""
    ledger = build_ledger(outcomes, profile, "", SourceRecord("", "", 0))
    return tuple(a for a in ledger.ambiguities if a.page == number)


def _content(pdf: Path, number: int, readers: Sequence[str]) -> PageContent | None:
    """The rules and words of a page as its first reader sees them."""
    with Visibility(pdf) as visibility:
        shown = visibility.of_page(number)
    for make in READERS:
        with make(pdf, [number]) as reader:
            if reader.name in readers:
                content: PageContent = reader.content(number, shown)
                return content
    return None

"""A document as it lies there, read once: pages of segments, and readings under a draft profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium

from pipeline.extract.content import PageContent
from pipeline.extract.identify import front_text
from pipeline.extract.interpret import interpret
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.plain import plain_pdf
from pipeline.extract.read import blocks_of
from pipeline.extract.readers.plumber import NAME, PlumberReader
from pipeline.extract.reading import ItemKind, PageReading
from pipeline.extract.surroundings import Surroundings, read_together
from pipeline.extract.visibility import Visibility
from pipeline.extract.wordings import Wordings
from pipeline.profile import Profile

NEXT_LINE = 1.7  # ems between the baselines of one paragraph's lines

Style = tuple[int, bool, tuple[float, ...]]


@dataclass(frozen=True)
class Look:
    """What one reader sees of a document. `front` is the text of its first pages."""

    contents: tuple[PageContent, ...]
    front: str

    @cached_property
    def segments(self) -> dict[int, list[Segment]]:
        """The visible segments of each page, from the top."""
        return {
            c.page: segments_of((w for w in c.words if w.visible), c.vertical)
            for c in self.contents
        }

    def readings(self, profile: Profile | None) -> list[PageReading]:
        """Every page read with the names that `profile` knows."""
        wordings = Wordings(profile)

        def read(content: PageContent, around: Surroundings) -> list[PageReading]:
            return [interpret(content, wordings, NAME, around)]

        readings: list[PageReading] = []
        for pages in blocks_of(len(self.contents)):
            block = self.contents[pages[0] - 1 : pages[-1]]
            readings += [found for (found,) in read_together(block, block, read)]
        return readings


def look_at(pdf: Path) -> Look:
    """Read every page of a PDF with the first reader."""
    with TemporaryDirectory(prefix="recolement-") as folder:
        plain = plain_pdf(pdf, Path(folder))
        with pdfium.PdfDocument(plain) as document:
            pages = range(1, len(document) + 1)
        with Visibility(plain) as visibility, PlumberReader(plain, pages) as reader:
            contents = tuple(reader.content(n, visibility.of_page(n)) for n in pages)
        return Look(contents, front_text(plain))


def style(segment: Segment) -> Style:
    """Size, weight and colour: what sets a heading apart."""
    return round(segment.size), segment.bold, tuple(round(c, 1) for c in segment.color)


def block(first: Segment, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """`first` and the lines of the same style that follow it at a paragraph's distance."""
    lines = [first]
    for s in segments:
        step = s.baseline - lines[-1].baseline
        overlaps = min(s.box.x1, first.box.x1) > max(s.box.x0, first.box.x0)
        if 0.3 * first.size < step <= NEXT_LINE * first.size and overlaps:
            if style(s) != style(first):
                break
            lines.append(s)
    return tuple(lines)


def has_credits(reading: PageReading) -> bool:
    """Whether a page prints rows of labels and amounts."""
    return any(i.kind is ItemKind.ROW for i in reading.items)

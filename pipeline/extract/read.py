"""Reads every page of a PDF with every reader, in processes, a block of pages at a time."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium

from pipeline.domain import PageKind, ReadingSummary
from pipeline.extract.askew import turned_back
from pipeline.extract.content import PageContent
from pipeline.extract.drawntext import Logos, recurring
from pipeline.extract.fuse import PageOutcome, fuse
from pipeline.extract.interpret import interpret
from pipeline.extract.overlays import Overlays
from pipeline.extract.pagedoubts import page_doubts
from pipeline.extract.plain import plain_pdf
from pipeline.extract.readers import READERS, MakeReader, Reader
from pipeline.extract.readers.ocr import NAMES as OCR_NAMES
from pipeline.extract.readers.ocr import Reread
from pipeline.extract.reading import PageReading
from pipeline.extract.scans import CREDIT_KINDS, Scans, doubts_of, illegible
from pipeline.extract.surroundings import Surroundings, read_together
from pipeline.extract.visibility import Visibility
from pipeline.extract.wordings import Wordings
from pipeline.normalise.money import NumberFormat
from pipeline.profile import Profile

# Pages read together. Running heads are looked for within a block, so that what is read does not
# depend on the number of processes, and memory not on the number of pages.
BLOCK = 12
# Blocks read with the document opened once, which takes as long as reading ten pages where there
# are 2,500: decoders walk through all of them to find one.
RUN = 16
RUNS = 3  # for each process at the least, so that none is idle long at the end
FEWEST_BLOCKS = 6  # that are worth more than one process when nobody asks for a number

Progress = Callable[[int, int], None]


def read_pages(
    pdf: Path,
    profile: Profile | None,
    number_format: NumberFormat,
    jobs: int | None = None,
    progress: Progress | None = None,
    readers: Sequence[MakeReader] = READERS,
) -> Iterator[PageOutcome]:
    """The outcome of every page of `pdf`, in order.

    `jobs` processes share the work (default: one for each processor). `progress` is called with
    (pages done, pages in all).
    """
    with TemporaryDirectory(prefix="recolement-") as folder:
        plain = plain_pdf(pdf, Path(folder))
        count = len(pdfium.PdfDocument(plain))
        blocks = blocks_of(count)
        done = 0
        for outcomes in _mapped(plain, blocks, profile, number_format, jobs, readers):
            yield from outcomes
            done += len(outcomes)
            if progress is not None:
                progress(done, count)


def blocks_of(count: int) -> list[range]:
    """The page numbers of a document in as few blocks as may be, all about as long: a page or two
    left alone at the end would tell nothing of their running heads."""
    number = -(-count // BLOCK)
    bounds = [count * i // max(number, 1) for i in range(number + 1)]
    return [range(a + 1, b + 1) for a, b in pairwise(bounds)]


def _mapped(
    pdf: Path,
    blocks: Sequence[range],
    profile: Profile | None,
    number_format: NumberFormat,
    jobs: int | None,
    readers: Sequence[MakeReader],
) -> Iterator[list[PageOutcome]]:
    # Starting a process costs as much as reading some twenty pages.
    wanted = jobs or (os.cpu_count() or 1 if len(blocks) >= FEWEST_BLOCKS else 1)
    workers = min(wanted, len(blocks))
    if workers <= 1:
        yield from read_blocks(pdf, blocks, profile, number_format, readers)
        return
    size = min(RUN, -(-len(blocks) // (RUNS * workers)))
    runs = [blocks[at : at + size] for at in range(0, len(blocks), size)]
    # A started process inherits nothing half-done: threads of the caller may hold locks.
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        tasks = [pool.submit(_run, pdf, run, profile, number_format, readers) for run in runs]
        for task in tasks:
            yield from task.result()


def _run(
    pdf: Path,
    blocks: Sequence[range],
    profile: Profile | None,
    number_format: NumberFormat,
    readers: Sequence[MakeReader],
) -> list[list[PageOutcome]]:
    return list(read_blocks(pdf, blocks, profile, number_format, readers))


def read_blocks(
    pdf: Path,
    blocks: Sequence[range],
    profile: Profile | None,
    number_format: NumberFormat,
    readers: Sequence[MakeReader] = READERS,
) -> Iterator[list[PageOutcome]]:
    """The outcomes of the pages (numbers from 1) of each block."""
    wordings = Wordings(profile, number_format)
    pages = [number for block in blocks for number in block]
    with ExitStack() as stack:
        visibility = stack.enter_context(Visibility(pdf))
        scans = stack.enter_context(Scans(pdf))
        opened = [stack.enter_context(make(pdf, pages)) for make in readers]
        overlays = stack.enter_context(Overlays(pdf))
        for block in blocks:
            seen = [_seen(number, visibility, opened, scans) for number in block]
            yield _outcomes(seen, overlays, wordings)


def _outcomes(seen: Sequence[_Seen], overlays: Overlays, wordings: Wordings) -> list[PageOutcome]:
    """The outcomes of the pages of one block."""
    readings = read_together(
        seen,
        [c for s in seen if (c := s.first) is not None],
        lambda s, around: _readings(s, wordings, around),
    )
    logos = recurring(c for s in seen if (c := s.first) is not None)
    return [
        _with_doubts(_outcome(s, found, wordings), s.first, overlays, wordings, logos)
        for s, found in zip(seen, readings, strict=True)
    ]


def _with_doubts(
    outcome: PageOutcome, content: PageContent | None, overlays: Overlays, wordings: Wordings,
    logos: Logos,
) -> PageOutcome:  # fmt: skip
    """The outcome with what its page shows and its reading lacks in doubt."""
    found = page_doubts(outcome.taken, content, overlays, wordings, logos)
    return replace(outcome, doubts=(*outcome.doubts, *found))


@dataclass
class _Seen:
    """A page as its readers see it. `scan` is what its picture gave, or why that can't be read."""

    number: int
    names: list[str]
    contents: list[PageContent]
    failed: list[ReadingSummary]
    scan: Reread | str | None = None

    @property
    def first(self) -> PageContent | None:
        """What the first of its readings is made from."""
        if isinstance(self.scan, Reread):
            return self.scan.contents[0]
        return next(iter(self.contents), None)


def _seen(number: int, visibility: Visibility, readers: Sequence[Reader], scans: Scans) -> _Seen:
    shown = visibility.of_page(number)
    seen = _Seen(number, [], [], [])
    for reader in readers:
        try:
            seen.contents.append(reader.content(number, shown))
            seen.names.append(reader.name)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
                AssertionError, RecursionError, ZeroDivisionError) as error:  # fmt: skip
            # A page that one decoder chokes on doesn't stop the others: it is reported.
            why = f"lecture impossible ({type(error).__name__}: {error})"
            seen.failed.append(ReadingSummary(reader.name, 0, False, False, why))
    if seen.contents:
        seen.scan = scans.reread(number, seen.contents)
    return seen


def _readings(seen: _Seen, wordings: Wordings, around: Surroundings) -> list[PageReading]:
    """The page as each reader's content is understood; none where it can't be read."""
    if isinstance(seen.scan, str):
        return []
    if seen.scan is not None:
        readings = [
            interpret(content, wordings, name, around)
            for name, content in zip(OCR_NAMES, seen.scan.contents, strict=True)
        ]
        printed = any(w.visible for c in seen.contents for w in c.words)
        if not printed or any(r.kind in CREDIT_KINDS for r in readings):
            return readings
    return [
        interpret(content, wordings, name, around)
        for name, content in zip(seen.names, seen.contents, strict=True)
    ]


def _outcome(seen: _Seen, readings: Sequence[PageReading], wordings: Wordings) -> PageOutcome:
    if not readings:
        why = seen.scan if isinstance(seen.scan, str) else "aucun lecteur n'a pu lire cette page"
        return _unreadable(seen, why)
    outcome = fuse(readings, wordings)
    if isinstance(seen.scan, Reread) and outcome.taken.reader in OCR_NAMES:
        why = illegible(seen.scan.contents[0], outcome.taken)
        if why:
            return _unreadable(seen, why)
        taken = turned_back(outcome.taken, seen.scan.angle)
        return replace(outcome, taken=taken, doubts=doubts_of(outcome.taken))
    return replace(outcome, summaries=(*outcome.summaries, *seen.failed))


def _unreadable(seen: _Seen, reason: str) -> PageOutcome:
    width = seen.contents[0].width if seen.contents else 0.0
    height = seen.contents[0].height if seen.contents else 0.0
    empty = PageReading("", seen.number, width, height, PageKind.UNREADABLE, reason, None, (), ())
    return PageOutcome(empty, tuple(seen.failed), ())

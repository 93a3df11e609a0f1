"""Reads every page of a PDF with every reader, in processes, a block of pages at a time."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2 as pdfium

from pipeline.domain import PageKind, ReadingSummary
from pipeline.extract.content import PageContent
from pipeline.extract.fuse import PageOutcome, fuse
from pipeline.extract.interpret import interpret
from pipeline.extract.plain import plain_pdf
from pipeline.extract.readers import READERS, MakeReader
from pipeline.extract.reading import PageReading
from pipeline.extract.running import running_lines
from pipeline.extract.visibility import Visibility
from pipeline.extract.wordings import Wordings
from pipeline.normalise.money import NumberFormat
from pipeline.profile import Profile

# Pages read by one task. Running heads are looked for within a block, so that what is read does
# not depend on the number of processes, and memory not on the number of pages.
BLOCK = 12

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
        blocks = [range(i + 1, min(i + BLOCK, count) + 1) for i in range(0, count, BLOCK)]
        done = 0
        for outcomes in _mapped(plain, blocks, profile, number_format, jobs, readers):
            yield from outcomes
            done += len(outcomes)
            if progress is not None:
                progress(done, count)


def _mapped(
    pdf: Path,
    blocks: Sequence[range],
    profile: Profile | None,
    number_format: NumberFormat,
    jobs: int | None,
    readers: Sequence[MakeReader],
) -> Iterator[list[PageOutcome]]:
    workers = min(jobs or os.cpu_count() or 1, len(blocks))
    if workers <= 1:
        for block in blocks:
            yield read_block(pdf, block, profile, number_format, readers)
        return
    # A started process inherits nothing half-done: threads of the caller may hold locks.
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        tasks = [pool.submit(read_block, pdf, b, profile, number_format, readers) for b in blocks]
        for task in tasks:
            yield task.result()


def read_block(
    pdf: Path,
    pages: Sequence[int],
    profile: Profile | None,
    number_format: NumberFormat,
    readers: Sequence[MakeReader] = READERS,
) -> list[PageOutcome]:
    """The outcomes of some pages (numbers from 1)."""
    wordings = Wordings(profile, number_format)
    contents: list[list[PageContent]] = []
    failures: dict[tuple[str, int], str] = {}
    with ExitStack() as stack:
        visibility = stack.enter_context(Visibility(pdf))
        opened = [stack.enter_context(make(pdf, pages)) for make in readers]
        names = [r.name for r in opened]
        for number in pages:
            shown = visibility.of_page(number)
            row = []
            for reader in opened:
                try:
                    row.append(reader.content(number, shown))
                except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
                        AssertionError, RecursionError, ZeroDivisionError) as error:  # fmt: skip
                    # A page that one decoder chokes on doesn't stop the others: it is reported.
                    failures[reader.name, number] = f"{type(error).__name__}: {error}"
            contents.append(row)
    running = running_lines([row[0] for row in contents if row])
    vocabulary = frozenset(
        w.text.casefold().strip(".,;:()«»\"'’") for row in contents for c in row[:1] for w in c.words
    )
    return [
        _outcome(number, row, names, failures, wordings, running, vocabulary)
        for number, row in zip(pages, contents, strict=True)
    ]


def _outcome(
    number: int,
    contents: Sequence[PageContent],
    names: Sequence[str],
    failures: dict[tuple[str, int], str],
    wordings: Wordings,
    running: frozenset[str],
    vocabulary: frozenset[str],
) -> PageOutcome:
    read = [n for n in names if (n, number) not in failures]
    failed = tuple(
        ReadingSummary(n, 0, False, False, f"lecture impossible ({failures[n, number]})")
        for n in names
        if (n, number) in failures
    )
    if not contents:
        reason = "aucun lecteur n'a pu lire cette page"
        empty = PageReading("", number, 0.0, 0.0, PageKind.UNREADABLE, reason, None, (), ())
        return PageOutcome(empty, failed, ())
    readings = [
        interpret(content, wordings, name, running, vocabulary)
        for name, content in zip(read, contents, strict=True)
    ]
    outcome = fuse(readings, wordings)
    return PageOutcome(outcome.taken, outcome.summaries + failed, outcome.witnesses)

"""This project beside what a user would pick instead: same files, one run, as a markdown table.

    python -m bench.compare [--venv DIR] [--only TEXT] [--tools "camelot lattice,PyMuPDF"]

The files: the 2025 edition, and the same content typeset by each producer in its own
layout. The other tools are installed apart, in --venv, from bench/requirements.txt. Every tool
runs alone on one processor, in a process of its own; its time is the reading's, imports aside.

A row is exact for a tool of tables when one row of a table has the whole label in one cell and the
amount in another; axis, territory and orientation, which such tools don't give, aren't asked of
them. For this project a row is exact with all of these right.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from bench.peers import TOOLS
from pipeline.domain import RecolementError, SourceRecord, Status
from pipeline.extract.ledger import build_ledger
from pipeline.extract.read import read_pages
from pipeline.extract.readers import READERS, MakeReader
from pipeline.normalise.money import FRENCH
from tests.factory.content import edition_2025, hauts_de_france
from tests.factory.layout import LAYOUTS
from tests.factory.samples import producer
from tests.factory.truth import Truth, clean_label, compare, truth_of
from tests.truth import EDITION_2025

HERE = Path(__file__).parent
SECONDS = 900  # a tool that takes longer on one file is given up
RETYPESET = (
    ("reportlab", "a4-borderless"),
    ("fpdf2", "slides-zebra"),
    ("rawcanvas", "kerned"),
    ("weasyprint", "a4-zebra"),
    ("chromium", "slides-borderless"),
    ("libreoffice", "a4-ruled"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """One tool on one file; `rows` is None where the tool failed, as `note` says."""

    file: str
    tool: str
    rows: int | None
    total: int
    pages: int
    seconds: float
    note: str = ""


def files(folder: Path) -> list[tuple[Path, Truth]]:
    """The 2025 edition as published, and as other hands would have made it."""
    edition = edition_2025()
    published = next(EDITION_2025.glob("*.pdf"))
    made = [(published, truth_of(edition, LAYOUTS["slides-ruled"], "2025"))]
    for name, layout in RETYPESET:
        pdf = folder / f"{name}-{layout}.pdf"
        made.append((pdf, producer(name)(edition, LAYOUTS[layout], pdf)))
    return made


def ours(pdf: Path, truth: Truth, readers: tuple[MakeReader, ...], tool: str) -> Result:
    """Our own reading with the readers given."""
    profile = hauts_de_france(truth.year)
    pages = len(pdfium.PdfDocument(str(pdf)))
    start = time.perf_counter()
    try:
        outcomes = list(read_pages(pdf, profile, FRENCH, jobs=1, readers=readers))
        ledger = build_ledger(outcomes, profile, truth.year, SourceRecord(pdf.name, "0" * 64, 0))
    except RecolementError as error:
        seconds = time.perf_counter() - start
        return Result(pdf.name, tool, None, len(truth.lines), pages, seconds, str(error))
    seconds = time.perf_counter() - start
    score = compare(ledger, truth, Status.HELD)
    return Result(pdf.name, tool, score.rows_exact, len(truth.lines), pages, seconds)


def theirs(pdf: Path, truth: Truth, python: Path, tool: str) -> Result:
    """Another tool's tables, scored row by row."""
    pages, total = len(pdfium.PdfDocument(str(pdf))), len(truth.lines)
    try:
        ran = subprocess.run(
            [python, HERE / "peers.py", tool, pdf],
            capture_output=True, text=True, timeout=SECONDS, check=True,
        )  # fmt: skip
        said = json.loads(ran.stdout[ran.stdout.index('{"seconds"') :])
    except subprocess.TimeoutExpired:
        return Result(pdf.name, tool, None, total, pages, SECONDS, f"over {SECONDS} s")
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip() or "no message").splitlines()[-1]
        return Result(pdf.name, tool, None, total, pages, 0.0, last[:80])
    except ValueError:
        return Result(pdf.name, tool, None, total, pages, 0.0, "no answer")
    return Result(pdf.name, tool, rows_exact(said["tables"], truth), total, pages, said["seconds"])


def rows_exact(tables: Iterable[list[list[str]]], truth: Truth) -> int:
    """How many of the truth's lines stand whole in one row of one table."""
    wanted = Counter((clean_label(line.label), _tight(line.printed)) for line in truth.lines)
    found: Counter[tuple[str, str]] = Counter()
    for table in tables:
        for row in table:
            labels = {clean_label(cell) for cell in row}
            amounts = {_tight(cell) for cell in row}
            for label, amount in wanted:
                if label in labels and amount in amounts:
                    found[label, amount] += 1
                    break
    return (wanted & found).total()


def _tight(text: str) -> str:
    return "".join(text.split())


def environment(folder: Path) -> Path:
    """The other tools' Python; made, and its packages installed, when it isn't there."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", "-r", HERE / "requirements.txt"], check=True
        )
    return python


def table(results: list[Result]) -> str:
    """Tools down, files across: rows exact and pages per second; then speed against ours."""
    names = list(dict.fromkeys(r.file for r in results))
    tools = list(dict.fromkeys(r.tool for r in results))
    by = {(r.tool, r.file): r for r in results}
    lines = [
        "| tool | " + " | ".join(n.removesuffix(".pdf") for n in names) + " | all rows | pages/s |",
        "|---" * (len(names) + 1) + "|---:|---:|",
    ]
    for tool in tools:
        cells = [_cell(by[tool, n]) for n in names]
        worked = [by[tool, n] for n in names if by[tool, n].rows is not None]
        rows, total = sum(r.rows or 0 for r in worked), sum(by[tool, n].total for n in names)
        seconds = sum(r.seconds for r in worked)
        speed = f"{sum(r.pages for r in worked) / seconds:.1f}" if seconds else "–"
        lines.append(f"| {tool} | {' | '.join(cells)} | {rows} / {total} | {speed} |")
    return "\n".join(lines)


def _cell(result: Result) -> str:
    if result.rows is None:
        return f"– ({result.note})"
    return f"{result.rows}/{result.total} ({result.pages / result.seconds:.1f} p/s)"


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--venv", type=Path, default=HERE / ".venv")
    words.add_argument("--tools", default=",".join(TOOLS), help="names of bench/peers.py")
    words.add_argument("--only", default="", help="only files whose name contains this")
    given = words.parse_args()
    python = environment(given.venv)
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder:
        for pdf, truth in files(Path(folder)):
            if given.only not in pdf.name:
                continue
            results.append(ours(pdf, truth, READERS, "Récolement, whole reading"))
            for make in READERS:
                name = str(getattr(make, "name", make.__name__))
                results.append(ours(pdf, truth, (make,), f"Récolement, {name} alone"))
            for tool in given.tools.split(","):
                results.append(theirs(pdf, truth, python, tool))
            print(f"{pdf.name}: done", file=sys.stderr)
    print(table(results))
    return 0


if __name__ == "__main__":
    sys.exit(main())

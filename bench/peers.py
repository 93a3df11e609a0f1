"""Runs one other tool on one PDF, in the environment of bench/requirements.txt.

    python peers.py TOOL PDF

Prints one JSON object: `seconds` (the reading alone, imports aside), and `tables`, the tables of
all pages, each a list of rows of cells. Imports nothing of the project: it runs elsewhere.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

warnings.filterwarnings("ignore")

Reading = Callable[[str], list[list[list[Any]]]]


def _camelot(flavour: str) -> Reading:
    import camelot

    def run(path: str) -> list[list[list[Any]]]:
        tables = camelot.read_pdf(path, pages="all", flavor=flavour, suppress_stdout=True)
        return [t.df.values.tolist() for t in tables]

    return run


def _pdfplumber() -> Reading:
    import pdfplumber

    def run(path: str) -> list[list[list[Any]]]:
        with pdfplumber.open(path) as pdf:
            return [table for page in pdf.pages for table in page.extract_tables()]

    return run


def _pymupdf() -> Reading:
    import pymupdf

    def run(path: str) -> list[list[list[Any]]]:
        with pymupdf.open(path) as pdf:
            return [t.extract() for page in pdf for t in page.find_tables().tables]

    return run


def _tabula(**how: bool) -> Reading:
    import tabula

    def run(path: str) -> list[list[list[Any]]]:
        frames = tabula.read_pdf(
            path, pages="all", silent=True, pandas_options={"header": None, "dtype": str}, **how
        )
        return [f.fillna("").values.tolist() for f in frames]

    return run


def _img2table() -> Reading:
    from img2table.document import PDF

    def run(path: str) -> list[list[list[Any]]]:
        found = PDF(path).extract_tables(implicit_rows=True, borderless_tables=False)
        return [t.df.fillna("").values.tolist() for tables in found.values() for t in tables]

    return run


TOOLS: dict[str, Callable[[], Reading]] = {
    "camelot lattice": lambda: _camelot("lattice"),
    "camelot stream": lambda: _camelot("stream"),
    "camelot network": lambda: _camelot("network"),
    "camelot hybrid": lambda: _camelot("hybrid"),
    "pdfplumber tables": _pdfplumber,
    "PyMuPDF": _pymupdf,
    "tabula lattice": lambda: _tabula(lattice=True),
    "tabula stream": lambda: _tabula(stream=True),
    "img2table": _img2table,
}


def main() -> None:
    run = TOOLS[sys.argv[1]]()
    start = time.perf_counter()
    tables = run(sys.argv[2])
    seconds = time.perf_counter() - start
    cells = [[["" if c is None else str(c) for c in row] for row in t] for t in tables]
    json.dump({"seconds": seconds, "tables": cells}, sys.stdout)


if __name__ == "__main__":
    main()

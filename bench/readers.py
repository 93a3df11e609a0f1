"""Each reader alone on the 2025 edition: rows exact out of those printed, and pages a second.

python -m bench.readers [PDF TRUTH]
"""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

from pipeline.domain import Ledger
from pipeline.extract import identify
from pipeline.extract.fuse import fuse
from pipeline.extract.interpret import interpret
from pipeline.extract.ledger import build_ledger
from pipeline.extract.readers import READERS
from pipeline.extract.surroundings import surroundings_of
from pipeline.extract.visibility import Visibility
from pipeline.extract.wordings import Wordings
from pipeline.profile import Profile, builtin_profiles, load_profile
from tests.published import RAW_2025
from tests.truth import truth_ledger

NOTE = re.compile(r"\s*\(\d\)(?=\.?$)")


def rows(ledger: Ledger) -> Counter[tuple[object, ...]]:
    return Counter(
        (x.axis, x.territory, x.orientation, NOTE.sub("", x.label), x.amount.cents)
        for x in ledger.lines
    )


def read_alone(pdf: Path, make: type, profile: Profile) -> tuple[str, Ledger, float]:
    """(reader's name, the ledger that it alone gives, seconds)."""
    import pypdfium2 as pdfium

    started = time.perf_counter()
    pages = range(1, len(pdfium.PdfDocument(pdf)) + 1)
    wordings = Wordings(profile)
    with Visibility(pdf) as visibility, make(pdf, pages) as reader:
        contents = [reader.content(n, visibility.of_page(n)) for n in pages]
        around = surroundings_of(contents)
        outcomes = [fuse([interpret(c, wordings, reader.name, around)], wordings) for c in contents]
        source = truth_ledger(profile).source
        ledger = build_ledger(outcomes, profile, "2025", source)
        return reader.name, ledger, time.perf_counter() - started


def main() -> None:
    profile, _ = identify(RAW_2025, [load_profile(p) for p in builtin_profiles()])
    true = rows(truth_ledger(profile))
    print("| reader alone | rows exact | rows wrong | pages a second |")
    print("|---|---|---|---|")
    for make in READERS:
        name, ledger, seconds = read_alone(RAW_2025, make, profile)  # type: ignore[arg-type]
        read = rows(ledger)
        exact, wrong = (read & true).total(), (read - true).total()
        pages = len(ledger.pages) / seconds
        print(f"| {name} | {exact} of {true.total()} | {wrong} | {pages:.1f} |")


if __name__ == "__main__":
    main()

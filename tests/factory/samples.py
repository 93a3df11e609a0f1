"""Write every named layout as `<producer>-<layout>.pdf` with its `.truth.json` beside it.

python -m tests.factory.samples OUTDIR [--producer P] [--layout NAME] [--edition 2025]
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from zlib import crc32

from tests.factory.content import Edition, edition_2025
from tests.factory.fictitious import Taste, fictitious_edition
from tests.factory.layout import LAYOUTS, RAW_ONLY, Layout
from tests.factory.truth import Truth

CANVASES = ("reportlab", "fpdf2", "rawcanvas")  # these draw what the press has set
PRODUCERS = (*CANVASES, "weasyprint", "chromium", "libreoffice", "scanner")
# Scans are slow to make and to read: a few stand for all.
SCANNED = ("slides-ruled", "slides-borderless", "a4-ruled", "a4-borderless", "a4-landscape")

TASTES: dict[str, Taste] = {
    # Each is a sample of its own, in a ruled and in a borderless layout.
    "forms": Taste(forms=("nbsp€", "narrow€", "space €", "narrow €", "plain", "dots €", "k€"),
                   not_costed=0.15, notes=0.2),
    "cents": Taste(forms=("nbsp €",), cents=0.7, negative=0.1),
    "subtotals": Taste(subtotals=True, actions=(3, 9)),
    "state": Taste(columns=("État", "Collectivité", "Total"), main=2),
    "years": Taste(columns=("2026", "2027"), main=1, subtotals=True),
}  # fmt: skip


def producer(name: str) -> Callable[[Edition, Layout, Path], Truth]:
    """The `make` of one producer."""
    made: Callable[[Edition, Layout, Path], Truth] = import_module(
        f"tests.factory.producers.{name}"
    ).make
    return made


def suits(name: str, layout: Layout) -> bool:
    """Whether the producer can make the layout."""
    if name == "libreoffice" and (layout.charts or layout.glued or layout.total_alone):
        return False
    if name == "scanner" and layout.name not in SCANNED:
        return False
    if name not in CANVASES:
        return not layout.quirks
    return name == "rawcanvas" or not layout.quirks & RAW_ONLY


def samples(edition: str) -> list[tuple[str, Edition, Layout]]:
    """Every named sample: (name, edition, layout)."""
    if edition == "2025":
        return [(name, edition_2025(), layout) for name, layout in LAYOUTS.items()]
    named = [(name, _taste(layout), layout) for name, layout in LAYOUTS.items()]
    named += [
        (f"{base}-{taste}", wanted, LAYOUTS[base])
        for taste, wanted in TASTES.items()
        for base in ("slides-ruled", "a4-borderless")
    ]
    # A sample's content hangs on its name alone, so that adding one changes no other.
    return [
        (name, fictitious_edition(crc32(name.encode()), taste=taste), layout)
        for name, taste, layout in named
    ]


def _taste(layout: Layout) -> Taste:
    """The content that shows what a layout is for."""
    if layout.narrow_amounts:
        return Taste(forms=("space€",))
    return TASTES["state"] if layout.gap == 0 else Taste()


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("folder", type=Path)
    words.add_argument("--producer", choices=PRODUCERS)
    words.add_argument("--layout", help="only samples whose name contains this")
    words.add_argument("--edition", choices=("2025", "fictitious"), default="fictitious")
    given = words.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for name in [given.producer] if given.producer else PRODUCERS:
        for sample, edition, layout in samples(given.edition):
            if (given.layout and given.layout not in sample) or not suits(name, layout):
                continue
            path = given.folder / f"{name}-{sample}.pdf"
            truth = producer(name)(edition, layout, path)
            truth.write(path.with_suffix(".truth.json"))
            print(path.name, truth.pages, "pages", len(truth.lines), "lines")


if __name__ == "__main__":
    main()

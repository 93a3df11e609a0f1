"""Random editions: content, layout, producer and fault drawn from one seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from tests.factory.amounts import FORMS
from tests.factory.content import Edition, edition_2025
from tests.factory.faults import FAULTS, plant
from tests.factory.fictitious import Taste, fictitious_edition
from tests.factory.layout import (
    ACTION_AMOUNT,
    LONG_HEADER,
    RAW_ONLY,
    Flow,
    Layout,
    Page,
    Rules,
)
from tests.factory.samples import CANVASES, producer
from tests.factory.truth import Truth

FONTS = (
    "LiberationSans", "LiberationSerif", "LiberationSansNarrow", "DejaVuSans", "DejaVuSerif",
    "DejaVuSansCondensed",
)  # fmt: skip
HEADERS = (
    None, None, ACTION_AMOUNT, LONG_HEADER, ("Libellé", "Montant {year}"),
    ("Nature de l'opération", "Subvention"), ("Mesure", "Participation de l'État {year}"),
)  # fmt: skip
TOTALS = (
    "Total Axe {axis}", "TOTAL AXE {axis}", "Total de l'axe {axis}", "Total de l’axe {axis}",
    "Total général de l'axe {axis}", "Total Axe n° {axis}", "Total Axe {axis} :",
)  # fmt: skip
PAGES: tuple[Page, ...] = ("slides", "a4", "a4-landscape")
FLOWS: tuple[Flow, ...] = ("page", "page", "stacked", "stacked", "side")
RULES: tuple[Rules, ...] = ("ruled", "none", "zebra", "horizontal")
COLUMNS = (("État", "Collectivité", "Total"), ("Total", "État", "Département"))


@dataclass(frozen=True, slots=True)
class Draw:
    """One random document, ready to be made."""

    seed: int
    edition: Edition
    layout: Layout
    producer: str

    def make(self, path: Path) -> Truth:
        """Write the document and return its truth."""
        return producer(self.producer)(self.edition, self.layout, path)


def random_edition(
    seed: int, *, producers: tuple[str, ...] = CANVASES, faults: float = 0.25
) -> Draw:
    """The document of `seed`; `faults` is the share of documents in which one is planted."""
    rng = random.Random(seed)
    name = rng.choice(producers)
    layout = _layout(rng, name)
    edition = _edition(rng, layout)
    if rng.random() < faults:
        edition = plant(edition, rng.choice(list(FAULTS)), seed)
    return Draw(seed, edition, layout, name)


def _edition(rng: random.Random, layout: Layout) -> Edition:
    if rng.random() < 0.1:
        return edition_2025()
    roomy = layout.flow != "side" and not layout.glued and not layout.narrow_amounts
    several = roomy and rng.random() < 0.2
    year = str(rng.randint(2026, 2031))
    choices: tuple[tuple[str, ...], ...] = (*COLUMNS, (str(int(year) - 1), year))
    columns = rng.choice(choices) if several else ()
    main = next((i for i, c in enumerate(columns) if c.startswith("Total")), len(columns) - 1)
    forms = tuple(rng.sample((*FORMS, "k€"), rng.randint(1, 3)))
    taste = Taste(
        forms=("space€",) if layout.narrow_amounts else forms,
        actions=rng.choice(((1, 4), (1, 9), (4, 12))),
        not_costed=rng.choice((0.0, 0.05, 0.25)),
        cents=rng.choice((0.0, 0.0, 0.0, 0.4)),
        negative=rng.choice((0.0, 0.0, 0.0, 0.08)),
        notes=rng.choice((0.0, 0.0, 0.15)),
        columns=columns,
        main=max(main, 0),
        subtotals=rng.random() < 0.15,
        orientations=layout.orientation != "none",
    )
    return fictitious_edition(rng.randrange(10**9), year, taste)


def _layout(rng: random.Random, name: str) -> Layout:
    page = rng.choice(PAGES)
    flow = rng.choice(FLOWS)
    if flow == "side" and page == "a4":
        page = "a4-landscape"
    office = name == "libreoffice"
    stacked = flow == "stacked"
    if office and page == "slides" and stacked:
        flow, stacked = "page", False
    rules = rng.choice(RULES)
    tight = rng.random() < 0.15
    return Layout(
        name="random",
        page=page,
        rules=rules,
        valign=rng.choice(("top", "middle", "middle", "bottom", "baseline")),
        align=rng.choice(("right", "right", "centre", "left")),
        amounts_left=rng.random() < 0.12,
        header=rng.choice(HEADERS),
        orientation=rng.choice(("row", "row", "bold", "merged", "none")),
        flow=flow,
        total_alone=stacked and not office and rng.random() < 0.15,
        total_first=rng.random() < 0.08,
        total_box=not stacked and rng.random() < 0.15,
        total_wording=rng.choice(TOTALS),
        banner=rng.choice(("label", "label", "wording", "sommaire")),
        # A drawn territory can only be told where it has a page of its own.
        heading=rng.choice(
            ("name", "full") if flow != "page" else ("name", "full", "logo", "mixed")
        ),
        leading=1.0 if tight else rng.choice((1.1, 1.2, 1.35)),
        padding=0.0 if tight and rules == "none" else rng.choice((1.0, 3.0, 6.0)),
        gap=rng.choice((1.0, 8.0, 40.0)),
        narrow_amounts=rng.random() < 0.1,
        glued=rules == "none" and not office and rng.random() < 0.1,
        hyphens=rng.choice(("none", "none", "none", "hard", "soft")),
        furniture=rng.random() < 0.8,
        extras=rng.random() < 0.8,
        charts=not office and rng.random() < 0.3,
        white_total=rules in ("ruled", "zebra") and rng.random() < 0.3,
        font=rng.choice(FONTS),
        size=rng.choice((8.0, 9.5, 10.0, 11.0)),
        quirks=_quirks(rng, name),
    )


def _quirks(rng: random.Random, name: str) -> frozenset[str]:
    if name not in CANVASES or rng.random() < 0.5:
        return frozenset()
    kinds = ["invisible", "white", "covered", "doubled"]
    drawn = set(rng.sample(kinds, 1)) if rng.random() < 0.4 else set()
    if name == "rawcanvas":
        turns = {"rotate90", "rotate180", "rotate270"}
        drawn |= set(rng.sample(sorted(RAW_ONLY - turns), rng.randint(0, 3)))
        drawn |= {rng.choice(sorted(turns))} if rng.random() < 0.3 else set()
    return frozenset(drawn)

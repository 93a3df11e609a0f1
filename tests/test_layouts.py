"""Layouts and producers never seen by the profile: each document is read exactly, and proven."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

import pytest

from pipeline.domain import ControlName
from tests.factory.content import Edition
from tests.factory.layout import LAYOUTS, RAW_ONLY, Layout
from tests.factory.producers import libreoffice
from tests.factory.samples import producer, samples, suits
from tests.factory.truth import Truth
from tests.programs import PROGRAMS, skip_without
from tests.small_editions import outcome_of, small

ROTATION = ("reportlab", "fpdf2", "weasyprint", "rawcanvas")
# What else the two programs draw: both page sizes, each kind of rule, alignment and flow.
BY_PROGRAM = {
    "chromium": ("slides-ruled", "slides-side", "slides-split", "a4-borderless", "a4-zebra",
                 "a4-landscape-baseline", "a4-ruled"),
    "libreoffice": ("slides-ruled", "slides-merged", "slides-left", "slides-side-borderless",
                    "a4-borderless", "a4-zebra", "a4-landscape-baseline"),
}  # fmt: skip
FEWEST = 5  # documents of each producer


@dataclass(frozen=True, slots=True)
class Case:
    """One document to be made and read."""

    maker: str
    name: str
    edition: Edition
    layout: Layout

    @property
    def id(self) -> str:
        return f"{self.maker}-{self.name}"


def cases() -> list[Case]:
    """Every named sample once, producers in turn, and some for the programs that are slow."""
    turn = cycle(ROTATION)
    made = [
        Case(next(m for m in turn if suits(m, layout)), name, small(edition), layout)
        for name, edition, layout in samples("fictitious")
    ]
    by_name = {case.name: case for case in made}
    made += [
        replace(by_name[name], maker=program)
        for program, names in BY_PROGRAM.items()
        for name in names
    ]
    # The whole edition of 2025, set again by other hands.
    made += [
        Case(maker, f"{name}-2025", edition, layout)
        for maker, wanted in (("reportlab", "a4-ruled"), ("fpdf2", "slides-borderless"))
        for name, edition, layout in samples("2025")
        if name == wanted
    ]
    return made


CASES = cases()
Made = dict[str, tuple[Path, Truth]]


def test_no_layout_no_quirk_and_no_producer_is_left_out() -> None:
    assert {case.layout.name for case in CASES} == set(LAYOUTS)
    assert set().union(*(case.layout.quirks for case in CASES)) > RAW_ONLY
    counts = Counter(case.maker for case in CASES)
    assert set(counts) == {*ROTATION, *PROGRAMS}
    assert min(counts.values()) >= FEWEST
    assert all(suits(case.maker, case.layout) for case in CASES)


@pytest.fixture(scope="session")
def from_office(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """All of LibreOffice's documents, from one start of it."""
    folder = tmp_path_factory.mktemp("office")
    wanted = [case for case in CASES if case.maker == "libreoffice"]
    paths = [folder / f"{case.name}.pdf" for case in wanted]
    documents = [(c.edition, c.layout, p) for c, p in zip(wanted, paths, strict=True)]
    truths = libreoffice.make_all(documents)
    return {c.id: (p, t) for c, p, t in zip(wanted, paths, truths, strict=True)}


@pytest.fixture
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Case], tuple[Path, Truth]]:
    """Makes the document of a case."""

    def make(case: Case) -> tuple[Path, Truth]:
        skip_without(case.maker)
        if case.maker == "libreoffice":
            office: Made = request.getfixturevalue("from_office")
            return office[case.id]
        pdf = tmp_path / f"{case.id}.pdf"
        return pdf, producer(case.maker)(case.edition, case.layout, pdf)

    return make


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.id)
def test_each_layout_is_read_exactly_and_proven(
    case: Case, made: Callable[[Case], tuple[Path, Truth]]
) -> None:
    pdf, truth = made(case)
    outcome = outcome_of(pdf, case.edition.profile, truth)
    score = outcome.score
    assert (list(score.differences), outcome.why) == ([], [])
    assert (score.rows_exact, score.totals_exact) == (score.rows_total, score.totals_total)
    assert score.rows_total == len(truth.lines) > 0


def test_two_territories_that_no_sum_tells_apart_are_held_for_that_alone(tmp_path: Path) -> None:
    """Both métropoles only drawn, their contracts' totals printed nowhere: exchangeable."""
    case = next(c for c in CASES if c.name == "slides-logo")
    territories = case.edition.profile.territories
    # The factory prints the name of the last territory of the list; the order stays as it is.
    profile = case.edition.profile.model_copy(
        update={"territories": (*territories[1:], territories[0])}
    )
    pdf = tmp_path / "logos.pdf"
    truth = producer("reportlab")(replace(case.edition, profile=profile), case.layout, pdf)
    outcome = outcome_of(pdf, profile, truth)
    assert outcome.score.differences == ()
    assert [(f.control, f.axis) for f in outcome.blocking] == [
        (ControlName.CROSS_FOOTING, axis.code) for axis in profile.axes
    ]
    for finding in outcome.blocking:
        assert finding.found.endswith("MEL et Amiens Métropole")
        assert "échangés" in finding.message

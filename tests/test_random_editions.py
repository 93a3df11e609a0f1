"""Random editions by random hands, consecutive seeds: exact or held, never silently wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.domain import Status
from tests.factory.chance import Draw, random_edition
from tests.factory.faults import FAULTS, plant
from tests.factory.samples import CANVASES
from tests.programs import skip_without
from tests.small_editions import outcome_of, small

SEEDS = range(1, 25)
ONCE_WRONG = (
    1053, 1120, 2015, 2025, 3010, 5002, 5087, 5090, 8167, 8292, 10233, 30233, 30355, 30468, 30477,
    40014, 54095, 57099,
)  # fmt: skip
ENGINES = ("weasyprint", "chromium", "libreoffice")
# Soft hyphens and a ligature that fonts name wrongly; a total beside its column, whose cells told
# of a column of text that is none; « parents-en- / fants » (66042).
ONCE_WRONG_BY_ENGINES = (45011, 45036, 48034, 48075, 60045, 62023, 66042)
# Sound, and not read: a single row beside a column of text (8046, 8052), characters of a covered
# figure that two decoders place apart (8109), amounts in words a space apart (8140), « 000 » alone
# on the lower line of an amount (9033), a head right above a total (9169) or far above the first
# amount (9206), « (25) € » (9106), white text in a form that is
# moved (20030), heads that touch over two columns (20052), totals above on pages that name no
# territory (20029), orientations left of amounts that are left of labels (20068), « Crédits 2029 »
# half a line above the labels' head (20076), « -11 » at the head of a page (20278), a label that
# touches its amount (20086), headings of two lines over amounts (20282), a total longer than its
# column and a space from its label (20319), dashes a space from their labels (20358), tables side
# by side whose rows stand level (20404), a label that reaches under the longer amounts of another
# table (20225), orientations set a little below the height of their rows (9126), running heads of a
# last block of two pages (41073), orientations that touch the labels (43028), bare amounts right
# beside their labels (44142), a year under the running head of amounts (65023), amounts of three
# columns that touch (65028).
ONCE_HELD = (
    8046, 8052, 8109, 8140, 9033, 9169, 9206, 9106, 20030, 20052, 20029, 20068, 20076, 20278,
    20086, 20282, 20319, 20358, 20404, 20225, 9126, 41073, 43028, 44142, 65023, 65028,
)  # fmt: skip
MAKERS = (*CANVASES, "weasyprint")


def drawn(seed: int) -> Draw:
    """The document of a seed, of a few sections; one in three bears a fault, each kind in turn."""
    draw = random_edition(seed, producers=MAKERS, faults=0)
    edition = small(draw.edition)
    if seed % 3 == 0:
        edition = plant(edition, list(FAULTS)[seed // 3 % len(FAULTS)], seed)
    return replace(draw, edition=edition)


def test_each_kind_of_fault_is_planted() -> None:
    assert {drawn(seed).edition.fault for seed in SEEDS} == {"", *FAULTS}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_edition_is_exact_or_held(seed: int, tmp_path: Path) -> None:
    draw = drawn(seed)
    pdf = tmp_path / f"{seed}-{draw.producer}.pdf"
    truth = draw.make(pdf)
    outcome = outcome_of(pdf, draw.edition.profile, truth)
    assert list(outcome.score.silent_wrong) == []
    if draw.edition.fault:
        assert outcome.status is Status.HELD


@pytest.mark.parametrize(
    ("seed", "producers"),
    [*((s, CANVASES) for s in ONCE_WRONG), *((s, ENGINES) for s in ONCE_WRONG_BY_ENGINES)],
)
def test_an_edition_that_was_once_published_wrong_is_not(
    seed: int, producers: tuple[str, ...], tmp_path: Path
) -> None:
    """As bench.editions found it, whole."""
    draw = random_edition(seed, producers=producers)
    skip_without(draw.producer)
    pdf = tmp_path / f"{seed}-{draw.producer}.pdf"
    truth = draw.make(pdf)
    assert list(outcome_of(pdf, draw.edition.profile, truth).score.silent_wrong) == []


@pytest.mark.parametrize("seed", ONCE_HELD)
def test_a_sound_edition_that_was_once_held_is_read(seed: int, tmp_path: Path) -> None:
    draw = random_edition(seed, producers=CANVASES)
    pdf = tmp_path / f"{seed}-{draw.producer}.pdf"
    truth = draw.make(pdf)
    outcome = outcome_of(pdf, draw.edition.profile, truth)
    assert outcome.status is Status.RECONCILED
    assert list(outcome.score.differences) == []

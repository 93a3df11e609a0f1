"""A fault put into a printed document: the right total is flagged, the right cause comes first, and
nothing else is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.domain import ControlName, Severity, SourceRecord
from pipeline.extract import read_edition
from pipeline.reconcile import reconcile
from tests.factory.content import Action, Edition, Figure, Section
from tests.factory.faults import reprinted
from tests.factory.fictitious import Taste, fictitious_edition
from tests.factory.layout import LAYOUTS
from tests.factory.producers import reportlab
from tests.small_editions import small

Plant = Callable[[Edition], Edition]
AMOUNTS = (1_234_500, 5_678_900, 9_012_300, 4_567_800)  # cents, no two alike in any digit's place


def edition() -> Edition:
    """A few sections of four lines each; no amount is another's slip, none is the sum of others."""
    base = small(fictitious_edition(11, taste=Taste(actions=(4, 4))))
    sections = tuple(_plain(s, rank) for rank, s in enumerate(base.sections))
    contracts = tuple(
        (code, reprinted(figure, sum(s.totals[0].cents or 0 for s in sections
                                     if s.territory == code)))
        for code, figure in base.contracts
    )  # fmt: skip
    return replace(base, sections=sections, contracts=contracts)


def _plain(section: Section, rank: int) -> Section:
    """Its first block alone, of four lines with the amounts of the test."""
    labels = ("Accueil de jour", "Épicerie sociale", "Mobilité solidaire", "Point conseil budget")
    actions = tuple(
        Action(f"{label} du secteur {'ABCDEFGHIJKLMNOP'[rank]}", _figure(cents + 1_000_000 * rank))
        for label, cents in zip(labels, AMOUNTS, strict=True)
    )
    block = replace(section.blocks[0], actions=actions, subtotals=())
    cents = sum(a.amount.cents or 0 for a in actions)
    return replace(section, blocks=(block,), totals=(_figure(cents),))


def _figure(cents: int) -> Figure:
    return Figure(f"{cents // 100:,}".replace(",", "\u00a0") + "€", cents)


def _changed(edition: Edition, actions: Callable[[tuple[Action, ...]], tuple[Action, ...]],
             at: int = 0) -> Edition:  # fmt: skip
    section = edition.sections[at]
    block = section.blocks[0]
    held = replace(section, blocks=(replace(block, actions=actions(block.actions)),))
    return replace(edition, sections=(*edition.sections[:at], held, *edition.sections[at + 1 :]))


def _with_amount(figure: Figure) -> Plant:
    return lambda e: _changed(e, lambda a: (replace(a[0], amount=figure), *a[1:]))


def doubled(edition: Edition) -> Edition:
    return _changed(edition, lambda a: (a[0], a[0], *a[1:]))


def sub_total_as_a_line(edition: Edition) -> Edition:
    both = AMOUNTS[0] + AMOUNTS[1]
    return _changed(edition, lambda a: (*a[:2], Action("Volet insertion", _figure(both)), *a[2:]))


def wrong_total(edition: Edition) -> Edition:
    """Only this page's total is wrong: the contract's agrees with the lines."""
    section = edition.sections[0]
    wrong = replace(section, totals=(_figure((section.totals[0].cents or 0) + 3_333_300),))
    return replace(edition, sections=(wrong, *edition.sections[1:]))


def on_the_neighbours_page(edition: Edition) -> Edition:
    """The last line of the first section is printed under the second one's."""
    moved = edition.sections[0].blocks[0].actions[-1]
    without = _changed(edition, lambda a: a[:-1])
    return _changed(without, lambda a: (*a, moved), at=1)


CASES: list[tuple[str, Plant, str, int]] = [
    ("doubled line", doubled, "doubled_line", 1),
    ("sub-total as a line", sub_total_as_a_line, "counted_subtotal", 1),
    ("two digits swapped", _with_amount(_figure(1_324_500)), "swapped_digits", 1),
    ("ten times too much", _with_amount(_figure(12_345_000)), "factor", 1),
    ("a dash", _with_amount(Figure("-", None)), "not_costed", 1),
    ("a line on the neighbour's page", on_the_neighbours_page, "neighbour", 2),
    ("a wrong total", wrong_total, "document", 1),
]


@pytest.mark.parametrize(("plant", "cause", "count"), [c[1:] for c in CASES],
                         ids=[c[0] for c in CASES])  # fmt: skip
def test_the_right_total_is_flagged_with_the_right_cause(
    plant: Plant, cause: str, count: int, tmp_path: Path
) -> None:
    made = plant(edition())
    pdf = tmp_path / "edition.pdf"
    truth = reportlab.make(made, LAYOUTS["a4-ruled"], pdf)
    source = SourceRecord(pdf.name, "0" * 64, 0)
    _, found = reconcile(read_edition(pdf, made.profile, truth.year, source, jobs=1), made.profile)
    blocking = [f for f in found.findings if f.severity is Severity.BLOCKING]
    assert [(f.control, f.causes[0].rule) for f in blocking] == [
        (ControlName.FOOTING, cause)
    ] * count
    sections = made.sections[:count]
    assert [(f.axis, f.territory) for f in blocking] == [(s.axis, s.territory) for s in sections]


def test_the_edition_without_a_fault_reconciles(tmp_path: Path) -> None:
    made = edition()
    pdf = tmp_path / "edition.pdf"
    truth = reportlab.make(made, LAYOUTS["a4-ruled"], pdf)
    source = SourceRecord(pdf.name, "0" * 64, 0)
    _, found = reconcile(read_edition(pdf, made.profile, truth.year, source, jobs=1), made.profile)
    assert [f.message for f in found.findings] == []

"""Exact or held, never silently wrong: documents whose drawing once misled a reading."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.domain import Ledger
from tests.factory.truth import Truth
from tests.hostile import (
    amountsfirst,
    around,
    besiderows,
    columns,
    heads,
    labels,
    layouts,
    orientations,
    pages,
    programs,
    rows,
    summaries,
    totalsapart,
    unsaid,
)
from tests.hostile.case import Hostile, drawn
from tests.hostile.sheet import YEAR, Sheet
from tests.small_editions import outcome_of

MODULES = (
    heads, columns, rows, labels, orientations, pages, programs, amountsfirst, besiderows,
    unsaid, totalsapart, layouts, summaries, around,
)  # fmt: skip
CASES = [
    case
    for module in MODULES
    for value in vars(module).values()
    for case in (value if isinstance(value, tuple) else (value,))
    if isinstance(case, Hostile)
]

Row = tuple[str | None, str | None, str | None, str, int | None]


def differences(ledger: Ledger, truth: Truth) -> list[str]:
    """What is published otherwise than it is drawn; no document here prints page numbers."""
    read: Counter[Row] = Counter(
        (line.axis, line.territory, line.orientation, line.label, line.amount.cents)
        for line in ledger.lines
    )
    true: Counter[Row] = Counter(
        (line.axis, line.territory, line.orientation, line.label, line.cents)
        for line in truth.lines
    )
    amounts = {(line.label, " ".join(line.amount.printed.split())) for line in ledger.lines}
    return [
        *(f"missing: {key}" for key in (true - read).elements()),
        *(f"not drawn: {key}" for key in (read - true).elements()),
        *(f"not as printed: {line.label}, {line.printed}" for line in truth.lines
          if line.printed and (line.label, line.printed) not in amounts),
        *(f"no page number: {line.printed_page}" for line in ledger.lines if line.printed_page),
    ]  # fmt: skip


def test_every_module_draws_documents_of_different_names() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
    assert all(any(isinstance(v, Hostile) for v in vars(m).values()) for m in MODULES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_is_read_exactly_or_held(case: Hostile, tmp_path: Path) -> None:
    pdf = tmp_path / f"{case.name}.pdf"
    lines = case.make(pdf)
    truth = Truth(YEAR, "by hand", case.name, lines, (), (), pages=None)
    outcome = outcome_of(pdf, case.profile, truth)
    wrong = differences(outcome.ledger, truth)
    if case.exact:
        assert (wrong, outcome.why) == ([], [])
    assert outcome.blocking or not wrong, f"once published: {case.wrongly}; now: {wrong}"


def test_a_table_of_sums_that_the_lines_do_not_add_up_to_is_told(tmp_path: Path) -> None:
    @drawn("nothing: one of its sums is wrong")
    def wrong_sum(sheet: Sheet) -> None:
        summaries.by_territory_and_axis(sheet, aisne="21 000 €")

    pdf = tmp_path / "wrong.pdf"
    lines = wrong_sum.make(pdf)
    truth = Truth(YEAR, "by hand", wrong_sum.name, lines, (), (), pages=None)
    (why,) = outcome_of(pdf, wrong_sum.profile, truth).why
    assert "récapitulatif" in why
    assert "21 000" in why
    assert "20 000" in re.sub(r"\s", " ", why)

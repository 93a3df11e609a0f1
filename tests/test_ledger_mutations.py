"""The 2025 edition's ledger as really read from its file, one thing in it changed: always held."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain import Ledger, SourceRecord
from pipeline.extract import read_edition
from pipeline.reconcile.digits import scaled, swaps
from tests.published import RAW_2025
from tests.reconciling import (
    DASH,
    blocking,
    line,
    profile,
    with_amount,
    with_extra,
    with_line,
    without_line,
)

COUNT = 124  # actions of the edition


@pytest.fixture(scope="module")
def read() -> Ledger:
    source = SourceRecord(RAW_2025.name, "0" * 64, RAW_2025.stat().st_size)
    return read_edition(RAW_2025, profile(), "2025", source, jobs=1)


def identifier(read: Ledger, rank: int) -> str:
    return read.lines[rank].identifier


def total_of(read: Ledger, identifier: str) -> str:
    """The one total that counts a line."""
    (found,) = [t.identifier for t in read.totals if identifier in t.lines]
    return found


def test_the_ledger_as_read_reconciles(read: Ledger) -> None:
    assert [f.message for f in blocking(read)] == []
    assert len({x.identifier for x in read.lines}) == len(read.lines) == COUNT


@pytest.mark.parametrize("rank", range(COUNT))
def test_any_amount_changed_is_held(read: Ledger, rank: int) -> None:
    name = identifier(read, rank)
    cents = line(read, name).amount.cents
    if cents is None:
        assert blocking(with_amount(read, name, 100))
        return
    for changed in {cents + 1, cents - 100, 0, *sorted(swaps(cents))[:2], *sorted(scaled(cents))}:
        assert blocking(with_amount(read, name, changed)), changed
    assert blocking(with_line(read, name, amount=DASH))


@pytest.mark.parametrize("rank", range(COUNT))
def test_any_line_dropped_is_held(read: Ledger, rank: int) -> None:
    name = identifier(read, rank)
    assert blocking(without_line(read, name))
    assert blocking(without_line(read, name, told=True))


@pytest.mark.parametrize("rank", range(COUNT))
def test_any_line_doubled_is_held(read: Ledger, rank: int) -> None:
    name = identifier(read, rank)
    held = line(read, name)
    for twin in (held, replace(held, identifier=f"{name}-2")):
        assert blocking(replace(read, lines=(*read.lines, twin)))
        assert blocking(with_extra(read, twin, total_of(read, name)))

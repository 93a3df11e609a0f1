"""Every figure of the 2025 edition is right or the edition is held: over all 124 lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.domain import (
    Amount,
    AmountKind,
    ControlName,
    Ledger,
    Line,
    Severity,
    TerritorySource,
    Verdict,
)
from pipeline.reconcile import reconcile
from pipeline.reconcile.digits import scaled, swaps
from tests.reconciling import (
    DASH,
    blocking,
    line,
    of_severity,
    profile,
    reconciled,
    total,
    truth,
    value,
    whole,
    with_amount,
    with_extra,
    with_line,
    with_total,
    without_line,
)

LINES = truth().lines
IDS = [x.identifier for x in LINES]
COSTED = [x.identifier for x in LINES if x.amount.costed]
DASHES = [x.identifier for x in LINES if not x.amount.costed]
TOTALS = [t.identifier for t in truth().totals]


def total_of(identifier: str) -> str:
    return next(t.identifier for t in truth().totals if identifier in t.lines)


def moved(ledger: Ledger, held: Line, axis: str, territory: str) -> Ledger:
    """The line as if it had been read in another section, its total's list with it."""
    gone = without_line(ledger, held.identifier, told=True)
    return with_extra(
        gone, replace(held, axis=axis, territory=territory), f"2025-{axis}-{territory}-total"
    )


def test_the_truth_reconciles_with_the_one_warning_it_deserves() -> None:
    found = reconciled(whole())
    assert found.blocking == ()
    assert [(f.control, f.severity, f.page) for f in found.findings] == [
        (ControlName.TRUNCATED_LABEL, Severity.WARNING, 22)
    ]


def test_every_printed_sum_has_its_control_and_agrees() -> None:
    controls = reconciled(whole()).controls
    sums = [c for c in controls if c.name in (ControlName.FOOTING, ControlName.CROSS_FOOTING)]
    printed = [c for c in sums if c.printed is not None]
    assert len(printed) == 28
    assert all(c.verdict is Verdict.AGREES and c.difference == 0 for c in printed)
    region = next(c for c in controls if c.name is ControlName.REGION)
    assert (region.computed, region.verdict) == (2_900_761_500, Verdict.AGREES)
    assert len([c for c in controls if c.name is ControlName.PRESENCE]) == 4


def test_contracts_without_a_printed_total_say_that_they_cannot_be_verified() -> None:
    controls = reconciled(whole()).controls
    unverifiable = [
        c.territory
        for c in controls
        if c.name is ControlName.CROSS_FOOTING and c.verdict is Verdict.UNVERIFIABLE
    ]
    assert unverifiable == ["200093201", "248000531"]


def test_the_same_ledger_gives_the_same_reconciliation() -> None:
    assert reconcile(whole(), profile()) == reconcile(whole(), profile())


@pytest.mark.parametrize("identifier", COSTED)
def test_any_amount_changed_is_held(identifier: str) -> None:
    cents = line(truth(), identifier).amount.cents or 0
    others = {cents + 1, cents - 100, 10 * cents, cents // 1000, *sorted(swaps(cents))[:2]}
    for changed in others:
        assert blocking(with_amount(truth(), identifier, changed)), changed


@pytest.mark.parametrize("identifier", COSTED)
def test_any_amount_become_a_dash_is_held(identifier: str) -> None:
    assert blocking(with_line(truth(), identifier, amount=DASH))


@pytest.mark.parametrize("identifier", DASHES)
def test_any_dash_become_an_amount_is_held(identifier: str) -> None:
    assert blocking(with_amount(truth(), identifier, 1))


@pytest.mark.parametrize("identifier", IDS)
def test_any_line_dropped_is_held(identifier: str) -> None:
    assert blocking(without_line(truth(), identifier))


@pytest.mark.parametrize("identifier", IDS)
def test_any_line_dropped_with_its_total_told_is_held(identifier: str) -> None:
    assert blocking(without_line(whole(), identifier, told=True))


@pytest.mark.parametrize("identifier", IDS)
def test_any_line_doubled_is_held(identifier: str) -> None:
    held = line(truth(), identifier)
    same = replace(truth(), lines=(*truth().lines, held))
    assert blocking(same)
    assert blocking(with_extra(truth(), held, total_of(identifier)))
    twin = replace(held, identifier=f"{identifier}9")
    assert blocking(replace(truth(), lines=(*truth().lines, twin)))
    assert blocking(with_extra(truth(), twin, total_of(identifier)))


@pytest.mark.parametrize("identifier", IDS)
def test_any_line_moved_to_another_section_is_held(identifier: str) -> None:
    held = line(truth(), identifier)
    sections = profile().expected()
    here = sections.index((str(held.axis), str(held.territory)))
    for step in (-1, 1, 8):  # the page before, the page after, one far away
        axis, territory = sections[(here + step) % len(sections)]
        assert blocking(with_line(truth(), identifier, axis=axis, territory=territory))
        assert blocking(moved(truth(), held, axis, territory))


@pytest.mark.parametrize("identifier", IDS)
def test_any_line_of_an_unknown_axis_or_territory_is_held(identifier: str) -> None:
    for unknown in ({"axis": None}, {"territory": "75"}):
        found = blocking(with_line(truth(), identifier, **unknown))
        assert ControlName.UNKNOWN_NAME in {f.control for f in found}


@pytest.mark.parametrize("identifier", TOTALS)
def test_any_total_changed_or_dropped_is_held(identifier: str) -> None:
    cents = total(truth(), identifier).amount.cents or 0
    for changed in {cents + 1, cents - 100, 0, *sorted(swaps(cents))[:2], *sorted(scaled(cents))}:
        assert blocking(with_total(truth(), identifier, amount=value(changed))), changed
    assert blocking(with_total(truth(), identifier, amount=DASH))
    left = tuple(t for t in truth().totals if t.identifier != identifier)
    assert blocking(replace(truth(), totals=left))


@pytest.mark.parametrize("identifier", TOTALS)
def test_any_total_given_to_another_territory_is_held(identifier: str) -> None:
    held = total(truth(), identifier)
    for other in profile().territories:
        if other.code != held.territory:
            assert blocking(with_total(truth(), identifier, territory=other.code))
    assert blocking(with_total(truth(), identifier, territory=None))


@pytest.mark.parametrize("identifier", TOTALS[:23])
def test_any_total_given_to_another_axis_is_held(identifier: str) -> None:
    held = total(truth(), identifier)
    for other in ("1", "2", "3", "4", "9", None):
        if other != held.axis:
            assert blocking(with_total(truth(), identifier, axis=other))


@pytest.mark.parametrize("section", profile().expected())
def test_any_section_lost_whole_is_held_by_one_finding(section: tuple[str, str]) -> None:
    kept = replace(
        truth(),
        lines=tuple(x for x in truth().lines if (x.axis, x.territory) != section),
        totals=tuple(t for t in truth().totals if (t.axis, t.territory) != section),
    )
    found = blocking(kept)
    assert [(f.control, f.axis, f.territory) for f in found] == [(ControlName.PRESENCE, *section)]


@settings(max_examples=60, deadline=None)
@given(
    changes=st.dictionaries(
        st.sampled_from(COSTED), st.integers(-10_000_000_00, 10_000_000_00), min_size=1, max_size=4
    )
)
def test_amounts_changed_at_random_are_held_unless_sums_still_close(
    changes: dict[str, int],
) -> None:
    """Several changes at once may cancel in one total: only then may nothing be found."""
    assume(any(line(truth(), i).amount.cents != cents for i, cents in changes.items()))
    ledger = truth()
    drift: dict[str, int] = {}
    for identifier, cents in changes.items():
        held = total_of(identifier)
        before = line(truth(), identifier).amount.cents or 0
        drift[held] = drift.get(held, 0) + cents - before
        ledger = with_amount(ledger, identifier, cents)
    assert bool(blocking(ledger)) == any(drift.values())


@settings(max_examples=60, deadline=None)
@given(order=st.permutations(range(len(LINES))))
def test_the_order_of_lines_in_the_ledger_changes_no_verdict(order: list[int]) -> None:
    shuffled = replace(truth(), lines=tuple(LINES[i] for i in order))
    assert blocking(shuffled) == ()


@settings(max_examples=60, deadline=None)
@given(
    identifier=st.sampled_from(COSTED),
    kind=st.sampled_from([k for k in AmountKind if k is not AmountKind.VALUE]),
)
def test_an_amount_whose_kind_and_value_contradict_is_held(
    identifier: str, kind: AmountKind
) -> None:
    held = line(truth(), identifier)
    odd = Amount(held.amount.printed, kind, held.amount.cents)
    assert blocking(with_line(truth(), identifier, amount=odd))


def test_printed_territories_stay_printed() -> None:
    ledger, _ = reconcile(whole(), profile())
    assert {x.territory_source for x in ledger.lines} == {TerritorySource.PRINTED}


def test_fingerprints_hold_while_figures_do_and_change_with_them() -> None:
    first = blocking(with_amount(truth(), IDS[0], 7_000_00))
    again = blocking(with_amount(truth(), IDS[0], 7_000_00))
    other = blocking(with_amount(truth(), IDS[0], 7_000_01))
    assert [f.fingerprint for f in first] == [f.fingerprint for f in again]
    assert {f.fingerprint for f in first}.isdisjoint(f.fingerprint for f in other)


def test_a_fingerprint_does_not_depend_on_where_the_page_is() -> None:
    broken = with_amount(truth(), IDS[0], 7_000_00)
    lines = tuple(replace(x, page=x.page + 2) for x in broken.lines)
    totals = tuple(replace(t, page=t.page + 2) for t in broken.totals)
    elsewhere = replace(broken, lines=lines, totals=totals)
    assert [f.fingerprint for f in blocking(broken)] == [f.fingerprint for f in blocking(elsewhere)]


def test_fingerprints_are_each_their_own() -> None:
    ledger = whole()
    for identifier in COSTED[:12]:
        ledger = with_amount(ledger, identifier, 1)
    ledger = without_line(ledger, IDS[40])
    prints = [f.fingerprint for f in reconciled(ledger).findings]
    assert len(prints) > 3
    assert len(set(prints)) == len(prints)


def test_only_the_total_at_fault_is_found() -> None:
    found = reconciled(with_amount(whole(), IDS[0], 9_000_00))
    assert [(f.control, f.axis, f.territory, f.page) for f in found.blocking] == [
        (ControlName.FOOTING, "1", "02", 5)
    ]
    assert len(of_severity(found, Severity.WARNING)) == 1

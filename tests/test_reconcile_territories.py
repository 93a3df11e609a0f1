"""Deduced territories: confirmed by the sums only where no exchange would pass unnoticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain import (
    ControlName,
    Ledger,
    Severity,
    TerritorySource,
    Verdict,
)
from pipeline.reconcile import reconcile
from tests.reconciling import (
    blocking,
    charted,
    deduced,
    line,
    profile,
    reconciled,
    total,
    truth,
    value,
    with_amount,
    with_total,
)

DEPARTEMENTS = ("02", "59", "60", "62", "80")
MEL, AMIENS = "200093201", "248000531"
EVERYONE = (*DEPARTEMENTS, MEL, AMIENS)


def sources(ledger: Ledger) -> dict[str, set[TerritorySource]]:
    """How each territory's lines are known once reconciled."""
    after, _ = reconcile(ledger, profile())
    held: dict[str, set[TerritorySource]] = {}
    for x in after.lines:
        held.setdefault(str(x.territory), set()).add(x.territory_source)
    return held


def confirmed(ledger: Ledger) -> set[str]:
    found = sources(ledger)
    return {code for code, kinds in found.items() if TerritorySource.CONFIRMED in kinds}


def test_départements_are_confirmed_by_their_contracts() -> None:
    assert confirmed(deduced(truth(), *DEPARTEMENTS)) == set(DEPARTEMENTS)
    assert blocking(deduced(truth(), *DEPARTEMENTS)) == ()


def test_printed_lines_stay_printed_beside_confirmed_ones() -> None:
    assert sources(deduced(truth(), "02"))["59"] == {TerritorySource.PRINTED}


def test_the_one_contract_that_names_no_territory_is_known_by_elimination() -> None:
    """As in 2025: every contract page but one prints its territory."""
    assert "60" in confirmed(deduced(truth(), *DEPARTEMENTS, contracts=("60",)))


def test_two_contracts_that_name_no_territory_confirm_neither() -> None:
    """Their pages and their sections could be exchanged together."""
    ledger = deduced(truth(), *DEPARTEMENTS, contracts=("60", "80"))
    assert confirmed(ledger) == {"02", "59", "62"}
    found = blocking(ledger)
    assert [(f.control, f.axis) for f in found] == [
        (ControlName.CROSS_FOOTING, axis) for axis in ("1", "3", "4")
    ]
    assert all("Oise" in f.message and "Somme" in f.message for f in found)


def test_contracts_that_name_no_territory_and_that_the_profile_does_not_expect_prove_nothing() -> (
    None
):
    """With another territory of the same axes that prints no contract, either may own the page."""
    ledger = deduced(truth(), "60", "62", contracts=("60",))
    left = tuple(t for t in ledger.totals if t.identifier != "2025-62-contrat")
    open_profile = profile().model_copy(update={"contract_totals": None})
    after, _ = reconcile(replace(ledger, totals=left), open_profile)
    assert TerritorySource.CONFIRMED not in {x.territory_source for x in after.lines}


def test_a_printed_section_ties_a_contract_that_names_no_territory() -> None:
    ledger = deduced(truth(), *DEPARTEMENTS, contracts=("60", "80"))
    printed = tuple(
        replace(x, territory_source=TerritorySource.PRINTED)
        if (x.axis, x.territory) == ("1", "60")
        else x
        for x in ledger.lines
    )
    assert confirmed(replace(ledger, lines=printed)) >= {"60", "80"}


def test_the_last_territory_is_confirmed_by_its_share_of_the_region() -> None:
    ledger = deduced(charted(), *DEPARTEMENTS, MEL)
    assert confirmed(ledger) == {*DEPARTEMENTS, MEL}
    assert blocking(ledger) == ()


def test_without_that_chart_the_last_territory_stays_deduced_and_says_so() -> None:
    ledger = deduced(truth(), *DEPARTEMENTS, MEL)
    assert confirmed(ledger) == set(DEPARTEMENTS)
    assert sources(ledger)[MEL] == {TerritorySource.DEDUCED}
    told = [
        c
        for c in reconciled(ledger).controls
        if c.territory == MEL and c.label == "territoire déduit par élimination"
    ]
    assert [c.verdict for c in told] == [Verdict.UNVERIFIABLE] * 4
    assert blocking(ledger) == ()


@pytest.mark.parametrize("page", [12, 41])
def test_a_chart_that_lacks_a_share_proves_nothing(page: int) -> None:
    kept = tuple(v for v in charted().chart_values if v.page == page and v.text != "6,4%")
    ledger = replace(deduced(truth(), *DEPARTEMENTS, MEL), chart_values=kept)
    assert MEL not in confirmed(ledger)


def test_two_territories_without_contract_total_could_be_exchanged() -> None:
    """Even the region's shares would not notice: nothing ties a share to a name."""
    ledger = deduced(charted(), *EVERYONE)
    assert confirmed(ledger) == set(DEPARTEMENTS)
    found = blocking(ledger)
    assert [f.axis for f in found] == ["1", "2", "3", "4"]
    assert all(f.severity is Severity.BLOCKING and "échangés" in f.message for f in found)


def test_sections_of_equal_totals_are_not_told_apart() -> None:
    """Aisne and Oise with one total on an axis: their pages could be exchanged."""
    ledger = deduced(truth(), "02", "60")
    aisne = total(ledger, "2025-1-02-total").amount.cents or 0
    oise = total(ledger, "2025-1-60-total").amount.cents or 0
    last = line(ledger, "2025-1-60-003")
    ledger = with_amount(ledger, last.identifier, (last.amount.cents or 0) + aisne - oise)
    ledger = with_total(ledger, "2025-1-60-total", amount=value(aisne))
    contract = total(ledger, "2025-60-contrat").amount.cents or 0
    ledger = with_total(ledger, "2025-60-contrat", amount=value(contract + aisne - oise))
    after, _ = reconcile(ledger, profile())
    assert {x.axis for x in after.lines if x.territory_source is TerritorySource.DEDUCED} == {"1"}
    assert [(f.control, f.axis) for f in blocking(ledger)] == [(ControlName.CROSS_FOOTING, "1")]


def test_a_territory_that_does_not_foot_is_not_confirmed_and_others_are() -> None:
    ledger = with_amount(deduced(truth(), *DEPARTEMENTS), "2025-1-02-001", 7_000_00)
    assert confirmed(ledger) == {"59", "60", "62", "80"}
    assert [f.control for f in blocking(ledger)] == [ControlName.FOOTING]


def test_a_missing_contract_total_leaves_its_territory_deduced() -> None:
    ledger = deduced(truth(), *DEPARTEMENTS)
    left = tuple(t for t in ledger.totals if t.identifier != "2025-60-contrat")
    ledger = replace(ledger, totals=left)
    assert confirmed(ledger) == {"02", "59", "62", "80"}
    assert [(f.control, f.territory) for f in blocking(ledger)] == [
        (ControlName.CROSS_FOOTING, "60")
    ]

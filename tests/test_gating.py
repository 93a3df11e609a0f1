"""A failed gate holds the edition, unless a finding says the same already or a person decided."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from pipeline.decisions import Outcome, decide, references, settle
from pipeline.domain import (
    ControlName,
    Decision,
    DecisionKind,
    GateResult,
    Ledger,
    Reconciliation,
    Severity,
    Status,
)
from pipeline.gating import SUM_GATES, with_gates
from pipeline.reconcile import reconcile
from pipeline.tables import TABLES, published_tables
from pipeline.validate import expectations_folder, run_gates
from pipeline.validate.suites import read_suite
from pipeline.verdict import status_of
from tests.reconciling import profile, reconciled, value, whole, with_amount, with_total

AXIS_TOTAL, CONTRACT_TOTAL = "2025-1-62-total", "2025-62-contrat"


def settled(ledger: Ledger, *decisions: Decision) -> Outcome:
    return settle(ledger, lambda held: reconcile(held, profile()), decisions)


def gated(outcome: Outcome) -> Reconciliation:
    """With the real gates on the real tables."""
    return with_gates(outcome, run_gates(published(outcome), None))


def published(outcome: Outcome) -> dict[str, pd.DataFrame]:
    """The tables, with the decisions behind their rows."""
    told = references(outcome)
    return published_tables(outcome.ledger, outcome.reconciliation, profile(), {}, told)


def own(found: Reconciliation) -> list[str]:
    return [f.message for f in found.findings if f.control is ControlName.GATE]


def wrong_total() -> Ledger:
    """One axis total of the document a hundred euros too high."""
    ledger = whole()
    held = next(t for t in ledger.totals if t.identifier == AXIS_TOTAL)
    return with_total(ledger, AXIS_TOTAL, amount=value((held.amount.cents or 0) + 10_000))


def accepted(ledger: Ledger) -> tuple[Decision, ...]:
    """Every blocking finding signed: the document is wrong, and is published as printed."""
    day = dt.date(2026, 1, 31)
    return tuple(
        decide(f, DecisionKind.DOCUMENT_ERROR, "Ada", day) for f in reconciled(ledger).blocking
    )


def test_the_gates_that_may_be_told_are_gates_of_the_suites() -> None:
    folder = expectations_folder()
    known = {
        (name, e["meta"]["gate"]) for name in TABLES for e in read_suite(folder / f"{name}.json")
    }
    assert known >= SUM_GATES


def test_an_edition_that_agrees_has_no_gate_finding() -> None:
    found = gated(settled(whole()))
    assert own(found) == []
    assert status_of(found.findings) is Status.RECONCILED


def test_a_sum_that_a_finding_tells_of_is_told_once() -> None:
    found = gated(settled(wrong_total()))
    assert own(found) == []
    assert status_of(found.findings) is Status.HELD


def test_a_decided_sum_no_longer_holds_the_edition() -> None:
    ledger = wrong_total()
    found = gated(settled(ledger, *accepted(ledger)))
    assert own(found) == []
    assert status_of(found.findings) is Status.RECONCILED


def rows(outcome: Outcome, table: str) -> dict[str, str | None]:
    """The rows of a table that name a decision, by their first key or what they check."""
    made = published(outcome)[table]
    name = {"rapprochement": "libelle", "contrats": "territoire_code"}.get(table, "identifiant")
    told = made[made["decision"].notna()]
    return dict(zip(told[name], told["decision"], strict=True))


def test_decided_rows_name_their_decision_and_no_other_does() -> None:
    """The total that was decided of, and the sums above that differ for the same reason."""
    ledger = wrong_total()
    (decision,) = accepted(ledger)
    outcome = settled(ledger, decision)
    reference = decision.reference
    assert rows(outcome, "actions") == {}
    assert rows(outcome, "totaux") == {AXIS_TOTAL: reference}
    assert rows(outcome, "contrats") == {"62": reference}
    made = published(outcome)["rapprochement"]
    told = made[made["decision"].notna()]
    assert set(told["decision"]) == {reference}
    assert set(told["verdict"]) == {"écart"}
    differing = made[(made["verdict"] == "écart") & (made["unite"] == "€")]
    assert set(differing["numero"]) <= set(told["numero"])
    assert len(differing) == 3
    assert rows(settled(ledger), "totaux") == {}


def test_nothing_is_settled_where_a_finding_is_open() -> None:
    decided = wrong_total()
    ledger = with_total(decided, "2025-4-59-total", amount=value(1_00))
    outcome = settled(ledger, *accepted(decided))
    made = published(outcome)["rapprochement"]
    region = made[made["controle"] == "contrats → région"].iloc[0]
    assert region["verdict"] == "écart"
    assert region["decision"] is pd.NA
    assert list(rows(outcome, "totaux")) == [AXIS_TOTAL]


@pytest.mark.parametrize("identifier", [AXIS_TOTAL, CONTRACT_TOTAL])
def test_what_was_decided_of_one_total_says_nothing_of_another(identifier: str) -> None:
    decided = wrong_total()
    ledger = with_total(decided, "2025-4-59-total", amount=value(1_00))
    if identifier == CONTRACT_TOTAL:
        ledger = with_total(ledger, CONTRACT_TOTAL, amount=value(1_00))
    found = gated(settled(ledger, *accepted(decided)))
    assert status_of(found.findings) is Status.HELD


def test_a_gate_that_no_finding_explains_holds_the_edition() -> None:
    """Tables that differ from what was reconciled: the gates are the second pair of eyes."""
    outcome = settled(whole())
    tables = published(outcome)
    tables["totaux"] = published(settled(wrong_total()))["totaux"]
    found = with_gates(outcome, run_gates(tables, None))
    assert own(found)
    assert status_of(found.findings) is Status.HELD


def test_a_gate_of_another_kind_is_never_told_by_a_sum() -> None:
    gate = GateResult("totaux", "libelle.type", "x", Severity.BLOCKING, False, (AXIS_TOTAL,))
    ledger = wrong_total()
    found = with_gates(settled(ledger, *accepted(ledger)), [gate])
    assert status_of(found.findings) is Status.HELD


def test_a_gate_without_failing_rows_is_told_by_nothing() -> None:
    """One that broke names no row."""
    gate = GateResult("totaux", "ecart.axe", "x", Severity.BLOCKING, False, (), "en panne")
    ledger = wrong_total()
    assert own(with_gates(settled(ledger), [gate])) == ["Table totaux, attendu et non tenu : x"]


def test_a_corrected_line_leaves_nothing_to_gates() -> None:
    ledger = whole()
    first = ledger.lines[0]
    misread = with_amount(ledger, first.identifier, (first.amount.cents or 0) + 900)
    line = next(x for x in misread.lines if x.identifier == first.identifier)
    (finding,) = reconciled(misread).blocking
    decision = decide(
        finding, DecisionKind.EXTRACTION_ERROR, "Ada", dt.date(2026, 1, 31),
        corrected=(line, first.amount.cents or 0),
    )  # fmt: skip
    outcome = settled(misread, decision)
    assert status_of(gated(outcome).findings) is Status.RECONCILED
    assert rows(outcome, "actions") == {first.identifier: decision.reference}
    assert rows(outcome, "totaux") == {}
    row = published(outcome)["actions"].set_index("identifiant").loc[first.identifier]
    assert row["montant"] * 100 == first.amount.cents
    assert row["montant_imprime"] == line.amount.printed

"""One edition against the one before."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from pipeline.domain import Ledger
from pipeline.reconcile import reconcile
from pipeline.reconcile.evolution import COLUMNS, evolution
from pipeline.tables import published_tables
from tests.reconciling import DASH, profile, truth, value, with_line, without_line


def actions(ledger: Ledger) -> pd.DataFrame:
    after, found = reconcile(ledger, profile())
    return published_tables(after, found, profile(), {})["actions"]


def of(frame: pd.DataFrame, movement: str) -> list[dict[str, object]]:
    rows = frame[frame["mouvement"] == movement].to_dict("records")
    return [{str(key): held for key, held in row.items()} for row in rows]


def later(ledger: Ledger) -> Ledger:
    return replace(ledger, edition="2026")


def test_an_edition_against_itself_moves_nothing() -> None:
    frame = evolution(actions(truth()), actions(later(truth())))
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == 124
    assert set(frame["mouvement"]) == {"inchangée"}
    assert set(frame["edition"]) == {"2026"}
    assert set(frame["edition_precedente"]) == {"2025"}


def test_an_amount_that_changed_is_told_to_the_cent() -> None:
    new = with_line(later(truth()), "2025-1-02-001", amount=value(6_500_50))
    (row,) = of(evolution(actions(truth()), actions(new)), "montant modifié")
    assert row["montant"] == Decimal("6500.50")
    assert row["montant_precedent"] == Decimal("6000.00")
    assert row["ecart"] == Decimal("500.50")
    assert (row["axe"], row["territoire_code"]) == ("1", "02")


def test_a_line_no_longer_costed_has_no_difference() -> None:
    new = with_line(later(truth()), "2025-1-02-001", amount=DASH)
    (row,) = of(evolution(actions(truth()), actions(new)), "montant modifié")
    assert (row["montant"], row["ecart"]) == (None, None)


def test_actions_appear_and_end() -> None:
    old, new = truth(), without_line(later(truth()), "2025-1-02-001")
    (ended,) = of(evolution(actions(old), actions(new)), "terminée")
    assert pd.isna(ended["action"])  # type: ignore[call-overload]
    assert ended["action_precedente"] == "Déployer un chargé de mission PLS"
    (appeared,) = of(evolution(actions(new), actions(old)), "nouvelle")
    assert appeared["action"] == "Déployer un chargé de mission PLS"


def test_a_renaming_is_proposed_with_its_score_and_both_names() -> None:
    new = with_line(
        later(truth()),
        "2025-1-02-008",
        label="Développer les colonies apprenantes",
        amount=value(1),
    )
    (row,) = of(evolution(actions(truth()), actions(new)), "probablement renommée")
    assert row["action"] == "Développer les colonies apprenantes"
    assert row["action_precedente"] == "Développer des colonies apprenantes"
    assert 80 <= float(str(row["score"])) < 100


def test_accents_and_punctuation_are_no_renaming() -> None:
    new = with_line(
        later(truth()), "2025-1-02-008", label="Developper des « colonies » apprenantes"
    )
    assert set(evolution(actions(truth()), actions(new))["mouvement"]) == {"inchangée"}


def test_an_action_is_looked_for_under_its_own_axis_and_territory() -> None:
    """« Chargé de mission PLS » stands under two axes of the Aisne."""
    new = without_line(later(truth()), "2025-3-02-001")
    (ended,) = of(evolution(actions(truth()), actions(new)), "terminée")
    assert (ended["axe"], ended["action_precedente"]) == ("3", "Chargé de mission PLS")


@pytest.mark.parametrize("empty_first", [True, False])
def test_an_empty_edition_is_all_new_or_all_ended(empty_first: bool) -> None:
    full, empty = actions(truth()), actions(replace(truth(), lines=()))
    frame = evolution(empty, full) if empty_first else evolution(full, empty)
    assert set(frame["mouvement"]) == {"nouvelle" if empty_first else "terminée"}
    assert len(frame) == 124

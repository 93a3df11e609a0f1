"""The one definition of the published columns, and the frames that follow from it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from pipeline.publish.dictionary import data_dictionary
from pipeline.reconcile import evolution as moves
from pipeline.reconcile.evolution import COLUMNS, evolution
from pipeline.tables import (
    ACTIONS,
    COLONNES,
    EVOLUTION,
    MOVEMENTS,
    TABLES,
    euros,
    evolution_table,
    frame,
)
from tests.published import hostile_ledger, tables
from tests.truth import load_truth

DOCS = Path(__file__).parents[1] / "docs"


def test_frames_have_exactly_the_columns_and_types_of_their_table() -> None:
    dtypes = {"string": "string", "integer": "Int64", "money": "object", "decimal": "object"}
    made = tables()
    assert list(made) == [name for name in TABLES if name in made]
    for name, published in made.items():
        assert list(published.columns) == TABLES[name].names
        for column in TABLES[name].columns:
            assert published[column.name].dtype == dtypes[column.type], (name, column.name)


def test_frame_refuses_a_row_that_lacks_a_column_or_has_one_too_many() -> None:
    row = dict.fromkeys(COLONNES.names, "x")
    with pytest.raises(KeyError, match="montant"):
        frame(COLONNES, [{k: v for k, v in row.items() if k != "montant"}])
    with pytest.raises(KeyError, match="intrus"):
        frame(COLONNES, [{**row, "intrus": "x"}])


def test_every_column_says_what_it_is_in_both_languages_and_every_key_is_a_column() -> None:
    for table in TABLES.values():
        assert len(set(table.names)) == len(table.names)
        assert set(table.key) <= set(table.names)
        assert table.fr
        assert table.en
        for column in table.columns:
            assert column.fr, column.name
            assert column.en, column.name


def test_the_2025_edition_is_published_line_by_line() -> None:
    truth, actions = load_truth(), tables()["actions"]
    printed = [(a["label"], a["amount_printed"], a["pdf_page"]) for a in truth["actions"]]
    columns = ["action", "montant_imprime", "page"]
    assert list(actions[columns].itertuples(index=False, name=None)) == printed
    costed = [m for m in actions["montant"] if m is not None]
    assert sum(costed, Decimal(0)) == Decimal("29007615.00")
    assert actions["montant_statut"].tolist().count("non chiffré") == 6
    assert set(actions["territoire_code"]) >= {"02", "200093201"}


def test_totals_and_contracts_stand_beside_their_sums() -> None:
    published = tables()
    assert published["totaux"]["ecart"].tolist() == [Decimal(0)] * 23
    contracts = published["contrats"].set_index("territoire_code")
    assert contracts["total_calcule"].sum() == Decimal("29007615.00")
    assert contracts.loc["200093201", "total"] is None
    assert contracts.loc["02", "ecart"] == 0


def test_a_changed_amount_shows_as_a_difference() -> None:
    totals = tables(hostile_ledger())["totaux"]
    assert sorted(d for d in totals["ecart"] if d) != []


def test_further_amount_columns_have_a_table_of_their_own() -> None:
    row = tables(hostile_ledger())["colonnes"].iloc[0]
    assert (row["colonne"], row["montant"]) == ("=État", Decimal("10.10"))


def test_the_columns_of_actions_are_the_public_contract() -> None:
    """Others rely on these names; what is added stands after them."""
    assert ACTIONS.names == [
        "edition", "region", "axe", "axe_libelle", "territoire", "territoire_code",
        "territoire_type", "territoire_source", "orientation", "orientation_normalisee", "action",
        "montant", "montant_imprime", "montant_statut", "page", "page_imprimee", "x0", "top", "x1",
        "bottom", "lecture", "identifiant", "decision",
    ]  # fmt: skip


def test_evolution_is_published_as_reconciliation_tells_it() -> None:
    now = tables()["actions"]
    amounts, labels = now["montant"].tolist(), now["action"].tolist()
    before = now.assign(
        edition=pd.array(["2024"] * len(now), dtype="string"),
        montant=pd.Series([Decimal("1.00"), *amounts[1:]], dtype="object"),
        action=pd.array([labels[0], f"{labels[1]} bis", *labels[2:]], dtype="string"),
    )
    told = evolution(before, now)
    made = evolution_table(told, "2025")
    assert made.columns.tolist() == EVOLUTION.names == [*COLUMNS, "numero"]
    assert made["mouvement"].tolist() == told["mouvement"].tolist()
    changed = made[made["mouvement"] == "montant modifié"].iloc[0]
    assert changed["ecart"] == changed["montant"] - 1
    renamed = made[made["mouvement"] == "probablement renommée"].iloc[0]
    assert 80 <= renamed["score"] < 100
    assert set(made["edition_precedente"]) == {"2024"}
    assert (tables()["evolution"].columns.tolist(), len(tables()["evolution"])) == (
        EVOLUTION.names, 0,
    )  # fmt: skip


def test_an_edition_that_lost_every_action_still_has_its_evolution() -> None:
    before = tables()["actions"]
    made = evolution_table(evolution(before, before.iloc[:0]), "2026")
    assert set(made["mouvement"]) == {"terminée"}
    assert set(made["edition"]) == {"2026"}


def test_movements_are_those_that_reconciliation_tells() -> None:
    told = (moves.NEW, moves.ENDED, moves.CHANGED, moves.SAME, moves.RENAMED)
    assert told == MOVEMENTS


@pytest.mark.parametrize(
    ("cents", "expected"), [(None, None), (0, "0.00"), (-1, "-0.01"), (123456, "1234.56")]
)
def test_cents_become_exact_euros(cents: int | None, expected: str | None) -> None:
    assert (None if cents is None else str(euros(cents))) == expected


def test_the_data_dictionary_is_the_one_that_the_columns_give() -> None:
    written = (DOCS / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == data_dictionary(), "run: python -m pipeline.publish.dictionary"
    for column in ACTIONS.columns:
        assert f"| `{column.name}` |" in written

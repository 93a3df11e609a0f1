"""A ledger and its reconciliation -> the published frames. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.domain import (
    AmountKind,
    Control,
    Ledger,
    Line,
    PrintedTotal,
    Reconciliation,
    References,
    TotalScope,
)
from pipeline.profile import Profile
from pipeline.tables.columns import CONTROLS_FR, COSTED, NOT_COSTED
from pipeline.tables.controls import EVOLUTION, RAPPROCHEMENT
from pipeline.tables.credits import ACTIONS, COLONNES, CONTRATS, TOTAUX
from pipeline.tables.frames import euros, frame

NOTHING_DECIDED = References()


def published_tables(
    ledger: Ledger,
    reconciliation: Reconciliation,
    profile: Profile,
    orientations: Mapping[str, str],
    references: References = NOTHING_DECIDED,
) -> dict[str, pd.DataFrame]:
    """The published frames, by table name.

    `orientations` maps a printed orientation to its normalised wording; `references` says which
    decisions stand behind which rows. Lines whose axis or territory is unknown are left out of
    `actions` (a blocking finding tells of each). `evolution` is empty: see `evolution_table`.
    """
    by_id = {line.identifier: line for line in ledger.lines}
    return {
        "actions": frame(
            ACTIONS,
            [
                _action(line, ledger, profile, orientations)
                | {"decision": references.amounts.get(line.identifier)}
                for line in ledger.lines
                if profile.axis(line.axis) and profile.territory(line.territory)
            ],
        ),
        "totaux": frame(
            TOTAUX,
            [
                _total(total, by_id, ledger, profile)
                | {"decision": references.amounts.get(total.identifier)}
                for total in ledger.totals
                if total.scope in (TotalScope.AXIS, TotalScope.SUBTOTAL)
            ],
        ),
        "contrats": frame(CONTRATS, _contracts(ledger, profile, references)),
        "rapprochement": frame(
            RAPPROCHEMENT,
            [
                _control(number, control, ledger, profile)
                | {"decision": references.controls.get(number)}
                for number, control in enumerate(reconciliation.controls, 1)
            ],
        ),
        "colonnes": frame(
            COLONNES,
            [
                {
                    "edition": ledger.edition,
                    "identifiant": line.identifier,
                    "colonne": header,
                    "montant": euros(amount.cents),
                    "montant_imprime": amount.printed,
                    "montant_statut": COSTED if amount.costed else NOT_COSTED,
                }
                for line in ledger.lines
                for header, amount in line.other_amounts
            ],
        ),
        "evolution": frame(EVOLUTION, []),
    }


def evolution_table(moves: pd.DataFrame, edition: str) -> pd.DataFrame:
    """The published `evolution` of `edition`, from the moves that reconciliation found.

    `moves` has the table's columns but `numero`; its `edition` says nothing where `edition` has no
    action left.
    """
    return frame(
        EVOLUTION,
        [
            {str(name): value for name, value in move.items()}
            | {
                "edition": edition,
                "score": None if pd.isna(move["score"]) else Decimal(str(move["score"])),
                "numero": number,
            }
            for number, move in enumerate(moves.to_dict("records"), 1)
        ],
    )


def _name(profile: Profile, code: str | None) -> str | None:
    territory = profile.territory(code)
    return territory.name if territory else None


def _points(value: float) -> Decimal:
    return Decimal(f"{value:.1f}")


def _action(
    line: Line, ledger: Ledger, profile: Profile, orientations: Mapping[str, str]
) -> dict[str, Any]:
    territory, axis = profile.territory(line.territory), profile.axis(line.axis)
    assert territory is not None
    assert axis is not None
    return {
        "edition": ledger.edition,
        "region": profile.region.code,
        "axe": axis.code,
        "axe_libelle": axis.label,
        "territoire": territory.name,
        "territoire_code": territory.code,
        "territoire_type": territory.type,
        "territoire_source": str(line.territory_source),
        "orientation": line.orientation,
        "orientation_normalisee": orientations.get(line.orientation or "", line.orientation),
        "action": line.label,
        "montant": euros(line.amount.cents),
        "montant_imprime": line.amount.printed,
        "montant_statut": COSTED if line.amount.kind is AmountKind.VALUE else NOT_COSTED,
        "page": line.page,
        "page_imprimee": line.printed_page,
        "x0": _points(line.box.x0),
        "top": _points(line.box.top),
        "x1": _points(line.box.x1),
        "bottom": _points(line.box.bottom),
        "lecture": "+".join(line.readers),
        "identifiant": line.identifier,
    }


def line_cents(line: Line, column: str | None) -> int:
    """What a line adds to a total of `column` (None: the main one), in cents; not costed adds 0."""
    amount = line.amount if column is None else dict(line.other_amounts).get(column)
    return (amount.cents or 0) if amount else 0


def _total(
    total: PrintedTotal, by_id: Mapping[str, Line], ledger: Ledger, profile: Profile
) -> dict[str, Any]:
    computed = sum(line_cents(by_id[i], total.column) for i in total.lines if i in by_id)
    printed = total.amount.cents
    return {
        "edition": ledger.edition,
        "axe": total.axis,
        "territoire": _name(profile, total.territory),
        "territoire_code": total.territory,
        "total": euros(computed),
        "total_imprime": euros(printed),
        "page": total.page,
        "page_imprimee": total.printed_page,
        "portee": str(total.scope),
        "colonne": total.column,
        "libelle": total.label,
        "lignes": len(total.lines),
        "ecart": None if printed is None else euros(computed - printed),
        "identifiant": total.identifier,
    }


def _contracts(ledger: Ledger, profile: Profile, references: References) -> list[Mapping[str, Any]]:
    printed = {t.territory: t for t in ledger.totals if t.scope is TotalScope.CONTRACT}
    rows: list[Mapping[str, Any]] = []
    for territory in profile.territories:
        lines = [line for line in ledger.lines if line.territory == territory.code]
        total = printed.get(territory.code)
        if not lines and total is None:
            continue
        computed = sum(line.amount.cents or 0 for line in lines)
        cents = total.amount.cents if total else None
        rows.append(
            {
                "edition": ledger.edition,
                "territoire": territory.name,
                "territoire_code": territory.code,
                "total": euros(cents),
                "total_calcule": euros(computed),
                "page": total.page if total else None,
                "page_imprimee": total.printed_page if total else None,
                "territoire_type": territory.type,
                "actions": len(lines),
                "ecart": None if cents is None else euros(computed - cents),
                "decision": references.amounts.get(total.identifier) if total else None,
            }
        )
    return rows


def _number(value: float | int | None, unit: str) -> Decimal | None:
    if value is None:
        return None
    return euros(int(value)) if unit == "€" else Decimal(f"{value:.4f}").normalize() + 0


def _control(number: int, control: Control, ledger: Ledger, profile: Profile) -> dict[str, Any]:
    return {
        "edition": ledger.edition,
        "controle": CONTROLS_FR[control.name],
        "axe": control.axis,
        "territoire": _name(profile, control.territory),
        "territoire_code": control.territory,
        "calcule": _number(control.computed, control.unit),
        "imprime": _number(control.printed, control.unit),
        "ecart": _number(control.difference, control.unit),
        "verdict": str(control.verdict),
        "cause": control.cause or None,
        "page": control.page,
        "unite": control.unit,
        "libelle": control.label or None,
        "lignes": len(control.lines),
        "numero": number,
    }

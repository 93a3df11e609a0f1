"""The one definition of every published column.

CSV, Parquet, SQLite and XLSX types, the data package's Table Schema, the column expectations and
the data dictionary all follow from TABLES; a test fails on drift. Pure data, and the functions
that turn a ledger and its reconciliation into frames with exactly these columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from pipeline.domain import (
    AmountKind,
    Control,
    ControlName,
    Ledger,
    Line,
    PrintedTotal,
    Reconciliation,
    TerritorySource,
    TotalScope,
    Verdict,
)
from pipeline.profile import Profile

ColumnType = Literal["string", "integer", "decimal", "money"]


@dataclass(frozen=True, slots=True)
class Column:
    """One published column. `money` is euros as a decimal number with two places."""

    name: str
    type: ColumnType
    fr: str
    en: str
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    fr: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        return [c.name for c in self.columns]


COSTED, NOT_COSTED = "chiffré", "non chiffré"

CONTROLS_FR: dict[ControlName, str] = {
    ControlName.FOOTING: "lignes → total d'axe",
    ControlName.CROSS_FOOTING: "axes → contrat",
    ControlName.REGION: "contrats → région",
    ControlName.CHARTS: "lignes → graphiques",
    ControlName.PRESENCE: "présence",
    ControlName.CONSERVATION: "conservation",
    ControlName.READINGS: "double lecture",
    ControlName.DUPLICATES: "doublons",
    ControlName.TRUNCATED_LABEL: "libellé coupé",
    ControlName.UNKNOWN_NAME: "nom inconnu",
    ControlName.GATE: "contrôle qualité",
}

_EDITION = Column(
    "edition", "string", "Année de l'édition", "Edition year", required=True, pattern=r"^\d{4}$"
)
_REGION = Column(
    "region", "string", "Code INSEE de la région", "INSEE code of the region", required=True
)
_AXE = Column("axe", "string", "Code de l'axe du Pacte", "Code of the Pacte's axis")
_TERRITOIRE = Column(
    "territoire", "string", "Nom du territoire signataire", "Name of the territory that signed"
)
_CODE = Column(
    "territoire_code",
    "string",
    "Code INSEE du département (texte : « 02 ») ou SIREN de la métropole",
    'INSEE code of the département (text: "02") or SIREN of the métropole',
    pattern=r"^(\d{2,3}|2[AB]|\d{9})$",
)
_PAGE = Column("page", "integer", "Page du PDF, à partir de 1", "PDF page, from 1", minimum=1)
_PAGE_REQUIRED = Column("page", "integer", _PAGE.fr, _PAGE.en, required=True, minimum=1)
_PAGE_PRINTED = Column(
    "page_imprimee",
    "string",
    "Numéro imprimé au pied de la page",
    "Number printed at the foot of the page",
)
_READING = Column(
    "lecture",
    "string",
    "Lectures qui ont vu exactement cette ligne, séparées par +",
    "Readings that saw exactly this line, joined by +",
)


def _box_columns() -> tuple[Column, ...]:
    return tuple(
        Column(
            name,
            "decimal",
            f"{fr}, en points depuis le coin haut gauche de la page",
            f"{en}, in points from the page's top-left corner",
        )
        for name, fr, en in (
            ("x0", "Bord gauche", "Left edge"),
            ("top", "Bord haut", "Top edge"),
            ("x1", "Bord droit", "Right edge"),
            ("bottom", "Bord bas", "Bottom edge"),
        )
    )


ACTIONS = Table(
    "actions",
    "Les actions financées, une par ligne imprimée",
    "The funded actions, one for each printed line",
    (
        _EDITION,
        _REGION,
        Column("axe", "string", _AXE.fr, _AXE.en, required=True),
        Column("axe_libelle", "string", "Libellé de l'axe", "Wording of the axis", required=True),
        Column("territoire", "string", _TERRITOIRE.fr, _TERRITOIRE.en, required=True),
        Column(
            "territoire_code", "string", _CODE.fr, _CODE.en, required=True, pattern=_CODE.pattern
        ),
        Column(
            "territoire_type",
            "string",
            "Département ou métropole",
            "Département or métropole",
            required=True,
            enum=("département", "métropole"),
        ),
        Column(
            "territoire_source",
            "string",
            "Comment le territoire est connu : imprimé sur la page, déduit de l'ordre des pages, "
            "ou déduit puis confirmé par les totaux",
            "How the territory is known: printed on the page, deduced from the order of pages, "
            "or deduced then confirmed by the totals",
            required=True,
            enum=tuple(TerritorySource),
        ),
        Column(
            "orientation",
            "string",
            "Sous-titre imprimé qui regroupe l'action",
            "Printed sub-heading the action stands under",
        ),
        Column(
            "orientation_normalisee",
            "string",
            "Orientation ramenée à une seule graphie",
            "Orientation brought to one wording",
        ),
        Column(
            "action",
            "string",
            "Libellé imprimé, lignes jointes, appel de note ôté",
            "Printed label, lines joined, footnote mark split off",
            required=True,
        ),
        Column(
            "montant",
            "money",
            "Montant en euros ; vide quand l'action n'est pas chiffrée",
            "Amount in euros; empty when the action is not costed",
        ),
        Column(
            "montant_imprime",
            "string",
            "Montant tel qu'imprimé",
            "Amount as printed",
            required=True,
        ),
        Column(
            "montant_statut",
            "string",
            "Chiffré ou non chiffré (tiret, néant, n.c., à définir)",
            "Costed or not costed (dash, nil, not communicated, to be defined)",
            required=True,
            enum=(COSTED, NOT_COSTED),
        ),
        _PAGE_REQUIRED,
        _PAGE_PRINTED,
        *_box_columns(),
        _READING,
        Column(
            "identifiant",
            "string",
            "Identifiant stable de la ligne dans l'édition",
            "Stable identifier of the line within the edition",
            required=True,
            unique=True,
        ),
    ),
    key=("identifiant",),
)

TOTAUX = Table(
    "totaux",
    "Les totaux imprimés au pied des tableaux, et les sommes recalculées",
    "The totals printed under tables, and the sums re-done",
    (
        _EDITION,
        _AXE,
        _TERRITOIRE,
        _CODE,
        Column(
            "total",
            "money",
            "Somme recalculée des lignes, en euros",
            "Re-done sum of the lines, in euros",
        ),
        Column("total_imprime", "money", "Total imprimé, en euros", "Printed total, in euros"),
        _PAGE_REQUIRED,
        _PAGE_PRINTED,
        Column(
            "portee",
            "string",
            "Ce que le total ferme : un axe ou un sous-total",
            "What the total closes: an axis or a sub-total",
            required=True,
            enum=(TotalScope.AXIS, TotalScope.SUBTOTAL),
        ),
        Column(
            "colonne",
            "string",
            "Colonne de montants, vide pour la principale",
            "Amount column, empty for the main one",
        ),
        Column("libelle", "string", "Libellé imprimé du total", "Printed label of the total"),
        Column(
            "lignes",
            "integer",
            "Nombre de lignes sommées",
            "Number of lines summed",
            required=True,
            minimum=0,
        ),
        Column("ecart", "money", "Somme moins imprimé, en euros", "Sum minus printed, in euros"),
        Column(
            "identifiant",
            "string",
            "Identifiant stable du total",
            "Stable identifier",
            required=True,
            unique=True,
        ),
    ),
    key=("identifiant",),
)

CONTRATS = Table(
    "contrats",
    "Les contrats, un par territoire",
    "The contracts, one for each territory",
    (
        _EDITION,
        Column("territoire", "string", _TERRITOIRE.fr, _TERRITOIRE.en, required=True),
        Column(
            "territoire_code",
            "string",
            _CODE.fr,
            _CODE.en,
            required=True,
            unique=True,
            pattern=_CODE.pattern,
        ),
        Column(
            "total",
            "money",
            "Total imprimé ; vide quand le document n'en imprime pas",
            "Printed total; empty where the document prints none",
        ),
        Column(
            "total_calcule",
            "money",
            "Somme des actions du territoire, en euros",
            "Sum of the territory's actions, in euros",
            required=True,
        ),
        _PAGE,
        _PAGE_PRINTED,
        Column(
            "territoire_type",
            "string",
            "Département ou métropole",
            "Département or métropole",
            required=True,
            enum=("département", "métropole"),
        ),
        Column(
            "actions", "integer", "Nombre d'actions", "Number of actions", required=True, minimum=0
        ),
        Column(
            "ecart", "money", "Calculé moins imprimé, en euros", "Computed minus printed, in euros"
        ),
    ),
    key=("territoire_code",),
)

RAPPROCHEMENT = Table(
    "rapprochement",
    "Chaque contrôle refait, avec ce qui est imprimé et ce qui est calculé",
    "Each check re-done, with what is printed and what is computed",
    (
        _EDITION,
        Column(
            "controle",
            "string",
            "Nom du contrôle",
            "Name of the control",
            required=True,
            enum=tuple(CONTROLS_FR.values()),
        ),
        _AXE,
        _TERRITOIRE,
        _CODE,
        Column(
            "calcule",
            "decimal",
            "Valeur calculée, dans l'unité du contrôle",
            "Computed value, in the control's unit",
        ),
        Column(
            "imprime",
            "decimal",
            "Valeur imprimée ou attendue, dans l'unité du contrôle",
            "Printed or expected value, in the control's unit",
        ),
        Column("ecart", "decimal", "Calculé moins imprimé", "Computed minus printed"),
        Column(
            "verdict",
            "string",
            "Conforme, écart ou non vérifiable",
            "Agrees, differs or unverifiable",
            required=True,
            enum=tuple(Verdict),
        ),
        Column("cause", "string", "Cause probable, en français", "Likely cause, in French"),
        _PAGE,
        Column(
            "unite",
            "string",
            "Unité : €, %, log10 ou nombre",
            "Unit: €, %, log10 or count",
            required=True,
        ),
        Column("libelle", "string", "Ce qui est contrôlé", "What is checked"),
        Column(
            "lignes",
            "integer",
            "Nombre de lignes sommées",
            "Number of lines summed",
            required=True,
            minimum=0,
        ),
        Column(
            "numero",
            "integer",
            "Rang du contrôle",
            "Rank of the control",
            required=True,
            unique=True,
            minimum=1,
        ),
    ),
    key=("numero",),
)

COLONNES = Table(
    "colonnes",
    "Les autres colonnes de montants des tableaux qui en portent plusieurs",
    "The further amount columns of tables that have several",
    (
        _EDITION,
        Column(
            "identifiant",
            "string",
            "Identifiant de la ligne dans la table actions",
            "Identifier of the line in the actions table",
            required=True,
        ),
        Column(
            "colonne",
            "string",
            "En-tête imprimé de la colonne",
            "Printed column header",
            required=True,
        ),
        Column("montant", "money", "Montant en euros", "Amount in euros"),
        Column(
            "montant_imprime",
            "string",
            "Montant tel qu'imprimé",
            "Amount as printed",
            required=True,
        ),
        Column(
            "montant_statut",
            "string",
            "Chiffré ou non chiffré",
            "Costed or not costed",
            required=True,
            enum=(COSTED, NOT_COSTED),
        ),
    ),
    key=("identifiant", "colonne"),
)

TABLES: dict[str, Table] = {t.name: t for t in (ACTIONS, TOTAUX, CONTRATS, RAPPROCHEMENT, COLONNES)}

_PANDAS = {"string": "string", "integer": "Int64"}


def euros(cents: int | None) -> Decimal | None:
    """Integer cents as exact euros with two places."""
    return None if cents is None else Decimal(cents).scaleb(-2)


def frame(table: Table, rows: list[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame with exactly the table's columns and types.

    Strings are pandas `string`, integers `Int64`, money and decimals exact `Decimal` objects
    (None where empty). Raises KeyError when a row lacks a column or has one too many.
    """
    for row in rows:
        odd = set(row) ^ set(table.names)
        if odd:
            raise KeyError(f"table {table.name}: columns that don't match: {sorted(odd)}")
    columns = {
        c.name: pd.Series([row[c.name] for row in rows], dtype=_PANDAS.get(c.type, "object"))
        for c in table.columns
    }
    return pd.DataFrame(columns, columns=table.names)


def published_tables(
    ledger: Ledger,
    reconciliation: Reconciliation,
    profile: Profile,
    orientations: Mapping[str, str],
) -> dict[str, pd.DataFrame]:
    """The published frames, by table name.

    `orientations` maps a printed orientation to its normalised wording. Lines whose axis or
    territory is unknown are left out of `actions` (a blocking finding tells of each).
    """
    by_id = {line.identifier: line for line in ledger.lines}
    return {
        "actions": frame(
            ACTIONS,
            [
                _action(line, ledger, profile, orientations)
                for line in ledger.lines
                if profile.axis(line.axis) and profile.territory(line.territory)
            ],
        ),
        "totaux": frame(
            TOTAUX,
            [
                _total(total, by_id, ledger, profile)
                for total in ledger.totals
                if total.scope in (TotalScope.AXIS, TotalScope.SUBTOTAL)
            ],
        ),
        "contrats": frame(CONTRATS, _contracts(ledger, profile)),
        "rapprochement": frame(
            RAPPROCHEMENT,
            [
                _control(number, control, ledger, profile)
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
    }


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


def _contracts(ledger: Ledger, profile: Profile) -> list[Mapping[str, Any]]:
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

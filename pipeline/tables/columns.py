"""What a published column and table are, and the columns that several tables share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.domain import ControlName

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

EDITION = Column(
    "edition", "string", "Année de l'édition", "Edition year", required=True, pattern=r"^\d{4}$"
)
REGION = Column(
    "region", "string", "Code INSEE de la région", "INSEE code of the region", required=True
)
AXE = Column("axe", "string", "Code de l'axe du Pacte", "Code of the Pacte's axis")
TERRITOIRE = Column(
    "territoire", "string", "Nom du territoire signataire", "Name of the territory that signed"
)
CODE = Column(
    "territoire_code",
    "string",
    "Code INSEE du département (texte : « 02 ») ou SIREN de la métropole",
    'INSEE code of the département (text: "02") or SIREN of the métropole',
    pattern=r"^(\d{2,3}|2[AB]|\d{9})$",
)
PAGE = Column("page", "integer", "Page du PDF, à partir de 1", "PDF page, from 1", minimum=1)
PAGE_REQUIRED = Column("page", "integer", PAGE.fr, PAGE.en, required=True, minimum=1)
PAGE_PRINTED = Column(
    "page_imprimee",
    "string",
    "Numéro imprimé au pied de la page",
    "Number printed at the foot of the page",
)
READING = Column(
    "lecture",
    "string",
    "Lectures qui ont vu exactement cette ligne, séparées par +",
    "Readings that saw exactly this line, joined by +",
    required=True,
)


def decision(fr: str, en: str) -> Column:
    return Column(
        "decision",
        "string",
        f"Référence de la décision qui {fr} ; plusieurs sont séparées par +",
        f"Reference of the decision that {en}; several are joined by +",
        pattern=r"^[0-9a-f]{12}(\+[0-9a-f]{12})*$",
    )


def box_columns() -> tuple[Column, ...]:
    return tuple(
        Column(
            name,
            "decimal",
            f"{fr}, en points depuis le coin haut gauche de la page",
            f"{en}, in points from the page's top-left corner",
            required=True,
        )
        for name, fr, en in (
            ("x0", "Bord gauche", "Left edge"),
            ("top", "Bord haut", "Top edge"),
            ("x1", "Bord droit", "Right edge"),
            ("bottom", "Bord bas", "Bottom edge"),
        )
    )

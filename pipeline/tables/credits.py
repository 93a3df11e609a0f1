"""The tables of credits: actions, the totals under them, the contracts, further amount columns."""

from __future__ import annotations

from pipeline.domain import TerritorySource, TotalScope
from pipeline.tables.columns import (
    AXE,
    CODE,
    COSTED,
    EDITION,
    NOT_COSTED,
    PAGE,
    PAGE_PRINTED,
    PAGE_REQUIRED,
    READING,
    REGION,
    TERRITOIRE,
    Column,
    Table,
    box_columns,
    decision,
)

ACTIONS = Table(
    "actions",
    "Les actions financées, une par ligne imprimée",
    "The funded actions, one for each printed line",
    (
        EDITION,
        REGION,
        Column("axe", "string", AXE.fr, AXE.en, required=True),
        Column("axe_libelle", "string", "Libellé de l'axe", "Wording of the axis", required=True),
        Column("territoire", "string", TERRITOIRE.fr, TERRITOIRE.en, required=True),
        Column("territoire_code", "string", CODE.fr, CODE.en, required=True, pattern=CODE.pattern),
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
            "Libellé imprimé, lignes jointes, puce et appel de note ôtés",
            "Printed label, lines joined, bullet and footnote mark split off",
            required=True,
        ),
        Column(
            "montant",
            "money",
            "Montant en euros, corrigé s'il y a une décision ; "
            "vide quand l'action n'est pas chiffrée",
            "Amount in euros, as corrected where there is a decision; "
            "empty when the action is not costed",
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
        PAGE_REQUIRED,
        PAGE_PRINTED,
        *box_columns(),
        READING,
        Column(
            "identifiant",
            "string",
            "Identifiant stable de la ligne dans l'édition",
            "Stable identifier of the line within the edition",
            required=True,
            unique=True,
        ),
        decision("a corrigé le montant", "corrected the amount"),
    ),
    key=("identifiant",),
)

TOTAUX = Table(
    "totaux",
    "Les totaux imprimés au pied des tableaux, et les sommes recalculées",
    "The totals printed under tables, and the sums re-done",
    (
        EDITION,
        AXE,
        TERRITOIRE,
        CODE,
        Column(
            "total",
            "money",
            "Somme recalculée des lignes, en euros",
            "Re-done sum of the lines, in euros",
        ),
        Column("total_imprime", "money", "Total imprimé, en euros", "Printed total, in euros"),
        PAGE_REQUIRED,
        PAGE_PRINTED,
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
        decision(
            "a corrigé le total lu ou admis son écart",
            "corrected the total as read or accepted its difference",
        ),
    ),
    key=("identifiant",),
)

CONTRATS = Table(
    "contrats",
    "Les contrats, un par territoire",
    "The contracts, one for each territory",
    (
        EDITION,
        Column("territoire", "string", TERRITOIRE.fr, TERRITOIRE.en, required=True),
        Column(
            "territoire_code",
            "string",
            CODE.fr,
            CODE.en,
            required=True,
            unique=True,
            pattern=CODE.pattern,
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
        PAGE,
        PAGE_PRINTED,
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
        decision(
            "a corrigé le total lu ou admis son écart",
            "corrected the total as read or accepted its difference",
        ),
    ),
    key=("territoire_code",),
)

COLONNES = Table(
    "colonnes",
    "Les autres colonnes de montants des tableaux qui en portent plusieurs",
    "The further amount columns of tables that have several",
    (
        EDITION,
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

"""The tables that say what was checked and what changed: rapprochement, evolution."""

from __future__ import annotations

from pipeline.domain import Verdict
from pipeline.tables.columns import (
    AXE,
    CODE,
    CONTROLS_FR,
    EDITION,
    PAGE,
    TERRITOIRE,
    Column,
    Table,
    decision,
)

# What may become of an action from one edition to the next.
MOVEMENTS = (
    "nouvelle", "terminée", "montant modifié", "inchangée", "probablement renommée",
)  # fmt: skip

RAPPROCHEMENT = Table(
    "rapprochement",
    "Chaque contrôle refait, avec ce qui est imprimé et ce qui est calculé",
    "Each check re-done, with what is printed and what is computed",
    (
        EDITION,
        Column(
            "controle",
            "string",
            "Nom du contrôle",
            "Name of the control",
            required=True,
            enum=tuple(CONTROLS_FR.values()),
        ),
        AXE,
        TERRITOIRE,
        CODE,
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
        PAGE,
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
        decision("a réglé ce que le contrôle constate", "settled what the control found"),
    ),
    key=("numero",),
)

EVOLUTION = Table(
    "evolution",
    "Ce qui a changé depuis l'édition précédente publiée, une ligne par action",
    "What changed since the edition published before, one row for each action",
    (
        EDITION,
        Column(
            "edition_precedente",
            "string",
            "Année de l'édition précédente publiée",
            "Year of the edition published before",
            required=True,
            pattern=r"^\d{4}$",
        ),
        Column("axe", "string", AXE.fr, AXE.en, required=True),
        Column("territoire_code", "string", CODE.fr, CODE.en, required=True, pattern=CODE.pattern),
        Column("territoire", "string", TERRITOIRE.fr, TERRITOIRE.en, required=True),
        Column(
            "action",
            "string",
            "Libellé dans cette édition ; vide quand l'action est terminée",
            "Label in this edition; empty when the action has ended",
        ),
        Column(
            "action_precedente",
            "string",
            "Libellé dans l'édition précédente ; vide quand l'action est nouvelle",
            "Label in the edition before; empty when the action is new",
        ),
        Column("montant", "money", "Montant dans cette édition", "Amount in this edition"),
        Column(
            "montant_precedent",
            "money",
            "Montant dans l'édition précédente",
            "Amount in the edition before",
        ),
        Column(
            "ecart",
            "money",
            "Montant moins montant précédent ; vide quand l'un manque",
            "Amount minus amount before; empty when either is missing",
        ),
        Column(
            "mouvement",
            "string",
            "Ce qu'est devenue l'action ; un changement de nom n'est que proposé",
            "What became of the action; a renaming is only proposed",
            required=True,
            enum=MOVEMENTS,
        ),
        Column(
            "score",
            "decimal",
            "Ressemblance des deux libellés, de 0 à 100, quand un changement de nom est proposé",
            "Resemblance of both labels, from 0 to 100, where a renaming is proposed",
        ),
        Column(
            "numero",
            "integer",
            "Rang de la ligne",
            "Rank of the row",
            required=True,
            unique=True,
            minimum=1,
        ),
    ),
    key=("numero",),
)

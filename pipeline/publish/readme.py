"""What the workbook's *Lisez-moi* sheet says, in French, as rows of texts."""

from __future__ import annotations

from pipeline.domain import Status
from pipeline.publish.facts import PackageFacts
from pipeline.tables import TABLES

STATUS_FR = {
    Status.RECONCILED: "rapprochée : chaque total imprimé est retrouvé au centime, "
    "ou un analyste a décidé de son écart (colonne decision)",
    Status.HELD: "retenue : au moins un constat attend une décision ; ne pas diffuser",
    Status.FAILED: "échec : ne pas diffuser",
}


COLUMN_HEADERS = ("Feuille", "Colonne", "Description", "Description (anglais)")


def about_rows(facts: PackageFacts) -> list[tuple[str, str]]:
    """(name, text): what this is, where it comes from, how to read it."""
    source = facts.source
    about = [
        ("Avertissement", source.notice),
        ("Édition", facts.edition),
        ("Statut", STATUS_FR[facts.status]),
        ("Éditeur", facts.publisher),
        ("Licence", facts.licence),
        ("Adresse de la licence", facts.licence_url or ""),
        ("Page d’accueil", facts.homepage or ""),
        ("Fichier source", source.file_name),
        ("Origine", source.origin),
        ("Récupéré le", source.retrieved.isoformat() if source.retrieved else ""),
        ("SHA-256", source.sha256),
        ("Produit par", f"Récolement {facts.version}"),
        (
            "Codes",
            "Les codes (axe, territoire, région, édition) sont du texte : « 02 » n’est pas 2.",
        ),
        (
            "Totaux",
            "Les totaux et les écarts sont des formules qui additionnent la feuille « actions ». "
            "Un total sans formule (sous-total, autre colonne de montants) est une valeur.",
        ),
        (
            "Montant vide",
            "L’action n’est pas chiffrée : ni zéro, ni oubli. Voir la colonne montant_statut.",
        ),
    ]
    return [row for row in about if row[1]]


def column_rows() -> list[tuple[str, str, str, str]]:
    """Every published column, as COLUMN_HEADERS say."""
    return [
        (table.name, column.name, column.fr, column.en)
        for table in TABLES.values()
        for column in table.columns
    ]

"""The data dictionary, written from the published columns.

`python -m pipeline.publish.dictionary > docs/data-dictionary.md` writes it anew; a test fails when
the file and the columns differ.
"""

from __future__ import annotations

from pipeline.publish.columnar import ARROW_TYPES
from pipeline.publish.database import SQL_TYPES
from pipeline.tables import TABLES, Column, Table

TYPES_FR = {
    "string": "texte",
    "integer": "entier",
    "money": "euros, 2 décimales",
    "decimal": "nombre décimal",
}

INTRODUCTION = """\
# Dictionnaire des données

<!-- Écrit par `python -m pipeline.publish.dictionary` : ne pas modifier à la main. -->

Un jeu publié contient, pour chaque table, `<table>.csv`, `<table>.excel.csv` et `<table>.parquet` ;
pour l’édition entière, un classeur `<édition>.xlsx`, une base `<série>-<édition>.sqlite` et
`datapackage.json`, qui décrit chaque fichier et donne sa taille et son empreinte SHA-256.

## Quel fichier choisir

- `.xlsx`, pour Excel et LibreOffice : les codes sont du texte (« 02 » le reste) ; les totaux et les
  écarts sont des formules, avec leur valeur pour les visionneuses qui ne calculent pas.
- `.csv`, pour les programmes : UTF-8, virgules, point décimal, fins de ligne `\\n`, guillemets
  selon la RFC 4180.
- `.excel.csv`, pour Excel en français par double-clic : points-virgules, virgule décimale, marque
  d’ordre des octets. Excel y lit « 02 » comme le nombre 2 : pour garder les codes,
  prendre le `.xlsx`.
- `.parquet`, pour pandas, DuckDB ou R : montants exacts, en `decimal128(18, 2)`.
- `.sqlite`, pour SQL : voir ci-dessous.

## Règles communes

- **Montants** : en euros. Un montant vide veut dire *non chiffré* : ni zéro, ni oubli.
  `montant_statut` le dit et `montant_imprime` donne ce qui est imprimé (`-`, `néant`…).
- **Codes** : toujours du texte, zéros compris.
- **Texte facultatif vide** : valeur absente (`NULL` dans SQLite et Parquet, rien dans les CSV).
- **Formules** : dans les deux CSV, un texte qu’un tableur prendrait pour une formule (il commence
  par `=`, `+`, `-`, `@`, une tabulation ou un retour chariot) est précédé d’une apostrophe `'`. De
  même après un point-virgule dans le `.csv` et une virgule dans le `.excel.csv`, où un tableur
  réglé autrement couperait. Un montant imprimé (`-`, `-5 000 €`, `(5 000)`) n’est pas touché.
  Les autres formats portent le texte exact, que le classeur marque comme du texte.
- **SQLite** n’a pas de type décimal : un montant entier y est un entier, les autres sont le nombre
  à virgule flottante le plus proche. Pour additionner sans arrondi, chaque table à montants a une
  vue `<table>_centimes`, en centimes entiers. La table `dictionnaire` reprend cette page et la
  table `edition` dit d’où vient le jeu.

## Lire un jeu entier

`published` est un lien vers le jeu publié. Résolvez-le une fois (`cd -P published`), puis lisez :
le jeu lu est entier, et le reste au moins une heure après qu’un autre l’a remplacé.
"""


def data_dictionary() -> str:
    """The whole document, in Markdown."""
    return INTRODUCTION + "".join(_section(table) for table in TABLES.values())


def _section(table: Table) -> str:
    head = (
        f"\n## `{table.name}`\n\n{table.fr}. *{table.en}.* "
        f"Clé : {', '.join(f'`{name}`' for name in table.key)}.\n\n"
        "| colonne | type | Parquet | SQLite | description | en anglais | contraintes |\n"
        "|---|---|---|---|---|---|---|\n"
    )
    return head + "".join(_row(column) for column in table.columns)


def _row(column: Column) -> str:
    cells = (
        f"`{column.name}`",
        TYPES_FR[column.type],
        f"`{ARROW_TYPES[column.type]}`",
        f"`{SQL_TYPES[column.type]}`",
        column.fr,
        column.en,
        _constraints(column),
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _constraints(column: Column) -> str:
    said = []
    if column.required:
        said.append("obligatoire")
    if column.unique:
        said.append("unique")
    if column.minimum is not None:
        said.append(f"au moins {column.minimum}")
    if column.pattern:
        said.append(f"motif `{column.pattern}`")
    if column.enum:
        said.append("parmi : " + ", ".join(f"« {value} »" for value in column.enum))
    return " ; ".join(said)


if __name__ == "__main__":
    print(data_dictionary(), end="")

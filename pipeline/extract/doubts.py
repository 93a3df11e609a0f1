"""What the ledger's parts leave in doubt: names that contradict, amounts or labels unsure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from pipeline.domain import Ambiguity, ControlName
from pipeline.extract.entries import Entry, Section
from pipeline.extract.fuse import PageOutcome
from pipeline.extract.namedlabels import name_in_label
from pipeline.extract.reading import UNNAMED, Item
from pipeline.extract.wordings import Wordings, is_balance
from pipeline.normalise.hyphens import REPLACEMENT

UNNAMED_LETTERS = frozenset({"Cc", "Cn", "Co"})  # of Unicode: a control, nothing, private use


def column_doubt(section: Section, pattern: str | None) -> Ambiguity:
    """Several columns of amounts, and nothing tells which is `montant`. `pattern` is the profile's
    for it."""
    headers = " · ".join(f"« {c} »" for c in section.columns)
    asked = (
        f"le motif « {pattern} » (clé amount_column du profil) n'en désigne pas une seule"
        if pattern
        else "le profil doit dire laquelle est le montant (clé amount_column, un motif)"
    )
    return Ambiguity(
        ControlName.UNKNOWN_NAME, section.entries[0].reading.page,
        f"plusieurs colonnes de montants ({headers}) : {asked}", section.axis, section.territory,
    )  # fmt: skip


def header_doubts(section: Section) -> Iterator[Ambiguity]:
    """Amounts in a column without a header, in a section whose other columns have one.

    Which column they belong to is not printed, so the sums may prove them in the wrong one.
    """
    if all(c is None or c.startswith(UNNAMED) for c in section.columns):
        return
    for entry in section.entries:
        for cell in entry.item.cells:
            if cell.header is not None and cell.header.startswith(UNNAMED):
                yield Ambiguity(
                    ControlName.UNKNOWN_NAME, entry.reading.page,
                    f"rien ne dit dans quelle colonne est le montant « {cell.amount.printed} » "
                    f"de la ligne « {entry.item.text} » : la page n'imprime pas d'en-tête",
                    section.axis, section.territory, "", cell.amount.printed,
                )  # fmt: skip


def name_doubts(section: Section, wordings: Wordings) -> Iterator[Ambiguity]:
    """Totals that name another axis or territory than the section they close, and lines that look
    like headings with the sum of the rows under them, of a name that the profile doesn't know."""
    for total in section.totals:
        if total.heads and not wordings.orientation(total.item.text):
            yield Ambiguity(
                ControlName.UNKNOWN_NAME, total.reading.page,
                f"« {total.item.text} », dont le montant est la somme des lignes qui suivent : "
                "est-ce le titre d'une orientation, ou une action dont elles sont le détail ? Si "
                "c'est un titre, ajoutez-le au profil : « orientations ».",
                section.axis, section.territory, "", total.item.text,
            )  # fmt: skip
        named = wordings.total_axis(total.item.text)
        if named is not None and named != section.axis:
            yield Ambiguity(
                ControlName.UNKNOWN_NAME, total.reading.page,
                f"le total « {total.item.text} » nomme un autre axe que le titre de sa section",
                section.axis, section.territory,
                f"axe {section.axis}", f"axe {named}",
            )  # fmt: skip
        territory = wordings.total_territory(total.item.text)
        if territory is not None and section.territory not in (None, territory):
            yield Ambiguity(
                ControlName.UNKNOWN_NAME, total.reading.page,
                f"le total « {total.item.text} » nomme un autre territoire que sa section",
                section.axis, section.territory, section.territory or "", territory,
            )  # fmt: skip


def sign_doubts(section: Section) -> Iterator[Ambiguity]:
    """A section of which all amounts are negative: they are only set in brackets, it may be."""
    cells = [c for e in section.entries for c in e.item.cells if c.amount.cents]
    if cells and all((c.amount.cents or 0) < 0 for c in cells):
        yield Ambiguity(
            ControlName.CONSERVATION, section.entries[0].reading.page,
            f"tous les montants de cette section sont lus négatifs, comme « "
            f"{cells[0].amount.printed} » : le sont-ils ?",
            section.axis, section.territory, "", cells[0].amount.printed,
        )  # fmt: skip


def row_doubts(
    section: Section,
    entry: Entry,
    column: str | None,
    outcome: PageOutcome,
    wordings: Wordings,
) -> Iterator[Ambiguity]:
    """What is unsure of one row: its amount in the main `column`, and its label.

    Sums prove amounts, not labels: a label that a second reading saw otherwise is in doubt.
    """
    if entry.cell(column) is None:
        yield Ambiguity(
            ControlName.CONSERVATION, entry.reading.page,
            f"la ligne « {entry.item.text} » n'a pas de montant dans la colonne « {column} »",
            section.axis, section.territory,
        )  # fmt: skip
    if is_balance(entry.item.text) and not entry.cents(column):
        yield Ambiguity(
            ControlName.READINGS, entry.reading.page,
            f"la ligne « {entry.item.text} », sans montant, dit un solde ou un report : est-ce une "
            "action ?",
            section.axis, section.territory, "", entry.item.text,
        )  # fmt: skip
    for message in _label_doubts(entry, outcome, wordings):
        yield Ambiguity(
            ControlName.READINGS, entry.reading.page, message,
            section.axis, section.territory, "", entry.item.text,
        )  # fmt: skip


def _label_doubts(entry: Entry, outcome: PageOutcome, wordings: Wordings) -> Iterator[str]:
    """What is unsure of a row's label, in words."""
    label = entry.item.text
    if entry.item.unsure:
        yield (
            f"le libellé de la ligne « {label} » peut se couper autrement : la mise en page ne dit "
            "pas sûrement quelles lignes de texte vont avec ce montant"
        )
    if wordings.orientation(label) is not None:
        yield (
            f"la ligne « {label} » porte le nom d'une orientation et un montant : est-ce une "
            "action, ou le sous-total de l'orientation ?"
        )
    if name := name_in_label(entry, wordings):
        yield (
            f"le libellé de la ligne « {label} » contient le nom de l'orientation « {name} » : "
            "est-ce celle de la ligne ?"
        )
    if not (is_spelt(label) and is_spelt(entry.orientation or "")):
        yield (
            f"le document ne dit pas quels sont tous les caractères de la ligne « {label} » : à "
            "lire sur la page"
        )
    if len(outcome.witnesses) > 0 and len(outcome.readers_of(entry.source)) <= 1:
        yield f"la ligne « {label} » n'est lue ainsi que par {outcome.taken.reader}"


def is_spelt(text: str) -> bool:
    """Whether a document's font names each character of `text`: one that it doesn't comes as a
    control, as U+FFFD or in a private range, whatever its shape on the page."""
    return not any(c == REPLACEMENT or unicodedata.category(c) in UNNAMED_LETTERS for c in text)


def territory_doubt(item: Item, page: int) -> Ambiguity:
    """A contract's total of which nothing tells whose it is."""
    return Ambiguity(
        ControlName.UNKNOWN_NAME, page,
        f"on ne sait pas de quel territoire parle « {item.text} »", None, None,
        "", item.cells[0].amount.printed,
    )  # fmt: skip

"""Actions printed as a list, each amount where its label ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.domain import Ledger
from tests.hand_drawn import AXIS, KNOWN, Pages, doubts, lost

TOTAL = "Total Axe 1 : 1 000 €"


def read(path: Path, *lines: str, step: float = 14) -> Ledger:
    """A page of lines under the titles of a territory and an axis; one with * is bold, one with +
    is drawn where the text of a line with a bullet begins, right under it."""
    pages = Pages(path / "edition.pdf", (50.0, 780.0))
    pages.heading("Aisne")
    for line in lines:
        text = line.lstrip("*+")
        pages.canvas.setFont("Helvetica-Bold" if line.startswith("*") else "Helvetica", 10)
        pages.y += step - 12 if line.startswith("+") else 0
        pages.canvas.drawString(56.1 if line.startswith("+") else 50, pages.y, text)
        pages.y -= step
    return pages.read()


def told(ledger: Ledger) -> list[tuple[str | None, str, str]]:
    return [(line.orientation, line.label, line.amount.printed) for line in ledger.lines]


@pytest.mark.parametrize("bullet", ["• ", "· ", "- ", "– ", ""])
@pytest.mark.parametrize("mark", [" : ", " – ", " = "])
def test_a_list_of_actions(tmp_path: Path, bullet: str, mark: str) -> None:
    ledger = read(
        tmp_path, f"*{KNOWN}", f"{bullet}Garage solidaire « Roule »{mark}300 €",
        f"{bullet}Épicerie sociale de Laon{mark}200 €", "*Prévenir le décrochage scolaire",
        f"{bullet}Bons de 50 € : bus{mark}500 €", TOTAL,
    )  # fmt: skip
    assert told(ledger) == [
        (KNOWN, "Garage solidaire « Roule »", "300 €"),
        (KNOWN, "Épicerie sociale de Laon", "200 €"),
        ("Prévenir le décrochage scolaire", "Bons de 50 € : bus", "500 €"),
    ]
    assert [(t.amount.cents, len(t.lines)) for t in ledger.totals] == [(1_000_00, 3)]
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_an_action_of_several_lines_begins_at_its_bullet(tmp_path: Path) -> None:
    ledger = read(
        tmp_path, "- Garage solidaire : 300 €", "- Épicerie sociale itinérante pour les familles",
        "+de la Thiérache : 200 €", "- Maraudes : néant", "- Bus des droits : 500 €", TOTAL,
    )  # fmt: skip
    assert [(label, amount) for _, label, amount in told(ledger)] == [
        ("Garage solidaire", "300 €"),
        ("Épicerie sociale itinérante pour les familles de la Thiérache", "200 €"),
        ("Maraudes", "néant"), ("Bus des droits", "500 €"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_lines_without_a_bullet_are_joined_in_doubt(tmp_path: Path) -> None:
    ledger = read(
        tmp_path, "Garage solidaire : 300 €", "Épicerie sociale itinérante",
        "Aide alimentaire : 200 €", "Bus des droits : 500 €", TOTAL, step=12,
    )  # fmt: skip
    assert any("Épicerie sociale itinérante" in d for d in doubts(ledger)) or lost(ledger)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_an_action_without_an_amount_is_not_lost(tmp_path: Path, at: int) -> None:
    lines = ["- Garage solidaire : 300 €", "- Bus des droits : 700 €"]
    lines.insert(at, "- Maraudes")
    ledger = read(tmp_path, *lines, TOTAL)
    assert "Maraudes" in lost(ledger)
    assert len(ledger.lines) == 2


@pytest.mark.parametrize("place", ["over", "under"])
def test_what_stands_over_or_under_a_list_is_not_lost(tmp_path: Path, place: str) -> None:
    """An unknown heading, or an action that a page break cuts."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 780.0))
    pages.heading("Aisne")
    pages.canvas.setFont("Helvetica", 10)
    first = ["- Garage solidaire : 300 €", "- Bus des droits : 200 €"]
    second = ["- Aide alimentaire : 400 €", "- Épicerie : 100 €", TOTAL]
    if place == "under":
        first.append("- Maraudes")
    else:
        second = ["Volet mobilité", second[0], f"*{KNOWN}", *second[1:]]
    for page in (first, second):
        for line in page:
            pages.canvas.setFont("Helvetica-Bold" if line[0] == "*" else "Helvetica", 10)
            pages.canvas.drawString(50, pages.y, line.lstrip("*"))
            pages.y -= 14
        if page is first:
            pages.next()
    ledger = pages.read()
    assert ("Maraudes" if place == "under" else "Volet") in lost(ledger) or doubts(ledger)


@pytest.mark.parametrize("second", ["Épicerie sociale : 200 €", "Montant : 200 €"])
def test_what_begins_anew_after_a_bullet_is_joined_in_doubt(tmp_path: Path, second: str) -> None:
    ledger = read(
        tmp_path, "- Garage solidaire : 300 €", "- Volet alimentaire", second,
        "- Bus des droits : 500 €", TOTAL, step=12,
    )  # fmt: skip
    assert any("Volet alimentaire" in d for d in doubts(ledger)) or "Volet" in lost(ledger)


def test_a_list_in_two_columns_is_in_doubt(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "edition.pdf", (50.0, 780.0))
    pages.heading("Aisne")
    for x, orientation, names in ((50, KNOWN, "AB"), (430, "Prévenir le décrochage", "CD")):
        pages.canvas.setFont("Helvetica-Bold", 10)
        pages.canvas.drawString(x, pages.y, orientation)
        pages.canvas.setFont("Helvetica", 10)
        for at, name in enumerate(names, 1):
            pages.canvas.drawString(x, pages.y - 14 * at, f"- Garage {name} : 250 €")
    pages.canvas.drawString(50, pages.y - 60, TOTAL)
    ledger = pages.read()
    assert doubts(ledger) or lost(ledger)


def test_amounts_in_brackets_are_asked_about(tmp_path: Path) -> None:
    ledger = read(tmp_path, "- Bus des droits (1 000 €)", "Total Axe 1 (1 000 €)")
    assert any("négatifs" in d for d in doubts(ledger))


def test_the_mark_before_an_amount_in_a_column_is_no_part_of_its_label(tmp_path: Path) -> None:
    """Its amount ends where that of the total does, by the widths of the font."""
    ledger = read(tmp_path, "- Bus droits : 1 000 €", TOTAL)
    assert [label for _, label, _ in told(ledger)] == ["Bus droits"]


def test_a_hyphen_that_may_be_a_word_s_own_is_in_doubt(tmp_path: Path) -> None:
    ledger = read(
        tmp_path, "- Garage solidaire : 300 €", "- Une ressourcerie-", "+friperie : 200 €",
        "- Bus des droits : 500 €", TOTAL,
    )  # fmt: skip
    assert any("friperie" in d for d in doubts(ledger))


@pytest.mark.parametrize(("first", "rest"), [("", "300 €"), ("1", "300 €"), ("1 300", "€ ;")])
def test_an_amount_that_goes_over_to_a_line_of_its_own(
    tmp_path: Path, first: str, rest: str
) -> None:
    ledger = read(
        tmp_path, f"- Garage solidaire « Roule » : {first}".rstrip(), f"+{rest}",
        "- Bus des droits : 700 € ;", "- Épicerie sociale : 500 €.", TOTAL, step=12,
    )  # fmt: skip
    amount = f"{first} {rest.rstrip(' ;')}".strip()
    assert [(label, printed) for _, label, printed in told(ledger)] == [
        ("Garage solidaire « Roule »", amount), ("Bus des droits", "700 €"),
        ("Épicerie sociale", "500 €"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])


@pytest.mark.parametrize("said", ["nc", "en cours", "-", "à définir", "1 300 €"])
@pytest.mark.parametrize("headed", [True, False])
def test_a_page_read_as_text_that_may_hold_actions_is_in_doubt(
    tmp_path: Path, said: str, headed: bool
) -> None:
    """One action alone makes no list; nor do those without an amount."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 780.0))
    pages.heading("Aisne")
    for line in ("- Garage solidaire : 500 €", "- Bus des droits : 500 €", TOTAL):
        pages.canvas.setFont("Helvetica", 10)
        pages.canvas.drawString(50, pages.y, line)
        pages.y -= 14
    pages.next()
    if headed:
        pages.heading("Aisne")
    pages.canvas.setFont("Helvetica", 10)
    pages.canvas.drawString(50, pages.y, f"- Maraudes : {said}")
    ledger = pages.read()
    assert any("Maraudes" in text for text in (*doubts(ledger), *(x.label for x in ledger.lines)))


def after_a_list(path: Path, *lines: str) -> Ledger:
    """A page of lines, * bold, after a page of actions."""
    pages = Pages(path / "edition.pdf", (50.0, 780.0))
    pages.heading("Aisne")
    for page in (("- Garage : 500 €", "- Bus : 500 €", TOTAL), lines):
        for line in page:
            bold = line.startswith("*")
            pages.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 14 if bold else 10)
            pages.canvas.drawString(50, pages.y, line.lstrip("*"))
            pages.y -= 18
        pages.next()
    return pages.read()


SENTENCE = "L'État finance ici une équipe mobile à hauteur de 13 000 € versés en 2027."


@pytest.mark.parametrize("lines", [
    (f"*{KNOWN}", SENTENCE), (f"*{AXIS}", "*Département du Nord", SENTENCE),
    (f"*{KNOWN}", "- Une équipe mobile", "- Un café des parents"),
    (f"*{AXIS}", "*Département du Nord", "- Une équipe mobile", "- Un café des parents"),
    (f"*{KNOWN}", "- Maraudes : nc", "Montant total du Pacte : 1 000 €"),
    (f"*{KNOWN}", SENTENCE, "Montant total du Pacte : 1 000 €"),
    (f"*{KNOWN}", "- Maraudes : 2 000 €", "*Répartition des crédits de l'axe 1 par département"),
    ("Maraudes : en cours", "Un café : montant non connu"),
    ("Équipe mobile", "13 000 €", "Café des parents", "27 400 €"),
    ("*Département du Nord", "*Lien social", "Équipe mobile", "13 000 €", "Café", "27 400 €"),
    ("*Département du Nord", "*Lien social", "Équipe mobile", "13 000 €", "Total Axe 1 : 13 000 €"),
    (f"*{KNOWN}", "Équipe mobile : 950"),
])  # fmt: skip
def test_a_page_without_a_table_that_may_hold_actions_is_in_doubt(
    tmp_path: Path, lines: tuple[str, ...]
) -> None:
    """Some are taken for a table, and have words that nothing explains."""
    ledger = after_a_list(tmp_path, *lines)
    asked = any("pas lue comme une page d'actions" in d for d in doubts(ledger))
    assert asked or lost(ledger)


@pytest.mark.parametrize("lines", [
    ("*Contacts", "Préfecture : 03 20 30 40 50", "Département : 03 27 30 40 50"),
    ("*Chiffres clés", "124 actions", "7 contrats", "En 2026 : 118 actions"),
    (f"*{AXIS}", "L'État et ses partenaires engagent cette année 1 200 000 € pour les familles."),
    ("*Ce que dit le pacte", "- aller vers", "- les familles d'abord"),
])  # fmt: skip
def test_a_page_of_text_is_left_alone(tmp_path: Path, lines: tuple[str, ...]) -> None:
    ledger = after_a_list(tmp_path, *lines)
    assert (lost(ledger), doubts(ledger)) == ([], [])


@pytest.mark.parametrize("lead", [
    ", montant :", " (montant :", " – budget 2027 :", " - Subvention :", ". Montant :",
])  # fmt: skip
def test_the_words_that_lead_to_an_amount_are_no_part_of_its_label(
    tmp_path: Path, lead: str
) -> None:
    end = ")" if "(" in lead else ""
    ledger = read(
        tmp_path, f"- Garage solidaire{lead} 300 €{end}", f"- Épicerie, volet 2{lead} 200 €{end}",
        f"- Point conseil budget{lead} 500 €{end}", TOTAL,
    )  # fmt: skip
    labels = ["Garage solidaire", "Épicerie, volet 2", "Point conseil budget"]
    assert [label for _, label, _ in told(ledger)] == labels
    assert doubts(ledger) == []


@pytest.mark.parametrize("label", ["- Épicerie Montant :", "- Épicerie\n+budget :"])
def test_words_that_may_lead_to_an_amount_are_asked_about(tmp_path: Path, label: str) -> None:
    first, *rest = f"{label} 300 €".split("\n")
    ledger = read(tmp_path, first, *rest, "- Garage : 700 €", TOTAL, step=12)
    assert doubts(ledger) or lost(ledger)


@pytest.mark.parametrize("label", ["Point conseil budget", "Aide au financement"])
def test_words_of_a_label_that_name_amounts_are_its_own(tmp_path: Path, label: str) -> None:
    ledger = read(tmp_path, f"- {label} : 300 €", "- Garage : 700 €", TOTAL)
    assert [x for _, x, _ in told(ledger)] == [label, "Garage"]
    assert doubts(ledger) == []


SCHOOL = "Prévenir le décrochage scolaire"
Column = list[tuple[str, float]]


def side_by_side(path: Path, left: Column, right: Column) -> Ledger:
    """Two lists under the title of one axis; of each line, how far it is below the top."""
    pages = Pages(path / "edition.pdf", (50.0, 780.0))
    pages.canvas.setFont("Helvetica-Bold", 14)
    pages.canvas.drawString(50, pages.y, AXIS)
    for x, column in ((50, left), (430, right)):
        for text, down in column:
            name = "Helvetica-Bold" if text[0] == "*" else "Helvetica"
            pages.canvas.setFont(name, 10)
            pages.canvas.drawString(x, pages.y - 30 - down, text.lstrip("*"))
    return pages.read()


def listed(*lines: str) -> Column:
    return [(line, 13.0 * at) for at, line in enumerate(lines)]


def test_lists_of_two_territories_side_by_side(tmp_path: Path) -> None:
    left = listed("*Aisne", f"*{KNOWN}", "- Garage : 300 €", "- Bus : 200 €", f"*{SCHOOL}",
                  "- Tutorat : 500 €", TOTAL)  # fmt: skip
    right = listed("*Nord", f"*{SCHOOL}", "- Internat : nc", "- Un café des parents pour les",
                   "  familles : 700 €", "Total Axe 1 : 700 €")  # fmt: skip
    ledger = side_by_side(tmp_path, left, right)
    assert [(x.territory, x.orientation, x.label) for x in ledger.lines] == [
        ("02", KNOWN, "Garage"), ("02", KNOWN, "Bus"), ("02", SCHOOL, "Tutorat"),
        ("59", SCHOOL, "Internat"), ("59", SCHOOL, "Un café des parents pour les familles"),
    ]  # fmt: skip
    assert [(t.territory, t.amount.cents) for t in ledger.totals] == [
        ("02", 1000_00),
        ("59", 700_00),
    ]
    assert (lost(ledger), doubts(ledger)) == ([], [])


@pytest.mark.parametrize("first", [True, False])
def test_a_title_that_may_head_both_lists_leaves_them_in_doubt(tmp_path: Path, first: bool) -> None:
    """Over the left one, as a title over rows of cells: at their head, or further down."""
    left = [("*Aisne", 0.0), (f"*{SCHOOL}", 13.0), ("- Garage : 300 €", 26.0),
            (f"*{KNOWN}", 52.0), ("- Bus : 700 €", 78.0), (TOTAL, 91.0)]  # fmt: skip
    right = [("*Nord", 0.0), (f"*{SCHOOL}", 13.0), ("- Internat : 300 €", 26.0),
             ("- Tutorat : 700 €", 78.0), (TOTAL, 91.0)]  # fmt: skip
    if first:
        left.remove((f"*{KNOWN}", 52.0))
        right.remove((f"*{SCHOOL}", 13.0))
    ledger = side_by_side(tmp_path, left, right)
    assert doubts(ledger) or lost(ledger)

"""Amounts printed bare under words that say thousands or millions: a person is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain import Ambiguity, ControlName, PageKind
from pipeline.extract.read import read_pages
from pipeline.extract.reading import PageReading
from pipeline.extract.units import Says, says, unit_doubts
from pipeline.normalise.money import FRENCH
from tests.factory.content import hauts_de_france

WIDTH, HEIGHT = 842.0, 595.0
AXIS = "AXE 1 - Prévenir la pauvreté et lutter contre les inégalités dès l'enfance"
LEFT, RIGHT, ROW = 50.0, 780.0, 24.0
BARE = (("Aide alimentaire", "1 250"), ("Conciergerie", "750"), ("Total Axe 1", "2 000"))
EUROS = tuple((label, f"{amount} €") for label, amount in BARE)
PROSE = (
    "Le Pacte des solidarités est signé pour trois ans par les territoires de la région.",
    "L'État investit 30 millions d'euros et les crédits de la région, en 2025, font",
    "plus de 20 M€ : plusieurs millions d'euros iront aux familles, et quelques k€ aux écoutants.",
    "Chaque contrat local précise les actions que les partenaires mènent dans l'année.",
)


class Pages:
    """Pages of tables and of text drawn by hand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))

    def table(
        self,
        rows: Sequence[Sequence[str]],
        heads: Sequence[str] = (),
        caption: str = "",
        foot: str = "",
        territory: str = "Aisne",
        axis: str = AXIS,
    ) -> None:
        """A page with one table: a caption over it, the lines of the head of its amounts."""
        self.canvas.setFont("Helvetica-Bold", 15)
        self.canvas.drawString(LEFT, HEIGHT - 60, territory)
        self.canvas.setFont("Helvetica-Bold", 12)
        self.canvas.drawString(LEFT, HEIGHT - 82, axis)
        self.canvas.setFont("Helvetica", 10)
        self.canvas.drawString(LEFT, HEIGHT - 100, caption)
        if heads:
            self.canvas.drawString(LEFT + 4, HEIGHT - 122, "Intitulé de l'action")
        for i, line in enumerate(heads):
            self.canvas.drawRightString(RIGHT - 4, HEIGHT - 122 - 12 * i, line)
        y = HEIGHT - 130 - 12 * max(len(heads) - 1, 0)
        for label, amount in rows:
            self.canvas.line(LEFT, y, RIGHT, y)
            self.canvas.drawString(LEFT + 4, y - 16, label)
            self.canvas.drawRightString(RIGHT - 4, y - 16, amount)
            y -= ROW
        self.canvas.line(LEFT, y, RIGHT, y)
        self.canvas.drawString(LEFT, y - 40, foot)
        self.canvas.showPage()

    def text(self, *lines: str) -> None:
        self.canvas.setFont("Helvetica", 11)
        for i, line in enumerate(lines):
            self.canvas.drawString(LEFT, HEIGHT - 100 - 14 * i, line)
        self.canvas.showPage()

    def readings(self) -> list[PageReading]:
        self.canvas.save()
        outcomes = read_pages(self.path, hauts_de_france("2027"), FRENCH, jobs=1)
        return [o.taken for o in outcomes]

    def doubts(self) -> list[Ambiguity]:
        return list(unit_doubts(self.readings()))

    def held(self) -> list[int]:
        return [d.page for d in self.doubts()]


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return Pages(tmp_path / "edition.pdf")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Montant", Says.NOTHING),
        ("Montant (en €)", Says.NOTHING),
        ("Montant en euros", Says.NOTHING),
        ("L'État investit 30 millions d'euros", Says.NOTHING),
        ("plusieurs millions d'euros", Says.NOTHING),
        ("12 k€", Says.NOTHING),
        ("des milliers d'euros d'économies", Says.NOTHING),
        ("k€", Says.BARE),
        ("Crédits 2025 (M€)", Says.BARE),
        ("en k€", Says.MARK),
        ("(En milliers d’euros)", Says.MARK),
        ("Unité : millier d'euros", Says.MARK),
        ("en KEUR", Says.MARK),
        ("en Md€", Says.MARK),
        ("Montant (en k€)", Says.STATEMENT),
        ("Crédits en milliers d'euros", Says.STATEMENT),
        ("Les montants sont exprimés en milliers d'euros.", Says.RULE),
        ("Sauf mention contraire, les sommes indiquées ici sont en M€.", Says.RULE),
        ("Amounts are stated in thousands of euros", Says.RULE),
    ],
)
def test_what_words_say_of_a_unit(text: str, level: Says) -> None:
    assert says(text) is level


@pytest.mark.parametrize(
    "heads",
    [
        ("Montant (en k€)",),
        ("Montant", "(en k€)"),
        ("Crédits en", "milliers d'euros"),
        ("Crédits en", "milliers", "d'euros"),
        ("En k€",),
        ("M€",),
        ("Montant (k€)",),
    ],
)
def test_a_head_in_thousands_or_millions_holds_bare_amounts(
    pages: Pages, heads: Sequence[str]
) -> None:
    pages.table(BARE, heads)
    (held,) = pages.doubts()
    assert held.control == ControlName.CONSERVATION
    assert held.page == 1
    assert held.found == "1 250"
    assert held.message.startswith(f"cette page dit « {' '.join(heads)} »")


def test_a_caption_or_a_note_does_too(pages: Pages) -> None:
    pages.table(BARE, ("Montant",), caption="Actions du contrat (en milliers d'euros)")
    assert pages.held() == [1]


@pytest.mark.parametrize(
    "label",
    ["Total Axe 1 (k€)", "Total Axe 1 (milliers €)", "Total Axe 1 – K€", "Total Axe 1 k€"],
)
def test_the_label_of_a_total_does_too(pages: Pages, label: str) -> None:
    pages.table((*BARE[:2], (label, "2 000")), ("Montant",))
    assert pages.held() == [1]


def test_a_heading_does_too(pages: Pages) -> None:
    pages.table(BARE, ("Montant",), axis=f"{AXIS} (k€)")
    assert pages.held() == [1]


def test_the_label_of_a_row_does_not(pages: Pages) -> None:
    """Its multiple is of what it counts."""
    rows = (("Aide aux projets de plus de 10 k€", "1 250"), *BARE[1:])
    pages.table(rows, ("Montant",))
    assert pages.held() == []


def test_so_does_a_note_at_the_foot(pages: Pages) -> None:
    pages.table(BARE, ("Montant",), foot="Note : crédits en k€")
    assert pages.held() == [1]


@pytest.mark.parametrize("heads", [(), ("Montant",), ("Montant (en €)",), ("Montant en euros",)])
def test_other_heads_hold_nothing(pages: Pages, heads: Sequence[str]) -> None:
    pages.table(BARE, heads)
    assert pages.held() == []


def test_amounts_with_their_sign_are_sure(pages: Pages) -> None:
    pages.text("Les montants sont exprimés en milliers d'euros.")
    pages.table(EUROS, ("Montant (en k€)",))
    assert pages.held() == []


def test_a_head_holds_for_the_pages_that_follow_under_it(pages: Pages) -> None:
    pages.table(BARE, ("Montant",))
    pages.table(BARE, ("Crédits (en k€)",), territory="Nord")
    pages.table(BARE, territory="Oise")
    pages.table(BARE, ("Montant",), territory="Pas-de-Calais")
    pages.table(BARE, territory="Somme")
    doubts = pages.doubts()
    assert [d.page for d in doubts] == [2, 3]
    assert doubts[1].message.startswith("la page 2 dit")


def test_a_caption_holds_for_the_pages_that_repeat_its_heads(pages: Pages) -> None:
    pages.table(BARE, ("Montant",), caption="(en k€)")
    pages.table(BARE, ("Montant",), territory="Nord")
    pages.table(BARE, ("Crédits alloués",), territory="Oise")
    assert pages.held() == [1, 2]


@pytest.mark.parametrize(
    "lines",
    [
        ("Les montants sont exprimés en milliers d'euros.",),
        (
            "Tous les crédits de ce document figurent, sauf mention contraire, en millions",
            "d'euros.",
        ),
        ("Sommes en k€",),
    ],
)
def test_a_statement_on_a_page_of_text_holds_all_bare_pages(
    pages: Pages, lines: Sequence[str]
) -> None:
    pages.table(BARE, ("Montant",))
    pages.text(*PROSE, *lines)
    pages.table(EUROS, ("Montant",), territory="Nord")
    pages.table(BARE, ("Crédits",), territory="Oise")
    pages.table(BARE, ("Montant (en €)",), territory="Somme")
    assert pages.held() == [1, 4]


def test_a_title_may_give_the_unit_of_the_document(pages: Pages) -> None:
    pages.text("Contrats locaux des solidarités 2027", "(en milliers d'euros)")
    pages.table(BARE, ("Montant",))
    assert pages.held() == [2]


def test_prose_about_millions_is_no_statement(pages: Pages) -> None:
    pages.text(*PROSE)
    pages.table(BARE, ("Montant",))
    assert pages.held() == []


def test_a_rule_in_a_note_holds_the_pages_before_it(pages: Pages) -> None:
    pages.table(BARE, ("Montant",))
    pages.table(
        BARE, ("Crédits",), territory="Nord", foot="Les montants sont exprimés en milliers d'euros."
    )
    assert pages.held() == [1, 2]


def test_a_chart_neither_gives_nor_takes(pages: Pages) -> None:
    pages.text("Les montants sont exprimés en millions d'euros.")
    pages.table(BARE, ("Montant",))
    text, table = pages.readings()
    chart = replace(text, kind=PageKind.CHART)
    assert [d.page for d in unit_doubts([text, table])] == [2]
    assert list(unit_doubts([chart, table])) == []
    assert list(unit_doubts([text, replace(table, kind=PageKind.CHART)])) == []


def test_a_page_of_numbers_is_no_title(pages: Pages) -> None:
    pages.text("Pauvreté (en millions d'euros)", "", "12,5", "", "7,5", "", "3,0")
    pages.table(BARE, ("Montant",))
    assert pages.held() == []


@pytest.mark.parametrize(
    "text",
    ["Montant (en milliers)", "Crédits en K", "Montant en kE", "Montants en centaines d'euros"],
)
def test_a_multiple_without_its_euros_is_one(text: str) -> None:
    assert says(text) >= Says.BARE


def test_millions_of_people_are_no_multiple() -> None:
    assert says("Une région qui compte en millions d'habitants ses usagers") is Says.NOTHING

"""Labels that the document holds otherwise than the page shows: cut, glued, less a letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hand_drawn import Pages, doubts


def with_label(path: Path, label: str, shown: float | None = None) -> list[str]:
    """The doubts of a page with a row of this label, of which so many points are shown."""
    pages = Pages(path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    canvas = pages.canvas
    canvas.setFont("Helvetica", 10)
    canvas.saveState()
    if shown is not None:
        clip = canvas.beginPath()
        clip.rect(50, pages.y - 5, shown, 20)
        canvas.clipPath(clip, stroke=0)
    canvas.drawString(50, pages.y, label)
    canvas.restoreState()
    canvas.drawString(700, pages.y, "700 €")
    for step, (text, amount) in enumerate((("Garage", "300 €"), ("Total Axe 1", "1 000 €")), 1):
        canvas.drawString(50, pages.y - 24 * step, text)
        canvas.drawString(700, pages.y - 24 * step, amount)
    return doubts(pages.read())


def test_a_label_that_its_cell_cuts_within_a_word_is_in_doubt(tmp_path: Path) -> None:
    (told,) = with_label(tmp_path, "Accompagnement des familles monoparentales", 160)
    assert "se poursuit dans le document" in told


def test_a_label_shown_whole_or_hidden_after_a_word_is_not(tmp_path: Path) -> None:
    assert with_label(tmp_path, "Accompagnement des familles monoparentales") == []
    assert with_label(tmp_path, "Accompagnement    (variante)", 85) == []


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("Ateliersdecuisineetdebudget", "semble fait de plusieurs mots"),
        ("Suivi des bénéfciaires", "semble avoir perdu des lettres"),
        ("Un certifcat de langue", "semble avoir perdu des lettres"),
        ("+ Accueil de jour", "commence par un signe"),
        ("# Mobilité", "commence par un signe"),
    ],
)
def test_a_word_that_is_none_is_in_doubt(tmp_path: Path, label: str, message: str) -> None:
    (told,) = with_label(tmp_path, label)
    assert message in told


@pytest.mark.parametrize(
    "label",
    [
        "Gouvernance intercommunalité",
        "Fonds d'aide CAF",
        "Mittelschaeffolsheim",
        "ADIFLOR",
        "+ de 60 ans",
    ],
)
def test_long_words_names_and_acronyms_are_not(tmp_path: Path, label: str) -> None:
    assert with_label(tmp_path, label) == []

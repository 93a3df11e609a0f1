"""Dots and dashes that lead from a label to its amount are part of neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from pipeline.normalise.hyphens import REPLACEMENT
from tests.factory.scene import Face
from tests.hand_drawn import KNOWN, Pages, doubts, lost

LABELS = {
    "Garage solidaire « Roule »": "60 000 €",
    "Petits déjeuners en REP et REP+": "97 271 €",
    "France Victime 60": "7 200 €",
    "Bons, aides au permis, etc.": "500 €",
}
LEFT, RIGHT = 50.0, 480.0


def led(path: Path, mark: str, between: str = "", gap: float = 1.3) -> Pages:
    """Each label, its leader from `gap` points after it to the amount, and the amount flush right;
    a total without."""
    pages = Pages(path / "edition.pdf", (LEFT, RIGHT))
    pages.heading("Aisne")
    draw = pages.canvas
    pages.y -= 20
    draw.setFont("Helvetica-Bold", 10)
    draw.drawString(LEFT, pages.y, KNOWN)
    draw.setFont("Helvetica", 10)
    for label, amount in LABELS.items():
        pages.y -= 16
        draw.drawString(LEFT, pages.y, label)
        x = LEFT + stringWidth(label, "Helvetica", 10) + gap
        end = RIGHT - stringWidth(amount, "Helvetica", 10)
        step = stringWidth(mark + between, "Helvetica", 10)
        draw.drawString(x, pages.y, (mark + between) * int((end - x) / step))
        draw.drawRightString(RIGHT, pages.y, amount)
    pages.y -= 16
    draw.drawString(LEFT, pages.y, "Total Axe 1")
    draw.drawRightString(RIGHT, pages.y, "164 971 €")
    return pages


@pytest.mark.parametrize("gap", [0.3, 1.3])
@pytest.mark.parametrize("mark", [".", "…", "·", "_", "-", "–", "=", ">", ". ", "· ", "- "])
def test_a_leader_between_a_label_and_its_amount(tmp_path: Path, mark: str, gap: float) -> None:
    ledger = led(tmp_path, mark.strip(), mark[1:], gap).read()
    told = {line.label: line.amount.printed for line in ledger.lines}
    assert told == LABELS
    assert {line.orientation for line in ledger.lines} == {KNOWN}
    assert not doubts(ledger)
    assert not lost(ledger)


@pytest.mark.parametrize("mark", [" : ", " = "])
def test_a_mark_between_an_amount_and_its_label(tmp_path: Path, mark: str) -> None:
    pages = Pages(tmp_path / "edition.pdf", (LEFT, RIGHT))
    pages.heading("Aisne")
    pages.canvas.setFont("Helvetica", 10)
    for label, amount in (*LABELS.items(), ("Total Axe 1", "164 971 €")):
        pages.canvas.drawString(LEFT, pages.y, f"{amount}{mark}{label}")
        pages.y -= 16
    ledger = pages.read()
    assert not doubts(ledger)
    assert {line.label: line.amount.printed for line in ledger.lines} == LABELS


@pytest.mark.parametrize("marks", [1, 2, 3])
def test_a_leader_with_room_for_few_marks(tmp_path: Path, marks: int) -> None:
    pages = led(tmp_path, ".")
    label = "Bons d'aide"
    dots = "." * marks
    end = RIGHT - stringWidth("1 971 €", "Helvetica", 10)
    pages.y -= 32
    pages.canvas.drawString(
        end - 1 - stringWidth(label + dots, "Helvetica", 10), pages.y, label + dots
    )
    pages.canvas.drawRightString(RIGHT, pages.y, "1 971 €")
    assert [a.label for a in pages.read().lines][-1] == label


@pytest.mark.parametrize("mark", [".", "…", "_", "-"])
def test_leaders_that_stand_in_a_column_of_their_own(tmp_path: Path, mark: str) -> None:
    pages = Pages(tmp_path / "edition.pdf", (LEFT, RIGHT))
    pages.heading("Aisne")
    pages.canvas.setFont("Helvetica", 10)
    for label, amount in LABELS.items():
        pages.canvas.drawString(LEFT, pages.y, label)
        pages.canvas.drawString(320, pages.y, mark * 8)
        pages.canvas.drawRightString(RIGHT, pages.y, amount)
        pages.y -= 16
    pages.canvas.drawString(LEFT, pages.y, "Total Axe 1 : 164 971 €")
    ledger = pages.read()
    assert {line.label: line.amount.printed for line in ledger.lines} == LABELS
    assert not doubts(ledger)


@pytest.mark.parametrize("mark", [None, ".", "…", "·", "_", "-", ". "])
@pytest.mark.parametrize("label", [
    "Soutien aux épiceries ... et aux jardins", "Hébergement des femmes avec enfants ...",
    "Notes de 1 .. 3 et plus", "Remise d'une cle_usb aux jeunes", "Code APL_2_2027",
    "Aide -- volet 2", "Bourses ===> permis",
])  # fmt: skip
def test_marks_that_are_a_label_s_own_are_kept(
    tmp_path: Path, label: str, mark: str | None
) -> None:
    """Beside others that leaders lead to their amounts, or none."""
    pages = led(tmp_path, (mark or " ").strip() or " ", (mark or " ")[1:])
    pages.y -= 32
    pages.canvas.drawString(LEFT, pages.y, label)
    pages.canvas.drawRightString(RIGHT, pages.y, "1 971 €")
    assert [line.label for line in pages.read().lines][-1] == label


@pytest.mark.parametrize("apart", [0.0, 2.8])
def test_a_dot_that_touches_its_word_where_leaders_stand_apart_is_in_doubt(
    tmp_path: Path, apart: float
) -> None:
    pages = led(tmp_path, ".", " ", apart)
    pages.y -= 32
    pages.canvas.drawString(LEFT, pages.y, "Permanences à St" + ". " * 40)
    pages.canvas.drawRightString(RIGHT, pages.y, "1 971 €")
    ledger = pages.read()
    if apart:
        assert REPLACEMENT in ledger.lines[-1].label
    else:
        assert ledger.lines[-1].label == "Permanences à St"


def test_a_leader_of_three_dashes_where_others_are_longer(tmp_path: Path) -> None:
    pages = led(tmp_path, "-")
    label = "Un réseau"
    pages.y -= 32
    end = RIGHT - stringWidth("1 971 €", "Helvetica", 10)
    pages.canvas.drawRightString(end - 2, pages.y, label + "---")
    pages.canvas.drawRightString(RIGHT, pages.y, "1 971 €")
    assert [x.label for x in pages.read().lines][-1] == label


def test_an_underscore_is_seen(tmp_path: Path) -> None:
    """Its ink lies further under the line than any letter's, in the faces of office suites."""
    face = Face("LiberationSans")
    pdfmetrics.registerFont(TTFont(face.name, str(face.path)))
    pages = Pages(tmp_path / "edition.pdf", (LEFT, RIGHT))
    pages.heading("Aisne")
    pages.y = 385
    pages.canvas.setFont(face.name, 10)
    for label in ("- Remise de cle_usb aux jeunes : 500 €", "- Le projet_2027 : 500 €",
                  "Total Axe 1 : 1 000 €"):  # fmt: skip
        pages.canvas.drawString(LEFT, pages.y, label)
        pages.y -= 14
    labels = [line.label for line in pages.read().lines]
    assert labels == ["Remise de cle_usb aux jeunes", "Le projet_2027"]

"""Where one table ends and the next begins."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.check import check_document

Line = tuple[float, str, str]  # points under the line above, text at the left, text at the right


def computed(
    path: Path, *lines: Line, head: float = 300, ruled: bool = True
) -> list[tuple[float, str]]:
    """What each total of a page of lines adds up to, and its verdict. Amounts end at one x, other
    text at the right begins at `head`. Lines of two texts may be `ruled`."""
    canvas = Canvas(str(path / "a.pdf"), pagesize=(595, 842))
    y = 800.0
    for step, left, right in lines:
        y -= step
        canvas.setFont("Helvetica-Bold" if left.startswith("Total") else "Helvetica", 10)
        canvas.drawString(60, y, left)
        if ruled and right:
            canvas.rect(55, y - 4, 450, 16)
            canvas.line(280, y - 4, 280, y + 12)
        if right[:1].isdigit():
            canvas.drawRightString(500, y, right)
        else:
            canvas.drawString(head, y, right)
    canvas.save()
    return [
        ((t.computed or 0) / 100, str(t.verdict)) for t in check_document(path / "a.pdf").totals
    ]


OFFERS: tuple[Line, ...] = (
    (0, "Offres reçues", ""), (30, "Entreprise", "Offre"), (16, "SAS Dupré", "124 000,00"),
    (16, "Ets Morel", "98 000,00"), (16, "SARL Lenoir", "104 000,00"),
)  # fmt: skip
PLAN: tuple[Line, ...] = (
    (16, "État", "28 000,00"),
    (16, "Région", "30 000,00"),
    (16, "Total", "58 000,00"),
)


@pytest.mark.parametrize(
    "between",
    [
        [(30.0, "Plan de financement", ""), (26.0, "Financeur", "Montant")],
        [(30.0, "Financeur", "Montant")],
        [(30.0, "Item", "£")],
        [(26.0, "Le conseil retient la moins chère.", ""), (26.0, "Poste", "Coût")],
    ],
)
@pytest.mark.parametrize("head", [300, 460])
@pytest.mark.parametrize("ruled", [True, False])
def test_heads_begin_another_table_after_one_without_a_total(
    between: list[Line], head: float, ruled: bool, tmp_path: Path
) -> None:
    found = computed(tmp_path, *OFFERS, *between, *PLAN, head=head, ruled=ruled)
    assert found == [(58000, "foots")]


def test_one_total_may_close_tables_under_the_same_heads(tmp_path: Path) -> None:
    head = (30.0, "Financeur", "Montant")
    parts = (head, (16.0, "Commune", "2 000,00"), head, *PLAN[:2], (16.0, "Total", "60 000,00"))
    assert computed(tmp_path, *parts) == [(60000, "foots")]


def test_a_heading_inside_of_a_table_does_not_end_it(tmp_path: Path) -> None:
    section = (24.0, "Recettes attendues", "")
    parts = (*OFFERS[2:4], section, *PLAN[:2], (16.0, "Total", "280 000,00"))
    assert computed(tmp_path, *parts) == [(280000, "foots")]


def test_text_in_place_of_an_amount_does_not_end_a_table(tmp_path: Path) -> None:
    told = (16.0, "SARL Lenoir", "à préciser")
    parts = (*OFFERS[1:4], told, *PLAN[:2], (16.0, "Total", "70 000,00"))
    assert computed(tmp_path, *parts, head=450) == [(280000, "differs")]


def test_a_total_of_the_lines_under_a_heading_alone_is_not_said_to_be_wrong(tmp_path: Path) -> None:
    section = (24.0, "Recettes attendues", "")
    assert computed(tmp_path, *OFFERS[2:4], section, *PLAN) == [(280000, "unverifiable")]

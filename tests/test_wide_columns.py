"""Columns wider than their amounts: heads stand in their cells' middle, the amounts at an edge."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.domain import Ledger
from tests.hand_drawn import KNOWN, Pages, doubts, lost

RIGHTS = "Accès aux droits et à la santé"
LABELS = ("Garage", "Bus")
HELD = ("300 €", "200 €")


def table(pages: Pages, edges: Sequence[float], heads: Sequence[str], amounts: str) -> None:
    """Two rows under `heads`, one over each cell's middle; `amounts` are flush "left" or "right"
    in cells that begin at `edges` (points) but for the first, which holds the labels."""
    canvas = pages.canvas
    canvas.setFont("Helvetica-Bold", 10)
    for head, (x0, x1) in zip(heads, pairwise(edges), strict=True):
        canvas.drawCentredString((x0 + x1) / 2, pages.y, head)
    canvas.setFont("Helvetica", 10)
    for label, amount in zip(LABELS, HELD, strict=True):
        pages.y -= 22
        canvas.drawString(edges[0] + 4, pages.y, label)
        for at, (x0, x1) in enumerate(pairwise(edges[1:]), 1):
            text = f"{at}{amount}"
            if amounts == "left":
                canvas.drawString(x0 + 4, pages.y, text)
            else:
                canvas.drawRightString(x1 - 4, pages.y, text)
    pages.y -= 30


def total(pages: Pages, edges: Sequence[float], amounts: Sequence[str], flush: str) -> None:
    pages.canvas.drawString(edges[0] + 4, pages.y, "Total Axe 1")
    for amount, (x0, x1) in zip(amounts, pairwise(edges[1:]), strict=True):
        if flush == "left":
            pages.canvas.drawString(x0 + 4, pages.y, amount)
        else:
            pages.canvas.drawRightString(x1 - 4, pages.y, amount)


def one(tmp_path: Path, heads: Sequence[str], flush: str = "left") -> Ledger:
    pages = Pages(tmp_path / "edition.pdf", (50.0, 780.0))
    pages.heading("Aisne")
    edges = (50.0, 500.0, 780.0)
    table(pages, edges, heads, flush)
    total(pages, edges, ["2 500 €"], flush)
    return pages.read()


@pytest.mark.parametrize("flush", ["left", "right"])
def test_a_head_far_from_the_amounts_of_its_one_column(tmp_path: Path, flush: str) -> None:
    ledger = one(tmp_path, ("Action", "Montant"), flush)
    assert [(x.label, x.amount.printed) for x in ledger.lines] == [
        ("Garage", "1300 €"), ("Bus", "1200 €"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])


def test_a_head_that_does_not_say_what_amounts_are_is_none_of_theirs(tmp_path: Path) -> None:
    """It may be that of a column of text whose cells are empty."""
    assert lost(one(tmp_path, ("Action", "Observations"))) == ["Observations"]


@pytest.mark.parametrize("flush", ["left", "right"])
def test_as_many_heads_as_columns_are_theirs_in_order(tmp_path: Path, flush: str) -> None:
    """In tables of widths of their own, too, of which one has a column where another has a head."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 780.0))
    pages.heading("Aisne")
    edges = ((50.0, 300.0, 540.0, 780.0), (50.0, 450.0, 615.0, 780.0))
    for orientation, at in zip((RIGHTS, KNOWN), edges, strict=True):
        pages.canvas.setFont("Helvetica-Bold", 11)
        pages.canvas.drawString(50, pages.y, orientation)
        pages.y -= 24
        table(pages, at, ("Action", "Montant 2026", "Montant 2027"), flush)
    total(pages, edges[1], ["5 000 €", "9 000 €"], flush)
    ledger = pages.read("Montant 2027")
    assert [(x.orientation, x.label, x.amount.printed) for x in ledger.lines] == [
        (RIGHTS, "Garage", "2300 €"), (RIGHTS, "Bus", "2200 €"),
        (KNOWN, "Garage", "2300 €"), (KNOWN, "Bus", "2200 €"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])

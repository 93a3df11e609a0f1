"""Fonts that every PDF viewer has and no file holds: their metrics are the readers' libraries'."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.readers.camelot import CamelotReader
from pipeline.extract.readers.plumber import PlumberReader
from pipeline.extract.shown import Shown
from tests.hand_drawn import Pages, doubts, lost

SIDE = np.arange(2000, dtype=np.int32)
SEEN = Shown(np.multiply.outer(SIDE, SIDE), {})  # ink everywhere


@pytest.mark.parametrize("reader", [PlumberReader, CamelotReader])
@pytest.mark.parametrize("font", ["Helvetica", "Helvetica-Bold", "Times-Roman", "Courier"])
def test_the_euro_has_its_width(
    tmp_path: Path,
    reader: Callable[[Path, Sequence[int]], AbstractContextManager[PlumberReader | CamelotReader]],
    font: str,
) -> None:
    """Both libraries leave it out: one gives it no room, the other an em."""
    path = tmp_path / "page.pdf"
    canvas = Canvas(str(path))
    canvas.setFont(font, 10)
    canvas.drawString(50, 700, "900€ versés")
    canvas.save()
    with reader(path, [1]) as opened:
        first, second = opened.content(1, SEEN).words
    assert first.box.x1 == pytest.approx(50 + stringWidth("900€", font, 10))
    assert second.box.x0 == pytest.approx(50 + stringWidth("900€ ", font, 10))


def test_a_dash_flush_right_with_amounts_is_in_their_column(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "edition.pdf", (50.0, 600.0, 780.0))
    pages.heading("Aisne")
    pages.table([("Garage", "300 €"), ("Bus", ""), ("Total Axe 1", "300 €")], ruled=False)
    pages.canvas.drawRightString(776, pages.y + 40 + 32, "-")
    ledger = pages.read()
    assert [(line.label, line.amount.printed) for line in ledger.lines] == [
        ("Garage", "300 €"), ("Bus", "-"),
    ]  # fmt: skip
    assert (lost(ledger), doubts(ledger)) == ([], [])

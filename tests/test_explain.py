"""One page explained: what is printed and what is drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from pipeline.cli import main
from tests.published import RAW_2025


def test_a_page_is_drawn_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "page.png"
    assert main(["explain", str(RAW_2025), "--page", "7", "--output", str(target)]) == 0
    told = capsys.readouterr().out
    assert "pdfplumber     5 lignes  retenue : totaux retrouvés" in told
    assert "S  Total Axe 1  451 922€" in told
    assert "Mots inexpliqués : aucun" in told
    with Image.open(target) as picture:
        assert picture.size == (1920, 1080)
        blue = (0, 99, 203)
        assert sum(n for n, colour in picture.getcolors(1 << 24) or () if colour == blue) > 500


def test_a_page_that_the_document_lacks_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(RAW_2025), "--page", "99"]) == 2
    assert "pas de page 99" in capsys.readouterr().err

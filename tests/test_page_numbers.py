"""Printed page numbers follow the pages' rank; years and codes at a page's head do not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.pagenumbers import printed_pages
from pipeline.extract.read import read_pages
from pipeline.extract.reading import PageReading
from pipeline.normalise.money import FRENCH
from tests.factory.content import hauts_de_france

WIDTH, HEIGHT = 595.0, 842.0


def read(path: Path, heads: Sequence[str], feet: Sequence[str]) -> list[PageReading]:
    """The readings of pages of text with these heads and feet ("" for none), as they are read."""
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    for i, (head, foot) in enumerate(zip(heads, feet, strict=True)):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, HEIGHT - 40, head)
        canvas.drawString(50, HEIGHT / 2, f"Texte de la page {'abcdefghij'[i]}")
        canvas.drawRightString(WIDTH - 50, 30, foot)
        canvas.showPage()
    canvas.save()
    outcomes = read_pages(path, hauts_de_france("2027"), FRENCH, jobs=1)
    return [o.taken for o in outcomes]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return tmp_path / "edition.pdf"


def numbers(readings: Sequence[PageReading]) -> list[str | None]:
    return [r.printed_page for r in readings]


def test_front_pages_may_have_no_number(pdf: Path) -> None:
    readings = read(pdf, [""] * 5, ["", "", "1", "2", "3"])
    assert printed_pages(readings) == readings
    assert numbers(readings) == [None, None, "1", "2", "3"]


def test_a_year_on_each_page_is_no_page_number(pdf: Path) -> None:
    readings = read(pdf, ["2025"] * 4, [""] * 4)
    assert numbers(readings) == ["2025"] * 4
    assert numbers(printed_pages(readings)) == [None] * 4


def test_a_code_or_a_year_amid_numbered_pages_is_none(pdf: Path) -> None:
    readings = read(pdf, ["2025", "", "59", "", ""], ["", "2", "", "4", "5"])
    assert numbers(printed_pages(readings)) == [None, "2", None, "4", "5"]


def test_the_number_that_follows_is_taken_of_two(pdf: Path) -> None:
    readings = read(pdf, ["02", "59", "60", "80"], ["p. 7", "p. 8", "p. 9", "10 / 12"])
    assert numbers(printed_pages(readings)) == ["7", "8", "9", "10"]


def test_a_code_that_is_read_first_does_not_hide_the_number(pdf: Path) -> None:
    readings = read(pdf, ["1", "2", "3", "4"], ["02", "59", "60", "80"])
    assert numbers(readings) == ["02", "59", "60", "80"]
    assert numbers(printed_pages(readings)) == ["1", "2", "3", "4"]


def test_codes_that_follow_nothing_are_none(pdf: Path) -> None:
    readings = read(pdf, ["02", "59", "60", "80"], [""] * 4)
    assert numbers(printed_pages(readings)) == [None] * 4


@pytest.mark.parametrize(
    ("feet", "kept"),
    [
        (["", "7"], [None, "7"]),
        (["2025", "2"], [None, "2"]),
        (["7", "8", ""], ["7", "8", None]),
        (["7", "9"], [None, None]),
        (["", "02", ""], [None, None, None]),
        (["", "59", "", ""], [None, None, None, None]),
    ],
)
def test_few_numbers_are_kept_where_they_are_half_of_a_document(
    pdf: Path, feet: list[str], kept: list[str | None]
) -> None:
    assert numbers(printed_pages(read(pdf, [""] * len(feet), feet))) == kept


def test_the_words_keep_their_place(pdf: Path) -> None:
    before = read(pdf, ["2025"] * 3, [""] * 3)
    for one, other in zip(before, printed_pages(before), strict=True):
        assert one.leftovers == other.leftovers
        assert "2025" in [x.word.text for x in other.leftovers]

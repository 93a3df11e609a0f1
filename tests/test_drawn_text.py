"""Writing that is no text: letters drawn as shapes, tables pasted as pictures. It is not lost."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader

from pipeline.domain import Box
from pipeline.extract.drawntext import drawn_lines
from tests.hand_drawn import HEIGHT, KNOWN, WIDTH, Pages, doubts

TABLE = [("*Garage solidaire", "300 €"), ("*Épicerie", "700 €"), ("*Total Axe 1", "1 000 €")]
LETTERS = (5.0, 3.0, 6.0, 2.0, 4.0, 7.0)  # widths, as of « volets »
UNREAD = "du texte est dessiné ou en image sur la page"


def pages(path: Path) -> Pages:
    return Pages(path / "edition.pdf", (50.0, 600.0, 780.0))


def outlines(made: Pages, x: float, y: float, widths: tuple[float, ...] = LETTERS) -> None:
    """Shapes as high as small letters, in a line from x, their feet at y."""
    for width in widths:
        path = made.canvas.beginPath()
        path.moveTo(x, y)
        path.lineTo(x, y + 7)
        path.lineTo(x + width, y + 7)
        path.curveTo(x + width, y + 5, x + width, y + 5, x + width, y + 3)
        path.curveTo(x + width, y, x + width / 2, y + 1, x, y)
        made.canvas.drawPath(path, stroke=0, fill=1)
        x += width + 1


def written(*lines: str) -> ImageReader:
    """A picture of lines of a table: labels and what stands in their column."""
    image = Image.new("RGB", (700, 30 * len(lines) + 10), "white")
    for i, line in enumerate(lines):
        for x, text in zip((8, 640), line.split("|"), strict=False):
            ImageDraw.Draw(image).text((x, 30 * i + 10), text, fill="black")
    data = BytesIO()
    image.save(data, "PNG")
    data.seek(0)
    return ImageReader(data)


def photograph() -> ImageReader:
    image = Image.effect_noise((350, 100), 90)
    data = BytesIO()
    image.save(data, "PNG")
    data.seek(0)
    return ImageReader(data)


def unread(made: Pages) -> int:
    return sum(d.startswith(UNREAD) for d in doubts(made.read()))


PASTED = ("Action|Montant", "Étude du tiers-lieu|-", "Appui aux communes|-")


def test_the_end_of_a_label_in_outlines_is_in_doubt(tmp_path: Path) -> None:
    made = pages(tmp_path)
    made.heading("Aisne")
    made.table(TABLE)
    outlines(made, 160, HEIGHT - 116)
    assert unread(made) == 1


def test_a_page_of_titles_over_a_pasted_table_is_in_doubt(tmp_path: Path) -> None:
    made = pages(tmp_path)
    made.heading("Aisne")
    made.table(TABLE)
    made.next()
    made.heading("Oise")
    made.canvas.drawString(50, made.y, KNOWN)
    made.canvas.drawImage(written(*PASTED), 50, made.y - 80, 350, 50)
    assert unread(made) == 1


def test_a_table_pasted_under_the_total_is_in_doubt(tmp_path: Path) -> None:
    made = pages(tmp_path)
    made.heading("Aisne")
    made.table(TABLE)
    made.canvas.drawImage(written(*PASTED), 50, made.y - 80, 350, 50)
    assert unread(made) == 1


def test_a_title_in_outlines_among_the_rows_is_in_doubt(tmp_path: Path) -> None:
    made = pages(tmp_path)
    made.heading("Aisne")
    made.table(TABLE[:1], ruled=False)
    outlines(made, 50, made.y + 10, LETTERS * 4)
    made.table(TABLE[1:], ruled=False)
    assert unread(made) == 1


def test_logos_photographs_and_shapes_leave_no_doubt(tmp_path: Path) -> None:
    made = pages(tmp_path)
    for number, territory in enumerate(("Aisne", "Oise")):
        made.heading(territory)
        made.table(TABLE)
        outlines(made, WIDTH - 150, HEIGHT - 30)  # the same on each page
        outlines(made, 50, 60, (5.0,) * 12)  # a pattern
        made.canvas.drawImage(photograph(), 50 + 90 * number, 100, 350, 100)
        made.canvas.circle(700, 150, 30, fill=1)
        made.next()
    ledger = made.read()
    assert [line.amount.cents for line in ledger.lines] == [300_00, 700_00] * 2
    assert doubts(ledger) == []


@pytest.mark.parametrize("count", [0, 3])
def test_a_few_shapes_are_no_line(count: int) -> None:
    assert drawn_lines([Box(6.0 * i, 0, 6.0 * i + 2 + i, 7) for i in range(count)]) == ()


def test_lines_of_shapes_are_told_apart() -> None:
    shapes = [
        Box(10 + 8.0 * i, top, 15 + 8.0 * i + i % 3, top + 7) for top in (0, 20) for i in range(6)
    ]
    assert [(b.top, b.x0) for b in drawn_lines(shapes)] == [(0, 10), (20, 10)]

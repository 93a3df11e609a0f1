"""Pages drawn by hand: a pen, tables and headings, and what they say.

The sheet that draws an action keeps what it says, so that the truth can't drift from the drawing.
Where the two differ (a label in two styles, a merged cell), who draws says the truth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.factory.scene import BLACK, Colour, Face
from tests.factory.truth import TrueLine

YEAR = "2025"
TITLE = f"Les Contrats Locaux des Solidarités dans les Hauts-de-France {YEAR}"
AISNE, NORD, MEL, AMIENS = "02", "59", "200093201", "248000531"
NAMES = {AISNE: "Aisne", NORD: "Nord", MEL: "MEL", AMIENS: "Amiens Métropole"}
BANNERS = {
    "1": "Axe 1 - Prévenir la pauvreté et lutter contre les inégalités dès l'enfance",
    "3": "Axe 3 - Lutter contre la grande exclusion grâce à l'accès aux droits",
}
SCHOOL = "Prévenir le décrochage scolaire"
EVICTIONS = "Prévenir les expulsions locatives"

PLAIN, BOLD = Face("LiberationSans"), Face("LiberationSans", bold=True)
PITCH = 12.0  # points from one line of a cell to the next
COLUMNS = (56.0, 450.0, 540.0)  # the edges of a label column and an amount column
_EUROS = re.compile(r"(\d[\d ]*) €")

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Other:
    """A row that is no action: the heads of the columns, a total, the rest of a label."""

    cells: tuple[str, ...]
    bold: bool


def bold(*cells: str) -> Other:
    return Other(cells, bold=True)


def plain(*cells: str) -> Other:
    return Other(cells, bold=False)


HEADS = bold("Action", "Montant")
TOTAL = bold("Total Axe 1", "20 000 €")
Row = str | tuple[str, ...] | Other  # an orientation, an action, or neither


def euros(printed: str) -> int | None:
    """The first amount in euros of a cell; None where it prints none."""
    found = _EUROS.search(printed)
    return int(found[1].replace(" ", "")) if found else None


def true_line(
    territory: str, orientation: str | None, label: str, amount: int | None, axis: str = "1",
    printed: str = "",
) -> TrueLine:  # fmt: skip
    """An action, in euros; `printed` where its amount must be given back as printed."""
    cents = None if amount is None else 100 * amount
    return TrueLine(axis, territory, orientation, label, printed, cents, page=None)


@dataclass
class Sheet:
    """Pages under a pen, in points from the top left corner, and what they say."""

    path: Path
    size: tuple[float, float] = A4
    y: float = 50.0
    axis: str = "1"
    territory: str = AISNE
    orientation: str | None = None
    truth: list[TrueLine] = field(default_factory=list)
    contracts: dict[str, str] = field(
        default_factory=dict
    )  # totals printed otherwise than as sums of what is said

    def __post_init__(self) -> None:
        self.canvas = Canvas(str(self.path), pagesize=self.size, invariant=1)
        for face in (PLAIN, BOLD):
            pdfmetrics.registerFont(TTFont(face.name, str(face.path)))

    @property
    def page_height(self) -> float:
        return self.size[1]

    def says(self, label: str, amount: int | None, printed: str = "") -> None:
        """An action of the territory, axis and orientation that the sheet is under, in euros."""
        self.truth.append(
            true_line(self.territory, self.orientation, label, amount, self.axis, printed)
        )

    def text(
        self, x: float, y: float, text: str, face: Face = PLAIN, size: float = 10,
        align: Align = "left", colour: Colour = BLACK,
    ) -> None:  # fmt: skip
        self.canvas.setFont(face.name, size)
        self.canvas.setFillColorRGB(*colour)
        x -= {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * face.width(text, size)
        self.canvas.drawString(x, self.page_height - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.page_height - y0, x1, self.page_height - y1)

    def box(
        self, x0: float, top: float, x1: float, bottom: float, fill: Colour | None = None
    ) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.setFillColorRGB(*(fill or BLACK))
        self.canvas.rect(
            x0, self.page_height - bottom, x1 - x0, bottom - top, fill=int(fill is not None)
        )

    def cells(self, xs: Sequence[float], height: float) -> None:
        """The rules of one row from `y` down: around it, and between its columns."""
        self.box(xs[0], self.y, xs[-1], self.y + height)
        for x in xs[1:-1]:
            self.line(x, self.y, x, self.y + height)

    def turn(self) -> None:
        self.canvas.showPage()
        self.y = 50.0

    def begin(self, territory: str, axis: str = "1") -> None:
        """What follows is another territory's or axis's, under no orientation yet."""
        if (territory, axis) != (self.territory, self.axis):
            self.orientation = None
        self.territory, self.axis = territory, axis

    def heading(self, territory: str, axis: str = "1") -> None:
        self.begin(territory, axis)
        self.text(56, 60, NAMES[territory], BOLD, 18)
        self.text(56, 90, BANNERS[axis], BOLD, 12)
        self.y = 110

    def table(
        self, *rows: Row, xs: Sequence[float] = COLUMNS, ruled: bool = True, pad: float = 5,
        size: float = 10, middle: bool = False,
    ) -> None:  # fmt: skip
        """Rows from `y` down: labels in the first column, amounts in the last.

        `middle`: an amount stands at half the height of its row, not level with its first line.
        """
        cells: tuple[str, ...]
        for row in rows:
            if isinstance(row, str):
                self.orientation = row
                cells, face = (row,), BOLD
            elif isinstance(row, Other):
                cells, face = row.cells, BOLD if row.bold else PLAIN
            else:
                self.says(row[0].replace("\n", " "), euros(row[-1]))
                cells, face = row, PLAIN
            self._row(cells, face, xs, ruled, pad, size, middle)

    def leaf(
        self, territory: str, *rows: Row, xs: Sequence[float] = COLUMNS, ruled: bool = True,
        pad: float = 5, middle: bool = False,
    ) -> None:  # fmt: skip
        """A page of its own: a territory's heading, its table."""
        self.heading(territory)
        self.table(*rows, xs=xs, ruled=ruled, pad=pad, middle=middle)
        self.turn()

    def _row(
        self, cells: Sequence[str], face: Face, xs: Sequence[float], ruled: bool, pad: float,
        size: float, middle: bool,
    ) -> None:  # fmt: skip
        pitch = PITCH * size / 10
        most = max(cell.count("\n") + 1 for cell in cells)
        height = most * pitch + 2 * pad
        for i, cell in enumerate(cells):
            lines = cell.split("\n")
            y = self.y + pad + 0.75 * pitch
            amount = i > 0 and i == len(cells) - 1
            if amount and middle:
                y += (most - len(lines)) * pitch / 2
            x = xs[i + 1] - 4 if amount else xs[i] + 4
            for k, line in enumerate(lines):
                self.text(x, y + k * pitch, line, face, size, "right" if amount else "left")
        if ruled:
            self.cells((xs[0], xs[-1]) if len(cells) == 1 else xs, height)
        self.y += height

    def row(self, label: str, amount: str, pitch: float, face: Face = PLAIN) -> None:
        """A row of a table without rules: one line, `pitch` points from the next."""
        self.text(60, self.y + 14, label, face)
        self.text(536, self.y + 14, amount, face, align="right")
        self.y += pitch

    def cover(self) -> None:
        self.text(56, 200, TITLE, BOLD, 14)
        self.turn()

    def nord(self) -> None:
        """Nord's page, which holds nothing unusual."""
        self.leaf(
            NORD,
            SCHOOL,
            ("Médiation en établissement", "30 000 €"),
            ("Tutorat", "10 000 €"),
            bold("Total Axe 1", "40 000 €"),
        )

    def totals(self, codes: Sequence[str]) -> None:
        """The page of the contracts' totals: what the territories' actions add up to."""
        self.text(56, 80, "Montants totaux des contrats", BOLD, 14)
        for rank, code in enumerate(codes):
            total = sum(line.cents or 0 for line in self.truth if line.territory == code) // 100
            printed = self.contracts.get(code) or f"{total:,} €".replace(",", " ")
            self.text(56, 130 + 70 * rank, NAMES[code], BOLD, 14)
            self.text(56, 154 + 70 * rank, f"Montant total du Pacte : {printed}", PLAIN, 12)
        self.turn()

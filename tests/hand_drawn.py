"""Pages of small tables drawn by hand, read with the built-in profile."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain import Ledger, Role, SourceRecord
from pipeline.extract import read_edition
from tests.factory.content import hauts_de_france

WIDTH, HEIGHT = 842.0, 595.0
AXIS = "AXE 1 - Prévenir la pauvreté et lutter contre les inégalités dès l'enfance"
KNOWN = "Lutter contre la précarité énergétique"
Cells = Sequence[str]


class Pages:
    """Pages of ruled tables drawn by hand, each row 24 points high."""

    def __init__(self, path: Path, xs: Sequence[float]) -> None:
        self.path, self.xs = path, xs
        self.canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
        self.y = HEIGHT - 60

    def heading(self, territory: str) -> None:
        self.canvas.setFont("Helvetica-Bold", 15)
        self.canvas.drawString(50, self.y, territory)
        self.canvas.setFont("Helvetica-Bold", 12)
        self.canvas.drawString(50, self.y - 22, AXIS)
        self.y -= 40

    def table(self, rows: Sequence[Cells], *, ruled: bool = True) -> None:
        """Rows of cells, one column of text after another and the amounts last; a cell that
        begins with + goes on from the row above (no rule between), one with * is bold."""
        for row in rows:
            for i, cell in enumerate(row):
                x0, x1 = self.xs[i], self.xs[i + 1]
                self.canvas.setFont("Helvetica-Bold" if cell.startswith("*") else "Helvetica", 10)
                if ruled:
                    self.canvas.setStrokeColor(colors.grey)
                    self.canvas.line(x0, self.y, x0, self.y - 24)
                    self.canvas.line(x1, self.y, x1, self.y - 24)
                    if not cell.startswith("+"):
                        self.canvas.line(x0, self.y, x1, self.y)
                text = cell.removeprefix("+").removeprefix("*")
                if "€" in text or text.isdecimal():
                    self.canvas.drawRightString(x1 - 4, self.y - 16, text)
                else:
                    self.canvas.drawString(x0 + 4, self.y - 16, text)
            self.y -= 24
        if ruled:
            self.canvas.line(self.xs[0], self.y, self.xs[len(rows[-1])], self.y)
        self.y -= 40

    def next(self) -> None:
        self.canvas.showPage()
        self.y = HEIGHT - 60

    def read(self, amount_column: str | None = None) -> Ledger:
        self.canvas.save()
        source = SourceRecord(self.path.name, "0" * 64, 0)
        profile = hauts_de_france("2027").model_copy(update={"amount_column": amount_column})
        return read_edition(self.path, profile, "2027", source, jobs=1)


def doubts(ledger: Ledger) -> list[str]:
    return [a.message for a in ledger.ambiguities]


def lost(ledger: Ledger) -> list[str]:
    """The words that are unaccounted for."""
    return [m.text for p in ledger.pages for m in p.marks if m.role is Role.UNACCOUNTED]

"""A series of another region and another hand, which no profile knows: a plan in « mesures ».

Nothing of it is the Hauts-de-France's: banners say « Mesure 1 : », totals « Total de la mesure 1 »,
the name of the territory stands under the banner, and one signatory is in no list.
"""

from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.factory.scene import Face

TERRITORIES = (
    "Côtes-d'Armor",
    "Finistère",
    "Ille-et-Vilaine",
    "Morbihan",
    "Rennes Métropole",
    "Agglomération des Deux Rives",
)
CODES = ("22", "29", "35", "56", "243500139", None)
MEASURES = {
    "1": "Ouvrir les droits au plus près des habitants",
    "2": "Accompagner le retour vers l'emploi",
    "3": "Loger et maintenir dans le logement",
}
OBJECTIVES = ("Aller vers les publics isolés", "Former les professionnels")
ACTIONS = (
    "Bus des droits et permanences itinérantes",
    "Maraude numérique",
    "Guichet unique du logement",
    "Plateforme de mobilité solidaire dans 14 communes",
    "Ateliers de préqualification",
)
WITHOUT_MEASURE_2 = "Morbihan"  # signs no contract for it

Rows = list[tuple[str, int]]


def rows_of(measure: str, territory: str) -> Rows:
    """The actions of a measure in a territory, with their amounts in euros."""
    seed = 7 * int(measure) + 13 * TERRITORIES.index(territory)
    count = 2 + seed % 3
    return [(ACTIONS[(seed + n) % 5], 1000 + 137 * ((seed + 5 * n) % 211)) for n in range(count)]


def sections() -> list[tuple[str, str, Rows]]:
    return [
        (m, t, rows_of(m, t))
        for m in MEASURES
        for t in TERRITORIES
        if (m, t) != ("2", WITHOUT_MEASURE_2)
    ]


def euros(amount: int) -> str:
    return f"{amount:,} €".replace(",", "\u00a0")


class _Paper:
    def __init__(self, path: Path) -> None:
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1)
        for face in (Face("LiberationSerif"), Face("LiberationSerif", bold=True)):
            if face.name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(face.name, str(face.path)))

    def write(self, x: float, y: float, text: str, size: float, style: str = "") -> None:
        """`style`: b for bold, g for green, r to set the text up to `x`."""
        name = "LiberationSerif-Bold" if "b" in style else "LiberationSerif-Regular"
        self.canvas.setFont(name, size)
        self.canvas.setFillColorRGB(*((0.1, 0.45, 0.2) if "g" in style else (0, 0, 0)))
        (self.canvas.drawRightString if "r" in style else self.canvas.drawString)(
            x, A4[1] - y, text
        )

    def turn(self, number: int) -> None:
        self.write(A4[0] / 2, A4[1] - 30, str(number), 9)
        self.canvas.showPage()


def make(path: Path, year: str = "2026") -> None:
    """Write the document to `path`."""
    paper = _Paper(path)
    paper.write(60, 250, "Plan régional des solidarités", 30, "b")
    paper.write(60, 290, "de Bretagne", 30, "b")
    paper.write(60, 350, f"Programmation {year}", 16)
    paper.turn(1)
    for number, (measure, territory, rows) in enumerate(sections(), 2):
        paper.write(60, 70, f"Mesure {measure} : {MEASURES[measure]}", 15, "bg")
        paper.write(60, 100, territory, 20, "b")
        paper.write(60, 135, OBJECTIVES[number % 2], 12, "bg")
        y = 160.0
        for label, amount in rows:
            paper.write(60, y, label, 11)
            paper.write(530, y, euros(amount), 11, "r")
            y += 22
        paper.write(60, y + 6, f"Total de la mesure {measure}", 11, "b")
        paper.write(530, y + 6, euros(sum(a for _, a in rows)), 11, "br")
        paper.turn(number)
    _contracts(paper)
    paper.canvas.save()


def _contracts(paper: _Paper) -> None:
    whole = 0
    y = 90.0
    for territory in TERRITORIES:
        total = sum(a for _, t, rows in sections() if t == territory for _, a in rows)
        whole += total
        paper.write(60, y, territory, 20, "b")
        paper.write(60, y + 26, f"Montant total de la convention : {euros(total)}", 12)
        y += 70
    paper.write(60, y, f"Total régional : {euros(whole)}", 12, "b")
    paper.turn(len(sections()) + 2)

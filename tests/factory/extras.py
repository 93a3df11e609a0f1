"""Pages around the credits: cover, introduction, sommaire, axis titles, charts, contacts."""

from __future__ import annotations

from math import cos, radians, sin

from tests.factory.content import Edition, Figure
from tests.factory.layout import Layout
from tests.factory.scene import (
    BLACK,
    GREY,
    NAVY,
    PALE,
    RED,
    TINTS,
    WHITE,
    Face,
    Leaf,
    Rect,
    Rule,
    Wedge,
)
from tests.factory.wording import PROSE
from tests.factory.wrap import wrap


def _faces(layout: Layout) -> tuple[Face, Face]:
    return Face(layout.font), Face(layout.font, bold=True)


def _margin(leaf: Leaf) -> float:
    return 60.0 if leaf.width < 900 else 80.0


def cover(leaf: Leaf, edition: Edition, layout: Layout) -> None:
    """The title page, which names series and year."""
    _, bold = _faces(layout)
    y = leaf.height * 0.4
    leaf.items.append(Rect(0, y - 50, leaf.width, y + 110, fill=NAVY))
    for n, line in enumerate([*wrap(edition.profile.title, bold, 26, leaf.width - 140),
                              edition.year]):  # fmt: skip
        leaf.write(leaf.width / 2, y + 34 * n, line, bold, 26, WHITE, "centre")
    leaf.write(40, 40, "PRÉFET", bold, 12)
    leaf.write(40, 55, "DE LA RÉGION", bold, 12)
    leaf.write(40, 70, "HAUTS-DE-FRANCE", bold, 12)


def introduction(leaf: Leaf, edition: Edition, layout: Layout) -> None:
    """Prose which quotes figures that are no credits."""
    face, bold = _faces(layout)
    x, y = _margin(leaf), 90.0
    leaf.write(x, 70, "INTRODUCTION", bold, 18, NAVY)
    cents = sum(s.totals[0].cents or 0 for s in edition.sections)
    facts = {
        "year": edition.year, "before": int(edition.year) - 1, "millions": round(cents / 1e8) + 1,
    }  # fmt: skip
    for paragraph in PROSE:
        for line in wrap(paragraph.format(**facts), face, 12, leaf.width - 2 * x):
            leaf.write(x, y, line, face, 12)
            y += 16
        y += 8
    for axis in edition.profile.axes:
        wording = axis.wordings[0] if axis.wordings else axis.label
        leaf.write(x + 20, y, f"{axis.code}. {wording}", bold, 11, NAVY)
        y += 16


def summary(leaf: Leaf, edition: Edition, layout: Layout, starts: dict[str, int]) -> None:
    """The sommaire: axes and the pages on which they start."""
    face, bold = _faces(layout)
    x = _margin(leaf)
    leaf.write(x, 60, "SOMMAIRE", bold, 18, NAVY)
    for n, axis in enumerate(edition.profile.axes):
        wording = axis.wordings[0] if axis.wordings else axis.label
        y = 120.0 + 44 * n
        words = f"Axe {axis.code} : {wording[0].lower()}{wording[1:]}"
        leaf.write(x, y, words, face, 11)
        leaf.write(leaf.width - x, y, str(starts[axis.code]), bold, 11, NAVY, "right")
        leaf.items.append(Rule(x, y + 12, leaf.width - x, y + 12, 0.7, NAVY))


def axis_title(leaf: Leaf, edition: Edition, layout: Layout, code: str) -> None:
    """A page with the axis' name and nothing else."""
    _, bold = _faces(layout)
    axis = edition.profile.axis(code)
    assert axis
    wording = axis.wordings[0] if axis.wordings else axis.label
    leaf.items.append(Rect(0, 0, leaf.width, leaf.height, fill=NAVY))
    words = f"Axe {code} : {wording[0].lower()}{wording[1:]}"
    for n, line in enumerate(wrap(words, bold, 26, leaf.width - 150)):
        leaf.write(70, leaf.height / 2 + 34 * n, line, bold, 26, WHITE)


def contacts(leaf: Leaf, edition: Edition, layout: Layout) -> None:
    """Names, telephone and post codes: numbers that are no amounts."""
    face, bold = _faces(layout)
    x = _margin(leaf)
    leaf.write(x, 80, "CONTACTS", bold, 18, NAVY)
    lines = (
        "Commissariat à la lutte contre la pauvreté", edition.profile.publisher,
        "12, rue Jean-sans-Peur – CS 20003 – 59039 Lille Cedex", "Tél. : 03 20 30 59 59",
        "pauvrete@exemple.gouv.fr",
    )  # fmt: skip
    for n, line in enumerate(lines):
        leaf.write(x, 120 + 18 * n, line, face, 12)


def _pie(leaf: Leaf, layout: Layout, parts: list[tuple[str, int]], decimals: int) -> None:
    """A pie with a percentage at each slice, and its legend."""
    face, bold = _faces(layout)
    whole = sum(v for _, v in parts)
    x, y, radius = leaf.width * 0.45, leaf.height * 0.5, min(leaf.height * 0.27, leaf.width * 0.25)
    angle = 0.0
    for n, (name, value) in enumerate(parts):
        extent = 360 * value / whole
        leaf.items.append(Wedge(x, y, radius, angle, extent, TINTS[n % len(TINTS)]))
        middle = radians(angle + extent / 2)
        words = f"{100 * value / whole:.{decimals}f}%".replace(".", ",")
        leaf.write(x + sin(middle) * (radius + 22), y - cos(middle) * (radius + 16) + 4, words,
                   bold, 11, BLACK, "centre")  # fmt: skip
        right, high = leaf.width * 0.8, y - 40 + 16 * n
        leaf.items.append(Rect(right - 12, high - 8, right - 4, high, fill=TINTS[n % len(TINTS)]))
        leaf.write(right, high, name, face, 9)
        angle += extent


def axis_chart(leaf: Leaf, edition: Edition, layout: Layout, code: str) -> None:
    """The share of each département in an axis."""
    _, bold = _faces(layout)
    known = [t for t in edition.profile.territories if t.type == "département"]
    parts = [
        (t.name, s.totals[0].cents or 0)
        for t in known for s in edition.sections if (s.axis, s.territory) == (code, t.code)
    ]  # fmt: skip
    if not parts:
        parts = [
            (t.name, s.totals[0].cents or 0)
            for t in edition.profile.territories
            for s in edition.sections if (s.axis, s.territory) == (code, t.code)
        ]  # fmt: skip
        title = f"Crédits de l'axe {code} : contrats métropolitains"
    else:
        title = f"Répartition des crédits de l'axe {code} par département"
    leaf.write(60, 60, title, bold, 16, NAVY)
    _pie(leaf, layout, parts, 1)


def region_chart(leaf: Leaf, edition: Edition, layout: Layout) -> None:
    """The share of each territory in the region."""
    _, bold = _faces(layout)
    parts = [
        (t.name, sum(s.totals[0].cents or 0 for s in edition.sections if s.territory == t.code))
        for t in edition.profile.territories
    ]
    title = "Répartition territoriale des crédits des contrats locaux des solidarités"
    for n, line in enumerate(wrap(title, bold, 16, leaf.width - 120)):
        leaf.write(60, 60 + 20 * n, line, bold, 16, NAVY)
    _pie(leaf, layout, parts, 1)


def bars(leaf: Leaf, edition: Edition, layout: Layout) -> None:
    """Bars with values in euros: money that is no action's amount."""
    face, bold = _faces(layout)
    title = f"Poids des axes par contrat départemental en {edition.year} (en €)"
    leaf.write(60, 60, title, bold, 16, NAVY)
    known = [t for t in edition.profile.territories if t.type == "département"]
    worth = {(s.axis, s.territory): s.totals[0].cents or 0 for s in edition.sections}
    tallest = max(worth.values())
    floor = leaf.height - 90
    step = (leaf.width - 120) / len(known)
    axes = [a for a in edition.profile.axes if any((a.code, t.code) in worth for t in known)]
    for n, territory in enumerate(known):
        wide = step * 0.8 / len(axes)
        for m, axis in enumerate(axes):
            cents = worth.get((axis.code, territory.code), 0)
            x, high = 60 + n * step + m * wide, (floor - 140) * cents / tallest
            leaf.items.append(Rect(x, floor - high, x + wide - 3, floor, fill=TINTS[m]))
            words = f"{round(cents / 100):,} €".replace(",", "\u00a0")
            leaf.write(x + wide / 2, floor - high - 4, words, face, 6, BLACK, "centre")
        leaf.write(60 + n * step + step * 0.4, floor + 14, territory.name, bold, 8, GREY, "centre")
    for m, axis in enumerate(axes):
        leaf.items.append(Rect(60 + 80 * m, floor + 30, 68 + 80 * m, floor + 38, fill=TINTS[m]))
        leaf.write(72 + 80 * m, floor + 38, f"Axe {axis.code}", face, 8)


def contract(
    leaf: Leaf, edition: Edition, layout: Layout, code: str, figure: Figure, y: float, apart: bool
) -> float:
    """A contract's total, on a page of its own with a pie of its axes or under others.

    Returns where the next may start.
    """
    _, bold = _faces(layout)
    territory = edition.profile.territory(code)
    assert territory
    x = 40.0 if leaf.width > 900 else 56.0
    words = f"Montant total du Pacte : {figure.printed}"
    leaf.write(x, y + 18, territory.name, bold, 17, RED)
    if not apart:
        leaf.write(x, y + 42, words, bold, 12, NAVY)
        return y + 70
    title = f"Ventilation des contrats {edition.year} par axe : échelle départementale"
    leaf.write(x, y + 42, title, bold, 13, NAVY)
    parts = [
        (f"Axe {s.axis}", s.totals[0].cents or 0) for s in edition.sections if s.territory == code
    ]
    _pie(leaf, layout, parts, 0)
    low = leaf.height - 62
    leaf.items.append(Rect(leaf.width * 0.2, low - 20, leaf.width * 0.8, low + 10, fill=PALE))
    leaf.write(leaf.width / 2, low, words, bold, 14, NAVY, "centre")
    return y

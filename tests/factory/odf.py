"""An edition as a flat OpenDocument file: a text for Writer, or slides for Impress."""

from __future__ import annotations

from collections.abc import Iterator

from tests.factory.content import Edition, Section
from tests.factory.layout import SIZES, Layout
from tests.factory.odf_styles import document
from tests.factory.odf_table import paragraph, table
from tests.factory.rows import build
from tests.factory.scene import TINTS
from tests.factory.titles import banner, heading
from tests.factory.wording import PROSE

SLIDE_MARGIN = 40.0
TABLE_TOP = 84.0


def text(edition: Edition, layout: Layout) -> str:
    """The edition as a text document."""
    body: list[str] = [
        paragraph("cover", edition.profile.title),
        paragraph("coverline", edition.year),
    ]
    if layout.extras:
        body += [
            paragraph("h1break", "INTRODUCTION"),
            *(paragraph("body", t) for t in _prose(edition)),
        ]
    for axis in edition.profile.axes:
        sections = [s for s in edition.sections if s.axis == axis.code]
        body += _axis_pages(edition, layout, axis.code, sections)
    for n, (code, figure) in enumerate(edition.contracts):
        territory = edition.profile.territory(code)
        assert territory
        body.append(paragraph("h1" if n and layout.flow != "page" else "h1break", territory.name))
        body.append(paragraph("pact", f"Montant total du Pacte : {figure.printed}"))
    return document(layout, "text", "".join(body))


def _axis_pages(
    edition: Edition, layout: Layout, code: str, sections: list[Section]
) -> Iterator[str]:
    if layout.extras:
        axis = edition.profile.axis(code)
        assert axis
        yield paragraph("h1break", f"Axe {code} : {(axis.wordings or (axis.label,))[0]}")
    if layout.flow == "side":
        for n in range(0, len(sections), 2):
            cells = "".join(
                f'<table:table-cell table:style-name="bare">'
                f"{''.join(_section(edition, layout, s, 'h1', half=True))}{paragraph('body', '')}"
                f"</table:table-cell>"
                for s in sections[n : n + 2]
            )
            columns = "<table:table-column/>" * len(sections[n : n + 2])
            yield paragraph("break", "")
            yield f"<table:table>{columns}<table:table-row>{cells}</table:table-row></table:table>"
        return
    for n, section in enumerate(sections):
        top = "h1" if n and layout.flow == "stacked" else "h1break"
        yield from _section(edition, layout, section, top)


def _section(
    edition: Edition, layout: Layout, section: Section, top: str, *, half: bool = False
) -> Iterator[str]:
    yield paragraph(top, heading(edition, layout, section) or "")
    yield paragraph("h2", banner(edition, layout, section.axis))
    yield table(edition, layout, section, half=half)
    yield paragraph("gap", "")


def slides(edition: Edition, layout: Layout) -> str:
    """The edition as a presentation, one section a slide (two where the flow is side by side)."""
    width, height = SIZES["slides"]
    pages: list[str] = [
        _box(60, 180, width - 120, 120, paragraph("cover", edition.profile.title)
             + paragraph("coverline", edition.year), "dark")
    ]  # fmt: skip
    if layout.extras:
        prose = "".join(paragraph("body", t) for t in _prose(edition))
        pages.append(_box(60, 40, 600, 40, paragraph("h1", "INTRODUCTION"))
                     + _box(60, 90, width - 120, 300, prose))  # fmt: skip
    step = 2 if layout.flow == "side" else 1
    for axis in edition.profile.axes:
        wording = (axis.wordings or (axis.label,))[0]
        if layout.extras:
            pages.append(
                _box(60, 220, width - 120, 80, paragraph("h1", f"Axe {axis.code} : {wording}"))
            )
        sections = [s for s in edition.sections if s.axis == axis.code]
        for n in range(0, len(sections), step):
            wide = (width - 2 * SLIDE_MARGIN - 30 * (step - 1)) / step
            pages.append("".join(
                _slide(edition, layout, s, SLIDE_MARGIN + k * (wide + 30), wide)
                for k, s in enumerate(sections[n : n + step])
            ))  # fmt: skip
    for code, figure in edition.contracts:
        territory = edition.profile.territory(code)
        assert territory
        title = f"Ventilation des contrats {edition.year} par axe : échelle départementale"
        total = paragraph("pact", f"Montant total du Pacte : {figure.printed}")
        pages.append(_box(40, 14, 700, 34, paragraph("h1", territory.name))
                     + _box(40, 60, 800, 30, paragraph("h2", title))
                     + _box(180, 470, 600, 34, total))  # fmt: skip
    drawn = "".join(
        f'<draw:page draw:name="p{n}" draw:master-page-name="M">{page}'
        + (_box(width - 80, height - 28, 50, 20, paragraph("small", str(n))) if n > 1 else "")
        + "</draw:page>"
        for n, page in enumerate(pages, 1)
    )
    return document(layout, "presentation", drawn)


def _slide(edition: Edition, layout: Layout, section: Section, x: float, wide: float) -> str:
    name = heading(edition, layout, section)
    rank = [t.code for t in edition.profile.territories].index(section.territory)
    top = _box(x, 10, wide, 34, paragraph("h1", name)) if name else _logo(x, rank)
    room = SIZES["slides"][1] - 34 - TABLE_TOP
    size = layout.size * 1.5
    while size > 6 and _height(edition, layout, section, wide, size) > room:
        size -= 0.5
    drawn = table(edition, layout, section, wide=wide, size=size)
    frame = (
        f'<draw:frame draw:layer="layout" svg:x="{x}pt" svg:y="{TABLE_TOP}pt" '
        f'svg:width="{wide}pt" svg:height="20pt">{drawn}</draw:frame>'
    )
    return (
        top + _box(x, 48, wide, 30, paragraph("h2", banner(edition, layout, section.axis))) + frame
    )


def _height(edition: Edition, layout: Layout, section: Section, wide: float, size: float) -> float:
    # A slide's cells have wider padding than the press gives them.
    return build(edition, layout, section, 0, wide * 0.95, size * 1.05).height * 1.1


def _logo(x: float, rank: int) -> str:
    return (
        f'<draw:rect draw:style-name="logo{rank % len(TINTS)}" svg:x="{x}pt" svg:y="8pt" '
        'svg:width="130pt" svg:height="38pt"/>'
    )


def _box(x: float, y: float, wide: float, high: float, inner: str, style: str = "plain") -> str:
    return (
        f'<draw:frame draw:style-name="{style}" draw:layer="layout" svg:x="{x}pt" svg:y="{y}pt" '
        f'svg:width="{wide}pt" svg:height="{high}pt"><draw:text-box>{inner}</draw:text-box>'
        "</draw:frame>"
    )


def _prose(edition: Edition) -> Iterator[str]:
    cents = sum(s.totals[0].cents or 0 for s in edition.sections)
    for words in PROSE:
        yield words.format(
            year=edition.year, before=int(edition.year) - 1, millions=round(cents / 1e8) + 1
        )

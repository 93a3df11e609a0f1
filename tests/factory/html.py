"""An edition as HTML and CSS for print: what a browser or WeasyPrint then breaks into pages."""

from __future__ import annotations

from html import escape
from math import cos, radians, sin

from tests.factory.content import Edition, Section
from tests.factory.html_table import tables
from tests.factory.layout import FAMILIES, SIZES, Layout
from tests.factory.scene import TINTS, Colour
from tests.factory.titles import banner, heading
from tests.factory.wording import PROSE


def document(edition: Edition, layout: Layout) -> str:
    """The whole edition as one HTML page."""
    body = [_cover(edition)]
    if layout.extras:
        body += [_introduction(edition), _summary(edition)]
    for axis in edition.profile.axes:
        sections = [s for s in edition.sections if s.axis == axis.code]
        if layout.extras:
            body.append(f'<div class="page title"><h1>{_axis(edition, axis.code)}</h1></div>')
        parts = [_section(edition, layout, s) for s in sections]
        if layout.flow == "page":
            body += [f'<div class="page">{p}</div>' for p in parts]
        elif layout.flow == "stacked":
            body.append(f'<div class="page">{"".join(parts)}</div>')
        else:
            for n in range(0, len(parts), 2):
                halves = "".join(f'<div class="half">{p}</div>' for p in parts[n : n + 2])
                body.append(f'<div class="page sides">{halves}</div>')
        if layout.charts:
            body.append(_axis_chart(edition, axis.code))
    body += _contracts(edition, layout)
    if layout.extras:
        body.append(_contacts(edition))
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
        f"<title>{escape(edition.profile.title)}</title><style>{_css(edition, layout)}</style>"
        f"</head><body>{''.join(body)}</body></html>"
    )


def _css(edition: Edition, layout: Layout) -> str:
    width, height = SIZES[layout.page]
    slides = layout.page == "slides"
    size = layout.size * (1.25 if slides and layout.flow == "page" else 1)
    line = "1px solid #667"
    cell = {"ruled": f"border:{line}", "horizontal": f"border-bottom:{line}"}.get(layout.rules, "")
    align = {"centre": "center"}.get(layout.align, layout.align)
    margin = "40pt 40pt 34pt" if slides else "56pt"
    foot = (
        f'@bottom-right{{content:counter(page);font:8pt "{FAMILIES[layout.font]}";color:#777}}'
        if layout.furniture else ""
    )  # fmt: skip
    if layout.furniture and not slides:
        foot += (
            f'@top-left{{content:"{edition.profile.publisher}";'
            f'font:8pt "{FAMILIES[layout.font]}";color:#777}}'
        )
    zebra = "tr.odd td{background:#eeeef2}" if layout.rules == "zebra" else ""
    total = (
        "background:#000091;color:#fff"
        if layout.white_total
        else ("background:#e3e3fd" if layout.rules in ("ruled", "zebra") else "")
    )
    nowrap = "normal" if layout.narrow_amounts else "nowrap"
    alone = "tr.total{break-before:page}" if layout.total_alone and layout.flow == "stacked" else ""
    return f"""
@page{{size:{width}pt {height}pt;margin:{margin};{foot}}}
@page :first{{margin:0;@bottom-right{{content:none}}@top-left{{content:none}}}}
body{{font:{size}pt/{layout.leading} "{FAMILIES[layout.font]}","DejaVu Sans";margin:0}}
.page{{break-after:page}} .page:last-child{{break-after:auto}}
.cover{{height:{height - 2}pt;text-align:center;background:#000091;color:#fff}}
.cover h1{{margin:0;padding-top:{height * 0.35}pt;font-size:26pt}}
h1,h2,h3{{color:#000091;break-after:avoid;margin:.5em 0 .3em}}
h1{{font-size:1.6em}} h2{{font-size:1.25em}} h3{{font-size:1em;color:#e1000f}}
.title{{padding-top:150pt;}} .logo{{width:130pt;height:40pt}}
table{{border-collapse:collapse;width:100%;margin-bottom:{layout.padding + 4}pt}}
td,th{{padding:{layout.padding}pt {layout.padding + 1}pt;vertical-align:{layout.valign};{cell}}}
td,th{{text-align:left}}
td.a,th.a{{text-align:{align};white-space:{nowrap};{"width:52pt" if layout.narrow_amounts else ""}}}
thead th{{background:#40508c;color:#fff}} tr{{break-inside:avoid}}
th.o{{color:#000091;{"background:#e3e3fd" if layout.rules != "none" else ""}}}
tr.total td{{font-weight:bold;{total}}} tr.sub td{{font-weight:bold}} {zebra} {alone}
.sides{{display:flex;justify-content:space-between}} .half{{width:48%}}
.pact{{font-weight:bold;font-size:1.2em;text-align:center;background:#e3e3fd;padding:6pt;color:#000091}}
section{{margin-bottom:20pt}}
"""


def _cover(edition: Edition) -> str:
    title = escape(edition.profile.title)
    return f'<div class="page cover"><h1>{title}<br>{edition.year}</h1></div>'


def _axis(edition: Edition, code: str) -> str:
    axis = edition.profile.axis(code)
    assert axis
    wording = axis.wordings[0] if axis.wordings else axis.label
    return escape(f"Axe {code} : {wording[0].lower()}{wording[1:]}")


def _introduction(edition: Edition) -> str:
    cents = sum(s.totals[0].cents or 0 for s in edition.sections)
    facts = {
        "year": edition.year, "before": int(edition.year) - 1, "millions": round(cents / 1e8) + 1,
    }  # fmt: skip
    prose = "".join(f"<p>{escape(p.format(**facts))}</p>" for p in PROSE)
    return f'<div class="page"><h1>INTRODUCTION</h1>{prose}</div>'


def _summary(edition: Edition) -> str:
    rows = "".join(
        f'<tr><td>{_axis(edition, a.code)}</td><td class="a">{1 + 8 * n}</td></tr>'
        for n, a in enumerate(edition.profile.axes)
    )
    return f'<div class="page"><h1>SOMMAIRE</h1><table>{rows}</table></div>'


def _contacts(edition: Edition) -> str:
    return (
        '<div class="page"><h1>CONTACTS</h1>'
        f"<p>{escape(edition.profile.publisher)}<br>12, rue Jean-sans-Peur – CS 20003 – 59039 Lille"
        "<br>Tél. : 03 20 30 59 59</p></div>"
    )


def _section(edition: Edition, layout: Layout, section: Section) -> str:
    name = heading(edition, layout, section)
    rank = [t.code for t in edition.profile.territories].index(section.territory)
    top = (
        f"<h1>{escape(name)}</h1>"
        if name
        else (
            f'<svg class="logo"><rect width="100%" height="100%" fill="{_hex(TINTS[rank])}"/></svg>'
        )
    )
    line = f"<h2>{escape(banner(edition, layout, section.axis))}</h2>"
    return f"<section>{top}{line}{''.join(tables(edition, layout, section))}</section>"


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(255 * c):02x}" for c in colour)


def _pie(parts: list[tuple[str, int]], decimals: int) -> str:
    whole = sum(v for _, v in parts)
    out, angle = [], 0.0
    for n, (name, value) in enumerate(parts):
        a, b = radians(angle), radians(angle + 360 * value / whole)
        angle += 360 * value / whole
        middle, tint = (a + b) / 2, _hex(TINTS[n % len(TINTS)])
        share = f"{100 * value / whole:.{decimals}f}%".replace(".", ",")
        out.append(
            f'<path fill="{tint}" d="M0 0L{sin(a) * 90:.2f} {-cos(a) * 90:.2f}'
            f'A90 90 0 {int(b - a > 3.1416)} 1 {sin(b) * 90:.2f} {-cos(b) * 90:.2f}Z"/>'
            f'<text x="{sin(middle) * 108:.1f}" y="{-cos(middle) * 108:.1f}" font-size="10"'
            f' text-anchor="middle">{share}</text>'
            f'<rect x="150" y="{-48 + 14 * n}" width="8" height="8" fill="{tint}"/>'
            f'<text x="162" y="{-40 + 14 * n}" font-size="9">{escape(name)}</text>'
        )
    return f'<svg viewBox="-190 -125 430 250" height="260pt" width="440pt">{"".join(out)}</svg>'


def _axis_chart(edition: Edition, code: str) -> str:
    kinds = {t.code: t for t in edition.profile.territories}
    worth = [
        (kinds[s.territory], s.totals[0].cents or 0) for s in edition.sections if s.axis == code
    ]
    parts = [(t.name, v) for t, v in worth if t.type == "département"]
    title = f"Répartition des crédits de l'axe {code} par département"
    if not parts:
        parts = [(t.name, v) for t, v in worth]
        title = f"Crédits de l'axe {code} : contrats métropolitains"
    return f'<div class="page"><h2>{title}</h2>{_pie(parts, 1)}</div>'


def _contracts(edition: Edition, layout: Layout) -> list[str]:
    out = []
    for code, figure in edition.contracts:
        territory = edition.profile.territory(code)
        assert territory
        parts = [
            (f"Axe {s.axis}", s.totals[0].cents or 0)
            for s in edition.sections if s.territory == code
        ]  # fmt: skip
        title = f"Ventilation des contrats {edition.year} par axe : échelle départementale"
        chart = f"<h2>{title}</h2>{_pie(parts, 0)}" if layout.flow == "page" else ""
        out.append(
            f"<section><h1>{escape(territory.name)}</h1>{chart}"
            f'<p class="pact">Montant total du Pacte : {escape(figure.printed)}</p></section>'
        )
    if layout.flow == "page":
        return [f'<div class="page">{p}</div>' for p in out]
    return [f'<div class="page">{"".join(out)}</div>']

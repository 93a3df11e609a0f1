"""The styles of a flat OpenDocument file, as a layout wants them."""

from __future__ import annotations

from collections.abc import Iterator

from tests.factory.layout import FAMILIES, SIZES, Layout
from tests.factory.scene import TINTS

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
        ("presentation", "presentation"),
    )
)  # fmt: skip


def document(layout: Layout, kind: str, body: str) -> str:
    """The whole flat file around a `text` or a `presentation`."""
    width, height = SIZES[layout.page]
    mime = f"application/vnd.oasis.opendocument.{kind}"
    foot = (
        "<style:footer><text:p text:style-name=\"small\"><text:page-number/></text:p>"
        "</style:footer>" if kind == "text" and layout.furniture else ""
    )  # fmt: skip
    margin = "56pt" if kind == "text" else "0pt"
    side = "landscape" if width > height else "portrait"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMES} office:version="1.2" '
        f'office:mimetype="{mime}"><office:styles/><office:automatic-styles>'
        f'<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="{width}pt"'
        f' fo:page-height="{height}pt" fo:margin="{margin}" style:print-orientation="{side}"/>'
        f"<style:footer-style/></style:page-layout>"
        f"{''.join(_autos(layout, kind))}{''.join(_paragraphs(layout))}"
        f"</office:automatic-styles><office:master-styles>"
        f'<style:master-page style:name="{"Standard" if kind == "text" else "M"}" '
        f'style:page-layout-name="L">{foot}</style:master-page></office:master-styles>'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    )


def _paragraphs(layout: Layout) -> Iterator[str]:
    align = {"centre": "center", "right": "end", "left": "start"}[layout.align]
    base = layout.size
    spec = {
        # name: (size, bold, colour, alignment, page break, room under)
        "body": (base, False, "#000000", "start", False, 0),
        "amount": (base, False, "#000000", align, False, 0),
        "bold": (base, True, "#000000", "start", False, 0),
        "amountbold": (base, True, "#000000", align, False, 0),
        "boldwhite": (base, True, "#ffffff", "start", False, 0),
        "amountboldwhite": (base, True, "#ffffff", align, False, 0),
        "headp": (base, True, "#ffffff", "center", False, 0),
        "h1": (base * 1.5, True, "#000091", "start", False, 4),
        "h1break": (base * 1.5, True, "#000091", "start", True, 4),
        "h2": (base * 1.2, True, "#000091", "start", False, 6),
        "h3": (base, True, "#e1000f", "start", False, 0),
        "cover": (26, True, "#000091", "center", False, 10),
        "coverline": (26, True, "#000091", "center", False, 10),
        "pact": (base * 1.2, True, "#000091", "center", False, 14),
        "small": (8, False, "#777777", "end", False, 0),
        "gap": (8, False, "#777777", "end", False, 8),
        "break": (4, False, "#777777", "end", True, 0),
    }
    family = FAMILIES[layout.font]
    for name, (size, bold, colour, side, new_page, under) in spec.items():
        weight = ' fo:font-weight="bold"' if bold else ""
        page = ' fo:break-before="page"' if new_page else ""
        keep = ' fo:keep-with-next="always"' if name.startswith("h") else ""
        yield (
            f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties'
            f' fo:text-align="{side}" fo:margin-bottom="{under}pt"{page}{keep} '
            f'fo:line-height="{round(layout.leading / 1.2 * 100)}%"/>'
            f'<style:text-properties style:font-name="{family}" fo:font-family="{family}" '
            f'fo:font-size="{size}pt" fo:color="{colour}"{weight} fo:language="fr" '
            'fo:country="FR"/></style:style>'
        )


def _autos(layout: Layout, kind: str) -> Iterator[str]:
    for half_points in range(8, 80):
        yield (
            f'<style:style style:name="s{half_points}" style:family="text"><style:text-properties '
            f'fo:font-size="{half_points / 2}pt"/></style:style>'
        )
    for n in range(6, 480):
        yield (
            f'<style:style style:name="w{n}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{2 * n}pt"/></style:style>'
        )
    # A row is never cut by the end of a page.
    yield (
        '<style:style style:name="whole" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style>'
    )
    line = "0.5pt solid #666677"
    edges = {"ruled": f'fo:border="{line}"', "horizontal": f'fo:border-bottom="{line}"'}
    edge = edges.get(layout.rules, 'fo:border="none"')
    shade = layout.rules in ("ruled", "zebra")
    fills = {
        "cell": "", "odd": "#eeeef2", "head": "#40508c", "bare": "",
        "band": "#e3e3fd" if shade else "",
        "total": "#000091" if layout.white_total else ("#e3e3fd" if shade else ""),
    }  # fmt: skip
    high = "top" if layout.valign == "baseline" else layout.valign
    for name, fill in fills.items():
        border = 'fo:border="none"' if name == "bare" else edge
        pad = f'fo:padding="{layout.padding}pt"'
        if kind == "text":
            back = f' fo:background-color="{fill}"' if fill else ""
            inner = (
                f'<style:table-cell-properties style:vertical-align="{high}" {border} {pad}{back}/>'
            )
        else:
            paint = f'draw:fill="solid" draw:fill-color="{fill}"' if fill else 'draw:fill="none"'
            inner = (
                f'<style:graphic-properties {paint} draw:textarea-vertical-align="{high}" '
                f"{pad}/><style:paragraph-properties {border}/>"
            )
        yield f'<style:style style:name="{name}" style:family="table-cell">{inner}</style:style>'
    yield (
        '<style:style style:name="plain" style:family="graphic"><style:graphic-properties '
        'draw:fill="none" draw:stroke="none" fo:padding="0pt"/></style:style>'
        '<style:style style:name="dark" style:family="graphic"><style:graphic-properties '
        'draw:fill="solid" draw:fill-color="#e3e3fd" draw:stroke="none"/></style:style>'
    )
    for n, tint in enumerate(TINTS):
        colour = "#" + "".join(f"{round(255 * c):02x}" for c in tint)
        yield (
            f'<style:style style:name="logo{n}" style:family="graphic"><style:graphic-properties '
            f'draw:fill="solid" draw:fill-color="{colour}" draw:stroke="none"/></style:style>'
        )

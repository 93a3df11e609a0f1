"""How an edition is laid out. Every choice combines with every other unless said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Page = Literal["slides", "a4", "a4-landscape"]
Rules = Literal["ruled", "none", "zebra", "horizontal"]
Flow = Literal["page", "stacked", "side"]

SIZES: dict[str, tuple[float, float]] = {
    "slides": (960.0, 540.0),
    "a4": (595.28, 841.89),
    "a4-landscape": (841.89, 595.28),
}

FAMILIES = {
    "LiberationSans": "Liberation Sans", "LiberationSerif": "Liberation Serif",
    "LiberationSansNarrow": "Liberation Sans Narrow", "DejaVuSans": "DejaVu Sans",
    "DejaVuSerif": "DejaVu Serif", "DejaVuSansCondensed": "DejaVu Sans Condensed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """One page design.

    `flow`: one section a page, sections one under the other (tables flow over pages), or two
    sections side by side. `total_alone` sends each total to the page after its lines.
    `narrow_amounts` makes wide amounts break over two lines. `gap` is the space between label and
    amount columns in points: 0 lets them touch. Oddities of PDF itself are in `quirks`.
    """

    name: str = "plain"
    page: Page = "slides"
    rules: Rules = "ruled"
    valign: Literal["top", "middle", "bottom", "baseline"] = "middle"
    align: Literal["right", "centre", "left"] = "right"
    amounts_left: bool = False
    header: tuple[str, str] | None = None
    orientation: Literal["row", "bold", "merged", "none"] = "row"
    flow: Flow = "page"
    total_alone: bool = False
    total_first: bool = False
    total_box: bool = False  # the total in a box of its own, away from the table
    total_wording: str = "Total Axe {axis}"
    banner: Literal["label", "wording", "sommaire"] = "label"
    heading: Literal["name", "full", "logo", "mixed"] = "name"
    leading: float = 1.2
    padding: float = 3.0
    gap: float = 8.0
    narrow_amounts: bool = False
    glued: bool = False
    hyphens: Literal["none", "hard", "soft"] = "none"
    furniture: bool = True
    extras: bool = True
    charts: bool = False
    white_total: bool = False  # white text on a dark band
    font: str = "LiberationSans"
    size: float = 11.0
    quirks: frozenset[str] = frozenset()


ACTION_AMOUNT = ("Action", "Montant")
LONG_HEADER = ("Intitulé de l'action", "Crédits {year} (en €)")

LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        Layout("slides-ruled"),
        Layout("slides-borderless", rules="none", orientation="bold", valign="middle"),
        Layout("slides-zebra", rules="zebra", header=ACTION_AMOUNT, white_total=True),
        Layout("slides-logo", heading="logo", rules="horizontal", total_box=True),
        Layout("slides-mixed-top", heading="mixed", valign="top", align="centre",
               font="DejaVuSans"),
        Layout("slides-left", amounts_left=True, align="right", rules="horizontal"),
        Layout("slides-left-borderless", amounts_left=True, rules="none", valign="top"),
        Layout("slides-merged", orientation="merged", header=LONG_HEADER),
        Layout("slides-side", flow="side", rules="ruled", size=9),
        Layout("slides-side-borderless", flow="side", rules="none", size=9, orientation="bold"),
        Layout("slides-tight", rules="none", leading=1.0, padding=0.0, orientation="bold"),
        Layout("slides-split", narrow_amounts=True, rules="ruled"),
        Layout("slides-split-borderless", narrow_amounts=True, rules="none", align="centre"),
        Layout("slides-glued", glued=True, rules="none", orientation="bold"),
        Layout("slides-charts", charts=True, heading="mixed", banner="wording"),
        Layout("a4-ruled", page="a4", flow="stacked", header=ACTION_AMOUNT, size=10),
        Layout("a4-borderless", page="a4", flow="stacked", rules="none", size=10,
               orientation="bold", heading="full"),
        Layout("a4-zebra", page="a4", flow="stacked", rules="zebra", header=LONG_HEADER, size=9.5),
        Layout("a4-total-alone", page="a4", flow="stacked", header=ACTION_AMOUNT, size=10,
               total_alone=True),
        Layout("a4-total-first", page="a4", flow="stacked", total_first=True, size=10,
               rules="horizontal", total_wording="Total de l'axe {axis}"),
        Layout("a4-page", page="a4", rules="horizontal", banner="sommaire", valign="bottom"),
        Layout("a4-landscape", page="a4-landscape", flow="stacked", rules="ruled", valign="top",
               orientation="merged", size=10, font="LiberationSerif"),
        Layout("a4-landscape-baseline", page="a4-landscape", rules="none", valign="baseline",
               header=LONG_HEADER, font="DejaVuSerif", size=10),
        Layout("a4-hyphens", page="a4", flow="stacked", hyphens="hard", size=11, rules="ruled"),
        Layout("a4-soft-hyphens", page="a4", flow="stacked", hyphens="soft", size=11,
               rules="horizontal"),
        Layout("slides-touching", padding=0.0, gap=0.0, rules="none"),
        Layout("xobject", quirks=frozenset({"xobject"}), font="LiberationSansNarrow"),
        Layout("glyphs", quirks=frozenset({"glyphs", "ligatures"}), font="DejaVuSans"),
        Layout("kerned", quirks=frozenset({"kerned"}), rules="none", page="a4", flow="stacked"),
        Layout("decomposed", quirks=frozenset({"decomposed"}), font="DejaVuSerif", page="a4"),
        Layout("rotated-90", quirks=frozenset({"rotate90"}), rules="none"),
        Layout("rotated-180", quirks=frozenset({"rotate180", "origin"}), page="a4"),
        Layout("rotated-270", quirks=frozenset({"rotate270", "cropped"}), rules="zebra"),
        Layout("cropped", quirks=frozenset({"cropped"}), page="a4", flow="stacked"),
        Layout("far-origin", quirks=frozenset({"origin", "mirrored"}), rules="horizontal"),
        Layout("invisible", quirks=frozenset({"invisible"}), rules="none"),
        Layout("white", quirks=frozenset({"white"}), page="a4", flow="stacked"),
        Layout("covered", quirks=frozenset({"covered"})),
        Layout("doubled", quirks=frozenset({"doubled"}), rules="none", page="a4"),
    )
}  # fmt: skip

# Quirks of how the file is written, which only the raw canvas can draw.
RAW_ONLY = frozenset(
    {
        "rotate90",
        "rotate180",
        "rotate270",
        "cropped",
        "origin",
        "mirrored",
        "glyphs",
        "kerned",
        "decomposed",
        "ligatures",
        "xobject",
    }
)

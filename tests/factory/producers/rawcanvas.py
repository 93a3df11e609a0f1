"""Writes an edition's PDF by hand, operator by operator: everything that libraries don't do.

Quirks of the layout that only this producer draws: text glyph by glyph or kerned apart without
space characters, ligature glyphs, decomposed accents, pages rotated, cropped, with a far origin,
with their box's corners exchanged, or held in a form of another scale.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field
from math import cos, radians, sin, tan
from pathlib import Path

from fontTools.ttLib import TTFont

from tests.factory.content import Edition
from tests.factory.layout import Layout
from tests.factory.press import typeset
from tests.factory.producers.rawfile import Objects, RawFont
from tests.factory.scene import Colour, Face, Item, Leaf, Picture, Rect, Rule, Text
from tests.factory.truth import Truth

LIGATURES = {"ffi": "\ufb03", "ffl": "\ufb04", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}
MARGIN = 40.0  # what a cropped page has around what it shows, in points
ORIGIN = (173.5, -412.25)  # where a page with a far origin starts


def make(edition: Edition, layout: Layout, path: Path) -> Truth:
    """Write the document to `path` and return what it says."""
    press = typeset(edition, layout)
    path.write_bytes(_Writer(layout.quirks).document(press.leaves))
    return press.truth("rawcanvas")


@dataclass(slots=True)
class _Writer:
    quirks: frozenset[str]
    fonts: dict[str, RawFont] = field(default_factory=dict)
    rng: random.Random = field(default_factory=lambda: random.Random(0))

    def document(self, leaves: list[Leaf]) -> bytes:
        """The whole file."""
        objects = Objects()
        catalog, tree, resources = objects.add(), objects.add(), objects.add()
        pages = [
            objects.add(
                f"<</Type/Page/Parent {tree} 0 R{self._content(objects, leaf, resources)}"
                f"{self._boxes(leaf)}>>".encode()
            )
            for leaf in leaves
        ]
        fonts = "".join(f"/{n} {f.embed(objects)} 0 R" for n, f in self.fonts.items())
        objects.bodies[resources - 1] = f"<</Font<<{fonts}>>>>".encode()
        kids = " ".join(f"{p} 0 R" for p in pages)
        objects.bodies[tree - 1] = f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode()
        objects.bodies[catalog - 1] = f"<</Type/Catalog/Pages {tree} 0 R>>".encode()
        return objects.file(catalog)

    def _content(self, objects: Objects, leaf: Leaf, resources: int) -> str:
        """The page's content stream and resources; in a form of its own with `xobject`."""
        drawn = self._page(leaf)
        if "xobject" not in self.quirks:
            content = objects.stream("", drawn)
            return f"/Contents {content} 0 R/Resources {resources} 0 R"
        # The form is half the size and its matrix doubles it.
        form = objects.stream(
            "/Type/XObject/Subtype/Form/BBox[-2000 -2000 4000 4000]/Matrix[2 0 0 2 0 0]"
            f"/Resources {resources} 0 R",
            b"q .5 0 0 .5 0 0 cm\n" + drawn + b"Q\n",
        )
        content = objects.stream("", b"q /X Do Q\n")
        return f"/Contents {content} 0 R/Resources<</XObject<</X {form} 0 R>>>>"

    # ------------------------------------------------------------------ page geometry

    def _turn(self) -> int:
        return next((t for t in (90, 180, 270) if f"rotate{t}" in self.quirks), 0)

    def _media(self, leaf: Leaf) -> tuple[float, float, float, float]:
        """The box that is shown, in the page's own coordinates."""
        wide, high = leaf.width, leaf.height
        if self._turn() in (90, 270):
            wide, high = high, wide
        x, y = ORIGIN if "origin" in self.quirks else (0.0, 0.0)
        return x, y, x + wide, y + high

    def _boxes(self, leaf: Leaf) -> str:
        x0, y0, x1, y1 = self._media(leaf)
        crop = ""
        if "cropped" in self.quirks:
            crop = f"/CropBox[{x0:.2f} {y0:.2f} {x1:.2f} {y1:.2f}]"
            x0, y0, x1, y1 = x0 - MARGIN, y0 - MARGIN, x1 + MARGIN, y1 + MARGIN
        if "mirrored" in self.quirks:
            x0, y0, x1, y1 = x1, y1, x0, y0
        turn = self._turn()
        return f"/MediaBox[{x0:.2f} {y0:.2f} {x1:.2f} {y1:.2f}]{crop}" + f"/Rotate {turn}" * bool(
            turn
        )

    def _matrix(self, leaf: Leaf) -> str:
        """From the scene's space, turned upwards, to the page's own."""
        wide, high = leaf.width, leaf.height
        x0, y0, _, _ = self._media(leaf)
        a, b, c, d, e, f = {
            0: (1, 0, 0, 1, 0.0, 0.0), 90: (0, 1, -1, 0, high, 0.0),
            180: (-1, 0, 0, -1, wide, high), 270: (0, -1, 1, 0, 0.0, wide),
        }[self._turn()]  # fmt: skip
        return f"{a} {b} {c} {d} {e + x0:.2f} {f + y0:.2f} cm\n"

    def _page(self, leaf: Leaf) -> bytes:
        out = ["q\n", self._matrix(leaf)]
        for item in leaf.items:
            out.append(self._draw(leaf, item))
        if "cropped" in self.quirks:
            proof = Text(20, -14, "BAT 3 – tirage 12 000 ex. – 48 500 €", Face("DejaVuSans"), 9)
            out.append(self._text(leaf, proof))
        return ("".join(out) + "Q\n").encode("latin-1")

    # ------------------------------------------------------------------ what is drawn

    def _draw(self, leaf: Leaf, item: Item) -> str:
        if isinstance(item, Text):
            return self._text(leaf, item)
        high = leaf.height
        if isinstance(item, Rule):
            return (
                f"{_rgb(item.colour)} RG {item.width:.2f} w {item.x0:.2f} {high - item.y0:.2f} m "
                f"{item.x1:.2f} {high - item.y1:.2f} l S\n"
            )
        if isinstance(item, Rect):
            box = (
                f"{item.x0:.2f} {high - item.bottom:.2f} {item.x1 - item.x0:.2f} "
                f"{item.bottom - item.top:.2f} re"
            )
            fill = f"{_rgb(item.fill)} rg {box} f\n" if item.fill else ""
            edge = f"{_rgb(item.colour)} RG {item.line:.2f} w {box} S\n" if item.line else ""
            return fill + edge
        if isinstance(item, Picture):
            # An inline image of one pixel, stretched.
            pixel = "".join(f"{round(255 * c):02x}" for c in item.fill)
            return (
                f"q {item.x1 - item.x0:.2f} 0 0 {item.bottom - item.top:.2f} {item.x0:.2f} "
                f"{high - item.bottom:.2f} cm BI /W 1 /H 1 /CS /RGB /BPC 8 /F /AHx ID {pixel}> "
                "EI Q\n"
            )
        steps = max(1, round(item.extent / 45))
        step = radians(item.extent / steps)
        bulge = 4 / 3 * tan(step / 4) * item.radius
        x, y, r = item.x, high - item.y, item.radius
        at = radians(item.start)
        out = (
            f"{_rgb(item.fill)} rg {x:.2f} {y:.2f} m {x + r * sin(at):.2f} {y + r * cos(at):.2f} l "
        )
        for _ in range(steps):
            to = at + step
            out += (
                f"{x + r * sin(at) + bulge * cos(at):.2f} {y + r * cos(at) - bulge * sin(at):.2f} "
                f"{x + r * sin(to) - bulge * cos(to):.2f} {y + r * cos(to) + bulge * sin(to):.2f} "
                f"{x + r * sin(to):.2f} {y + r * cos(to):.2f} c "
            )
            at = to
        return out + "h f\n"

    def _clusters(self, text: str, face: Face) -> list[tuple[str, str]]:
        """(character drawn, text that it stands for), ligatures and accents as quirks ask."""
        if "decomposed" in self.quirks:
            loose = unicodedata.normalize("NFD", text)
            text = loose if all(face.has(c) for c in loose) else text
        if "ligatures" not in self.quirks:
            return [(c, c) for c in text]
        out: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            joined = next(
                (k for k in LIGATURES if text.startswith(k, at) and face.has(LIGATURES[k])), None
            )
            out.append((LIGATURES[joined], joined) if joined else (text[at], text[at]))
            at += len(joined or "x")
        return out

    def _text(self, leaf: Leaf, item: Text) -> str:
        name = f"F{item.face.name.replace('-', '')}"
        if name not in self.fonts:
            self.fonts[name] = RawFont(item.face, TTFont(str(item.face.path)))
        font, x, y = self.fonts[name], item.x, leaf.height - item.y
        glyphs = [
            (drawn, *font.glyph(drawn, said))
            for drawn, said in self._clusters(item.text, item.face)
        ]
        mode = 3 if item.invisible else 0
        head = f"BT {mode} Tr {_rgb(item.colour)} rg /{name} {item.size:.2f} Tf "
        if "glyphs" in self.quirks:
            out = ""
            for _, number, advance in glyphs:
                out += f"1 0 0 1 {x:.3f} {y:.3f} Tm <{number:04x}> Tj "
                x += advance * item.size
            return f"{head}{out}ET\n"
        if "kerned" in self.quirks:
            # Every glyph is moved a little and back; a space is a jump, no character.
            out = ""
            for drawn, number, advance in glyphs:
                nudge = self.rng.randint(-15, 15)
                out += (
                    f"{-1000 * advance:.1f} "
                    if drawn == " "
                    else (f"{nudge} <{number:04x}> {-nudge} ")
                )
            return f"{head}{x:.3f} {y:.3f} Td [{out}] TJ ET\n"
        codes = "".join(f"{number:04x}" for _, number, _ in glyphs)
        return f"{head}{x:.3f} {y:.3f} Td <{codes}> Tj ET\n"


def _rgb(colour: Colour) -> str:
    return " ".join(f"{c:.3f}" for c in colour)

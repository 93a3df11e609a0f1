"""The body of a PDF file written by hand: numbered objects, streams, embedded TrueType fonts."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field

from fontTools import subset
from fontTools.ttLib import TTFont

from tests.factory.scene import Face


@dataclass(slots=True)
class Objects:
    """Numbered objects, and the file around them."""

    bodies: list[bytes] = field(default_factory=list)

    def add(self, body: bytes = b"") -> int:
        """Add an object; its number."""
        self.bodies.append(body)
        return len(self.bodies)

    def stream(self, head: str, data: bytes) -> int:
        """Add a compressed stream with further keys `head`; its number."""
        packed = zlib.compress(data)
        start = f"<<{head}/Filter/FlateDecode/Length {len(packed)}>>stream\n".encode()
        return self.add(start + packed + b"\nendstream")

    def file(self, root: int) -> bytes:
        """The whole file, its catalog being object `root`."""
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.bodies, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{p:010d} 00000 n \n".encode() for p in places)
        out += f"trailer<</Size {len(places) + 1}/Root {root} 0 R>>\n".encode()
        return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


@dataclass(slots=True)
class RawFont:
    """A face as it is used: glyph numbers, and the text that each stands for."""

    face: Face
    font: TTFont
    used: dict[int, str] = field(default_factory=dict)

    def glyph(self, char: str, stands_for: str) -> tuple[int, float]:
        """The glyph of `char` and its advance at size 1."""
        name = self.font.getBestCmap().get(ord(char), ".notdef")
        number: int = self.font.getGlyphID(name)
        self.used.setdefault(number, stands_for)
        return number, self._advance(name)

    def _advance(self, name: str) -> float:
        advance: float = self.font["hmtx"][name][0] / self.font["head"].unitsPerEm
        return advance

    def embed(self, objects: Objects) -> int:
        """Add the Type 0 font of the glyphs used; its number."""
        program = self._program()
        file = objects.stream(f"/Length1 {len(program)}", program)
        base = f"AAAAAA+{self.face.name}"
        ascent, descent = 1000 * self.face.ascent, -1000 * self.face.descent
        descriptor = objects.add(
            f"<</Type/FontDescriptor/FontName/{base}/Flags 4/FontBBox[-1000 -400 2000 1200]"
            f"/ItalicAngle 0/Ascent {ascent:.0f}/Descent {descent:.0f}/CapHeight 700/StemV 80"
            f"/FontFile2 {file} 0 R>>".encode()
        )
        names = self.font.getGlyphOrder()
        spans = " ".join(f"{n}[{1000 * self._advance(names[n]):.2f}]" for n in sorted(self.used))
        glyphs = objects.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/CIDSystemInfo<</Registry(Adobe)"
            f"/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/W[{spans}]"
            "/CIDToGIDMap/Identity>>".encode()
        )
        unicode_map = objects.stream("", self._to_unicode())
        return objects.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
            f"/DescendantFonts[{glyphs} 0 R]/ToUnicode {unicode_map} 0 R>>".encode()
        )

    def _program(self) -> bytes:
        """The font's file with the glyphs used alone, their numbers kept."""
        options = subset.Options(retain_gids=True, notdef_outline=True, layout_features=[])
        options.drop_tables += ["FFTM"]
        cutter = subset.Subsetter(options)
        cutter.populate(gids=[0, *self.used])
        program = TTFont(str(self.face.path))
        cutter.subset(program)
        held = io.BytesIO()
        program.save(held)
        return held.getvalue()

    def _to_unicode(self) -> bytes:
        lines = [
            f"<{n:04x}> <{s.encode('utf-16-be').hex()}>\n" for n, s in sorted(self.used.items())
        ]
        blocks = "".join(
            f"{len(lines[n : n + 100])} beginbfchar\n{''.join(lines[n : n + 100])}endbfchar\n"
            for n in range(0, len(lines), 100)
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{blocks}"
            "endcmap CMapName currentdict /CMap defineresource pop end end\n"
        ).encode()

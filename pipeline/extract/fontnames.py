"""Characters that a font's table of names leaves out, named as the font's own program does.

WeasyPrint writes the ligature « ffi » of some faces with no name at all; the program it embeds
still says which character its glyph draws.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from io import BytesIO
from typing import Any

from pdfminer.pdffont import TrueTypeFont
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

UNNAMED = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<\s*>")  # a code of two bytes and no character


def nameless_fonts(reader: PdfReader) -> bool:
    """Whether a font of the document leaves a character unnamed that its program names."""
    return any(_names(font) for font in _fonts(reader))


def name_characters(writer: PdfWriter) -> None:
    """Complete the tables of names of a document's fonts."""
    for font in _fonts(writer):
        names = _names(font)
        if not names:
            continue
        table = StreamObject()
        table.set_data(_completed(font["/ToUnicode"].get_data(), names))
        font[NameObject("/ToUnicode")] = writer._add_object(table)


def _completed(table: bytes, names: dict[bytes, bytes]) -> bytes:
    return UNNAMED.sub(
        lambda found: b"<%s> <%s>" % (found[1], names.get(found[1].lower(), b"")), table
    )


def _fonts(document: PdfReader | PdfWriter) -> list[Any]:
    """The composite fonts of a document's pages, each once."""
    found: dict[int, Any] = {}
    for page in document.pages:
        resources: Any = page.get("/Resources")
        fonts = resources.get_object().get("/Font") if resources is not None else None
        fonts = fonts.get_object() if fonts is not None else None
        for held in fonts.values() if isinstance(fonts, DictionaryObject) else ():
            font = held.get_object()
            if isinstance(font, DictionaryObject):
                found.setdefault(id(font), font)
    return [
        f
        for f in found.values()
        # A table may also be given by its name (« /Identity-H »): there is nothing to complete.
        if "/DescendantFonts" in f
        and "/ToUnicode" in f
        and isinstance(f["/ToUnicode"], StreamObject)
    ]


def _names(font: Any) -> dict[bytes, bytes]:
    """Code -> character (UTF-16) in hexadecimal, of the unnamed codes that the program names."""
    codes = [c.lower() for c in UNNAMED.findall(font["/ToUnicode"].get_data())]
    inner = font["/DescendantFonts"][0].get_object()
    program = inner.get("/FontDescriptor", {}).get("/FontFile2")
    # Only where a code is the glyph's own number does the program tell what the code draws.
    plain = font.get("/Encoding") == "/Identity-H" and inner.get("/CIDToGIDMap") in (
        None, "/Identity",
    )  # fmt: skip
    if not codes or program is None or not plain:
        return {}
    try:
        drawn = TrueTypeFont("", BytesIO(program.get_data())).create_unicode_map()
    except (TrueTypeFont.CMapNotFound, AssertionError, struct.error):  # no table, or a damaged one
        return {}
    known = {c: drawn.cid2unichr.get(int(c, 16), "") for c in codes}
    return {
        c: unicodedata.normalize("NFKC", text).encode("utf-16-be").hex().encode()
        for c, text in known.items()
        if text
    }

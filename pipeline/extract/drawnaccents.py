"""Accents that are drawn apart from their letters, joined to them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pipeline.extract.content import Glyph

SPACING_ACCENTS = {
    "\u00b4": "\u0301", "`": "\u0300", "\u02c6": "\u0302", "^": "\u0302",
    "\u00a8": "\u0308", "\u00b8": "\u0327", "\u02dc": "\u0303",
}  # fmt: skip


def composed(glyphs: list[Glyph]) -> list[Glyph]:
    """Accents that are drawn apart from their letter joined to it."""
    if not any(_accent(g.text) for g in glyphs):
        return glyphs
    letters = [g for g in glyphs if not _accent(g.text)]
    for accent in glyphs:
        mark = _accent(accent.text)
        if not mark:
            continue
        base = _base_of(accent, letters, bool(unicodedata.combining(mark[0])))
        if base is not None:
            base.text = unicodedata.normalize("NFC", base.text + mark)
        else:
            letters.append(accent)
    letters.sort(key=lambda g: (g.x0, g.x1))
    return letters


def _accent(text: str) -> str:
    if text and all(unicodedata.combining(c) for c in text):
        return text
    return SPACING_ACCENTS.get(text, "")


def _base_of(accent: Glyph, letters: Sequence[Glyph], combining: bool) -> Glyph | None:
    """The letter under (or, for a mark with no width of its own, right before) an accent."""
    near = [g for g in letters if g.text[-1].isalpha()]
    width = accent.x1 - accent.x0
    if combining and width < 0.1 * accent.size:
        ends = [g for g in near if g.x0 < accent.x0 <= g.x1 + 0.15 * g.size]
        # The pen stands where the letter ended; a kerned next letter may begin before that.
        return min(ends, key=lambda g: abs(g.x1 - accent.x0), default=None)
    shared = {id(g): min(g.x1, accent.x1) - max(g.x0, accent.x0) for g in near}
    best = max(near, key=lambda g: shared[id(g)], default=None)
    if best is not None and shared[id(best)] > 0.3 * width:
        return best
    return None

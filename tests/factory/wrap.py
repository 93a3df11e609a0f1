"""Line breaking: at spaces, after hyphens, and inside words where a layout hyphenates."""

from __future__ import annotations

import re
from functools import cache

import pyphen

from tests.factory.layout import Layout
from tests.factory.scene import Face

SOFT = "\u00ad"


def wrap(text: str, face: Face, size: float, width: float, hyphens: str = "none") -> list[str]:
    """Lines of at most `width` points. A break after a hyphen keeps it at the line's end.

    `hyphens` is none, hard (a word is cut with U+002D) or soft (with U+00AD).
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text):
        if face.width((line + piece).rstrip(), size) <= width or not (line + piece).strip():
            line += piece
            continue
        mark = {"hard": "-", "soft": SOFT}.get(hyphens)
        cut = _cut(piece, mark, face, size, width - face.width(line, size)) if mark else None
        if cut:
            line, piece = line + cut[0], cut[1]
        if line.strip():
            lines.append(line.strip(" "))
        line = piece.lstrip(" ")
    return [*lines, line.strip(" ")] if line.strip() else lines or [""]


def _pieces(text: str) -> list[str]:
    """The text cut wherever a line may end: after spaces and after hyphens inside a word."""
    return [p for p in re.split(r"(?<= )(?! )|(?<=\w-)(?=\w)", text) if p]


def _cut(piece: str, mark: str, face: Face, size: float, room: float) -> tuple[str, str] | None:
    """A long word's start that still fits, with its mark, and the rest of the word."""
    word = re.match(r"\W*(\w{7,})", piece)
    if not word:
        return None
    start = word.start(1)
    for place in reversed(_dictionary().positions(word.group(1))):
        at = start + int(place)
        if place >= 3 and face.width(piece[:at] + "-", size) <= room:
            return piece[:at] + mark, piece[at:]
    return None


@cache
def _dictionary() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="fr_FR")


def wrap_amount(text: str, face: Face, size: float, width: float) -> list[str]:
    """An amount broken at its thousands separators where it is wider than its column."""
    lines: list[str] = []
    line = ""
    for piece in re.split(r"(?<=[ \u00a0\u202f])", text):
        if line and face.width((line + piece).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def hyphenated(text: str, layout: Layout) -> str:
    """The text with soft hyphens in its long words, where the layout hyphenates."""
    if layout.hyphens == "none":
        return text
    return re.sub(r"\w{7,}", lambda m: _dictionary().inserted(m.group(), SOFT), text)

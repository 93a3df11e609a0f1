"""A document as primitives on pages, before any PDF library: what canvases draw.

Positions are points from the top-left corner of the page; a text's `y` is its baseline.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
NAVY: Colour = (0.0, 0.0, 0.57)
RED: Colour = (0.88, 0.0, 0.06)
GREY: Colour = (0.45, 0.45, 0.45)
PALE: Colour = (0.9, 0.9, 0.98)
TINTS: tuple[Colour, ...] = (
    NAVY, (0.0, 0.67, 0.55), (1.0, 0.6, 0.25), RED, (0.5, 0.5, 1.0), (0.65, 0.35, 0.6),
    (0.3, 0.4, 0.7),
)  # fmt: skip

_FOLDER = Path("/usr/share/fonts/truetype")


@dataclass(frozen=True)
class Face:
    """A TrueType font of the Debian packages fonts-dejavu and fonts-liberation."""

    family: str
    bold: bool = False

    @cached_property
    def path(self) -> Path:
        if self.family.startswith("DejaVu"):
            return _FOLDER / "dejavu" / f"{self.family}{'-Bold' if self.bold else ''}.ttf"
        return _FOLDER / "liberation" / f"{self.family}-{'Bold' if self.bold else 'Regular'}.ttf"

    @property
    def name(self) -> str:
        return self.path.stem

    def has(self, char: str) -> bool:
        return ord(char) in _metrics(self.path).cmap

    def width(self, text: str, size: float) -> float:
        return _width(self.path, self.shown(text)) * size

    def shown(self, text: str) -> str:
        """The text with what the font can't draw replaced by its nearest (a space's width)."""
        return text if self.has("\u202f") else text.replace("\u202f", "\u00a0")

    @property
    def ascent(self) -> float:
        return _metrics(self.path).ascent

    @property
    def descent(self) -> float:
        return _metrics(self.path).descent


class _Metrics:
    def __init__(self, path: Path) -> None:
        font = TTFont(str(path), lazy=True)
        units = font["head"].unitsPerEm
        self.cmap: dict[int, str] = font.getBestCmap()
        by_name = {name: w / units for name, (w, _) in font["hmtx"].metrics.items()}
        self.widths: dict[int, float] = {code: by_name[name] for code, name in self.cmap.items()}
        self.widths[0] = by_name[".notdef"]
        self.ascent: float = font["hhea"].ascent / units
        self.descent: float = -font["hhea"].descent / units


@cache
def _metrics(path: Path) -> _Metrics:
    return _Metrics(path)


@lru_cache(maxsize=100_000)
def _width(path: Path, text: str) -> float:
    """The width of a text at size 1."""
    widths = _metrics(path).widths
    total: float = sum(widths.get(ord(c), widths[0]) for c in text)
    return total


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text; `invisible` text is there and draws nothing (render mode 3)."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    colour: Colour = BLACK
    invisible: bool = False


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, filled (None: not) and outlined (0: not)."""

    x0: float
    top: float
    x1: float
    bottom: float
    fill: Colour | None = None
    line: float = 0.0
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Rule:
    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.5
    colour: Colour = GREY


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster picture of one colour."""

    x0: float
    top: float
    x1: float
    bottom: float
    fill: Colour = WHITE


@dataclass(frozen=True, slots=True)
class Wedge:
    """A slice of a pie; angles in degrees, clockwise from noon."""

    x: float
    y: float
    radius: float
    start: float
    extent: float
    fill: Colour


Item = Text | Rect | Rule | Picture | Wedge


@dataclass(slots=True)
class Leaf:
    """One page being filled."""

    width: float
    height: float
    items: list[Item] = field(default_factory=list)

    def write(
        self, x: float, y: float, text: str, face: Face, size: float, colour: Colour = BLACK,
        align: str = "left",
    ) -> None:  # fmt: skip
        """Write `text` with its baseline at `y`, from, around or up to `x`."""
        wide = face.width(text, size)
        start = {"left": x, "centre": x - wide / 2, "right": x - wide}[align]
        self.items.append(Text(start, y, face.shown(text), face, size, colour))

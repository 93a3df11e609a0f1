"""What stands on the two sides of a table: lines of its label area, rows of its amounts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from pipeline.extract.lines import Segment

Style: TypeAlias = tuple[bool, tuple[float, ...], int, bool]


@dataclass(frozen=True)
class LabelLine:
    """One line of the label area. `known` when it names something the profile knows."""

    segments: tuple[Segment, ...]
    known: bool = False
    spans: bool = False  # reaches over the amount columns, or fills a cell that has no amount
    parted: bool = False  # a vertical rule stands between it and the amounts
    underlined: bool = False

    @cached_property
    def text(self) -> str:
        return " ".join(s.text for s in self.segments)

    @cached_property
    def middle(self) -> float:
        return max(self.segments, key=lambda s: len(s.text)).middle

    @property
    def main(self) -> Segment:
        return max(self.segments, key=lambda s: len(s.text))

    @cached_property
    def style(self) -> Style:
        """Bold, colour, size in points, underlined."""
        main = self.main
        color = tuple(round(c, 1) for c in main.color)
        return main.bold, color, round(main.size), self.underlined

    @cached_property
    def x0(self) -> float:
        return min(s.box.x0 for s in self.segments)

    @cached_property
    def x1(self) -> float:
        return max(s.box.x1 for s in self.segments)


@dataclass(frozen=True, slots=True)
class AmountRow:
    """Where a row's amounts stand: y of the first, the middle and the last line, in points.

    `glued`: an amount stands at the end of its label's last line.
    """

    first: float
    middle: float
    last: float
    size: float
    glued: bool = False


def is_stronger(style: Style, than: Style) -> bool:
    """Whether a line is set more strongly than another: bold, underlined or larger, and none of
    these less. What is set less strongly than labels are says more of one, and heads none."""
    bold, _, size, underlined = style
    marks = ((bold, than[0]), (underlined, than[3]))
    less = any(b and not a for a, b in marks) or size < than[2]
    return not less and (any(a and not b for a, b in marks) or size > than[2])


def are_flush(upper: LabelLine, lower: LabelLine) -> bool:
    """Whether two lines begin, end, or have their middle at one x, as those of a paragraph do."""
    start, end = upper.x0 - lower.x0, upper.x1 - lower.x1
    return min(abs(start), abs(end), abs(start + end) / 2) < upper.main.size

"""What stands on the two sides of a table: lines of its label area, rows of its amounts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.extract.lines import Segment


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

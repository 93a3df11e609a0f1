"""A page's reading in the making: what has been made of its words so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.domain import Role
from pipeline.extract.content import PageContent
from pipeline.extract.lines import Segment
from pipeline.extract.reading import ChartNumber, Item, Leftover
from pipeline.extract.wordings import Wordings


@dataclass
class Draft:
    """`segments` are those still without a meaning, `running` the keys of lines that recur at the
    same place on many pages (see `running`); each item has its place in reading order:
    (zone of the page, x0 of its strip, top)."""

    content: PageContent
    wordings: Wordings
    segments: list[Segment]
    running: frozenset[str] = frozenset()
    items: list[tuple[tuple[float, float, float], Item]] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    asides: list[Item] = field(default_factory=list)
    side_at_top: bool = False
    layout: list[str] = field(default_factory=list)
    printed_page: str | None = None
    chart: tuple[ChartNumber, ...] = ()

    def leave(self, role: Role, reason: str, segments: Sequence[Segment]) -> None:
        """Note segments that are part of no item, and why."""
        self.leftovers += [Leftover(w, role, reason) for s in segments for w in s.words]

"""A page's reading in the making: what has been made of its words so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.domain import Role
from pipeline.extract.content import PageContent
from pipeline.extract.lines import Segment
from pipeline.extract.reading import ChartNumber, Item, Leftover, Summed
from pipeline.extract.surroundings import ALONE, Surroundings
from pipeline.extract.wordings import Wordings


@dataclass
class Draft:
    """`segments` are those still without a meaning, `around` is what the pages around tell; each
    item has its place in reading order: (zone of the page, x0 of its strip, top). `columns` are
    where each of the page's tables parts its text (see `textcolumns`), `amounts` from where to
    where (x) its columns of amounts reach."""

    content: PageContent
    wordings: Wordings
    segments: list[Segment]
    around: Surroundings = ALONE
    items: list[tuple[tuple[float, float, float], Item]] = field(default_factory=list)
    leftovers: list[Leftover] = field(default_factory=list)
    asides: list[Item] = field(default_factory=list)
    side_at_top: bool | None = None
    columns: list[tuple[float, ...]] = field(default_factory=list)
    amounts: list[tuple[float, float]] = field(default_factory=list)
    summed: list[Summed] = field(default_factory=list)
    layout: list[str] = field(default_factory=list)
    printed_page: str | None = None
    chart: tuple[ChartNumber, ...] = ()

    def leave(self, role: Role, reason: str, segments: Sequence[Segment]) -> None:
        """Note segments that are part of no item, and why."""
        self.leftovers += [Leftover(w, role, reason) for s in segments for w in s.words]

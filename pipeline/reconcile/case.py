"""One difference between lines and their printed total, and whom the contract sides with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from pipeline.domain import Line, PrintedTotal, TotalScope
from pipeline.reconcile.casting import Casting, Section
from pipeline.reconcile.wording import place
from pipeline.tables import line_cents


class Side(Enum):
    """Whom the contract's printed total agrees with, when it can tell."""

    LINES = "lines"
    TOTAL = "total"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Case:
    """A total that its lines don't sum to. `difference` is computed minus printed, in cents."""

    casting: Casting
    total: PrintedTotal
    lines: tuple[Line, ...]
    difference: int
    side: Side

    @property
    def where(self) -> str:
        return place(self.casting.profile, self.total.axis, self.total.territory)

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys((*(x.page for x in self.lines), self.total.page)))

    def cents(self, line: Line) -> int:
        return line_cents(line, self.total.column)

    def holding(self, cents: int) -> list[Line]:
        """The total's lines of exactly this amount."""
        return [line for line in self.lines if self.cents(line) == cents]


def open_case(casting: Casting, total: PrintedTotal) -> Case:
    """The case of an AXIS or SUBTOTAL total."""
    lines = casting.lines_of(total)
    return Case(casting, total, lines, casting.difference(total), _side(casting, total))


def _side(casting: Casting, total: PrintedTotal) -> Side:
    """Believe the lines or the printed total of each differing section: which mix does the
    printed contract total agree with? Tells only when all that agree say the same of this one."""
    contracts = {
        t.amount.cents
        for t in casting.of_scope(TotalScope.CONTRACT)
        if t.territory == total.territory and t.amount.costed
    }
    if total.column is not None or total.axis is None or total.territory is None:
        return Side.UNKNOWN
    key: Section = (total.axis, total.territory)
    own = [s for s in casting.computed_sections if s[1] == total.territory]
    if len(contracts) != 1 or len(casting.axis_totals.get(key, ())) != 1:
        return Side.UNKNOWN
    agreeing = [mix for mix in casting.mixes(own) if sum(mix.values()) in contracts]
    believed = {mix[key] for mix in agreeing}
    if believed == {total.amount.cents}:
        return Side.TOTAL
    return Side.LINES if believed == {casting.computed_sections[key]} else Side.UNKNOWN

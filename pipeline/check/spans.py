"""What may a total sum? Contiguous spans of what stands open above it, bounded by structure alone.

Never a search for numbers that happen to add up: a span begins where a table begins, after a total
of a higher level than all that it holds, or under the heading that the total repeats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.check.rows import Row, says
from pipeline.normalise.labels import match_key

Sums = tuple[int, ...]
MEANT = 4  # letters: shorter words don't tell one heading from another


@dataclass(eq=False, slots=True)
class Node:
    """A line, or a total with what it sums. `level` is 0 for a line.

    `printed` are its amounts, `leaves` what its lines add up to: both one for each column.
    """

    row: Row
    printed: Sums
    leaves: Sums
    level: int = 0
    parts: list[Node] = field(default_factory=list)


def node_of(row: Row, columns: int) -> Node:
    printed = tuple(row.cents(i) for i in range(columns))
    return Node(row, printed, printed)


def total_of(row: Row, parts: Sequence[Node], columns: int) -> Node:
    """A total that closes `parts`."""
    printed = tuple(row.cents(i) for i in range(columns))
    level = 1 + max((p.level for p in parts), default=0)
    return Node(row, printed, added([p.leaves for p in parts], columns), level, list(parts))


def added(sums: Sequence[Sums], columns: int) -> Sums:
    return tuple(sum(s[i] for s in sums) for i in range(columns))


def spans(total: Row, held: Sequence[Node], *, mixed: bool = True) -> list[list[Node]]:
    """The spans of `held` that `total` may sum, the shortest first.

    Lines and totals in one span (net, tax, gross) only where `mixed` says so.
    """
    found: list[list[Node]] = []
    level = -1
    for i in range(len(held) - 1, -1, -1):
        level = max(level, held[i].level)
        begins = i == 0 or held[i - 1].level > level
        if begins or _repeats(total.label, held[i]):
            found.append(list(held[i:]))
    whole = found[-1:]
    kept = [s for s in found if mixed or len({bool(n.level) for n in s}) == 1]
    return kept or whole


def _repeats(label: str, node: Node) -> bool:
    """Whether a total's label repeats the words of the heading above a node's first line."""
    while node.parts:
        node = node.parts[0]
    heading = set(_meant(node.row.heading))
    mine = _meant(label)
    return bool(mine) and all(w in heading for w in mine)


def _meant(text: str) -> list[str]:
    return [w for w in match_key(text).split()
            if (len(w) >= MEANT or w.isdecimal()) and w != "total"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fit:
    """A span held against a total: its sum in each column, and which columns agree."""

    span: list[Node]
    sums: Sums
    agree: tuple[bool, ...]

    @property
    def proofs(self) -> int:
        """Columns that agree on more than zero."""
        return sum(ok and s != 0 for ok, s in zip(self.agree, self.sums, strict=True))

    @property
    def repeats(self) -> bool:
        """Whether the total sums one other total, which proves nothing."""
        return len(self.span) == 1 and self.span[0].level > 0


def fit(total: Row, span: Sequence[Node], columns: int) -> Fit:
    """Hold a span against a total: its sub-totals as printed, or what their lines give."""
    printed = added([n.printed for n in span], columns)
    leaves = added([n.leaves for n in span], columns)
    sums, agree = [], []
    for i in range(columns):
        wanted = total.cents(i)
        sums.append(printed[i] if printed[i] == wanted else leaves[i])
        agree.append(sums[i] == wanted)
    return Fit(list(span), tuple(sums), tuple(agree))


def best_fit(total: Row, candidates: Sequence[Sequence[Node]], columns: int) -> Fit | None:
    """The span that agrees in most columns; where none does, the nearest by its sums.

    Between equals the shortest, for a grand total the longest.
    """
    fits = [fit(total, span, columns) for span in candidates]
    if says("grand", total.label):
        fits.reverse()
    if not fits:
        return None
    best = max(fits, key=lambda f: f.proofs)
    if best.proofs:
        return best
    told = [i for i in range(columns) if i < len(total.cells) and total.cells[i] is not None]
    return min(fits, key=lambda f: sum(abs(f.sums[i] - total.cents(i)) for i in told))


def counts_twice(amounts: Sequence[int]) -> bool:
    """Whether a span is made of lines each followed by those it is the sum of: several, all of it,
    and more than one line under at least one of them."""
    at, heads, most = 0, 0, 0
    while at < len(amounts):
        end, under = at + 1, 0
        while end < len(amounts) and under != amounts[at]:
            under += amounts[end]
            end += 1
        if end == at + 1 or under != amounts[at] or amounts[at] == 0:
            return False
        heads, most, at = heads + 1, max(most, end - at - 1), end
    return heads > 1 and most > 1

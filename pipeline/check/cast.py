"""A table's totals against its lines. Pure.

A table is cast in several ways that tables are built: totals under their lines, over them, chapter
lines that carry the sum of what is under them. The way in which most printed totals agree is taken;
each way is a structure, so a wrong total stays wrong in all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.check.parents import Children, parents, under
from pipeline.check.rows import Kind, Row, Table, says, side_of
from pipeline.check.spans import Fit, Node, best_fit, fit, node_of, spans, total_of


@dataclass(frozen=True, slots=True)
class Casting:
    """A printed total and the span held against it; None where there is nothing to sum.

    `implied`: no word says that the row is a total. `alone`: nothing that no total has closed
    yet, here or in an earlier table, is left out of it.
    """

    row: Row
    fit: Fit | None
    implied: bool = False
    alone: bool = True

    def agrees(self, column: int) -> bool:
        return self.fit is not None and self.fit.agree[column]


@dataclass(slots=True)
class _Pass:
    """One way through a table. `held` is what no total has closed yet; `before` are the lines of
    the tables right above that have no total of their own, table by table; `over`: totals stand
    over their lines."""

    columns: int
    earlier: Sequence[Node]
    mixed: bool = True
    over: bool = False
    before: Sequence[Sequence[Node]] = ()
    held: list[Node] = field(default_factory=list)
    castings: list[Casting] = field(default_factory=list)
    waiting: list[Row] = field(default_factory=list)
    carried: Casting | None = None


def cast_table(
    table: Table, earlier: Sequence[Node], before: Sequence[Table] = ()
) -> tuple[list[Casting], list[Node]]:
    """(the castings of a table's totals, its totals that no other total closes).

    `earlier` are those of the tables before: a grand total may stand in a table of its own.
    `before` are the tables right above, under the same headers, that have no total: one total may
    close several tables.
    """
    columns = len(table.headers)
    earlier = [n for n in earlier if len(n.printed) == columns]
    orders: list[tuple[Sequence[Row], Children]] = [(table.rows, {})]
    orders += [(under(table.rows, c), c) for c in parents(table.rows)]
    ways = [
        _cast(rows, children, _Pass(columns, earlier, mixed))
        for mixed in (False, True)
        for rows, children in orders
    ]
    if _begins_with_a_total(table.rows):
        ways += [
            _cast(list(reversed(table.rows)), {}, _Pass(columns, earlier, mixed, over=True))
            for mixed in (False, True)
        ]
    if before:
        lines = [[node_of(r, columns) for r in t.rows if r.kind is Kind.LINE] for t in before]
        ways.append(_cast(table.rows, {}, _Pass(columns, earlier, before=lines)))
    best = max(ways, key=_worth)
    if not any(not c.implied for c in best.castings):
        return [], []
    castings = sorted(best.castings, key=lambda c: (c.row.page, c.row.box.cy))
    return castings, [n for n in best.held if n.level]


def _begins_with_a_total(rows: Sequence[Row]) -> bool:
    """Whether totals may stand over their lines: no line stands over the first. Else a wrong total
    would be proven by how it is shared out under it: aids, and what is left to pay."""
    return next((r.kind is Kind.TOTAL for r in rows if r.kind is not Kind.DETAIL), False)


def _worth(way: _Pass) -> tuple[int, int, int, int]:
    """How many amounts of declared totals agree with the sum of several; then how many with the
    line over it (the one under it may be equal by chance); then how many of implied ones, if most
    do; then how few totals have nothing before them that they may sum."""
    told = [c.fit for c in way.castings if c.fit and not c.implied and not c.fit.repeats]
    declared = sum(f.proofs for f in told if len(f.span) > 1)
    single = 0 if way.over else sum(f.proofs for f in told if len(f.span) == 1)
    implied = [c for c in way.castings if c.implied and c.fit]
    proven = [c for c in implied if c.fit and c.fit.proofs and len(c.fit.span) > 1]
    most = len(proven) if 2 * len(proven) >= len(implied) else -1
    return declared, single, most, -len(way.waiting)


def _cast(rows: Sequence[Row], children: Children, way: _Pass) -> _Pass:
    for at, row in enumerate(rows):
        following = rows[at + 1] if at + 1 < len(rows) else None
        if id(row) in children:
            _parent(way, row, children[id(row)])
        elif row.kind is Kind.TOTAL:
            _total(way, row)
        elif row.kind is Kind.CARRIED:
            _carry(way, row)
        elif row.kind is Kind.BROUGHT:
            _bring(way, row)
        elif row.kind is Kind.BALANCE:
            _balance(way, row, following)
        elif row.kind is Kind.UNNAMED and following is None:
            _if_proven(way, row, fewest=2)
        elif row.kind is Kind.BASE:
            _if_proven(way, row, fewest=1)
        elif row.kind is not Kind.DETAIL:
            way.held.append(node_of(row, way.columns))
    for row in reversed(way.waiting):
        _wait_over(way, row)
    return way


def _total(way: _Pass, row: Row) -> None:
    found = best_fit(row, spans(row, way.held, mixed=way.mixed), way.columns)
    if found and says("grand", row.label) and (found.repeats or not found.proofs):
        wider = best_fit(row, spans(row, [*way.earlier, *way.held]), way.columns)
        repeats_wrongly = found.repeats and not found.proofs
        found = wider if wider and (wider.proofs or repeats_wrongly) else found
    if way.before and not way.castings and not (found and found.proofs):
        longer = [
            [n for table in way.before[i:] for n in table] + way.held
            for i in range(len(way.before))
        ]
        found = best_fit(row, longer[::-1], way.columns)
    if found is None:
        way.waiting.append(row)
    else:
        _close(way, row, found)


def _close(way: _Pass, row: Row, found: Fit, *, implied: bool = False) -> None:
    taken = {id(n) for n in found.span}
    alone = all(id(n) in taken for n in (*way.earlier, *way.held))
    way.castings.append(Casting(row, found, implied, alone))
    way.held = [n for n in way.held if id(n) not in taken]
    way.held.append(total_of(row, found.span, way.columns))


def _parent(way: _Pass, row: Row, children: frozenset[int]) -> None:
    span = [n for n in way.held if id(n.row) in children]
    _close(way, row, fit(row, span, way.columns), implied=True)


def _wait_over(way: _Pass, row: Row) -> None:
    """A total that had nothing above it: held against all that no other total closes; where its
    table has no line at all, against the totals of the tables before."""
    candidates = [list(way.held)] if way.held else spans(row, way.earlier)
    found = best_fit(row, candidates, way.columns)
    if found is None or not (way.held or found.proofs):
        way.castings.append(Casting(row, None))
    else:
        _close(way, row, found)


def _carry(way: _Pass, row: Row) -> None:
    """The running sum at the foot of a page closes nothing."""
    if not way.held:
        return
    page = [n for n in way.held if n.row.page == row.page]
    candidates = [list(way.held), page] if page else [list(way.held)]
    way.carried = Casting(row, best_fit(row, candidates, way.columns))
    way.castings.append(way.carried)


def _bring(way: _Pass, row: Row) -> None:
    """What is brought forward repeats what was carried; with nothing carried it may be a line."""
    before = node_of(way.carried.row, way.columns) if way.carried else None
    span = [before] if before else list(way.held)
    found = fit(row, span, way.columns) if span else None
    if before is None and not (found and found.proofs):
        way.held.append(node_of(replace(row, kind=Kind.LINE), way.columns))
    else:
        way.castings.append(Casting(row, found))


def _balance(way: _Pass, row: Row, following: Row | None) -> None:
    """One total less the one before it, or the two together where one is printed negative; a line
    where no two totals give it and more follows."""
    pair = [n for n in way.held if n.level][-2:]
    if len(pair) == 2:
        fits = [fit(row, way_, way.columns) for way_ in _balances(row, pair)]
        best = max(fits, key=lambda f: f.proofs)
        last = following is None or following.kind is Kind.BALANCE or says("result", row.label)
        first = way.castings[-1].row.kind is not Kind.BALANCE and way.held[-2:] == pair
        if best.proofs or (_are_opposed(pair) and last and first):
            if not best.proofs:
                best = min(fits, key=lambda f: sum(
                    abs(s - row.cents(i)) for i, s in enumerate(f.sums)))  # fmt: skip
            way.castings.append(Casting(row, best))
            return
    way.held.append(node_of(row, way.columns))


def _are_opposed(pair: Sequence[Node]) -> bool:
    """Whether one of two totals is of what is received, the other of what is spent."""
    return side_of(pair[0].row.label) * side_of(pair[1].row.label) < 0


def _balances(row: Row, pair: Sequence[Node]) -> list[list[Node]]:
    """What two totals may give: what is received less what is spent where their words say which is
    which and the balance isn't a lack, else either less the other."""
    orders = [list(pair), list(reversed(pair))]
    if _are_opposed(pair) and not says("owed", row.label):
        orders = [o for o in orders if side_of(o[0].row.label) > 0]
    ways = [[first, _negative(second)] for first, second in orders]
    if any(cents < 0 for n in pair for cents in n.printed):
        ways.append(list(pair))
    return ways


def _negative(node: Node) -> Node:
    return Node(node.row, tuple(-c for c in node.printed), tuple(-c for c in node.leaves))


def _if_proven(way: _Pass, row: Row, fewest: int) -> None:
    """The sum of what is above, if it is that of so many lines; else a line."""
    found = best_fit(row, spans(row, way.held, mixed=way.mixed), way.columns)
    if found and found.proofs and len(found.span) >= fewest:
        _total(way, row)
    else:
        way.held.append(node_of(row, way.columns))

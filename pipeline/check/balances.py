"""What is left: one sum less another, or what was there before and what came and went. Pure.

A line that a word calls a balance and that nothing around it gives is told: it may be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.check.cast import Casting
from pipeline.check.result import CheckedTotal, Part, Verdict
from pipeline.check.rows import Kind, Row, Table, says, side_of
from pipeline.check.spans import Node

Terms = list[tuple[Row, int]]  # rows, each with the sign that it is taken with

TERMS = (Kind.LINE, Kind.TOTAL, Kind.BALANCE, Kind.BROUGHT, Kind.BASE)
UNPROVEN = "Ce solde n'est pas ce que donnent les lignes et les totaux au-dessus de lui."
PLAIN = "Ce qui est reçu moins ce qui est dépensé, juste au-dessus, donne autre chose."


def balance_totals(table: Table, castings: Sequence[Casting]) -> Iterator[CheckedTotal]:
    """The balances of a table that its casting leaves out, each held against what is above it."""
    known = {id(c.row) for c in castings}
    known |= {id(r) for c in castings if c.fit for n in c.fit.span for r in _rows_of(n)}
    proven = {
        id(c.row)
        for c in castings
        if all(c.agrees(i) for i, x in enumerate(c.row.cells) if x and x.cents)
    }
    for at, row in enumerate(table.rows):
        above = [r for r in table.rows[:at] if r.kind in TERMS]
        if row.kind is not Kind.BALANCE or not above or id(row) in known:
            continue
        found = _best(row, above, table)
        if found is not None and _agreeing(row, found, table) == _columns(row, table):
            firm = [r for r, _ in found if r.kind in (Kind.TOTAL, Kind.BALANCE)]
            if all(id(r) in proven for r in firm):
                proven.add(id(row))
                yield from _told(row, found, table, Verdict.FOOTS, "")
        elif plain := _plain(row, above):
            yield from _told(row, plain, table, Verdict.DIFFERS, PLAIN)
        else:
            yield from _told(row, [], table, Verdict.UNVERIFIABLE, UNPROVEN)


def _rows_of(node: Node) -> Iterator[Row]:
    yield node.row
    for part in node.parts:
        yield from _rows_of(part)


def _columns(row: Row, table: Table) -> set[int]:
    """The columns that a row fills, of those that are summed."""
    return {
        i
        for i, cell in enumerate(row.cells)
        if cell is not None and cell.cents and not says("unsummed", table.headers[i])
    }


def _agreeing(row: Row, terms: Terms, table: Table) -> set[int]:
    return {i for i in _columns(row, table) if _sum(terms, i) == row.cents(i)}


def _sum(terms: Terms, column: int) -> int:
    return sum(sign * r.cents(column) for r, sign in terms)


def _best(row: Row, above: Sequence[Row], table: Table) -> Terms | None:
    ways = [w for w in _ways(row, above) if len(w) > 1]
    return max(ways, key=lambda w: len(_agreeing(row, w, table)), default=None)


def _ways(row: Row, above: Sequence[Row]) -> Iterator[Terms]:
    """What a balance may be of the rows above it, by their places and words alone."""
    if plain := _plain(row, above):
        yield plain
        return
    totals = [r for r in above if r.kind is Kind.TOTAL]
    for pair in (above[-2:], totals[-2:], [above[0], *totals[-1:]]):
        yield from _differences(pair)
    balances = [r for r in above if r.kind is Kind.BALANCE]
    yield [(r, 1) for r in balances[-2:]]
    firm = [i for i, r in enumerate(above) if r.kind is not Kind.LINE]
    after = firm[-1] + 1 if firm else 0
    for start in dict.fromkeys((*firm[-1:], *firm[-2:-1], after, 0)):
        run = above[start:]
        yield [(r, 1) for r in run]
        yield [(r, _sign(r)) for r in run]
        yield [(run_row, -1 if i else 1) for i, run_row in enumerate(run)]


def _differences(pair: Sequence[Row]) -> Iterator[Terms]:
    if len(pair) == 2 and not side_of(pair[0].label) * side_of(pair[1].label) < 0:
        yield [(pair[0], 1), (pair[1], -1)]
        yield [(pair[0], -1), (pair[1], 1)]
    elif len(pair) == 2:
        yield [(r, _sign(r)) for r in pair]
        yield [(r, -_sign(r)) for r in pair if says("owed", r.label)]


def _sign(row: Row) -> int:
    """Whether a row is added or, as what is spent and not printed negative, taken away."""
    spent = side_of(row.label) < 0 and all(c is None or (c.cents or 0) >= 0 for c in row.cells)
    return -1 if spent else 1


def _plain(row: Row, above: Sequence[Row]) -> Terms:
    """What is received less what is spent, where these are the two rows above a result, and no more
    than that is said of it."""
    pair = above[-2:]
    if len(pair) < 2 or not says("result", row.label):
        return []
    opposite = side_of(pair[0].label) * side_of(pair[1].label) < 0
    return [(r, _sign(r)) for r in pair] if opposite else []


def _told(
    row: Row, terms: Terms, table: Table, verdict: Verdict, cause: str
) -> Iterator[CheckedTotal]:
    for i in sorted(_columns(row, table)):
        cell = row.cells[i]
        assert cell is not None
        computed = _sum(terms, i) if terms else None
        parts = tuple(
            Part(r.label, r.page, sign * r.cents(i), c.box)
            for r, sign in terms
            if (c := r.cells[i]) is not None and c.cents
        )
        agrees = computed == cell.cents
        yield CheckedTotal(
            row.name, table.header_of(i), row.page, cell.cents, computed,
            Verdict.FOOTS if agrees else verdict, parts, cell.box, "" if agrees else cause,
        )  # fmt: skip

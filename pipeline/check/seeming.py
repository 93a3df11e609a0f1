"""Last rows that look like totals though no word says so: told, never passed over. Pure.

« Coût global de l'opération », « Net à payer », « Somme »: the words for a total are too many to
list. A row under all others whose amount is near their sum is one, or a great chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.check.result import CheckedTotal, Part, Verdict
from pipeline.check.rows import Kind, Row, Table, says

NEAR = 0.1  # of the sum: a total with a fault, as a digit changed or a line left out
FEWEST = 3  # rows above, where no total is among them
CAUSE = (
    "Cette dernière ligne a l'air d'un total de celles du dessus, sans qu'un mot le dise, et n'est "
    "pas leur somme."
)


def seeming_totals(table: Table, tops: Sequence[Row]) -> Iterator[CheckedTotal]:
    """What a table's last row is worth against the rows above that no total closes: `tops` are the
    totals of the table that no other sums. It foots where it is their sum in every column that it
    fills, else nothing proves it."""
    last = table.rows[-1] if table.rows else None
    if last is None or last.kind not in (Kind.LINE, Kind.BALANCE):
        return
    rows = [*(r for r in table.rows[:-1] if r.kind in (Kind.LINE, Kind.TOTAL)), last]
    closed = max((i for i, r in enumerate(rows) if r.kind is Kind.TOTAL), default=-1)
    open_ = rows[closed + 1 : -1]
    for above in (rows[max(closed, 0) : -1], [*tops, *open_], open_):
        found = list(_against(last, above, table))
        if found:
            yield from found
            return


def _against(last: Row, above: Sequence[Row], table: Table) -> Iterator[CheckedTotal]:
    """A row against some above it, column by column; nothing where it isn't near their sum."""
    fewest = FEWEST if all(r.kind is Kind.LINE for r in above) else 2
    columns = [
        i
        for i, cell in enumerate(last.cells)
        if cell is not None and cell.cents and not says("unsummed", table.headers[i])
    ]
    sums = {i: sum(r.cents(i) for r in above) for i in columns}
    filled = all(sum(1 for r in above if r.cents(i)) >= fewest for i in columns)
    near = all(abs(last.cents(i) - s) <= NEAR * abs(s) for i, s in sums.items())
    if not columns or not filled or not near:
        return
    foots = all(last.cents(i) == s for i, s in sums.items())
    for i in columns:
        cell = last.cells[i]
        assert cell is not None
        parts = tuple(
            Part(r.label, r.page, r.cents(i), c.box)
            for r in above
            if (c := r.cells[i]) is not None and c.cents
        )
        yield CheckedTotal(
            last.name, table.header_of(i), last.page, cell.cents, sums[i],
            Verdict.FOOTS if foots else Verdict.UNVERIFIABLE,
            parts, cell.box, "" if foots else CAUSE,
        )  # fmt: skip

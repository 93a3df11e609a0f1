"""Rows whose columns don't agree: a column that sums or compares those beside it. Pure.

What a column is to the others is told by most rows, to the cent; only the rows that break the rule
are told, for the others say no more than the totals do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.check.result import CheckedTotal, Part, Verdict
from pipeline.check.rows import Row, Table, says
from pipeline.extract.wordings import is_total_column

FEWEST = 3  # rows that a rule must hold in where no header says so, and in three rows of four
FEWEST_NAMED = 2  # the same where the header says so, and in half of the rows
BREAKS = "Dans les autres lignes, cette colonne est {rule} ; pas dans celle-ci."

UNPROVEN = "Cette colonne dit être un total, et n'est pas la somme de celles d'avant."


@dataclass(frozen=True, slots=True)
class _Rule:
    """`column` is the sum of the columns in `terms`, each taken +1 or -1 times."""

    column: int
    terms: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        minus = any(sign < 0 for _, sign in self.terms)
        return "la différence des deux autres" if minus else f"la somme de {len(self.terms)} autres"

    def computed(self, row: Row) -> int:
        return sum(sign * row.cents(i) for i, sign in self.terms)

    def speaks_of(self, row: Row) -> bool:
        """Whether the row has what it takes to tell: its own amount, and two terms or more."""
        cell = row.cells[self.column]
        told = sum(row.cents(i) != 0 for i, _ in self.terms)
        return cell is not None and cell.cents is not None and told > 1

    def holds(self, row: Row) -> bool:
        return self.computed(row) == row.cents(self.column)


def broken_rows(table: Table) -> Iterator[CheckedTotal]:
    """The rows of a table that break the rule that its columns otherwise keep."""
    columns = len(table.headers)
    for column in range(columns):
        rule = _rule(table, column)
        if rule is not None:
            for row in table.rows:
                if rule.speaks_of(row) and not rule.holds(row):
                    yield _told(row, rule, table, Verdict.DIFFERS)
        elif is_total_column(table.headers[column]):
            yield from _unproven(table, column)


def _unproven(table: Table, column: int) -> Iterator[CheckedTotal]:
    """The rows, too few for a rule, in which a column of totals is no sum of those before it."""
    summed = [i for i in range(column) if not says("unsummed", table.headers[i])]
    rules = [_Rule(column, tuple((i, 1) for i in summed[at:])) for at in range(len(summed) - 1)]
    for row in table.rows:
        told = [r for r in rules if r.speaks_of(row)]
        if told and not any(r.holds(row) for r in told):
            yield _told(row, told[0], table, Verdict.UNVERIFIABLE)


def _rule(table: Table, column: int) -> _Rule | None:
    """The rule that most rows keep, if any."""
    best: tuple[int, _Rule] | None = None
    header = table.headers[column]
    named = is_total_column(header) or says("compared", header)
    for rule in _rules(column, len(table.headers)):
        told = [r for r in table.rows if rule.speaks_of(r)]
        held = sum(rule.holds(r) for r in told)
        kept = (
            held >= FEWEST_NAMED and 2 * held >= len(told)
            if named
            else held >= FEWEST and 4 * held >= 3 * len(told)
        )
        if kept and (best is None or held > best[0]):
            best = held, rule
    return best[1] if best else None


def _rules(column: int, columns: int) -> Iterator[_Rule]:
    """What a column may be: the sum of all before it or after it, or of its neighbours on the
    left, or one of these less the other."""
    left = range(column)
    for start in range(column - 1):
        yield _Rule(column, tuple((i, 1) for i in left[start:]))
    if column + 2 < columns:
        yield _Rule(column, tuple((i, 1) for i in range(column + 1, columns)))
    if column >= 2:
        yield _Rule(column, ((column - 1, 1), (column - 2, -1)))
        yield _Rule(column, ((column - 2, 1), (column - 1, -1)))


def _told(row: Row, rule: _Rule, table: Table, verdict: Verdict) -> CheckedTotal:
    cell = row.cells[rule.column]
    assert cell is not None
    parts = tuple(
        Part(table.headers[i] or f"colonne {i + 1}", row.page, sign * row.cents(i), held.box)
        for i, sign in rule.terms
        if (held := row.cells[i]) is not None
    )
    header = table.headers[rule.column] or f"colonne {rule.column + 1}"
    cause = BREAKS.format(rule=rule.name) if verdict is Verdict.DIFFERS else UNPROVEN
    return CheckedTotal(
        row.label or "(sans libellé)", f"{header} (en ligne)", row.page, cell.cents,
        rule.computed(row), verdict, parts, cell.box, cause, True,
    )  # fmt: skip

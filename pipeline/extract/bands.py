"""Which label lines does each amount govern? The one question a table's layout answers.

The lines of the label area, from the top, are cut into runs: each run is the label of one row of
amounts, or a heading. Of all cuts the cheapest is taken, where a cut costs for each thing that a
typesetter would not have done: a run not centred on its amount (or not level with it, where the
whole table aligns amounts with first or last lines), a wide gap inside a run, a break in the
middle of a sentence, a style that changes. Ruled edges are never crossed. Costs are in units of
"one odd thing"; AMBIGUOUS is how near a second, different cut may come before the first is unsure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.extract.bandcosts import LONGEST_HEADING, WIDE, Costs, KnownHeading
from pipeline.extract.labellines import AmountRow, LabelLine
from pipeline.extract.wordings import is_total

LONGEST_RUN = 24  # lines
ORPHAN = 8.0  # an amount without any label
AMBIGUOUS = 0.75
EVEN = 0.08  # line pitches: white that differs by less is the same
LOOSE = 1.4  # times the usual line pitch
FEWEST_UNRULED = 3  # rows: two amounts in one cell may be one action's
OWN_CELL = 0.6  # of a table's cells that hold one row of amounts
MODES = ("middle", "first", "last")


@dataclass(frozen=True, slots=True)
class Run:
    """Lines start..end (end excluded); `row` is the index of their amounts, None for a heading.

    `apart` tells that a heading looks like one: set in a style of its own, or over a whole row;
    `clear` that it stands off from the rows, as part of a label would not.
    """

    start: int
    end: int
    row: int | None
    apart: bool = False
    clear: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """The cheapest cut of a strip. `unsure` are the rows whose label another cut would change."""

    runs: tuple[Run, ...]
    mode: str
    cost: float
    unsure: tuple[int, ...] = ()


def cut(
    lines: Sequence[LabelLine],
    rows: Sequence[AmountRow],
    edges: Sequence[float],
    is_heading: KnownHeading,
) -> Cut:
    """The cheapest cut of `lines` (from the top) over `rows` (from the top).

    `edges` are the y of rules that part rows. `is_heading(start, end)` tells whether those lines
    together are a heading that the profile knows.
    """
    costs = Costs(lines, rows, edges, is_heading)
    cuts = sorted((_solve(costs, mode) for mode in MODES), key=lambda c: c.cost)
    best = cuts[0]
    unsure = set()
    for other in cuts[1:]:
        if other.cost - best.cost < AMBIGUOUS:
            unsure |= _differing(best, other)
    unsure |= _sharing(costs) | _loose(best, costs) | _broken(best, costs) | _ended(best, costs)
    runs = tuple(r if r.row is not None else _heading(r, costs) for r in best.runs)
    return Cut(runs, best.mode, best.cost, tuple(sorted(unsure)))


def _heading(run: Run, costs: Costs) -> Run:
    apart, clear = costs.apart(run.start, run.end), costs.clear(run.start, run.end)
    return replace(run, apart=apart, clear=clear)


def _sharing(costs: Costs) -> set[int]:
    """Rows as near as lines of one text that share a ruled cell, where nearly all others have one
    to themselves: two amounts of one action. A total, if the lower is one, is none of its."""
    counts = list(costs.amounts_in.values())
    if not costs.ruled or counts.count(1) < OWN_CELL * len(counts) or not _parts_rows(costs):
        return set()
    sharing: set[int] = set()
    for i, (upper, lower) in enumerate(pairwise(costs.rows)):
        near = (lower.middle - upper.middle) / costs.pitch < LOOSE
        one_cell = costs.row_cell[i] == costs.row_cell[i + 1]
        if near and one_cell and not _is_total_row(lower, costs) and not _unruled(i, costs):
            sharing |= {i, i + 1}
    return sharing


def _unruled(index: int, costs: Costs) -> bool:
    """Whether row `index` is of a table that has no rules, beside ruled ones: three rows at least
    from one known heading to the next, all in one cell."""
    heads = [line.middle for line, known in zip(costs.lines, costs.heads, strict=True) if known]
    here = costs.rows[index].middle
    top = max((y for y in heads if y < here), default=float("-inf"))
    bottom = min((y for y in heads if y > here), default=float("inf"))
    cells = [
        cell
        for row, cell in zip(costs.rows, costs.row_cell, strict=True)
        if top < row.middle < bottom and not _is_total_row(row, costs)
    ]
    return len(cells) >= FEWEST_UNRULED and len(set(cells)) == 1


def _parts_rows(costs: Costs) -> bool:
    """Whether an edge stands between two rows and no heading does: the sides of the bands under
    headings and totals part no rows."""
    set_off = [
        line.middle
        for line, known, styled in zip(costs.lines, costs.heads, costs.styled, strict=True)
        if known or styled
    ]
    return any(
        costs.row_cell[i] != costs.row_cell[i + 1]
        and not _is_total_row(upper, costs)
        and not _is_total_row(lower, costs)
        and not any(upper.middle < y < lower.middle for y in set_off)
        for i, (upper, lower) in enumerate(pairwise(costs.rows))
    )


def _is_total_row(row: AmountRow, costs: Costs) -> bool:
    """Whether the label of a total stands level with a row."""
    return any(
        is_total(line.text)
        for line in costs.lines
        if abs(line.middle - row.middle) < 0.3 * costs.pitch
    )


def _loose(found: Cut, costs: Costs) -> set[int]:
    """Rows whose label has a line farther from the one before than lines of a paragraph are, that
    begins as another label would."""
    loose = _uneven(found, costs)
    for run in found.runs:
        lines = costs.lines[run.start : run.end]
        for upper, lower in pairwise(lines):
            far = (lower.middle - upper.middle) / costs.pitch > LOOSE
            if run.row is not None and far and lower.text[:1].isupper():
                loose.add(run.row)
    return loose


def _differing(one: Cut, other: Cut) -> set[int]:
    mine = {r.row: (r.start, r.end) for r in one.runs if r.row is not None}
    theirs = {r.row: (r.start, r.end) for r in other.runs if r.row is not None}
    return {row for row in mine if mine[row] != theirs.get(row)}


def _uneven(found: Cut, costs: Costs) -> set[int]:
    """Rows cut at white narrower than what another label of their cell holds inside."""
    steps = [(b.middle - a.middle) / costs.pitch for a, b in pairwise(costs.lines)]
    rows = [r for r in found.runs if r.row is not None]
    widest: dict[int, float] = {}
    for r in rows:
        inside = max(steps[r.start : r.end - 1], default=0.0)
        widest[costs.cell[r.start]] = max(widest.get(costs.cell[r.start], 0.0), inside)
    uneven: set[int] = set()
    for upper, lower in pairwise(rows):
        cell = costs.cell[upper.start]
        together = lower.start == upper.end and cell == costs.cell[lower.start]
        if together and widest[cell] > steps[upper.end - 1] + EVEN:
            uneven |= {row for row in (upper.row, lower.row) if row is not None}
    return uneven


def _broken(found: Cut, costs: Costs) -> set[int]:
    """Rows with no rule between them, of which the second begins in small letters as the middle of
    a sentence does, where most labels don't; but not lines each level with its amount, farther from
    one another than those of a text."""
    rows = [r for r in found.runs if r.row is not None]
    small = [costs.lines[r.start].text[:1].islower() for r in rows]
    if 2 * sum(small) > len(rows):
        return set()
    broken: set[int] = set()
    for (upper, lower), goes_on in zip(pairwise(rows), small[1:], strict=True):
        ended = costs.lines[upper.end - 1].text.rstrip()[-1:] in ".!?"
        one_cell = costs.cell[upper.end - 1] == costs.cell[lower.start]
        alone = all(costs.is_level(r.start, r.end, r.row) for r in (upper, lower))
        far = costs.lines[lower.start].middle - costs.lines[upper.end - 1].middle
        if alone and far > WIDE * costs.pitch:
            continue
        if goes_on and one_cell and upper.end == lower.start and not ended:
            broken |= {row for row in (upper.row, lower.row) if row is not None}
    return broken


def _ended(found: Cut, costs: Costs) -> set[int]:
    """Rows that neither rules nor white set off, whose label goes on after a line that ended before
    it was full, with a capital or as an item of a list: an action without its amount, or a heading,
    may be part of it."""
    return {
        run.row
        for run in found.runs
        if run.row is not None and not costs.is_set_off(run.start, run.end, run.row)
        and any(costs.begins_anew(i) for i in range(run.start + 1, run.end))
    }  # fmt: skip


def _solve(costs: Costs, mode: str) -> Cut:
    """Shortest path over (lines used, rows used): each step takes a run or leaves an orphan."""
    n, m = len(costs.lines), len(costs.rows)
    infinite = float("inf")
    best = [[infinite] * (m + 1) for _ in range(n + 1)]
    came: list[list[tuple[int, int, Run | None] | None]] = [[None] * (m + 1) for _ in range(n + 1)]
    best[0][0] = 0.0
    for i in range(n + 1):
        for j in range(m + 1):
            here = best[i][j]
            if here == infinite:
                continue
            if j < m and here + ORPHAN < best[i][j + 1]:
                best[i][j + 1] = here + ORPHAN
                came[i][j + 1] = (i, j, None)
            if i == n:
                continue
            here += costs.part[i - 1] if i else 0.0
            joined = 0.0
            for end in range(i + 1, min(i + LONGEST_RUN, n) + 1):
                if end > i + 1:
                    joined += costs.join[end - 2]
                    if joined == infinite:
                        break
                if end - i <= LONGEST_HEADING:
                    known = costs.known.get((i, end), False)
                    total = here + costs.heading(i, end) + (0.0 if known else joined)
                    if total < best[end][j]:
                        best[end][j], came[end][j] = total, (i, j, Run(i, end, None))
                if j < m and costs.near(i, end, j):
                    total = here + joined + costs.row(i, end, j, mode)
                    if total < best[end][j + 1]:
                        best[end][j + 1], came[end][j + 1] = total, (i, j, Run(i, end, j))
    runs: list[Run] = []
    i, j = n, m
    while (step := came[i][j]) is not None:
        i, j, run = step
        if run is not None:
            runs.append(run)
    return Cut(tuple(reversed(runs)), mode, best[n][m])

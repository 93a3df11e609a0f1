"""A PDF of any kind -> its totals, checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.check.across import broken_rows
from pipeline.check.balances import balance_totals
from pipeline.check.blanks import blank_notes
from pipeline.check.cast import Casting, cast_table
from pipeline.check.causes import NB
from pipeline.check.judged import judged
from pipeline.check.loose import loose_totals, unlabelled_notes, unsummed_notes
from pipeline.check.passedover import passed_over
from pipeline.check.result import Checked, CheckedTotal, Part, Verdict
from pipeline.check.rows import Kind, Row, Table, is_unread, says
from pipeline.check.seeming import seeming_totals
from pipeline.check.spans import Fit, Node
from pipeline.check.suffixed import with_suffixed
from pipeline.check.tables import tables_of
from pipeline.check.trailing import with_trailing_minuses
from pipeline.check.unread import unread_totals
from pipeline.domain import Box, PageKind
from pipeline.extract.identify import document_text
from pipeline.extract.read import Progress, read_pages
from pipeline.extract.reading import PageReading
from pipeline.normalise.money import NumberFormat
from pipeline.normalise.separators import number_format_of


def check_document(pdf: Path, jobs: int | None = None, progress: Progress | None = None) -> Checked:
    """Re-do every sum that a whole PDF prints, with no profile."""
    text = document_text(pdf)
    form = number_format_of(text)
    if form is None:
        return Checked((), 0, (CONTRARY,))
    readings = [o.taken for o in read_pages(pdf, None, form, jobs, progress)]
    if not text.strip():
        told = number_format_of(_words_of(readings))
        if told is None:
            return Checked((), len(readings), (CONTRARY,))
        if told.decimal != form.decimal:
            form = told
            readings = [o.taken for o in read_pages(pdf, None, form, jobs, progress)]
    return check_readings(readings, form)


def check_readings(readings: Sequence[PageReading], number_format: NumberFormat) -> Checked:
    """Re-do the sums of pages that are read."""
    readings = with_trailing_minuses(readings, number_format)
    readings = [with_suffixed(r, number_format) for r in readings]
    tables = tables_of(readings, number_format)
    totals, left_out = check_tables(tables)
    totals += [t for r in readings for t in loose_totals(r, number_format)]
    totals += [t for r in readings for t in passed_over(r, _seen(r, tables, totals), number_format)]
    totals += [t for r in readings for t in unread_totals(r, totals, number_format)]
    totals.sort(key=_place)
    notes = [
        f"Page {r.page}{NB}: illisible ({r.reason})."
        for r in readings
        if r.kind is PageKind.UNREADABLE
    ]
    notes += left_out
    notes += unsummed_notes(readings, tables, number_format)
    notes += unlabelled_notes(readings, number_format)
    if not totals:
        notes.append("Aucun tableau de lignes et de montants n'imprime de total.")
    return Checked(tuple(totals), len(readings), tuple(notes))


def _seen(
    reading: PageReading, tables: Sequence[Table], totals: Sequence[CheckedTotal]
) -> list[Box]:
    """Where the amounts of a page stand that are checked, or are of a row that is no line."""
    cells = [
        c.box
        for t in tables
        for r in t.rows
        if r.page == reading.page
        and (r.kind not in (Kind.LINE, Kind.UNNAMED) or says("opening", r.label))
        for c in r.cells
        if c is not None
    ]
    return [*cells, *(t.box for t in totals if t.page == reading.page)]


def check_tables(tables: Sequence[Table]) -> tuple[list[CheckedTotal], list[str]]:
    """(the totals of a document's tables, in the order of their pages; what is told of those of
    columns that aren't summed, as rates)."""
    totals: list[CheckedTotal] = []
    left_out: list[str] = []
    earlier: list[Node] = []
    open_: list[Table] = []  # the tables right above that have no total
    for table in tables:
        if open_ and not table.is_like(open_[-1]):
            open_ = []
        castings, tops = cast_table(table, earlier, open_)
        open_ = [] if castings else [*open_, table]
        closed = {id(p) for top in tops for p in top.parts}
        earlier = [n for n in earlier if id(n) not in closed] + tops
        down = [t for c in castings for t in _checked(c, table)]
        left_out += [note for c in castings for note in _left_out(c, table)]
        left_out += blank_notes(table, castings)
        totals += _both_ways(down, list(broken_rows(table)))
        totals += _unsaid(table, castings, [n.row for n in tops])
    return sorted(totals, key=_place), left_out


def _unsaid(
    table: Table, castings: Sequence[Casting], tops: Sequence[Row]
) -> Iterator[CheckedTotal]:
    """The balances of a table, and its last row where it looks like a total, that no casting holds:
    those proven one way are not told as unproven another way."""
    cast = {id(c.row) for c in castings}
    found = list(balance_totals(table, castings))
    if not table.rows or id(table.rows[-1]) not in cast:
        found += seeming_totals(table, [r for r in tops if id(r) in cast])
    by_place: dict[Box, CheckedTotal] = {}
    for total in found:
        if total.verdict is Verdict.FOOTS or total.box not in by_place:
            by_place[total.box] = total
    yield from by_place.values()


def _both_ways(
    down: Sequence[CheckedTotal], across: Sequence[CheckedTotal]
) -> Iterator[CheckedTotal]:
    """The totals of columns and of rows, one for each printed amount: where both ways of summing
    contradict it and agree with one another, the amount itself is wrong."""
    broken = {t.box: t for t in across}
    for total in down:
        other = None if total.verdict is Verdict.FOOTS else broken.pop(total.box, None)
        if other is not None and other.computed == total.computed:
            yield replace(total, cause=BOTH_WAYS)
        else:
            yield total
    yield from broken.values()


BOTH_WAYS = (
    f"Le total imprimé est faux{NB}: ses lignes et les autres colonnes donnent la même somme."
)


def _place(total: CheckedTotal) -> tuple[int, float, float]:
    return total.page, total.box.top, total.box.x0


COUNTED = f"Cette colonne compte{NB}: rien ne dit que ses nombres s'ajoutent."
CONTRARY = (
    "Les nombres du document s'écrivent de deux façons contraires (1,234.50 et 1.234,50)"
    f"{NB}: aucun n'est lu plutôt que d'en deviner un."
)


def _checked(casting: Casting, table: Table) -> Iterator[CheckedTotal]:
    """A total's columns, those that hold an amount, each with its verdict."""
    for i, total in _columns(casting, table):
        if is_unread(casting.row.cells[i]):
            yield total
        elif says("unsummed", table.headers[i]) and total.verdict is not Verdict.FOOTS:
            if total.verdict is Verdict.DIFFERS and says("counted", table.headers[i]):
                yield replace(total, verdict=Verdict.UNVERIFIABLE, cause=COUNTED)
        elif total.printed is not None or total.computed:
            yield total


def _left_out(casting: Casting, table: Table) -> Iterator[str]:
    """What is told of a total in columns that aren't summed: rates, prices of one."""
    for i, total in _columns(casting, table):
        cell, header = casting.row.cells[i], table.headers[i]
        rate = says("unsummed", header) and not says("counted", header)
        if cell is not None and rate and total.verdict is Verdict.DIFFERS:
            yield (
                f"Page {total.page}{NB}: «{NB}{cell.printed}{NB}», sous «{NB}{header}{NB}», n'est "
                f"pas vérifié{NB}: une telle colonne ne s'additionne pas."
            )


def _columns(casting: Casting, table: Table) -> Iterator[tuple[int, CheckedTotal]]:
    """The columns in which a total holds a cell, with what it is worth there."""
    agreeing = sum(casting.agrees(i) for i, c in enumerate(casting.row.cells) if c and c.cents)
    for i, cell in enumerate(casting.row.cells):
        if cell is not None:
            yield i, _column(casting, i, table, agreeing > casting.agrees(i))


def _column(casting: Casting, column: int, table: Table, elsewhere: bool) -> CheckedTotal:
    row, found = casting.row, casting.fit
    cell = row.cells[column]
    assert cell is not None
    computed = found.sums[column] if found and found.span else None
    if computed is None or found is None:
        verdict, cause = Verdict.UNVERIFIABLE, "Aucune ligne à sommer n'a été trouvée."
    else:
        verdict, cause = judged(casting, found, column, table, elsewhere)
    return CheckedTotal(
        row.name, table.header_of(column), row.page, cell.cents, computed, verdict,
        _parts(found, column) if found else (), cell.box, cause,
    )  # fmt: skip


def _parts(found: Fit, column: int) -> tuple[Part, ...]:
    """What a total sums: its sub-totals as printed, or the lines of those whose own sum differs
    where that is summed."""
    as_printed = sum(n.printed[column] for n in found.span) == found.sums[column]
    summed = found.span if as_printed else [p for n in found.span for p in _footing(n, column)]
    return tuple(
        Part(n.row.label, n.row.page, n.printed[column], _box(n.row, column)) for n in summed
    )


def _footing(node: Node, column: int) -> Iterator[Node]:
    """A node that its lines add up to, else what it sums."""
    if not node.parts or node.printed[column] == node.leaves[column]:
        yield node
    else:
        for part in node.parts:
            yield from _footing(part, column)


def _box(row: Row, column: int) -> Box:
    """Where a row's amount stands; the whole row where it has none in this column."""
    cell = row.cells[column]
    return cell.box if cell else row.box


def _words_of(readings: Sequence[PageReading]) -> str:
    words = [w for r in readings for i in r.items for w in i.words()]
    words += [x.word for r in readings for x in r.leftovers]
    return " ".join(w.text for w in words)

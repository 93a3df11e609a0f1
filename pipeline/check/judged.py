"""What a total is worth against the lines it is held against: its verdict, and why. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.check.cast import Casting
from pipeline.check.causes import NB, Case, cause_of
from pipeline.check.result import Verdict
from pipeline.check.rows import Kind, Row, Table, Unread, inner_sum, is_money, is_unread, says
from pipeline.check.spans import Fit, Node, counts_twice
from pipeline.check.suffixed import SHARE, suffixes

UNREAD = f"«{NB}{{}}{NB}» n'a pas pu être lu comme un montant."
ALONE = (
    f"Il somme les lignes sous «{NB}{{}}{NB}» seules{NB}: rien ne dit s'il compte celles d'avant."
)
ROUNDED = "Ce total est dit arrondi, et n'est pas la somme exacte."
MIXED = "Ce total et ses lignes ne disent pas de même ce qu'ils comptent (HT, TTC, part)."


def judged(
    casting: Casting, found: Fit, column: int, table: Table, elsewhere: bool
) -> tuple[Verdict, str]:
    """A total's verdict in one column, and the cause where it isn't that it foots."""
    row, cell = casting.row, casting.row.cells[column]
    if cell is not None and is_unread(cell):
        return Verdict.UNVERIFIABLE, UNREAD.format(cell.printed)
    if cell is None or cell.cents is None:
        return Verdict.UNVERIFIABLE, "Le total imprimé n'est pas chiffré."
    agrees = casting.agrees(column)
    if agrees:
        doubt = _doubted(casting, found, column, table)
        return (Verdict.UNVERIFIABLE, doubt) if doubt else (Verdict.FOOTS, "")
    if unread := next(_unread(table, found.span, row, column), None):
        return Verdict.UNVERIFIABLE, (
            f"«{NB}{unread.text}{NB}», page {unread.page}, n'a pas pu être lu comme un montant."
        )
    summed = [c.printed for n in found.span if (c := n.row.cells[column]) and c.cents]
    if len(suffixes(summed) | (suffixes([cell.printed]) - {SHARE})) > 1:
        return Verdict.UNVERIFIABLE, MIXED
    if heading := _alone(found.span, column, cell.cents):
        return Verdict.UNVERIFIABLE, ALONE.format(heading)
    if says("rounded", row.label):
        return Verdict.UNVERIFIABLE, ROUNDED
    beside = _beside(table, found.span, row)
    case = Case(row, column, found.sums[column], found.span, beside, elsewhere)
    return Verdict.DIFFERS, cause_of(case)


def _doubted(casting: Casting, found: Fit, column: int, table: Table) -> str:
    """Why a sum that agrees proves nothing all the same; an empty text where it does."""
    row, first = casting.row, found.span[0].row
    grand = says("grand", row.label) and not casting.alone
    if found.repeats and (grand or _are_opposite(row.label, first.label)):
        return (
            f"Ce total répète «{NB}{first.label}{NB}», et d'autres totaux du document restent hors "
            "de lui."
            if grand
            else f"Ce total répète «{NB}{first.label}{NB}»{NB}: aucune ligne à lui n'est lue."
        )
    if grand and says("everything", row.label):
        return "D'autres lignes ou totaux du document restent hors de ce total général."
    if len(found.span) == 1 and not casting.alone and says("tax", first.label):
        return f"Il ne somme que «{NB}{first.label}{NB}», et d'autres lignes restent hors de lui."
    held = inner_sum(row.label)
    lines = [n.row.label for n in found.span]
    if not held and len(lines) > 1 and all(map(inner_sum, lines)):
        held = inner_sum(lines[0])
    if held:
        return f"«{NB}{held}{NB}», imprimé dans le libellé, a l'air du montant d'une autre colonne."
    left_out = [u for u in _unread(table, found.span, row, column) if is_money(u.text)]
    if left_out:
        told = left_out[0]
        return f"«{NB}{told.text}{NB}», page {told.page}, n'est pas compté dans ses lignes."
    if counts_twice([n.printed[column] for n in found.span]):
        return f"Il compte deux fois les mêmes montants{NB}: des lignes, et leur somme."
    return ""


def _are_opposite(one: str, other: str) -> bool:
    """Whether one label speaks of what is spent, the other of what is received."""
    return any(says("spent", a) and says("received", b) and not says("spent", b)
               for a, b in ((one, other), (other, one)))  # fmt: skip


def _alone(span: Sequence[Node], column: int, printed: int) -> str:
    """The last heading inside of a span of lines, where those under it alone give the total: they
    may be a table of their own, or the total forgets the others."""
    at = max((i for i, n in enumerate(span) if i and n.row.heading), default=0)
    if not at or any(n.level for n in span):
        return ""
    under = sum(n.printed[column] for n in span[at:])
    return span[at].row.heading if under == printed else ""


def _rows_under(span: Sequence[Node]) -> Iterator[Row]:
    for node in span:
        yield node.row
        yield from _rows_under(node.parts)


def _unread(table: Table, span: Sequence[Node], total: Row, column: int) -> Iterator[Unread]:
    """What could not be read in a total's column, from its first line to itself."""
    for row in _rows_under(span):
        cell = row.cells[column] if column < len(row.cells) else None
        if cell is not None and is_unread(cell):
            yield Unread(cell.printed, row.page, cell.box, column)
    places = [(r.page, r.box.cy) for r in (*_rows_under(span), total)]
    first, last = min(places), max(places)
    for u in table.unread:
        if u.column == column and first <= (u.page, u.box.cy) <= last:
            yield u


def _beside(table: Table, span: Sequence[Node], total: Row) -> list[Row]:
    """The rows right before and after a span and its total, and the details inside."""
    held = {id(r) for r in (*_rows_under(span), total)}
    at = [i for i, r in enumerate(table.rows) if id(r) in held]
    if not at:
        return []
    near = range(max(min(at) - 1, 0), min(max(at) + 2, len(table.rows)))
    return [table.rows[i] for i in near if id(table.rows[i]) not in held
            and table.rows[i].kind in (Kind.LINE, Kind.DETAIL, Kind.UNNAMED)]  # fmt: skip

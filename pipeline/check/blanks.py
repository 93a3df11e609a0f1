"""Columns of amounts under which totals leave a blank: told, for no sum looks at them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.check.cast import Casting
from pipeline.check.causes import NB
from pipeline.check.rows import Table, says
from pipeline.extract.wordings import is_amount_header

YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
FEWEST = 2  # amounts that a total sums elsewhere and leaves out here


def blank_notes(table: Table, castings: Sequence[Casting]) -> Iterator[str]:
    """What is told of a column headed as amounts are, a year's or a budget's, in which a table's
    totals print nothing: a line's own column, as that of a price, is headed otherwise."""
    told = [c for c in castings if not c.implied]
    for i, header in enumerate(table.headers):
        headed = (YEAR.search(header) or is_amount_header(header)) and not says("unsummed", header)
        if not headed or any(i < len(c.row.cells) and c.row.cells[i] for c in told):
            continue
        left = max((_amounts(c, i) for c in told), default=0)
        if left >= FEWEST:
            page = told[-1].row.page
            yield (
                f"Page {page}{NB}: la colonne «{NB}{header}{NB}» a des montants, et aucun total "
                "du tableau ne les somme."
            )


def _amounts(casting: Casting, column: int) -> int:
    """How many of the lines of a total have an amount in a column."""
    span = casting.fit.span if casting.fit else []
    return sum(n.printed[column] != 0 for n in span)

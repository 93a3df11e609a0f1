"""Words that don't run left to right: beside a table's rows they may head them, elsewhere not."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain import Box, Role
from pipeline.extract.content import Rule, Word
from pipeline.extract.draft import Draft
from pipeline.extract.reading import ItemKind, Leftover

ONE_LINE = 2.0  # points between the middles of letters that stand upon one another
BESIDE = 8.0  # ems left of the labels where a cell with turned text may be


def turned_leftovers(page: Draft) -> list[Leftover]:
    """Where the turned words end up that none of the page's items takes. Vertical text beside or
    among its rows, or in a cell left of them that rules show, is unaccounted for: nothing reads it,
    and it may name what the rows are. Slanted text is a mark."""
    items = [item for _, item in page.items]
    taken = {id(w) for item in items for w in item.words()}
    words = [w for w in page.content.turned if id(w) not in taken]
    rows = [i.box for i in items if i.kind is ItemKind.ROW]
    if not rows:
        return [Leftover(w, Role.FURNITURE, "texte tourné") for w in words]
    table = Box.around(rows)
    vertical = page.content.vertical
    return [
        Leftover(w, Role.UNACCOUNTED, "texte tourné dans le tableau")
        if _is_vertical(w, words) and _is_beside(w, table, vertical)
        else Leftover(w, Role.FURNITURE, "texte tourné")
        for w in words
    ]


def _is_vertical(word: Word, words: Sequence[Word]) -> bool:
    upon = any(o is not word and abs(o.box.cx - word.box.cx) < ONE_LINE for o in words)
    return upon or word.box.height > 1.5 * word.box.width


def _is_beside(word: Word, table: Box, vertical: Sequence[Rule]) -> bool:
    box = word.box
    level = min(box.bottom, table.bottom) > max(box.top, table.top)
    # A library may give the width of a turned letter for its size.
    near = table.x0 - BESIDE * max(word.size, box.width) < box.cx < table.x1
    in_cell = box.cx < table.x1 and any(
        r.position < box.x0 and r.start < box.cy < r.end for r in vertical
    )
    return level and (near or in_cell)

"""Amounts printed without the header of their column -> the columns of the rows they belong to."""

from __future__ import annotations

from dataclasses import replace

from pipeline.domain import Box
from pipeline.extract.entries import Section, headers_of
from pipeline.extract.reading import UNNAMED, AmountCell


def name_columns(section: Section, known: dict[str, tuple[float, float]]) -> None:
    """Give cells without a header, on pages that don't repeat it, that of the column above; those
    of a total printed in a table of its own, theirs from left to right where there are as many.

    `known` are the headers seen last and the x range of their amounts; it is kept up to date.
    """
    fresh: dict[str, tuple[float, float]] = {}
    names = _row_headers(section)
    for at, entry in enumerate(section.entries):
        cells = entry.item.cells
        if len(cells) == 1 and cells[0].header is None:
            continue
        if entry.is_total and len(cells) == len(names) and all(map(_is_unnamed, cells)):
            cells = tuple(replace(c, header=h) for c, h in zip(cells, names, strict=True))
            item = replace(entry.item, cells=cells)
            section.entries[at] = replace(entry, item=item, printed=entry.item)
            continue
        named = []
        for cell in cells:
            header = cell.header
            if _is_unnamed(cell):
                reach = {h: _shared(cell.box, x) for h, x in {**known, **fresh}.items()}
                best = max(reach, key=lambda h: reach[h], default=None)
                header = best if best is not None and reach[best] > 0 else header
            elif header is not None:
                x0, x1 = fresh.get(header, (cell.box.x0, cell.box.x1))
                fresh[header] = (min(x0, cell.box.x0), max(x1, cell.box.x1))
            named.append(replace(cell, header=header))
        item = replace(entry.item, cells=tuple(named))
        section.entries[at] = replace(entry, item=item, printed=entry.item)
    if fresh:
        known.clear()
        known.update(fresh)


def _row_headers(section: Section) -> list[str | None]:
    """The headers of the amounts of a section's rows, from left to right; none where a row has one
    without."""
    if any(c.header is None or _is_unnamed(c) for e in section.rows for c in e.item.cells):
        return []
    return headers_of(section.rows)


def _is_unnamed(cell: AmountCell) -> bool:
    return cell.header is not None and cell.header.startswith(UNNAMED)


def _shared(box: Box, x: tuple[float, float]) -> float:
    return min(box.x1, x[1]) - max(box.x0, x[0])

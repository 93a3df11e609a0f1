"""A table of sums alone, by territory or by axis: what it prints is compared, and is no action.

« Récapitulatif des contrats »: rows that are territories and columns that are axes, or the other
way round; a row for each territory; under each territory's name a row for each axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.domain import Box, Role
from pipeline.extract.candidates import Candidate, is_year, whole_candidate
from pipeline.extract.draft import Draft
from pipeline.extract.lines import Segment
from pipeline.extract.reading import AmountCell, Item, ItemKind, Summed
from pipeline.extract.wordings import Wordings, is_amount_header, is_header, is_total
from pipeline.normalise.labels import clean_label

LEVEL = 0.5  # ems between what stands in one row
NEXT_LINE = 1.6  # ems between two lines of one label
LONGEST_PAGE = 3  # digits of a page number
FEWEST = 2  # rows that are named, totals aside
COMPARED = "récapitulatif, comparé aux lignes"
LAST = 1e6  # zone of what is told apart from the tables


@dataclass(frozen=True, slots=True)
class _Name:
    """What a row or a column is for: an axis, a territory, or all of them (a total; `region`: it
    says so, whatever stands over it)."""

    axis: str | None = None
    territory: str | None = None
    total: bool = False
    region: bool = False


@dataclass(slots=True)
class _Row:
    name: _Name
    label: list[Segment]
    amounts: list[Candidate]
    axis: str | None  # that a heading above names
    territory: str | None
    heads: list[Segment] = field(default_factory=list)  # over its table


def read_summary(page: Draft) -> bool:
    """Take the page's table of sums out of its segments. False, with nothing done, where it has
    none, or prints any other amount."""
    rows = _rows(page.segments, page.wordings)
    if rows is None or sum(not r.name.total for r in rows) < FEWEST:
        return False
    if all(_may_be_a_page(a) for r in rows for a in r.amounts):
        return False  # a list of contents
    columns = _columns(rows)
    found: list[tuple[_Row, Candidate, _Name]] = []
    for row in rows:
        for amount in row.amounts:
            column = next(x for x in columns if x[0] <= amount.box.cx <= x[1])
            over = _over(column, row.heads, columns)
            name = _name(clean_label([s.text for s in over]), page.wordings)
            if name is None:
                if over and (len(columns) > 1 or not is_amount_header(over[0].text)):
                    return False
                name = _Name(total=True)
            found.append((row, amount, name))
    for row, amount, column_name in found:
        _add(page, row, amount, column_name)
    heads = [s for row in rows for s in row.heads]
    held = {id(w) for _, i in page.items for w in i.words()}
    rest = [s for row in rows for s in row.label if not any(id(w) in held for w in s.words)]
    page.leave(Role.FURNITURE, COMPARED, _once([*heads, *rest]))
    used = {id(w) for s in (*heads, *rest) for w in s.words} | held
    used |= {id(w) for _, amount, _ in found for w in amount.words}
    page.segments = [s for s in page.segments if not any(id(w) in used for w in s.words)]
    return True


def _may_be_a_page(amount: Candidate) -> bool:
    return amount.amount.printed.isdecimal() and len(amount.amount.printed) <= LONGEST_PAGE


def _once(segments: Sequence[Segment]) -> list[Segment]:
    return list({id(s.words[0]): s for s in segments}.values())


def _rows(segments: Sequence[Segment], wordings: Wordings) -> list[_Row] | None:
    """The lines of amounts, each with its name; None where a line has none."""
    amounts = {
        id(s): c
        for s in segments
        if (c := whole_candidate(s, wordings.number_format)) is not None and not is_year(c)
    }
    rows: list[_Row] = []
    axis = territory = None
    text: list[Segment] = []  # since the last row
    for line in _lines(segments):
        held = [amounts[id(s)] for s in line if id(s) in amounts]
        label = [s for s in line if id(s) not in amounts]
        if not held:
            whole = " ".join(s.text for s in line)
            if code := wordings.territory(whole):
                territory, axis, text = code, None, []
            elif code := wordings.banner(whole):
                axis, text = code, []
            else:
                text += label
            continue
        if any(c.words[0].box.x0 < s.box.x1 for s in label for c in held):
            if all(wordings.is_contract_total(s.text) or wordings.is_region_total(s.text)
                   for s in label):  # fmt: skip
                continue
            return None
        named = _named(label, text, wordings)
        if named is None:
            return None
        name, parts = named
        heads = [s for s in text if s not in parts]
        heads = rows[-1].heads if rows and not heads else heads
        rows.append(_Row(name, parts, held, axis, territory, heads))
        text = []
    return rows


def _lines(segments: Sequence[Segment]) -> Iterator[list[Segment]]:
    line: list[Segment] = []
    for s in sorted(segments, key=lambda s: s.middle):
        if line and s.middle - line[0].middle > LEVEL * s.size:
            yield sorted(line, key=lambda s: s.box.x0)
            line = []
        line.append(s)
    if line:
        yield sorted(line, key=lambda s: s.box.x0)


def _named(
    label: Sequence[Segment], above: Sequence[Segment], wordings: Wordings
) -> tuple[_Name, list[Segment]] | None:
    """What a row is for, and the parts of its label: its line, or the one above it too."""
    ways = [list(label)]
    if above and label and label[0].middle - above[-1].middle < NEXT_LINE * above[-1].size:
        ways.append([above[-1], *label])
    for parts in ways:
        name = _name(clean_label([s.text for s in parts]), wordings) if parts else None
        if name is not None:
            return name, parts
    return None


def _name(text: str, wordings: Wordings) -> _Name | None:
    if code := wordings.territory(text):
        return _Name(territory=code)
    if wordings.is_region_total(text):
        return _Name(total=True, region=True)
    if wordings.is_contract_total(text):
        return _Name(total=True)
    if code := wordings.named_axis(text):
        return _Name(axis=code)
    return _Name(total=True) if is_total(text) else None


def _columns(rows: Sequence[_Row]) -> list[tuple[float, float]]:
    """From where to where (x) the columns of amounts reach, from the left."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((a.box.x0, a.box.x1) for r in rows for a in r.amounts):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _over(
    column: tuple[float, float], heads: Sequence[Segment], columns: Sequence[tuple[float, float]]
) -> list[Segment]:
    """The heads of one column, from the top: those nearest to it of all, right of the labels."""
    middle = (column[0] + column[1]) / 2

    def off(s: Segment, x: tuple[float, float]) -> float:
        return max(s.box.x0 - x[1], x[0] - s.box.x1, 0.0)

    found = [
        s
        for s in heads
        if not is_header(s.text)
        and s.box.x1 > columns[0][0] - (columns[0][1] - columns[0][0])
        and min(columns, key=lambda x: (off(s, x), abs(s.box.cx - (x[0] + x[1]) / 2))) == column
    ]
    near: list[Segment] = []
    for s in sorted(found, key=lambda s: -s.middle):
        if near and near[-1].middle - s.middle > NEXT_LINE * near[-1].size:
            break
        near.append(s)
    return sorted(near, key=lambda s: (s.middle, abs(s.box.cx - middle)))


def _add(page: Draft, row: _Row, amount: Candidate, column: _Name) -> None:
    """What one amount sums: a contract, the region, or an axis (of a territory, or of all)."""
    names = (row.name, column)
    region = row.name.region
    axis = next((n.axis for n in names if n.axis), None if region else row.axis)
    territory = next((n.territory for n in names if n.territory), None if region else row.territory)
    if axis is not None:
        page.summed.append(Summed(axis, territory, amount.amount, amount.box))
        page.leave(Role.FURNITURE, COMPARED, [Segment(amount.words)])
        return
    kind = ItemKind.REGION_TOTAL if territory is None else ItemKind.CONTRACT_TOTAL
    cell = AmountCell(None, amount.amount, amount.box, amount.words)
    text = clean_label([s.text for s in row.label])
    words = tuple(w for s in row.label for w in s.words)
    box = Box.around([*(w.box for w in words), amount.box])
    item = Item(kind, text, (words,), box, territory, (cell,))
    page.items.append(((LAST, 0.0, box.top), item))

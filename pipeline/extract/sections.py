"""Items of all pages, in order -> sections: one axis of one territory, its rows and its totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.domain import Box
from pipeline.extract.columnnames import name_columns
from pipeline.extract.entries import Entry, Section
from pipeline.extract.headingsums import heading_sums
from pipeline.extract.reading import Item, ItemKind, PageReading
from pipeline.extract.wordings import Wordings, first_time


@dataclass
class _Context:
    axis: str | None = None
    territory: str | None = None
    fresh: bool = False  # a territory was printed since the last section began
    named: int = 0  # the page that prints it
    under: set[str | None] = field(default_factory=set)  # the axes of the sections since
    orientation: str | None = None
    orientation_fresh: bool = False  # printed since the last row or total
    broken: bool = False  # a heading has ended the open section
    section: Section | None = None  # the open one
    headed: int = 0  # the page of the last heading of an axis or a territory


def sections_of(readings: Sequence[PageReading], wordings: Wordings) -> list[Section]:
    """The sections of a document, in reading order."""
    sections: list[Section] = []
    context = _Context()
    heading = heading_sums(readings, wordings)
    for reading in readings:
        for item in reading.items:
            if id(item) in heading:
                _turn(context, replace(item, kind=ItemKind.ORIENTATION), reading.page)
                total = replace(item, kind=ItemKind.TOTAL)
                entry = Entry(reading, total, context.orientation, item, heads=True)
                _add(sections, context, entry, wordings)
            elif item.kind in (ItemKind.ROW, ItemKind.TOTAL):
                _add(sections, context, Entry(reading, item, context.orientation), wordings)
            elif _counts(item, reading):
                _turn(context, item, reading.page)
    found = [s for s in sections if s.entries]
    known: dict[str, tuple[float, float]] = {}
    for section in found:
        name_columns(section, known)
    return found


def _counts(item: Item, reading: PageReading) -> bool:
    """Whether a heading is one: names in a legend or a list of contents are not."""
    if reading.rows or item.kind is ItemKind.BANNER:
        return True
    return item.kind is ItemKind.TERRITORY and len(_territories(reading)) == 1


def _territories(reading: PageReading) -> set[str | None]:
    return {i.code for i in reading.items if i.kind is ItemKind.TERRITORY}


def _turn(context: _Context, item: Item, page: int) -> None:
    """Take a heading into the context."""
    current = context.section
    if item.kind is ItemKind.ORIENTATION:
        context.orientation, context.orientation_fresh = first_time(item.text), True
        return
    context.headed = page
    if item.kind is ItemKind.BANNER:
        same = current is not None and current.axis == item.code
        context.broken = context.broken or not same
        if context.axis != item.code:
            context.axis = item.code
            context.orientation = None
    elif item.kind is ItemKind.TERRITORY:
        same = current is not None and item.code in (current.printed, current.carried)
        context.broken = context.broken or not same
        context.territory, context.fresh = item.code, True
        context.named, context.under = page, set()


def _add(sections: list[Section], context: _Context, entry: Entry, wordings: Wordings) -> None:
    current = context.section
    if current and not context.broken and context.headed != entry.reading.page:
        last = current.entries[-1].item
        beside = _closed(current, entry, wordings) or not _over(last, entry.item)
        going_on = _going_on(sections, entry, wordings) if beside else None
        if going_on and not context.orientation_fresh:
            context.orientation = going_on.entries[-1].orientation
            entry = replace(entry, orientation=context.orientation)
        current = going_on or current
    if current is None or context.broken or _closed(current, entry, wordings):
        kept = current is not None and not context.broken and _same_page(current, entry)
        # A name at the head of a page holds for all of its axes, each of them once.
        over = context.named == entry.reading.page and context.axis not in context.under
        printed = context.territory if context.fresh or kept or over else None
        current = Section(context.axis, printed, context.territory)
        context.under.add(context.axis)
        if not context.orientation_fresh:
            context.orientation = None
            entry = Entry(entry.reading, entry.item, None)
        sections.append(current)
        context.broken = context.fresh = False
    context.section = current
    current.entries.append(entry)
    context.orientation_fresh = False


def _going_on(sections: Sequence[Section], entry: Entry, wordings: Wordings) -> Section | None:
    """The section of the page before that no total has ended and that goes on in `entry`'s place:
    one of several tables side by side, without their headings."""
    found = [
        s
        for s in sections
        if s.rows
        and not _ended(s, wordings)
        and s.entries[-1].reading.page == entry.reading.page - 1
        and _over(s.entries[-1].item, entry.item)
    ]
    return found[0] if len(found) == 1 else None


def _ended(section: Section, wordings: Wordings) -> bool:
    """Whether a total stands after rows of the section; one above them ends nothing."""
    first = next((at for at, e in enumerate(section.entries) if not e.is_total), None)
    return any(e.is_total and not _is_part(e, wordings) for e in section.entries[first:])


def _is_part(total: Entry, wordings: Wordings) -> bool:
    """Whether a total is one of some of its section's rows only."""
    return total.heads or wordings.is_part(total.item.text)


def _over(one: Item, other: Item) -> bool:
    """Whether items stand in one another's columns."""
    a, b = (Box.around([i.box, *(c.box for c in i.cells)]) for i in (one, other))
    return min(a.x1, b.x1) > max(a.x0, b.x0)


def _same_page(section: Section, entry: Entry) -> bool:
    return section.entries[-1].reading.page == entry.reading.page


def _closed(section: Section, entry: Entry, wordings: Wordings) -> bool:
    """Whether the section's last total has ended it before `entry`.

    A total that names the axis ends a section once it has rows; so does any total when the
    next page begins anew under its own heading; and, where totals stand above their rows, the
    next one.
    """
    if entry.is_total and _opens(section, entry, wordings):
        return True
    if not section.rows or not section.entries[-1].is_total:
        return False
    last = section.entries[-1]
    if _is_part(last, wordings):
        return False
    if entry.is_total:
        return False
    if wordings.total_axis(last.item.text) is not None:
        return True
    return not _same_page(section, entry)


def _opens(section: Section, entry: Entry, wordings: Wordings) -> bool:
    """Whether a total opens the next section: it names the axis and another amount than the one
    which opened this section, whose rows are complete."""
    first = section.entries[0]
    if not first.is_total or section.entries[-1].is_total:
        return False
    named = all(wordings.total_axis(e.item.text) is not None for e in (first, entry))
    amounts = [tuple(c.amount.cents for c in e.item.cells) for e in (first, entry)]
    return (
        named
        and amounts[0] != amounts[1]
        and all(
            c.amount.cents == sum(r.cents(c.header) for r in section.rows) for c in first.item.cells
        )
    )

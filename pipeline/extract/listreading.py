"""Actions printed as a list and not as a table: « • Garage solidaire : 174 000 € ».

Each amount stands where its label ends, after a mark, so that no column holds them. Bullets, or the
place and the look of its lines, say where an action begins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from pipeline.domain import Box, Role
from pipeline.extract.candidates import whole_candidate
from pipeline.extract.draft import Draft
from pipeline.extract.headings import Heading, headings_of
from pipeline.extract.lines import Segment
from pipeline.extract.listcolumns import INDENT, columns_of
from pipeline.extract.reading import OUTSIDE, AmountCell, Item, ItemKind
from pipeline.extract.titledsums import TitledSum, sum_at_end
from pipeline.extract.wordings import Wordings, is_amount_header, is_total
from pipeline.normalise.labels import clean_label, has_bullet, is_broken_in_doubt, split_note
from pipeline.normalise.money import NumberFormat

LEAD = re.compile(r"(?P<label>.*\S)(?:\s*[,;(.]|\s[–—-])\s*(?P<lead>[^,;(.–—]{1,30})$")
FEWEST = 2  # actions that make a list
NEXT_LINE = 1.6  # ems between two lines of one action
EDGE = 3.0  # points between left edges that are one
LEVEL = 0.4  # ems between what stands in one line


@dataclass(frozen=True, slots=True)
class _Listed:
    """An action: its lines from the top, the last without its amount, that amount, and whether its
    lines may begin elsewhere."""

    lines: tuple[Segment, ...]
    end: TitledSum
    unsure: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """One column of a page: its totals, its other text from the top, and the actions among that."""

    totals: list[Item]
    text: list[Segment]
    actions: list[_Listed]


def read_list(page: Draft) -> bool:
    """Read a page whose actions stand in a list, or in several side by side. False, with nothing
    done, where it prints an amount in a column that is no total, fewer than two such actions, or
    nothing that they stand under: a list of key figures is none of actions."""
    wordings = page.wordings
    segments = sorted(page.segments, key=lambda s: (s.baseline, s.box.x0))
    over, columns = columns_of(segments, _starts(segments, wordings), wordings)
    parts = [_part(column, wordings) for column in columns]
    actions = [a for part in parts for a in part.actions]
    text = [*over, *(s for part in parts for s in part.text)]
    totals = [t for part in parts for t in part.totals]
    if (
        any(_has_column(part, wordings.number_format) for part in parts)
        or not _is_headed(text, totals, wordings)
        or sum(a.end.cell.amount.costed for a in actions) < FEWEST
    ):
        return False
    body = {s.look for a in actions for s in a.lines}
    titles, unknown = headings_of([Heading((s,)) for s in over], wordings, frozenset())
    page.items += [((0.0, 0.0, item.box.top), item) for item in titles]
    page.leave(Role.FURNITURE, OUTSIDE, unknown)
    for zone, part in enumerate(parts, 1):
        _place(page, part, float(zone), body)
    page.layout.append(f"{len(actions)} actions en liste, chacune avec son montant au bout")
    return True


def _starts(segments: Sequence[Segment], wordings: Wordings) -> list[Segment]:
    """The lines that end in an amount."""
    return [s for s in segments if sum_at_end(s, wordings.number_format)]


def _part(segments: Sequence[Segment], wordings: Wordings) -> _Part:
    totals = _totals(segments, wordings.number_format)
    summed = {id(w) for item in totals for w in item.words()}
    text = [s for s in segments if not any(id(w) in summed for w in s.words)]
    return _Part(totals, text, _actions(text, wordings))


def _place(
    page: Draft, part: _Part, zone: float, body: Set[tuple[float, bool, tuple[float, ...]]]
) -> None:
    """Put the items of a column into the page's draft. `body` are the looks of the actions."""
    beside = _stand_beside(part.actions)
    rows = [_row(a, page.around.vocabulary) for a in part.actions]
    items = [*part.totals, *(replace(row, unsure=row.unsure or beside) for row in rows)]
    used = {id(w) for item in items for w in item.words()}
    rest = [s for s in part.text if not any(id(w) in used for w in s.words)]
    headings = [Heading((s,), apart=s.look not in body) for s in rest]
    known, unknown = headings_of(headings, page.wordings, page.around.vocabulary)
    page.items += [((zone, 0.0, item.box.top), item) for item in (*items, *known)]
    sections = (ItemKind.BANNER, ItemKind.TERRITORY)
    top = min((i.box.top for i in known if i.kind in sections), default=0.0)
    first = min((a.lines[0].box.top for a in part.actions), default=0.0)
    top = top if top < first else 0.0  # else a list goes on above it
    for s in unknown:
        page.leave(Role.UNACCOUNTED if s.middle > top else Role.FURNITURE, OUTSIDE, [s])


def _has_column(part: _Part, number_format: NumberFormat) -> bool:
    """Whether an amount stands by itself that is none of an action's, nor the end of one."""
    held = {id(w) for a in part.actions for w in (*a.end.title.words, *a.end.cell.words)}
    alone = [s for s in part.text if (c := whole_candidate(s, number_format)) and c.amount.costed]
    return any(id(w) not in held for s in alone for w in s.words)


def _stand_beside(actions: Sequence[_Listed]) -> bool:
    """Whether a list stands in columns: which heading is over which action, nothing tells."""
    starts = [a.lines[0].box.x0 for a in actions]
    return bool(starts) and max(starts) - min(starts) > INDENT * actions[0].lines[0].size


def _is_headed(text: Sequence[Segment], totals: Sequence[Item], wordings: Wordings) -> bool:
    """Whether a page has the title of an axis or an orientation; where no profile names them, a
    total."""
    if wordings.profile is None:
        return bool(totals)
    return any(wordings.banner(s.text) or wordings.orientation(s.text) for s in text)


def _totals(segments: Sequence[Segment], number_format: NumberFormat) -> list[Item]:
    """The totals of a list: each with its amount at the end of its line, or the nearest at its
    right."""
    found = []
    for s in segments:
        end = sum_at_end(s, number_format) if is_total(s.text) else None
        if end is not None:
            found.append(_item(ItemKind.TOTAL, (end.title,), end.cell, frozenset()))
        elif is_total(s.text) and (cell := _beside(s, segments, number_format)):
            found.append(_item(ItemKind.TOTAL, (s,), cell, frozenset()))
    return found


def _beside(
    total: Segment, segments: Sequence[Segment], number_format: NumberFormat
) -> AmountCell | None:
    level = [s for s in segments if abs(s.baseline - total.baseline) < LEVEL * total.size
             and s.box.x0 >= total.box.x1]  # fmt: skip
    nearest = min(level, key=lambda s: s.box.x0, default=None)
    found = whole_candidate(nearest, number_format) if nearest else None
    if found is None or not found.amount.costed:
        return None
    return AmountCell(None, found.amount, found.box, found.words)


def _item(
    kind: ItemKind, text: Sequence[Segment], cell: AmountCell, vocabulary: frozenset[str]
) -> Item:
    lines = tuple(s.words for s in text)
    printed = [" ".join(w.text for w in line) for line in lines]
    label, note = split_note(_without_lead(clean_label(printed, vocabulary).rstrip(" :")))
    box = Box.around(w.box for w in (*(w for line in lines for w in line), *cell.words))
    unsure = is_broken_in_doubt(printed, vocabulary)
    unsure = unsure or _may_lead([_without_lead(line.rstrip(" :")) for line in printed])
    return Item(kind, label, lines, box, None, (cell,), note, unsure)


def _without_lead(label: str) -> str:
    """A label without the words that lead to its amount: « Bus des droits (montant », « Garage –
    budget 2027 »."""
    found = LEAD.match(label)
    return found["label"] if found and is_amount_header(found["lead"]) else label


def _may_lead(lines: Sequence[str]) -> bool:
    """Whether the last words of a label may lead to its amount and be none of it: « Montant » after
    other words, or by themselves in its last line."""
    *before, last = lines
    word = last.split()[-1:] if before or len(last.split()) > 1 else []
    capital = any(w[0].isupper() and is_amount_header(w) for w in word)
    return capital or (bool(before) and is_amount_header(last))


def _actions(text: Sequence[Segment], wordings: Wordings) -> list[_Listed]:
    """The actions of a page, from the top: lines that end in an amount, each with those above it
    that belong to it."""
    actions: list[_Listed] = []
    open_: list[Segment] = []  # lines since the last action that may begin the next
    for s in text:
        if open_ and not _is_under(open_[-1], s):
            open_ = []
        if open_ and _ends_amount(open_[-1], s, wordings.number_format):
            s = Segment((*open_.pop().words, *s.words))
        elif open_ and open_[-1].look != s.look:
            open_ = []
        if (end := sum_at_end(s, wordings.number_format)) is None:
            open_ = [s] if has_bullet(s.text) or wordings.is_known(s.text) else [*open_, s]
            open_ = [] if wordings.is_known(s.text) else open_
            continue
        lines = (*([] if has_bullet(s.text) else open_), s)
        # What begins anew after a bullet may be an action under a heading, or after another.
        anew = any(line.text[:1].isupper() for line in lines[1:])
        unsure = len(lines) > 1 and (anew or not has_bullet(lines[0].text))
        actions.append(_Listed(lines, end, unsure))
        open_ = []
    return actions


def _ends_amount(upper: Segment, lower: Segment, number_format: NumberFormat) -> bool:
    """Whether a line is all of the amount, or of the rest of it, that the one above leads to."""
    end = sum_at_end(Segment((*upper.words, *lower.words)), number_format)
    words = {id(w) for w in end.cell.words} if end else set()
    return all(id(w) in words for w in lower.words)


def _is_under(upper: Segment, lower: Segment) -> bool:
    """Whether a line may be the next of the same text: right under it, at its left edge or where
    that goes on after a bullet."""
    step = (lower.middle - upper.middle) / upper.size
    edge = lower.box.x0 - upper.box.x0
    indented = has_bullet(upper.text) and 0 <= edge <= 2.5 * upper.size
    return 0 < step <= NEXT_LINE and (abs(edge) < EDGE or indented)


def _row(action: _Listed, vocabulary: frozenset[str]) -> Item:
    text = (*action.lines[:-1], action.end.title)
    row = _item(ItemKind.ROW, text, action.end.cell, vocabulary)
    return replace(row, unsure=row.unsure or action.unsure)

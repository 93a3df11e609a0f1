"""Orientations named within a label, or in the cell of an action: of which rows are they?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.domain import Ambiguity, Box, ControlName
from pipeline.extract.content import PageContent, Rule
from pipeline.extract.entries import Entry
from pipeline.extract.lines import Segment
from pipeline.extract.reading import Item, ItemKind, PageReading
from pipeline.extract.wordings import Wordings
from pipeline.normalise.labels import clean_label

SAID = re.compile(r"^(?P<before>[^:\])–—|]+?)\s*(?:[:\])–—|]|\s-\s)(?P<after>.*)$")
ALONG = 0.9  # of a text that a rule must run along to bound its cell


def name_in_label(entry: Entry, wordings: Wordings) -> str | None:
    """The name of an orientation that is the first lines of a row's label and not that of the row;
    or, where the row is under none, other whole lines, or what is said before a colon, a dash or a
    bracket. None where the label names none so."""
    lines = [Segment(words).text for words in entry.item.lines]
    under = wordings.orientation(entry.orientation or "")
    for start, end in combinations(range(len(lines) + 1), 2):
        text = clean_label(lines[start:end])
        said = SAID.match(text)
        for name in (text, said["after"] if said else ""):
            known = wordings.orientation(name)
            first = start == 0 or entry.orientation is None
            if known is not None and known != under and first and end - start < len(lines):
                return known
    said = SAID.match(entry.item.text.lstrip("[("))
    return wordings.orientation(said["before"]) if said and entry.orientation is None else None


def named_cell_doubts(reading: PageReading, content: PageContent) -> Iterator[Ambiguity]:
    """Orientations at the foot of a ruled cell that holds one action, as every cell does: it may be
    that action's and not that of the rows below."""
    rules = content.horizontal
    rows = [(_cell_of(_text_box(i), rules), i) for i in reading.items if i.kind is ItemKind.ROW]
    cells = [cell for cell, _ in rows if cell is not None]
    names = [i for i in reading.items if i.kind is ItemKind.ORIENTATION]
    first = min((r.box.top for _, r in rows), default=0.0)
    # Where a title stands over the first row, the others stand over theirs.
    if len(set(cells)) < len(rows) or any(n.box.top < first for n in names):
        return
    for name in names:
        cell = _cell_of(name.box, rules)
        over = [r for c, r in rows if c is not None and c == cell and _is_over(r, name)]
        if over:
            yield Ambiguity(
                ControlName.READINGS, reading.page,
                f"l'orientation « {name.text} » est dans la case de l'action « {over[0].text} » : "
                "est-elle la sienne, ou celle des lignes au-dessous ?",
                None, None, name.text, over[0].text,
            )  # fmt: skip


def _is_over(row: Item, name: Item) -> bool:
    """Whether a row's label stands over a text, and not beside it."""
    text, box = _text_box(row), name.box
    return text.bottom <= box.cy and min(text.x1, box.x1) > max(text.x0, box.x0)


def _text_box(item: Item) -> Box:
    return Box.around(w.box for line in item.lines for w in line)


def _cell_of(text: Box, rules: Sequence[Rule]) -> tuple[float, float] | None:
    """The y of the nearest rules above and below the middle of a text; None where one lacks."""
    edges = [r.position for r in rules if r.covers(text.x0, text.x1, ALONG)]
    above = max((e for e in edges if e < text.cy), default=None)
    below = min((e for e in edges if e > text.cy), default=None)
    return None if above is None or below is None else (above, below)

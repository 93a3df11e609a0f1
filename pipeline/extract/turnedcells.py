"""Text set upwards or downwards in ruled cells beside a table's rows -> what it names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.domain import Box
from pipeline.extract.content import PageContent, Rule, Word
from pipeline.extract.draft import Draft
from pipeline.extract.labellines import AmountRow
from pipeline.extract.lines import Segment
from pipeline.extract.reading import Item, ItemKind
from pipeline.extract.strips import Strip
from pipeline.normalise.labels import clean_label

ALONG = 0.9  # of a text that a rule must run along to bound its cell
WITHIN = 1.0  # points that a text may reach over a rule

Cell = tuple[Box, tuple[Segment, ...]]  # a ruled cell, and the lines set in it


def read_turned(page: Draft, strip: Strip, rows: Sequence[AmountRow], zone: int) -> None:
    """Read what the turned cells left of a strip's amounts say of its `rows`, totals left out: of
    each row one, or nothing is read, since what an empty cell holds for isn't told."""
    cells = [
        (box, lines)
        for box, lines in turned_cells(page.content)
        if strip.left - 1 <= box.x0 and box.x1 <= strip.x0 + 1
        and any(box.top <= r.middle < box.bottom for r in rows)
    ]  # fmt: skip
    taken = {id(w) for _, item in page.items for w in item.words()}
    if any(id(w) in taken for _, lines in cells for s in lines for w in s.words):
        return
    held = [sum(box.top <= r.middle < box.bottom for box, _ in cells) for r in rows]
    named = [
        (box, lines, text, *page.wordings.meaning(text))
        for box, lines in cells
        for text in [clean_label([s.text for s in lines])]
    ]
    if any(n != 1 for n in held) or not any(kind for *_, kind, _ in named):
        return
    for box, lines, text, kind, code in named:
        words = tuple(s.words for s in lines)
        around = Box.around(s.box for s in lines)
        item = Item(kind or ItemKind.ORIENTATION, text, words, around, code)
        page.items.append(((zone, strip.x0, box.top), item))


def turned_cells(content: PageContent) -> list[Cell]:
    """The ruled cells of a page that hold turned text, which stands in them alone."""
    held: dict[Box, list[Word]] = {}
    for word in content.turned:
        if word.way and (cell := _cell_around(word.box, content.horizontal, content.vertical)):
            held.setdefault(cell, []).append(word)
    level = [w.box for w in content.words if w.visible]
    return [
        (cell, tuple(Segment(tuple(line)) for _, line in groupby(words, key=lambda w: w.box.x0)))
        for cell, words in held.items()
        if all(w.visible and w.way == words[0].way for w in words)
        and not any(cell.x0 < b.cx < cell.x1 and cell.top < b.cy < cell.bottom for b in level)
    ]


def _cell_around(text: Box, horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> Box | None:
    """The cell that rules draw around a text on all four sides; None where there is none."""
    across = [r.position for r in horizontal if r.covers(text.x0, text.x1, ALONG)]
    down = [r.position for r in vertical if r.covers(text.top, text.bottom, ALONG)]
    above, below = _sides(across, text.top, text.bottom)
    left, right = _sides(down, text.x0, text.x1)
    if above is None or below is None or left is None or right is None:
        return None
    return Box(left, above, right, below)


def _sides(edges: Sequence[float], start: float, end: float) -> tuple[float | None, float | None]:
    """The nearest edges before and after start..end."""
    before = max((e for e in edges if e <= start + WITHIN), default=None)
    after = min((e for e in edges if e >= end - WITHIN), default=None)
    return before, after

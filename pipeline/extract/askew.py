"""A reading of a straightened scan -> the same, its places those of the page as it is displayed."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from pipeline.domain import Box
from pipeline.extract.content import Word
from pipeline.extract.reading import Item, PageReading

Move = Callable[[Box], Box]


def turned_back(reading: PageReading, angle: float) -> PageReading:
    """Undo the turn of `angle` degrees (anticlockwise, about the page's middle) on every place.

    Boxes stay level: each is moved with its middle, and keeps its size.
    """
    if angle == 0.0:
        return reading
    move = _mover(reading.width, reading.height, angle)

    moved: dict[int, Word] = {}  # a word of two places stays one

    def word(w: Word) -> Word:
        box = move(w.box)
        turned = replace(w, box=box, baseline=w.baseline + box.top - w.box.top)
        return moved.setdefault(id(w), turned)

    def turned_item(item: Item) -> Item:
        lines = tuple(tuple(word(w) for w in line) for line in item.lines)
        cells = tuple(
            replace(c, box=move(c.box), words=tuple(word(w) for w in c.words)) for c in item.cells
        )
        held = [w.box for line in lines for w in line] + [c.box for c in cells]
        return replace(item, lines=lines, cells=cells, box=Box.around(held))

    return replace(
        reading,
        items=tuple(map(turned_item, reading.items)),
        asides=tuple(map(turned_item, reading.asides)),
        leftovers=tuple(replace(x, word=word(x.word)) for x in reading.leftovers),
        chart=tuple(replace(n, box=move(n.box)) for n in reading.chart),
    )


def _mover(width: float, height: float, angle: float) -> Move:
    # In coordinates that run downwards, an anticlockwise turn is undone by this one.
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def move(box: Box) -> Box:
        x, y = box.cx - width / 2, box.cy - height / 2
        dx, dy = x * cosine - y * sine - x, x * sine + y * cosine - y
        return Box(box.x0 + dx, box.top + dy, box.x1 + dx, box.bottom + dy)

    return move

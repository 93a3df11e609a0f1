"""Words of a page that ended nowhere, and the amounts that they spell."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain import Box, Mark, PageRecord, Role
from pipeline.normalise.money import looks_like_amount, parse_amount

LONGEST_RUN = 6  # words: « 1 234 567 890 , 00 € » at worst
GAP = 1.5  # widest space between words of one amount, in heights of the word
SAME_ROW = 0.5  # overlap of two words of one row, in heights of the shorter


@dataclass(frozen=True)
class LooseAmount:
    """Unaccounted words that spell an amount; `cents` is None for a dash or « n.c. »."""

    text: str
    cents: int | None
    boxes: tuple[Box, ...]


def unaccounted_marks(page: PageRecord | None) -> tuple[Mark, ...]:
    return tuple(m for m in page.marks if m.role is Role.UNACCOUNTED) if page else ()


def _follows(left: Box, right: Box) -> bool:
    """True when `right` is the next word of the same row as `left`."""
    shorter = min(left.height, right.height)
    overlap = min(left.bottom, right.bottom) - max(left.top, right.top)
    return overlap >= SAME_ROW * shorter and -shorter <= right.x0 - left.x1 <= GAP * shorter


def unaccounted_amounts(page: PageRecord | None) -> tuple[LooseAmount, ...]:
    """The amounts that the page's unaccounted words spell, top to bottom, each word used once."""
    left = sorted(unaccounted_marks(page), key=lambda m: (m.box.x0, m.box.top))
    found: list[LooseAmount] = []
    while left:
        run = [left.pop(0)]
        for mark in list(left):
            if len(run) < LONGEST_RUN and _follows(run[-1].box, mark.box):
                run.append(mark)
        amounts, used = _spelt(run)
        found += amounts
        left = [m for m in left if m not in run[:used]]
    return tuple(sorted(found, key=lambda amount: (amount.boxes[0].top, amount.boxes[0].x0)))


def _spelt(run: list[Mark]) -> tuple[list[LooseAmount], int]:
    """The longest amount that starts at the run's first word, and how many words it takes."""
    for size in range(len(run), 0, -1):
        text = " ".join(m.text for m in run[:size])
        if looks_like_amount(text):
            boxes = tuple(m.box for m in run[:size])
            return [LooseAmount(text, parse_amount(text).cents, boxes)], size
    return [], 1

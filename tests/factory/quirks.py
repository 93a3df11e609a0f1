"""What a page holds but doesn't show: last year's figure, in one of the ways it stays in a file."""

from __future__ import annotations

import random
import re
from dataclasses import replace

from tests.factory.scene import WHITE, Item, Leaf, Picture, Text

_AMOUNT = re.compile(r"^\d{1,3}(?:[ .\u00a0\u202f]?\d{3})+(?:,\d\d)?[ \u00a0\u202f]?€?$")
_SHARE = 0.4  # of the amounts, those which get a stale figure


def disturb(leaf: Leaf, quirks: frozenset[str], seed: int) -> None:
    """Add what the quirks `invisible`, `white`, `covered` and `doubled` ask for.

    A stale figure stands before the amount (invisible, white), or under it and under a white
    picture (covered). What the page shows is the same with and without.
    """
    rng = random.Random(seed)
    if not quirks & {"invisible", "white", "covered", "doubled"}:
        return
    items: list[Item] = []
    behind: list[Item] = []
    for item in leaf.items:
        if isinstance(item, Text) and _AMOUNT.match(item.text) and rng.random() < _SHARE:
            stale = _stale(item, quirks, rng)
            if any(_hides(s, other) for s in stale for other in leaf.items if other is not item):
                stale = []
            # White text goes under everything, so that it doesn't nibble at the labels.
            behind += [s for s in stale if isinstance(s, Text) and s.colour == WHITE]
            items += [s for s in stale if s not in behind]
        items.append(item)
        if isinstance(item, Text) and "doubled" in quirks and rng.random() < _SHARE:
            shift = rng.choice((0.0, 0.25))
            items.append(replace(item, x=item.x + shift))
    leaf.items[:] = [*behind, *items]


def _hides(cover: Item, other: Item) -> bool:
    """Whether a picture would lie on a piece of text: what it covers there, nobody would see."""
    if not isinstance(cover, Picture) or not isinstance(other, Text):
        return False
    end = other.x + other.face.width(other.text, other.size)
    top, bottom = other.y - 0.8 * other.size, other.y + 0.2 * other.size
    return min(end, cover.x1) > max(other.x, cover.x0) and min(bottom, cover.bottom) > max(
        top, cover.top
    )


def _stale(item: Text, quirks: frozenset[str], rng: random.Random) -> list[Item]:
    words = f"{rng.randint(10, 980)}\u00a0{rng.randint(0, 999):03d}€"
    wide = item.face.width(words, item.size)
    before = replace(item, x=item.x - wide - 4, text=words)
    added: list[Item] = []
    if "invisible" in quirks:
        added.append(replace(before, invisible=True))
    if "white" in quirks and item.colour != WHITE:
        added.append(replace(before, colour=WHITE))
    if "covered" in quirks and item.colour != WHITE:
        # A correction: the old figure, a white picture over it, the new figure on top.
        end = item.x + item.face.width(item.text, item.size)
        top, bottom = item.y - item.size * 0.8, item.y + item.size * 0.2
        added += [
            replace(item, text=words, x=end - wide),
            Picture(min(end - wide, item.x) - 0.5, top, end + 0.5, bottom),
        ]
    return added

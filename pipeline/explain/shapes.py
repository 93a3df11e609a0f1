"""What is drawn over a page: one shape for each thing read, told apart by letter and by stroke."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain import Box, Role
from pipeline.explain.read import Explained
from pipeline.extract.reading import Item, ItemKind, Leftover

PAD = 1.5  # points around a box, so that its stroke doesn't touch the letters


class Stroke(StrEnum):
    """How a shape is drawn."""

    BAND = "band"
    LINE = "line"
    UNDER = "under"
    DOTS = "dots"
    BOX = "box"
    DOUBLE = "double"
    DASHES = "dashes"
    CROSSED = "crossed"


@dataclass(frozen=True, slots=True)
class Style:
    """A letter, a stroke, a colour and a French name: what a thing looks like in the key."""

    letter: str
    stroke: Stroke
    colour: str
    name: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A thing drawn at a place of the page, in points. `tag` stands beside it, `text` tells it."""

    style: Style
    box: Box
    tag: str = ""
    text: str = ""


RULE = Style("", Stroke.LINE, "#c05000", "filet du document")
BAND = Style("", Stroke.BAND, "#cfe0ff", "bande qu'un montant gouverne")
LABEL = Style("L", Stroke.UNDER, "#0050b0", "libellé d'une ligne")
AMOUNT = Style("M", Stroke.DOUBLE, "#0050b0", "montant")
TOTAL = Style("S", Stroke.DOUBLE, "#126034", "total")
HEADINGS = {
    ItemKind.BANNER: Style("A", Stroke.BOX, "#5b3a8c", "axe"),
    ItemKind.TERRITORY: Style("T", Stroke.BOX, "#5b3a8c", "territoire"),
    ItemKind.ORIENTATION: Style("O", Stroke.BOX, "#5b3a8c", "orientation ou titre"),
    ItemKind.CONTRACT_TOTAL: Style("C", Stroke.DOUBLE, "#126034", "total de contrat"),
    ItemKind.REGION_TOTAL: Style("R", Stroke.DOUBLE, "#126034", "total régional"),
}
LEFTOVERS = {
    Role.FURNITURE: Style("H", Stroke.DOTS, "#5f5f5f", "habillage"),
    Role.CHART: Style("G", Stroke.DOTS, "#5f5f5f", "graphique"),
    Role.UNACCOUNTED: Style("?", Stroke.CROSSED, "#b00020", "inexpliqué"),
}
RIVAL = Style("≠", Stroke.DASHES, "#b00020", "lu autrement par un autre lecteur")
KEY = (
    LABEL, AMOUNT, TOTAL, *HEADINGS.values(), *LEFTOVERS.values(), RIVAL, BAND, RULE,
)  # fmt: skip


def tags(items: tuple[Item, ...]) -> list[str]:
    """A tag for each item, its letter and its rank among those of its letter: L1, L2, S1."""
    ranks: dict[str, int] = {}
    made = []
    for item in items:
        letter = style_of(item.kind).letter
        ranks[letter] = ranks.get(letter, 0) + 1
        made.append(f"{letter}{ranks[letter]}")
    return made


def style_of(kind: ItemKind) -> Style:
    """The style of an item's words."""
    if kind is ItemKind.ROW:
        return LABEL
    return TOTAL if kind is ItemKind.TOTAL else HEADINGS[kind]


def shapes_of(explained: Explained) -> list[Shape]:
    """Everything that is drawn over the page, from the back to the front."""
    return [
        *_bands(explained),
        *_rules(explained),
        *_leftovers(explained.taken.leftovers),
        *_items(explained.taken.items),
        *_rivals(explained),
    ]


def _bands(explained: Explained) -> Iterator[Shape]:
    for item in explained.taken.items:
        if item.kind in (ItemKind.ROW, ItemKind.TOTAL):
            yield Shape(BAND, item.box)


def _rules(explained: Explained) -> Iterator[Shape]:
    if explained.content is None:
        return
    for r in explained.content.horizontal:
        yield Shape(RULE, Box(r.start, r.position, r.end, r.position))
    for r in explained.content.vertical:
        yield Shape(RULE, Box(r.position, r.start, r.position, r.end))


def _leftovers(leftovers: tuple[Leftover, ...]) -> Iterator[Shape]:
    """Each word; the first of a run of one role on a line has the letter."""
    before: Leftover | None = None
    for left in leftovers:
        style, box = LEFTOVERS[left.role], left.word.box
        follows = (
            before is not None
            and before.role is left.role
            and abs(before.word.baseline - left.word.baseline) < 1.0
            and 0 <= box.x0 - before.word.box.x1 < 2 * left.word.size
        )
        yield Shape(style, box, "" if follows else style.letter,
                    f"{left.word.text} : {left.role}, {left.reason}")  # fmt: skip
        before = left


def _items(items: tuple[Item, ...]) -> Iterator[Shape]:
    for item, tag in zip(items, tags(items), strict=True):
        style = style_of(item.kind)
        words = [w for line in item.lines for w in line]
        if style.stroke is Stroke.UNDER:
            yield from (Shape(style, w.box, "", item.text) for w in words)
        elif words:
            yield Shape(Style(style.letter, Stroke.BOX, style.colour, style.name),
                        Box.around(w.box for w in words), "", item.text)  # fmt: skip
        for cell in item.cells:
            held = AMOUNT if item.kind is ItemKind.ROW else style
            yield Shape(held, cell.box, "", f"{tag} : {cell.amount.printed}")
        yield Shape(Style(style.letter, Stroke.LINE, style.colour, style.name),
                    Box(item.box.x0, item.box.top, item.box.x0, item.box.bottom), tag,
                    item.text)  # fmt: skip


def _rivals(explained: Explained) -> Iterator[Shape]:
    for other in explained.others:
        for item in explained.rivals(other)[0]:
            yield Shape(RIVAL, item.box, f"≠ {other.reader}", item.text)

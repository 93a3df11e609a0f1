"""What the headings of a document leave in doubt: what they are, and which rows they head."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain import Ambiguity, ControlName
from pipeline.extract.entries import Section
from pipeline.extract.loneheadings import lone_headings
from pipeline.extract.reading import Item, ItemKind, Look, PageReading
from pipeline.extract.sums import Sum
from pipeline.extract.wordings import Wordings

ALIKE = 0.5  # points between the sizes of headings of one kind
SAME_SIZE = 0.1  # of a size: headings set alike
TITLES = frozenset({ItemKind.BANNER, ItemKind.TERRITORY})
BODY = frozenset({ItemKind.ROW, ItemKind.TOTAL})


def orientation_doubts(readings: Sequence[PageReading], wordings: Wordings) -> Iterator[Ambiguity]:
    """Headings that may be a row without its amount, or a piece of a label: those that don't stand
    off from the rows, and those that the profile doesn't know and that no row follows, that follow
    another, or that are set otherwise than those it knows."""
    items = [(r.page, i) for r in readings for i in r.items]
    shown = {r.side_at_top for r in readings}
    at_top = True in shown and False not in shown
    known_looks = [i.look for _, i in items if wordings.orientation(i.text) is not None]
    lone = {id(i) for _, i in lone_headings(readings)}
    for at, (page, item) in enumerate(items):
        yield from _cell_doubts(item, page, at_top)
        if item.kind is not ItemKind.ORIENTATION:
            continue
        known = wordings.orientation(item.text) is not None
        if id(item) in lone and not known:
            yield Ambiguity(
                ControlName.UNKNOWN_NAME, page,
                f"« {item.text} », au-dessus de l'en-tête d'un tableau : est-ce le titre d'une "
                "orientation, ou une note ? Si c'est un titre, ajoutez-le au profil sous "
                "« orientations » ; sinon, un motif qui le décrit sous « patterns.furniture ».",
                None, None, "", item.text,
            )  # fmt: skip
        if known and _is_under_its_rows(items, at):
            yield Ambiguity(
                ControlName.UNKNOWN_NAME, page,
                f"« {item.text} » n'a aucune ligne sous elle avant le total : est-ce l'orientation "
                "des lignes au-dessus ?",
                None, None, item.text, item.text,
            )  # fmt: skip
        second = at > 0 and items[at - 1][1].kind is ItemKind.ORIENTATION and not known
        other = not known and _is_unlike(item.look, known_looks)
        if item.unsure or second or other or not (known or _has_rows(items[at + 1 :], page)):
            remedy = "" if known else " Si c'est un titre, ajoutez-le au profil : « orientations »."
            yield Ambiguity(
                ControlName.UNKNOWN_NAME, page,
                f"« {item.text} » : est-ce le titre d'une orientation, une action sans montant ou "
                f"un morceau de libellé ?{remedy}",
                None, None, "", item.text,
            )  # fmt: skip


def _is_under_its_rows(items: Sequence[tuple[int, Item]], at: int) -> bool:
    """Whether a total and no row comes after a heading, before the next one, and a row before it:
    captions may stand under their tables."""
    before = next((i.kind for _, i in reversed(items[:at]) if i.kind not in TITLES), None)
    following: list[ItemKind] = []
    for _, item in items[at + 1 :]:
        if item.kind is ItemKind.ORIENTATION or item.kind in TITLES:
            break
        following.append(item.kind)
    headed = ItemKind.ROW in following or ItemKind.TOTAL not in following
    return before is ItemKind.ROW and not headed


def _cell_doubts(item: Item, page: int, at_top: bool) -> Iterator[Ambiguity]:
    """Which rows a name in a cell beside them holds for. `at_top`: the document shows that such
    text stands level with its first row."""
    if item.centred and not at_top:
        name = "le territoire" if item.kind is ItemKind.TERRITORY else "l'orientation"
        yield Ambiguity(
            ControlName.READINGS, page,
            f"{name} « {item.text} » peut être au milieu de ses lignes ou commencer à "
            "leur hauteur : la mise en page ne le dit pas",
            None, None, "", item.text,
        )  # fmt: skip
    if item.ends and item.kind is ItemKind.ORIENTATION:
        yield Ambiguity(
            ControlName.READINGS, page,
            f"sous la case de l'orientation « {item.text} », des lignes ont une case vide : "
            "sont-elles de cette orientation, ou d'aucune ?",
            None, None, "", item.text,
        )  # fmt: skip


def _is_unlike(look: Look, known: Sequence[Look]) -> bool:
    """Whether a heading has the look of none that the profile knows, where there is one."""
    return bool(known) and not any(
        look[:2] == k[:2] and abs(look[2] - k[2]) < SAME_SIZE * k[2] for k in known
    )


def _has_rows(following: Sequence[tuple[int, Item]], page: int) -> bool:
    """Whether a row comes next, headings that are repeated on the next page aside."""
    for number, item in following:
        if item.kind is ItemKind.ROW:
            return True
        if item.kind not in (ItemKind.BANNER, ItemKind.TERRITORY) or number == page:
            return False
    return False


def unheaded_doubts(section: Section) -> Iterator[Ambiguity]:
    """A row without an orientation, right under one that stands over its table among others."""
    for entry in section.rows:
        box = entry.item.box
        over = [
            i for i in entry.reading.items
            if i.box.bottom <= box.top and min(i.box.x1, box.x1) > max(i.box.x0, box.x0)
        ]  # fmt: skip
        above = max((i.box.bottom for i in over if i.kind in BODY), default=0.0)
        heads = [i for i in over if i.kind is ItemKind.ORIENTATION and i.box.top >= above]
        if heads and entry.orientation is None:
            yield Ambiguity(
                ControlName.READINGS, entry.reading.page,
                f"l'orientation « {heads[-1].text} » est imprimée au-dessus de « "
                f"{entry.item.text} », sans qu'on sache si elle vaut pour cette ligne",
                section.axis, section.territory, heads[-1].text, entry.item.text,
            )  # fmt: skip


def foot_doubts(readings: Sequence[PageReading]) -> Iterator[Ambiguity]:
    """Names of territories under a page's last row, set otherwise than those that head tables: they
    name that page's own territory, or the next one's."""
    named = [(r, i, _heads(i, r)) for r in readings for i in r.items
             if i.kind is ItemKind.TERRITORY]  # fmt: skip
    sizes = [_size(i) for _, i, heads in named if heads]
    for reading, item, heads in named:
        if _has_its_total(item, reading):
            continue
        after_rows = any(i.kind in BODY and i.box.bottom < item.box.top for i in reading.items)
        if after_rows and not heads and not any(abs(_size(item) - s) < ALIKE for s in sizes):
            yield Ambiguity(
                ControlName.UNKNOWN_NAME, reading.page,
                f"« {item.text} » est imprimé sous les lignes de la page : est-ce son territoire "
                "ou celui de la page suivante ?",
                None, None, "", item.text,
            )  # fmt: skip


def _has_its_total(item: Item, reading: PageReading) -> bool:
    """Whether a contract's total stands under a territory's name, before the next name."""
    below = [i for i in reading.items if i.box.top > item.box.top]
    following = min(
        (i for i in below if i.kind in (ItemKind.TERRITORY, ItemKind.CONTRACT_TOTAL, *BODY)),
        key=lambda i: i.box.top,
        default=None,
    )
    return following is not None and following.kind is ItemKind.CONTRACT_TOTAL


def _heads(item: Item, reading: PageReading) -> bool:
    """Whether a name begins a section: rows stand under it on its page, or the title of an axis,
    whose rows are on the next page."""
    return any(
        (i.kind in BODY or i.kind is ItemKind.BANNER) and i.box.top > item.box.top
        for i in reading.items
    )


def _size(item: Item) -> float:
    return item.lines[0][0].size


def closed_doubts(section: Section, sums: Sequence[Sum]) -> Iterator[Ambiguity]:
    """Rows that stand under an orientation after a sub-total of all that it held: of another one,
    or of none, whose heading isn't printed."""
    subtotals = {id(one.total): one for one in sums if one.sub}  # one for all of its columns
    for one in subtotals.values():
        orientations = {r.orientation for r in one.rows}
        at = section.entries.index(one.total)
        above = [e for e in section.entries[:at] if not e.is_total]
        following = section.entries[at + 1 : at + 2]
        if len(orientations) != 1 or not above or not following:
            continue
        (orientation,) = orientations
        held = [e for e in above if e.orientation == orientation]
        row = following[0]
        if (
            orientation is not None
            and held == list(one.rows)
            and not row.is_total
            and row.orientation == orientation
        ):
            yield Ambiguity(
                ControlName.READINGS, row.reading.page,
                f"« {row.item.text} » vient après « {one.total.item.text} », qui somme tout ce que "
                f"porte l'orientation « {orientation} » : en fait-elle encore partie ?",
                section.axis, section.territory, "", row.item.text,
            )  # fmt: skip

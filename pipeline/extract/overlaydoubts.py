"""What lies over a page of credits and is not read: each leaves the page in doubt. Pure."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence

from pipeline.domain import Ambiguity, Box, ControlName, PageKind
from pipeline.extract.content import PageContent, Rule, Word
from pipeline.extract.overlays import Overlay
from pipeline.extract.reading import Item, ItemKind, PageReading
from pipeline.extract.units import says_unit
from pipeline.extract.wordings import Wordings
from pipeline.normalise.money import has_currency

NEAR = 3.0  # ems above the first row or below the last where a row may have been added
STICKS_OUT = 1.0  # ems that a pasted picture may be wider than its table, on each side
INSIDE = 0.8  # share of a picture's area, at least, that lies in the table
PICTURE = (2.0, 0.7)  # ems: a picture less wide or high holds no words
ICON = (5.0, 1.5)  # ems: one less wide and not as many times as wide as high is a pictogram
INSET = 0.5  # ems: what of a picture's rim may lie on the lines of text above and below it
STRUCK = (0.12, 0.55)  # ems above the baseline: where a rule crosses letters
LONGEST = 200  # characters quoted


def annotation_doubts(
    reading: PageReading, seen: Sequence[Overlay], wordings: Wordings
) -> Iterator[Ambiguity]:
    """Annotations over or beside a page's table; elsewhere, those that say an amount, a unit or a
    heading that the profile knows. Charts are left out."""
    if reading.kind is PageKind.CHART:
        return
    rows = [i for i in reading.items if i.cells]
    for one in seen:
        if _beside(one.box, rows) or _tells(one.text, wordings):
            said = f"« {one.text[:LONGEST]} »" if one.text else "sans texte lisible"
            yield _doubt(
                reading.page,
                f"{one.name} ({said}) se voit sur la page {_where(one.box, rows, reading)}, hors "
                "de son contenu : rien n'en est lu, à vérifier sur la page",
                one.text[:LONGEST] or one.name,
            )


def picture_doubts(reading: PageReading, pictures: Sequence[Box]) -> Iterator[Ambiguity]:
    """One doubt for each picture pasted inside the table (see `pasted_pictures`)."""
    rows = [i for i in reading.items if i.cells]
    for box in pictures:
        yield _doubt(
            reading.page,
            f"une image est collée dans le tableau {_where(box, rows, reading)} : ce qui y est "
            "écrit n'est pas lu, à vérifier sur la page",
            "une image",
        )


def struck_doubts(reading: PageReading, content: PageContent) -> Iterator[Ambiguity]:
    """Words of a table that a drawn rule runs through: struck, and read all the same."""
    if content.scanned:  # a rule seen in a picture may be part of a letter
        return
    for item in reading.items:
        struck = [w.text for w in item.words() if any(_strikes(r, w) for r in content.horizontal)]
        if struck:
            yield _doubt(
                reading.page,
                f"un trait raye « {' '.join(struck)[:LONGEST]} » dans « {item.text[:LONGEST]} » : "
                "faut-il le lire ?",
                " ".join(struck)[:LONGEST],
            )


def _strikes(rule: Rule, word: Word) -> bool:
    above = (word.baseline - rule.position) / word.size
    return STRUCK[0] < above < STRUCK[1] and rule.covers(word.box.x0, word.box.x1, share=0.9)


def pasted_pictures(reading: PageReading, content: PageContent) -> list[Box]:
    """Pictures between the rows of a table, as large as a row at least, with no word on them.

    Each box is given without its rim, which may lie on the next lines of text.
    """
    tables = list(_tables(reading))
    words = [w for w in content.words if w.visible]
    if not tables or not words:
        return []
    em = statistics.median(w.size for w in words)
    found: dict[tuple[int, ...], Box] = {}
    for p in content.pictures:
        if p.width < PICTURE[0] * em or p.height < PICTURE[1] * em or _is_icon(p, em):
            continue
        inset = min(INSET * em, p.height / 4)
        inner = Box(p.x0, p.top + inset, p.x1, p.bottom - inset)
        held = any(inner.x0 < w.box.cx < inner.x1 and inner.top < w.box.cy < inner.bottom
                   for w in words)  # fmt: skip
        if not held and any(_share(p, t, STICKS_OUT * em) >= INSIDE for t in tables):
            found[round(p.x0), round(p.top), round(p.x1), round(p.bottom)] = inner
    return list(found.values())


def _is_icon(picture: Box, em: float) -> bool:
    return picture.width < ICON[0] * em and picture.width < ICON[1] * picture.height


def _tables(reading: PageReading) -> Iterator[Box]:
    """The box of each run of rows; a banner or a territory's heading parts two tables."""
    run: list[Box] = []
    for item in reading.items:
        if item.cells:
            run.append(item.box)
        elif item.kind in (ItemKind.BANNER, ItemKind.TERRITORY) and run:
            yield Box.around(run)
            run = []
    if run:
        yield Box.around(run)


def _share(box: Box, table: Box, slack: float) -> float:
    """The share of a box's area that lies in a table and `slack` points around it."""
    width = min(box.x1, table.x1 + slack) - max(box.x0, table.x0 - slack)
    height = min(box.bottom, table.bottom) - max(box.top, table.top)
    return max(width, 0.0) * max(height, 0.0) / (box.width * box.height)


def _beside(box: Box, rows: Sequence[Item]) -> bool:
    if not rows:
        return False
    near = NEAR * statistics.median(w.size for i in rows for w in i.words())
    return (
        box.bottom > min(i.box.top for i in rows) - near
        and box.top < max(i.box.bottom for i in rows) + near
    )


def _tells(text: str, wordings: Wordings) -> bool:
    """Whether text says what a page of credits is made of."""
    amount = has_currency(text) and any(map(str.isdigit, text))
    return amount or says_unit(text) or wordings.is_known(text)


def _where(box: Box, rows: Sequence[Item], reading: PageReading) -> str:
    if rows:
        nearest = min(rows, key=lambda i: abs(i.box.cy - box.cy))
        return f"près de la ligne « {nearest.text} »"
    places = ("en haut", "au milieu", "en bas")
    return places[min(max(int(3 * box.cy / reading.height), 0), 2)]


def _doubt(page: int, message: str, found: str) -> Ambiguity:
    return Ambiguity(
        ControlName.CONSERVATION, page, message,
        expected="tout ce qui se voit dans le tableau est lu", found=found,
    )  # fmt: skip

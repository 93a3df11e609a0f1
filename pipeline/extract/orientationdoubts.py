"""Orientations that a document prints and that no row is of: no sum would tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain import Ambiguity, ControlName, Role
from pipeline.extract.content import Word
from pipeline.extract.entries import Section
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.reading import ASIDE, COLUMN_HEAD, OUTSIDE, ItemKind, PageReading
from pipeline.extract.wordings import Wordings

UNREAD = (ASIDE, COLUMN_HEAD, OUTSIDE)  # why words are left that may be a heading
NEXT_LINE = 1.6  # ems between two lines of one heading


def unused_doubts(readings: Sequence[PageReading], wordings: Wordings) -> Iterator[Ambiguity]:
    """Names of orientations on a page of rows, among the words that are part of no item; and those
    in a column right of the amounts, where not every row has one beside it."""
    for reading in readings:
        rows = [i for i in reading.items if i.kind is ItemKind.ROW]
        if not rows:
            continue
        words = [x.word for x in reading.leftovers
                 if x.reason in UNREAD and x.role is Role.FURNITURE]  # fmt: skip
        for text in _texts(words):
            if (name := wordings.orientation_in(text)) is not None:
                yield _doubt(reading.page, text, f"ne donne son nom à aucune ligne ({name})")
        far = [
            i for i in reading.items
            if i.kind is ItemKind.ORIENTATION
            and all(i.box.x0 > c.box.x1 for row in rows for c in row.cells)
        ]  # fmt: skip
        if far and any(not any(_level(row.box.cy, o.box.top, o.box.bottom) for o in far)
                       for row in rows):  # fmt: skip
            yield _doubt(
                reading.page,
                far[0].text,
                "est à droite des montants, pas à côté de "
                "chaque ligne : rien ne dit sûrement lesquelles sont les siennes",
            )


def summed_doubts(section: Section, wordings: Wordings) -> Iterator[Ambiguity]:
    """Sub-totals that name an orientation which the rows above them are not under."""
    rows: list[str | None] = []
    for entry in section.entries:
        if not entry.is_total:
            rows.append(entry.orientation)
            continue
        name = wordings.orientation_in(entry.item.text)
        if (
            name is not None
            and any(o is None or wordings.orientation_in(o) != name for o in rows)
            and not entry.heads
        ):
            yield _doubt(
                entry.reading.page,
                entry.item.text,
                "nomme une orientation sous laquelle ses lignes ne sont pas",
            )
        rows = []


def side_doubts(section: Section) -> Iterator[Ambiguity]:
    """Rows without an orientation beside which their territory stands, under the title of an
    orientation that the rows of another territory of the page have."""
    first = section.entries[0]
    items = first.reading.items
    at = next((n for n, i in enumerate(items) if i is first.source), None)
    if at is None or first.orientation is not None or first.is_total:
        return
    beside = any(i.kind is ItemKind.TERRITORY and i.box.x1 < first.item.box.x0 for i in items[:at])
    title = next((i for i in items[:at] if i.kind is ItemKind.ORIENTATION), None)
    if beside and title is not None:
        yield _doubt(
            first.reading.page,
            title.text,
            f"est-elle aussi celle des lignes de l'autre territoire, dont « {first.item.text} » ?",
        )


def _level(y: float, top: float, bottom: float) -> bool:
    return top - (bottom - top) / 2 <= y <= bottom + (bottom - top) / 2


def _texts(words: Sequence[Word]) -> list[str]:
    """The texts that words make, lines that stand under one another together."""
    groups: list[list[Segment]] = []
    for s in sorted(segments_of(words, ()), key=lambda s: (s.middle, s.box.x0)):
        home = next((g for g in groups if _goes_on(g[-1], s)), None)
        if home is None:
            groups.append([s])
        else:
            home.append(s)
    return [" ".join(s.text for s in g) for g in groups]


def _goes_on(upper: Segment, lower: Segment) -> bool:
    under = 0 < lower.middle - upper.middle < NEXT_LINE * upper.size
    return under and min(lower.box.x1, upper.box.x1) > max(lower.box.x0, upper.box.x0)


def _doubt(page: int, text: str, what: str) -> Ambiguity:
    return Ambiguity(
        ControlName.UNKNOWN_NAME, page,
        f"l'orientation imprimée « {text} » {what} : à lire sur la page", None, None, "", text,
    )  # fmt: skip

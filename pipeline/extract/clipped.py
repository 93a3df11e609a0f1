"""Labels cut within a word that the document has whole: a spreadsheet's cell cuts what it has no
room for. Text that is hidden on purpose stands apart from what shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain import Ambiguity, ControlName
from pipeline.extract.content import PageContent, Word
from pipeline.extract.reading import Item, ItemKind, PageReading

LEVEL = 0.2  # ems between words of one line
TOUCHING = (-0.2, 0.1)  # ems between two parts of one word
PLACE = 1.0  # points between two drawings of one word


def clipped_doubts(reading: PageReading, content: PageContent) -> Iterator[Ambiguity]:
    """One doubt for each label that text goes on with which the page doesn't show."""
    if content.scanned:
        return
    shown = [w for w in content.words if w.visible]
    hidden = [
        w for w in content.words
        if not w.visible and any(map(str.isalnum, w.text)) and not _is_shown(w, shown)
    ]  # fmt: skip
    for item in reading.items if hidden else ():
        rest = next((w for w in hidden if _goes_on(item, w)), None)
        if item.kind is ItemKind.ROW and rest is not None:
            yield Ambiguity(
                ControlName.READINGS, reading.page,
                f"le libellé de la ligne « {item.text} » se poursuit dans le document "
                f"(« {rest.text} ») sans que la page le montre : il est coupé par sa case",
                None, None, "", item.text,
            )  # fmt: skip


def _goes_on(item: Item, word: Word) -> bool:
    """Whether letters go on with the last word of one of a label's lines, with no space between."""
    for last in (line[-1] for line in item.lines if line):
        gap = (word.box.x0 - last.box.x1) / last.size
        level = abs(word.baseline - last.baseline) < LEVEL * last.size
        inside = last.text[-1].isalnum() and word.text[0].isalnum()
        if level and inside and TOUCHING[0] < gap < TOUCHING[1]:
            return True
    return False


def _is_shown(word: Word, shown: Sequence[Word]) -> bool:
    """Whether a hidden word is a copy of one that shows: text drawn twice."""
    return any(
        w.text == word.text
        and abs(w.box.x0 - word.box.x0) < PLACE
        and abs(w.baseline - word.baseline) < PLACE
        for w in shown
    )

"""Heads of the column of labels that differ from table to table: they may name what rows are of.

A table's label column is headed by any words (« Nature de l'opération »), the same wherever the
document prints it. Where each table has words of its own beside « Montant », they are more likely
its orientation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain import Ambiguity, ControlName
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.reading import COLUMN_HEAD, ItemKind, PageReading
from pipeline.extract.wordings import (
    Wordings,
    is_amount_header,
    is_aside_header,
    is_code_header,
    is_head_of_no_amounts,
    is_header,
    is_second_header,
    is_section_header,
)
from pipeline.normalise.labels import clean_label, match_key

NEXT_LINE = 1.6  # ems between two lines of one head
HANGING = 12.0  # points that a head may begin before its labels
USUAL = (
    is_amount_header, is_aside_header, is_code_header, is_head_of_no_amounts, is_second_header,
    is_section_header,
)  # fmt: skip


def head_doubts(readings: Sequence[PageReading], wordings: Wordings) -> Iterator[Ambiguity]:
    """One doubt for each wording that heads labels, where the document has several."""
    found: dict[str, tuple[str, int]] = {}
    usual = False
    for reading in readings:
        for text in _label_heads(reading):
            if any(is_header(part) for part in (text, text.split()[0])):
                usual = True
            elif not any(says(text) for says in USUAL) and not wordings.is_known(text):
                found.setdefault(match_key(text), (text, reading.page))
    if len(found) + usual < 2:
        return
    for text, page in found.values():
        yield Ambiguity(
            ControlName.UNKNOWN_NAME, page,
            f"« {text} » est à la place de l'en-tête des libellés, qui n'est pas partout le même : "
            "est-ce une orientation ? Si c'en est une, ajoutez-la au profil : « orientations ».",
            None, None, "", text,
        )  # fmt: skip


def _label_heads(reading: PageReading) -> list[str]:
    """The texts with letters among a page's column heads that stand on the side of the labels."""
    rows = [i for i in reading.items if i.kind is ItemKind.ROW]
    cells = [c.box for i in rows for c in i.cells]
    labels = [line[0].box for i in rows for line in i.lines if line]
    words = [x.word for x in reading.leftovers if x.reason == COLUMN_HEAD]
    if not cells or not labels or not words:
        return []
    first, last = min(b.x0 for b in labels), min(b.x0 for b in cells)
    if first >= last:
        first, last = max(b.x1 for b in cells), reading.width
    # In the half of the labels' column where they begin: the heads of amounts stand beyond it.
    mine = [
        s for s in segments_of(words, ())
        if any(map(str.isalpha, s.text))
        and first - HANGING < s.box.x0 < (first + last) / 2 and s.box.x1 <= last
    ]  # fmt: skip
    return [clean_label([s.text for s in text]) for text in stacked(mine)]


def stacked(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Pieces of lines, those that stand under one another together, from the top."""
    texts: list[list[Segment]] = []
    for s in sorted(segments, key=lambda s: (s.middle, s.box.x0)):
        home = next((t for t in texts if _goes_on(t[-1], s)), None)
        if home is None:
            texts.append([s])
        else:
            home.append(s)
    return texts


def _goes_on(upper: Segment, lower: Segment) -> bool:
    under = 0 < lower.middle - upper.middle < NEXT_LINE * upper.size
    return under and min(lower.box.x1, upper.box.x1) > max(lower.box.x0, upper.box.x0)

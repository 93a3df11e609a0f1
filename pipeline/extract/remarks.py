"""Notes under a table, and sentences after its total: they head no rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.domain import Role
from pipeline.extract.draft import Draft
from pipeline.extract.lines import Segment
from pipeline.extract.reading import Item, ItemKind
from pipeline.extract.wordings import is_subtotal

NOTE = re.compile(r"(\([0-9]{1,2}\)|[0-9]{1,2}(?=\s[^\W\d_])|\*{1,3}|[¹²³⁰⁴-⁹]{1,2}|[†‡])\s*\S")
MARK = re.compile(r"[0-9]{1,2}|\*{1,3}|[¹²³⁰⁴-⁹]{1,2}|[†‡]")
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
SENTENCE = 4  # words
BODY = frozenset({ItemKind.ROW, ItemKind.TOTAL})
HEADS = frozenset({ItemKind.BANNER, ItemKind.TERRITORY})


def leave_remarks(page: Draft) -> None:
    """Take out of the page's items, in reading order, the headings that the profile doesn't know
    and that are notes, whose mark a row bears, or sentences between a table's total and what heads
    the next table."""
    items = [item for _, item in page.items]
    called = {m.translate(PLAIN) for i in items if i.note for m in MARK.findall(i.note)}
    remarks = [
        item
        for at, item in enumerate(items)
        if item.kind is ItemKind.ORIENTATION
        and page.wordings.orientation(item.text) is None
        and (_is_note(item.text, called) or _is_after_all(item, items[:at], items[at + 1 :]))
    ]
    page.items = [pair for pair in page.items if pair[1] not in remarks]
    for item in remarks:
        lines = [Segment(words) for words in item.lines if words]
        page.leave(Role.FURNITURE, "remarque sous un tableau", lines)


def _is_note(text: str, called: set[str]) -> bool:
    found = NOTE.match(text)
    return found is not None and found[1].strip("()").translate(PLAIN) in called


def _is_after_all(item: Item, before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Whether a sentence comes after rows and their total, and no row comes next."""
    sentence = item.text.endswith(".") and len(item.text.split()) >= SENTENCE
    if not sentence or not before or before[-1].kind is not ItemKind.TOTAL:
        return False
    rows = any(i.kind is ItemKind.ROW for i in _section(before))
    following = next((i for i in after if i.kind in BODY | HEADS), None)
    ended = following is None or following.kind in HEADS
    return rows and ended and not is_subtotal(before[-1].text)


def _section(before: Sequence[Item]) -> list[Item]:
    """The items since the last heading of an axis or a territory."""
    at = max((i for i, item in enumerate(before) if item.kind in HEADS), default=-1)
    return list(before[at + 1 :])

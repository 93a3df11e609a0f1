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
    and that stand between a table's total and what heads the next table: notes, whose mark a row
    bears, and sentences."""
    items = [item for _, item in page.items]
    called = {m.translate(PLAIN) for i in items if i.note for m in MARK.findall(i.note)}
    remarks = [
        item
        for at, item in enumerate(items)
        if item.kind is ItemKind.ORIENTATION
        and page.wordings.orientation(item.text) is None
        and _heads_nothing(at, items)
        and (_is_note(item.text, called) or _is_sentence(item.text))
    ]
    page.items = [pair for pair in page.items if pair[1] not in remarks]
    for item in remarks:
        lines = [Segment(words) for words in item.lines if words]
        page.leave(Role.FURNITURE, "remarque sous un tableau", lines)


def _is_note(text: str, called: set[str]) -> bool:
    found = NOTE.match(text)
    return found is not None and found[1].strip("()").translate(PLAIN) in called


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and len(text.split()) >= SENTENCE


def _heads_nothing(at: int, items: Sequence[Item]) -> bool:
    """Whether rows and their total come before an item, and no row after it in the section."""
    last = next((i for i in reversed(items[:at]) if i.kind in BODY), None)
    if last is None or last.kind is not ItemKind.TOTAL or is_subtotal(last.text):
        return False
    rows = any(i.kind is ItemKind.ROW for i in _section(items[:at]))
    following = next((i for i in items[at + 1 :] if i.kind in BODY | HEADS), None)
    return rows and (following is None or following.kind in HEADS)


def _section(before: Sequence[Item]) -> list[Item]:
    """The items since the last heading of an axis or a territory."""
    at = max((i for i, item in enumerate(before) if item.kind in HEADS), default=-1)
    return list(before[at + 1 :])

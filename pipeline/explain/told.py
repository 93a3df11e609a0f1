"""The decision on a page, in French: who read what, what was taken and why, what is left."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain import Role
from pipeline.explain.read import Explained
from pipeline.explain.shapes import tags
from pipeline.extract.reading import Item

NB = "\u00a0"
MOST_WORDS = 12  # of one reason that are told


def told(explained: Explained) -> Iterator[str]:
    """The decision, line by line."""
    taken, outcome = explained.taken, explained.outcome
    printed = f", imprimée {taken.printed_page}" if taken.printed_page else ""
    yield f"Page {taken.page} sur {explained.pages}{printed}{NB}: {taken.kind} ({taken.reason})"
    for layout in taken.layout:
        yield f"Disposition{NB}: {layout}"
    yield ""
    yield "Lectures"
    for s in outcome.summaries:
        yield f"  {'→' if s.taken else ' '} {s.reader}, {_lines(s.lines)}{NB}: {s.reason}"
    for other in explained.others:
        yield from _differences(other.reader, *explained.rivals(other))
    yield ""
    yield "Éléments, dans l'ordre de lecture (repère, texte, montants, lecteurs)"
    if not taken.items:
        yield "  aucun"
    for item, tag in zip(taken.items, tags(taken.items), strict=True):
        readers = " + ".join(outcome.readers_of(item))
        doubt = ", coupe incertaine" if item.unsure else ""
        yield f"  {tag:<4} {_item(item)}  [{readers}{doubt}]"
    yield ""
    yield "Mots hors des éléments"
    yield from _leftovers(explained)
    for doubt_ in outcome.doubts:
        yield f"Doute{NB}: {doubt_.message}"


def _lines(count: int) -> str:
    return f"{count} ligne{'s' if count > 1 else ''}"


def _differences(reader: str, theirs: list[Item], lacking: list[Item]) -> Iterator[str]:
    if not theirs and not lacking:
        yield f"    {reader} lit exactement les mêmes éléments."
    for item in theirs:
        yield f"    ≠ {reader} seul lit{NB}: {_item(item)}"
    for item in lacking:
        yield f"    ≠ {reader} ne lit pas{NB}: {_item(item)}"


def _item(item: Item) -> str:
    amounts = " · ".join(
        f"{f'{c.header} ' if c.header else ''}{' '.join(c.amount.printed.split())}"
        for c in item.cells
    )
    code = f" ({item.code})" if item.code else ""
    return f"{item.text}{code}{f'  →  {amounts}' if amounts else ''}"


def _leftovers(explained: Explained) -> Iterator[str]:
    groups: dict[tuple[Role, str], list[str]] = {}
    for left in explained.taken.leftovers:
        groups.setdefault((left.role, left.reason), []).append(left.word.text)
    if not groups:
        yield "  aucun"
    for (role, reason), words in sorted(groups.items(), key=lambda g: g[0][0] is Role.FURNITURE):
        more = f" … et {len(words) - MOST_WORDS} autres" if len(words) > MOST_WORDS else ""
        yield f"  {role}, {reason} ({len(words)}){NB}: {' '.join(words[:MOST_WORDS])}{more}"

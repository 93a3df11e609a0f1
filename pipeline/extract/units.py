"""Amounts printed bare under words that say they are in thousands or millions.

A bare number is read as euros. A column's head, a caption, a note or a sentence of the document may
say otherwise: nothing is multiplied, a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from pipeline.domain import Ambiguity, AmountKind, ControlName, PageKind, Role
from pipeline.extract.content import Word
from pipeline.extract.lines import Segment, segments_of
from pipeline.extract.reading import COLUMN_HEAD, AmountCell, ItemKind, PageReading
from pipeline.extract.wordings import lexicon
from pipeline.normalise.labels import clean_label, match_key
from pipeline.normalise.money import has_currency

TIGHT = 0.6  # ems: heads that stand no further apart than words of justified text
LEADING = 1.8  # ems between the baselines of two lines of one text, at most
ALIKE = 0.15  # of the size: lines of one text
SHORTEST_PROSE = 60  # characters of a key: a head or a caption is shorter
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
NUMBER = re.compile("[0-9]+")
BRACKETED = re.compile(r"[(\[]([^()\[\]]+)")
YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
UNSEEN = ("texte invisible sur la page", "texte tourné")
TABLES = (ItemKind.ROW, ItemKind.TOTAL, ItemKind.CONTRACT_TOTAL, ItemKind.REGION_TOTAL)
LONGEST = 160  # characters quoted


class Says(IntEnum):
    """How far words about a multiple of the euro reach."""

    NOTHING = 0
    BARE = 1  # « k€ » and no number before it: a head, where it stands over amounts
    MARK = 2  # « en k€ »
    STATEMENT = 3  # « montants en k€ »
    RULE = 4  # « les montants sont exprimés en k€ »


@dataclass(frozen=True, slots=True)
class _Note:
    """Words that give a multiple, the page that they are on, and the heads of its columns."""

    text: str
    page: int
    heads: frozenset[str]


def says(text: str) -> Says:
    """What one piece of text says of a multiple of the euro: one caption, head or sentence."""
    key = match_key(text)
    words = lexicon()
    strongest = Says.NOTHING
    for pattern in words["unit"]:
        for found in pattern.finditer(key):
            before = key[: found.start()].rstrip()
            if words["unit_lead"][0].search(before):
                subject = words["unit_subject"][0].search(before)
                verb = subject and words["unit_verb"][0].search(before, subject.end())
                level = Says.RULE if verb else Says.STATEMENT if subject else Says.MARK
            elif words["unit_counted"][0].search(before) or not _is_head(key):
                level = Says.NOTHING
            else:
                level = Says.BARE
            strongest = max(strongest, level)
    return strongest


def says_unit(text: str) -> bool:
    """Whether text, anywhere, gives a multiple of the euro for amounts printed elsewhere."""
    return says(text) > Says.NOTHING


def unit_doubts(readings: Sequence[PageReading]) -> Iterator[Ambiguity]:
    """One doubt for each page whose bare amounts (0 apart) may be in a multiple of the euro.

    What a page of credits says holds for it and for the pages after it under the same heads, or
    none; a sentence on all amounts, or words on a page of text, hold for the whole document.
    Charts neither give nor take. A page whose own heads say plain euros is only held by itself.
    """
    shown = [r for r in readings if r.kind is not PageKind.CHART]
    own = [_note(r) for r in shown]
    whole = next((n for n, r in zip(own, shown, strict=True) if n and _holds_for_all(n, r)), None)
    running: _Note | None = None
    for reading, note in zip(shown, own, strict=True):
        if not _has_table(reading):
            continue
        heads = _heads(reading)
        if note is not None:
            running = note
        elif running is not None and heads and heads != running.heads:
            running = None
        said = running or whole
        if said is None or (note is None and _says_euros(reading)):
            continue
        if bare := [c for i in reading.items for c in i.cells if _is_bare(c)]:
            yield _doubt(reading.page, said, bare[0].amount.printed)


def _doubt(page: int, note: _Note, printed: str) -> Ambiguity:
    where = "cette page" if note.page == page else f"la page {note.page}"
    text = note.text if len(note.text) <= LONGEST else note.text[:LONGEST] + "…"
    return Ambiguity(
        ControlName.CONSERVATION, page,
        f"{where} dit « {text} », et des montants sont imprimés ici sans unité, comme "
        f"« {printed} » : ils sont lus en euros, est-ce bien leur unité\u00a0?",
        expected=text, found=printed,
    )  # fmt: skip


def _holds_for_all(note: _Note, reading: PageReading) -> bool:
    return says(note.text) is Says.RULE or not _has_table(reading)


def _is_head(key: str) -> bool:
    """Whether a key may be that of a head or a caption: short, and with no number but a year."""
    return len(key) < SHORTEST_PROSE and re.search("[0-9]", YEAR.sub("", key)) is None


def _note(reading: PageReading) -> _Note | None:
    """The words of a page that say most of a multiple of the euro, if they say enough."""
    table = _has_table(reading)
    least = Says.BARE if table else Says.STATEMENT
    if reading.kind is PageKind.TITLE and not _has_numbers(reading):
        least = Says.MARK
    texts = [(says(t), t) for t in _texts(reading)]
    if table:
        # A row's own label is prose: « (en k€) » may stand in it, a bare « k€ » is its own.
        labels = [i.text for i in reading.items if i.kind in TABLES]
        texts += [(s, t) for t in labels if (s := says(t)) >= Says.MARK]
        # Those of totals and headings are heads, but for a number: « Total Axe 1 (k€) ».
        heads = [i.text for i in reading.items if i.kind is not ItemKind.ROW]
        texts += [(says(NUMBER.sub("", p)), t) for t in heads for p in (t, *BRACKETED.findall(t))]
    level, text = max(texts, key=lambda pair: pair[0], default=(Says.NOTHING, ""))
    return _Note(text, reading.page, _heads(reading)) if level >= least else None


def _texts(reading: PageReading) -> Iterator[str]:
    """The pieces of text of a page outside its rows: heads, captions, sentences."""
    words = [w for i in reading.items if i.kind not in TABLES for line in i.lines for w in line]
    words += [
        x.word for x in reading.leftovers
        if x.word.visible and x.role is not Role.CHART and x.reason not in UNSEEN
    ]  # fmt: skip
    headers = {c.header for i in reading.items for c in i.cells if c.header}
    yield from sorted(headers)
    loose = segments_of(words, ())
    for segments in (loose, [part for s in loose for part in _parted(s)]):
        for chain in _chains(segments):
            yield from SENTENCE_END.split(clean_label([s.text for s in chain]))


def _parted(segment: Segment) -> Iterator[Segment]:
    """Heads of neighbouring columns that stand nearer one another than other texts do."""
    words, start = segment.words, 0
    for i in range(1, len(words)):
        if words[i].box.x0 - words[i - 1].box.x1 > TIGHT * segment.size:
            yield Segment(words[start:i])
            start = i
    yield Segment(words[start:])


def _chains(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Lines that stand one under another, from the top: each goes on one text."""
    chains: list[list[Segment]] = []
    for s in sorted(segments, key=lambda s: (s.baseline, s.box.x0)):
        above = [c for c in chains if _goes_on(c[-1], s)]
        if above:
            max(above, key=lambda c: c[-1].baseline).append(s)
        else:
            chains.append([s])
    return chains


def _goes_on(upper: Segment, lower: Segment) -> bool:
    over = min(upper.box.x1, lower.box.x1) > max(upper.box.x0, lower.box.x0)
    step = lower.baseline - upper.baseline
    alike = abs(lower.size - upper.size) <= ALIKE * upper.size
    return over and alike and 0.5 * upper.size < step <= LEADING * upper.size


# --------------------------------------------------------------------------- tables


def _has_table(reading: PageReading) -> bool:
    return any(i.cells for i in reading.items)


def _head_words(reading: PageReading) -> list[Word]:
    return [x.word for x in reading.leftovers if x.reason == COLUMN_HEAD]


def _heads(reading: PageReading) -> frozenset[str]:
    return frozenset(match_key(w.text) for w in _head_words(reading)) - {""}


def _says_euros(reading: PageReading) -> bool:
    return has_currency(" ".join(w.text for w in _head_words(reading)))


def _is_bare(cell: AmountCell) -> bool:
    header = cell.header or ""
    euros = has_currency(header) and not says_unit(header)
    return (
        cell.amount.kind is AmountKind.VALUE
        and cell.amount.cents != 0
        and not has_currency(cell.amount.printed)
        and not euros
    )


def _has_numbers(reading: PageReading) -> bool:
    words = (x.word.text for x in reading.leftovers)
    return any(re.search("[0-9]", YEAR.sub("", w)) for w in words)

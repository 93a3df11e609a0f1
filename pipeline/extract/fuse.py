"""Several readings of one page -> the one to take, and who else saw each of its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain import Ambiguity, ReadingSummary, Role
from pipeline.extract.pieces import pieces_of
from pipeline.extract.reading import Item, ItemKind, PageReading
from pipeline.extract.sections import sections_of
from pipeline.extract.sums import sums_of
from pipeline.extract.wordings import Wordings
from pipeline.normalise.labels import match_key
from pipeline.normalise.money import looks_like_amount

ItemKey = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """The reading taken for a page, what the others were worth, and what they saw.

    `witnesses` maps each other reader to the keys of its items, `doubts` are a scan's.
    """

    taken: PageReading
    summaries: tuple[ReadingSummary, ...]
    witnesses: tuple[tuple[str, frozenset[ItemKey]], ...]
    doubts: tuple[Ambiguity, ...] = ()

    def readers_of(self, item: Item) -> tuple[str, ...]:
        """The readers that saw exactly this item, the one taken first."""
        key = item_key(item)
        return (self.taken.reader, *(name for name, keys in self.witnesses if key in keys))


def item_key(item: Item) -> ItemKey:
    """What two readings must share of an item to agree on it: its words and its amounts."""
    return (
        str(item.kind),
        match_key(item.text),
        tuple((c.amount.kind, c.amount.cents) for c in item.cells),
    )


def fuse(readings: Sequence[PageReading], wordings: Wordings) -> PageOutcome:
    """Take the reading that is proven: its sums foot and it leaves no amount unaccounted for.

    Between equals the one that fewer doubts hang on, then the first in the readers' order.
    """
    judged = [(_judge(r, wordings), r) for r in readings]
    best = min(range(len(readings)), key=lambda i: (judged[i][0].penalty, i))
    taken = readings[best]
    keys = [frozenset(item_key(i) for i in r.items) | pieces_of(r).keys() for r in readings]
    summaries = tuple(
        ReadingSummary(
            r.reader, len(r.rows), j.proven, i == best, _why(i == best, j, keys[i] == keys[best])
        )
        for i, (j, r) in enumerate(judged)
    )
    witnesses = tuple((r.reader, keys[i]) for i, r in enumerate(readings) if i != best)
    return PageOutcome(taken, summaries, witnesses)


@dataclass(frozen=True, slots=True)
class _Judgement:
    foots: int
    fails: int
    stray_amounts: int
    stray_words: int
    unsure: int

    @property
    def proven(self) -> bool:
        return self.foots > 0 and not (self.fails or self.stray_amounts or self.stray_words)

    @property
    def penalty(self) -> tuple[int, int, int, int]:
        return (
            self.fails + self.stray_amounts,
            -self.foots,
            self.unsure,
            self.stray_words,
        )


def _judge(reading: PageReading, wordings: Wordings) -> _Judgement:
    sums = [s for section in sections_of([reading], wordings) for s in sums_of(section, wordings)]
    stray = [x.word.text for x in reading.leftovers if x.role is Role.UNACCOUNTED]
    amounts = sum(looks_like_amount(t) and any(c.isdigit() for c in t) for t in stray)
    return _Judgement(
        foots=sum(s.foots and bool(s.rows) for s in sums),
        fails=sum(not s.foots for s in sums),
        stray_amounts=amounts,
        stray_words=len(stray) - amounts,
        unsure=sum(i.unsure for i in reading.items if i.kind is ItemKind.ROW),
    )


def _why(taken: bool, judgement: _Judgement, agrees: bool) -> str:
    if judgement.proven:
        what = "totaux retrouvés, aucun mot inexpliqué"
    else:
        parts = []
        if judgement.fails:
            parts.append(f"{judgement.fails} total(aux) non retrouvé(s)")
        if judgement.stray_amounts:
            parts.append(f"{judgement.stray_amounts} montant(s) inexpliqué(s)")
        if judgement.stray_words:
            parts.append(f"{judgement.stray_words} mot(s) inexpliqué(s)")
        what = ", ".join(parts) or "aucun total à retrouver sur la page"
    if taken:
        return f"retenue : {what}"
    return f"{'concordante' if agrees else 'différente'} : {what}"

"""Registers: every money-like word and where it ended, every label and what became of it. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from pipeline.domain import Ledger, Line, Mark, PrintedTotal, Role

# Digits with an amount's dress: a currency, grouped thousands, decimals, or three digits and more.
_MONEY = re.compile(
    r"^[-(]?\d[\d\s.,’']*(?:€|k€|M€|euros?)\)?\*?$|^\d{1,3}(?:[\s.’']\d{3})+(?:,\d\d)?$"
    r"|^\d+,\d\d$|^\d{4,}$",
    re.IGNORECASE,
)
_PIECE = re.compile(
    r"^[-(]?\d[\d\s.,’']*$|^(?:€|k€|M€|euros?)\)?\*?$|^[-(]?\d[\s\S]*€", re.IGNORECASE
)
_GAP = 1.2  # of a word's height: further apart, two figures are two amounts


@dataclass(frozen=True, slots=True)
class AmountEntry:
    """A money-like run of words: where it stands and where it ended."""

    page: int
    text: str
    role: Role
    reason: str
    line: str | None
    rank: int


@dataclass(frozen=True, slots=True)
class LabelEntry:
    """A label as printed, what it became, and the rules that did it."""

    line: Line
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrientationEntry:
    """A printed orientation, its one wording (None: unknown) and the nearest known one."""

    printed: str
    normalised: str | None
    nearest: str
    score: int
    count: int


def amounts_register(ledger: Ledger) -> tuple[AmountEntry, ...]:
    """Every money-like run of words of every page, in page order."""
    entries: list[AmountEntry] = []
    for page in ledger.pages:
        for rank, run in enumerate(_runs(page.marks)):
            text = " ".join(mark.text for mark in run)
            if _MONEY.match(text) or run[0].role is Role.AMOUNT:
                first = run[0]
                entries.append(
                    AmountEntry(page.page, text, first.role, first.reason, first.line, rank)
                )
    return tuple(entries)


def _runs(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Neighbouring number-like words that ended in the same place."""
    run: list[Mark] = []
    for mark in marks:
        if mark.role is not Role.AMOUNT and not _PIECE.match(mark.text):
            if run:
                yield run
            run = []
            continue
        if run and not _joined(run[-1], mark):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _joined(before: Mark, after: Mark) -> bool:
    if (before.role, before.line) != (after.role, after.line):
        return False
    if before.line is not None and before.role is Role.AMOUNT:
        return True
    if abs(before.box.cy - after.box.cy) < before.box.height / 2:
        return -1 <= after.box.x0 - before.box.x1 <= before.box.height * _GAP
    # A total broken over two lines of its column is one amount.
    broken = before.role is Role.TOTAL and before.line is not None
    return broken and after.box.x0 < before.box.x1 and before.box.x0 < after.box.x1


def labels_register(ledger: Ledger) -> tuple[LabelEntry, ...]:
    """Every label, with the rules that made it regular, told from what differs."""
    return tuple(LabelEntry(line, tuple(_rules(line))) for line in ledger.lines)


def _rules(line: Line) -> Iterator[str]:
    raw, label = line.label_raw, line.label
    if "\n" in raw:
        yield "joined"
    if re.search(r"[-\u00ad]\n", raw) and _letters(raw) == _letters(label):
        yield "hyphen"
    if line.note:
        yield "note"
    if re.search(r"[^\S\n ]| {2}", raw):
        yield "spaces"
    if _letters(raw) != _letters(label) and not line.note:
        yield "characters"


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def orientations_register(
    ledger: Ledger, used: Mapping[str, str], known: Sequence[str]
) -> tuple[OrientationEntry, ...]:
    """Every printed orientation, the unknown first.

    `used` maps a printed wording to the one it was brought to, `known` are the profile's labels.
    """
    counts = Counter(line.orientation for line in ledger.lines if line.orientation)
    entries: list[OrientationEntry] = []
    for printed, count in counts.items():
        brought = used.get(printed)
        normalised = brought if brought in known else None
        best = None if normalised else process.extractOne(printed, known, scorer=fuzz.ratio)
        nearest, score = (best[0], round(best[1])) if best else ("", 0)
        entries.append(OrientationEntry(printed, normalised, nearest, score, count))
    return tuple(sorted(entries, key=lambda e: e.normalised is not None))


def owners(ledger: Ledger) -> dict[str, Line | PrintedTotal]:
    """Lines and totals by identifier."""
    held: tuple[Line | PrintedTotal, ...] = (*ledger.lines, *ledger.totals)
    return {item.identifier: item for item in held}

"""What a made document says, and how a reading of it compares."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.domain import Ledger, Status, TotalScope
from tests.factory.content import Edition
from tests.factory.layout import Layout

_NOTE = re.compile(r"\s*(?:\((?:\d{1,2}|[a-z])\)|\*{1,3})(?=\.?$)")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class TrueLine:
    """`page` is None where the producer breaks pages by itself."""

    axis: str
    territory: str
    orientation: str | None
    label: str
    printed: str
    cents: int | None
    page: int | None
    others: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class TrueTotal:
    """`axis` is None for a contract's total; `column` None for the main amount column."""

    axis: str | None
    territory: str
    cents: int | None
    page: int | None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Truth:
    """One document's truth. `fault` is what was planted: the document must then be held.

    `amount_column` is a pattern for the header of the main column where there are several.
    """

    year: str
    producer: str
    layout: str
    lines: tuple[TrueLine, ...]
    totals: tuple[TrueTotal, ...]
    contracts: tuple[TrueTotal, ...]
    pages: int | None
    amount_column: str | None = None
    fault: str = ""

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Score:
    """How many rows and totals are exact, what differs, and what was published wrongly."""

    rows_exact: int
    rows_total: int
    totals_exact: int
    totals_total: int
    differences: tuple[str, ...]
    silent_wrong: tuple[str, ...]

    @property
    def exact(self) -> bool:
        return not self.differences


def clean_label(text: str) -> str:
    """NFC, soft hyphens dropped, spaces regular, a footnote mark at the end taken off."""
    composed = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    return _NOTE.sub("", _SPACES.sub(" ", composed).strip())


Places = Mapping[tuple[str, str, int], int]


def truth_of(
    edition: Edition,
    layout: Layout,
    producer: str,
    actions: Places | None = None,
    totals: Mapping[tuple[str | None, str], int] | None = None,
    pages: int | None = None,
) -> Truth:
    """What an edition says in a layout.

    `actions` gives the page of each action by (axis, territory, rank in its section), `totals`
    that of each total by (axis, territory), the axis None for a contract's; both only where the
    producer doesn't break pages by itself.
    """
    actions, totals = actions or {}, totals or {}
    lines: list[TrueLine] = []
    sums: list[TrueTotal] = []
    for section in edition.sections:
        axis, code = section.axis, section.territory
        ranked = [(b, a) for b in section.blocks for a in b.actions]
        for rank, (block, action) in enumerate(ranked):
            orientation = None if layout.orientation == "none" else block.orientation
            others = zip(edition.other_columns, action.others, strict=True)
            lines.append(
                TrueLine(
                    axis, code, orientation, action.label, action.amount.printed,
                    action.amount.cents, actions.get((axis, code, rank)),
                    tuple((h, f.cents) for h, f in others),
                )
            )  # fmt: skip
        columns = (None, *edition.other_columns)
        for column, figure in zip(columns, section.totals, strict=True):
            sums.append(TrueTotal(axis, code, figure.cents, totals.get((axis, code)), column))
    contracts = tuple(
        TrueTotal(None, code, f.cents, totals.get((None, code))) for code, f in edition.contracts
    )
    main = edition.columns[edition.main] if edition.columns else None
    return Truth(
        edition.year, producer, layout.name, tuple(lines), tuple(sums), contracts, pages,
        f"^{main}$" if main else None, edition.fault,
    )  # fmt: skip


Key = tuple[str | None, str | None, str | None, str, int | None, tuple[tuple[str, int | None], ...]]

Total = tuple[str | None, str | None, int | None, str | None]


def compare(ledger: Ledger, truth: Truth, status: Status) -> Score:
    """Score a reading: rows as a multiset of (axis, territory, orientation, label, amounts).

    A document with a planted fault is wrong itself: it is silently wrong to reconcile it at all.
    """
    read: Counter[Key] = Counter(
        (
            line.axis, line.territory, _regular(line.orientation), clean_label(line.label),
            line.amount.cents,
            tuple(sorted((_regular(h) or "", a.cents) for h, a in line.other_amounts)),
        )
        for line in ledger.lines
    )  # fmt: skip
    true: Counter[Key] = Counter(
        (
            line.axis, line.territory, _regular(line.orientation), clean_label(line.label),
            line.cents, tuple(sorted((_regular(h) or "", c) for h, c in line.others)),
        )
        for line in truth.lines
    )  # fmt: skip
    read_totals: Counter[Total] = Counter(
        (t.axis if t.scope is TotalScope.AXIS else None, t.territory, t.amount.cents, t.column)
        for t in ledger.totals
        if t.scope in (TotalScope.AXIS, TotalScope.CONTRACT)
    )
    true_totals: Counter[Total] = Counter(
        (t.axis, t.territory, t.cents, t.column) for t in (*truth.totals, *truth.contracts)
    )
    differences = [f"missing: {k}" for k in (true - read).elements()]
    differences += [f"read but not printed: {k}" for k in (read - true).elements()]
    differences += [f"missing total: {k}" for k in (true_totals - read_totals).elements()]
    differences += [f"total not printed: {k}" for k in (read_totals - true_totals).elements()]
    silent = list(differences) if status is Status.RECONCILED else []
    if truth.fault and status is Status.RECONCILED:
        silent.append(f"reconciled although the document is wrong: {truth.fault}")
    return Score(
        (true & read).total(), true.total(), (true_totals & read_totals).total(),
        true_totals.total(), tuple(differences), tuple(silent),
    )  # fmt: skip


def _regular(text: str | None) -> str | None:
    return clean_label(text).replace("’", "'") if text else None

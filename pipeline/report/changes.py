"""What changed since the previous edition, as the report shows it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
from markupsafe import Markup

from pipeline.report.figures import Figures, number
from pipeline.report.names import Names
from pipeline.report.texts import NBSP

SAME = "inchangée"  # value of `mouvement` in the `evolution` frame: counted, not listed


@dataclass(frozen=True, slots=True)
class Change:
    """One action that moved, its cells ready to show."""

    movement: str
    where: Markup
    action: str
    before: str
    amount_before: Markup
    amount: Markup
    difference: Markup
    score: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All of them, how many of each movement, and the edition compared with."""

    previous: str
    counts: tuple[tuple[str, int], ...]
    rows: tuple[Change, ...]


def changes(frame: pd.DataFrame | None, names: Names, figures: Figures) -> Changes | None:
    """The `evolution` frame as rows; None when there is no previous edition."""
    if frame is None:
        return None
    records: Sequence[Mapping[Any, Any]] = frame.to_dict("records")
    counts = Counter(str(row["mouvement"]) for row in records)
    previous = next((str(row["edition_precedente"]) for row in records), "")
    moved = tuple(_moved(records, names, figures))
    return Changes(previous, tuple(counts.most_common()), moved)


def _moved(
    records: Sequence[Mapping[Any, Any]], names: Names, figures: Figures
) -> Iterator[Change]:
    for row in records:
        if row["mouvement"] == SAME:
            continue
        where = Markup(" · ").join(
            (names.territory(_text(row["territoire_code"])), names.axis(_text(row["axe"])))
        )
        score = row["score"]
        yield Change(
            movement=str(row["mouvement"]),
            where=where,
            action=_text(row["action"]) or "",
            before=_text(row["action_precedente"]) or "",
            amount_before=figures.money(_cents(row["montant_precedent"])),
            amount=figures.money(_cents(row["montant"])),
            difference=figures.money(_cents(row["ecart"]), signed=True),
            score="" if pd.isna(score) else f"{number(Decimal(str(score)), 0)}{NBSP}%",
        )


def _text(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _cents(value: Any) -> int | None:
    return None if pd.isna(value) else int(Decimal(value) * 100)

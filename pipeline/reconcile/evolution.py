"""One edition against the one before: what appeared, ended, changed, or was perhaps renamed."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from pipeline.normalise.labels import match_key

COLUMNS = (
    "edition",
    "edition_precedente",
    "axe",
    "territoire_code",
    "territoire",
    "action",
    "action_precedente",
    "montant",
    "montant_precedent",
    "ecart",
    "mouvement",
    "score",
)
NEW, ENDED = "nouvelle", "terminée"
CHANGED, SAME, RENAMED = "montant modifié", "inchangée", "probablement renommée"
LIKELY = 80.0  # resemblance of two labels, 0 to 100, from which a renaming is proposed

Row = Mapping[Hashable, Any]


def evolution(previous: pd.DataFrame, current: pd.DataFrame) -> pd.DataFrame:
    """The movement of each action between two editions' published `actions` frames.

    Actions are the same when their labels are, accents and punctuation aside, under one axis and
    territory. Of those left, the pairs that resemble each other most, from LIKELY up, are proposed
    as renamed with their score (0 to 100) and never merged into one action. Amounts and `ecart`
    (current minus previous) are Decimal euros, None where not costed. Columns: COLUMNS.
    """
    before, after = _by_section(previous), _by_section(current)
    editions = (_edition(current), _edition(previous))
    rows = [
        row
        for section in sorted({*before, *after})
        for row in _section(before.get(section, []), after.get(section, []), editions)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {
            c: "string"
            for c in COLUMNS
            if c not in ("montant", "montant_precedent", "ecart", "score")
        }
    )


def _edition(frame: pd.DataFrame) -> str | None:
    return str(frame["edition"].iloc[0]) if len(frame) else None


def _by_section(frame: pd.DataFrame) -> dict[tuple[str, str], list[Row]]:
    held: dict[tuple[str, str], list[Row]] = {}
    for row in frame.to_dict("records"):
        held.setdefault((str(row["axe"]), str(row["territoire_code"])), []).append(row)
    return held


def _section(
    before: list[Row], after: list[Row], editions: tuple[str | None, str | None]
) -> list[dict[str, Any]]:
    """Rows in the order of the current edition, those that ended last."""
    left_before, left_after = list(before), list(after)
    same = _paired(left_before, left_after)
    renamed = _resembling(left_before, left_after)
    rows: list[dict[str, Any]] = []
    for row in after:
        if id(row) in same:
            old = same[id(row)]
            moved = _cents(row) != _cents(old)
            rows.append(_row(editions, row, old, CHANGED if moved else SAME))
        elif id(row) in renamed:
            old, score = renamed[id(row)]
            rows.append(_row(editions, row, old, RENAMED, score))
        else:
            rows.append(_row(editions, row, None, NEW))
    return rows + [_row(editions, None, old, ENDED) for old in left_before]


def _paired(before: list[Row], after: list[Row]) -> dict[int, Row]:
    """Pairs of one label, equal amounts first; what is paired leaves both lists."""
    pairs: dict[int, Row] = {}
    for amounts_too in (True, False):
        for row in list(after):
            for old in before:
                if match_key(row["action"]) != match_key(old["action"]):
                    continue
                if amounts_too and _cents(row) != _cents(old):
                    continue
                pairs[id(row)] = old
                _drop(before, old)
                _drop(after, row)
                break
    return pairs


def _resembling(before: list[Row], after: list[Row]) -> dict[int, tuple[Row, float]]:
    """The best resembling pairs, each row in one at most; what is paired leaves both lists."""
    scored = sorted(
        (
            (-fuzz.token_sort_ratio(match_key(row["action"]), match_key(old["action"])), i, j)
            for i, row in enumerate(after)
            for j, old in enumerate(before)
        ),
    )
    new, old_rows = list(after), list(before)
    pairs: dict[int, tuple[Row, float]] = {}
    taken: set[int] = set()
    for score, i, j in scored:
        if -score < LIKELY or id(new[i]) in pairs or j in taken:
            continue
        pairs[id(new[i])] = (old_rows[j], round(-score, 1))
        taken.add(j)
    before[:] = [row for j, row in enumerate(old_rows) if j not in taken]
    after[:] = [row for row in new if id(row) not in pairs]
    return pairs


def _drop(rows: list[Row], gone: Row) -> None:
    rows[:] = [row for row in rows if row is not gone]


def _cents(row: Row) -> Decimal | None:
    amount = row["montant"]
    return None if amount is None or pd.isna(amount) else Decimal(amount)


def _row(
    editions: tuple[str | None, str | None],
    new: Row | None,
    old: Row | None,
    movement: str,
    score: float | None = None,
) -> dict[str, Any]:
    shown = new or old or {}
    amount = _cents(new) if new else None
    before = _cents(old) if old else None
    both = amount is not None and before is not None
    return {
        "edition": editions[0],
        "edition_precedente": editions[1],
        "axe": shown["axe"],
        "territoire_code": shown["territoire_code"],
        "territoire": shown["territoire"],
        "action": new["action"] if new else None,
        "action_precedente": old["action"] if old else None,
        "montant": amount,
        "montant_precedent": before,
        "ecart": amount - before if both and amount is not None and before is not None else None,
        "mouvement": movement,
        "score": score,
    }

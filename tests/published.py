"""A published set to test with: the 2025 edition's truth, and one with hostile and odd texts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from pipeline.domain import (
    Amount,
    AmountKind,
    Control,
    ControlName,
    Ledger,
    Reconciliation,
    Status,
    Verdict,
)
from pipeline.profile import Profile, builtin_profiles, load_profile
from pipeline.publish import PackageFacts
from pipeline.tables import published_tables
from tests.truth import truth_ledger

RAW_2025 = (
    Path(__file__).parents[1]
    / "raw/contrats-locaux-solidarites-hdf/2025/contrats-locaux-solidarites-hdf-2025.pdf"
)

HOSTILE = (
    "=1+1",
    "+33 action",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1;2)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://example.org";"ici")',
    "libellé;=1+1",
    "libellé,@SUM(1)",
    "'=1+1",
    "＝1+1",
    "<script>alert(1)</script>",
    "<r><t>gras</t></r>",
    "cloche \x07 et \x1b[31m",
    "_x0041_",
    'des « guillemets » et des "guillemets"',
)


def profile() -> Profile:
    return load_profile(builtin_profiles()[0]).for_edition("2025")


def controls(ledger: Ledger) -> Reconciliation:
    """The footing of each printed total, and one control in another unit."""
    footing = [
        Control(
            ControlName.FOOTING,
            Verdict.AGREES,
            total.amount.cents,
            total.amount.cents,
            axis=total.axis,
            territory=total.territory,
            page=total.page,
            label=total.label,
            lines=total.lines,
        )
        for total in ledger.totals
        if total.axis
    ]
    chart = Control(ControlName.CHARTS, Verdict.AGREES, 13.4251, 13.4, unit="%", page=10)
    return Reconciliation((*footing, chart), ())


def tables(ledger: Ledger | None = None) -> dict[str, pd.DataFrame]:
    ledger = ledger or truth_ledger(profile())
    return published_tables(ledger, controls(ledger), profile(), {})


def hostile_ledger() -> Ledger:
    """The 2025 edition with hostile labels, a second amount column, a negative and cents."""
    ledger = truth_ledger(profile())
    lines = list(ledger.lines)
    for i, label in enumerate(HOSTILE):
        lines[i] = replace(lines[i], label=label)
    lines[20] = replace(lines[20], amount=Amount("-5\u202f000 €", AmountKind.VALUE, -500_000))
    lines[21] = replace(lines[21], amount=Amount("(5 000)", AmountKind.VALUE, -500_000))
    lines[22] = replace(lines[22], amount=Amount("1 234,56 €", AmountKind.VALUE, 123_456))
    lines[23] = replace(
        lines[23], other_amounts=(("=État", Amount("10,10 €", AmountKind.VALUE, 1010)),)
    )
    return replace(ledger, lines=tuple(lines))


def facts(ledger: Ledger | None = None, status: Status = Status.RECONCILED) -> PackageFacts:
    series = profile()
    return PackageFacts(
        series=series.series,
        edition="2025",
        title=series.title,
        publisher=series.publisher,
        licence=series.licence,
        licence_url=series.licence_url,
        source=(ledger or truth_ledger(series)).source,
        status=status,
        version="0.1.0",
    )

"""Report contexts to test with: the 2025 edition whole, with a fault, with decisions, hostile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from pipeline.decisions import Outcome, decide, settle
from pipeline.domain import (
    Decision,
    DecisionKind,
    Finding,
    GateResult,
    Ledger,
    RunRecord,
    Severity,
    Status,
)
from pipeline.reconcile import reconcile
from pipeline.reconcile.evolution import evolution
from pipeline.report import PastRun, ReportContext
from pipeline.tables import published_tables
from tests import reconciling as r
from tests.truth import EDITION_2025

PDF = EDITION_2025 / "contrats-locaux-solidarites-hdf-2025.pdf"
DAY = dt.date(2026, 11, 24)
STARTED = dt.datetime(2026, 11, 24, 8, 5, tzinfo=dt.UTC)
LINE = "2025-1-59-001"  # on page 6, read 10 € too high in `faulty`
HOSTILE = (
    "</script><script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    "<b>gras</b> & \"guillemets\" 'simples'",
    "=HYPERLINK(1)\x07\x1b[31m\u2028\u202efin",
    "{{ 7*7 }}{% raw %}",
)

GATES = (
    GateResult("actions", "unique", "Chaque identifiant est unique", Severity.BLOCKING, True),
    GateResult(
        "totaux", "between", "Aucun total n'est négatif", Severity.WARNING, False, ("2025-1-02",)
    ),
)


def outcome(ledger: Ledger, decisions: Sequence[Decision] = ()) -> Outcome:
    return settle(ledger, lambda held: reconcile(held, r.profile()), decisions)


def context(
    ledger: Ledger | None = None,
    decisions: Sequence[Decision] = (),
    gates: tuple[GateResult, ...] = GATES[:1],
    previous: pd.DataFrame | None = None,
    pdf: Path = PDF,
) -> ReportContext:
    """What the flow gives a report, of `ledger` (the whole edition when None)."""
    settled = outcome(r.whole() if ledger is None else ledger, decisions)
    held = bool(settled.reconciliation.blocking)
    run = RunRecord(
        "a1b2c3d4e5f6", Status.HELD if held else Status.RECONCILED, STARTED,
        (("recolement", "0.1.0"),), (("lecture des pages", 5.25),),
    )  # fmt: skip
    wordings = {v: o.label for o in r.profile().orientations for v in (o.label, *o.variants)}
    return ReportContext(
        ledger=settled.ledger,
        reconciliation=settled.reconciliation,
        gates=gates,
        profile=r.profile(),
        run=run,
        pdf=pdf,
        tables=published_tables(settled.ledger, settled.reconciliation, r.profile(), wordings),
        decisions=settled.decisions,
        previous=previous,
        history=(PastRun(run.run_id, run.status, STARTED, 28, 28, 0, "0.1.0"),),
        data_docs="data_docs/index.html",
    )


def faulty(cents: int = 10_00) -> Ledger:
    """The edition with one line read too high, and a word that no rule explains."""
    right = r.line(r.whole(), LINE).amount.cents or 0
    return r.with_mark(r.with_amount(r.whole(), LINE, right + cents), 5, "1 234 €")


def footing_finding(ledger: Ledger) -> Finding:
    return next(f for f in r.blocking(ledger) if f.control == "footing")


def signed() -> ReportContext:
    """A correction in force, a finding accepted, and a decision gone stale."""
    ledger = faulty()
    right = r.line(r.whole(), LINE).amount.cents or 0
    corrected = (r.line(ledger, LINE), right)
    found = footing_finding(ledger)
    decisions = [
        decide(found, DecisionKind.EXTRACTION_ERROR, "Claire Martin", DAY, "vu", corrected),
        replace(
            decide(found, DecisionKind.ACCEPTED, "Paul Durand", DAY, "arrondi"),
            fingerprint="0123456789abcdef", axis="4", territory="80", found="12 345,00 €",
        ),
    ]  # fmt: skip
    return context(ledger, decisions, GATES, previous=moved())


FEW = frozenset({5, 6, 27, 35, 40})


def few(shown: ReportContext, pages: frozenset[int] = FEW) -> ReportContext:
    """The same report with the sheets, rows and controls of these pages alone."""
    ledger, held = shown.ledger, shown.reconciliation
    return replace(
        shown,
        ledger=replace(
            ledger,
            lines=tuple(x for x in ledger.lines if x.page in pages),
            totals=tuple(x for x in ledger.totals if x.page in pages),
            pages=tuple(x for x in ledger.pages if x.page in pages),
        ),
        reconciliation=replace(
            held, controls=tuple(c for c in held.controls if c.page in pages or c.page is None)
        ),
    )


def hostile() -> Ledger:
    """The faulty edition with labels that would run, break out or hide something."""
    ledger = faulty()
    for rank, text in enumerate(HOSTILE, 1):
        ledger = r.with_line(ledger, f"2025-1-02-{rank:03d}", label=text, label_raw=text)
    return r.with_line(ledger, LINE, label=HOSTILE[0], label_raw=HOSTILE[0])


def moved() -> pd.DataFrame:
    """The edition against one where lines were added, dropped, changed and renamed."""
    now = published_tables(r.whole(), r.reconciled(r.whole()), r.profile(), {})["actions"]
    before = now.iloc[1:].copy()
    before["edition"] = "2024"
    before.loc[before.index[3], "montant"] = 1
    before.loc[before.index[4], "action"] = str(before["action"].iloc[4]) + " (2024)"
    before.loc[before.index[5], "action"] = "Une action qui n'a pas été reconduite"
    return evolution(before, now)

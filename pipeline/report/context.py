"""Everything a report shows, as one frozen value."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.domain import (
    AppliedDecision,
    GateResult,
    Ledger,
    Reconciliation,
    RunRecord,
    Status,
)
from pipeline.profile import Profile


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run of the edition's history, as its record told it."""

    run_id: str
    status: Status
    started: dt.datetime
    totals: int = 0
    agreeing: int = 0
    findings: int = 0
    version: str = ""


@dataclass(frozen=True)
class ReportContext:
    """What `build_report` is given.

    `profile` is the edition's own (`Profile.for_edition`). `pdf` is read for the pages' pictures.
    `tables` are the published frames by name. `previous` is the `evolution` frame against the
    edition before, None when there is none. `data_docs` is a link relative to the report.
    `theme` is a folder whose `theme.css` is added after the report's own style sheet.
    """

    ledger: Ledger
    reconciliation: Reconciliation
    gates: tuple[GateResult, ...]
    profile: Profile
    run: RunRecord
    pdf: Path
    tables: dict[str, pd.DataFrame]
    decisions: tuple[AppliedDecision, ...] = ()
    previous: pd.DataFrame | None = None
    history: tuple[PastRun, ...] = ()
    data_docs: str | None = None
    theme: Path | None = None

"""An edition's history: one JSON line for each finished run, beside its runs."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.acquire import source_record
from pipeline.domain import RecolementError, Status
from pipeline.profile import Profile
from pipeline.report import PastRun

HISTORY = "history.jsonl"
LOG = logging.getLogger("recolement")


def history(home: Path) -> tuple[PastRun, ...]:
    """The edition's runs, oldest first; none when it never ran."""
    return tuple(
        PastRun(
            run_id=run["run"],
            status=Status(run["status"]),
            started=dt.datetime.fromisoformat(run["started"]),
            totals=run["totals"],
            agreeing=run["agreeing"],
            findings=run["findings"],
            version=run["version"],
        )
        for run in _runs(home)
    )


def histories(series: Path) -> dict[str, tuple[PastRun, ...]]:
    """The runs of each edition of a series; `series` is the folder that the editions stand in."""
    return {path.parent.name: history(path.parent) for path in sorted(series.glob(f"*/{HISTORY}"))}


def backlog(raw: Path, staged: Path, series: Iterable[Profile]) -> tuple[tuple[Path, str], ...]:
    """What raw/ holds of these series and no run was ever finished on: (PDF, edition).

    In the order of editions, then of retrieval: of two files of one edition the later one counts.
    """
    waiting = []
    for profile in series:
        for pdf in sorted(raw.glob(f"{profile.series}/*/*.pdf")):
            edition = pdf.parent.name
            record = source_record(pdf)
            if record.sha256 not in _seen(staged / profile.series / edition):
                day = record.retrieved or dt.date.min
                waiting.append((edition, day, pdf))
    return tuple((pdf, edition) for edition, _, pdf in sorted(waiting))


def _seen(home: Path) -> frozenset[str]:
    """SHA-256 of the documents that a run was finished on."""
    return frozenset(run["sha256"] for run in _runs(home))


def _runs(home: Path) -> list[dict[str, Any]]:
    """The lines of the history; one that a cut of power left half-written is passed over, told."""
    path = home / HISTORY
    runs = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        try:
            runs.append(json.loads(line))
        except json.JSONDecodeError:
            LOG.warning("%s : une ligne illisible est ignorée", path)
    return runs


def remember(home: Path, run: PastRun, sha256: str) -> None:
    """Add a finished run of the document `sha256` to the edition's history, in one write."""
    told = {
        "run": run.run_id,
        "status": str(run.status),
        "started": run.started.isoformat(timespec="seconds"),
        "sha256": sha256,
        "totals": run.totals,
        "agreeing": run.agreeing,
        "findings": run.findings,
        "version": run.version,
    }
    descriptor = os.open(home / HISTORY, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, f"{json.dumps(told, ensure_ascii=False)}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def published_before(home: Path) -> Path | None:
    """The published `actions` of the edition before this one, None when there is none.

    `home` is the edition's folder; the editions of its series stand beside it. What comes out is
    the file in its run's own folder, which stays the same when another run is published.
    """
    earlier = sorted(
        path
        for path in home.parent.glob("[0-9][0-9][0-9][0-9]/published/actions.parquet")
        if path.parents[1].name < home.name
    )
    return earlier[-1].resolve() if earlier else None


def last_run(home: Path) -> Path:
    """The folder of the edition's last finished run. Raises RecolementError when there is none."""
    runs = _runs(home)
    if not runs:
        raise RecolementError(f"{home} : cette édition n’a pas encore été lue")
    return home / "runs" / str(runs[-1]["run"])

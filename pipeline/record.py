"""What a run leaves behind about itself: its durations, its record, its findings."""

from __future__ import annotations

import datetime as dt
import json
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.decisions import Outcome
from pipeline.domain import (
    ControlName,
    Finding,
    GateResult,
    Ledger,
    Line,
    PrintedTotal,
    RunRecord,
    Severity,
)
from pipeline.history import history
from pipeline.job import Job, versions
from pipeline.report import PastRun, ReportContext
from pipeline.verdict import Conclusion

LOG = logging.getLogger("recolement")  # what a person may follow while a run goes on

RUN, FINDINGS, DATA_DOCS = "run.json", "findings.json", "data-docs"


@dataclass(slots=True)
class Stopwatch:
    """How long each stage took, in seconds, in the order they ran."""

    started: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))
    durations: list[tuple[str, float]] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time one stage; its French name goes to the log as it starts."""
        LOG.info(name)
        start = time.perf_counter()
        yield
        self.durations.append((name, round(time.perf_counter() - start, 3)))


def progress(what: str) -> Callable[[int, int], None]:
    """A callback (done, total) that tells the log how far `what` has come."""

    def tell(done: int, total: int) -> None:
        LOG.debug("%s : %d/%d", what, done, total, extra={"done": done, "total": total})

    return tell


def context(
    job: Job,
    settled: Outcome,
    gates: tuple[GateResult, ...],
    tables: dict[str, pd.DataFrame],
    conclusion: Conclusion,
    clock: Stopwatch,
) -> ReportContext:
    """Everything the report shows of this run."""
    return ReportContext(
        ledger=settled.ledger,
        reconciliation=conclusion.reconciliation,
        gates=gates,
        profile=job.profile,
        run=RunRecord(
            conclusion.run_id, conclusion.status, clock.started, versions(), tuple(clock.durations)
        ),
        pdf=job.pdf,
        tables=tables,
        decisions=settled.decisions,
        previous=tables["evolution"] if job.previous else None,
        history=(*history(job.home), past_run(conclusion, clock)),
        data_docs=f"{DATA_DOCS}/index.html",
    )


def write(folder: Path, ledger: Ledger, conclusion: Conclusion, clock: Stopwatch) -> None:
    """`run.json` and `findings.json` in a run's folder. Raises OSError when the disk refuses."""
    _dump(folder / RUN, _run(ledger, conclusion, clock))
    _dump(folder / FINDINGS, _findings(ledger, conclusion))


def _run(ledger: Ledger, conclusion: Conclusion, clock: Stopwatch) -> dict[str, Any]:
    """Versions, durations, and for each page who read it and why one reading was taken."""
    pages = [
        {
            "page": page.page,
            "printed": page.printed_page,
            "kind": str(page.kind),
            "reason": page.reason,
            "readings": [asdict(reading) for reading in page.readings],
        }
        for page in ledger.pages
    ]
    return {
        "run": conclusion.run_id,
        "status": str(conclusion.status),
        "started": clock.started.isoformat(timespec="seconds"),
        "series": ledger.series,
        "edition": ledger.edition,
        "source": {"file": ledger.source.file_name, "sha256": ledger.source.sha256},
        "versions": dict(versions()),
        "durations": dict(clock.durations),
        "totals": len(conclusion.sums),
        "agreeing": conclusion.agreeing,
        "pages": pages,
    }


def _findings(ledger: Ledger, conclusion: Conclusion) -> dict[str, Any]:
    """The findings with their fingerprints, and the amounts that a decision may correct."""
    read: tuple[Line | PrintedTotal, ...] = (*ledger.lines, *ledger.totals)
    amounts = {
        held.identifier: {
            "label": held.label,
            "printed": held.amount.printed,
            "cents": held.amount.cents,
        }
        for held in read
    }
    return {
        "series": ledger.series,
        "edition": ledger.edition,
        "findings": [
            {
                "fingerprint": f.fingerprint,
                "control": str(f.control),
                "severity": str(f.severity),
                "message": f.message,
                "page": f.page,
                "axis": f.axis,
                "territory": f.territory,
                "expected": f.expected,
                "found": f.found,
                "lines": list(f.lines),
            }
            for f in conclusion.findings
        ],
        "amounts": amounts,
    }


def read_findings(folder: Path) -> tuple[tuple[Finding, ...], dict[str, int | None]]:
    """The findings of a run's folder, and the cents read of each line and total by identifier.

    Raises OSError when there is no such run.
    """
    told = json.loads((folder / FINDINGS).read_text(encoding="utf-8"))
    findings = tuple(
        Finding(
            control=ControlName(f.pop("control")),
            severity=Severity(f.pop("severity")),
            lines=tuple(f.pop("lines")),
            **f,
        )
        for f in told["findings"]
    )
    return findings, {name: amount["cents"] for name, amount in told["amounts"].items()}


def past_run(conclusion: Conclusion, clock: Stopwatch) -> PastRun:
    return PastRun(
        run_id=conclusion.run_id,
        status=conclusion.status,
        started=clock.started,
        totals=len(conclusion.sums),
        agreeing=conclusion.agreeing,
        findings=len(conclusion.findings),
        version=dict(versions())["recolement"],
    )


def _dump(path: Path, data: dict[str, Any]) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

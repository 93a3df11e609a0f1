"""What the command prints: a short summary, one clear line of failure, progress on a terminal."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.domain import Finding, Severity

if TYPE_CHECKING:  # pandas stands behind it: too slow for --help
    from pipeline.verdict import Conclusion

_SHOWN = 10  # findings told on the terminal; the report has them all


def failure(message: str, *, as_json: bool) -> None:
    """One clear line on standard error, and the JSON object when it was asked for."""
    line = " ".join(message.split())
    print(f"recolement : {line}", file=sys.stderr)
    if as_json:
        failed: dict[str, object] = {
            "status": "failed",
            "edition": None,
            "series": None,
            "folder": None,
            "report": None,
            "findings": [],
            "error": line,
        }
        print(json.dumps(failed, ensure_ascii=False))


def summary(conclusion: Conclusion) -> None:
    """The verdict, what blocks, and where to look."""
    print(conclusion.sentence)
    blocking = [f for f in conclusion.findings if f.severity is Severity.BLOCKING]
    for finding in blocking[:_SHOWN]:
        print(f"  ✗ {_told(finding)}")
    if len(blocking) > _SHOWN:
        print(f"  … et {len(blocking) - _SHOWN} autres, dans le rapport")
    print(f"Rapport : {_short(conclusion.report)}")
    print(f"Tables  : {_short(conclusion.folder)}")


def _told(finding: Finding) -> str:
    where = f"page {finding.page} : " if finding.page else ""
    cause = f" ({finding.causes[0].sentence})" if finding.causes else ""
    return f"{where}{finding.message}{cause}"


def _short(path: Path) -> str:
    """The path from the current folder when it lies inside, else whole."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


class Progress(logging.Handler):
    """The run's own log on standard error: stages as lines; counts only on a terminal."""

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        done, total = getattr(record, "done", None), getattr(record, "total", None)
        if sys.stderr.isatty():
            end = "" if done is not None and done != total else "\n"
            print(f"\r\033[K{message}", end=end, file=sys.stderr, flush=True)
        elif done is None:
            print(message, file=sys.stderr)


def follow() -> None:
    """Show the run's log on standard error from now on."""
    log = logging.getLogger("recolement")
    log.setLevel(logging.DEBUG)
    log.propagate = False
    log.addHandler(Progress())

"""The index of a series: its editions, how each stands, and a link to each report."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.report.build import FILE, write
from pipeline.report.context import PastRun
from pipeline.report.texts import LANGUAGES, plain

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class EditionEntry:
    """One edition: its last run, the links to that run's report and to the published one."""

    edition: str
    last: PastRun
    report: str | None
    published: str | None


def build_index(
    staged: Path,
    series: str,
    histories: Mapping[str, Sequence[PastRun]],
    title: str = "",
    theme: Path | None = None,
) -> Path:
    """Write `staged`/`series`/index.html, the series' editions with the latest first.

    `histories` holds each edition's runs, oldest first; `title` is the series' printed title. Links
    are made to the reports that are there. Raises OSError when the folder can't be written.
    """
    home = staged / series
    home.mkdir(parents=True, exist_ok=True)
    entries = [_entry(home, edition, runs) for edition, runs in sorted(histories.items()) if runs]
    path = home / INDEX
    values = {"series": series, "title": title or series, "entries": entries[::-1]}
    values |= {f"title_{x}": f"{plain('index.title', x)} · {title or series}" for x in LANGUAGES}
    # Beside it, then in its place: a reader never opens half of an index.
    fresh = home / f".{INDEX}.{os.getpid()}"
    write(fresh, "index.html.j2", values, theme)
    fresh.replace(path)
    return path


def _entry(home: Path, edition: str, runs: Sequence[PastRun]) -> EditionEntry:
    last = max(runs, key=lambda run: run.started)
    return EditionEntry(
        edition,
        last,
        _link(home, f"{edition}/runs/{last.run_id}/{FILE}"),
        _link(home, f"{edition}/published/{FILE}"),
    )


def _link(home: Path, relative: str) -> str | None:
    return relative if (home / relative).exists() else None

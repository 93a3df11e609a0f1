"""Writing decision files, in one step, keeping what was written by hand."""

from __future__ import annotations

import os
from pathlib import Path

import yaml

from pipeline.decisions.reading import (
    NOT_COSTED,
    DecisionError,
    DecisionFile,
    parse,
    read_decisions,
    same_finding,
)
from pipeline.domain import Decision

HEADER = "# Décisions des analystes. Format : docs/decisions.md\n"
WIDTH = 96  # characters a line


def _euros(cents: int | None) -> str:
    if cents is None:
        return NOT_COSTED
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def decision_entry(decision: Decision) -> dict[str, str]:
    """A decision as it stands in a file; empty keys are left out."""
    entry = {
        "empreinte": decision.fingerprint,
        "decision": str(decision.kind),
        "nom": decision.name,
        "date": decision.date.isoformat(),
        "note": decision.note,
        "controle": decision.control or "",
        "axe": decision.axis or "",
        "territoire": decision.territory or "",
        "page": str(decision.page or ""),
        "constat": decision.message,
        "attendu": decision.expected,
        "trouve": decision.found,
    }
    if decision.line is not None:
        entry["ligne"] = decision.line
        entry["montant_lu"] = _euros(decision.printed_cents)
        entry["montant_corrige"] = _euros(decision.cents)
    return {key: str(value) for key, value in entry.items() if value}


def _text(file: DecisionFile) -> str:
    data = {
        "serie": file.series,
        "edition": file.edition,
        "decisions": [decision_entry(decision) for decision in file.decisions],
    }
    return HEADER + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=WIDTH)


def write_decisions(path: Path, file: DecisionFile) -> None:
    """Write a decisions file whole, in one step: a reader sees the old one or the new one."""
    _replace(path, _text(file))


def append_decision(path: Path, series: str, edition: str, decision: Decision) -> None:
    """Add a decision to an edition's file, made where there is none.

    A decision on the same finding (and line) takes the place of the one before: git keeps that.
    What was written by hand, comments included, stays as it is otherwise. Raises DecisionError
    when the file can't be used or belongs to another edition.
    """
    if not path.exists():
        write_decisions(path, DecisionFile(series, edition, (decision,)))
        return
    held = read_decisions(path)
    if (held.series, held.edition) != (series, edition):
        raise DecisionError(f"{path}:1: these are the decisions of {held.series}-{held.edition}")
    kept = tuple(d for d in held.decisions if not same_finding(d, decision))
    wanted = DecisionFile(series, edition, (*kept, decision))
    text = path.read_text(encoding="utf-8").rstrip("\n")
    text += "\n" + yaml.safe_dump(
        [decision_entry(decision)], allow_unicode=True, sort_keys=False, width=WIDTH
    )
    _replace(path, text if _reads_as(text, path, wanted) else _text(wanted))


def _reads_as(text: str, path: Path, wanted: DecisionFile) -> bool:
    try:
        return parse(text, path) == wanted
    except DecisionError:
        return False


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)

"""One run's job: the document, its series and edition, and where it goes, made sure of beforehand.

Everything that could make the input unusable is found here, before anything is written.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path

from pipeline import __version__, acquire
from pipeline.decisions import Outcome, decisions_path, load_decisions
from pipeline.domain import DecisionState, RecolementError, Reconciliation, SourceRecord, Status
from pipeline.extract import identify, printed_year
from pipeline.history import published_before
from pipeline.profile import Profile, builtin_profiles, load_profile
from pipeline.publish import PackageFacts, check_writable, run_path
from pipeline.report.build import FILE as REPORT
from pipeline.verdict import Conclusion, status_of

# What reads and what checks: another version of any may read a page another way.
_TOOLS = (
    "camelot-py",
    "pdfplumber",
    "pdfminer.six",
    "pypdf",
    "pypdfium2",
    "pandas",
    "great-expectations",
    "prefect",
)


@dataclass(frozen=True, slots=True)
class Job:
    """What one run is asked to do. `profile` is already the edition's own (`for_edition`).

    `run_id` names what comes out: same document, profile, decisions, version and edition before,
    same name. `content` names what is read: the same without what changes no reading. `previous` is
    the published `actions` of the edition before, if any. `warning` tells what the document says
    against what was asked.
    """

    pdf: Path
    profile: Profile
    edition: str
    staged: Path
    source: SourceRecord
    decisions: Path
    run_id: str
    content: str
    previous: Path | None
    warning: str = ""

    @property
    def series(self) -> str:
        return self.profile.series

    @property
    def home(self) -> Path:
        """Where every run of the edition stands, and what is published of it."""
        return self.staged / self.series / self.edition

    def facts(self, status: Status) -> PackageFacts:
        """What every published file says of the edition."""
        return PackageFacts(
            series=self.series,
            edition=self.edition,
            title=self.profile.title,
            publisher=self.profile.publisher,
            licence=self.profile.licence,
            source=self.source,
            status=status,
            version=__version__,
            licence_url=self.profile.licence_url,
            homepage=self.profile.homepage,
        )

    def conclude(self, settled: Outcome, reconciliation: Reconciliation) -> Conclusion:
        """What this run comes to, gates included, and where it will be read."""
        folder = run_path(self.staged, self.series, self.edition, self.run_id)
        return Conclusion(
            status=status_of(reconciliation.findings),
            series=self.series,
            edition=self.edition,
            run_id=self.run_id,
            folder=folder,
            report=folder / REPORT,
            reconciliation=reconciliation,
            actions=len(settled.ledger.lines),
            decided=sum(d.state is DecisionState.IN_FORCE for d in settled.decisions),
        )


def plan(
    pdf: Path,
    staged: Path,
    *,
    series: str | None = None,
    profile: Path | None = None,
    edition: str | None = None,
    decisions: Path = Path("expectations/decisions"),
) -> Job:
    """Make sure of a run's document, series, edition and output folder. Writes nothing.

    Series and edition are told from the document when not given; what is given must not be
    contradicted by it. Raises RecolementError, in one clear line, when any is unusable.
    """
    acquire.check_pdf(pdf)
    check_writable(staged)
    found, year = _identify(pdf, series, profile, edition)
    resolved = found.for_edition(year)
    source = acquire.source_record(pdf)
    notice = source.notice or found.notice(year, source.sha256)
    warning = _other_year(pdf, found, edition) if edition else ""
    source = replace(source, notice=f"{notice} {warning}".strip())
    content = _digest(source.sha256, resolved.model_dump_json(), year, code_version())
    decided = decisions_path(decisions, found.series, year)
    load_decisions(decided)  # a file of decisions that can't be used is refused now
    choices = decided.read_bytes().hex() if decided.is_file() else ""
    previous = published_before(staged.resolve() / found.series / year)
    before = previous.parent.name if previous else ""  # a run's name tells all that it holds
    return Job(
        pdf=pdf.resolve(),
        profile=resolved,
        edition=year,
        staged=staged.resolve(),
        source=source,
        decisions=decided.resolve(),
        run_id=_digest(content, choices, before)[:12],
        content=content,
        previous=previous,
        warning=warning,
    )


def _other_year(pdf: Path, profile: Profile, edition: str) -> str:
    printed = printed_year(pdf, profile)
    if printed in (None, edition):
        return ""
    return f"Le document porte l'année {printed} ; il est lu comme l'édition {edition}."


def register(
    pdf: Path,
    raw: Path,
    *,
    origin: str = "",
    series: str | None = None,
    profile: Path | None = None,
    edition: str | None = None,
    retrieved: dt.date | None = None,
) -> Path:
    """Keep a PDF in raw/ with its source record. Gives back where it stands.

    Series and edition are told from the document when not given, publisher and licence from the
    series' profile. Raises RecolementError when the document can't be used.
    """
    acquire.check_pdf(pdf)
    found, year = _identify(pdf, series, profile, edition)
    return acquire.register(
        pdf,
        raw,
        series=found.series,
        edition=year,
        origin=origin,
        publisher=found.publisher,
        licence=found.licence,
        notice=found.notice(year, acquire.source_record(pdf).sha256),
        retrieved=retrieved or dt.date.today(),
    )


def _identify(
    pdf: Path, series: str | None, profile: Path | None, edition: str | None
) -> tuple[Profile, str]:
    """The series' profile and the edition; a year given wins over the document's."""
    if edition is not None and not re.fullmatch(r"[0-9]{4}", edition):
        raise RecolementError(f"édition « {edition} » : une année sur quatre chiffres est attendue")
    return identify(pdf, profiles(series, profile), edition)


def profiles(series: str | None = None, path: Path | None = None) -> tuple[Profile, ...]:
    """The profile of a file, or of a built-in series, or all that are built in.

    Raises RecolementError for a series that is unknown or a file that can't be used.
    """
    if path is not None:
        return (load_profile(path),)
    known = tuple(load_profile(p) for p in builtin_profiles())
    if series is None:
        return known
    chosen = tuple(p for p in known if p.series == series)
    if not chosen:
        names = ", ".join(p.series for p in known)
        raise RecolementError(f"série « {series} » inconnue ; profils livrés : {names}")
    return chosen


def _digest(*parts: str) -> str:
    """SHA-256 of the parts, each with its length so that no two lists run together."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode()
        total.update(f"{len(data)}:".encode() + data)
    return total.hexdigest()


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """(name, version) of everything that can change what is read or checked."""
    return (
        ("recolement", f"{__version__}+{_code_digest()}"),
        ("python", platform.python_version()),
        *((name, metadata.version(name)) for name in _TOOLS),
        ("tesseract", _tesseract()),
    )


def code_version() -> str:
    """The versions in one text: another reader, or another line of our code, is another run."""
    return "\n".join(f"{name} {version}" for name, version in versions())


def _code_digest() -> str:
    """Twelve hex digits of the package's own Python text."""
    root = Path(__file__).parent
    files = sorted(root.rglob("*.py"))
    return _digest(*(f"{p.relative_to(root)}\n{p.read_text(encoding='utf-8')}" for p in files))[:12]


def _tesseract() -> str:
    """Tesseract's version and languages: installing either changes what a scan gives."""
    if not (program := shutil.which("tesseract")):
        return "absent"
    told = [
        subprocess.run([program, word], capture_output=True, text=True, check=False).stdout
        for word in ("--version", "--list-langs")
    ]
    version, _, _ = told[0].partition("\n")
    languages = sorted(told[1].split("\n")[1:])
    return " ".join([version.removeprefix("tesseract "), *filter(None, languages)])

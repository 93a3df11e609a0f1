"""`raw/`: editions as published, each with its source record beside it. Only ever added to."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.acquire.check import check_pdf
from pipeline.domain import RecolementError, SourceRecord

RECORD_SUFFIX = ".source.yaml"
_COMPONENT = re.compile(r"[^\W_][\w.+-]*")


class _Record(BaseModel):
    """The YAML beside a file of `raw/`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file_name: Annotated[str, Field(pattern=r"^[^/\\\x00]+$")]  # a name, never a path
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    size: Annotated[int, Field(gt=0)]
    origin: str = ""
    retrieved: dt.date | None = None
    publisher: str = ""
    licence: str = ""
    notice: str = ""


def source_record(pdf: Path) -> SourceRecord:
    """What is known of a PDF: its hash and size, and the record beside it where there is one.

    Raises RecolementError when the file can't be read, when its record is malformed, or when the
    file is no longer the one that the record describes.
    """
    sha256, size = fingerprint(pdf)
    beside = _beside(pdf)
    if not beside.exists():
        return SourceRecord(pdf.name, sha256, size)
    record = _read(beside)
    if (record.sha256, record.size) != (sha256, size):
        raise RecolementError(f"{pdf} : le fichier a changé depuis son enregistrement dans raw")
    return SourceRecord(**record.model_dump())


def fingerprint(pdf: Path) -> tuple[str, int]:
    """SHA-256 (hexadecimal) and size in bytes. Raises RecolementError when it can't be read."""
    try:
        with pdf.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            return sha256, stream.tell()
    except OSError:
        raise RecolementError(f"{pdf} : ce fichier ne peut pas être lu") from None


def register(
    pdf: Path,
    raw: Path,
    *,
    series: str,
    edition: str,
    origin: str,
    publisher: str,
    licence: str,
    notice: str,
    retrieved: dt.date,
) -> Path:
    """Keep a PDF and its source record in `raw/<series>/<edition>/`; returns where it stands.

    A file that is there already, under whatever name, is left as it is. A file that differs under
    a name already taken is kept beside it as `<stem>.<start of its SHA-256>.pdf`. Nothing is ever
    overwritten. Raises RecolementError when the PDF or the names are unusable.
    """
    check_pdf(pdf)
    for name in (series, edition):
        if not _COMPONENT.fullmatch(name):
            raise RecolementError(f"« {name} » ne peut pas nommer un dossier de raw")
    folder = raw / series / edition
    folder.mkdir(parents=True, exist_ok=True)
    sha256, size = fingerprint(pdf)
    record = _Record(
        file_name=pdf.name,
        sha256=sha256,
        size=size,
        origin=origin,
        retrieved=retrieved,
        publisher=publisher,
        licence=licence,
        notice=notice,
    )
    text = yaml.safe_dump(record.model_dump(), allow_unicode=True, sort_keys=False, width=100)
    with _locked(folder):
        kept = _kept_at(folder, sha256, size) or _keep(pdf, folder, sha256)
        _add(_beside(kept), text.encode("utf-8"))
    return kept


def registered(raw: Path) -> frozenset[str]:
    """The SHA-256 of every file that has a source record in `raw`."""
    return frozenset(_read(path).sha256 for path in sorted(raw.rglob(f"*{RECORD_SUFFIX}")))


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One registration at a time, or the same file could be kept under two names."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _kept_at(folder: Path, sha256: str, size: int) -> Path | None:
    """The file of the folder with this very content."""
    alike = (p for p in _pdfs(folder) if p.stat().st_size == size)
    return next((p for p in alike if fingerprint(p)[0] == sha256), None)


def _pdfs(folder: Path) -> Iterable[Path]:
    return sorted(
        p
        for p in folder.iterdir()
        if p.suffix.lower() == ".pdf" and p.is_file() and not p.name.startswith(".")
    )


def _keep(pdf: Path, folder: Path, sha256: str) -> Path:
    content = pdf.read_bytes()
    for name in (pdf.name, f"{pdf.stem}.{sha256[:12]}{pdf.suffix}"):
        if _add(folder / name, content):
            return folder / name
    raise RecolementError(f"{folder / name} : ce nom est pris par un autre fichier")


def _add(path: Path, content: bytes) -> bool:
    """Add a file, whole or not at all; False, and nothing done, when the name is taken."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".tmp-") as draft:
        draft.write(content)
        draft.flush()
        os.fchmod(draft.fileno(), 0o644)
        os.fsync(draft.fileno())
        try:
            os.link(draft.name, path)  # unlike a rename, never takes the place of another file
        except FileExistsError:
            return False
    return True


def _beside(pdf: Path) -> Path:
    return pdf.with_name(pdf.name + RECORD_SUFFIX)


def _read(path: Path) -> _Record:
    try:
        return _Record.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise RecolementError(f"{path} : fiche de source illisible") from None
    except ValidationError as error:
        key = ".".join(str(part) for part in error.errors()[0]["loc"]) or "fiche"
        raise RecolementError(
            f"{path} : fiche de source : « {key} » manque ou ne convient pas"
        ) from None

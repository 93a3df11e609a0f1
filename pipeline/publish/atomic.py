"""How a run's files reach `staged/`: whole or not at all, whatever is killed in between.

    <staged>/<series>/<edition>/
        published -> .sets/<set>         what readers read
        runs/<run id> -> ../.sets/<set>  every run, published or held
        .sets/<set>/                     the files themselves, never changed once there
        .sets/.tmp-<...>/                a run being written, locked by its process
        .lock                            held while links move and leftovers are cleared

Both links are replaced by renaming a new link over the old one, which POSIX makes atomic
(https://pubs.opengroup.org/onlinepubs/9799919799/functions/rename.html); a folder can't be replaced
so, which is why the files stand behind links. A reader who resolves `published` once and then reads
there has one whole set, and keeps it for KEPT seconds after another took its place.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.domain import RecolementError

KEPT = 3600.0  # seconds for which a set that no link names any more stays readable
_NAME = re.compile(r"[^\W_][\w.+-]*")


def check_writable(staged: Path) -> None:
    """Refuse a `staged` folder where nothing could be written; leaves no trace of the try.

    Raises RecolementError.
    """
    folder = staged.absolute()
    try:
        while not folder.exists() and not folder.is_symlink() and folder != folder.parent:
            folder = folder.parent
        with tempfile.TemporaryFile(dir=folder):
            pass
    except NotADirectoryError:
        raise RecolementError(f"{staged} : {folder.name} n’est pas un dossier") from None
    except OSError:
        raise RecolementError(f"{staged} : impossible d’écrire dans ce dossier") from None


@contextlib.contextmanager
def run_folder(staged: Path, series: str, edition: str, run_id: str) -> Iterator[Path]:
    """A new folder to write a run's files in; when the block ends it is `runs/<run_id>`, whole.

    A run of the same name is replaced at once; `published` isn't touched. When the block raises,
    or the process dies, nothing of it shows. Raises RecolementError for a name that isn't one
    path component, OSError when the disk refuses.
    """
    home = _home(staged, series, edition)
    link = _run_link(home, run_id)
    for folder in (home / "runs", home / ".sets"):
        folder.mkdir(parents=True, exist_ok=True)
    with _locked(home):
        _clear_leftovers(home)
        writing = home / ".sets" / f".tmp-{run_id}-{secrets.token_hex(8)}"
        writing.mkdir()
        hold = _lock(writing)
    try:
        yield writing
        _sync_tree(writing)
        with _locked(home):
            kept = home / ".sets" / writing.name.removeprefix(".tmp-")
            writing.rename(kept)
            _sync(home / ".sets")
            _point(link, kept)
    except BaseException:
        shutil.rmtree(writing, ignore_errors=True)
        raise
    finally:
        os.close(hold)


def promote(staged: Path, series: str, edition: str, run_id: str) -> Path:
    """Make `published` name the set of this run, in one step. Returns the `published` link.

    Raises RecolementError when there is no such run.
    """
    home = _home(staged, series, edition)
    run = _run_link(home, run_id)
    if not run.is_dir():
        raise RecolementError(f"{run} : aucun passage de ce nom")
    with _locked(home):
        _point(home / "published", run)
    return home / "published"


def run_path(staged: Path, series: str, edition: str, run_id: str) -> Path:
    """Where the files of a finished run are read."""
    return _run_link(_home(staged, series, edition), run_id)


def _home(staged: Path, series: str, edition: str) -> Path:
    return staged / _component(series) / _component(edition)


def _run_link(home: Path, run_id: str) -> Path:
    return home / "runs" / _component(run_id)


def _component(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise RecolementError(f"« {name} » ne peut pas nommer un dossier")
    return name


def _point(link: Path, target: Path) -> None:
    """Make `link` name `target`, in one step, keeping for a while the set that it named."""
    if link.is_dir():
        os.utime(link)  # its time to be cleared starts now
    relative = os.path.relpath(target.resolve(), link.parent.resolve())
    fresh = link.parent / f".link-{secrets.token_hex(8)}"
    fresh.symlink_to(relative)
    os.replace(fresh, link)
    _sync(link.parent)


def _clear_leftovers(home: Path) -> None:
    """Remove what dead runs left. Called with the edition's lock held.

    A folder being written is locked by its process: one that can be locked is nobody's.
    """
    for stray in (*home.glob(".link-*"), *home.glob("runs/.link-*")):
        stray.unlink()
    links = [home / "published", *(home / "runs").iterdir()]
    named = {link.resolve() for link in links}
    for folder in (home / ".sets").iterdir():
        if folder.name.startswith(".tmp-"):
            if _is_nobodys(folder):
                shutil.rmtree(folder)
        elif folder.resolve() not in named and time.time() - folder.stat().st_mtime > KEPT:
            shutil.rmtree(folder)


def _is_nobodys(folder: Path) -> bool:
    try:
        os.close(_lock(folder, fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True


def _lock(path: Path, flags: int = 0) -> int:
    """An open descriptor that holds the exclusive lock on a file or folder until it is closed."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | flags)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


@contextlib.contextmanager
def _locked(home: Path) -> Iterator[None]:
    (home / ".lock").touch()
    descriptor = _lock(home / ".lock")
    try:
        yield
    finally:
        os.close(descriptor)


def _sync_tree(folder: Path) -> None:
    for parent, _, names in os.walk(folder):
        for name in names:
            _sync(Path(parent) / name)
        _sync(Path(parent))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""A reader of `staged/` sees one whole set, whatever is killed, and whoever else is writing."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.domain import RecolementError
from pipeline.publish import atomic, check_writable, promote, run_folder, run_path

SERIES, EDITION = "serie", "2025"
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.test_publish_atomic"])
FILES = ("actions.csv", "totaux.csv", "rapport/page-1.html")


def write_set(folder: Path, content: str) -> None:
    """A small set: some files, and the hashes of all of them."""
    hashes = {}
    for name in FILES:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        data = f"{name} {content}".encode() * 500
        path.write_bytes(data)
        hashes[name] = hashlib.sha256(data).hexdigest()
    (folder / "datapackage.json").write_text(json.dumps({"content": content, "hashes": hashes}))


def read_set(link: Path) -> str:
    """The content that a link names, once every file of it was found as its hash says."""
    folder = link.resolve(strict=True)
    package = json.loads((folder / "datapackage.json").read_text())
    for name, expected in package["hashes"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == expected
    return str(package["content"])


def publish(staged: Path, run_id: str, content: str) -> None:
    with run_folder(staged, SERIES, EDITION, run_id) as folder:
        write_set(folder, content)
    promote(staged, SERIES, EDITION, run_id)


def home(staged: Path) -> Path:
    return staged / SERIES / EDITION


def published(staged: Path) -> Path:
    return home(staged) / "published"


def leftovers(staged: Path) -> list[Path]:
    return [*home(staged).rglob(".tmp-*"), *home(staged).rglob(".link-*")]


# --------------------------------------------------------------------- what a run leaves


def test_a_run_stands_under_its_name_and_is_published_only_when_promoted(tmp_path: Path) -> None:
    with run_folder(tmp_path, SERIES, EDITION, "run-1") as folder:
        write_set(folder, "un")
        assert not run_path(tmp_path, SERIES, EDITION, "run-1").exists()
    assert read_set(run_path(tmp_path, SERIES, EDITION, "run-1")) == "un"
    assert not published(tmp_path).exists()
    assert promote(tmp_path, SERIES, EDITION, "run-1") == published(tmp_path)
    assert read_set(published(tmp_path)) == "un"
    assert leftovers(tmp_path) == []


def test_a_held_run_does_not_touch_what_is_published(tmp_path: Path) -> None:
    publish(tmp_path, "run-1", "un")
    before = published(tmp_path).resolve()
    for run_id in ("run-2", "run-1"):  # another run, and the published one done anew
        with run_folder(tmp_path, SERIES, EDITION, run_id) as folder:
            write_set(folder, "retenu")
        assert published(tmp_path).resolve() == before
        assert read_set(published(tmp_path)) == "un"
        assert read_set(run_path(tmp_path, SERIES, EDITION, run_id)) == "retenu"


def test_links_are_relative_so_that_staged_can_be_moved(tmp_path: Path) -> None:
    publish(tmp_path / "here", "run-1", "un")
    (tmp_path / "here").rename(tmp_path / "there")
    assert read_set(published(tmp_path / "there")) == "un"
    assert read_set(run_path(tmp_path / "there", SERIES, EDITION, "run-1")) == "un"


def test_staged_may_be_relative_or_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / "staged").symlink_to("disk")
    relative = Path(os.path.relpath(tmp_path / "staged"))
    publish(relative, "run-1", "un")
    assert read_set(published(tmp_path / "disk")) == "un"


def test_a_run_that_fails_leaves_nothing(tmp_path: Path) -> None:
    publish(tmp_path, "run-1", "un")

    def failing() -> None:
        with run_folder(tmp_path, SERIES, EDITION, "run-1") as folder:
            write_set(folder, "moitié")
            raise KeyError("panne")

    with pytest.raises(KeyError, match="panne"):
        failing()
    assert read_set(run_path(tmp_path, SERIES, EDITION, "run-1")) == "un"
    assert leftovers(tmp_path) == []


def test_a_replaced_set_stays_for_its_readers_then_goes(tmp_path: Path) -> None:
    publish(tmp_path, "run-1", "un")
    reading = published(tmp_path).resolve()
    publish(tmp_path, "run-1", "deux")
    publish(tmp_path, "run-1", "trois")
    assert read_set(reading) == "un"
    long_ago = time.time() - atomic.KEPT - 60
    os.utime(reading, (long_ago, long_ago))
    publish(tmp_path, "run-1", "quatre")
    assert not reading.exists()
    assert read_set(published(tmp_path)) == "quatre"


def test_the_published_set_is_kept_however_old(tmp_path: Path) -> None:
    publish(tmp_path, "run-1", "un")
    with run_folder(tmp_path, SERIES, EDITION, "run-1") as folder:  # the link of the run moves on
        write_set(folder, "retenu")
    long_ago = time.time() - 100 * atomic.KEPT
    os.utime(published(tmp_path).resolve(), (long_ago, long_ago))
    with run_folder(tmp_path, SERIES, EDITION, "run-2") as folder:
        write_set(folder, "deux")
    assert read_set(published(tmp_path)) == "un"


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../x", "/abs", ".hidden", "a\nb"])
def test_a_name_that_is_not_one_folder_is_refused(name: str, tmp_path: Path) -> None:
    with (
        pytest.raises(RecolementError, match="ne peut pas nommer"),
        run_folder(tmp_path, SERIES, EDITION, name),
    ):
        pass
    with pytest.raises(RecolementError):
        promote(tmp_path, name, EDITION, "run-1")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_run_is_not_promoted(tmp_path: Path) -> None:
    publish(tmp_path, "run-1", "un")
    with pytest.raises(RecolementError, match="aucun passage"):
        promote(tmp_path, SERIES, EDITION, "run-2")
    assert read_set(published(tmp_path)) == "un"


# --------------------------------------------------------------------- killed at every step


def killed_at(step: int, staged: Path, content: str) -> None:
    """Publish, and die of SIGKILL just before the given touch of the file system, from 1.

    Python announces each of them: https://docs.python.org/3/library/audit_events.html
    """
    left = step

    def count(event: str, _: object) -> None:
        nonlocal left
        if event == "open" or event.startswith(("os.", "fcntl.", "shutil.")):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    publish(staged, "run-1", content)


@pytest.mark.parametrize("before", [None, "un"], ids=["first run", "same run done anew"])
def test_killed_at_every_step_a_reader_sees_a_whole_set(before: str | None, tmp_path: Path) -> None:
    """One process for each step of a run; each dies there, then the run is done anew."""
    step, exit_code = 0, -signal.SIGKILL
    while exit_code == -signal.SIGKILL:
        step += 1
        staged = tmp_path / str(step)
        if before:
            publish(staged, "run-1", before)
        child = FORKS.Process(target=killed_at, args=(step, staged, "deux"))
        child.start()
        child.join()
        exit_code = child.exitcode or 0
        for link in (published(staged), run_path(staged, SERIES, EDITION, "run-1")):
            if before or link.is_symlink():
                assert read_set(link) in (before, "deux")
        publish(staged, "run-1", "trois")
        assert read_set(published(staged)) == "trois"
        assert leftovers(staged) == []
    assert exit_code == 0
    assert step > 40


# --------------------------------------------------------------------- many at once


def publish_for_ever(staged: Path, name: str) -> None:
    for turn in range(10_000):
        publish(staged, f"run-{turn % 3}", f"{name}-{turn}")


def publish_some(staged: Path, name: str, turns: int) -> None:
    for turn in range(turns):
        publish(staged, f"run-{turn % 2}", f"{name}-{turn}")


def test_killed_at_random_while_others_read(tmp_path: Path) -> None:
    publish(tmp_path, "run-0", "début")
    chance = random.Random(2025)
    seen = set()
    for kill in range(36):
        child = FORKS.Process(target=publish_for_ever, args=(tmp_path, str(kill)))
        child.start()
        end = time.monotonic() + chance.uniform(0.02, 0.12)
        while time.monotonic() < end:
            seen.add(read_set(published(tmp_path)))
        child.kill()
        child.join()
        seen.add(read_set(published(tmp_path)))
    publish(tmp_path, "run-0", "fin")
    assert read_set(published(tmp_path)) == "fin"
    assert leftovers(tmp_path) == []
    assert len(seen) > 2


def test_concurrent_runs_of_one_edition_do_not_harm_each_other(tmp_path: Path) -> None:
    publish(tmp_path, "run-0", "début")
    children = [FORKS.Process(target=publish_some, args=(tmp_path, n, 15)) for n in "abc"]
    for child in children:
        child.start()
    while any(child.is_alive() for child in children):
        read_set(published(tmp_path))
    assert [child.exitcode for child in children] == [0, 0, 0]
    for run in ("run-0", "run-1"):
        assert read_set(run_path(tmp_path, SERIES, EDITION, run))[1:] in ("-14", "-13")
    publish(tmp_path, "run-0", "fin")
    assert leftovers(tmp_path) == []


def test_a_run_being_written_is_not_cleared_by_another(tmp_path: Path) -> None:
    with run_folder(tmp_path, SERIES, EDITION, "run-1") as folder:
        child = FORKS.Process(target=publish, args=(tmp_path, "run-2", "deux"))
        child.start()
        child.join()
        assert child.exitcode == 0
        write_set(folder, "un")
    assert read_set(run_path(tmp_path, SERIES, EDITION, "run-1")) == "un"
    assert read_set(published(tmp_path)) == "deux"


# --------------------------------------------------------------------- unwritable


@pytest.fixture
def nobody() -> Iterator[None]:
    """Run the test without root's power to write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_writable_folder_is_left_untouched_whether_or_not_it_exists(tmp_path: Path) -> None:
    check_writable(tmp_path)
    check_writable(tmp_path / "not" / "yet")
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "staged").write_text("")
    for folder in (tmp_path / "staged", tmp_path / "staged" / "deeper"):
        with pytest.raises(RecolementError, match="n’est pas un dossier") as refused:
            check_writable(folder)
        assert "\n" not in str(refused.value)


@pytest.mark.usefixtures("nobody")
def test_a_folder_without_the_right_to_write_is_refused() -> None:
    with pytest.raises(RecolementError, match="impossible d’écrire"):
        check_writable(Path("/usr/staged"))
    with pytest.raises(RecolementError, match="impossible d’écrire"):
        check_writable(Path("/usr"))

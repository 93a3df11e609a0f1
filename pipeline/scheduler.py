"""A Prefect server of our own for as long as a schedule is kept.

Prefect's embedded server runs flows but keeps no schedule. Where no real server is named, `serve`
starts one here, on this machine only, and stops it when it ends. Imports no Prefect.
"""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from pipeline.domain import RecolementError

START, STOP = 120.0, 20.0  # seconds that its start and its end may take
_POLL = 0.2  # seconds
_COMMAND = (
    sys.executable, "-m", "prefect", "server", "start",
    "--host", "127.0.0.1", "--no-ui", "--log-level", "ERROR",
)  # fmt: skip


@contextmanager
def local_server(environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """A Prefect server on a free port of this machine; gives its API's address.

    `environment` is put over the process's own. Raises RecolementError when it doesn't start.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}/api"
    settings = {**os.environ, "PREFECT_API_URL": url, **(environment or {})}
    with TemporaryFile() as said, ExitStack() as held:
        with _alone(settings):
            server = subprocess.Popen(
                [*_COMMAND, "--port", str(port)],
                env=settings,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=said,
                start_new_session=True,  # Ctrl-C is for us: the server stops after what it serves
            )
            held.callback(_stop, server)
            started = _wait(server, url)
        if not started:
            said.seek(0)
            last = said.read().decode("utf-8", "replace").strip().rpartition("\n")[2]
            raise RecolementError(f"le serveur Prefect ne démarre pas : {last}")
        yield url


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _wait(server: subprocess.Popen[bytes], url: str) -> bool:
    """Come back when the server answers (True), or has stopped or taken too long (False)."""
    deadline = time.monotonic() + START
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5):
                return True
        except OSError:
            time.sleep(_POLL)
    return False


@contextmanager
def _alone(settings: Mapping[str, str]) -> Iterator[None]:
    """One server starts at a time: two first ones would both make the database."""
    home = Path(settings.get("PREFECT_HOME", "~/.prefect")).expanduser()
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = (home / "recolement.lock").open("w")
    except OSError as error:
        raise RecolementError(
            f"{home} : Prefect ne peut pas y écrire ({error.strerror}) ; "
            "dire un autre dossier avec PREFECT_HOME"
        ) from None
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

"""The gates in a process of their own.

Great Expectations takes seconds to import and some 150 MB, and changes the process that it is
imported into (warnings, logging). Beside the run, it is ready by the time that pages are read.
"""

from __future__ import annotations

import atexit
import multiprocessing
import signal
from collections.abc import Mapping
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

import pandas as pd

from pipeline.domain import GateResult
from pipeline.validate.gates import load_great_expectations, run_gates


class GatesLostError(OSError):
    """The process of the gates has died, as of a lack of memory: they can be run again."""


def warm_up() -> None:
    """Start the process, which then loads Great Expectations. Returns at once."""
    _process()


def run_gates_apart(
    tables: Mapping[str, pd.DataFrame], data_docs: Path | None
) -> tuple[GateResult, ...]:
    """`run_gates` in the process of the gates, started if it isn't; raises what it raises.

    Raises GatesLostError when the process dies; the next call starts another.
    """
    try:
        pipe = _process()
        pipe.send((dict(tables), data_docs))
        answer = pipe.recv()
    except (EOFError, OSError) as error:
        _process.cache_clear()
        raise GatesLostError("le processus des contrôles de qualité s'est arrêté") from error
    if isinstance(answer, Exception):
        raise answer
    results: tuple[GateResult, ...] = answer
    return results


@cache
def _process() -> Connection:
    # A started process inherits nothing half-done. It ends when our end of the pipe is closed,
    # however the run ends; a daemon would be cut short, and leave its semaphores behind.
    context = multiprocessing.get_context("forkserver")
    ours, theirs = context.Pipe()
    context.Process(target=_serve, args=(theirs,), name="gates").start()
    theirs.close()
    atexit.register(ours.close)
    return ours


def _serve(pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the run is told, and ends this process
    load_great_expectations()
    while True:
        try:
            tables, data_docs = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(run_gates(tables, data_docs))
        except Exception as error:  # raised again where the gates were asked for
            pipe.send(error)

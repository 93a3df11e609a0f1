"""The gates in a process of their own give what they give in this one, and survive its death."""

from __future__ import annotations

import multiprocessing
import os
import signal

import pytest

from pipeline.reconcile import reconcile
from pipeline.tables import published_tables
from pipeline.validate import SuiteError, run_gates, run_gates_apart, warm_up
from pipeline.validate.apart import GatesLostError
from tests.reconciling import profile, whole

TABLES = published_tables(*reconcile(whole(), profile()), profile(), {})


def test_the_gates_give_the_same_results_in_a_process_of_their_own() -> None:
    warm_up()
    apart = run_gates_apart(TABLES, None)
    assert apart == run_gates(TABLES, None)
    assert len(apart) > 20


def test_an_error_of_the_gates_is_raised_where_they_were_asked_for() -> None:
    with pytest.raises(SuiteError, match="rapprochement"):
        run_gates_apart({n: t for n, t in TABLES.items() if n != "rapprochement"}, None)
    assert run_gates_apart(TABLES, None)


def test_another_process_is_started_where_the_first_has_died() -> None:
    warm_up()
    (lost,) = (p for p in multiprocessing.active_children() if p.name == "gates")
    assert lost.pid is not None
    os.kill(lost.pid, signal.SIGKILL)
    with pytest.raises(GatesLostError):
        run_gates_apart(TABLES, None)
    assert run_gates_apart(TABLES, None)

"""What all tests share. With RECOLEMENT_NO_SKIP=1 a skipped test is a failed one (see .ci/run)."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

from pipeline import settings

settings.apply()  # before any test imports Prefect or Great Expectations

NO_SKIP = os.environ.get("RECOLEMENT_NO_SKIP") == "1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that was skipped where everything it needs must be there proves nothing."""
    report = yield
    if NO_SKIP and report.skipped and not hasattr(report, "wasxfail"):
        _refuse(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole file that skips itself."""
    report = yield
    if NO_SKIP and report.skipped:
        _refuse(report)
    return report


def _refuse(report: pytest.TestReport | pytest.CollectReport) -> None:
    report.outcome = "failed"
    report.longrepr = f"skipped where nothing may be: {report.longrepr}"

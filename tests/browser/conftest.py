"""A real headless Chromium, Debian's, and reports to open in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.report import ReportContext, build_report
from tests import reporting as t

CHROMIUM = shutil.which("chromium")
REPORTS: dict[str, Callable[[], ReportContext]] = {
    "whole": t.context,
    "faulty": lambda: t.context(t.faulty()),
    "signed": t.signed,
    "few": lambda: t.few(t.signed()),
    "few faulty": lambda: t.few(t.context(t.faulty())),
    "hostile": lambda: t.context(t.hostile()),
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as playwright:
        held = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield held
        held.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The path of a report by name, each built once."""
    made: dict[str, Path] = {}

    def built(name: str) -> Path:
        if name not in made:
            made[name] = build_report(REPORTS[name](), tmp_path_factory.mktemp(name))
        return made[name]

    return built


class Opened:
    """A report in the browser, with every request it made and every error it met."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console",
            lambda told: self.errors.append(told.text) if told.type == "error" else None,
        )
        page.goto(path.as_uri())


@pytest.fixture
def opened(browser: Browser, report: Callable[[str], Path]) -> Iterator[Callable[..., Opened]]:
    """Open a report by name, in a new browser profile; the page must end without an error."""
    contexts: list[Any] = []
    pages: list[Opened] = []

    def open_report(name: str, **options: Any) -> Opened:
        context = browser.new_context(**({"viewport": {"width": 1440, "height": 950}} | options))
        contexts.append(context)
        pages.append(Opened(context.new_page(), report(name)))
        return pages[-1]

    yield open_report
    for context in contexts:
        context.close()
    assert [error for page in pages for error in page.errors] == []

"""The programs that some producers of the factory drive."""

from __future__ import annotations

import shutil

import pytest

PROGRAMS = {"chromium": "chromium", "libreoffice": "soffice"}


def skip_without(maker: str) -> None:
    """Skip the test where the program that a producer needs isn't installed."""
    program = PROGRAMS.get(maker)
    if program and shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")

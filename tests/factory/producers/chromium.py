"""Prints an edition's HTML with a headless Chromium (Debian package chromium)."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from tests.factory import html
from tests.factory.content import Edition
from tests.factory.layout import Layout
from tests.factory.truth import Truth, truth_of

_SECONDS = 120


def make(edition: Edition, layout: Layout, path: Path) -> Truth:
    """Write the document to `path` and return what it says."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "edition.html"
        page.write_text(html.document(edition, layout), encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--user-data-dir={folder}/user", f"--print-to-pdf={path}", page.as_uri()],
            check=True, timeout=_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    return truth_of(edition, layout, "chromium")

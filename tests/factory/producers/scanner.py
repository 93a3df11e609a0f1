"""Scans what ReportLab has drawn: pages without text, a little askew."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from tests.factory.content import Edition
from tests.factory.layout import Layout
from tests.factory.producers import reportlab
from tests.factory.scan import scan
from tests.factory.truth import Truth


def make(edition: Edition, layout: Layout, path: Path) -> Truth:
    """Write the document to `path` and return what it says."""
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "clean.pdf"
        truth = reportlab.make(edition, layout, clean)
        scan(clean, path, dpi=250)
    return replace(truth, producer="scanner")

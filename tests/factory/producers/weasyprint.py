"""Prints an edition's HTML with WeasyPrint."""

from __future__ import annotations

from pathlib import Path

import weasyprint

from tests.factory import html
from tests.factory.content import Edition
from tests.factory.layout import Layout
from tests.factory.truth import Truth, truth_of


def make(edition: Edition, layout: Layout, path: Path) -> Truth:
    """Write the document to `path` and return what it says."""
    weasyprint.HTML(string=html.document(edition, layout)).write_pdf(str(path))
    return truth_of(edition, layout, "weasyprint")

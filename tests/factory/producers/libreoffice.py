"""Exports an edition with LibreOffice: slides from Impress, other pages from Writer."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from tests.factory import odf
from tests.factory.content import Edition
from tests.factory.layout import Layout
from tests.factory.truth import Truth, truth_of

_SECONDS = 180


def make(edition: Edition, layout: Layout, path: Path) -> Truth:
    """Write the document to `path` and return what it says."""
    slides = layout.page == "slides"
    source = odf.slides(edition, layout) if slides else odf.text(edition, layout)
    with tempfile.TemporaryDirectory() as folder:
        flat = Path(folder) / f"edition.{'fodp' if slides else 'fodt'}"
        flat.write_text(source, encoding="utf-8")
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/user", "--headless",
             "--convert-to", "pdf", "--outdir", folder, str(flat)],
            check=True, timeout=_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        path.write_bytes((Path(folder) / "edition.pdf").read_bytes())
    return truth_of(edition, layout, "libreoffice")

"""Exports an edition with LibreOffice: slides from Impress, other pages from Writer."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.factory import odf
from tests.factory.content import Edition
from tests.factory.layout import Layout
from tests.factory.truth import Truth, truth_of

_SECONDS = 180


def make(edition: Edition, layout: Layout, path: Path) -> Truth:
    """Write the document to `path` and return what it says."""
    return make_all([(edition, layout, path)])[0]


def make_all(documents: Sequence[tuple[Edition, Layout, Path]]) -> list[Truth]:
    """Write each document to its path; LibreOffice, slow to start, is started once for all."""
    with tempfile.TemporaryDirectory() as folder:
        flat = [_write(Path(folder), n, *document[:2]) for n, document in enumerate(documents)]
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/user", "--headless",
             "--convert-to", "pdf", "--outdir", folder, *map(str, flat)],
            check=True, timeout=_SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for source, (_, _, path) in zip(flat, documents, strict=True):
            path.write_bytes(source.with_suffix(".pdf").read_bytes())
    return [truth_of(edition, layout, "libreoffice") for edition, layout, _ in documents]


def _write(folder: Path, number: int, edition: Edition, layout: Layout) -> Path:
    """The edition as one flat file of the office suite."""
    slides = layout.page == "slides"
    flat = folder / f"edition{number}.{'fodp' if slides else 'fodt'}"
    flat.write_text((odf.slides if slides else odf.text)(edition, layout), encoding="utf-8")
    return flat

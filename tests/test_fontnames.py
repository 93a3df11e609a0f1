"""Characters that a document names nowhere, and that its fonts' programs name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import weasyprint
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from pipeline.extract.plain import plain_pdf
from pipeline.extract.readers.camelot import CamelotReader
from pipeline.extract.readers.plumber import PlumberReader
from pipeline.extract.visibility import Visibility

PAGE = "<p style='font: 12pt {face}'>Officialiser, affiner, fluidifier l'offre</p>"
FFI = b"<006600660069>"
WORDS = ["Officialiser,", "affiner,", "fluidifier", "l'offre"]


def printed(path: Path, face: str) -> Path:
    weasyprint.HTML(string=PAGE.format(face=face)).write_pdf(str(path))
    return path


def unnamed(pdf: Path) -> Path:
    """`pdf` with no name for its « ffi », as WeasyPrint writes it in longer documents."""
    writer = PdfWriter(clone_from=pdf)
    resources: Any = writer.pages[0]["/Resources"]
    for held in resources["/Font"].values():
        table = held.get_object()["/ToUnicode"]
        assert FFI in table.get_data()
        table.set_data(table.get_data().replace(FFI, b"<>"))
    writer.write(pdf)
    return pdf


def test_both_readers_read_a_ligature_without_a_name(tmp_path: Path) -> None:
    pdf = unnamed(printed(tmp_path / "ligatures.pdf", "DejaVu Sans"))
    assert "Offi" not in PdfReader(pdf).pages[0].extract_text()
    plain = plain_pdf(pdf, tmp_path)
    for reader in (PlumberReader, CamelotReader):
        with Visibility(plain) as visibility, reader(plain, [1]) as opened:
            content = opened.content(1, visibility.of_page(1))
        assert [w.text for w in content.words] == WORDS


def test_a_table_of_names_that_is_a_name_is_left_alone(tmp_path: Path) -> None:
    pdf = printed(tmp_path / "named.pdf", "DejaVu Sans")
    writer = PdfWriter(clone_from=pdf)
    resources: Any = writer.pages[0]["/Resources"]
    for held in resources["/Font"].values():
        held.get_object()[NameObject("/ToUnicode")] = NameObject("/Identity-H")
    writer.write(pdf)
    assert plain_pdf(pdf, tmp_path) == pdf


def test_a_document_whose_fonts_name_all_is_read_as_it_is(tmp_path: Path) -> None:
    pdf = printed(tmp_path / "plain-letters.pdf", "Liberation Sans")
    assert plain_pdf(pdf, tmp_path) == pdf

"""Is this file a whole PDF that can be read? Refused otherwise, with one clear line."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.domain import RecolementError

# PDF 1.7 (ISO 32000-1), implementation note 13 of annex H: readers look for the header there.
HEADER_WITHIN = 1024  # bytes
_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
_XREF = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_NO_PAGE = re.compile(rb"/Count\s+0\b")
_START = re.compile(rb"startxref\s+(\d+)")
_LINEARIZED = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)")


def check_pdf(path: Path) -> None:
    """Refuse what isn't a whole, readable PDF with at least one page.

    A file that only an owner's password protects opens with none: it is accepted. Damage that
    leaves every page readable is accepted too. Raises RecolementError.
    """
    content = _content(path)
    start = content.find(b"%PDF-", 0, HEADER_WITHIN)
    if start < 0:
        raise RecolementError(f"{path} : ce fichier n’est pas un PDF")
    if _is_cut(content):
        raise RecolementError(f"{path} : PDF tronqué, la fin du fichier manque")
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise RecolementError(f"{path} : {_refusal(error, content)}") from None
    try:
        if not _has_index(content, start):
            _check_pages(path, document)
    finally:
        document.close()


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise RecolementError(f"{path} : c’est un dossier, pas un PDF")
        content = path.read_bytes()
    except FileNotFoundError:
        raise RecolementError(f"{path} : fichier introuvable") from None
    except OSError:
        raise RecolementError(f"{path} : ce fichier ne peut pas être lu") from None
    if not content:
        raise RecolementError(f"{path} : fichier vide")
    return content


def _is_cut(content: bytes) -> bool:
    """Whether the end is missing: no end mark, an update without one, or less than announced."""
    end = content.rfind(b"%%EOF")
    if end < 0 or _OBJECT.search(content, end):
        return True
    announced = _LINEARIZED.search(content, 0, HEADER_WITHIN * 2)
    return announced is not None and int(announced[1]) > len(content)


def _has_index(content: bytes, start: int) -> bool:
    """Whether the last `startxref` leads to a cross-reference table or stream."""
    mark = _START.search(content, max(content.rfind(b"startxref"), 0))
    if mark is None:
        return False
    offset = int(mark[1])
    return any(_XREF.match(content, at) for at in (offset, offset + start))


def _check_pages(path: Path, document: pdfium.PdfDocument) -> None:
    """The index was rebuilt by the reader: no page may have been lost in it."""
    lost = [i + 1 for i in range(len(document)) if not _is_readable(document, i)]
    if lost:
        pages = ", ".join(map(str, lost[:5]))
        raise RecolementError(f"{path} : PDF endommagé, page(s) perdue(s) : {pages}")


def _is_readable(document: pdfium.PdfDocument, index: int) -> bool:
    try:
        document[index].close()
    except pdfium.PdfiumError:
        return False
    return True


def _refusal(error: pdfium.PdfiumError, content: bytes) -> str:
    """Why PDFium won't open it. Its error code may be left from an earlier file, so look too."""
    if b"/Encrypt" in content and error.err_code == pdfium_c.FPDF_ERR_SECURITY:
        return "PDF protégé d’une façon que l’on ne sait pas lire"
    if b"/Encrypt" in content:
        return "PDF protégé par un mot de passe ; demandez à l’éditeur un fichier sans protection"
    if _NO_PAGE.search(content):
        return "ce PDF n’a aucune page"
    return "PDF illisible, le fichier est endommagé"

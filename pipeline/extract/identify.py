"""Which series and edition is this document?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.domain import RecolementError
from pipeline.extract.scans import scanned_text
from pipeline.extract.tesseract import missing
from pipeline.normalise.labels import regular
from pipeline.profile import Profile

FRONT = 6  # pages in which a document says what it is
YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")


def identify(
    pdf: Path, profiles: Sequence[Profile], edition: str | None = None
) -> tuple[Profile, str]:
    """(profile of the edition, edition year), told from the document's first pages.

    The year is `edition` when given, else the one printed with the series' title, else the one that
    those pages name most.
    Raises RecolementError when no profile, or more than one, knows the document, or it names no
    year.
    """
    text = front_text(pdf)
    if not text.strip() and missing():
        raise RecolementError(f"{pdf.name} : document numérisé, sans texte ; {missing()}")
    known = [(p, m) for p in profiles
             if (m := re.search(p.patterns.edition, text, re.IGNORECASE))]  # fmt: skip
    if not known:
        names = ", ".join(p.series for p in profiles)
        raise RecolementError(
            f"{pdf.name} : ce document n'est d'aucune série connue ({names}) ; donnez --profile "
            "(« recolement probe » en propose un, « recolement check » s'en passe)"
        )
    if len(known) > 1:
        names = ", ".join(p.series for p, _ in known)
        raise RecolementError(
            f"{pdf.name} : plusieurs séries conviennent ({names}) ; donnez --series"
        )
    profile, found = known[0]
    year = edition or found.groupdict().get("year") or edition_year(text)
    if year is None:
        raise RecolementError(f"{pdf.name} : année introuvable dans le document ; donnez --edition")
    return profile.for_edition(year), year


def printed_year(pdf: Path, profile: Profile) -> str | None:
    """The year that a document prints with the series' title, by the profile's pattern."""
    found = re.search(profile.patterns.edition, front_text(pdf), re.IGNORECASE)
    return found.groupdict().get("year") if found else None


def edition_year(text: str) -> str | None:
    """The year that `text` names most often, the first printed of several."""
    years = Counter(YEAR.findall(text))
    return years.most_common(1)[0][0] if years else None


# A hyphen at a line's end: PDFium names it U+0002 or U+FFFE, and leaves out the line break.
BROKEN = re.compile(r"(?:[\x02\ufffe]|[-\u2010\u00ad]\s*[\r\n])\s*(?=[^\W\d_])")


def front_text(pdf: Path) -> str:
    """The text of the document's first pages, spaces and quotes made regular; a scan's is read.

    Where a word is broken at a line's end, the text follows once more with the word joined: nothing
    tells here whether the hyphen is its own.
    """
    document = pdfium.PdfDocument(pdf)
    front = range(min(FRONT, len(document)))
    pages = [document[i].get_textpage().get_text_range() for i in front]
    document.close()
    if not any(p.strip() for p in pages):
        pages = ["\n".join(scanned_text(pdf, i + 1)) for i in front]
    text = "\n".join(pages)
    kept, joined = BROKEN.sub("-", text), BROKEN.sub("", text)
    both = (kept,) if kept == joined else (kept, joined)
    return regular(" ".join(" ".join(both).split()))


def document_text(pdf: Path) -> str:
    """The text of the whole document, a line break between pages."""
    document = pdfium.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text

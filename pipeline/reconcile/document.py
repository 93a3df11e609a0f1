"""When the document itself may be blamed, and the sentence that can be sent to its publisher."""

from __future__ import annotations

from pipeline.domain import Line, PageRecord, PrintedTotal
from pipeline.reconcile.unaccounted import unaccounted_marks
from pipeline.reconcile.wording import NB

WITNESSES = 2  # readings that must have seen a figure before the document is blamed for it


def accounted_for(page: PageRecord | None) -> bool:
    """True when the page's words were kept and every one of them has its place."""
    return page is not None and bool(page.marks) and not unaccounted_marks(page)


def agreed(*figures: Line | PrintedTotal) -> bool:
    """True when each figure was seen alike by two readings."""
    return all(len(set(figure.readers)) >= WITNESSES for figure in figures)


def letter(page: int, what: str) -> str:
    """A sentence ready to send to the publisher."""
    return (
        f"Bonjour, à la page {page} du document, {what} "
        f"Pourriez-vous nous indiquer la valeur exacte{NB}? Merci."
    )

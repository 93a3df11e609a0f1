"""PDF -> pages of words, rules and pictures -> readings -> one ledger of lines for the edition."""

from __future__ import annotations

from pathlib import Path

from pipeline.domain import Ledger, RecolementError, SourceRecord
from pipeline.extract.identify import identify, printed_year
from pipeline.extract.ledger import build_ledger, empty_of_credits
from pipeline.extract.read import Progress, read_pages
from pipeline.normalise.money import FRENCH
from pipeline.profile import Profile

__all__ = ["identify", "printed_year", "read_edition"]


def read_edition(
    pdf: Path,
    profile: Profile,
    edition: str,
    source: SourceRecord,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Ledger:
    """Read every page of an edition twice and make its ledger.

    `profile` is already that of the edition (`Profile.for_edition`). `jobs` processes share the
    work (default: one for each processor). Raises RecolementError when no page carries credits.
    """
    outcomes = list(read_pages(pdf, profile, FRENCH, jobs, progress))
    ledger = build_ledger(outcomes, profile, edition, source)
    if empty_of_credits(ledger):
        raise RecolementError(f"{pdf.name} : aucune page ne porte de crédits")
    return ledger

"""Editions of a few sections, read in about a second, and what became of their reading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.domain import Finding, Ledger, SourceRecord, Status
from pipeline.extract import read_edition
from pipeline.profile import Profile
from pipeline.reconcile import reconcile
from tests.factory.content import Edition
from tests.factory.faults import reprinted
from tests.factory.truth import Score, Truth, compare

TERRITORIES = ("02", "59", "200093201", "248000531")  # two départements, both métropoles
CONTRACTS = ("02", "59")  # those whose total is printed
AXES = ("1", "2", "3")  # the second has métropoles only


def small_profile(profile: Profile) -> Profile:
    """The profile of a series of fewer axes and territories."""
    return profile.model_copy(
        update={
            "territories": tuple(t for t in profile.territories if t.code in TERRITORIES),
            "axes": tuple(a for a in profile.axes if a.code in AXES),
            "order": TERRITORIES,
            "contract_totals": CONTRACTS,
        }
    )


def small(edition: Edition) -> Edition:
    """The edition's sections of a few axes and territories, its contracts' totals made to fit."""
    sections = tuple(
        s for s in edition.sections if s.axis in AXES and s.territory in TERRITORIES
    )  # fmt: skip
    contracts = tuple(
        (code, reprinted(figure, sum(s.totals[0].cents or 0 for s in sections
                                     if s.territory == code)))
        for code, figure in edition.contracts
        if code in CONTRACTS
    )  # fmt: skip
    return replace(
        edition, profile=small_profile(edition.profile), sections=sections, contracts=contracts
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """A document's ledger, the findings that hold it, and its score against the truth."""

    ledger: Ledger
    blocking: tuple[Finding, ...]
    score: Score

    @property
    def status(self) -> Status:
        return Status.HELD if self.blocking else Status.RECONCILED

    @property
    def why(self) -> list[str]:
        return [f"{f.control}: {f.message}" for f in self.blocking]


def outcome_of(pdf: Path, profile: Profile, truth: Truth) -> Outcome:
    """Read and reconcile a document with its series' profile; score it."""
    if truth.amount_column:
        profile = profile.model_copy(update={"amount_column": truth.amount_column})
    source = SourceRecord(pdf.name, "0" * 64, pdf.stat().st_size)
    ledger, made = reconcile(read_edition(pdf, profile, truth.year, source, jobs=1), profile)
    status = Status.HELD if made.blocking else Status.RECONCILED
    return Outcome(ledger, made.blocking, compare(ledger, truth, status))

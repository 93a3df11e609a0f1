"""The 2025 edition, read for real and held against its truth file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from pipeline.domain import Ledger, Line, PageKind, Role, TerritorySource
from pipeline.extract import identify, read_edition
from pipeline.profile import Profile, builtin_profiles, load_profile
from pipeline.reconcile import reconcile
from tests.published import RAW_2025
from tests.truth import load_truth, truth_ledger

NOTE = re.compile(r"\s*\(\d\)(?=\.?$)")


@pytest.fixture(scope="module")
def profile() -> Profile:
    found, edition = identify(RAW_2025, [load_profile(p) for p in builtin_profiles()])
    assert edition == "2025"
    return found


@pytest.fixture(scope="module")
def ledger(profile: Profile) -> Ledger:
    source = replace(truth_ledger(profile).source, sha256="0" * 64)
    return read_edition(RAW_2025, profile, "2025", source)


def row(line: Line) -> tuple[object, ...]:
    """All that the truth file says of a line, its footnote mark apart."""
    return (
        line.axis, line.territory, line.orientation, NOTE.sub("", line.label), line.amount.cents,
        line.page, line.printed_page,
    )  # fmt: skip


def test_every_action_is_exact(ledger: Ledger, profile: Profile) -> None:
    read, true = Counter(map(row, ledger.lines)), Counter(map(row, truth_ledger(profile).lines))
    assert read == true
    assert read.total() == load_truth()["n_actions"]


def test_amounts_are_kept_as_printed(ledger: Ledger, profile: Profile) -> None:
    def printed(held: Ledger) -> dict[tuple[object, ...], str]:
        # The file's fonts draw every kind of space with one glyph: which kind is not in the page.
        return {row(x): re.sub(r"\s", " ", x.amount.printed) for x in held.lines}

    assert printed(ledger) == printed(truth_ledger(profile))


def test_every_total_is_exact(ledger: Ledger, profile: Profile) -> None:
    def keys(held: Ledger) -> Counter[tuple[object, ...]]:
        return Counter((t.scope, t.axis, t.territory, t.amount.cents, t.page) for t in held.totals)

    assert keys(ledger) == keys(truth_ledger(profile))


def test_both_readers_saw_every_line_and_total(ledger: Ledger) -> None:
    readers = {line.readers for line in ledger.lines} | {t.readers for t in ledger.totals}
    assert readers == {("pdfplumber", "camelot")}


def test_nothing_is_unaccounted_for(ledger: Ledger) -> None:
    credited = [p for p in ledger.pages if p.kind in (PageKind.CREDITS, PageKind.CONTRACT)]
    assert len(credited) == 28
    assert [m.text for p in credited for m in p.marks if m.role is Role.UNACCOUNTED] == []


def test_the_territory_of_a_page_is_told_as_it_is_known(ledger: Ledger) -> None:
    printed = {p["pdf_page"]: p.get("territory_in_text") for p in load_truth()["pages"]}
    for line in ledger.lines:
        assert (line.territory_source is TerritorySource.PRINTED) == printed[line.page]


def test_what_is_deduced_is_confirmed_by_the_contracts(ledger: Ledger, profile: Profile) -> None:
    settled, _ = reconcile(ledger, profile)
    assert {line.territory_source for line in settled.lines} == {
        TerritorySource.PRINTED, TerritorySource.CONFIRMED,
    }  # fmt: skip


def test_the_edition_reconciles(ledger: Ledger, profile: Profile) -> None:
    settled, reconciliation = reconcile(ledger, profile)
    assert [f.message for f in reconciliation.blocking] == []
    assert sum(line.amount.cents or 0 for line in settled.lines) == (
        load_truth()["grand_total_eur"] * 100
    )


def test_reading_does_not_depend_on_the_number_of_processes(
    ledger: Ledger, profile: Profile
) -> None:
    assert read_edition(RAW_2025, profile, "2025", ledger.source, jobs=1) == ledger

"""The 2025 truth as reconciliation tests need it: its charts, its marks, ways to break it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from pipeline.domain import (
    Amount,
    AmountKind,
    Box,
    ChartValue,
    Finding,
    Ledger,
    Line,
    Mark,
    PrintedTotal,
    Reconciliation,
    Role,
    Severity,
    TerritorySource,
)
from pipeline.profile import Profile, builtin_profiles, load_profile
from pipeline.reconcile import reconcile
from tests.truth import truth_ledger

# What the charts of the 2025 edition print, read off its pages by eye: page, title, unit, numbers.
PRINTED_CHARTS = (
    (12, "Répartition des crédits de l'axe 1 par département", "%", "11 14 25 3 46"),
    (24, "Répartition des crédits de l'axe 3 par département", "%", "4,0 7,6 22,8 6,9 58,7"),
    (33, "Répartition des crédits de l'axe 4 par département", "%", "13 13 24 32 18"),
    (35, "Ventilation des contrats 2025 par axe : échelle départementale", "%", "18 21 61"),
    (36, "Ventilation des contrats 2025 par axe : échelle départementale", "%", "10,7 48,2 41,1"),
    (37, "Ventilation des contrats 2025 par axe : échelle départementale", "%", "25 42 33"),
    (38, "Ventilation des contrats 2025 par axe : échelle départementale", "%", "16 52 32"),
    (39, "Ventilation des contrats 2025 par axe : échelle départementale", "%", "22 15 63"),
    (
        40,
        "Poids des axes par contrat départemental en 2025 (en €)",
        "€",
        "1350960 5205000 1003260 2020000 570918 6112000 530000 673850 774950 3318516 351000 "
        "1910075 615572 1479592 451922",
    ),
    (
        40,
        "Poids des axes par contrat départemental en 2025 (en %)",
        "%",
        "11 18 16 22 42 21 15 41 32 33 61 63 52 48 25",
    ),
    (
        41,
        "Répartition territoriale des crédits des contrats locaux des solidarités",
        "%",
        "2,2 6,9 10,9 8,1 21,9 43,7 6,4",
    ),
    (42, "Contrats métropolitains", "%", "3,1 5,0 32 38,8 55 6 53,1 7"),
    (
        43,
        "Poids des axes par contrat métropolitain en 2025 (log10 des montants en €)",
        "log10",
        "6,04 5,80 5,53 5,39 5,14 5,10 4,51 4,30",
    ),
    (
        43,
        "Poids des axes par contrat métropolitain en 2025 (en %)",
        "%",
        "32 39 6 7 53 55 5 3",
    ),
)


@cache
def profile() -> Profile:
    return load_profile(builtin_profiles()[0]).for_edition("2025")


@cache
def truth() -> Ledger:
    """The edition's truth alone: no charts, no marks."""
    return truth_ledger(profile())


def printed_charts() -> tuple[ChartValue, ...]:
    return tuple(
        chart_value(page, title, unit, text, rank)
        for page, title, unit, texts in PRINTED_CHARTS
        for rank, text in enumerate(texts.split())
    )


def chart_value(page: int, title: str, unit: str, text: str, rank: int = 0) -> ChartValue:
    decimals = len(text.partition(",")[2])
    box = Box(100 + 30 * rank, 100, 120 + 30 * rank, 112)
    shown = text + ("%" if unit == "%" else "")
    return ChartValue(page, title, shown, float(text.replace(",", ".")), decimals, unit, box)


@cache
def charted() -> Ledger:
    return replace(truth(), chart_values=printed_charts())


def marked(ledger: Ledger) -> Ledger:
    """The ledger with the words of its lines and totals as marks of their pages."""
    held: dict[int, list[Mark]] = {}
    for line in ledger.lines:
        page = held.setdefault(line.page, [])
        page.append(Mark(line.label, line.box, Role.LABEL, "", line.identifier))
        page.append(Mark(line.amount.printed, line.amount_box, Role.AMOUNT, "", line.identifier))
    for total in ledger.totals:
        page = held.setdefault(total.page, [])
        page.append(Mark(total.amount.printed, total.box, Role.TOTAL, "", total.identifier))
    pages = tuple(replace(p, marks=tuple(held.get(p.page, ()))) for p in ledger.pages)
    return replace(ledger, pages=pages)


@cache
def whole() -> Ledger:
    """Truth, charts and marks: what a perfect reading of the edition gives."""
    return marked(charted())


def with_mark(ledger: Ledger, page: int, text: str, role: Role = Role.UNACCOUNTED) -> Ledger:
    box = Box(820, 300, 890, 314)
    pages = tuple(
        replace(p, marks=(*p.marks, Mark(text, box, role))) if p.page == page else p
        for p in ledger.pages
    )
    return replace(ledger, pages=pages)


def value(cents: int) -> Amount:
    return Amount(f"{cents / 100:.2f}", AmountKind.VALUE, cents)


DASH = Amount("-", AmountKind.DASH, None)


def with_line(ledger: Ledger, identifier: str, **changes: object) -> Ledger:
    """The ledger with one line changed (its total still names it)."""
    lines = tuple(
        replace(x, **changes) if x.identifier == identifier else x  # type: ignore[arg-type]
        for x in ledger.lines
    )
    return replace(ledger, lines=lines)


def with_amount(ledger: Ledger, identifier: str, cents: int) -> Ledger:
    return with_line(ledger, identifier, amount=value(cents))


def with_total(ledger: Ledger, identifier: str, **changes: object) -> Ledger:
    totals = tuple(
        replace(t, **changes) if t.identifier == identifier else t  # type: ignore[arg-type]
        for t in ledger.totals
    )
    return replace(ledger, totals=totals)


def without_line(ledger: Ledger, identifier: str, *, told: bool = False) -> Ledger:
    """The ledger with a line dropped; `told` drops it from the list of its total as well."""
    left = replace(ledger, lines=tuple(x for x in ledger.lines if x.identifier != identifier))
    if not told:
        return left
    totals = tuple(
        replace(t, lines=tuple(i for i in t.lines if i != identifier)) for t in left.totals
    )
    return replace(left, totals=totals)


def with_extra(ledger: Ledger, line: Line, total: str) -> Ledger:
    """The ledger with one more line, counted by a total."""
    held = next(t for t in ledger.totals if t.identifier == total)
    grown = replace(ledger, lines=(*ledger.lines, line))
    return with_total(grown, total, lines=(*held.lines, line.identifier))


def line(ledger: Ledger, identifier: str) -> Line:
    return next(x for x in ledger.lines if x.identifier == identifier)


def total(ledger: Ledger, identifier: str) -> PrintedTotal:
    return next(t for t in ledger.totals if t.identifier == identifier)


def deduced(ledger: Ledger, *territories: str, contracts: Iterable[str] = ()) -> Ledger:
    """The ledger with the territories of these lines deduced; contract totals are printed with
    their territory, those of `contracts` excepted."""
    unprinted = set(contracts)
    return replace(
        ledger,
        lines=tuple(
            replace(x, territory_source=TerritorySource.DEDUCED)
            if x.territory in territories
            else x
            for x in ledger.lines
        ),
        totals=tuple(
            t if t.territory in unprinted else replace(t, territory_source=TerritorySource.PRINTED)
            for t in ledger.totals
        ),
    )


def reconciled(ledger: Ledger) -> Reconciliation:
    return reconcile(ledger, profile())[1]


def blocking(ledger: Ledger) -> tuple[Finding, ...]:
    return reconciled(ledger).blocking


def of_severity(found: Reconciliation, *severities: Severity) -> list[Finding]:
    return [f for f in found.findings if f.severity in severities]

"""The two readings: what both saw, what only one saw, and what they could not settle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.domain import (
    Ambiguity,
    Box,
    Control,
    ControlName,
    Finding,
    Line,
    PrintedTotal,
    Severity,
    TotalScope,
    Verdict,
)
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.document import WITNESSES
from pipeline.reconcile.footing import footed_lines, foots
from pipeline.reconcile.outcome import Outcome, fingerprint
from pipeline.reconcile.wording import NB, counted, listed, quoted

OCR = "ocr"


def readings(casting: Casting) -> Outcome:
    """A control of lines and one of totals seen twice; a finding a page for what was not."""
    lines = [x for x in casting.ledger.lines if _alone(x)]
    totals = [x for x in casting.ledger.totals if _alone(x)]
    findings = [_unsettled(ambiguity) for ambiguity in casting.ledger.ambiguities]
    proven = footed_lines(casting)
    pages = sorted({x.page for x in lines} | {x.page for x in totals})
    findings += [
        _one_witness(
            casting,
            proven,
            page,
            [line for line in lines if line.page == page],
            [total for total in totals if total.page == page],
        )
        for page in pages
    ]
    controls = (
        _control("lignes vues par deux lectures", casting.ledger.lines, lines),
        _control("totaux vus par deux lectures", casting.ledger.totals, totals),
    )
    return Outcome(controls, tuple(findings))


def _alone(figure: Line | PrintedTotal) -> bool:
    return len(set(figure.readers)) < WITNESSES


def _by_ocr(figure: Line | PrintedTotal) -> bool:
    return any(reader.startswith(OCR) for reader in figure.readers)


def _control(
    label: str, seen: Sequence[Line | PrintedTotal], alone: Sequence[Line | PrintedTotal]
) -> Control:
    names = listed(sorted({reader for figure in alone for reader in figure.readers}))
    return Control(
        ControlName.READINGS,
        Verdict.DIFFERS if alone else Verdict.AGREES,
        len(seen) - len(alone),
        len(seen),
        unit="nombre",
        label=label,
        cause=f"une seule lecture{NB}: {names or 'aucune'}" if alone else "",
    )


def _unsettled(ambiguity: Ambiguity) -> Finding:
    known = {str(name): name for name in ControlName}
    return Finding(
        known.get(ambiguity.control, ControlName.READINGS),
        Severity.BLOCKING,
        ambiguity.message,
        page=ambiguity.page,
        axis=ambiguity.axis,
        territory=ambiguity.territory,
        expected=ambiguity.expected,
        found=ambiguity.found,
        fingerprint=fingerprint(
            ambiguity.control,
            ambiguity.axis,
            ambiguity.territory,
            ambiguity.message,
            ambiguity.expected,
            ambiguity.found,
        ),
    )


def _one_witness(
    casting: Casting,
    proven: frozenset[str],
    page: int,
    lines: list[Line],
    totals: list[PrintedTotal],
) -> Finding:
    """What one reading alone saw on a page. The sums prove amounts, never labels: those are for a
    person to read again. An amount read by OCR that no sum proves blocks."""
    unproven = [line for line in lines if line.identifier not in proven]
    unproven_totals = [t for t in totals if t.scope is TotalScope.AXIS and not foots(casting, t)]
    ocr = any(map(_by_ocr, unproven)) or any(map(_by_ocr, unproven_totals))
    severity = (
        Severity.BLOCKING
        if ocr
        else Severity.WARNING
        if lines or unproven_totals
        else (Severity.INFO)
    )
    figures: tuple[Line | PrintedTotal, ...] = (*lines, *totals)
    sole = next(iter(lines), None) or totals[0]
    return Finding(
        ControlName.READINGS,
        severity,
        _message(page, lines, totals, bool(unproven or unproven_totals), figures),
        page=page,
        axis=sole.axis,
        territory=sole.territory,
        expected="deux lectures d'accord",
        found=listed(sorted({r for figure in figures for r in figure.readers})) or "aucune lecture",
        fingerprint=fingerprint(
            ControlName.READINGS,
            bool(unproven),
            ocr,
            [[x.label, x.amount.printed, x.readers] for x in figures],
        ),
        lines=tuple(line.identifier for line in lines),
        box=Box.around(figure.box for figure in figures),
    )


def _message(
    page: int,
    lines: list[Line],
    totals: list[PrintedTotal],
    unproven: bool,
    figures: Iterable[Line | PrintedTotal],
) -> str:
    by: dict[tuple[str, ...], int] = defaultdict(int)
    for figure in figures:
        by[figure.readers] += 1
    readers = listed(["+".join(names) or "aucune" for names in by])
    what = " et ".join(
        counted(len(some), word, plural)
        for some, word, plural in ((lines, "ligne", "lignes"), (totals, "total", "totaux"))
        if some
    )
    head = f"Page {page}{NB}: {what} qu'une seule lecture voit ainsi ({readers})."
    sums = (
        " Leurs sommes ne tombent pas juste, rien ne prouve ces montants."
        if unproven
        else " Les sommes prouvent les montants."
    )
    labels = listed([quoted(line.label) for line in lines])
    return head + sums + (f" Les libellés sont à relire{NB}: {labels}." if lines else "")

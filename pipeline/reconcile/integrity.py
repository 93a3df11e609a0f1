"""The ledger's own integrity: what no sum notices, because a line that is not costed adds nothing.

A line's identifier is edition-axis-territory-rank: a line that has left its section, or a rank
that is skipped, tells of a line lost or moved after it was read.
"""

from __future__ import annotations

import re

from pipeline.domain import ControlName, Finding, Line, PrintedTotal, Severity
from pipeline.reconcile.casting import Casting, Section
from pipeline.reconcile.counting import about
from pipeline.reconcile.outcome import Outcome, fingerprint
from pipeline.reconcile.wording import NB, capital, listed, place, quoted

_RANK = re.compile(r"-(\d+)$")


def integrity(casting: Casting) -> Outcome:
    """Findings alone: a ledger that holds together has nothing to show."""
    return Outcome(
        (),
        (
            *_incoherent(casting),
            *(
                _misplaced(casting, line)
                for line in casting.ledger.lines
                if _elsewhere(casting, line)
            ),
            *_gaps(casting),
            *_scattered(casting),
        ),
    )


def _incoherent(casting: Casting) -> list[Finding]:
    """Amounts whose kind and value contradict each other."""
    figures: tuple[Line | PrintedTotal, ...] = (*casting.ledger.lines, *casting.ledger.totals)
    wrong = [
        (figure, amount)
        for figure in figures
        for amount in (
            figure.amount,
            *((a for _, a in figure.other_amounts) if isinstance(figure, Line) else ()),
        )
        if amount.costed != (amount.cents is not None)
    ]
    return [
        Finding(
            ControlName.CONSERVATION,
            Severity.BLOCKING,
            f"Page {figure.page}{NB}: {quoted(figure.label)} est dit {amount.kind} et vaut "
            f"{amount.cents} centimes, ce qui se contredit.",
            page=figure.page,
            axis=figure.axis,
            territory=figure.territory,
            expected="un montant cohérent",
            found=amount.printed,
            fingerprint=fingerprint(
                ControlName.CONSERVATION,
                "incoherent",
                figure.axis,
                figure.territory,
                figure.label,
                amount.printed,
                amount.kind,
                amount.cents,
            ),
            box=figure.box,
        )
        for figure, amount in wrong
    ]


def _elsewhere(casting: Casting, line: Line) -> bool:
    home = f"{casting.ledger.edition}-{line.axis}-{line.territory}-"
    known = line.axis is not None and line.territory is not None
    return known and not line.identifier.startswith(home)


def _misplaced(casting: Casting, line: Line) -> Finding:
    return about(
        [line],
        ControlName.CONSERVATION,
        Severity.BLOCKING,
        f"Page {line.page}{NB}: {quoted(line.label)} est rangée sous "
        f"{place(casting.profile, line.axis, line.territory)}, mais a été lue ailleurs "
        f"({line.identifier}).",
        line.identifier,
        place(casting.profile, line.axis, line.territory),
    )


def _gaps(casting: Casting) -> list[Finding]:
    """Ranks of a section that are skipped: a line was read there and is gone."""
    found: list[Finding] = []
    for (axis, territory), lines in casting.sections.items():
        own = [line for line in lines if not _elsewhere(casting, line)]
        ranks = {int(m[1]) for line in own if (m := _RANK.search(line.identifier))}
        gone = sorted(set(range(1, max(ranks, default=0) + 1)) - ranks)
        if gone:
            found.append(
                Finding(
                    ControlName.CONSERVATION,
                    Severity.BLOCKING,
                    f"{capital(place(casting.profile, axis, territory))}{NB}: les lignes "
                    f"sautent le rang {listed([str(n) for n in gone])}{NB}; une ligne lue n'est "
                    "plus dans le relevé.",
                    page=lines[0].page,
                    axis=axis,
                    territory=territory,
                    expected=f"{max(ranks)} lignes",
                    found=f"{len(ranks)} lignes",
                    fingerprint=fingerprint(
                        ControlName.CONSERVATION, "gap", axis, territory, gone, max(ranks)
                    ),
                    lines=tuple(line.identifier for line in lines),
                )
            )
    return found


def _scattered(casting: Casting) -> list[Finding]:
    """Sections cut in two by pages that hold only lines of others: a line has strayed."""
    pages: dict[int, set[Section]] = {}
    for section, lines in casting.sections.items():
        for line in lines:
            pages.setdefault(line.page, set()).add(section)
    found: list[Finding] = []
    for section, lines in casting.sections.items():
        own = sorted({line.page for line in lines})
        between = [p for p in pages if own[0] < p < own[-1] and section not in pages[p]]
        if between:
            last = [line for line in lines if line.page == own[-1]]
            found.append(
                about(
                    last,
                    ControlName.CONSERVATION,
                    Severity.BLOCKING,
                    f"{capital(place(casting.profile, *section))}{NB}: des lignes sont aux pages "
                    f"{listed([str(p) for p in own], len(own))}, séparées par d'autres sections "
                    f"(pages {listed([str(p) for p in sorted(between)])}).",
                    "une section d'un seul tenant",
                    f"pages {listed([str(p) for p in own], len(own))}",
                )
            )
    return found

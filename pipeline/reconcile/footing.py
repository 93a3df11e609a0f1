"""Footing: lines to the totals printed under them, to the cent, and every line in one total."""

from __future__ import annotations

from collections import Counter, defaultdict

from pipeline.domain import (
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
from pipeline.normalise.money import format_euros
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.causes import footing_causes
from pipeline.reconcile.outcome import Outcome, fingerprint
from pipeline.reconcile.wording import NB, counted, listed, place, quoted, signed
from pipeline.tables import line_cents

FOOTED = (TotalScope.AXIS, TotalScope.SUBTOTAL)


def footing(casting: Casting) -> Outcome:
    """One control for each printed AXIS or SUBTOTAL total; findings for those that don't hold,
    and for lines that no total, or more than one, proves."""
    checked = [_check(casting, t) for t in casting.ledger.totals if t.scope in FOOTED]
    controls = tuple(control for control, _ in checked)
    findings = [finding for _, finding in checked if finding is not None]
    findings += _unproven(casting)
    return Outcome(controls, tuple(findings))


def foots(casting: Casting, total: PrintedTotal) -> bool:
    """True when the total's lines are all there, its own, and sum to it exactly."""
    return casting.difference(total) == 0 and not _faults(casting, total)


def footed_lines(casting: Casting) -> frozenset[str]:
    """The identifiers of lines that an AXIS total of the main column proves."""
    return frozenset(
        i for t in casting.of_scope(TotalScope.AXIS) if foots(casting, t) for i in t.lines
    )


def _faults(casting: Casting, total: PrintedTotal) -> list[str]:
    """What is wrong with the total itself or with the list of lines that it sums, in French."""
    faults: list[str] = []
    lines = casting.lines_of(total)
    missing = sum(i not in casting.by_id for i in total.lines)
    if not total.lines:
        faults.append("aucune ligne ne se trouve sous ce total")
    if missing:
        faults.append(f"{counted(missing, 'ligne')} de ce total manque{'nt' * (missing > 1)}")
    if len(set(total.lines)) < len(total.lines):
        faults.append("une même ligne y est comptée deux fois")
    strangers = [x for x in lines if (x.axis, x.territory) != (total.axis, total.territory)]
    if strangers:
        names = listed([quoted(line.label) for line in strangers])
        faults.append(f"des lignes d'un autre axe ou d'un autre territoire y sont : {names}")
    if not total.amount.costed and any(line.amount.costed for line in lines):
        faults.append("le total n'est pas chiffré alors que des lignes le sont")
    return faults


def _check(casting: Casting, total: PrintedTotal) -> tuple[Control, Finding | None]:
    computed, printed = casting.computed(total), total.amount.cents
    difference, faults = casting.difference(total), _faults(casting, total)
    folded = _same_fault_as_axis(casting, total)
    causes = footing_causes(casting, total) if difference and not folded else ()
    cause = "même écart que le total de l'axe" if folded else causes[0].sentence if causes else ""
    control = Control(
        ControlName.FOOTING,
        Verdict.DIFFERS if difference or faults else Verdict.AGREES,
        computed,
        printed,
        axis=total.axis,
        territory=total.territory,
        page=total.page,
        label=total.label if total.column is None else f"{total.label} ({total.column})",
        cause=cause or "; ".join(faults),
        lines=tuple(total.lines),
        box=total.box,
    )
    if folded or not (difference or faults):
        return control, None
    return control, Finding(
        ControlName.FOOTING,
        Severity.BLOCKING,
        _message(casting, total, faults),
        page=total.page,
        axis=total.axis,
        territory=total.territory,
        expected=total.amount.printed if printed is None else format_euros(printed),
        found=format_euros(computed),
        causes=causes,
        fingerprint=fingerprint(
            ControlName.FOOTING,
            total.axis,
            total.territory,
            total.scope,
            total.column,
            printed,
            computed,
            [line_cents(x, total.column) for x in casting.lines_of(total)],
            faults,
        ),
        lines=tuple(total.lines),
        box=total.box,
    )


def _same_fault_as_axis(casting: Casting, total: PrintedTotal) -> bool:
    """A sub-total that differs by what its axis total differs by tells of the same fault."""
    difference = casting.difference(total)
    if total.scope is not TotalScope.SUBTOTAL or not difference or _faults(casting, total):
        return False
    return any(
        casting.difference(axis) == difference
        for axis in casting.of_scope(TotalScope.AXIS, total.column)
        if (axis.axis, axis.territory) == (total.axis, total.territory)
    )


def _message(casting: Casting, total: PrintedTotal, faults: list[str]) -> str:
    where = place(casting.profile, total.axis, total.territory)
    column = f", colonne {quoted(total.column)}" if total.column else ""
    kind = "total" if total.scope is TotalScope.AXIS else "sous-total"
    lines = counted(len(casting.lines_of(total)), "ligne")
    difference = casting.difference(total)
    said = f"Page {total.page}, {where}{column}{NB}: le {kind} imprimé est {total.amount.printed}"
    said = " ".join(said.split("\n"))
    summed = f"la somme de ses {lines} est {format_euros(casting.computed(total))}"
    gap = f", soit un écart de {signed(difference)}" if difference else ""
    told = f" ({'; '.join(faults)})" if faults else ""
    return f"{said}, {summed}{gap}{told}."


def _unproven(casting: Casting) -> list[Finding]:
    """Lines that are in no AXIS total of a column where they stand, or in more than one."""
    counts: Counter[tuple[str, str | None]] = Counter(
        (i, t.column)
        for t in casting.ledger.totals
        if t.scope is TotalScope.AXIS
        for i in dict.fromkeys(t.lines)
    )
    groups: dict[tuple[str | None, str | None, str | None, bool], list[Line]] = defaultdict(list)
    for line in casting.ledger.lines:
        for column in (None, *(header for header, _ in line.other_amounts)):
            times = counts[line.identifier, column]
            if times != 1:
                groups[line.axis, line.territory, column, times > 1].append(line)
    return [
        _unproven_finding(casting, axis, territory, column, twice, lines)
        for (axis, territory, column, twice), lines in groups.items()
    ]


def _unproven_finding(
    casting: Casting,
    axis: str | None,
    territory: str | None,
    column: str | None,
    twice: bool,
    lines: list[Line],
) -> Finding:
    what = "comptées dans deux totaux d'axe" if twice else "dans aucun total d'axe"
    where = place(casting.profile, axis, territory)
    named = listed([quoted(line.label) for line in lines])
    head = f"Page {lines[0].page}, {where}"
    if column:
        head += f", colonne {quoted(column)}"
    cents = [line_cents(line, column) for line in lines]
    return Finding(
        ControlName.FOOTING,
        Severity.BLOCKING,
        f"{head}{NB}: {counted(len(lines), 'ligne')} {what}, rien ne les prouve{NB}: {named}.",
        page=lines[0].page,
        axis=axis,
        territory=territory,
        expected="un total d'axe, un seul",
        found="plusieurs totaux d'axe" if twice else "aucun total d'axe",
        fingerprint=fingerprint(
            ControlName.FOOTING,
            "unproven",
            axis,
            territory,
            column,
            twice,
            [line.label for line in lines],
            cents,
        ),
        lines=tuple(line.identifier for line in lines),
        box=Box.around(x.box for x in lines if x.page == lines[0].page),
    )

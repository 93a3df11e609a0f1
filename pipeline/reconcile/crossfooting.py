"""Cross-footing: axis totals and lines to the printed contract totals."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.domain import (
    Control,
    ControlName,
    Finding,
    PrintedTotal,
    Severity,
    TotalScope,
    Verdict,
)
from pipeline.normalise.money import format_euros
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.contract_causes import contract_causes
from pipeline.reconcile.outcome import CONSEQUENCE, Outcome, fingerprint
from pipeline.reconcile.wording import NB, signed, territory_name


def cross_footing(casting: Casting, blamed: frozenset[str]) -> Outcome:
    """A control for every contract; findings for those that neither lines nor axes explain.

    `blamed` are the territories of which another control already found a fault: a contract that
    agrees with the lines or with the printed axis totals tells of that same fault, and its
    control says so without a finding of its own.
    """
    parts = [
        *(_contract(casting, t, blamed) for t in casting.of_scope(TotalScope.CONTRACT)),
        *(_contract(casting, t, blamed) for t in _further_columns(casting)),
        *_unprinted(casting),
    ]
    controls = tuple(control for control, _ in parts)
    found = tuple(finding for _, finding in parts if finding is not None)
    return Outcome(controls, found)


def _further_columns(casting: Casting) -> list[PrintedTotal]:
    totals = casting.ledger.totals
    return [t for t in totals if t.scope is TotalScope.CONTRACT and t.column is not None]


def _contract(
    casting: Casting, total: PrintedTotal, blamed: frozenset[str]
) -> tuple[Control, Finding | None]:
    printed, code = total.amount.cents, total.territory
    if code is None:
        return _nobodys(total), None
    lines, axes = casting.lines_sum(code, total.column), casting.totals_sum(code, total.column)
    computed = lines if lines != printed else axes
    agrees = lines == axes == printed
    consequence = code in blamed and _told(casting, total, lines, axes)
    causes = () if agrees or consequence else contract_causes(casting, total, computed)
    control = Control(
        ControlName.CROSS_FOOTING,
        Verdict.AGREES if agrees else Verdict.DIFFERS,
        computed,
        printed,
        territory=code,
        page=total.page,
        label=total.label,
        cause=CONSEQUENCE if consequence else causes[0].sentence if causes else "",
        lines=tuple(x.identifier for x in casting.ledger.lines if x.territory == code),
        box=total.box,
    )
    if agrees or consequence:
        return control, None
    shown = format_euros(printed) if printed is not None else total.amount.printed
    return control, Finding(
        ControlName.CROSS_FOOTING,
        Severity.BLOCKING,
        f"Page {total.page}, contrat {territory_name(casting.profile, code)}{NB}: le total "
        f"imprimé est {shown}, la somme des lignes {format_euros(lines)} et celle des totaux "
        f"d'axe {format_euros(axes)}, soit un écart de {signed(computed - (printed or 0))}.",
        page=total.page,
        territory=code,
        expected=shown,
        found=format_euros(computed),
        causes=causes,
        fingerprint=fingerprint(
            ControlName.CROSS_FOOTING,
            code,
            total.column,
            printed,
            lines,
            axes,
            [[*key, cents] for key, cents in casting.printed_sections.items() if key[1] == code],
        ),
        lines=control.lines,
        box=total.box,
    )


def _nobodys(total: PrintedTotal) -> Control:
    """A contract total of an unknown territory: the control of names finds it."""
    return Control(
        ControlName.CROSS_FOOTING,
        Verdict.UNVERIFIABLE,
        None,
        total.amount.cents,
        page=total.page,
        label=total.label,
        cause="territoire inconnu",
        box=total.box,
    )


def _told(casting: Casting, total: PrintedTotal, lines: int, axes: int) -> bool:
    """True when the faults already found in this territory are enough to explain the contract."""
    printed = total.amount.cents
    if printed is None:
        return False
    if printed in (lines, axes):
        return True
    own = [key for key in casting.computed_sections if key[1] == total.territory]
    if any(key[1] == total.territory for key in casting.missing_sections):
        return axes < printed
    strange = [key for key in casting.unexpected_sections if key[1] == total.territory]
    if strange and axes - sum(casting.printed_sections.get(key, 0) for key in strange) == printed:
        return True
    return total.column is None and any(sum(m.values()) == printed for m in casting.mixes(own))


def _unprinted(casting: Casting) -> Iterable[tuple[Control, Finding | None]]:
    """Contracts whose total is printed nowhere: expected by the profile, or not."""
    printed = {t.territory for t in casting.of_scope(TotalScope.CONTRACT)}
    expected = casting.profile.contract_totals or ()
    present = {territory for _, territory in casting.computed_sections}
    for territory in casting.profile.territories:
        if territory.code in printed or territory.code not in present | set(expected):
            continue
        computed = casting.lines_sum(territory.code)
        control = Control(
            ControlName.CROSS_FOOTING,
            Verdict.UNVERIFIABLE,
            computed,
            None,
            territory=territory.code,
            label="contrat sans total imprimé",
            cause="le document n'imprime pas le total de ce contrat",
            lines=tuple(
                x.identifier for x in casting.ledger.lines if x.territory == territory.code
            ),
        )
        yield (
            control,
            _unprinted_finding(territory.code, territory.name, computed, control, expected),
        )


def _unprinted_finding(
    code: str, name: str, computed: int, control: Control, expected: Iterable[str]
) -> Finding | None:
    if code not in expected:
        return None
    return Finding(
        ControlName.CROSS_FOOTING,
        Severity.BLOCKING,
        f"Contrat {name}{NB}: le profil attend un total imprimé, aucun n'a été lu. Si l'édition "
        f"n'en imprime pas, retirez « {code} » de la clé « contract_totals » du profil.",
        territory=code,
        expected="un total de contrat imprimé",
        found="aucun",
        fingerprint=fingerprint(ControlName.CROSS_FOOTING, "unprinted", code, computed),
        lines=control.lines,
    )

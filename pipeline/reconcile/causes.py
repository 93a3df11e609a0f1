"""Likely causes of a difference between lines and their printed total, the likeliest first.

Each rule is one small pure function: it looks at a Case and gives a Cause or None. The order of
RULES is the ranking: what points at one figure to the cent comes before what only makes the
difference possible, and « the document itself is wrong » comes when nothing else explains it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable

from pipeline.domain import Cause, PrintedTotal, TotalScope
from pipeline.normalise.money import format_euros
from pipeline.reconcile.case import Case, Side, open_case
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.digits import other_swaps, rounder_swaps, scaled
from pipeline.reconcile.document import accounted_for, agreed, letter
from pipeline.reconcile.misread import misread_digit
from pipeline.reconcile.unaccounted import unaccounted_amounts
from pipeline.reconcile.wording import NB, counted, listed, place, quoted, signed
from pipeline.tables import line_cents

_SWAPPED = "Deux chiffres sont sans doute inversés"
_SUBTOTAL = re.compile(r"\b(?:sous[- ]?total|total)\b", re.IGNORECASE)


def footing_causes(casting: Casting, total: PrintedTotal) -> tuple[Cause, ...]:
    """The likely causes of the difference of an AXIS or SUBTOTAL total, ranked; never empty."""
    case = open_case(casting, total)
    found = [cause for rule in RULES if (cause := rule(case)) is not None]
    return tuple(found) or (_undecided(case),)


def _lost_line(case: Case) -> Cause | None:
    """An amount of the page that is in no line, or a line in no total, equals the difference."""
    if case.side is Side.LINES:
        return None
    for page in case.pages:
        for amount in unaccounted_amounts(case.casting.pages.get(page)):
            if amount.cents == -case.difference:
                return Cause(
                    "lost_line",
                    f"Une ligne a été perdue{NB}: le montant {format_euros(amount.cents)} est sur "
                    f"la page {page} sans appartenir à aucune ligne, et c'est exactement l'écart.",
                    evidence=amount.text,
                    page=page,
                    boxes=amount.boxes,
                )
    kept = {i for t in case.casting.ledger.totals if t.scope is TotalScope.AXIS for i in t.lines}
    for line in case.casting.ledger.lines:
        near = line.page in case.pages or (line.axis, line.territory) == (
            case.total.axis,
            case.total.territory,
        )
        if line.identifier not in kept and near and case.cents(line) == -case.difference:
            return Cause(
                "lost_line",
                f"Une ligne est restée hors du total{NB}: {quoted(line.label)}, "
                f"{format_euros(case.cents(line))}, est exactement l'écart.",
                page=line.page,
                boxes=(line.box,),
            )
    return None


def _doubled_line(case: Case) -> Cause | None:
    """Two lines with the same label and the amount of the difference: one is too many."""
    if case.side is Side.LINES or case.difference == 0:
        return None
    twins = Counter(line.label.casefold() for line in case.holding(case.difference))
    twice = [label for label, n in twins.items() if n > 1]
    if not twice:
        return None
    lines = [x for x in case.holding(case.difference) if x.label.casefold() == twice[0]]
    return Cause(
        "doubled_line",
        f"Une ligne est comptée deux fois{NB}: {quoted(lines[0].label)}, "
        f"{format_euros(case.difference)}, est exactement l'écart.",
        evidence=f"{counted(len(lines), 'ligne')} au même libellé et au même montant",
        page=lines[-1].page,
        boxes=tuple(line.box for line in lines if line.page == lines[-1].page),
    )


def _counted_subtotal(case: Case) -> Cause | None:
    """A line equal to the difference is the sum of the lines right before or after it, or is
    called a total."""
    if case.side is Side.LINES:
        return None
    sums = [case.cents(line) for line in case.lines]
    for i, line in enumerate(case.lines):
        if sums[i] != case.difference:
            continue
        before = list(itertools.accumulate(reversed(sums[:i])))[1:]
        after = list(itertools.accumulate(sums[i + 1 :]))[1:]
        if _SUBTOTAL.search(line.label) or case.difference in (*before, *after):
            return Cause(
                "counted_subtotal",
                f"Un sous-total est compté comme une ligne{NB}: {quoted(line.label)}, "
                f"{format_euros(sums[i])}, est exactement l'écart.",
                page=line.page,
                boxes=(line.box,),
            )
    return None


def _neighbour(case: Case) -> Cause | None:
    """Another total differs by the opposite, and one line of that size stands on the wrong side."""
    if case.side is Side.LINES:
        return None
    for other in case.casting.of_scope(TotalScope.AXIS, case.total.column):
        if other == case.total or case.casting.difference(other) != -case.difference:
            continue
        giver = case.total if case.difference > 0 else other
        size = abs(case.difference)
        lines = case.casting.lines_of(giver)
        moved = [line for line in lines if line_cents(line, giver.column) == size]
        if moved:
            there = place(case.casting.profile, other.axis, other.territory)
            named = listed([quoted(line.label) for line in moved])
            return Cause(
                "neighbour",
                f"Une ligne est rangée dans la section voisine{NB}: l'écart de {there} (page "
                f"{other.page}) est l'inverse exact, et {named} vaut {format_euros(size)}.",
                page=moved[0].page,
                boxes=(moved[0].box,),
            )
    return None


def _near_miss(
    case: Case, rule: str, slips: Callable[[int], frozenset[int]], said: str
) -> Cause | None:
    """The lines, or the total, that one slip turns into an amount that closes the difference."""
    names: list[str] = []
    places = []
    printed = case.total.amount.cents
    if case.side is not Side.TOTAL and printed is not None:
        right = printed + case.difference
        if right in slips(printed):
            names.append(
                f"le total imprimé, {format_euros(right)} au lieu de {format_euros(printed)}"
            )
            places.append((case.total.page, case.total.box))
    for line in case.lines if case.side is not Side.LINES else ():
        right = case.cents(line) - case.difference
        if right in slips(case.cents(line)):
            names.append(
                f"{quoted(line.label)}, {format_euros(right)} au lieu de "
                f"{format_euros(case.cents(line))}"
            )
            places.append((line.page, line.amount_box))
    if not names:
        return None
    page = places[0][0]
    return Cause(
        rule,
        f"{said}{NB}: {listed(names)}.",
        evidence=f"{counted(len(names), 'montant')} où cela annule exactement l'écart",
        page=page,
        boxes=tuple(box for p, box in places if p == page),
    )


def _swapped_digits(case: Case) -> Cause | None:
    """A swap of two adjacent digits changes an amount by a multiple of nine."""
    return _near_miss(case, "swapped_digits", rounder_swaps, _SWAPPED) if _by_nine(case) else None


def _swapped_from_rounder(case: Case) -> Cause | None:
    """A swap whose right amount would be less round than what is read: possible, less likely."""
    return _near_miss(case, "swapped_digits", other_swaps, _SWAPPED) if _by_nine(case) else None


def _by_nine(case: Case) -> bool:
    return case.difference % 9 == 0


def _factor(case: Case) -> Cause | None:
    return _near_miss(
        case, "factor", scaled, "Un facteur dix, cent ou mille sépare sans doute deux écritures"
    )


def _not_costed(case: Case) -> Cause | None:
    """Lines fall short and some of them print a dash: the difference may stand there."""
    dashes = [line for line in case.lines if not line.amount.costed]
    if case.side is Side.LINES or case.difference > 0 or not dashes:
        return None
    named = listed([quoted(line.label) for line in dashes])
    return Cause(
        "not_costed",
        f"L'écart de {format_euros(-case.difference)} tient sans doute à "
        f"{counted(len(dashes), 'ligne non chiffrée', 'lignes non chiffrées')}{NB}: {named}.",
        page=dashes[0].page,
        boxes=tuple(x.amount_box for x in dashes if x.page == dashes[0].page),
    )


_SIDES = {
    Side.LINES: ("le total imprimé", "Le total du contrat donne raison aux lignes."),
    Side.TOTAL: (
        "une des lignes, ou il en manque une",
        "Le total du contrat donne raison au total imprimé.",
    ),
    Side.UNKNOWN: (
        "une ligne ou le total imprimé, ou il manque une ligne",
        "Aucun autre total ne dit lequel.",
    ),
}


def _document(case: Case) -> Cause | None:
    """Every word of the pages has its place, both readings agree and none is in doubt: the page
    says what it says."""
    if any(doubt.page in case.pages for doubt in case.casting.ledger.ambiguities):
        return None
    if not all(accounted_for(case.casting.pages.get(p)) for p in case.pages):
        return None
    if not agreed(case.total, *case.lines):
        return None
    printed = " ".join(case.total.amount.printed.split())
    wrong, sides = _SIDES[case.side]
    return Cause(
        "document",
        f"Le document lui-même se contredit{NB}: tout ce que porte la page est lu et les deux "
        f"lectures s'accordent. {sides} L'erreur est dans {wrong}.",
        evidence=letter(
            case.total.page,
            f"pour l'{case.where}, le total imprimé est de {printed}, alors que les "
            f"{counted(len(case.lines), 'action')} qu'il récapitule totalisent "
            f"{format_euros(case.difference + (case.total.amount.cents or 0))} "
            f"(écart{NB}: {signed(case.difference)}). {sides}",
        ),
        page=case.total.page,
        boxes=(case.total.box,),
    )


def _undecided(case: Case) -> Cause:
    return Cause(
        "undecided",
        f"Cause indécidable{NB}: aucune règle n'explique un écart de {signed(case.difference)}.",
        page=case.total.page,
        boxes=(case.total.box,),
    )


RULES: tuple[Callable[[Case], Cause | None], ...] = (
    _lost_line,
    misread_digit,
    _doubled_line,
    _counted_subtotal,
    _neighbour,
    _swapped_digits,
    _factor,
    _swapped_from_rounder,
    _not_costed,
    _document,
)

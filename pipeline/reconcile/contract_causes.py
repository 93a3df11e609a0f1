"""Likely causes of a printed contract total that its axes don't sum to, the likeliest first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.domain import Cause, PrintedTotal
from pipeline.normalise.money import format_euros
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.digits import scaled, swaps
from pipeline.reconcile.document import accounted_for, agreed, letter
from pipeline.reconcile.order import exchange
from pipeline.reconcile.wording import NB, listed, signed, territory_name


@dataclass(frozen=True)
class ContractCase:
    """A contract total, and what its lines and axes come to. Money is integer cents."""

    casting: Casting
    total: PrintedTotal
    computed: int

    @property
    def printed(self) -> int:
        return self.total.amount.cents or 0

    @property
    def difference(self) -> int:
        return self.computed - self.printed

    @property
    def who(self) -> str:
        return territory_name(self.casting.profile, self.total.territory)

    def cause(self, rule: str, sentence: str, evidence: str = "") -> Cause:
        return Cause(rule, sentence, evidence, self.total.page, (self.total.box,))


def contract_causes(casting: Casting, total: PrintedTotal, computed: int) -> tuple[Cause, ...]:
    """The likely causes of the difference of a contract total, ranked; never empty."""
    case = ContractCase(casting, total, computed)
    found = [cause for rule in RULES if (cause := rule(case)) is not None]
    undecided = case.cause(
        "undecided",
        f"Cause indécidable{NB}: aucune règle n'explique un écart de {signed(case.difference)}.",
    )
    return tuple(found) or (undecided,)


def _page_order(case: ContractCase) -> Cause | None:
    """Exchanging deduced sections between territories makes every contract foot."""
    proposed = exchange(case.casting)
    if proposed is None or case.total.territory not in proposed.territories:
        return None
    names = listed([territory_name(case.casting.profile, t) for t in proposed.territories], 7)
    axes = listed(proposed.axes, 9)
    return case.cause(
        "page_order",
        f"Les pages sont sans doute dans un autre ordre que celui déduit{NB}: en échangeant les "
        f"sections de {names} (axe {axes}), tous les contrats tombent juste.",
        "ordre à corriger dans la clé « order » du profil",
    )


def _foreign_section(case: ContractCase) -> Cause | None:
    """One section's total is exactly what the contract has too much: it may belong elsewhere."""
    own = [
        axis
        for (axis, code), cents in case.casting.printed_sections.items()
        if code == case.total.territory and cents == case.difference
    ]
    if not own:
        return None
    return case.cause(
        "foreign_section",
        f"La section de l'axe {listed(own)} vaut exactement l'écart{NB}: elle appartient sans "
        f"doute à un autre territoire que {case.who}, ou le contrat ne la compte pas.",
    )


def _swapped_digits(case: ContractCase) -> Cause | None:
    if case.computed not in swaps(case.printed):
        return None
    return case.cause(
        "swapped_digits",
        f"Deux chiffres sont sans doute inversés dans le total du contrat{NB}: "
        f"{format_euros(case.computed)} au lieu de {format_euros(case.printed)}.",
    )


def _factor(case: ContractCase) -> Cause | None:
    if case.computed not in scaled(case.printed):
        return None
    return case.cause(
        "factor",
        f"Un facteur dix, cent ou mille sépare le total du contrat de ses axes{NB}: "
        f"{format_euros(case.computed)} au lieu de {format_euros(case.printed)}.",
    )


def _document(case: ContractCase) -> Cause | None:
    """Everything on the pages is read, twice, and every axis foots: the contract total is wrong."""
    lines = [x for x in case.casting.ledger.lines if x.territory == case.total.territory]
    pages = {case.total.page, *(line.page for line in lines)}
    doubtful = any(doubt.page in pages for doubt in case.casting.ledger.ambiguities)
    if doubtful or not lines or not agreed(case.total, *lines):
        return None
    if not all(accounted_for(case.casting.pages.get(page)) for page in pages):
        return None
    sums = case.casting.lines_sum(case.total.territory, case.total.column)
    if sums != case.casting.totals_sum(case.total.territory, case.total.column):
        return None
    printed = " ".join(case.total.amount.printed.split())
    return case.cause(
        "document",
        f"Le document lui-même se contredit{NB}: tout ce que portent les pages est lu, les deux "
        "lectures s'accordent, et les lignes donnent raison aux totaux d'axe. L'erreur est dans le "
        "total du contrat.",
        letter(
            case.total.page,
            f"le total du contrat {case.who} est de {printed}, alors que ses axes totalisent "
            f"{format_euros(sums)} (écart{NB}: {signed(sums - case.printed)}).",
        ),
    )


RULES: tuple[Callable[[ContractCase], Cause | None], ...] = (
    _page_order,
    _swapped_digits,
    _factor,
    _foreign_section,
    _document,
)

"""Why may a total differ from its lines? The likeliest reason, in French. Pure.

Each rule looks at a Case and gives a sentence or None; their order is the ranking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.check.rows import Row
from pipeline.check.spans import Node
from pipeline.reconcile.digits import scaled, swaps

NB, NN = "\u00a0", "\u202f"
HALF = Decimal("0.5")
DECIMALS = re.compile(r"[.,]([0-9]{1,2})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Case:
    """A total that differs in one column. `computed` is what the span adds up to.

    `beside` are rows next to the span that it leaves out; `elsewhere` tells that the same total
    agrees in another column.
    """

    row: Row
    column: int
    computed: int
    span: Sequence[Node]
    beside: Sequence[Row]
    elsewhere: bool

    @property
    def printed(self) -> int:
        return self.row.cents(self.column)

    @property
    def difference(self) -> int:
        return self.computed - self.printed

    def cents(self, node: Node) -> int:
        return node.printed[self.column]

    def named(self, row: Row) -> str:
        return f"«{NB}{row.label or 'sans libellé'}{NB}» ({number(row.cents(self.column))})"


def cause_of(case: Case) -> str:
    """The likeliest cause of a difference; never empty."""
    found = (rule(case) for rule in RULES)
    return next((sentence for sentence in found if sentence), UNDECIDED)


def number(cents: int) -> str:
    """Hundredths of the document's unit as a French number, « ,00 » left out."""
    whole, rest = divmod(abs(cents), 100)
    text = f"{whole:,}".replace(",", NN) + (f",{rest:02d}" if rest else "")
    return ("−" if cents < 0 else "") + text


def units(cents: int | None) -> float | int | None:
    """Hundredths as a number in the document's unit."""
    if cents is None:
        return None
    return cents // 100 if cents % 100 == 0 else float(Decimal(cents).scaleb(-2))


def _subtotal(case: Case) -> str | None:
    """A sub-total that is itself wrong, in a total that sums the lines under it."""
    for node in case.span:
        if node.level and node.leaves[case.column] != case.cents(node):
            return f"Le sous-total {case.named(node.row)} diffère lui-même de ses lignes."
    return None


def _left_out(case: Case) -> str | None:
    for node in case.span:
        if case.cents(node) == case.difference:
            return (
                f"La ligne {case.named(node.row)} est exactement l'écart{NB}: le total imprimé ne "
                "la compte pas, ou elle est imprimée en trop."
            )
    return None


def _also_counted(case: Case) -> str | None:
    for row in case.beside:
        if row.cents(case.column) == -case.difference:
            return (
                f"Le total imprimé compte sans doute aussi {case.named(row)}, qui est exactement "
                "l'écart."
            )
    return None


def _sign(case: Case) -> str | None:
    if case.printed == -case.computed:
        return "Le signe du montant imprimé est sans doute inversé."
    for node in case.span:
        if case.cents(node) and 2 * case.cents(node) == case.difference:
            return (
                f"Le signe de la ligne {case.named(node.row)} est sans doute inversé{NB}: deux "
                "fois son montant font l'écart."
            )
    return None


def _swapped(case: Case) -> str | None:
    if case.printed in swaps(case.computed):
        return "Deux chiffres du total imprimé sont sans doute inversés."
    closing = [n for n in case.span if case.cents(n) - case.difference in swaps(case.cents(n))]
    if len(closing) != 1:
        return None
    wanted = number(case.cents(closing[0]) - case.difference)
    return (
        f"Deux chiffres de la ligne {case.named(closing[0].row)} sont peut-être inversés{NB}: "
        f"{wanted} fermerait l'écart."
    )


def _scaled(case: Case) -> str | None:
    if case.printed in scaled(case.computed):
        return "Le total imprimé et la somme sont à un facteur dix, cent ou mille près."
    return None


def _rounding(case: Case) -> str | None:
    """Each line may be off by half of its last printed place, and so may the total."""
    places = [_place(row.cells[case.column].printed)  # type: ignore[union-attr]
              for row in (case.row, *(n.row for n in case.span))
              if row.cells[case.column] is not None]  # fmt: skip
    if abs(case.difference) <= sum(places) * HALF:
        return f"L'écart tient dans l'arrondi des {len(case.span)} lignes."
    return None


def _place(printed: str) -> Decimal:
    """The last printed place of an amount, in hundredths; 0 where hundredths are printed."""
    found = DECIMALS.search(printed)
    decimals = len(found[1]) if found else 0
    return Decimal(0) if decimals == 2 else Decimal(100).scaleb(-decimals)


def _other_columns(case: Case) -> str | None:
    if case.elsewhere:
        return (
            f"Le même total est conforme dans une autre colonne{NB}: dans celle-ci, le total ou "
            "une ligne est en cause."
        )
    return None


UNDECIDED = (
    f"Cause non déterminée{NB}: dans le document, le total ou l'une de ses lignes est faux, ou une "
    "ligne manque."
)
RULES = (
    _subtotal, _left_out, _also_counted, _sign, _swapped, _scaled, _rounding, _other_columns,
)  # fmt: skip

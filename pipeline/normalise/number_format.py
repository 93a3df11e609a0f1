"""How documents write numbers, as data, and the grammar of a whole printed amount."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Spaces that typesetters put between thousands: none is wide enough to part two columns.
SPACES = frozenset("\u0020\u00a0\u202f\u2004\u2005\u2006\u2007\u2008\u2009\u200a")
EURO = frozenset("€")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a document writes numbers.

    `thousands` are the separators it may use, `decimal` its decimal mark. `sure` are those of
    `thousands` that group digits even with no currency beside them: a French « 1.234 » alone may
    be a decimal number written the English way. `currencies` are its currency signs. `tabular` is
    for tables whose unit stands in a heading: (12,4) or 318,2 with no currency is then an amount.
    """

    thousands: frozenset[str]
    decimal: str
    sure: frozenset[str] = SPACES
    currencies: frozenset[str] = EURO
    tabular: bool = False


FRENCH = NumberFormat(SPACES | {"."}, ",")
SPANISH = NumberFormat(SPACES | {"."}, ",", SPACES | {"."})
ENGLISH = NumberFormat(SPACES | {","}, ".", SPACES | {","}, EURO | {"$", "£"})
SWISS = NumberFormat(SPACES | {"'"}, ".", SPACES | {"'"})

WORD = r"(?i:EUR|euros?)(?![^\W\d_])"
POWER = r"(?:[kK]|Mds?|M|(?i:milliers?|millions?|milliards?)(?: d'| ))"


@lru_cache(maxsize=16)
def grammar(number_format: NumberFormat) -> re.Pattern[str]:
    """A whole amount, on text whose spaces, minus signs and apostrophes are made regular.

    One alternative for each separator, so that a number never mixes two. Groups: open, sign,
    before (currency), inner (sign), whole, decimals, unit, after (currency).
    """
    separators = {r"[ \n]" if s in SPACES else re.escape(s) for s in number_format.thousands}
    grouped = "|".join(rf"[1-9][0-9]{{0,2}}(?:{s}[0-9]{{3}})+" for s in sorted(separators))
    signs = re.escape("".join(sorted(number_format.currencies)))
    currency = rf"(?:[{signs}]|{WORD})"
    unit = rf"(?:{POWER} ?)?{currency}"
    return re.compile(
        rf"(?P<open>\()?(?P<sign>[+-])?(?:(?P<before>{currency})(?: *|\n))?(?P<inner>[+-])?"
        rf"(?P<whole>{grouped}|[1-9][0-9]*|0)"
        rf"(?:{re.escape(number_format.decimal)}(?P<decimals>[0-9]+))?"
        rf"(?:(?: *|\n)(?P<unit>{unit}))?"
        rf"(?(open)\))(?:(?: *|\n)(?P<after>{unit}))?"
    )

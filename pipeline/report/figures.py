"""Numbers and dates as an analyst reads them: French in the page, the value beside for English."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from markupsafe import Markup

from pipeline.report.texts import NBSP, NNBSP

MINUS = "−"
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip


def number(value: Decimal, decimals: int, *, signed: bool = False) -> str:
    """A number with narrow no-break spaces between thousands and a decimal comma."""
    text = f"{abs(value):,.{decimals}f}".replace(",", NNBSP).replace(".", ",")
    zero = not any(c in "123456789" for c in text)
    sign = MINUS if value < 0 and not zero else "+" if signed and not zero else ""
    return sign + text


def euros(cents: int, decimals: int, *, signed: bool = False) -> str:
    """Integer cents as French text in euros."""
    return f"{number(Decimal(cents).scaleb(-2), decimals, signed=signed)}{NBSP}€"


def percent(value: float, decimals: int) -> str:
    return f"{number(Decimal(repr(value)), decimals)}{NBSP}%"


def date(moment: dt.date | dt.datetime) -> Markup:
    """A `time` element, the date in French words, with the hour where there is one."""
    text = f"{moment.day}{'er' if moment.day == 1 else ''} {MONTHS[moment.month - 1]} {moment.year}"
    if isinstance(moment, dt.datetime):
        text += f" à {moment:%H:%M} {moment.tzname() or ''}".rstrip()
    return Markup('<time datetime="{}" data-f="date">{}</time>').format(moment.isoformat(), text)


def _places(value: Decimal) -> int:
    """As many decimals as the value has, two at most."""
    exponent = round(value, 2).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


class Figures:
    """Amounts of one edition: with cents as soon as one of them has any."""

    def __init__(self, cents: list[int]) -> None:
        self.decimals = 2 if any(c % 100 for c in cents) else 0

    def money(self, cents: int | None, *, signed: bool = False) -> Markup:
        """A `data` element with the amount, or a dash that is read as "none"."""
        if cents is None:
            return Markup('<span class="none">—</span>')
        value = f"{Decimal(cents).scaleb(-2):.{self.decimals}f}"
        kind = "diff" if signed else "eur"
        return Markup('<data class="n" value="{}" data-f="{}">{}</data>').format(
            value, kind, euros(cents, self.decimals, signed=signed)
        )

    def value(self, value: float | int | None, unit: str, *, signed: bool = False) -> Markup:
        """A control's value in its unit."""
        if value is None or unit == "€":
            return self.money(None if value is None else int(value), signed=signed)
        exact = Decimal(repr(float(value)))
        places = _places(exact)
        text = number(exact, places, signed=signed) + (f"{NBSP}%" if unit == "%" else "")
        kind = "pct" if unit == "%" else "num"
        return Markup('<data class="n" value="{}" data-f="{}">{}</data>').format(
            f"{exact:.{places}f}", kind, text
        )

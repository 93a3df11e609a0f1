"""Printed forms of money: one value in cents, the many ways in which editions print it."""

from __future__ import annotations

NBSP, NARROW = "\u00a0", "\u202f"

FORMS: dict[str, tuple[str, str]] = {
    # name: (thousands separator, what follows the digits)
    "space€": (" ", "€"),
    "nbsp€": (NBSP, "€"),
    "narrow€": (NARROW, "€"),
    "space €": (" ", " €"),
    "nbsp €": (NBSP, NBSP + "€"),
    "narrow €": (NARROW, NBSP + "€"),
    "plain": ("", ""),
    "space": (" ", ""),
    "dots €": (".", " €"),
    "nbsp euros": (NBSP, " euros"),
}
NOT_COSTED = ("-", "—", "–", "néant", "n.c.", "à définir")


def printed(cents: int, form: str) -> str:
    """`cents` as printed in `form`: a name of FORMS, `k€` or `M€`.

    Cents are printed with two decimals exactly when they aren't zero. A negative value stands in
    brackets for the forms with a spaced euro sign, after a minus sign otherwise. A value which
    `k€` can't hold exactly with one decimal, or `M€` with three, is printed in euros.
    """
    for name, unit, grain in (("k€", 100_000, 10_000), ("M€", 100_000_000, 100_000)):
        if form == name:
            if cents % grain or cents < 0:
                return printed(cents, "nbsp €")
            whole, rest = divmod(cents, unit)
            decimals = f"{rest * 1000 // unit:03d}".rstrip("0")
            return (
                f"{whole:,}".replace(",", NBSP) + (f",{decimals}" if decimals else "") + f" {name}"
            )
    separator, suffix = FORMS[form]
    euros, rest = divmod(abs(cents), 100)
    digits = f"{euros:,}".replace(",", separator) + (f",{rest:02d}" if rest else "")
    if cents >= 0:
        return digits + suffix
    return f"({digits}){suffix}" if suffix.strip() != suffix else f"-{digits}{suffix}"

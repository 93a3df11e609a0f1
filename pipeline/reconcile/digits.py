"""Amounts one slip of the hand away: two adjacent digits swapped, a factor of ten."""

from __future__ import annotations

POWERS = (10, 100, 1000)
_EURO = 100  # cents


def swaps(cents: int) -> frozenset[int]:
    """The amounts got by swapping two adjacent, unlike digits, in as many digits.

    Whole euros are swapped as whole euros: a printed amount without cents has no digits of cents.
    """
    unit = 1 if cents % _EURO else _EURO
    digits = str(abs(cents) // unit)
    sign = -1 if cents < 0 else 1
    found = set()
    for i in range(len(digits) - 1):
        a, b = digits[i], digits[i + 1]
        if a != b and not (i == 0 and b == "0"):
            found.add(sign * unit * int(digits[:i] + b + a + digits[i + 2 :]))
    return frozenset(found)


def rounder_swaps(cents: int) -> frozenset[int]:
    """The swaps that are at least as round: people fund round amounts, and slips undo that."""
    return frozenset(x for x in swaps(cents) if _significant(x) <= _significant(cents))


def other_swaps(cents: int) -> frozenset[int]:
    """The swaps that are less round than `cents` itself."""
    return swaps(cents) - rounder_swaps(cents)


def _significant(cents: int) -> int:
    return len(str(abs(cents)).rstrip("0"))


def scaled(cents: int) -> frozenset[int]:
    """The amounts ten, a hundred or a thousand times larger or smaller, in whole cents."""
    if cents == 0:
        return frozenset()
    smaller = {cents // p for p in POWERS if cents % p == 0}
    return frozenset({cents * p for p in POWERS} | smaller)

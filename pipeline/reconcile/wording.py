"""French phrases shared by the findings: names of places in the document, lists, plurals."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalise.money import format_euros
from pipeline.profile import Profile

NB = "\u00a0"  # no-break space, before « : » and inside guillemets
THIN = "\u202f"  # narrow no-break space, before « ; »
SHOWN = 3  # items of a list that are named before « et n autres »
LABEL = 70  # characters of a label that are shown


def place(profile: Profile, axis: str | None, territory: str | None) -> str:
    """Where a figure stands: « axe 1, Aisne »; what is unknown is said to be."""
    if axis is None and territory is None:
        return "axe et territoire inconnus"
    known = profile.territory(territory)
    name = known.name if known else territory or "territoire inconnu"
    return f"{f'axe {axis}' if axis else 'axe inconnu'}, {name}"


def territory_name(profile: Profile, code: str | None) -> str:
    """The territory's name, or its code when the profile doesn't know it."""
    known = profile.territory(code)
    return known.name if known else code or "territoire inconnu"


def quoted(text: str) -> str:
    """The text in French quotes, shortened when it is long."""
    shown = text if len(text) <= LABEL else text[: LABEL - 1].rstrip() + "…"
    return f"«{NB}{shown}{NB}»"


def quoted_end(text: str) -> str:
    """The text in French quotes, its end shown when it is long."""
    shown = text if len(text) <= LABEL else "…" + text[1 - LABEL :].lstrip()
    return f"«{NB}{shown}{NB}»"


def counted(n: int, word: str, plural: str | None = None) -> str:
    """« 1 ligne », « 3 lignes »."""
    return f"{n} {word if n < 2 else plural or word + 's'}"


def pages_of(pages: Sequence[int]) -> str:
    """« Page 4 », « Pages 4 et 5 »: the pages, each once, in their order."""
    once = list(dict.fromkeys(map(str, pages)))
    return f"Page{'s' if len(once) > 1 else ''} {listed(once)}"


def listed(items: Sequence[str], shown: int = SHOWN) -> str:
    """« a, b, c et 2 autres »: the first few, and how many are left."""
    left = len(items) - shown
    if left <= 0:
        return " et ".join((", ".join(items[:-1]), items[-1])) if len(items) > 1 else "".join(items)
    return f"{', '.join(items[:shown])} et {left} autre{'s' if left > 1 else ''}"


def signed(cents: int) -> str:
    """A difference with its sign: « +10 € », « −10 € »."""
    return f"+{format_euros(cents)}" if cents > 0 else format_euros(cents)


def capital(text: str) -> str:
    """The text with its first letter as a capital, the rest untouched."""
    return text[:1].upper() + text[1:]

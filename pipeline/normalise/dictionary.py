"""Which words are French, by a list of words that somebody keeps (pyspellchecker's)."""

from __future__ import annotations

from functools import cache, lru_cache


@cache
def _words() -> frozenset[str]:
    # Read where it's first needed: most documents break no word.
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="fr", distance=1).word_frequency.words())


def is_french(word: str) -> bool:
    """Whether a word in small letters, in NFC and without its article is in the list."""
    return word in _words()


@lru_cache(maxsize=4096)
def ends_french(half: str) -> bool:
    """Whether a French word ends with `half`, in small letters."""
    return any(word.endswith(half) for word in _words())

"""Labels that may say otherwise than their page: words run together or less a letter, a sign before
them that is a list's mark or their own. Each is a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.domain import Ambiguity, ControlName
from pipeline.extract.reading import ItemKind, PageReading
from pipeline.normalise.dictionary import is_french

# Letters: no French word is as long that the list of words doesn't have, nor a village's name.
LONG = 22
WORD = re.compile(r"[^\W\d_]{4,}")
# One glyph, which some fonts' tables of characters call « f » (Unicode's ﬀ to ﬄ).
LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
# « + Accueil de jour » in a list, « + Proche » by name; « + de 60 ans » is a quantity.
SIGN = re.compile(r"[+#]\s+(?=[^\W\d_a-zà-ÿœ])")


def odd_word_doubts(reading: PageReading) -> Iterator[Ambiguity]:
    """Labels that hold what is too long for one word, or no word but for a ligature's letters, or
    that begin with a sign."""
    for item in reading.items:
        if item.kind is not ItemKind.ROW:
            continue
        words = WORD.findall(item.text)
        glued = next((w for w in words if len(w) >= LONG and not is_french(w.lower())), None)
        lost = next((w for w in words if _lost_letter(w)), None)
        if SIGN.match(item.text):
            yield _doubt(reading, f"« {item.text} » commence par un signe, qui peut être la puce "
                         "d'une liste", item.text)  # fmt: skip
        elif glued is not None:
            yield _doubt(reading, f"« {glued} » semble fait de plusieurs mots, que rien de "
                         "lisible ne sépare", glued)  # fmt: skip
        elif lost is not None:
            yield _doubt(reading, f"« {lost} » semble avoir perdu des lettres (« fi », « fl »…)",
                         lost)  # fmt: skip


def _lost_letter(word: str) -> bool:
    """Whether a word in small letters is none, and one with a ligature for its « f »."""
    return (
        "f" in word
        and word.islower()
        and not is_french(word)
        and any(is_french(word.replace("f", whole)) for whole in LIGATURES)
    )


def _doubt(reading: PageReading, what: str, word: str) -> Ambiguity:
    return Ambiguity(
        ControlName.READINGS, reading.page, f"{what} : à lire sur la page", None, None, "", word
    )

"""Do the words that were read have the accents and dots that the ink shows?

A reader may drop an accent twice alike, above all on a capital. The ink does not: a mark over the
small letters is a blot of its own, or makes its capital rise above the others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipeline.domain import Box
from pipeline.extract.inklines import CAP_HEIGHT, X_HEIGHT, InkLine
from pipeline.extract.tesseract import ReadWord

TALL = "bdfhklABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789€"  # as high as capitals, or nearly
CROWNED, BARE = "ÀÂÇÉÈÊËÎÏÔÙÛÜ", "ACEIOU"  # capitals that may bear an accent
CROWN = 1.15  # how many times higher a capital is with its accent
UNCROWNED = 0.79  # how high a plain capital is beside one with an accent, at least
CROWN_OVER_SMALL = 1.5  # the same over small letters alone
LEVEL = 1.07  # times as high: two letters that rise alike
LEVEL_WITH = 2  # letters at least that show how high plain ones rise
MARK_FOOT = 0.45  # ems over the baseline: a mark over small letters has its foot above
MARK = 0.4  # ems: a mark is no larger
DOT_ASIDE = 0.08  # ems that a slanted letter's dot may stand right of it
MAY_BE_CAPITAL = re.compile(r"(?:^[«\"(]*|['’-])(i)(?=[^\W\d_])|(i)(?=[A-ZÀ-Ý])")
# Small l among capitals, which may be an I; or a bracket inside a word.
ODD = re.compile(r"[A-ZÀ-Ý]l[A-ZÀ-Ý]|\)[^\W\d_]*\)|^[^(]*\)[^\W\d_]")
ONE_MARK, TWO_MARKS = "ij'!?°*^", '"%;:'


def em_of(line: InkLine, text: str) -> float:
    """The size of type of a line that reads `text`, in pixels."""
    highest = line.rises[0]
    if any(c in CROWNED for c in text) or _crowned(line, text):
        # The accent may touch its capital: then the others rise less, though more than small ones.
        lower = next((r for r in line.rises if r * CROWN <= highest), highest)
        highest = lower if lower >= UNCROWNED * highest else highest
    return highest / (CAP_HEIGHT if any(c in TALL for c in text) else X_HEIGHT)


def blots_of(line: InkLine, words: Sequence[ReadWord]) -> list[list[Box]]:
    """The blots of each word of a line: those nearest to it."""
    homes: list[list[Box]] = [[] for _ in words]
    for blot in line.blots:
        nearest = min(
            range(len(words)),
            key=lambda i: max(words[i].x0 - blot.cx, blot.cx - words[i].x1, 0.0),
        )
        homes[nearest].append(blot)
    return homes


def contradicted(line: InkLine, words: Sequence[ReadWord]) -> list[bool]:
    """For each word read of a line, whether the ink shows marks that it lacks, or the reverse."""
    if not words:
        return []
    em = em_of(line, " ".join(w.text for w in words))
    return [
        _lacks_marks(line, word.text, blots, em)
        or _wrong_capital(line, word.text, blots, em)
        or _undotted(line, word.text, blots, em)
        or ODD.search(word.text) is not None
        for word, blots in zip(words, blots_of(line, words), strict=True)
    ]


def is_plain(line: InkLine, blots: Sequence[Box]) -> bool:
    """Whether a word's first letter is seen to rise no higher than others of its line, which it
    would with an accent that touches it."""
    first = min(blots, key=lambda b: b.x0)
    rise = line.baseline - first.top
    return sum(rise <= LEVEL * r for r in line.rises) > LEVEL_WITH


def _crowned(line: InkLine, text: str) -> bool:
    """Whether the first letter rises over the others as only a capital with its accent does."""
    first = line.blots[0]
    rise = line.baseline - first.top
    others = [line.baseline - b.top for b in line.blots[1:] if b.height > 0.5 * first.height]
    least = CROWN if any(c in TALL for c in text[1:]) else CROWN_OVER_SMALL
    return bool(others) and rise >= least * max(others)


def _lacks_marks(line: InkLine, text: str, blots: Sequence[Box], em: float) -> bool:
    seen = [
        b
        for b in blots
        if b.bottom <= line.baseline - MARK_FOOT * em and max(b.width, b.height) <= MARK * em
    ]
    return len(seen) > sum(_marks(c) for c in text)


def _undotted(line: InkLine, text: str, blots: Sequence[Box], em: float) -> bool:
    """Whether an i that may be a capital, by where it stands, has no dot in the ink: the first of
    a word or one before a capital. Readers put small letters where they know the word."""
    found = MAY_BE_CAPITAL.search(text)
    if found is None:
        return False
    at = max(found.start(1), found.start(2))
    over = [b for b in blots if b.bottom <= line.baseline - MARK_FOOT * em]
    tall = sorted((b for b in blots if b not in over and b.height > MARK * em), key=lambda b: b.x0)
    before = sum(c.isalnum() for c in text[:at])
    if found.start(2) >= 0 and len(tall) != sum(map(str.isalnum, text)):
        # Letters touch: only the number of marks tells.
        dots = sum(c in "ij" and text[max(k - 1, 0)] != "f" for k, c in enumerate(text))
        return sum(max(b.width, b.height) <= MARK * em for b in over) < dots
    if before >= len(tall):
        return False
    letter = tall[before]
    return not any(b.x0 < letter.x1 + DOT_ASIDE * em and b.x1 > letter.x0 for b in over)


def _marks(character: str) -> int:
    """How many blots of their own a character may have over the small letters."""
    if character in TWO_MARKS:
        return 2
    accents = unicodedata.normalize("NFD", character)[1:]
    return 1 if character in ONE_MARK else 2 * len(accents)


def _wrong_capital(line: InkLine, text: str, blots: Sequence[Box], em: float) -> bool:
    """Whether the first letter is a capital whose accent the ink denies, or shows unread."""
    if not blots or text[0] not in BARE + CROWNED:
        return False
    start = min(b.x0 for b in blots)
    rise = max(line.baseline - b.top for b in blots if b.x0 < start + 0.4 * em)
    shown = rise >= CROWN * CAP_HEIGHT * em
    return shown if text[0] in BARE else not shown and text[0] != "Ç"

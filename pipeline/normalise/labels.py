"""Printed labels made regular: lines joined, hyphenation undone, notes split off. Pure.

Words, case, accents and quotes stay as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.normalise.hyphens import (
    HYPHENS,
    REPLACEMENT,
    SOFT_HYPHEN,
    hyphen_between,
    is_broken_unseen,
    is_cut_within,
    may_be_a_compound,
)
from pipeline.normalise.lexicon import lexicon

# Ligatures are glyphs and not letters; œ and æ are letters, and stay.
_LIGATURES = str.maketrans({
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
})  # fmt: skip
# Marks of a list's items: arrows, shapes and ornaments (Unicode's blocks of them, their numbers
# apart), and the characters of the fonts Symbol and Wingdings (private use).
_ORNAMENTS = ((0x2190, 0x21FF), (0x25A0, 0x2775), (0x2794, 0x27BF), (0x2900, 0x297F),
              (0x2B00, 0x2BFF), (0xE000, 0xF8FF))  # fmt: skip
BULLETS = frozenset("•‣⁃∙·¤").union(
    chr(code) for first, last in _ORNAMENTS for code in range(first, last + 1)
)
_BULLET = re.compile(
    rf"^(?:[{''.join(sorted(BULLETS))}]\s*(?=[\w«\"'(+-])"
    # Letters and signs that office suites draw marks with: « o Bail glissant », « § Mobilité ».
    r"|[o§»]\s+(?=[^\W\d_]{2}|[«\"(])"
    r"|[*>vqüØ]\s+(?=[A-ZÀ-ÖØ-ÞŒ][\w'’]|[«\"])"
    # « - de 25 ans », « - 30 % »: less than.
    r"|[-–—]\s+(?!(?:de\s+)?[0-9])(?=[\w«\"'(]))+"
)
LONGEST_ADDRESS = 200  # characters
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′´`＇", "'"))
_PUNCTUATION = re.compile(r"[^\w+%€&/]|_")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[?&=#_%]$")  # of the web, that goes on
_ELIDED = re.compile(r"(?:^|[^\w'’])(\w+)['’]$")


def clean_label(lines: Sequence[str], vocabulary: Collection[str] = ()) -> str:
    """One label from its printed lines: NFC, single U+0020 spaces, line-end hyphenation undone,
    without the bullet or the dash of a list's item.

    `vocabulary`: words printed unbroken elsewhere (hyphens.vocabulary), the first evidence of
    whether a hyphen at a line end is the word's own, or one is there unseen (U+FFFD, which stays
    where nothing tells).
    """
    label = above = ""
    for line in (_regular_line(part) for text in lines for part in text.splitlines()):
        if line and label:
            broken = is_cut_within(above, line, vocabulary)
            label = label + line if broken else _joined(label, line, vocabulary)
        elif line:
            label = line
        above = line or above
    # A combining accent that starts a line meets its letter only now.
    whole = unicodedata.normalize("NFC", label.replace(SOFT_HYPHEN, "")).strip()
    return _BULLET.sub("", whole)


def has_bullet(line: str) -> bool:
    """Whether a line begins with the mark of a list's item."""
    return line[:1] in BULLETS or line[:2] in ("- ", "– ", "— ") or _BULLET.match(line) is not None


def is_broken_in_doubt(lines: Sequence[str], vocabulary: Collection[str]) -> bool:
    """Whether a hyphen that `clean_label` drops between two of a label's lines may be a word's own
    (hyphens.may_be_a_compound), or two lines may be a word cut without any (hyphens.is_cut_within).
    """
    made = [_regular_line(text) for text in lines]
    return any(
        may_be_a_compound(a, b, vocabulary) or is_cut_within(a, b, vocabulary) is None
        for a, b in pairwise(filter(None, made))
    )


def _regular_line(text: str) -> str:
    """A line with regular spaces, and a soft hyphen only where it breaks the last word."""
    visible = text.translate(_INVISIBLE).translate(_LIGATURES).rstrip()
    whole = visible.rstrip(SOFT_HYPHEN)
    broken = whole != visible and whole[-1:].strip() != ""
    line = " ".join(unicodedata.normalize("NFC", whole.replace(SOFT_HYPHEN, "")).split())
    return line + SOFT_HYPHEN if broken else line


def _joined(left: str, right: str, vocabulary: Collection[str]) -> str:
    if left.endswith((REPLACEMENT, REPLACEMENT + SOFT_HYPHEN)):
        unseen = is_broken_unseen(left, right, vocabulary)
        return left.rstrip(REPLACEMENT + SOFT_HYPHEN) + right if unseen else f"{left} {right}"
    if left.endswith(SOFT_HYPHEN):
        return left[:-1] + right
    if left[-1] in HYPHENS and left[-2:-1].strip():
        hyphen = hyphen_between(left, right, vocabulary)
        if hyphen is not None:
            return (left if hyphen else left[:-1]) + right
    elided = _ELIDED.search(left[-12:])
    if elided and elided[1].lower() in lexicon().elisions:
        return left + right
    if _ADDRESS.search(left[-LONGEST_ADDRESS:]):
        return left + right
    before, after = left[-2:-1], right[0]
    slashed = left[-1] == "/" and before.isalnum() and after.isalnum()
    ranged = left[-1] == "–" and before.isdigit() and after.isdigit()
    return left + right if slashed or ranged else f"{left} {right}"


# --------------------------------------------------------------------------- notes

# Notes are numbered from 1 and are few: beyond, a number in parentheses is a département's.
_MARK = r"(?:\((?:[1-9]|[1-4][0-9])\)|\*{1,3}|[¹²³⁰⁴-⁹]{1,2}|[†‡])"
_NOTE = re.compile(rf"(?P<space>\s*)(?P<note>{_MARK}(?:[\s,;]{{0,2}}{_MARK})*)(?P<end>\s*\.?\s*)$")
# Of two figures it is more often a quantity, where no period ends the label before it.
QUANTITY = re.compile(r"\([1-9][0-9]\)")
_LAST_WORD = re.compile(r"(\w+)$")


def split_note(label: str) -> tuple[str, str | None]:
    """`label` without the footnote mark at its end or before its final period, and the mark.

    Marks: (1) to (49), one to three stars, superscript digits (not after a unit: m²), daggers.
    """
    found = _NOTE.search(label, max(0, len(label) - 40))
    if found is None or not label[: found.start()].strip():
        return label, None
    before = label[: found.start()]
    word = _LAST_WORD.search(before[-12:])
    superscript = found["note"][0] in "¹²³⁰⁴⁵⁶⁷⁸⁹"
    if QUANTITY.fullmatch(found["note"].strip()) and not before.rstrip().endswith("."):
        return label, None
    if superscript and not found["space"] and word and word[1].lower() in lexicon().units:
        return label, None
    return before + found["end"].strip(), found["note"]


# --------------------------------------------------------------------------- cut labels

_PAIRS = {"(": ")", "[": "]", "«": "»", "“": "”"}
_OPEN_ENDS = {",": "virgule", ":": "deux-points", ";": "point-virgule", "/": "barre", "&": "« & »"}
_LAST_TOKEN = re.compile(r"(?:jusqu['’]à|\w+(?:[-]\w+)*['’]?)$")


def looks_truncated(label: str) -> str | None:
    """Why `label` looks cut off, in French; None when it looks whole."""
    text = label.strip()
    if not text:
        return "libellé vide"
    if text[-1] in _OPEN_ENDS:
        return f"se termine par : {_OPEN_ENDS[text[-1]]}"
    if text[-1] in "-‐‑–—":
        return "se termine par un tiret"
    word = _LAST_TOKEN.search(text[-60:])
    if word and _unfinished(text, word.group()):
        return f"se termine par « {word.group()} »"
    for opening, closing in _PAIRS.items():
        if text.count(opening) > text.count(closing):
            return f"« {opening} » n'est pas refermé" if opening != "«" else "guillemet non refermé"
    return "guillemet non refermé" if text.count('"') % 2 else None


def _unfinished(text: str, word: str) -> bool:
    if word.isupper() and not text.isupper():
        return False  # « plan LA », an acronym
    known = lexicon()
    lowered = regular(text).lower()
    if lowered.endswith(known.finished_phrases):
        return False
    return regular(word).lower() in known.unfinished_words


# --------------------------------------------------------------------------- comparison


@lru_cache(maxsize=8192)  # the same words are looked up again and again
def regular(text: str) -> str:
    """`text` with one kind of space, apostrophe (') and dash (-); case and accents kept.

    What a profile's patterns are matched against, without regard to case.
    """
    visible = text.translate(_INVISIBLE).replace(SOFT_HYPHEN, "").translate(_LIGATURES)
    composed = unicodedata.normalize("NFC", visible)
    return " ".join(composed.translate(_APOSTROPHES).translate(_DASHES).split())


@lru_cache(maxsize=8192)
def match_key(text: str) -> str:
    """A key under which wordings compare: letters, digits and + % € & / alone, single spaces.

    No accents and no case; apostrophes, quotes, dashes and other punctuation count as a space.
    """
    folded = unicodedata.normalize("NFKD", regular(text)).casefold()
    spread = unicodedata.normalize("NFKD", folded)
    plain = "".join(c for c in spread if not unicodedata.combining(c))
    plain = plain.replace("œ", "oe").replace("æ", "ae")
    return " ".join(_PUNCTUATION.sub(" ", plain).split())

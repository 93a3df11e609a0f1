"""Whether a hyphen at a line end is the word's own, or only the typesetter's. Pure.

The evidence, in this order: the sign itself, the words the document prints unbroken, how French
words are cut, and a list of first elements that can be read and added to (lexicon.yaml).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from pipeline.normalise.lexicon import lexicon

SOFT_HYPHEN = "\u00ad"
REPLACEMENT = "\ufffd"  # a character that the document doesn't name, which may be a hyphen
# Engines that hyphenate by themselves (browsers, WeasyPrint) print U+2010, which nobody types.
TYPESETTERS_HYPHEN = "\u2010"
HYPHENS = "-\u2010\u2011"

SHORTEST_HALF = (4, 5)  # letters: what is less is more often an ending than a word
SHORTEST_CAPITALS = 3
LONGEST_WORD = 80  # characters; bounds the work on hostile text

_LETTERS = r"[^\W\d_]"
_LEFT = re.compile(rf"({_LETTERS}(?:{_LETTERS}|['’-])*)[{HYPHENS}]$")
_RIGHT = re.compile(rf"{_LETTERS}(?:{_LETTERS}|-)*")
_WORD = re.compile(rf"{_LETTERS}++(?:-{_LETTERS}++)*+(?!['’])")
_VOWELS = frozenset("aeiouàâäéèêëîïôöùûüœæ")


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The lower-case words of `texts`, compounds whole, elided articles off: « aller-vers ».

    Give it whole printed lines: the last word of a line that ends with a hyphen, and the first
    of the line after it, are fragments and are left out.
    """
    words: set[str] = set()
    broken = False
    for text in texts:
        regular = unicodedata.normalize("NFC", text).lower().rstrip()
        found = list(_WORD.finditer(regular))
        ends_broken = regular[-1:] in {*HYPHENS, SOFT_HYPHEN, REPLACEMENT}
        kept = found[1 if broken else 0 : len(found) - 1 if ends_broken else None]
        words.update(m.group() for m in kept)
        broken = ends_broken
    return frozenset(words)


def hyphen_between(left: str, right: str, words: Collection[str] = ()) -> str | None:
    """The hyphen to keep between two lines: "-" (the word's own) or "" (the typesetter's).

    `left` ends with a hyphen, `right` is the next line. None when the hyphen breaks no word.
    """
    before, after = left[-2:-1], right[:1]
    if not (before.isalnum() or before == ")") or not after.isalnum():
        return None
    first, second = _LEFT.search(left[-LONGEST_WORD:]), _RIGHT.match(right)
    if first is None or second is None:
        return "-"  # 11-18 ans, COVID-19, (ex)-conjoint
    head, tail = first[1].replace("’", "'").rpartition("'")[2], second[0]
    if left[-1] == "\u2011" or not head or len(head) == 1 or len(tail) == 1:
        return "-"
    if _proper(head, tail) or _is_acronym(head, tail):
        return "-"
    head, tail = head.lower(), tail.lower()
    if head + tail in words:
        return ""
    if f"{head}-{tail}" in words:
        return "-"
    if left[-1] == TYPESETTERS_HYPHEN:
        return ""
    return "-" if _compound(head, tail) or _both_words(head, tail, words) else ""


def is_broken_unseen(left: str, right: str, words: Collection[str]) -> bool:
    """Whether a word is broken between two lines at a hyphen that isn't drawn: `left` ends in
    U+FFFD, followed by a soft hyphen where it seems so by the way it is drawn.

    The word must be printed whole elsewhere, or else seem broken, and its halves be no words.
    """
    bare = left.rstrip(REPLACEMENT + SOFT_HYPHEN)
    first, second = _LEFT.search(bare[-LONGEST_WORD:] + "-"), _RIGHT.match(right)
    if first is None or second is None:
        return False
    head, tail = first[1].replace("’", "'").rpartition("'")[2].lower(), second[0].lower()
    both = head in words and tail in words
    return not both and (head + tail in words or left.endswith(SOFT_HYPHEN))


def may_be_a_compound(left: str, right: str, words: Collection[str]) -> bool:
    """Whether a hyphen that nothing proves to be the typesetter's is dropped between two lines
    although the first half of the word is printed elsewhere by itself: « accueil-jeunes »; or all
    is in capitals, which tell no name: « BERCK-PLAGE ». (Words that end a broken one may be taken
    for words, so that the second half says less.)"""
    if left[-1:] != "-" or hyphen_between(left, right, words) != "":
        return False
    first, second = _LEFT.search(left[-LONGEST_WORD:]), _RIGHT.match(right)
    if first is None or second is None:
        return False
    head, tail = first[1].replace("’", "'").rpartition("'")[2], second[0]
    capitals = head.isupper() and tail.isupper()
    head, tail = head.lower(), tail.lower()
    if head + tail not in words and capitals and min(len(head), len(tail)) >= SHORTEST_CAPITALS:
        return True
    if head + tail in words or len(head) < SHORTEST_HALF[0] or len(tail) < SHORTEST_HALF[1]:
        return False
    return head in words and head not in lexicon().unfinished_words


def _both_words(head: str, tail: str, words: Collection[str]) -> bool:
    """Whether each half is a word printed elsewhere; « pour » and the like begin too many."""
    return head in words and tail in words and head not in lexicon().unfinished_words


def _proper(head: str, tail: str) -> bool:
    """Whether a capital says that the hyphen is a name's: Pas-de- Calais, Hauts- de-France."""
    if head.isupper() and tail.isupper():
        return False  # everything is capitals: they say nothing
    link, _, name = tail.partition("-")
    return tail[0].isupper() or (name[:1].isupper() and link in lexicon().hyphen_links)


def _is_acronym(head: str, tail: str) -> bool:
    """Whether capitals are followed by small letters: « ASE-justice » breaks no word."""
    return head.isupper() and tail[0].islower()


def _compound(head: str, tail: str) -> bool:
    """Whether French says that `head` and `tail` are parted by a hyphen of their own."""
    known = lexicon()
    *before, last = head.split("-")
    if before and last in known.hyphen_links:
        return True
    if last in known.hyphen_prefixes:
        return not tail.startswith(known.hyphen_prefixes[last])
    if tail.startswith(known.hyphen_pairs.get(last, ())) and last in known.hyphen_pairs:
        return True
    return tail[0] in _VOWELS and last not in known.prefixes_before_vowel

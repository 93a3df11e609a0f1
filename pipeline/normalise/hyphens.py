"""Whether a hyphen at a line end is the word's own, or only the typesetter's. Pure.

The evidence, in this order: the sign itself, the words the document prints unbroken, how French
words are cut, a list of first elements that can be read and added to (lexicon.yaml), and a list of
French words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

from pipeline.normalise.dictionary import ends_french, is_french
from pipeline.normalise.lexicon import lexicon

SOFT_HYPHEN = "\u00ad"
REPLACEMENT = "\ufffd"  # a character that the document doesn't name, which may be a hyphen
# Engines that hyphenate by themselves (browsers, WeasyPrint) print U+2010, which nobody types.
TYPESETTERS_HYPHEN = "\u2010"
HYPHENS = "-\u2010\u2011"

SHORTEST_WORD = 4  # letters: too many shorter ones both end words and are words
SHORTEST_CAPITALS = 3
LONGEST_WORD = 80  # characters; bounds the work on hostile text

_LETTERS = r"[^\W\d_]"
_LEFT = re.compile(rf"({_LETTERS}(?:{_LETTERS}|['’-])*)[{HYPHENS}]$")
_ALONE = re.compile(rf"(?:\S*['’«(])?{_LETTERS}{{3,}}")  # all of a line
_LAST = re.compile(rf"(?<![^\s'’«(\"/-])({_LETTERS}++)$")
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
    if _compound(head, tail) or _both_words(head, tail, words):
        return "-"
    return "" if is_french(head + tail) else _of_french(head, tail)


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
    if is_french(head + tail) and not (is_french(head) and is_french(tail)):
        return True
    return not both and (head + tail in words or left.endswith(SOFT_HYPHEN))


def may_be_a_compound(left: str, right: str, words: Collection[str]) -> bool:
    """Whether nothing proves that a hyphen dropped between two lines is only the typesetter's
    (« ressourcerie-friperie », « ludo-bus »), or that one kept in a name is its own
    (« Beau-vais »). The whole is no known word, and its halves don't look cut: one is a word by
    itself, in French or on the document's own pages, or the second ends no French word. All in
    capitals (« BERCK-PLAGE ») tell no name."""
    first, second = _LEFT.search(left[-LONGEST_WORD:]), _RIGHT.match(right)
    if left[-1:] != "-" or first is None or second is None:
        return False
    kept = hyphen_between(left, right, words) == "-"
    head, tail = first[1].replace("’", "'").rpartition("'")[2], second[0]
    capitals, name = head.isupper() and tail.isupper(), head.istitle()
    head, tail = head.lower(), tail.lower()
    if kept:
        proven = f"{head}-{tail}" in words or _compound(head, tail)
        return name and tail == second[0] and not proven and _of_french(head, tail) == "-"
    if head + tail in words or is_french(head + tail):
        return False
    if capitals:
        return min(len(head), len(tail)) >= SHORTEST_CAPITALS
    return not (_is_cut(head, tail, words) or (name and not is_french(tail)))


def is_cut_within(left: str, right: str, words: Collection[str]) -> bool | None:
    """Whether the next line goes on with the last word of the one before it, with no hyphen
    between: some engines cut a word so where it meets the edge of its column. None where that
    can't be told. Two words that French writes as one are a doubt, but not « par / les »."""
    first, second = _LAST.search(left[-LONGEST_WORD:]), _RIGHT.match(right)
    if first is None or second is None or not (first[1][-1] + second[0]).islower():
        return False
    head, tail = first[1].lower(), second[0]
    if head in lexicon().unfinished_words:
        return False
    alone = _ALONE.fullmatch(left) is not None
    if (alone and head + tail in words) or is_french(head + tail):
        return None if is_french(head) and is_french(tail) else True
    if not alone or (is_french(head) and len(tail) >= SHORTEST_WORD):
        return False
    return None if not (is_french(head) or is_french(tail)) else False


def _is_cut(head: str, tail: str, words: Collection[str]) -> bool:
    """Whether two halves look like those of one word: neither is one, and the second an ending.
    (Words that end a broken one may be taken for words of the document: they say nothing.)"""
    known = (head in words or is_french(head)) and head not in lexicon().unfinished_words
    alone = known and len(head) >= SHORTEST_WORD
    return not alone and not (is_french(tail) and len(tail) > 2) and ends_french(tail)


def _of_french(head: str, tail: str) -> str:
    """The hyphen to keep between two halves of what is no French word: two words have their own."""
    telling = head not in lexicon().unfinished_words and head not in lexicon().joining_prefixes
    if not telling or min(len(head), len(tail)) < SHORTEST_WORD:
        return ""
    return "-" if is_french(head) and is_french(tail) else ""


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
        # « parents-en-fants » is « parents-enfants », and « arc-en-ciel » itself.
        return is_french(tail) or not is_french(last + tail)
    if last in known.hyphen_prefixes:
        return not tail.startswith(known.hyphen_prefixes[last])
    if tail.startswith(known.hyphen_pairs.get(last, ())) and last in known.hyphen_pairs:
        return True
    return tail[0] in _VOWELS and last not in known.prefixes_before_vowel

"""Printed amounts to integer cents, strictly: what would need a guess is refused.

The digits are those printed, in their order; nothing is rounded. Spaces of thousands may be of
mixed kinds, and one line break may stand for a space (an amount broken over two lines).
"""

from __future__ import annotations

import re
import unicodedata

from pipeline.domain import Amount, AmountKind
from pipeline.normalise.number_format import ENGLISH as ENGLISH
from pipeline.normalise.number_format import FRENCH as FRENCH
from pipeline.normalise.number_format import POWER, SPACES, WORD, grammar
from pipeline.normalise.number_format import SPANISH as SPANISH
from pipeline.normalise.number_format import SWISS as SWISS
from pipeline.normalise.number_format import NumberFormat as NumberFormat

LONGEST = 64  # characters; no amount is longer, and longer text is not looked at
LONGER_THAN_NOTES = 3  # digits: notes are numbered in one or two
MOST_DIGITS = 15  # of euros, so that cents stay within 64 bits


class AmountRefused(ValueError):  # noqa: N818
    """The text is not an amount, or not surely one: the message says why, in French."""


_DASHES = frozenset("-‐‑‒–—―−")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_REGULAR = str.maketrans({**dict.fromkeys(SPACES, " "), **dict.fromkeys("‑–−", "-"), "’": "'"})
_BREAK = re.compile(r" *\r?\n *")

_NOT_COSTED = (
    (re.compile(r"neant|sans objet|s\. ?o\.|gratuite?s?|/"), AmountKind.NIL),
    (
        re.compile(r"pour memoire|p\. ?m\.|pm|inclus(?:es?)?|compris(?:es?)?|en nature"),
        AmountKind.NOT_COMMUNICATED,
    ),
    (re.compile(r"n ?[./]? ?c\.?"), AmountKind.NOT_COMMUNICATED),
    (re.compile(r"non (?:communique|chiffre|finance)e?s?"), AmountKind.NOT_COMMUNICATED),
    (
        re.compile(r"a (?:definir|determiner|preciser|venir)|en (?:attente|cours)"),
        AmountKind.TO_BE_DEFINED,
    ),
)

# Powers of ten of the multiples. A lower-case « m€ » is defined nowhere: it is refused.
_POWERS = {"k": 3, "millier": 3, "m": 6, "million": 6, "md": 9, "milliard": 9}


def parse_amount(text: str, number_format: NumberFormat = FRENCH) -> Amount:
    """The amount that `text` prints: integer cents, or a kind of *not costed*.

    `printed` is `text` without the white space around it. A bare number, properly grouped or not
    grouped at all, is euros. Parentheses are the accountants' minus. Raises AmountRefused.
    """
    printed = text.strip()
    if len(printed) > LONGEST:
        raise AmountRefused("texte trop long pour un montant")
    found = _read(printed, number_format)
    if found is None:
        raise AmountRefused(_reason(_regular(printed)))
    if isinstance(found, AmountKind):
        return Amount(printed, found, None)
    _check_sure(found, number_format)
    return Amount(printed, AmountKind.VALUE, _cents(found))


def looks_like_amount(text: str, number_format: NumberFormat = FRENCH) -> bool:
    """True exactly when parse_amount would not refuse `text` (a lone dash is an amount)."""
    if _CANDIDATE.match(text) is None or len(printed := text.strip()) > LONGEST:
        return False
    found = _read(printed, number_format)
    if not isinstance(found, re.Match):
        return found is not None
    try:
        _check_sure(found, number_format)
    except AmountRefused:
        return False
    return True


def trailing_amounts(text: str, number_format: NumberFormat = FRENCH) -> list[int]:
    """Offsets i such that `text[i:]` is an amount, shortest suffix first.

    A suffix starts after a space; or right after a letter or a closing mark (« famille7 200 € »)
    when it has a currency or separators of its own. It never leaves a digit glued to its left.
    """
    end = len(text.rstrip())
    starts = range(end - 1, max(end - LONGEST, 0) - 1, -1)
    return [
        i
        for i in starts
        if _may_start(text, i, end) and looks_like_amount(text[i:end], number_format)
    ]


def leading_amounts(text: str, number_format: NumberFormat = FRENCH) -> list[int]:
    """Offsets i such that `text[:i]` is an amount, shortest prefix first.

    A prefix ends before a space; or right after its currency sign (« 7 200 €famille »). It never
    parts a number from its unit or its decimals.
    """
    start = len(text) - len(text.lstrip())
    ends = range(start + 1, min(start + LONGEST, len(text)) + 1)
    return [
        i for i in ends if _may_end(text, i) and looks_like_amount(text[start:i], number_format)
    ]


def split_amount_note(text: str) -> tuple[str, str | None]:
    """`text` without a footnote mark at its end or start, and the mark: « (1) », « * », « ¹ ».

    Text that is nothing but a mark is left whole, (text, None); so is « (25) € », a negative sum.
    """
    for place in (_NOTE_AFTER, _NOTE_BEFORE):
        found = place.fullmatch(text)
        if found and not _CURRENCY.fullmatch(found["amount"].strip()):
            return found["amount"], found["note"]
    return text, None


def has_currency(text: str) -> bool:
    """True when `text` holds a euro sign, or EUR or euro(s) as a word, whatever the multiple."""
    return _CURRENCY.search(text) is not None


def format_euros(cents: int) -> str:
    """French display: « 1 234,50 € », U+202F between thousands, U+00A0 before €; no « ,00 »."""
    euros, rest = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""
    decimals = f",{rest:02d}" if rest else ""
    return sign + f"{euros:,}".replace(",", "\u202f") + f"{decimals}\u00a0€"


# --------------------------------------------------------------------------- inside

_CURRENCY = re.compile(rf"€|(?<![^\W\d_])(?:[kK]|Mds?|M)?{WORD}")
# What parse_amount takes starts with a digit, a sign, a currency or one of a few words: this
# spares the rest of the work on nearly every word of a page.
_I = "[\u00ad\u200b-\u200d\u2060\ufeff]*"
_CANDIDATE = re.compile(
    rf"\s*{_I}\s*(?:[0-9(+€$£/‐-―−-]|(?i:n{_I}[eéoc./\s]|[aà]{_I}[\s\u0300]|e{_I}n{_I}\s|e{_I}u{_I}r"
    rf"|p{_I}[om.]|g{_I}r|i{_I}n{_I}c|c{_I}o{_I}m{_I}p|s{_I}[a.]))"
)
_UNIT_NEXT = re.compile(rf"\s*(?:{POWER} ?)?(?:[€$£]|{WORD})")
_CLOSING = frozenset(')]»"”’…!?:;€')
_OPENING = frozenset('([«"“‘')
_NOTE = r"\([0-9]{1,2}\)|\[[0-9]{1,2}\]|\*{1,3}|[¹²³⁰⁴-⁹]{1,2}|[†‡]"
_NOTE_AFTER = re.compile(rf"(?P<amount>.*?[^\s*¹²³⁰⁴-⁹†‡])\s*(?P<note>{_NOTE})\s*", re.DOTALL)
_NOTE_BEFORE = re.compile(rf"\s*(?P<note>{_NOTE})\s*(?P<amount>[^\s*¹²³⁰⁴-⁹†‡].*)", re.DOTALL)


def _may_start(text: str, i: int, end: int) -> bool:
    """Whether an amount may start at `i`, for what stands to its left."""
    if text[i].isspace():
        return False
    before = text[:i].rstrip()
    if len(before) < i or not before:
        # In « 7 200 € 5 000 » the sign belongs to the number on its left.
        return not (before[-1:].isdigit() and _UNIT_NEXT.match(text, i))
    if not text[i].isdecimal() or text[i:end].isdecimal():
        return False
    if before[-1] in ".,":
        return not before[-2:-1].isdigit()
    return before[-1].isalpha() or before[-1] in _CLOSING


def _may_end(text: str, i: int) -> bool:
    """Whether an amount may end at `i`, for what stands to its right."""
    last, after = text[i - 1], text[i : i + 1]
    if last.isspace() or _UNIT_NEXT.match(text, i):
        return False
    if not after or after.isspace():
        return True
    return last in "€$£" and (after.isalpha() or after in _OPENING)


def _regular(printed: str) -> str:
    visible = printed.translate(_INVISIBLE).translate(_REGULAR)
    return _BREAK.sub("\n", visible).strip()


def _read(printed: str, number_format: NumberFormat) -> AmountKind | re.Match[str] | None:
    """A kind of *not costed*, or the parts of a number, or None where the grammar has nothing."""
    regular = _regular(printed)
    if not regular or regular.count("\n") > 1:
        return None
    return _not_costed(regular) or grammar(number_format).fullmatch(regular)


def _not_costed(regular: str) -> AmountKind | None:
    if regular.removesuffix("€").strip() in _DASHES:
        return AmountKind.DASH
    if regular[0] not in "/aAàÀcCeEgGiInNpPsS":
        return None
    plain = unicodedata.normalize("NFKD", regular.casefold())
    key = "".join(c for c in plain if not unicodedata.combining(c))
    return next((kind for wording, kind in _NOT_COSTED if wording.fullmatch(key)), None)


def _power(found: re.Match[str]) -> int:
    unit = (found["unit"] or found["after"] or "").casefold()
    multiple = re.match(r"milliard|million|millier|md|m|k", unit)
    return _POWERS[multiple.group()] if multiple else 0


def _check_sure(found: re.Match[str], number_format: NumberFormat) -> None:
    """Raises AmountRefused where the grammar fits but the value would be a guess."""
    whole, decimals = found["whole"], found["decimals"] or ""
    units = [u for u in (found["before"], found["unit"], found["after"]) if u]
    separator = next((c for c in whole if not c.isdigit()), "")
    if len(units) > 1:
        raise AmountRefused("deux unités pour un nombre")
    if sum(found[g] is not None for g in ("open", "sign", "inner")) > 1:
        raise AmountRefused("deux signes pour un nombre")
    if sum(c.isdigit() for c in whole) > MOST_DIGITS:
        raise AmountRefused("trop de chiffres pour un montant")
    if len(decimals) == 3 and len(whole) <= 3 and whole != "0":
        raise AmountRefused("trois chiffres après la virgule : décimales ou milliers ?")
    if len(decimals) > 2 + _power(found):
        raise AmountRefused("plus de deux décimales d'euro")
    once = len(re.findall(r"[^0-9]", whole)) == 1 and not decimals
    unsure = once and separator not in number_format.sure | {"\n"}
    if unsure and (not units or _power(found)):
        raise AmountRefused(f"« {separator} » : décimales ou milliers ?")
    if not units:
        _check_bare(found, whole, decimals, number_format)


def _check_bare(
    found: re.Match[str], whole: str, decimals: str, number_format: NumberFormat
) -> None:
    """Without a currency, less is sure: notes, hours, numbers on two lines look alike."""
    grouped = not whole.isdigit()
    if len(decimals) == 1 and not number_format.tabular:
        raise AmountRefused("une seule décimale et pas d'unité")
    clear = grouped or decimals or (number_format.tabular and len(whole) >= LONGER_THAN_NOTES)
    if (found["open"] or "+" in (found["sign"], found["inner"])) and not clear:
        raise AmountRefused("nombre sans unité entre parenthèses ou précédé de +")
    after_break = whole.partition("\n")[2]
    if after_break and not after_break.startswith("0"):
        raise AmountRefused("deux nombres sur deux lignes, ou un seul ?")


def _cents(found: re.Match[str]) -> int:
    decimals = (found["decimals"] or "").ljust(2 + _power(found), "0")
    cents = int(re.sub(r"[^0-9]", "", found["whole"]) + decimals)
    negative = found["open"] or "-" in (found["sign"], found["inner"])
    return -cents if negative else cents


_REASONS = (
    (re.compile(r"[^%]*%.*", re.DOTALL), "un pourcentage n'est pas un montant"),
    (re.compile(r""), "aucun texte"),
    (re.compile(r"[^0-9]*"), "aucun chiffre"),
    (re.compile(r"[^0-9]*(?:19|20)[0-9]{2} ?[-/] ?(?:19|20)[0-9]{2}[^0-9]*"), "des années"),
    (re.compile(r".*[0-9].*[€$£].*[0-9].*[€$£].*", re.DOTALL), "deux montants"),
    (re.compile(r"[(+-]*0[0-9 ].*", re.DOTALL), "zéro en tête"),
    (re.compile(r"[0-9 \n.,'()€+-]*"), "chiffres mal groupés"),
)


def _reason(regular: str) -> str:
    told = (reason for wording, reason in _REASONS if wording.fullmatch(regular))
    return next(told, "des mots ou des signes autour du nombre")

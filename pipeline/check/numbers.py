"""Which separators does a document write its numbers with? Told from its own numbers."""

from __future__ import annotations

import re

from pipeline.normalise.number_format import ENGLISH, FRENCH, SPANISH, NumberFormat

# Forms that only one way of writing gives. Two groups of three digits, or one and decimals.
_ENGLISH = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})+\.\d{2}(?![\d,.])|(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])"
)
_SPANISH = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d{2}(?![\d,.])|(?<![\d.,])\d{1,3}(?:\.\d{3}){2,}(?![\d.])"
)
_FRENCH = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d{2})?(?!\d)")
# Forms that lean one way: a single separator.
_COMMA_GROUP = re.compile(r"(?<![\d.,])\d{1,3},\d{3}(?![\d,.])")
_POINT_GROUP = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d,.])")
_COMMA_CENTS = re.compile(r"(?<![\d.,])\d+,\d{2}(?![\d,.])")
_POINT_CENTS = re.compile(r"(?<![\d.,])\d+\.\d{2}(?![\d,.])")


def number_format_of(text: str) -> NumberFormat | None:
    """The number format of a document's text; None where its numbers contradict each other.

    A document whose numbers have no separator at all is read the French way: nothing in them
    depends on it.
    """
    comma = len(_SPANISH.findall(text)) + len(_COMMA_CENTS.findall(text))
    point = len(_ENGLISH.findall(text)) + len(_POINT_CENTS.findall(text))
    commas, points = len(_COMMA_GROUP.findall(text)), len(_POINT_GROUP.findall(text))
    english = point + commas
    latin = comma + points
    if english and latin and min(english, latin) * 4 > max(english, latin):
        return None
    if english > latin:
        return ENGLISH
    grouped_by_points = len(_SPANISH.findall(text)) + points
    return SPANISH if grouped_by_points > len(_FRENCH.findall(text)) else FRENCH

"""Several readings of one line of text -> the one that two agree on, or two that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.tesseract import ReadWord

Reading = Sequence[ReadWord]
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Vote:
    """The words of a line by two readings. `agreed` when both are the same, to the letter."""

    first: tuple[ReadWord, ...]
    second: tuple[ReadWord, ...]
    agreed: bool


def text_of(words: Reading) -> str:
    """The line's text. Curled quotes count as straight: a scan does not tell them apart."""
    return " ".join(w.text for w in words).translate(QUOTES)


def vote(readings: Sequence[Reading]) -> Vote:
    """What at least two of `readings` (two at least) say; else the two surest of them."""
    texts = [text_of(r) for r in readings]
    number = Counter(texts)
    said = max(texts, key=lambda t: (number[t], -texts.index(t)))
    same = [r for r, t in zip(readings, texts, strict=True) if t == said]
    if len(same) > 1:
        return Vote(tuple(same[0]), tuple(same[1]), True)
    first, second = sorted(readings, key=_sureness, reverse=True)[:2]
    return Vote(tuple(first), tuple(second), False)


def _sureness(words: Reading) -> float:
    return sum(w.confidence * len(w.text) for w in words) / max(sum(len(w.text) for w in words), 1)

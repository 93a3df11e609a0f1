"""Several readings of one line of text -> what two of them agree on, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.extract.tesseract import ReadWord

Reading = Sequence[ReadWord]
DOUBTFUL = 0.5  # confidence from 0 to 1: below, two readings that agree are not enough
FIGURE = re.compile(r"[0-9€.,() -]*[0-9][0-9€.,() -]*")
LIKE_FIGURES = frozenset("OoQDIl|SBZECA/")  # what figures and € are misread as
FEWEST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Vote:
    """A line as two readings have it. Words in doubt have a confidence under DOUBTFUL."""

    first: tuple[ReadWord, ...]
    second: tuple[ReadWord, ...]

    @property
    def settled(self) -> bool:
        return bool(self.first) and all(w.confidence >= DOUBTFUL for w in self.first)


def text_of(words: Reading) -> str:
    return " ".join(w.text for w in words)


def vote(readings: Sequence[Reading]) -> Vote:
    """What at least two of `readings` (two at least) say; else the two surest, both in doubt."""
    figures = _figures(readings)
    if figures:
        return _figure_vote(figures)
    same = _majority(readings, text_of)
    if len(same) > 1:
        first = tuple(
            _agreed([r[i] for r in same if len(r) == len(same[0])], len(same))
            for i in range(len(same[0]))
        )
        return Vote(first, first)
    length = Counter(map(len, readings)).most_common(1)[0][0]
    alike = [r for r in readings if len(r) == length]
    if len(alike) > 1 and length:
        pairs = [_word_vote([r[i] for r in alike]) for i in range(length)]
        return Vote(tuple(a for a, _ in pairs), tuple(b for _, b in pairs))
    one, other = sorted(readings, key=_sureness, reverse=True)[:2]
    return Vote(tuple(map(_doubted, one)), tuple(map(_doubted, other)))


def _figure_vote(readings: Sequence[Reading]) -> Vote:
    """The figure that two readings give, however sure: what no sum proves is held anyway.

    Passes that know figures alone tell no spaces: the reading with most words has them.
    """
    same = sorted(_majority(readings, _digits), key=len, reverse=True)
    if len(same) > 1:
        first = tuple(replace(w, confidence=max(w.confidence, DOUBTFUL)) for w in same[0])
        return Vote(first, first)
    one, other = sorted(readings, key=_sureness, reverse=True)[:2]
    return Vote(tuple(map(_doubted, one)), tuple(map(_doubted, other)))


def is_figure(readings: Sequence[Reading]) -> bool:
    """Whether a line holds a figure and nothing else, though letters may have been read in it."""
    return any(_nearly_figure(text_of(r)) for r in readings)


def _nearly_figure(text: str) -> bool:
    letters = {c for c in text if c.isalpha() or c in "|/"}
    digits = sum(c.isdigit() for c in text)
    # Passes that know figures alone would drop the sign.
    return digits >= FEWEST_DIGITS and letters <= LIKE_FIGURES and "%" not in text


def _figures(readings: Sequence[Reading]) -> list[Reading]:
    """Those of a figure's readings that hold nothing but figures, if there are two."""
    pure = [_spaced(r, readings) for r in readings if FIGURE.fullmatch(text_of(r))]
    return pure if len(pure) > 1 and is_figure(readings) else []


def _spaced(figure: Reading, readings: Sequence[Reading]) -> Reading:
    """A figure read without spaces, parted as a reading with as many signs parts it."""
    if len(figure) != 1:
        return figure
    word = figure[0]
    for other in readings:
        if len(other) > 1 and len(_digits(other)) == len(word.text):
            ends = [0]
            for part in other:
                ends.append(ends[-1] + len(part.text))
            return [
                replace(o, text=word.text[a:b], confidence=word.confidence)
                for o, a, b in zip(other, ends, ends[1:], strict=False)
            ]
    return figure


def _digits(words: Reading) -> str:
    return "".join(w.text for w in words)


def _majority(readings: Sequence[Reading], key: Callable[[Reading], str]) -> list[Reading]:
    texts = [key(r) for r in readings]
    number = Counter(texts)
    said = max(texts, key=lambda t: (number[t], -texts.index(t)))
    return [r for r, t in zip(readings, texts, strict=True) if t == said]


def _agreed(words: Sequence[ReadWord], voices: int) -> ReadWord:
    confidence = max(w.confidence for w in words)
    return replace(words[0], confidence=max(confidence, DOUBTFUL) if voices > 2 else confidence)


def _word_vote(words: Sequence[ReadWord]) -> tuple[ReadWord, ReadWord]:
    same = [r[0] for r in _majority([[w] for w in words], text_of)]
    if len(same) > 1:
        return (_agreed(same, len(same)),) * 2
    one, other = sorted(words, key=lambda w: w.confidence, reverse=True)[:2]
    return _doubted(one), _doubted(other)


def _doubted(word: ReadWord) -> ReadWord:
    return replace(word, confidence=0.0)


def _sureness(words: Reading) -> float:
    return sum(w.confidence * len(w.text) for w in words) / max(sum(len(w.text) for w in words), 1)

"""Words -> segments: pieces of one line of text with no wide gap and no vertical rule inside."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from pipeline.domain import Box
from pipeline.extract.content import Rule, Word
from pipeline.extract.leaders import is_leader

TEXT_GAP = 1.5  # ems between two pieces of text
MIXED_GAP = 0.75  # ems where one side is a number
SPACE = 0.45  # ems: more white than a space has
ALIGNED = 0.4  # points between edges that are one
DIGIT_GAP = 0.62  # ems between two numbers: thousands are nearer than this, columns are not
SAME_LINE = 0.25  # ems between baselines
ONE_LINE = 0.6  # ems from the highest baseline of a line to its lowest, however many between
RAISED = (0.12, 0.75)  # ems: a superscript's baseline above that of its word
LOWERED = (-0.55, -0.08)  # ems: a subscript's
TOUCHING = 0.1  # ems between a word and what is set lower right behind it
SCRIPT_APART = 0.35  # ems between a word and what is set higher or lower behind it at most
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
X_HEIGHT = 0.35  # ems from the baseline to the middle of lower-case letters
SMALLER = 0.85  # of a word's size: letters set higher or lower
MARK_SIZE = 0.97  # of a word's size: a mark, or the end of an ordinal, may be nearly as large
MARKS = re.compile(r"^[0-9]+(?:[,;][0-9]+)*$")  # of notes
FIGURE = re.compile(r"^[0-9]$")  # of a formula
ENDING = re.compile(r"^[^\W\d_]{1,4}$")  # of an ordinal or a title: « er », « es », « me »
MARK = re.compile(r"^(?:\([0-9]{1,2}\)|[0-9]{1,2}|\*{1,3})$")
NUMBER = re.compile(r"[0-9]")
END_OF_AMOUNT = re.compile(r"(?:^|[0-9])(?:k?€|euros?)$", re.IGNORECASE)
AMOUNT_AHEAD = re.compile(
    r"[0-9]{1,3}(?:[^0-9]?[0-9]{3})*(?:,[0-9]{1,2})?\s?(?:k?€|euros?)", re.IGNORECASE
)


@dataclass(frozen=True)
class Segment:
    """Words in a row on one baseline. `middle` is the y at half the height of small letters."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        return "".join(
            w.text + (w.space if i < len(self.words) - 1 else "") for i, w in enumerate(self.words)
        )

    @cached_property
    def box(self) -> Box:
        return Box.around(w.box for w in self.words)

    @cached_property
    def size(self) -> float:
        return statistics.median(w.size for w in self.words)

    @cached_property
    def baseline(self) -> float:
        return statistics.median(w.baseline for w in self.words)

    @property
    def middle(self) -> float:
        return self.baseline - X_HEIGHT * self.size

    @cached_property
    def bold(self) -> bool:
        letters = sum(len(w.text) for w in self.words)
        return 2 * sum(len(w.text) for w in self.words if w.bold) > letters

    @property
    def look(self) -> tuple[float, bool, tuple[float, ...]]:
        """Size, weight and colour."""
        return round(self.size, 1), self.bold, self.color

    @cached_property
    def color(self) -> tuple[float, ...]:
        return max(self.words, key=lambda w: len(w.text)).color


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped by baseline, from the top, each group from left to right."""
    ordered = sorted(words, key=lambda w: w.baseline)
    lines: list[list[Word]] = []
    for word in ordered:
        if lines and word.baseline - lines[-1][-1].baseline <= SAME_LINE * min(
            word.size, lines[-1][-1].size
        ):
            lines[-1].append(word)
        else:
            lines.append([word])
    lines = [part for line in lines for part in _unchained(line)]
    lines = [sorted(line, key=lambda w: w.box.x0) for line in _with_scripts(lines)]
    return [_less_spaces(line) for line in lines]


def _less_spaces(line: list[Word]) -> list[Word]:
    """A line with no space around raised or lowered letters and figures that touch what stands
    before and after them, as those of « CO2 », « H2O » and « 4e-3e » do."""
    made = list(line)
    for at, (word, other) in enumerate(pairwise(line)):
        touching = abs(other.box.x0 - word.box.x1) <= TOUCHING * max(word.size, other.size)
        lowered = LOWERED[0] <= (word.baseline - other.baseline) / word.size <= LOWERED[1]
        script = lowered and other.size < SMALLER * word.size
        small = word.size < MARK_SIZE * other.size
        if touching and (script or (small and at and made[at - 1].space == "")):
            made[at] = replace(word, space="")
    return made


def _unchained(line: list[Word]) -> list[list[Word]]:
    """Words, from the top, parted where the step between their baselines is the widest until none
    spans two lines: those of a table beside, at heights between, would chain two lines of a label
    into one, its words mixed."""
    if line[-1].baseline - line[0].baseline <= ONE_LINE * statistics.median(w.size for w in line):
        return [line]
    at = max(range(1, len(line)), key=lambda i: line[i].baseline - line[i - 1].baseline)
    return [*_unchained(line[:at]), *_unchained(line[at:])]


def _with_scripts(lines: list[list[Word]]) -> list[list[Word]]:
    """Small letters and figures set higher or lower put back on the line of the word that they
    follow, with no space between: « 1er », « m² », « CO2 », or the figures that mark a note."""
    kept: list[list[Word]] = []
    lines = [_with_raised(line) for line in lines]
    for index, line in enumerate(lines):
        left: list[Word] = []
        for word in line:
            raised = _host(word, lines[index + 1 : index + 4], RAISED)
            host = raised or _host(word, kept[:-4:-1], LOWERED)
            if host is None:
                left.append(word)
                continue
            home, at = host
            behind = _put_behind(word, home[at], raised is not None)
            home.append(replace(behind, baseline=home[0].baseline))
            home[at] = replace(home[at], space="")
        if left:
            kept.append(left)
    return kept


def _with_raised(line: list[Word]) -> list[Word]:
    """A line with what is set higher in it put behind the word that it follows: an amount at a
    height between chains both into one line."""
    made = list(line)
    for index, word in enumerate(line):
        host = _host(word, [line], RAISED)
        if host is not None:
            other = line[host[1]]
            made[index] = replace(_put_behind(word, other, True), baseline=other.baseline)
            made[host[1]] = replace(made[host[1]], space="")
    return made


def _put_behind(word: Word, other: Word, raised: bool) -> Word:
    """Small letters or figures set higher or lower as they are spelt behind another word."""
    mark = raised and MARKS.match(word.text)
    text = word.text.translate(SUPERSCRIPTS) if mark else word.text
    return replace(word, text=text, space=word.space if raised else other.space)


def _host(
    word: Word, lines: Sequence[list[Word]], height: tuple[float, float]
) -> tuple[list[Word], int] | None:
    """The line that small letters belong to, and the rank of the word in it that they follow:
    their baseline is so many ems above its own."""
    for line in lines:
        for at, other in enumerate(line):
            raised = (other.baseline - word.baseline) / other.size
            if height[0] <= raised <= height[1] and _is_script(word, other, height):
                return line, at
    return None


def _is_script(word: Word, other: Word, height: tuple[float, float]) -> bool:
    """Whether a word is small, and near enough to another, to be set higher or lower behind it:
    the end of an ordinal and the figure of a formula may be nearly as large where they touch it."""
    apart = (word.box.x0 - other.box.x1) / other.size
    touching = (ENDING if height is RAISED else FIGURE).match(word.text)
    if (height is RAISED and MARK.match(word.text)) or (touching and abs(apart) <= TOUCHING):
        largest = MARK_SIZE
    else:
        largest = SMALLER
    return word.size < largest * other.size and -TOUCHING <= apart <= SCRIPT_APART


def segments_of(words: Iterable[Word], vertical: Sequence[Rule]) -> list[Segment]:
    """The segments of a page's words, from the top, left to right on one line."""
    segments: list[Segment] = []
    lines = lines_of(words)
    columns = _begin_columns(lines)
    for line in lines:
        start = 0
        for i in range(1, len(line)):
            apart = id(line[i]) in columns or _parts(line[i - 1], line[i], vertical)
            if apart or _between_amounts(line, i):
                segments.append(Segment(tuple(line[start:i])))
                start = i
        segments.append(Segment(tuple(line[start:])))
    return segments


def _begin_columns(lines: Sequence[Sequence[Word]]) -> set[int]:
    """The ids of words that begin a column right of one of amounts that stands near it: on several
    lines a number ends at one x and text begins at another, with more white than a space between.
    """
    pairs = [
        (left, right)
        for line in lines
        for left, right in pairwise(line)
        if left.text[-1:] in "0123456789€" and right.text[:1].isalpha()
        and SPACE < (right.box.x0 - left.box.x1) / max(left.size, right.size) <= MIXED_GAP
    ]  # fmt: skip
    return {
        id(right)
        for left, right in pairs
        if sum(abs(left.box.x1 - a.box.x1) < ALIGNED and abs(right.box.x0 - b.box.x0) < ALIGNED
               for a, b in pairs) > 1
    }  # fmt: skip


def _between_amounts(line: Sequence[Word], i: int) -> bool:
    """Whether an amount ends before word `i` and another begins with it, however near."""
    if END_OF_AMOUNT.search(line[i - 1].text) is None:
        return False
    ahead = "".join(w.text + w.space for w in line[i : i + 6])
    return AMOUNT_AHEAD.match(ahead) is not None


def _parts(left: Word, right: Word, vertical: Sequence[Rule]) -> bool:
    if is_leader(left.text) or is_leader(right.text):
        return True
    gap = right.box.x0 - left.box.x1
    ems = gap / max(left.size, right.size)
    ends_in_digit = left.text[-1:].isdigit()
    starts_with_digit = NUMBER.match(right.text[:1]) is not None
    if ends_in_digit and starts_with_digit:
        limit = DIGIT_GAP
    elif starts_with_digit or left.text[-1:] in "0123456789€":
        limit = MIXED_GAP
    else:
        limit = TEXT_GAP
    if ems > limit:
        return True
    middle = left.baseline - X_HEIGHT * left.size
    return gap > -1.0 and any(
        left.box.x1 - 1.0 <= rule.position <= right.box.x0 + 1.0
        and rule.start <= middle <= rule.end
        for rule in vertical
    )

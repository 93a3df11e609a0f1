"""What each odd thing in a cut of a label area costs, in units of "one odd thing"."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.extract.labellines import AmountRow, LabelLine, Style, are_flush, is_stronger
from pipeline.normalise.labels import BULLETS

LONGEST_HEADING = 4
LOOSEST = 1.35  # ems between the lines of a paragraph
FAR = 3.0  # line pitches between a label and its amount, at the most
LEVEL = 0.15  # line pitches between what stands on one line
WIDE = 1.22  # times the usual line pitch: a gap that parts paragraphs
SENTENCE_GOES_ON = re.compile(
    r"(?:[,;:(«'’/-]|(?<![\w-])(?:de|des|du|d|la|le|les|l|et|à|au|aux|en|un|une|par|pour|sur|dans|avec|"
    r"ou|que|qui|sans|sous|vers|dont|afin|of|the|and|to|for|in|y|del|los|las|el))$",
    re.IGNORECASE,
)  # fmt: skip

# A dash, « 2. », « 3) » or « b) » before a text.
ITEM = re.compile(r"(?:[·*–—-]|[0-9]{1,2}[.)]|[a-zA-Z]\))\s+[^\W\d_]")

KnownHeading = Callable[[int, int], bool]


class Costs:
    """All costs that don't depend on the rest of the cut, worked out once."""

    def __init__(
        self,
        lines: Sequence[LabelLine],
        rows: Sequence[AmountRow],
        edges: Sequence[float],
        is_heading: KnownHeading,
    ) -> None:
        self.lines, self.rows = lines, rows
        self.cell = [sum(e < line.middle for e in edges) for line in lines]
        self.row_cell = [sum(e < row.middle for e in edges) for row in rows]
        self.amounts_in = {c: self.row_cell.count(c) for c in self.row_cell}
        self.pitch = _pitch(lines, self.cell)
        self.right = max((line.x1 for line in lines if not line.spans), default=0.0)
        self.body = self._body_style()
        self.styled = [line.style != self.body for line in lines]
        self.ruled = bool(edges)
        self.heads = [is_heading(i, i + 1) for i in range(len(lines))]
        pairs = list(pairwise(range(len(lines))))
        self.join = [self._join(i, j) for i, j in pairs]
        self.part = [self._part(i, j) for i, j in pairs]
        # Worked out once: neither depends on the rows, and every mode asks for them again.
        self.known = {
            (i, end): is_heading(i, end)
            for i in range(len(lines))
            for end in range(i + 1, min(i + LONGEST_HEADING, len(lines)) + 1)
            if end == i + 1 or self.join[end - 2] < float("inf")
        }

    def _body_style(self) -> Style:
        """The style of lines that stand level with an amount: they are labels for sure."""
        level = [
            line.style
            for line in self.lines
            if any(abs(line.middle - r.middle) < 0.6 * self.pitch for r in self.rows)
        ]
        return max(level, key=level.count, default=(False, (), 0, False))

    def _join(self, i: int, j: int) -> float:
        upper, lower = self.lines[i], self.lines[j]
        if self.cell[i] != self.cell[j]:
            return float("inf")
        cost = 0.0
        step = (lower.middle - upper.middle) / self.pitch
        if step > WIDE:
            cost += 0.5 + 4.0 * (step - WIDE)
        # A known heading is none of a label set otherwise, however well the words go on.
        named = self.heads[i] or self.heads[j]
        if upper.style != lower.style:
            cost += 4.0 if named else 1.0
        elif named and not are_flush(upper, lower):
            cost += 4.0
        if upper.spans != lower.spans:
            cost += 1.0
        if _goes_on(upper, lower):
            cost -= 0.5
        elif self._would_have_fitted(upper, lower):
            cost += 1.2
        return cost

    def _part(self, i: int, j: int) -> float:
        upper, lower = self.lines[i], self.lines[j]
        if self.cell[i] != self.cell[j]:
            return 0.0
        step = (lower.middle - upper.middle) / self.pitch
        cost = 0.0 if step > WIDE else 0.2
        if self.ruled and self.amounts_in.get(self.cell[i]) == 1 and step <= WIDE:
            cost += 1.0
        if _goes_on(upper, lower):
            cost += 1.2
        return cost

    def _would_have_fitted(self, upper: LabelLine, lower: LabelLine) -> bool:
        """A wrapped line ends where the next word had no room; one that ends early was ended."""
        word = lower.segments[0].words[0]
        room = self.right - upper.x1
        return word.box.width + 0.5 * word.size < room

    def is_set_off(self, start: int, end: int, index: int) -> bool:
        """Whether rules, or white above and below, part a row and its label from all others."""
        if self.ruled and self.amounts_in[self.row_cell[index]] == 1:
            return True
        bounds = [i for i in (start, end) if 0 < i < len(self.lines)]
        return all(
            self.cell[i] != self.cell[i - 1]
            or self.lines[i].middle - self.lines[i - 1].middle > WIDE * self.pitch
            for i in bounds
        )

    def is_level(self, start: int, end: int, index: int | None) -> bool:
        """Whether a run is one line, level with its amounts."""
        if index is None or end != start + 1:
            return False
        return abs(self.lines[start].middle - self.rows[index].middle) < LEVEL * self.pitch

    def begins_anew(self, i: int) -> bool:
        """Whether line `i` begins as a text of its own: with a bullet, or, after a line that had
        room for its first word, with a capital or as an item of a list."""
        upper, lower = self.lines[i - 1], self.lines[i]
        if lower.text[:1] in BULLETS:
            return True
        ended = upper.text.endswith(":") or not _goes_on(upper, lower)
        begins = lower.text[:1].isupper() and ended
        anew = begins or ITEM.match(lower.text) is not None
        return anew and self._would_have_fitted(upper, lower)

    def row(self, start: int, end: int, index: int, mode: str) -> float:
        lines, row = self.lines, self.rows[index]
        if self.cell[start] != self.row_cell[index]:
            return float("inf")
        first, last = lines[start].middle, lines[end - 1].middle
        if row.glued and abs(last - row.last) > 0.3 * row.size:
            return float("inf")
        if row.glued:
            off = 0.0
        elif mode == "middle":
            off = abs((first + last) / 2 - row.middle)
        elif mode == "first":
            off = abs(first - row.first)
        else:
            off = abs(last - row.last)
        off = off / self.pitch - 0.15
        alone = self.ruled and self.amounts_in.get(self.row_cell[index]) == 1
        cost = max(off, 0.0) * (0.5 if alone else 2.5)
        if row.middle < first - 0.8 * self.pitch or row.middle > last + 0.8 * self.pitch:
            cost += 3.0
        for i in range(start, end):
            if lines[i].known:
                cost += 2.0
            elif lines[i].spans:
                cost += 0.8
        return cost

    def near(self, start: int, end: int, index: int) -> bool:
        """Whether a run stands beside a row, or in one cell with it alone: one farther off is not
        worth a cost."""
        cell = self.row_cell[index]
        if self.ruled and self.cell[start] == cell and self.amounts_in[cell] == 1:
            return True
        reach = FAR * self.pitch
        middle = self.rows[index].middle
        return self.lines[start].middle - reach <= middle <= self.lines[end - 1].middle + reach

    def heading(self, start: int, end: int) -> float:
        known = self.known.get((start, end), False)
        styled = all(self.styled[i] for i in range(start, end))
        if any(self._in_label_cell(i) for i in range(start, end)) and not (known and styled):
            return float("inf")
        if known:
            return -0.5
        if self.apart(start, end):
            return 0.35
        return 1.5 + 0.3 * (end - start)

    def _in_label_cell(self, i: int) -> bool:
        """Whether a line stands in a ruled cell with one amount beside it: it is of that label."""
        return self.lines[i].parted and self.amounts_in.get(self.cell[i]) == 1

    def clear(self, start: int, end: int) -> bool:
        """Whether lines without an amount can be nothing but a heading: set apart from what follows
        by a rule or by white, and not as a row without its amount would be."""
        of_cells = any(
            self.lines[i].parted for (i, j), known in self.known.items() if known and j == i + 1
        )
        if any(line.parted for line in self.lines[start:end]) and not of_cells:
            return False
        if end == len(self.lines) or self.cell[end] != self.cell[end - 1]:
            return True
        return (self.lines[end].middle - self.lines[end - 1].middle) / self.pitch > WIDE

    def _hangs(self, start: int, end: int) -> bool:
        """Whether lines stand right under a label, and farther from what follows."""
        if start == 0 or end == len(self.lines) or self.cell[start - 1] != self.cell[start]:
            return False
        above = self.lines[start].middle - self.lines[start - 1].middle
        below = self.lines[end].middle - self.lines[end - 1].middle
        return 0 < above <= WIDE * self.pitch and below > WIDE * above

    def apart(self, start: int, end: int) -> bool:
        """Whether lines stand apart as a heading does."""
        if all(self.styled[i] for i in range(start, end)):
            styles = [self.lines[i].style for i in range(start, end)]
            if all(is_stronger(style, self.body) for style in styles):
                return True
            weaker = all(is_stronger(self.body, style) for style in styles)
            return not weaker and not self._hangs(start, end)
        own_cell = self.ruled and self.cell[start] not in self.row_cell
        return own_cell and all(line.spans for line in self.lines[start:end])


def _pitch(lines: Sequence[LabelLine], cell: Sequence[int]) -> float:
    """The usual distance between the lines of a paragraph, in points: the closest that are set."""
    if not lines:
        return 12.0
    size = statistics.median(line.main.size for line in lines)
    steps = [
        lower.middle - upper.middle
        for (i, upper), (j, lower) in pairwise(enumerate(lines))
        if cell[i] == cell[j] and upper.style == lower.style
    ]
    return min([LOOSEST * size, *(step for step in steps if step >= 0.9 * size)])


def _goes_on(upper: LabelLine, lower: LabelLine) -> bool:
    text = lower.text.lstrip("«\"'( ")
    return text[:1].islower() or SENTENCE_GOES_ON.search(upper.text.rstrip()) is not None

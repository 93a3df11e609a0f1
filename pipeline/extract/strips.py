"""A strip: an amount column, or several side by side, with their labels, heads and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extract.candidates import Candidate
from pipeline.extract.clusters import EDGE, Column
from pipeline.extract.content import Rule
from pipeline.extract.labellines import AmountRow, LabelLine
from pipeline.extract.lines import Segment

SAME_ROW = 0.65  # ems: amounts of one row stand level within this
HEADER_LINE = 1.8  # ems between the lines of one header
TOUCH = 0.3  # of a header's width
ONE_RULE = 2.0  # points between the sides of one drawn rule
REACH = 2.5  # ems above and below its amounts that a column's table goes on at least


@dataclass
class Strip:
    """One table's columns of amounts and where its labels are: x from `left` to `right`.

    `start` is where its headings begin at the earliest: left of the labels, or of the amounts where
    those come first. `rows` are its amounts row by row, each cell with the index of its column;
    `head_spans` the stretches of y (points) where a head may stand.
    """

    columns: list[Column]
    labels_left: bool
    left: float
    right: float
    start: float
    rows: list[list[tuple[int, Candidate]]] = field(default_factory=list)
    headers: list[Segment] = field(default_factory=list)
    head_spans: list[tuple[float, float]] = field(default_factory=list)

    @property
    def x0(self) -> float:
        return self.columns[0].x0

    @property
    def x1(self) -> float:
        return self.columns[-1].x1

    @property
    def span(self) -> tuple[float, float]:
        return span_of(self.columns)

    def amount_rows(self) -> list[AmountRow]:
        return [
            AmountRow(
                min(c.first_middle for _, c in row),
                sum(c.middle for _, c in row) / len(row),
                max(c.last_middle for _, c in row),
                max(c.size for _, c in row),
                self.labels_left and any(self._is_glued(i, c) for i, c in row),
            )
            for row in self.rows
        ]

    def stands_apart(self, y: float) -> bool:
        """Whether the amount at `y` is a total beside its column."""
        return any(abs(c.middle - y) < SAME_ROW * c.size for k in self.columns for c in k.apart)

    def _is_glued(self, index: int, candidate: Candidate) -> bool:
        """Whether an amount is part of its label's last line, not just reached by it: it doesn't
        stand as the others of its column do."""
        others = [c for c in self.columns[index].candidates if c.whole]
        return not candidate.whole and not any(
            abs(candidate.box.x0 - o.box.x0) < EDGE or abs(candidate.box.x1 - o.box.x1) < EDGE
            for o in others
        )

    def starts_near(self, y: float, reach: float) -> float:
        """The x where the amounts within `reach` of `y` (points) start; of all, where none is."""
        near = [
            c
            for k in self.columns
            for c in k.candidates
            if c not in k.apart and abs(c.middle - y) < reach
        ]
        return min((c.box.x0 for c in near), default=self.x0)

    def holds(self, segment: Segment) -> bool:
        """Whether the segment starts in the label area; or over amounts that stand left of it."""
        return self.start - 1 <= segment.box.x0 < self.right

    def may_head(self, y: float) -> bool:
        """Whether a table's head may stand at `y`."""
        return any(top < y < bottom for top, bottom in self.head_spans)

    def crosses(self, segment: Segment) -> bool:
        """Whether a segment runs from deep inside the label area into the amounts."""
        half = (self.right - self.left) / 2
        if self.labels_left:
            return segment.box.x0 < self.right - half < self.x0 < segment.box.x1
        return segment.box.x1 > self.left + half

    @property
    def reach(self) -> tuple[float, float]:
        """The x range of labels and amounts together."""
        return (self.left, self.x1) if self.labels_left else (self.x0, self.right)

    def header_of(self, index: int, y: float) -> str | None:
        """The header printed over column `index` for a row at `y`: the nearest one above it."""
        shared = [h for h in self.headers if self._is_shared(h)]
        if any(index in self._reached(h) or index in self.under(h) for h in shared):
            return None
        bottom = max(c.middle for k in self.columns for c in k.candidates)
        # One under the last row heads the rows of the next page.
        over = [s for s in self.headers if index in self.under(s) and s.middle < bottom]
        groups = header_groups(over)
        if not groups:
            return None
        above = [g for g in groups if g[0].middle < y]
        return " ".join(s.text for s in (above or groups[:1])[-1])

    def under(self, head: Segment) -> list[int]:
        """The columns whose amounts a header's middle stands over, else the one it reaches over,
        else the one that is its in a line of as many. Where a line has as many as its own table has
        columns, those of a table of other widths below are none of its business."""
        line = [h for h in self.headers if abs(h.middle - head.middle) < SAME_ROW * head.size]
        used = self._in_use(head)
        whole = len(line) == len(used) > 1 and head in line
        right = self._right_under(head, used if whole else range(len(self.columns)))
        return right or (self._in_order(head, line, used) if whole else [])

    def _in_use(self, head: Segment) -> list[int]:
        """The columns with amounts between a header and the next one farther down."""
        below = (h.middle for h in self.headers if h.middle - head.middle > HEADER_LINE * head.size)
        end = min(below, default=float("inf"))
        return [
            i
            for i, column in enumerate(self.columns)
            if any(head.middle < c.middle < end for c in column.candidates)
        ] or list(range(len(self.columns)))

    def _right_under(self, head: Segment, among: Sequence[int]) -> list[int]:
        middle = head.box.cx
        columns = self.columns
        held = [i for i in among if columns[i].x0 - 4 <= middle <= columns[i].x1 + 4]
        reached = [i for i in self._reached(head) if i in among]
        return held or (reached if len(reached) == 1 else [])

    def _in_order(self, head: Segment, line: Sequence[Segment], used: Sequence[int]) -> list[int]:
        """The column of a header that stands over none, of a `line` of as many as there are columns
        in use: cells are wider than their amounts."""
        own = used[sum(h.box.x0 < head.box.x0 for h in line)]
        return [] if any(own in self._right_under(h, used) for h in line) else [own]

    def _reached(self, head: Segment) -> list[int]:
        """The columns that a good part of a header stands over."""
        return [
            i for i, c in enumerate(self.columns)
            if min(head.box.x1, c.x1) - max(head.box.x0, c.x0) > TOUCH * head.box.width
        ]  # fmt: skip

    def _is_shared(self, head: Segment) -> bool:
        """Whether a header reaches over several columns and is the lowest of one of them, or holds
        a word that is nearer to a column without a header: it may be two headers that touch."""
        return self._is_lowest_of_several(head) or any(
            self._is_bare(i) for i in self._nearest(head) if i not in self.under(head)
        )

    def _is_lowest_of_several(self, head: Segment) -> bool:
        reached = self._reached(head)
        return len(reached) > 1 and any(
            not any(h.middle > head.middle + 1.0 and i in self.under(h) for h in self.headers)
            for i in reached
        )

    def _is_bare(self, index: int) -> bool:
        return not any(index in self.under(h) for h in self.headers)

    def _nearest(self, head: Segment) -> set[int]:
        """The columns to which the words of a header are nearest."""
        return {
            min(
                range(len(self.columns)),
                key=lambda i: max(
                    self.columns[i].x0 - w.box.cx, w.box.cx - self.columns[i].x1, 0.0
                ),
            )
            for w in head.words
        }


def goes_on(upper: Segment, lower: Segment) -> bool:
    """Whether a line is set as the next one of a heading."""
    return (
        0 < lower.middle - upper.middle < HEADER_LINE * upper.size
        and abs(lower.box.x0 - upper.box.x0) < SAME_ROW * upper.size
        and (upper.bold, upper.color) == (lower.bold, lower.color)
    )


def header_groups(headers: Sequence[Segment]) -> list[list[Segment]]:
    """Header cells of one column, those of one header together, from the top."""
    groups: list[list[Segment]] = []
    for s in sorted(headers, key=lambda s: s.baseline):
        if groups and s.baseline - groups[-1][-1].baseline <= HEADER_LINE * s.size:
            groups[-1].append(s)
        else:
            groups.append([s])
    return groups


def span_of(columns: Sequence[Column]) -> tuple[float, float]:
    """top, bottom (points) of what a table with these columns takes up at least."""
    held = [c for k in columns for c in k.candidates]
    reach = REACH * max(c.size for c in held)
    return min(c.box.top for c in held) - reach, max(c.box.bottom for c in held) + reach


def edges_of(strip: Strip, horizontal: Sequence[Rule], lines: Sequence[LabelLine]) -> list[float]:
    """The y of the rules that part rows: they run from the labels to the amounts.

    `lines` are those of the label area, from the top; labels may start further right beside a
    merged cell than in the next table.
    """
    edges = []
    for rule in horizontal:
        at = sum(line.middle < rule.position for line in lines)
        x0 = max((line.x0 for line in lines[max(at - 1, 0) : at + 1]), default=strip.left)
        near = (x0, strip.x0 + 4.0) if strip.labels_left else (strip.x1 - 4.0, strip.right - 4.0)
        if not strip.labels_left:
            near = (near[0], max(near[0] + 20.0, min(near[1], near[0] + 60.0)))
        if rule.covers(*near, share=0.9):
            edges.append(rule.position)
    return sorted(edges)


def boundary_rules(strip: Strip, vertical: Sequence[Rule], text: Sequence[Segment]) -> list[Rule]:
    """Vertical rules between the labels, which are among `text`, and the first amount column."""
    if strip.labels_left:
        middles = [row.middle for row in strip.amount_rows()]
        level = [
            s for s in text
            if s.box.x0 < strip.x0 and any(abs(s.middle - y) < SAME_ROW * s.size for y in middles)
        ]  # fmt: skip
        near = [r for r in vertical if strip.left < r.position <= strip.x0 + 1.0]
        past = [r for r in near if 4 * sum(s.box.x1 > r.position + 2 for s in level) < len(level)]
        at = max((r.position for r in past), default=0.0)
        return [r for r in past if at - r.position < ONE_RULE]
    edge = max((c.size for k in strip.columns for c in k.candidates), default=10.0)
    return [r for r in vertical if strip.x1 - 1.0 <= r.position <= strip.x1 + 8 * edge]

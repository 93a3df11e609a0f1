"""A strip's text -> the lines of its label area; some of those and a row of amounts -> one item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.domain import Box
from pipeline.extract.content import PageContent, Rule, Word
from pipeline.extract.labellines import LabelLine
from pipeline.extract.lines import TEXT_GAP, Segment
from pipeline.extract.reading import UNNAMED, AmountCell, Item, ItemKind
from pipeline.extract.strips import Strip, boundary_rules, header_groups
from pipeline.extract.wordings import Wordings, is_detail, is_header, is_total
from pipeline.normalise.labels import clean_label, is_broken_in_doubt, split_note
from pipeline.normalise.money import has_currency

NEXT_LINE = 1.5  # ems between two lines of one text
SPACE = 0.45  # ems: more white than a space has
WIDER = 1.6  # times the next space of the line, which may be a wide one too
JOINED = re.compile(r"[0-9]+[^\W\d_]")
MARK = re.compile(r"\(\w{1,2}\)\s|\*+\s")  # of a note
RAISED_MARK = re.compile(r"(?:\([0-9]{1,2}\)|[0-9]{1,2}|\*{1,3}|[¹²³⁰⁴-⁹]{1,2})$")
RAISED_LETTERS = re.compile(r"(?:[^\W\d_]{1,4}\b\s*)+$")
# Of an amount that the label overlaps, or of a leader.
STRAY_SIGN = re.compile(r"^[€£$]|€[^\W\d_]|[-=>~]$")
SMALL = 0.97  # of a label's size: letters that are raised
A_LINE = 0.95  # ems between the lines of one text at the least
# Dots of a scan that touch the label that they lead from, or a mark between it and its amount.
LEADERS = re.compile(
    r"(?<=[\w»)\"%])(?:\.{4,}|…{2,}|·{3,}|_{3,})[\s.…·_]*$|(?<=\w|[»)\"%])\s*:$|\s+[=–—]$|^\s*[:=]\s+"
)
FLUSH = 0.6  # points between edges that are one
FEWEST_FLUSH = 2  # lines of full width that show a text to be justified
AS_LONG = 0.2  # ems between the ends of a text and of the rule under it
UNDERLINE = 0.2  # ems below the baseline


def label_lines(
    strip: Strip, segments: Sequence[Segment], content: PageContent, wordings: Wordings
) -> list[LabelLine]:
    """The segments of a strip's label area line by line, from the top."""
    lines: list[list[Segment]] = []
    for s in sorted(segments, key=lambda s: s.baseline):
        above = lines[-1][0] if lines else None
        level = above is not None and s.baseline - above.baseline <= 0.25 * s.size
        if level and not (_names(s, wordings) and any(_names(o, wordings) for o in lines[-1])):
            lines[-1].append(s)
        else:
            lines.append([s])
    boundary = _parted_by(strip, boundary_rules(strip, content.vertical, segments))
    made = []
    for line in lines:
        line.sort(key=lambda s: s.box.x0)
        text = " ".join(s.text for s in line)
        reach = max(s.box.x1 for s in line)
        middle = line[0].middle
        start = min(s.box.x0 for s in line)
        over = reach > strip.x0 + 1 if strip.labels_left else start < strip.left - 1
        unparted = bool(boundary) and not any(r.start <= middle <= r.end for r in boundary)
        known = bool(wordings.banner(text) or wordings.territory(text))
        spans = over or unparted
        drawn = all(_is_underlined(s, content.horizontal) for s in line)
        made.append(LabelLine(tuple(line), known, spans, bool(boundary) and not spans, drawn))
    return made


def _is_underlined(segment: Segment, horizontal: Sequence[Rule]) -> bool:
    """Whether a rule as long as a text is drawn under it."""
    box, reach = segment.box, AS_LONG * segment.size
    return any(
        -0.1 < (r.position - segment.baseline) / segment.size < UNDERLINE
        and abs(r.start - box.x0) < reach
        and abs(r.end - box.x1) < reach
        for r in horizontal
    )


def _names(segment: Segment, wordings: Wordings) -> bool:
    """Whether a segment is the title of a section: a territory and its axis may share a line."""
    return wordings.meaning(segment.text)[0] in (ItemKind.BANNER, ItemKind.TERRITORY)


def _parted_by(strip: Strip, boundary: Sequence[Rule]) -> Sequence[Rule]:
    """The rules between labels and amounts, where they stand beside most of the amounts."""
    rows = strip.amount_rows()
    beside = sum(any(r.start <= row.middle <= r.end for r in boundary) for row in rows)
    return boundary if 2 * beside > len(rows) else ()


def is_header_line(
    line: LabelLine, following: LabelLine | None, strip: Strip, edges: Sequence[float]
) -> bool:
    """A line of the label area that stands level with the headers of the amount columns, or
    says what such headers say where a table begins and is not the first of a label.

    `following` is the next line, `edges` are the y of the rules that part rows.
    """
    for index in range(len(strip.columns)):
        over = [h for h in strip.headers if index in strip.under(h)]
        for group in header_groups(over):
            size = group[0].size
            if group[0].middle - 0.6 * size <= line.middle <= group[-1].middle + 0.6 * size:
                return True
    if not is_header(line.text):
        return False
    if any(abs(line.middle - h.middle) < 0.6 * h.size for h in strip.headers):
        return True  # of amounts that the head of their column stands beside, not over
    level = any(abs(line.middle - r.middle) < 0.6 * r.size for r in strip.amount_rows())
    if not level and strip.may_head(line.middle):
        return not _is_of_label(line, following, strip, edges)
    return False


def _is_of_label(
    line: LabelLine, following: LabelLine | None, strip: Strip, edges: Sequence[float]
) -> bool:
    """Whether a line shares a ruled cell with an amount, or the next line goes on with it."""
    cell = sum(e < line.middle for e in edges)
    ruled = 0 < cell < len(edges)
    if ruled and any(sum(e < r.middle for e in edges) == cell for r in strip.amount_rows()):
        return True
    if following is None or is_total(following.text):
        return False
    if following.middle - line.middle > NEXT_LINE * line.main.size:
        return False
    one, other = line.main, following.main
    alike = (one.bold, one.color, one.size) == (other.bold, other.color, other.size)
    return alike or following.text[:1].islower()


def row_item(
    strip: Strip, index: int, held: Sequence[LabelLine], vocabulary: frozenset[str], unsure: bool
) -> Item:
    """The item of the strip's row `index`, whose label is the lines `held`."""
    row = strip.rows[index]
    several = len(strip.columns) > 1
    cells = tuple(
        AmountCell(
            (strip.header_of(i, c.middle) or f"{UNNAMED}{i + 1}") if several else None,
            c.amount,
            c.box,
            c.words,
        )
        for i, c in row
    )
    raw = [line.text for line in held]
    label, note = split_note(LEADERS.sub("", clean_label(raw, vocabulary)))
    lines = tuple(tuple(w for s in line.segments for w in s.words) for line in held)
    box = Box.around([w.box for line in lines for w in line] + [c.box for c in cells])
    kind = ItemKind.TOTAL if is_total(label) else ItemKind.ROW
    note = note or next((c.note for _, c in row if c.note), None)
    unsure = unsure or _is_mixed(lines) or is_broken_in_doubt(raw, vocabulary)
    unsure = unsure or any(_is_stray_mark(line, held) for line in held)
    unsure = unsure or STRAY_SIGN.search(label) is not None
    # « dont 73 150 € au titre de l'orientation »: of the rows above, or the end of a label.
    unsure = unsure or any(is_detail(text) and has_currency(text) for text in raw[1:])
    if not strip.labels_left:  # a mark there may be the amount's
        unsure = unsure or MARK.match(label) is not None
    return Item(kind, label, lines, box, None, cells, note, unsure)


def is_pieced(held: Sequence[LabelLine], lines: Sequence[LabelLine]) -> bool:
    """Whether white as wide as between columns stands inside a line of a label, or more white than
    a space's after a number that begins one: it may be a column of its own. `lines` are all those
    of the table's labels."""
    return any(
        any(b.box.x0 - a.box.x1 > TEXT_GAP * a.size for a, b in pairwise(line.segments))
        or _begins_apart([w for s in line.segments for w in s.words])
        for line in held
        if line is held[-1] or not _is_justified(line, lines)
    )


def _is_justified(line: LabelLine, lines: Sequence[LabelLine]) -> bool:
    """Whether a line that isn't the last of its label starts and ends where others do that have no
    more white than between words: its own was widened."""
    flush = [
        o
        for o in lines
        if len(o.segments) == 1 and abs(o.x0 - line.x0) < FLUSH and abs(o.x1 - line.x1) < FLUSH
    ]
    return len(flush) >= FEWEST_FLUSH


def is_joined(held: Sequence[LabelLine], vertical: Sequence[Rule]) -> bool:
    """Whether a rule runs through a word that is a number and a word: they are of two cells."""
    words = [w for line in held for s in line.segments for w in s.words if JOINED.match(w.text)]
    return any(
        w.box.x0 + 1 < r.position < w.box.x1 - 1 and r.start <= w.box.cy <= r.end
        for w in words
        for r in vertical
    )


def _begins_apart(words: Sequence[Word]) -> bool:
    if len(words) < 2 or not words[0].text.isdecimal():
        return False
    first, *others = [(b.box.x0 - a.box.x1) / a.size for a, b in pairwise(words)]
    return first > max([SPACE, *(WIDER * gap for gap in others[:1])])


def label_rules(
    strip: Strip, horizontal: Sequence[Rule], edges: Sequence[float], lines: Sequence[LabelLine]
) -> list[float]:
    """The y of rules along the label column alone, that part no row of amounts. Those that
    underline text are none."""
    if not lines or not strip.labels_left:
        return []
    x0, x1 = (
        min(line.x0 for line in lines),
        max((line.x1 for line in lines if not line.spans), default=strip.right),
    )
    feet = [(s.baseline, s.size) for line in lines for s in line.segments]
    return [
        r.position for r in horizontal
        if r.covers(x0, x1, share=0.9) and all(abs(r.position - e) > 1.5 for e in edges)
        and not any(-0.1 < (r.position - y) / size < UNDERLINE for y, size in feet)
    ]  # fmt: skip


def is_crossed(held: Sequence[LabelLine], rules: Sequence[float]) -> bool:
    """Whether one of the rules parts the lines of a label."""
    return any(held[0].middle < y < held[-1].middle for y in rules)


def _is_stray_mark(line: LabelLine, held: Sequence[LabelLine]) -> bool:
    """Whether a line is a note's mark alone, or small letters, nearer to another than lines are
    set: raised ones, whose word isn't known."""
    if len(held) == 1:
        return False
    small = all(s.size < SMALL * max(o.main.size for o in held) for s in line.segments)
    if RAISED_MARK.match(line.text) is None and not (small and RAISED_LETTERS.match(line.text)):
        return False
    steps = [abs(o.middle - line.middle) for o in held if o is not line]
    return min(steps) < A_LINE * max(o.main.size for o in held)


def _is_mixed(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether a label's words go to and fro between styles: two texts may be mixed up in it."""
    looks = [(w.bold, w.color) for line in lines for w in line]
    changes = sum(a != b for a, b in pairwise(looks))
    return changes > 1 or len({color for _, color in looks}) > 2

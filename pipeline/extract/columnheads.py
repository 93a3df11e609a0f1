"""The heads printed over a strip's amount columns, told from its labels and its amounts."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.candidates import Candidate, is_year
from pipeline.extract.headparts import at_end, by_area, by_column
from pipeline.extract.headplaces import (
    LEVEL,
    ends_heading,
    heads_labels,
    is_beyond_amounts,
    is_level,
    is_over,
    is_over_white,
    may_head_rows,
)
from pipeline.extract.lines import Segment
from pipeline.extract.reading import ItemKind
from pipeline.extract.strips import HEADER_LINE, Strip
from pipeline.extract.wordings import (
    Wordings,
    is_amount_header,
    is_code_header,
    is_header,
    is_total,
)
from pipeline.normalise.labels import match_key

UNDER = 6.0  # ems between an orientation and its first row at most


def take_headers(strip: Strip, text: Sequence[Segment], wordings: Wordings) -> set[int]:
    """Find the strip's header cells: text over its amount columns that holds no amount, where a
    table begins; and the same text wherever it is repeated.

    Bare years are headers where all others of their column carry a euro sign, where a whole row
    that begins a table holds nothing else, right under header text, or beside a label's head. Sets
    `strip.headers` and `strip.head_spans`, takes header rows out of `strip.rows`; returns the ids
    of the header words.
    """
    strip.head_spans = _head_spans(strip, text, wordings)
    unknown = [s for s in text if not wordings.is_known(s.text)]
    labels = [s for s in text if is_header(s.text) or heads_labels(s, text)]
    pieces = [p for s in unknown for end in at_end(s, strip) for p in by_area(end, strip)]
    parts = [part for piece in pieces for part in by_column(piece, strip.columns)]
    over = [p for p in parts if is_over(p, strip, labels) and not ends_heading(p, strip, text)]
    over += [p for p in parts if p not in over and is_over_white(p, strip, labels, unknown)]
    over += [p for p in parts if p not in over and is_beyond_amounts(p, strip, labels, parts)]
    over = [p for p in over if not may_head_rows(p, strip, labels)]
    first: list[Segment] = []
    years = [Segment(c.words) for row in strip.rows if all(is_year(c) for _, c in row)
             for _, c in row]  # fmt: skip
    for top, bottom in strip.head_spans:
        held = [s for s in (*over, *years) if top < s.middle < bottom]
        ends = _section_ends(text, wordings)
        late = top > float("-inf") and not any(top < y < bottom for y in ends)
        mine = [s for s in text if strip.holds(s)]
        heads = _together(held, mine, wordings, _body_style(strip), late)
        if strip.labels_left or any(_says_so(s, labels) for s in heads):
            first += [s for s in heads if s not in years]
    wording = {match_key(s.text) for s in first}
    strip.headers += [s for s in over if s in first or match_key(s.text) in wording]
    for row in list(strip.rows):
        if len(strip.rows) > 1 and _is_year_row(row, strip, text):
            strip.rows.remove(row)
            for _, year in row:
                _add_year(year, strip)
    return {id(w) for s in strip.headers for w in s.words}


def _says_so(segment: Segment, labels: Sequence[Segment]) -> bool:
    """Whether text over amounts that come first is a head by what it says, or stands level with
    the head of the labels: it may else be a heading, which starts there too."""
    return is_amount_header(segment.text) or any(is_level(o, segment) for o in labels)


def _together(
    heads: Sequence[Segment],
    text: Sequence[Segment],
    wordings: Wordings,
    body: tuple[bool, tuple[float, ...]],
    late: bool,
) -> list[Segment]:
    """The lines of one head: those that follow the first at a line's distance. What stands lower is
    of a row; so is what stands beside a text that no table calls its labels, under an orientation
    or set in the style of the rows (`body`: bold, colour); and, `late` in a table, after a total of
    its own, where it doesn't say what amounts are."""
    kept: list[Segment] = []
    for s in sorted(heads, key=lambda s: s.middle):
        if kept and s.middle - kept[-1].middle > HEADER_LINE * s.size:
            break
        level = [o for o in text if o.box.x1 < s.box.x0 and is_level(o, s)]
        under = any(
            wordings.meaning(o.text)[0] is ItemKind.ORIENTATION
            and 0 < s.middle - o.middle < UNDER * s.size
            for o in text
        )
        alone = sum(is_level(o, s) for o in heads) == 1
        plain = alone and all((o.bold, o.color) == body for o in (s, *level))
        unsaid = late and not is_amount_header(s.text)
        if level and (under or plain or unsaid) and not _has_label_head(level, s):
            break
        kept.append(s)
    return kept


def _has_label_head(level: Sequence[Segment], head: Segment) -> bool:
    """Whether the head of the labels stands level with a head, or right beside that of another
    column of text: « Fiche Action » before « Montant »."""
    said = is_amount_header(head.text)
    return any(is_header(o.text) or (said and _ends_in_head(o)) for o in level)


def _ends_in_head(segment: Segment) -> bool:
    words = segment.words
    return len(words) > 1 and is_code_header(words[0].text) and is_header(words[-1].text)


def _body_style(strip: Strip) -> tuple[bool, tuple[float, ...]]:
    """Whether most of a strip's amounts are bold, and their colour."""
    styles = [(w.bold, w.color) for row in strip.rows for _, c in row for w in c.words[:1]]
    return max(styles, key=styles.count, default=(False, ()))


def _head_spans(
    strip: Strip, text: Sequence[Segment], wordings: Wordings
) -> list[tuple[float, float]]:
    """The stretches of y where a table's head may stand: before the strip's first row, after a
    total, and after a heading that the profile knows, though its rows be on the next page. Between
    other rows nothing is a head."""
    ends = _section_ends(text, wordings)
    totals = [s for s in text if is_total(s.text)]
    spans: list[tuple[float, float]] = []
    last: list[tuple[int, Candidate]] | None = None
    for row in sorted(strip.rows, key=lambda row: row[0][1].middle):
        top = min(c.first_middle for _, c in row)
        above = max(c.last_middle for _, c in last) if last else float("-inf")
        if last is None and any(is_year(c) for _, c in row):
            top = max(c.last_middle for _, c in row) + 0.1  # « BP 2025 » beside « Total »
        if last and spans and all(is_year(c) for _, c in last):
            spans[-1] = (spans[-1][0], top)  # years are part of a head
        elif (
            last is None
            or any(above < end < top for end in ends)
            or any(abs(t.middle - c.middle) < LEVEL * c.size for t in totals for _, c in last)
        ):
            spans.append((above, top))
        last = row
    bottom = max((c.last_middle for _, c in last or ()), default=float("inf"))
    summed = any(abs(t.middle - c.middle) < LEVEL * c.size for t in totals for _, c in last or ())
    if summed or any(end > bottom for end in ends):
        spans.append((bottom, float("inf")))
    return spans


def _section_ends(text: Sequence[Segment], wordings: Wordings) -> list[float]:
    """The y of the headings that end one section and begin the next."""
    return [s.middle for s in text if wordings.banner(s.text) or wordings.territory(s.text)]


def _is_year_row(
    row: Sequence[tuple[int, Candidate]], strip: Strip, text: Sequence[Segment]
) -> bool:
    if not all(is_year(c) for _, c in row):
        return False
    for _, c in row:
        # « Crédits 2029 » is half a line up where its head goes on in the next: « (en €) ».
        level = (LEVEL if c.whole else 2 * LEVEL) * c.size
        if any(is_header(s.text) and abs(s.middle - c.middle) < level for s in text):
            return True
    if _names_an_action(row, strip, text):
        return False
    others = [c for r in strip.rows if r is not row for _, c in r if c.amount.costed]
    if others and all(c.has_currency for c in others if not is_year(c)):
        return True
    under = any(
        0 < c.middle - h.middle < 2.2 * c.size and abs(c.box.cx - h.box.cx) < 4 * c.size
        for _, c in row
        for h in strip.headers
    )
    top = min(c.first_middle for _, c in row)
    begins = any(abs(bottom - top) < 1.0 for _, bottom in strip.head_spans)
    return under or (len(row) > 1 and (begins or row is strip.rows[0]))


def _add_year(year: Candidate, strip: Strip) -> None:
    """Make a year a head, with what stands before it in its line: « Montant 2027 », or the lower
    line of one, « de l'État 2027 ». The place of such a text is that of all of it."""
    rest = {id(w) for w in year.rest}
    known = [h for h in strip.headers if rest.issuperset(id(w) for w in h.words)]
    whole = Segment(tuple(sorted((*year.rest, *year.words), key=lambda w: w.box.x0)))
    strip.headers = [h for h in strip.headers if h not in known]
    strip.headers.append(whole if known or _is_begun(year, strip) else Segment(year.words))


def _is_begun(year: Candidate, strip: Strip) -> bool:
    """Whether what stands before a year is of a head."""
    if not year.rest:
        return False
    rest = Segment(year.rest)
    return is_amount_header(rest.text) or any(
        0 < rest.middle - h.middle < HEADER_LINE * h.size
        and min(rest.box.x1, h.box.x1) > max(rest.box.x0, h.box.x0)
        for h in strip.headers
    )


def _names_an_action(
    row: Sequence[tuple[int, Candidate]], strip: Strip, text: Sequence[Segment]
) -> bool:
    """Whether a label set as the rows' are stands beside years, or any label below the first row
    of a table: « Maison des adolescents | 2026 »."""
    cell = row[0][1]
    used = {id(w) for r in strip.rows for _, c in r for w in c.words}
    level = [
        s for s in text
        if abs(s.middle - cell.middle) < LEVEL * cell.size and not is_header(s.text)
        and any(c.isalpha() for c in s.text) and not any(id(w) in used for w in s.words)
    ]  # fmt: skip
    if not level:
        return False
    plain = all((s.bold, s.color) == _body_style(strip) for s in level)
    return plain or not strip.may_head(cell.middle)

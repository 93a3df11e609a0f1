"""What is never part of a table put away: hidden words, running lines, page numbers, leaders."""

from __future__ import annotations

from pipeline.domain import Role
from pipeline.extract.candidates import STACK_END, YEAR
from pipeline.extract.draft import Draft
from pipeline.extract.leaders import is_leader
from pipeline.extract.lines import Segment
from pipeline.extract.reading import Leftover
from pipeline.extract.running import line_keys
from pipeline.extract.wordings import is_amount_header, is_total, page_number
from pipeline.normalise.money import has_currency, looks_like_amount

MARGIN = 0.13  # of the page's height: where a page number may stand
LEVEL = 0.3  # ems between baselines that are one
JUSTIFIED = 3.0  # ems between two words of a justified line at most
GRID = 4.0  # points: vertical rules nearer than this are sides of one
FEWEST_RULES = 3  # of a table of two columns
NEXT_ROW = 6.0  # ems between two rows of a table, each of a few lines
NEXT_LINE = 1.6  # ems between two lines of one text


def set_aside(page: Draft) -> None:
    """Put away what is never part of a table: hidden words, leaders, page numbers."""
    content = page.content
    for word in content.words:
        if not word.visible:
            page.leftovers.append(Leftover(word, Role.FURNITURE, "texte invisible sur la page"))
    kept: list[Segment] = []
    for s in page.segments:
        edge = MARGIN * content.height
        at_margin = s.middle > content.height - edge or s.middle < edge
        number = page_number(s.text) if at_margin else None
        if number is not None and not _is_part(s, page) and not _is_in_line(s, page):
            page.printed_page = page.printed_page if s.middle < edge else number
            page.printed_page = page.printed_page or number
            page.leave(Role.FURNITURE, "numéro de page", [s])
        elif (_recurs(s, page) and not _is_content(s, page)) or _ends_head(s, page):
            page.leave(Role.FURNITURE, "en-tête ou pied de page", [s])
        elif page.wordings.is_furniture(s.text):
            page.leave(Role.FURNITURE, "habillage prévu par le profil", [s])
        elif page.wordings.is_region(s.text) and not any(_is_level(o, s) for o in page.segments):
            page.leave(Role.FURNITURE, "nom de la région", [s])
        elif all(is_leader(w.text) for w in s.words):
            page.leave(Role.FURNITURE, "points de conduite", [s])
        else:
            kept.append(s)
    page.segments = kept


def _is_content(segment: Segment, page: Draft) -> bool:
    """Whether a line that recurs may all the same be part of a table or a heading: by what it says,
    or because it stands between a heading or an amount and the edge, or goes on with a label."""
    text = segment.text
    if looks_like_amount(text) or is_total(text) or page.wordings.is_known(text):
        return True
    if _in_grid(segment, page):
        return True
    at_head = segment.middle < page.content.height / 2
    for o in page.segments:
        outer = o.middle < segment.middle if at_head else o.middle > segment.middle
        told = page.wordings.banner(o.text) or page.wordings.territory(o.text)
        if outer and (told if at_head else looks_like_amount(o.text) and has_currency(o.text)):
            return True
    return any(_follows(o, segment) and not _recurs(o, page) for o in page.segments)


def _ends_head(segment: Segment, page: Draft) -> bool:
    """Whether a year is the next line of the head of amounts that recurs: « Montant / 2031 »."""
    return YEAR.fullmatch(segment.text) is not None and any(
        0 < segment.middle - o.middle < NEXT_LINE * o.size
        and min(o.box.x1, segment.box.x1) > max(o.box.x0, segment.box.x0)
        and is_amount_header(o.text)
        and _recurs(o, page)
        and not _is_content(o, page)
        for o in page.segments
    )


def _in_grid(segment: Segment, page: Draft) -> bool:
    """Whether rules part columns beside a line, as in a table: a frame around a page has two."""
    beside = {round(r.position / GRID) for r in page.content.vertical
              if r.start <= segment.middle <= r.end}  # fmt: skip
    return len(beside) >= FEWEST_RULES


def _follows(upper: Segment, lower: Segment) -> bool:
    """Whether a line is set as the next one of a paragraph."""
    step = lower.middle - upper.middle
    alike = (upper.bold, upper.color) == (lower.bold, lower.color)
    near = 0 < step < NEXT_LINE * upper.size and abs(upper.size - lower.size) < 0.5
    return near and alike and abs(upper.box.x0 - lower.box.x0) < 1.0


def _recurs(segment: Segment, page: Draft) -> bool:
    return bool(page.around.running & line_keys(segment, page.content.height))


def _is_level(one: Segment, other: Segment) -> bool:
    return one is not other and abs(one.baseline - other.baseline) < LEVEL * other.size


def _is_part(segment: Segment, page: Draft) -> bool:
    """Whether a number at the foot goes on what stands just above it: a label's last line, or a
    column of amounts that are printed as it is, in its size and with no euro sign; or begins an
    amount that goes on in the next line; or one at the head begins the column of its row."""
    beside = any(_is_level(o, segment) and not _recurs(o, page) for o in page.segments)
    for o in page.segments:
        step = segment.middle - o.middle
        over = min(o.box.x1, segment.box.x1) > max(o.box.x0, segment.box.x0)
        if not over or abs(o.size - segment.size) > 0.05 * segment.size:
            continue
        number = looks_like_amount(o.text) and any(map(str.isdigit, o.text))
        if 0 < step < 3 * segment.size and number and not has_currency(o.text):
            return True
        if 0 < step < 1.6 * segment.size and not looks_like_amount(o.text):
            return True
        goes_on = number or STACK_END.fullmatch(o.text)
        if 0 < -step < (NEXT_ROW if beside else 1.6) * segment.size and goes_on:
            return True
    return False


def _is_in_line(segment: Segment, page: Draft) -> bool:
    """Whether text that doesn't recur from page to page stands beside a number, no farther than
    justified words are."""
    return any(
        _is_level(o, segment)
        and max(segment.box.x0 - o.box.x1, o.box.x0 - segment.box.x1) < JUSTIFIED * segment.size
        and not _recurs(o, page)
        and not page.wordings.is_furniture(o.text)
        for o in page.segments
    )

"""Pages of an edition, filled by the layout's flow, with the truth noted on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.factory import extras
from tests.factory.content import Edition, Section
from tests.factory.layout import SIZES, Layout
from tests.factory.paint import draw
from tests.factory.quirks import disturb
from tests.factory.rows import Row, Table, build
from tests.factory.scene import GREY, NAVY, RED, TINTS, WHITE, Face, Leaf, Rect, Rule
from tests.factory.titles import banner, heading
from tests.factory.truth import Truth, truth_of
from tests.factory.wrap import wrap

BAR = 42.0  # height of a slide's navy bar, in points
SMALLEST = 5.5  # a table that doesn't fit at this size flows over to another page


@dataclass(slots=True)
class Frame:
    """Where content goes on a page: `y` moves down as it is filled."""

    x0: float
    x1: float
    y: float
    bottom: float


@dataclass(slots=True)
class Press:
    """An edition being set: its pages so far, and where each action and total was printed."""

    edition: Edition
    layout: Layout
    leaves: list[Leaf] = field(default_factory=list)
    action_pages: dict[tuple[str, str, int], int] = field(default_factory=dict)
    total_pages: dict[tuple[str | None, str], int] = field(default_factory=dict)

    @property
    def slides(self) -> bool:
        return self.layout.page == "slides"

    def leaf(self) -> Leaf:
        """A new blank page."""
        width, height = SIZES[self.layout.page]
        self.leaves.append(Leaf(width, height))
        return self.leaves[-1]

    def frame(self) -> Frame:
        """The room for content on the page being filled."""
        leaf = self.leaves[-1]
        side, foot = (40.0, 34.0) if self.slides else (56.0, 56.0)
        return Frame(side, leaf.width - side, 50.0, leaf.height - foot)

    def furnish(self) -> None:
        """Headers, footers and page numbers, on every page but the cover."""
        if not self.layout.furniture:
            return
        face = Face(self.layout.font)
        for number, leaf in enumerate(self.leaves[1:], 2):
            foot = leaf.height - 18
            leaf.write(leaf.width - 40, foot, str(number), face, 8, GREY, "right")
            if not self.slides:
                leaf.write(56, 28, self.edition.profile.publisher, face, 8, GREY)
                leaf.items.append(Rule(56, 33, leaf.width - 56, 33))
                leaf.write(56, foot, f"{self.edition.profile.title} – {self.edition.year}",
                           face, 7, GREY)  # fmt: skip

    def truth(self, producer: str) -> Truth:
        """What the document says, with the pages on which it came to stand."""
        return truth_of(
            self.edition, self.layout, producer, self.action_pages, self.total_pages,
            len(self.leaves),
        )  # fmt: skip


def typeset(edition: Edition, layout: Layout) -> Press:
    """Set the whole edition. The press holds its pages and can tell the document's truth."""
    press = Press(edition, layout)
    extras.cover(press.leaf(), edition, layout)
    if layout.extras:
        extras.introduction(press.leaf(), edition, layout)
        summary = press.leaf()
    starts: dict[str, int] = {}
    for axis in edition.profile.axes:
        sections = [s for s in edition.sections if s.axis == axis.code]
        if layout.extras:
            extras.axis_title(press.leaf(), edition, layout, axis.code)
        starts[axis.code] = len(press.leaves) + (0 if layout.extras else 1)
        {"page": _one_a_page, "stacked": _stacked, "side": _side_by_side}[layout.flow](
            press, sections
        )
        if layout.charts:
            extras.axis_chart(press.leaf(), edition, layout, axis.code)
    if layout.extras:
        extras.summary(summary, edition, layout, starts)
    _contracts(press)
    if layout.charts:
        extras.region_chart(press.leaf(), edition, layout)
        extras.bars(press.leaf(), edition, layout)
    if layout.extras:
        extras.contacts(press.leaf(), edition, layout)
    press.furnish()
    for number, leaf in enumerate(press.leaves):
        disturb(leaf, layout.quirks, number)
    return press


def _top(press: Press, section: Section, frame: Frame, size: float) -> None:
    """Territory and axis over a table that has its page, or its column, to itself."""
    layout, leaf = press.layout, press.leaves[-1]
    bold = Face(layout.font, bold=True)
    name = heading(press.edition, layout, section)
    rank = [t.code for t in press.edition.profile.territories].index(section.territory)
    if press.slides:
        leaf.items.append(Rect(frame.x0 - 40, 12, frame.x1 + 40, 12 + BAR, fill=NAVY))
        leaf.items.append(Rect(frame.x0 - 40, 12 + BAR, frame.x1 + 40, 15 + BAR, fill=RED))
        if name:
            leaf.write(frame.x0, 41, name, bold, 22, WHITE)
        else:
            leaf.items.append(Rect(frame.x0 - 25, 8, frame.x0 + 150, 66, fill=TINTS[rank]))
            leaf.items.append(Rect(frame.x0 - 15, 18, frame.x0 + 15, 50, fill=WHITE))
        frame.y = 78
    elif name:
        leaf.write(frame.x0, frame.y + 18, name, bold, 17, NAVY)
        frame.y += 30
    else:
        leaf.items.append(Rect(frame.x0, frame.y, frame.x0 + 110, frame.y + 38, fill=TINTS[rank]))
        frame.y += 44
    _banner(press, section, frame, size + 3)


def _banner(press: Press, section: Section, frame: Frame, size: float) -> None:
    bold = Face(press.layout.font, bold=True)
    words = banner(press.edition, press.layout, section.axis)
    for line in wrap(words, bold, size, frame.x1 - frame.x0):
        press.leaves[-1].write(frame.x0, frame.y + size, line, bold, size, NAVY)
        frame.y += size * 1.25
    frame.y += 8


def _fit(press: Press, section: Section, frame: Frame) -> Table:
    """The table at the layout's size, or the largest smaller one at which it fits."""
    size = press.layout.size * (1.6 if press.slides else 1)
    room = frame.bottom - frame.y - (20 if press.layout.total_box else 0)
    while True:
        table = build(press.edition, press.layout, section, frame.x0, frame.x1, size)
        if table.height <= room or size <= SMALLEST:
            return table
        size -= 0.5


def _one_a_page(press: Press, sections: list[Section]) -> None:
    for section in sections:
        press.leaf()
        frame = press.frame()
        _top(press, section, frame, press.layout.size)
        _place(press, section, _fit(press, section, frame), frame)


def _side_by_side(press: Press, sections: list[Section]) -> None:
    for start in range(0, len(sections), 2):
        press.leaf()
        for rank, section in enumerate(sections[start : start + 2]):
            frame = press.frame()
            middle = (frame.x0 + frame.x1) / 2
            if rank:
                frame.x0 = middle + 14
            else:
                frame.x1 = middle - 14
            if press.slides:
                frame.y = 20
            _plain_top(press, section, frame)
            table = _fit(press, section, frame)
            _place(press, section, table, frame)


def _plain_top(press: Press, section: Section, frame: Frame) -> None:
    name = heading(press.edition, press.layout, section)
    size = press.layout.size + 4
    if name:
        bold = Face(press.layout.font, bold=True)
        press.leaves[-1].write(frame.x0, frame.y + size, name, bold, size, RED)
        frame.y += size * 1.4
    _banner(press, section, frame, press.layout.size + 1)


def _stacked(press: Press, sections: list[Section]) -> None:
    press.leaf()
    frame = press.frame()
    for section in sections:
        table = build(press.edition, press.layout, section, frame.x0, frame.x1, press.layout.size)
        start = sum(r.height for r in table.rows[:3]) + 70
        if frame.y + start > frame.bottom:
            press.leaf()
            frame = press.frame()
        _plain_top(press, section, frame)
        frame = _place(press, section, table, frame)
        frame.y += 22


def _place(press: Press, section: Section, table: Table, frame: Frame) -> Frame:
    """Draw the rows, on over as many pages as they need, their header repeated."""
    layout = press.layout
    header = next((r for r in table.rows if r.kind == "header"), None)
    for n, row in enumerate(table.rows):
        last = row.kind == "total" and n == len(table.rows) - 1
        follow = table.rows[n + 1].height if row.kind in ("heading", "header") else 0.0
        alone = last and layout.total_alone and layout.flow == "stacked"
        if alone or frame.y + row.height + follow > frame.bottom:
            press.leaf()
            frame = press.frame()
            if header and row is not header:
                draw(press.leaves[-1], layout, table, header, frame.y)
                frame.y += header.height
        if last and layout.total_box:
            frame.y += 14
        draw(press.leaves[-1], layout, table, row, frame.y)
        _note(press, section, row)
        frame.y += row.height
    return frame


def _note(press: Press, section: Section, row: Row) -> None:
    page = len(press.leaves)
    if row.action is not None:
        press.action_pages[section.axis, section.territory, row.action] = page
    elif row.kind == "total":
        press.total_pages[section.axis, section.territory] = page


def _contracts(press: Press) -> None:
    """The pages that print each contract's total."""
    apart = press.layout.flow == "page"
    frame = Frame(0, 0, 0, 0)
    for code, figure in press.edition.contracts:
        if apart or frame.y + 120 > frame.bottom:
            press.leaf()
            frame = press.frame()
        frame.y = extras.contract(
            press.leaves[-1], press.edition, press.layout, code, figure, frame.y, apart
        )
        press.total_pages[None, code] = len(press.leaves)

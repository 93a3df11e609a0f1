"""Names and anchors that every part of the report shares. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from pipeline.domain import Control, Finding, Ledger, Line, PageKind, PrintedTotal, Verdict
from pipeline.profile import Profile
from pipeline.report.figures import Figures
from pipeline.report.texts import both

VERDICTS = {
    Verdict.AGREES: "ok",
    Verdict.DIFFERS: "ko",
    Verdict.UNVERIFIABLE: "unknown",
}
PICTURED = frozenset({PageKind.CREDITS, PageKind.CONTRACT, PageKind.CHART, PageKind.UNREADABLE})


def shown(text: str) -> str:
    """Text of the document with its control characters made visible, so that none can hide."""
    return "".join(
        c if c.isprintable() or c == "\n" or (c.isspace() and ord(c) > 0x9F) else f"␀{ord(c):02X}"
        for c in text.replace("\t", " ").replace("\r", "")
    )


@dataclass(frozen=True)
class Names:
    """The names of one edition's axes, territories, lines and pages."""

    profile: Profile
    ledger: Ledger
    figures: Figures

    @cached_property
    def _printed(self) -> dict[int, str | None]:
        return {page.page: page.printed_page for page in self.ledger.pages}

    def territory(self, code: str | None) -> Markup:
        known = self.profile.territory(code)
        if known:
            return Markup('<span lang="fr">{}</span>').format(known.name)
        return Markup("<span>{}</span>").format(code) if code else both("unknown.territory")

    def axis(self, code: str | None) -> Markup:
        return both("axis", code=code) if code else both("unknown.axis")

    def subject(self, of: Control | Finding | PrintedTotal) -> Markup:
        """« Nord, axe 1 », as far as it is known; empty for the whole region."""
        parts = [self.territory(of.territory)] if of.territory else []
        parts += [self.axis(of.axis)] if of.axis else []
        return Markup(" · ").join(parts)

    def page(self, number: int | None) -> Markup:
        """A link to the page's sheet, with the number that the page prints."""
        if number is None:
            return Markup('<span class="none">—</span>')
        printed = self._printed.get(number)
        text = both("page.short", page=number)
        if printed and printed != str(number):
            text += Markup(" <small>{}</small>").format(both("page.printed", printed=printed))
        return Markup('<a href="#p{}">{}</a>').format(number, text)


def ranks(ledger: Ledger) -> dict[str, int]:
    """Rank of each line and total, by identifier: what anchors are made of."""
    held: tuple[Line | PrintedTotal, ...] = (*ledger.lines, *ledger.totals)
    return {item.identifier: rank for rank, item in enumerate(held)}

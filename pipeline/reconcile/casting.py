"""The ledger cast up: what each total sums, and by how much it differs. No judgement here."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.domain import (
    Ledger,
    Line,
    PageKind,
    PageRecord,
    PrintedTotal,
    TerritorySource,
    TotalScope,
)
from pipeline.profile import Profile
from pipeline.tables import line_cents

Section = tuple[str, str]  # (axis code, territory code)
COUNTED = frozenset({PageKind.CREDITS, PageKind.CONTRACT})  # kinds of pages that conserve
MIXED = 6  # differing sections of which every mix of lines and printed totals is tried (2**6)


@dataclass(frozen=True)
class Casting:
    """A ledger with its sums re-done. All money is integer cents."""

    ledger: Ledger
    profile: Profile

    @cached_property
    def by_id(self) -> Mapping[str, Line]:
        return {line.identifier: line for line in self.ledger.lines}

    @cached_property
    def pages(self) -> Mapping[int, PageRecord]:
        return {page.page: page for page in self.ledger.pages}

    @cached_property
    def lines_by_page(self) -> Mapping[int, tuple[Line, ...]]:
        held: dict[int, list[Line]] = defaultdict(list)
        for line in self.ledger.lines:
            held[line.page].append(line)
        return {page: tuple(lines) for page, lines in held.items()}

    @cached_property
    def identifiers(self) -> frozenset[str]:
        """Of lines and of totals: what a word of a page may belong to."""
        return frozenset((*self.by_id, *(t.identifier for t in self.ledger.totals)))

    @cached_property
    def keeps_words(self) -> bool:
        """Whether the words of pages with credits were kept."""
        return any(p.marks for p in self.ledger.pages if p.kind in COUNTED)

    @cached_property
    def repeated_identifiers(self) -> tuple[str, ...]:
        counts = Counter(line.identifier for line in self.ledger.lines)
        return tuple(i for i, n in counts.items() if n > 1)

    @cached_property
    def sections(self) -> Mapping[Section, tuple[Line, ...]]:
        """The lines of each known (axis, territory), in ledger order."""
        held: dict[Section, list[Line]] = defaultdict(list)
        for line in self.ledger.lines:
            if line.axis is not None and line.territory is not None:
                held[line.axis, line.territory].append(line)
        return {section: tuple(lines) for section, lines in held.items()}

    @cached_property
    def axis_totals(self) -> Mapping[Section, tuple[PrintedTotal, ...]]:
        """The printed AXIS totals of the main column, by (axis, territory)."""
        held: dict[Section, list[PrintedTotal]] = defaultdict(list)
        for total in self.of_scope(TotalScope.AXIS):
            if total.axis is not None and total.territory is not None:
                held[total.axis, total.territory].append(total)
        return {section: tuple(totals) for section, totals in held.items()}

    def of_scope(self, scope: TotalScope, column: str | None = None) -> tuple[PrintedTotal, ...]:
        return tuple(t for t in self.ledger.totals if t.scope is scope and t.column == column)

    def lines_of(self, total: PrintedTotal) -> tuple[Line, ...]:
        """The lines that the total names and the ledger holds."""
        return tuple(self.by_id[i] for i in total.lines if i in self.by_id)

    def computed(self, total: PrintedTotal) -> int:
        return sum(line_cents(line, total.column) for line in self.lines_of(total))

    def difference(self, total: PrintedTotal) -> int:
        """Computed minus printed; a total that is not costed counts as zero."""
        return self.computed(total) - (total.amount.cents or 0)

    def lines_sum(self, territory: str | None = None, column: str | None = None) -> int:
        """The sum of a territory's lines, or of all lines."""
        return sum(
            line_cents(line, column)
            for line in self.ledger.lines
            if territory is None or line.territory == territory
        )

    def totals_sum(self, territory: str | None = None, column: str | None = None) -> int:
        """The sum of a territory's printed axis totals, or of all of them."""
        return sum(
            total.amount.cents or 0
            for total in self.of_scope(TotalScope.AXIS, column)
            if territory is None or total.territory == territory
        )

    @cached_property
    def contracts(self) -> Mapping[str, PrintedTotal]:
        """The contract total of each territory that prints exactly one, in the main column."""
        held: dict[str, list[PrintedTotal]] = defaultdict(list)
        for total in self.of_scope(TotalScope.CONTRACT):
            if total.territory is not None and total.amount.costed:
                held[total.territory].append(total)
        return {code: totals[0] for code, totals in held.items() if len(totals) == 1}

    @cached_property
    def deduced(self) -> frozenset[Section]:
        """The sections with lines whose territory is not printed."""
        return frozenset(
            key
            for key, lines in self.sections.items()
            if any(line.territory_source is not TerritorySource.PRINTED for line in lines)
        )

    @cached_property
    def computed_sections(self) -> Mapping[Section, int]:
        """The sum of each section's lines, for every section with lines or a total."""
        keys = dict.fromkeys((*self.sections, *self.axis_totals))
        return {
            key: sum(line_cents(line, None) for line in self.sections.get(key, ())) for key in keys
        }

    @cached_property
    def printed_sections(self) -> Mapping[Section, int]:
        """The printed total of each section that prints one."""
        return {
            key: sum(t.amount.cents or 0 for t in totals)
            for key, totals in self.axis_totals.items()
        }

    @cached_property
    def differing_sections(self) -> tuple[Section, ...]:
        """The sections whose lines don't sum to their printed total, or that print none."""
        return tuple(
            key
            for key, computed in self.computed_sections.items()
            if self.printed_sections.get(key) != computed
        )

    def mixes(self, sections: Iterable[Section] | None = None) -> tuple[Mapping[Section, int], ...]:
        """Every way to believe either the lines or the printed total of each differing section.

        The lines of all come first. Beyond MIXED differing sections, only the two extremes.
        """
        wanted = tuple(self.computed_sections if sections is None else sections)
        base = {key: self.computed_sections[key] for key in wanted}
        doubtful = [
            key for key in self.differing_sections if key in base and key in self.printed_sections
        ]
        sizes: Iterable[int] = range(len(doubtful) + 1)
        if len(doubtful) > MIXED:
            sizes = (0, len(doubtful))
        return tuple(
            {**base, **{key: self.printed_sections[key] for key in believed}}
            for size in sizes
            for believed in itertools.combinations(doubtful, size)
        )

    @cached_property
    def missing_sections(self) -> tuple[Section, ...]:
        """The sections that the profile expects and of which the ledger holds nothing."""
        return tuple(
            pair
            for pair in self.profile.expected()
            if pair not in self.sections and pair not in self.axis_totals
        )

    @cached_property
    def unexpected_sections(self) -> tuple[Section, ...]:
        expected = set(self.profile.expected())
        return tuple(
            key
            for key in self.computed_sections
            if key not in expected and self.profile.axis(key[0]) and self.profile.territory(key[1])
        )

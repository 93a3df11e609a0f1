"""Sums printed in a line of their own: the contracts' totals, and the region's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extract.candidates import read_amount
from pipeline.extract.lines import Segment
from pipeline.extract.wordings import is_subtotal
from pipeline.normalise.labels import regular
from pipeline.normalise.money import FRENCH, trailing_amounts
from pipeline.probe.look import Look
from pipeline.probe.proposal import SeenPattern

SUM = re.compile(r"^(?:montant|total|enveloppe|budget|engagement|crédits?)\b", re.IGNORECASE)
# Of a sum; « Montant BOP 304 » is the head of a column.
SUM_FIGURE = re.compile(r"€|euro|[0-9]\s[0-9]{3}|[0-9]{5}", re.IGNORECASE)
NOTHING_SEEN = r"^montant total (?:du|de la|des) (?:pacte|contrat|convention)s?\b"


@dataclass(frozen=True)
class SumLine:
    """« Montant total du Pacte : 3 154 843€ »: its label, its amount in cents, its page."""

    label: str
    cents: int
    page: int

    @property
    def words(self) -> list[str]:
        return re.split(r"[\s:]+", regular(self.label).casefold().rstrip(" :"))


def sum_lines(look: Look, total: SeenPattern) -> list[SumLine]:
    """The lines that announce a sum and give it, axis totals and sub-totals left out."""
    found = []
    for page, segments in look.segments.items():
        for s in segments:
            own = re.search(total.regex, regular(s.text), re.IGNORECASE)
            line = None if own or is_subtotal(s.text) else _sum_line(page, s, segments)
            if line and len(line.words) > 1:
                found.append(line)
    return found


def _sum_line(page: int, s: Segment, segments: Sequence[Segment]) -> SumLine | None:
    if not SUM.match(regular(s.text)):
        return None
    offsets = trailing_amounts(s.text, FRENCH)
    level = [o for o in segments if abs(o.baseline - s.baseline) < 0.3 * s.size
             and o.box.x0 >= s.box.x1]  # fmt: skip
    if offsets and offsets[-1] > 0:
        label, amount = s.text[: offsets[-1]], s.text[offsets[-1] :]
    elif level:
        label, amount = s.text, min(level, key=lambda o: o.box.x0).text
    else:
        return None
    read = read_amount(amount, FRENCH)
    if read is None or not read[0].costed or SUM_FIGURE.search(amount) is None:
        return None
    return SumLine(label.rstrip(" :"), read[0].cents or 0, page)


def patterns_of(
    lines: Sequence[SumLine], everything: int | None
) -> tuple[SeenPattern, SeenPattern | None]:
    """(the contracts' pattern, the region's if any). `everything`: the sum of all credits."""
    groups: dict[tuple[str, ...], list[SumLine]] = defaultdict(list)
    for line in lines:
        groups[tuple(line.words[:2])].append(line)
    region = [g for g in groups.values() if everything and all(x.cents == everything for x in g)]
    others = sorted((g for g in groups.values() if g not in region), key=lambda g: -len(g))
    regional = _pattern(region[0]) if region else None
    if not others:
        doubt = "aucun total de contrat n'a été vu"
        return SeenPattern(NOTHING_SEEN, "", (), doubt), regional
    rest = "; ".join(sorted({x.label for g in others[1:] for x in g})[:3])
    return _pattern(others[0], f"autres sommes annoncées : {rest}" if rest else ""), regional


def _pattern(group: Sequence[SumLine], doubt: str = "") -> SeenPattern:
    words = group[0].words
    for line in group[1:]:
        same = [a == b for a, b in zip(words, line.words, strict=False)]
        words = words[: [*same, False].index(False)]
    regex = r"^" + r"\s+".join(re.escape(w) for w in words) + r"\b"
    pages = tuple(dict.fromkeys(x.page for x in group))
    return SeenPattern(regex, group[0].label, pages, doubt)

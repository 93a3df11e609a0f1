"""The axes: numbered headings that stand over credits (« AXE 1 - … », « Mesure 2 : … »)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.extract.lines import Segment
from pipeline.extract.reading import ItemKind, PageReading
from pipeline.extract.titledsums import without_sum
from pipeline.normalise.labels import clean_label, match_key, regular
from pipeline.normalise.money import looks_like_amount
from pipeline.probe.look import Look, block, has_credits
from pipeline.probe.proposal import SeenAxis, SeenPattern
from pipeline.profile import UNANSWERED

NUMBER = r"[0-9]{1,2}|[IVX]{1,4}"
NUMBERED = re.compile(
    rf"^(?P<word>[^\W\d_]{{3,20}})\s*(?:n°\s*)?(?P<number>{NUMBER})\s*(?P<end>[-:.])\s*(?P<wording>\S.*)$",
    re.IGNORECASE,
)
BARE = re.compile(rf"^(?P<word>[^\W\d_]{{3,20}})\s*(?:n°\s*)?(?P<number>{NUMBER})$", re.IGNORECASE)
NO_AXIS = frozenset(
    ("total", "totaux", "page", "annexe", "lot", "phase", "article", "sous", "note")
)


@dataclass(frozen=True)
class Banner:
    """A numbered heading: its word (« axe »), number, wording, and where it stands."""

    word: str
    number: str
    wording: str
    page: int
    segments: tuple[Segment, ...]

    @property
    def top(self) -> float:
        return self.segments[0].box.top


@dataclass(frozen=True)
class Banners:
    """The numbered headings of the word that names axes, and the pattern that finds them."""

    word: str
    found: tuple[Banner, ...]
    pattern: SeenPattern
    number: str = "[0-9]{1,2}"

    def on(self, page: int) -> list[Banner]:
        return [b for b in self.found if b.page == page]


def banners_of(look: Look, readings: Sequence[PageReading]) -> Banners:
    """The axes' headings. `readings` are those under no profile.

    Of several numbered words the one that totals name is taken, then the one over most credits.
    """
    credits = {r.page for r in readings if has_credits(r)}
    found = [b for page in look.segments for b in _on_page(page, look.segments[page])]
    wordless = not any(b.wording for b in found if b.page in credits)
    found = [b for b in found if b.wording or wordless]
    totals = Counter(w for label in _total_labels(readings) for w in _words_numbered(label))
    pages: dict[str, set[int]] = defaultdict(set)
    for b in found:
        pages[b.word] |= {b.page} & credits
    words = [w for w in pages if pages[w]]
    if not words:
        doubt = "aucun titre numéroté n'a été vu au-dessus de crédits"
        return Banners("axe", (), SeenPattern(_pattern("axe", True, "[0-9]{1,2}"), "", (), doubt))
    word = max(words, key=lambda w: (totals[w], len(pages[w]), w))
    mine = tuple(b for b in found if b.word == word)
    others = ", ".join(w for w in words if w != word)
    doubt = f"autres titres numérotés : {others}" if others else ""
    over = [b for b in mine if b.page in credits]
    example = f"{word} {over[0].number} - {over[0].wording}"
    where = tuple(dict.fromkeys(b.page for b in over))
    number = "[0-9]{1,2}" if all(b.number.isdigit() for b in mine) else NUMBER
    pattern = SeenPattern(_pattern(word, not wordless, number), example, where, doubt)
    return Banners(word, mine, pattern, number)


def _pattern(word: str, worded: bool, number: str) -> str:
    start = rf"^{re.escape(word)}\s*(?:n°\s*)?(?P<axis>{number})"
    return rf"{start}\s*[-:.]\s*(?P<wording>.*)$" if worded else rf"{start}\b"


def _on_page(page: int, segments: Sequence[Segment]) -> list[Banner]:
    found = []
    for s in segments:
        text = regular(s.text)
        match = NUMBERED.match(text) or BARE.match(text)
        if match is None or match["word"].casefold() in NO_AXIS or looks_like_amount(s.text):
            continue
        match = NUMBERED.match(without_sum(text)[0]) or match
        lines = block(s, segments) if "wording" in match.groupdict() else (s,)
        whole = without_sum(clean_label([line.text for line in lines]))[0]
        again = NUMBERED.match(regular(whole))
        cut = len(whole) - len(again["wording"]) if again else len(whole)
        found.append(Banner(match["word"].casefold(), match["number"], whole[cut:], page, lines))
    return found


def _total_labels(readings: Iterable[PageReading]) -> list[str]:
    return [i.text for r in readings for i in r.items if i.kind is ItemKind.TOTAL]


def _words_numbered(label: str) -> list[str]:
    found = re.findall(rf"([^\W\d_]{{3,20}})\s*(?:n°\s*)?(?:{NUMBER})\b", regular(label), re.I)
    return [w.casefold() for w in found if w.casefold() not in NO_AXIS]


def axes_of(banners: Banners, credits: frozenset[int]) -> tuple[SeenAxis, ...]:
    """The axes in the order of their numbers, each with every wording that the document prints."""
    seen: dict[str, dict[str, list[Banner]]] = defaultdict(lambda: defaultdict(list))
    for b in banners.found:
        seen[b.number][match_key(b.wording)].append(b)
    over = {b.number for b in banners.found if b.page in credits}
    if not over:
        return (SeenAxis("1", ((UNANSWERED, ()),), None, "le document ne numérote pas ses axes"),)
    return tuple(
        SeenAxis(number, _wordings(seen[number], credits)) for number in sorted(over, key=_rank)
    )


def _rank(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdigit() else (99, number)


def _wordings(
    by_key: Mapping[str, Sequence[Banner]], credits: frozenset[int]
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """(wording as printed most often, its pages), those over most credits first."""
    kept = []
    for key, held in by_key.items():
        if not key:
            continue
        text = Counter(b.wording for b in held).most_common(1)[0][0]
        pages = tuple(dict.fromkeys(b.page for b in held))
        kept.append((text[0].upper() + text[1:], pages))
    kept.sort(key=lambda w: -len(credits.intersection(w[1])))
    return tuple(kept) or ((UNANSWERED, ()),)


def total_pattern(banners: Banners, readings: Sequence[PageReading]) -> SeenPattern:
    """The pattern of totals that name their axis, from the labels of total rows."""
    named: list[tuple[str, int]] = []
    other: list[tuple[str, int]] = []
    for r in readings:
        for i in r.items:
            if i.kind is ItemKind.TOTAL:
                words = _words_numbered(i.text)
                (named if banners.word in words else other).append((i.text, r.page))
    if not named:
        doubt = "aucun total ne nomme son axe" if other else "aucun total n'a été vu"
        example, pages = (other[0][0], tuple(p for _, p in other)) if other else ("", ())
        return SeenPattern(r"^(?:montant\s+)?total\b", example, pages, doubt)
    regex = (
        rf"^(?:montant\s+)?total\b[^0-9]*?\b{re.escape(banners.word)}\s*(?:n°\s*)?"
        rf"(?P<axis>{banners.number})\b"
    )
    missed = [t for t, _ in named if not re.search(regex, regular(t), re.IGNORECASE)
              and not regular(t).casefold().startswith("sous")]  # fmt: skip
    doubt = f"ne lit pas « {missed[0]} »" if missed else ""
    return SeenPattern(regex, named[0][0], tuple(dict.fromkeys(p for _, p in named)), doubt)

"""How a document calls itself: its series, its region, its edition."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.identify import edition_year
from pipeline.extract.lines import Segment
from pipeline.normalise.gazetteer import region_named, region_of
from pipeline.normalise.labels import clean_label, match_key, regular
from pipeline.probe.look import Look
from pipeline.probe.proposal import SeenPattern, SeenSeries
from pipeline.profile import UNANSWERED, Region

NEARLY = 0.85  # of the largest size: lines of one title
FEWEST_WORDS = 3  # by which a series can be told
YEAR = re.compile(r"\b20[0-9]{2}\b")
SMALL_WORDS = frozenset(
    ("le", "la", "les", "l", "un", "une", "du", "des", "d", "en", "dans", "et", "au", "aux", "par")
)
PREFECT = re.compile(r"\bpr[ée]f(?:et|[èe]te|ecture)\b", re.IGNORECASE)


def region_seen(look: Look, codes: Sequence[str]) -> Region | None:
    """The region that the title names, else the one that most départements lie in, else the one
    that the first pages name."""
    title, _ = _title(look)
    return region_named(title) or region_of(list(codes)) or region_named(look.front)


def series_of(look: Look, region: Region | None) -> SeenSeries:
    """The series as its first page words it."""
    title, page = _title(look)
    year = YEAR.search(title)
    name = re.sub(r"\s*[-–:(]?\s*\b20[0-9]{2}\b\)?", "", title).strip(" -–:") or UNANSWERED
    words = [w for w in match_key(name).split() if w not in SMALL_WORDS and len(w) > 1]
    edition = _edition(name, look.front, page)
    publisher, doubt = _publisher(look, region)
    return SeenSeries(
        slug="-".join(words) or "serie",
        title=name,
        title_pages=(page,) if page else (),
        publisher=publisher,
        publisher_doubt=doubt,
        region_code=region.code if region else UNANSWERED,
        region_name=region.name if region else UNANSWERED,
        region_doubt="" if region else "aucune région reconnue dans le document",
        year=year.group() if year else edition_year(look.front),
        edition=edition,
    )


def _title(look: Look) -> tuple[str, int]:
    """The largest text of the first page that prints any, and that page."""
    for page, segments in look.segments.items():
        lettered = [s for s in segments if any(c.isalpha() for c in s.text)]
        if lettered:
            largest = max(s.size for s in lettered)
            lines = [s for s in segments if s.size >= NEARLY * largest]
            return clean_label([s.text for s in _together(lines)]), page
    return "", 0


def _together(lines: Sequence[Segment]) -> list[Segment]:
    """The lines of one title: from the first, while they follow one another closely."""
    kept = [lines[0]]
    for s in lines[1:]:
        if s.baseline - kept[-1].baseline <= 2.5 * s.size:
            kept.append(s)
    return kept


def _edition(name: str, front: str, page: int) -> SeenPattern:
    """A pattern that knows the document by its name, and finds its year beside it."""
    words = re.findall(r"[^\W_]+", regular(name).casefold())
    while words and words[0] in SMALL_WORDS:
        words = words[1:]
    for count in range(len(words), 0, -1):
        regex = r"\W+".join(words[:count]) + r"\W*(?P<year>20[0-9]{2})?"
        if re.search(regex, front, re.IGNORECASE):
            few = count < min(FEWEST_WORDS, len(words)) or count < FEWEST_WORDS
            doubt = "peu de mots : une autre série pourrait convenir" if few else ""
            return SeenPattern(regex, name, (page,), doubt)
    doubt = "le titre n'a pas été retrouvé dans le texte des premières pages"
    return SeenPattern(r"\b(?P<year>20[0-9]{2})\b", name, (page,) if page else (), doubt)


def _publisher(look: Look, region: Region | None) -> tuple[str, str]:
    prefect = PREFECT.search(look.front)
    if prefect and region:
        return (
            f"Préfecture de la région {region.name}",
            f"déduit de « {prefect.group()} », sur les premières pages",
        )
    return UNANSWERED, "aucun éditeur reconnu"

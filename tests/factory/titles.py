"""Axis and territory as a page words them over its credits."""

from __future__ import annotations

from tests.factory.content import Edition, Section
from tests.factory.layout import Layout


def banner(edition: Edition, layout: Layout, code: str) -> str:
    """The axis as the page words it."""
    axis = edition.profile.axis(code)
    assert axis
    wording = axis.wordings[0] if axis.wordings else axis.label
    if layout.banner == "label":
        return f"AXE {code} - {axis.label}"
    if layout.banner == "wording":
        return f"Axe {code} : {wording}"
    return f"Axe {code} : {wording[0].lower()}{wording[1:]}"


def heading(edition: Edition, layout: Layout, section: Section) -> str | None:
    """The territory as the page prints it, None where it is only drawn.

    The last of the series is always printed: no sum would tell two drawn métropoles apart, whose
    contracts' totals no page prints.
    """
    territory = edition.profile.territory(section.territory)
    assert territory
    rank = [t.code for t in edition.profile.territories].index(section.territory)
    last = rank == len(edition.profile.territories) - 1
    drawn = {"logo": not last, "mixed": (rank + int(section.axis)) % 2 == 1}
    if drawn.get(layout.heading):
        return None
    return territory.full_name if layout.heading == "full" else territory.name

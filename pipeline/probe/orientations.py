"""The orientations: headings that group rows, near wordings brought under one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.extract.entries import Section
from pipeline.extract.loneheadings import lone_headings
from pipeline.extract.reading import Item, ItemKind, PageReading
from pipeline.normalise.labels import clean_label, match_key
from pipeline.probe.axes import Banners
from pipeline.probe.proposal import SeenOrientation

ALIKE = 90.0  # of 100: wordings that resemble one another more are proposed as one
# A sentence, a number, or what a colon announces: « Référent : Mme Dupont ».
NOTE = re.compile(r"[.:0-9]$|\w\s?:\s|[0-9]{2}")
NOTED = "titre d'une orientation, ou note au-dessus des tableaux ? À ajouter dans le premier cas"
FEWEST_WORDS = 3  # a shorter wording is no common beginning


def printed_orientations(
    sections: Sequence[Section], readings: Sequence[PageReading], banners: Banners
) -> dict[str, list[int]]:
    """Each printed orientation with its pages, in the document's order."""
    printed: dict[str, list[int]] = defaultdict(list)
    for section in sections:
        for entry in section.rows:
            if entry.orientation and entry.reading.page not in printed[entry.orientation]:
                printed[entry.orientation].append(entry.reading.page)
    wordings = {match_key(f"{b.word} {b.number} {b.wording}") for b in banners.found}
    for reading in readings:
        for item in reading.items:
            if item.kind is ItemKind.BANNER and (text := _swallowed(item, wordings)):
                printed[text].append(reading.page)
    return {text: pages for text, pages in printed.items() if pages}


def with_doubts(
    seen: Sequence[SeenOrientation], sections: Sequence[Section], readings: Sequence[PageReading]
) -> tuple[SeenOrientation, ...]:
    """The orientations, each that looks more like a note about a table with that doubt: alone over
    the heads of its tables, and of several axes, or worded as no name is, or where most sections
    have none."""
    lone = {i.text for _, i in lone_headings(readings)}
    among = {
        i.text for r in readings for i in r.items if i.kind is ItemKind.ORIENTATION
    } - lone  # fmt: skip
    axes: dict[str, set[str | None]] = defaultdict(set)
    for section in sections:
        for entry in section.rows:
            if entry.orientation:
                axes[entry.orientation].add(section.axis)
    bare = sum(not any(e.orientation for e in s.rows) for s in sections)
    seldom = not among and 2 * bare > len(sections)

    def doubt(o: SeenOrientation) -> str:
        texts = {o.label, *o.variants}
        alone = texts <= lone
        of_axes = {a for text in texts for a in axes[text]}
        noted = len(of_axes) > 1 or any(map(NOTE.search, texts)) or seldom
        return NOTED if alone and noted else ""

    return tuple(replace(o, doubt=doubt(o)) for o in seen)


def _swallowed(item: Item, wordings: set[str]) -> str:
    """What a banner's lines say after the axis' own wording: a heading read as its last lines."""
    lines = [" ".join(w.text for w in line) for line in item.lines]
    for count in range(1, len(lines)):
        if match_key(clean_label(lines[:count])) in wordings:
            return clean_label(lines[count:])
    return ""


def grouped(printed: Mapping[str, Sequence[int]]) -> tuple[SeenOrientation, ...]:
    """Near wordings under the one that most pages print; in the document's order."""
    counts = Counter({text: len(pages) for text, pages in printed.items()})
    groups: list[list[str]] = []
    for text, _ in counts.most_common():
        home = next((g for g in groups if _alike(g[0], text)), None)
        if home is None:
            groups.append([text])
        else:
            home.append(text)
    groups.sort(key=lambda g: list(printed).index(g[0]))
    return tuple(
        SeenOrientation(
            label=group[0],
            variants=tuple(t for t in group[1:] if match_key(t) != match_key(group[0])),
            pages=tuple(sorted({p for text in group for p in printed[text]})),
        )
        for group in groups
    )


def _alike(one: str, other: str) -> bool:
    a, b = match_key(one), match_key(other)
    numbers = [re.findall("[0-9]+", key) for key in (a, b)]
    if numbers[0] != numbers[1]:  # « Objectif 1 » is not « Objectif 2 »
        return _begins(a, b)
    return fuzz.ratio(a, b) >= ALIKE or _begins(a, b)


def _begins(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short.split()) >= FEWEST_WORDS and long.startswith(f"{short} ")

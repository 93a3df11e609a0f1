"""Reads lexicon.yaml: what the French language says of labels and names, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The sections of lexicon.yaml, under the same names, where each is explained."""

    hyphen_prefixes: Mapping[str, tuple[str, ...]]
    hyphen_pairs: Mapping[str, tuple[str, ...]]
    hyphen_links: frozenset[str]
    prefixes_before_vowel: frozenset[str]
    joining_prefixes: frozenset[str]
    elisions: frozenset[str]
    unfinished_words: frozenset[str]
    finished_phrases: tuple[str, ...]
    units: frozenset[str]
    territory_prefixes: tuple[str, ...]
    region_prefixes: tuple[str, ...]
    articles: tuple[str, ...]
    numbering: str


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that travels with the package."""
    text = resources.files("pipeline.normalise").joinpath("lexicon.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    return Lexicon(
        hyphen_prefixes={k: tuple(v) for k, v in data["hyphen_prefixes"].items()},
        hyphen_pairs={k: tuple(v) for k, v in data["hyphen_pairs"].items()},
        hyphen_links=frozenset(data["hyphen_links"]),
        prefixes_before_vowel=frozenset(data["prefixes_before_vowel"]),
        joining_prefixes=frozenset(data["joining_prefixes"]),
        elisions=frozenset(data["elisions"]),
        unfinished_words=frozenset(w for row in data["unfinished_words"] for w in row),
        finished_phrases=tuple(data["finished_phrases"]),
        units=frozenset(data["units"]),
        territory_prefixes=tuple(data["territory_prefixes"]),
        region_prefixes=tuple(data["region_prefixes"]),
        articles=tuple(data["articles"]),
        numbering=data["numbering"],
    )

"""What a page's wordings mean: the series' own names, and the words tables use everywhere."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

import yaml

from pipeline.extract.reading import ItemKind
from pipeline.normalise.labels import match_key, regular
from pipeline.normalise.money import FRENCH, NumberFormat
from pipeline.normalise.names import Names
from pipeline.profile import Profile


@cache
def lexicon() -> dict[str, list[re.Pattern[str]]]:
    """The table words that every series shares, compiled."""
    text = (resources.files("pipeline.extract") / "lexicon.yaml").read_text(encoding="utf-8")
    return {
        name: [re.compile(p) for p in ([given] if isinstance(given, str) else given)]
        for name, given in yaml.safe_load(text).items()
    }


def _any(name: str, key: str) -> re.Match[str] | None:
    return next((m for p in lexicon()[name] if (m := p.search(key))), None)


def is_subtotal(text: str) -> bool:
    return _any("subtotal", match_key(text)) is not None


def is_total(text: str) -> bool:
    """Whether a row's label says that it sums others (sub-totals included)."""
    key = match_key(text)
    return _any("subtotal", key) is not None or _any("total", key) is not None


def lacks_accent(word: str) -> bool:
    """Whether a word begins with a plain capital that French accents: two passes of a scan may both
    overlook an accent that touches its capital."""
    return _any("unaccented", word) is not None


def is_detail(text: str) -> bool:
    """Whether a row's label says that it is part of the row above: « dont État »."""
    return _any("detail", match_key(text)) is not None


def is_balance(text: str) -> bool:
    """Whether a row's label says what is left or carried over, and no action."""
    return _any("balance", match_key(text)) is not None


def is_total_column(header: str) -> bool:
    return _any("total_column", match_key(header)) is not None


def is_caption(text: str) -> bool:
    """Whether text begins as the caption of a table does: « Tableau 1 – … »."""
    return _any("caption", match_key(text)) is not None


def is_header(text: str) -> bool:
    """Whether text says just what the head of a table's label column says."""
    key = match_key(text)
    return bool(key) and _any("header", key) is not None


def is_amount_header(text: str) -> bool:
    """Whether text begins as the head of an amount column does."""
    return _any("amount_header", match_key(text)) is not None


def is_head_of_no_amounts(text: str) -> bool:
    """Whether text heads a column of numbers that are no amounts: « Nombre de places »."""
    return _any("no_amounts", match_key(text)) is not None


def is_section_header(text: str) -> bool:
    """Whether text heads a column of what rows are sections of: « Orientation », « Territoire »."""
    return _any("section_header", match_key(text)) is not None


def is_orientation_header(text: str) -> bool:
    """Whether text heads a column of orientations: « Orientation stratégique »."""
    return _any("orientation_header", match_key(text)) is not None


def is_aside_header(text: str) -> bool:
    """Whether text heads a column that says who, for whom or when, and no section of the rows."""
    key = match_key(text)
    return _any("aside_header", key) is not None or _any("code_header", key) is not None


def says_nothing(text: str) -> bool:
    """Whether text says that a section has no credits: « Néant », « Aucune action financée »."""
    return _any("nothing", match_key(text)) is not None


def is_head_words(text: str) -> bool:
    """Whether a line is the heads of two columns and nothing else: « Montant Action »."""
    words = text.split()
    return any(
        is_header(label) and is_amount_header(amount) and len(amount.split()) == 1
        for at in range(1, len(words))
        for label, amount in (
            (" ".join(words[:at]), " ".join(words[at:])),
            (" ".join(words[at:]), " ".join(words[:at])),
        )
    )


def is_code_header(text: str) -> bool:
    """Whether text is just what heads a column of codes: « Compte », « N° », « Imputation »."""
    return _any("code_header", match_key(text)) is not None


def is_second_header(text: str) -> bool:
    """Whether the head of a column of text says that it describes what another column names."""
    return _any("second_header", match_key(text)) is not None


def page_number(text: str) -> str | None:
    found = _any("page_number", text.casefold().strip())
    return found["page"] if found else None


def first_time(text: str) -> str:
    """A heading without its « (suite) »."""
    return lexicon()["continued"][0].sub("", text).strip()


class Wordings:
    """The headings of one document. Without a profile, only the words that tables share."""

    def __init__(self, profile: Profile | None, number_format: NumberFormat = FRENCH) -> None:
        self.profile = profile
        self.number_format = number_format
        self._names = Names(profile) if profile else None
        self._charts = [
            re.compile(c.title, re.IGNORECASE) for c in (profile.charts if profile else ())
        ]
        self._furniture = [
            re.compile(p, re.IGNORECASE) for p in (profile.patterns.furniture if profile else ())
        ]
        self.banner = lru_cache(4096)(self._banner)
        self.territory = lru_cache(4096)(self._territory)
        self.orientation = lru_cache(4096)(self._orientation)

    def _banner(self, text: str) -> str | None:
        """The axis that a banner names."""
        return self._names.banner_axis(first_time(text)) if self._names else None

    def _territory(self, text: str) -> str | None:
        return self._names.territory(first_time(text)) if self._names else None

    def axis(self, text: str) -> str | None:
        """The axis whose wording a banner prints; None when the profile has no such wording."""
        return self._names.axis(first_time(text)) if self._names else None

    def _orientation(self, text: str) -> str | None:
        return self._names.orientation(first_time(text)) if self._names else None

    def orientation_in(self, text: str) -> str | None:
        """The orientation that the profile knows and whose wording stands in a text, the longest
        of them; None where there is none."""
        key = f" {match_key(text)} "
        known = self._names.orientation_wordings if self._names else ()
        found = max((k for k in known if k and f" {k} " in key), key=len, default=None)
        return self.orientation(found) if found else None

    def meaning(self, text: str) -> tuple[ItemKind | None, str | None]:
        """(what kind of heading `text` is, the code that it names); (None, None) for none."""
        if code := self.banner(text):
            return ItemKind.BANNER, code
        if code := self.territory(text):
            return ItemKind.TERRITORY, code
        if self.orientation(text):
            return ItemKind.ORIENTATION, None
        return None, None

    def is_known(self, text: str) -> bool:
        """Whether `text` is a heading that the profile knows."""
        return self.meaning(text)[0] is not None

    def named_axis(self, text: str) -> str | None:
        """The axis that a short label names, « Axe 1 », or a whole wording."""
        return self.axis(text) or self.banner(text) or self.banner(f"{text} :")

    def total_axis(self, text: str) -> str | None:
        return self._names.total_axis(text) if self._names else None

    def total_territory(self, text: str) -> str | None:
        """The territory that a total's label names after its axis or the word « total »."""
        for part in re.split(r"\s[-–—:|]\s|[:(),]", regular(text))[1:]:
            if code := self.territory(part.strip()):
                return code
        return None

    def is_contract_total(self, text: str) -> bool:
        return bool(self._names and self._names.is_contract_total(text))

    def is_region_total(self, text: str) -> bool:
        return bool(self._names and self._names.is_region_total(text))

    def chart(self, text: str) -> int | None:
        """The rank (from 1) of the profile's chart that `text` is the title of."""
        plain = regular(text)
        return next((i for i, p in enumerate(self._charts, 1) if p.search(plain)), None)

    def is_furniture(self, text: str) -> bool:
        plain = regular(text)
        return any(p.search(plain) for p in self._furniture)

    def is_part(self, text: str) -> bool:
        """Whether a total's label calls it a sub-total, and not that of a whole territory."""
        whole = lexicon()["subtotal_prefix"][0].sub("", match_key(text))
        return is_subtotal(text) and not (self.total_territory(text) or self.territory(whole))

    def is_region(self, text: str) -> bool:
        """Whether `text` names the whole region and nothing else."""
        return bool(self._names and self._names.is_region(text))

    def banner_is_complete(self, text: str) -> bool:
        """Whether a banner's wording is one that the profile gives for its axis."""
        return bool(self._names and self._names.axis(text))

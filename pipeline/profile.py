"""Reads and checks a series' profile: what belongs to one series or one edition is data.

A profile is YAML. A wrong key or value is refused with file, line and reason.
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipeline.domain import RecolementError
from pipeline.yamltree import line_of, repeated_key

# What pydantic says in English: by its name of the error, with what it says of it (`ctx`).
_REFUSALS = {
    "missing": "clé manquante",
    "extra_forbidden": "clé inconnue",
    "string_type": "un texte est attendu",
    "string_too_short": "un texte est attendu, pas un vide",
    "tuple_type": "une liste est attendue",
    "list_type": "une liste est attendue",
    "dict_type": "des clés et leurs valeurs sont attendues",
    "model_type": "des clés et leurs valeurs sont attendues",
    "too_short": "il en faut au moins {min_length}",
    "literal_error": "l'une de ces valeurs est attendue : {expected}",
    "value_error": "{error}",
}


class ProfileError(RecolementError):
    """A profile that can't be used: names the file, the line and the reason."""


def _regex(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"ce n'est pas une expression régulière ({error})") from None
    return pattern


Pattern = Annotated[str, AfterValidator(_regex)]
TO_FILL = "…"  # what a finding's proposal leaves to a person
UNANSWERED = "à renseigner"  # what a proposed profile leaves to a person
Text = Annotated[str, Field(min_length=1, strict=True)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Region(_Strict):
    code: Text
    name: Text


class Territory(_Strict):
    """A signatory. `code`: INSEE code of a département, SIREN of a métropole; always text."""

    code: Text
    name: Text
    full_name: Text
    type: Literal["département", "métropole"]
    aliases: tuple[Text, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, self.full_name, *self.aliases)


class Axis(_Strict):
    """One priority of the Pacte. `territories`: codes with a contract for it; None means all."""

    code: Text
    label: Text
    wordings: tuple[Text, ...] = ()
    territories: tuple[Text, ...] | None = None


class Orientation(_Strict):
    """A sub-heading: the normalised wording, and those that pages print for it."""

    label: Text
    variants: tuple[Text, ...] = ()


class Patterns(_Strict):
    """Regular expressions, matched without regard to case on text with regular spaces.

    Named groups: `year` in edition, `axis` in banner and total.
    """

    edition: Pattern
    banner: Pattern
    total: Pattern
    contract_total: Pattern
    region_total: Pattern | None = None
    furniture: tuple[Pattern, ...] = ()


class Chart(_Strict):
    """What a chart of the document draws, so that its numbers can be compared with the rows.

    `title` names the chart (group `axis` may select one axis). `by` is what its slices or bars
    are; `within` the population that sums to 100 %: the axis, the territory of the page, or the
    whole region. `territories` restricts it by type or to the territory named on the chart.
    """

    title: Pattern
    by: Literal["territory", "axis", "territory_and_axis"]
    within: Literal["axis", "territory", "region"]
    territories: Literal["all", "département", "métropole", "page"] = "all"
    units: tuple[Literal["%", "€", "log10"], ...] = ("%",)


class Schedule(_Strict):
    cron: Text = "0 4 * * *"
    source: Text = "raw/incoming"


class KnownSource(_Strict):
    """A file of this edition that is known by its hash, and the notice that must go with it."""

    sha256: Text
    notice: Text


class EditionFacts(_Strict):
    """What differs by edition; given keys replace the series' own for that year."""

    territories: tuple[Territory, ...] | None = None
    axes: tuple[Axis, ...] | None = None
    orientations: tuple[Orientation, ...] | None = None
    patterns: Patterns | None = None
    charts: tuple[Chart, ...] | None = None
    order: tuple[Text, ...] | None = None
    amount_column: Pattern | None = None
    contract_totals: tuple[Text, ...] | None = None
    sources: tuple[KnownSource, ...] = ()


class Profile(_Strict):
    """One series, for one edition once `for_edition` has been applied."""

    series: Text
    title: Text
    publisher: Text
    licence: Text
    licence_url: Text | None = None
    homepage: Text | None = None
    region: Region
    territories: tuple[Territory, ...] = Field(min_length=1)
    axes: tuple[Axis, ...] = Field(min_length=1)
    orientations: tuple[Orientation, ...] = ()
    order: tuple[Text, ...] = ()
    patterns: Patterns
    amount_column: Pattern | None = None
    contract_totals: tuple[Text, ...] | None = None
    charts: tuple[Chart, ...] = ()
    schedule: Schedule = Schedule()
    editions: dict[str, EditionFacts] = {}

    @model_validator(mode="after")
    def _codes_hold(self) -> Profile:
        for what, codes in (
            ("territoire", [t.code for t in self.territories]),
            ("axe", [a.code for a in self.axes]),
        ):
            twice = sorted({c for c in codes if codes.count(c) > 1})
            if twice:
                raise ValueError(f"code de {what} donné deux fois : {', '.join(twice)}")
            if TO_FILL in codes:
                raise ValueError(f"code de {what} à remplir, à la place de « {TO_FILL} »")
        known = {t.code for t in self.territories}
        named = [c for a in self.axes for c in a.territories or ()]
        named += [*self.order, *(self.contract_totals or ())]
        unknown = sorted(set(named) - known)
        if unknown:
            raise ValueError(f"code de territoire inconnu : {', '.join(unknown)}")
        return self

    def for_edition(self, edition: str) -> Profile:
        """This profile with what its `editions` section says of `edition` put in place."""
        facts = self.editions.get(edition)
        if facts is None:
            return self
        given = {k: v for k, v in facts if v is not None and k != "sources"}
        return self.model_copy(update=given)

    def territory(self, code: str | None) -> Territory | None:
        return next((t for t in self.territories if t.code == code), None)

    def axis(self, code: str | None) -> Axis | None:
        return next((a for a in self.axes if a.code == code), None)

    def expected(self) -> tuple[tuple[str, str], ...]:
        """(axis code, territory code) for which a contract is expected, in document order."""
        order = self.order or tuple(t.code for t in self.territories)
        return tuple(
            (axis.code, code)
            for axis in self.axes
            for code in order
            if axis.territories is None or code in axis.territories
        )

    def notice(self, edition: str, sha256: str) -> str:
        """The notice that must be shown with this very file, or an empty string."""
        facts = self.editions.get(edition)
        return next((s.notice for s in facts.sources if s.sha256 == sha256), "") if facts else ""


def builtin_profiles() -> tuple[Path, ...]:
    """The profiles that travel with the package."""
    folder = Path(str(resources.files("pipeline") / "profiles"))
    return tuple(sorted(p for p in folder.glob("*.yaml") if not p.name.startswith("_")))


def load_profile(path: Path) -> Profile:
    """Read a profile. Raises ProfileError (file, line, reason) when it can't be used."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ProfileError(f"{path}: ce profil ne peut pas être lu ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ProfileError(f"{path}: ce profil n'est pas un texte en UTF-8") from None
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}" if mark else ""
        raise ProfileError(
            f"{path}{where}: ce n'est pas du YAML ({getattr(error, 'problem', error)})"
        ) from None
    if (again := repeated_key(tree)) is not None:
        line = again.start_mark.line + 1
        raise ProfileError(f"{path}:{line}: {again.value}: clé donnée deux fois")
    if not isinstance(data, dict):
        raise ProfileError(f"{path}:1: un profil est fait de clés et de leurs valeurs")
    try:
        return Profile.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        line = line_of(tree, first["loc"])
        key = ".".join(str(part) for part in first["loc"]) or "profil"
        raise ProfileError(f"{path}:{line}: {key}: {_said(first)}") from None


def _said(error: Any) -> str:
    """One of pydantic's errors (`ValidationError.errors()`) as a French phrase."""
    sentence = _REFUSALS.get(error["type"])
    if sentence is None:
        return str(error["msg"])
    told = sentence.format(**error.get("ctx", {})).replace(" or ", " ou ")
    if error["type"] == "string_type" and isinstance(error["input"], int):
        return f'{told}: mettez-le entre guillemets, "{error["input"]:02d}" (un code est du texte)'
    return told

"""The report's own words, in French and in English, from `texts.yaml`.

Both languages are in the page; the style sheet shows the one that the page's `lang` names.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import yaml
from markupsafe import Markup, escape

NBSP, NNBSP = "\u00a0", "\u202f"
LANGUAGES = ("fr", "en")


@cache
def dictionary() -> dict[str, dict[str, str]]:
    """Key -> language -> text, French typography made regular."""
    raw = (resources.files("pipeline.report") / "texts.yaml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = yaml.safe_load(raw)
    for entry in loaded.values():
        for key in entry:
            if key.startswith("fr"):
                entry[key] = typeset(entry[key])
    return loaded


def typeset(french: str) -> str:
    """No-break spaces where French typography wants them (Imprimerie nationale's rules)."""
    text = french.replace("'", "’")
    text = text.replace("{n} ", f"{{n}}{NBSP}")
    text = re.sub(r" ([;!?])", NNBSP + r"\1", text)
    return re.sub(r" ([:»€%])", NBSP + r"\1", text).replace("« ", f"«{NBSP}")


def plain(key: str, language: str, n: int | str | None = None, **values: object) -> str:
    """One text in one language. With `n`, its `one` form where the language says so."""
    entry = dictionary()[key]
    return entry[_form(entry, language, n)].format(n=n, **values)


def _form(entry: dict[str, str], language: str, n: int | str | None) -> str:
    if not isinstance(n, int):
        return language
    single = n < 2 if language == "fr" else n == 1
    return f"{language}_one" if single and f"{language}_one" in entry else language


def both(key: str, n: int | str | None = None, **values: object) -> Markup:
    """A text in both languages, for the page. Values are escaped unless they are Markup."""
    if not values and n is None:
        return _constant(key)
    return _spans(key, n, values)


@cache
def _constant(key: str) -> Markup:
    return _spans(key, None, {})


def _spans(key: str, n: int | str | None, values: dict[str, object]) -> Markup:
    safe = {name: escape(value) for name, value in values.items()}
    spans = [
        Markup('<span class="{0}" lang="{0}">{1}</span>').format(
            language, _filled(key, language, n, safe)
        )
        for language in LANGUAGES
    ]
    return Markup("").join(spans)


def _filled(key: str, language: str, n: int | str | None, values: dict[str, Markup]) -> Markup:
    entry = dictionary()[key]
    return Markup(escape(entry[_form(entry, language, n)])).format(n=n, **values)


def attribute(name: str, key: str, **values: object) -> Markup:
    """An attribute in French, with its English beside it for the language switch."""
    fr, en = (plain(key, language, None, **values) for language in LANGUAGES)
    return Markup('{0}="{1}" data-en-{0}="{2}"').format(name, fr, en)


def region(key: str) -> Markup:
    """The name of a part that scrolls sideways, told apart from the section it stands in."""
    named = {x: f"{plain('scroll', x)} {plain(key, x)}" for x in LANGUAGES}
    return Markup('aria-label="{}" data-en-aria-label="{}"').format(named["fr"], named["en"])


def option(key: str) -> Markup:
    """The text of an `option` or a `title`, which hold no element, with its English beside it."""
    return Markup('data-fr="{0}" data-en="{1}">{0}').format(plain(key, "fr"), plain(key, "en"))

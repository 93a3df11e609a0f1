"""How the Data Docs pages are drawn: in French, with nothing fetched and nothing run.

Great Expectations' own pages fetch styles and scripts from the network, and put a failing value
in the page as it is: a label that contains HTML would run. These views keep its documents and its
site, and change only that. Imports Great Expectations: name it in a site's configuration, or
import it when the pages are built, never before.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from great_expectations.render.view import DefaultJinjaPageView
from jinja2 import ChoiceLoader, FileSystemLoader, pass_context

_TEMPLATES = Path(__file__).parent / "templates"

# The fixed words of Great Expectations' pages.
_FRENCH = {
    "Status": "Résultat",
    "Expectation": "Contrôle",
    "Observed Value": "Constaté",
    "Overview": "Vue d'ensemble",
    "Statistics": "Décompte",
    "Evaluated Expectations": "Contrôles faits",
    "Successful Expectations": "Contrôles réussis",
    "Unsuccessful Expectations": "Contrôles en échec",
    "Success Percent": "Part de réussite",
    "Show more info...": "Détails du passage",
    "Info": "Passage",
    "Great Expectations Version": "Version de Great Expectations",
    "Run Name": "Nom du passage",
    "Run Time": "Date du passage",
    "Batch Markers": "Repères des données",
    "Batch Parameters": "Paramètres des données",
    "Batch Spec": "Nature des données",
    "Unexpected Value": "Valeur inattendue",
    "Sampled Unexpected Values": "Valeurs inattendues",
    "Count": "Nombre",
    "Index": "Lignes",
    "Table-Level Expectations": "Contrôles de la table entière",
    "Expectation Suite Name": "Table",
    "Expectation Suite": "Table",
    "Asset Name": "Table",
    "Batch ID": "Données",
    "Validation Results": "Résultats",
    "Expectation Suites": "Contrôles",
    "Data Docs": "Contrôles qualité",
    "Show exception traceback...": "Trace de l'erreur",
    "Expectation Suite:": "Table\u00a0:",
    "Status:": "Résultat\u00a0:",
    "Succeeded": "conforme",
    "Failed": "en échec",
}
# The same inside the sentences that it makes, whose values stand as $names.
_FRENCH_PARTS = {
    "$unexpected_count unexpected values found.": "$unexpected_count en échec,",
    "$unexpected_percent of $element_count total rows.": "$unexpected_percent des lignes.",
    "$expectation_type raised an exception:": "Le contrôle lui-même n'a pas pu être fait\u00a0:",
    "${data_asset} ${data_asset_name}\n": "",
}
_FRENCH_PATTERNS = (
    (re.compile(r"(\S+%) unexpected"), r"\1 en échec"),
    (re.compile(r"(\S+%) not null"), r"\1 renseigné"),
    (re.compile(r"(\S+%) null"), r"\1 vide"),
    (
        re.compile(r"This Expectation suite currently contains (\d+) total .* (\d+) columns\."),
        r"\1 contrôles sur \2 colonnes.",
    ),
)


class Page(DefaultJinjaPageView):  # type: ignore[misc]  # GX is untyped
    """A page whose plain strings are text, never markup; `templates/` come before GX's own."""

    _template = "data_docs_page.j2"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.env.loader = ChoiceLoader([FileSystemLoader(_TEMPLATES), self.env.loader])
        self.env.filters["french"] = french
        self.env.globals["style"] = (_TEMPLATES / "style.css").read_text(encoding="utf-8")

    @pass_context
    def render_content_block(
        self, jinja_context: Any, content_block: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """As Great Expectations does, but with plain strings escaped."""
        if isinstance(content_block, str):
            return html.escape(french(content_block))
        if isinstance(content_block, list):
            content_block = [
                html.escape(block) if isinstance(block, str) else block for block in content_block
            ]
        return super().render_content_block(jinja_context, content_block, *args, **kwargs)

    def render_string_template(self, template: Any) -> Any:
        """As Great Expectations does, in French; what it shows as code (a trace) is escaped."""
        if isinstance(template, dict):
            text = french(template.get("template", ""))
            for english, translated in _FRENCH_PARTS.items():
                text = text.replace(english, translated)
            if template.get("tag") == "code":
                text = html.escape(text)
            params = template.get("params", {})
            words = {k: french(v) for k, v in params.items() if isinstance(v, str)}
            template |= {"template": text, "params": params | words}
        return super().render_string_template(template)


def french(text: str) -> str:
    """The French for one of the fixed words of Great Expectations' pages; others unchanged."""
    for pattern, translated in _FRENCH_PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            return found.expand(translated)
    return _FRENCH.get(text.strip(), text)

"""Puts the report together: views, texts, pictures, styles and script in one HTML file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
import pandas as pd
from markupsafe import Markup

from pipeline.domain import DecisionKind, Ledger, Line, PageRecord, PrintedTotal
from pipeline.report import cards as card_views
from pipeline.report import figures, overview, registers, sheets, texts
from pipeline.report.changes import changes
from pipeline.report.context import ReportContext
from pipeline.report.entries import island
from pipeline.report.grid import grid
from pipeline.report.names import VERDICTS, Names, ranks, shown
from pipeline.report.pictures import MAX_PICTURES, Picture, render
from pipeline.report.plots import plots
from pipeline.verdict import SUMS

FILE = "rapport.html"
THEME = "theme.css"
KINDS = (
    (DecisionKind.EXTRACTION_ERROR, "extraction"),
    (DecisionKind.DOCUMENT_ERROR, "document"),
    (DecisionKind.ACCEPTED, "accepted"),
)


def build_report(context: ReportContext, folder: Path) -> Path:
    """Write the edition's report, one file that needs nothing else, as `folder`/rapport.html.

    Reads `context.pdf` for the pages' pictures. Raises OSError when the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    write(path, "report.html.j2", view(context), context.theme)
    return path


def write(path: Path, template: str, values: dict[str, Any], theme: Path | None) -> None:
    """Fill a template into a file, piece by piece: pictures are never all in memory."""
    styles, script = _styles(theme), _asset("report.js")
    values |= {"styles": styles, "script": script, "policy": _policy(styles, script)}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for piece in _environment().get_template(template).generate(values):
            file.write(piece)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    environment.globals.update(
        t=texts.both,
        attr=texts.attribute,
        option=texts.option,
        region=texts.region,
        words=texts.dictionary(),
        date=figures.date,
        number=figures.number,
        VERDICTS=VERDICTS,
    )
    return environment


def _asset(name: str) -> Markup:
    text = (resources.files("pipeline.report") / "assets" / name).read_text(encoding="utf-8")
    return Markup(text)


def _styles(theme: Path | None) -> list[str]:
    own: list[str] = [_asset("report.css")]
    if theme is None:
        return own
    text = (theme / THEME).read_text(encoding="utf-8")
    # The one sequence that would close the element; escaped, it means the same to CSS.
    return [*own, Markup(text.replace("</", "<\\/"))]


def _policy(styles: list[str], script: str) -> str:
    """A content policy: no request at all, and no style or script but our own."""

    def hashed(text: str) -> str:
        digest = hashlib.sha256(text.encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"

    allowed = " ".join(hashed(style) for style in styles)
    return (
        f"default-src 'none'; img-src data:; style-src {allowed}; script-src {hashed(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


@dataclass
class _Pictures:
    """The pages' pictures as they come, and which pages ended up without one."""

    pdf: Path
    wanted: list[PageRecord]
    drawn: set[int] = field(default_factory=set)

    def __iter__(self) -> Iterator[Picture]:
        for picture in render(self.pdf, [page.page for page in self.wanted]):
            self.drawn.add(picture.page)
            yield picture


def _pictured(context: ReportContext, pages: tuple[PageRecord, ...]) -> list[PageRecord]:
    """The pages to draw: all, or those with a finding first where there are too many to carry."""
    told = {f.page for f in context.reconciliation.findings}
    first = sorted(pages, key=lambda page: page.page not in told)[:MAX_PICTURES]
    return sorted(first, key=lambda page: page.page)


def view(context: ReportContext) -> dict[str, Any]:
    """Everything the templates name."""
    ledger, reconciliation = context.ledger, context.reconciliation
    printed: tuple[Line | PrintedTotal, ...] = (*ledger.lines, *ledger.totals)
    amounts = [x.amount.cents for x in printed if x.amount.cents]
    fig = figures.Figures(amounts)
    names = Names(context.profile, ledger, fig)
    pages = sheets.pictured(ledger, reconciliation)
    pictures = _Pictures(context.pdf, _pictured(context, pages))
    held = card_views.cards(ledger, reconciliation)
    signed = {d.decision.fingerprint for d in card_views.in_force(context.decisions)}
    told = [c for c in held if not c.open and c.finding.fingerprint not in signed]
    corrections = card_views.corrections(context.decisions)
    made = partial(sheets.sheets, ledger, reconciliation, corrections)
    with_sheet = {page.page for page in pages}
    return _texts(ledger) | {
        "ledger": ledger, "run": context.run, "names": names, "fig": fig,
        "credits": sum(line.amount.cents or 0 for line in ledger.lines),
        "twice_read": sum(len(line.readers) > 1 for line in ledger.lines),
        "summary": overview.summary(context), "grid": grid(context, names),
        "totals": _totals(context), "casts": overview.cross_casts(context),
        "cards": held, "told": told,
        "numbers": {card.finding: card.number for card in held if card.open},
        "kinds": KINDS, "decisions": context.decisions,
        "stale": card_views.stale(context.decisions),
        "in_force": card_views.in_force(context.decisions),
        "contents": [(sheet.page.page, sheet.failing) for sheet in made()], "sheets": made(),
        "others": [page for page in ledger.pages if page.page not in with_sheet],
        "drawn": {page.page for page in pictures.wanted}, "pictures": pictures,
        "sketched": (page for page in pages if page.page not in pictures.drawn),
        "plots": plots(context), "evolution": changes(context.previous, names, fig),
        "amounts": registers.amounts_register(ledger),
        "labels": registers.labels_register(ledger),
        "orientations": _orientations(context), "owners": registers.owners(ledger),
        "ranks": ranks(ledger), "gates": context.gates, "data_docs": context.data_docs,
        "history": sorted(context.history, key=lambda past: past.started, reverse=True),
        "island": island(
            ledger, [(c.number, c.finding) for c in held if c.decidable], context.decisions
        ),
    }  # fmt: skip


def _texts(ledger: Ledger) -> dict[str, str]:
    values = {"series": ledger.series, "edition": ledger.edition}
    return {f"title_{x}": texts.plain("title", x, **values) for x in texts.LANGUAGES}


def _totals(context: ReportContext) -> tuple[overview.Row, ...]:
    controls = [
        c for c in context.reconciliation.controls if c.name in SUMS and c.printed is not None
    ]
    return overview.rows(controls, context.reconciliation, context.decisions)


def _orientations(context: ReportContext) -> tuple[registers.OrientationEntry, ...]:
    actions = context.tables.get("actions", pd.DataFrame())
    used: dict[str, str] = {}
    if {"orientation", "orientation_normalisee"} <= set(actions.columns):
        pairs = actions[["orientation", "orientation_normalisee"]].dropna().drop_duplicates()
        used = {str(a): str(b) for a, b in pairs.itertuples(index=False)}
    known = [orientation.label for orientation in context.profile.orientations]
    return registers.orientations_register(context.ledger, used, known)

"""Names that the profile doesn't know: found, never defaulted, with the lines to add to it."""

from __future__ import annotations

from collections import defaultdict

from pipeline.domain import ControlName, Finding, Line, PrintedTotal, Severity, TotalScope, Verdict
from pipeline.normalise.names import Names
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.counting import about, tally
from pipeline.reconcile.outcome import Outcome, fingerprint
from pipeline.reconcile.wording import NB, counted, listed, quoted

OF_AN_AXIS = (TotalScope.AXIS, TotalScope.SUBTOTAL)


def unknown_names(casting: Casting) -> Outcome:
    """Axes, territories and orientations that the profile doesn't know, with the lines to add."""
    findings = [*_unknown_sections(casting), *_unknown_orientations(casting)]
    label = "noms inconnus du profil"
    control = tally(ControlName.UNKNOWN_NAME, label, len(findings), Verdict.DIFFERS)
    return Outcome((control,), tuple(findings))


def _unknown_sections(casting: Casting) -> list[Finding]:
    """One finding for each axis or territory that lines or totals bear and the profile ignores."""
    profile = casting.profile
    figures: list[Line | PrintedTotal] = [*casting.ledger.lines, *casting.ledger.totals]
    needing_axis = [f for f in figures if isinstance(f, Line) or f.scope in OF_AN_AXIS]
    unknown: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    pages: dict[tuple[str, str | None], int] = {}
    for figure in needing_axis:
        if profile.axis(figure.axis) is None:
            unknown["axe", figure.axis].append(figure.identifier)
            pages.setdefault(("axe", figure.axis), figure.page)
    for figure in figures:
        regional = not isinstance(figure, Line) and figure.scope is TotalScope.REGION
        if not regional and profile.territory(figure.territory) is None:
            unknown["territoire", figure.territory].append(figure.identifier)
            pages.setdefault(("territoire", figure.territory), figure.page)
    return [
        _unknown_section(casting, what, code, pages[what, code], identifiers)
        for (what, code), identifiers in unknown.items()
    ]


def _unknown_section(
    casting: Casting, what: str, code: str | None, page: int, identifiers: list[str]
) -> Finding:
    of_axis = what == "axe"
    lines = (
        ["axes:", '  - code: "…"', "    label: …"]
        if of_axis
        else ["territories:", '  - code: "…"', "    name: …", "    full_name: …", "    type: …"]
    )
    held = [casting.by_id[i] for i in identifiers if i in casting.by_id]
    named = f" « {code} »" if code else ""
    known = (
        [a.code for a in casting.profile.axes]
        if of_axis
        else ([t.name for t in casting.profile.territories])
    )
    return Finding(
        ControlName.UNKNOWN_NAME,
        Severity.BLOCKING,
        f"Page {page}{NB}: {what}{named} inconnu du profil "
        f"({counted(len(identifiers), 'ligne ou total', 'lignes ou totaux')}). "
        f"À ajouter au profil, ou l'intitulé imprimé aux variantes d'un {what} connu{NB}:\n"
        + "\n".join(lines),
        page=page,
        expected=listed(known, len(known)),
        found=code or "inconnu",
        fingerprint=fingerprint(
            ControlName.UNKNOWN_NAME,
            what,
            code,
            [[x.label, x.amount.kind, x.amount.cents] for x in held],
            len(identifiers),
        ),
        lines=tuple(line.identifier for line in held),
    )


def _unknown_orientations(casting: Casting) -> list[Finding]:
    if not casting.profile.orientations:
        return []
    names = Names(casting.profile)
    printed: dict[str, list[Line]] = defaultdict(list)
    for line in casting.ledger.lines:
        if line.orientation is not None:
            printed[line.orientation].append(line)
    return [
        _unknown_orientation(names, text, lines)
        for text, lines in printed.items()
        if names.orientation(text) is None
    ]


def _unknown_orientation(names: Names, text: str, lines: list[Line]) -> Finding:
    nearest = names.nearest_orientation(text)
    known, score = nearest if nearest else ("", 0.0)
    pages = listed(list(dict.fromkeys(str(line.page) for line in lines)))
    near = f" La plus proche est {quoted(known)} ({score:.0%})." if known else ""
    told = text.replace("'", "''")
    return about(
        lines,
        ControlName.UNKNOWN_NAME,
        Severity.WARNING,
        f"Page {pages}{NB}: orientation {quoted(text)} inconnue du profil.{near} Pour l'admettre "
        f"comme variante, ajoutez au profil{NB}:\norientations:\n  - label: {known or '…'}\n"
        f"    variants:\n      - '{told}'",
        known,
        text,
    )

"""Names that the profile doesn't know: found, never defaulted, with the lines to add to it."""

from __future__ import annotations

from collections import defaultdict

from pipeline.domain import ControlName, Finding, Line, PrintedTotal, Severity, TotalScope, Verdict
from pipeline.normalise.labels import match_key
from pipeline.normalise.names import Names
from pipeline.profile import TO_FILL, Axis
from pipeline.reconcile.amend import Amendment, edition_lines, order_lines, wording_of
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.counting import about, tally
from pipeline.reconcile.outcome import Outcome, fingerprint
from pipeline.reconcile.rearranged import Rearrangement, rearrangement
from pipeline.reconcile.wording import NB, counted, listed, pages_of, quoted, territory_name

OF_AN_AXIS = (TotalScope.AXIS, TotalScope.SUBTOTAL)
NEAR = 0.7  # resemblance, 0 to 1, from which a known territory is offered
SLIP = 0.9  # resemblance from which a wording is the known one misprinted or misread

Missing = tuple[str, str | None]  # « axe » or « territoire », and the code that is unknown


def unknown_names(casting: Casting) -> Outcome:
    """Axes, territories and orientations that the profile doesn't know, and an order that is not
    its own, with the lines to add."""
    amendment = Amendment(casting)
    moved = rearrangement(casting)
    findings = [
        *_unknown_sections(amendment, moved),
        *_unknown_wordings(amendment),
        *_moved(casting, moved),
        *_unknown_orientations(casting),
    ]
    label = "noms inconnus du profil"
    control = tally(ControlName.UNKNOWN_NAME, label, len(findings), Verdict.DIFFERS)
    return Outcome((control,), tuple(findings))


def _unknown_sections(amendment: Amendment, moved: Rearrangement | None) -> list[Finding]:
    """One finding for each axis or territory that lines or totals bear and the profile ignores."""
    casting, profile = amendment.casting, amendment.profile
    figures: list[Line | PrintedTotal] = [*casting.ledger.lines, *casting.ledger.totals]
    unknown: dict[Missing, list[Line | PrintedTotal]] = defaultdict(list)
    for figure in figures:
        of_axis = isinstance(figure, Line) or figure.scope in OF_AN_AXIS
        if of_axis and profile.axis(figure.axis) is None:
            unknown["axe", figure.axis].append(figure)
    for figure in figures:
        regional = not isinstance(figure, Line) and figure.scope is TotalScope.REGION
        if not regional and profile.territory(figure.territory) is None:
            unknown["territoire", figure.territory].append(figure)
    return [_unknown_section(amendment, m, held, moved) for m, held in unknown.items()]


def _unknown_section(
    amendment: Amendment,
    missing: Missing,
    figures: list[Line | PrintedTotal],
    moved: Rearrangement | None,
) -> Finding:
    what, code = missing
    casting, page = amendment.casting, figures[0].page
    held = [x for x in figures if isinstance(x, Line)]
    count = counted(len(figures), "ligne ou total", "lignes ou totaux")
    named = f" {quoted(code)}" if code else ""
    return Finding(
        ControlName.UNKNOWN_NAME,
        Severity.BLOCKING,
        f"Page {page}{NB}: {what}{named} inconnu du profil ({count}). "
        + _remedy(amendment, missing, moved),
        page=page,
        expected=_known(casting, what),
        found=code or "inconnu",
        fingerprint=fingerprint(
            ControlName.UNKNOWN_NAME,
            what,
            code,
            [[x.label, x.amount.kind, x.amount.cents] for x in held],
            len(figures),
        ),
        lines=tuple(line.identifier for line in held),
    )


def _known(casting: Casting, what: str) -> str:
    profile = casting.profile
    known = (
        [a.code for a in profile.axes] if what == "axe" else [t.name for t in profile.territories]
    )
    return listed(known, len(known))


def _remedy(amendment: Amendment, missing: Missing, moved: Rearrangement | None) -> str:
    """What to do about an unknown axis or territory, and the lines for it."""
    what, code = missing
    if code is None and what == "territoire":
        if moved is not None:
            return (
                "Il n'est ni imprimé ni déduit de l'ordre du profil, "
                "qui n'est pas celui du document."
            )
        return (
            "Il n'est ni imprimé, ni déduit de l'ordre du profil : vérifiez la clé « order » et, "
            "sous chaque axe, les territoires attendus (clé « territories »)."
        )
    if code is None:
        return "Aucun titre ni total ne dit l'axe : vérifiez le motif « banner » du profil."
    nearest = Names(amendment.profile).nearest_territory(code) if what == "territoire" else None
    near = amendment.profile.territory(nearest[0]) if nearest and nearest[1] >= NEAR else None
    other = f" (ou, si c'est {quoted(near.name)}, ce nom à ses « aliases »)" if near else ""
    fill = f", son code à la place de {quoted(TO_FILL)}" if TO_FILL in amendment.yaml() else ""
    return f"À ajouter au profil{other}{fill}{NB}:\n{amendment.yaml()}"


def _unknown_wordings(amendment: Amendment) -> list[Finding]:
    """One finding for each known axis that is worded in a new way over credits."""
    names = Names(amendment.profile)
    findings = []
    for code, wordings in amendment.wordings.items():
        axis = amendment.profile.axis(code)
        if axis is not None:
            nearest = names.nearest_axis(wordings[0])
            slip = nearest is not None and nearest[0] == code and nearest[1] >= SLIP
            severity = Severity.WARNING if slip else Severity.BLOCKING
            findings.append(_unknown_wording(amendment, axis, wordings[0], severity))
    return findings


def _unknown_wording(amendment: Amendment, axis: Axis, wording: str, severity: Severity) -> Finding:
    headings = [
        h
        for h in amendment.casting.ledger.headings
        if h.code == axis.code and wording_of(amendment.profile, h.text) == wording
    ]
    pages = pages_of([h.page for h in headings])
    return Finding(
        ControlName.UNKNOWN_NAME,
        severity,
        f"{pages}{NB}: l'axe {axis.code} est intitulé {quoted(wording)}, que le profil ne "
        f"connaît pas (il dit {quoted(axis.label)}). À ajouter au profil{NB}:\n{amendment.yaml()}",
        page=headings[0].page,
        axis=axis.code,
        expected=axis.label,
        found=wording,
        fingerprint=fingerprint(ControlName.UNKNOWN_NAME, "wording", axis.code, wording),
        box=headings[0].box,
    )


def _moved(casting: Casting, moved: Rearrangement | None) -> list[Finding]:
    """The document's own order of territories: blocking where something hangs on it."""
    if moved is None:
        return []
    names = [territory_name(casting.profile, c) for c in moved.order]
    own = casting.profile.order or tuple(t.code for t in casting.profile.territories)
    lines = edition_lines(casting.ledger.edition, order_lines(casting.profile, moved.order))
    return [
        Finding(
            ControlName.UNKNOWN_NAME,
            Severity.BLOCKING if moved.needed else Severity.WARNING,
            f"Les territoires ne suivent pas l'ordre du profil, mais{NB}: "
            f"{listed(names, len(names))}. À ajouter au profil{NB}:\n" + "\n".join(lines),
            expected=", ".join(own),
            found=", ".join(moved.order),
            fingerprint=fingerprint(ControlName.UNKNOWN_NAME, "order", own, moved.order),
        )
    ]


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
    # Like no known one and printed once, it may be a remark, or an action without its amount.
    once = score < SLIP and len({(line.axis, line.territory) for line in lines}) == 1
    pages = pages_of([line.page for line in lines])
    near = f" La plus proche est {quoted(known)} ({score:.0%})." if known else ""
    told = text.replace("'", "''")
    return about(
        lines,
        ControlName.UNKNOWN_NAME,
        Severity.BLOCKING if once or _is_a_piece(text, names) else Severity.WARNING,
        f"{pages}{NB}: orientation {quoted(text)} inconnue du profil.{near} Pour l'admettre "
        f"comme variante, ajoutez au profil{NB}:\norientations:\n  - label: {known or '…'}\n"
        f"    variants:\n      - '{told}'",
        known,
        text,
    )


def _is_a_piece(text: str, names: Names) -> bool:
    """Whether an unknown orientation looks like part of a known one, or of two: a heading that
    was cut or run together, with the labels around it."""
    key = match_key(text)
    return text[:1].islower() or any(
        key in known or known in key for known in names.orientation_wordings
    )

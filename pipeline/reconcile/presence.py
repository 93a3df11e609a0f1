"""Presence: each axis and territory that the profile expects has one section, and no other has."""

from __future__ import annotations

from pipeline.domain import Control, ControlName, Finding, Severity, Verdict
from pipeline.normalise.money import format_euros
from pipeline.reconcile.casting import Casting, Section
from pipeline.reconcile.outcome import Outcome, fingerprint
from pipeline.reconcile.wording import NB, capital, listed, place, territory_name


def presence(casting: Casting) -> Outcome:
    """One control for each axis of the profile; a finding for each section missing, unexpected or
    closed by two totals."""
    findings = [
        *(_missing(casting, section) for section in casting.missing_sections),
        *(_unexpected(casting, section) for section in casting.unexpected_sections),
        *(_twice(casting, s) for s, totals in casting.axis_totals.items() if len(totals) > 1),
    ]
    axes = tuple(_axis_control(casting, axis.code) for axis in casting.profile.axes)
    return Outcome(axes, tuple(findings))


def _axis_control(casting: Casting, axis: str) -> Control:
    expected = [s for s in casting.profile.expected() if s[0] == axis]
    alone = [s for s in expected if len(casting.axis_totals.get(s, ())) == 1]
    strange = [s for s in casting.unexpected_sections if s[0] == axis]
    wrong = [*(s for s in expected if s not in alone), *strange]
    names = listed([territory_name(casting.profile, code) for _, code in wrong])
    return Control(
        ControlName.PRESENCE,
        Verdict.DIFFERS if wrong else Verdict.AGREES,
        len(alone) + len(strange),
        len(expected),
        unit="nombre",
        axis=axis,
        label=f"territoires de l'axe {axis}",
        cause=f"à vérifier{NB}: {names}" if wrong else "",
    )


def _missing(casting: Casting, section: Section) -> Finding:
    axis, territory = section
    where = place(casting.profile, axis, territory)
    return Finding(
        ControlName.PRESENCE,
        Severity.BLOCKING,
        f"{capital(where)}{NB}: aucune ligne ni total, alors que le profil attend un contrat. "
        + _remedy(casting, axis, territory),
        axis=axis,
        territory=territory,
        expected="une section et son total d'axe",
        found="rien",
        fingerprint=fingerprint(ControlName.PRESENCE, "missing", axis, territory),
    )


def _remedy(casting: Casting, axis: str, territory: str) -> str:
    """What to do about a missing section: its own may be there, under no known name."""
    homeless = (line for line in casting.ledger.lines if line.axis == axis)
    if any(casting.profile.territory(line.territory) is None for line in homeless):
        return (
            f"Des lignes de cet axe n'ont pas de territoire connu{NB}: peut-être les siennes. "
            "Réglez d'abord ce constat-là."
        )
    expected = casting.profile.axis(axis)
    held = expected.territories if expected and expected.territories else casting.profile.order
    held = held or tuple(t.code for t in casting.profile.territories)
    codes = ", ".join(f'"{code}"' for code in held if code != territory)
    edition = casting.ledger.edition
    return (
        f"Si l'édition {edition} n'en prévoit pas, écrivez dans le profil, sous cet axe "
        f'(clé « axes », au besoin sous « editions » → « "{edition}" »){NB}: '
        f"territories: [{codes}]"
    )


def _unexpected(casting: Casting, section: Section) -> Finding:
    axis, territory = section
    lines = casting.sections.get(section, ())
    totals = casting.axis_totals.get(section, ())
    page = lines[0].page if lines else totals[0].page
    expected = casting.profile.axis(axis)
    held = (*((expected.territories if expected else None) or ()), territory)
    codes = ", ".join(f'"{code}"' for code in held)
    computed = casting.computed_sections[section]
    return Finding(
        ControlName.PRESENCE,
        Severity.BLOCKING,
        f"Page {page}, {place(casting.profile, axis, territory)}{NB}: le profil n'attend pas de "
        f"contrat ici ({format_euros(computed)} lus). Si l'édition en prévoit un, écrivez dans "
        f"le profil, sous cet axe (clé « axes »){NB}: territories: [{codes}]",
        page=page,
        axis=axis,
        territory=territory,
        expected="aucune section",
        found=format_euros(computed),
        fingerprint=fingerprint(
            ControlName.PRESENCE,
            "unexpected",
            axis,
            territory,
            computed,
            casting.printed_sections.get(section),
        ),
        lines=tuple(line.identifier for line in lines),
    )


def _twice(casting: Casting, section: Section) -> Finding:
    axis, territory = section
    totals = casting.axis_totals[section]
    printed = [" ".join(t.amount.printed.split()) for t in totals]
    pages = listed([str(t.page) for t in totals], len(totals))
    return Finding(
        ControlName.PRESENCE,
        Severity.BLOCKING,
        f"{capital(place(casting.profile, axis, territory))}{NB}: {len(totals)} totaux d'axe "
        f"(pages {pages}{NB}: {listed(printed)}) pour une section qui n'en attend qu'un.",
        page=totals[-1].page,
        axis=axis,
        territory=territory,
        expected="un total d'axe",
        found=listed(printed),
        fingerprint=fingerprint(ControlName.PRESENCE, "twice", axis, territory, sorted(printed)),
        lines=tuple(i for t in totals for i in t.lines),
        box=totals[-1].box,
    )

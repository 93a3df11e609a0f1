"""How the agreement of a chart with the rows is told: controls and findings."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from pipeline.domain import Box, ChartValue, Control, ControlName, Finding, Severity, Verdict
from pipeline.normalise.money import format_euros
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.drawn import Drawing, Slice, printed_value
from pipeline.reconcile.outcome import Outcome, fingerprint
from pipeline.reconcile.wording import NB, listed, place, quoted, territory_name


def _shown(number: Fraction, unit: str, decimals: int) -> float | int:
    """Cents for euros, else the number rounded to `decimals`."""
    return round(number * 100) if unit == "€" else float(round(number, decimals))


def value_control(
    drawing: Drawing,
    value: ChartValue,
    computed: tuple[Slice, Fraction] | None,
    verdict: Verdict,
    cause: str = "",
) -> Control:
    printed = _shown(printed_value(value), drawing.unit, value.decimals)
    number: float | int | None = None
    if computed is not None:
        number = _shown(computed[1], drawing.unit, value.decimals)
        if verdict is Verdict.AGREES and drawing.unit != "€":
            number = printed  # a tie rounds either way; what agrees is what is printed
    return Control(
        ControlName.CHARTS,
        verdict,
        number,
        printed,
        unit=drawing.unit,
        axis=computed[0].axis if computed else None,
        territory=computed[0].territory if computed else None,
        page=drawing.page,
        label=drawing.title,
        cause=cause,
        box=value.box,
    )


def unprinted_control(drawing: Drawing, number: tuple[Slice, Fraction]) -> Control:
    drawn, computed = number
    small = drawing.small(computed)
    return Control(
        ControlName.CHARTS,
        Verdict.UNVERIFIABLE,
        _shown(computed, drawing.unit, 2),
        None,
        unit=drawing.unit,
        axis=drawn.axis,
        territory=drawn.territory,
        page=drawing.page,
        label=drawing.title,
        cause="part trop petite pour être imprimée"
        if small
        else "valeur que le graphique n'imprime pas",
    )


def _said(number: Fraction, unit: str, decimals: int) -> str:
    if unit == "€":
        return format_euros(round(number * 100))
    text = f"{float(number):.{max(decimals, 0)}f}".replace(".", ",")
    return f"{text}{NB}%" if unit == "%" else text


def _who(casting: Casting, drawn: Slice) -> str:
    if drawn.axis and drawn.territory:
        return place(casting.profile, drawn.axis, drawn.territory)
    if drawn.axis:
        return f"axe {drawn.axis}"
    return territory_name(casting.profile, drawn.territory)


def contradiction(
    casting: Casting,
    drawing: Drawing,
    value: ChartValue,
    computed: tuple[Slice, Fraction] | None,
) -> Finding:
    found = "aucune valeur calculée ne lui correspond"
    near, who = "", ""
    if computed is not None:
        near = _said(computed[1], drawing.unit, value.decimals + 1)
        who = _who(casting, computed[0])
        found = f"la valeur calculée la plus proche est {near} ({who})"
    return Finding(
        ControlName.CHARTS,
        Severity.BLOCKING,
        f"Page {drawing.page}, graphique {quoted(drawing.title)}{NB}: {value.text.strip()} est "
        f"imprimé, {found}.",
        page=drawing.page,
        axis=computed[0].axis if computed else None,
        territory=computed[0].territory if computed else None,
        expected=value.text.strip(),
        found=near or "aucune",
        fingerprint=fingerprint(
            ControlName.CHARTS,
            drawing.title,
            drawing.unit,
            str(printed_value(value)),
            near,
            who,
            [str(number) for _, number in drawing.numbers(casting.computed_sections)],
        ),
        box=value.box,
    )


def incomplete(casting: Casting, drawing: Drawing, missing: Sequence[Slice]) -> Finding:
    names = listed([_who(casting, s) for s in missing])
    return Finding(
        ControlName.CHARTS,
        Severity.WARNING,
        f"Page {drawing.page}, graphique {quoted(drawing.title)}{NB}: non vérifiable en entier, "
        f"aucune valeur imprimée pour {names}.",
        page=drawing.page,
        expected=f"{len(drawing.slices)} valeurs",
        found=f"{len(drawing.values)} valeurs",
        fingerprint=fingerprint(
            ControlName.CHARTS,
            "incomplete",
            drawing.title,
            drawing.unit,
            names,
            sorted(value.text for value in drawing.values),
        ),
        box=Box.around(value.box for value in drawing.values),
    )


def unverifiable(
    page: int, title: str, unit: str, values: Sequence[ChartValue], known: bool
) -> Outcome:
    """A chart that the profile doesn't describe, or whose page names no territory."""
    why = (
        "la page n'imprime pas le total d'un contrat, son territoire est inconnu"
        if known
        else f"le profil ne décrit aucun graphique de ce titre en {unit} (clé « charts »)"
    )
    box = Box.around(value.box for value in values)
    control = Control(
        ControlName.CHARTS,
        Verdict.UNVERIFIABLE,
        None,
        None,
        unit=unit,
        page=page,
        label=title,
        cause=why,
        box=box,
    )
    return Outcome(
        (control,),
        (
            Finding(
                ControlName.CHARTS,
                Severity.WARNING,
                f"Page {page}, graphique {quoted(title)}{NB}: non vérifiable, {why}.",
                page=page,
                expected="un graphique décrit par le profil",
                found=title,
                fingerprint=fingerprint(
                    ControlName.CHARTS, "unverifiable", title, unit, sorted(v.text for v in values)
                ),
                box=box,
            ),
        ),
    )

"""A new edition needs no Python: the run is held and says which lines the profile lacks; with
those lines pasted into it, and nothing else, the edition reconciles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain import ControlName, Finding, Ledger, Severity, SourceRecord
from pipeline.extract import read_edition
from pipeline.extract.identify import front_text
from pipeline.profile import Axis, Profile, Territory, builtin_profiles, load_profile
from pipeline.reconcile import reconcile
from tests.factory.amounts import printed
from tests.factory.content import Edition, Figure, Section
from tests.factory.fictitious import Taste, fictitious_edition
from tests.factory.layout import LAYOUTS
from tests.factory.producers import reportlab

YEAR = "2027"
SMALL = Taste(actions=(1, 3))
ARRAS = Territory(
    code="200033579",
    name="Communauté urbaine d'Arras",
    full_name="Communauté urbaine d'Arras",
    type="métropole",
)
MOVED = ("02", "60", "59", "62", "80", "200093201", "248000531")
KEYS = ("territories:", "editions:")


@cache
def series() -> Path:
    return next(p for p in builtin_profiles() if p.stem == "contrats-locaux-solidarites-hdf")


def usual() -> Edition:
    return fictitious_edition(5, YEAR, SMALL)


def borrowed(seed: int, axis: str, territory: str) -> Section:
    """A section of another edition, to be given to somebody else."""
    other = fictitious_edition(seed, YEAR, SMALL)
    return next(s for s in other.sections if (s.axis, s.territory) == (axis, territory))


def with_contracts(edition: Edition) -> Edition:
    """The edition with its contracts' totals worked out again."""
    contracts = []
    for code, _ in edition.contracts:
        mine = [s for s in edition.sections if s.territory == code]
        cents = sum(s.totals[0].cents or 0 for s in mine)
        contracts.append((code, Figure(printed(cents, "nbsp€"), cents)))
    return replace(edition, contracts=tuple(contracts))


def with_territory(*axes: str) -> Edition:
    """A territory that no profile knows signs for these axes, before the last one."""
    edition = usual()
    profile, last = edition.profile, edition.profile.territories[-1]
    known = profile.model_copy(
        update={
            "territories": (*profile.territories[:-1], ARRAS, last),
            "order": (*profile.order[:-1], ARRAS.code, last.code),
        }
    )
    sections: list[Section] = []
    for s in edition.sections:
        if s.territory == last.code and s.axis in axes:
            sections.append(replace(borrowed(77, s.axis, last.code), territory=ARRAS.code))
        sections.append(s)
    return replace(edition, profile=known, sections=tuple(sections))


def everywhere() -> Edition:
    return with_territory("1", "2", "3", "4")


def under_two_axes() -> Edition:
    return with_territory("1", "3")


def with_renamed_axis() -> Edition:
    edition = usual()
    renamed = {"label": "Agir tôt pour l'égalité des chances des enfants", "wordings": ()}
    axes = tuple(
        a.model_copy(update=renamed if a.code == "1" else {}) for a in edition.profile.axes
    )
    return replace(edition, profile=edition.profile.model_copy(update={"axes": axes}))


def with_fifth_axis() -> Edition:
    edition = usual()
    axes = (*edition.profile.axes, Axis(code="5", label="Garantir à tous un accueil digne"))
    added = [borrowed(99, "1", t.code) for t in edition.profile.territories]
    sections = (*edition.sections, *(replace(s, axis="5") for s in added))
    profile = edition.profile.model_copy(update={"axes": axes})
    return with_contracts(replace(edition, profile=profile, sections=sections))


def in_another_order() -> Edition:
    edition = usual()
    known = {t.code: t for t in edition.profile.territories}
    update = {"territories": tuple(known[c] for c in MOVED), "order": MOVED}
    sections = [
        s
        for axis in edition.profile.axes
        for code in MOVED
        for s in edition.sections
        if (s.axis, s.territory) == (axis.code, code)
    ]
    contracts = sorted(edition.contracts, key=lambda c: MOVED.index(c[0]))
    return replace(
        edition,
        profile=edition.profile.model_copy(update=update),
        sections=tuple(sections),
        contracts=tuple(contracts),
    )


def read(pdf: Path, profile: Profile) -> tuple[Ledger, tuple[Finding, ...]]:
    source = SourceRecord(pdf.name, "0" * 64, 0)
    ledger, made = reconcile(read_edition(pdf, profile, YEAR, source, jobs=1), profile)
    return ledger, made.findings


def blocking(findings: tuple[Finding, ...]) -> list[Finding]:
    return [f for f in findings if f.severity is Severity.BLOCKING]


def advised(findings: tuple[Finding, ...]) -> list[str]:
    """The YAML that the findings of unknown names give."""
    told = [f.message.split("\n") for f in findings if f.control is ControlName.UNKNOWN_NAME]
    found = []
    for lines in told:
        start = next((i for i, line in enumerate(lines) if line in KEYS), None)
        if start is not None:
            found.append("\n".join(lines[start:]))
    return found


def pasted(advice: str, folder: Path) -> Profile:
    """The series' profile once a person has pasted the lines into it."""
    profile: dict[str, Any] = yaml.safe_load(series().read_text(encoding="utf-8"))
    lines = yaml.safe_load(advice)
    profile["territories"] += lines.get("territories", [])
    for year, facts in lines.get("editions", {}).items():
        profile["editions"].setdefault(year, {}).update(facts)
    path = folder / "profile.yaml"
    path.write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    return load_profile(path)


CASES: list[tuple[Callable[[], Edition], str]] = [
    (everywhere, "slides-ruled"),
    (everywhere, "a4-borderless"),
    (under_two_axes, "a4-ruled"),
    (with_renamed_axis, "slides-borderless"),
    (with_renamed_axis, "a4-ruled"),
    (with_fifth_axis, "slides-ruled"),
    (in_another_order, "slides-logo"),
    (in_another_order, "slides-mixed-top"),
]


@pytest.mark.parametrize(
    ("edition", "layout"), CASES, ids=[f"{made.__name__}-{layout}" for made, layout in CASES]
)
def test_held_with_the_lines_to_add_then_reconciled(
    edition: Callable[[], Edition], layout: str, tmp_path: Path
) -> None:
    pdf, made = tmp_path / "edition.pdf", edition()
    truth = reportlab.make(made, LAYOUTS[layout], pdf)
    _, findings = read(pdf, load_profile(series()).for_edition(YEAR))
    assert blocking(findings)
    (advice,) = set(advised(findings))
    profile = pasted(advice.replace("…", ARRAS.code), tmp_path)
    ledger, findings = read(pdf, profile.for_edition(YEAR))
    assert not blocking(findings)
    assert {(x.axis, x.territory, x.amount.cents) for x in ledger.lines} == {
        (x.axis, x.territory, x.cents) for x in truth.lines
    }
    # The years before are read as they were.
    before = load_profile(series())
    assert profile.for_edition("2025").expected() == before.for_edition("2025").expected()
    assert profile.for_edition("2025").axes == before.for_edition("2025").axes


def test_what_is_renamed_is_published_under_its_new_name(tmp_path: Path) -> None:
    pdf = tmp_path / "edition.pdf"
    reportlab.make(with_renamed_axis(), LAYOUTS["slides-ruled"], pdf)
    _, findings = read(pdf, load_profile(series()).for_edition(YEAR))
    (found,) = blocking(findings)
    assert (found.axis, found.page) == ("1", 5)
    assert "Agir tôt pour l'égalité" in found.found
    axis = pasted(advised(findings)[0], tmp_path).for_edition(YEAR).axis("1")
    assert axis
    assert axis.label == "Agir tôt pour l'égalité des chances des enfants"
    assert "Prévenir la pauvreté et lutter contre les inégalités dès l'enfance" in axis.wordings


def test_a_new_territory_is_no_orientation(tmp_path: Path) -> None:
    pdf = tmp_path / "edition.pdf"
    reportlab.make(everywhere(), LAYOUTS["slides-ruled"], pdf)
    ledger, findings = read(pdf, load_profile(series()).for_edition(YEAR))
    assert ARRAS.name not in {line.orientation for line in ledger.lines}
    assert {line.territory for line in ledger.lines} >= {ARRAS.name}
    assert [f.found for f in blocking(findings)] == [ARRAS.name]


def test_a_metropole_that_france_knows_comes_with_its_siren(tmp_path: Path) -> None:
    edition = everywhere()
    known = ARRAS.model_copy(update={"name": "Rouen Métropole", "full_name": "Rouen Métropole"})
    territories = tuple(known if t.code == ARRAS.code else t for t in edition.profile.territories)
    profile = edition.profile.model_copy(update={"territories": territories})
    pdf = tmp_path / "edition.pdf"
    reportlab.make(replace(edition, profile=profile), LAYOUTS["slides-ruled"], pdf)
    _, findings = read(pdf, load_profile(series()).for_edition(YEAR))
    (advice,) = advised(findings)
    added = pasted(advice, tmp_path).for_edition(YEAR)
    territory = added.territory("200023414")
    assert territory
    assert (territory.name, territory.type) == ("Rouen Métropole", "métropole")
    assert added.order[-2:] == ("200023414", "248000531")


def test_another_order_that_is_printed_everywhere_holds_nothing(tmp_path: Path) -> None:
    pdf, edition = tmp_path / "edition.pdf", in_another_order()
    truth = reportlab.make(edition, LAYOUTS["slides-ruled"], pdf)
    ledger, findings = read(pdf, load_profile(series()).for_edition(YEAR))
    assert not blocking(findings)
    assert [(x.axis, x.territory) for x in ledger.lines] == [
        (x.axis, x.territory) for x in truth.lines
    ]
    (advice,) = advised(findings)
    assert pasted(advice, tmp_path).for_edition(YEAR).order == MOVED


def test_a_title_broken_at_a_line_s_end_tells_the_series(tmp_path: Path) -> None:
    pdf = tmp_path / "cover.pdf"
    canvas = Canvas(str(pdf))
    canvas.setFont("Helvetica", 24)
    canvas.drawString(60, 500, "Les Contrats Locaux des Solidari-")
    canvas.drawString(60, 470, "tés dans les Hauts-de-France")
    canvas.save()
    assert "Contrats Locaux des Solidarités dans les Hauts-de-France" in front_text(pdf)

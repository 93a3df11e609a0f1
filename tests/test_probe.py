"""`recolement probe`: a document that no profile knows gives the profile that reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from reportlab.pdfgen.canvas import Canvas

from pipeline.cli import main
from pipeline.domain import Finding, Ledger, RecolementError, Severity, SourceRecord, TotalScope
from pipeline.extract import identify, read_edition
from pipeline.normalise.gazetteer import known_territory, region_named, region_of, territories
from pipeline.probe import Proposal, probe
from pipeline.probe.orientations import grouped
from pipeline.probe.sightings import Sighting
from pipeline.probe.territories import territories_of
from pipeline.probe.write import quoted
from pipeline.profile import Profile, builtin_profiles, load_profile
from pipeline.reconcile import reconcile
from pipeline.reconcile.arrange import Place, orders_of, presence_of
from pipeline.tables import ACTIONS
from tests import elsewhere
from tests.factory.content import Edition
from tests.factory.fictitious import Taste, fictitious_edition
from tests.factory.layout import LAYOUTS, Layout
from tests.factory.producers import fpdf2, reportlab
from tests.factory.truth import Truth
from tests.published import RAW_2025
from tests.truth import load_truth

Probed = tuple[Proposal, str]


def loaded(text: str, folder: Path) -> Profile:
    path = folder / "proposed.yaml"
    path.write_text(text, encoding="utf-8")
    return load_profile(path)


def read(pdf: Path, profile: Profile) -> tuple[Ledger, list[Finding]]:
    """The ledger and what blocks, with a profile as it was proposed."""
    found, year = identify(pdf, [profile])
    ledger = read_edition(pdf, found, year, SourceRecord(pdf.name, "0" * 64, 0), jobs=1)
    ledger, made = reconcile(ledger, found)
    return ledger, [f for f in made.findings if f.severity is Severity.BLOCKING]


# ------------------------------------------------------------------ the 2025 edition


@pytest.fixture(scope="module")
def edition_2025() -> Probed:
    return probe(RAW_2025)


def test_the_2025_proposal_unedited_reconciles_it(edition_2025: Probed, tmp_path: Path) -> None:
    ledger, blocking = read(RAW_2025, loaded(edition_2025[1], tmp_path))
    assert not blocking
    truth = load_truth()
    names = {t.code: t.name for t in edition_2025[0].territories}
    note = re.compile(r"\s*\(\d\)(?=\.?$)")
    assert Counter(
        (int(x.axis or 0), names[x.territory or ""], x.orientation, note.sub("", x.label),
         None if x.amount.cents is None else x.amount.cents // 100)
        for x in ledger.lines
    ) == Counter(
        (a["axis"], a["territory"], a["orientation"], note.sub("", a["label"]), a["amount_eur"])
        for a in truth["actions"]
    )  # fmt: skip
    scopes = Counter(t.scope for t in ledger.totals)
    assert scopes == {TotalScope.AXIS: 23, TotalScope.CONTRACT: 5}
    assert sum(t.amount.cents or 0 for t in ledger.totals if t.scope is TotalScope.AXIS) == (
        100 * sum(t["total_eur"] for t in truth["axis_totals"])
    )


def test_the_2025_proposal_says_what_the_series_profile_says(edition_2025: Probed) -> None:
    written = next(load_profile(p) for p in builtin_profiles() if "hdf" in p.stem)
    proposed = edition_2025[0].profile()
    assert proposed.region == written.region
    assert proposed.order == written.order
    assert proposed.contract_totals == written.contract_totals
    assert proposed.expected() == written.expected()
    for theirs, ours in zip(written.axes, proposed.axes, strict=True):
        assert (theirs.code, theirs.label, theirs.wordings) == (
            ours.code,
            ours.label,
            ours.wordings,
        )
    for theirs_, ours_ in zip(written.territories, proposed.territories, strict=True):
        assert (theirs_.code, theirs_.name, theirs_.type) == (ours_.code, ours_.name, ours_.type)


def test_the_2025_charts_mean_what_their_numbers_prove(edition_2025: Probed) -> None:
    charts = {c.example: (c.by, c.territories, c.units, c.pages) for c in edition_2025[0].charts}
    both = "territory_and_axis"
    assert charts["Répartition des crédits de l'axe 1 par département"] == (
        "territory", "département", ("%",), (12, 24, 33),
    )  # fmt: skip
    assert charts["Ventilation des contrats 2025 par axe : échelle départementale"] == (
        "axis", "page", ("%",), (35, 36, 37, 38, 39),
    )  # fmt: skip
    assert charts["Poids des axes par contrat métropolitain en 2025 (log10 des montants en €)"] == (
        both, "métropole", ("log10",), (43,),
    )  # fmt: skip
    assert len(charts) == 8
    assert all(c.units and not c.doubt for c in edition_2025[0].charts)


def test_everything_proposed_names_its_page_and_its_doubts(edition_2025: Probed) -> None:
    text = edition_2025[1]
    assert '  - code: "200093201"  # pages 41, 42, 43 ; à vérifier : jamais imprimé' in text
    assert "label: Sortir de la pauvreté par l'activité et l'emploi  # pages 14, 15" in text
    assert "# « Montant total du Pacte », pages 35, 36, 37, 38, 39" in text
    assert 'territories: ["200093201", "248000531"]  # seuls ces territoires' in text
    assert (
        text.count("à vérifier :") >= 5
    )  # publisher, licence, three that no page of credits names


def test_what_is_written_is_what_was_proposed(edition_2025: Probed, tmp_path: Path) -> None:
    proposal, text = edition_2025
    assert loaded(text, tmp_path) == proposal.profile()


# ------------------------------------------------------------------ other series


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pdf = tmp_path_factory.mktemp("elsewhere") / "plan.pdf"
    elsewhere.make(pdf)
    return pdf


def test_a_series_of_another_region_and_another_wording(plan: Path, tmp_path: Path) -> None:
    proposal, text = probe(plan)
    codes = [t.code for t in proposal.territories]
    assert codes[:5] == list(elsewhere.CODES[:5])
    assert [t.name for t in proposal.territories] == list(elsewhere.TERRITORIES)
    assert (proposal.series.region_name, proposal.series.year) == ("Bretagne", "2026")
    assert [(a.code, a.wordings[0][0]) for a in proposal.axes] == list(elsewhere.MEASURES.items())
    assert proposal.axes[1].territories == tuple(c for c in codes if c != "56")
    assert [o.label for o in proposal.orientations] == sorted(elsewhere.OBJECTIVES)
    assert proposal.region_total
    ledger, blocking = read(plan, loaded(text, tmp_path))
    assert not blocking
    assert Counter((x.axis, x.label, x.amount.cents) for x in ledger.lines) == Counter(
        (measure, label, 100 * amount)
        for measure, _, rows in elsewhere.sections()
        for label, amount in rows
    )


def test_a_code_that_can_t_be_read_is_left_to_fill_in_and_can_t_be_published(plan: Path) -> None:
    proposal, text = probe(plan)
    unknown = proposal.territories[-1]
    assert unknown.name == "Agglomération des Deux Rives"
    assert "code SIREN à renseigner" in unknown.doubt
    assert unknown.doubt in text
    pattern = next(c.pattern for c in ACTIONS.columns if c.name == "territoire_code")
    assert pattern
    assert not re.match(pattern, unknown.code)


@pytest.mark.parametrize(
    ("make", "layout"),
    [
        (reportlab.make, "slides-mixed-top"),  # half of the names only drawn
        (reportlab.make, "a4-ruled"),
        (reportlab.make, "slides-side"),
        (fpdf2.make, "slides-charts"),
        (fpdf2.make, "a4-page"),
    ],
)
def test_other_layouts_unedited_reconcile(
    make: Callable[[Edition, Layout, Path], Truth], layout: str, tmp_path: Path
) -> None:
    edition = fictitious_edition(8, taste=Taste(actions=(1, 4)))
    pdf = tmp_path / "edition.pdf"
    truth = make(edition, LAYOUTS[layout], pdf)
    proposal, text = probe(pdf)
    assert proposal.profile().expected() == edition.profile.expected()
    ledger, blocking = read(pdf, loaded(text, tmp_path))
    assert not blocking
    assert Counter((x.axis, x.territory, x.amount.cents) for x in ledger.lines) == Counter(
        (x.axis, x.territory, x.cents) for x in truth.lines
    )


TERRITORIES = ("Aisne", "Oise", "Métropole européenne de Lille")
MEASURES = ("Axe 1 : Prévenir la pauvreté dès l'enfance", "Axe 2 : Accompagner vers l'emploi")
ACTIONS_OF = (("Bus des droits", 12_000), ("Maraude numérique", 4_500), ("Garage solidaire", 800))


def several_under_one_axis(path: Path, *, beside: bool) -> None:
    """An axis a page, each territory over its rows, or in a ruled cell beside them."""
    canvas = Canvas(str(path), pagesize=(842, 595))
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(50, 520, "Les Contrats Locaux des Solidarités 2026")
    for number, measure in enumerate(MEASURES):
        canvas.showPage()
        canvas.setFont("Helvetica-Bold", 16)
        canvas.drawString(50, 550, measure)
        y = 520.0
        for rank, territory in enumerate(TERRITORIES):
            if not beside:
                canvas.setFont("Helvetica-Bold", 12)
                canvas.drawString(50, y - 4, territory)
                y -= 24
            top = y
            rows = [(label, amount + 100 * rank + 10 * number) for label, amount in ACTIONS_OF]
            for label, amount in (*rows, ("Total", sum(a for _, a in rows))):
                canvas.setFont("Helvetica-Bold" if label == "Total" else "Helvetica", 10)
                canvas.drawString(250, y - 13, label)
                canvas.drawRightString(790, y - 13, f"{amount:,} €".replace(",", " "))
                canvas.line(245, y - 18, 795, y - 18)
                y -= 18
            if beside:
                canvas.setFont("Helvetica", 10)
                canvas.drawString(54, top - 13, territory)
                canvas.rect(48, y, 197, top - y)
            y -= 0 if beside else 30
    canvas.save()


@pytest.mark.parametrize("beside", [False, True])
def test_several_territories_under_one_axis_are_all_seen(tmp_path: Path, beside: bool) -> None:
    pdf = tmp_path / "edition.pdf"
    several_under_one_axis(pdf, beside=beside)
    proposal, text = probe(pdf)
    assert [t.code for t in proposal.territories] == ["02", "60", "200093201"]
    ledger, blocking = read(pdf, loaded(text, tmp_path))
    assert not blocking
    assert len(ledger.lines) == len(MEASURES) * len(TERRITORIES) * len(ACTIONS_OF)


def test_a_document_without_credits_is_refused(tmp_path: Path) -> None:
    pdf = tmp_path / "letter.pdf"
    canvas = Canvas(str(pdf))
    canvas.drawString(72, 700, "Madame, Monsieur, veuillez trouver ci-joint le programme.")
    canvas.save()
    with pytest.raises(RecolementError, match="aucune page ne porte de crédits"):
        probe(pdf)


# ------------------------------------------------------------------ the command


def test_the_command_writes_a_profile_and_never_over_one(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new.yaml"
    assert main(["probe", str(plan), "--output", str(out)]) == 0
    assert load_profile(out).region.code == "53"
    assert "3 axes, 6 territoires" in capsys.readouterr().out
    out.write_text("kept", encoding="utf-8")
    assert main(["probe", str(plan), "--output", str(out)]) == 2
    assert "existe déjà" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "kept"


def test_the_command_refuses_what_is_no_pdf(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.pdf").write_text("not a PDF", encoding="utf-8")
    assert main(["probe", str(tmp_path / "x.pdf")]) == 2
    assert capsys.readouterr().err.count("\n") == 1


# ------------------------------------------------------------------ small parts


def test_every_siren_closes_its_check_digit() -> None:
    """SIREN end in a Luhn digit (INSEE)."""
    for code in (c for c in territories() if len(c) == 9):
        digits = [int(c) * (2 if i % 2 else 1) for i, c in enumerate(reversed(code))]
        assert sum(d - 9 if d > 9 else d for d in digits) % 10 == 0, code


def test_the_gazetteer_holds_every_departement_and_metropole() -> None:
    types = Counter(t.type for t in territories().values())
    assert types == {"département": 101, "métropole": 23}  # 22 by law, and Amiens Métropole
    assert {n for t in territories().values() for n in [t.full_name]} >= {
        "Département de l'Aisne",
        "Département d'Ille-et-Vilaine",
        "Département de La Réunion",
        "Département du Val-d'Oise",
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Aisne", "02"),
        ("Département de la Somme", "80"),
        ("CONSEIL DÉPARTEMENTAL DU PAS-DE-CALAIS", "62"),
        ("Corse-du-Sud", "2A"),
        ("MEL", "200093201"),
        ("Amiens métropole", "248000531"),
        ("Aisne et Oise", None),
        ("Nulle-Part", None),
    ],
)
def test_names_of_territories(text: str, code: str | None) -> None:
    found = known_territory(text)
    assert (found.code if found else None) == code


def test_regions_by_their_départements_and_by_name() -> None:
    by_codes, by_name = region_of(["02", "59", "75"]), region_named("Plan de la région Grand Est")
    assert by_codes
    assert by_name
    assert (by_codes.code, by_name.code) == ("32", "44")
    assert region_of(["200093201"]) is None


def test_only_near_wordings_are_proposed_as_one() -> None:
    printed = {
        "Lutter contre la précarité énergétique": [1, 2],
        "Lutte contre la précarité énergétique": [3],
        "Lutte contre la précarité alimentaire": [4],
        "Accès aux droits et à la santé": [5, 6],
        "Accès aux droits et à la santé par la lutte contre le non-recours": [7],
        "Objectif 1": [8],
        "Objectif 2": [9],
    }
    groups = {o.label: o.variants for o in grouped(printed)}
    assert groups == {
        "Lutter contre la précarité énergétique": ("Lutte contre la précarité énergétique",),
        "Lutte contre la précarité alimentaire": (),
        "Accès aux droits et à la santé": (
            "Accès aux droits et à la santé par la lutte contre le non-recours",
        ),
        "Objectif 1": (),
        "Objectif 2": (),
    }


def test_sums_tell_whose_a_drawn_section_is() -> None:
    axes = {
        "1": [Place(100, None), Place(200, None), Place(300, "C")],
        "2": [Place(7, None), Place(9, "C")],
    }
    contracts = [Place(100, "A"), Place(207, "B")]
    found = presence_of(axes, contracts, ["A", "B", "C"])
    assert found.axes == {"1": ("A", "B", "C"), "2": ("B", "C")}
    assert (found.differing, found.unsure) == (0, ())
    unproven = presence_of(axes, [], ["A", "B", "C"])
    assert unproven.unsure == ("2",)


def test_orders_keep_to_every_list() -> None:
    assert orders_of([["A", "C"], ["B", "C", "D"]], ["A", "B", "C", "D"], 9) == [
        ["A", "B", "C", "D"],
        ["B", "A", "C", "D"],
    ]


@pytest.mark.parametrize(
    "text", ["02", "oui", "a: b", "l'été", "# x", "« a »", "", "-", "x #y", "{a}", "1e3", "null"]
)
def test_text_in_yaml_reads_back_as_itself(text: str) -> None:
    assert yaml.safe_load(f"k: {quoted(text)}") == {"k": text}
    assert yaml.safe_load(f"- {quoted(text)}") == [text]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        (("AISNE",), "Aisne"),
        (("AISNE", "Aisne"), "Aisne"),
        (("MEL",), "MEL"),
        (("Département / Métropole : Nord",), "Nord"),
    ],
)
def test_a_territory_set_in_capitals_has_its_name(printed: tuple[str, ...], name: str) -> None:
    seen = [Sighting(text, 1, "above", (12, True, ())) for text in printed]
    (found,) = territories_of(seen, [seen[0].key])
    assert found.name == name

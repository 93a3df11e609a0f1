"""Names: printed wordings to a profile's codes, exactly or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.names import Names
from pipeline.profile import Profile, builtin_profiles, load_profile
from tests.truth import load_truth

SERIES = "contrats-locaux-solidarites-hdf"
PROFILE = load_profile(next(p for p in builtin_profiles() if p.stem == SERIES))
NAMES = Names(PROFILE)


def fictitious(**changes: object) -> Names:
    """Another series: two towns, two axes written in their own way."""
    data: dict[str, object] = {
        "series": "plans",
        "title": "Plans",
        "publisher": "Région",
        "licence": "Licence Ouverte",
        "region": {"code": "99", "name": "Région"},
        "territories": [
            {"code": "9A", "name": "Val-Clair", "full_name": "Ville de Val-Clair",
             "type": "métropole"},
            {"code": "9B", "name": "Val Sombre", "full_name": "Ville de Val-Sombre",
             "type": "métropole", "aliases": ["Le Val"]},
        ],
        "axes": [{"code": "1", "label": "Apprendre"}, {"code": "2", "label": "Se loger"}],
        "patterns": {
            "edition": "plans (?P<year>\\d{4})",
            "banner": "^priorité (?P<axis>\\d) [-:] ",
            "total": "^somme priorité (?P<axis>\\d)",
            "contract_total": "^total du plan",
        },
    }  # fmt: skip
    return Names(Profile.model_validate(data | changes))


# --------------------------------------------------------------------------- territories


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Aisne", "02"),
        ("AISNE", "02"),
        ("Département de l’Aisne", "02"),
        ("DEPARTEMENT DE L'AISNE", "02"),
        ("Conseil départemental de la Somme", "80"),
        ("Contrat local des solidarités du Pas\u2011de\u2011Calais", "62"),
        ("Pas de Calais", "62"),
        ("Territoire : Oise", "60"),
        ("le Nord", "59"),
        ("Aisne (02)", "02"),
        ("59 - Nord", "59"),
        ("Amiens métropole", "248000531"),
        ("MEL", "200093201"),
        ("Métropole Européenne de Lille", "200093201"),
        ("Métropole Européenne de Lille (MEL)", "200093201"),
    ],
)
def test_territory(text: str, code: str) -> None:
    assert NAMES.territory(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Nord-Pas-de-Calais", "Nord et Pas-de-Calais", "Lille", "Amiens", "Métropole",
        "Département", "Aisne (59)", "l'", "", "02", "Oisne", "Hauts-de-France", "Somme Total",
    ],
)  # fmt: skip
def test_no_territory(text: str) -> None:
    assert NAMES.territory(text) is None


def test_a_name_of_two_territories_names_none() -> None:
    names = fictitious(territories=[
        {"code": c, "name": f"Val {c}", "full_name": "Le Val", "type": "métropole"}
        for c in ("9A", "9B")
    ])  # fmt: skip
    assert names.territory("Le Val") is None
    assert names.territory("val 9a") == "9A"


# --------------------------------------------------------------------------- axes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("AXE 4 - Construire une transition écologique et solidaire", "4"),
        ("Axe 4 : accompagner une transition écologique plus juste et solidaire", "4"),
        ("Axe n° 1 – Prévenir la pauvreté et réduire les inégalités dès l’enfance", "1"),
        ("AXE 3 -", "3"),
        ("Renforcer l'accès à l'emploi pour tous", "2"),
        ("LUTTER CONTRE LA GRANDE EXCLUSION GRACE A L'ACCES AUX DROITS", "3"),
    ],
)
def test_axis(text: str, code: str) -> None:
    assert NAMES.axis(text) == code


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Axe 4 : Renforcer l'accès à l'emploi pour tous", "4"),  # the wording of axis 2
        ("AXE 1 - Prévenir autrement la pauvreté", "1"),  # renamed
        ("AXE 7 -", "7"),  # unknown to the profile
    ],
)
def test_a_number_that_its_wording_denies_is_no_axis(text: str, printed: str) -> None:
    assert NAMES.axis(text) is None
    assert NAMES.banner_axis(text) == printed


def test_no_axis() -> None:
    assert NAMES.axis("Lutter contre") is None
    assert NAMES.banner_axis("Total Axe 3") is None


# --------------------------------------------------------------------------- orientations


def test_every_2025_orientation_has_a_normalised_wording() -> None:
    printed = {a["orientation"] for a in load_truth()["actions"]} - {None}
    wordings = {o.label for o in PROFILE.orientations}
    assert len(printed) > 10
    assert {NAMES.orientation(o) for o in printed} <= wordings
    assert NAMES.orientation("LUTTE CONTRE  LA PRÉCARITÉ ÉNERGÉTIQUE") == (
        "Lutter contre la précarité énergétique"
    )
    assert NAMES.orientation("Lutter contre la précarité") is None


@pytest.mark.parametrize(
    "number",
    [
        "1. ", "II - ", "b) ", "3.2 : ", "Orientation n° 2 : ", "1.1 ", "2.1.3 - ", "OO 1 – ",
        "Orientation stratégique 2 : ", "Objectif opérationnel n° 1.2 - ",
    ],
)  # fmt: skip
def test_the_number_of_an_orientation_is_no_part_of_its_name(number: str) -> None:
    wording = "Lutte contre la précarité énergétique"
    assert NAMES.orientation(number + wording) == NAMES.orientation(wording)
    assert NAMES.orientation("2 " + wording) is None, "a number with no sign may be a quantity"
    assert NAMES.orientation("1.1" + wording) is None


# --------------------------------------------------------------------------- proposals


def test_nearest_names_are_proposed_with_their_resemblance() -> None:
    territory = NAMES.nearest_territory("Département de l'Aine")
    assert territory is not None
    assert territory[0] == "02"
    assert 0.9 < territory[1] < 1
    orientation = NAMES.nearest_orientation("Lutter contre la précarité energetiques")
    assert orientation is not None
    assert orientation[0] == "Lutter contre la précarité énergétique"
    assert 0.9 < orientation[1] < 1
    axis = NAMES.nearest_axis("AXE 9 - Construire la transition écologique et solidaire")
    assert axis is not None
    assert axis[0] == "4"
    assert NAMES.nearest_territory("Oise") == ("60", 1.0)


def test_nothing_is_near_to_nothing() -> None:
    assert NAMES.nearest_territory(" - ") is None
    assert fictitious().nearest_orientation("Apprendre") is None


# --------------------------------------------------------------------------- totals


@pytest.mark.parametrize(
    ("text", "axis", "contract", "region"),
    [
        ("Total Axe 3", "3", False, False),
        ("TOTAL\u00a0GÉNÉRAL de l’axe 2", "2", False, False),
        ("Montant total du Pacte :", None, True, False),
        ("Montant total régional", None, False, True),
    ],
)
def test_totals(text: str, axis: str | None, contract: bool, region: bool) -> None:
    assert NAMES.is_total(text)
    assert NAMES.total_axis(text) == axis
    assert NAMES.is_contract_total(text) is contract
    assert NAMES.is_region_total(text) is region


@pytest.mark.parametrize("text", ["Totalement", "Accompagner jusqu'au Total Axe 3", "", "AXE 3 -"])
def test_no_total(text: str) -> None:
    assert not NAMES.is_total(text)
    assert NAMES.total_axis(text) is None


def test_everything_comes_from_the_profile() -> None:
    names = fictitious()
    assert names.territory("Ville de Val\u2011Clair") == "9A"
    assert names.territory("LE VAL") == "9B"
    assert names.territory("Aisne") is None
    assert names.axis("Priorité 2 - Se loger") == "2"
    assert names.total_axis("SOMME PRIORITÉ 1") == "1"
    assert names.is_contract_total("Total du plan")
    assert not names.is_region_total("Montant total régional")
    assert not names.is_total("Total Axe 3")


@given(st.text(max_size=80))
def test_any_text_has_a_code_or_none(text: str) -> None:
    codes = {t.code for t in PROFILE.territories}
    assert NAMES.territory(text) in codes | {None}
    assert NAMES.axis(text) in {"1", "2", "3", "4", None}
    nearest = NAMES.nearest_territory(text)
    assert nearest is None or (nearest[0] in codes and 0 <= nearest[1] <= 1)


@pytest.mark.parametrize(
    "printed",
    ["Hauts-de-France", "Région Hauts-de-France", "PRÉFECTURE DE LA RÉGION HAUTS-DE-FRANCE"],
)
def test_the_region_is_known_by_its_name(printed: str) -> None:
    assert NAMES.is_region(printed)


@pytest.mark.parametrize("printed", ["Hauts-de-France Mobilités", "Région", "Nord"])
def test_what_only_holds_the_name_of_the_region_is_not_it(printed: str) -> None:
    assert not NAMES.is_region(printed)


@pytest.mark.parametrize(
    "printed",
    ["Contrat signé avec le Département de la Somme", "Convention avec le Département de la Somme",
     "Contrat des solidarités de la Somme", "Conseil départemental de la Somme"],
)  # fmt: skip
def test_a_contract_names_its_territory(printed: str) -> None:
    assert NAMES.territory(printed) == "80"

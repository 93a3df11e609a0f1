"""Labels: lines joined, hyphens at line ends decided by evidence, notes and cuts told."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.normalise.hyphens import vocabulary
from pipeline.normalise.labels import (
    clean_label,
    is_broken_in_doubt,
    looks_truncated,
    match_key,
    regular,
    split_note,
)
from tests.truth import load_truth

LABELS = [action["label"] for action in load_truth()["actions"]]


# --------------------------------------------------------------------------- joining lines


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (["Lever les freins", "à la mobilité"], "Lever les freins à la mobilité"),
        (["  Lever\u00a0les ", "", " freins\u202f! "], "Lever les freins !"),
        (["Lever les\nfreins"], "Lever les freins"),
        (["inclusion e\u0301nerge\u0301tique"], "inclusion énergétique"),
        (["inclusion e", "\u0301nergétique"], "inclusion e \u0301nergétique"),
        (["oﬀres ﬁnes, ﬂux, oﬃces, suﬄer"], "offres fines, flux, offices, suffler"),
        (["Mettre en œuvre, ex æquo"], "Mettre en œuvre, ex æquo"),
        (["accom\u00adpagner"], "accompagner"),
        (["accom\u00ad", "pagner"], "accompagner"),
        (["accom\u200bpagner\ufeff"], "accompagner"),
        (["la mise en place de l'", "accueil"], "la mise en place de l'accueil"),
        (["ce qu’", "il faut"], "ce qu’il faut"),
        (["Secours populaire/", "catholique"], "Secours populaire/catholique"),
        (["le lieu -", "ouvert à tous"], "le lieu - ouvert à tous"),
        (["de 2024–", "2027"], "de 2024–2027"),
        (["« Habitat et cadre", "de vie » (ERBM)."], "« Habitat et cadre de vie » (ERBM)."),
        (["Ecole de la  \"2e chance\""], 'Ecole de la "2e chance"'),
        ([], ""),
        (["", " \u00ad "], ""),
    ],
)  # fmt: skip
def test_lines_are_joined(lines: list[str], label: str) -> None:
    assert clean_label(lines) == label


@pytest.mark.parametrize(
    "broken",
    [
        "accompa-gnement", "dé-placement", "con-ventionnées", "inté-gration", "par-tenaire",
        "auto-nomie", "auto-risation", "ex-clusion", "mi-neurs", "contre-partie", "sous-crire",
        "éco-nomique", "socio-logie", "in-égalités", "ré-insertion", "co-ordination",
        "bien-veillance", "ACCOMPA-GNEMENT", "l'accompa-gnement",
    ],
)  # fmt: skip
def test_a_typesetters_hyphen_is_undone(broken: str) -> None:
    left, right = broken.split("-")
    assert clean_label([f"Un {left}-", f"{right} utile"]) == f"Un {left}{right} utile"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("extra", "scolaires"), ("non", "recours"), ("socio", "éducatif"), ("médico", "sociaux"),
        ("vice", "présidence"), ("demi", "journées"), ("mi", "temps"), ("semi", "collectif"),
        ("sous", "préfecture"), ("après", "midi"), ("avant", "projet"), ("contre", "visite"),
        ("ex", "conjoints"), ("auto", "écoles"), ("auto", "réhabilitation"), ("aller", "vers"),
        ("d'aller", "vers"), ("bébés", "parents"), ("rendez", "vous"), ("parents", "enfants"),
        ("multi", "accueil"), ("point", "relais"), ("Pas-de", "Calais"), ("HAUTS-DE", "FRANCE"),
        ("Hauts", "de-France"), ("clé-en", "main"), ("c'est-à", "dire"), ("11", "18 ans"),
        ("COVID", "19"), ("e", "inclusion"), ("eux", "mêmes"), ("(ex)", "détenus"),
    ],
)  # fmt: skip
def test_a_words_own_hyphen_is_kept(left: str, right: str) -> None:
    assert clean_label([f"Un {left}-", f"{right} utile"]) == f"Un {left}-{right} utile"


def test_the_documents_own_words_come_first() -> None:
    words = vocabulary(["Un lieu partage-temps, l'autoécole", "et l'extrascolaire"])
    assert clean_label(["partage-", "temps"], words) == "partage-temps"
    assert clean_label(["l'extra-", "scolaire"], words) == "l'extrascolaire"
    assert clean_label(["bouche-", "oreille"], vocabulary(["une bouche, une oreille"])) == (
        "bouche-oreille"
    )
    assert clean_label(["la pour-", "suite"], vocabulary(["pour la suite"])) == "la poursuite"


def test_u2010_is_a_hyphen_that_only_engines_print() -> None:
    assert clean_label(["jeunes\u2010", "se"]) == "jeunesse"
    assert clean_label(["bas\u2011", "seuil"]) == "bas\u2011seuil"


def test_fragments_at_line_ends_are_no_evidence() -> None:
    words = vocabulary(["Renforcer l'accompa-", "gnement social", "d'aller-vers (visites)"])
    assert words == {"renforcer", "social", "aller-vers", "visites"}


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (["l'Établis\ufffd\u00ad", "sement foncier"], "l'Établissement foncier"),
        (["l'accompa\ufffd", "gnement"], "l'accompagnement"),  # printed whole elsewhere
        (["l'Établis\ufffd", "sement foncier"], "l'Établissement foncier"),  # French
        (["du Calai\ufffd", "sis"], "du Calai\ufffd sis"),
        (["le suivi\ufffd\u00ad", "social"], "le suivi\ufffd social"),  # both are words
        (["un par\ufffd", "cours"], "un par\ufffd cours"),
        (["Jeunes 16\ufffd\u00ad", "25 ans"], "Jeunes 16\ufffd 25 ans"),
    ],
)
def test_a_word_broken_unseen_is_joined_where_its_halves_are_no_words(
    lines: list[str], label: str
) -> None:
    words = vocabulary(["Accompagnement, suivi", "social", "par la route", "cours du soir"])
    assert clean_label(lines, words) == label


def test_what_stands_before_an_unseen_end_is_no_evidence() -> None:
    assert vocabulary(["un Établis\ufffd", "sement foncier"]) == {"un", "foncier"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("adultes", "relais"), ("ville", "hôpital"), ("chèques", "mobilité"),
        ("écrivains", "publics"),
        ("accueil", "solidarité"), ("domicile", "travail"),
    ],
)  # fmt: skip
def test_two_french_words_that_make_no_third_keep_their_hyphen(left: str, right: str) -> None:
    assert clean_label([f"Les {left}-", f"{right} du Nord"]) == f"Les {left}-{right} du Nord"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ressourcerie", "friperie"), ("recyclerie", "ressourcerie"), ("intra", "familiales"),
        ("ludo", "bus"), ("psycho", "trauma"), ("télé", "consultation"), ("bricobus", "logement"),
    ],
)  # fmt: skip
def test_a_dropped_hyphen_is_in_doubt_where_nothing_proves_a_word_cut(
    left: str, right: str
) -> None:
    assert is_broken_in_doubt([f"Une {left}-", right], ())
    assert not is_broken_in_doubt([f"Une {left}\u2010", right], ())
    assert not is_broken_in_doubt([f"Une {left}\u00ad", right], ())
    assert not is_broken_in_doubt([f"Une {left}", right], ())
    assert not is_broken_in_doubt([f"Une {left}-", right], {left + right})


@pytest.mark.parametrize("broken", ["plan-ning", "accompa-gnement", "Valen-ciennes"])
def test_a_word_cut_by_the_typesetter_is_in_no_doubt(broken: str) -> None:
    left, right = broken.split("-")
    assert not is_broken_in_doubt([f"Un {left}-", right], ())


def test_a_hyphen_in_a_name_or_among_capitals_is_in_doubt() -> None:
    assert is_broken_in_doubt(["Foyers de Beau-", "vais"], ())
    assert not is_broken_in_doubt(["Foyers de Beau-", "vais"], {"beauvais"})
    assert is_broken_in_doubt(["LITS DE BERCK-", "PLAGE"], ())
    assert not is_broken_in_doubt(["UN ACCOMPA-", "GNEMENT"], {"accompagnement"})


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("MISSION LOCALE DE SAINT-", "QUENTIN"), ("CHÂTEAU-", "THIERRY"), ("Suivi ASE-", "justice"),
        ("Bus-", "santé"), ("Dispositif emploi-", "logement"), ("pass-", "culture"),
        ("Suivi post-", "bac"),
    ],
)  # fmt: skip
def test_acronyms_saints_and_whole_words_keep_their_hyphen(left: str, right: str) -> None:
    assert clean_label([left, right]) == left + right


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (["• Repas à 1 €", "dans les restaurants"], "Repas à 1 € dans les restaurants"),
        (["\uf0b7 Équiper 4 collèges"], "Équiper 4 collèges"),
        (["➢ « Les jardins »"], "« Les jardins »"),
        (["- Cœur de ville", "- cœur de vie"], "Cœur de ville - cœur de vie"),
        (["– lieu d'accueil"], "lieu d'accueil"),
        (["❖ Bail glissant"], "Bail glissant"),
        (["☐ Bail glissant"], "Bail glissant"),
        (["⇒ « Les jardins »"], "« Les jardins »"),
        (["\uf0a8 Bail glissant"], "Bail glissant"),
        (["o Bail glissant"], "Bail glissant"),
        (["§ Bail glissant"], "Bail glissant"),
        (["» aide au permis"], "aide au permis"),
        (["+ Accueil de jour"], "+ Accueil de jour"),
        (["> Accueil de jour"], "Accueil de jour"),
        (["+ de 60 ans : navette"], "+ de 60 ans : navette"),
        (["> 25 ans"], "> 25 ans"),
        (["§ 3 du contrat"], "§ 3 du contrat"),
        (["❶ Accueil"], "❶ Accueil"),
        (["où dormir"], "où dormir"),
        (["• -18 ans"], "-18 ans"),
        (["- de 25 ans : permis"], "- de 25 ans : permis"),
        (["- 30 % sur les transports"], "- 30 % sur les transports"),
        (["-18 ans et leurs familles"], "-18 ans et leurs familles"),
        (["-"], "-"),
        (["• "], "•"),
    ],
)
def test_the_mark_of_a_list_s_item_is_no_part_of_a_label(lines: list[str], label: str) -> None:
    assert clean_label(lines) == label


def test_a_quantity_in_brackets_is_no_note() -> None:
    assert split_note("Lits halte soins santé (15)") == ("Lits halte soins santé (15)", None)


def test_every_2025_label_survives_being_broken_at_any_space_or_hyphen() -> None:
    words = vocabulary(LABELS)
    for label in LABELS:
        for i, character in enumerate(label):
            if character == " ":
                lines = [label[:i], label[i + 1 :]]
            elif character == "-" and label[i - 1].isalnum():
                lines = [label[: i + 1], label[i + 1 :]]
            else:
                continue
            # A dash between spaces is as good at a line end; the word list is no crutch here.
            assert clean_label(lines) == label
            assert clean_label(lines, words) == label


def test_2025_words_hyphenated_by_an_engine_are_mended() -> None:
    pyphen = pytest.importorskip("pyphen")
    hyphenator = pyphen.Pyphen(lang="fr", left=2, right=2)
    broken = [
        (word[:i], word[i:])
        for compound in sorted(vocabulary(LABELS))
        for word in compound.split("-")
        for i in hyphenator.positions(word)
    ]
    assert len(broken) > 900
    kept = [b for b in broken if clean_label([f"{b[0]}-", b[1]]) != "".join(b)]
    # Names of which each half is a word: their capital says that it is to be read on the page.
    assert kept == [("beau", "vais"), ("soli", "guide")]
    assert all(is_broken_in_doubt([f"{a.title()}-", b], ()) for a, b in kept)
    doubted = [b for b in broken if is_broken_in_doubt([f"{b[0]}-", b[1]], ())]
    assert len(doubted) < 0.05 * len(broken), "most broken words are no puzzle"


SPACED = st.text(alphabet="aeé\u0301l'’-‐‑–/ \u00a0\u00ad\u200b\n1(.ﬁ", max_size=30)


@given(st.lists(st.one_of(SPACED, st.text(max_size=30)), max_size=4))
@example(["a", "\u00ad", "b"])
@example(["1 \u00ad 1"])
@example(["1 \u00ad", "1"])
def test_a_clean_label_is_clean(lines: list[str]) -> None:
    label = clean_label(lines)
    assert clean_label([label]) == label
    assert label == " ".join(label.split()) == unicodedata.normalize("NFC", label)


@given(st.lists(st.text(alphabet="ABCÉÀ1,.()«»", min_size=1, max_size=8), min_size=1, max_size=9))
def test_words_stay_as_printed(words: list[str]) -> None:
    assert clean_label(["A", *words]) == " ".join(["A", *words])


@given(st.lists(st.text(alphabet="abcéÀ1,.()«", min_size=1, max_size=8), min_size=1, max_size=9))
def test_letters_stay_where_words_may_be_cut(words: list[str]) -> None:
    assert clean_label(words).replace(" ", "") == "".join(words)


# --------------------------------------------------------------------------- notes


@pytest.mark.parametrize(
    ("printed", "label", "note"),
    [
        ("scolaire ou professionnel (1). ", "scolaire ou professionnel.", "(1)"),
        ("scolaire ou professionnel (1)", "scolaire ou professionnel", "(1)"),
        ("scolaire ou professionnel. (12)", "scolaire ou professionnel.", "(12)"),
        ("usagers (MDSI)(4).", "usagers (MDSI).", "(4)"),
        ("usagers (1) (2)", "usagers", "(1) (2)"),
        ("usagers*", "usagers", "*"),
        ("usagers **.", "usagers.", "**"),
        ("usagers¹", "usagers", "¹"),
        ("usagers ¹².", "usagers.", "¹²"),
    ],
)
def test_a_note_mark_is_split_off(printed: str, label: str, note: str) -> None:
    assert split_note(printed) == (label, note)


@pytest.mark.parametrize(
    "label",
    [
        "résidence habitat jeunes (RHJ)", "vers l'autonomie (16 - 25 ans)", "le plan (2024)",
        "le Nord (59)", "l'Aisne (02)", "une salle de 100 m²", "(1)", "*", "", "le lot (a)",
        "la phase 1", "dans les 1 000 premiers jours.",
    ],
)  # fmt: skip
def test_what_is_no_note_stays(label: str) -> None:
    assert split_note(label) == (label, None)


def test_the_marks_of_several_notes_are_split_off_together() -> None:
    assert split_note("Soutien aux familles¹,²") == ("Soutien aux familles", "¹,²")
    assert split_note("Soutien (1), (2)") == ("Soutien", "(1), (2)")


def test_the_two_notes_of_2025() -> None:
    assert [split_note(label)[1] for label in LABELS if split_note(label)[1]] == ["(1)", "(4)"]


# --------------------------------------------------------------------------- cut labels


def test_the_one_cut_label_of_2025_is_told_and_no_other() -> None:
    told = [label for label in LABELS if looks_truncated(label)]
    assert told == ["Soliguide, le guide de la solidarité en ligne à destination des habitants et"]
    assert looks_truncated(told[0]) == "se termine par « et »"


@pytest.mark.parametrize(
    "label",
    [
        "Lutter contre", "Lutter contre la", "Accompagner les jeunes vers l'", "Lever les freins,",
        "Trois axes :", "Un lieu (dont visites", "La « Maison", 'La "Maison', "Un accompa-",
        "Le partenariat avec les", "FAVORISER L'ACCÈS À", "Ouvrir jusqu’à", "Prévenir ;", "  ",
    ],
)  # fmt: skip
def test_cut_labels_are_told(label: str) -> None:
    if label == "Lutter contre":
        assert looks_truncated(label) is None  # « être contre » is whole: not told
        return
    assert looks_truncated(label)


@pytest.mark.parametrize(
    "label",
    [
        "Favoriser la réussite des familles", "la réussite éducative (ALSES)", "Le plan A",
        "Renforcer les démarches d'aller vers", "les collèges en REP et REP +", "Elle est là",
        "Banque alimentaire, etc.", "Le réseau LA", "Agir pour tous et toutes", "Fait dans l'année",
    ],
)  # fmt: skip
def test_whole_labels_are_not_told(label: str) -> None:
    assert looks_truncated(label) is None


# --------------------------------------------------------------------------- comparison


def test_regular_keeps_case_and_accents() -> None:
    assert regular("L’École\u00a0— «\u202fd’Été\u202f» ") == "L'École - « d'Été »"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Amiens métropole", "AMIENS MÉTROPOLE"),
        ("Pas-de-Calais", "Pas de\u2011Calais"),
        ("l’accès aux droits", "L'accès  aux droits."),
        ("Mise en œuvre", "mise en oeuvre"),
        ("« Logement d'abord »", '"logement d’abord"'),
        ("e\u0301nergie ﬁnale", "Énergie finale"),
    ],
)
def test_same_wordings_have_one_key(one: str, other: str) -> None:
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("REP", "REP +"), ("axe 1", "axe 2"), ("1 000 jours", "1000 jours"), ("Nord", "Nord (MEL)")],
)
def test_other_wordings_have_other_keys(one: str, other: str) -> None:
    assert match_key(one) != match_key(other)


@given(st.text(max_size=60))
def test_keys_are_stable(text: str) -> None:
    assert match_key(match_key(text)) == match_key(text)
    assert regular(regular(text)) == regular(text)
    looks_truncated(text)
    label, note = split_note(text)
    assert note is None or (note in text and label)


@pytest.mark.parametrize("unit", ["a", "a ", "-", "(", "(1)", "*", "é-", "l'", "\u00ad", " "])
def test_hostile_lengths_are_read_in_bounded_work(unit: str) -> None:
    text = unit * 20_000
    clean_label([text, text + "-", text])
    match_key(text)
    split_note(text)
    looks_truncated(text)


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (["Accompagn", "ement des familles"], "Accompagnement des familles"),
        (["Aide à", "l'accompagn", "ement"], "Aide à l'accompagnement"),
        (["service", "s civiques"], "services civiques"),
        (["Accueil", "de jour"], "Accueil de jour"),
        (["Bilans de santé po", "ur les 16-25 ans"], "Bilans de santé pour les 16-25 ans"),
        (["Achat d'un minibu", "s 9 places"], "Achat d'un minibus 9 places"),
        (["Actions extra-sco", "laires"], "Actions extra-scolaires"),
        (["Ateliers financés par", "les communes"], "Ateliers financés par les communes"),
        (
            ["https://mes-aides.fr/simuler?", "profil=rsa"],
            "https://mes-aides.fr/simuler?profil=rsa",
        ),
        (["Où dormir ?", "profil=rsa"], "Où dormir ? profil=rsa"),
        (["Beauvais", "et Creil"], "Beauvais et Creil"),
        (["CCAS", "solidaire"], "CCAS solidaire"),
        (["Mobilité", "inclusive"], "Mobilité inclusive"),
    ],
)
def test_a_word_cut_at_the_width_of_its_column_is_one(lines: list[str], label: str) -> None:
    assert clean_label(lines) == label
    assert not is_broken_in_doubt(lines, ())


def test_a_word_that_may_be_cut_without_a_hyphen_and_that_no_list_knows_is_in_doubt() -> None:
    assert is_broken_in_doubt(["intergénéra", "tionnel"], ())


def test_two_words_that_make_a_third_are_in_doubt_at_the_end_of_a_line() -> None:
    assert is_broken_in_doubt(["Renouvelle", "ment de la convention"], ())
    assert is_broken_in_doubt(["Le renouvelle", "ment de la convention"], ())


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        (["Ateliers parents-en-", "fants"], "Ateliers parents-enfants"),
        (["Un arc-en-", "ciel"], "Un arc-en-ciel"),
        (["La mise-en-", "place"], "La mise-en-place"),
    ],
)
def test_a_link_of_a_compound_may_begin_a_broken_word(lines: list[str], label: str) -> None:
    assert clean_label(lines) == label

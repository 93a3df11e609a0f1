"""Fictitious French for editions: labels as territories word them, with their traps.

Traps: numbers inside and at the end of a label, parentheses, both kinds of apostrophes and of
quotes, hyphens, acronyms glued to a number, words with ligatures (ff, fi, fl, ffi).
"""

from __future__ import annotations

import random

VERBS = (
    "Financer",
    "Déployer",
    "Soutenir",
    "Renforcer",
    "Animer",
    "Expérimenter",
    "Créer",
    "Pérenniser",
    "Offrir",
    "Élargir",
    "Coordonner",
    "Accompagner",
    "Repérer et orienter",
    "Recruter",
    "Équiper",
    "Mise en place d'",
    "Développement d’",
    "Poursuite d'",
    "Ouverture d’",
    "Appui à ",
)
THINGS = (
    "un bus itinérant d'accès aux droits",
    "une équipe mobile « petite enfance »",
    "une plateforme de covoiturage solidaire",
    "un réseau de tiers-lieux nourriciers",
    "une épicerie solidaire et son jardin",
    "un fonds d’aide aux premiers départs",
    "une permanence d'écrivains publics",
    "des ateliers de langage parents-enfants",
    "un parcours de préqualification aux métiers du bâtiment",
    "une offre de répit",
    "un dispositif d’hébergement en sous-location",
    "des séjours de vacances familiaux",
    "une cuisine partagée",
    "un guichet unique de l'insertion",
    "une flotte de vélos adaptés",
    "un atelier d'auto-réhabilitation accompagnée",
    "un chantier-école",
    "une maison relais",
    "des consultations de psychologues",
    "une bourse aux fournitures scolaires",
)
WHOM = (
    "pour les jeunes de 16-25 ans",
    "au bénéfice des familles monoparentales",
    "en direction des sortants de l'ASE",
    "auprès de 1 200 foyers",
    "des enfants de 0 à 3 ans",
    "pour les allocataires du RSA sans solution depuis plus de 24 mois",
    "en faveur des gens du voyage",
    "pour les publics éloignés de l'emploi",
    "des collégiens de 6e et de 5e",
    "à destination de 3 500 bénéficiaires",
)
HOW = (
    "dans le cadre des 1 000 premiers jours",
    "via 2 500 bons d'achat",
    "par une démarche d'aller-vers",
    "en lien avec la Mission locale et le CCAS (convention 2024-2027)",
    "afin d'officialiser le parcours d'orientation",
    "dans un rayon de 20 km",
    "y compris les actions extra-scolaires et socio-éducatives",
    "grâce à 12 permanences hebdomadaires réparties sur le territoire rural",
    "pour affiner le diagnostic et fluidifier les échanges entre professionnels",
    "afin d’éviter les ruptures de droits, notamment à l'issue d'une hospitalisation",
    "avec l'appui de bénévoles formés (2 sessions par an)",
)
WHO = (
    "porté par l'association Relais Victimes 62",
    "(Fil & Co)",
    "avec Emmaüs 80",
    "(phase 2)",
    "en partenariat avec l'Établissement public foncier",
    "Mobilité59",
    "par l’ADIL 60",
    "sur 14 communes",
    "(action « Tremplin »)",
    "avec le CIDFF 02",
    "- lot 3",
    "horizon 2030",
    "(dont 2 ETP)",
    'dit "Coup de pouce"',
    "à Nœux-les-Mines",
    "avec le réseau Cœur & Œuvres",
)
SHORT = (
    "Chargé de mission",
    "Coach sportif",
    "Frigos partagés",
    "Garage solidaire",
    "Aide alimentaire",
    "Maraude numérique",
    "Poste de coordination",
    "Bourse au permis",
    "Conciergerie sociale",
    "10 logements passerelles",
    "Forum « Droits »",
    "Accueil de jour",
    "Micro-crèche AVIP",
)
PROSE = (
    "Le Pacte des solidarités organise l'action de l'État et des collectivités autour de quatre "
    "priorités. Les contrats locaux en sont la déclinaison dans chaque territoire.",
    "Pour l'année {year}, l'enveloppe mobilisée représente près de {millions} millions d'euros, "
    "cofinancés à parité par l'État et par les collectivités partenaires, soit 3 % de plus qu'en "
    "{before}.",
    "Les actions présentées ci-après ont été arrêtées avec les conseils départementaux et les "
    "métropoles ; plus de 45 000 personnes en bénéficient chaque année.",
)


def label(rng: random.Random) -> str:
    """One label, from two words to four lines."""
    if rng.random() < 0.25:
        return rng.choice(SHORT)
    verb = rng.choice(VERBS)
    thing = rng.choice(THINGS)
    if verb.endswith(("'", "’")):
        thing = rng.choice([t for t in THINGS if t.startswith("un")])
    words = verb + thing if verb.endswith(("'", "’", " ")) else f"{verb} {thing}"
    for choices, odds in ((WHOM, 0.6), (HOW, 0.5), (HOW, 0.25), (WHO, 0.4)):
        if rng.random() < odds:
            words += " " + rng.choice(choices)
    return words + ("." if rng.random() < 0.1 else "")

"""`recolement run`: one edition, from PDF to published tables and report."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pipeline import settings
from pipeline.cli.outcome import EXIT, result_of
from pipeline.cli.show import follow, summary

_DESCRIPTION = """\
Lit une édition deux fois, refait ses sommes, écrit les tables et le rapport.
Publie si tout est prouvé ; sinon retient l'édition et dit pourquoi."""

_EXAMPLES = """\
Exemples :
  recolement run edition-2025.pdf
      série et année reconnues dans le document ; tables et rapport sous staged/
  recolement run edition-2026.pdf --staged /srv/donnees
      publier ailleurs
  recolement run autre-serie.pdf --profile ma-serie.yaml
      une série qui a son profil à elle (docs/add-a-series.md)
  recolement run edition-2025.pdf --json | tail -n 1
      la dernière ligne est un objet JSON : status, edition, series, folder, report, findings

Code de sortie : 0 rapproché et publié ; 1 retenu, le rapport dit pourquoi et l'édition
publiée avant reste en place ; 2 entrée inutilisable, une ligne dit pourquoi, rien n'est écrit."""


def add(commands: Any) -> None:
    """Declare the words of `run`."""
    parser = commands.add_parser(
        "run",
        help="lire, vérifier et publier une édition",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
    )
    parser.add_argument("pdf", metavar="PDF", type=Path, help="le document de l'édition")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--series", metavar="SÉRIE", help="la série, si elle n'est pas à deviner")
    which.add_argument("--profile", metavar="FICHIER", type=Path, help="le profil YAML à suivre")
    parser.add_argument("--edition", metavar="ANNÉE", help="l'année, si elle n'est pas à deviner")
    parser.add_argument(
        "--staged",
        metavar="DOSSIER",
        type=Path,
        default=Path("staged"),
        help="où publier (staged)",
    )
    parser.add_argument("--json", action="store_true", help="finir par un objet JSON sur une ligne")
    parser.set_defaults(do=run)


def run(words: argparse.Namespace) -> int:
    """Run the flow on one PDF. Raises RecolementError when the input is unusable."""
    from pipeline.job import plan

    asked = {"series": words.series, "profile": words.profile, "edition": words.edition}
    job = plan(words.pdf, words.staged, **asked)  # refused before anything slow starts
    if job.warning:
        print(f"Attention : {job.warning}", file=sys.stderr)
    settings.apply(quiet=True)
    follow()
    import flows

    flows.make_ready()
    state = flows.publish_edition(words.pdf, words.staged, **asked, return_state=True)
    conclusion = result_of(state)
    summary(conclusion)
    if words.json:
        print(json.dumps(conclusion.as_json(), ensure_ascii=False))
    return EXIT[conclusion.status]

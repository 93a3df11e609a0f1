"""`recolement watch` and `recolement serve`: all that is new, once or on the profile's schedule."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from pipeline import settings
from pipeline.cli.outcome import EXIT, result_of
from pipeline.cli.show import follow, summary

_WATCH = """\
Range dans raw/ et publie tout ce qui est nouveau dans un dossier ou à une adresse.
Un fichier inutilisable n'arrête pas les autres ; rien n'est publié qui ne soit prouvé."""

_WATCH_EXAMPLES = """\
Exemples :
  recolement watch depot/
  recolement watch https://exemple.fr/publications/ --staged /srv/donnees

Code de sortie : 0 tout est publié (ou rien de nouveau) ; 1 une édition au moins est retenue ;
2 un fichier au moins est inutilisable."""

_SERVE = """\
Fait la même chose que « watch », aux heures que dit le profil (schedule.cron), jusqu'à ce
qu'on l'arrête. Avec PREFECT_API_URL, l'horaire est tenu par ce serveur-là."""

_SERVE_EXAMPLES = """\
Exemples :
  recolement serve
      le dossier et l'horaire du profil livré
  recolement serve depot/ --profile ma-serie.yaml"""


def add(commands: Any) -> None:
    """Declare the words of `watch` and `serve`."""
    once = commands.add_parser(
        "watch",
        help="traiter tout ce qui est nouveau dans un dossier ou à une adresse",
        description=_WATCH,
        epilog=_WATCH_EXAMPLES,
    )
    once.add_argument("source", metavar="SOURCE", help="un dossier, ou une adresse http(s)")
    _where(once)
    once.set_defaults(do=watch)
    always = commands.add_parser(
        "serve",
        help="faire « watch » aux heures que dit le profil",
        description=_SERVE,
        epilog=_SERVE_EXAMPLES,
    )
    always.add_argument("source", metavar="SOURCE", nargs="?", help="au lieu de celle du profil")
    _where(always)
    always.set_defaults(do=serve)


def _where(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--series", metavar="SÉRIE", help="la série, s'il en est plusieurs")
    which.add_argument("--profile", metavar="FICHIER", type=Path, help="le profil YAML à suivre")
    parser.add_argument(
        "--raw", metavar="DOSSIER", type=Path, default=Path("raw"), help="où ranger (raw)"
    )
    parser.add_argument(
        "--staged", metavar="DOSSIER", type=Path, default=Path("staged"), help="où publier (staged)"
    )


def watch(words: argparse.Namespace) -> int:
    """Take in what is new, once. Raises RecolementError when the source is unusable."""
    settings.apply(quiet=True)
    follow()
    import flows
    from pipeline.verdict import Conclusion, worst

    flows.make_ready()
    state = flows.watch_series(
        words.source, words.raw, words.staged, words.series, words.profile, return_state=True
    )
    taken = result_of(state)
    for item in taken:
        if isinstance(item, Conclusion):
            print(f"{item.series} {item.edition} :")
            summary(item)
        else:
            print(item.sentence)
    if not taken:
        print("Rien de nouveau.")
    return EXIT[worst(taken)]


def serve(words: argparse.Namespace) -> int:
    """Schedule `watch_series` until stopped. Raises RecolementError for an unknown series."""
    from pipeline.acquire import check_source

    if words.source:  # the profile's own may come to be later
        check_source(words.source)
    settings.apply()
    import flows

    flows.make_ready()
    flows.keep_watch(words.source, words.raw, words.staged, words.series, words.profile)
    return 0

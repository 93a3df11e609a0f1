"""`recolement register`: a PDF into raw/, with its source record."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

_DESCRIPTION = """\
Range un PDF dans raw/ avec sa provenance. Rien n'y est jamais remplacé : le même fichier
ne change rien ; un autre fichier du même nom est gardé à côté."""

_EXAMPLES = """\
Exemples :
  recolement register edition-2025.pdf
  recolement register edition-2025.pdf --origin https://exemple.fr/edition-2025.pdf
  recolement register scan.pdf --edition 2024 --retrieved 2026-01-31"""


def add(commands: Any) -> None:
    """Declare the words of `register`."""
    parser = commands.add_parser(
        "register",
        help="ranger un PDF dans raw/ avec sa provenance",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
    )
    parser.add_argument("pdf", metavar="PDF", type=Path, help="le document")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--series", metavar="SÉRIE", help="la série, si elle n'est pas à deviner")
    which.add_argument("--profile", metavar="FICHIER", type=Path, help="le profil YAML de la série")
    parser.add_argument("--edition", metavar="ANNÉE", help="l'année, si elle n'est pas à deviner")
    parser.add_argument("--origin", metavar="ADRESSE", default="", help="d'où vient le fichier")
    parser.add_argument(
        "--retrieved",
        metavar="DATE",
        type=dt.date.fromisoformat,
        default=None,
        help="date de récupération, AAAA-MM-JJ (aujourd'hui)",
    )
    parser.add_argument(
        "--raw", metavar="DOSSIER", type=Path, default=Path("raw"), help="où ranger (raw)"
    )
    parser.set_defaults(do=register)


def register(words: argparse.Namespace) -> int:
    """Register one PDF. Raises RecolementError when it is unusable."""
    from pipeline.job import register as into_raw

    kept = into_raw(
        words.pdf,
        words.raw,
        series=words.series,
        profile=words.profile,
        edition=words.edition,
        origin=words.origin,
        retrieved=words.retrieved or dt.date.today(),
    )
    print(f"Rangé : {kept}")
    return 0

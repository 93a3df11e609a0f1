"""`recolement probe`: a profile proposed for a document that none knows."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from pipeline.domain import RecolementError

_DESCRIPTION = """\
Propose un profil pour un document jamais vu : axes, territoires, orientations, motifs,
présences attendues, graphiques, chacun avec la page où il est vu. Ce qui n'est pas sûr
est marqué « à vérifier »."""

_EXAMPLES = """\
Exemples :
  recolement probe nouvelle-serie.pdf
      le profil proposé, sur la sortie standard
  recolement probe nouvelle-serie.pdf --output ma-serie.yaml
      le même dans un fichier ; un fichier qui existe n'est jamais remplacé
  recolement run nouvelle-serie.pdf --profile ma-serie.yaml
      puis lire l'édition avec ce profil, relu"""


def add(commands: Any) -> None:
    """Declare the words of `probe`."""
    parser = commands.add_parser(
        "probe",
        help="proposer un profil pour un document jamais vu",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
    )
    parser.add_argument("pdf", metavar="PDF", type=Path, help="le document")
    parser.add_argument("--output", metavar="FICHIER", type=Path, help="où écrire le profil")
    parser.set_defaults(do=probe)


def probe(words: argparse.Namespace) -> int:
    """Propose a profile. Raises RecolementError when the document or the output is unusable."""
    from pipeline.acquire import check_pdf
    from pipeline.probe import probe as proposed

    check_pdf(words.pdf)
    if words.output and words.output.exists():
        raise RecolementError(f"{words.output} existe déjà : donnez un autre nom à --output")
    proposal, text = proposed(words.pdf)
    if words.output is None:
        print(text, end="")
        return 0
    try:
        words.output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise RecolementError(f"{words.output} : impossible d'écrire ({error.strerror})") from None
    count = text.count("à vérifier :")
    print(
        f"Profil proposé : {words.output} ({len(proposal.axes)} axes, "
        f"{len(proposal.territories)} territoires, {len(proposal.charts)} graphiques)"
    )
    print(f"{count} point{'s' if count > 1 else ''} à vérifier", file=sys.stderr)
    return 0

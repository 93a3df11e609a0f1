"""`recolement explain`: one page as it was read, drawn and told."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.domain import RecolementError

if TYPE_CHECKING:
    from pipeline.profile import Profile

_DESCRIPTION = """\
Montre comment une page a été lue : ses mots et leur rôle, ses filets, les bandes que
gouvernent ses montants et les lectures en concurrence, en une image ; dit laquelle a été
retenue et pourquoi. Un document d'aucune série connue est lu sans profil."""

_EXAMPLES = """\
Exemples :
  recolement explain edition-2025.pdf --page 7
      écrit edition-2025-p7.png et imprime la décision
  recolement explain edition-2025.pdf --page 7 --output p7.html
      la même chose en une page web, chaque mot avec son explication
  recolement explain edition-2026.pdf --page 12 --profile ma-serie.yaml --output p12.png"""

_SCALE = 2.0  # pixels a point


def add(commands: Any) -> None:
    """Declare the words of `explain`."""
    parser = commands.add_parser(
        "explain",
        help="montrer comment une page a été lue",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
    )
    parser.add_argument("pdf", metavar="PDF", type=Path, help="le document")
    parser.add_argument(
        "--page", metavar="N", type=int, required=True, help="la page, à partir de 1"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--series", metavar="SÉRIE", help="la série, si elle n'est pas à deviner")
    which.add_argument("--profile", metavar="FICHIER", type=Path, help="le profil YAML à suivre")
    parser.add_argument("--edition", metavar="ANNÉE", help="l'année, si elle n'est pas à deviner")
    parser.add_argument(
        "--output", metavar="FICHIER", type=Path, help="où dessiner la page (.png ou .html)"
    )
    parser.set_defaults(do=explain)


def explain(words: argparse.Namespace) -> int:
    """Draw and tell one page. Raises RecolementError when the words are unusable."""
    from pipeline.acquire import check_pdf
    from pipeline.explain import explain_page, told, write_html, write_picture

    check_pdf(words.pdf)
    target = words.output or Path(f"{words.pdf.stem}-p{words.page}.png")
    if target.suffix.lower() not in (".png", ".html"):
        raise RecolementError(f"{target} : le dessin est un .png ou un .html")
    profile, form = _ways(words)
    explained = explain_page(words.pdf, words.page, profile, form, _SCALE)
    try:
        if target.suffix.lower() == ".html":
            write_html(explained, words.pdf.name, target)
        else:
            write_picture(explained, target)
    except OSError as error:
        raise RecolementError(f"{target} : impossible d'écrire le dessin ({error})") from None
    print("\n".join(told(explained)))
    print(f"\nDessin : {target}")
    return 0


def _ways(words: argparse.Namespace) -> tuple[Profile | None, Any]:
    """(the profile to read with, the number format); no profile for a document of no series."""
    from pipeline.extract import identify
    from pipeline.extract.identify import document_text
    from pipeline.job import profiles
    from pipeline.normalise.number_format import FRENCH
    from pipeline.normalise.separators import number_format_of

    known = profiles(words.series, words.profile)
    try:
        return identify(words.pdf, known, words.edition)[0], FRENCH
    except RecolementError as error:
        if words.series or words.profile:
            raise
        print(f"{error} ; page lue sans profil.\n")
    return None, number_format_of(document_text(words.pdf)) or FRENCH

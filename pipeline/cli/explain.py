"""`recolement explain`: one page as it was read, drawn and told."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from pipeline.domain import RecolementError

_DESCRIPTION = """\
Montre comment une page a été lue : ses mots et leur rôle, ses filets, les lectures en
concurrence et celle qui a été retenue, en une image PNG, et dit pourquoi."""

_EXAMPLES = """\
Exemples :
  recolement explain edition-2025.pdf --page 7
      écrit edition-2025-p7.png et imprime la décision
  recolement explain edition-2026.pdf --page 12 --profile ma-serie.yaml --output p12.png"""


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
    parser.add_argument("--output", metavar="FICHIER", type=Path, help="où écrire l'image PNG")
    parser.set_defaults(do=explain)


def explain(words: argparse.Namespace) -> int:
    """Draw and tell one page. Raises RecolementError when the words are unusable."""
    from pipeline.acquire import check_pdf
    from pipeline.explain import draw_page, read_one, tell_page
    from pipeline.extract import identify
    from pipeline.job import profiles

    check_pdf(words.pdf)
    found, _ = identify(words.pdf, profiles(words.series, words.profile), words.edition)
    outcome, contents = read_one(words.pdf, words.page, found)
    target = words.output or Path(f"{words.pdf.stem}-p{words.page}.png")
    try:
        draw_page(words.pdf, outcome, contents).save(target)
    except (OSError, ValueError) as error:
        raise RecolementError(f"{target} : impossible d'écrire l'image ({error})") from None
    print(tell_page(outcome))
    print(f"Image : {target}")
    return 0

"""The `recolement` command: parses words, calls stages or flows, prints.

A subcommand is a module with one function, `add(subparsers)`, which declares its words and names
the function that does it (`set_defaults(do=...)`: parsed words in, exit status out). To add one,
write the module and list it in `COMMANDS`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from pipeline import __version__
from pipeline.cli import check, decide, explain, probe, register, run, watch
from pipeline.cli.show import failure
from pipeline.cli.words import Parser
from pipeline.domain import RecolementError

COMMANDS = (run, register, watch, decide, probe, check, explain)

UNUSABLE, INTERRUPTED, UNREAD = 2, 130, 141

_DESCRIPTION = """\
Récolement lit une édition des Contrats locaux des solidarités, refait chaque somme
qu'elle imprime, et ne publie que ce qui est prouvé."""

_EXAMPLES = """\
Pour commencer :
  recolement run edition-2025.pdf            lire, vérifier et publier une édition
  recolement run edition-2025.pdf --json     la même chose, pour un programme
  recolement register edition-2025.pdf       ranger un PDF dans raw/, avec sa provenance
  recolement watch depot/                    traiter tout ce qui est nouveau dans un dossier
  recolement probe autre-serie.pdf           proposer le profil d'une série nouvelle

Code de sortie : 0 rapproché et publié, 1 retenu pour relecture, 2 entrée inutilisable."""


def parser() -> Parser:
    """The whole command's parser, each subcommand declared by its own module."""
    top = Parser("recolement", _DESCRIPTION, _EXAMPLES)
    top.add_argument(
        "--version",
        action="version",
        version=f"recolement {__version__}",
        help="montrer la version",
    )
    commands = top.add_subparsers(
        title="Commandes\N{NO-BREAK SPACE}", metavar="COMMANDE", required=True, parser_class=Parser
    )
    for command in COMMANDS:
        command.add(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command on `argv` (default: the process's words). Gives the exit status back."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        parsed = parser().parse_args(words)
        status: int = parsed.do(parsed)
        sys.stdout.flush()
    except RecolementError as error:
        failure(str(error), as_json="--json" in words)
        return UNUSABLE
    except KeyboardInterrupt:
        failure("interrompu", as_json="--json" in words)
        return INTERRUPTED
    except BrokenPipeError:  # who reads us (head, a pager) has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
    return status

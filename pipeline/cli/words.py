"""The words of the command line: argparse in French, with errors as one clear line."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import NoReturn

from pipeline.domain import RecolementError

# argparse's own sentences, which reach the person who typed the command.
_SENTENCES = (
    (r"the following arguments are required: (.*)", r"il manque : \1"),
    (r"unrecognized arguments: (.*)", r"mot non compris : \1"),
    (
        r"argument (\S+): invalid choice: (\S+) \(choose from (.*)\)",
        r"\1 : \2 n'est pas une commande ; choisir parmi : \3",
    ),
    (r"argument (\S+): expected one argument", r"\1 attend une valeur"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 ne va pas avec \2"),
    (r"argument (\S+): invalid (\S+) value: (.*)", r"\1 : valeur refusée : \3"),
    (r"one of the arguments (.*) is required", r"il faut l'un de : \1"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 est ambigu : \2"),
)


class UsageError(RecolementError):
    """The words typed are not those of the command."""


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Utilisation : " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks French and raises UsageError instead of leaving."""

    def __init__(self, prog: str, description: str, epilog: str = "", **_: object) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            formatter_class=_Help,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title = "À donner\N{NO-BREAK SPACE}"
        self._optionals.title = "Options\N{NO-BREAK SPACE}"
        self.add_argument("-h", "--help", action="help", help="montrer cette aide")

    def error(self, message: str) -> NoReturn:
        for pattern, french in _SENTENCES:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, french, message)
                break
        raise UsageError(f"{message} (voir : {self.prog} --help)")

"""`recolement decide`: what a person decides of a finding, kept in a file that git follows."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.domain import DecisionKind, Finding, RecolementError, Severity

if TYPE_CHECKING:
    from pipeline.domain import Decision

_DESCRIPTION = """\
Montre les constats de la dernière lecture d'une édition, ou note ce que l'on décide de l'un
d'eux dans expectations/decisions/. La décision tient tant que les chiffres ne changent pas."""

_EXAMPLES = """\
Exemples :
  recolement decide --edition 2025
      les constats, chacun avec son empreinte
  recolement decide 3f2a91 --edition 2025 --accept --note "confirmé par la préfecture"
      accepter un constat tel quel
  recolement decide 3f2a91 --edition 2025 --misread 2025-3-80-004 --value 7200.00
      la lecture s'est trompée : le document imprime 7 200 €
  recolement decide 3f2a91 --edition 2025 --document
      le document se trompe ; publié comme imprimé
  recolement decide 3f2a91 --edition 2025 --document 2025-3-80-004 --value 7200.00
      le document se trompe ; publié corrigé, l'imprimé à côté
  recolement decide --import decisions.yaml
      reprendre les décisions exportées du rapport

Puis relancer « recolement run »."""


def add(commands: Any) -> None:
    """Declare the words of `decide`."""
    parser = commands.add_parser(
        "decide",
        help="voir les constats d'une édition et décider de l'un d'eux",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
    )
    parser.add_argument(
        "fingerprint",
        metavar="EMPREINTE",
        nargs="?",
        help="le constat, par le début de son empreinte",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--series", metavar="SÉRIE", help="la série, s'il en est plusieurs")
    which.add_argument("--profile", metavar="FICHIER", type=Path, help="le profil YAML de la série")
    parser.add_argument("--edition", metavar="ANNÉE", help="l'année")
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument("--accept", action="store_true", help="accepter le constat")
    kind.add_argument("--misread", metavar="LIGNE", help="la lecture s'est trompée sur cette ligne")
    kind.add_argument(
        "--document",
        metavar="LIGNE",
        nargs="?",
        const="",
        help="le document se trompe (sur cette ligne, si l'on corrige)",
    )
    kind.add_argument(
        "--import",
        dest="imported",
        metavar="FICHIER",
        type=Path,
        help="reprendre des décisions exportées du rapport",
    )
    parser.add_argument("--value", metavar="EUROS", help="le bon montant, comme 1234.50")
    parser.add_argument("--note", metavar="TEXTE", default="", help="pourquoi")
    parser.add_argument("--name", metavar="NOM", help="qui décide (le nom de session)")
    parser.add_argument(
        "--staged", metavar="DOSSIER", type=Path, default=Path("staged"), help="où l'on publie"
    )
    parser.add_argument(
        "--decisions",
        metavar="DOSSIER",
        type=Path,
        default=Path("expectations/decisions"),
        help="où les décisions sont gardées (expectations/decisions)",
    )
    parser.set_defaults(do=decide)


def decide(words: argparse.Namespace) -> int:
    """Show findings, note one decision, or import several. Raises RecolementError."""
    if words.imported:
        return _import(words.imported, words.decisions)
    from pipeline.history import last_run
    from pipeline.job import profiles
    from pipeline.record import read_findings

    if not words.edition:
        raise RecolementError("dire de quelle édition, avec --edition ANNÉE")
    chosen = profiles(words.series, words.profile)
    if len(chosen) > 1:
        raise RecolementError("plusieurs séries : dire laquelle, avec --series SÉRIE")
    series = chosen[0].series
    folder = last_run(words.staged / series / words.edition)
    findings, cents = read_findings(folder)
    if not words.fingerprint:
        return _show(findings)
    finding = _named(findings, words.fingerprint)
    return _note(words, series, _decision(words, finding, cents))


def _show(findings: tuple[Finding, ...]) -> int:
    for finding in findings:
        mark = "✗" if finding.severity is Severity.BLOCKING else "·"
        where = f" page {finding.page} :" if finding.page else ""
        print(f"{mark} {finding.fingerprint[:12] or '-':12}{where} {finding.message}")
        for line in finding.lines:
            print(f"    {line}")
    print(f"{len(findings)} constat{'s' if len(findings) > 1 else ''}")
    return 0


def _named(findings: tuple[Finding, ...], start: str) -> Finding:
    found = [f for f in findings if f.fingerprint.startswith(start)]
    if len({f.fingerprint for f in found}) != 1:
        how = "plusieurs constats commencent" if found else "aucun constat ne commence"
        raise RecolementError(f"{how} par l’empreinte « {start} »")
    return found[0]


def _decision(
    words: argparse.Namespace, finding: Finding, cents: dict[str, int | None]
) -> Decision:
    """The decision that the words say, on that finding."""
    from pipeline.decisions import decide as decided

    line = words.misread or words.document or None
    if words.accept:
        kind = DecisionKind.ACCEPTED
    elif words.misread:
        kind = DecisionKind.EXTRACTION_ERROR
    elif words.document is not None:
        kind = DecisionKind.DOCUMENT_ERROR
    else:
        raise RecolementError("dire ce qui est décidé : --accept, --misread LIGNE ou --document")
    if (line is None) != (words.value is None):
        raise RecolementError("une ligne et son bon montant vont ensemble : LIGNE et --value EUROS")
    name = words.name or getpass.getuser()
    made = decided(finding, kind, name, dt.date.today(), words.note)
    if line is None:
        return made
    if line not in cents:
        raise RecolementError(f"aucune ligne « {line} » dans cette édition")
    return replace(made, line=line, cents=_cents(words.value), printed_cents=cents[line])


def _cents(euros: str) -> int:
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]{1,2})?", euros):
        raise RecolementError(f"« {euros} » n’est pas un montant comme 1234.50")
    return int(Decimal(euros).scaleb(2))


def _note(words: argparse.Namespace, series: str, decision: Decision) -> int:
    from pipeline.decisions import append_decision, decisions_path

    path = decisions_path(words.decisions, series, words.edition)
    append_decision(path, series, words.edition, decision)
    print(f"Noté dans {path} (référence {decision.reference}). Relancer « recolement run ».")
    return 0


def _import(exported: Path, folder: Path) -> int:
    from pipeline.decisions import append_decision, decisions_path, read_decisions

    held = read_decisions(exported)
    path = decisions_path(folder, held.series, held.edition)
    for decision in held.decisions:
        append_decision(path, held.series, held.edition, decision)
    count = len(held.decisions)
    print(f"{count} décision{'s' if count > 1 else ''} dans {path}. Relancer « recolement run ».")
    return 0

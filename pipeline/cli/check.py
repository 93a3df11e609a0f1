"""`recolement check`: the sums of any document, re-done."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from pipeline.domain import RecolementError

_DESCRIPTION = """\
Refait les sommes de n'importe quel document : chaque total imprimé d'un tableau de
lignes et de montants, comparé à ses lignes. Aucun profil n'est nécessaire ; les
séparateurs des nombres sont déduits du document."""

_EXAMPLES = """\
Exemples :
  recolement check budget-primitif.pdf
      un tableau des totaux : page, imprimé, recalculé, écart, verdict
  recolement check budget.pdf --report budget.html
      et un rapport qui montre les lignes sur chaque page
  recolement check budget.pdf --json | tail -n 1
      la dernière ligne est un objet JSON : status, totals

Code de sortie : 0 tout est conforme ; 1 un total diffère ou n'est pas vérifiable ;
2 entrée inutilisable."""


def add(commands: Any) -> None:
    """Declare the words of `check`."""
    parser = commands.add_parser(
        "check",
        help="refaire les sommes de n'importe quel document",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
    )
    parser.add_argument("pdf", metavar="PDF", type=Path, help="le document")
    parser.add_argument("--report", metavar="FICHIER", type=Path, help="où écrire un rapport HTML")
    parser.add_argument("--json", action="store_true", help="finir par un objet JSON sur une ligne")
    parser.set_defaults(do=check)


def check(words: argparse.Namespace) -> int:
    """Check a document's sums. Raises RecolementError when it is unusable."""
    from pipeline.acquire import check_pdf
    from pipeline.check import Verdict, check_document
    from pipeline.check.page import WORDS, amount, write_page

    check_pdf(words.pdf)
    checked = check_document(words.pdf)
    for t in checked.totals:
        column = f" [{t.column}]" if t.column else ""
        print(
            f"p. {t.entry.page:<4} {WORDS[t.verdict]:<17} {amount(t.entry.cents):>16} "
            f"{amount(t.computed):>16} {amount(t.difference):>14}  {t.entry.label}{column}"
        )
    if checked.note:
        print(checked.note.capitalize() + ".")
    if words.report:
        try:
            write_page(checked, words.pdf, words.report)
        except OSError as error:
            raise RecolementError(
                f"{words.report} : impossible d'écrire ({error.strerror})"
            ) from None
        print(f"Rapport : {words.report}")
    if words.json:
        print(json.dumps(_told(checked, words.pdf), ensure_ascii=False))
    return 0 if checked.status is Verdict.FOOTS else 1


def _told(checked: Any, pdf: Path) -> dict[str, Any]:
    def units(cents: int | None) -> float | None:
        return None if cents is None else cents / 100

    return {
        "status": str(checked.status),
        "totals": [
            {
                "page": t.entry.page,
                "label": t.entry.label,
                "column": t.column,
                "printed": units(t.entry.cents),
                "computed": units(t.computed),
                "difference": units(t.difference),
                "verdict": str(t.verdict),
                "lines": [
                    {"page": e.page, "label": e.label, "amount": units(e.cents)} for e in t.lines
                ],
            }
            for t in checked.totals
        ],
        "file": pdf.name,
        "sha256": hashlib.sha256(pdf.read_bytes()).hexdigest(),
        "note": checked.note,
    }

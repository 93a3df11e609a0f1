"""`recolement check`: the sums of any document, re-done."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.domain import RecolementError

if TYPE_CHECKING:  # the readers stand behind it: too slow for --help
    from pipeline.check import Checked, CheckedTotal

_DESCRIPTION = """\
Refait les sommes de n'importe quel document : chaque total imprimé d'un tableau de
lignes et de montants, comparé à ses lignes. Aucun profil n'est nécessaire ; les
séparateurs des nombres sont déduits du document."""

_EXAMPLES = """\
Exemples :
  recolement check budget-primitif.pdf
      un tableau des totaux : page, imprimé, recalculé, écart, verdict
  recolement check budget.pdf --report budget.html
      et un rapport qui montre chaque somme sur sa page (un fichier, ou un dossier)
  recolement check budget.pdf --json | tail -n 1
      la dernière ligne est un objet JSON : status, totals, notes, file, sha256

Code de sortie : 0 tous les totaux sont conformes ; 1 un total est en écart ou n'est pas
vérifiable ; 2 entrée inutilisable, une ligne dit pourquoi."""

_HEAD = ("Page", "Total", "Colonne", "Imprimé", "Recalculé", "Écart", "Lignes", "Verdict")
_NUMBERS = (3, 4, 5, 6)  # columns set to the right
_WIDEST = 44  # characters of a label


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
    from pipeline.check import Verdict, check_document, write_report

    check_pdf(words.pdf)
    sha256 = hashlib.sha256(words.pdf.read_bytes()).hexdigest()
    if words.report and not words.report.is_dir() and not words.report.parent.is_dir():
        raise RecolementError(f"{words.report} : ce dossier n'existe pas")
    checked = check_document(words.pdf)
    for line in _told(checked):
        print(line)
    if words.report:
        try:
            path = write_report(checked, words.pdf, sha256, words.report)
        except OSError as error:
            raise RecolementError(f"{words.report} : écriture impossible ({error})") from None
        print(f"Rapport : {path}")
    if words.json:
        print(json.dumps(_as_json(checked, words.pdf, sha256), ensure_ascii=False))
    return 0 if checked.status is Verdict.FOOTS else 1


def _told(checked: Checked) -> Iterator[str]:
    """The table of totals, the causes under it, and the verdict in one sentence."""
    from pipeline.check.report import sentence

    rows = [_HEAD, *(_cells(t) for t in checked.totals)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    if checked.totals:
        for row in rows:
            cells = (
                c.rjust(w) if i in _NUMBERS else c.ljust(w)
                for i, (c, w) in enumerate(zip(row, widths, strict=True))
            )
            yield "  ".join(cells).rstrip()
        yield ""
    for t in checked.totals:
        if t.cause:
            yield f"Page {t.page}, {t.label}{f' ({t.column})' if t.column else ''} : {t.cause}"
    yield from checked.notes
    yield sentence(checked)


def _cells(t: CheckedTotal) -> tuple[str, ...]:
    from pipeline.check.causes import number
    from pipeline.check.report import WORDS

    label = t.label if len(t.label) <= _WIDEST else t.label[: _WIDEST - 1] + "…"
    amounts = ("" if c is None else number(c) for c in (t.printed, t.computed, t.difference))
    return (str(t.page), label, t.column or "", *amounts, str(len(t.lines)), WORDS[t.verdict])


def _as_json(checked: Checked, pdf: Path, sha256: str) -> dict[str, object]:
    from pipeline.check.causes import units

    return {
        "status": str(checked.status),
        "totals": [
            {
                "page": t.page,
                "label": t.label,
                "column": t.column,
                "printed": units(t.printed),
                "computed": units(t.computed),
                "difference": units(t.difference),
                "verdict": str(t.verdict),
                "lines": [
                    {"page": p.page, "label": p.label, "amount": units(p.cents)} for p in t.lines
                ],
                "cause": t.cause,
            }
            for t in checked.totals
        ],
        "notes": list(checked.notes),
        "pages": checked.pages,
        "file": pdf.name,
        "sha256": sha256,
    }

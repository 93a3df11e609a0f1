"""Conservation: every word and amount of a page with credits ended in exactly one place."""

from __future__ import annotations

from collections import Counter

from pipeline.domain import (
    Box,
    Control,
    ControlName,
    Finding,
    Mark,
    PageKind,
    PageRecord,
    Role,
    Severity,
    Verdict,
)
from pipeline.reconcile.casting import COUNTED, Casting
from pipeline.reconcile.outcome import Outcome, fingerprint
from pipeline.reconcile.unaccounted import unaccounted_amounts, unaccounted_marks
from pipeline.reconcile.wording import NB, counted, listed, quoted

SHOWN = 6  # words of a page that a finding quotes


def conservation(casting: Casting) -> Outcome:
    """A control of amounts and one of words; a finding for each page that doesn't conserve."""
    pages = casting.ledger.pages
    findings = [
        found
        for page in pages
        for found in (
            _unreadable(page),
            _unaccounted(page),
            _orphan_marks(casting, page),
            _unmarked(casting, page),
        )
        if found is not None
    ]
    return Outcome((_amounts_control(casting), _words_control(casting)), tuple(findings))


def _blocking_amounts(page: PageRecord) -> list[str]:
    """Unaccounted amounts that may be credits: off pages with credits, a lone dash is none."""
    return [
        amount.text
        for amount in unaccounted_amounts(page)
        if page.kind in COUNTED or amount.cents is not None
    ]


def _amounts_control(casting: Casting) -> Control:
    loose = sum(len(_blocking_amounts(page)) for page in casting.ledger.pages)
    return _control(casting, "montants inexpliqués", loose)


def _words_control(casting: Casting) -> Control:
    pages = [page for page in casting.ledger.pages if page.kind in COUNTED]
    loose = sum(len(unaccounted_marks(page)) for page in pages)
    return _control(casting, "mots inexpliqués des pages de crédits", loose)


def _control(casting: Casting, label: str, loose: int) -> Control:
    verdict = Verdict.AGREES if casting.keeps_words else Verdict.UNVERIFIABLE
    return Control(
        ControlName.CONSERVATION,
        Verdict.DIFFERS if loose else verdict,
        loose,
        0,
        unit="nombre",
        label=label,
        cause="" if casting.keeps_words else "les mots des pages n'ont pas été gardés",
    )


def _unaccounted(page: PageRecord) -> Finding | None:
    """Words without a place block: they may be part of a label; on other pages only amounts do."""
    marks, amounts = unaccounted_marks(page), _blocking_amounts(page)
    if page.kind not in COUNTED and not amounts:
        return None
    if not marks:
        return None
    words = [mark.text for mark in marks]
    shown = listed([quoted(text) for text in amounts or words], SHOWN)
    what = (
        counted(len(amounts), "montant inexpliqué", "montants inexpliqués")
        if amounts
        else (counted(len(words), "mot inexpliqué", "mots inexpliqués"))
    )
    rest = f" ({counted(len(words), 'mot')} sans place en tout)" if amounts else ""
    return Finding(
        ControlName.CONSERVATION,
        Severity.BLOCKING,
        f"Page {page.page}{NB}: {what}, {shown}{rest}. Rien ne doit rester hors des lignes, "
        f"des totaux, des titres et de l'habillage.",
        page=page.page,
        expected="0 mot inexpliqué",
        found=counted(len(words), "mot inexpliqué", "mots inexpliqués"),
        fingerprint=fingerprint(ControlName.CONSERVATION, page.kind, sorted(words)),
        box=Box.around(mark.box for mark in marks),
    )


def _unreadable(page: PageRecord) -> Finding | None:
    if page.kind is not PageKind.UNREADABLE:
        return None
    why = page.reason or "sans raison connue"
    return Finding(
        ControlName.CONSERVATION,
        Severity.BLOCKING,
        f"Page {page.page} illisible{NB}: {why}. Elle peut porter des crédits{NB}: relisez-la ou "
        f"fournissez une meilleure copie.",
        page=page.page,
        expected="une page lisible",
        found="illisible",
        fingerprint=fingerprint(ControlName.CONSERVATION, "unreadable", page.page, why),
    )


def _orphan_marks(casting: Casting, page: PageRecord) -> Finding | None:
    """Words said to belong to a line or total that the ledger doesn't hold."""
    orphans = [mark for mark in page.marks if _orphan(mark, casting.identifiers)]
    if not orphans:
        return None
    words = [mark.text for mark in orphans]
    return Finding(
        ControlName.CONSERVATION,
        Severity.BLOCKING,
        f"Page {page.page}{NB}: {counted(len(words), 'mot')} d'une ligne ou d'un total qui n'est "
        f"plus dans le relevé, {listed([quoted(w) for w in words], SHOWN)}.",
        page=page.page,
        expected="une ligne ou un total du relevé",
        found="aucun",
        fingerprint=fingerprint(ControlName.CONSERVATION, "orphans", sorted(words)),
        box=Box.around(mark.box for mark in orphans),
    )


def _orphan(mark: Mark, known: frozenset[str]) -> bool:
    if mark.line is not None:
        return mark.line not in known
    return mark.role is Role.AMOUNT


def _unmarked(casting: Casting, page: PageRecord) -> Finding | None:
    """A page that gives lines while its words were not kept, when those of other pages were."""
    lines = casting.lines_by_page.get(page.page, ())
    if page.marks or not lines or not casting.keeps_words:
        return None
    return Finding(
        ControlName.CONSERVATION,
        Severity.BLOCKING,
        f"Page {page.page}{NB}: {counted(len(lines), 'ligne')} sans les mots de la page{NB}: rien "
        "ne montre que tout y a été lu.",
        page=page.page,
        expected="tous les mots de la page",
        found="aucun mot",
        fingerprint=fingerprint(
            ControlName.CONSERVATION, "unmarked", Counter(line.amount.printed for line in lines)
        ),
        lines=tuple(line.identifier for line in lines),
    )

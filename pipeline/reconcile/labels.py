"""What can be doubted of labels: twins, and labels that look cut off."""

from __future__ import annotations

from collections import defaultdict

from pipeline.domain import ControlName, Finding, Line, Severity, Verdict
from pipeline.normalise.labels import looks_truncated, match_key
from pipeline.normalise.money import format_euros
from pipeline.reconcile.casting import Casting
from pipeline.reconcile.counting import about, tally
from pipeline.reconcile.document import accounted_for
from pipeline.reconcile.footing import footed_lines
from pipeline.reconcile.outcome import Outcome
from pipeline.reconcile.wording import NB, capital, listed, place, quoted, quoted_end


def duplicates(casting: Casting) -> Outcome:
    """Lines alike in axis, territory and label: with one amount they may be one line read twice.

    Where their total foots with all of them, the document prints them all and a person is only
    warned; where it doesn't, they block.
    """
    alike: dict[tuple[str | None, str | None, str], list[Line]] = defaultdict(list)
    for line in casting.ledger.lines:
        alike[line.axis, line.territory, match_key(line.label)].append(line)
    proven = footed_lines(casting)
    groups = [lines for lines in alike.values() if len(lines) > 1]
    findings: list[Finding] = []
    twins = 0
    for lines in groups:
        same: dict[int | None, list[Line]] = defaultdict(list)
        for line in lines:
            same[line.amount.cents].append(line)
        doubled = [some for some in same.values() if len(some) > 1]
        twins += len(doubled)
        findings += [_twins(casting, proven, some) for some in doubled]
        if len(same) > 1:
            findings.append(_same_label(casting, lines))
    findings += [_repeated(casting, i) for i in casting.repeated_identifiers]
    control = tally(ControlName.DUPLICATES, "lignes en double", twins, Verdict.DIFFERS)
    return Outcome((control,), tuple(findings))


def _amount(line: Line) -> str:
    cents = line.amount.cents
    return line.amount.printed if cents is None else format_euros(cents)


def _twins(casting: Casting, proven: frozenset[str], lines: list[Line]) -> Finding:
    first = lines[0]
    foot = all(line.identifier in proven for line in lines)
    apart = first.amount.costed or _printed_apart(casting, lines)
    where = capital(place(casting.profile, first.axis, first.territory))
    told = (
        "le total les compte toutes et tombe juste"
        if foot and apart
        else "aucune somme ne dit si le document l'imprime vraiment plusieurs fois"
    )
    return about(
        lines,
        ControlName.DUPLICATES,
        Severity.WARNING if foot and apart else Severity.BLOCKING,
        f"{where}{NB}: {quoted(first.label)} à {_amount(first)} figure {len(lines)} fois "
        f"(pages {listed([str(line.page) for line in lines])}){NB}; {told}.",
        "une ligne",
        f"{len(lines)} lignes",
    )


def _printed_apart(casting: Casting, lines: list[Line]) -> bool:
    """True when the pages show each line in a place of its own, all words accounted for: no sum
    can tell whether a line that is not costed is printed twice."""
    places = {(line.page, line.amount_box) for line in lines}
    pages = {line.page for line in lines}
    return len(places) == len(lines) and all(accounted_for(casting.pages.get(p)) for p in pages)


def _same_label(casting: Casting, lines: list[Line]) -> Finding:
    first = lines[0]
    amounts = listed(list(dict.fromkeys(_amount(line) for line in lines)))
    return about(
        lines,
        ControlName.DUPLICATES,
        Severity.INFO,
        f"{capital(place(casting.profile, first.axis, first.territory))}{NB}: "
        f"{quoted(first.label)} figure avec plusieurs montants, {amounts}.",
        "un montant par libellé",
        amounts,
    )


def _repeated(casting: Casting, identifier: str) -> Finding:
    lines = [line for line in casting.ledger.lines if line.identifier == identifier]
    return about(
        lines,
        ControlName.DUPLICATES,
        Severity.BLOCKING,
        f"La ligne {identifier} figure {len(lines)} fois dans le relevé{NB}: "
        f"{quoted(lines[0].label)}.",
        "un identifiant par ligne",
        f"{len(lines)} lignes",
    )


def truncated_labels(casting: Casting) -> Outcome:
    """Labels that look cut off: a person looks at the page; no sum can tell."""
    cut = [(line, why) for line in casting.ledger.lines if (why := looks_truncated(line.label))]
    findings = tuple(
        about(
            [line],
            ControlName.TRUNCATED_LABEL,
            Severity.WARNING,
            f"Page {line.page}, {place(casting.profile, line.axis, line.territory)}{NB}: le "
            f"libellé {quoted_end(line.label)} semble coupé ({why}).",
            "un libellé entier",
            why,
        )
        for line, why in cut
    )
    label = "libellés qui semblent coupés, à relire"
    control = tally(ControlName.TRUNCATED_LABEL, label, len(cut), Verdict.UNVERIFIABLE)
    return Outcome((control,), findings)

"""A figure of a scan that optical reading may have taken for another: proposed, never applied."""

from __future__ import annotations

from pipeline.domain import Box, Cause, Line, PrintedTotal
from pipeline.normalise.money import format_euros
from pipeline.reconcile.case import Case, Side
from pipeline.reconcile.wording import NB, quoted

OCR = "ocr"
# Figures of one outline, or of one with a stroke more or less, in print that is small or blurred.
_ALIKE = frozenset(
    frozenset(pair)
    for pair in ("38", "17", "56", "06", "08", "09", "68", "69", "89", "59", "35", "36", "27", "14")
)


def by_ocr(figure: Line | PrintedTotal) -> bool:
    """Whether optical reading alone saw the figure."""
    return bool(figure.readers) and all(r.startswith(OCR) for r in figure.readers)


def misread_digit(case: Case) -> Cause | None:
    """The one figure of a scan where taking one digit for a look-alike closes the difference.

    None where no figure does, or more than one: then nothing tells which.
    """
    found = [f for line in case.lines if (f := _of_line(case, line))]
    found += [f for f in [_of_total(case)] if f]
    if len(found) != 1:
        return None
    name, text, (read, other), page, boxes = found[0]
    return Cause(
        "misread_digit",
        f"Un chiffre est peut-être mal lu sur l'image{NB}: si le {read} de {quoted(text)} ({name}) "
        f"est un {other}, le total est retrouvé. À vérifier sur l'image{NB}; rien n'a été changé.",
        evidence=f"écart de {format_euros(case.difference)}",
        page=page,
        boxes=boxes,
    )


# What is named, as printed, the digit read and its look-alike, the page, what to look at.
_Doubt = tuple[str, str, tuple[str, str], int, tuple[Box, ...]]


def _of_line(case: Case, line: Line) -> _Doubt | None:
    digit = _digit(case.cents(line), case.cents(line) - case.difference)
    if digit is None or case.side is Side.LINES or not by_ocr(line):
        return None
    column = case.total.column
    amount = line.amount if column is None else dict(line.other_amounts)[column]
    boxes = (
        (line.amount_box, case.total.box) if line.page == case.total.page else (line.amount_box,)
    )
    return quoted(line.label), amount.printed, digit, line.page, boxes


def _of_total(case: Case) -> _Doubt | None:
    printed = case.total.amount.cents
    if printed is None or case.side is Side.TOTAL or not by_ocr(case.total):
        return None
    digit = _digit(printed, printed + case.difference)
    if digit is None:
        return None
    return "le total", case.total.amount.printed, digit, case.total.page, (case.total.box,)


def _digit(cents: int, right: int) -> tuple[str, str] | None:
    """(the digit of `cents`, the look-alike of `right`) where they differ by just that."""
    one, other = str(cents), str(right)
    if len(one) != len(other):
        return None
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return apart[0] if len(apart) == 1 and frozenset(apart[0]) in _ALIKE else None

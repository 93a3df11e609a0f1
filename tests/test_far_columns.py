"""Columns right of the amounts: told by a head of their own, or held."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.domain import Ledger
from tests.hand_drawn import Pages, lost

XS = (50.0, 400.0, 500.0, 640.0, 780.0)


def ledger_of(path: Path, rows: Sequence[tuple[str, ...]], ruled: bool = True) -> Ledger:
    pages = Pages(path / "edition.pdf", XS)
    pages.heading("Aisne")
    pages.table(rows, ruled=ruled)
    return pages.read()


def table(head: tuple[str, ...], *cells: tuple[str, ...]) -> list[tuple[str, ...]]:
    blank = ("",) * len(head)
    return [
        ("Action", "Montant", *head),
        ("Aide alimentaire", "700€", *cells[0]),
        ("Garage solidaire", "300€", *cells[1]),
        ("Total Axe 1", "1 000€", *blank),
    ]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (("Pilote",), (("CCAS de Laon",), ("Association AIDE 02",))),
        (("Pilote", "Observations"), (("DDETS", ""), ("Caf", "dont 100 € de l'État"))),
        (("Part (%)",), (("70 %",), ("30,0 %",))),
        (("Nombre de bénéficiaires",), (("25",), ("120",))),
        (("Échéance",), (("2027",), ("2028",))),
    ],
)
def test_a_column_right_of_the_amounts_is_told_by_its_head(
    tmp_path: Path, head: tuple[str, ...], cells: tuple[tuple[str, ...], ...], ruled: bool
) -> None:
    ledger = ledger_of(tmp_path, table(head, *cells), ruled)
    assert [(line.label, line.amount.cents) for line in ledger.lines] == [
        ("Aide alimentaire", 700_00), ("Garage solidaire", 300_00),
    ]  # fmt: skip
    assert lost(ledger) == []


def test_the_head_of_a_column_may_take_two_lines(tmp_path: Path) -> None:
    pages = Pages(tmp_path / "edition.pdf", XS)
    pages.heading("Aisne")
    pages.canvas.setFont("Helvetica", 10)
    for text, lower in (("% du", 10), ("total", 22)):
        pages.canvas.drawString(XS[2] + 4, pages.y - lower, text)
    pages.table(table(("",), ("70 %",), ("30 %",)))
    ledger = pages.read()
    assert [line.amount.cents for line in ledger.lines] == [700_00, 300_00]
    assert lost(ledger) == []


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (("",), (("CCAS de Laon",), ("Caf",))),  # no head
        (("Orientation",), (("Mobilité",), ("Mobilité",))),  # it may say what the rows are of
        (("Action",), (("Épicerie sociale",), ("Bus",))),  # the labels of another table
        (("Caf",), (("250",), ("100",))),  # it may be amounts
        (("Bourse", "Coût"), (("Épicerie", "-"), ("Bus", "-"))),
    ],
)
def test_one_that_may_be_of_the_credits_is_not_put_away(
    tmp_path: Path, head: tuple[str, ...], cells: tuple[tuple[str, ...], ...]
) -> None:
    ledger = ledger_of(tmp_path, table(head, *cells))
    assert {w for row in cells for cell in row for w in cell.split()} <= set(lost(ledger))


def test_the_number_in_the_head_of_amounts_is_no_amount(tmp_path: Path) -> None:
    rows = [("Action", "Montant BOP 304"), ("Aide alimentaire", "700€"), ("Total Axe 1", "700€")]
    ledger = ledger_of(tmp_path, rows)
    assert [(line.label, line.amount.cents) for line in ledger.lines] == [
        ("Aide alimentaire", 700_00)
    ]
    assert lost(ledger) == []


SENTENCE = ("Une convention pluriannuelle signée", "avec les partenaires permet de suivre.")


@pytest.mark.parametrize(
    ("lines", "framed", "kept_out"),
    [
        (SENTENCE, True, True),
        (SENTENCE, False, False),  # nothing parts it from the table
        (("Aide alimentaire", "Bus des droits"), True, False),  # no sentence
        ((*SENTENCE[:1], "de l'Aisne", SENTENCE[1]), True, True),
        ((*SENTENCE[:1], "12 000 €", SENTENCE[1]), True, False),
    ],
)
def test_sentences_in_a_frame_beside_a_table_are_none_of_its_rows(
    tmp_path: Path, lines: tuple[str, ...], framed: bool, kept_out: bool
) -> None:
    pages = Pages(tmp_path / "edition.pdf", XS)
    pages.heading("Aisne")
    for at, text in enumerate(lines):
        pages.canvas.setFont("Helvetica", 9)
        pages.canvas.drawString(530, pages.y - 20 - 12 * at, text)
    if framed:
        pages.canvas.rect(520, pages.y - 60, 240, 55)
    pages.table([("Action", "Montant"), ("Aide alimentaire", "700€"), ("Total Axe 1", "700€")])
    ledger = pages.read()
    assert [(line.label, line.amount.cents) for line in ledger.lines] == [
        ("Aide alimentaire", 700_00)
    ]
    assert (lost(ledger) == []) is kept_out

"""Any document: its totals checked without a profile."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.check import Verdict, check_document, number_format_of
from pipeline.cli import main
from pipeline.normalise.number_format import ENGLISH, FRENCH, SPANISH

Rows = list[tuple[str, ...]]


def document(path: Path, pages: list[list[tuple[float, Rows]]], prose: str = "") -> Path:
    """A PDF of tables: on each page (x of the labels, rows); amounts end 100 points apart."""
    canvas = Canvas(str(path), pagesize=(842, 595))
    for tables in pages:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 560, prose)
        for x, rows in tables:
            for n, (label, *amounts) in enumerate(rows):
                y = 520 - 18 * n
                bold = label.lower().startswith(("total", "sous-total", "subtotal"))
                canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 10)
                canvas.drawString(x, y, label)
                for k, amount in enumerate(amounts):
                    canvas.drawRightString(x + 290 + 100 * k, y, amount)
        canvas.showPage()
    canvas.save()
    return path


def verdicts(pdf: Path) -> list[tuple[int, int | None, int | None, str]]:
    checked = check_document(pdf, jobs=1)
    return [(t.entry.page, t.entry.cents, t.computed, str(t.verdict)) for t in checked.totals]


MINUTES: Rows = [
    ("Fournitures scolaires", "1 200,50 €"),
    ("Transports", "3 400,00 €"),
    ("Sous-total écoles", "4 600,50 €"),
    ("Voirie", "12 000,00 €"),
    ("Sous-total voirie", "12 000,00 €"),
    ("Total général", "16 600,50 €"),
]


def test_subtotals_are_not_counted_twice(tmp_path: Path) -> None:
    pdf = document(
        tmp_path / "minutes.pdf", [[(50, MINUTES)]], "Le conseil, à l'unanimité, décide :"
    )
    assert verdicts(pdf) == [
        (1, 460050, 460050, "foots"),
        (1, 1200000, 1200000, "foots"),
        (1, 1660050, 1660050, "foots"),
    ]


def test_a_wrong_total_is_told_with_what_is_printed_and_computed(tmp_path: Path) -> None:
    rows: Rows = [(label, "16 900,50 €" if label == "Total général" else x) for label, x in MINUTES]
    pdf = document(tmp_path / "wrong.pdf", [[(50, rows)]])
    assert verdicts(pdf)[-1] == (1, 1690050, 1660050, "differs")


def test_a_table_that_flows_over_pages(tmp_path: Path) -> None:
    first: Rows = [("Ligne A", "100 000 €"), ("Ligne B", "250 000 €")]
    second: Rows = [("Ligne C", "50 000 €"), ("Total", "400 000 €")]
    pdf = document(tmp_path / "flow.pdf", [[(50, first)], [(50, second)]])
    assert verdicts(pdf) == [(2, 40000000, 40000000, "foots")]


def test_columns_side_by_side(tmp_path: Path) -> None:
    spent: Rows = [("Achats", "10 000 €"), ("Études", "5 000 €"), ("Total dépenses", "15 000 €")]
    given: Rows = [("Subvention", "9 000 €"), ("Fonds", "6 000 €"), ("Total recettes", "15 500 €")]
    pdf = document(tmp_path / "plan.pdf", [[(40, spent), (440, given)]])
    assert sorted(verdicts(pdf)) == [
        (1, 1500000, 1500000, "foots"),
        (1, 1550000, 1500000, "differs"),
    ]


def test_several_columns_each_on_its_own(tmp_path: Path) -> None:
    rows: Rows = [
        ("Personnel", "10 000 €", "12 000 €"),
        ("Énergie", "2 000 €", "3 500 €"),
        ("Total", "12 000 €", "15 600 €"),
    ]
    pdf = document(tmp_path / "years.pdf", [[(50, rows)]])
    assert [v[3] for v in verdicts(pdf)] == ["foots", "differs"]


def test_negative_lines(tmp_path: Path) -> None:
    rows: Rows = [("Crédits ouverts", "10 000 €"), ("Annulation", "-2 500 €"), ("Total", "7 500 €")]
    assert verdicts(document(tmp_path / "n.pdf", [[(50, rows)]])) == [(1, 750000, 750000, "foots")]


def test_an_english_table(tmp_path: Path) -> None:
    rows: Rows = [
        ("Roads", "$1,234.50"),
        ("Schools", "$2,000,000.00"),
        ("Refunds", "($234.50)"),
        ("Total", "$2,001,000.00"),
    ]
    pdf = document(tmp_path / "english.pdf", [[(50, rows)]])
    assert verdicts(pdf) == [(1, 200100000, 200100000, "foots")]


def test_a_spanish_table(tmp_path: Path) -> None:
    rows: Rows = [
        ("Educación", "1.234.567,50 €"),
        ("Sanidad", "2.000,00 €"),
        ("Total", "1.236.567,50 €"),
    ]
    pdf = document(tmp_path / "spanish.pdf", [[(50, rows)]])
    assert verdicts(pdf) == [(1, 123656750, 123656750, "foots")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 234,50 € et 2 000 000 €", FRENCH),
        ("1.234.567,50 y 2.000,00", SPANISH),
        ("1,234.50 and 2,000,000", ENGLISH),
        ("12 and 2024", FRENCH),
        ("1,234.50 and 1.234,50", None),
    ],
)
def test_separators_are_told_from_the_document(text: str, expected: object) -> None:
    assert number_format_of(text) == expected


def test_contradictory_numbers_are_not_guessed_at(tmp_path: Path) -> None:
    rows: Rows = [("A", "1,234.50"), ("B", "1.234,50"), ("Total", "2.469,00")]
    checked = check_document(document(tmp_path / "mixed.pdf", [[(50, rows)]]), jobs=1)
    assert checked.status is Verdict.UNVERIFIABLE
    assert checked.note


def test_the_command_and_its_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = document(tmp_path / "minutes.pdf", [[(50, MINUTES)]])
    report = tmp_path / "sommes.html"
    assert main(["check", str(pdf), "--json", "--report", str(report)]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["status"] == "foots"
    last = told["totals"][-1]
    assert (last["printed"], last["difference"], last["verdict"]) == (16600.5, 0.0, "foots")
    assert "Total général" in report.read_text(encoding="utf-8")
    assert "http" not in report.read_text(encoding="utf-8")


def test_a_differing_total_gives_exit_status_one(tmp_path: Path) -> None:
    rows: Rows = [("A", "10 €"), ("B", "20 €"), ("Total", "40 €")]
    assert main(["check", str(document(tmp_path / "d.pdf", [[(50, rows)]]))]) == 1


def test_what_is_not_a_pdf_gives_exit_status_two(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_text("no")
    assert main(["check", str(bad)]) == 2

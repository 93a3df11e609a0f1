"""What stands in a total's line and in no table is summed all the same, or told."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.check import Checked, Verdict, check_document

Rows = list[tuple[str, ...]]


def checked(path: Path, xs: tuple[float, ...], rows: Rows) -> Checked:
    """A page of rows: the label at the left, each other cell ending at its x."""
    canvas = Canvas(str(path / "budget.pdf"), pagesize=(842, 595))
    for n, (label, *cells) in enumerate(rows):
        y = 520 - 18 * n
        canvas.setFont("Helvetica-Bold" if label.startswith("T") else "Helvetica", 10)
        canvas.drawString(50, y, label)
        for x, cell in zip(xs, cells, strict=True):
            canvas.drawRightString(x, y, cell)
    canvas.save()
    return check_document(path / "budget.pdf", jobs=1)


def verdicts(found: Checked) -> dict[float, Verdict]:
    return {(t.printed or 0) / 100: t.verdict for t in found.totals}


def rated(total: str) -> Rows:
    return [
        ("Opération", "Coût HT", "Taux", "Aide"),
        ("Accessibilité de la mairie", "145 000", "30 %", "43 500"),
        ("Toiture de l'école", "760 000", "30 %", "228 000"),
        ("Rénovation du gymnase", "549 000", "40 %", "219 600"),
        ("TOTAL", "1 454 000", "", total),
    ]


def test_amounts_right_of_a_column_of_rates_are_summed(tmp_path: Path) -> None:
    found = checked(tmp_path, (420, 520, 640), rated("491 100"))
    assert verdicts(found) == {1454000: Verdict.FOOTS, 491100: Verdict.FOOTS}
    assert found.status is Verdict.FOOTS


def test_a_fault_right_of_a_column_of_rates_is_told(tmp_path: Path) -> None:
    found = checked(tmp_path, (420, 520, 640), rated("419 100"))
    assert found.status is not Verdict.FOOTS
    assert verdicts(found)[419100] is not Verdict.FOOTS


def counted(total: str) -> Rows:
    return [
        ("École", "Élèves", "Subvention"),
        ("Jules-Ferry", "124", "12 400,00"),
        ("Jean-Moulin", "210", "21 000,00"),
        ("Louise-Michel", "180", "18 000,00"),
        ("TOTAL", total, "51 400,00"),
    ]


@pytest.mark.parametrize(("total", "foots"), [("514", True), ("508", False)])
def test_a_column_that_counts_is_summed_where_its_total_is_printed(
    tmp_path: Path, total: str, foots: bool
) -> None:
    found = checked(tmp_path, (420, 640), counted(total))
    assert verdicts(found)[51400] is Verdict.FOOTS
    assert (found.status is Verdict.FOOTS) == foots


@pytest.mark.parametrize(("total", "foots"), [("4 432", True), ("4 423", False)])
def test_a_column_mostly_of_noughts_is_summed(tmp_path: Path, total: str, foots: bool) -> None:
    """Four columns of an amendment, of which one holds amounts in its last rows only."""
    noughts = ("0", "0")
    found = checked(tmp_path, (400, 480, 560, 640), [
        ("Désignation", "Diminution", "Augmentation", "Diminution", "Augmentation"),
        ("Honoraires", "0", "9 454", *noughts),
        ("Locations mobilières", "2 300", "11 547", *noughts),
        ("Entretien des bâtiments", "0", "15 376", *noughts),
        ("Subvention de l'État", *noughts, "0", "1 894"),
        ("Subvention de la Région", *noughts, "0", "2 538"),
        ("TOTAL", "2 300", "36 377", "0", total),
    ])  # fmt: skip
    assert (found.status is Verdict.FOOTS) == foots
    assert (verdicts(found)[4432 if foots else 4423] is Verdict.FOOTS) == foots


def test_columns_without_labels_on_a_page_of_their_own_are_told(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "sheet.pdf"), pagesize=(842, 595))
    labels = ("Charges", "Subventions", "TOTAL")
    sheet = (("1 200", "3 400", "4 600"), ("2 100", "1 900", "4 500"))
    for page, amounts in enumerate(sheet):
        for n, (label, amount) in enumerate(zip(labels, amounts, strict=True)):
            if page == 0:
                canvas.drawString(50, 500 - 18 * n, label)
            canvas.drawRightString(300 if page == 0 else 120, 500 - 18 * n, amount)
        canvas.showPage()
    canvas.save()
    found = check_document(tmp_path / "sheet.pdf", jobs=1)
    assert verdicts(found)[4600] is Verdict.FOOTS
    assert found.status is Verdict.UNVERIFIABLE
    assert "sans libellé" in found.notes[0]


@pytest.mark.parametrize("word", ["TOTALS", "Dotation totale", "5. Total", "Suma"])
def test_more_words_for_a_total(tmp_path: Path, word: str) -> None:
    rows: Rows = [("Poste A", "1 200"), ("Poste B", "3 400"), (word, "4 700")]
    assert checked(tmp_path, (420,), rows).status is Verdict.DIFFERS

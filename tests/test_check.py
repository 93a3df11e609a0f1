"""Any document: its totals checked without a profile."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.check import Checked, Verdict, check_document, number_format_of
from pipeline.check.document import check_tables
from pipeline.check.rows import Kind, Row, Table
from pipeline.check.tables import tables_of
from pipeline.cli import main
from pipeline.extract.read import read_pages
from pipeline.normalise.money import looks_like_amount, parse_amount
from pipeline.normalise.number_format import NumberFormat
from tests import budgets
from tests.published import RAW_2025

Rows = list[tuple[str, ...]]
Maker = Callable[[Path, budgets.Wrong], Path]
Told = tuple[int, str, str | None, float, float | None, str]


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


def told(checked: Checked) -> list[Told]:
    """Page, label, column, printed, computed (in printed units), verdict of each total."""
    return [
        (
            t.page, t.label, t.column, (t.printed or 0) / 100,
            None if t.computed is None else t.computed / 100, str(t.verdict),
        )
        for t in checked.totals
    ]  # fmt: skip


def rows(path: Path, table: Rows, **more: str) -> list[Told]:
    return told(check_document(document(path, [[(50, table)]], **more), jobs=1))


# --------------------------------------------------------------------------- documents


# A wrong figure planted in each document: what is printed instead of what, and what is told of it.
PLANTED: list[tuple[Maker, dict[str, str], Told]] = [
    (budgets.minutes, {"7 450,50 €": "7 540,50 €"},
     (1, "Total des subventions", None, 7540.5, 7450.5, "differs")),
    (budgets.minutes, {"196 230,75 €": "196 320,75 €"},
     (1, "TOTAL", None, 196320.75, 196230.75, "differs")),
    (budgets.amendment, {"140 400": "140 600"},
     (1, "Total chapitre 011", "Total", 140600, 140400, "differs")),
    (budgets.amendment, {"-2 300": "2 300"},
     (1, "Total chapitre 011", "DM n° 1", 12200, 16800, "differs")),
    (budgets.amendment, {"656 600": "528 400"},  # a chapter forgotten
     (1, "Total dépenses de fonctionnement", "BP 2025", 528400, 656600, "differs")),
    (budgets.plan, {"90 000 €": "80 000 €"}, (1, "TOTAL", None, 450000, 440000, "differs")),
    (budgets.english, {"1,642,500.00": "1,642,600.00"},
     (1, "Total revenue", "FY2025 Budget", 1642600, 1642500, "differs")),
    (budgets.english, {"(18,250.75)": "18,250.75"},
     (1, "Total revenue", "Variance", 32337.15, 68838.65, "differs")),
    (budgets.english, {"2,945.55": "2,954.55"},
     (1, "Net surplus", "Variance", 2954.55, 2945.55, "differs")),
    (budgets.spanish, {"2.650.000,00 €": "2.650.100,00 €"},
     (1, "TOTAL GENERAL", None, 2650100, 2650000, "differs")),
    (budgets.long, {"771 560": "771 650"}, (4, "Total", None, 771650, 771560, "differs")),
    (budgets.carried, {"2 538,75": "4 569,25"},  # the carried sum counted once more
     (2, "TOTAL", None, 4569.25, 2538.75, "differs")),
    (budgets.years, {"829 500": "1 259 500"},  # the detail counted too
     (1, "Total recettes", "BP 2025", 1259500, 829500, "differs")),
    (budgets.above, {"310 000 €": "300 000 €"},
     (1, "Total culture", None, 300000, 310000, "differs")),
    (budgets.chapters, {"127 000,00": "127 500,00"},
     (1, "Chapitre 011 Charges à caractère général", "Voté", 127500, 127000, "differs")),
    (budgets.thousands, {"1 510,3": "1 535,1"},  # the parentheses not heeded
     (1, "Total des produits", "2024", 1535.1, 1510.3, "differs")),
    (budgets.html, {"784 750,00 €": "784 850,00 €"},
     (1, "TOTAL GÉNÉRAL", None, 784850, 784750, "differs")),
    (budgets.stacked, {"29 000 €": "39 000 €"},
     (1, "Montant total des ressources", None, 100000, 110000, "differs")),
    (budgets.stacked, {"2 000 €": "2 100 €"}, (1, "TOTAL", None, 2100, 2000, "differs")),
    (budgets.shared, {"3 493 000": "3 494 000"},
     (1, "Total général", "Ville", 3494000, 3493000, "differs")),
    (budgets.html, {"784 750,00 €": "479 250,00 €"},  # repeats the last sub-total
     (1, "TOTAL GÉNÉRAL", None, 479250, 479250, "unverifiable")),
]  # fmt: skip


@pytest.mark.parametrize("make", budgets.MAKERS, ids=lambda m: m.__name__)
def test_a_right_document_foots(make: Maker, tmp_path: Path) -> None:
    checked = check_document(make(tmp_path / "right.pdf", {}), jobs=1)
    assert checked.totals
    assert [t for t in told(checked) if t[-1] != "foots"] == []
    assert checked.status is Verdict.FOOTS


@pytest.mark.parametrize(
    ("make", "wrong", "expected"), PLANTED, ids=lambda x: getattr(x, "__name__", None)
)
def test_a_planted_fault_is_told(
    make: Maker, wrong: dict[str, str], expected: Told, tmp_path: Path
) -> None:
    right = {t[:3] for t in told(check_document(make(tmp_path / "right.pdf", {}), jobs=1))}
    checked = check_document(make(tmp_path / "wrong.pdf", wrong), jobs=1)
    assert expected in told(checked)
    assert all(t.cause for t in checked.totals if t.verdict is not Verdict.FOOTS)
    assert checked.status is not Verdict.FOOTS
    # No total comes or goes, rows that no longer agree with their own columns aside.
    assert {t[:3] for t in told(checked) if "(en ligne)" not in (t[2] or "")} == right


def test_a_document_with_two_tables_side_by_side_keeps_them_apart(tmp_path: Path) -> None:
    spent: Rows = [("Achats", "10 000 €"), ("Études", "5 000 €"), ("Total dépenses", "15 000 €")]
    given: Rows = [("Subvention", "9 000 €"), ("Fonds", "6 000 €"), ("Total recettes", "15 500 €")]
    pdf = document(tmp_path / "plan.pdf", [[(40, spent), (440, given)]])
    assert told(check_document(pdf, jobs=1)) == [
        (1, "Total dépenses", None, 15000, 15000, "foots"),
        (1, "Total recettes", None, 15500, 15000, "differs"),
    ]


def test_a_table_flows_over_pages(tmp_path: Path) -> None:
    first: Rows = [("Ligne A", "100 000 €"), ("Ligne B", "250 000 €")]
    second: Rows = [("Ligne C", "50 000 €"), ("Total", "400 000 €")]
    pdf = document(tmp_path / "flow.pdf", [[(50, first)], [(50, second)]])
    assert told(check_document(pdf, jobs=1)) == [(2, "Total", None, 400000, 400000, "foots")]


# --------------------------------------------------------------------------- structure


def test_a_total_of_the_last_group_alone_is_no_total(tmp_path: Path) -> None:
    table: Rows = [
        ("Achats", "10 000"), ("Énergie", "5 000"), ("Sous-total", "15 000"),
        ("Salaires", "40 000"), ("Charges", "20 000"), ("Sous-total", "60 000"),
        ("Total général", "60 000"),
    ]  # fmt: skip
    assert rows(tmp_path / "t.pdf", table)[-1] == (
        1,
        "Total général",
        None,
        60000,
        75000,
        "differs",
    )


def test_net_tax_and_gross(tmp_path: Path) -> None:
    table: Rows = [
        ("Gros œuvre", "10 000,00"), ("Peinture", "2 000,00"), ("Total HT", "12 000,00"),
        ("TVA", "2 400,00"), ("Total TTC", "14 400,00"),
    ]  # fmt: skip
    assert {t[-1] for t in rows(tmp_path / "t.pdf", table)} == {"foots"}


def test_a_reported_result_is_a_line_and_not_a_sum(tmp_path: Path) -> None:
    table: Rows = [
        ("Impôts", "30 000,00"), ("Excédent reporté", "4 500,00"), ("Dotations", "12 000,00"),
        ("Total recettes", "46 500,00"),
    ]  # fmt: skip
    assert rows(tmp_path / "t.pdf", table) == [(1, "Total recettes", None, 46500, 46500, "foots")]


def test_a_row_that_breaks_the_rule_of_its_columns_is_told(tmp_path: Path) -> None:
    table: Rows = [
        ("Commune", "État", "Ville", "Total"),
        ("Lens", "10 000", "5 000", "15 000"), ("Douai", "20 000", "7 500", "27 900"),
        ("Arras", "8 000", "2 000", "10 000"), ("Total", "38 000", "14 500", "52 900"),
    ]  # fmt: skip
    wrong = [t for t in rows(tmp_path / "t.pdf", table) if t[-1] != "foots"]
    assert wrong == [
        (1, "Douai", "Total (en ligne)", 27900, 27500, "differs"),
        (1, "Total", "Total (en ligne)", 52900, 52500, "differs"),
    ]


def test_a_total_in_merged_cells_is_told_as_unverifiable(tmp_path: Path) -> None:
    found = told(check_document(budgets.merged(tmp_path / "dm.pdf"), jobs=1))
    assert [t for t in found if t[-1] != "foots"] == [
        (1, "Total Général", None, 13500, None, "unverifiable")
    ]
    assert (1, "Total FONCTIONNEMENT", "Augmentation", 16500, 16500, "foots") in found


def test_the_edition_foots_without_a_profile() -> None:
    """Totals of contracts stand on pages of their own, where nothing says what they sum."""
    checked = check_document(RAW_2025)
    axes = [t for t in checked.totals if t.label.startswith("Total Axe")]
    assert [t.verdict for t in axes] == [Verdict.FOOTS] * 23
    assert {t.verdict for t in checked.totals if t not in axes} == {Verdict.UNVERIFIABLE}


def test_a_total_outside_of_any_table_is_not_passed_over(tmp_path: Path) -> None:
    table: Rows = [("Achats", "10 000,00 €"), ("Énergie", "5 000,00 €"), ("Total", "15 000,00 €")]
    prose = "Total des engagements antérieurs : 22 500,00 €"
    assert rows(tmp_path / "t.pdf", table, prose=prose) == [
        (1, "Total des engagements antérieurs", None, 22500, None, "unverifiable"),
        (1, "Total", None, 15000, 15000, "foots"),
    ]


def test_an_amount_that_cannot_be_read_leaves_its_total_unproven(tmp_path: Path) -> None:
    table: Rows = [
        ("Achats", "10 000,00"), ("Énergie", "5.00O,00"), ("Salaires", "40 000,00"),
        ("Divers", "1 000,00"), ("Total", "56 000,00"),
    ]  # fmt: skip
    (total,) = check_document(document(tmp_path / "t.pdf", [[(50, table)]]), jobs=1).totals
    assert total.verdict is not Verdict.FOOTS


@pytest.mark.parametrize(
    ("table", "cause"),
    [
        ([("Achats", "10 000"), ("Énergie", "5 000"), ("Total", "10 000")], "Énergie"),
        ([("Achats", "10 000"), ("Énergie", "5 200"), ("Total", "12 500")], None),
        ([("Achats", "10 000"), ("Énergie", "5 200"), ("Total", "12 500")], "inversés"),
        ([("Achats", "10 000"), ("Avoir", "1 500"), ("Total", "8 500")], "signe"),
        ([("Achats", "10 000"), ("Énergie", "5 000"), ("Total", "150 000")], "facteur"),
        ([("Achats", "10 000"), ("Énergie", "5 100"), ("Total", "13 333")], "non déterminée"),
    ],
)
def test_likely_causes(table: Rows, cause: str | None, tmp_path: Path) -> None:
    (total,) = check_document(document(tmp_path / "t.pdf", [[(50, table)]]), jobs=1).totals
    assert total.verdict is Verdict.DIFFERS
    assert (cause or "") in total.cause


# --------------------------------------------------------------------------- no silent error


@cache
def tables_from(make: Maker) -> list[Table]:
    with TemporaryDirectory() as folder:
        pdf = make(Path(folder) / "document.pdf", {})
        return tables_of([o.taken for o in read_pages(pdf, None, form_of(make), 1)], form_of(make))


def form_of(make: Maker) -> NumberFormat:
    texts = {"english": "1,234.50", "spanish": "1.234,50"}
    text = texts.get(getattr(make, "__name__", ""), "1 234,50")
    form = number_format_of(text)
    assert form
    return form


def damaged(tables: list[Table]) -> Iterator[tuple[str, list[Table]]]:
    """Every line dropped, every amount of every line and total changed, one at a time."""
    for at, table in enumerate(tables):
        for i, row in enumerate(table.rows):
            if row.kind is Kind.DETAIL:
                continue
            for what, new in ways(row):
                changed = [*table.rows[:i], *new, *table.rows[i + 1 :]]
                yield (
                    f"{what} « {row.label} »",
                    [replace(t, rows=changed) if n == at else t for n, t in enumerate(tables)],
                )


def ways(row: Row) -> Iterator[tuple[str, list[Row]]]:
    if row.kind is Kind.LINE and any(c and c.cents for c in row.cells):
        yield "dropped", []
    for column, cell in enumerate(row.cells):
        if cell is None or cell.cents is None:
            continue
        for added in (1, -900_000, 9 * cell.cents or 100):
            cells = list(row.cells)
            cells[column] = replace(cell, cents=cell.cents + added)
            yield f"{added:+} in column {column}:", [replace(row, cells=tuple(cells))]


@pytest.mark.parametrize(
    "make", [m for m in budgets.MAKERS if m is not budgets.chapters], ids=lambda m: m.__name__
)
def test_no_change_of_an_amount_goes_unseen(make: Maker) -> None:
    tables = tables_from(make)
    assert check_tables(tables)[0]
    assert all(t.verdict is Verdict.FOOTS for t in check_tables(tables)[0])
    silent = [
        what
        for what, changed in damaged(tables)
        if all(t.verdict is Verdict.FOOTS for t in check_tables(changed)[0])
    ]
    assert silent == []


def test_no_total_may_be_another_sum_of_its_table() -> None:
    """A total that prints any other contiguous sum of the rows above it is never proven."""
    tables = tables_from(budgets.amendment)
    (table,) = tables
    silent = []
    for i, row in enumerate(table.rows):
        if row.kind is not Kind.TOTAL:
            continue
        for first in range(i):
            for end in range(first + 1, i + 1):
                wrong = sum(r.cents(0) for r in table.rows[first:end])
                cell = row.cells[0]
                if cell is None or wrong in (0, cell.cents):
                    continue
                cells = (replace(cell, cents=wrong), *row.cells[1:])
                changed = [*table.rows[:i], replace(row, cells=cells), *table.rows[i + 1 :]]
                checked, _ = check_tables([replace(table, rows=changed)])
                if all(t.verdict is Verdict.FOOTS for t in checked):
                    silent.append((row.label, first, end))
    assert silent == []


# --------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("1 234,50 € et 2 000 000 €", (" ", ",")),
        ("12 and 2024", (" ", ",")),
        ("1.234.567,50 y 2.000,00", (".", ",")),
        ("1.234 y 12.500 y 8.000", (".", ",")),
        ("1,234.50 and 2,000,000", (",", ".")),
        ("1,234 and 56,789", (",", ".")),
        ("1'234.50 und 2’000’000.00", ("'", ".")),
        ("1 234,50 € mais 3.5 % et 12.03.2025", (" ", ",")),
    ],
)
def test_separators_are_told_from_the_document(text: str, marks: tuple[str, str]) -> None:
    form = number_format_of(text)
    assert form
    assert (marks[0] in form.sure, form.decimal) == (True, marks[1])


@pytest.mark.parametrize("text", ["1,234.50 and 1.234,50", "1,234 and 1.234", "12,50 and 13.50"])
def test_contradictory_separators_are_not_guessed_at(text: str) -> None:
    assert number_format_of(text) is None


def test_a_stray_number_written_the_other_way_is_refused_and_not_misread() -> None:
    form = number_format_of("1 234,50 et 2 345,50 et 17 000,00 et 12 345,10 mais 1,234.50")
    assert form
    assert form.decimal == ","
    assert not any(looks_like_amount(x, form) for x in ("1,234.50", "12.50", "1,234"))


@pytest.mark.parametrize(
    ("printed", "cents"),
    [("318,2", 31820), ("(12,4)", -1240), ("(450)", -45000), ("(12)", None), ("12,345", None)],
)
def test_a_table_whose_unit_stands_in_its_heading_reads_more(
    printed: str, cents: int | None
) -> None:
    form = number_format_of("1 234,50")
    assert form
    assert looks_like_amount(printed, form) is (cents is not None)
    if cents is not None:
        assert parse_amount(printed, form).cents == cents


def test_a_contradictory_document_is_unverifiable(tmp_path: Path) -> None:
    table: Rows = [("A", "1,234.50"), ("B", "1.234,50"), ("Total", "2.469,00")]
    checked = check_document(document(tmp_path / "mixed.pdf", [[(50, table)]]), jobs=1)
    assert checked.status is Verdict.UNVERIFIABLE
    assert checked.notes


# --------------------------------------------------------------------------- command


def test_the_command_its_json_and_its_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = budgets.amendment(tmp_path / "dm.pdf", {"140 400": "140 600"})
    assert main(["check", str(pdf), "--json", "--report", str(tmp_path)]) == 1
    printed = capsys.readouterr().out.splitlines()
    found = json.loads(printed[-1])
    assert (found["status"], found["file"], len(found["sha256"])) == ("differs", "dm.pdf", 64)
    assert len(found["totals"]) == 12
    (wrong,) = [t for t in found["totals"] if t["verdict"] == "differs"]
    assert (wrong["page"], wrong["label"], wrong["column"]) == (1, "Total chapitre 011", "Total")
    assert (wrong["printed"], wrong["computed"], wrong["difference"]) == (140600, 140400, -200)
    assert [x["amount"] for x in wrong["lines"]] == [12000, 99500, 28900]
    assert wrong["cause"]
    assert any("✗ Écart" in line and "140\u202f600" in line for line in printed)
    report = (tmp_path / "sommes.html").read_text(encoding="utf-8")
    assert "11 totaux conformes sur 12, 1 en écart." in report
    assert not re.search(r"(?:src|href)=\"(?!#|data:)", report)
    assert report.count('class="differs" x=') == 1


def test_a_document_that_foots_gives_exit_status_zero(tmp_path: Path) -> None:
    assert main(["check", str(budgets.plan(tmp_path / "plan.pdf"))]) == 0


def test_a_document_without_a_total_is_unverifiable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = document(tmp_path / "prose.pdf", [[]], "Le conseil approuve le procès-verbal.")
    assert main(["check", str(pdf), "--json"]) == 1
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (found["status"], found["totals"]) == ("unverifiable", [])
    assert found["notes"]


def test_hostile_labels_stay_text_in_the_report(tmp_path: Path) -> None:
    table: Rows = [("<script>alert(1)</script>", "10,00"), ("B", "5,00"), ("Total <b>", "15,00")]
    pdf = document(tmp_path / "h.pdf", [[(50, table)]])
    main(["check", str(pdf), "--report", str(tmp_path / "h.html")])
    report = (tmp_path / "h.html").read_text(encoding="utf-8")
    assert "<script" not in report
    assert "&lt;script&gt;" in report


@pytest.mark.parametrize("content", [b"", b"no", b"%PDF-1.4\n"])
def test_what_is_not_a_pdf_gives_exit_status_two(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(content)
    assert main(["check", str(bad)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_report_in_no_folder_gives_exit_status_two(tmp_path: Path) -> None:
    pdf = budgets.plan(tmp_path / "plan.pdf")
    assert main(["check", str(pdf), "--report", str(tmp_path / "nowhere" / "r.html")]) == 2


# ------------------------------------------------------------------- sums that prove nothing

HEAD = ("Article", "Montant")


def verdicts(path: Path, *pages: Rows) -> dict[str, str]:
    """The verdict of each total of a document, by its label; `pages` are one table each."""
    made = document(path / "a.pdf", [[(50, [HEAD, *rows])] for rows in pages])
    return {t.label: str(t.verdict) for t in check_document(made, jobs=1).totals}


def test_a_minus_that_a_space_parts_from_its_amount_counts(tmp_path: Path) -> None:
    lines: Rows = [("Vente", "1 000"), ("Annulation", "- 200"), ("Autre", "3 000")]
    assert verdicts(tmp_path, [*lines, ("Total", "3 800")]) == {"Total": "foots"}
    assert verdicts(tmp_path, [*lines, ("Total", "4 200")]) == {"Total": "differs"}


@pytest.mark.parametrize("cell", ["2 000 € HT", "2 000 € (estimé)", "2 000 €/an", "2 000 € (15 %)"])
def test_a_line_that_is_not_read_as_an_amount_proves_no_total_without_it(
    tmp_path: Path, cell: str
) -> None:
    lines: Rows = [("Travaux", "10 000 €"), ("Honoraires", cell), ("Mobilier", "3 000 €")]
    assert verdicts(tmp_path, [*lines, ("Total", "13 000 €")]) == {"Total": "unverifiable"}


def test_a_grand_total_of_the_last_lines_alone_proves_nothing(tmp_path: Path) -> None:
    lines: Rows = [("Voirie", "10 000"), ("Écoles", "20 000"), ("Total section", "30 000"),
                   ("Personnel", "5 000"), ("Énergie", "7 000")]  # fmt: skip
    found = verdicts(tmp_path, [*lines, ("TOTAL GÉNÉRAL", "12 000")])
    assert found == {"Total section": "foots", "TOTAL GÉNÉRAL": "unverifiable"}
    found = verdicts(tmp_path, [*lines, ("TOTAL GÉNÉRAL", "42 000")])
    assert found == {"Total section": "foots", "TOTAL GÉNÉRAL": "foots"}


def test_receipts_that_only_repeat_the_expenses_prove_nothing(tmp_path: Path) -> None:
    expenses: Rows = [("Achats", "7 000"), ("Loyers", "5 000"), ("Total dépenses", "12 000")]
    assert verdicts(tmp_path, expenses, [("Total recettes", "12 000")]) == {
        "Total dépenses": "foots",
        "Total recettes": "unverifiable",
    }


def test_chapters_counted_with_their_own_articles_prove_nothing(tmp_path: Path) -> None:
    lines: Rows = [("Chapitre 011", "3 000"), ("6011 Achats", "1 000"), ("6012 Divers", "2 000"),
                   ("Chapitre 012", "5 000"), ("6411 Personnel", "5 000")]  # fmt: skip
    assert verdicts(tmp_path, [*lines, ("Total", "16 000")]) == {"Total": "unverifiable"}


def test_a_total_of_the_tax_alone_proves_nothing(tmp_path: Path) -> None:
    lines: Rows = [("Travaux", "1 000"), ("Honoraires", "500"), ("Total HT", "1 500"),
                   ("TVA 20 %", "300")]  # fmt: skip
    found = verdicts(tmp_path, [*lines, ("Total TTC", "300")])
    assert found == {"Total HT": "foots", "Total TTC": "unverifiable"}
    found = verdicts(tmp_path, [*lines, ("Total TTC", "1 800")])
    assert found == {"Total HT": "foots", "Total TTC": "foots"}


def test_totals_above_their_lines_are_not_cast_against_the_lines_before(tmp_path: Path) -> None:
    expenses: Rows = [("Total dépenses", "8 000"), ("Achats", "3 000"), ("Personnel", "5 000")]
    receipts: Rows = [("Total recettes", "8 000"), ("Impôts", "6 000"), ("Dotations", "1 000")]
    found = verdicts(tmp_path, [*expenses, *receipts])
    assert found == {"Total dépenses": "foots", "Total recettes": "differs"}


def test_a_line_under_a_total_and_equal_to_it_proves_nothing(tmp_path: Path) -> None:
    """« Reste à charge » is as large as the wrong total of the aids above it."""
    rows: Rows = [("Coût du projet", "188 000"), ("Subvention A", "55 920"),
                  ("Subvention B", "37 280"), ("Total des aides", "94 000"),
                  ("Reste à charge", "94 000")]  # fmt: skip
    assert verdicts(tmp_path, rows) == {"Total des aides": "differs"}


@pytest.mark.parametrize("spent", ["(344 240)", "-344 240"])
def test_a_result_adds_a_total_printed_negative(tmp_path: Path, spent: str) -> None:
    rows: Rows = [("Ventes", "300 000"), ("Aides", "82 675"), ("Total produits", "382 675"),
                  ("Achats", spent.replace("344", "300").replace("240", "000")),
                  ("Salaires", spent.replace("344", "44")), ("Total charges", spent),
                  ("Résultat", "38 435")]  # fmt: skip
    assert verdicts(tmp_path, rows) == {
        "Total produits": "foots", "Total charges": "foots", "Résultat": "foots"
    }  # fmt: skip


def test_a_departement_and_a_company_are_no_totals(tmp_path: Path) -> None:
    rows: Rows = [("Aisne", "10 000"), ("Somme", "20 000"), ("Total Énergies Fondation", "5 000"),
                  ("Ensemble des cotisations", "1 000"), ("Total", "36 000")]  # fmt: skip
    assert verdicts(tmp_path, rows) == {"Total": "foots"}


def test_a_column_that_no_row_reads_is_told(tmp_path: Path) -> None:
    """What is spent and what is received, each in rows of its own: one column isn't read."""
    rows: Rows = [("Énergie", "12 500,00", ""), ("Subventions", "3 000,00", ""),
                  ("Redevances", "", "4 200,00"), ("Participations", "", "5 400,00"),
                  ("Total", "15 500,00", "9 500,00")]  # fmt: skip
    made = document(tmp_path / "a.pdf", [[(50, [("Poste", "Dépenses", "Recettes"), *rows])]])
    checked = check_document(made, jobs=1)
    assert checked.status is not Verdict.FOOTS


@pytest.mark.parametrize(("printed", "status"), [("165 500", "foots"), ("166 500", "unverifiable")])
def test_a_total_whose_label_takes_two_lines_beside_the_labels_is_summed(
    printed: str, status: str, tmp_path: Path
) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    lines = (("Article", "Libellé", "BP 2026"), ("60612", "Énergie", "142 000"),
             ("60632", "Petit équipement", "23 500"))  # fmt: skip
    canvas.setFont("Helvetica", 9)
    for n, (code, label, amount) in enumerate(lines):
        canvas.drawString(60, 700 - 17 * n, code)
        canvas.drawString(130, 700 - 17 * n, label)
        canvas.drawRightString(380, 700 - 17 * n, amount)
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(60, 648, "Total des")
    canvas.drawString(60, 637, "dépenses")
    canvas.drawRightString(380, 642.5, printed)
    for y in (712, 695, 678, 661, 631):
        canvas.line(55, y, 385, y)
    for x in (55, 125, 300, 385):
        canvas.line(x, 712, x, 631)
    canvas.save()
    assert check_document(tmp_path / "a.pdf", jobs=1).status == status


def test_a_code_column_says_that_a_row_is_a_total(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    lines = (("Article", "Libellé", "BP 2026"), ("60612", "Énergie", "142 000"),
             ("60632", "Petit équipement", "23 500"),
             ("Total chapitre 11", "Charges à caractère général", "165 500"),
             ("64111", "Personnel titulaire", "612 000"), ("64131", "Vacataires", "98 000"),
             ("Total chapitre 12", "Charges de personnel", "710 000"),
             ("TOTAL", "", "875 500"))  # fmt: skip
    for n, (code, label, amount) in enumerate(lines):
        canvas.setFont("Helvetica-Bold" if code.startswith("T") else "Helvetica", 9)
        canvas.drawString(60, 700 - 17 * n, code)
        canvas.drawString(160, 700 - 17 * n, label)
        canvas.drawRightString(420, 700 - 17 * n, amount)
        canvas.line(55, 695 - 17 * n, 425, 695 - 17 * n)
    for x in (55, 155, 340, 425):
        canvas.line(x, 712, x, 695 - 17 * (len(lines) - 1))
    canvas.save()
    checked = check_document(tmp_path / "a.pdf", jobs=1)
    assert checked.status is Verdict.FOOTS
    assert [(t.printed or 0) // 100 for t in checked.totals] == [165_500, 710_000, 875_500]


# ------------------------------------------------------------- told, never passed over


def test_an_amount_of_another_column_in_a_label_leaves_its_total_unproven(tmp_path: Path) -> None:
    """Two tables side by side, hardly apart: the left one's amounts were taken into labels."""
    found = rows(
        tmp_path / "side.pdf",
        [
            ("2315 Voirie 23 000,00 021 Virement", "6 500,00"),
            ("2188 Matériel 12 500,00 1641 Emprunt", "29 000,00"),
            ("Total dépenses 35 600,00 Total recettes", "35 500,00"),
        ],
    )
    assert [t[-1] for t in found] == ["unverifiable"]


@pytest.mark.parametrize(
    ("last", "printed", "verdict"),
    [
        ("Coût global de l'opération", "47 000,00", "foots"),
        ("Coût global de l'opération", "47 900,00", "unverifiable"),
        ("Net à payer", "46 000,00", "unverifiable"),
    ],
)
def test_a_last_row_near_the_sum_of_all_is_told(
    last: str, printed: str, verdict: str, tmp_path: Path
) -> None:
    lines: Rows = [
        ("Études", "12 000,00"), ("Travaux", "30 000,00"), ("Mobilier", "5 000,00"),
    ]  # fmt: skip
    found = rows(tmp_path / "last.pdf", [*lines, (last, printed)])
    assert [(t[1], t[-1]) for t in found] == [(last, verdict)]


def test_a_last_row_after_a_total_is_held_against_it_and_what_follows(tmp_path: Path) -> None:
    table: Rows = [
        ("Fournitures", "8 000,00"), ("Pose", "12 000,00"), ("Total TTC", "20 000,00"),
        ("Acompte", "-6 000,00"), ("Net à payer", "14 500,00"),
    ]  # fmt: skip
    found = rows(tmp_path / "net.pdf", table)
    assert [(t[1], t[-1]) for t in found] == [
        ("Total TTC", "foots"),
        ("Net à payer", "unverifiable"),
    ]


def test_a_last_row_that_is_no_sum_is_none(tmp_path: Path) -> None:
    table: Rows = [("Études", "12 000,00"), ("Travaux", "30 000,00"), ("Mobilier", "5 000,00")]
    assert rows(tmp_path / "lines.pdf", table) == []


def test_numbers_of_things_that_do_not_add_up_are_told(tmp_path: Path) -> None:
    table: Rows = [
        ("Structure", "Places", "Nombre"),
        ("Crèche Est", "1 200,00", "2 400"),
        ("Crèche Ouest", "1 800,00", "3 600"),
        ("Total", "3 000,00", "6 900"),
    ]
    found = rows(tmp_path / "counted.pdf", table)
    assert [(t[2], t[-1]) for t in found] == [
        ("Places", "foots"), ("Nombre", "unverifiable"),
    ]  # fmt: skip


def three_columns(path: Path, table: Rows, top: float, xs: tuple[float, float, float]) -> Path:
    """A page with one table: two columns of text, or one of numbers to the right, and amounts."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    for n, row in enumerate(table):
        for x, cell in zip(xs, row, strict=True):
            write = canvas.drawRightString if x > 300 else canvas.drawString
            write(x, top - 24 * n, cell)
    canvas.save()
    return path


def test_a_column_of_codes_is_no_column_of_amounts(tmp_path: Path) -> None:
    """Accounts of four digits, as those of the M57 nomenclature."""
    table: Rows = [
        ("Compte", "Libellé", "Montant"), ("6042", "Études", "1 200,00"),
        ("6068", "Achats", "300,00"), ("6155", "Entretien", "450,50"),
        ("6188", "Divers", "80,00"), ("", "Total", "2 030,50"),
    ]  # fmt: skip
    made = three_columns(tmp_path / "m57.pdf", table, 600, (60, 130, 500))
    assert [(t[3], t[-1]) for t in told(check_document(made, jobs=1))] == [(2030.5, "foots")]


def test_an_unreadable_total_of_rates_leaves_the_document_as_it_is(tmp_path: Path) -> None:
    table: Rows = [
        ("Commune", "Crédits", "Taux"),
        ("Arleux", "1 200,00", "12,00"), ("Lens", "500,00", "14,00"),
        ("Douai", "1 300,00", "12 et 15"), ("Total", "3 000,00", "45,00"),
    ]  # fmt: skip
    assert [t[-1] for t in rows(tmp_path / "rate.pdf", table)] == ["foots"]


def test_a_total_of_rates_that_does_not_foot_is_noted(tmp_path: Path) -> None:
    table: Rows = [
        ("Commune", "Crédits", "Coût moyen"),
        ("Arleux", "1 200,00", "2 400,00"),
        ("Douai", "1 800,00", "3 600,00"),
        ("Total", "3 000,00", "3 000,00"),
    ]
    checked = check_document(document(tmp_path / "rates.pdf", [[(50, table)]]), jobs=1)
    assert [t[-1] for t in told(checked)] == ["foots"]
    assert any("« 3 000,00 »" in n.replace("\u00a0", " ") for n in checked.notes)


def test_a_number_in_the_first_row_at_the_head_of_a_page_is_no_page_number(tmp_path: Path) -> None:
    table: Rows = [
        ("Crèche Ouest", "24", "12 000,00"), ("Crèche Est", "36", "18 500,00"),
        ("Crèche Nord", "12", "4 200,00"), ("Total", "72", "34 700,00"),
    ]  # fmt: skip
    made = three_columns(tmp_path / "top.pdf", table, 790, (50, 330, 500))
    found = told(check_document(made, jobs=1))
    assert [(t[3], t[4], t[-1]) for t in found] == [(72, 72, "foots"), (34700, 34700, "foots")]

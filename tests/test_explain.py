"""One page explained: what is printed and what is drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from pipeline.cli import main
from pipeline.domain import PageKind
from pipeline.explain import Explained, explain_page, told, write_picture
from pipeline.explain.shapes import KEY, RIVAL, Stroke, shapes_of
from pipeline.normalise.number_format import FRENCH
from tests import budgets
from tests.factory.content import hauts_de_france
from tests.hand_drawn import Pages
from tests.published import RAW_2025


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> Explained:
    pdf = budgets.html(tmp_path_factory.mktemp("explained") / "budget.pdf")
    return explain_page(pdf, 1, None, FRENCH, 2.0)


def test_a_page_of_the_edition_is_drawn_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "page.png"
    assert main(["explain", str(RAW_2025), "--page", "7", "--output", str(target)]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Page 7 sur 44, imprimée 4 : crédits" in said
    assert "→ pdfplumber, 5 lignes : retenue : totaux retrouvés" in said
    assert "camelot lit exactement les mêmes éléments" in said
    assert re.search(r"S1 +Total Axe 1 +→ +451 922€ +\[pdfplumber \+ camelot\]", said)
    assert "habillage, numéro de page (1) : 4" in said
    with Image.open(target) as picture:
        assert picture.width >= 1920
        counts = {colour: n for n, colour in picture.getcolors(1 << 24) or ()}
    for hexa in ("#0050b0", "#126034", "#5b3a8c", "#c05000"):  # labels, total, headings, rules
        rgb = tuple(int(hexa[i : i + 2], 16) for i in (1, 3, 5))
        assert counts.get(rgb, 0) > 200, hexa


def test_every_word_of_the_page_is_drawn_or_inside_what_is_drawn(explained: Explained) -> None:
    taken = explained.taken
    words = [w for i in taken.items for w in i.words()] + [x.word for x in taken.leftovers]
    drawn = [s.box for s in shapes_of(explained) if s.style.stroke not in (Stroke.BAND,)]
    assert len(words) > 20
    for w in words:
        assert any(
            b.x0 - 1 <= w.box.cx <= b.x1 + 1 and b.top - 1 <= w.box.cy <= b.bottom + 1
            for b in drawn
        ), w.text


def test_roles_are_told_apart_without_colour(explained: Explained) -> None:
    named = [s.letter for s in KEY if s.letter]
    assert len(named) == len(set(named))
    assert len({s.name for s in KEY}) == len(KEY)
    tagged = {s.tag for s in shapes_of(explained) if s.tag}
    assert {"L1", "L5", "S1", "S3", "O1"} <= tagged


def test_another_reading_is_drawn_and_told_where_it_differs(explained: Explained) -> None:
    other = explained.others[0]
    rows = [i for i in other.items if i.cells]
    changed = replace(rows[0], text="Voirie et réseaux")
    items = tuple(changed if i is rows[0] else i for i in other.items if i is not rows[1])
    differing = replace(explained, others=(replace(other, items=items),))
    rivals = [s for s in shapes_of(differing) if s.style is RIVAL]
    assert [(s.tag, s.text) for s in rivals] == [(f"≠ {other.reader}", "Voirie et réseaux")]
    said = "\n".join(told(differing)).replace("\u00a0", " ")
    assert f"≠ {other.reader} seul lit : Voirie et réseaux" in said
    assert f"≠ {other.reader} ne lit pas : {rows[1].text}" in said


def test_readings_that_agree_have_no_rival(explained: Explained) -> None:
    assert not [s for s in shapes_of(explained) if s.style is RIVAL]


def test_a_page_that_nobody_can_read_is_still_drawn(explained: Explained, tmp_path: Path) -> None:
    taken = replace(
        explained.taken, kind=PageKind.UNREADABLE, reason="illisible", items=(), leftovers=()
    )
    outcome = replace(explained.outcome, taken=taken, summaries=())
    nothing = replace(explained, outcome=outcome, others=(), content=None)
    write_picture(nothing, tmp_path / "nothing.png")
    assert (tmp_path / "nothing.png").stat().st_size > 0
    assert any("illisible" in line for line in told(nothing))


def test_a_document_of_no_series_is_explained_without_a_profile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = budgets.english(tmp_path / "budget.pdf")
    target = tmp_path / "page.html"
    assert main(["explain", str(pdf), "--page", "1", "--output", str(target)]) == 0
    said = capsys.readouterr().out
    assert "lue sans profil" in said
    assert "1,610,162.85" in said
    page = target.read_text(encoding="utf-8")
    assert "<svg" in page
    assert "Total revenue" in page
    assert not re.search(r"(?:src|href)=\"(?!#|data:)", page)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--page", "99"], "pas de page 99"),
        (["--page", "0"], "pas de page 0"),
        (["--page", "1", "--output", "page.gif"], "page.gif"),
        (["--page", "1", "--output", "nowhere/page.png"], "nowhere"),
        (["--page", "1", "--series", "inconnue"], "inconnue"),
    ],
)
def test_unusable_words_are_refused(
    words: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", str(RAW_2025), *words]) == 2
    err = capsys.readouterr().err
    assert why in err
    assert err.count("\n") == 1


def test_what_a_page_leaves_in_doubt_among_the_others_is_told(tmp_path: Path) -> None:
    """An action without an amount on a page of text, after a page of actions."""
    pages = Pages(tmp_path / "edition.pdf", (50.0, 780.0))
    for lines in (("- Garage : 500 €", "- Bus : 500 €", "Total Axe 1 : 1 000 €"),
                  ("- Maraudes : en cours",)):  # fmt: skip
        pages.heading("Aisne")
        pages.canvas.setFont("Helvetica", 10)
        for line in lines:
            pages.canvas.drawString(50, pages.y, line)
            pages.y -= 14
        pages.next()
    pages.canvas.save()
    made = explain_page(pages.path, 2, hauts_de_france("2027"), FRENCH, 1.0)
    assert any("Doute" in line and "Maraudes" in line for line in told(made))

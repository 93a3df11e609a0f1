"""The factory's documents say what their truth says, and their faults are faults."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from pipeline.domain import Ledger, Status
from tests.factory.amounts import printed
from tests.factory.chance import random_edition
from tests.factory.content import Edition, edition_2025, hauts_de_france
from tests.factory.faults import FAULTS, plant
from tests.factory.fictitious import Taste, fictitious_edition
from tests.factory.layout import LAYOUTS
from tests.factory.samples import CANVASES, producer, suits
from tests.factory.scan import scan
from tests.factory.truth import Truth, clean_label, compare, truth_of
from tests.programs import skip_without
from tests.truth import truth_ledger

SMALL = Taste(actions=(1, 3), not_costed=0.2, notes=0.2)


def squashed(text: str) -> str:
    """The text without what a layout may change: spaces, hyphens, ligatures, line breaks."""
    return re.sub(r"[\s\x02\u00ad\u2010\ufffe-]", "", unicodedata.normalize("NFKC", text))


def text_of(pdf: Path) -> str:
    document = pdfium.PdfDocument(str(pdf))
    words = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return squashed(words)


def holds(pdf: Path, truth: Truth) -> list[str]:
    """The labels and amounts of the truth that the document's text doesn't have."""
    text = text_of(pdf)
    wanted = [line.label for line in truth.lines]
    wanted += [line.printed for line in truth.lines if line.cents is not None]
    return [w for w in wanted if squashed(w) not in text]


@pytest.mark.parametrize("name", CANVASES)
@pytest.mark.parametrize(
    "layout", ["slides-ruled", "a4-borderless", "a4-hyphens", "slides-split", "slides-side"]
)
def test_canvases_print_the_truth(name: str, layout: str, tmp_path: Path) -> None:
    pdf = tmp_path / "edition.pdf"
    truth = producer(name)(fictitious_edition(3, taste=SMALL), LAYOUTS[layout], pdf)
    assert holds(pdf, truth) == []
    assert all(line.page and 1 <= line.page <= (truth.pages or 0) for line in truth.lines)


@pytest.mark.parametrize("layout", [n for n, lay in LAYOUTS.items() if lay.quirks])
def test_quirks_keep_the_text(layout: str, tmp_path: Path) -> None:
    pdf = tmp_path / "edition.pdf"
    truth = producer("rawcanvas")(fictitious_edition(4, taste=SMALL), LAYOUTS[layout], pdf)
    if layout not in ("doubled", "invisible", "white", "covered"):
        assert holds(pdf, truth) == []
    page = pdfium.PdfDocument(str(pdf))[3]
    wide, high = page.get_size()
    assert (wide > high) == (LAYOUTS[layout].page != "a4")


@pytest.mark.parametrize("name", ["weasyprint", "chromium", "libreoffice"])
def test_engines_print_the_truth(name: str, tmp_path: Path) -> None:
    skip_without(name)
    pdf = tmp_path / "edition.pdf"
    assert suits(name, LAYOUTS["a4-ruled"])
    truth = producer(name)(fictitious_edition(5, taste=SMALL), LAYOUTS["a4-ruled"], pdf)
    assert holds(pdf, truth) == []


def off(edition: Edition) -> int:
    """How many printed sums the edition's own rows don't make."""
    wrong = sum(
        sum(a.amount.cents or 0 for a in s.actions) != s.totals[0].cents for s in edition.sections
    )
    for code, figure in edition.contracts:
        made = sum(s.totals[0].cents or 0 for s in edition.sections if s.territory == code)
        wrong += made != figure.cents
    return wrong


def test_a_sound_edition_foots_and_a_faulty_one_does_not() -> None:
    assert off(edition_2025()) == 0
    for seed in range(10):
        sound = fictitious_edition(seed)
        assert off(sound) == 0
        for fault in FAULTS:
            faulty = plant(sound, fault, seed)
            assert faulty.fault == fault
            assert off(faulty) > 0


def test_the_2025_edition_is_whole() -> None:
    edition = edition_2025()
    assert len(list(edition.actions())) == 124
    assert len(edition.sections) == 23
    assert sum(f.cents or 0 for s in edition.sections for f in s.totals[:1]) == 29_007_615_00


def test_amounts_are_printed_in_each_form() -> None:
    assert printed(1_234_567_00, "dots €") == "1.234.567 €"
    assert printed(1_234_56, "nbsp €") == "1\u00a0234,56\u00a0€"
    assert printed(12_500_00, "k€") == "12,5 k€"
    assert printed(-5_000_00, "space €") == "(5 000) €"
    assert printed(-5_000_00, "nbsp€") == "-5\u00a0000€"
    assert printed(2_250_000_00, "plain") == "2250000"


def perfect() -> tuple[Ledger, Truth]:
    edition = edition_2025()
    return truth_ledger(hauts_de_france("2025")), truth_of(edition, LAYOUTS["slides-ruled"], "none")


def test_comparing_sees_every_difference() -> None:
    ledger, truth = perfect()
    score = compare(ledger, truth, Status.RECONCILED)
    assert (score.rows_exact, score.totals_exact) == (124, 28)
    assert score.exact
    assert not score.silent_wrong
    moved = replace(ledger.lines[5], label=ledger.lines[5].label + " x")
    wrong = replace(ledger, lines=(moved, *ledger.lines[1:]))
    assert compare(wrong, truth, Status.RECONCILED).silent_wrong
    assert not compare(wrong, truth, Status.HELD).silent_wrong
    assert compare(ledger, replace(truth, fault="wrong digit"), Status.RECONCILED).silent_wrong


def test_labels_compare_without_their_note_marks() -> None:
    assert clean_label("Aide\u00a0 sociale (1).") == clean_label("Aide sociale.")
    assert clean_label("Mobilite\u0301 *") == "Mobilité"
    assert clean_label("Bourse (phase 2)") == "Bourse (phase 2)"


def test_a_scan_has_no_text(tmp_path: Path) -> None:
    pdf, copy = tmp_path / "edition.pdf", tmp_path / "scan.pdf"
    edition = fictitious_edition(6, taste=Taste(actions=(1, 1)))
    few = replace(edition, sections=edition.sections[:1], contracts=())
    producer("reportlab")(few, replace(LAYOUTS["a4-ruled"], extras=False), pdf)
    scan(pdf, copy, dpi=72)
    assert text_of(copy) == ""
    assert len(pdfium.PdfDocument(str(copy))) == len(pdfium.PdfDocument(str(pdf)))


def test_a_seed_always_draws_the_same_document(tmp_path: Path) -> None:
    one, two = random_edition(42), random_edition(42)
    assert one == two
    assert one.make(tmp_path / "a.pdf") == two.make(tmp_path / "b.pdf")

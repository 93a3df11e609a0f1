"""Scans: exact, or visibly unproven. The pictures are made here, the truth is what they show."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.domain import Box, ControlName, Ledger, PageKind, Severity, SourceRecord, Status
from pipeline.extract import read_edition
from pipeline.extract.accents import contradicted
from pipeline.extract.askew import turned_back
from pipeline.extract.figurespaces import respaced
from pipeline.extract.inklines import InkLine, ink_lines, slope
from pipeline.extract.read import read_pages
from pipeline.extract.scan import scan_of, skew_of, turned
from pipeline.extract.tesseract import ReadWord, missing
from pipeline.extract.votes import DOUBTFUL, is_figure, text_of, vote
from pipeline.extract.wordings import lacks_accent
from pipeline.normalise.money import FRENCH
from pipeline.reconcile import reconcile
from tests.factory.content import hauts_de_france
from tests.factory.fictitious import Taste, fictitious_edition
from tests.factory.layout import LAYOUTS
from tests.factory.producers import reportlab
from tests.factory.scan import scan
from tests.factory.truth import Truth, compare
from tests.reconciling import blocking, line, truth, with_amount, with_total

needs_tesseract = pytest.mark.skipif(bool(missing()), reason=missing() or "tesseract")

# At the size of print these are not told apart: a scan's readings have one form of each.
ONE_FORM = str.maketrans({"’": "'", "“": '"', "”": '"', "—": "–"})


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Truth]:
    """A whole edition in few pages, as its producer wrote it."""
    path = tmp_path_factory.mktemp("scans") / "edition.pdf"
    edition = fictitious_edition(7, taste=Taste(actions=(1, 2)))
    return path, reportlab.make(edition, LAYOUTS["a4-ruled"], path)


def read(pdf: Path) -> Ledger:
    return read_edition(pdf, hauts_de_france("2027"), "2027", SourceRecord(pdf.name, "x", 1))


def plain(told: Truth) -> Truth:
    lines = tuple(replace(x, label=x.label.translate(ONE_FORM)) for x in told.lines)
    return replace(told, lines=lines)


def some_pages(pdf: Path, pages: range, out: Path) -> Path:
    writer, reader = PdfWriter(), PdfReader(pdf)
    for index in pages:
        writer.add_page(reader.pages[index])
    writer.write(out)
    return out


def words(*texts: str, confidence: float = 0.9) -> list[ReadWord]:
    return [ReadWord(t, 10.0 * i, 10.0 * i + 8, confidence) for i, t in enumerate(texts)]


# ------------------------------------------------------------------ whole documents


@needs_tesseract
@pytest.mark.parametrize(
    ("dpi", "skew", "noise", "quality"), [(300, 0.0, 0.0, 90), (200, 1.5, 6.0, 75)]
)
def test_a_fair_scan_of_a_whole_edition_reconciles_and_is_exact(
    small: tuple[Path, Truth], tmp_path: Path, dpi: int, skew: float, noise: float, quality: int
) -> None:
    pdf, told = small
    copy = tmp_path / "scan.pdf"
    scan(pdf, copy, dpi=dpi, skew=skew, noise=noise, quality=quality)
    ledger, found = reconcile(read(copy), hauts_de_france("2027"))
    assert [f.message for f in found.blocking] == []
    assert compare(ledger, plain(told), Status.RECONCILED).differences == ()
    assert {x.readers for x in ledger.lines} == {("ocr", "ocr-bis")}


@needs_tesseract
def test_a_bad_scan_is_held_and_not_silently_wrong(
    small: tuple[Path, Truth], tmp_path: Path
) -> None:
    pdf, told = small
    copy = tmp_path / "scan.pdf"
    scan(pdf, copy, dpi=90, skew=2.5, noise=14, quality=30)
    ledger, found = reconcile(read(copy), hauts_de_france("2027"))
    status = Status.HELD if found.blocking else Status.RECONCILED
    score = compare(ledger, plain(told), status)
    assert score.differences
    assert status is Status.HELD


# ------------------------------------------------------------------ which pages are scans


@needs_tesseract
def test_an_invisible_text_layer_is_not_believed(small: tuple[Path, Truth], tmp_path: Path) -> None:
    """Scanners add what they made of the picture, unseen: here they misread every amount."""
    pdf, _ = small
    pages = some_pages(pdf, range(4, 5), tmp_path / "one.pdf")
    copy = tmp_path / "layered.pdf"
    page = pdfium.PdfDocument(pages)[0]
    width, height = page.get_size()
    canvas = Canvas(str(copy), pagesize=(width, height))
    canvas.drawImage(ImageReader(page.render(scale=3).to_pil()), 0, 0, width, height)
    unseen = canvas.beginText(60, 500)
    unseen.setTextRenderMode(3)
    unseen.textLine("Total Axe 1 999 999€")
    canvas.drawText(unseen)
    canvas.save()
    profile = hauts_de_france("2027")
    (scanned,) = read_pages(copy, profile, FRENCH, jobs=1)
    (written,) = read_pages(pages, profile, FRENCH, jobs=1)
    assert scanned.taken.reader == "ocr"
    assert [(i.kind, i.text.translate(ONE_FORM), [c.amount.cents for c in i.cells])
            for i in scanned.taken.rows] == [
        (i.kind, i.text.translate(ONE_FORM), [c.amount.cents for c in i.cells])
        for i in written.taken.rows
    ]  # fmt: skip


@needs_tesseract
def test_places_are_those_of_the_page_as_displayed(
    small: tuple[Path, Truth], tmp_path: Path
) -> None:
    pdf, _ = small
    pages = some_pages(pdf, range(4, 5), tmp_path / "one.pdf")
    copy = tmp_path / "askew.pdf"
    scan(pages, copy, dpi=250, skew=1.5, noise=3, seed=3)
    profile = hauts_de_france("2027")
    (scanned,) = read_pages(copy, profile, FRENCH, jobs=1)
    (written,) = read_pages(pages, profile, FRENCH, jobs=1)
    picture = pdfium.PdfDocument(copy)[0].render(scale=2, grayscale=True).to_numpy()
    for mine, theirs in zip(scanned.taken.rows, written.taken.rows, strict=True):
        box = mine.cells[0].box
        inside = picture[int(2 * box.top) : int(2 * box.bottom), int(2 * box.x0) : int(2 * box.x1)]
        assert inside.min() < 110, f"no ink where {theirs.cells[0].amount.printed} is said to be"
        assert abs(box.cx - theirs.cells[0].box.cx) < 16
        assert abs(box.cy - theirs.cells[0].box.cy) < 16


def test_a_blank_page_is_no_scan(tmp_path: Path) -> None:
    path = tmp_path / "blank.pdf"
    canvas = Canvas(str(path))
    canvas.showPage()
    canvas.save()
    (outcome,) = read_pages(path, None, FRENCH, jobs=1)
    assert outcome.taken.kind is PageKind.BLANK


def test_without_tesseract_a_scan_is_unreadable_and_says_what_to_install(
    small: tuple[Path, Truth], tmp_path: Path
) -> None:
    """Run where no program is found: the other pages are read all the same, and it is held."""
    pdf, _ = small
    pages = some_pages(pdf, range(4, 6), tmp_path / "two.pdf")
    scan(some_pages(pages, range(1), tmp_path / "one.pdf"), tmp_path / "scan.pdf", dpi=100)
    mixed, writer = tmp_path / "mixed.pdf", PdfWriter()
    writer.add_page(PdfReader(tmp_path / "scan.pdf").pages[0])
    writer.add_page(PdfReader(pages).pages[1])
    writer.write(mixed)
    program = textwrap.dedent(f"""
        from pathlib import Path
        from tests.test_scans import hauts_de_france, read, reconcile
        _, found = reconcile(read(Path({str(mixed)!r})), hauts_de_france("2027"))
        for f in found.blocking:
            print(f.page, f.message)
    """)
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={"PATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert "1 Page 1 illisible" in done.stdout
    assert "apt install tesseract-ocr tesseract-ocr-fra" in done.stdout
    assert "Page 2 illisible" not in done.stdout


# ------------------------------------------------------------------ a figure misread


def by_ocr(ledger: Ledger) -> Ledger:
    seen = ("ocr", "ocr-bis")
    return replace(
        ledger,
        lines=tuple(replace(x, readers=seen) for x in ledger.lines),
        totals=tuple(replace(x, readers=seen) for x in ledger.totals),
    )


def misread(identifier: str, cents: int) -> Ledger:
    return by_ocr(with_amount(truth(), identifier, cents))


def with_a_three() -> tuple[str, int]:
    """A line whose amount begins with a 3 as no other of its section of that length does, and the
    amount with an 8 in its place."""
    for held in truth().lines:
        text = str(held.amount.cents or 0)
        rivals = [str(x.amount.cents or 0) for x in truth().lines
                  if (x.axis, x.territory) == (held.axis, held.territory)]  # fmt: skip
        if text[0] == "3" and [len(r) for r in rivals].count(len(text)) == 1:
            return held.identifier, int(f"8{text[1:]}")
    raise AssertionError


def test_a_look_alike_that_closes_the_sum_is_proposed_and_not_applied() -> None:
    identifier, wrong = with_a_three()
    ledger, found = reconcile(misread(identifier, wrong), hauts_de_france("2025"))
    (footing,) = [f for f in found.blocking if f.control is ControlName.FOOTING]
    cause = footing.causes[0]
    held = line(truth(), identifier)
    assert cause.rule == "misread_digit"
    assert "si le 8 de «" in cause.sentence.replace("\u00a0", " ")
    assert "est un 3" in cause.sentence
    assert held.amount_box in cause.boxes
    assert line(ledger, identifier).amount.cents == wrong


def test_two_look_alikes_that_close_the_sum_decide_nothing() -> None:
    """Off by 500 €: an 8 for a 3 in one line, a 7 for a 2 in another."""
    _, found = reconcile(misread("2025-1-02-006", 217_850_00), hauts_de_france("2025"))
    (footing,) = [f for f in found.blocking if f.control is ControlName.FOOTING]
    assert [c.rule for c in footing.causes] == ["undecided"]


def test_a_born_digital_figure_is_never_said_to_be_misread() -> None:
    identifier, wrong = with_a_three()
    ledger = with_amount(truth(), identifier, wrong)
    assert all(c.rule != "misread_digit" for f in blocking(ledger) for c in f.causes)


def test_an_ocr_amount_that_no_sum_proves_blocks() -> None:
    held = truth().lines[0]
    own = next(t for t in truth().totals if held.identifier in t.lines)
    ledger = by_ocr(with_total(truth(), own.identifier, lines=()))
    assert any(
        f.severity is Severity.BLOCKING and held.identifier in f.lines for f in blocking(ledger)
    )


# ------------------------------------------------------------------ two readings and their votes


def test_two_readings_that_agree_settle_a_line() -> None:
    settled = vote([words("Aide", "alimentaire"), words("Aide", "alimentaire")])
    assert settled.settled
    assert text_of(settled.first) == "Aide alimentaire"


def test_words_that_no_two_readings_say_alike_are_in_doubt() -> None:
    settled = vote([words("Aide", "alimentaire"), words("Aide", "aIimentaire")])
    assert not settled.settled
    assert [w.confidence >= DOUBTFUL for w in settled.first] == [True, False]
    assert text_of(settled.first) != text_of(settled.second)


def test_agreement_at_low_confidence_takes_a_third_voice() -> None:
    low = words("Aide", confidence=0.2)
    assert not vote([low, low]).settled
    assert vote([low, low, low]).settled


def test_nothing_read_settles_nothing() -> None:
    assert not vote([[], []]).settled


def test_letters_in_a_figure_call_for_readings_of_figures_alone() -> None:
    said = [words("957", "OO0€"), words("957", "OO0€")]
    assert is_figure(said)
    alone = words("957000€", confidence=0.0)  # such passes tell no spaces
    again = vote([*said, alone, alone])
    assert again.settled
    assert text_of(again.first) == "957 000€"


@pytest.mark.parametrize("text", ["20 km", "lot 3", "6e", "Relais 62", "OO"])
def test_text_with_a_number_in_it_is_no_figure(text: str) -> None:
    assert not is_figure([words(*text.split())])


# ------------------------------------------------------------------ pictures


def lettered(angle: float) -> np.ndarray:
    """A page with ten lines of print between two ruled lines, turned clockwise by `angle`."""
    page = np.full((1650, 1275), 250, np.uint8)
    for row in range(10):
        cv2.putText(page, "accompagnement social 12 500 pi", (150 + 17 * row, 500 + 60 * row),
                    cv2.FONT_HERSHEY_SIMPLEX, 1.1, 20, 3)  # fmt: skip
    for y in (400, 1120):
        cv2.line(page, (150, y), (1100, y), 60, 2)
    return turned(page, -angle)


@pytest.mark.parametrize("angle", [-4.5, -1.2, 0.0, 0.4, 3.3])
def test_the_angle_of_a_page_is_found(angle: float) -> None:
    assert skew_of(lettered(angle)) == pytest.approx(angle, abs=0.12)


def test_ruled_lines_are_found_and_taken_out_and_letters_kept() -> None:
    page = scan_of(lettered(0.0), 0.0)
    level = [r for r in page.rules if r.width > 900]
    assert [round(r.cy / 40) for r in level] == [10, 28]
    assert not page.ink[390:410].any()
    lines = ink_lines(page.ink, page.rules)
    assert len(lines) == 10
    assert all(abs(x.box.x0 - 150 - 17 * row) < 6 for row, x in enumerate(lines))


def test_the_slope_of_lines_is_that_of_the_page() -> None:
    page = scan_of(lettered(0.3), 0.0)
    assert slope(ink_lines(page.ink, page.rules)) == pytest.approx(0.3, abs=0.06)


def test_light_letters_on_a_dark_band_are_read_as_dark_on_light() -> None:
    page = np.full((900, 1600), 248, np.uint8)
    page[300:380] = 30
    cv2.putText(page, "Montant total", (200, 355), cv2.FONT_HERSHEY_SIMPLEX, 1.4, 250, 4)
    made = scan_of(page, 0.0)
    assert not made.ink[290:318].any()
    (found,) = ink_lines(made.ink, made.rules)
    assert 190 < found.box.x0 < 210


def test_the_turn_is_undone_on_every_place(small: tuple[Path, Truth]) -> None:
    pdf, _ = small
    reading = next(
        o.taken for o in read_pages(pdf, hauts_de_france("2027"), FRENCH, jobs=1) if o.taken.rows
    )
    there = turned_back(reading, 2.0)
    back = turned_back(there, -2.0)
    assert there.items[0].box != reading.items[0].box
    for mine, theirs in zip(back.items, reading.items, strict=True):
        assert mine.box.cx == pytest.approx(theirs.box.cx, abs=0.6)
        assert mine.box.cy == pytest.approx(theirs.box.cy, abs=0.6)
    assert turned_back(reading, 0.0) is reading


def page_with(draw: Callable[[ImageDraw.ImageDraw], None]) -> np.ndarray:
    """A page of 2 by 3 inches at 300 dots an inch, on which text is drawn as well."""
    image = Image.new("L", (1800, 1200), 245)
    pen = ImageDraw.Draw(image)
    draw(pen)
    pen.text((150, 900), "Aide alimentaire", font=FONT, fill=20)
    return np.asarray(image)


FONT = ImageFont.truetype("LiberationSans-Regular.ttf", 60)


def pieces_of(picture: np.ndarray) -> list[tuple[int, int]]:
    """(left, top) of each piece of a line found in a picture."""
    made = scan_of(picture, 0.0)
    return [(round(x.box.x0), round(x.box.top)) for x in ink_lines(made.ink, made.rules)]


def test_light_letters_on_a_middling_ground_are_read_as_dark_on_light() -> None:
    def band(pen: ImageDraw.ImageDraw) -> None:
        pen.rectangle((100, 300, 1700, 420), fill=140)
        pen.text((150, 325), "Total Axe 1", font=FONT, fill=250)

    assert [x for x, _ in pieces_of(page_with(band))] == [pytest.approx(150, abs=12)] * 2


def test_dark_letters_on_a_middling_ground_stay_dark() -> None:
    def band(pen: ImageDraw.ImageDraw) -> None:
        pen.rectangle((100, 300, 1700, 420), fill=150)
        pen.text((150, 325), "Total Axe 1", font=FONT, fill=15)

    assert [x for x, _ in pieces_of(page_with(band))] == [pytest.approx(150, abs=12)] * 2


def test_the_slices_of_a_pie_and_the_keys_of_a_chart_are_no_text() -> None:
    def pie(pen: ImageDraw.ImageDraw) -> None:
        pen.pieslice((900, 100, 1500, 700), 0, 200, fill=35)
        pen.pieslice((900, 100, 1500, 700), 200, 360, fill=120)
        pen.rectangle((100, 930, 130, 960), fill=60)

    assert [x for x, _ in pieces_of(page_with(pie))] == [pytest.approx(150, abs=12)]


def test_a_logo_beside_two_lines_is_a_letter_of_neither() -> None:
    def logo(pen: ImageDraw.ImageDraw) -> None:
        pen.arc((100, 300, 260, 460), 0, 250, fill=20, width=50)
        pen.text((290, 300), "le Département", font=FONT, fill=20)
        pen.text((290, 390), "Aisne", font=FONT, fill=20)

    found = pieces_of(page_with(logo))
    assert sum(x == pytest.approx(290, abs=12) for x, _ in found) == 2


def figure(text: str, *steps: float) -> tuple[InkLine, list[ReadWord]]:
    """The ink of a figure whose signs stand `steps` apart, and its words as misread."""
    x, blots = 0.0, []
    for step in (*steps, 0.0):
        blots.append(Box(x, 0.0, x + 14.0, 30.0))
        x += step
    words = [ReadWord(w, 0.0, 1.0, 0.9) for w in text.split()]
    return InkLine(tuple(blots)), words


def test_a_figure_is_parted_where_its_ink_is() -> None:
    line, read = figure("2020 000€", 30, 20, 20, 30, 20, 20, 20)
    assert text_of(respaced(line, read)) == "2 020 000€"


def test_a_figure_parted_wrongly_in_its_ink_too_stays_so() -> None:
    line, read = figure("2020 000", 20, 20, 20, 30, 20, 20)
    assert text_of(respaced(line, read)) == "2020 000"


@pytest.mark.parametrize("text", ["FlJeM", "(TAPA)J)", "RH)J)"])
def test_words_that_nobody_prints_are_contradicted(text: str) -> None:
    line = InkLine((Box(0, 0, 10, 20), Box(12, 0, 22, 20)))
    assert contradicted(line, [ReadWord(text, 0, 22, 0.9)]) == [True]


def test_an_i_without_its_dot_is_contradicted_where_it_may_be_a_capital() -> None:
    """« l'insertion » read of « l'Insertion »: the reader knows the word."""
    letters = [Box(20.0 * i, 10, 20.0 * i + 12, 40) for i in range(6)]
    dots = [Box(20.0 * i + 2, 0, 20.0 * i + 8, 5) for i in (0, 3)]
    dotted = InkLine(tuple(sorted((*letters, *dots), key=lambda b: b.x0)))
    bare = InkLine(tuple(sorted((*letters, dots[1]), key=lambda b: b.x0)))
    word = [ReadWord("insise", 0, 120, 0.9)]
    assert contradicted(dotted, word) == [False]
    assert contradicted(bare, word) == [True]


def test_a_percentage_is_no_figure() -> None:
    """Passes that know figures alone read « 39 » of « 39% »."""
    assert not is_figure([words("39%"), words("39%")])


@pytest.mark.parametrize("word", ["Equipes", "Epiceries", "«Ecole", "Eglise", "Evaluation"])
def test_an_unaccented_capital_that_french_accents_is_in_doubt(word: str) -> None:
    assert lacks_accent(word)


@pytest.mark.parametrize(
    "word", ["Emploi", "Enfance", "Elle", "Espace", "Entre", "Équipes", "EHPAD"]
)
def test_capitals_that_french_leaves_plain_are_not(word: str) -> None:
    assert not lacks_accent(word)

"""The report as a file: what it says, that it is whole, self-contained and inert."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import (
    Box,
    DecisionState,
    Mark,
    PageKind,
    PrintedTotal,
    Role,
    Status,
    TotalScope,
)
from pipeline.report import PastRun, ReportContext, build_index, build_report
from pipeline.report.figures import Figures, euros, number
from pipeline.report.grid import grid
from pipeline.report.names import Names, shown
from pipeline.report.overview import rows, summary
from pipeline.report.pictures import LONG_SIDE, render
from pipeline.report.registers import amounts_register, labels_register, orientations_register
from pipeline.report.shapes import crop
from pipeline.report.sheets import sheets
from pipeline.report.texts import dictionary, plain, typeset
from tests import reconciling as r
from tests import reporting as t

TEMPLATES = Path(__file__).parents[1] / "pipeline/report/templates"
PICTURE = re.compile(r'href="data:image/webp;base64,[^"]*"')


class Page(HTMLParser):
    """What a report holds: ids, links, the text of each element by id, and every address."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: list[tuple[str, str]] = []
        self.tags: Counter[str] = Counter()
        self.events: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            if name == "id":
                self.ids[str(value)] += 1
            if name in ("href", "src", "action", "xlink:href", "srcset", "data", "poster"):
                self.links.append((tag, str(value)))
            if name.startswith("on") or name == "style":
                self.events.append(f"{tag} {name}={value}")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def html(context: ReportContext, folder: Path) -> str:
    return build_report(context, folder).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    return html(t.context(), tmp_path_factory.mktemp("whole"))


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> str:
    return html(t.signed(), tmp_path_factory.mktemp("signed"))


# ------------------------------------------------------------------ one file, whole


@pytest.mark.parametrize("name", ["whole", "signed"])
def test_the_report_needs_nothing_but_itself(name: str, request: pytest.FixtureRequest) -> None:
    text: str = request.getfixturevalue(name)
    page = Page(text)
    outside = [
        link for link in page.links
        if not link[1].startswith(("#", "data:image/webp;")) and link[1] != "data_docs/index.html"
    ]  # fmt: skip
    assert outside == []
    assert page.events == []  # neither handlers nor inline styles: the policy refuses both
    assert not page.tags.keys() & {"link", "iframe", "object", "embed", "base", "img"}
    assert "default-src 'none'" in unescape(text)


@pytest.mark.parametrize("name", ["whole", "signed"])
def test_every_link_inside_the_report_arrives(name: str, request: pytest.FixtureRequest) -> None:
    page = Page(request.getfixturevalue(name))
    assert {i for i, count in page.ids.items() if count > 1} == set()
    assert {link[1:] for _, link in page.links if link.startswith("#")} <= page.ids.keys()


def test_each_picture_is_embedded_once_and_the_report_is_light(whole: str) -> None:
    kinds = {PageKind.CREDITS, PageKind.CONTRACT, PageKind.CHART}
    pages = [p.page for p in r.whole().pages if p.kind in kinds]
    assert re.findall(r'<image id="i(\d+)"', whole) == [str(p) for p in pages]
    assert len(whole.encode()) < 4_000_000
    assert len(PICTURE.sub("", whole).encode()) < 1_300_000


def test_two_reports_of_one_run_are_the_same_bytes(whole: str, tmp_path: Path) -> None:
    assert html(t.context(), tmp_path) == whole


def test_every_line_and_total_has_its_row_and_its_box(whole: str) -> None:
    page = Page(whole)
    count = len(r.whole().lines) + len(r.whole().totals)
    for rank in range(count):
        assert page.ids[f"l{rank}"] == 1
        assert page.ids[f"b-l{rank}"] == 1


def test_a_theme_comes_after_the_report_s_own_style(tmp_path: Path) -> None:
    (tmp_path / "theme.css").write_text(":root{--accent:#123456}</style>", encoding="utf-8")
    text = html(replace(t.context(), theme=tmp_path), tmp_path)
    own, theme = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert theme == ":root{--accent:#123456}<\\/style>"
    assert "--accent" in own
    assert (
        unescape(text).count("'sha256-") == 3
    )  # both styles and the script are told to the browser


# ------------------------------------------------------------------ what it says


def test_the_verdict_of_a_proven_edition(whole: str) -> None:
    page = Page(whole)
    assert "28 totaux sur 28 conformes" in page.text
    assert "0\u00a0montant inexpliqué" in whole
    assert "Reconstruction" in page.text
    assert "Publié" in page.text
    assert "Retenu pour relecture" not in page.text


def test_the_verdict_of_a_held_edition(signed: str) -> None:
    page = Page(signed)
    assert "Retenu pour relecture" in page.text
    assert "rien n’est publié" in page.text


def test_the_summary_counts_what_is_open() -> None:
    told = summary(t.context(t.faulty()))
    assert (told.status, told.totals, told.agreeing) == (Status.HELD, 28, 26)
    assert (told.unexplained, told.words) == (1, 1)
    assert told.blocking == len(r.blocking(t.faulty()))


def test_what_fails_comes_first_with_its_cause() -> None:
    context = t.context(t.faulty())
    controls = [c for c in context.reconciliation.controls if c.name == "footing"]
    first, *others = rows(controls, context.reconciliation, ())
    assert (first.state, first.control.territory, first.control.axis) == ("ko", "59", "1")
    assert first.control.difference == 10_00
    assert first.cause
    assert {row.state for row in others} == {"ok"}


def test_the_grid_has_a_square_for_each_contract_and_axis() -> None:
    context = t.context(t.faulty())
    names = Names(context.profile, context.ledger, Figures([]))
    *territories, region = grid(context, names)
    states = {row.territory: [cell.state for cell in row.cells] for row in territories}
    assert states["59"] == ["ko", "none", "ok", "ok"]  # no axis 2 for a département
    assert states["200093201"] == ["ok"] * 4
    assert region.total.computed == 29_007_615_00 + 10_00


def test_the_grid_is_that_of_the_published_amount_beside_other_columns_and_sub_totals() -> None:
    """Their totals come first, and agree: their sums are none of the axis'."""
    ledger = r.whole()
    lines = tuple(replace(x, other_amounts=(("2026", r.value(1_00)),)) for x in ledger.lines)
    totals: list[PrintedTotal] = []
    for total in ledger.totals:
        if total.scope is TotalScope.AXIS:
            other = replace(total, identifier=f"{total.identifier}-2026", column="2026")
            cents = 1_00 * len(total.lines)
            totals.append(replace(other, amount=r.value(cents), box=Box(1, 1, 2, 2)))
            part, first = f"{total.identifier}-part", total.lines[:1]
            amount = next(x.amount for x in lines if x.identifier in first)
            totals.append(
                replace(total, identifier=part, scope=TotalScope.SUBTOTAL, lines=first,
                        amount=amount, box=Box(3, 3, 4, 4))
            )  # fmt: skip
        totals.append(total)
    context = t.context(replace(ledger, lines=lines, totals=tuple(totals)))
    found = grid(context, Names(context.profile, context.ledger, Figures([])))
    plain = t.context(ledger)
    assert found == grid(plain, Names(plain.profile, plain.ledger, Figures([])))


def test_a_contract_that_its_lines_prove_agrees_though_an_axis_total_is_wrong() -> None:
    ledger = r.whole()
    wrong = next(t for t in ledger.totals if (t.scope, t.territory) == (TotalScope.AXIS, "59"))
    cents = (wrong.amount.cents or 0) + 900_00
    totals = (replace(t, amount=r.value(cents)) if t is wrong else t for t in ledger.totals)
    context = t.context(replace(ledger, totals=tuple(totals)))
    found = grid(context, Names(context.profile, context.ledger, Figures([])))
    row = next(row for row in found if row.territory == "59")
    assert [c.state for c in row.cells].count("ko") == 1
    assert (row.total.state, row.total.computed) == ("ok", row.total.printed)


def test_a_missing_contract_is_seen_in_the_grid() -> None:
    axis, territory = "4", "80"
    ledger = replace(
        r.whole(),
        lines=tuple(x for x in r.whole().lines if (x.axis, x.territory) != (axis, territory)),
        totals=tuple(x for x in r.whole().totals if (x.axis, x.territory) != (axis, territory)),
    )
    context = t.context(ledger)
    found = grid(context, Names(context.profile, ledger, Figures([])))
    row = next(row for row in found if row.territory == territory)
    assert row.cells[3].state == "missing"


def test_decisions_are_shown_in_force_and_stale(signed: str) -> None:
    context = t.signed()
    assert {d.state for d in context.decisions} == {DecisionState.IN_FORCE, DecisionState.STALE}
    page = Page(signed)
    for word in ("Claire Martin", "Paul Durand", "12 345,00 €", "Ce constat n’existe plus."):
        assert word in page.text
    assert "corrigé par décision" in page.text
    assert "100000.00" in signed  # exported again as it stands in the file


def test_the_sentence_for_the_publisher_is_there(tmp_path: Path) -> None:
    text = Page(html(t.context(t.faulty()), tmp_path)).text
    assert "Phrase prête à envoyer" in text
    assert "Pourriez-vous nous indiquer la valeur exacte" in text


def test_changes_since_the_edition_before(signed: str) -> None:
    text = Page(signed).text
    for word in ("2024", "apparue", "terminée", "montant modifié", "probablement renommée"):
        assert word in text
    assert "Une action qui n'a pas été reconduite" in text


def test_a_page_that_cannot_be_drawn_is_shown_by_its_words(tmp_path: Path) -> None:
    context = t.context(t.faulty())
    far = replace(
        context.ledger,
        pages=tuple(replace(p, page=p.page + 1000) for p in context.ledger.pages),
    )
    text = html(replace(context, ledger=far), tmp_path)
    assert "<image" not in text
    assert "1 234 €</text>" in text


def test_an_edition_without_profile_still_has_its_totals(tmp_path: Path) -> None:
    """As `recolement check` shows a document of no known series."""
    context = t.context(t.faulty())
    bare = context.profile.model_copy(
        update={"territories": (), "axes": (), "order": (), "charts": ()}
    )
    text = html(replace(context, profile=bare), tmp_path)
    assert 'id="grille"' not in text
    assert 'id="controles"' in text


# ------------------------------------------------------------------ hostile text


def test_a_hostile_label_is_shown_as_written_and_runs_nowhere(tmp_path: Path) -> None:
    text = html(t.context(t.hostile()), tmp_path)
    page = Page(text)
    assert page.events == []
    assert page.tags["script"] == Page(html(t.context(t.faulty()), tmp_path)).tags["script"]
    for label in t.HOSTILE[:3]:
        assert label in " ".join(page.words)
    assert "49" not in re.findall(r"\{\{ 7\*7 \}\}|(?<=>)49(?=<)", text)
    assert "\x07" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text


@given(st.text())
def test_no_control_character_gets_through(text: str) -> None:
    seen = shown(text)
    assert all(c.isprintable() or c == "\n" or c.isspace() for c in seen)
    seen.encode("utf-8")


# ------------------------------------------------------------------ parts


def test_pictures_are_the_page_as_displayed_to_the_pixel() -> None:
    import base64
    import io

    import pypdfium2
    from PIL import Image, ImageChops

    (picture,) = render(t.PDF, [6])
    data = base64.b64decode(picture.address.partition(",")[2])
    packed = Image.open(io.BytesIO(data)).convert("RGB")
    page = pypdfium2.PdfDocument(t.PDF)[5]
    drawn = page.render(scale=LONG_SIDE / max(page.get_size())).to_pil().convert("RGB")
    assert ImageChops.difference(packed, drawn).getbbox() is None
    assert max(packed.size) == LONG_SIDE


def test_pictures_come_in_order_and_a_missing_page_is_left_out() -> None:
    assert [p.page for p in render(t.PDF, [5, 400, 6, 8])] == [5, 6, 8]


@given(
    st.lists(st.tuples(st.floats(0, 900), st.floats(0, 500)), max_size=5),
    st.floats(1, 60),
)
def test_a_crop_shows_its_boxes_and_stays_on_the_page(
    corners: list[tuple[float, float]], size: float
) -> None:
    page = next(p for p in r.whole().pages if p.page == 6)
    boxes = [Box(x, y, min(x + size, page.width), min(y + size, page.height)) for x, y in corners]
    view = crop(boxes, page)
    assert view.x0 >= 0
    assert view.top >= 0
    assert view.x1 <= page.width
    assert view.bottom <= page.height
    for box in boxes:
        assert view.x0 <= box.x0
        assert view.bottom >= box.bottom


def test_sheets_hold_every_line_in_printed_order() -> None:
    context = t.context()
    made = list(sheets(context.ledger, context.reconciliation, {}))
    listed = [
        item.line.identifier for sheet in made for group in sheet.groups for item in group.lines
    ]
    assert sorted(listed) == sorted(line.identifier for line in context.ledger.lines)
    for sheet in made:
        ranks = [item.number for group in sheet.groups for item in group.lines]
        assert ranks == list(range(1, len(ranks) + 1))


def test_each_total_on_a_sheet_stands_beside_its_own_control() -> None:
    context = t.context(t.faulty())
    made = list(sheets(context.ledger, context.reconciliation, {}))
    for sheet in made:
        for closed in sheet.totals:
            assert closed.control is not None
            assert closed.control.printed == closed.total.amount.cents
    failing = [sheet.page.page for sheet in made if sheet.failing]
    assert 6 in failing
    assert 7 not in failing


def mark(text: str, role: Role, x: float, line: str | None = None) -> Mark:
    return Mark(text, Box(x, 100, x + 6 * len(text), 112), role, "", line)


def register(*marks: Mark) -> list[tuple[str, Role]]:
    page = replace(r.whole().pages[4], marks=marks)
    return [
        (entry.text, entry.role) for entry in amounts_register(replace(r.whole(), pages=(page,)))
    ]


def test_the_register_of_amounts_says_where_each_ended() -> None:
    assert register(
        mark("Créer", Role.LABEL, 10, "a"), mark("10", Role.LABEL, 50, "a"),
        mark("000", Role.LABEL, 65, "a"), mark("départs", Role.LABEL, 90, "a"),
        mark("7", Role.AMOUNT, 300, "a"), mark("200€", Role.AMOUNT, 310, "a"),
        mark("1", Role.UNACCOUNTED, 400), mark("350,50", Role.UNACCOUNTED, 410),
        mark("2025", Role.FURNITURE, 600), mark("12", Role.FURNITURE, 800),
    ) == [
        ("10 000", Role.LABEL), ("7 200€", Role.AMOUNT), ("1 350,50", Role.UNACCOUNTED),
        ("2025", Role.FURNITURE),
    ]  # fmt: skip


def test_two_amounts_side_by_side_are_two_entries() -> None:
    assert register(
        mark("1 200€", Role.AMOUNT, 100, "a"), mark("1 300€", Role.AMOUNT, 300, "b")
    ) == [("1 200€", Role.AMOUNT), ("1 300€", Role.AMOUNT)]  # fmt: skip


def test_every_amount_and_total_of_the_edition_is_in_the_register() -> None:
    held = Counter(entry.role for entry in amounts_register(r.whole()))
    assert held[Role.AMOUNT] == len(r.whole().lines)
    assert held[Role.TOTAL] == len(r.whole().totals)
    assert held[Role.UNACCOUNTED] == 0


def test_the_register_of_labels_names_the_rules() -> None:
    ledger = r.with_line(
        r.whole(), t.LINE, label="Accompagnement social", label_raw="Accompa-\ngnement  social"
    )
    entry = next(e for e in labels_register(ledger) if e.line.identifier == t.LINE)
    assert entry.rules == ("joined", "hyphen", "spaces")


def test_an_unknown_orientation_is_shown_with_the_nearest_known() -> None:
    known = [o.label for o in r.profile().orientations]
    used = {v: o.label for o in r.profile().orientations for v in (o.label, *o.variants)}
    ledger = r.with_line(r.whole(), t.LINE, orientation="Prévenir le décrochage scolair")
    first = orientations_register(ledger, used, known)[0]
    assert first.normalised is None
    assert first.nearest == "Prévenir le décrochage scolaire"
    assert first.score > 90


@pytest.mark.parametrize(
    ("cents", "decimals", "text"),
    [
        (1_910_075_00, 0, "1\u202f910\u202f075\u00a0€"),
        (-1_234_56, 2, "−1\u202f234,56\u00a0€"),
        (0, 2, "0,00\u00a0€"),
        (5, 2, "0,05\u00a0€"),
    ],
)
def test_euros_are_written_as_the_french_do(cents: int, decimals: int, text: str) -> None:
    assert euros(cents, decimals) == text


def test_a_signed_zero_has_no_sign() -> None:
    assert number(Decimal("-0.001"), 2, signed=True) == "0,00"
    assert number(Decimal(3), 0, signed=True) == "+3"


def test_cents_are_shown_as_soon_as_one_amount_has_any() -> None:
    assert Figures([100, 200]).decimals == 0
    assert Figures([100, 250]).decimals == 2


# ------------------------------------------------------------------ texts


def used_keys() -> Iterator[str]:
    for path in TEMPLATES.glob("*.j2"):
        text = path.read_text(encoding="utf-8")
        yield from re.findall(r'\b(?:t|option|scroll)\("([\w.-]+)"', text)
        yield from re.findall(r'attr\("[\w-]+", "([\w.-]+)"', text)


def test_every_text_that_a_template_names_is_there() -> None:
    named = {key for key in used_keys() if not key.endswith(".")}
    assert len(named) > 100
    assert named <= dictionary().keys()


def test_both_languages_say_the_same_things() -> None:
    for key, entry in dictionary().items():
        assert {"fr", "en"} <= entry.keys(), key
        holes = {language: set(re.findall(r"\{(\w+)\}", text)) for language, text in entry.items()}
        assert len({frozenset(found) for found in holes.values()}) == 1, key


def test_every_text_is_shown_somewhere() -> None:
    """A key is named whole, or built from a prefix that a template or a module names."""
    sources = [*TEMPLATES.glob("*.j2"), *TEMPLATES.parent.glob("*.py")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    unused = [
        key for key in dictionary()
        if f'"{key}"' not in code and f'"{key.rpartition(".")[0]}."' not in code
        and f'"{key.split(".")[0]}.' not in code
    ]  # fmt: skip
    assert unused == []


def test_french_typography() -> None:
    assert typeset("l'an : « 3 » ; oui !") == "l’an\u00a0: «\u00a03\u00a0»\u202f; oui\u202f!"


@pytest.mark.parametrize(
    ("n", "fr", "en"),
    [
        (0, "0\u00a0montant inexpliqué", "0 unexplained amounts"),
        (1, "1\u00a0montant inexpliqué", "1 unexplained amount"),
        (2, "2\u00a0montants inexpliqués", "2 unexplained amounts"),
    ],
)
def test_plurals_follow_each_language(n: int, fr: str, en: str) -> None:
    assert plain("verdict.unexplained", "fr", n) == fr
    assert plain("verdict.unexplained", "en", n) == en


# ------------------------------------------------------------------ index


def test_the_index_lists_editions_and_links_what_is_there(tmp_path: Path) -> None:
    held = PastRun("run2", Status.HELD, t.STARTED, 28, 27, 1)
    done = PastRun("run1", Status.RECONCILED, t.STARTED.replace(year=2025), 28, 28, 0)
    for folder in ("2026/runs/run2", "2026/published", "2025/runs/run1"):
        (tmp_path / "essai" / folder).mkdir(parents=True)
        (tmp_path / "essai" / folder / "rapport.html").write_text("", encoding="utf-8")
    path = build_index(tmp_path, "essai", {"2025": [done], "2026": [done, held], "2024": []})
    page = Page(path.read_text(encoding="utf-8"))
    links = [link for tag, link in page.links if tag == "a" and not link.startswith("#")]
    assert links == [
        "2026/runs/run2/rapport.html", "2026/published/rapport.html", "2025/runs/run1/rapport.html",
    ]  # fmt: skip
    assert "27 sur 28" in page.text
    assert (
        "2024" not in path.read_text(encoding="utf-8").partition("<script")[0].partition("<body")[2]
    )


def test_the_index_of_nothing_says_so(tmp_path: Path) -> None:
    path = build_index(tmp_path, "essai", {}, "Une <série>")
    text = path.read_text(encoding="utf-8")
    assert "Aucune édition" in text
    assert "Une &lt;série&gt;" in text

"""The report in a real browser: what moves, what is kept, what leaves, and who can use it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.decisions import load_decisions, read_decisions
from pipeline.domain import DecisionKind, DecisionState
from pipeline.report import build_index, build_report
from tests import reconciling as r
from tests import reporting as t
from tests.browser.conftest import Opened

Open = Callable[..., Opened]
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"]
PHONE = {"viewport": {"width": 390, "height": 844}}


def row_and_box(page: Page, anchor: str) -> tuple[Any, Any]:
    return page.locator(f"tr#{anchor}"), page.locator(f"#b-{anchor}")


# ------------------------------------------------------------------ row <-> box


def test_pointing_at_a_row_lights_its_box_and_back(opened: Open) -> None:
    page = opened("whole").page
    row, box = row_and_box(page, "l14")
    row.hover()
    expect(row).to_have_class("on")
    expect(box).to_have_class("s amount on")
    box.hover(force=True)
    expect(row).to_have_class("on")
    other = page.locator("tr#l20")
    other.hover()
    expect(row).not_to_have_class("on")
    expect(other).to_have_class("on")


def test_tabbing_to_a_row_lights_its_box_and_back(opened: Open) -> None:
    page = opened("whole").page
    row, box = row_and_box(page, "l14")
    row.get_by_role("link").focus()
    expect(box).to_have_class("s amount on")
    page.keyboard.press("Tab")
    expect(box).not_to_have_class("s amount on")
    expect(page.locator("tr#l15")).to_have_class("on")
    box.focus()
    expect(row).to_have_class("on")


def test_one_click_leads_from_a_control_to_its_sheet(opened: Open) -> None:
    page = opened("faulty").page
    page.locator("#controles tbody tr").first.get_by_role("link").click()
    expect(page.locator("#p6")).to_be_in_viewport()
    assert page.url.endswith("#p6")


def test_a_box_stands_on_the_page_where_its_row_says(opened: Open) -> None:
    """The picture, its boxes and the ledger share one set of coordinates."""
    page = opened("whole").page
    line = r.whole().lines[14]
    record = next(p for p in r.whole().pages if p.page == line.page)
    drawn = page.locator("#b-l14 > rect").bounding_box()
    sheet = page.locator(f"#p{line.page} svg.page").first.bounding_box()
    assert drawn
    assert sheet
    scale = sheet["width"] / record.width
    middle = (drawn["x"] + drawn["width"] / 2 - sheet["x"]) / scale
    assert middle == pytest.approx(line.amount_box.cx, abs=1.5)
    level = (drawn["y"] + drawn["height"] / 2 - sheet["y"]) / scale
    assert level == pytest.approx(line.amount_box.cy, abs=1.5)


# ------------------------------------------------------------------ filters, language


def test_filters_narrow_the_totals_and_say_how_many_are_left(opened: Open) -> None:
    page = opened("faulty").page
    rows = page.locator("#controles tbody tr:visible")
    count = page.locator("[data-shown]")
    expect(rows).to_have_count(28)
    page.locator("#filtres [name=state]").select_option("ko")
    expect(rows).to_have_count(2)
    expect(count).to_have_text("2")
    page.locator("#filtres [name=axis]").select_option("1")
    expect(rows).to_have_count(1)
    page.get_by_role("button", name="Tout montrer").click()
    expect(rows).to_have_count(28)
    page.locator("#filtres [name=territory]").select_option("200093201")
    expect(rows).to_have_count(4)
    page.get_by_role("button", name="Tout montrer").click()
    page.locator("#filtres [name=text]").fill("pas-de-CALAIS")
    expect(rows).to_have_count(4)
    page.locator("#filtres [name=text]").fill("rien de tel")
    expect(page.locator("[data-empty]")).to_be_visible()


def test_only_the_pages_to_look_at(opened: Open) -> None:
    page = opened("faulty").page
    sheets = page.locator(".sheet:visible")
    everything = sheets.count()
    page.get_by_label("Seulement les pages").check()
    assert 0 < sheets.count() < everything
    expect(page.locator("#p6")).to_be_visible()
    expect(page.locator("#p7")).to_be_hidden()


def test_the_language_changes_in_the_page_and_is_kept(opened: Open) -> None:
    page = opened("signed").page
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "fr")
    first = page.locator("#controles td .n").first
    expect(first).to_have_text("1\u202f910\u202f075\u00a0€")
    page.get_by_role("button", name="English").click()
    expect(html).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_contain_text("Held for review")
    expect(first).to_have_text("€1,910,075")
    assert page.title().endswith("2025 edition")
    expect(page.get_by_role("region", name="Table: Printed totals")).to_be_visible()
    assert page.locator("body").inner_text().count("Verdict") > 0
    for word in ("Retenu pour relecture", "Totaux imprimés", "Votre décision", "conforme\n"):
        assert word not in page.locator("body").inner_text()
    document_text = page.locator("tr#l14 th").first
    expect(document_text).to_have_attribute("lang", "fr")
    page.reload()
    expect(html).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Français").click()
    expect(first).to_have_text("1\u202f910\u202f075\u00a0€")


def test_the_report_is_readable_without_javascript(opened: Open) -> None:
    page = opened("faulty", java_script_enabled=False).page
    for text in ("Retenu pour relecture", "Totaux imprimés", "Registres"):
        assert text in page.content()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.locator("#controles tbody tr:visible")).to_have_count(28)
    expect(page.locator("noscript").first).to_be_attached()
    page.locator("tr#l14 a").click()
    assert page.url.endswith("#b-l14")


# ------------------------------------------------------------------ decisions


def decide_in(page: Page, kind: str, **fields: str) -> Any:
    form = page.locator("form.decide").first
    form.get_by_label(kind).check()
    for label, value in fields.items():
        form.locator(f"[name={label}]").fill(value)
    return form


def exported(page: Page, tmp_path: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter les décisions").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_decision_is_drafted_kept_exported_and_applied(
    opened: Open, browser: Browser, tmp_path: Path
) -> None:
    page = opened("faulty").page
    export = page.get_by_role("button", name="Exporter les décisions")
    expect(export).to_be_disabled()
    form = decide_in(page, "Erreur d’extraction", name='Zoé "Z" <b>', note="a: b # c\n- d\u2028e")
    expect(form.locator("[data-status=incomplete]")).to_be_visible()
    form.locator("[name=line]").select_option(t.LINE)
    right = r.line(r.whole(), t.LINE).amount.cents or 0
    form.locator("[name=value]").fill("100 000,00 €")
    assert right == 100_000_00
    expect(form.locator("[data-status=ready]")).to_be_visible()

    page.reload()  # the draft is kept in the browser
    expect(page.locator("form.decide").first.locator("[name=value]")).to_have_value("100 000,00 €")
    expect(export).to_be_enabled()

    path = exported(page, tmp_path)
    assert path.name == "contrats-locaux-solidarites-hdf-2025.yaml"
    (decision,) = load_decisions(path)
    assert decision.kind is DecisionKind.EXTRACTION_ERROR
    assert decision.fingerprint == t.footing_finding(t.faulty()).fingerprint
    assert (decision.line, decision.cents) == (t.LINE, right)
    assert decision.printed_cents == right + 10_00
    assert (decision.name, decision.note) == ('Zoé "Z" <b>', "a: b # c\n- d\u2028e")

    context = t.context(t.faulty(), [decision])  # the next run
    assert [d.state for d in context.decisions] == [DecisionState.IN_FORCE]
    assert r.line(context.ledger, t.LINE).amount.cents == right
    following = Opened(browser.new_page(), build_report(context, tmp_path / "next"))
    expect(following.page.locator("#decisions")).to_contain_text('Zoé "Z" <b>')
    expect(following.page.locator("#controles [data-state=ko]")).to_have_count(0)


def test_an_accepted_finding_corrects_nothing(opened: Open, tmp_path: Path) -> None:
    page = opened("faulty").page
    form = decide_in(page, "Erreur du document", name="Claire")
    form.locator("[name=line]").select_option(t.LINE)
    form.locator("[name=value]").fill("1")
    decide_in(page, "Accepté")
    (decision,) = load_decisions(exported(page, tmp_path))
    assert (decision.kind, decision.line) == (DecisionKind.ACCEPTED, None)


@pytest.mark.parametrize("value", ["", "cent", "1,234", "1.2.3", "12 000 €€ 5x", "1e5"])
def test_a_value_that_is_no_amount_is_not_exported(opened: Open, value: str) -> None:
    page = opened("faulty").page
    form = decide_in(page, "Erreur d’extraction", name="Claire")
    form.locator("[name=line]").select_option(t.LINE)
    form.locator("[name=value]").fill(value)
    expect(form.locator("[data-status=incomplete]")).to_be_visible()
    expect(page.get_by_role("button", name="Exporter les décisions")).to_be_disabled()


def test_the_exported_file_holds_the_decisions_in_force(opened: Open, tmp_path: Path) -> None:
    """Nothing is lost: what stood in the file comes out as it was, a stale one may be dropped."""
    page = opened("signed").page
    decide_in(page, "Accepté", name="Zoé")
    held = [applied.decision for applied in t.signed().decisions]
    assert read_decisions(exported(page, tmp_path)).decisions[:-1] == tuple(held)
    page.get_by_label("Retirer cette décision").check()
    kept = read_decisions(exported(page, tmp_path)).decisions[:-1]
    assert kept == tuple(d for d in held if d.name == "Claire Martin")


# ------------------------------------------------------------------ nothing leaves, nothing runs


@pytest.mark.parametrize("name", ["whole", "signed", "hostile"])
def test_no_request_leaves_the_page(opened: Open, name: str) -> None:
    held = opened(name)
    held.page.get_by_role("button", name="English").click()
    held.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    held.page.wait_for_load_state("networkidle")
    assert [url for url in held.requests if not url.startswith("data:")] == [held.page.url]


def test_a_hostile_label_stays_inert(opened: Open, tmp_path: Path) -> None:
    page = opened("hostile").page
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Français").click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img, main b:has-text('gras')").count() == 0
    body = page.locator("body").inner_text()
    for label in t.HOSTILE[:3]:
        assert label in body
    decide_in(page, "Accepté", name="Claire", note=t.HOSTILE[0])
    (decision,) = load_decisions(exported(page, tmp_path))
    assert decision.note == t.HOSTILE[0]


def test_the_policy_refuses_a_script_that_got_in(opened: Open) -> None:
    held = opened("whole")
    held.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.hacked=1>')"
    )
    held.page.evaluate(
        "{const s = document.createElement('script'); s.textContent = 'window.hacked=1';"
        "document.body.append(s)}"
    )
    held.page.wait_for_timeout(100)
    assert held.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in error for error in held.errors)
    held.errors.clear()  # the refusals are what is wanted


# ------------------------------------------------------------------ for everyone, on paper, small


@pytest.mark.parametrize(
    ("name", "language", "options"),
    [
        ("signed", "fr", {}),
        ("few faulty", "fr", {"color_scheme": "dark"}),
        ("few faulty", "en", PHONE),
        ("few", "en", PHONE | {"color_scheme": "dark"}),
    ],
)
def test_axe_finds_nothing(opened: Open, name: str, language: str, options: dict[str, Any]) -> None:
    page = opened(name, bypass_csp=True, **options).page  # so that axe itself may come in
    if language == "en":
        page.get_by_role("button", name="English").click()
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS
    )
    assert len(result["passes"]) > 20
    return [
        f"{found['id']}: {node['html'][:200]}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_is_wider_than_a_phone(opened: Open, width: int) -> None:
    page = opened("signed", viewport={"width": width, "height": 700}).page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.get_by_label("Montrer le texte brut").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints_on_a4_with_everything_open(opened: Open) -> None:
    page = opened("signed").page
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    text = "\n".join(p.get_textpage().get_text_bounded() for p in document)
    for word in ("Registre des montants", "Provenance", "28ce119c", "Retenu pour relecture"):
        assert word in text or word == "28ce119c"
    assert r.whole().lines[-1].label[:20] in text
    assert "Tout montrer" not in text  # no filters, buttons or forms on paper
    assert "Votre décision" not in text
    for sheet in document:
        objects = [o.get_bounds() for o in sheet.get_objects() if o.type == 1]  # text
        assert all(right <= width for _, _, right, _ in objects)


def test_the_index_is_accessible_too(browser: Browser, tmp_path: Path) -> None:
    context = t.context()
    path = build_index(tmp_path, "essai", {"2025": context.history}, context.profile.title)
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(path.as_uri())
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="Editions of the series", exact=True)).to_be_visible()
    assert violations(page) == []


def test_a_theme_replaces_the_colours(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "theme.css").write_text(":root { --paper: rgb(1, 2, 3); }", encoding="utf-8")
    path = build_report(replace(t.context(), theme=tmp_path), tmp_path)
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(1, 2, 3)"

"""The document's own charts against the rows: what they print, rounded as printed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import (
    ChartValue,
    Control,
    ControlName,
    Ledger,
    Severity,
    Verdict,
)
from pipeline.profile import Profile
from pipeline.reconcile import reconcile
from pipeline.reconcile.drawn import agrees, matched
from tests.reconciling import (
    PRINTED_CHARTS,
    blocking,
    chart_value,
    charted,
    printed_charts,
    profile,
    reconciled,
    total,
    truth,
    value,
    with_amount,
    with_total,
    without_line,
)

REGION = "Répartition territoriale des crédits des contrats locaux des solidarités"


def printing(*values: ChartValue) -> Ledger:
    return replace(truth(), chart_values=values)


def chart_controls(ledger: Ledger, among: Profile | None = None) -> list[Control]:
    controls = reconcile(ledger, among or profile())[1].controls
    return [c for c in controls if c.name is ControlName.CHARTS]


def with_chart_value(index: int, text: str) -> Ledger:
    """The charted truth with one printed number changed."""
    values = list(printed_charts())
    old = values[index]
    values[index] = chart_value(old.page, old.title, old.unit, text)
    return printing(*values)


def test_every_number_the_2025_charts_print_agrees_with_the_rows() -> None:
    controls = chart_controls(charted())
    assert len(controls) == sum(len(texts.split()) for *_, texts in PRINTED_CHARTS) == 91
    assert {c.verdict for c in controls} == {Verdict.AGREES}
    assert all(c.difference == 0 for c in controls)


@pytest.mark.parametrize("index", range(91))
def test_any_chart_number_changed_is_found_once(index: int) -> None:
    old = printed_charts()[index]
    step = Fraction(1, 10**old.decimals)
    new = Fraction(str(old.value)) + 2 * step
    text = f"{float(new):.{old.decimals}f}".replace(".", ",")
    found = blocking(with_chart_value(index, text))
    assert [(f.control, f.page) for f in found] == [(ControlName.CHARTS, old.page)]
    assert found[0].expected.startswith(text)
    assert found[0].box is not None


def test_a_chart_that_contradicts_the_rows_names_the_nearest_share() -> None:
    values = [
        chart_value(page, title, unit, text)
        for page, title, unit, texts in PRINTED_CHARTS
        for text in texts.split()
        if page == 12
    ]
    values[0] = chart_value(12, values[0].title, "%", "17")
    (found,) = blocking(printing(*values))
    assert "17% est imprimé" in found.message
    assert found.found == "11,1\u00a0%"
    assert (found.axis, found.territory) == (None, "80")


def test_a_chart_follows_from_a_wrong_total_without_a_finding_of_its_own() -> None:
    ledger = with_amount(charted(), "2025-1-59-002", 1_112_000_00)
    found = reconciled(ledger)
    assert [f.control for f in found.blocking] == [ControlName.FOOTING]
    differing = [
        c for c in found.controls if c.name is ControlName.CHARTS and c.verdict is Verdict.DIFFERS
    ]
    assert differing
    assert {c.cause for c in differing} == {"conséquence d'un écart signalé plus haut"}


def test_a_chart_that_no_way_to_settle_a_wrong_total_explains_is_found() -> None:
    """The total is wrong and the chart too: one does not hide the other."""
    index = next(i for i, v in enumerate(printed_charts()) if v.page == 12 and v.text == "46%")
    ledger = replace(
        with_chart_value(index, "52"),
        lines=with_amount(truth(), "2025-1-59-002", 1_112_000_00).lines,
    )
    controls = {f.control for f in blocking(ledger)}
    assert controls == {ControlName.FOOTING, ControlName.CHARTS}


def test_a_chart_cannot_be_verified_while_a_section_is_missing() -> None:
    ledger = replace(
        charted(),
        lines=tuple(x for x in charted().lines if (x.axis, x.territory) != ("1", "59")),
        totals=tuple(t for t in charted().totals if (t.axis, t.territory) != ("1", "59")),
    )
    found = reconciled(ledger)
    assert [f.control for f in found.blocking] == [ControlName.PRESENCE]
    verdicts = {c.verdict for c in found.controls if c.name is ControlName.CHARTS and c.page == 12}
    assert Verdict.UNVERIFIABLE in verdicts


def test_a_slice_too_small_to_be_labelled_is_no_finding() -> None:
    values = [v for v in printed_charts() if v.page == 41 and v.text != "2,2%"]
    found = reconciled(printing(*values))
    assert not [f for f in found.findings if f.control is ControlName.CHARTS]
    note = next(c for c in found.controls if c.name is ControlName.CHARTS and c.printed is None)
    assert (note.territory, note.cause) == ("248000531", "part trop petite pour être imprimée")


def test_a_large_slice_without_its_number_is_told() -> None:
    values = [v for v in printed_charts() if v.page == 41 and v.text != "43,7%"]
    found = [f for f in reconciled(printing(*values)).findings if f.control is ControlName.CHARTS]
    assert [(f.severity, f.page) for f in found] == [(Severity.WARNING, 41)]
    assert "Nord" in found[0].message


def test_one_number_too_many_is_found() -> None:
    values = [v for v in printed_charts() if v.page == 41]
    extra = chart_value(41, REGION, "%", "50,0")
    found = blocking(printing(*values, extra))
    assert [(f.control, f.expected) for f in found] == [(ControlName.CHARTS, "50,0%")]


def test_a_chart_that_the_profile_does_not_describe_cannot_be_verified() -> None:
    found = reconciled(printing(chart_value(12, "Évolution des crédits depuis 2019", "%", "12")))
    (told,) = [f for f in found.findings if f.control is ControlName.CHARTS]
    assert told.severity is Severity.WARNING
    assert "le profil ne décrit aucun graphique" in told.message


def test_a_chart_of_a_page_without_contract_total_cannot_be_verified() -> None:
    title = "Ventilation des contrats 2025 par axe : échelle départementale"
    found = reconciled(printing(chart_value(4, title, "%", "18")))
    (told,) = [f for f in found.findings if f.control is ControlName.CHARTS]
    assert (told.severity, told.page) == (Severity.WARNING, 4)


def test_euros_are_compared_to_the_cent_that_is_printed() -> None:
    title = "Poids des axes par contrat départemental en 2025 (en €)"
    values = [v for v in printed_charts() if v.title == title]
    changed = [
        replace(v, value=v.value + 1) if v.text == "1910075" else v for v in values
    ]  # fmt: skip
    (found,) = blocking(printing(*changed))
    assert found.found == "1\u202f910\u202f075\u00a0€"


def test_titles_are_read_as_the_profile_reads_them() -> None:
    """Line breaks, typographic apostrophes and case don't make another chart."""
    values = [
        replace(v, title="RÉPARTITION DES CRÉDITS\nDE L’AXE 1 PAR DÉPARTEMENT")
        for v in printed_charts()
        if v.page == 12
    ]
    assert {c.verdict for c in chart_controls(printing(*values))} == {Verdict.AGREES}


def test_the_edition_s_profile_says_which_charts_there_are() -> None:
    bare = profile().model_copy(update={"charts": ()})
    assert {c.verdict for c in chart_controls(charted(), bare)} == {Verdict.UNVERIFIABLE}


def test_a_contract_total_alone_at_fault_leaves_the_charts_alone() -> None:
    cents = (total(truth(), "2025-02-contrat").amount.cents or 0) + 1_000_00
    found = blocking(with_total(charted(), "2025-02-contrat", amount=value(cents)))
    assert [f.control for f in found] == [ControlName.CROSS_FOOTING]


def test_charts_see_a_line_that_left_with_its_total_changed() -> None:
    """An error that foots everywhere but on the chart: only the chart tells."""
    gone = without_line(charted(), "2025-1-248000531-001", told=True)
    kept = tuple(
        t for t in gone.totals if t.identifier != "2025-1-248000531-total"
    )  # fmt: skip
    controls = {f.control for f in blocking(replace(gone, totals=kept))}
    assert ControlName.PRESENCE in controls
    halved = with_amount(charted(), "2025-1-200093201-001", 100_000_00)
    closed = with_total(halved, "2025-1-200093201-total", amount=value(800_000_00))
    assert {f.control for f in blocking(closed)} == {ControlName.CHARTS}


# ------------------------------------------------------------------ rounding and matching


@pytest.mark.parametrize(
    ("text", "computed", "told"),
    [
        ("14", Fraction(1439, 100), True),
        ("14", Fraction(145, 10), True),  # a tie may be rounded either way
        ("15", Fraction(145, 10), True),
        ("14", Fraction(1451, 100), False),
        ("4,0", Fraction(395, 100), True),
        ("4,0", Fraction(394999, 100000), False),
        ("0,3", Fraction(3, 10), True),
    ],
)
def test_a_number_agrees_when_it_is_the_rounding_of_the_share(
    text: str, computed: Fraction, told: bool
) -> None:
    assert agrees(chart_value(1, "t", "%", text), computed) is told


SHARES = st.lists(st.integers(0, 100_000), min_size=1, max_size=8)


@given(thousandths=SHARES, decimals=st.integers(0, 2))
def test_rounded_numbers_always_find_their_shares(thousandths: list[int], decimals: int) -> None:
    computed = [Fraction(n, 1000) for n in thousandths]
    printed = [
        chart_value(1, "t", "%", f"{float(round(c, decimals)):.{decimals}f}".replace(".", ","))
        for c in computed
    ]
    assert len(matched(list(reversed(printed)), computed)) == len(computed)


@given(thousandths=SHARES, mixed=st.lists(st.integers(0, 2), min_size=8, max_size=8))
def test_numbers_of_several_precisions_find_their_shares(
    thousandths: list[int], mixed: list[int]
) -> None:
    computed = [Fraction(n, 1000) for n in thousandths]
    printed = [
        chart_value(1, "t", "%", f"{float(round(c, d)):.{d}f}".replace(".", ","))
        for c, d in zip(computed, mixed, strict=False)
    ]
    pairs = matched(printed, computed)
    assert len(pairs) == len(printed)
    assert all(agrees(printed[i], computed[j]) for i, j in pairs.items())
    assert len(set(pairs.values())) == len(pairs)

"""A fault of each cause, planted in the truth: the right total, the right cause first, no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain import (
    Ambiguity,
    Amount,
    AmountKind,
    Box,
    ControlName,
    Finding,
    Ledger,
    Line,
    Mark,
    PageKind,
    Role,
    TerritorySource,
    TotalScope,
)
from pipeline.reconcile.digits import scaled, swaps
from pipeline.reconcile.unaccounted import unaccounted_amounts
from tests.reconciling import (
    DASH,
    blocking,
    deduced,
    line,
    marked,
    total,
    truth,
    value,
    whole,
    with_amount,
    with_extra,
    with_line,
    with_mark,
    with_total,
    without_line,
)

DEPARTEMENTS = ("02", "59", "60", "62", "80")


def causes(ledger: Ledger) -> list[tuple[ControlName, str | None, str | None, str]]:
    """Of each blocking finding: its control, where, and the rule of its first cause."""
    return [
        (f.control, f.axis, f.territory, f.causes[0].rule if f.causes else "")
        for f in blocking(ledger)
    ]


def only(ledger: Ledger) -> Finding:
    (found,) = blocking(ledger)
    return found


def footing(axis: str, territory: str, rule: str) -> tuple[ControlName, str, str, str]:
    return (ControlName.FOOTING, axis, territory, rule)


SWAPPABLE = [t.identifier for t in truth().totals[:23] if swaps(t.amount.cents or 0)]
COSTED = [x.identifier for x in truth().lines if x.amount.costed]


# ------------------------------------------------------------------ one line at fault


@pytest.mark.parametrize("identifier", COSTED)
def test_a_lost_line_is_named_by_the_amount_left_on_its_page(identifier: str) -> None:
    held = line(truth(), identifier)
    ledger = without_line(marked(without_line(truth(), identifier, told=True)), identifier)
    ledger = with_mark(ledger, held.page, held.amount.printed)
    found = [f for f in blocking(ledger) if f.control is ControlName.FOOTING]
    assert [(f.axis, f.territory) for f in found] == [(held.axis, held.territory)]
    cause = found[0].causes[0]
    assert (cause.rule, cause.page) == ("lost_line", held.page)
    assert cause.boxes == (Box(820, 300, 890, 314),)


def test_a_line_left_out_of_its_total_is_named() -> None:
    held = line(truth(), "2025-1-02-003")
    ledger = with_total(
        truth(),
        "2025-1-02-total",
        lines=tuple(i for i in total(truth(), "2025-1-02-total").lines if i != held.identifier),
    )
    found = blocking(ledger)
    assert found[0].causes[0].rule == "lost_line"
    assert held.label in found[0].causes[0].sentence


@pytest.mark.parametrize("identifier", COSTED)
def test_a_doubled_line_is_named(identifier: str) -> None:
    held = line(whole(), identifier)
    count = sum((x.axis, x.territory) == (held.axis, held.territory) for x in whole().lines)
    twin = replace(held, identifier=f"2025-{held.axis}-{held.territory}-{count + 1:03d}")
    ledger = with_extra(truth(), twin, f"2025-{held.axis}-{held.territory}-total")
    assert causes(ledger) == [footing(str(held.axis), str(held.territory), "doubled_line")]


def test_a_sub_total_counted_as_a_line_is_named() -> None:
    section = [x for x in truth().lines if (x.axis, x.territory) == ("3", "02")]
    summed = sum(x.amount.cents or 0 for x in section[6:])
    extra = replace(
        section[-1], identifier="2025-3-02-010", label="Expulsions locatives", amount=value(summed)
    )
    ledger = with_extra(truth(), extra, "2025-3-02-total")
    assert causes(ledger) == [footing("3", "02", "counted_subtotal")]


def test_a_line_called_a_sub_total_is_named_wherever_it_stands() -> None:
    held = line(truth(), "2025-3-02-001")
    extra = replace(
        held, identifier="2025-3-02-010", label="Sous-total accès aux droits", amount=value(77_00)
    )
    assert causes(with_extra(truth(), extra, "2025-3-02-total")) == [
        footing("3", "02", "counted_subtotal")
    ]


@pytest.mark.parametrize(
    ("identifier", "cents"),
    [
        ("2025-1-02-002", 11_810_00),  # 11 180: the last two figures before the cents
        ("2025-1-02-007", 129_250_00),
        ("2025-3-60-001", 429_350_00),
        ("2025-4-62-004", 303_000_00),  # 330 000
        ("2025-4-200093201-003", 12_950_00),  # no contract total says who is right
    ],
)
def test_two_digits_swapped_in_a_line_are_named(identifier: str, cents: int) -> None:
    held = line(truth(), identifier)
    assert cents in swaps(held.amount.cents or 0)
    found = only(with_amount(whole(), identifier, cents))
    assert (found.axis, found.territory) == (held.axis, held.territory)
    assert found.causes[0].rule == "swapped_digits"
    assert held.label[:40] in found.causes[0].sentence


@pytest.mark.parametrize("identifier", SWAPPABLE)
def test_two_digits_swapped_in_a_total_are_named(identifier: str) -> None:
    held = total(truth(), identifier)
    swapped = max(swaps(held.amount.cents or 0))
    found = only(with_total(whole(), identifier, amount=value(swapped)))
    assert (found.control, found.axis, found.territory) == (
        ControlName.FOOTING, held.axis, held.territory,
    )  # fmt: skip
    assert found.causes[0].rule == "swapped_digits"
    assert "le total imprimé" in found.causes[0].sentence


@pytest.mark.parametrize("power", [10, 100, 1000])
@pytest.mark.parametrize("identifier", ["2025-1-02-001", "2025-4-60-002", "2025-3-200093201-003"])
def test_a_factor_of_ten_is_named(identifier: str, power: int) -> None:
    cents = line(truth(), identifier).amount.cents or 0
    found = only(with_amount(whole(), identifier, cents * power))
    assert found.causes[0].rule == "factor"
    smaller = only(with_amount(whole(), identifier, cents // power))
    assert "factor" in [cause.rule for cause in smaller.causes][:2]


def test_a_factor_of_ten_in_the_total_is_named() -> None:
    found = only(with_total(whole(), "2025-1-59-total", amount=value(611_200_00)))
    assert found.causes[0].rule == "factor"
    assert "le total imprimé" in found.causes[0].sentence


@pytest.mark.parametrize("identifier", ["2025-1-02-002", "2025-3-59-003", "2025-4-80-002"])
def test_a_dash_where_the_difference_stands_is_named(identifier: str) -> None:
    held = line(truth(), identifier)
    found = only(with_line(whole(), identifier, amount=DASH))
    assert found.causes[0].rule == "not_costed"
    assert held.label[:40] in found.causes[0].sentence


def test_a_line_read_in_the_neighbours_section_is_named_on_both_sides() -> None:
    held = line(truth(), "2025-1-60-003")
    gone = without_line(truth(), held.identifier, told=True)
    ledger = with_extra(
        gone,
        replace(held, identifier="2025-1-62-014", territory="62"),
        "2025-1-62-total",
    )
    found = [f for f in blocking(ledger) if f.control is ControlName.FOOTING]
    assert [(f.territory, f.causes[0].rule) for f in found] == [
        ("60", "neighbour"),
        ("62", "neighbour"),
    ]
    assert all(held.label[:40] in f.causes[0].sentence for f in found)


# ------------------------------------------------------------------ the document at fault


def test_the_document_is_blamed_and_the_contract_sides_with_the_lines() -> None:
    found = only(with_total(whole(), "2025-1-02-total", amount=value(1_912_000_00)))
    cause = found.causes[0]
    assert cause.rule == "document"
    assert "donne raison aux lignes" in cause.sentence
    assert "Pourriez-vous nous indiquer" in cause.evidence


def test_the_document_is_blamed_and_the_contract_sides_with_the_total() -> None:
    found = only(with_amount(whole(), "2025-1-02-001", 7_234_56))
    assert [c.rule for c in found.causes] == ["document"]
    assert "donne raison au total imprimé" in found.causes[0].sentence


def test_without_a_contract_total_the_document_is_blamed_without_saying_which() -> None:
    found = only(with_amount(whole(), "2025-1-200093201-001", 400_123_00))
    assert [c.rule for c in found.causes] == ["document"]
    assert "Aucun autre total ne dit lequel" in found.causes[0].sentence


def test_the_document_is_not_blamed_when_a_word_of_the_page_has_no_place() -> None:
    ledger = with_mark(with_amount(whole(), "2025-1-02-001", 7_234_56), 5, "habitants")
    found = next(f for f in blocking(ledger) if f.control is ControlName.FOOTING)
    assert [c.rule for c in found.causes] == ["undecided"]


def test_the_document_is_not_blamed_where_a_reading_of_the_page_is_in_doubt() -> None:
    ledger = with_amount(whole(), "2025-1-02-001", 7_234_56)
    page = next(t.page for t in ledger.totals if t.identifier == "2025-1-02-total")
    doubt = Ambiguity(ControlName.READINGS, page, "une étiquette peut se couper autrement")
    found = blocking(replace(ledger, ambiguities=(doubt,)))
    footing = next(f for f in found if f.control is ControlName.FOOTING)
    assert [c.rule for c in footing.causes] == ["undecided"]


def test_the_document_is_not_blamed_on_one_reading() -> None:
    ledger = with_line(with_amount(whole(), "2025-1-02-001", 7_234_56), "2025-1-02-004",
                       readers=("pdfplumber",))  # fmt: skip
    assert [c.rule for c in only(ledger).causes] == ["undecided"]


def test_the_document_is_not_blamed_when_the_words_were_not_kept() -> None:
    found = only(with_amount(truth(), "2025-1-02-001", 7_234_56))
    assert [c.rule for c in found.causes] == ["undecided"]
    assert "indécidable" in found.causes[0].sentence


# ------------------------------------------------------------------ contracts


def test_a_contract_total_with_swapped_digits_is_named() -> None:
    assert causes(with_total(whole(), "2025-02-contrat", amount=value(3_145_843_00))) == [
        (ControlName.CROSS_FOOTING, None, "02", "swapped_digits")
    ]


def test_a_contract_total_ten_times_too_large_is_named() -> None:
    assert causes(with_total(whole(), "2025-02-contrat", amount=value(31_548_430_00))) == [
        (ControlName.CROSS_FOOTING, None, "02", "factor")
    ]


def test_a_contract_total_that_nothing_explains_is_the_documents() -> None:
    found = only(with_total(whole(), "2025-02-contrat", amount=value(3_155_555_00)))
    assert [c.rule for c in found.causes] == ["document"]
    assert "Pourriez-vous nous indiquer" in found.causes[0].evidence


def exchanged(ledger: Ledger, axes: tuple[str, ...], order: dict[str, str]) -> Ledger:
    """The ledger with whole sections given to other territories, as a wrong order would."""

    def given(figure: Line) -> Line:
        if figure.axis not in axes or figure.territory not in order:
            return figure
        to = order[figure.territory]
        rank = figure.identifier.rpartition("-")[2]
        return replace(figure, territory=to, identifier=f"2025-{figure.axis}-{to}-{rank}")

    names = {x.identifier: given(x).identifier for x in ledger.lines}
    return replace(
        ledger,
        lines=tuple(given(x) for x in ledger.lines),
        totals=tuple(
            replace(
                t,
                territory=order[t.territory]
                if t.axis in axes and t.territory in order
                else t.territory,
                lines=tuple(names[i] for i in t.lines),
            )
            for t in ledger.totals
        ),
    )


@pytest.mark.parametrize(
    ("axes", "order"),
    [
        (("1",), {"02": "60", "60": "02"}),
        (("3",), {"59": "62", "62": "59"}),
        (("1", "3", "4"), {"02": "80", "80": "02"}),
        (("4",), {"02": "59", "59": "60", "60": "02"}),
    ],
)
def test_pages_in_another_order_are_named(axes: tuple[str, ...], order: dict[str, str]) -> None:
    ledger = exchanged(deduced(replace(truth(), chart_values=whole().chart_values),
                               *DEPARTEMENTS), axes, order)  # fmt: skip
    assert sorted(causes(ledger), key=str) == sorted(
        ((ControlName.CROSS_FOOTING, None, code, "page_order") for code in order), key=str
    )


def test_printed_territories_are_never_exchanged() -> None:
    ledger = exchanged(truth(), ("1",), {"02": "60", "60": "02"})
    assert {rule for _, _, _, rule in causes(ledger)} == {"undecided"}


def test_a_whole_section_that_the_contract_does_not_count_is_named() -> None:
    held = total(truth(), "2025-59-contrat")
    printed = (held.amount.cents or 0) - (total(truth(), "2025-4-59-total").amount.cents or 0)
    assert causes(with_total(truth(), "2025-59-contrat", amount=value(printed))) == [
        (ControlName.CROSS_FOOTING, None, "59", "foreign_section")
    ]


# ------------------------------------------------------------------ sub-totals, columns


def with_subtotal(ledger: Ledger) -> Ledger:
    axis = total(ledger, "2025-3-02-total")
    kept = axis.lines[6:]
    summed = sum(line(ledger, i).amount.cents or 0 for i in kept)
    sub = replace(
        axis, identifier="2025-3-02-sous", scope=TotalScope.SUBTOTAL, label="Sous-total",
        amount=value(summed), lines=kept,
    )  # fmt: skip
    return replace(ledger, totals=(*ledger.totals, sub))


def test_sub_totals_are_footed_and_not_counted_twice() -> None:
    assert blocking(with_subtotal(truth())) == ()


def test_a_wrong_sub_total_is_found_alone() -> None:
    found = only(with_total(with_subtotal(truth()), "2025-3-02-sous", amount=value(1_00)))
    assert (found.control, found.territory) == (ControlName.FOOTING, "02")
    assert "sous-total" in found.message


def test_a_wrong_line_under_a_sub_total_is_found_once() -> None:
    found = only(with_amount(with_subtotal(truth()), "2025-3-02-009", 12_345_00))
    assert found.expected == "673\u202f850\u00a0€"


def test_each_column_is_footed_on_its_own() -> None:
    """Two columns for one section: each has its total; change one and it is that one's finding."""
    axis = total(truth(), "2025-4-59-total")
    ledger = truth()
    for identifier, cents in zip(axis.lines, (100_00, 250_50), strict=True):
        ledger = with_line(ledger, identifier, other_amounts=(("État", value(cents)),))
    column = replace(axis, identifier="etat", column="État", amount=value(350_50))
    ledger = replace(ledger, totals=(*ledger.totals, column))
    assert blocking(ledger) == ()
    found = only(with_total(ledger, "etat", amount=value(350_51)))
    assert (found.expected, found.found) == ("350,51\u00a0€", "350,50\u00a0€")
    unproven = only(replace(ledger, totals=truth().totals))
    assert "dans aucun total d'axe" in unproven.message


# ------------------------------------------------------------------ parts


def test_swaps_are_of_adjacent_unlike_digits_without_a_leading_zero() -> None:
    assert swaps(1_200_00) == {2_100_00, 1_020_00}
    assert swaps(10_00) == frozenset()
    assert swaps(-12_00) == {-21_00}
    assert swaps(12_34) == {21_34, 13_24, 12_43}


def test_scaling_stays_in_whole_cents() -> None:
    assert scaled(12_30) == {123_00, 1_230_00, 12_300_00, 1_23}
    assert scaled(0) == frozenset()


def test_unaccounted_words_spell_one_amount() -> None:
    boxes = [Box(800, 100, 812, 112), Box(816, 100, 840, 112), Box(843, 100, 850, 112)]
    marks = tuple(
        Mark(text, box, Role.UNACCOUNTED)
        for text, box in zip(("1", "350", "€"), boxes, strict=True)
    )
    far = Mark("12", Box(100, 100, 112, 112), Role.UNACCOUNTED)
    page = replace(truth().pages[4], kind=PageKind.CREDITS, marks=(*marks, far))
    assert [(a.text, a.cents) for a in unaccounted_amounts(page)] == [
        ("12", 12_00),
        ("1 350 €", 1_350_00),
    ]


def test_a_total_without_a_figure_over_costed_lines_is_found() -> None:
    nothing = Amount("n.c.", AmountKind.NOT_COMMUNICATED, None)
    found = only(with_total(truth(), "2025-1-02-total", amount=nothing))
    assert found.expected == "n.c."


def test_a_dash_over_dashes_foots() -> None:
    ledger = truth()
    section = [x for x in ledger.lines if (x.axis, x.territory) == ("2", "248000531")]
    for held in section:
        ledger = with_line(ledger, held.identifier, amount=DASH)
    assert blocking(with_total(ledger, "2025-2-248000531-total", amount=DASH)) == ()


def test_deduced_lines_are_deduced() -> None:
    """The helper of these tests does what it says."""
    sources = {x.territory_source for x in deduced(truth(), "02").lines if x.territory == "02"}
    assert sources == {TerritorySource.DEDUCED}

"""The other controls: presence, conservation, readings, twins, names, contracts, the region."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from pipeline.domain import (
    Ambiguity,
    Box,
    ControlName,
    Finding,
    Ledger,
    PageKind,
    PageRecord,
    PrintedTotal,
    Role,
    Severity,
    TotalScope,
    Verdict,
)
from pipeline.profile import Profile
from pipeline.reconcile import reconcile
from tests.reconciling import (
    DASH,
    blocking,
    line,
    profile,
    reconciled,
    total,
    truth,
    value,
    whole,
    with_amount,
    with_extra,
    with_line,
    with_mark,
    with_total,
)

MEL = "200093201"


def findings(ledger: Ledger, name: ControlName) -> list[Finding]:
    return [f for f in reconciled(ledger).findings if f.control is name]


def with_page(ledger: Ledger, page: int, **changes: object) -> Ledger:
    pages = tuple(
        replace(p, **changes) if p.page == page else p  # type: ignore[arg-type]
        for p in ledger.pages
    )
    return replace(ledger, pages=pages)


# ------------------------------------------------------------------ presence


def test_an_unexpected_section_says_which_profile_lines_to_change() -> None:
    """The edition has the Nord sign axis 2: the profile must be told, and then it reconciles."""
    held = line(truth(), "2025-1-59-001")
    extra = replace(held, identifier="2025-2-59-001", axis="2", page=14, label="Un chantier")
    closed = replace(
        total(truth(), "2025-1-59-total"), identifier="2025-2-59-total", axis="2", page=14,
        amount=held.amount, lines=("2025-2-59-001",),
    )  # fmt: skip
    contract = total(truth(), "2025-59-contrat")
    grown = (contract.amount.cents or 0) + (held.amount.cents or 0)
    ledger = with_total(
        replace(truth(), lines=(*truth().lines, extra), totals=(*truth().totals, closed)),
        "2025-59-contrat",
        amount=value(grown),
    )
    (found,) = blocking(ledger)
    assert (found.control, found.axis, found.territory) == (ControlName.PRESENCE, "2", "59")
    told = yaml.safe_load(found.message.partition("territories:")[2])
    axes = tuple(
        a.model_copy(update={"territories": tuple(told)}) if a.code == "2" else a
        for a in profile().axes
    )
    assert reconcile(ledger, profile().model_copy(update={"axes": axes}))[1].blocking == ()


def test_a_missing_section_says_how_to_expect_it_no_more() -> None:
    gone = replace(
        truth(),
        lines=tuple(x for x in truth().lines if (x.axis, x.territory) != ("2", MEL)),
        totals=tuple(t for t in truth().totals if (t.axis, t.territory) != ("2", MEL)),
    )
    (found,) = blocking(gone)
    assert 'territories: ["248000531"]' in found.message


def test_a_section_closed_by_two_totals_is_found() -> None:
    again = replace(total(truth(), "2025-1-02-total"), identifier="again", lines=())
    controls = {f.control for f in blocking(replace(truth(), totals=(*truth().totals, again)))}
    assert ControlName.PRESENCE in controls


# ------------------------------------------------------------------ conservation


@pytest.mark.parametrize("page", [5, 35])
@pytest.mark.parametrize("text", ["1 350 €", "12", "16-25", "-", "habitants"])
def test_words_without_a_place_on_a_page_with_credits_hold_it(page: int, text: str) -> None:
    (found,) = findings(with_mark(whole(), page, text), ControlName.CONSERVATION)
    assert (found.severity, found.page) == (Severity.BLOCKING, page)
    assert text in found.message


@pytest.mark.parametrize(
    ("text", "found"), [("1 350 €", 1), ("habitants", 0), ("-", 0), ("n°12", 0)]
)
def test_only_amounts_block_on_other_pages(text: str, found: int) -> None:
    assert len(findings(with_mark(whole(), 2, text), ControlName.CONSERVATION)) == found


def test_the_controls_of_conservation_count_what_is_left() -> None:
    controls = [
        c
        for c in reconciled(with_mark(whole(), 5, "1 350 €")).controls
        if c.name is ControlName.CONSERVATION
    ]
    assert [(c.computed, c.printed, c.verdict) for c in controls] == [
        (1, 0, Verdict.DIFFERS),
        (1, 0, Verdict.DIFFERS),
    ]


def test_a_page_that_cannot_be_read_holds_the_edition() -> None:
    ledger = with_page(whole(), 2, kind=PageKind.UNREADABLE, reason="flux abîmé")
    (found,) = blocking(ledger)
    assert (found.control, found.page) == (ControlName.CONSERVATION, 2)
    assert "flux abîmé" in found.message


def test_a_word_of_a_line_that_is_gone_is_found() -> None:
    ledger = with_mark(whole(), 5, "6 000€", Role.AMOUNT)
    (found,) = blocking(ledger)
    assert (found.control, found.page) == (ControlName.CONSERVATION, 5)


def test_a_page_of_lines_whose_words_were_not_kept_is_found() -> None:
    (found,) = blocking(with_page(whole(), 5, marks=()))
    assert (found.control, found.page) == (ControlName.CONSERVATION, 5)


# ------------------------------------------------------------------ readings


def test_what_the_readings_could_not_settle_blocks() -> None:
    doubt = Ambiguity(
        "readings", 5, "Deux lectures : 6 000 € ou 8 000 €.", "1", "02", "6 000", "8 000"
    )
    (found,) = blocking(replace(whole(), ambiguities=(doubt,)))
    assert (found.control, found.expected, found.found) == (
        ControlName.READINGS, "6 000", "8 000",
    )  # fmt: skip
    odd = replace(doubt, control="presence")
    (found,) = blocking(replace(whole(), ambiguities=(odd,)))
    assert found.control is ControlName.PRESENCE


def test_a_line_one_reading_saw_is_to_be_read_again_and_does_not_block() -> None:
    ledger = with_line(whole(), "2025-1-02-001", readers=("camelot",))
    (found,) = findings(ledger, ControlName.READINGS)
    assert (found.severity, found.page) == (Severity.WARNING, 5)
    assert "Les sommes prouvent les montants" in found.message
    assert "chargé de mission PLS" in found.message
    assert blocking(ledger) == ()


def test_a_total_one_reading_saw_is_only_told_when_it_foots() -> None:
    (found,) = findings(
        with_total(whole(), "2025-1-02-total", readers=("camelot",)), ControlName.READINGS
    )
    assert found.severity is Severity.INFO


def test_lines_of_one_reading_are_told_page_by_page() -> None:
    lines = tuple(replace(x, readers=("pdfplumber",)) for x in whole().lines)
    found = findings(replace(whole(), lines=lines), ControlName.READINGS)
    assert len(found) == len({x.page for x in lines})


def test_an_ocr_amount_that_no_sum_proves_blocks() -> None:
    lines = tuple(
        replace(x, readers=("ocr",)) if x.page == 5 else x
        for x in with_amount(whole(), "2025-1-02-001", 8_000_00).lines
    )
    found = blocking(replace(whole(), lines=lines))
    assert {f.control for f in found} == {ControlName.FOOTING, ControlName.READINGS}


def test_ocr_amounts_that_foot_do_not_block() -> None:
    lines = tuple(replace(x, readers=("ocr",)) if x.page == 5 else x for x in whole().lines)
    ledger = replace(whole(), lines=lines)
    assert blocking(ledger) == ()
    assert [f.severity for f in findings(ledger, ControlName.READINGS)] == [Severity.WARNING]


# ------------------------------------------------------------------ twins and labels


def twin(ledger: Ledger, identifier: str, rank: str, cents: int | None) -> Ledger:
    held = line(ledger, identifier)
    box = Box(800, 470, 900, 484)
    new = replace(
        held,
        identifier=f"2025-{held.axis}-{held.territory}-{rank}",
        label=held.label.upper(),
        amount=DASH if cents is None else value(cents),
        amount_box=box,
    )
    return with_extra(ledger, new, f"2025-{held.axis}-{held.territory}-total")


def test_twins_that_the_total_counts_are_a_warning() -> None:
    ledger = twin(truth(), "2025-1-200093201-002", "004", 200_000_00)
    ledger = with_amount(ledger, "2025-1-200093201-001", 200_000_00)
    (found,) = findings(ledger, ControlName.DUPLICATES)
    assert (found.severity, found.page) == (Severity.WARNING, 10)
    assert blocking(ledger) == ()


def test_one_label_with_two_amounts_is_told() -> None:
    ledger = twin(truth(), "2025-1-200093201-002", "004", 100_000_00)
    ledger = with_amount(ledger, "2025-1-200093201-001", 300_000_00)
    assert [f.severity for f in findings(ledger, ControlName.DUPLICATES)] == [Severity.INFO]


def test_twins_that_are_not_costed_block_unless_the_page_shows_both() -> None:
    seen = twin(truth(), "2025-3-59-004", "006", None)
    assert [f.severity for f in findings(seen, ControlName.DUPLICATES)] == [Severity.BLOCKING]
    pages = whole().pages
    assert [f.severity for f in findings(replace(seen, pages=pages), ControlName.DUPLICATES)] == [
        Severity.WARNING
    ]


def test_a_label_that_looks_cut_off_is_a_warning_that_shows_its_end() -> None:
    (found,) = findings(truth(), ControlName.TRUNCATED_LABEL)
    assert found.severity is Severity.WARNING
    assert "des habitants et\u00a0»" in found.message


# ------------------------------------------------------------------ names


def test_an_unknown_orientation_is_a_warning_with_the_lines_to_add() -> None:
    text = "Lutter contre l'inégalité dès l'enfance"
    ledger = with_line(truth(), "2025-1-02-001", orientation=text)
    (found,) = findings(ledger, ControlName.UNKNOWN_NAME)
    assert (found.severity, found.found) == (Severity.WARNING, text)
    told = yaml.safe_load(found.message[found.message.index("orientations:") :])
    assert told == {"orientations": [{"label": found.expected, "variants": [text]}]}
    assert found.expected == "Lutter contre les inégalités dès l'enfance"


@pytest.mark.parametrize(
    ("lines", "severity"),
    [(("2025-1-02-001",), Severity.BLOCKING),
     (("2025-1-02-001", "2025-3-02-001"), Severity.WARNING)],
)  # fmt: skip
def test_an_orientation_like_no_known_one_blocks_where_it_is_printed_once(
    lines: tuple[str, ...], severity: Severity
) -> None:
    """It may be a remark in a row of its own, or an action without its amount."""
    ledger = truth()
    for identifier in lines:
        ledger = with_line(ledger, identifier, orientation="Maison des parents (à confirmer)")
    (found,) = findings(ledger, ControlName.UNKNOWN_NAME)
    assert found.severity is severity


def test_an_orientation_is_told_once_however_many_lines_bear_it() -> None:
    ledger = truth()
    for identifier in ("2025-1-02-001", "2025-1-02-002", "2025-3-02-001"):
        ledger = with_line(ledger, identifier, orientation="Autre chose")
    (found,) = findings(ledger, ControlName.UNKNOWN_NAME)
    assert len(found.lines) == 3


def test_lines_of_a_territory_that_is_not_in_the_profile_are_found_together() -> None:
    ledger = truth()
    for identifier in ("2025-1-02-001", "2025-1-02-002"):
        ledger = with_line(ledger, identifier, territory="75")
    found = [f for f in blocking(ledger) if f.control is ControlName.UNKNOWN_NAME]
    assert [(f.found, len(f.lines)) for f in found] == [("75", 2)]


# ------------------------------------------------------------------ contracts and region


def regional(cents: int) -> PrintedTotal:
    return replace(
        total(truth(), "2025-02-contrat"), identifier="region", scope=TotalScope.REGION,
        territory=None, label="Total régional", amount=value(cents), page=41,
    )  # fmt: skip


def test_a_printed_region_total_is_compared_with_everything() -> None:
    right = replace(truth(), totals=(*truth().totals, regional(2_900_761_500)))
    region = next(c for c in reconciled(right).controls if c.name is ControlName.REGION)
    assert (region.verdict, region.difference) == (Verdict.AGREES, 0)
    wrong = replace(truth(), totals=(*truth().totals, regional(2_900_761_501)))
    (found,) = blocking(wrong)
    assert (found.control, found.page) == (ControlName.REGION, 41)


def test_a_region_total_of_another_column_is_compared_with_that_column() -> None:
    lines = tuple(replace(x, other_amounts=(("État", value(1_00)),)) for x in truth().lines)
    totals = (
        *truth().totals,
        *(
            replace(
                t, identifier=f"{t.identifier}-e", column="État", amount=value(100 * len(t.lines))
            )
            for t in truth().totals
            if t.scope is TotalScope.AXIS
        ),
    )
    ledger = replace(truth(), lines=lines, totals=totals)
    state = replace(regional(124_00), column="État")
    assert blocking(replace(ledger, totals=(*totals, state))) == ()
    (found,) = blocking(replace(ledger, totals=(*totals, replace(state, amount=value(125_00)))))
    assert (found.control, found.found) == (ControlName.REGION, "124\u00a0€")


def test_a_wrong_line_is_told_once_all_the_way_up() -> None:
    ledger = replace(whole(), totals=(*whole().totals, regional(2_900_761_500)))
    found = blocking(with_amount(ledger, "2025-1-02-001", 9_000_00))
    assert [f.control for f in found] == [ControlName.FOOTING]


def test_two_faults_of_one_contract_are_both_told() -> None:
    """The line's fault does not hide that the contract total is wrong by another amount."""
    ledger = with_amount(truth(), "2025-1-02-001", 9_000_00)
    ledger = with_total(ledger, "2025-02-contrat", amount=value(3_155_555_00))
    assert [f.control for f in blocking(ledger)] == [
        ControlName.FOOTING,
        ControlName.CROSS_FOOTING,
    ]


def test_a_contract_total_the_profile_expects_must_be_printed() -> None:
    left = tuple(t for t in truth().totals if t.identifier != "2025-62-contrat")
    ledger = replace(truth(), totals=left)
    (found,) = blocking(ledger)
    assert (found.control, found.territory) == (ControlName.CROSS_FOOTING, "62")
    relaxed: Profile = profile().model_copy(update={"contract_totals": ("02", "59", "60", "80")})
    assert reconcile(ledger, relaxed)[1].blocking == ()


def test_a_section_in_two_pieces_far_apart_is_found() -> None:
    found = blocking(with_line(truth(), "2025-3-59-004", page=27))
    assert [f.control for f in found] == [ControlName.CONSERVATION]
    assert "séparées par d'autres sections" in found[0].message


def test_a_section_may_flow_over_pages() -> None:
    ledger = with_page(truth(), 13, kind=PageKind.CREDITS)
    assert blocking(with_line(ledger, "2025-1-248000531-001", page=13)) == ()


def test_pages_without_credits_need_no_words() -> None:
    blank = PageRecord(45, None, 960, 540, PageKind.BLANK, "page vide")
    assert blocking(replace(whole(), pages=(*whole().pages, blank))) == ()

"""Money: what is read, what is refused, and the promise that digits are never invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.domain import AmountKind
from pipeline.normalise.money import (
    ENGLISH,
    FRENCH,
    SPANISH,
    SWISS,
    AmountRefused,
    NumberFormat,
    format_euros,
    has_currency,
    leading_amounts,
    looks_like_amount,
    parse_amount,
    split_amount_note,
    trailing_amounts,
)
from pipeline.normalise.number_format import SPACES
from tests.truth import load_truth

READ = {
    "6 000€": 600000,
    "6\u00a0000€": 600000,
    "6\u202f000\u00a0€": 600000,
    "3\u00a0318 516€": 331851600,
    "1 350 \n960€": 135096000,
    "1 350\n960€": 135096000,
    "1 350 960\n€": 135096000,
    "2 800\n000": 280000000,
    "2250000": 225000000,
    "2 800 000": 280000000,
    "0": 0,
    "0,00 €": 0,
    "0,5 €": 50,
    "1.234.567 €": 123456700,
    "1.234.567": 123456700,
    "1.234 €": 123400,
    "1 234,56 €": 123456,
    "1.234,56": 123456,
    "1 234,5 €": 123450,
    "1234,56 €": 123456,
    "6 000,00   €": 600000,
    "EUR 12 000": 1200000,
    "12 000 EUR": 1200000,
    "12 euros": 1200,
    "12,5 k€": 1250000,
    "12,5 K€": 1250000,
    "12,5k€": 1250000,
    "12,5 keuros": 1250000,
    "0,125 M€": 12500000,
    "1,2 M€": 120000000,
    "1,2 M euros": 120000000,
    "1,2 millions d'euros": 120000000,
    "1,2 millions d’euros": 120000000,
    "3 milliers d'euros": 300000,
    "1,5 Md€": 150000000000,
    "1,23456789 M€": 123456789,
    "(5 000) €": -500000,
    "(5 000 €)": -500000,
    "(5 000)": -500000,
    "-5 000 €": -500000,
    "−5 000 €": -500000,
    "–5 000 €": -500000,
    "-500": -50000,
    "€ -5 000": -500000,
    "+5 000 €": 500000,
    "12\u200b 000 €": 1200000,
}

REFUSED = [
    "", " ", "\u00ad", "\u200b\n", "€", "mot", "k€", "12 k", "12 m€", "12 M",
    "2 00 000", "20 00", "1 2345", "12 5 €", "1234 567", "12  500", "1 234.567", "1.234 567",
    "1.234", "1,234", "1,234 €", "12,345 €", "1 234,567 €", "1.2 M€", "1.234 M€", "1,234 k€",
    "1,123456 k€", "1,2345 €", "12,5", "1234.56", ",50 €", "5, €", "1'234 €",
    "0 500", "007", "00", "-0 500 €", "03 20 12 34 56", "0320123456", "+33 3 20 12 34 56",
    "+33320123456", "12 %", "12,5%", "2024-2027", "2024/2027", "12/05/2025", "16-25 ans",
    "1 000 premiers jours", "7 200€ 5 000€", "7 200€5 000€", "7 200 €\n5 000 €", "1 350\n960",
    "12\n000\n000 €", "5 000-", "- 5 000 €", "+ 5 000 €", "-(5 000 €)", "--5 €", "(-5 000) €",
    "-€-5", "€5€", "(5 000", "5 000)", "(1)", "(2024)", "[5 000 €]", "12 000 € (1)", "12 000 €*",
    "１２ ３４５ €", "١٢٣ €", "5²", "Ⅻ €", "5 000 € HT", "1e6", "0x10", "∞", "nan", "--",
    "12345678901234567 €", "n", "à", "néant 5 €",
]  # fmt: skip

NOT_COSTED = {
    "-": AmountKind.DASH,
    "–": AmountKind.DASH,
    "—": AmountKind.DASH,
    " − ": AmountKind.DASH,
    "- €": AmountKind.DASH,
    "-\u00a0€": AmountKind.DASH,
    "néant": AmountKind.NIL,
    "NÉANT": AmountKind.NIL,
    "Ne\u0301ant": AmountKind.NIL,
    "n.c.": AmountKind.NOT_COMMUNICATED,
    "n. c.": AmountKind.NOT_COMMUNICATED,
    "NC": AmountKind.NOT_COMMUNICATED,
    "PM": AmountKind.NOT_COMMUNICATED,
    "en nature": AmountKind.NOT_COMMUNICATED,
    "Gratuit": AmountKind.NIL,
    "/": AmountKind.NIL,
    "n/c": AmountKind.NOT_COMMUNICATED,
    "non communiqué": AmountKind.NOT_COMMUNICATED,
    "Non chiffrée": AmountKind.NOT_COMMUNICATED,
    "à définir": AmountKind.TO_BE_DEFINED,
    "A DÉFINIR": AmountKind.TO_BE_DEFINED,
    "à déterminer": AmountKind.TO_BE_DEFINED,
    "à préciser": AmountKind.TO_BE_DEFINED,
    "en\u00a0attente": AmountKind.TO_BE_DEFINED,
}


@pytest.mark.parametrize(("text", "cents"), READ.items())
def test_reads(text: str, cents: int) -> None:
    amount = parse_amount(text)
    assert (amount.kind, amount.cents, amount.printed) == (AmountKind.VALUE, cents, text)
    assert looks_like_amount(text)


@pytest.mark.parametrize("text", REFUSED)
def test_refuses_with_a_reason(text: str) -> None:
    with pytest.raises(AmountRefused) as refusal:
        parse_amount(text)
    assert str(refusal.value)
    assert not looks_like_amount(text)


@pytest.mark.parametrize(("text", "kind"), NOT_COSTED.items())
def test_not_costed_is_named_and_has_no_value(text: str, kind: AmountKind) -> None:
    amount = parse_amount(text)
    assert (amount.kind, amount.cents, amount.costed) == (kind, None, False)
    assert looks_like_amount(text)


@pytest.mark.parametrize(
    ("number_format", "text", "cents"),
    [
        (ENGLISH, "€ 1,234.56", 123456),
        (ENGLISH, "€1,234", 123400),
        (ENGLISH, "1,234", 123400),
        (ENGLISH, "(1,234)", -123400),
        (ENGLISH, "£1,234,567", 123456700),
        (ENGLISH, "$12.50", 1250),
        (SPANISH, "1.234", 123400),
        (SPANISH, "1.234.567,89 €", 123456789),
        (SWISS, "1'234.50", 123450),
        (SWISS, "1’234", 123400),
    ],
)
def test_other_formats_read(number_format: NumberFormat, text: str, cents: int) -> None:
    assert parse_amount(text, number_format).cents == cents


@pytest.mark.parametrize(
    ("number_format", "text"),
    [
        (ENGLISH, "1.234"),
        (ENGLISH, "1.234 €"),
        (ENGLISH, "1.234,56"),
        (ENGLISH, "1 234,56 €"),
        (SPANISH, "1,234"),
        (SPANISH, "$5"),
        (FRENCH, "£5"),
    ],
)
def test_other_formats_refuse(number_format: NumberFormat, text: str) -> None:
    with pytest.raises(AmountRefused):
        parse_amount(text, number_format)


def test_everything_the_2025_edition_prints_is_read() -> None:
    truth = load_truth()
    printed = [(a["amount_printed"], a["amount_eur"]) for a in truth["actions"]]
    for key in ("axis_totals", "contract_totals"):
        printed += [(t["total_printed"], t["total_eur"]) for t in truth[key]]
    assert len(printed) == 152
    for text, euros in printed:
        assert parse_amount(text).cents == (None if euros is None else euros * 100)


# --------------------------------------------------------------------------- properties

CENTS = st.integers(min_value=0, max_value=10**17 - 1)
GAPS = st.sampled_from(["", "\n", " \n", *sorted(SPACES)])


@st.composite
def written(draw: st.DrawFn, number_format: NumberFormat = FRENCH) -> tuple[str, int]:
    """An amount as some hand might write it, and its cents."""
    cents = draw(CENTS)
    euros, rest = divmod(cents, 100)
    grouping = draw(st.sampled_from(["none", "spaces", *sorted(number_format.thousands - SPACES)]))
    *heads, last = f"{euros:,}".split(",")
    text = ""
    for head in heads:
        if grouping == "spaces":
            text += head + draw(st.sampled_from(sorted(SPACES)))
        else:
            text += head + ("" if grouping == "none" else grouping)
    text += last
    if rest or draw(st.booleans()):
        text += f"{number_format.decimal}{rest:02d}"
    before, after, sign = draw(st.sampled_from(
        [("", "", 1), ("+", "", 1), ("-", "", -1), ("−", "", -1), ("(", ")", -1)]
    ))  # fmt: skip
    return f"{before}{text}{after}{draw(GAPS)}€", sign * cents


@given(written())
def test_french_round_trip(case: tuple[str, int]) -> None:
    assert parse_amount(case[0], FRENCH).cents == case[1]


@given(written(ENGLISH))
def test_english_round_trip(case: tuple[str, int]) -> None:
    assert parse_amount(case[0], ENGLISH).cents == case[1]


@given(st.integers(min_value=-(10**17) + 1, max_value=10**17 - 1))
def test_what_is_displayed_reads_back(cents: int) -> None:
    assert parse_amount(format_euros(cents)).cents == cents


def test_display_is_french() -> None:
    assert format_euros(123450) == "1\u202f234,50\u00a0€"
    assert format_euros(-123400000) == "−1\u202f234\u202f000\u00a0€"
    assert format_euros(5) == "0,05\u00a0€"


MONEYISH = st.text(alphabet="0123456789  \u00a0\u202f\n.,'()+-−–€$kKM%eurosEUR", max_size=24)
FORMATS = st.sampled_from([FRENCH, ENGLISH, SPANISH, SWISS])
ANY = st.one_of(MONEYISH, st.text(), st.text(alphabet="0123456789 .,\n€", max_size=16))


@given(ANY, FORMATS)
@example("1 234 k€", FRENCH)
@example("\u00ad", FRENCH)
def test_digits_are_those_printed_in_their_order(text: str, number_format: NumberFormat) -> None:
    try:
        amount = parse_amount(text, number_format)
    except AmountRefused:
        assert not looks_like_amount(text, number_format)
        return
    assert looks_like_amount(text, number_format)
    if amount.cents is None:
        assert not re.search(r"\d", text)
        return
    digits = "".join(re.findall(r"[0-9]", text))
    decimals = len(re.findall(r"[0-9]", text.partition(number_format.decimal)[2]))
    power = 3 if re.search("[kK]", text) else 6 if "M" in text else 0
    assert abs(amount.cents) == int(digits) * 10 ** (2 + power - decimals)


@given(st.text(max_size=300), FORMATS)
def test_any_text_is_an_amount_or_is_refused(text: str, number_format: NumberFormat) -> None:
    for found in (trailing_amounts(text, number_format), leading_amounts(text, number_format)):
        assert all(0 <= i <= len(text) for i in found)
    has_currency(text)
    split_amount_note(text)
    try:
        parse_amount(text, number_format)
    except AmountRefused:
        return


# --------------------------------------------------------------------------- in running text


@pytest.mark.parametrize(
    ("text", "suffixes"),
    [
        ("l'association France Victime 60 7 200€", ["200€", "7 200€"]),
        ("repositionner la famille7 200€", ["200€", "7 200€"]),
        ("Plateformes Mamobilité62 170130", ["170130"]),
        ("Plateformes Mamobilité62", []),
        ("Mobiliser les REP + 4 112 000€", ["112 000€", "4 112 000€"]),
        ("les structures (MDSI).7 200€", ["200€", "7 200€"]),
        ("Organiser le maillage des acteurs -", ["-"]),
        ("Créer un lieu bébés-5 000 €", []),
        ("Aide 7 200 € 5 000 €", ["5 000 €"]),
        ("Aide 7 200 € 5 000", ["5 000"]),
        ("Aide 7 200 EUR 5 000", ["5 000"]),
        ("Aide EUR 5 000", ["5 000", "EUR 5 000"]),
        ("Total 1 350 \n960€", ["960€", "350 \n960€", "1 350 \n960€"]),
        ("Reprise de crédits -5 000 €", ["-5 000 €"]),
        ("Financement à définir", ["à définir"]),
        ("C'est un fainéant", []),
        ("durant les 1 000 premiers jours", []),
        ("jeunes de 16-25", []),
        ("160", ["160"]),
        ("", []),
    ],
)
def test_trailing_amounts(text: str, suffixes: list[str]) -> None:
    assert [text[i:] for i in trailing_amounts(text)] == suffixes


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        ("7 200 € Financement", ["7", "7 200 €"]),
        ("7 200€Financement", ["7", "7 200€"]),
        ("12 500 k€ Aide", ["12", "12 500 k€"]),
        ("1 234,56 Aide", ["1", "1 234,56"]),
        ("- Aide", ["-"]),
        ("16-25 ans", []),
        ("2e chance", []),
        ("néanmoins", []),
    ],
)
def test_leading_amounts(text: str, prefixes: list[str]) -> None:
    assert [text[:i] for i in leading_amounts(text)] == prefixes


LABELS = st.text(alphabet="abé ', ()-€0123456789\u00a0", max_size=40)


@given(LABELS, written())
def test_an_amount_after_a_label_is_found_and_no_number_is_cut(
    label: str, case: tuple[str, int]
) -> None:
    text = f"{label} {case[0]}"
    found = trailing_amounts(text)
    assert len(label) + 1 in found
    assert found == sorted(found, reverse=True)
    for i in found:
        assert looks_like_amount(text[i:])
        assert not text[i - 1 : i].isdigit()


@given(written(), LABELS)
def test_an_amount_before_a_label_is_found(case: tuple[str, int], label: str) -> None:
    text = f"{case[0]} {label}"
    found = leading_amounts(text)
    assert found == sorted(found)
    assert all(looks_like_amount(text[:i]) for i in found)
    if not label.lstrip(" \u00a0").startswith("€"):
        assert len(case[0]) in found


@pytest.mark.parametrize(
    ("text", "amount", "note"),
    [
        ("12 000 € (1)", "12 000 €", "(1)"),
        ("12 000 €*", "12 000 €", "*"),
        ("12 000 € **", "12 000 €", "**"),
        ("12 000 €\u00a0¹", "12 000 €", "¹"),
        ("(1) 12 000 €", "12 000 €", "(1)"),
        ("* 12 000 €", "12 000 €", "*"),
        ("- (2)", "-", "(2)"),
        ("(5 000) €", "(5 000) €", None),
        ("(5 000 €)", "(5 000 €)", None),
        ("(25) €", "(25) €", None),
        ("(1)", "(1)", None),
        ("**", "**", None),
        ("12 000 €", "12 000 €", None),
    ],
)
def test_notes_are_split_from_amounts(text: str, amount: str, note: str | None) -> None:
    assert split_amount_note(text) == (amount, note)


@pytest.mark.parametrize("text", ["5 €", "5 k€", "5 Keuros", "200EUR", "deux euros", "€"])
def test_currency_is_seen(text: str) -> None:
    assert has_currency(text)


@pytest.mark.parametrize("text", ["européenne", "neurologue", "5 000", "EUROPE", ""])
def test_currency_is_not_imagined(text: str) -> None:
    assert not has_currency(text)


@pytest.mark.parametrize(
    "unit", ["1 ", "1", " ", "(", "-", "€", "\u00ad", "1 000 ", "k", "n. c", "*"]
)
def test_hostile_lengths_are_read_in_bounded_work(unit: str) -> None:
    text = unit * 20_000
    assert not looks_like_amount(text) or not text.strip()
    assert len(trailing_amounts(text)) <= 64
    assert len(leading_amounts(text)) <= 64
    split_amount_note(text)

"""Words -> segments, and segments -> amounts that are broken over lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain import Box
from pipeline.extract.candidates import stacked_candidates
from pipeline.extract.content import Word
from pipeline.extract.lines import segments_of
from pipeline.extract.rowitems import STRAY_SIGN
from pipeline.normalise.money import FRENCH

SIZE = 10.0
SPACE = 3.0


def words(text: str, x: float = 0.0, baseline: float = 100.0) -> list[Word]:
    """The words of one line, a space apart, each letter half an em wide."""
    made = []
    for text_of_word in text.split():
        width = 5.0 * len(text_of_word)
        box = Box(x, baseline - 7.6, x + width, baseline + 2.2)
        made.append(Word(text_of_word, box, baseline, SIZE, False, ()))
        x += width + SPACE
    return made


def test_amounts_in_words_are_parted_where_one_ends_and_another_begins() -> None:
    line = words("1 564 000 euros 2 454 494 Euros 18 k€ 25 €")
    assert [s.text for s in segments_of(line, ())] == [
        "1 564 000 euros", "2 454 494 Euros", "18 k€", "25 €",
    ]  # fmt: skip


def test_a_number_after_an_amount_that_is_no_amount_is_not_parted_from_it() -> None:
    line = words("aide de 500 euros 12 fois par an")
    assert [s.text for s in segments_of(line, ())] == ["aide de 500 euros 12 fois par an"]


def stacked(upper: str, lower: str) -> list[int | None]:
    segments = segments_of([*words(upper), *words(lower, baseline=111.0)], ())
    return [c.amount.cents for c in stacked_candidates(segments, (), FRENCH)]


def test_thousands_that_begin_with_a_nought_go_on_with_the_line_above() -> None:
    assert stacked("2 800", "000") == [2_800_000_00]
    assert stacked("-1", "163,85€") == [-1_163_85]


def test_other_bare_numbers_under_one_another_are_not_joined() -> None:
    assert stacked("2 800", "500") == []
    assert stacked("1 350", "960€") == [1_350_960_00]


def test_rows_beside_at_heights_between_do_not_chain_two_lines_of_a_label() -> None:
    """Two lines of a label set tight, and words beside it that step from one to the other."""
    label = words("Accompagner un parcours") + words("porté par Relais", baseline=108.0)
    beside = [w for n in range(1, 4) for w in words("12", x=300 + 40 * n, baseline=100 + 2.0 * n)]
    assert [s.text for s in segments_of(label + beside, ())][:1] == ["Accompagner un parcours"]
    assert "porté par Relais" in [s.text for s in segments_of(label + beside, ())]


@pytest.mark.parametrize("label", ["€Médiation", "$ Tutorat", "Aide de 500€Médiation"])
def test_a_label_that_the_sign_of_an_amount_lies_on_is_told(label: str) -> None:
    assert STRAY_SIGN.search(label)


@pytest.mark.parametrize("label", ["Aide de 500 € par mois", "Chèques de 20€", "Prêts (en €)"])
def test_a_sign_after_its_number_is_none(label: str) -> None:
    assert not STRAY_SIGN.search(label)


def test_a_lowered_figure_on_the_line_of_amounts_beside_it_stands_with_its_word() -> None:
    """« CO2 » is 2.8 points over its figure, and the row's amount at a height between."""
    label, amount = words("Mesurer le CO"), words("185 000 €", x=300, baseline=100.8)
    (figure,) = words("2", x=label[-1].box.x1, baseline=102.8)
    segments = segments_of([*label, replace(figure, size=8.3), *amount], ())
    assert [s.text for s in segments] == ["Mesurer le CO2", "185 000 €"]


def scripts(parts: list[tuple[str, float]], size: float = 9.0) -> list[Word]:
    """Pieces of one text that touch, each set so many points lower; those that are, smaller."""
    made: list[Word] = []
    x = 50.0
    for text, lower in parts:
        (word,) = words(text, x=x, baseline=100.0 + lower)
        made.append(replace(word, size=size) if lower else word)
        x = word.box.x1
    return made


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([("1", 0), ("er", -4.5)], "1er"),
        ([("XXI", 0), ("e", -4.5)], "XXIe"),
        ([("20", 0), ("es", -4.5)], "20es"),
        ([("4", 0), ("e", -4.5), ("-3", 0), ("e", -4.5)], "4e-3e"),
        ([("CO", 0), ("2", 4.5)], "CO2"),
        ([("(H", 0), ("2", 4.5), ("O)", 0)], "(H2O)"),
    ],
)
def test_letters_set_higher_or_lower_that_are_nearly_as_large_stay_with_their_word(
    parts: list[tuple[str, float]], text: str
) -> None:
    """As WeasyPrint sets <sup> and <sub>: nine tenths of the size, 0.45 ems off."""
    assert [s.text for s in segments_of(scripts(parts), ())] == [text]


def test_small_letters_at_a_height_between_that_touch_nothing_stay_apart() -> None:
    first, word = scripts([("Accueil", 0), ("de", -4.5)])
    moved = replace(word, box=replace(word.box, x0=word.box.x0 + 3, x1=word.box.x1 + 3))
    assert len(segments_of([first, moved], ())) == 2


@pytest.mark.parametrize(
    ("mark", "text"), [("1", "Accueil¹"), ("er", "Accueiler"), ("2", "Accueil²")]
)
def test_what_is_set_higher_stays_with_its_word_beside_an_amount_at_a_height_between(
    mark: str, text: str
) -> None:
    """The amount's baseline is near enough to both to be of one line with each."""
    label = scripts([("Accueil", 0), (mark, -4.5)])
    (amount,) = words("-", x=400.0, baseline=97.8)
    assert [s.text for s in segments_of([*label, amount], ())] == [text, "-"]

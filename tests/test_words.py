"""Glyphs -> words: what drawing programs do to text, glyph by glyph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from pipeline.extract.content import BLANKS, Glyph
from pipeline.extract.unnamed import mark_unnamed
from pipeline.extract.words import words_of

SIZE = 10.0
WIDTH = 5.0


def drawn(text: str, x: float = 0.0, gap: float = 0.0, baseline: float = 100.0) -> list[Glyph]:
    """Letters of one width, `gap` points apart; a combining mark stands at the pen, without width.
    Spaces are left white, not drawn."""
    glyphs = []
    for letter in text:
        mark = letter in "\u0301\u0300"
        if letter != " ":
            glyphs.append(Glyph(letter, x, x if mark else x + WIDTH, baseline, SIZE))
        x += 0.0 if mark else WIDTH + gap
    return glyphs


def texts(glyphs: Sequence[Glyph]) -> list[str]:
    return [w.text for w in words_of(glyphs)]


def test_a_mark_goes_on_the_letter_before_it_though_the_next_begins_earlier() -> None:
    """« e », its acute, and a « v » kerned back under the pen: never « v́ »."""
    glyphs = drawn("re\u0301vu")
    for glyph in glyphs[3:]:
        glyph.x0, glyph.x1 = glyph.x0 - 0.2, glyph.x1 - 0.2
    assert texts(glyphs) == ["révu"]


def test_a_soft_hyphen_that_takes_room_inside_a_word_is_printed() -> None:
    assert texts(drawn("tiers\u00adlieux") + drawn("a-b", baseline=130)) == ["tiers-lieux", "a-b"]


def test_a_font_that_has_no_other_hyphen_calls_it_soft() -> None:
    """At a line's end too; in a font that has one, a soft hyphen there hyphenates."""
    line, dash = drawn("socio\u00ad"), drawn("a-b", baseline=130)
    assert texts(line + dash) == ["socio\u00ad", "a-b"]
    line = drawn("socio\u00ad")
    for glyph in line:
        glyph.font = "Body"
    assert texts(line + dash) == ["socio-", "a-b"]


def test_a_digit_after_an_amount_begins_another() -> None:
    assert texts(drawn("500€1")) == ["500€", "1"]
    assert texts(drawn("lot1")) == ["lot1"]


def test_letter_spacing_is_that_of_each_piece_of_a_line() -> None:
    label = drawn("ateliers", gap=3.0)
    amount = drawn("12 000", x=300.0, gap=0.0)
    assert texts(label + amount) == ["ateliers", "12", "000"]


def test_doubled_glyphs_are_read_once() -> None:
    assert texts(drawn("total") + drawn("total", x=0.3)) == ["total"]


def test_a_space_inside_an_amount_says_nothing_of_how_words_are_parted() -> None:
    """Words left apart by two tenths of an em, and an amount whose thousands hold a space."""
    amount = drawn("12", x=90.0)
    amount += [Glyph(" ", 100.0, 102.0, 100.0, SIZE), *drawn("000", x=102.0)]
    label = [*drawn("une"), *drawn("action", x=17.1), *drawn("locale", x=49.2)]
    assert texts(label + amount) == ["une", "action", "locale", "12", "000"]


def spelt(texts: list[tuple[str, float, float]]) -> str:
    """The words of glyphs given as (text, x0, x1), of 10 points, on one line."""
    return " ".join(w.text for w in words_of(Glyph(t, x0, x1, 100.0, 10.0) for t, x0, x1 in texts))


@pytest.mark.parametrize("name", ["", " "])
def test_a_ligature_without_a_name_or_called_a_space_is_marked(name: str) -> None:
    real = [(" ", 20.0, 23.0), ("à", 23.0, 29.0)]
    assert spelt([("a", 0.0, 6.0), (name, 6.0, 15.0), ("n", 15.0, 20.0), *real]) == "a\ufffdn à"


def test_a_space_stays_one_whatever_its_name() -> None:
    assert spelt([("a", 0.0, 6.0), ("", 6.0, 9.0), ("n", 9.0, 15.0)]) == "a n"


@pytest.mark.parametrize("name", [" ", "\u00ad"])
def test_a_line_may_break_a_word_where_soft_hyphens_are_spaces(name: str) -> None:
    letters = [("o", 0.0, 6.0), (name, 6.0, 9.0), ("r", 6.0, 10.0), (name, 10.0, 13.0)]
    letters += [("t", 10.0, 13.0), ("a", 13.0, 19.0)]
    assert spelt([*letters, (name, 19.0, 22.0)]) == "orta\ufffd"
    assert spelt([*letters, (name, 19.0, 22.0), ("1", 60.0, 65.0)]) == "orta\ufffd 1"
    assert spelt([*letters, (name, 19.0, 22.0), ("u", 22.0, 28.0)]) == "orta u"
    assert spelt(letters) == "orta"


def test_a_hyphen_that_is_drawn_as_hyphens_are_breaks_a_word() -> None:
    """By itself, where spaces are drawn in runs of letters; nothing is told where both are."""
    letters = [("o", 0.0, 6.0), ("\u00ad", 6.0, 9.0), ("r", 6.0, 10.0), ("\u00ad", 10.0, 13.0)]
    letters += [("t", 10.0, 13.0), ("a", 13.0, 19.0), (" ", 19.0, 22.0), ("b", 22.0, 28.0)]
    glyphs = [Glyph(t, x0, x1, 100.0, 10.0) for t, x0, x1 in [*letters, (" ", 28.0, 31.0)]]
    for at in (1, 3, 8):
        glyphs[at].alone = True
    assert texts([replace(g) for g in glyphs]) == ["orta", "b\ufffd\u00ad"]
    assert texts([replace(g, alone=g.alone and g.x0 < 28) for g in glyphs]) == ["orta", "b"]
    assert texts([replace(g, alone=g.text in BLANKS) for g in glyphs]) == ["orta", "b\ufffd"]
    assert texts([replace(g, alone=False) for g in glyphs]) == ["orta", "b\ufffd"]


def capitals(text: str, *, first: str) -> list[Glyph]:
    """Small capitals: the first letter at full size, the others smaller, under given names."""
    glyphs = drawn(first + text[1:])
    for glyph in glyphs[1:]:
        glyph.size = 0.8 * SIZE
    return glyphs


def test_small_capitals_that_may_be_named_otherwise_are_in_doubt() -> None:
    """One glyph stands for « a » and « A », and its name is that of either."""
    assert [w.confidence for w in words_of(capitals("ateliers", first="a"))] == [0.0]
    assert [w.confidence for w in words_of(capitals("ATELIERS", first="A"))] == [0.0]
    assert [w.confidence for w in words_of(drawn("ATELIERS"))] == [1.0]
    assert [w.confidence for w in words_of(drawn("Ateliers"))] == [1.0]


def test_a_glyph_that_is_known_by_its_code_only_has_no_name() -> None:
    glyphs = [Glyph("(cid:127)", 0, 5, 10, 10), Glyph("(", 6, 9, 10, 10)]
    mark_unnamed(glyphs)
    assert [g.text for g in glyphs] == ["\ufffd", "("]


def test_a_line_of_spaces_alone_holds_no_word() -> None:
    blank = [Glyph(" ", 10.0, 12.0, 140.0, SIZE), Glyph(" ", 12.0, 14.0, 140.0, SIZE)]
    assert texts([*drawn("rue"), *blank]) == ["rue"]

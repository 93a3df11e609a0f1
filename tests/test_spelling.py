"""Characters that a document's font doesn't name: the label is left in doubt."""

from __future__ import annotations

import pytest

from pipeline.extract.doubts import is_spelt


@pytest.mark.parametrize(
    "broken", ["Aide \0nancière", "Aide \ufffdnancière", "Aide \ue001nancière"]
)
def test_a_character_without_a_name_is_told(broken: str) -> None:
    assert not is_spelt(broken)


@pytest.mark.parametrize("text", ["", "Aide financière", "Œuvres – 1 000 €", "Soin\u202fs"])
def test_a_text_of_named_characters_is_spelt(text: str) -> None:
    assert is_spelt(text)

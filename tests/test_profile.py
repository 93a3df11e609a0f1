"""A profile that can't be meant as it is written is refused, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.profile import ProfileError, builtin_profiles, load_profile


@pytest.mark.parametrize("again", ["series: autre", "editions:\n  '2027': {}"])
def test_a_key_given_twice_is_refused_with_its_line(again: str, tmp_path: Path) -> None:
    """YAML's readers would keep the last, and lose what the first said of an edition."""
    text = builtin_profiles()[0].read_text(encoding="utf-8").rstrip()
    profile = tmp_path / "twice.yaml"
    profile.write_text(f"{text}\n{again}\n", encoding="utf-8")
    line = len(text.splitlines()) + 1
    with pytest.raises(ProfileError, match=rf"twice\.yaml:{line}: \w+: clé donnée deux fois"):
        load_profile(profile)

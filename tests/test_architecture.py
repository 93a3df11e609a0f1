"""The arrows of docs/architecture.md hold, and what is imported is what is declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted([*(ROOT / "pipeline").rglob("*.py"), ROOT / "flows.py"])

GROUND = {"domain", "profile", "tables"}  # types and data that every room may know
STAGES = {"acquire", "extract", "reconcile", "decisions", "validate", "publish", "report"}
# What each room may know of the others, itself and the package's version apart.
MAY_KNOW: dict[str, set[str]] = {
    "domain": set(),
    "yamltree": set(),
    "profile": {"domain", "yamltree"},
    "tables": {"domain", "profile"},
    "settings": set(),
    "scheduler": {"domain"},
    "normalise": GROUND,
    **{stage: GROUND | {"normalise"} for stage in STAGES - {"report"}},
    "report": GROUND | {"normalise", "verdict"},
    "verdict": GROUND,
    "gating": GROUND | {"decisions", "reconcile"},
    "history": GROUND | {"acquire", "report"},
    "probe": GROUND | {"normalise", "extract", "reconcile"},
    "check": GROUND | {"normalise", "extract", "reconcile", "report"},
    "explain": GROUND | {"normalise", "extract"},
    "job": GROUND | STAGES | {"verdict", "history"},
    "record": GROUND | STAGES | {"verdict", "job", "history"},
}
ABOVE = {"cli", "flows"}

FRAMEWORKS = {"prefect": "flows", "great_expectations": "validate"}
PURE = {"domain", "yamltree", "profile", "tables", "normalise", "reconcile", "decisions", "verdict"}
PDF_LIBRARIES = {"pdfplumber", "camelot", "pypdf", "pypdfium2", "pdfminer"}


def room_of(path: Path) -> str:
    """The room that a source file stands in: the package or module right under pipeline/."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0] if parts[0] == "flows" else parts[1]


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, at the top or inside a function, as a dotted name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            if node.module == "pipeline":
                yield from (f"pipeline.{alias.name}" for alias in node.names)
            else:
                yield str(node.module)


def rooms_known(path: Path) -> set[str]:
    """The rooms of ours that a file imports."""
    known = {name.split(".")[1] for name in imports(path) if name.startswith("pipeline.")}
    known |= {"flows" for name in imports(path) if name == "flows"}
    return known - {"__version__", room_of(path)}


def outside(path: Path) -> set[str]:
    """The packages that a file imports and that are neither ours nor Python's."""
    tops = {name.split(".")[0] for name in imports(path)}
    return tops - {"pipeline", "flows"} - set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_knows_only_what_its_arrows_allow(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__",):
        assert not rooms_known(path)
    elif room == "flows":
        assert "cli" not in rooms_known(path)
    elif room not in ABOVE:
        assert rooms_known(path) <= MAY_KNOW[room]


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_each_framework_is_known_to_one_room(path: Path) -> None:
    for framework, room in FRAMEWORKS.items():
        if room_of(path) != room:
            assert framework not in outside(path)


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if room_of(p) in PURE], ids=lambda p: str(p.relative_to(ROOT))
)
def test_the_pure_rooms_know_no_pdf_library(path: Path) -> None:
    assert not outside(path) & PDF_LIBRARIES


def test_every_room_is_one_that_the_arrows_name() -> None:
    rooms = {room_of(path) for path in SOURCES}
    assert rooms == set(MAY_KNOW) | ABOVE | {"__init__"}


def test_what_is_imported_is_declared() -> None:
    """A package that another one happens to bring may be gone with its next version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {canonical(re.split(r"[\s<>=!~;\[]", d)[0]) for d in project["dependencies"]}
    owners = metadata.packages_distributions()
    for path in SOURCES:
        for package in outside(path):
            names = {canonical(name) for name in owners.get(package, [package])}
            assert names & declared, f"{path.relative_to(ROOT)} imports {package}"


def canonical(name: str) -> str:
    """A distribution's name as PEP 503 compares them."""
    return re.sub(r"[-_.]+", "-", name).lower()

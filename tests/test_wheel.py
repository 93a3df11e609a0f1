"""Installed from its wheel, the command works in any folder: what it needs travels with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from pipeline import __version__
from tests.test_flows import leaflet

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel alone in a folder of its own; what it depends on is this environment's."""
    target = tmp_path_factory.mktemp("installed")
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
         "--target", str(target), str(wheel)],
        check=True, timeout=300,
    )  # fmt: skip
    return target


def command(installed: Path, words: list[str], where: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed `recolement` in a folder that knows nothing of the checkout."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT")}
    environment |= {"PYTHONPATH": str(installed), "PREFECT_HOME": str(where / "prefect")}
    return subprocess.run(
        [str(installed / "bin" / "recolement"), *words], cwd=where, env=environment,
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip


def test_the_wheel_holds_what_the_checkout_has(wheel: Path) -> None:
    """Every file of the package, and the suites inside it; no test, no edition, no decision."""
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    ours = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "pipeline").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    suites = {f"pipeline/expectations/{p.name}" for p in (ROOT / "expectations").glob("*.json")}
    assert suites
    assert held == ours | suites | {"flows.py"}


def test_the_installed_command_says_its_version(installed: Path, tmp_path: Path) -> None:
    told = command(installed, ["--version"], tmp_path)
    assert (told.returncode, told.stdout) == (0, f"recolement {__version__}\n")


def test_the_installed_command_runs_whole_in_any_folder(installed: Path, tmp_path: Path) -> None:
    """Profile, suites, templates and flows are found; a leaflet is read, checked and reported."""
    edition = leaflet(tmp_path / "2028.pdf", 2028)
    ran = command(installed, ["run", str(edition), "--json"], tmp_path)
    assert ran.returncode == 1, ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    folder = Path(told["folder"])
    assert told["status"] == "held"
    assert folder.is_relative_to(tmp_path / "staged")
    assert Path(told["report"]).is_file()
    assert (folder / "data-docs" / "index.html").is_file()
    assert {"actions.csv", "actions.excel.csv", "actions.parquet", "datapackage.json"} <= {
        p.name for p in folder.iterdir()
    }

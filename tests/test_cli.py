"""The command's words: bad input is refused in one line, with exit status 2 and nothing written."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.cli import COMMANDS, main, parser
from pipeline.job import plan
from pipeline.normalise.labels import regular
from pipeline.profile import builtin_profiles
from tests.truth import EDITION_2025, load_truth

ROOT = Path(__file__).resolve().parents[1]
PDF_2025 = EDITION_2025 / "contrats-locaux-solidarites-hdf-2025.pdf"
DOCUMENTED = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def refused(words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> str:
    """Run the command in an empty folder; the one line with which it refuses."""
    staged = tmp_path / "out" / "staged"
    status = main([*words, "--staged", str(staged), "--json"])
    printed = capsys.readouterr()
    assert status == 2
    assert printed.err.startswith("recolement : ")
    assert printed.err.count("\n") == 1
    told = json.loads(printed.out.splitlines()[-1])
    assert told["status"] == "failed"
    assert told["error"] in printed.err
    assert not staged.parent.exists()
    return printed.err


def other_series(path: Path) -> Path:
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, "Compte administratif 2024 de la commune de Trifouillis")
    canvas.save()
    return path


def encrypted(path: Path) -> Path:
    writer = pypdf.PdfWriter(clone_from=PDF_2025)
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(path)
    return path


def test_what_is_no_pdf_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = tmp_path / "notes.pdf"
    text.write_text("Ceci n'est pas un PDF")
    assert "notes.pdf" in refused(["run", str(text)], capsys, tmp_path)


def test_an_empty_file_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    empty = tmp_path / "vide.pdf"
    empty.touch()
    assert "vide" in refused(["run", str(empty)], capsys, tmp_path)


def test_a_missing_file_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "introuvable" in refused(["run", str(tmp_path / "absent.pdf")], capsys, tmp_path)


def test_a_folder_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "dossier" in refused(["run", str(tmp_path)], capsys, tmp_path)


@pytest.mark.parametrize("kept", [0.2, 0.9, 0.999])
def test_a_truncated_pdf_is_refused(
    kept: float, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    whole = PDF_2025.read_bytes()
    cut = tmp_path / "coupe.pdf"
    cut.write_bytes(whole[: int(len(whole) * kept)])
    assert "coupe.pdf" in refused(["run", str(cut)], capsys, tmp_path)


def test_an_encrypted_pdf_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    locked = encrypted(tmp_path / "secret.pdf")
    assert "mot de passe" in refused(["run", str(locked)], capsys, tmp_path)


def test_another_series_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    other = other_series(tmp_path / "autre.pdf")
    assert "autre.pdf" in refused(["run", str(other)], capsys, tmp_path)


def test_a_missing_profile_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    missing = str(tmp_path / "absent.yaml")
    assert "absent.yaml" in refused(["run", str(PDF_2025), "--profile", missing], capsys, tmp_path)


def test_a_wrong_profile_is_refused_with_its_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wrong = tmp_path / "profil.yaml"
    wrong.write_text("series: x\ntitel: y\n")
    line = refused(["run", str(PDF_2025), "--profile", str(wrong)], capsys, tmp_path)
    assert re.search(r"profil\.yaml:\d+: ", line)


def test_an_unknown_series_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    line = refused(["run", str(PDF_2025), "--series", "x"], capsys, tmp_path)
    assert "contrats-locaux-solidarites-hdf" in line


def test_a_code_that_is_still_to_be_filled_in_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    unfilled = tmp_path / "profil.yaml"
    (known,) = builtin_profiles()
    unfilled.write_text(known.read_text().replace('code: "60"', 'code: "…"', 1))
    line = refused(["run", str(PDF_2025), "--profile", str(unfilled)], capsys, tmp_path)
    assert "code de territoire à remplir" in line


def test_serve_refuses_a_source_that_is_no_folder(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["serve", str(tmp_path / "nulle-part")]) == 2
    assert "ni un dossier" in capsys.readouterr().err


def test_a_year_that_the_document_contradicts_is_told(tmp_path: Path) -> None:
    told = plan(PDF_2025, tmp_path / "staged", edition="2026")
    assert "2025" in told.warning
    assert "2026" in told.warning
    assert told.warning in told.source.notice
    assert plan(PDF_2025, tmp_path / "staged", edition="2025").warning == ""


@pytest.mark.parametrize("year", ["25", "MMXXV", "20255", "../x"])
def test_an_edition_that_is_no_year_is_refused(
    year: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert year in refused(["run", str(PDF_2025), "--edition", year], capsys, tmp_path)


def test_a_folder_that_cannot_be_written_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "fichier"
    file.touch()
    assert main(["run", str(PDF_2025), "--staged", str(file / "staged")]) == 2
    assert "fichier" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "COMMANDE"),
        (["run"], "il manque : PDF"),
        (["courir"], "courir"),
        (["run", "a.pdf", "--vite"], "--vite"),
        (["run", "a.pdf", "--series", "x", "--profile", "y"], "--series"),
        (["run", "a.pdf", "--edition"], "--edition attend une valeur"),
        (["register", "a.pdf", "--retrieved", "hier"], "hier"),
        (["decide"], "--edition"),
    ],
)
def test_wrong_words_get_one_french_line(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    printed = capsys.readouterr()
    assert told in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


@pytest.mark.parametrize("command", ["", "run", "register", "watch", "serve", "decide"])
def test_help_teaches_with_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])
    assert left.value.code == 0
    text = capsys.readouterr().out
    assert "Utilisation : recolement" in text
    assert f"  recolement {command or 'run'}" in text
    assert not re.search(r"\b(usage|options:|show this|positional)\b", text)


def test_help_starts_no_framework() -> None:
    """What a person waits for on every --help."""
    told = subprocess.run(
        [sys.executable, "-c", "import sys, pipeline.cli; print(*sys.modules)"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert not {"prefect", "great_expectations", "pandas", "camelot", "pdfplumber"} & set(told)


@pytest.mark.parametrize("path", DOCUMENTED, ids=lambda p: p.name)
def test_documented_commands_are_understood(path: Path) -> None:
    """Every `recolement …` line of a code block is one that the parser takes."""
    blocks = re.findall(r"^```(?:sh|console)?\n(.*?)^```", path.read_text("utf-8"), re.M | re.S)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    for line in lines:
        if line.startswith("recolement "):
            words = shlex.split(line, comments=True)[1:]
            parser().parse_args(words[: words.index("|")] if "|" in words else words)


def test_examples_of_the_help_are_understood(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("", "run", "register", "watch", "serve", "decide"):
        with pytest.raises(SystemExit):
            main([*name.split(), "--help"])
        for line in capsys.readouterr().out.splitlines():
            if line.startswith("  recolement "):
                example = re.split(r"\s{3,}|\s\|\s", line.strip())[0]
                parser().parse_args(shlex.split(example)[1:])


def test_each_command_is_a_module_that_declares_itself() -> None:
    assert all(callable(command.add) for command in COMMANDS)


def test_registering_tells_where_the_file_went(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ["register", str(PDF_2025), "--raw", str(tmp_path / "raw"), "--origin", "essai"]
    assert main(words) == 0
    first = capsys.readouterr().out
    kept = tmp_path / "raw" / "contrats-locaux-solidarites-hdf" / "2025" / PDF_2025.name
    assert str(kept) in first
    assert kept.read_bytes() == PDF_2025.read_bytes()
    before = {p: p.stat().st_mtime_ns for p in kept.parent.iterdir()}
    assert main(words) == 0
    assert {p: p.stat().st_mtime_ns for p in kept.parent.iterdir()} == before


def test_the_readme_shows_ten_rows_of_the_edition() -> None:
    """As the truth has them: axis, territory, label, euros, amount as printed, page."""
    truth = {
        (
            str(a["axis"]), a["territory"], a["label"],
            "" if a["amount_eur"] is None else f"{a['amount_eur']}.00",
            regular(a["amount_printed"]), str(a["pdf_page"]),
        )
        for a in load_truth()["actions"]
    }  # fmt: skip
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "README.md").read_text("utf-8").splitlines()
        if re.match(r"\| \d \|", line)
    ]
    shown = {(r[0], r[1], r[3], r[4], r[5], r[7]) for r in rows if len(r) == 8}
    assert len(shown) == 10
    assert shown <= truth

"""The real flows: on a real Prefect server, and on Prefect's embedded default.

The whole 2025 edition is read once; a leaflet of two pages, which is always held, serves elsewhere.
"""

from __future__ import annotations

import csv
import http.server
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from reportlab.pdfgen.canvas import Canvas

from pipeline.profile import builtin_profiles
from pipeline.scheduler import local_server
from pipeline.tables import TABLES
from tests.factory.faults import plant
from tests.factory.fictitious import Taste, fictitious_edition
from tests.factory.layout import LAYOUTS
from tests.factory.samples import producer
from tests.truth import EDITION_2025, load_truth

ROOT = Path(__file__).resolve().parents[1]
PDF_2025 = EDITION_2025 / "contrats-locaux-solidarites-hdf-2025.pdf"
SERIES = "contrats-locaux-solidarites-hdf"
TITLE = "Les Contrats Locaux des Solidarités dans les Hauts-de-France"
PATIENCE = 600  # seconds for one command, on a machine that does other things
FINDING_KEYS = {
    "control", "severity", "axe", "territoire_code", "page", "expected", "found", "cause",
}  # fmt: skip


@dataclass(frozen=True)
class Prefect:
    """A real server, and the home that its clients share."""

    url: str
    home: Path

    def ask(self, what: str, body: dict[str, Any] | None = None) -> Any:
        """POST a filter to the server's API."""
        request = urllib.request.Request(
            f"{self.url}/{what}/filter",
            json.dumps(body or {}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def runs(self, flow: str) -> list[dict[str, Any]]:
        """The runs of a flow, the latest first."""
        body = {"flows": {"name": {"any_": [flow]}}, "sort": "START_TIME_DESC"}
        found: list[dict[str, Any]] = self.ask("flow_runs", body)
        return found

    def tasks(self, run: str) -> dict[str, str]:
        """The state's name of each task of a flow run, by the task's name."""
        told = self.ask("task_runs", {"flow_runs": {"id": {"any_": [run]}}})
        return {task["name"].rpartition("-")[0]: task["state_name"] for task in told}


@dataclass(frozen=True)
class Ran:
    """What a command left."""

    status: int
    out: str
    err: str

    @property
    def told(self) -> dict[str, Any]:
        """The JSON object of the last line of standard output."""
        told: dict[str, Any] = json.loads(self.out.splitlines()[-1])
        return told


def environment(home: Path, url: str | None = None) -> dict[str, str]:
    """The process's own, with a Prefect home of ours, and a server or none."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_API")}
    kept |= {"PREFECT_HOME": str(home), "PYTHONPATH": str(ROOT)}
    return kept | ({"PREFECT_API_URL": url} if url else {})


def recolement(words: list[str | Path], where: Path, settings: dict[str, str]) -> Ran:
    """Run the command in a folder, as a person would."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *map(str, words)],
        cwd=where, env=settings, capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def leaflet(path: Path, year: int, amounts: tuple[str, ...] = ("6 000 €", "4 000 €")) -> Path:
    """An edition of two pages: its title, and one département's table. Never whole: held."""
    canvas = Canvas(str(path), pagesize=(960, 540), invariant=True)
    canvas.drawString(60, 300, f"{TITLE} {year}")
    canvas.showPage()
    canvas.drawString(
        60, 500, "Axe 1 : Prévenir la pauvreté et lutter contre les inégalités dès l'enfance"
    )
    canvas.drawString(60, 470, "Aisne")
    rows = [("Ouvrir une crèche", amounts[0]), ("Former les équipes", amounts[1])]
    for i, (label, amount) in enumerate([*rows, ("Total de l'Axe 1", "10 000 €")]):
        canvas.rect(60, 400 - 30 * i, 600, 30)
        canvas.rect(660, 400 - 30 * i, 200, 30)
        canvas.drawString(70, 410 - 30 * i, label)
        canvas.drawString(760, 410 - 30 * i, amount)
    canvas.save()
    return path


def title_only(path: Path) -> Path:
    canvas = Canvas(str(path), pagesize=(960, 540))
    canvas.drawString(60, 300, f"{TITLE} 2031")
    canvas.save()
    return path


@pytest.fixture(scope="module")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prefect]:
    home = tmp_path_factory.mktemp("prefect")
    with local_server({"PREFECT_HOME": str(home)}) as url:
        yield Prefect(url, home)


@pytest.fixture(scope="module")
def published(prefect: Prefect, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    """The 2025 edition, read and published on the real server; where it was."""
    where = tmp_path_factory.mktemp("published")
    ran = recolement(["run", PDF_2025, "--json"], where, environment(prefect.home, prefect.url))
    return ran, where


def test_the_2025_edition_is_reconciled_and_published(published: tuple[Ran, Path]) -> None:
    ran, where = published
    assert ran.status == 0, ran.out + ran.err
    assert ran.told["status"] == "reconciled"
    assert (ran.told["edition"], ran.told["series"]) == ("2025", SERIES)
    assert all(set(finding) == FINDING_KEYS for finding in ran.told["findings"])
    folder = Path(ran.told["folder"])
    assert Path(ran.told["report"]).parent == folder
    assert Path(ran.told["report"]).stat().st_size > 0
    assert (where / "staged" / SERIES / "2025" / "published").resolve() == folder.resolve()
    assert (folder / PDF_2025.name).read_bytes() == PDF_2025.read_bytes()
    assert len((folder / "actions.csv").read_text("utf-8").splitlines()) == 124 + 1
    assert "28 totaux sur 28 conformes" in ran.out


def test_the_run_leaves_its_record(published: tuple[Ran, Path]) -> None:
    folder = Path(published[0].told["folder"])
    record = json.loads((folder / "run.json").read_text("utf-8"))
    assert record["run"] == folder.name
    assert len(record["pages"]) == load_truth()["n_pdf_pages"]
    assert {"pdfplumber", "camelot"} <= {
        reading["reader"] for page in record["pages"] for reading in page["readings"]
    }
    history = (folder.parents[1] / "history.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["status"] for line in history] == ["reconciled"]


def test_a_real_server_is_told_the_verdict(prefect: Prefect, published: tuple[Ran, Path]) -> None:
    assert published[0].status == 0
    run = next(r for r in prefect.runs("publish_edition") if r["state_name"] == "Published")
    assert set(prefect.tasks(run["id"])) == {
        "examine", "read", "settle", "tabulate", "check", "write", "report", "promote", "index",
        "announce",
    }  # fmt: skip
    artifacts = {a["key"]: a for a in prefect.ask("artifacts")}
    assert "28 totaux sur 28 conformes" in artifacts[f"verdict-{SERIES}-2025"]["data"]
    assert len(json.loads(artifacts[f"totaux-{SERIES}-2025"]["data"])) == 28


def test_the_embedded_default_gives_the_same_bytes_without_reading_again(
    prefect: Prefect, published: tuple[Ran, Path], tmp_path: Path
) -> None:
    script = (
        "import logging, sys, flows\n"
        "log = logging.getLogger('recolement'); log.setLevel('DEBUG')\n"
        "log.addHandler(logging.StreamHandler(sys.stdout))\n"
        f"state = flows.publish_edition({str(PDF_2025)!r}, 'staged', return_state=True)\n"
        "print(state.name, state.result().folder)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment(prefect.home),
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "pages lues" not in done.stdout
    name, _, folder = done.stdout.splitlines()[-1].partition(" ")
    assert name == "Published"
    first, second = Path(published[0].told["folder"]), Path(folder)
    same = [p.name for p in first.iterdir() if p.suffix in (".csv", ".parquet")]
    assert len(same) == 3 * len(TABLES)
    for file in [*same, "datapackage.json"]:
        assert (second / file).read_bytes() == (first / file).read_bytes(), file


def test_a_held_run_leaves_what_was_published(
    prefect: Prefect, published: tuple[Ran, Path]
) -> None:
    ran, where = published
    other = leaflet(where / "autre-2025.pdf", 2025)
    settings = environment(prefect.home, prefect.url)
    held = recolement(["run", other, "--json"], where, settings)
    assert held.status == 1, held.err
    assert held.told["status"] == "held"
    assert any(f["severity"] == "blocking" for f in held.told["findings"])
    assert Path(held.told["report"]).is_file()
    assert prefect.runs("publish_edition")[0]["state_name"] == "Held"
    home = where / "staged" / SERIES / "2025"
    assert (home / "published").resolve() == Path(ran.told["folder"]).resolve()
    assert len(list((home / "runs").iterdir())) == 2


def test_an_edition_is_compared_with_the_one_published_before(
    prefect: Prefect, published: tuple[Ran, Path]
) -> None:
    before, where = published
    assert rows(Path(before.told["folder"]) / "evolution.csv") == []
    later = leaflet(where / "2026.pdf", 2026)
    ran = recolement(["run", later, "--json"], where, environment(prefect.home, prefect.url))
    assert ran.status == 1, ran.err
    folder = Path(ran.told["folder"])
    moves = rows(folder / "evolution.csv")
    assert Counter(row["mouvement"] for row in moves) == {"nouvelle": 2, "terminée": 124}
    assert {(row["edition"], row["edition_precedente"]) for row in moves} == {("2026", "2025")}
    assert "Former les équipes" in {row["action"] for row in moves}
    index = (where / "staged" / SERIES / "index.html").read_text("utf-8")
    assert f'href="2026/runs/{folder.name}/rapport.html"' in index
    assert 'href="2025/runs/' in index


def test_a_damaged_kept_reading_is_read_again(prefect: Prefect, tmp_path: Path) -> None:
    words: list[str | Path] = ["run", leaflet(tmp_path / "2028.pdf", 2028), "--json"]
    settings = environment(prefect.home, prefect.url)
    kept_before = set((prefect.home / "storage").glob("recolement-*"))

    def run() -> tuple[str, str, bytes]:
        ran = recolement(words, tmp_path, settings)
        assert ran.status == 1, ran.err
        state = prefect.tasks(prefect.runs("publish_edition")[0]["id"])["read"]
        folder = Path(ran.told["folder"])
        return state, folder.name, (folder / "actions.csv").read_bytes()

    first = run()
    (kept,) = set((prefect.home / "storage").glob("recolement-*")) - kept_before
    assert run() == ("Cached", *first[1:])
    record = json.loads(kept.read_text("utf-8"))
    middle = len(record["result"]) // 2
    other = "A" if record["result"][middle] != "A" else "B"
    record["result"] = record["result"][:middle] + other + record["result"][middle + 1 :]
    kept.write_text(json.dumps(record), "utf-8")
    assert run() == ("Completed", *first[1:])


def test_a_decision_by_the_command_holds_at_the_next_run(prefect: Prefect, tmp_path: Path) -> None:
    edition = leaflet(tmp_path / "2032.pdf", 2032, ("6 000 €", "4 100 €"))
    settings = environment(prefect.home, prefect.url)

    def footing() -> tuple[str, dict[str, Any]]:
        ran = recolement(["run", edition, "--json"], tmp_path, settings)
        assert ran.status == 1, ran.err
        (found,) = [f for f in ran.told["findings"] if f["control"] == "footing"]
        return Path(ran.told["folder"]).name, found

    first, before = footing()
    assert (before["severity"], before["axe"], before["territoire_code"]) == ("blocking", "1", "02")
    listed = recolement(["decide", "--edition", "2032"], tmp_path, settings).out.splitlines()
    mark, fingerprint, *_ = next(line for line in listed if "page 2" in line).split()
    assert mark == "✗"
    words: list[str | Path] = ["decide", fingerprint, "--edition", "2032", "--document"]
    noted = recolement([*words, "--name", "Ada", "--note", "vu"], tmp_path, settings)
    assert noted.status == 0, noted.err
    assert (tmp_path / "expectations" / "decisions" / f"{SERIES}-2032.yaml").is_file()

    second, after = footing()
    assert after["severity"] == "info"
    assert second != first
    assert prefect.tasks(prefect.runs("publish_edition")[0]["id"])["read"] == "Cached"


def test_a_wrong_total_is_held_then_decided_then_published_and_says_so(
    prefect: Prefect, tmp_path: Path
) -> None:
    """A fault of the document itself, planted: what a person decides stays beside the figures."""
    drawn = fictitious_edition(7, year="2034", taste=Taste(actions=(1, 3)))
    edition = tmp_path / "2034.pdf"
    producer("reportlab")(plant(drawn, "wrong total", 3), LAYOUTS["slides-ruled"], edition)
    settings = environment(prefect.home, prefect.url)
    words: list[str | Path] = ["run", edition, "--json"]

    held = recolement(words, tmp_path, settings)
    assert (held.status, held.told["status"]) == (1, "held"), held.err
    (finding,) = held.told["findings"]
    assert (finding["control"], finding["severity"]) == ("footing", "blocking")
    home = tmp_path / "staged" / SERIES / "2034"
    assert not (home / "published").exists()
    told = json.loads((Path(held.told["folder"]) / "findings.json").read_text("utf-8"))
    fingerprint = told["findings"][0]["fingerprint"]
    decide: list[str | Path] = ["decide", fingerprint, "--edition", "2034", "--document"]
    noted = recolement([*decide, "--name", "Ada", "--note", "vu"], tmp_path, settings)
    assert noted.status == 0, noted.err

    ran = recolement(words, tmp_path, settings)
    assert (ran.status, ran.told["status"]) == (0, "reconciled"), ran.out + ran.err
    assert [f["severity"] for f in ran.told["findings"]] == ["info"]
    reference = fingerprint[:12]
    published = home / "published"
    total = [r for r in rows(published / "totaux.csv") if r["decision"]]
    assert [r["decision"] for r in total] == [reference]
    assert total[0]["total"] != total[0]["total_imprime"]
    assert {r["decision"] for r in rows(published / "actions.csv")} == {""}
    differing = [r for r in rows(published / "rapprochement.csv") if r["verdict"] == "écart"]
    assert {r["decision"] for r in differing} == {reference}
    assert "1 décision en vigueur · publié" in ran.out
    report = (published / "rapport.html").read_text("utf-8")
    assert "Publié, avec décisions" in report
    assert reference in report
    index = (home.parent / "index.html").read_text("utf-8")
    assert f'href="2034/runs/{Path(ran.told["folder"]).name}/rapport.html"' in index


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_document_without_credits_writes_nothing(tmp_path: Path) -> None:
    """With no server named: the command starts what it needs, and stops it."""
    ran = recolement(
        ["run", title_only(tmp_path / "titre.pdf"), "--json"], tmp_path,
        environment(tmp_path / "home"),
    )  # fmt: skip
    assert ran.status == 2
    assert ran.told["status"] == "failed"
    last = ran.err.splitlines()[-1]
    assert last.startswith("recolement : ")
    assert "aucune page ne porte de crédits" in last
    assert not (tmp_path / "staged").exists()


def test_a_server_that_does_not_answer_is_told_in_one_line(tmp_path: Path) -> None:
    settings = environment(tmp_path / "home", "http://127.0.0.1:9/api")
    ran = recolement(["run", leaflet(tmp_path / "a.pdf", 2029)], tmp_path, settings)
    assert ran.status == 2
    assert "127.0.0.1:9" in ran.err.splitlines()[-1]
    assert not (tmp_path / "staged").exists()


def test_a_watch_takes_in_what_is_new_and_a_bad_file_stops_nothing(
    prefect: Prefect, tmp_path: Path
) -> None:
    box = tmp_path / "depot"
    box.mkdir()
    leaflet(box / "b-2026.pdf", 2026)
    (box / "a-notes.pdf").write_text("Ceci n'est pas un PDF")
    settings = environment(prefect.home, prefect.url)

    ran = recolement(["watch", box], tmp_path, settings)
    assert ran.status == 2, ran.err
    assert "a-notes.pdf" in ran.out
    assert "retenu" in ran.out
    assert prefect.runs("watch_series")[0]["state_name"] == "Failed"
    kept = tmp_path / "raw" / SERIES / "2026" / "b-2026.pdf"
    assert kept.read_bytes() == (box / "b-2026.pdf").read_bytes()
    home = tmp_path / "staged" / SERIES / "2026"
    assert len(list((home / "runs").iterdir())) == 1
    assert not (home / "published").exists()

    (box / "a-notes.pdf").unlink()
    again = recolement(["watch", box], tmp_path, settings)
    assert (again.status, again.out) == (0, "Rien de nouveau.\n")
    assert len((home / "history.jsonl").read_text("utf-8").splitlines()) == 1


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: what is served is not what is tested."""


def test_a_watch_takes_in_what_a_page_links_to(prefect: Prefect, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    leaflet(site / "edition 2027.pdf", 2027)
    (site / "index.html").write_text('<a href="edition%202027.pdf">2027</a>')
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    try:
        ran = recolement(["watch", url], tmp_path, environment(prefect.home, prefect.url))
    finally:
        server.shutdown()
    assert ran.status == 1, ran.err
    (record,) = (tmp_path / "raw" / SERIES / "2027").glob("*.source.yaml")
    assert yaml.safe_load(record.read_text("utf-8"))["origin"] == f"{url}edition%202027.pdf"


def test_serving_watches_on_schedule_and_stopping_pauses_nothing(
    prefect: Prefect, tmp_path: Path
) -> None:
    box = tmp_path / "depot"
    box.mkdir()
    leaflet(box / "2030.pdf", 2030)
    profile = tmp_path / "profil.yaml"
    text = builtin_profiles()[0].read_text("utf-8")
    profile.write_text(text.replace('cron: "0 4 * * *"', 'cron: "* * * * *"'), "utf-8")
    serving = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "serve", box, "--profile", profile],
        cwd=tmp_path, env=environment(prefect.home, prefect.url),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    history = tmp_path / "staged" / SERIES / "2030" / "history.jsonl"
    try:
        deadline = time.monotonic() + PATIENCE
        while not history.exists() and time.monotonic() < deadline:
            assert serving.poll() is None
            time.sleep(1)
    finally:
        serving.send_signal(signal.SIGTERM)
        serving.wait(60)
    assert json.loads(history.read_text("utf-8").splitlines()[0])["status"] == "held"
    (deployment,) = prefect.ask("deployments")
    assert not deployment["paused"]
    assert [s["active"] for s in deployment["schedules"]] == [True]

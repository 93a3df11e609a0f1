"""What comes in: refused in one clear line, or kept in `raw/` for good, with where it came from."""

from __future__ import annotations

import datetime as dt
import hashlib
import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from pipeline.acquire import (
    UnreachableError,
    check_pdf,
    find_new,
    register,
    registered,
    source_record,
)
from pipeline.acquire.watch import pdf_links
from pipeline.domain import RecolementError
from tests.published import RAW_2025, profile

EDITION = RAW_2025.read_bytes()
FACTS: dict[str, Any] = {
    "series": "serie",
    "edition": "2025",
    "origin": "https://example.org/edition.pdf",
    "publisher": "Préfecture",
    "licence": "Licence Ouverte 2.0",
    "notice": "Reconstruction\u00a0: à ne pas citer",
    "retrieved": dt.date(2026, 11, 24),
}


def pdf(pages: int = 1, title: str = "", **encryption: Any) -> bytes:
    """A small PDF of blank pages; `title` tells one from another."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 100)
    writer.add_metadata({"/Title": title})
    if encryption:
        writer.encrypt(**encryption)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def put(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file's bytes and time of change."""
    return {
        str(p.relative_to(folder)): (p.read_bytes(), p.stat().st_mtime_ns)
        for p in folder.rglob("*")
        if p.is_file()
    }


# --------------------------------------------------------------------- is it a whole PDF


def test_the_2025_edition_is_accepted() -> None:
    check_pdf(RAW_2025)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"%PDX-1.7 almost", "n’est pas un PDF"),
        (b"une page web, pas un PDF" * 100, "n’est pas un PDF"),
        (b" " * 1025 + pdf(), "n’est pas un PDF"),
        (pdf(user_password="secret"), "mot de passe"),
        (pdf(user_password="secret", algorithm="AES-256"), "mot de passe"),
        (pdf(pages=0), "aucune page"),
        (b"%PDF-1.7\nrien d'autre\n%%EOF\n", "illisible"),
        (pdf()[:-6], "tronqué"),
        (EDITION[:1000], "tronqué"),
    ],
)
def test_what_is_not_a_whole_pdf_is_refused_in_one_line(
    content: bytes, said: str, tmp_path: Path
) -> None:
    path = put(tmp_path / "edition.pdf", content)
    with pytest.raises(RecolementError, match=said) as refused:
        check_pdf(path)
    assert str(refused.value).startswith(f"{path}\u00a0: ")
    assert "\n" not in str(refused.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RecolementError, match="introuvable"):
        check_pdf(tmp_path / "absent.pdf")
    with pytest.raises(RecolementError, match="dossier"):
        check_pdf(tmp_path)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.97, 0.99, 0.9999])
def test_the_2025_edition_cut_anywhere_is_refused_as_truncated(part: float, tmp_path: Path) -> None:
    with pytest.raises(RecolementError, match="tronqué"):
        check_pdf(put(tmp_path / "cut.pdf", EDITION[: int(len(EDITION) * part)]))


def test_an_update_cut_short_is_refused_though_the_file_before_it_ends_well(tmp_path: Path) -> None:
    """An incremental update adds objects after the first end mark; cut, they are lost pages."""
    update = b"\n900 0 obj\n<</Type /Page>>\nendobj\nxref\n0 1\n0000"
    with pytest.raises(RecolementError, match="tronqué"):
        check_pdf(put(tmp_path / "cut.pdf", EDITION + update))


def test_a_linearized_file_cut_short_is_refused_though_it_has_an_end_mark(tmp_path: Path) -> None:
    """Linearized files have an end mark near their start, and announce their length."""
    content = pdf()
    announced = b"\n1 0 obj\n<</Linearized 1 /L %d /N 1>>\nendobj\n" % (len(content) + 5000)
    with pytest.raises(RecolementError, match="tronqué"):
        check_pdf(put(tmp_path / "cut.pdf", content[:9] + announced + content[9:]))


def test_a_file_whose_index_is_damaged_is_refused_only_when_pages_are_lost(tmp_path: Path) -> None:
    start = EDITION.rfind(b"startxref")
    damaged = EDITION[:start] + b"startxref\n12\n%%EOF"
    check_pdf(put(tmp_path / "whole.pdf", damaged))
    holed = EDITION[:300_000] + EDITION[330_000:]
    with pytest.raises(RecolementError, match="perdue"):
        check_pdf(put(tmp_path / "holed.pdf", holed))


@pytest.mark.parametrize(
    "content",
    [
        pdf(user_password="", owner_password="secret"),
        pdf(user_password="", owner_password="secret", algorithm="AES-256"),
        b"some mail header\r\n\r\n" + pdf(),
        pdf() + b"\r\n\x00\x00 a web server's trailing words",
    ],
    ids=["owner's password", "owner's password, AES", "words before", "words after"],
)
def test_what_any_reader_opens_is_accepted(content: bytes, tmp_path: Path) -> None:
    check_pdf(put(tmp_path / "edition.pdf", content))


# --------------------------------------------------------------------- raw


def test_registering_keeps_the_file_and_its_record(tmp_path: Path) -> None:
    incoming = put(tmp_path / "in/édition 2025.pdf", pdf())
    kept = register(incoming, tmp_path / "raw", **FACTS)
    assert kept == tmp_path / "raw/serie/2025/édition 2025.pdf"
    assert kept.read_bytes() == incoming.read_bytes()
    record = source_record(kept)
    assert record.sha256 == hashlib.sha256(incoming.read_bytes()).hexdigest()
    assert (record.file_name, record.size) == ("édition 2025.pdf", incoming.stat().st_size)
    said = {key: getattr(record, key) for key in FACTS if key not in ("series", "edition")}
    assert said == {key: FACTS[key] for key in said}
    assert registered(tmp_path / "raw") == {record.sha256}


def test_registering_again_changes_nothing_whatever_the_name_and_the_facts(tmp_path: Path) -> None:
    first = register(put(tmp_path / "in/a.pdf", pdf()), tmp_path / "raw", **FACTS)
    before = state(tmp_path / "raw")
    again = register(tmp_path / "in/a.pdf", tmp_path / "raw", **{**FACTS, "origin": "ailleurs"})
    renamed = register(put(tmp_path / "in/b.pdf", pdf()), tmp_path / "raw", **FACTS)
    itself = register(first, tmp_path / "raw", **FACTS)
    assert {first, again, renamed, itself} == {first}
    assert state(tmp_path / "raw") == before


def test_another_file_under_a_taken_name_is_kept_beside(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    first = register(put(tmp_path / "1/a.pdf", pdf(title="un")), raw, **FACTS)
    before = state(raw)
    other = put(tmp_path / "2/a.pdf", pdf(title="deux"))
    second = register(other, raw, **FACTS)
    sha256 = hashlib.sha256(other.read_bytes()).hexdigest()
    assert second == first.with_name(f"a.{sha256[:12]}.pdf")
    assert second.read_bytes() == other.read_bytes()
    assert source_record(second).sha256 == sha256
    assert register(other, raw, **FACTS) == second
    assert state(raw).items() >= before.items()
    assert len(state(raw)) == 4


def test_a_registration_that_was_cut_short_is_completed(tmp_path: Path) -> None:
    """Killed between the file and its record: the file is there, and isn't registered yet."""
    incoming = put(tmp_path / "in/a.pdf", pdf())
    kept = put(tmp_path / "raw/serie/2025/a.pdf", pdf())
    assert registered(tmp_path / "raw") == frozenset()
    assert register(incoming, tmp_path / "raw", **FACTS) == kept
    assert source_record(kept).publisher == "Préfecture"


def test_many_registering_at_once_keep_one_file_and_one_record(tmp_path: Path) -> None:
    incoming = [put(tmp_path / str(n) / "a.pdf", pdf()) for n in range(8)]
    threads = [
        threading.Thread(target=register, args=(p, tmp_path / "raw"), kwargs=FACTS)
        for p in incoming
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(state(tmp_path / "raw/serie/2025")) == ["a.pdf", "a.pdf.source.yaml"]


@pytest.mark.parametrize("name", ["", "..", "a/b", ".x"])
def test_a_series_or_edition_that_is_no_folder_name_is_refused(name: str, tmp_path: Path) -> None:
    incoming = put(tmp_path / "a.pdf", pdf())
    for key in ("series", "edition"):
        with pytest.raises(RecolementError, match="ne peut pas nommer"):
            register(incoming, tmp_path / "raw", **{**FACTS, key: name})
    assert not (tmp_path / "raw").exists()


def test_a_truncated_file_is_not_registered(tmp_path: Path) -> None:
    with pytest.raises(RecolementError, match="tronqué"):
        register(put(tmp_path / "a.pdf", EDITION[:9000]), tmp_path / "raw", **FACTS)
    assert not (tmp_path / "raw").exists()


def test_a_file_without_a_record_is_known_by_its_hash_alone(tmp_path: Path) -> None:
    record = source_record(put(tmp_path / "a.pdf", pdf()))
    assert (record.file_name, record.origin, record.notice) == ("a.pdf", "", "")
    assert record.size == len((tmp_path / "a.pdf").read_bytes())


def test_a_file_that_changed_since_its_registration_is_refused(tmp_path: Path) -> None:
    kept = register(put(tmp_path / "a.pdf", pdf()), tmp_path / "raw", **FACTS)
    kept.write_bytes(pdf(title="retouché"))
    with pytest.raises(RecolementError, match="a changé"):
        source_record(kept)


PATH = f"file_name: ../a.pdf\nsha256: {'0' * 64}\nsize: 1"


@pytest.mark.parametrize(
    "text", ["- une liste", "file_name: a.pdf", "{", "origine: ailleurs", PATH]
)
def test_a_malformed_record_is_refused(text: str, tmp_path: Path) -> None:
    path = put(tmp_path / "a.pdf", pdf())
    (tmp_path / "a.pdf.source.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RecolementError, match="fiche de source") as refused:
        source_record(path)
    assert "\n" not in str(refused.value)


def test_the_2025_edition_is_registered_and_marked_as_a_reconstruction() -> None:
    record = source_record(RAW_2025)
    series = profile()
    assert record.notice == series.notice("2025", record.sha256)
    assert record.notice.startswith("Reconstruction")
    assert record.publisher == series.publisher
    assert record.size == 343_353
    text = RAW_2025.with_name(RAW_2025.name + ".source.yaml").read_text(encoding="utf-8")
    assert set(yaml.safe_load(text)) == {
        "file_name", "sha256", "size", "origin", "retrieved", "publisher", "licence", "notice",
    }  # fmt: skip


# --------------------------------------------------------------------- what is new


def test_a_folder_gives_what_is_not_registered_yet(tmp_path: Path) -> None:
    raw, folder = tmp_path / "raw", tmp_path / "raw/incoming"
    put(folder / "b.pdf", pdf(title="b"))
    put(folder / "a.PDF", pdf(title="a"))
    put(folder / "copie de b.pdf", pdf(title="b"))
    put(folder / ".c.pdf", pdf(title="c"))
    put(folder / "notes.txt", b"notes")
    sweep = find_new(str(folder), raw, tmp_path)
    assert [c.path.name for c in sweep.new] == ["a.PDF", "b.pdf"]
    assert sweep.new[0].origin == "fichier déposé\u00a0: a.PDF"
    register(folder / "b.pdf", raw, **FACTS)
    assert [c.path.name for c in find_new(str(folder), raw, tmp_path).new] == ["a.PDF"]


@pytest.mark.parametrize("source", ["absent", "ftp://example.org/a.pdf", "file:///etc/passwd", ""])
def test_what_is_neither_a_folder_nor_an_address_is_refused(source: str, tmp_path: Path) -> None:
    with pytest.raises(RecolementError):
        find_new(source and str(tmp_path / source), tmp_path, tmp_path)
    if "://" in source:
        with pytest.raises(RecolementError, match="ni un dossier"):
            find_new(source, tmp_path, tmp_path)


PAGE = """<!doctype html><title>Éditions</title>
<a href="/files/2025.pdf">2025</a> <a href="files/2024.pdf#page=2">2024</a>
<a href="files/2024.pdf">2024 encore</a> <a href="/moved">ancienne adresse</a>
<a href="files/absent.pdf">perdue</a> <a href="mailto:x@example.org">contact</a>
<a href="files/copie%20de%202025.PDF">copie</a> <a href="javascript:void(0)">x</a><a>y</a>
<a href="http://[">z</a>"""


class Site(http.server.BaseHTTPRequestHandler):
    """A publisher's site on the loopback."""

    def do_GET(self) -> None:
        answers: dict[str, tuple[int, str, bytes]] = {
            "/": (200, "text/html; charset=utf-8", PAGE.encode()),
            "/files/2025.pdf": (200, "application/pdf", pdf(title="2025")),
            "/files/2024.pdf": (200, "application/octet-stream", pdf(title="2024")),
            "/files/copie%20de%202025.PDF": (200, "application/pdf", pdf(title="2025")),
            "/files/%C3%A9dition.pdf": (200, "application/pdf", pdf(title="é")),
            "/data.json": (200, "application/json", b"{}"),
            "/broken.pdf": (500, "text/plain", b"panne"),
        }
        status, kind, body = answers.get(self.path, (404, "text/html", b"rien"))
        if self.path == "/moved.pdf":
            self.send_response(302)
            self.send_header("Location", "/files/2025.pdf")
            self.end_headers()
            return
        if self.path == "/file.pdf":
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
            return
        if self.path == "/short.pdf":
            status, kind, body = 200, "application/pdf", pdf()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) + 100))
        else:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_gives_each_pdf_that_it_links_to_once(site: str, tmp_path: Path) -> None:
    sweep = find_new(f"{site}/", tmp_path / "raw", tmp_path)
    assert [(c.path.name, c.origin) for c in sweep.new] == [
        ("2025.pdf", f"{site}/files/2025.pdf"),
        ("2024.pdf", f"{site}/files/2024.pdf"),
    ]
    assert sweep.new[0].path.read_bytes() == pdf(title="2025")
    assert sweep.unreachable == (f"{site}/files/absent.pdf\u00a0: le serveur répond 404",)


def test_a_page_gives_only_what_is_not_registered_yet(site: str, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    new = find_new(f"{site}/", raw, tmp_path).new
    register(new[0].path, raw, **{**FACTS, "origin": new[0].origin})
    assert [c.path.name for c in find_new(f"{site}/", raw, tmp_path).new] == ["2024.pdf"]


def test_an_address_may_be_a_pdf_itself_or_lead_to_one(site: str, tmp_path: Path) -> None:
    direct = find_new(f"{site}/files/2025.pdf", tmp_path / "raw", tmp_path).new
    moved = find_new(f"{site}/moved.pdf", tmp_path / "raw", tmp_path).new
    assert direct == moved
    accented = find_new(f"{site}/files/édition.pdf", tmp_path / "raw", tmp_path).new
    assert accented[0].path.name == "édition.pdf"


@pytest.mark.parametrize(
    ("path", "error", "said"),
    [
        ("/absent", UnreachableError, "répond 404"),
        ("/broken.pdf", UnreachableError, "répond 500"),
        ("/short.pdf", UnreachableError, "interrompu"),
        ("/data.json", RecolementError, "ni un PDF, ni une page web"),
        ("/file.pdf", UnreachableError, "répond 302"),
    ],
)
def test_an_address_that_gives_nothing_usable_is_refused_in_one_line(
    site: str, path: str, error: type[RecolementError], said: str, tmp_path: Path
) -> None:
    with pytest.raises(error, match=said) as refused:
        find_new(site + path, tmp_path / "raw", tmp_path)
    assert "\n" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://", "http://[", "http://a b/"])
def test_an_address_where_nobody_answers_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(RecolementError):
        find_new(address, tmp_path / "raw", tmp_path)


def test_links_are_made_absolute_from_the_base_of_the_page() -> None:
    page = '<base href="https://example.org/docs/"><a href="../a.pdf?v=2">a</a><link href="b.pdf">'
    assert pdf_links(page, "https://other.org/") == ("https://example.org/a.pdf?v=2",)

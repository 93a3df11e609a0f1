"""What is new in a folder or at a web address."""

from __future__ import annotations

import hashlib
import html.parser
import http.client
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pipeline
from pipeline.acquire.check import HEADER_WITHIN
from pipeline.acquire.record import fingerprint, registered
from pipeline.domain import RecolementError

LARGEST = 512 * 1024 * 1024  # bytes of one download
SILENCE = 30.0  # seconds that a server may stay silent
LONGEST = 600.0  # seconds for one download
_CHUNK = 1024 * 1024  # bytes
_HTML = ("text/html", "application/xhtml+xml")


class UnreachableError(RecolementError):
    """The source didn't answer as it should: it may at another time."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A PDF that `raw` doesn't hold yet; `origin` is its web address, or says its file name."""

    path: Path
    origin: str


@dataclass(frozen=True, slots=True)
class Sweep:
    """What a look at a source found: new files, and in a line each the links that don't answer."""

    new: tuple[Candidate, ...]
    unreachable: tuple[str, ...] = ()


def find_new(source: str, raw: Path, downloads: Path) -> Sweep:
    """The PDF files of a source that aren't registered in `raw`.

    `source` is a folder, or the http(s) address of a PDF or of a page that links to some.
    `downloads` is a folder that exists, where what comes from the web is put; it is the caller's to
    remove. The files are not checked: what ends in .pdf may be anything.
    Raises RecolementError when the source is unusable, UnreachableError when it doesn't answer.
    """
    if _is_address(source):
        return _from_web(source, registered(raw), downloads)
    check_source(source)
    held, new = set(registered(raw)), []
    for path in sorted(Path(source).iterdir()):
        if path.suffix.lower() == ".pdf" and path.is_file() and not path.name.startswith("."):
            sha256, _ = fingerprint(path)
            if sha256 not in held:
                held.add(sha256)
                new.append(Candidate(path, f"fichier déposé : {path.name}"))
    return Sweep(tuple(new))


def check_source(source: str) -> None:
    """Raises RecolementError where a source is neither a folder nor a web address."""
    if not _is_address(source) and not (source and Path(source).is_dir()):
        raise RecolementError(f"{source} : ni un dossier, ni une adresse http(s)")


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _from_web(address: str, held: frozenset[str], downloads: Path) -> Sweep:
    content, kind, address = _get(address)
    if b"%PDF-" in content[:HEADER_WITHIN]:
        return Sweep(tuple(_kept([(address, content)], set(held), downloads)))
    if kind not in _HTML:
        raise RecolementError(f"{address} : ni un PDF, ni une page web ({kind or 'type inconnu'})")
    new: list[Candidate] = []
    unreachable: list[str] = []
    seen = set(held)
    for link in pdf_links(content.decode("utf-8", "replace"), address):
        try:
            found, _, final = _get(link)
        except RecolementError as error:
            unreachable.append(str(error))
        else:
            new += _kept([(final, found)], seen, downloads)
    return Sweep(tuple(new), tuple(unreachable))


def _kept(found: list[tuple[str, bytes]], seen: set[str], downloads: Path) -> list[Candidate]:
    """Put down what isn't seen yet, each under its own name in a folder of its own."""
    kept = []
    for address, content in found:
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 in seen:
            continue
        seen.add(sha256)
        folder = downloads / sha256[:12]
        folder.mkdir(exist_ok=True)
        path = folder / _file_name(address)
        path.write_bytes(content)
        kept.append(Candidate(path, address))
    return kept


def _file_name(address: str) -> str:
    """The name that an address ends with, without what a file system could misread."""
    last = urllib.parse.unquote(urllib.parse.urlsplit(address).path).rpartition("/")[2]
    stem = re.sub(r"[^\w.-]+", "-", last.removesuffix(".pdf").removesuffix(".PDF")).strip("-._")
    return f"{stem or 'document'}.pdf"


def pdf_links(page: str, address: str) -> tuple[str, ...]:
    """The http(s) addresses ending in .pdf that an HTML page links to, in order, each once."""
    reader = _Links(address)
    reader.feed(page)
    reader.close()
    found = (urllib.parse.urldefrag(link).url for link in reader.links)
    return tuple(dict.fromkeys(link for link in found if _names_pdf(link)))


def _names_pdf(link: str) -> bool:
    parts = urllib.parse.urlsplit(link)
    return parts.scheme in ("http", "https") and parts.path.lower().endswith(".pdf")


class _Links(html.parser.HTMLParser):
    """Collects what the page's <a> point at, as absolute addresses."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if href is None or tag not in ("a", "base"):
            return
        try:
            absolute = urllib.parse.urljoin(self.base, href.strip())
        except ValueError:  # an address that isn't one, such as http://[
            return
        if tag == "base":
            self.base = absolute
        else:
            self.links.append(absolute)


def _get(address: str) -> tuple[bytes, str, str]:
    """Content, media type and final address. Raises RecolementError or UnreachableError."""
    quoted = urllib.parse.quote(address, safe="%/:?#[]@!$&'()*+,;=~")
    agent = {"User-Agent": f"recolement/{pipeline.__version__}"}
    try:
        request = urllib.request.Request(quoted, headers=agent)
        with urllib.request.urlopen(request, timeout=SILENCE) as answer:
            content = _read_all(answer, address)
            return content, answer.headers.get_content_type(), answer.geturl()
    except urllib.error.HTTPError as error:
        error.close()
        raise UnreachableError(f"{address} : le serveur répond {error.code}") from None
    except (OSError, http.client.HTTPException):
        raise UnreachableError(f"{address} : le serveur ne répond pas") from None
    except ValueError:
        raise RecolementError(f"{address} : cette adresse n’en est pas une") from None


def _read_all(answer: http.client.HTTPResponse, address: str) -> bytes:
    announced = answer.headers.get("Content-Length", "")
    started, parts, size = time.monotonic(), [], 0
    while chunk := answer.read1(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > LARGEST:
            raise RecolementError(f"{address} : plus de {LARGEST // 1024**2} Mo, abandonné")
        if time.monotonic() - started > LONGEST:
            raise UnreachableError(f"{address} : téléchargement trop lent, abandonné")
    if announced.isdecimal() and size < int(announced):
        raise UnreachableError(f"{address} : téléchargement interrompu avant la fin")
    return b"".join(parts)

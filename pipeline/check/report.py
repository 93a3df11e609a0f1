"""The check's report: one self-contained HTML file, each total beside the picture of its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import jinja2

from pipeline.check.causes import number
from pipeline.check.result import Checked, CheckedTotal, Verdict
from pipeline.domain import Box
from pipeline.extract.plain import plain_pdf
from pipeline.report.pictures import MAX_PICTURES, Picture, render

FILE = "sommes.html"
WORDS = {
    Verdict.FOOTS: "✓ Conforme",
    Verdict.DIFFERS: "✗ Écart",
    Verdict.UNVERIFIABLE: "? Non vérifiable",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A total and its number in the report."""

    number: int
    total: CheckedTotal


@dataclass(frozen=True, slots=True)
class _Shape:
    kind: str
    tag: str
    box: Box


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page's picture with what is drawn over it, and the totals that it prints."""

    picture: Picture
    rows: list[_Row]
    shapes: list[_Shape] = field(default_factory=list)


def write_report(checked: Checked, pdf: Path, sha256: str, target: Path) -> Path:
    """Write the report of a checked document as `target`, or in it when that is a folder.

    Raises OSError when it can't be written.
    """
    path = target / FILE if target.is_dir() else target
    rows = [_Row(n, t) for n, t in enumerate(checked.totals, 1)]
    with TemporaryDirectory(prefix="recolement-") as folder:
        sheets = _sheets(rows, plain_pdf(pdf, Path(folder)))
        stream = _template().generate(
            file=pdf.name, sha256=sha256, checked=checked, sentence=sentence(checked), rows=rows,
            sheets=sheets, words=WORDS,
        )  # fmt: skip
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(stream)
    return path


def sentence(checked: Checked) -> str:
    """The verdict in one French sentence."""
    count = len(checked.totals)
    if not count:
        return "Aucun total vérifié."
    proven = sum(t.verdict is Verdict.FOOTS for t in checked.totals)
    wrong = sum(t.verdict is Verdict.DIFFERS for t in checked.totals)
    open_ = count - proven - wrong
    parts = [f"{proven} {_plural(proven, 'total conforme', 'totaux conformes')} sur {count}"]
    if wrong:
        parts.append(f"{wrong} en écart")
    if open_:
        parts.append(f"{open_} non {_plural(open_, 'vérifiable', 'vérifiables')}")
    return ", ".join(parts) + "."


def _plural(count: int, one: str, many: str) -> str:
    return many if count > 1 else one


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("pipeline.check"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = lambda cents: "" if cents is None else number(cents)
    return environment.get_template("check.html.j2")


def _sheets(rows: Sequence[_Row], pdf: Path) -> Iterator[_Sheet]:
    """The pages with totals or with lines of theirs; those with a difference first to be drawn."""
    wrong = {r.total.page for r in rows if r.total.verdict is not Verdict.FOOTS}
    pages = {r.total.page for r in rows} | {p.page for r in rows for p in r.total.lines}
    drawn = sorted(pages, key=lambda page: (page not in wrong, page))[:MAX_PICTURES]
    for picture in render(pdf, sorted(drawn)):
        mine = [r for r in rows if r.total.page == picture.page]
        yield _Sheet(picture, mine, _shapes(rows, picture.page))


def _shapes(rows: Sequence[_Row], page: int) -> list[_Shape]:
    """One box for each amount, with the numbers of all the totals that sum it."""
    summed: dict[Box, list[str]] = {}
    for row in rows:
        for part in row.total.lines:
            if part.page == page:
                summed.setdefault(part.box, []).append(str(row.number))
    totals = {r.total.box: r for r in rows if r.total.page == page}
    shapes = [
        _Shape("part", ", ".join(tags), box) for box, tags in summed.items() if box not in totals
    ]
    for box, row in totals.items():
        into = "".join(f" → {tag}" for tag in summed.get(box, ()))
        shapes.append(_Shape(str(row.total.verdict), f"T{row.number}{into}", box))
    return shapes

"""The check's report: one self-contained HTML page, each total beside the picture of its page."""

from __future__ import annotations

import base64
import html
import io
from collections import defaultdict
from pathlib import Path

import pypdfium2 as pdfium

from pipeline.check.cast import CheckedTotal, Verdict
from pipeline.check.document import Checked
from pipeline.domain import Box

WORDS = {
    Verdict.FOOTS: "✓ Conforme",
    Verdict.DIFFERS: "✗ Écart",
    Verdict.UNVERIFIABLE: "? Non vérifiable",
}
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1rem;"
    "color:#161616;background:#fff}table{border-collapse:collapse;width:100%}"
    "caption{text-align:left;font-weight:700}th,td{border-bottom:1px solid #929292;"
    "padding:.35rem .5rem;text-align:left}.n{text-align:right;white-space:nowrap;"
    "font-variant-numeric:tabular-nums}svg{width:100%;height:auto;border:1px solid #929292}"
    "rect{fill:none;stroke:#0063cb;stroke-width:1}rect.total{stroke:#18753c;stroke-width:2}"
    "rect.differs{stroke:#b34000;stroke-width:2;stroke-dasharray:5 3}"
)


def amount(cents: int | None) -> str:
    """Cents as a French decimal number, without a unit: the document's own is not known."""
    if cents is None:
        return ""
    whole, rest = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""
    return f"{sign}{whole:,}".replace(",", "\u202f") + f",{rest:02d}"


def write_page(checked: Checked, pdf: Path, target: Path) -> Path:
    """Write the report of a checked document."""
    rows = "".join(_row(t) for t in checked.totals)
    pictures = "".join(_pictures(checked, pdf))
    head = "".join(
        f'<th scope="col"{" class=n" if numeric else ""}>{name}</th>'
        for name, numeric in (
            ("Page", False), ("Total", False), ("Colonne", False), ("Imprimé", True),
            ("Recalculé", True), ("Écart", True), ("Lignes", True), ("Verdict", False),
        )
    )  # fmt: skip
    name = html.escape(pdf.name)
    target.write_text(
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>Sommes de {name}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>Sommes de {name}</h1>"
        f"<p>{html.escape(checked.note)}</p><table><caption>Chaque total imprimé, refait</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{pictures}</main></body></html>",
        encoding="utf-8",
    )
    return target


def _row(t: CheckedTotal) -> str:
    cells = (
        f'<td><a href="#p{t.entry.page}">p. {t.entry.page}</a></td>'
        f'<th scope="row">{html.escape(t.entry.label)}</th><td>{html.escape(t.column or "")}</td>'
    )
    numbers = "".join(
        f'<td class="n">{v}</td>'
        for v in (amount(t.entry.cents), amount(t.computed), amount(t.difference), len(t.lines))
    )
    return f"<tr>{cells}{numbers}<td>{WORDS[t.verdict]}</td></tr>"


def _pictures(checked: Checked, pdf: Path) -> list[str]:
    by_page: dict[int, list[tuple[Box, str]]] = defaultdict(list)
    for t in checked.totals:
        for line in t.lines:
            by_page[line.page].append((line.box, "line"))
        kind = "differs" if t.verdict is Verdict.DIFFERS else "total"
        by_page[t.entry.page].append((t.entry.box, kind))
    document = pdfium.PdfDocument(pdf)
    made = []
    for number in sorted(by_page):
        page = document[number - 1]
        width, height = page.get_size()
        buffer = io.BytesIO()
        page.render(scale=1.5).to_pil().save(buffer, "WEBP", lossless=True)
        data = base64.b64encode(buffer.getvalue()).decode()
        boxes = "".join(
            f'<rect class="{kind}" x="{b.x0:.1f}" y="{b.top:.1f}" width="{b.width:.1f}" '
            f'height="{b.height:.1f}"/>'
            for b, kind in by_page[number]
        )
        made.append(
            f'<h2 id="p{number}">Page {number}</h2><svg role="img" aria-label="Page {number} : '
            f'lignes en trait fin, totaux en trait épais, écarts en tirets" '
            f'viewBox="0 0 {width:.1f} {height:.1f}"><image width="{width:.1f}" '
            f'height="{height:.1f}" href="data:image/webp;base64,{data}"/>{boxes}</svg>'
        )
    document.close()
    return made

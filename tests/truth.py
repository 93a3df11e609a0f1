"""The 2025 edition's truth as a ledger: what a perfect reading would give, boxes aside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipeline.domain import (
    Amount,
    AmountKind,
    Box,
    Ledger,
    Line,
    PageKind,
    PageRecord,
    PrintedTotal,
    SourceRecord,
    TerritorySource,
    TotalScope,
)
from pipeline.profile import Profile

HERE = Path(__file__).parent
EDITION_2025 = HERE / "editions" / "2025"
PAGE_KINDS = {
    "territory": PageKind.CREDITS,
    "ventilation": PageKind.CONTRACT,
    "intro": PageKind.TEXT,
    "contacts": PageKind.TEXT,
    "sommaire": PageKind.TEXT,
}


def load_truth() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((EDITION_2025 / "truth.json").read_text(encoding="utf-8"))
    return loaded


def _amount(printed: str, euros: int | None) -> Amount:
    if euros is None:
        return Amount(printed, AmountKind.DASH, None)
    return Amount(printed, AmountKind.VALUE, euros * 100)


def truth_ledger(profile: Profile) -> Ledger:
    """The truth file as a Ledger (rows stacked at invented boxes, 18 points apart)."""
    truth = load_truth()
    code = {t.name: t.code for t in profile.territories}
    lines: list[Line] = []
    rank: dict[tuple[str, str], int] = {}
    for action in truth["actions"]:
        axis, territory = str(action["axis"]), code[action["territory"]]
        n = rank[axis, territory] = rank.get((axis, territory), 0) + 1
        box = Box(60, 80 + 18 * n, 900, 96 + 18 * n)
        lines.append(
            Line(
                identifier=f"2025-{axis}-{territory}-{n:03d}",
                axis=axis,
                territory=territory,
                territory_source=TerritorySource.PRINTED,
                orientation=action["orientation"],
                label=action["label"],
                label_raw=action["label"],
                amount=_amount(action["amount_printed"], action["amount_eur"]),
                page=action["pdf_page"],
                printed_page=str(action["printed_page"]),
                box=box,
                amount_box=Box(800, box.top, 900, box.bottom),
                readers=("pdfplumber", "camelot"),
            )
        )
    totals = [
        PrintedTotal(
            identifier=f"2025-{t['axis']}-{code[t['territory']]}-total",
            scope=TotalScope.AXIS,
            axis=str(t["axis"]),
            territory=code[t["territory"]],
            label=t["label"],
            amount=_amount(t["total_printed"], t["total_eur"]),
            page=t["pdf_page"],
            printed_page=str(t["printed_page"]),
            box=Box(60, 500, 900, 516),
            readers=("pdfplumber", "camelot"),
            lines=tuple(
                x.identifier
                for x in lines
                if (x.axis, x.territory) == (str(t["axis"]), code[t["territory"]])
            ),
        )
        for t in truth["axis_totals"]
    ]
    totals += [
        PrintedTotal(
            identifier=f"2025-{code[t['territory']]}-contrat",
            scope=TotalScope.CONTRACT,
            axis=None,
            territory=code[t["territory"]],
            label="Montant total du Pacte",
            amount=_amount(t["total_printed"], t["total_eur"]),
            page=t["pdf_page"],
            printed_page=str(t["printed_page"]),
            box=Box(60, 480, 900, 500),
            readers=("pdfplumber", "camelot"),
        )
        for t in truth["contract_totals"]
    ]
    pages = tuple(
        PageRecord(
            page=p["pdf_page"],
            printed_page=str(p["printed_page"]) if p["printed_page"] else None,
            width=959.98,
            height=540.0,
            kind=PageKind.CHART
            if p["kind"].startswith("chart")
            else PAGE_KINDS.get(p["kind"], PageKind.TITLE),
            reason=p["kind"],
        )
        for p in truth["pages"]
    )
    return Ledger(
        series=profile.series,
        edition="2025",
        source=SourceRecord(truth["pdf"], "0" * 64, 343353, notice="Reconstruction"),
        lines=tuple(lines),
        totals=tuple(totals),
        chart_values=(),
        pages=pages,
    )

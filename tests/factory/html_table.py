"""A section as tables of HTML."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tests.factory.content import Action, Block, Edition, Figure, Section
from tests.factory.layout import Layout
from tests.factory.wrap import hyphenated


def tables(edition: Edition, layout: Layout, section: Section) -> Iterator[str]:
    """The section's tables: one, or one a block under a heading where orientations are bold."""
    total = _amount_row(edition, layout, layout.total_wording.format(axis=section.axis),
                        section.totals, "total", section)  # fmt: skip
    head = _head(edition, layout, section)
    if layout.total_first:
        yield f"<table>{total}</table>"
    rank = 0
    rows: list[str] = []
    for block in section.blocks:
        if block.orientation and layout.orientation == "bold":
            if rows:
                yield f"<table>{head}{''.join(rows)}</table>"
            rows = []
            yield f"<h3>{escape(block.orientation)}</h3>"
        rows += _block(edition, layout, section, block, rank)
        rank += len(block.actions)
    if layout.total_box and not layout.total_first:
        yield f"<table>{head}{''.join(rows)}</table><table>{total}</table>"
    else:
        yield f"<table>{head}{''.join(rows)}{'' if layout.total_first else total}</table>"


def _block(
    edition: Edition, layout: Layout, section: Section, block: Block, rank: int
) -> Iterator[str]:
    columns = len(section.totals) + 1
    merged = _merged(layout, section)
    if block.orientation and layout.orientation == "row":
        yield f'<tr><th class="o" colspan="{columns}">{escape(block.orientation)}</th></tr>'
    for n, action in enumerate(block.actions):
        first = ""
        if merged and n == 0:
            span = len(block.actions) + bool(block.subtotals)
            first = f'<th rowspan="{span}" style="width:20%">{escape(block.orientation or "")}</th>'
        yield _action(edition, layout, action, first, "odd" if (rank + n) % 2 else "")
    if block.subtotals:
        yield _amount_row(edition, layout, "Sous-total", block.subtotals, "sub", None)


def _merged(layout: Layout, section: Section) -> bool:
    return layout.orientation == "merged" and any(b.orientation for b in section.blocks)


def _cells(layout: Layout, label: str, amounts: str) -> str:
    return amounts + label if layout.amounts_left else label + amounts


def _amounts(edition: Edition, main: Figure, others: tuple[Figure, ...]) -> str:
    return "".join(f'<td class="a">{escape(f.printed)}</td>' for f in edition.spread(main, others))


def _action(edition: Edition, layout: Layout, action: Action, first: str, kind: str) -> str:
    note = f" {action.note}" if action.note.startswith("(") else action.note
    words = escape(hyphenated(action.label, layout) + note)
    figure = action.amount.printed
    if layout.glued and not action.others and words[-1].isalpha() and figure[0].isdigit():
        label = f'<td>{words}<span style="white-space:nowrap">{escape(figure)}</span></td>'
        return f'<tr class="{kind}">{first}{label}<td></td></tr>'
    cells = _cells(layout, f"<td>{words}</td>", _amounts(edition, action.amount, action.others))
    return f'<tr class="{kind}">{first}{cells}</tr>'


def _amount_row(
    edition: Edition, layout: Layout, words: str, totals: tuple[Figure, ...], kind: str,
    section: Section | None,
) -> str:  # fmt: skip
    first = "<td></td>" if section and _merged(layout, section) else ""
    cells = _cells(layout, f"<td>{escape(words)}</td>", _amounts(edition, totals[0], totals[1:]))
    return f'<tr class="{kind}">{first}{cells}</tr>'


def _head(edition: Edition, layout: Layout, section: Section) -> str:
    if not layout.header and not edition.columns:
        return ""
    label, amount = layout.header or ("Action", "")
    heads = edition.columns or (amount.format(year=edition.year),)
    first = "<th>Orientation</th>" if _merged(layout, section) else ""
    amounts = "".join(f'<th class="a">{escape(h)}</th>' for h in heads)
    return f"<thead><tr>{first}{_cells(layout, f'<th>{escape(label)}</th>', amounts)}</tr></thead>"

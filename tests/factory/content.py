"""What an edition says, whatever its layout: sections of actions, their totals, the contracts.

Everything is what the document prints. `cents` is None exactly where it prints no value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.profile import Profile, builtin_profiles, load_profile
from tests.factory.amounts import printed
from tests.truth import load_truth


@dataclass(frozen=True, slots=True)
class Figure:
    """One amount: as printed, and its value in cents."""

    printed: str
    cents: int | None


@dataclass(frozen=True, slots=True)
class Action:
    """One funded line. `others` follow the further columns; `note` is a mark such as (1) or *."""

    label: str
    amount: Figure
    others: tuple[Figure, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Actions under one orientation (None: the page prints none), and their printed sub-total."""

    orientation: str | None
    actions: tuple[Action, ...]
    subtotals: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One axis of one territory. `totals`: the main column's, then the further columns'.

    `unprinted` are actions that the totals count although the document doesn't print them.
    """

    axis: str
    territory: str
    blocks: tuple[Block, ...]
    totals: tuple[Figure, ...]

    @property
    def actions(self) -> tuple[Action, ...]:
        return tuple(a for b in self.blocks for a in b.actions)


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's document. `columns` heads the amount columns as printed from left to right.

    `main` is the index in `columns` of the column that is `montant`; an edition of one column has
    no headers of its own (the layout words them). `fault` tells what was planted, if anything.
    """

    year: str
    profile: Profile
    sections: tuple[Section, ...]
    contracts: tuple[tuple[str, Figure], ...]
    columns: tuple[str, ...] = ()
    main: int = 0
    fault: str = ""

    @property
    def other_columns(self) -> tuple[str, ...]:
        return tuple(c for i, c in enumerate(self.columns) if i != self.main)

    def spread(self, main: Figure, others: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """A row's figures in the order in which the columns are printed."""
        return (*others[: self.main], main, *others[self.main :])

    def actions(self) -> Iterator[tuple[Section, Block, Action]]:
        for section in self.sections:
            for block in section.blocks:
                for action in block.actions:
                    yield section, block, action


@cache
def hauts_de_france(year: str) -> Profile:
    """The series' profile for one edition."""
    path = next(p for p in builtin_profiles() if p.stem == "contrats-locaux-solidarites-hdf")
    return load_profile(path).for_edition(year)


def total_of(actions: tuple[Action, ...], form: str, column: int | None = None) -> Figure:
    """The sum of the actions' main amounts, or of those of one further column, as printed."""
    figures = [a.amount if column is None else a.others[column] for a in actions]
    cents = sum(f.cents or 0 for f in figures)
    return Figure(printed(cents, form), cents)


def edition_2025() -> Edition:
    """The words and amounts of the 2025 edition, to be typeset again by other hands."""
    truth = load_truth()
    profile = hauts_de_france("2025")
    code = {t.name: t.code for t in profile.territories}
    sections: list[Section] = []
    for total in truth["axis_totals"]:
        rows = [
            a
            for a in truth["actions"]
            if (a["axis"], a["territory"]) == (total["axis"], total["territory"])
        ]
        blocks: list[Block] = []
        for row in rows:
            action = Action(row["label"], _figure(row["amount_printed"], row["amount_eur"]))
            if blocks and blocks[-1].orientation == row["orientation"]:
                held = blocks.pop()
                blocks.append(Block(held.orientation, (*held.actions, action)))
            else:
                blocks.append(Block(row["orientation"], (action,)))
        sections.append(
            Section(
                str(total["axis"]),
                code[total["territory"]],
                tuple(blocks),
                (_figure(total["total_printed"], total["total_eur"]),),
            )
        )
    contracts = tuple(
        (code[c["territory"]], _figure(c["total_printed"], c["total_eur"]))
        for c in truth["contract_totals"]
    )
    return Edition("2025", profile, tuple(sections), contracts)


def _figure(text: str, euros: int | None) -> Figure:
    return Figure(text.replace("\n", ""), None if euros is None else euros * 100)

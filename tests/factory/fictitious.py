"""Fictitious editions of the Hauts-de-France series: same territories and axes, other content."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from tests.factory.amounts import NOT_COSTED, printed
from tests.factory.content import (
    Action,
    Block,
    Edition,
    Figure,
    Section,
    hauts_de_france,
    total_of,
)
from tests.factory.wording import label

MARKS = ("(1)", "(2)", "*", "**", "(a)")


@dataclass(frozen=True, slots=True)
class Taste:
    """How an edition prints: forms of amounts, odds of each oddity, size, columns, sub-totals."""

    forms: tuple[str, ...] = ("nbsp€",)
    actions: tuple[int, int] = (1, 9)
    not_costed: float = 0.05
    cents: float = 0.0
    negative: float = 0.0
    notes: float = 0.0
    columns: tuple[str, ...] = ()
    main: int = 0
    subtotals: bool = False
    orientations: bool = True


def fictitious_edition(seed: int, year: str = "2027", taste: Taste | None = None) -> Edition:
    """An edition drawn from `seed`: every (axis, territory) that the profile expects."""
    rng = random.Random(seed)
    taste = taste or Taste()
    profile = hauts_de_france(year)
    sections = tuple(
        _section(rng, taste, axis, territory) for axis, territory in profile.expected()
    )
    contracts = tuple(
        (code, _contract(sections, code, taste.forms[0])) for code in profile.contract_totals or ()
    )
    return Edition(year, profile, sections, contracts, taste.columns, taste.main)


def _contract(sections: tuple[Section, ...], code: str, form: str) -> Figure:
    cents = sum(s.totals[0].cents or 0 for s in sections if s.territory == code)
    return Figure(printed(cents, form), cents)


def _section(rng: random.Random, taste: Taste, axis: str, territory: str) -> Section:
    form = rng.choice(taste.forms)
    count = rng.randint(*taste.actions)
    actions = _distinct(rng, taste, form, count)
    if sum(a.amount.cents or 0 for a in actions) <= 0:
        costed = replace(taste, not_costed=0.0, negative=0.0)
        actions = _distinct(rng, costed, form, count)
    wordings = hauts_de_france("2027").orientations
    blocks: list[Block] = []
    if taste.orientations and rng.random() < 0.85:
        names = rng.sample([o.label for o in wordings], min(rng.randint(1, 3), count))
        cuts = sorted(rng.sample(range(1, count), len(names) - 1)) if len(names) > 1 else []
        for name, start, end in zip(names, [0, *cuts], [*cuts, count], strict=True):
            part = tuple(actions[start:end])
            blocks.append(Block(name, part, _sums(part, taste, form) if taste.subtotals else ()))
    else:
        blocks.append(Block(None, tuple(actions)))
    return Section(axis, territory, tuple(blocks), _sums(tuple(actions), taste, form))


def _distinct(rng: random.Random, taste: Taste, form: str, count: int) -> list[Action]:
    """Actions of which no two have the same label."""
    actions: dict[str, Action] = {}
    while len(actions) < count:
        action = _action(rng, taste, form)
        actions.setdefault(action.label, action)
    return list(actions.values())


def _sums(actions: tuple[Action, ...], taste: Taste, form: str) -> tuple[Figure, ...]:
    others = range(max(len(taste.columns) - 1, 0))
    return (total_of(actions, form), *(total_of(actions, form, i) for i in others))


def _value(rng: random.Random, taste: Taste) -> int:
    euros = rng.choice(
        (
            rng.randint(1, 99) * 500,
            rng.randint(10, 990) * 1000,
            rng.randint(1_200, 480_000),
            rng.randint(10, 60) * 50_000,
        )
    )
    cents = euros * 100 + (rng.randint(1, 99) if rng.random() < taste.cents else 0)
    # What is given back is small beside what is given.
    return -(cents // 40) if rng.random() < taste.negative else cents


def _action(rng: random.Random, taste: Taste, form: str) -> Action:
    words = label(rng)
    note = rng.choice(MARKS) if rng.random() < taste.notes else ""
    if rng.random() < taste.not_costed:
        nothing = Figure(rng.choice(NOT_COSTED), None)
        return Action(words, nothing, (nothing,) * max(len(taste.columns) - 1, 0), note)
    if len(taste.columns) < 2:
        cents = _value(rng, taste)
        return Action(words, Figure(printed(cents, form), cents), (), note)
    if taste.columns[taste.main].lower().startswith("total"):
        parts = [_value(rng, taste) for _ in range(len(taste.columns) - 1)]
        cents = sum(parts)
    else:
        parts = [_value(rng, taste) for _ in range(len(taste.columns) - 1)]
        cents = _value(rng, taste)
    others = tuple(Figure(printed(p, form), p) for p in parts)
    return Action(words, Figure(printed(cents, form), cents), others, note)

"""Faults planted in an edition: the document itself is then wrong and must be held."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from tests.factory.amounts import FORMS, printed
from tests.factory.content import Action, Block, Edition, Figure, Section


def plant(edition: Edition, fault: str, seed: int) -> Edition:
    """The edition with one fault of FAULTS in its main column, drawn from `seed`.

    Printed totals stay as they are where an action is faulty, and the other way round.
    """
    rng = random.Random(seed)
    return replace(FAULTS[fault](edition, rng), fault=fault)


Change = Callable[[int, random.Random], int | None]


def _places(edition: Edition) -> list[tuple[int, int, int]]:
    """(section, block, action) of every costed action."""
    return [
        (s, b, a)
        for s, section in enumerate(edition.sections)
        for b, block in enumerate(section.blocks)
        for a, action in enumerate(block.actions)
        if action.amount.cents
    ]


def _with_section(edition: Edition, place: int, section: Section) -> Edition:
    sections = (*edition.sections[:place], section, *edition.sections[place + 1 :])
    return replace(edition, sections=sections)


def _with_actions(
    edition: Edition, place: tuple[int, int, int], actions: tuple[Action, ...]
) -> Edition:
    """The edition with the action at `place` replaced by `actions`."""
    s, b, a = place
    section = edition.sections[s]
    block = section.blocks[b]
    held = replace(block, actions=(*block.actions[:a], *actions, *block.actions[a + 1 :]))
    blocks: tuple[Block, ...] = (*section.blocks[:b], held, *section.blocks[b + 1 :])
    return _with_section(edition, s, replace(section, blocks=blocks))


def _action(edition: Edition, place: tuple[int, int, int]) -> Action:
    s, b, a = place
    return edition.sections[s].blocks[b].actions[a]


def reprinted(figure: Figure, cents: int) -> Figure:
    """Another value in the form in which `figure` is printed."""
    value = figure.cents or 0
    form = next((f for f in (*FORMS, "k€", "M€") if printed(value, f) == figure.printed), "nbsp€")
    return Figure(printed(cents, form), cents)


def _amount(change: Change) -> Callable[[Edition, random.Random], Edition]:
    def planted(edition: Edition, rng: random.Random) -> Edition:
        places = _places(edition)
        rng.shuffle(places)
        for place in places:
            action = _action(edition, place)
            assert action.amount.cents
            cents = change(action.amount.cents, rng)
            if cents is not None and cents != action.amount.cents:
                wrong = replace(action, amount=reprinted(action.amount, cents))
                return _with_actions(edition, place, (wrong,))
        raise ValueError("no action of this edition can bear the fault")

    return planted


def _digit(cents: int, rng: random.Random) -> int:
    """One digit of the euros replaced by another."""
    digits = list(str(abs(cents) // 100))
    place = rng.randrange(len(digits))
    low = "1" if place == 0 else "0"
    digits[place] = rng.choice([d for d in "0123456789" if d >= low and d != digits[place]])
    return _sign(cents) * (int("".join(digits)) * 100 + abs(cents) % 100)


def _swap(cents: int, rng: random.Random) -> int | None:
    """Two neighbouring digits of the euros exchanged."""
    digits = list(str(abs(cents) // 100))
    places = [
        n for n in range(len(digits) - 1)
        if digits[n] != digits[n + 1] and not (n == 0 and digits[1] == "0")
    ]  # fmt: skip
    if not places:
        return None
    n = rng.choice(places)
    digits[n], digits[n + 1] = digits[n + 1], digits[n]
    return _sign(cents) * (int("".join(digits)) * 100 + abs(cents) % 100)


def _ten(cents: int, rng: random.Random) -> int:
    """Ten times more, or less where that stays whole euros."""
    return cents // 10 if cents % 1000 == 0 and rng.random() < 0.5 else cents * 10


def _sign(cents: int) -> int:
    return -1 if cents < 0 else 1


def _missing(edition: Edition, rng: random.Random) -> Edition:
    """A line that its total counts and the document doesn't print."""
    places = [p for p in _places(edition) if len(edition.sections[p[0]].blocks[p[1]].actions) > 1]
    return _with_actions(edition, rng.choice(places), ())


def _doubled(edition: Edition, rng: random.Random) -> Edition:
    """A line printed twice that its total counts once."""
    place = rng.choice(_places(edition))
    action = _action(edition, place)
    return _with_actions(edition, place, (action, action))


def _total(edition: Edition, rng: random.Random) -> Edition:
    place = rng.randrange(len(edition.sections))
    section = edition.sections[place]
    figure = section.totals[0]
    wrong = reprinted(figure, _digit(figure.cents or 0, rng))
    return _with_section(edition, place, replace(section, totals=(wrong, *section.totals[1:])))


def _contract(edition: Edition, rng: random.Random) -> Edition:
    place = rng.randrange(len(edition.contracts))
    code, figure = edition.contracts[place]
    wrong = (code, reprinted(figure, _digit(figure.cents or 0, rng)))
    return replace(
        edition, contracts=(*edition.contracts[:place], wrong, *edition.contracts[place + 1 :])
    )


FAULTS: dict[str, Callable[[Edition, random.Random], Edition]] = {
    "wrong digit": _amount(_digit),
    "swapped digits": _amount(_swap),
    "factor of ten": _amount(_ten),
    "missing line": _missing,
    "doubled line": _doubled,
    "wrong total": _total,
    "wrong contract total": _contract,
}

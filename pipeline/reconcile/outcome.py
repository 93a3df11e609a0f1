"""What a control hands back, and the fingerprint that ties a decision to its finding."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from pipeline.domain import Control, Finding

CONSEQUENCE = "conséquence d'un écart signalé plus haut"
DIGITS = 16  # hexadecimal digits of a fingerprint


class Outcome(NamedTuple):
    """The controls that were re-done, and what they found."""

    controls: tuple[Control, ...] = ()
    findings: tuple[Finding, ...] = ()


def fingerprint(*parts: object) -> str:
    """A short hash of what was printed, what was computed, and what is in doubt.

    Positions and page numbers never go in: the same figures on another page are the same finding.
    """
    text = json.dumps(parts, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, each with a fingerprint of its own.

    Two findings alike in all that is printed would share one decision: the second gets a rank.
    """
    seen: Counter[str] = Counter()
    kept: list[Finding] = []
    for found in findings:
        seen[found.fingerprint] += 1
        rank = seen[found.fingerprint]
        own = (
            found if rank == 1 else replace(found, fingerprint=fingerprint(found.fingerprint, rank))
        )
        kept.append(own)
    return tuple(kept)

"""A document that no profile knows -> a profile, proposed as YAML with its pages and doubts.

What is seen (headings, sums, names, charts) is read by the same rooms that will read the edition;
what can't be seen is worked out from the sums, and what stays open is marked « à vérifier ».
"""

from __future__ import annotations

from pathlib import Path

from pipeline.probe.assemble import propose
from pipeline.probe.look import look_at
from pipeline.probe.proposal import Proposal
from pipeline.probe.write import yaml_of

__all__ = ["Proposal", "probe"]


def probe(pdf: Path) -> tuple[Proposal, str]:
    """The profile proposed for a PDF, and its text.

    Raises RecolementError when no page carries credits.
    """
    proposal = propose(look_at(pdf), pdf.name)
    return proposal, yaml_of(proposal, pdf.name)

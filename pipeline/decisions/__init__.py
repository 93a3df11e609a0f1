"""What analysts decide of findings: their files, and what becomes of them at the next run.

Imports the domain only. The flow calls `load_decisions`, `settle`, then `references`.
"""

from pipeline.decisions.reading import (
    DecisionError,
    DecisionFile,
    decisions_path,
    load_decisions,
    read_decisions,
)
from pipeline.decisions.references import references
from pipeline.decisions.settle import Outcome, corrected_ledger, decide, settle
from pipeline.decisions.writing import append_decision, decision_entry, write_decisions

__all__ = [
    "DecisionError",
    "DecisionFile",
    "Outcome",
    "append_decision",
    "corrected_ledger",
    "decide",
    "decision_entry",
    "decisions_path",
    "load_decisions",
    "read_decisions",
    "references",
    "settle",
    "write_decisions",
]

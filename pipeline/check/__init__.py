"""Any document: every table of lines and amounts that prints a total, its sums re-done.

Needs no profile: structure, words that tables use everywhere, and arithmetic.
"""

from __future__ import annotations

from pipeline.check.document import check_document
from pipeline.check.report import write_report
from pipeline.check.result import Checked, CheckedTotal, Part, Verdict
from pipeline.normalise.separators import number_format_of

__all__ = [
    "Checked",
    "CheckedTotal",
    "Part",
    "Verdict",
    "check_document",
    "number_format_of",
    "write_report",
]

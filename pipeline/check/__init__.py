"""Any document: each table of lines and amounts that prints a total, its sums re-done."""

from __future__ import annotations

from pipeline.check.cast import CheckedTotal, Verdict, cast
from pipeline.check.document import Checked, check_document
from pipeline.check.numbers import number_format_of

__all__ = ["Checked", "CheckedTotal", "Verdict", "cast", "check_document", "number_format_of"]

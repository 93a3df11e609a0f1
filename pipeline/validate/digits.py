"""An expectation of our own: the digits of an amount are the digits that the document prints.

Imports Great Expectations: import it when the gates are run, never before. Importing it makes the
expectation known to Great Expectations under the name `expect_column_pair_digits_to_agree`.
"""

from __future__ import annotations

import re
from typing import Any, Literal

import pandas as pd
from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnPairMapExpectation
from great_expectations.expectations.metrics.map_metric_provider import (
    ColumnPairMapMetricProvider,
    column_pair_condition_partial,
)

_METRIC = "column_pair_values.digits_agree"


def significant_digits(text: str) -> str:
    """The digits of `text` without leading and trailing zeros: `12,5 k€` and 12500.00 agree.

    Separators, signs, units and multipliers by ten change none of them, so that this comparison
    holds for every form of an amount without reading any: it is independent of the room that
    reads amounts.
    """
    return re.sub("[^0-9]", "", text).strip("0")


class ColumnPairDigitsAgree(ColumnPairMapMetricProvider):  # type: ignore[misc]  # GX is untyped
    """Whether two columns of amounts, read as text, have the same significant digits."""

    condition_metric_name = _METRIC
    condition_domain_keys = (
        "batch_id",
        "table",
        "column_A",
        "column_B",
        "row_condition",
        "condition_parser",
        "ignore_row_if",
    )
    condition_value_keys = ()

    @column_pair_condition_partial(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column_A: pd.Series, column_B: pd.Series, **_: Any) -> pd.Series:  # noqa: N803, N805
        pairs = zip(column_A, column_B, strict=True)
        agree = [significant_digits(str(a)) == significant_digits(str(b)) for a, b in pairs]
        return pd.Series(agree, index=column_A.index, dtype=bool)


class ExpectColumnPairDigitsToAgree(ColumnPairMapExpectation):  # type: ignore[misc]  # GX is untyped
    """Expects the significant digits of `column_A` (printed) and `column_B` (value) to agree."""

    map_metric = _METRIC
    success_keys = ("column_A", "column_B", "ignore_row_if", "mostly")
    args_keys = ("column_A", "column_B")

    ignore_row_if: Literal["both_values_are_missing", "either_value_is_missing", "neither"] = (
        "either_value_is_missing"
    )

"""Runs the suites on the published frames, and tells of each expectation in our own words."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.domain import GateResult, Severity
from pipeline.tables import TABLES
from pipeline.validate.data_docs import build_data_docs, new_context, new_run
from pipeline.validate.suites import Expectation, SuiteError, expectations_folder, read_suite

_SEVERITY = {
    "critical": Severity.BLOCKING,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
}
_SHOWN = 3  # values quoted in `observed`; the keys of failing rows are all given
_EMPTY = "(vide)"


def load_great_expectations() -> None:
    """Import Great Expectations (some seconds), so that a later `run_gates` doesn't wait for it.

    Its messages are kept from the analyst's screen from here on: what
    breaks in a control is in the control's result, and told from there.
    """
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    from pipeline.validate import digits, views  # noqa: F401

    # It diverts every warning of the process to its logging when it is imported.
    logging.captureWarnings(False)


def run_gates(tables: Mapping[str, pd.DataFrame], data_docs: Path | None) -> tuple[GateResult, ...]:
    """Run every suite on its table; one result for each expectation, in the suites' order.

    `tables` are the published frames by name. With `data_docs`, the Data Docs site is built in
    that folder (its first page is `index.html`). A control that breaks is a blocking failure.
    Raises SuiteError when a table or its suite is missing, or a suite can't be used.
    """
    missing = sorted(set(TABLES) - set(tables))
    if missing:
        raise SuiteError(f"no frame for the published table: {', '.join(missing)}")
    unknown = sorted(set(tables) - set(TABLES))
    if unknown:
        raise SuiteError(f"not a published table, no suite is for it: {', '.join(unknown)}")
    folder = expectations_folder()
    suites = {name: read_suite(folder / f"{name}.json") for name in TABLES}
    load_great_expectations()
    context, run = new_context(data_docs), new_run()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "This pattern is interpreted as a regular expression")
        results = [
            result
            for name, expectations in suites.items()
            for result in _run_suite(context, run, name, tables[name], expectations)
        ]
    if data_docs is not None:
        build_data_docs(context, data_docs, TABLES)
    return tuple(results)


def _run_suite(
    context: Any, run: Any, name: str, frame: pd.DataFrame, expectations: list[Expectation]
) -> list[GateResult]:
    """Validate one table; raises SuiteError when Great Expectations refuses an expectation."""
    import great_expectations as gx
    from great_expectations.exceptions import GreatExpectationsError

    try:
        suite = context.suites.add(gx.ExpectationSuite(name=name, expectations=expectations))
    except (GreatExpectationsError, TypeError, ValueError) as error:
        raise SuiteError(f"{name}.json: Great Expectations refuses it: {error}") from error
    asset = context.data_sources.add_pandas(name).add_dataframe_asset(name)
    batch = asset.add_batch_definition_whole_dataframe(name)
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(name=name, data=batch, suite=suite)
    )
    key = list(TABLES[name].key)
    ran = definition.run(
        run_id=run,
        # Failing rows are looked up by index: it must not repeat.
        batch_parameters={"dataframe": frame.reset_index(drop=True)},
        result_format={
            "result_format": "COMPLETE",
            "unexpected_index_column_names": key,
            "return_unexpected_index_query": False,
        },
    )
    by_gate = {r.expectation_config.meta["gate"]: r for r in ran.results}
    lost = [e["meta"]["gate"] for e in expectations if e["meta"]["gate"] not in by_gate]
    if lost:
        raise SuiteError(f"{name}.json: Great Expectations did not run: {', '.join(lost)}")
    return [_gate(name, key, e, by_gate[e["meta"]["gate"]]) for e in expectations]


def _gate(table: str, key: list[str], expectation: Expectation, ran: Any) -> GateResult:
    """One expectation's result as a GateResult."""
    severity = _SEVERITY[expectation["severity"]]
    success, observed = bool(ran.success), ""
    failing: tuple[str, ...] = ()
    broken = _exception(ran.exception_info or {})
    if broken:
        severity, success = Severity.BLOCKING, False
        observed = f"Le contrôle lui-même n'a pas pu être fait\u00a0: {broken}"
    elif not success:
        failing = tuple(_key(key, row) for row in ran.result.get("unexpected_index_list") or ())
        observed = _observed(ran.result)
    return GateResult(
        table=table,
        expectation=expectation["meta"]["gate"],
        description=expectation["description"],
        severity=severity,
        success=success,
        failing=failing,
        observed=observed,
    )


def _exception(info: Mapping[str, Any]) -> str:
    """The message of the exception that broke an expectation, or an empty string.

    Great Expectations gives one such record, or one for each metric that broke.
    """
    records = [info] if "raised_exception" in info else list(info.values())
    raised = [r for r in records if r["raised_exception"]]
    return "\u00a0; ".join(dict.fromkeys(str(r["exception_message"]).strip() for r in raised))


def _key(key: list[str], row: Mapping[str, Any]) -> str:
    return " | ".join(_EMPTY if pd.isna(row[c]) else str(row[c]) for c in key)


def _observed(result: Mapping[str, Any]) -> str:
    """What was found instead, in French."""
    if "unexpected_list" not in result:
        return f"Trouvé\u00a0: {_show(result.get('observed_value'))}"
    values = list(dict.fromkeys(_show(value) for value in result["unexpected_list"]))
    text = ", ".join(values[:_SHOWN]) + (", …" if len(values) > _SHOWN else "")
    count = result["unexpected_count"]
    lines = "ligne" if count < 2 else "lignes"
    return f"{count} {lines} sur {result['element_count']}\u00a0: {text}"


def _show(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_show(v)}" for name, v in value.items())
    if isinstance(value, list | tuple):
        return " / ".join(_show(v) for v in value)
    if pd.isna(value):
        return _EMPTY
    if isinstance(value, Decimal | float):
        return str(value).replace(".", ",")
    return f"«\u00a0{value}\u00a0»" if isinstance(value, str) else str(value)

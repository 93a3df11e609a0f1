"""The Data Docs site, built in a folder of the local file system."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.domain import RecolementError

_SITE = "recolement"
_RUN = "controles"


def new_context(data_docs: Path | None) -> Any:
    """A Great Expectations context in memory: no project folder, no progress bars, no network.

    Great Expectations 1.24 has no usage statistics left; they are switched off all the same.
    """
    import great_expectations as gx
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )

    config = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(),
        data_docs_sites={} if data_docs is None else {_SITE: _site(data_docs)},
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
    )
    return gx.get_context(mode="ephemeral", project_config=config)


def new_run() -> Any:
    """The name under which the results of one run of all suites stand together."""
    from great_expectations import RunIdentifier

    return RunIdentifier(run_name=_RUN, run_time=dt.datetime.now(dt.UTC))


def _site(folder: Path) -> dict[str, Any]:
    page = {"module_name": "pipeline.validate.views", "class_name": "Page"}
    return {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {
            "class_name": "TupleFilesystemStoreBackend",
            "base_directory": str(folder.resolve()),
        },
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder", "view": page},
        "site_section_builders": {
            "expectations": {"view": page},
            "validations": {"view": page},
            "profiling": "none",
        },
    }


def build_data_docs(context: Any, folder: Path, tables: Iterable[str]) -> Path:
    """Build the site of what `context` has validated; returns its first page.

    Raises RecolementError when a page is missing: Great Expectations only logs it.
    """
    context.build_data_docs(site_names=[_SITE])
    # Four megabytes of fonts and animations that our pages don't use.
    shutil.rmtree(folder / "static", ignore_errors=True)
    index = folder / "index.html"
    lost = [name for name in tables if not any((folder / "validations" / name).rglob("*.html"))]
    if lost or not index.is_file():
        raise RecolementError(f"{folder}: Data Docs not built: {', '.join(lost) or index.name}")
    return index

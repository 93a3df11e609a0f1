"""The readers, listed in one place. Each decodes pages in its own way into PageContent.

To add one: a module with a class like the others (`name`, `content(page, shown)`, a context
manager), and its line here. The first two read every page; the ledger needs two witnesses.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from pipeline.extract.content import PageContent
from pipeline.extract.readers.camelot import CamelotReader
from pipeline.extract.readers.plumber import PlumberReader
from pipeline.extract.shown import Shown


class Reader(Protocol):
    """One decoder of one PDF."""

    name: str

    def __enter__(self) -> Any: ...

    def __exit__(self, *_: object) -> None: ...

    def content(self, number: int, shown: Shown) -> PageContent: ...


MakeReader = Callable[[Path, Sequence[int]], Reader]

READERS: tuple[MakeReader, ...] = (PlumberReader, CamelotReader)

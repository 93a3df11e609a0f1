"""What a flow's final state means for the command: its result, or one clear line."""

from __future__ import annotations

import tempfile
import traceback
from typing import Any

from pipeline.domain import RecolementError, Status

EXIT = {Status.RECONCILED: 0, Status.HELD: 1, Status.FAILED: 2}


def result_of(state: Any) -> Any:
    """The result that a flow's final state carries.

    Raises RecolementError when there is none: the flow's own when the input was unusable, else one
    that names the file where the whole story of the failure was written.
    """
    result = state.result(raise_on_failure=False)
    if isinstance(result, RecolementError):
        raise result
    if isinstance(result, BaseException):
        with tempfile.NamedTemporaryFile(
            "w", prefix="recolement-", suffix=".log", delete=False, encoding="utf-8"
        ) as journal:
            journal.writelines(traceback.format_exception(result))
        raise RecolementError(
            f"échec interne, rien n’est publié ({type(result).__name__} : {result}) ; "
            f"journal : {journal.name}"
        )
    return result

"""What the readers' libraries don't know of the standard fonts: bullets, and the euro's width.

Codes of WinAnsiEncoding that no character has draw a bullet (ISO 32000-1, Annex D.2, note 3):
ReportLab writes « • » as 127, while the libraries know 149 only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FIRST, LAST = 0x21, 0xFF  # codes above the space


def complete(encoding: dict[int, str], bullet: str) -> None:
    """Name `bullet` the codes that a library's table of WinAnsiEncoding leaves out."""
    for code in range(FIRST, LAST + 1):
        encoding.setdefault(code, bullet)


def complete_widths(metrics: Mapping[str, tuple[Any, dict[str, int]]]) -> None:
    """Give the euro its width in each font of a library's metrics of the standard fonts (by name:
    descriptor, width of each character): that of a figure, as in all of Adobe's metrics of these
    fonts. Without, it takes no room by one library, and an em by the other."""
    for _, widths in metrics.values():
        if "A" in widths and "0" in widths:
            widths.setdefault("€", widths["0"])

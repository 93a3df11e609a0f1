"""The bullets of fonts in WinAnsiEncoding that the readers' libraries know no name for.

Codes of it that no character has draw a bullet (ISO 32000-1, Annex D.2, note 3); ReportLab writes
« • » as 127, while the libraries know 149 only.
"""

from __future__ import annotations

FIRST, LAST = 0x21, 0xFF  # codes above the space


def complete(encoding: dict[int, str], bullet: str) -> None:
    """Name `bullet` the codes that a library's table of WinAnsiEncoding leaves out."""
    for code in range(FIRST, LAST + 1):
        encoding.setdefault(code, bullet)

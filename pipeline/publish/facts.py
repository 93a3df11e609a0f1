"""What a published set says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.domain import SourceRecord, Status


@dataclass(frozen=True, slots=True)
class PackageFacts:
    """What every file of one edition's set says of it.

    Nothing here may differ between two runs of the same version on the same document: no time,
    no path of a machine. `version` is the version of this program.
    """

    series: str
    edition: str
    title: str
    publisher: str
    licence: str
    source: SourceRecord
    status: Status
    version: str
    licence_url: str | None = None
    homepage: str | None = None

"""Folder or URL -> `raw/`, content-addressed, with its source record."""

from pipeline.acquire.check import check_pdf
from pipeline.acquire.record import register, registered, source_record
from pipeline.acquire.watch import Candidate, Sweep, UnreachableError, check_source, find_new

__all__ = [
    "Candidate",
    "Sweep",
    "UnreachableError",
    "check_pdf",
    "check_source",
    "find_new",
    "register",
    "registered",
    "source_record",
]

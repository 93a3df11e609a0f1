"""Frames -> `staged/`: CSV, Parquet, XLSX, SQLite, data package; atomically."""

from pipeline.publish.atomic import check_writable, promote, run_folder, run_path
from pipeline.publish.facts import PackageFacts
from pipeline.publish.write import write_tables

__all__ = [
    "PackageFacts",
    "check_writable",
    "promote",
    "run_folder",
    "run_path",
    "write_tables",
]

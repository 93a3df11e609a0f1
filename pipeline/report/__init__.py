"""The analysts' report: one self-contained HTML file an edition, and an index a series."""

from pipeline.report.build import build_report
from pipeline.report.context import PastRun, ReportContext
from pipeline.report.index import build_index

__all__ = ["PastRun", "ReportContext", "build_index", "build_report"]

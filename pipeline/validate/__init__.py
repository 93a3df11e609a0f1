"""The gates: Great Expectations suites run on the published frames.

The only room that knows Great Expectations. It is slow to import, so it is imported when the
gates are run, or beforehand by `warm_up`.
"""

from pipeline.validate.gates import run_gates, warm_up
from pipeline.validate.suites import SuiteError, expectations_folder

__all__ = ["SuiteError", "expectations_folder", "run_gates", "warm_up"]

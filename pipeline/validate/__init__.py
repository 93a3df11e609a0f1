"""The gates: Great Expectations suites run on the published frames.

The only room that knows Great Expectations. It is slow to import, so it is imported when the
gates are run; a run has them in a process of their own, which `warm_up` starts beforehand.
"""

from pipeline.validate.apart import run_gates_apart, warm_up
from pipeline.validate.gates import run_gates
from pipeline.validate.suites import SuiteError, expectations_folder

__all__ = ["SuiteError", "expectations_folder", "run_gates", "run_gates_apart", "warm_up"]

"""`python -m pipeline.validate`: rewrite what the suites take from `pipeline.tables`."""

from __future__ import annotations

from pipeline.validate.suites import expectations_folder, regenerate

for path in regenerate(expectations_folder()):
    print(path.name)

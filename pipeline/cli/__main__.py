"""`python -m pipeline.cli`: the `recolement` command without its script."""

import sys

from pipeline.cli import main

sys.exit(main())

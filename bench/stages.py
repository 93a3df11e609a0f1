"""Where the time of the whole command goes on the 2025 edition: its stages, and the rest.

python -m bench.stages
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.published import RAW_2025


def main() -> None:
    with TemporaryDirectory() as staged:
        started = time.perf_counter()
        words = [sys.executable, "-m", "pipeline.cli", "run", str(RAW_2025), "--staged", staged]
        subprocess.run(words, check=True, capture_output=True)
        whole = time.perf_counter() - started
        (record,) = Path(staged).glob("*/*/published/run.json")
        durations = dict(json.loads(record.read_text(encoding="utf-8"))["durations"])
    print("| stage | seconds | share |")
    print("|---|---:|---:|")
    for name, seconds in durations.items():
        print(f"| {name} | {seconds:.1f} | {seconds / whole:.0%} |")
    rest = whole - sum(durations.values())
    print(f"| frameworks' start and stop | {rest:.1f} | {rest / whole:.0%} |")
    print(f"| whole command | {whole:.1f} | 100% |")


if __name__ == "__main__":
    main()

"""Thousands of random editions, read and reconciled: rows exact, held, and silently wrong.

    python -m bench.editions --count 1000 --jobs 2 [--first SEED] [--producers reportlab,fpdf2]

A document is silently wrong when it is reconciled although a row or a total read differs from
what is printed, or although it bears a planted fault. The aim is none. Each such case and each
exact document that was held prints its seed: `--first SEED --count 1 --keep DIR` makes it again.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.domain import SourceRecord, Status
from pipeline.extract import read_edition
from pipeline.reconcile import reconcile
from tests.factory.chance import random_edition
from tests.factory.content import hauts_de_france
from tests.factory.samples import CANVASES, PRODUCERS
from tests.factory.truth import Score, Truth, compare


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document."""

    seed: int
    producer: str
    status: Status
    score: Score
    fault: str
    why: tuple[str, ...]  # the blocking findings


def judge(pdf: Path, truth: Truth) -> tuple[Status, Score, tuple[str, ...]]:
    """Read and reconcile one document, and score the reading against its truth."""
    profile = hauts_de_france(truth.year)
    if truth.amount_column:
        profile = profile.model_copy(update={"amount_column": truth.amount_column})
    source = SourceRecord(pdf.name, "0" * 64, pdf.stat().st_size)
    ledger, made = reconcile(read_edition(pdf, profile, truth.year, source, jobs=1), profile)
    status = Status.HELD if made.blocking else Status.RECONCILED
    why = tuple(f"{f.control}: {f.message}" for f in made.blocking)
    return status, compare(ledger, truth, status), why


def run(seed: int, producers: tuple[str, ...], keep: Path | None) -> Outcome:
    """Make, read and judge the document of one seed."""
    draw = random_edition(seed, producers=producers)
    with tempfile.TemporaryDirectory() as folder:
        pdf = (keep or Path(folder)) / f"{seed}-{draw.producer}.pdf"
        truth = draw.make(pdf)
        if keep:
            truth.write(pdf.with_suffix(".truth.json"))
        try:
            status, score, why = judge(pdf, truth)
        except Exception as error:  # one document that breaks a reader is a result, not the end
            said = f"{type(error).__name__}: {error}"
            total, totals = len(truth.lines), len(truth.totals) + len(truth.contracts)
            score = Score(0, total, 0, totals, (said,), ())
            status, why = Status.FAILED, (said,)
    return Outcome(seed, draw.producer, status, score, truth.fault, why)


def tell(outcome: Outcome, verbose: bool) -> None:
    """Print a case that isn't as it should be."""
    if outcome.status is Status.FAILED:
        print(f"FAILED seed {outcome.seed} ({outcome.producer}): {outcome.why[0]}", flush=True)
    elif outcome.score.silent_wrong:
        print(
            f"SILENTLY WRONG seed {outcome.seed} ({outcome.producer}) {outcome.fault}", flush=True
        )
        for line in outcome.score.silent_wrong[:6]:
            print(f"    {line}")
    elif not outcome.fault and outcome.status is not Status.RECONCILED and verbose:
        print(f"{outcome.status} seed {outcome.seed} ({outcome.producer}) rows "
              f"{outcome.score.rows_exact}/{outcome.score.rows_total}")  # fmt: skip
        for line in (*outcome.why[:3], *outcome.score.differences[:3]):
            print(f"    {line}")


def summary(outcomes: list[Outcome]) -> str:
    """The figures, as a markdown table a producer, and the whole."""
    lines = [
        "| producer | documents | rows exact | totals exact | sound: reconciled | faulty: held "
        "| failed | silently wrong |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name in (*sorted({o.producer for o in outcomes}), "all"):
        of = [o for o in outcomes if name in (o.producer, "all")]
        sound = [o for o in of if not o.fault]
        faulty = [o for o in of if o.fault]
        rows = sum(o.score.rows_total for o in of)
        totals = sum(o.score.totals_total for o in of)
        lines.append(
            f"| {name} | {len(of)} | {sum(o.score.rows_exact for o in of)} / {rows} "
            f"| {sum(o.score.totals_exact for o in of)} / {totals} "
            f"| {sum(o.status is Status.RECONCILED for o in sound)} / {len(sound)} "
            f"| {sum(o.status is not Status.RECONCILED for o in faulty)} / {len(faulty)} "
            f"| {sum(o.status is Status.FAILED for o in of)} "
            f"| {sum(bool(o.score.silent_wrong) for o in of)} |"
        )
    why = Counter(w.split(":")[0] for o in outcomes if not o.fault for w in set(o.why))
    return "\n".join([*lines, "", "Findings that held sound documents: " + (
        ", ".join(f"{k} {n}" for k, n in why.most_common()) or "none")])  # fmt: skip


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--count", type=int, default=100)
    words.add_argument("--first", type=int, default=1)
    words.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    words.add_argument("--producers", default=",".join(CANVASES))
    words.add_argument("--keep", type=Path, help="keep the documents in this folder")
    words.add_argument("--verbose", action="store_true", help="tell of sound documents held, too")
    given = words.parse_args()
    producers = tuple(given.producers.split(",")) if given.producers != "all" else PRODUCERS
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    work = partial(run, producers=producers, keep=given.keep)
    seeds = range(given.first, given.first + given.count)
    outcomes: list[Outcome] = []
    with ProcessPoolExecutor(given.jobs) as pool:
        for outcome in pool.map(work, seeds):
            outcomes.append(outcome)
            tell(outcome, given.verbose)
    print(summary(outcomes))
    return int(any(o.score.silent_wrong for o in outcomes))


if __name__ == "__main__":
    sys.exit(main())

"""When, in what order, retried how: Prefect flows and tasks. No rule of the domain stands here.

`publish_edition` takes one PDF from the front door to the back: examine, read, reconcile, tabulate,
check, write, report, and promote what is proven. `watch_series` does so for all that is new in a
folder or at a web address. Both run on Prefect's embedded server, with nothing to start, and
unchanged on a real one when PREFECT_API_URL names it.
"""

# ruff: noqa: E402
from __future__ import annotations

from pipeline import settings

settings.apply()  # Prefect reads its settings once, when it is imported

import atexit
import base64
import hashlib
import pickle
import shutil
import zlib
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar, cast

import pandas as pd
from prefect import flow, get_client, serve, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.context import TaskRunContext
from prefect.deployments.runner import RunnerDeployment
from prefect.serializers import Serializer
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Completed, Failed
from prefect.types.entrypoint import EntrypointType
from prefect.utilities.annotations import quote
from pydantic import Field

from pipeline import acquire, decisions, extract, history, publish, reconcile, record, validate
from pipeline.domain import GateResult, Ledger, RecolementError, Status
from pipeline.gating import with_gates
from pipeline.job import Job, plan, profiles, register
from pipeline.normalise.names import Names
from pipeline.reconcile.evolution import evolution
from pipeline.report import ReportContext, build_index, build_report
from pipeline.scheduler import local_server
from pipeline.tables import evolution_table, published_tables
from pipeline.verdict import (
    Conclusion,
    Refusal,
    markdown,
    sums_table,
    worst,
)

T = TypeVar("T")
Tables = dict[str, pd.DataFrame]


def whole(value: T) -> T:
    """A task's input as it is: Prefect would look for futures inside every word of a ledger."""
    return cast("T", quote(value))


class Sealed(Serializer):
    """Prefect's stored results with a seal: a damaged one is no result, and is made again."""

    type: str = Field(default="recolement-sealed", frozen=True)

    def dumps(self, obj: Any) -> bytes:
        data = base64.b64encode(zlib.compress(pickle.dumps(obj), 1))
        return hashlib.sha256(data).hexdigest().encode() + b":" + data

    def loads(self, blob: bytes) -> Any:
        seal, _, data = blob.partition(b":")
        if hashlib.sha256(data).hexdigest().encode() != seal:
            raise ValueError("a stored result is damaged")
        return pickle.loads(zlib.decompress(base64.b64decode(data)))


def _world_at_fault(_task: Any, _run: TaskRun, state: State[Any]) -> bool:
    """Try again what the disk or the network did; never what the document or the code did."""
    error = state.result(raise_on_failure=False)
    lasting = FileNotFoundError | PermissionError  # they will not go away by waiting
    return isinstance(error, OSError | acquire.UnreachableError) and not isinstance(error, lasting)


WORLD: dict[str, Any] = {  # tasks that touch files or the network
    "cache_policy": NO_CACHE,
    "retries": 2,
    "retry_delay_seconds": [1, 10],
    "retry_condition_fn": _world_at_fault,
}


def _content(_context: TaskRunContext, inputs: dict[str, Any]) -> str:
    return f"recolement-{inputs['job'].content}"


@task(**WORLD)
def examine(
    pdf: Path, staged: Path, series: str | None, profile: Path | None, edition: str | None
) -> Job:
    """The job made sure of: document, profile, series, edition, folder. Writes nothing."""
    return plan(pdf, staged, series=series, profile=profile, edition=edition)


@task(cache_key_fn=_content, result_serializer=Sealed(), persist_result=True)
def read(job: Job) -> Ledger:
    """PDF to ledger. What this version has read with this profile isn't read again."""
    told = record.progress("pages lues")
    return extract.read_edition(job.pdf, job.profile, job.edition, job.source, progress=told)


@task(cache_policy=NO_CACHE)
def settle(ledger: Ledger, job: Job) -> decisions.Outcome:
    """Every sum re-done, and the analysts' decisions put in force."""
    return decisions.settle(
        replace(ledger, source=job.source),
        lambda held: reconcile.reconcile(held, job.profile),
        decisions.load_decisions(job.decisions),
    )


@task(**WORLD)
def tabulate(settled: decisions.Outcome, job: Job) -> Tables:
    """The published frames, with what changed since the edition published before."""
    names = Names(job.profile)
    printed = {line.orientation for line in settled.ledger.lines if line.orientation}
    wordings = {text: known for text in printed if (known := names.orientation(text))}
    decided = decisions.references(settled)
    tables = published_tables(
        settled.ledger, settled.reconciliation, job.profile, wordings, decided
    )
    if job.previous:
        before = pd.read_parquet(job.previous, dtype_backend="numpy_nullable")
        moves = evolution(before, tables["actions"])
        tables["evolution"] = evolution_table(moves, job.edition)
    return tables


@task(**WORLD)
def check(tables: Tables, folder: Path) -> tuple[GateResult, ...]:
    """Great Expectations' gates, with their Data Docs."""
    return validate.run_gates_apart(tables, folder / record.DATA_DOCS)


@task(**WORLD)
def write(tables: Tables, folder: Path, status: Status, job: Job) -> None:
    """Every table in every format, the data package, and the document itself."""
    publish.write_tables(tables, folder, job.facts(status))
    shutil.copyfile(job.pdf, folder / job.source.file_name)


@task(**WORLD)
def report(context: ReportContext, folder: Path) -> Path:
    """The analysts' report: one file."""
    return build_report(context, folder)


@task(**WORLD)
def promote(job: Job) -> None:
    """The run's set becomes the one that readers read, in one step."""
    publish.promote(job.staged, job.series, job.edition, job.run_id)


@task(**WORLD)
def index(job: Job) -> Path:
    """The series' editions, how each stands, and the link to its report."""
    runs = history.histories(job.home.parent)
    return build_index(job.staged, job.series, runs, job.profile.title)


@task(**WORLD)
def announce(conclusion: Conclusion) -> None:
    """The verdict as Prefect artifacts: a text and a table of the sums."""
    key = f"{conclusion.series}-{conclusion.edition}"
    create_markdown_artifact(markdown(conclusion), key=f"verdict-{key}")
    create_table_artifact(sums_table(conclusion), key=f"totaux-{key}")


@flow(name="publish_edition", flow_run_name="{pdf.stem}")
def publish_edition(
    pdf: Path,
    staged: Path = Path("staged"),
    series: str | None = None,
    profile: Path | None = None,
    edition: str | None = None,
) -> State[Conclusion]:
    """One PDF, from the front door to the back. Ends as Published, Held or Failed."""
    clock = record.Stopwatch()
    validate.warm_up()  # slow to load: while pages are read
    job = examine(pdf, staged, series, profile, edition)
    with clock.stage("lecture des pages"):
        ledger = read(whole(job))
    with clock.stage("rapprochement"):
        settled = settle(whole(ledger), whole(job))
        tables = tabulate(whole(settled), whole(job))
    with publish.run_folder(job.staged, job.series, job.edition, job.run_id) as folder:
        with clock.stage("contrôles de qualité"):
            gates = check(whole(tables), folder)
        conclusion = job.conclude(settled, with_gates(settled, gates))
        with clock.stage("écriture des tables"):
            write(whole(tables), folder, conclusion.status, whole(job))
        with clock.stage("rapport"):
            context = record.context(job, settled, gates, tables, conclusion, clock)
            report(whole(context), folder)
        record.write(folder, settled.ledger, conclusion, clock)
    if conclusion.status is Status.RECONCILED:
        promote(whole(job))
    history.remember(job.home, record.past_run(conclusion, clock), job.source.sha256)
    index(whole(job))
    announce(whole(conclusion))
    return _ended(conclusion.status, conclusion.sentence, conclusion)


@task(**WORLD)
def look(source: str, raw: Path, downloads: Path) -> acquire.Sweep:
    """What is new in a folder or at a web address."""
    return acquire.find_new(source, raw, downloads)


@task(**WORLD)
def take_in(found: acquire.Candidate, raw: Path, series: str | None, profile: Path | None) -> Path:
    """A new file into raw/, with its source record."""
    return register(found.path, raw, origin=found.origin, series=series, profile=profile)


@flow(name="watch_series", flow_run_name="{source}")
def watch_series(
    source: str,
    raw: Path = Path("raw"),
    staged: Path = Path("staged"),
    series: str | None = None,
    profile: Path | None = None,
) -> State[tuple[Conclusion | Refusal, ...]]:
    """Register what is new, publish all that raw/ holds and was never taken through.

    One unusable file doesn't stop the others. Ends as the worst of them: Published, Held, Failed.
    """
    taken: list[Conclusion | Refusal] = []
    with TemporaryDirectory() as downloads:
        sweep = look(source, raw, Path(downloads))
        taken += [Refusal(source, line) for line in sweep.unreachable]
        for found in sweep.new:
            kept = take_in(found, raw, series, profile, return_state=True)
            if kept.is_failed():
                taken.append(Refusal(found.path.name, str(kept.result(raise_on_failure=False))))
    for pdf, edition in history.backlog(raw, staged, profiles(series, profile)):
        ran = publish_edition(pdf, staged, series, profile, edition, return_state=True)
        result = ran.result(raise_on_failure=False)
        taken.append(result if isinstance(result, Conclusion) else Refusal(pdf.name, str(result)))
    return _ended(
        worst(taken), " · ".join(t.sentence for t in taken) or "rien de nouveau", tuple(taken)
    )


def _ended(status: Status, message: str, data: Any) -> State[Any]:
    """Prefect's final state, which tells what is published from what is held and what failed."""
    if status is Status.FAILED:
        return Failed(message=message, data=data)
    name = "Published" if status is Status.RECONCILED else "Held"
    return Completed(name=name, message=message, data=data)


def make_ready() -> None:
    """Prefect able to run and to schedule, Great Expectations on its way in.

    Without PREFECT_API_URL (in the environment or in Prefect's own settings) a server is started
    for as long as the process lives: it starts while other things do, and keeps schedules, unlike
    the embedded one. Raises RecolementError when the server can't be reached.
    """
    validate.warm_up()
    if not PREFECT_API_URL.value():
        held = ExitStack()
        atexit.register(held.close)  # after Prefect's own workers, which still have words to send
        url = held.enter_context(local_server())
        held.enter_context(temporary_settings({PREFECT_API_URL: url}))
    with get_client(sync_client=True) as client:
        if error := client.api_healthcheck():
            raise RecolementError(f"serveur Prefect injoignable ({client.api_url}) : {error}")


def keep_watch(
    source: str | None, raw: Path, staged: Path, series: str | None, profile: Path | None
) -> None:
    """Serve `watch_series` on the schedule of each profile, until the process is told to stop.

    Stopping leaves the schedules as they are: the next start goes on with them.
    """
    deployments = [
        watch_series.to_deployment(
            name=chosen.series,
            cron=chosen.schedule.cron,
            parameters={
                "source": source or chosen.schedule.source,
                "raw": raw.resolve(),
                "staged": staged.resolve(),
                "series": None if profile else chosen.series,
                "profile": profile and profile.resolve(),
            },
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for chosen in profiles(series, profile)
    ]
    serve(*(cast("RunnerDeployment", d) for d in deployments), pause_on_shutdown=False)

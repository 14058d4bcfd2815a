"""One step: have it? -> engine -> verify -> store. And a whole plan on one machine, with no farm.

The farm's workers call the same `make_step`; only who decides what comes next differs.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import Any

from renderers.engine import Job, read_settings, version_of
from renderers.errors import BadInput, BrokenPromise, Cancelled, OutOfSpace, RenderError, StoreFailed, ToolMissing
from renderers.exports import makers
from renderers.ordering import critical_path
from renderers.plan import Plan, Step
from renderers.runtime.desk import Desk, NoDesk
from renderers.runtime.host import Host, Work, read_ahead
from renderers.store import Artifact, Store

OnStep = Callable[[Step, str, float], None]
"""Told of every change: (step, "running" | "done" | "cached" | "failed", fraction)."""


def perform(work: Work, progress: Callable[[float], None]) -> tuple[str, Mapping[str, Any]]:
    """Run one engine job in this process and probe what it made: (media type, facts)."""
    engine = makers().get(work.engine)
    if engine is None:
        raise BadInput(f"there is no engine {work.engine!r} on this worker; it has {', '.join(sorted(makers()))}")
    job = Job(
        settings=read_settings(engine, work.settings),
        inputs=work.inputs,
        out=work.out,
        scratch=work.scratch,
        progress=progress,
        threads=work.threads,
        kept=work.kept,
        desk=work.desk,
    )
    with disk_full_said():
        engine.render(job)
    if not work.out.exists() or not work.out.stat().st_size:
        raise BrokenPromise(f"{work.engine} wrote nothing")
    return engine.media_type, engine.facts(work.out)


def new_host() -> Host:
    """A host in which any engine can run."""
    read_engines_ahead()
    return Host(perform)


def read_engines_ahead() -> None:
    """Begin to read the engines' code for hosts, beside what this process does next."""
    read_ahead("renderers.warm")


@contextmanager
def disk_full_said() -> Iterator[None]:
    """Turns the system's word for a full disk into ours."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise OutOfSpace("the disk is full; free some space and render again, what is finished is kept") from error


@contextmanager
def gone_said() -> Iterator[None]:
    """Turns a store's word for what it does not have (KeyError) into ours."""
    try:
        yield
    except KeyError as error:
        gone = "a file that was made before is gone from the store"
        raise StoreFailed(f"{gone} ({error}); render again, and it is made anew") from error


@contextmanager
def store_faults_said() -> Iterator[None]:
    """Turns what a store or the scratch folder raises (OSError, KeyError) into our words."""
    try:
        with disk_full_said(), gone_said():
            yield
    except OSError as error:
        said = f"{error}; mend that and render again, what is finished is kept"
        raise StoreFailed(f"the store could not be used: {said}") from error


def make_step(
    step: Step,
    *,
    store: Store,
    host: Host,
    scratch: Path,
    on_progress: Callable[[float], None],
    cancelled: Callable[[], bool],
    threads: int = 1,
    kept: Path | None = None,
    desk: Desk | None = None,
) -> Artifact:
    """The step's artifact, made now unless the store has it. Raises RenderError; the store is then as before.

    Engines keep parts for later jobs of the same workspace in `kept`, and ask at the `desk` for keys and old orders.
    """
    if (known := store.get(step.digest)) is not None:
        return known
    _insist_on_weights(step)
    with store_faults_said(), tempfile.TemporaryDirectory(dir=scratch) as folder, ExitStack() as opened:
        inputs = {role: opened.enter_context(store.open_path(digest)) for role, digest in step.files}
        inner = Path(folder) / "scratch"
        inner.mkdir()
        out = Path(folder) / "out"
        work = Work(step.engine, dict(step.settings), inputs, out, inner, threads, kept, desk or NoDesk())
        made = host.run(work, on_progress=on_progress, cancelled=cancelled)
        return store.put(step.digest, work.out, media_type=made.media_type, facts=made.facts, sha256=made.sha256)


def _insist_on_weights(step: Step) -> None:
    """A step that names its weights is made with those very weights: others would be another picture under its name."""
    maker = makers().get(step.engine)
    if maker is not None and "+" in step.version and step.version != version_of(maker):
        raise ToolMissing(
            f"the weights of {step.engine} were changed on this machine since {step.label} was planned; "
            "render again, and it is planned with the new ones; what is finished is kept"
        )


class PlanFailed(RenderError):
    """Some steps of the plan could not be made."""

    code = "plan_failed"


@dataclass(slots=True)
class LocalRun:
    """A plan made on this machine by `workers` hosts, longest first; what is finished is kept whatever happens."""

    plan: Plan
    store: Store
    workers: int
    on_step: OnStep
    stop: Event = field(default_factory=Event)
    kept: Path | None = None
    desk_of: Callable[[str], Desk] = lambda _digest: NoDesk()

    def run(self) -> Artifact:
        """The plan's result. Raises PlanFailed naming the first fault, or Cancelled once `stop` was set."""
        waiting = {step.digest: set(step.needs) for step in self.plan}
        failures: list[tuple[Step, RenderError]] = []
        hosts: SimpleQueue[Host] = SimpleQueue()
        every_host = [new_host() for _ in range(self.workers)]
        for host in every_host:
            hosts.put(host)
        scratch = Path(tempfile.mkdtemp(prefix="film-"))
        try:
            with ThreadPoolExecutor(self.workers) as pool:
                self._drain(pool, hosts, scratch, waiting, failures)
        finally:
            self.stop.set()
            for host in every_host:
                host.close()
            shutil.rmtree(scratch, ignore_errors=True)
        return self._result(failures)

    def _drain(
        self,
        pool: ThreadPoolExecutor,
        hosts: SimpleQueue[Host],
        scratch: Path,
        waiting: dict[str, set[str]],
        failures: list[tuple[Step, RenderError]],
    ) -> None:
        steps = self.plan.by_digest()
        urgency = critical_path(self.plan)
        running: dict[Future[Artifact], Step] = {}
        while True:
            ready = sorted((d for d, needs in waiting.items() if not needs), key=lambda digest: -urgency[digest])
            for digest in ready[: max(0, 2 * self.workers - len(running))]:
                del waiting[digest]
                running[pool.submit(self._make, steps[digest], hosts, scratch)] = steps[digest]
            if not running or self.stop.is_set():
                break
            done, _ = wait(running, return_when=FIRST_COMPLETED, timeout=0.5)
            for future in done:
                step = running.pop(future)
                self._settle(step, future, waiting, failures)

    def _settle(
        self,
        step: Step,
        future: Future[Artifact],
        waiting: dict[str, set[str]],
        failures: list[tuple[Step, RenderError]],
    ) -> None:
        try:
            future.result()
        except RenderError as error:
            if not isinstance(error, Cancelled):
                failures.append((step, error))
                self.on_step(step, "failed", 0.0)
            if isinstance(error, OutOfSpace | StoreFailed):  # whatever else is made now could not be kept either
                self.stop.set()
            return
        for needs in waiting.values():
            needs.discard(step.digest)

    def _make(self, step: Step, hosts: SimpleQueue[Host], scratch: Path) -> Artifact:
        if (known := self.store.get(step.digest)) is not None:
            self.on_step(step, "cached", 1.0)
            return known
        host = hosts.get()
        try:
            self.on_step(step, "running", 0.0)
            desk = self.desk_of(step.digest)
            made = make_step(
                step,
                store=self.store,
                host=host,
                scratch=scratch,
                on_progress=lambda fraction: self.on_step(step, "running", fraction),
                cancelled=self.stop.is_set,
                kept=self.kept,
                desk=desk,
            )
            desk.close()
        finally:
            hosts.put(host)
        self.on_step(step, "done", 1.0)
        return made

    def _result(self, failures: list[tuple[Step, RenderError]]) -> Artifact:
        if failures:
            step, error = failures[0]
            more = f" ({len(failures) - 1} more steps failed)" if len(failures) > 1 else ""
            raise PlanFailed(f"{step.label}: {error}{more}")
        found = self.store.get(self.plan.result)
        if found is None:
            raise Cancelled("the render was stopped; what is finished is kept and will not be made again")
        return found

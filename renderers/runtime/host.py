"""A host: the child process in which engines run, so that work which Python cannot interrupt can be stopped.

It stays warm from step to step, so a model is loaded once. Cancelling kills its whole process group; the next step
starts a new one. When whoever ordered it dies, it is ended. On Linux it is forked from a process of one thread that has
read the engines' code once, which takes a second; elsewhere libraries do not survive a fork, and every child reads it.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Lock, Thread
from typing import Any, cast

from renderers.errors import Cancelled, RenderError, WorkerDied
from renderers.runtime.desk import Desk, NoDesk, Order
from renderers.runtime.vendors import Access

POLL_SECONDS = 0.2
_REPORT_SECONDS = 0.25
_STOP_SECONDS = 2.0
_main_aside = Lock()


@dataclass(frozen=True, slots=True)
class Work:
    """One engine job: everything it needs, as plain values and paths; `desk` stays with whoever orders the work."""

    engine: str
    settings: Mapping[str, Any]
    inputs: Mapping[str, Path]
    out: Path
    scratch: Path
    threads: int = 1
    kept: Path | None = None
    desk: Desk = field(default_factory=NoDesk)


@dataclass(frozen=True, slots=True)
class Made:
    """What came out: media type, probed facts, the seconds it took, and the SHA-256 as it was written."""

    media_type: str
    facts: Mapping[str, Any]
    seconds: float
    sha256: str


@dataclass(frozen=True, slots=True)
class _Failure:
    code: str
    message: str
    retryable: bool


@dataclass(frozen=True, slots=True)
class _Question:
    """What a child asks of its work's desk: the name of a method, and what it is given."""

    asked: str
    given: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Reply:
    """The desk's word."""

    value: Any


class _Said(Exception):
    """The child has answered that it failed."""

    def __init__(self, failure: _Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


Perform = Callable[[Work, Callable[[float], None]], tuple[str, Mapping[str, Any]]]
"""Runs one job in the child: (work, progress) -> (media type, facts)."""


@dataclass(slots=True)
class Host:
    """Runs one job at a time in a child process. `perform` must be importable by name in a new process."""

    perform: Perform
    _child: multiprocessing.process.BaseProcess | None = field(default=None, init=False)
    _pipe: Connection | None = field(default=None, init=False)

    def run(self, work: Work, *, on_progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Made:
        """The finished job. Raises what the engine raised, Cancelled, or WorkerDied when the child was lost."""
        pipe = self._started()
        began = time.monotonic()
        try:
            pipe.send(replace(work, desk=NoDesk()))
            return self._awaited(pipe, began, work.desk, on_progress=on_progress, cancelled=cancelled)
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            code = self._child.exitcode if self._child else None
            self.close()
            raise WorkerDied(
                f"the process that ran {work.engine} ended unexpectedly ({code}); it is tried again"
            ) from error
        except _Said as said:  # the child has answered: it is warm and waits for the next job
            raise _as_error(said.failure) from None
        except BaseException:  # it may still be at work, and must not answer the next job with this one's result
            self.close()
            raise

    def close(self) -> None:
        """End the child and whatever it started."""
        child, self._child = self._child, None
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            pipe.close()
        if child is not None and child.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.kill()
            child.join(_STOP_SECONDS)

    def _started(self) -> Connection:
        if self._pipe is not None and self._child is not None and self._child.is_alive():
            return self._pipe
        self.close()
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("forkserver") if _forks() else multiprocessing.get_context("spawn")
        child = context.Process(target=_serve, args=(theirs, self.perform, dict(os.environ)), daemon=False)
        with _plain_main():
            child.start()
        theirs.close()
        self._child, self._pipe = child, ours
        return ours

    def _awaited(
        self,
        pipe: Connection,
        began: float,
        desk: Desk,
        *,
        on_progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> Made:
        while True:
            if cancelled():
                raise Cancelled("the render was stopped")
            if not pipe.poll(POLL_SECONDS):
                continue
            match pipe.recv():
                case float(fraction):
                    on_progress(fraction)
                case _Question() as question:
                    pipe.send(_replied(desk, question))
                case _Failure() as failure:
                    raise _Said(failure)
                case (str(media_type), dict(facts), str(sha256)):
                    return Made(media_type, facts, time.monotonic() - began, sha256)


@contextlib.contextmanager
def _plain_main() -> Any:
    """Spawn without running the parent's main script again in the child: engines do not live there."""
    main = sys.modules["__main__"]
    with _main_aside:
        kept = {name: getattr(main, name) for name in ("__spec__", "__file__") if hasattr(main, name)}
        try:
            main.__spec__ = None
            if hasattr(main, "__file__"):
                del main.__file__
            yield
        finally:
            for name, value in kept.items():
                setattr(main, name, value)


def read_ahead(module: str) -> None:
    """Have this module read where hosts are forked from, now and beside what follows; for the first call alone."""
    forkserver.set_forkserver_preload([module])
    _forks()


def _forks() -> bool:
    """Whether the process that hosts are forked from runs here; it does not under a temporary folder whose name is too
    long for a socket, about 90 letters."""
    if sys.platform != "linux":
        return False
    try:
        with _plain_main():
            forkserver.ensure_running()
    except OSError:
        return False
    return True


def _serve(pipe: Connection, perform: Perform, environment: Mapping[str, str]) -> None:
    os.setsid()
    _end_with_parent()
    os.environ.clear()  # that of the process it was forked from may be older
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        try:
            work = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(_outcome(work, perform, pipe))


def _outcome(work: Work, perform: Perform, pipe: Connection) -> tuple[str, dict[str, Any], str] | _Failure:
    try:
        media_type, facts = perform(replace(work, desk=_DistantDesk(pipe)), _reporter(pipe))
        with work.out.open("rb") as written:  # while it is as the engine left it
            return media_type, dict(facts), hashlib.file_digest(written, "sha256").hexdigest()
    except RenderError as error:
        return _Failure(error.code, str(error), error.retryable)
    except Exception as error:  # noqa: BLE001  an engine may fail in any way; the host must say so and live on
        traceback.print_exc()
        return _Failure("engine_crashed", f"{work.engine} failed: {type(error).__name__}: {error}", retryable=True)


def _replied(desk: Desk, question: _Question) -> _Reply | _Failure:
    """Faults the desk foresees go to the engine; any other ends the job here."""
    try:
        return _Reply(getattr(desk, question.asked)(*question.given))
    except Cancelled:
        raise
    except RenderError as error:
        return _Failure(error.code, str(error), error.retryable)


@dataclass(frozen=True, slots=True)
class _DistantDesk:
    """The desk of a job, asked over the pipe: it stands in the parent, where keys and the database are."""

    pipe: Connection

    def access(self, vendor: str) -> Access:
        """The key."""
        return cast("Access", self._asked("access", vendor))

    def recall(self, part: int = 0) -> Order | None:
        """An order of the step."""
        return cast("Order | None", self._asked("recall", part))

    def remember(self, order: Order) -> None:
        """Safe when this returns."""
        self._asked("remember", order)

    def close(self) -> None:
        """Done by whoever stores the result, not here."""

    def _asked(self, name: str, *given: Any) -> Any:
        self.pipe.send(_Question(name, given))
        match self.pipe.recv():
            case _Reply(value):
                return value
            case _Failure() as failure:
                raise _as_error(failure)
            case other:
                raise TypeError(f"the desk answered {type(other).__name__}")


def _reporter(pipe: Connection) -> Callable[[float], None]:
    last = time.monotonic()  # what is over in a moment has no progress to speak of

    def report(fraction: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _REPORT_SECONDS:
            last = now
            pipe.send(float(min(max(fraction, 0.0), 1.0)))

    return report


def _as_error(failure: _Failure) -> RenderError:
    """The engine's own kind of error, or one that carries its code."""
    kinds = {kind.code: kind for kind in _all_kinds(RenderError)}
    kind = kinds.get(failure.code) or type("EngineError", (RenderError,), {"code": failure.code})
    error: RenderError = kind(failure.message)
    error.retryable = failure.retryable
    return error


def _all_kinds(kind: type[RenderError]) -> list[type[RenderError]]:
    return [kind, *(found for below in kind.__subclasses__() for found in _all_kinds(below))]


def _end_with_parent() -> None:
    """The child and all it started are killed when whoever ordered it dies, whatever they are at."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # this runs in a child

    def watch(sentinel: int = parent.sentinel) -> None:
        wait([sentinel])
        os.killpg(0, signal.SIGKILL)

    Thread(target=watch, name="parent", daemon=True).start()

"""A host: the child process in which engines run, so that work which Python cannot interrupt can be stopped.

It stays warm from step to step, so a model is loaded once. Cancelling kills its whole process group; the next step
starts a new one. An engine that has something to call off elsewhere, such as a vendor's job, is asked first:
`Cancelled` is raised inside it, and it has `grace` seconds. When its parent dies, it ends itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from renderers.errors import Cancelled, RenderError, WorkerDied

POLL_SECONDS = 0.2
_REPORT_SECONDS = 0.1
_STOP_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Work:
    """One engine job: everything it needs, as plain values and paths; `grace` in seconds, see above."""

    engine: str
    settings: Mapping[str, Any]
    inputs: Mapping[str, Path]
    out: Path
    scratch: Path
    threads: int = 1
    kept: Path | None = None
    grace: float = 0.0


@dataclass(frozen=True, slots=True)
class Made:
    """What came out: media type, probed facts and the seconds it took."""

    media_type: str
    facts: Mapping[str, Any]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Failure:
    code: str
    message: str
    retryable: bool


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
            pipe.send(work)
            return self._awaited(pipe, began, on_progress=on_progress, cancelled=cancelled)
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            code = self._child.exitcode if self._child else None
            self.close()
            raise WorkerDied(
                f"the process that ran {work.engine} ended unexpectedly ({code}); it is tried again"
            ) from error
        except _Said as said:  # the child has answered: it is warm and waits for the next job
            raise _as_error(said.failure) from None
        except Cancelled:
            self._ask_to_end(work.grace)
            self.close()
            raise
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

    def _ask_to_end(self, grace: float) -> None:
        """Until it has answered or the time is up."""
        if grace and self._child is not None and self._child.pid is not None and self._pipe is not None:
            deadline = time.monotonic() + grace
            with contextlib.suppress(OSError, EOFError):
                os.kill(self._child.pid, signal.SIGTERM)
                while self._pipe.poll(max(0.0, deadline - time.monotonic())) and isinstance(self._pipe.recv(), float):
                    continue

    def _started(self) -> Connection:
        if self._pipe is not None and self._child is not None and self._child.is_alive():
            return self._pipe
        self.close()
        ours, theirs = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        child = context.Process(target=_serve, args=(theirs, self.perform, os.getpid()), daemon=False)
        with _plain_main():
            child.start()
        theirs.close()
        self._child, self._pipe = child, ours
        return ours

    def _awaited(
        self, pipe: Connection, began: float, *, on_progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> Made:
        while True:
            if cancelled():
                raise Cancelled("the render was stopped")
            if not pipe.poll(POLL_SECONDS):
                continue
            match pipe.recv():
                case float(fraction):
                    on_progress(fraction)
                case _Failure() as failure:
                    raise _Said(failure)
                case (str(media_type), dict(facts)):
                    return Made(media_type=media_type, facts=facts, seconds=time.monotonic() - began)


@contextlib.contextmanager
def _plain_main() -> Any:
    """Spawn without running the parent's main script again in the child: engines do not live there."""
    main = sys.modules["__main__"]
    kept = {name: getattr(main, name) for name in ("__spec__", "__file__") if hasattr(main, name)}
    try:
        main.__spec__ = None
        if hasattr(main, "__file__"):
            del main.__file__
        yield
    finally:
        for name, value in kept.items():
            setattr(main, name, value)


def _serve(pipe: Connection, perform: Perform, parent: int) -> None:
    os.setsid()
    _end_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _call_off)
    while True:
        try:
            work = pipe.recv()
        except (EOFError, OSError, Cancelled):
            return
        pipe.send(_outcome(work, perform, pipe))


def _call_off(*_: object) -> None:
    raise Cancelled("the render was stopped")


def _outcome(work: Work, perform: Perform, pipe: Connection) -> tuple[str, dict[str, Any]] | _Failure:
    try:
        media_type, facts = perform(work, _reporter(pipe))
        return media_type, dict(facts)
    except RenderError as error:
        return _Failure(error.code, str(error), error.retryable)
    except Exception as error:  # noqa: BLE001  an engine may fail in any way; the host must say so and live on
        traceback.print_exc()
        return _Failure("engine_crashed", f"{work.engine} failed: {type(error).__name__}: {error}", retryable=True)


def _reporter(pipe: Connection) -> Callable[[float], None]:
    last = 0.0

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


def _end_with_parent(parent: int) -> None:
    """Linux ends the child with its parent at once; elsewhere the closed pipe does."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)

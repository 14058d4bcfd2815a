"""Programs run as children that can be stopped: no terminal, output kept for the error message.

They stay in the process group of the host that runs the engine, so that stopping the host stops them too; on Linux they
also end when the host dies in any other way.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from renderers.errors import OutOfSpace, RenderError, ToolMissing

POLL_SECONDS = 0.1
_TAIL = 600
_LIBC = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


class ProgramFailed(RenderError):
    """A program of the studio ended with an error."""

    code = "program_failed"


def run(
    command: Sequence[str],
    *,
    tick: Callable[[], None] = lambda: None,
    heard: Callable[[str], None] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    timeout_seconds: float = 6 * 3600,
) -> str:
    """What the program printed on stderr. `tick` is called ten times a second; when it raises, the program is killed.

    So is `heard`, with the end of what it printed so far. Without an `environment` it has the one of this process, and
    runs where this one does unless a `folder` is named.
    Raises ProgramFailed with the end of its output, OutOfSpace when that says the disk is full.
    """
    with tempfile.TemporaryFile() as output:
        child = _started(command, output, environment, folder)

        def listen() -> None:
            tick()
            if heard is not None:
                heard(_end_of(output))

        try:
            _wait(child, tick=listen, deadline=time.monotonic() + timeout_seconds, name=command[0])
        finally:
            child.kill()
            child.wait()
        output.seek(0)
        text = output.read().decode(errors="replace")
    if child.returncode:
        raise _failure(command[0], child.returncode, text)
    return text


def _end_of(output: IO[bytes]) -> str:
    """Where the program writes is left alone: it shares our place in the file."""
    size = os.fstat(output.fileno()).st_size
    return os.pread(output.fileno(), _TAIL, max(0, size - _TAIL)).decode(errors="replace")


def _started(
    command: Sequence[str], output: IO[bytes], environment: Mapping[str, str] | None, folder: Path | None
) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            cwd=folder,
            preexec_fn=_end_with_parent,  # noqa: PLW1509  a single system call that takes no lock
        )
    except (FileNotFoundError, PermissionError) as error:
        raise ToolMissing(f"{command[0]} cannot be run ({error.strerror}); run `make setup` again") from error


def _end_with_parent() -> None:
    if sys.platform == "linux":
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _wait(child: subprocess.Popen[bytes], *, tick: Callable[[], None], deadline: float, name: str) -> None:
    while True:
        try:
            child.wait(POLL_SECONDS)
            return
        except subprocess.TimeoutExpired:
            tick()
            if time.monotonic() > deadline:
                raise ProgramFailed(f"{Path(name).name} did not finish in time and was stopped") from None


def _failure(name: str, code: int, text: str) -> RenderError:
    if "No space left on device" in text:
        return OutOfSpace("the disk is full; free some space and render again, what is finished is kept")
    last = " ".join(text.strip()[-_TAIL:].split())
    return ProgramFailed(f"{Path(name).name} ended with {code}: {last}")

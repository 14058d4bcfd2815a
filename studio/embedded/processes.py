"""Processes and ports of this machine: who lives, who goes, what is free."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from studio.embedded.folder import ServiceError

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def end_with_parent(signal_number: int) -> Callable[[], None]:
    """A `preexec_fn`: the child gets this signal when the thread that started it ends, however it ends (Linux)."""

    def arm() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, signal_number)

    return arm


def free_port(*, preferred: int = 0, host: str = "127.0.0.1") -> int:
    """The preferred port if nobody holds it, else one given by the kernel."""
    for port in (preferred, 0) if preferred else (0,):
        if bound := try_port(host=host, port=port):
            return bound
    raise ServiceError(f"no free port on {host}")


def try_port(*, host: str, port: int) -> int:
    """The port if it can be bound now, else 0."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return 0
        return int(probe.getsockname()[1])


def alive(pid: int, *, holding: str) -> bool:
    """Whether this process lives and its command line holds the word: a recycled number is somebody else."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return holding in command_line(pid)


def command_line(pid: int) -> str:
    """The command line of a process; slim machines have no `ps`, macOS has no /proc."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        if Path("/proc/self").exists():  # it has just ended
            return ""
    answer = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return answer.stdout


def wait_until(happened: Callable[[], bool], *, seconds: float) -> bool:
    """Whether it happened within this time; asked every 30 ms."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(0.03)
    return happened()


def end_process(pid: int, *, holding: str, signals: tuple[tuple[signal.Signals, float], ...]) -> bool:
    """Sends each signal in turn, waiting the given seconds after it; True when the process is gone."""
    for number, seconds in signals:
        if not alive(pid, holding=holding):
            return True
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        if wait_until(lambda: not alive(pid, holding=holding), seconds=seconds):
            return True
    return not alive(pid, holding=holding)

"""Child processes: their lines, their restarts, their end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from studio.embedded.folder import PROJECT, ServiceError, write_private
from studio.embedded.output import say
from studio.embedded.processes import alive, end_process, end_with_parent
from studio.embedded.table import Process, Task

CRASHES = 5
CRASH_WINDOW_SECONDS = 60.0


class Book:
    """Our children's process numbers on disk, so that a start can end what a killed supervisor left behind."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.pids: dict[str, int] = {}

    def add(self, name: str, pid: int) -> None:
        """Notes a child."""
        self.pids[name] = pid
        write_private(self.path, self.pids)

    def sweep(self) -> None:
        """Ends the children of a supervisor that was killed (Linux does so itself, macOS does not)."""
        try:
            left = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return
        for name, pid in left.items():
            if alive(pid, holding=sys.executable):
                say("studio", f"ending {name} ({pid}), left by a supervisor that was killed")
                end_process(pid, holding=sys.executable, signals=((signal.SIGTERM, 10.0), (signal.SIGKILL, 2.0)))


class Crashes:
    """Too many ends within a minute mean that another start will not help."""

    def __init__(self) -> None:
        self._at: list[float] = []

    def note(self) -> int:
        """How many within the window, this one included."""
        now = time.monotonic()
        self._at = [at for at in self._at if now - at < CRASH_WINDOW_SECONDS] + [now]
        return len(self._at)


class Child:
    """One process of the table, started again when it ends before it should."""

    def __init__(self, process: Process, *, environment: Mapping[str, str], book: Book) -> None:
        self.process = process
        self.environment = {**environment, **process.environment}
        self.book = book
        self._stopping = asyncio.Event()
        self._running: asyncio.subprocess.Process | None = None

    async def run(self) -> None:
        """Until it is stopped; raises when it ends five times within a minute."""
        crashes = Crashes()
        while not self._stopping.is_set():
            code = await self._once()
            if self._stopping.is_set():
                return
            count = crashes.note()
            say(self.process.name, f"ended with {code}; start {count} of {CRASHES}")
            if count >= CRASHES:
                raise ServiceError(f"{self.process.name} does not stay up; its last lines are above")
            await asyncio.sleep(min(2**count / 4, 5))

    async def _once(self) -> int:
        self._running = await _start(self.process.command, self.environment)
        self.book.add(self.process.name, self._running.pid)
        await _relay(self.process.name, self._running)
        return await self._running.wait()

    async def stop(self) -> None:
        """SIGTERM to the process alone (its own children end in its order), SIGKILL to the group when it lingers."""
        self._stopping.set()
        running = self._running
        if running is None or running.returncode is not None:
            return
        running.terminate()
        try:
            await asyncio.wait_for(running.wait(), self.process.grace_seconds)
        except TimeoutError:
            say(self.process.name, f"still runs {self.process.grace_seconds:g} s after SIGTERM; killed")
        try:
            os.killpg(running.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


async def run_task(task: Task, environment: Mapping[str, str]) -> int:
    """Runs it, relays its lines, and answers its exit code; ends it when we are cancelled."""
    running = await _start(task.command, environment)
    try:
        await _relay(task.name, running)
        return await running.wait()
    finally:
        if running.returncode is None:
            running.terminate()
            await running.wait()


async def _start(command: tuple[str, ...], environment: Mapping[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *command,
        env=environment,
        cwd=PROJECT,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,  # Ctrl-C reaches the supervisor alone
        limit=2**20,
        preexec_fn=end_with_parent(signal.SIGTERM),
    )


async def _relay(name: str, running: asyncio.subprocess.Process) -> None:
    assert running.stdout is not None
    while True:
        try:
            line = await running.stdout.readline()
        except ValueError:  # a line beyond the limit was dropped
            continue
        if not line:
            return
        say(name, line.decode(errors="replace"))

"""Processes of a farm that are started, killed, frozen and started again; each in a process group of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from studio.embedded.folder import PROJECT


@dataclass(slots=True)
class Hands:
    """Workers and schedulers over one environment; `log` takes what they say."""

    environment: Mapping[str, str]
    log: Path
    name: str = "storm"
    slots: int = 1
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    schedulers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def hire(self) -> subprocess.Popen[bytes]:
        """One more worker."""
        worker = self._start("worker", "--slots", str(self.slots), "--grace", "2", "--name", self.name)
        self.workers.append(worker)
        return worker

    def schedule(self) -> None:
        """One more scheduler; as many as one likes may run at once."""
        self.schedulers.append(self._start("scheduler"))

    def lose_scheduler(self) -> None:
        """The eldest is killed without a word; another one takes its place."""
        kill(self.schedulers.pop(0))
        self.schedule()

    def lose(self, worker: subprocess.Popen[bytes]) -> None:
        """Killed without a word; another one takes its place."""
        kill(worker)
        self.workers.remove(worker)
        self.hire()

    def mend(self) -> int:
        """Start again whoever ended by himself, as a service manager would; how many."""
        ended = [worker for worker in self.workers if worker.poll() is not None]
        for worker in ended:
            self.workers.remove(worker)
            self.hire()
        silent = [scheduler for scheduler in self.schedulers if scheduler.poll() is not None]
        for scheduler in silent:
            self.schedulers.remove(scheduler)
            self.schedule()
        return len(ended) + len(silent)

    def dismiss(self) -> None:
        """Everybody is asked to leave, and made to if they do not."""
        everybody = [*self.workers, *self.schedulers]
        for process in everybody:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGCONT)
                process.terminate()
        for process in everybody:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                kill(process)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "manage.py", *command],
                cwd=PROJECT,
                env=dict(self.environment),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9 of the process and all it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def children_of(pid: int) -> list[int]:
    """Processes started by this one."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                if parent == pid:
                    found.append(int(entry.name))
    return found

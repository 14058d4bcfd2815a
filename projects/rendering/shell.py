"""Renders watched from a shell: progress with the time left, workers found or started, the film as a file."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import InterfaceError, OperationalError, connection

from projects.project.made import FILM
from renderers.events import OPEN_RENDERS
from renderers.execute import gone_said
from renderers.farm import selectors as farm
from renderers.farm.models import Render
from renderers.farm.roster import slots_online
from renderers.farm.store import DjangoStore
from renderers.plan import WorkerSize
from studio.core.clock import now
from studio.core.tenancy import system, tenant

POLL_SECONDS, QUIET_SECONDS = 0.5, 5.0
Say = Callable[[str], None]


@contextmanager
def workers(say: Say, *, patience_seconds: float = 0.0) -> Iterator[None]:
    """Workers are there for the length of the block: those that run, or one started for it and ended with it.

    `patience_seconds` is how long to wait for workers that may be starting at this moment.
    """
    until = time.monotonic() + patience_seconds
    while not (online := _online()) and time.monotonic() < until:
        time.sleep(POLL_SECONDS)
    if online:
        say(f"{online} worker slots are online")
        yield
        return
    say("no worker is online, so this command starts one and stops it at the end")
    process = subprocess.Popen([sys.executable, "manage.py", "worker"], stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:  # its step goes to another worker once the lease ends
            process.kill()
            process.wait()


def _online() -> int:
    with system():
        return slots_online(now=now()).get(WorkerSize.CPU, 0)


def watch(render: Render, say: Say) -> Render:
    """The render once it is over. A database that is away is waited for; the render goes on without us."""
    bar = _Bar(say)
    while True:
        try:
            with tenant(render.workspace_id):
                found = farm.access_render(workspace_id=render.workspace_id, id=render.id)
                progress = farm.progress_of(found)
                stages = farm.stages_of(found)
        except (OperationalError, InterfaceError):
            say("the database does not answer; waiting for it")
            connection.close()
            time.sleep(2)
            continue
        if found.state not in OPEN_RENDERS:
            bar.close()
            return found
        stage = next((each["stage"] for each in stages if each["done"] < each["steps"]), "")
        bar.show(progress, stage)
        time.sleep(POLL_SECONDS)


def deliver(render: Render, out: Path) -> None:
    """The film's file at `out`, whole or not at all. Raises RenderError when its file is gone, OSError for `out`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    arriving = out.with_name(f".{out.name}.part")
    with gone_said(), DjangoStore(render.workspace_id).open_path(render.wanted[FILM]["master"]) as film:
        shutil.copyfile(film, arriving)
        arriving.replace(out)


class _Bar:
    """A bar on a terminal, a line now and then elsewhere."""

    def __init__(self, say: Say) -> None:
        self.say, self.spoken, self.on_terminal = say, 0.0, sys.stderr.isatty()

    def show(self, progress: farm.Progress, stage: str) -> None:
        left = "" if progress.eta_seconds is None else f"  about {_minutes(progress.eta_seconds)} left"
        line = f"{progress.fraction:4.0%}{left}  {stage}: {progress.done} of {progress.steps} steps"
        if self.on_terminal:
            filled = int(progress.fraction * 24)
            columns = shutil.get_terminal_size().columns - 1
            sys.stderr.write("\r\x1b[K" + f"[{'#' * filled}{'.' * (24 - filled)}] {line}"[:columns])
            sys.stderr.flush()
        elif time.monotonic() - self.spoken > QUIET_SECONDS:
            self.spoken = time.monotonic()
            self.say(line)

    def close(self) -> None:
        if self.on_terminal:
            sys.stderr.write("\r\x1b[K")


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"

"""What every command of the renderers does alike: progress on a terminal, files handed over, where steps are kept."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from renderers.errors import Cancelled, RenderError
from renderers.execute import LocalRun, gone_said
from renderers.plan import Plan, Step
from renderers.runtime.desk import FolderDesk
from renderers.runtime.vendors import operators
from renderers.store import Artifact, FolderStore

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130
"""Exit codes: it could not be made, the input cannot be used, it was stopped."""


def deliver(store: FolderStore, digest: str, out: Path) -> None:
    """A finished step as a file; a reader sees all of it or nothing."""
    out.parent.mkdir(parents=True, exist_ok=True)
    arriving = out.with_name(f".{out.name}.part")
    with gone_said(), store.open_path(digest) as film:
        shutil.copyfile(film, arriving)
        arriving.replace(out)


def cache_folder() -> Path:
    """Where finished steps are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "nano-banana-studio"


def rendered(plan: Plan, *, what: str, store: FolderStore, workers: int, hand_over: Callable[[Artifact], str]) -> int:
    """The exit code of making a plan, with progress and signals; `hand_over` delivers the result and says so."""
    watch, keys = Watch(plan), operators(os.environ)
    run = LocalRun(
        plan=plan,
        store=store,
        workers=max(1, workers),
        on_step=watch.on_step,
        kept=store.root / "kept",
        desk_of=lambda digest: FolderDesk(store.root / "orders", digest, keys),
    )
    signal.signal(signal.SIGINT, lambda *_: run.stop.set())
    signal.signal(signal.SIGTERM, lambda *_: run.stop.set())
    try:
        said = hand_over(run.run())
    except Cancelled as error:
        watch.close()
        say(f"stopped: {error}")
        return INTERRUPTED
    except (RenderError, OSError) as error:
        watch.close()
        say(f"the {what} was not made: {error}")
        return FAILED
    watch.close()
    say(said)
    return 0


class Watch:
    """Progress by expected work: a bar on a terminal, a line now and then elsewhere."""

    def __init__(self, plan: Plan) -> None:
        self.total = sum(step.work for step in plan)
        self.steps = len(plan)
        self.parts: dict[str, float] = {}
        self.skipped = 0.0
        self.began = time.monotonic()
        self.spoken = 0.0
        self.lock = Lock()
        self.bar = sys.stderr.isatty()

    def on_step(self, step: Step, state: str, fraction: float) -> None:
        """Told of every change."""
        with self.lock:
            self.parts[step.digest] = step.work * fraction
            if state == "cached":
                self.skipped += step.work
            if state == "failed":
                say(f"failed: {step.label}")
            self._show(step)

    def _show(self, step: Step) -> None:
        now = time.monotonic()
        if now - self.spoken < (0.1 if self.bar else 5):
            return
        self.spoken = now
        done = sum(self.parts.values())
        share, made = done / self.total, done - self.skipped
        left = (self.total - done) * (now - self.began) / made if made > 0 else 0
        line = f"{share:4.0%}  about {_minutes(left)} left  {step.stage}: {step.label}"
        if self.bar:
            filled = int(share * 24)
            columns = shutil.get_terminal_size().columns - 1
            sys.stderr.write("\r\x1b[K" + f"[{'#' * filled}{'.' * (24 - filled)}] {line}"[:columns])
            sys.stderr.flush()
        else:
            say(line)

    def close(self) -> None:
        """The bar goes."""
        if self.bar:
            sys.stderr.write("\r\x1b[K")


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def say(text: str) -> None:
    """To people; standard output is for data."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()

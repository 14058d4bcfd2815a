"""What the supervisor runs: one row per process, one per task. To add a process, add a row."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

_MANAGE = (sys.executable, "manage.py")


@dataclass(frozen=True)
class Process:
    """Something that runs as long as the studio does; `grace_seconds` it may take to end after SIGTERM."""

    name: str
    command: tuple[str, ...]
    grace_seconds: float = 8
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """Something that runs once."""

    name: str
    command: tuple[str, ...]


_CLOUD = Process(
    "cloud",
    (*_MANAGE, "worker", "--size", "cloud", "--slots", os.environ.get("STUDIO_CLOUD_SLOTS", "")),
    grace_seconds=10,
)

# at the same time, before anything is served
PREPARATION = (
    Task("migrate", (*_MANAGE, "migrate", "--database", "owner", "--no-input", "-v", "0")),
    Task("static", (*_MANAGE, "collectstatic", "--no-input", "-v", "0")),
)

# once the studio answers; the second start finds the film and says so at once
SAMPLE = Task("sample", (*_MANAGE, "sample"))


def processes(*, host: str, port: int) -> tuple[Process, ...]:
    """Web, workers and scheduler; the web process serves at this host and port."""
    serve = ("-m", "uvicorn", "studio.asgi:application", "--host", host, "--port", str(port), "--lifespan", "off")
    limits = ("--no-access-log", "--timeout-graceful-shutdown", "3", "--ws-max-size", "65536")
    return (
        Process("web", (sys.executable, *serve, *limits), environment={"STUDIO_DB_POOL": "1"}),
        Process("worker", (*_MANAGE, "worker"), grace_seconds=10),
        *([_CLOUD] if os.environ.get("STUDIO_CLOUD_SLOTS") else []),
        Process("scheduler", (*_MANAGE, "scheduler")),
    )

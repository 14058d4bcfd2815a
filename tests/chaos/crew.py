"""Processes of a farm over the database of the test: started, stopped where they are, killed; none outlives it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from studio.core.tenancy import system
from studio.embedded.folder import PROJECT

Start = Callable[..., subprocess.Popen[bytes]]


def environment(**more: str) -> dict[str, str]:
    """What a process of the studio needs to work on this test's database and broker."""
    given = connection.settings_dict
    login = f"{given['USER']}:{quote(given['PASSWORD'])}@{given['HOST']}:{given['PORT']}"
    ours = {
        "DJANGO_SETTINGS_MODULE": "studio.settings",
        "DATABASE_URL": f"postgresql://{login}/{given['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "FARM_LEASE_SECONDS": "4",
    }
    return os.environ | ours | more


@contextmanager
def crew(**more: str) -> Iterator[Start]:
    """Starts commands of the studio, each in a process group of its own; all are ended afterwards."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(*command: str) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            [sys.executable, "manage.py", *command], cwd=PROJECT, env=environment(**more), start_new_session=True
        )
        running.append(child)
        return child

    try:
        yield begin
    finally:
        for child in running:
            go_on(child)
            kill(child)


def stand_still(child: subprocess.Popen[bytes]) -> None:
    """It and all it started, where they are; what it had already sent to the database is done by then."""
    os.killpg(child.pid, signal.SIGSTOP)
    time.sleep(0.2)


def go_on(child: subprocess.Popen[bytes]) -> None:
    """It and all it started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGCONT)


def kill(child: subprocess.Popen[bytes]) -> None:
    """Without a word, with all it started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def until(true: Callable[[], bool], what: str, *, seconds: float) -> None:
    """Waits for it; the test fails when it does not come."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with system():
            if true():
                return
        time.sleep(0.1)
    pytest.fail(f"waited {seconds:.0f} s for {what}")

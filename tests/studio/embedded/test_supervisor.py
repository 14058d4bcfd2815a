"""The whole studio, started and ended in every way a machine knows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from studio.embedded.folder import PROJECT
from studio.embedded.processes import alive, free_port, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("the_cores")]
_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")


@contextmanager
def supervisor(data: Path, port: int, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Runs until it is healthy; killed at the end if nobody has ended it."""
    environment = {name: value for name, value in os.environ.items() if name not in _OURS}
    environment |= {"STUDIO_STATE": str(data), "PORT": str(port)}
    with (data.parent / f"{data.name}.log").open("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "studio.embedded", *arguments],
            cwd=PROJECT,
            env=environment,
            stdout=log,
            stderr=log,
            text=True,
        )
        try:
            log_path = Path(log.name)
            assert wait_until(
                lambda: "ready after" in log_path.read_text() or process.poll() is not None, seconds=120
            ), log_path.read_text()
            assert process.poll() is None, log_path.read_text()
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)
            log_path.unlink()


def healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def children(data: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads((data / "children.json").read_text())
    return found


def postmaster(data: Path) -> int:
    return int((data / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def test_ctrl_c_ends_everything(data: Path) -> None:
    port = free_port()
    with supervisor(data, port) as process:
        pids = {**children(data), "postgres": postmaster(data)}
        assert set(pids) >= {"web", "worker", "scheduler"}
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert not any(alive(pid, holding="/") for pid in pids.values())
    assert not (data / "services.json").exists()


def test_what_was_killed_comes_back_under_the_running_studio(data: Path) -> None:
    port = free_port()
    with supervisor(data, port, "--no-sample"):
        killed = postmaster(data)
        os.kill(killed, signal.SIGKILL)
        assert wait_until(lambda: not alive(killed, holding="postgres"), seconds=60)
        assert wait_until(lambda: healthy(port), seconds=120)
        assert postmaster(data) != killed
        web = children(data)["web"]
        os.kill(web, signal.SIGKILL)
        assert wait_until(lambda: children(data)["web"] != web and healthy(port), seconds=120)


def test_a_killed_supervisor_is_followed_by_one_that_takes_over(data: Path) -> None:
    port = free_port()
    with supervisor(data, port) as process:
        left = children(data)
        process.kill()
        process.wait(60)
    with supervisor(data, port):
        assert healthy(port)
        assert not any(alive(pid, holding=sys.executable) for pid in left.values())

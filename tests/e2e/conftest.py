"""The whole studio as `make run` starts it, in a folder and on a port of its own, and a browser to look at it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from studio.embedded.folder import PROJECT
from studio.embedded.processes import free_port

READY_WITHIN_SECONDS = 180
WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")
_CHROMIUM = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@dataclass(frozen=True)
class Studio:
    """A running studio: its address, its data folder (mails in `mail/`) and what it has printed so far."""

    url: str
    data: Path
    log: Path
    process: subprocess.Popen[bytes]

    def said(self) -> str:
        """Every line up to now."""
        return self.log.read_text(errors="replace")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser's own process."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def studio() -> Iterator[Studio]:
    """Started once for all tests; stopped as Ctrl-C stops it."""
    with started(port=free_port()) as running:
        yield running


@contextmanager
def started(*, port: int, **settings: str) -> Iterator[Studio]:
    """A studio of its own with these settings in its environment; it is removed whole at the end."""
    folder = Path(tempfile.mkdtemp(prefix="nb-studio-e2e-"))
    log = Path(tempfile.mkstemp(prefix="nb-studio-e2e-", suffix=".log")[1])
    environment = {name: value for name, value in os.environ.items() if name not in _OURS}
    environment |= {"STUDIO_STATE": str(folder), "PORT": str(port)} | settings
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "studio.embedded"], cwd=PROJECT, env=environment, stdout=out, stderr=out
        )
    running = Studio(url=f"http://localhost:{port}", data=folder, log=log, process=process)
    try:
        _await_ready(running)
        yield running
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)
        log.unlink()


def _await_ready(running: Studio) -> None:
    end = time.monotonic() + READY_WITHIN_SECONDS
    while "Ctrl-C stops everything" not in running.said():
        if running.process.poll() is not None or time.monotonic() > end:
            pytest.fail(f"the studio does not start:\n{running.said()}")
        time.sleep(0.1)


@pytest.fixture(scope="session")
def studio_url(studio: Studio) -> str:
    """Where the studio is."""
    return studio.url


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: E2E_SHOTS, to be looked at, or a folder that is thrown away."""
    named = os.environ.get("E2E_SHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that `make test` found or installed; its sandbox is on unless we are root or in CI."""
    named = os.environ.get("BROWSER_BIN", "") or shutil.which("chromium") or "playwright"
    if named == "none":
        pytest.fail("no browser on this machine: install Chromium, or name one in BROWSER_BIN")
    sandbox = os.geteuid() != 0 and not os.environ.get("CI")
    path = None if named == "playwright" else shutil.which(named)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=_CHROMIUM, chromium_sandbox=sandbox)
        yield chromium
        chromium.close()

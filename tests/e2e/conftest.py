"""The whole studio as `make run` starts it, and a browser to look at it.

Ada signs up, pastes ten pages and renders them: one film for all tests, made while those run that need none.
"""

from __future__ import annotations

import os
import re
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
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright

from studio.embedded.folder import PROJECT
from studio.embedded.processes import free_port
from tests.e2e.talkers import Talkers, talking
from tests.renderers.screenplay.feature import feature

ACTS_WITHIN_MS = 60_000
expect.set_options(timeout=ACTS_WITHIN_MS)  # two cores are rendering, and testing Python, meanwhile
READY_WITHIN_SECONDS = 180
PLAYS_WITHIN_MS, RENDER_WITHIN_MS = 300_000, 20 * 60 * 1000
PASSWORD = "the rain in spain 9"
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
    """Everything in this folder needs the browser's own process; what needs the finished film comes last.

    The film is being made while the others run.
    """
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.e2e)
    items.sort(key=lambda item: "finished" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def talkers() -> Iterator[Talkers]:
    """Stand-ins for vendors of language models, which the studio has keys for; nobody asks them unasked."""
    with talking() as both:
        yield both


@pytest.fixture(scope="session")
def studio(talkers: Talkers) -> Iterator[Studio]:
    """Started once for all tests; stopped as Ctrl-C stops it."""
    with started(port=free_port(), **talkers.settings()) as running:
        yield running


@contextmanager
def started(*arguments: str, port: int, **settings: str) -> Iterator[Studio]:
    """A studio of its own with these arguments, and settings in its environment; it is removed whole at the end."""
    folder = Path(tempfile.mkdtemp(prefix="nb-studio-e2e-"))
    log = Path(tempfile.mkstemp(prefix="nb-studio-e2e-", suffix=".log")[1])
    environment = {name: value for name, value in os.environ.items() if name not in _OURS}
    environment |= {"STUDIO_STATE": str(folder), "PORT": str(port)} | settings
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "studio.embedded", *arguments], cwd=PROJECT, env=environment, stdout=out, stderr=out
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


def settled(page: Page) -> None:
    """What was just changed is laid out and painted: two frames later."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def look(page: Page, picture: Path, *, full_page: bool = False) -> None:
    """A picture for people to look at; none is made where nobody will, unless E2E_SHOTS names a place for it."""
    settled(page)
    if os.environ.get("E2E_SHOTS"):
        page.screenshot(path=picture, full_page=full_page)


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


# --- Ada


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Her browser."""
    context = browser.new_context(viewport=WIDE)
    context.set_default_timeout(ACTS_WITHIN_MS)
    yield context
    context.close()


@pytest.fixture(scope="session")
def page(context: BrowserContext) -> Page:
    """The page she works on."""
    return context.new_page()


@pytest.fixture(scope="session")
def email() -> str:
    """Hers."""
    return f"ada{time.time_ns()}@example.com"


@pytest.fixture(scope="session")
def project(studio: Studio, page: Page, email: str, shots: Path) -> str:
    """Signed up, with a ten-page screenplay pasted: the project's address. All in the browser."""
    page.goto(studio.url)
    page.screenshot(path=shots / "01-front.png")
    page.get_by_role("link", name="Make your first film").click()
    page.get_by_label("Your name").fill("Ada Filmer")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", name="Projects")).to_be_visible()
    expect(page.get_by_text("The Last Lamp").first).to_be_visible()
    page.screenshot(path=shots / "02-home.png")
    page.get_by_role("link", name="New film").click()
    page.get_by_label("Title").fill("A Hundred Pages")
    page.get_by_label("Screenplay").fill(feature(scenes=15))
    expect(page.get_by_text("Reads as 15 scenes")).to_be_visible()
    page.get_by_role("button", name="Create film").click()
    expect(page).to_have_url(re.compile(r"/projects/prj_\w+/script$"))
    expect(page.get_by_label("About the script")).to_contain_text(re.compile(r"Pages\s*(9|10|11)"))
    page.screenshot(path=shots / "03-script.png")
    return page.url.removesuffix("/script")


@pytest.fixture(scope="session")
def watching(context: BrowserContext, project: str) -> Page:
    """Another page of hers, where she has ordered the film and watches it grow."""
    page = context.new_page()
    page.goto(f"{project}/watch")
    page.get_by_role("button", name=re.compile(r"^Render film, at most \$\d")).click()
    expect(page.get_by_label("Render in progress")).to_be_visible()
    return page


@pytest.fixture(scope="session")
def playing(watching: Page) -> Page:
    """The same page, once the first second of the film was seen."""
    watching.get_by_label("Play", exact=True).click(timeout=PLAYS_WITHIN_MS)
    is_beyond(watching, 1, within_ms=PLAYS_WITHIN_MS)
    return watching


@pytest.fixture(scope="session")
def paused_at(playing: Page) -> float:
    """She has seen the title, which lasts four seconds, and some of what follows, and stops: at so many seconds."""
    is_beyond(playing, 5.5, within_ms=PLAYS_WITHIN_MS)
    playing.keyboard.press("k")
    playing.wait_for_function("() => document.querySelector('.player video:not([hidden])').paused")
    return float(in_the_player(playing, "it.currentTime"))


@pytest.fixture(scope="session")
def finished(project: str, watching: Page, paused_at: float) -> str:
    """The address of her project once its film is finished."""
    expect(watching.get_by_role("region", name="Report on the film")).to_be_visible(timeout=RENDER_WITHIN_MS)
    return project


def in_the_player(page: Page, what: str) -> Any:
    """What JavaScript says of `it`, the video that is shown."""
    return page.locator(".player video:not([hidden])").evaluate(f"it => {what}")


def is_beyond(page: Page, seconds: float, *, within_ms: int) -> None:
    """Waits until the film has played so far."""
    shown = "document.querySelector('.player video:not([hidden])')"
    page.wait_for_function(f"() => ({shown}?.currentTime ?? 0) > {seconds}", timeout=within_ms)

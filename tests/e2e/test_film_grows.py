"""A film is watched while it is made: from its first scene on, in order, and on when it is finished."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import WIDE, Studio
from tests.renderers.screenplay.feature import feature

PASSWORD = "a-long-password-of-ours-1"
expect.set_options(timeout=60_000)  # two cores are rendering meanwhile
PLAYS_WITHIN_MS, RENDER_WITHIN_MS = 300_000, 1_200_000


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context(viewport=WIDE) as context:
        yield context.new_page()


@pytest.fixture(scope="module")
def watch(studio: Studio, page: Page) -> str:
    """The address where a film nobody has rendered yet is watched."""
    page.goto(studio.url)
    page.get_by_role("link", name="Make your first film").click()
    page.get_by_label("Your name").fill("Ada Filmer")
    page.get_by_label("E-mail").fill(f"ada{time.time_ns()}@example.com")
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", name="Projects")).to_be_visible()
    page.get_by_role("link", name="New film").click()
    page.get_by_label("Title").fill("It Grows")
    page.get_by_label("Screenplay").fill(
        feature(scenes=6)
    )  # long enough to be still in the making when its second scene plays
    page.get_by_role("button", name="Create film").click()
    expect(page).to_have_url(re.compile(r"/projects/prj_\w+/script$"))
    return page.url.removesuffix("/script") + "/watch"


def _look(page: Page, shots: Path, name: str) -> None:
    page.screenshot(path=shots / f"{name}-1280.png")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    page.screenshot(path=shots / f"{name}-390.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 800})


def _video(page: Page, what: str) -> Any:
    return page.locator(".player video:not([hidden])").evaluate(f"it => {what}")


def _is_beyond(page: Page, seconds: float, *, within_ms: int) -> None:
    shown = "document.querySelector('.player video:not([hidden])')"
    page.wait_for_function(f"() => ({shown}?.currentTime ?? 0) > {seconds}", timeout=within_ms)


def test_the_film_plays_while_it_is_still_being_made(
    watch: str, page: Page, shots: Path, record_property: Callable[[str, object], None]
) -> None:
    page.goto(watch)
    page.get_by_role("button", name=re.compile("^Render film, at most")).click(timeout=60_000)
    running = page.get_by_label("Render in progress")
    expect(running).to_be_visible()
    started = time.monotonic()
    expect(page.get_by_text(re.compile("first scene (is ready in|comes up)"))).to_be_visible()
    _look(page, shots, "01-opening")
    page.get_by_label("Play", exact=True).click(timeout=PLAYS_WITHIN_MS)
    _is_beyond(page, 1, within_ms=PLAYS_WITHIN_MS)
    record_property("seconds until the first second was seen", round(time.monotonic() - started, 1))
    expect(running).to_be_visible()
    _look(page, shots, "02-live")


def test_it_goes_on_over_the_border_of_scenes_with_captions(watch: str, page: Page, shots: Path) -> None:
    """The title lasts four seconds: later there is a second scene, which has joined without a person doing anything."""
    _is_beyond(page, 5.5, within_ms=PLAYS_WITHIN_MS)
    expect(page.get_by_label("Render in progress")).to_be_visible()
    page.wait_for_function("() => document.querySelector('.player video').textTracks[0]?.cues?.length > 0")
    holes = _video(page, "[...Array(it.buffered.length).keys()].map(i => [it.buffered.start(i), it.buffered.end(i)])")
    assert len(holes) == 1, f"what is buffered has gaps: {holes}"
    _look(page, shots, "03-second-scene")


def test_when_it_is_finished_it_goes_on_where_it_was(watch: str, page: Page, shots: Path) -> None:
    page.keyboard.press("k")
    before = _video(page, "it.currentTime")
    expect(page.get_by_role("region", name="Report on the film")).to_be_visible(timeout=RENDER_WITHIN_MS)
    expect(page.get_by_role("link", name="Download", exact=True)).to_be_visible(timeout=60_000)
    assert abs(_video(page, "it.currentTime") - before) < 0.1
    assert _video(page, "it.currentSrc").startswith("http"), "the finished file, no longer the stream"
    page.get_by_label("Play", exact=True).click()
    _is_beyond(page, before + 1, within_ms=15_000)
    _look(page, shots, "04-finished")

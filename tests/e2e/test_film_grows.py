"""A film is watched while it is made: from its first scene on, in order, and on when it is finished."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import NARROW, PLAYS_WITHIN_MS, WIDE, in_the_player, is_beyond, look


def _look(page: Page, shots: Path, name: str) -> None:
    look(page, shots / f"{name}-1280.png")
    page.set_viewport_size(NARROW)
    look(page, shots / f"{name}-390.png", full_page=True)
    page.set_viewport_size(WIDE)


def test_who_waits_for_the_first_scene_is_told_when_it_comes(watching: Page, shots: Path) -> None:
    expect(watching.get_by_text(re.compile("first scene (is ready in|comes up)"))).to_be_visible()
    _look(watching, shots, "grows-01-opening")


def test_the_film_plays_while_it_is_still_being_made(
    watching: Page, shots: Path, request: pytest.FixtureRequest, record_property: Callable[[str, object], None]
) -> None:
    started = time.monotonic()
    playing = request.getfixturevalue("playing")
    record_property("seconds until the first second was seen", round(time.monotonic() - started, 1))
    expect(playing.get_by_label("Render in progress")).to_be_visible()
    _look(playing, shots, "grows-02-live")


def test_it_goes_on_over_the_border_of_scenes_with_captions(
    playing: Page, shots: Path, request: pytest.FixtureRequest
) -> None:
    """The title lasts four seconds: later there is a second scene, which has joined without a person doing anything."""
    is_beyond(playing, 5.5, within_ms=PLAYS_WITHIN_MS)
    expect(playing.get_by_label("Render in progress")).to_be_visible()
    heard = "() => document.querySelector('.player video:not([hidden])').textTracks[0]?.cues?.length > 0"
    playing.wait_for_function(heard, timeout=PLAYS_WITHIN_MS)
    held = "[...Array(it.buffered.length).keys()].map(i => [it.buffered.start(i), it.buffered.end(i)])"
    holes = in_the_player(playing, held)
    assert len(holes) == 1, f"what is buffered has gaps: {holes}"
    _look(playing, shots, "grows-03-second-scene")
    assert request.getfixturevalue("paused_at") > 5.5


def test_a_scene_is_watched_on_its_own_while_the_film_is_made(
    project: str, watching: Page, page: Page, shots: Path
) -> None:
    page.goto(f"{project}/watch")
    expect(page.get_by_label("Render in progress")).to_be_visible()
    expect(page.locator(".strip-picture img").first).to_be_visible(timeout=PLAYS_WITHIN_MS)
    page.locator("button.strip-scene:not([disabled])").nth(1).click(timeout=PLAYS_WITHIN_MS)
    expect(page.locator(".player video")).to_be_visible()
    page.screenshot(path=shots / "06-rendering.png")


def test_when_it_is_finished_it_goes_on_where_it_was(
    paused_at: float, finished: str, watching: Page, shots: Path
) -> None:
    expect(watching.get_by_role("link", name="Download", exact=True)).to_be_visible()
    finished_file = "() => document.querySelector('.player video:not([hidden])')?.currentSrc.startsWith('http')"
    watching.wait_for_function(finished_file, timeout=PLAYS_WITHIN_MS)  # no longer the stream
    assert abs(in_the_player(watching, "it.currentTime") - paused_at) < 0.1
    watching.get_by_label("Play", exact=True).click()
    is_beyond(watching, paused_at + 1, within_ms=PLAYS_WITHIN_MS)
    _look(watching, shots, "grows-04-finished")
    watching.keyboard.press("k")

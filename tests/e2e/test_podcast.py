"""A podcast in the browser: from a topic to a feed address that an independent reader reads."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import feedparser
import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import ACTS_WITHIN_MS, NARROW, RENDER_WITHIN_MS, WIDE, Studio, look
from tests.e2e.talkers import HARD_WORD, Talkers
from tests.factories import KEEPERS
from tests.fakes.vendor import Ending

pytestmark = pytest.mark.slow
PASSWORD = "a-long-password-of-ours-1"
BUILDERS = """# The builders

A tower in the sea is built of stones that hold each other: every one is cut to fit into its neighbours, so that no wave
can lift it alone. Masons laid out each ring on land before a boat took it to the rock.

In 1838 Alan Stevenson landed his first men on a reef that is dry for a few hours a day. A storm took their barrack in
one night. They came back in spring and built it again.
"""
EDITED = "Who kept the lamp, when nobody came to see it?"


@pytest.fixture(scope="module")
def page(studio: Studio, browser: Browser) -> Iterator[Page]:
    """Somebody who has just signed up."""
    with browser.new_context(viewport=WIDE) as context:
        context.set_default_timeout(ACTS_WITHIN_MS)
        page = context.new_page()
        page.goto(studio.url)
        page.get_by_role("link", name="Make your first film").click()
        page.get_by_label("Your name").fill("Ada Podcaster")
        page.get_by_label("E-mail").fill(f"ada{time.time_ns()}@example.com")
        page.get_by_label("Password", exact=False).first.fill(PASSWORD)
        page.get_by_role("button", name="Sign up").click()
        expect(page.get_by_role("heading", name="Projects")).to_be_visible()
        yield page


def _look(page: Page, shots: Path, name: str) -> None:
    """Wide and narrow, in the dark and in the light."""
    for scheme in ("dark", "light"):
        page.evaluate(f"document.documentElement.dataset.mantineColorScheme = '{scheme}'")
        for size in (WIDE, NARROW):
            page.set_viewport_size(size)
            page.evaluate("window.scrollTo(0, 0)")
            look(page, shots / f"podcast-{name}-{size['width']}-{scheme}.png", full_page=True)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{name} is {wide} px wider than the screen at {size['width']}"
    page.evaluate("document.documentElement.dataset.mantineColorScheme = 'dark'")
    page.set_viewport_size(WIDE)


def test_from_a_topic_to_a_feed_address(page: Page, studio: Studio, shots: Path) -> None:
    page.get_by_role("link", name="New podcast").click()
    page.get_by_label("Name of the show").fill("Slow Questions")
    page.get_by_label("Voices").select_option("rough")
    page.get_by_role("button", name="Create podcast").click()
    page.get_by_label("What is it about?").fill("the lighthouse")
    page.get_by_label("Minutes").fill("0")
    _look(page, shots, "1-episodes")
    page.get_by_role("button", name="Begin episode").click()

    page.get_by_label("Paste text").fill(KEEPERS)
    page.get_by_role("button", name="Add text").click()
    expect(page.get_by_role("button", name="Take out The keepers")).to_be_visible()
    _look(page, shots, "2-plan")
    page.get_by_role("button", name="Write the script").click()

    turns = page.locator("[data-turn] .turn")
    expect(turns.first).to_be_visible()
    turns.nth(1).focus()
    page.keyboard.press("Enter")
    page.get_by_label("What is said").fill(EDITED)
    _look(page, shots, "3-script")
    page.keyboard.press("Control+Enter")
    expect(turns.nth(1)).to_contain_text(EDITED)
    expect(turns.nth(1)).to_be_focused()

    page.get_by_role("button", name="Render and listen").last.click()
    page.get_by_role("button", name=re.compile("^Render episode, ")).click()
    expect(page.get_by_label("Render in progress")).to_be_visible()
    _look(page, shots, "4-rendering")
    player = page.get_by_label("Player", exact=True)
    expect(player).to_be_visible(timeout=RENDER_WITHIN_MS)

    transcript = player.get_by_label("Transcript")
    expect(transcript.get_by_text(EDITED)).to_be_visible()
    said = transcript.get_by_role("listitem").filter(has_text=EDITED)
    said.get_by_role("button").first.click()
    expect(said).to_have_attribute("aria-current", "true")
    page.wait_for_function("() => document.querySelector('audio').currentTime > 1")
    page.evaluate("document.querySelector('audio').currentTime = document.querySelector('audio').duration - 9")
    expect(said).not_to_have_attribute("aria-current", "true")
    for name in ("M4A with chapters and cover", "MP3 with chapters and cover", "Transcript, WebVTT"):
        expect(page.get_by_role("link", name=name)).to_be_visible()
    _look(page, shots, "5-listen")

    page.get_by_role("button", name="Publish in the feed").click()
    expect(page.get_by_text("In the feed")).to_be_visible()
    page.get_by_role("link", name="Feed address").click()
    private = page.get_by_label("Whoever has its secret address")
    private.click()
    expect(private).to_be_checked()
    address = page.get_by_label("Feed address").input_value()
    _look(page, shots, "6-feed")
    read = feedparser.parse(httpx.get(address).content)
    assert not read.bozo
    (entry,) = read.entries
    assert entry.title == "the lighthouse"
    part = httpx.get(entry.enclosures[0].href, headers={"Range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)


def test_the_video_is_ordered_watched_with_its_transcript_and_taken_away(page: Page, shots: Path) -> None:
    page.get_by_role("link", name="Episodes", exact=True).click()
    page.locator(".episode-row").first.click()
    page.get_by_role("button", name="Render and listen").first.click()
    page.get_by_label(re.compile(r"^Video podcast, 1:1")).check()
    order = page.get_by_role("button", name=re.compile("^Make these files, "))
    expect(order).to_be_enabled()
    page.get_by_text("what is not needed comes back").or_(page.get_by_text("What it is made of")).first.click()
    expect(page.get_by_role("row", name=re.compile("^Shots"))).to_be_visible()
    order.click()
    expect(page.get_by_label("Render in progress")).to_be_visible()
    video = page.locator("video.podcast-video")
    expect(video).to_be_visible(timeout=RENDER_WITHIN_MS)

    said = page.get_by_label("Transcript").get_by_role("listitem").filter(has_text=EDITED)
    said.get_by_role("button").first.click()
    expect(said).to_have_attribute("aria-current", "true")
    page.wait_for_function(
        "() => document.querySelector('video').currentTime > 1 && !document.querySelector('video').paused"
    )
    assert video.evaluate("it => [it.videoWidth, it.videoHeight]") == [1080, 1080]
    stands = float(video.evaluate("it => (it.pause(), it.currentTime)"))
    _look(page, shots, "9-watch")
    page.get_by_text("Sound alone", exact=True).click()
    page.wait_for_function(f"() => Math.abs(document.querySelector('audio').currentTime - {stands}) < 1")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Video podcast, 1:1").click()
    assert taken.value.suggested_filename == "the lighthouse (1x1).mp4"


def test_a_passage_is_made_a_clip_from_the_transcript_with_its_price_before(page: Page, shots: Path) -> None:
    said = page.get_by_label("Transcript").get_by_role("listitem").filter(has_text=EDITED)
    said.get_by_role("button", name="Clip from here").press("Enter")
    said.get_by_role("button", name="End the clip here").press("Enter")
    new = page.get_by_label("A new clip")
    expect(new.get_by_label("What is said in it")).to_contain_text(EDITED)
    new.get_by_text("Audiogram", exact=True).click()
    new.get_by_text("1:1", exact=True).click()
    expect(new.get_by_text(re.compile("^Audiogram, 1:1"))).to_be_visible()
    new.get_by_role("button", name=re.compile("^Make the clip, at most ")).click()
    clip = page.get_by_label(re.compile("^Clip: "))
    expect(clip.locator("video")).to_be_visible(timeout=RENDER_WITHIN_MS)
    look(page, shots / "podcast-10-clip.png", full_page=True)
    with page.expect_download() as taken:
        clip.get_by_role("link", name="Audiogram, 1:1").click()
    assert taken.value.suggested_filename == "the lighthouse (turn 2) (audiogram 1x1).mp4"


def test_two_windows_write_one_turn_letter_by_letter(page: Page, browser: Browser, studio: Studio, shots: Path) -> None:
    page.goto(page.url.partition("?")[0])
    page.locator(".episode-row").first.click()
    page.get_by_role("button", name="Script", exact=True).click()
    with browser.new_context(viewport=WIDE, storage_state=page.context.storage_state()) as context:
        other = context.new_page()
        other.goto(page.url)
        first, second = (each.locator("[data-turn]").nth(1) for each in (page, other))
        unmarked = page.locator("[data-turn]").nth(2).inner_text()
        first.locator(".turn").click()
        expect(other.get_by_label("Also here")).to_contain_text("Ada Podcaster")
        expect(second).to_contain_text("writing here")
        page.keyboard.press("Control+End")
        page.keyboard.type(" Somebody did.")
        expect(second).to_contain_text(f"{EDITED} Somebody did.")
        second.locator(".turn").click()
        other.keyboard.press("Control+Home")
        other.keyboard.type("Tell me: ")
        page.keyboard.type(" Always.")
        for one in (first, second):
            expect(one.get_by_label("What is said")).to_contain_text(f"Tell me: {EDITED} Somebody did. Always.")
        expect(other.locator(".peer-flag").first).to_have_attribute("data-person", "Ada Podcaster")
        _look(other, shots, "8-together")
        page.keyboard.press("Control+z")
        expect(second.get_by_label("What is said")).not_to_contain_text("Always.")
        expect(second.get_by_label("What is said")).to_contain_text("Tell me: ")
        for window in (page, other):
            window.keyboard.press("Control+Enter")
        expect(first).to_contain_text(f"Tell me: {EDITED}")
        assert page.locator("[data-turn]").nth(2).inner_text() == unmarked
        page.get_by_role("button", name="Render and listen").last.click()
        expect(page.get_by_text("was changed since this was rendered.")).to_be_visible()


def test_two_people_with_one_voice_are_shown_another_one(page: Page, shots: Path) -> None:
    page.get_by_role("link", name="People", exact=True).click()
    cards = page.locator(".person")
    expect(cards).to_have_count(4)
    voice = cards.first.get_by_label("Voice").input_value()
    cards.nth(1).get_by_label("Voice").select_option(voice)
    warned = page.get_by_text(re.compile("Lewis sounds like Ada"))
    expect(warned).to_be_visible()
    _look(page, shots, "7-people")
    cards.nth(1).get_by_role("button", name=re.compile("^Use ")).click()
    expect(warned).to_be_hidden()
    cards.first.get_by_role("button", name="Hear Ada").click()
    expect(cards.first.get_by_role("button", name="Stop")).to_be_visible()


def test_people_write_by_models_of_their_own_and_a_refusal_loses_nothing(
    page: Page, talkers: Talkers, shots: Path
) -> None:
    cards = page.locator(".person")
    for at, model in enumerate(("claude", "gpt")):
        cards.nth(at).get_by_label("Their turns are written by").select_option(model)
        expect(cards.nth(at).get_by_label("What they know")).to_be_visible()
    _look(page, shots, "10-models")
    page.goto(page.url.partition("?")[0].replace("/people", "/episodes"))  # the list, not the episode that was open
    page.get_by_label("What is it about?").fill("the builders")
    page.get_by_label("Minutes").fill("1")
    page.get_by_role("button", name="Begin episode").click()
    page.get_by_label("Paste text").fill(BUILDERS)
    page.get_by_role("button", name="Add text").click()
    expect(page.get_by_role("button", name="Write it offline instead")).to_be_enabled()
    page.get_by_role("button", name="Write the script: what does it cost?").click()
    expect(page.get_by_text(re.compile(r"^At most \$\d+\.\d\d, likely \$"))).to_be_visible()
    assert talkers.asked() == []
    _look(page, shots, "11-price")

    talkers.stops_after = 2
    page.get_by_role("button", name="Have it written").click()
    written, mine = (
        page.get_by_label("Written so far").get_by_role("listitem"),
        page.get_by_label("Written by language models"),
    )
    expect(written.filter(has_text=f"Lewis {HARD_WORD} was built by hand.")).to_be_visible()
    expect(mine.get_by_role("button", name="Stop")).to_be_visible()
    _look(page, shots, "12-arriving")
    talkers.go_on(ending=Ending.REFUSED)
    expect(mine.get_by_role("alert")).to_contain_text("What was written before is kept")
    expect(written.filter(has_text=HARD_WORD)).to_be_visible()
    _look(page, shots, "13-refused")
    paid = talkers.asked()
    talkers.go_on(ending=Ending.DONE)
    mine.get_by_role("button", name="writes the turn again").click()
    page.get_by_role("button", name="Have it written").click()
    page.get_by_role("button", name=re.compile(r"^Use these \d+ turns")).click()
    turns = page.locator("[data-turn] .turn")
    expect(turns.filter(has_text=HARD_WORD).first).to_be_visible()
    asked = talkers.asked()
    assert len(asked) - len(set(asked)) == len(paid) - len(set(paid)) + 1, "the refused turn was asked again, no other"
    _look(page, shots, "14-by-models")


def test_a_word_is_heard_corrected_and_only_its_turn_is_spoken_again(page: Page, shots: Path) -> None:
    turns = page.locator("[data-turn] .turn")
    said, every = turns.filter(has_text=HARD_WORD).count(), turns.count()
    assert 0 < said < every
    page.get_by_role("button", name="Render and listen").last.click()
    page.get_by_role("button", name=re.compile("^Render episode, ")).click()
    expect(page.get_by_label("Player", exact=True)).to_be_visible(timeout=RENDER_WITHIN_MS)
    page.get_by_role("button", name="Script", exact=True).click()
    page.get_by_text("the voices would guess at").click()
    row = page.locator(".hard-words li").filter(has_text=HARD_WORD)
    row.locator("summary").click()
    row.get_by_role("textbox").fill("SKERR-ee-vor")
    with page.expect_response(lambda answer: answer.request.resource_type == "media") as heard:
        row.get_by_role("button", name="Hear it so").click()
    assert heard.value.ok
    _look(page, shots, "15-hard-words")
    row.get_by_role("button", name="Add to dictionary").click()
    expect(row).to_have_count(0)
    page.get_by_role("button", name="Render and listen").last.click()
    expect(page.get_by_text("was changed since this was rendered.")).to_be_visible()
    page.get_by_text("what is not needed comes back").or_(page.get_by_text("What it is made of")).first.click()
    expect(page.get_by_role("row", name=re.compile(f"^Voices {said} "))).to_be_visible()
    _look(page, shots, "16-one-turn")
    page.get_by_role("button", name=re.compile("^Render what changed, ")).click()
    expect(page.get_by_label("Render in progress")).to_be_visible()
    expect(page.get_by_label("Render in progress")).to_be_hidden(timeout=RENDER_WITHIN_MS)
    expect(page.get_by_text("was changed since this was rendered.")).to_be_hidden()
    _look(page, shots, "17-said-right")

"""A new user's first hour: sign up, paste ten pages, render, watch; every page at two widths, in two themes.

Pages with a finished film are looked at with the sample, so that nobody waits for the ten pages.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect

from tests.e2e.conftest import NARROW, PLAYS_WITHIN_MS, RENDER_WITHIN_MS, WIDE, Studio, is_beyond, look

TABS = ("script", "board", "cast", "sound", "watch", "settings")


@pytest.fixture(scope="session")
def sample(studio: Studio, project: str, page: Page) -> str:
    """The address of the sample, whose film is there."""
    page.goto(f"{studio.url}/home")
    page.get_by_role("link", name=re.compile("The Last Lamp")).click()
    page.get_by_role("link", name="Render & Watch").click()
    expect(page).to_have_url(re.compile(r"/projects/prj_\w+/watch$"))
    expect(page.get_by_label("Play", exact=True)).to_be_visible(timeout=RENDER_WITHIN_MS)
    return page.url.removesuffix("/watch")


def test_the_sample_film_plays_at_once(sample: str, page: Page, shots: Path) -> None:
    page.goto(f"{sample}/watch")
    page.get_by_label("Play", exact=True).click()
    expect(page.get_by_test_id("timecode")).not_to_have_text(re.compile("^00:00:00:00"))
    page.keyboard.press("k")
    page.screenshot(path=shots / "04-sample.png")


def test_ten_pages_become_a_film_that_plays_with_captions(finished: str, page: Page, shots: Path) -> None:
    page.goto(f"{finished}/watch")
    expect(page.get_by_role("region", name="Report on the film")).to_be_visible()
    expect(page.get_by_role("link", name="Download", exact=True)).to_be_visible()
    page.screenshot(path=shots / "07-film.png", full_page=True)
    _plays_to_the_frame(page, shots)


def _plays_to_the_frame(page: Page, shots: Path) -> None:
    page.get_by_label("Play", exact=True).click()
    is_beyond(page, 1, within_ms=PLAYS_WITHIN_MS)
    page.keyboard.press("k")
    video = page.locator(".player video")
    assert video.evaluate("it => it.textTracks[0].cues.length") > 50
    before = page.get_by_test_id("timecode").inner_text()[:11]
    page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("timecode")).not_to_have_text(re.compile(f"^{before}"))
    video.evaluate("it => { it.currentTime = 30 }")
    page.wait_for_function("() => !document.querySelector('.player video').seeking")
    assert abs(video.evaluate("it => it.currentTime") - 30) < 0.1
    page.screenshot(path=shots / "08-seek.png")


def test_a_changed_line_is_shown_and_costs_only_its_scene(finished: str, page: Page, shots: Path) -> None:
    page.goto(f"{finished}/script")
    editor = page.get_by_label("Screenplay")
    expect(editor).to_be_visible()
    editor.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\nMARA\nOne more thing before morning.\n")
    expect(page.locator("output.save")).to_have_text("Saved")
    expect(page.get_by_label("About the script")).to_contain_text("1 line added")
    page.screenshot(path=shots / "09-changed.png")
    page.goto(f"{finished}/watch")
    expect(page.get_by_text("The script has changed since this film was made")).to_be_visible()
    expect(page.get_by_label("Start a render")).to_contain_text("steps to make")
    said = page.get_by_label("Start a render").inner_text()
    found = re.search(r"(\d+) steps to make, (\d+) kept", said)
    assert found is not None, said
    assert int(found[1]) < 45 < int(found[2])


def test_a_shot_is_set_by_hand_and_follows_the_script_again(project: str, page: Page) -> None:
    page.goto(f"{project}/board")
    page.locator(".shot").nth(2).click()
    page.get_by_label(re.compile("^Size")).select_option("insert")
    expect(page.get_by_label(re.compile("^Size · set by hand"))).to_have_value("insert")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label(re.compile("^Size$"))).not_to_have_value("insert")
    page.get_by_label(re.compile("^Angle")).select_option("overhead")
    expect(page.get_by_label(re.compile("^Angle · set by hand"))).to_have_value("overhead")
    page.get_by_role("button", name="Follow the script again").click()
    expect(page.get_by_label(re.compile("^Angle$"))).not_to_have_value("overhead")


def test_the_board_is_walked_and_played_by_keys(project: str, page: Page, shots: Path) -> None:
    page.goto(f"{project}/board")
    expect(page.locator(".shot").first).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("complementary", name="Shot 1.1")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("complementary", name="Shot 1.2")).to_be_visible()
    page.keyboard.press("Space")
    animatic = page.get_by_role("dialog", name="Animatic")
    expect(animatic).to_contain_text("shot 1.2")
    page.keyboard.press("ArrowRight")
    expect(animatic).to_contain_text("shot 1.3")
    page.screenshot(path=shots / "10-animatic.png")
    page.keyboard.press("Escape")
    expect(page.get_by_role("complementary", name="Shot 1.3")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{project}/board")


def test_a_scene_chosen_in_the_outline_is_where_the_film_goes(studio: Studio, project: str, page: Page) -> None:
    page.goto(f"{studio.url}/home")
    page.get_by_role("link", name=re.compile("The Last Lamp")).click()
    expect(page.get_by_label("Play", exact=True)).to_be_visible()
    page.get_by_role("navigation", name="Scenes and shots").get_by_text("Cliff path").click()
    expect(page.get_by_test_id("timecode")).not_to_have_text(re.compile("^00:00:00:00"))
    expect(page.locator(".chapter[aria-current=true]")).to_contain_text("Cliff path")
    page.keyboard.press("Home")
    expect(page.locator(".chapter[aria-current=true]")).to_contain_text("The Last Lamp")


def test_somebody_elses_words_appear_and_mine_are_kept_until_i_choose(
    finished: str, context: BrowserContext, page: Page
) -> None:
    other = context.new_page()
    for each in (page, other):
        each.goto(f"{finished}/script")
        expect(each.locator("output.save")).to_have_text("Saved")
    held: list[Route] = []
    other.route(
        "**/screenplay", lambda route: held.append(route) if route.request.method == "PUT" else route.continue_()
    )
    with other.expect_request(lambda asked: asked.method == "PUT"):
        _write(other, "Second hand.")
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        _write(page, "First hand.")
    expect(page.locator("output.save")).to_have_text("Saved")
    for late in held:  # what was written second arrives second, however busy the machine is
        late.continue_()
    other.unroute("**/screenplay")
    expect(other.get_by_role("alert")).to_contain_text("Somebody saved this script while you were typing")
    expect(other.locator(".cm-content")).to_contain_text("Second hand.")
    other.get_by_role("button", name="Keep mine").click()
    expect(other.locator("output.save")).to_have_text("Saved")
    expect(page.locator(".cm-content")).to_contain_text("Second hand.")
    expect(page.locator(".cm-content")).not_to_contain_text("First hand.")
    other.close()


def _write(page: Page, words: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(f"\n{words}")


def test_a_refused_file_leaves_no_film_behind(studio: Studio, project: str, page: Page, tmp_path: Path) -> None:
    broken = tmp_path / "broken.fdx"
    broken.write_text("<FinalDraft><Content><Paragraph")
    page.goto(f"{studio.url}/new")
    page.get_by_label("Title").fill("Never Made")
    page.locator("input[type=file]").set_input_files(broken)
    page.get_by_role("button", name="Create film").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto(f"{studio.url}/home")
    expect(page.get_by_text("The Last Lamp").first).to_be_visible()
    expect(page.get_by_text("Never Made")).to_have_count(0)


def test_the_studio_is_worked_by_keys(studio: Studio, project: str, page: Page) -> None:
    page.goto(f"{project}/cast")
    expect(page.locator(".cast-card").first).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("projects")  # at once, as fingers do: no letter may be lost to an opening dialog
    assert page.evaluate("document.activeElement.value") == "projects"
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{studio.url}/home")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def test_a_look_is_made_worn_and_seen(finished: str, page: Page, shots: Path) -> None:
    page.goto(f"{finished}/cast")
    card = page.locator(".cast-card").first
    card.locator("summary", has_text="Looks").click()
    card.get_by_role("textbox", name="New look").fill("Wedding")
    card.get_by_role("textbox", name="What is worn").fill("white wedding dress, hair in a bun")
    card.get_by_role("button", name="Add look").click()
    worn = card.get_by_role("button", name=re.compile("wears Wedding in scene")).first
    worn.click()
    expect(worn).to_have_attribute("aria-pressed", "true")
    card.locator(".look").get_by_role("button", name="Draw reference sheet").click()
    sheet = card.get_by_role("img", name=re.compile("in Wedding: front, side and back"))
    expect(sheet).to_be_visible()
    page.wait_for_function("() => document.querySelector('.look .look-sheet img')?.naturalWidth > 1000")
    card.screenshot(path=shots / "look.png")
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []


def test_a_key_is_made_shown_once_and_works(studio: Studio, project: str, page: Page) -> None:
    page.goto(f"{studio.url}/workspace?tab=keys")
    page.get_by_label("What the key is for").fill("Nightly build")
    page.get_by_role("button", name="Make key").click()
    secret = page.locator("pre").inner_text()
    answer = page.context.request.get(
        f"{studio.url}/v1/projects", headers={"Authorization": f"Bearer {secret}", "Cookie": ""}
    )
    assert answer.ok
    assert {each["title"] for each in answer.json()["data"]} == {"A Hundred Pages", "The Last Lamp"}
    page.reload()
    expect(page.locator("pre")).to_have_count(0)
    page.get_by_role("button", name="Revoke").click()
    page.get_by_role("dialog").get_by_role("button", name="Keep the key").click()
    expect(page.get_by_text("Nightly build")).to_be_visible()


OPEN = ("/", "/sign-in", "/sign-up", "/forgot-password")
TOGETHER = ("people", "keys", "engines", "workers")
LOADS_WITHIN_MS, AT_ONCE = 60_000, 5
"""Pages that load while another is looked at: most of that is waiting."""
INSIDE = (*("/home", "/new", "/usage", "/profile"), *(f"/workspace?tab={tab}" for tab in TOGETHER))


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("width", [WIDE, NARROW], ids=["1280", "390"])
def test_no_page_breaks_or_shuts_anybody_out(
    studio: Studio,
    sample: str,
    browser: Browser,
    context: BrowserContext,
    shots: Path,
    theme: str,
    width: ViewportSize,
) -> None:
    """Axe finds nothing serious, and nothing is wider than the screen."""
    inside = browser.new_context(viewport=width, storage_state=context.storage_state())
    outside = browser.new_context(viewport=width)
    pages = [(outside, studio.url + path) for path in OPEN]
    pages += [(inside, studio.url + path) for path in INSIDE] + [(inside, f"{sample}/{tab}") for tab in TABS]
    serious = []
    said: list[str] = []
    for first in range(0, len(pages), AT_ONCE):
        some = pages[first : first + AT_ONCE]
        opened = [_opened(place, address, theme, said) for place, address in some]
        for page, (place, address) in zip(opened, some, strict=True):
            plays = address == f"{studio.url}/"  # a film, and its network is never idle
            page.wait_for_load_state("load" if plays else "networkidle", timeout=LOADS_WITHIN_MS)
            expect(page.locator("[class*=skeleton i]:visible")).to_have_count(0)
            expect(page.get_by_role("heading").first).to_be_attached()
            expect(page).to_have_url(address if place is inside else re.compile("/"))
            name = re.sub(r"\W+", "-", address.removeprefix(studio.url)).strip("-").split("prj_")[-1][-30:] or "front"
            look(page, shots / f"page-{theme}-{width['width']}-{name}.png")
            serious += _serious(page, address)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width["width"], f"{address} is {wide} pixels wide"
            page.close()
    inside.close()
    outside.close()
    assert serious == []
    assert said == []


def _opened(place: BrowserContext, address: str, theme: str, said: list[str]) -> Page:
    """A page that begins to load; what it complains of is said."""
    page = place.new_page()
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(f"localStorage.setItem('mantine-color-scheme-value', '{theme}')")
    page.goto(address, wait_until="commit")
    return page


def _serious(page: Page, address: str) -> list[tuple[str, str, str]]:
    """What shuts somebody out: the page, the rule and where."""
    return [
        (address, each["id"], each["nodes"][0]["html"][:150])
        for each in Axe().run(page).response["violations"]
        if each["impact"] in ("serious", "critical")
    ]


def test_a_forgotten_password_is_set_anew_by_mail(studio: Studio, finished: str, browser: Browser, email: str) -> None:
    page = browser.new_context(viewport=WIDE).new_page()
    page.goto(f"{studio.url}/forgot-password")
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Send me a link").click()
    expect(page.get_by_text("a link is on its way")).to_be_visible()
    page.goto(_link(studio, "reset-password"))
    page.get_by_label("New password").fill("another long sentence 7")
    page.get_by_role("button", name="Save and sign in").click()
    page.wait_for_url(re.compile("sign-in|home"))
    page.goto(f"{studio.url}/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=False).first.fill("another long sentence 7")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Projects")).to_be_visible()
    page.context.close()


def _link(studio: Studio, kind: str) -> str:
    """The newest link of a kind in the mails the studio has sent."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        mails = sorted((studio.data / "mail").glob("*"), key=lambda mail: mail.stat().st_mtime)
        for mail in reversed(mails):
            text = mail.read_text(errors="replace").replace("=\n", "").replace("=3D", "=")
            if found := re.search(rf"https?://[^\s\"<>]+/{kind}/[^\s\"<>]+", text):
                return studio.url + "/" + found[0].split("/", 3)[3]
        time.sleep(0.2)
    pytest.fail(f"no mail with a {kind} link in {studio.data / 'mail'}")

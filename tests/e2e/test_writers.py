"""From a premise to a film in the browser: an outline, changed by hand, pages, the script, and the film is ordered."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, expect

from tests.e2e.conftest import NARROW, WIDE, Studio

PREMISE = "A retired baker must win back her recipe from a rival before the spring fair."


def test_a_premise_becomes_a_script_and_the_film_is_ordered(
    studio: Studio, project: str, context: BrowserContext, shots: Path
) -> None:
    assert project  # signed in
    page = context.new_page()
    page.goto(f"{studio.url}/new")
    page.get_by_label("Title").fill("Sour")
    page.get_by_label("Premise").fill(PREMISE)
    page.screenshot(path=shots / "30-new.png")
    page.get_by_role("button", name="Create and have it written").click()
    desk = page.get_by_role("dialog", name="Have it written")
    expect(desk).to_contain_text(PREMISE)
    expect(desk).to_contain_text("It does not understand what you write")
    desk.get_by_label("Length in minutes").fill("2")
    page.screenshot(path=shots / "31-commission.png")
    desk.get_by_role("button", name="Outline first").click()
    desk.get_by_role("button", name=re.compile("^Write the outline, ")).click()
    outline = desk.get_by_label("Outline", exact=True)
    expect(outline).to_have_value(re.compile("BAKERY"))
    page.screenshot(path=shots / "32-outline.png")
    outline.fill(f"EXT. FAIRGROUND - DAY\n\n= Tents go up in the rain.\n\n{outline.input_value()}")
    desk.get_by_role("button", name="Pages from this outline").click()
    desk.get_by_role("button", name=re.compile("^Write the pages, ")).click()
    accept = desk.get_by_role("button", name="Put it into the script")
    expect(accept).to_be_visible()
    for name, size in (("wide", WIDE), ("narrow", NARROW)):
        page.set_viewport_size(size)
        page.screenshot(path=shots / f"33-pages-{name}.png")
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.set_viewport_size(WIDE)
    accept.click()
    expect(page.locator(".cm-content")).to_contain_text("Tents go up in the rain")
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\n\nEXT. FAIRGROUND - NIGHT\n\nThe last lamp goes out.\n")
    expect(page.locator("output.save")).to_have_text("Saved")
    page.screenshot(path=shots / "34-script.png")
    film = page.url.partition("/script")[0]
    page.goto(f"{film}/watch")
    page.get_by_role("button", name=re.compile(r"^Render film, at most \$\d")).click()
    running = page.get_by_label("Render in progress")
    expect(running).to_be_visible()
    page.screenshot(path=shots / "35-ordered.png")
    page.close()

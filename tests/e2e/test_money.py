"""Money in the browser, against a stand-in for Stripe: subscribe, top up, render, see the minutes, get the invoice, hit
a cap, raise it, continue.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from studio.embedded.folder import PROJECT
from studio.embedded.processes import free_port
from tests.e2e.conftest import NARROW, WIDE, Studio, started
from tests.fakes.stripe_fake import KEY, SECRET, FakeStripe, running, signed

PASSWORD = "opening night at nine"
RENDER_WITHIN_MS, SLOW_MS = 300_000, 60_000
SCRIPT = """Title: Salt

INT. KITCHEN - NIGHT

Rain. MIA, 30, sets two cups on the table.

MIA
You came back.
"""


class Shop:
    """A studio that is paid through a stand-in for Stripe."""

    def __init__(self) -> None:
        self.stripe, self.sent, self.studio = FakeStripe(), 0, Studio("", Path(), Path(), None)  # type: ignore[arg-type]

    def tell(self) -> None:
        """Sends what happened on Stripe's pages, newest first, and the last of it twice."""
        fresh, self.sent = self.stripe.events[self.sent :], len(self.stripe.events)
        for event in [*fresh[::-1], *fresh[-1:]]:
            body, headers = signed(event)
            answer = requests.post(f"{self.studio.url}/stripe/webhook", data=body, headers=headers, timeout=30)
            assert answer.status_code == 200, answer.text


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    found = Shop()
    with running(found.stripe, then=found.tell) as stripe:
        settings = {"STRIPE_SECRET_KEY": KEY, "STRIPE_WEBHOOK_SECRET": SECRET, "STRIPE_API_URL": stripe.url}
        with started("--no-sample", port=free_port(), **settings) as studio:
            found.studio = studio
            subprocess.run(
                [sys.executable, "manage.py", "stripe_setup"],
                cwd=PROJECT,
                env=os.environ | settings | {"STUDIO_STATE": str(studio.data)},
                check=True,
            )
            yield found


@pytest.fixture(scope="module")
def page(browser: Browser, shop: Shop) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE)
    context.set_default_timeout(SLOW_MS)
    page = context.new_page()
    page.goto(f"{shop.studio.url}/sign-up")
    page.get_by_label("Your name").fill("Olive")
    page.get_by_label("E-mail").fill(f"olive{time.time_ns()}@example.com")
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", name="Projects")).to_be_visible(timeout=SLOW_MS)
    yield page
    context.close()


def _balance(page: Page, shop: Shop, amount: str) -> None:
    """The balance is told by Stripe a moment after its page leads back."""
    deadline = time.monotonic() + SLOW_MS / 1000
    while time.monotonic() < deadline:
        page.goto(f"{shop.studio.url}/usage")
        figure = page.get_by_label("Balance", exact=True).locator("dd").first
        figure.wait_for()
        if figure.inner_text() == amount:
            return
    pytest.fail(f"the balance is {figure.inner_text()}, not {amount}")


def _set_cap(page: Page, shop: Shop, amount: str) -> None:
    page.goto(f"{shop.studio.url}/usage")
    page.get_by_label("Set a spend cap").get_by_role("textbox").fill(amount)
    with page.expect_response(lambda answer: "/v1/caps" in answer.url and answer.request.method != "GET"):
        page.get_by_role("button", name="Set cap").click()  # whoever leaves the page before takes the order back
    expect(page.get_by_label("Spend caps", exact=True)).to_contain_text(
        f"of ${float(amount):.4f}" if float(amount) < 1 else "of $"
    )


def test_a_plan_is_subscribed_to_and_its_minutes_arrive(page: Page, shop: Shop) -> None:
    page.goto(f"{shop.studio.url}/usage")
    expect(page.get_by_text("every month (1,250 min on a processor")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="Choose Solo").click()
    expect(page.get_by_role("heading", name="Pay")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="Pay", exact=True).click()
    expect(page.get_by_text("Thank you.")).to_be_visible(timeout=SLOW_MS)
    _balance(page, shop, "$35.00")
    expect(page.get_by_text("may be spent on renders: 1,750 min on a processor")).to_be_visible()
    expect(page.get_by_text("Plan Solo: $25.00 a month")).to_be_visible()


def test_money_is_added_by_card(page: Page, shop: Shop) -> None:
    page.goto(f"{shop.studio.url}/usage")
    page.get_by_label("Add to the balance, in dollars").fill("20")
    page.get_by_role("button", name="Pay by card").click()
    page.get_by_role("button", name="Pay", exact=True).click()
    expect(page.get_by_text("Thank you.")).to_be_visible(timeout=SLOW_MS)
    _balance(page, shop, "$55.00")


def test_a_balance_that_runs_low_is_filled_from_the_card_of_the_plan(page: Page, shop: Shop) -> None:
    page.goto(f"{shop.studio.url}/usage")
    for label in ("When less is left than, in dollars", "Add, in dollars", "At most a month, in dollars"):
        page.get_by_label("Fill the balance by itself").get_by_label(label).fill("60")
    page.get_by_role("button", name="Turn on").click()
    expect(page.get_by_text("is taken from visa ending in 4242")).to_be_visible(timeout=SLOW_MS)
    _balance(page, shop, "$115.00")
    expect(page.get_by_text("$60.00 of $60.00 this month")).to_be_visible()


def _a_film(page: Page, shop: Shop, title: str) -> str:
    """The address of a new film."""
    page.goto(f"{shop.studio.url}/new")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Screenplay").fill(SCRIPT.replace("Salt", title))
    expect(page.get_by_text("Reads as 1 scene")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="Create film").click()
    expect(page).to_have_url(re.compile(r"/projects/prj_\w+/script$"), timeout=SLOW_MS)
    return page.url.removesuffix("/script")


def test_a_film_waits_for_its_cap_says_so_and_goes_on_when_it_is_raised(page: Page, shop: Shop, shots: Path) -> None:
    film = _a_film(page, shop, "Salt")
    _set_cap(page, shop, "0.001")
    page.goto(f"{film}/watch")
    page.get_by_role("button", name=re.compile(r"^Render film, at most \$\d")).click()
    running = page.get_by_label("Render in progress")
    expect(running.get_by_text("is used up. What is made is kept")).to_be_visible(timeout=RENDER_WITHIN_MS)
    expect(running.get_by_text("Waits for a spend cap").first).to_be_visible()
    expect(page.get_by_text("The first scene comes up here when the render goes on.")).to_be_visible(timeout=SLOW_MS)
    for promise in (r"ready in", r"\bleft\b"):
        expect(page.get_by_role("main").get_by_text(re.compile(promise))).to_have_count(0)
    page.screenshot(path=shots / "waits-for-its-cap.png")
    running.get_by_role("button", name="Pause").click()
    expect(running.get_by_text("Paused by Olive.")).to_be_visible(timeout=SLOW_MS)
    running.get_by_role("button", name="Go on").click()
    expect(running.get_by_text("is used up. What is made is kept")).to_be_visible(timeout=SLOW_MS)
    running.get_by_role("link", name="Usage and caps").click()
    expect(page.get_by_text("used up: renders wait")).to_be_visible(timeout=SLOW_MS)
    _set_cap(page, shop, "5")
    page.goto(f"{film}/watch")
    expect(page.get_by_role("region", name="Report on the film")).to_be_visible(timeout=RENDER_WITHIN_MS)


def test_minutes_are_seen_by_project_and_worker_size_and_taken_home_as_a_table(page: Page, shop: Shop) -> None:
    page.goto(f"{shop.studio.url}/usage")
    spent = page.get_by_label("Spent", exact=True)
    row = spent.get_by_role("row", name=re.compile(r"^Salt \d+ \d+:\d\d \$0\.\d{4}$"))
    expect(row).to_be_visible(timeout=SLOW_MS)
    spent.get_by_role("radiogroup").get_by_text("Worker size", exact=True).click()
    expect(spent.get_by_role("row", name=re.compile(r"^Worker on a processor \d+ \d+:\d\d"))).to_be_visible(
        timeout=SLOW_MS
    )
    with page.expect_download() as loading:
        spent.get_by_role("button", name="Every step as a table (CSV)").click()
    assert "kokoro" in Path(loading.value.path()).read_text()


def test_the_invoice_of_the_plan_is_listed_with_its_page(page: Page, shop: Shop) -> None:
    page.goto(f"{shop.studio.url}/usage")
    invoices = page.get_by_label("Invoices", exact=True)
    expect(invoices.get_by_text("$19.00")).to_be_visible(timeout=SLOW_MS)
    invoices.get_by_role("row", name=re.compile(r"\$19\.00")).get_by_role("link").first.click()
    expect(page.get_by_text("19.00 USD: paid")).to_be_visible(timeout=SLOW_MS)


def test_the_statement_says_what_every_step_cost(page: Page, shop: Shop, shots: Path) -> None:
    page.goto(f"{shop.studio.url}/usage")
    page.get_by_role("button", name="What for").first.click()
    expect(page.get_by_role("columnheader", name="Made by")).to_be_visible(timeout=SLOW_MS)
    expect(page.locator(".charges tbody tr").nth(10)).to_be_visible(timeout=SLOW_MS)
    page.set_viewport_size(NARROW)
    expect(page.get_by_label("Added up by").filter(visible=True)).to_be_visible()
    page.screenshot(path=shots / "usage-390.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    page.set_viewport_size(WIDE)


def test_the_portal_shows_the_invoice_and_ends_the_plan(page: Page, shop: Shop) -> None:
    page.goto(f"{shop.studio.url}/usage")
    page.get_by_role("button", name="Manage payments and invoices").click()
    expect(page.get_by_text("Invoice in_0001: paid")).to_be_visible(timeout=SLOW_MS)
    page.get_by_role("button", name="Cancel subscription").click()
    expect(page.get_by_role("button", name="Choose Team")).to_be_visible(timeout=SLOW_MS)

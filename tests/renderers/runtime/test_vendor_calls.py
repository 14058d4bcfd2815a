"""A line to a vendor: how long it waits, what it repeats, whom it shows the key, and what it says of a fault."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from renderers.errors import Cancelled, KeyMissing, OutOfCredit, VendorBusy, VendorDown, VendorInput
from renderers.runtime.vendor_calls import Line, NotNow, Pace
from renderers.runtime.vendors import VENDORS, Access, address_fault, operators
from renderers.runtime.web import Answer, Unanswered, Unsent, Web

SECRET = "sk-very-secret-1234"


@dataclass
class Clock:
    """Time that passes only while somebody sleeps."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        self.slept.append(seconds)


class FakeWeb(Web):
    """Answers in order; the last one again and again."""

    def __init__(self, *answers: Answer | Exception) -> None:
        super().__init__()
        object.__setattr__(self, "answers", list(answers))
        object.__setattr__(self, "asked", [])

    answers: list[Answer | Exception]
    asked: list[tuple[str, str, dict[str, str]]]

    def ask(self, method: str, url: str, **sent: Any) -> Answer:
        self.asked.append((method, url, dict(sent.get("headers") or {})))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def _said(status: int, body: str = "{}", **headers: str) -> Answer:
    return Answer(
        status, {name.replace("_", "-"): value for name, value in headers.items()}, body.encode(), "https://x"
    )


def _line(web: FakeWeb, clock: Clock, *, vendor: str = "bfl", report: Callable[[], None] = lambda: None) -> Line:
    pace = Pace(report=report, sleep=clock.sleep, now=clock.now, chance=random.Random(1))
    return Line(VENDORS[vendor], Access(vendor, SECRET), pace, web=web)


def test_questions_are_repeated_with_growing_pauses_until_patience_ends() -> None:
    clock, web = Clock(), FakeWeb(_said(503))
    with pytest.raises(VendorDown, match="503"):
        _line(web, clock).get("/x")
    assert 6 <= len(web.asked) <= 12
    assert 120 <= clock.seconds <= 200


@pytest.mark.parametrize(
    ("retry_after", "least", "most"),
    [
        ("7", 7, 8),
        ("in 40 s", 35, 41),
        ("999999", 300, 301),
        ("-3", 0, 3),
        ("soon", 0, 3),
        (format_datetime(datetime(2001, 1, 1, tzinfo=UTC), usegmt=True), 0, 1),
    ],
)
def test_a_vendor_is_waited_for_as_long_as_it_asks_within_reason(retry_after: str, least: int, most: int) -> None:
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=40), usegmt=True)
    said = soon if retry_after == "in 40 s" else retry_after
    clock, web = Clock(), FakeWeb(_said(429, retry_after=said), _said(200))
    assert _line(web, clock).get("/x").status == 200
    assert least <= clock.seconds <= most


def test_an_order_is_sent_once_whatever_comes_back() -> None:
    for answer, error in (
        (_said(500), Unanswered),
        (_said(502), Unanswered),
        (Unanswered("the line broke"), Unanswered),
        (_said(429, retry_after="9"), NotNow),
        (Unsent("nobody there"), NotNow),
        (_said(400), VendorInput),
        (_said(401), KeyMissing),
        (_said(402), OutOfCredit),
    ):
        web = FakeWeb(answer)
        with pytest.raises(error):
            _line(web, Clock()).order("/x", json={})
        assert len(web.asked) == 1


def test_an_order_not_taken_says_when_it_may_be_sent_again() -> None:
    with pytest.raises(NotNow) as later:
        _line(FakeWeb(_said(429, retry_after="9")), Clock()).order("/x", json={})
    assert later.value.seconds == 9
    assert isinstance(later.value.fault, VendorBusy)


def test_waiting_is_ended_by_whoever_stops_the_render() -> None:
    clock = Clock()

    def stop() -> None:
        if clock.seconds > 1:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        _line(FakeWeb(_said(429, retry_after="200")), clock, report=stop).get("/x")
    assert clock.seconds < 2


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("/x", True),
        ("https://api.bfl.ai/v1/get", True),
        ("https://eu4.bfl.ai/get", True),
        ("https://notbfl.ai/get", False),
        ("https://bfl.ai.evil.example/get", False),
        ("http://eu4.bfl.ai/get", False),
        ("https://storage.example/picture", False),
    ],
)
def test_the_key_is_shown_to_the_vendors_own_hosts_alone(url: str, shown: bool) -> None:
    web = FakeWeb(_said(200))
    _line(web, Clock()).get(url)
    assert (SECRET in str(web.asked[0][2])) is shown


def test_what_a_vendor_says_is_short_plain_and_without_the_key() -> None:
    body = '{"error": {"message": "bad\\u0000 key ' + SECRET + " \\n" + "x" * 900 + '"}}'
    with pytest.raises(VendorInput) as fault:
        _line(FakeWeb(_said(400, body)), Clock()).get("/x")
    said = str(fault.value)
    assert SECRET not in said
    assert said.isprintable()
    assert len(said) < 450


@pytest.mark.parametrize("body", ["", "<html>", "[]", "null", '"text"', '{"error": [[[[[[["deep"]]]]]]]}', "[" * 5000])
def test_no_answer_makes_it_stumble(body: str) -> None:
    for status in (400, 401, 429, 500):
        line = _line(FakeWeb(_said(status, body)), Clock())
        assert str(line.fault(_said(status, body)))


def test_a_key_is_not_printed() -> None:
    access = Access("runway", SECRET)
    assert SECRET not in repr(access)
    assert access.last_four == "1234"
    assert Access("runway", "short").last_four == ""


def test_the_operators_keys_are_read_from_the_environment() -> None:
    keys = operators({"RUNWAY_API_KEY": SECRET, "ENGINE_ALLOWED_HOSTS": "Comfy.local:8188, wan"})
    assert keys["runway"].owner
    assert keys["runway"].address == VENDORS["runway"].address
    assert keys["runway"].open_hosts == ("comfy.local:8188", "wan")
    assert not keys["luma"].owner
    assert not operators({"OPENAI_VIDEOS_API_KEY": SECRET})["openai_videos"].owner, "it has no address"
    assert operators({"OPENAI_VIDEOS_API_URL": "https://wan.example/v1"})["openai_videos"].owner


def test_sora_is_said_to_be_gone() -> None:
    assert "retired Sora" in address_fault("https://api.openai.com/v1")
    assert address_fault("https://wan.example/v1") == ""

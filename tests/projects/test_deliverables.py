"""Files of a film: what is there, what may be asked for at which price, and asking for it later."""

from __future__ import annotations

from typing import Any

import pytest

from renderers.farm.models import Step
from studio.core.tenancy import system
from tests.projects.farmhand import work
from tests.projects.studio import Studio

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def studio(own_store: None) -> Studio:
    return Studio()


def _files(studio: Studio, render_id: str) -> dict[str, dict[str, Any]]:
    found = studio.get(f"/v1/renders/{render_id}/deliverables")
    return {each["role"]: each for each in found["files"]}


def _offers(studio: Studio, render_id: str) -> dict[str, dict[str, Any]]:
    found = studio.get(f"/v1/renders/{render_id}/deliverables")
    return {each["name"]: each for each in found["offers"]}


def _ask(studio: Studio, render_id: str, *extras: str) -> Any:
    studio.orders += 1
    return studio.client.post(
        f"/v1/renders/{render_id}/deliverables", {"extras": extras}, headers={"Idempotency-Key": str(studio.orders)}
    )


def _made_steps() -> int:
    with system():
        return Step.objects.filter(state="done").count()


def test_a_film_comes_with_captions_and_a_report(studio: Studio) -> None:
    render = studio.order()
    work()
    files = _files(studio, render["id"])
    made = {role for role, each in files.items() if each["state"] == "current"}
    assert made == {"master", "subtitles", "captions", "sdh", "report"}
    master = files["master"]
    assert (master["filename"], master["frames"]) == ("Night Shift.mp4", 480)
    assert master["bytes"] > 0
    assert studio.client.get(master["url"]).status_code == 200
    assert files["dialogue"] | {"url": None, "bytes": None} == files["dialogue"], "what is not made has no figures"
    assert (files["dialogue"]["state"], files["dialogue"]["extra"]) == ("missing", "stems")


def test_what_can_be_asked_for_with_a_render_can_be_asked_for_later(studio: Studio) -> None:
    render = studio.order()
    extras = studio.get("/v1/extras")["data"]
    assert {each["name"]: each["title"] for each in extras} == {
        name: offer["title"] for name, offer in _offers(studio, render["id"]).items()
    }


def test_what_is_not_made_has_a_price_of_its_own_steps_alone(studio: Studio) -> None:
    render = studio.order()
    work()
    offers = _offers(studio, render["id"])
    assert {name: each["state"] for name, each in offers.items()} == dict.fromkeys(offers, "missing")
    assert {name: each["estimate"]["to_make"] for name, each in offers.items()} == {
        "stems": 3, "mix": 1, "burned": 1, "storyboard": 1, "sheet": 1,
    }  # fmt: skip


def test_asking_later_makes_only_what_is_missing(studio: Studio) -> None:
    render = studio.order()
    work()
    before = _made_steps()
    asked = _ask(studio, render["id"], "stems", "storyboard")
    assert asked.status_code == 202, asked.content
    assert _files(studio, render["id"])["dialogue"]["state"] == "running"
    assert work() == 4
    assert _made_steps() == before + 4
    files = _files(studio, render["id"])
    assert {files[role]["state"] for role in ("dialogue", "effects", "music", "storyboard")} == {"current"}
    assert files["storyboard"]["filename"] == "Night Shift (storyboard).pdf"
    assert _offers(studio, render["id"])["stems"]["estimate"] is None
    assert _offers(studio, render["id"])["sheet"]["state"] == "missing"
    assert studio.get(f"{studio.url}/film")["is_current"], "it is still the film"
    assert _files(studio, asked.json()["id"])["dialogue"]["state"] == "current"


def test_extras_ordered_with_the_film_are_quoted_and_made_with_it(studio: Studio) -> None:
    plain, more = studio.quote(), studio.quote(extras=["stems", "burned"])
    assert more["amount"] > plain["amount"]
    assert more["to_make"] == plain["to_make"] + 4
    render = studio.order(extras=["stems", "burned"])
    assert render["progress"]["steps"] == more["steps"]
    work()
    files = _files(studio, render["id"])
    assert files["burned"]["state"] == files["music"]["state"] == "current"


def test_a_repeated_render_keeps_its_extras(studio: Studio) -> None:
    render = studio.order(extras=["sheet"])
    work(refuse=lambda step: step.engine == "report")
    again = studio.client.post(f"/v1/renders/{render['id']}/retry", headers={"Idempotency-Key": "again"})
    work()
    assert _files(studio, again.json()["id"])["sheet"]["state"] == "current"


def test_what_failed_says_why_and_can_be_asked_for_again(studio: Studio) -> None:
    render = studio.order()
    work()
    _ask(studio, render["id"], "sheet")
    work(refuse=lambda step: step.engine == "storyboard_sheet")
    offer = _offers(studio, render["id"])["sheet"]
    assert (offer["state"], offer["cause"]) == ("blocked", "the paper jammed")
    assert offer["estimate"]["to_make"] == 1
    assert studio.get(f"{studio.url}/film")["render_id"] == render["id"], "the film stays"
    _ask(studio, render["id"], "sheet")
    work()
    assert _offers(studio, render["id"])["sheet"]["state"] == "current"


def test_letters_that_cannot_be_drawn_are_said_before_anything_is_made(studio: Studio) -> None:
    studio.write("Salt.", "\N{CUNEIFORM SIGN A} salt.")
    render = studio.order()
    work()
    offer = _offers(studio, render["id"])["burned"]
    assert offer["state"] == "blocked"
    assert "\N{CUNEIFORM SIGN A}" in offer["cause"]
    assert offer["estimate"] is None
    refused = _ask(studio, render["id"], "burned")
    assert (refused.status_code, refused.json()["code"]) == (409, "cannot_be_filmed")


def test_an_older_film_does_not_take_the_place_of_a_newer_one(studio: Studio) -> None:
    old = studio.order()
    work()
    studio.write("Sit down.", "Stand up.")
    new = studio.order()
    work()
    refused = _ask(studio, old["id"], "stems")
    assert (refused.status_code, refused.json()["code"]) == (409, "newer_film")
    assert studio.get(f"{studio.url}/film")["render_id"] == new["id"]
    assert _ask(studio, new["id"], "stems").status_code == 202


def test_an_unknown_extra_is_named(studio: Studio) -> None:
    render = studio.order()
    refused = _ask(studio, render["id"], "hologram")
    assert refused.status_code in (400, 422)
    assert "hologram" in refused.content.decode()

"""Who films a shot: the preset, the film, the scene or the shot; a fallback is named, priced and never silent."""

from __future__ import annotations

from typing import Any

import pytest

from renderers.engine import version_of
from renderers.engines import engines
from renderers.exports import title_of
from renderers.farm import engine_keys
from renderers.farm.models import Worker
from renderers.runtime.vendors import VENDORS
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.factories import a_workspace, an_actor, an_owner, signed_in
from tests.projects.studio import Studio

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def studio(own_store: None) -> Studio:
    return Studio()


def _engines(studio: Studio, shot: dict[str, Any]) -> dict[str, Any]:
    return dict(studio.get(f"/v1/shots/{shot['id']}/engine"))


def _decide(studio: Studio, url: str, **fields: Any) -> Any:
    found = studio.client.get(url)
    answer = studio.client.patch(url, fields, headers={"If-Match": found.headers["ETag"]})
    assert answer.status_code == 200, answer.content
    return answer.json()


def _silent(studio: Studio) -> dict[str, Any]:
    return next(shot for shot in studio.shots() if not shot["dialogue"])


def _with_key(studio: Studio, vendor: str) -> None:
    with tenant(studio.workspace.pk):
        owner = an_actor(an_owner(studio.workspace))
        engine_keys.set_key(actor=owner, vendor=VENDORS[vendor], secret="a-key-of-the-workspace")


def test_without_a_decision_the_preset_says_who_films(studio: Studio) -> None:
    found = _engines(studio, _silent(studio))
    assert (found["engine"], found["decided"], found["role"]) == ("draft_animatic", "preset", "hero")
    assert found["engine"] == found["preset_engine"]


def test_every_engine_has_its_price_or_the_reason_why_it_cannot_film(studio: Studio) -> None:
    _with_key(studio, "runway")
    options = {each["engine"]: each for each in _engines(studio, _silent(studio))["options"]}
    assert {"ken_burns", "wan_5b", "runway", "kling", "draft_animatic"} <= set(options)
    assert all((option["amount"] is None) == bool(option["why_not"]) for option in options.values())
    assert "There is no key for Kling" in options["kling"]["why_not"]
    assert options["runway"]["amount"] > options["ken_burns"]["amount"] > 0


def test_an_engine_that_nobody_online_has_says_why_and_can_be_chosen_still(studio: Studio) -> None:
    lack = "the engines' libraries are not installed (torch)"
    told = {"name": "hall:1", "size": "cpu", "slots": 1, "missing": {"rife": lack}}
    Worker.objects.create(**told, engines=["draft_animatic@999"], started_at=now(), seen_at=now())
    found = _engines(studio, _silent(studio))
    options = {each["engine"]: each for each in found["options"]}
    assert options["wan_5b"]["waits"].startswith("No worker with a small graphics card is online")
    assert options["wan_5b"]["amount"] > 0
    assert (options["kling"]["waits"], options["kling"]["amount"]) == ("", None), "its key comes first"
    able = version_of(engines()["ken_burns"])
    Worker.objects.create(
        name="hall:2", size="cpu", slots=1, engines=[f"ken_burns@{able}"], started_at=now(), seen_at=now()
    )
    options = {each["engine"]: each["waits"] for each in _engines(studio, _silent(studio))["options"]}
    assert options["ken_burns"] == ""


def test_the_nearest_decision_holds_shot_before_scene_before_film(studio: Studio) -> None:
    shot = _silent(studio)
    steps: list[tuple[str, dict[str, Any], tuple[str, str]]] = [
        (f"{studio.url}/engines", {"hero": "ken_burns"}, ("ken_burns", "film")),
        (f"/v1/scenes/{shot['scene_id']}/engines", {"every": "wan_5b"}, ("wan_5b", "scene")),
        (f"/v1/shots/{shot['id']}/engine", {"every": "mochi"}, ("mochi", "shot")),
        (f"/v1/shots/{shot['id']}/engine", {"every": None}, ("wan_5b", "scene")),
        (f"/v1/scenes/{shot['scene_id']}/engines", {"every": ""}, ("ken_burns", "film")),
    ]
    for url, fields, expected in steps:
        _decide(studio, url, **fields)
        found = _engines(studio, shot)
        assert (found["engine"], found["decided"]) == expected
    others = [each for each in studio.shots() if each["dialogue"]]
    assert _engines(studio, others[0])["decided"] == "preset", "the film decided about heroes alone"


def test_a_shot_that_is_said_to_be_dialogue_is_filmed_as_such(studio: Studio) -> None:
    shot = _silent(studio)
    _decide(studio, f"{studio.url}/engines", dialogue="ken_burns")
    _decide(studio, f"/v1/shots/{shot['id']}/engine", role="dialogue")
    found = _engines(studio, shot)
    assert (found["role"], found["engine"]) == ("dialogue", "ken_burns")


def test_a_quote_prices_the_chosen_engine(studio: Studio) -> None:
    _with_key(studio, "runway")
    before = studio.quote()
    _decide(studio, f"/v1/shots/{_silent(studio)['id']}/engine", every="runway")
    after = studio.quote()
    assert after["amount"] > before["amount"] + 100_000
    assert any(note.startswith(f"{title_of('runway')}: $") for note in after["notes"])


def test_a_chosen_engine_without_a_key_is_not_replaced_in_silence(studio: Studio) -> None:
    _decide(studio, f"/v1/shots/{_silent(studio)['id']}/engine", every="kling")
    quote = studio.quote()
    assert any("There is no key for Kling" in said for said in quote["shortages"])
    refused = studio.client.post("/v1/renders", {"quote_id": quote["id"]}, headers={"Idempotency-Key": "1"})
    assert refused.json()["code"] == "nobody_can_make_it"


def test_a_fallback_is_named_in_the_quote_and_gives_way_as_soon_as_there_is_a_key(studio: Studio) -> None:
    shot = _silent(studio)
    _decide(studio, f"/v1/shots/{shot['id']}/engine", every="kling", fallback="ken_burns")
    found = _engines(studio, shot)
    assert (found["engine"], found["instead_of"]) == ("ken_burns", "kling")
    assert "There is no key for Kling" in found["why"]
    said = " ".join(studio.quote()["shortages"])
    assert "1 shot is filmed by the fallback Ken Burns camera move instead of Kling 3.0, at its price." in said
    _with_key(studio, "kling")
    assert _engines(studio, shot)["engine"] == "kling"
    assert "fallback" not in " ".join(studio.quote()["shortages"])


def test_a_shot_in_which_nobody_is_seen_is_filmed_by_the_fallback_of_an_engine_that_needs_a_face(
    studio: Studio,
) -> None:
    why = "ConsisID (a face that stays) films somebody by their face, and nobody is seen in this shot."
    _decide(studio, studio.url, preset="standard")
    _decide(studio, f"{studio.url}/engines", hero="consisid")
    refused = studio.client.post("/v1/quotes", {"project_id": studio.project.pk}).json()
    assert refused["code"] == "cannot_be_filmed"
    assert refused["detail"].startswith(f"{why} Choose another engine for it")
    _decide(studio, f"{studio.url}/engines", fallback="ken_burns")
    said = " ".join(studio.quote()["shortages"])
    assert "1 shot is filmed by the fallback Ken Burns camera move instead of ConsisID" in said
    assert f"at its price. {why}" in said
    filmed = [_engines(studio, shot) for shot in studio.shots() if not shot["dialogue"]]
    assert {(each["engine"], each["why"]) for each in filmed} >= {("consisid", ""), ("ken_burns", why)}


def test_an_engine_that_films_nothing_is_refused_with_those_that_do(studio: Studio) -> None:
    url = f"/v1/shots/{_silent(studio)['id']}/engine"
    refused = studio.client.patch(url, {"every": "kokoro"}, headers={"If-Match": studio.client.get(url)["ETag"]})
    assert (refused.status_code, refused.json()["param"]) == (422, "every")
    assert "ken_burns" in refused.json()["detail"]


def test_two_people_who_decide_at_once_are_told(studio: Studio) -> None:
    url = f"{studio.url}/engines"
    version = studio.client.get(url).headers["ETag"]
    assert studio.client.patch(url, {"hero": "mochi"}, headers={"If-Match": version}).status_code == 200
    assert studio.client.patch(url, {"hero": "wan_5b"}, headers={"If-Match": version}).status_code == 412


def test_strangers_see_no_decision(studio: Studio) -> None:
    stranger = signed_in(an_owner(a_workspace()))
    for url in (f"{studio.url}/engines", f"/v1/shots/{_silent(studio)['id']}/engine"):
        assert stranger.get(url).status_code == 404

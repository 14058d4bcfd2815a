"""The sound of a film: what is heard where, what a decision takes, and that only its scene is made again."""

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


def _mix(studio: Studio) -> dict[str, dict[str, Any]]:
    """By scene number; the cards have none."""
    return {each["number"]: each for each in studio.get(f"{studio.url}/mix")["data"] if each["number"]}


def _scene(studio: Studio, number: str) -> str:
    return str(_mix(studio)[number]["scene_id"])


def _decide(studio: Studio, url: str, **fields: Any) -> Any:
    found = studio.client.get(url)
    return studio.client.patch(url, fields, headers={"If-Match": found.headers["ETag"]})


def test_a_scene_says_what_is_heard_in_it_before_anything_is_made(studio: Studio) -> None:
    scenes = studio.get(f"{studio.url}/mix")["data"]
    assert [each["heading"] for each in scenes][1:-1] == [
        "INT. KITCHEN - NIGHT", "EXT. STREET - DAY", "INT. KITCHEN - MORNING",
    ]  # fmt: skip
    kitchen = _mix(studio)["1"]
    assert {each["sound"] for each in kitchen["ambience"]} >= {"rain"}
    rain = next(each for each in kitchen["ambience"] if each["sound"] == "rain")
    assert (rain["start"], rain["end"], rain["muffled"]) == (0, kitchen["frames"], True)
    assert all(0 <= each["frame"] < kitchen["frames"] for each in kitchen["effects"])
    assert not kitchen["measured"], "nobody has spoken yet"
    assert set(kitchen["levels"].values()) == {None}
    assert set(kitchen["urls"].values()) == {None}


def test_finished_sound_has_its_times_and_can_be_heard_stem_by_stem(studio: Studio) -> None:
    studio.order()
    work()
    kitchen = _mix(studio)["1"]
    shots = [shot for shot in studio.shots() if shot["scene_id"] == kitchen["scene_id"]]
    assert kitchen["measured"]
    assert kitchen["frames"] == 480 * len(shots), "as the lines took them"
    assert all(kitchen["urls"][role] for role in ("dialogue", "effects", "bed"))
    assert (kitchen["urls"]["music"] is None) == (kitchen["music"] is None)


def test_a_decision_is_priced_before_it_is_made_and_makes_only_its_scene_again(studio: Studio) -> None:
    studio.order()
    work()
    url = f"/v1/scenes/{_scene(studio, '1')}/sound"
    quote = studio.client.post(f"{url}/estimates", {"ambience": "off"}).json()
    assert studio.get(url)["effective"]["ambience"] == "on", "nothing was stored"
    assert 0 < quote["to_make"] < quote["steps"]
    assert _decide(studio, url, ambience="off").json()["effective"]["ambience"] == "off"
    assert [each["sound"] for each in _mix(studio)["1"]["ambience"]] == ["room_tone"]
    status = {number: each["status"] for number, each in _mix(studio).items()}
    assert status["1"] == {"state": "stale", "cause": "its sound settings changed"}
    assert status["2"]["state"] == status["3"]["state"] == "current"
    before = _speeches()
    studio.order()
    assert work() == quote["to_make"]
    assert _speeches() == before
    assert {each["status"]["state"] for each in _mix(studio).values()} == {"current"}


def _speeches() -> int:
    with system():
        return Step.objects.filter(engine__in=("kokoro", "draft_animatic", "draft_panel")).count()


def test_going_back_costs_nothing(studio: Studio) -> None:
    url = f"/v1/scenes/{_scene(studio, '2')}/sound"
    studio.order()
    work()
    _decide(studio, url, music="on", mood="dread", music_db=-4)
    assert _mix(studio)["2"]["music"]["mood"] == "dread"
    back = studio.client.post(f"{url}/estimates", {"music": None, "mood": None, "music_db": None}).json()
    assert back["to_make"] == 0
    _decide(studio, url, music=None, mood=None, music_db=None)
    assert studio.get(f"{studio.url}/film")["is_current"]


def test_the_film_decides_for_every_scene_that_does_not(studio: Studio) -> None:
    film, scene = f"{studio.url}/sound", f"/v1/scenes/{_scene(studio, '2')}/sound"
    assert _decide(studio, film, music="off").status_code == 200
    assert not any(each["music"] for each in studio.get(f"{studio.url}/mix")["data"]), "not even under the title"
    _decide(studio, scene, music="on", mood="hope")
    heard = {number: each["music"]["mood"] for number, each in _mix(studio).items() if each["music"]}
    assert heard == {"2": "hope"}
    own = studio.get(scene)
    assert (own["music"], own["ambience"], own["effective"]["ambience"]) == ("on", None, "on")
    quote = studio.client.post(f"{film}/estimates", {"effects": "off"}).json()
    assert quote["steps"] > 0


def test_somebody_faster_is_not_overwritten(studio: Studio) -> None:
    url = f"/v1/scenes/{_scene(studio, '1')}/sound"
    stale = studio.client.get(url).headers["ETag"]
    _decide(studio, url, effects="off")
    late = studio.client.patch(url, {"effects": "on"}, headers={"If-Match": stale})
    assert late.status_code == 412
    assert studio.get(url)["effects"] == "off"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"music_db": 9}, "20 dB softer to 6 dB louder"),
        ({"mood": "jolly"}, "jolly"),
        ({"music": "loud"}, "loud"),
        ({"reverb": 3}, "There is no field 'reverb'"),
    ],
    ids=str,
)
def test_what_cannot_be_decided_is_named(studio: Studio, fields: dict[str, Any], said: str) -> None:
    url = f"/v1/scenes/{_scene(studio, '1')}/sound"
    for refused in (_decide(studio, url, **fields), studio.client.post(f"{url}/estimates", fields)):
        assert 400 <= refused.status_code < 500
        assert said in refused.content.decode()


def test_a_film_without_scenes_says_how_to_begin_one(studio: Studio) -> None:
    studio.client.put(f"{studio.url}/screenplay", {"text": ""}, headers={"If-Match": '"v1"'})
    refused = studio.client.get(f"{studio.url}/mix")
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_film")

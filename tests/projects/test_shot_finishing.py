"""Who finishes a shot's clip: the preset, the film, the scene or the shot, each thing by itself, and priced."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.projects.studio import Studio

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ORDER = ["lips", "faces", "rate", "size"]


@pytest.fixture
def studio(own_store: None) -> Studio:
    """A film that is made with Cinema, whose clips are finished."""
    made = Studio()
    _changed(made, made.url, preset="cinema")
    return made


def _changed(studio: Studio, url: str, **fields: Any) -> Any:
    found = studio.client.get(url)
    answer = studio.client.patch(url, fields, headers={"If-Match": found.headers["ETag"]})
    assert answer.status_code == 200, answer.content
    return answer.json()


def _spoken(studio: Studio) -> dict[str, Any]:
    near = ("medium", "medium_close", "close_up", "two_shot")
    return next(shot for shot in studio.shots() if shot["dialogue"] and shot["size"] in near)


def _finishing(studio: Studio, shot: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    found = studio.get(f"/v1/shots/{shot['id']}/engine")["finishing"]
    assert [each["what"] for each in found] == ORDER, "in the order in which it is done"
    return {each["what"]: each for each in found}


def _who(studio: Studio, shot: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {what: (each["engine"], each["decided"]) for what, each in _finishing(studio, shot).items()}


def _filming(quote: Mapping[str, Any]) -> tuple[int, int]:
    """Steps of the quote's line for the shots, and what they cost at most."""
    [line] = (each for each in quote["lines"] if each["stage"] == "shots")
    return line["steps"], line["amount"]


def test_each_thing_is_finished_as_the_nearest_decision_says(studio: Studio) -> None:
    shot = _spoken(studio)
    preset = {"lips": "musetalk", "faces": "", "rate": "rife", "size": "realesrgan"}
    assert _who(studio, shot) == {what: (engine, "preset") for what, engine in preset.items()}
    _changed(studio, f"{studio.url}/engines", rate="film_net", faces="codeformer")
    _changed(studio, f"/v1/scenes/{shot['scene_id']}/engines", lips="off", rate="comfy_film")
    _changed(studio, f"/v1/shots/{shot['id']}/engine", rate="rife")
    assert _who(studio, shot) == {
        "lips": ("", "scene"),
        "faces": ("codeformer", "film"),
        "rate": ("rife", "shot"),
        "size": ("realesrgan", "preset"),
    }
    _changed(studio, f"/v1/shots/{shot['id']}/engine", rate=None)
    assert _who(studio, shot)["rate"] == ("comfy_film", "scene")


def test_a_quote_counts_what_finishes_the_film_as_it_was_offered(studio: Studio) -> None:
    shot, (steps, amount) = _spoken(studio), _filming(studio.quote())
    offered = {each["engine"]: each["amount"] for each in _finishing(studio, shot)["faces"]["options"]}
    _changed(studio, f"/v1/shots/{shot['id']}/engine", faces="codeformer")
    assert _filming(studio.quote()) == (steps + 1, amount + offered["codeformer"]), "one step more, at its price"
    _changed(studio, f"{studio.url}/engines", lips="off", size="off", rate="off")
    fewer, less = _filming(studio.quote())
    filmed = sum(shot["size"] != "title" for shot in studio.shots())
    assert fewer <= steps + 1 - 2 * filmed, "nothing is smoothed or enlarged any more"
    assert less < amount


def test_what_cannot_be_used_or_is_not_needed_is_said_in_words(studio: Studio) -> None:
    shot = _spoken(studio)
    found = _finishing(studio, shot)
    options = {each["engine"]: each for finish in found.values() for each in finish["options"]}
    assert all((option["amount"] is None) == bool(option["why_not"]) for option in options.values())
    assert "There is no key for Topaz" in options["topaz"]["why_not"]
    assert not any(finish["needless"] for finish in found.values())
    _changed(studio, f"/v1/shots/{shot['id']}/engine", every="draft_animatic")
    painted = _finishing(studio, shot)
    assert "its engine moves lips by itself" in painted["lips"]["needless"]
    assert "at the film's own rate" in painted["rate"]["needless"]
    assert painted["faces"]["needless"] == ""


def test_who_was_chosen_and_cannot_be_used_is_not_replaced_in_silence(studio: Studio) -> None:
    _changed(studio, f"/v1/shots/{_spoken(studio)['id']}/engine", size="topaz")
    quote = studio.quote()
    assert any("There is no key for Topaz" in said for said in quote["shortages"])


def test_an_engine_that_does_something_else_is_refused_with_those_that_do_it(studio: Studio) -> None:
    url = f"{studio.url}/engines"
    refused = studio.client.patch(url, {"rate": "codeformer"}, headers={"If-Match": studio.client.get(url)["ETag"]})
    assert (refused.status_code, refused.json()["param"]) == (422, "rate")
    assert (
        "No engine codeformer makes motion smoother; choose one of comfy_film, film_net, rife, or off"
        in (refused.json()["detail"])
    )

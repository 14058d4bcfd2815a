"""A character keeps face and body; what they wear belongs to scenes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test.utils import override_settings

from tests.projects.farmhand import work
from tests.projects.studio import Studio

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    with override_settings(STORAGES=storages, MEDIA_ROOT=tmp_path):
        yield Studio()


def character(studio: Studio, name: str) -> dict[str, Any]:
    every = studio.get(f"{studio.url}/characters")["data"]
    return next(each for each in every if each["name"] == name)


def dressed(studio: Studio, character_id: str, name: str, description: str, scenes: list[str]) -> dict[str, Any]:
    body = {"name": name, "description": description, "scene_ids": scenes}
    answer = studio.client.post(f"/v1/characters/{character_id}/looks", body, format="json")
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def stale(studio: Studio) -> dict[str, str]:
    """Shots that are no longer as they are wanted, with the cause, by their number."""
    shots = studio.get(f"{studio.url}/shots")["data"]
    return {shot["number"]: shot["status"]["cause"] for shot in shots if shot["status"]["state"] == "stale"}


def test_a_look_touches_only_the_shots_that_wear_it_until_it_is_taken_off(studio: Studio) -> None:
    studio.order()
    work()
    otto = character(studio, "Otto")
    shots = studio.get(f"{studio.url}/shots")["data"]
    scene = otto["scene_ids"][0]
    wear_it = {shot["number"] for shot in shots if shot["scene_id"] == scene and otto["id"] in shot["character_ids"]}
    assert wear_it
    look = dressed(studio, otto["id"], "Rain", "a yellow oilskin, soaked", [scene])
    assert set(stale(studio)) == wear_it
    assert set(stale(studio).values()) == {"Otto wears something else"}
    answer = studio.client.delete(f"/v1/looks/{look['id']}", headers={"If-Match": f'"v{look["version"]}"'})
    assert answer.status_code == 204, answer.content
    assert stale(studio) == {}


def test_a_scene_wears_one_look_of_a_character_at_a_time(studio: Studio) -> None:
    otto = character(studio, "Otto")
    scene = otto["scene_ids"][0]
    first = dressed(studio, otto["id"], "Rain", "a yellow oilskin", [scene])
    second = dressed(studio, otto["id"], "Ball", "a black tuxedo", [scene])
    looks = {each["id"]: each["scene_ids"] for each in studio.get(f"{studio.url}/looks")["data"]}
    assert looks == {first["id"]: [], second["id"]: [scene]}


def test_what_cannot_be_worn_is_said(studio: Studio) -> None:
    otto = character(studio, "Otto")
    dressed(studio, otto["id"], "Rain", "a yellow oilskin", [])
    for body, said in (
        ({"name": "rain", "description": "another"}, "Otto already has a look named rain."),
        ({"name": " ", "description": "a coat"}, "not be blank"),
        ({"name": "Ball", "description": "a tuxedo", "scene_ids": ["scn_nowhere"]}, "There is no scene scn_nowhere"),
    ):
        answer = studio.client.post(f"/v1/characters/{otto['id']}/looks", body, format="json")
        assert answer.status_code == 422, answer.content
        assert said in answer.content.decode()


def test_a_reference_sheet_shows_a_character_in_a_look_and_is_drawn_once(studio: Studio) -> None:
    otto = character(studio, "Otto")
    look = dressed(studio, otto["id"], "Ball", "a black tuxedo", [])

    def sheet(look_id: str = "") -> dict[str, Any]:
        studio.orders += 1
        answer = studio.client.post(
            f"/v1/characters/{otto['id']}/sheets",
            {"look_id": look_id},
            format="json",
            headers={"Idempotency-Key": f"sheet-{studio.orders}"},
        )
        assert answer.status_code == 202, answer.content
        return dict(answer.json())

    plain, worn = sheet(), sheet(look["id"])
    assert (plain["state"], worn["look_id"]) == ("queued", look["id"])
    assert work() == 2
    drawn = studio.get(f"/v1/sheets/{worn['id']}")
    assert drawn["state"] == "succeeded"
    assert drawn["image_url"].startswith("/media/")
    assert drawn["image_url"] != studio.get(f"/v1/sheets/{plain['id']}")["image_url"]
    assert sheet(look["id"])["image_url"] == drawn["image_url"]
    assert work() == 0

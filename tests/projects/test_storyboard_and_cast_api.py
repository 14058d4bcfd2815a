"""Shots and characters over HTTP: what a person sets is pinned, what does not fit is refused."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from tests.factories import a_project, a_workspace, an_owner, signed_in
from tests.projects.story import STORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> APIClient:
    return signed_in(an_owner(a_workspace()))


@pytest.fixture
def url(client: APIClient) -> str:
    made = client.post("/v1/projects", {"title": "Salt", "screenplay": STORY}).json()
    return f"/v1/projects/{made['id']}"


def _shots(client: APIClient, url: str, query: str = "") -> list[dict[str, Any]]:
    return list(client.get(f"{url}/shots{query}").json()["data"])


def test_shots_come_in_story_order_page_by_page(client: APIClient, url: str) -> None:
    every = _shots(client, url)
    assert [shot["number"] for shot in every] == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "3.1", "3.2", "3.3"][
        : len(every)
    ]
    found, cursor = [], ""
    while True:
        page = client.get(f"{url}/shots?limit=2{f'&cursor={cursor}' if cursor else ''}").json()
        found += page["data"]
        cursor = page["next"]
        if cursor is None:
            break
    assert [shot["id"] for shot in found] == [shot["id"] for shot in every]
    scene = every[0]["scene_id"]
    assert {shot["scene_id"] for shot in _shots(client, url, f"?scene={scene}")} == {scene}


def test_a_field_a_person_sets_is_pinned_until_it_is_reset(client: APIClient, url: str) -> None:
    shot = _shots(client, url)[1]
    patched = client.patch(f"/v1/shots/{shot['id']}", {"size": "insert", "frames": 100}, headers={"If-Match": '"v1"'})
    assert (patched.status_code, patched.headers["ETag"]) == (200, '"v2"')
    assert (patched.json()["size"], patched.json()["pinned"]) == ("insert", ["frames", "size"])
    total = sum(each["frames"] for each in _shots(client, url))
    assert client.get(url).json()["counts"]["frames"] == total
    reset = client.post(f"/v1/shots/{shot['id']}/reset", {"fields": ["size"]}, headers={"If-Match": '"v2"'})
    assert (reset.json()["size"], reset.json()["frames"], reset.json()["pinned"]) == (shot["size"], 100, ["frames"])
    reset = client.post(f"/v1/shots/{shot['id']}/reset", {"fields": []}, headers={"If-Match": '"v3"'})
    assert (reset.json()["frames"], reset.json()["pinned"]) == (shot["frames"], [])


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("frames", 0, "1 to"),
        ("frames", 10**7, "split it in two"),
        ("size", "enormous", "enormous"),
        ("prompt", "", "blank"),
        ("character_ids", ["chr_00000000000000000000000000"], "no character of this film"),
    ],
)
def test_what_no_shot_can_be_is_refused(client: APIClient, url: str, field: str, value: Any, says: str) -> None:
    shot = _shots(client, url)[0]
    answer = client.patch(f"/v1/shots/{shot['id']}", {field: value}, headers={"If-Match": '"v1"'})
    assert (answer.status_code, answer.json()["param"].split(".")[0]) == (422, field)
    assert says in answer.json()["detail"]
    assert _shots(client, url)[0] == shot


def test_a_character_of_another_film_cannot_be_in_the_picture() -> None:
    workspace = a_workspace()
    client = signed_in(an_owner(workspace))
    mine, other = a_project(workspace=workspace), a_project(workspace=workspace)
    stranger = client.get(f"/v1/projects/{other.id}/characters").json()["data"][0]["id"]
    shot = client.get(f"/v1/projects/{mine.id}/shots").json()["data"][0]
    answer = client.patch(f"/v1/shots/{shot['id']}", {"character_ids": [stranger]}, headers={"If-Match": '"v1"'})
    assert answer.status_code == 422


def test_a_name_a_person_gave_stays_when_the_screenplay_changes(client: APIClient, url: str) -> None:
    mia = client.get(f"{url}/characters").json()["data"][0]
    renamed = client.patch(
        f"/v1/characters/{mia['id']}", {"name": "Mia Lund", "voice": "bf_emma"}, headers={"If-Match": '"v1"'}
    )
    assert renamed.json()["pinned"] == ["name", "voice"]
    client.put(f"{url}/screenplay", {"text": STORY + "\nMIA\nAgain.\n"}, headers={"If-Match": '"v1"'})
    after = client.get(f"{url}/characters").json()["data"][0]
    assert (after["name"], after["voice"], after["cue"], after["line_count"]) == ("Mia Lund", "bf_emma", "mia", 5)
    assert after["share_percent"] > 50


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("voice", "hal9000", "af_heart"),
        ("pace_percent", 59, "60 to 160"),
        ("pace_percent", 161, "60 to 160"),
        ("name", " ", "blank"),
    ],
)
def test_what_no_character_can_be_is_refused(client: APIClient, url: str, field: str, value: Any, says: str) -> None:
    mia = client.get(f"{url}/characters").json()["data"][0]
    answer = client.patch(f"/v1/characters/{mia['id']}", {field: value}, headers={"If-Match": '"v1"'})
    assert (answer.status_code, answer.json()["param"]) == (422, field)
    assert says in answer.json()["detail"]


def test_presets_and_voices_can_be_chosen_from(client: APIClient) -> None:
    presets = client.get("/v1/presets").json()["data"]
    assert [(each["name"], each["height"]) for each in presets if each["name"] == "draft"] == [("draft", 720)]
    voices = client.get("/v1/voices").json()["data"]
    assert len(voices) >= 20
    told = {"name", "title", "gender", "accent", "age", "engine", "engine_title", "needs_sample"}
    told |= {"needs_trained", "tuning", "keeps_pitch", "unavailable"}
    assert set(voices[0]) == told


@pytest.mark.parametrize(
    ("cue", "printed"),
    [
        ("MIA", "Mia"),
        ("OLD MIA", "Old Mia"),
        ("O'NEIL", "O'Neil"),
        ("MOM'S VOICE", "Mom's Voice"),
        ("McGREGOR", "McGregor"),
        ("D.J.", "D.J."),
        ("GUARD #2", "Guard #2"),
        ("ÉLODIE", "Élodie"),
        ("JEAN-LUC", "Jean-Luc"),
    ],
)
def test_cues_are_printed_as_names(cue: str, printed: str) -> None:
    from projects.cast import naming

    assert naming.printed(cue) == (printed if cue == cue.upper() else cue)

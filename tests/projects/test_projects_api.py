"""Projects over HTTP: made in one call, changed by whoever saw the newest, refused in words."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from studio.accounts.roles import Role
from studio.core.tenancy import tenant
from studio.live.models import StoredEvent
from tests.factories import a_member, a_workspace, an_owner, signed_in
from tests.projects.story import STORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> APIClient:
    return signed_in(an_owner(a_workspace()))


def _made(client: APIClient, **fields: Any) -> dict[str, Any]:
    answer = client.post("/v1/projects", {"title": "Salt", "screenplay": STORY} | fields)
    assert answer.status_code == 201, answer.content
    return dict(answer.json())


def test_one_call_makes_a_project_with_its_screenplay_broken_down(client: APIClient) -> None:
    project = _made(client, rate="24000/1001", aspect="2.39:1", genre="Drama", target_minutes=180)
    assert project["counts"] == {"scenes": 3, "shots": 9, "lines": 6, "frames": project["counts"]["frames"]}
    assert project["counts"]["frames"] > 24 * 15
    assert (project["rate"], project["poster_url"], project["last_render"]) == ("24000/1001", None, None)
    cast = client.get(f"/v1/projects/{project['id']}/characters").json()["data"]
    speakers = [(each["name"], each["line_count"], each["gender"]) for each in cast]
    assert speakers == [("Mia", 4, "female"), ("Otto", 2, "male")]
    assert len({each["voice"] for each in cast}) == 2
    places = client.get(f"/v1/projects/{project['id']}/locations").json()["data"]
    assert [(each["name"], each["setting"], len(each["scene_ids"])) for each in places] == [
        ("KITCHEN", "INT", 2),
        ("STREET", "EXT", 1),
    ]


def test_a_project_needs_no_screenplay_yet(client: APIClient) -> None:
    project = _made(client, screenplay="")
    assert client.get(f"/v1/projects/{project['id']}/screenplay").json()["text"] == ""
    refused = client.post(f"/v1/projects/{project['id']}/renders", {}, headers={"Idempotency-Key": "a"})
    assert (refused.status_code, refused.json()["code"]) == (409, "nothing_to_film")
    assert "INT. KITCHEN - NIGHT" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("rate", "23", "23.976, 24, 25"),
        ("rate", "1/0", "23.976"),
        ("rate", "-24", "23.976"),
        ("aspect", "wide", "16:9"),
        ("aspect", "16:0", "16:9"),
        ("aspect", "9:1", "3:1"),
        ("language", "english please", "en-GB"),
        ("target_minutes", 0, "1 to 240"),
        ("target_minutes", 241, "1 to 240"),
        ("preset", "imax", "draft"),
        ("kind", "opera", "film"),
        ("title", "   ", ""),
        ("title", "x" * 201, "200"),
        ("seed", -1, "0"),
    ],
)
def test_what_cannot_be_filmed_is_refused_in_words(client: APIClient, field: str, value: Any, says: str) -> None:
    answer = client.post("/v1/projects", {"title": "Salt"} | {field: value})
    assert (answer.status_code, answer.json()["param"]) == (422, field)
    assert says in answer.json()["detail"]
    assert client.get("/v1/projects").json()["data"] == []


@pytest.mark.parametrize(("said", "kept"), [("23.976", "24000/1001"), ("29.97", "30000/1001"), ("25", "25")])
def test_rates_may_be_said_as_people_say_them(client: APIClient, said: str, kept: str) -> None:
    assert _made(client, rate=said)["rate"] == kept


def test_a_screenplay_that_cannot_be_read_makes_no_project(client: APIClient) -> None:
    answer = client.post("/v1/projects", {"title": "Salt", "screenplay": "INT. A - DAY\n\nHe\x00llo"})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_screenplay")
    assert "Line 3" in answer.json()["detail"]
    assert client.get("/v1/projects").json()["data"] == []


def test_an_edit_that_missed_another_one_is_refused(client: APIClient) -> None:
    project = _made(client)
    url = f"/v1/projects/{project['id']}"
    first = client.patch(url, {"title": "Pepper"}, headers={"If-Match": '"v1"'})
    assert (first.status_code, first.headers["ETag"], first.json()["title"]) == (200, '"v2"', "Pepper")
    late = client.patch(url, {"title": "Sugar"}, headers={"If-Match": '"v1"'})
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")
    assert client.get(url).json()["title"] == "Pepper"


def test_a_new_frame_rate_keeps_the_length_of_every_shot(client: APIClient) -> None:
    project = _made(client)
    before = client.get(f"/v1/projects/{project['id']}/shots").json()["data"]
    client.patch(f"/v1/projects/{project['id']}", {"rate": "48"}, headers={"If-Match": '"v1"'})
    after = client.get(f"/v1/projects/{project['id']}/shots").json()["data"]
    assert [shot["frames"] for shot in after] == [2 * shot["frames"] for shot in before]
    assert client.get(f"/v1/projects/{project['id']}").json()["counts"]["frames"] == 2 * project["counts"]["frames"]


def test_an_archived_project_is_out_of_sight(client: APIClient) -> None:
    project = _made(client)
    shot = client.get(f"/v1/projects/{project['id']}/shots").json()["data"][0]
    assert client.delete(f"/v1/projects/{project['id']}", headers={"If-Match": '"v1"'}).status_code == 204
    assert client.get("/v1/projects").json()["data"] == []
    for url in (f"/v1/projects/{project['id']}", f"/v1/shots/{shot['id']}", f"/v1/scenes/{shot['scene_id']}"):
        assert client.get(url).status_code == 404


def test_who_may_only_look_may_not_change() -> None:
    workspace = a_workspace()
    project = _made(signed_in(an_owner(workspace)))
    viewer = signed_in(a_member(role=Role.VIEWER, workspace=workspace))
    assert viewer.get(f"/v1/projects/{project['id']}").status_code == 200
    assert (
        viewer.patch(f"/v1/projects/{project['id']}", {"title": "Mine"}, headers={"If-Match": '"v1"'}).status_code
        == 403
    )
    ordered = viewer.post(f"/v1/projects/{project['id']}/renders", {}, headers={"Idempotency-Key": "a"})
    assert ordered.status_code == 403
    editor = signed_in(a_member(role=Role.EDITOR, workspace=workspace))
    ordered = editor.post(f"/v1/projects/{project['id']}/renders", {}, headers={"Idempotency-Key": "a"})
    assert ordered.status_code == 202


def test_a_project_is_made_once_however_often_it_is_asked_for(client: APIClient) -> None:
    for _ in range(3):
        client.post("/v1/projects", {"title": "Salt"}, headers={"Idempotency-Key": "one"})
    assert len(client.get("/v1/projects").json()["data"]) == 1


def test_whoever_watches_hears_of_changes() -> None:
    workspace = a_workspace()
    client = signed_in(an_owner(workspace))
    project = _made(client)
    topic = f"project:{project['id']}"
    shot = client.get(f"/v1/projects/{project['id']}/shots").json()["data"][0]
    client.patch(f"/v1/shots/{shot['id']}", {"angle": "low"}, headers={"If-Match": '"v1"'})
    character = client.get(f"/v1/projects/{project['id']}/characters").json()["data"][0]
    client.patch(f"/v1/characters/{character['id']}", {"pace_percent": 90}, headers={"If-Match": '"v1"'})
    with tenant(workspace.id):
        kinds = list(StoredEvent.objects.filter(topic=topic).order_by("seq").values_list("kind", flat=True))
    assert kinds == ["screenplay.changed", "project.changed", "shot.changed", "character.changed"]

"""Renders ordered and watched: what is current, stale and why, made once, never taken for the newer edit."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from rest_framework.test import APIClient

from projects.project.models import Project
from projects.rendering.house import HOUSE, open_house
from projects.rendering.sample import adopt_everywhere, adopt_sample, make_sample
from projects.rendering.services import start_render
from renderers.farm.models import Artifact, Render, Step
from renderers.farm.store import DjangoStore
from studio.accounts.services import open_workspace
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.factories import a_project, a_user, a_workspace, an_owner, signed_in
from tests.projects.farmhand import work
from tests.projects.studio import Studio

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("own_store")]


@pytest.fixture
def studio(own_store: None) -> Studio:
    return Studio()


def test_a_film_is_missing_then_running_then_current(studio: Studio) -> None:
    assert studio.states() == {"missing": 9}
    assert studio.client.get(f"{studio.url}/film").json()["code"] == "no_film_yet"
    render = studio.order()
    assert (render["state"], render["is_current"], render["film"]) == ("queued", True, None)
    assert studio.states() == {"running": 9}
    work(at_most=20)
    partial = studio.get(f"/v1/renders/{render['id']}")
    assert partial["state"] == "running"
    assert 0 < partial["progress"]["fraction"] < 1
    assert partial["progress"]["done"] == 20
    assert any(shot["panel_url"] for shot in studio.get(f"/v1/renders/{render['id']}/results")["shots"])
    work()
    done = studio.get(f"/v1/renders/{render['id']}")
    assert (done["state"], done["progress"]["fraction"], done["is_current"]) == ("succeeded", 1.0, True)
    assert (done["film"]["frames"], done["film"]["width"], done["film"]["report"]["frames"]) == (480, 1280, 480)
    assert studio.states() == {"current": 9}
    film = studio.get(f"{studio.url}/film")
    assert (film["render_id"], film["is_current"]) == (render["id"], True)
    shown = studio.get(studio.url)
    assert shown["last_render"]["state"] == "succeeded"
    assert shown["poster_url"].startswith("/media/")


def test_results_can_be_watched_scene_by_scene(studio: Studio) -> None:
    render = studio.order()
    work()
    results = studio.get(f"/v1/renders/{render['id']}/results")
    assert len(results["scenes"]) == 5, "a title, three scenes, a credit"
    assert all(scene["preview_url"] and scene["poster_url"] and scene["state"] == "done" for scene in results["scenes"])
    assert all(shot["clip_url"] and shot["panel_url"] for shot in results["shots"])
    steps = studio.get(f"/v1/renders/{render['id']}/steps?limit=200")["data"]
    assert len(steps) == render["progress"]["steps"]
    assert {step["state"] for step in steps} == {"done"}
    drawn = [step for step in steps if step["engine"] in ("draft_panel", "draft_sheet")]
    assert drawn
    assert all(step["thumbnail_url"] for step in drawn)
    stages = {
        stage["stage"]: (stage["steps"], stage["done"]) for stage in studio.get(f"/v1/renders/{render['id']}")["stages"]
    }
    assert stages["voices"] == (6, 6)


def test_a_film_says_where_its_scenes_begin(studio: Studio) -> None:
    studio.order()
    work()
    chapters = studio.get(f"{studio.url}/film")["chapters"]
    assert [chapter["frame"] for chapter in chapters] == [0, 480, 960, 1440, 1920]
    scenes = [scene["id"] for scene in studio.get(f"{studio.url}/scenes")["data"]]
    assert [chapter["scene_id"] for chapter in chapters][1:-1] == scenes, "a title, three scenes, a credit"
    assert all(chapter["poster_url"] for chapter in chapters)


def test_the_front_door_shows_the_installations_own_film_and_nobody_elses(studio: Studio) -> None:
    stranger = APIClient()
    studio.order()
    work()
    assert stranger.get("/v1/showcase").json() == {"film": None}
    open_house()
    with tenant(HOUSE):
        project = make_sample(workspace_id=HOUSE, author_id="")
        start_render(workspace_id=HOUSE, project_id=project.id, preset="draft", started_by="", now=now())
    work()
    film = stranger.get("/v1/showcase").json()["film"]
    assert film["title"] == project.title
    assert stranger.get(film["master_url"]).status_code == 200


def test_the_same_film_again_is_there_at_once(studio: Studio) -> None:
    studio.order()
    made = work()
    again = studio.order()
    assert (again["state"], work()) == ("succeeded", 0)
    assert again["progress"]["cached"] == again["progress"]["steps"] < made
    quote = studio.quote()
    assert (quote["to_make"], quote["amount"], quote["eta_high_seconds"]) == (0, 0, 0)


@pytest.mark.parametrize("role", ["report", "master"])
@pytest.mark.parametrize("left", [None, b"", b"{"], ids=["deleted", "empty", "cut short"])
def test_a_finished_film_whose_file_was_lost_is_no_film_and_is_made_again(
    studio: Studio, role: str, left: bytes | None
) -> None:
    order = studio.order()["id"]
    work()
    with tenant(studio.workspace.pk):
        digest = Render.objects.get(pk=order).wanted["film"][role]
    name = DjangoStore(studio.workspace.pk).name(digest)
    default_storage.delete(name)
    if left is not None:
        default_storage.save(name, ContentFile(left))
    assert studio.get(f"/v1/renders/{order}")["film"] is None
    assert studio.client.get(f"{studio.url}/film").status_code == 404
    again = studio.order()
    assert again["progress"]["done"] < again["progress"]["steps"]
    work()
    assert studio.get(f"{studio.url}/film")["render_id"] == again["id"]


def test_a_quote_is_what_the_render_then_makes(studio: Studio) -> None:
    quote = studio.quote(preset="draft")
    assert quote["to_make"] == quote["steps"] > 40
    assert quote["amount"] == quote["whole"] > quote["typical"] > 0
    studio.order()
    assert work() == quote["to_make"]


def test_the_same_order_sent_twice_is_one_render(studio: Studio) -> None:
    for _ in range(2):
        answer = studio.client.post(f"{studio.url}/renders", {}, headers={"Idempotency-Key": "same"})
        assert answer.status_code == 202
    assert len(studio.get(f"{studio.url}/renders")["data"]) == 1
    assert studio.client.post(f"{studio.url}/renders", {}).json()["code"] == "idempotency_key_required"


def test_a_changed_line_makes_its_shot_and_scene_stale_and_says_so(studio: Studio) -> None:
    studio.order()
    work()
    studio.write("I never left the street.", "I never left.")
    assert studio.states() == {"current": 8, "stale": 1}
    [stale] = [shot for shot in studio.shots() if shot["status"]["state"] == "stale"]
    assert stale["status"]["cause"] == "a line changed"
    assert stale["clip_url"], "the older take stays usable"
    scenes = studio.get(f"{studio.url}/scenes")["data"]
    assert [scene["status"]["state"] for scene in scenes] == ["stale", "current", "current"]
    film = studio.get(f"{studio.url}/film")
    assert film["is_current"] is False
    quote = studio.quote()
    render = studio.order()
    made = work()
    assert made == quote["to_make"]
    with tenant(studio.workspace.id):
        made_now = Step.objects.filter(render_steps__render_id=render["id"], render_steps__cached=False)
        engines = Counter(made_now.values_list("engine", flat=True))
    assert engines["kokoro"] == engines["draft_animatic"] == engines["shot_timing"] == 1
    assert engines["draft_panel"] == 0
    assert studio.states() == {"current": 9}


def test_a_changed_shot_names_what_changed(studio: Studio) -> None:
    studio.order()
    work()
    shot, version = studio.shots()[1], 0
    for field, value, cause in (
        ("size", "extreme_wide", "framing changed"),
        ("angle", "overhead", "framing changed"),
        ("movement", "handheld", "the camera's movement changed"),
        ("prompt", "Mia kneels and cries.", "what the camera sees changed"),
        ("frames", 200, "its length changed"),
    ):
        version += 1
        url, headers = f"/v1/shots/{shot['id']}", {"If-Match": f'"v{version}"'}
        assert studio.client.patch(url, {field: value}, headers=headers).status_code == 200
        assert (studio.states(), studio.causes()) == ({"current": 8, "stale": 1}, {cause})
        version += 1
        studio.client.post(f"{url}/reset", {"fields": []}, headers={"If-Match": f'"v{version}"'})
        assert (studio.states(), studio.causes()) == ({"current": 9}, set())


def test_a_new_voice_touches_its_own_lines_only_and_is_named(studio: Studio) -> None:
    studio.order()
    work()
    otto = studio.get(f"{studio.url}/characters")["data"][1]
    studio.client.patch(f"/v1/characters/{otto['id']}", {"voice": "bm_lewis"}, headers={"If-Match": '"v1"'})
    assert studio.states() == {"current": 7, "stale": 2}
    assert studio.causes() == {"Otto's voice changed"}


def test_a_new_look_touches_the_shots_they_are_seen_in_and_is_named(studio: Studio) -> None:
    studio.order()
    work()
    otto = studio.get(f"{studio.url}/characters")["data"][1]
    new_look = {"description": "a bearded man in a yellow raincoat"}
    studio.client.patch(f"/v1/characters/{otto['id']}", new_look, headers={"If-Match": '"v1"'})
    assert 0 < studio.states()["stale"] < 9
    assert studio.causes() == {"Otto's look changed"}


def test_a_renamed_character_touches_no_shot(studio: Studio) -> None:
    studio.order()
    work()
    mia = studio.get(f"{studio.url}/characters")["data"][0]
    studio.client.patch(f"/v1/characters/{mia['id']}", {"name": "Mia Lund"}, headers={"If-Match": '"v1"'})
    assert studio.states() == {"current": 9}
    assert {scene["status"]["state"] for scene in studio.get(f"{studio.url}/scenes")["data"]} == {"current"}
    quote = studio.quote()
    assert 0 < quote["to_make"] <= 14, "captions, the card that names her with its scene, and the master"


def test_what_lands_after_a_newer_edit_is_not_taken_for_it(studio: Studio) -> None:
    render = studio.order()
    studio.write("Salt?", "Pepper?")
    work()
    done = studio.get(f"/v1/renders/{render['id']}")
    assert (done["state"], done["is_current"]) == ("succeeded", False)
    assert studio.get(f"{studio.url}/film")["is_current"] is False
    assert studio.states()["stale"] == 1
    [first] = studio.get(f"{studio.url}/renders")["data"]
    assert (first["id"], first["is_current"]) == (render["id"], False)


def test_a_step_that_cannot_be_made_blocks_what_needs_it_and_says_which(studio: Studio) -> None:
    render = studio.order()
    work(refuse=lambda step: step.engine == "kokoro" and "street" in step.settings["text"])
    failed = studio.get(f"/v1/renders/{render['id']}")
    assert failed["state"] == "failed"
    assert "the paper jammed" in failed["error"]["message"]
    [blocked] = [shot for shot in studio.shots() if shot["status"]["state"] == "blocked"]
    assert blocked["status"]["cause"] == "I never left the street. could not be made"
    assert failed["film"] is None
    assert studio.client.get(f"{studio.url}/film").status_code == 404


def test_a_failed_render_is_retried_and_makes_only_what_is_missing(studio: Studio) -> None:
    render = studio.order()
    before = work(refuse=lambda step: step.engine == "kokoro" and "street" in step.settings["text"])
    again = studio.client.post(f"/v1/renders/{render['id']}/retry").json()
    assert again["id"] != render["id"]
    after = work()
    assert studio.get(f"/v1/renders/{again['id']}")["state"] == "succeeded"
    assert before + after == render["progress"]["steps"]


def test_a_cancelled_render_keeps_what_is_finished(studio: Studio) -> None:
    render = studio.order()
    work(at_most=10)
    stopped = studio.client.post(f"/v1/renders/{render['id']}/cancel").json()
    assert stopped["state"] == "cancelled"
    assert work() == 0
    assert studio.client.post(f"/v1/renders/{render['id']}/cancel").json()["code"] == "render_is_over"
    quote = studio.quote()
    assert quote["to_make"] == render["progress"]["steps"] - 10


def test_putting_a_project_away_stops_its_renders(studio: Studio) -> None:
    studio.order()
    work(at_most=3)
    assert studio.client.delete(studio.url, headers={"If-Match": '"v1"'}).status_code == 204
    assert work() == 0
    with tenant(studio.workspace.id):
        assert Render.objects.get().state == "cancelled"


def test_a_render_of_an_unknown_preset_is_refused(studio: Studio) -> None:
    answer = studio.client.post(f"{studio.url}/renders", {"preset": "imax"}, headers={"Idempotency-Key": "x"})
    assert (answer.status_code, answer.json()["param"]) == (422, "preset")


def test_a_long_speech_is_one_line_however_many_shots_it_spans(studio: Studio) -> None:
    long = " ".join(f"This is sentence number {number} of a very long speech indeed." for number in range(20))
    studio.write("Nobody saw you.", long)
    studio.order()
    work()
    scene = studio.get(f"/v1/scenes/{studio.get(f'{studio.url}/scenes')['data'][1]['id']}")
    [line] = [each for each in scene["elements"] if each["type"] == "speech"]
    assert line["status"]["state"] == "current"
    assert sum(line["id"] in shot["line_ids"] for shot in scene["shots"]) > 2


def test_the_sample_plays_at_once_in_a_new_workspace_once_it_was_made_here() -> None:
    early = open_workspace(user_id=a_user().id, address="", name="Early")
    assert _sample_film(early).status_code == 404
    open_house()
    with tenant(HOUSE):
        project = make_sample(workspace_id=HOUSE, author_id="")
        start_render(workspace_id=HOUSE, project_id=project.id, preset="draft", started_by="", now=now())
    assert work() > 50
    assert adopt_everywhere(now=now()) == 1
    assert adopt_everywhere(now=now()) == 0
    late = open_workspace(user_id=a_user().id, address="", name="Late")
    for member in (early, late):
        film = _sample_film(member)
        assert (film.status_code, film.json()["is_current"]) == (200, True)
        assert b'"engine"' in _bytes(member, film.json()["master_url"])
    assert work() == 0, "nothing was made again"
    with tenant(late.workspace_id):
        artifact = Artifact.objects.first()
        assert artifact is not None
        assert artifact.workspace_id == late.workspace_id
    with tenant(late.workspace_id):
        assert default_storage.exists(f"artifacts/{late.workspace_id}/{artifact.digest[:2]}/{artifact.digest}")


def test_an_edited_sample_takes_nothing_over() -> None:
    early = open_workspace(user_id=a_user().id, address="", name="Early")
    client = signed_in(early)
    [project] = client.get("/v1/projects").json()["data"]
    client.put(
        f"/v1/projects/{project['id']}/screenplay",
        {"text": "INT. MINE - DAY\n\nMine alone.\n"},
        headers={"If-Match": '"v1"'},
    )
    open_house()
    with tenant(HOUSE):
        start_render(
            workspace_id=HOUSE,
            project_id=make_sample(workspace_id=HOUSE, author_id="").id,
            preset="draft",
            started_by="",
            now=now(),
        )
    work()
    with tenant(early.workspace_id):
        assert adopt_sample(workspace_id=early.workspace_id, now=now()) is None
        assert not Artifact.objects.exists()


def _sample_film(member: Any) -> Any:
    client = signed_in(member)
    [project] = client.get("/v1/projects").json()["data"]
    assert project["is_sample"]
    return client.get(f"/v1/projects/{project['id']}/film")


def _bytes(member: Any, url: str) -> bytes:
    answer: Any = signed_in(member).get(url)
    assert answer.status_code == 200

    async def read() -> bytes:
        return b"".join([chunk async for chunk in answer.streaming_content])

    return async_to_sync(read)()


def test_a_language_no_voice_speaks_is_said_before_anything_is_made() -> None:
    workspace = a_workspace()
    editor = signed_in(an_owner(workspace))
    project = a_project(workspace=workspace)
    with tenant(workspace.pk):
        Project.objects.filter(pk=project.pk).update(language="fi", updated_at=now())
    answer = editor.post("/v1/quotes", {"project_id": project.pk, "preset": "draft"}, format="json")
    assert answer.status_code == 409
    assert answer.json()["code"] == "cannot_be_filmed"
    assert "'fi'" in answer.json()["detail"]
    assert editor.get(f"/v1/projects/{project.pk}/shots").status_code == 200

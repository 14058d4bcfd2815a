"""A render as a stream: scenes in order as they are made, addresses that stay, nothing for strangers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test.utils import override_settings
from rest_framework.test import APIClient

from projects.rendering.stream import playlist_of, stream_url
from renderers.exports import makers
from renderers.farm.abilities import needed
from renderers.farm.models import Artifact, Render, Worker
from renderers.farm.services import cancel_render
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.factories import a_project, a_workspace, an_owner, signed_in
from tests.projects.farmhand import work
from tests.projects.story import STORY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCENES = 5  # a title, three scenes, a credit


@pytest.fixture(autouse=True)
def _own_store(tmp_path: Path) -> Iterator[None]:
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    }
    with override_settings(STORAGES=storages, MEDIA_ROOT=tmp_path):
        yield


class Ordered:
    """A film ordered, nothing of it made."""

    def __init__(self) -> None:
        self.workspace = a_workspace()
        self.client: APIClient = signed_in(an_owner(self.workspace))
        self.project = a_project(workspace=self.workspace, screenplay=STORY)
        answer = self.client.post(f"/v1/projects/{self.project.id}/renders", {}, headers={"Idempotency-Key": "one"})
        self.url = f"/v1/renders/{answer.json()['id']}"

    def render(self) -> Render:
        with tenant(self.workspace.id):
            return Render.objects.get(pk=self.url.rsplit("/", 1)[-1])

    def stream(self) -> Any:
        answer = self.client.get(f"{self.url}/stream.m3u8")
        assert answer.status_code == 200, answer.content
        return answer

    def text(self) -> str:
        return str(self.stream().content.decode())

    def results(self) -> dict[str, Any]:
        return dict(self.client.get(f"{self.url}/results").json())

    def preview(self, number: int) -> str:
        render = self.render()
        return str(render.wanted[render.spec["scenes"][number]["key"]]["preview"])


@pytest.fixture
def film() -> Ordered:
    return Ordered()


def _scenes_in(text: str) -> int:
    return text.count("#EXT-X-MAP")


def test_the_stream_grows_scene_by_scene_and_never_takes_back_what_it_said(film: Ordered) -> None:
    said, seen = film.text(), {0}
    assert _scenes_in(said) == 0
    assert "ENDLIST" not in said
    while work(at_most=5):
        grown = film.text()
        assert grown.startswith(said.removesuffix("#EXT-X-ENDLIST\n"))
        said = grown
        seen.add(_scenes_in(said))
    assert seen == set(range(SCENES + 1))
    assert said.endswith("#EXT-X-ENDLIST\n")
    assert said.count("#EXT-X-DISCONTINUITY") == SCENES - 1


def test_a_scene_that_is_ready_early_waits_for_those_before_it(film: Ordered) -> None:
    late = film.preview(1)
    work(refuse=lambda step: step.digest == late)
    results = film.results()
    assert [scene["preview_url"] is not None for scene in results["scenes"]] == [True, False, True, True, True]
    assert results["stream"]["scenes"] == 1
    assert _scenes_in(film.text()) == 1


def test_a_render_that_was_stopped_ends_its_stream(film: Ordered) -> None:
    assert "ENDLIST" not in film.text()
    with tenant(film.workspace.id):
        cancel_render(render=film.render(), now=now())
    assert film.text().endswith("#EXT-X-ENDLIST\n")


def test_results_say_what_can_be_watched_and_when_the_first_scene_comes(film: Ordered) -> None:
    assert film.results()["stream"]["first_in_seconds"] is None, "nobody is there to make it"
    able = [needed(name, maker.version) for name, maker in makers().items()]
    Worker.objects.create(name="hall:1", size="cpu", slots=2, engines=able, started_at=now(), seen_at=now(), missing={})
    before = film.results()["stream"]
    assert (before["url"], before["scenes"], before["frames"]) == (None, 0, 0)
    assert before["first_in_seconds"] >= 1
    work()
    after = film.results()
    assert (after["stream"]["scenes"], after["stream"]["frames"]) == (SCENES, SCENES * 480)
    assert after["stream"]["first_in_seconds"] is None
    assert [scene["frames"] for scene in after["scenes"]] == [480] * SCENES
    assert [scene["captions_url"] is not None for scene in after["scenes"]] == [False, True, True, True, False]


def test_a_player_reads_the_stream_and_its_pieces_by_address_alone(film: Ordered) -> None:
    work()
    stranger = APIClient()
    answer = stranger.get(film.results()["stream"]["url"])
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/vnd.apple.mpegurl"
    assert answer.content == film.stream().content
    piece = re.findall(r"^/media/\S+$", answer.content.decode(), re.MULTILINE)[0]
    part = stranger.get(piece, headers={"Range": "bytes=10-49"})
    assert (part.status_code, part.headers["Content-Length"]) == (206, "40")


def test_an_unchanged_stream_is_not_sent_again_and_a_grown_one_is(film: Ordered) -> None:
    first = film.stream()
    assert first.headers["Cache-Control"] == "private, no-cache"
    known = {"If-None-Match": first.headers["ETag"]}
    assert film.client.get(f"{film.url}/stream.m3u8", headers=known).status_code == 304
    work()
    assert film.client.get(f"{film.url}/stream.m3u8", headers=known).status_code == 200


def test_addresses_stay_for_hours_so_that_a_player_sees_the_same_pieces(film: Ordered) -> None:
    work()
    at = now().replace(hour=3, minute=1)
    with tenant(film.workspace.id):
        render = film.render()
        assert playlist_of(render, now=at) == playlist_of(render, now=at + timedelta(hours=2))
        assert playlist_of(render, now=at) != playlist_of(render, now=at + timedelta(hours=3))
        assert stream_url(render, now=at) == stream_url(render, now=at + timedelta(hours=2))


@pytest.mark.parametrize("damage", ["a", "/..", ".m3u8"])
def test_a_made_up_or_old_address_leads_nowhere(film: Ordered, damage: str) -> None:
    with tenant(film.workspace.id):
        good = stream_url(film.render(), now=now())
        old = stream_url(film.render(), now=now() - timedelta(hours=10))
    assert APIClient().get(good.replace(".m3u8", f"{damage}.m3u8")).status_code == 404
    assert APIClient().get(old).status_code == 404
    assert APIClient().get(good).status_code == 200
    assert APIClient().post(good).status_code == 405


def test_another_workspace_cannot_read_the_stream(film: Ordered) -> None:
    work()
    stranger = signed_in(an_owner(a_workspace()))
    assert stranger.get(f"{film.url}/stream.m3u8").status_code == 404
    assert APIClient().get(f"{film.url}/stream.m3u8").status_code == 401


def test_a_scene_made_in_one_piece_by_an_older_studio_is_not_streamed(film: Ordered) -> None:
    work()
    with tenant(film.workspace.id):
        Artifact.objects.filter(digest=film.preview(2)).update(facts={"frames": 480})
    assert _scenes_in(film.text()) == 2
    assert film.results()["stream"]["scenes"] == 2

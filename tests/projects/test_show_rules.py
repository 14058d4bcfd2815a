"""What goes with every episode of a show: how loud it is, what directories are told, what its people come back to."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree

import pytest
from rest_framework.test import APIClient

from projects.podcast.selectors import access_episode
from projects.project.models import Project
from projects.rendering.episode_spec import current_episode
from renderers.podcast.feed import ITUNES, PODCAST
from studio.core.tenancy import tenant
from tests.factories import KEEPERS, a_browser, a_show, a_workspace, an_episode, an_owner, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@dataclass(frozen=True)
class Show:
    """A show as a program of its owner sees it."""

    client: APIClient
    project: Project


@pytest.fixture
def show(own_store: None) -> Show:
    workspace = a_workspace()
    return Show(signed_in(an_owner(workspace)), a_show(workspace=workspace))


def changed(show: Show, version: int, **fields: object) -> dict[str, object]:
    url = f"/v1/projects/{show.project.pk}/show"
    answer = show.client.patch(url, fields, headers={"If-Match": f'"v{version}"'})
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def test_a_show_is_delivered_as_loud_as_its_platform_asks(show: Show) -> None:
    project, client = show.project, show.client
    episode = an_episode(show=project)

    def heard() -> tuple[int, str]:
        with tenant(project.workspace_id):
            delivery = current_episode(access_episode(workspace_id=project.workspace_id, id=episode.pk)).spec.delivery
            return delivery.target_lufs, delivery.channels.value

    assert heard() == (-16, "stereo")
    changed(show, 1, channels="mono")
    assert heard() == (-19, "mono")
    changed(show, 2, channels="stereo", loudness=-14)
    assert heard() == (-14, "stereo")
    refused = client.patch(f"/v1/projects/{project.pk}/show", {"loudness": -3}, headers={"If-Match": '"v3"'})
    assert refused.status_code == 422


def test_directories_are_told_what_is_explicit_and_a_feed_that_moves_is_unlocked(show: Show) -> None:
    path = str(changed(show, 1, visibility="public")["feed_path"])

    def told() -> tuple[str | None, str | None]:
        channel = ElementTree.fromstring(a_browser().get(path).content).find("channel")
        assert channel is not None
        return channel.findtext(f"{{{ITUNES}}}explicit"), channel.findtext(f"{{{PODCAST}}}locked")

    assert told() == ("false", "yes")
    changed(show, 2, is_explicit=True, is_locked=False)
    assert told() == ("true", "no")


def test_a_new_episode_knows_the_running_jokes_of_its_show(show: Show) -> None:
    client = show.client
    joke = "Isla still owes us a lighthouse made of cake."
    changed(show, 1, running_jokes=[joke])
    made = client.post(f"/v1/projects/{show.project.pk}/episodes", {"topic": "the lighthouse", "minutes": 0}).json()
    client.post(f"/v1/episodes/{made['id']}/sources", {"text": KEEPERS})
    script = client.post(f"/v1/episodes/{made['id']}/script/write", headers={"If-Match": '"v1"'}).json()
    said = [turn["text"] for segment in script["segments"] for turn in segment["turns"]]
    assert [text for text in said if joke in text]

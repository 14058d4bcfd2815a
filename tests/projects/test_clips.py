"""Passages of an episode as clips over HTTP: priced, ordered, watched, and what happens when the script moves on."""

from __future__ import annotations

from typing import Any

import pytest

from projects.podcast.models import Clip, Episode
from projects.rendering.episode_spec import current_episode, frozen_spec
from renderers.farm.models import Render
from studio.core.tenancy import tenant
from tests.factories import an_episode
from tests.projects.farmhand import work
from tests.projects.test_podcasts import Show, turns

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LOOK = "audiogram_9x16"


class Cutting:
    """A show with one written episode, and somebody who makes clips of it."""

    def __init__(self) -> None:
        self.show = Show()
        self.episode: str = an_episode(show=self.show.project).pk
        self.turns = turns(self.show.get(f"/v1/episodes/{self.episode}/script"))
        self.url = f"/v1/episodes/{self.episode}/clips"

    def quote(self, first: int = 0, last: int | None = 1, *, status: int = 201, **told: Any) -> dict[str, Any]:
        body = {"first_turn_id": self.turns[first]["id"], "look": LOOK}
        body |= {} if last is None else {"last_turn_id": self.turns[last]["id"]}
        return dict(self.show.send("post", self.url, body | told, status=status))

    def order(self, quoted: dict[str, Any], *, status: int = 202) -> dict[str, Any]:
        quote = quoted["quote"]["id"]
        sent = self.show.send("post", "/v1/renders", {"quote_id": quote}, status=status, Idempotency_Key=quote)
        return dict(sent)

    def change(self, turn: int, **fields: Any) -> None:
        url = f"/v1/episodes/{self.episode}/turns/{self.turns[turn]['id']}"
        self.show.send("patch", url, fields, If_Match='"v1"')

    def clips(self) -> list[dict[str, Any]]:
        return list(self.show.get(self.url)["data"])


@pytest.fixture
def cutting(own_store: None) -> Cutting:
    return Cutting()


def test_a_clip_is_priced_ordered_watched_and_taken_away(cutting: Cutting) -> None:
    quoted = cutting.quote(0, 1)
    assert quoted["quote"]["amount"] > 0
    assert (quoted["clip"]["state"], quoted["clip"]["render_id"]) == ("", None)
    assert cutting.clips() == [], "what is only priced is no clip yet"
    render = cutting.order(quoted)
    assert (render["episode_id"], render["clip_id"]) == (cutting.episode, quoted["clip"]["id"])
    [waits] = cutting.clips()
    assert (waits["state"], waits["render_id"], waits["video_url"]) == ("queued", render["id"], None)
    work()
    [made] = cutting.clips()
    assert (made["state"], made["is_current"], made["opening"]) == ("succeeded", True, "Who lit the lamp?")
    assert [file["filename"] for file in made["files"]] == [
        "the lighthouse (turns 1 to 2) (audiogram 9x16).mp4",
        "the lighthouse (turns 1 to 2).m4a",
        "the lighthouse (turns 1 to 2).vtt",
        "the lighthouse (turns 1 to 2).srt",
    ]
    assert cutting.show.client.get(made["video_url"]).status_code == 200
    assert cutting.show.get(f"/v1/clips/{made['id']}")["render_id"] == render["id"]
    assert cutting.show.get(f"/v1/renders/{render['id']}")["is_current"]
    recording = cutting.show.client.get(f"/v1/episodes/{cutting.episode}/recording")
    assert recording.status_code == 404, "a clip is no recording of its episode"
    assert cutting.show.get(f"/v1/episodes/{cutting.episode}/renders")["data"] == []


def test_what_was_heard_of_the_episode_costs_nothing_and_tells_how_long_a_clip_is(cutting: Cutting) -> None:
    guessed = cutting.quote(0, None, seconds=30)
    assert guessed["clip"]["last"] == 3
    with tenant(cutting.show.workspace.pk):
        wanted = current_episode(Episode.objects.get()).plan.wanted
    long = {wanted[turn["id"]]["speech"] for turn in cutting.turns[1:]}
    cutting.show.render(cutting.episode)
    work(lasting=lambda step: 25.0 if step.digest in long else 2.0)
    quoted = cutting.quote(0, None, seconds=30)
    assert (quoted["clip"]["last"], quoted["clip"]["last_turn_id"]) == (2, cutting.turns[1]["id"])
    assert 27 < quoted["clip"]["seconds"] < 28
    voices = next(line for line in quoted["quote"]["lines"] if line["stage"] == "voices")
    assert (voices["amount"], voices["cached"]) == (0, 2)
    assert 0 < quoted["quote"]["amount"] < guessed["quote"]["amount"]


def test_an_edit_outside_of_a_passage_changes_nothing_of_it_and_one_inside_makes_its_price_old(
    cutting: Cutting,
) -> None:
    kept, edited, cut = (cutting.quote(0, 1) for _ in range(3))
    cutting.change(2, text="I would have slept through all of it.")
    render = cutting.order(kept)
    cutting.change(1, text="A keeper did.")
    assert cutting.order(edited, status=409)["code"] == "quote_outdated"
    url = f"/v1/episodes/{cutting.episode}/turns/{cutting.turns[1]['id']}"
    cutting.show.send("delete", url, status=204, If_Match='"v2"')
    gone = cutting.order(cut, status=409)
    assert gone["code"] == "passage_gone"
    assert "Nothing was started" in gone["detail"]
    [made] = cutting.clips()
    assert (made["render_id"], made["is_current"]) == (render["id"], False)
    with tenant(cutting.show.workspace.pk):
        frozen = frozen_spec(Render.objects.get())
    assert frozen.turns()[1].text == cutting.turns[1]["text"], "what was quoted is what is made"


def test_a_clip_that_failed_is_made_again_as_it_was(cutting: Cutting) -> None:
    render = cutting.order(cutting.quote(1, 2))
    work(refuse=lambda step: step.engine == "audiogram")
    [failed] = cutting.clips()
    assert (failed["state"], failed["files"]) == ("failed", [])
    assert failed["error"]["message"]
    cutting.change(2, text="I would have slept through all of it.")
    again = cutting.show.send("post", f"/v1/renders/{render['id']}/retry", status=202)
    assert (again["clip_id"], again["is_current"]) == (failed["id"], False)
    work()
    [made] = cutting.clips()
    assert (made["state"], made["is_current"], made["render_id"]) == ("succeeded", False, again["id"])


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"first_turn_id": "trn_nobody"}, "first_turn_id", "The turn with which this clip begins is not spoken"),
    ({"last_turn_id": "trn_nobody"}, "last_turn_id", "The turn with which this clip ends is not spoken"),
    ({"last_turn_id": ""}, "last_turn_id", "Say where the clip ends"),
    ({"seconds": 30}, "seconds", "give one of them"),
    ({"seconds": 5, "last_turn_id": ""}, "seconds", "A clip lasts 15 to 60 seconds, not 5"),
    ({"look": "hologram"}, "look", "hologram"),
]


def test_what_is_no_passage_is_refused_by_name_and_with_the_limit(cutting: Cutting) -> None:
    for told, param, said in REFUSED:
        refused = cutting.quote(status=422, **told)
        assert (refused["param"], said in refused["detail"]) == (param, True), refused
    backwards = cutting.quote(2, 0, status=422)
    assert backwards["detail"].startswith("There is nothing in this passage: it ends with turn 1, before turn 3")
    cutting.change(1, text=" ".join(["word"] * 700))
    assert "a clip 3:00 at most" in cutting.quote(0, 2, status=422)["detail"]
    cutting.quote(0, 0)
    with tenant(cutting.show.workspace.pk):
        assert Clip.objects.count() == 1, "nothing is kept of what was refused"


def test_clips_stop_when_they_or_their_episode_are_put_away(cutting: Cutting) -> None:
    one, other = (cutting.order(cutting.quote(0, last)) for last in (0, 1))
    cutting.show.send("delete", f"/v1/clips/{one['clip_id']}", status=204)
    assert [clip["id"] for clip in cutting.clips()] == [other["clip_id"]]
    with tenant(cutting.show.workspace.pk):
        assert dict(Render.objects.values_list("id", "state")) == {one["id"]: "cancelled", other["id"]: "queued"}
    version = cutting.show.get(f"/v1/episodes/{cutting.episode}")["version"]
    cutting.show.send("post", f"/v1/episodes/{cutting.episode}/archive", status=204, If_Match=f'"v{version}"')
    with tenant(cutting.show.workspace.pk):
        assert set(Render.objects.values_list("state", flat=True)) == {"cancelled"}

"""A voice fails in the middle of an episode: that line is named, mended alone, and everything else is kept."""

from __future__ import annotations

from typing import Any

import pytest

from renderers.farm.models import Step
from studio.core.tenancy import system
from tests.projects.farmhand import work
from tests.projects.test_podcasts import Show, turns

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


class Broken:
    """An episode whose fifth turn nobody could speak."""

    def __init__(self) -> None:
        self.show = Show()
        self.episode, script = self.show.written()
        self.turn = turns(script)[4]
        self.render = self.show.render(self.episode)
        self.injected = 0
        self.made = work(refuse=self.refuses)
        assert self.injected, "the fault was injected"
        assert self.show.get(f"/v1/renders/{self.render['id']}")["state"] == "failed"

    def refuses(self, step: Step) -> bool:
        fails = step.stage == "voices" and step.settings["text"] == self.turn["text"]
        self.injected += fails
        return fails

    def failed(self) -> list[dict[str, Any]]:
        return list(self.show.get(f"/v1/episodes/{self.episode}/failed-turns")["data"])

    def change(self, **fields: Any) -> None:
        url = f"/v1/episodes/{self.episode}/turns/{self.turn['id']}"
        self.show.send("patch", url, fields, If_Match=f'"v{self.turn["version"]}"')

    def render_again(self) -> tuple[str, int]:
        render = self.show.render(self.episode)
        made = work(refuse=self.refuses)
        return str(self.show.get(f"/v1/renders/{render['id']}")["state"]), made


@pytest.fixture
def broken(own_store: None) -> Broken:
    return Broken()


def voices_made() -> int:
    with system():
        return Step.objects.filter(stage="voices", state="done").count()


def test_the_line_that_failed_is_named_and_all_others_are_spoken_and_kept(broken: Broken) -> None:
    [failed] = broken.failed()
    assert (failed["turn_id"], failed["text"]) == (broken.turn["id"], broken.turn["text"])
    assert failed["error"] == "the paper jammed"
    assert not failed["is_changed"]
    script = broken.show.get(f"/v1/episodes/{broken.episode}/script")
    assert voices_made() == len({turn["text"] for turn in turns(script)}) - 1


def test_trying_again_speaks_that_line_alone(broken: Broken) -> None:
    before = voices_made()
    broken.show.send("post", f"/v1/renders/{broken.render['id']}/retry", status=202)
    work()
    assert voices_made() == before + 1
    assert broken.failed() == []


@pytest.mark.parametrize("fields", [{"take": 1}, {"voice": "am_michael"}])
def test_another_take_or_voice_for_that_line_mends_the_episode(broken: Broken, fields: dict[str, Any]) -> None:
    before = voices_made()
    broken.change(**fields)
    [failed] = broken.failed()
    assert failed["is_changed"]
    render = broken.show.render(broken.episode)
    work()
    assert broken.show.get(f"/v1/renders/{render['id']}")["state"] == "succeeded"
    assert voices_made() == before + 1


def test_a_line_that_is_left_out_holds_up_nothing_and_stays_in_the_script(broken: Broken) -> None:
    before = voices_made()
    broken.change(is_left_out=True)
    assert broken.render_again()[0] == "succeeded"
    assert voices_made() == before
    script = broken.show.get(f"/v1/episodes/{broken.episode}/script")
    kept = next(turn for turn in turns(script) if turn["id"] == broken.turn["id"])
    assert (kept["text"], kept["is_left_out"]) == (broken.turn["text"], True)


def test_a_voice_nobody_knows_is_refused_with_the_line_as_it_was(broken: Broken) -> None:
    url = f"/v1/episodes/{broken.episode}/turns/{broken.turn['id']}"
    refused = broken.show.send("patch", url, {"voice": "nobody"}, status=422, If_Match='"v1"')
    assert refused["param"] == "voice"

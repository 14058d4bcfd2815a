"""Behind a shot: the steps that make it, what they took, and its earlier takes brought back for nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.projects.farmhand import work
from tests.projects.studio import Studio

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def studio(own_store: None) -> Studio:
    return Studio()


def _spoken(studio: Studio) -> dict[str, Any]:
    """A shot in which somebody speaks."""
    return next(shot for shot in studio.shots() if shot["dialogue"])


def _making(studio: Studio, shot: dict[str, Any]) -> dict[str, Any]:
    return dict(studio.get(f"/v1/shots/{shot['id']}/making"))


def _change(studio: Studio, shot: dict[str, Any], **fields: Any) -> dict[str, Any]:
    version = studio.client.get(f"/v1/shots/{shot['id']}").headers["ETag"]
    answer = studio.client.patch(f"/v1/shots/{shot['id']}", fields, headers={"If-Match": version})
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def _take(studio: Studio, shot: dict[str, Any], render_id: str) -> Any:
    version = studio.client.get(f"/v1/shots/{shot['id']}").headers["ETag"]
    return studio.client.put(f"/v1/shots/{shot['id']}/take", {"render_id": render_id}, headers={"If-Match": version})


def test_the_steps_of_a_shot_are_known_before_they_are_made(studio: Studio) -> None:
    making = _making(studio, _spoken(studio))
    assert [step["role"] for step in making["steps"]][-4:] == ["panel", "likeness", "timing", "clip"]
    assert making["steps"][0]["role"] == "speech"
    assert {step["state"] for step in making["steps"]} == {"missing"}
    assert {step["seconds"] for step in making["steps"]} == {None}
    assert making["takes"] == []


def test_a_made_shot_says_what_each_step_took(studio: Studio) -> None:
    studio.order()
    shot = _spoken(studio)
    assert {step["state"] for step in _making(studio, shot)["steps"]} == {"running"}
    work()
    steps = _making(studio, shot)["steps"]
    assert {step["state"] for step in steps} == {"current"}
    assert {step["seconds"] for step in steps} == {0.5}
    panel = next(step for step in steps if step["role"] == "panel")
    assert (panel["engine"], panel["seed"]) == ("draft_panel", shot["seed"])
    assert panel["engine_title"] == "Painted storyboard panel"
    assert len(panel["digest"]) == 64


def test_what_failed_says_why(studio: Studio) -> None:
    shot = _spoken(studio)
    studio.order()
    work(refuse=lambda step: step.engine == "draft_panel")
    failed = {step["role"]: step["cause"] for step in _making(studio, shot)["steps"] if step["state"] == "blocked"}
    assert failed == {"panel": "the paper jammed"}


def test_another_take_is_made_anew_and_the_old_one_comes_back_for_nothing(studio: Studio) -> None:
    shot = _spoken(studio)
    studio.order()
    work()
    _change(studio, shot, seed=(shot["seed"] + 1) % 1000)
    assert _spoken(studio)["status"] == {"state": "stale", "cause": "its seed changed"}
    studio.order()
    assert work() > 0
    new, old = _making(studio, shot)["takes"]
    assert (new["is_current"], new["differs"]) == (True, "")
    assert (old["is_current"], old["differs"]) == (False, "its seed changed")
    assert studio.client.get(old["clip_url"]).status_code == 200
    back = _take(studio, shot, old["render_id"]).json()
    assert (back["seed"], back["pinned"]) == (shot["seed"], [])
    assert _spoken(studio)["status"]["state"] == "current"
    studio.order()
    assert work() == 0


def test_a_take_with_a_length_set_by_hand_comes_back_with_it(studio: Studio) -> None:
    shot = _spoken(studio)
    _change(studio, shot, frames=30, size="close_up")
    studio.order()
    work()
    version = studio.client.get(f"/v1/shots/{shot['id']}").headers["ETag"]
    studio.client.post(f"/v1/shots/{shot['id']}/reset", {"fields": []}, headers={"If-Match": version})
    assert _spoken(studio)["status"]["state"] == "stale"
    (take,) = _making(studio, shot)["takes"]
    back = _take(studio, shot, take["render_id"]).json()
    assert (back["frames"], back["size"], "frames" in back["pinned"]) == (30, "close_up", True)
    assert back["status"]["state"] == "current"


def test_a_take_of_a_render_that_never_made_the_shot_is_none(studio: Studio) -> None:
    shot = _spoken(studio)
    other = Studio()
    render = other.order()
    assert _take(studio, shot, render["id"]).status_code == 404


def test_a_seed_that_is_none_is_refused(studio: Studio) -> None:
    shot = _spoken(studio)
    version = studio.client.get(f"/v1/shots/{shot['id']}").headers["ETag"]
    refused = studio.client.patch(f"/v1/shots/{shot['id']}", {"seed": -1}, headers={"If-Match": version})
    assert refused.status_code in (400, 422)
    assert "whole number from 0" in refused.json()["detail"]

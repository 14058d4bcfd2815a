"""The workers page: everything of ours by name, of others only that somebody is busy."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from renderers.exports import makers
from renderers.farm import services, steps
from renderers.farm.models import Worker
from studio.accounts.models import Workspace
from studio.accounts.roles import Role
from studio.core.clock import now
from studio.core.tenancy import system, tenant
from tests.factories import a_member, a_workspace, an_owner, signed_in
from tests.renderers.farm.plans import LEASE, a_hand, claim, finish, loose_steps, order, state_of

pytestmark = pytest.mark.django_db


def _online(name: str, **more: Any) -> Worker:
    at = now()
    usual: dict[str, Any] = {"size": "cpu", "slots": 2, "engines": ["panel@1"]}
    return Worker.objects.create(name=name, started_at=at, seen_at=at, **(usual | more))


def _held(workspace: Workspace, name: str, worker: str) -> None:
    order(workspace, loose_steps(name, 2), at=now() - timedelta(minutes=1))
    with system():
        assert steps.claim_step(hand=a_hand(worker), now=now() - timedelta(seconds=40), lease=LEASE)


def test_a_producer_sees_the_farm_and_nothing_of_other_workspaces() -> None:
    ours, theirs = a_workspace(name="Ours"), a_workspace(name="Theirs")
    _online("one:1")
    _held(theirs, "secret", "one:1/0")
    _held(ours, "ours", "one:1/1")
    answer = signed_in(a_member(role=Role.PRODUCER, workspace=ours)).get("/v1/workers")
    assert answer.status_code == 200, answer.content
    doing = answer.json()["workers"][0]["doing"]
    assert [each["label"] for each in doing] == ["", "ours1"]
    assert all(39 <= each["seconds"] <= 60 for each in doing)
    cpu = next(size for size in answer.json()["sizes"] if size["name"] == "cpu")
    assert (cpu["slots"], cpu["busy"], cpu["waiting"], cpu["running"], cpu["shortage"]) == (2, 2, 1, 1, "")
    assert "secret" not in answer.content.decode()


def test_a_size_that_nobody_serves_is_said_in_words_to_those_who_wait_for_it() -> None:
    ours = a_workspace()
    order(ours, loose_steps("A", 3))
    sizes = signed_in(an_owner(ours)).get("/v1/workers").json()["sizes"]
    said = {size["name"]: size["shortage"] for size in sizes}
    assert said["cpu"].startswith("No worker on a processor is online")
    assert said["gpu-large"] == ""


def test_engines_that_cannot_run_there_are_told_by_the_names_people_know() -> None:
    _online("one:1", missing={"flux": "run `make engines`", "gone": "nobody knows it"})
    found = signed_in(an_owner(a_workspace())).get("/v1/workers").json()["workers"][0]["missing"]
    assert [each["title"] for each in found] == [makers()["flux"].title, "gone"]
    assert found[0]["why"] == "run `make engines`"


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({}, "ready"),
        ({"draining": True}, "draining"),
        ({"aside_until": now() + timedelta(hours=1), "aside_because": "it failed"}, "set_aside"),
    ],
)
def test_how_a_worker_stands(row: dict[str, object], state: str) -> None:
    _online("one:1", **row)
    found = signed_in(an_owner(a_workspace())).get("/v1/workers").json()["workers"][0]
    assert (found["state"], found["because"]) == (state, row.get("aside_because", ""))


def test_an_editor_may_not_look_into_the_farm() -> None:
    assert signed_in(a_member(role=Role.EDITOR)).get("/v1/workers").status_code == 403


def test_a_film_is_paused_and_goes_on_where_it_stood() -> None:
    ours = a_workspace()
    render = order(ours, loose_steps("A", 3))
    held = [claim(worker=f"hand/{number}") for number in range(2)]
    assert held[0]
    assert held[1]
    finish(held[0])
    with tenant(ours.pk):
        services.pause_render(render=render, by="Olive", now=now())
    assert state_of(render) == ("paused", ["done", "paused", "paused"])
    with system():
        assert not steps.renew_lease(claim=held[1], now=now(), lease=LEASE), "its worker is told at the next beat"
    assert not finish(held[1])
    assert claim() is None
    with tenant(ours.pk), pytest.raises(services.RenderNotActive):
        services.pause_render(render=render, by="Olive", now=now())
    with tenant(ours.pk):
        services.resume_render(render=render, now=now())
    assert state_of(render) == ("running", ["done", "ready", "ready"])
    for _ in range(2):
        again = claim(at=now() + timedelta(seconds=1))
        assert again
        finish(again)
    assert state_of(render)[0] == "succeeded"


def test_pausing_leaves_what_another_film_wants_and_resuming_wants_it_again() -> None:
    ours = a_workspace()
    first = order(ours, loose_steps("A", 2))
    second = order(ours, loose_steps("A", 3))
    with tenant(ours.pk):
        services.pause_render(render=first, by="Olive", now=now())
        assert state_of(second)[1] == ["ready", "ready", "ready"]
        services.cancel_render(render=second, now=now())
    assert state_of(first) == ("paused", ["cancelled", "cancelled"])
    with tenant(ours.pk):
        services.resume_render(render=first, now=now())
    assert state_of(first) == ("queued", ["ready", "ready"])


def test_a_paused_film_can_be_cancelled_but_not_ordered_anew() -> None:
    ours = a_workspace()
    render = order(ours, loose_steps("A", 2))
    with tenant(ours.pk):
        services.pause_render(render=render, by="Olive", now=now())
        with pytest.raises(services.RenderGoesOn):
            services.retry_render(render=render, plan=loose_steps("A", 2), started_by="usr_x", now=now())
        services.cancel_render(render=render, now=now())
        with pytest.raises(services.RenderNotPaused):
            services.resume_render(render=render, now=now())
    assert state_of(render) == ("cancelled", ["cancelled", "cancelled"])

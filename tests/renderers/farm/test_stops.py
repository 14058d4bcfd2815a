"""Two stops on one render, the pause of a member and a spend cap: one mechanism, and whoever lifts the last one sets it
going."""

from __future__ import annotations

from itertools import permutations

import pytest

from renderers.errors import WorkerDied
from renderers.farm import services, steps
from renderers.farm.models import Render, Step
from renderers.farm.stops import CAP, PERSON, by_cap, by_person
from studio.accounts.models import Workspace
from studio.core.tenancy import tenant
from studio.live.models import StoredEvent
from tests.factories import a_workspace
from tests.renderers.farm.plans import NOON, a_plan, claim, finish, order, state_of, work_off

pytestmark = pytest.mark.django_db

FULL = by_cap("The spend cap is used up.")
STOPS = {PERSON: by_person("Olive"), CAP: FULL}


@pytest.fixture
def lumen() -> Workspace:
    return a_workspace(name="Lumen")


def stop(render: Render, code: str) -> bool:
    with tenant(render.workspace_id):
        return services.stand_still(render_id=render.pk, stop=STOPS[code], now=NOON)


def lift(render: Render, code: str) -> bool:
    with tenant(render.workspace_id):
        return services.go_on(render_id=render.pk, code=code, now=NOON)


def kept_by(render: Render) -> str:
    with tenant(render.workspace_id):
        render.refresh_from_db()
    return render.error_code


@pytest.mark.parametrize("stops", list(permutations((PERSON, CAP))))
def test_a_person_goes_before_a_cap_and_each_is_lifted_by_its_own_name(
    lumen: Workspace, stops: tuple[str, str]
) -> None:
    render = order(lumen, a_plan(shots=3))
    assert finish(claim() or pytest.fail("nothing to claim"))
    for code in stops:
        stop(render, code)
    assert (kept_by(render), claim()) == (PERSON, None)
    assert not lift(render, CAP), "a cap that is raised does not undo what a person wants"
    assert claim() is None
    assert lift(render, PERSON)
    assert len(work_off()) == 3
    assert (state_of(render)[0], kept_by(render)) == ("succeeded", "")


@pytest.mark.parametrize("code", [PERSON, CAP])
def test_a_stop_changes_nothing_the_second_time_and_says_its_reason_to_whoever_watches(
    lumen: Workspace, code: str
) -> None:
    render = order(lumen, a_plan(shots=2))
    assert [stop(render, code), stop(render, code)] == [True, False]
    with tenant(lumen.pk):
        told = StoredEvent.objects.filter(topic=f"render:{render.pk}", kind="render.paused").get()
        assert (told.body["error_code"], told.body["error"]) == (code, STOPS[code].words)


def test_a_person_lets_go_of_what_is_in_hand_and_a_cap_lets_it_end(lumen: Workspace) -> None:
    for code, ends in ((PERSON, False), (CAP, True)):
        render = order(lumen, a_plan(name=code, shots=2))
        held = claim() or pytest.fail("nothing to claim")
        stop(render, code)
        assert finish(held) is ends
        assert claim() is None
        assert state_of(render)[0] == "paused"
        with tenant(lumen.pk):
            render.refresh_from_db()
            services.cancel_render(render=render, now=NOON)
        assert kept_by(render) == "", "a cancelled render waits for nothing"


def test_what_ended_last_while_a_cap_stood_ends_the_render(lumen: Workspace) -> None:
    render = order(lumen, a_plan(shots=1))
    assert finish(claim() or pytest.fail("nothing to claim"))
    last = claim() or pytest.fail("nothing to claim")
    stop(render, CAP)
    assert finish(last)
    assert (state_of(render)[0], kept_by(render)) == ("succeeded", "")


@pytest.mark.parametrize("came_back", ["given back", "failed", "lost"])
def test_what_comes_back_from_a_worker_is_not_claimed_while_its_render_stands_still(
    lumen: Workspace, came_back: str
) -> None:
    render = order(lumen, a_plan(shots=2))
    held = claim() or pytest.fail("nothing to claim")
    stop(render, CAP)
    with tenant(lumen.pk):
        if came_back == "given back":
            assert steps.give_back(claim=held, now=NOON)
        elif came_back == "failed":
            assert steps.fail_step(claim=held, error=WorkerDied("it hung"), seconds=1.0, now=NOON)
        else:
            assert Step.objects.filter(pk=held.step_id).update(lease_until=NOON)
    if came_back == "lost":
        assert steps.reap_lost_steps(now=NOON.replace(minute=1)) == 1
    assert claim(at=NOON.replace(hour=23)) is None
    assert lift(render, CAP)
    assert len(work_off(at=NOON.replace(hour=23))) == 3


def test_a_step_that_another_render_wants_is_made_although_one_stands_still(lumen: Workspace) -> None:
    first, second = order(lumen, a_plan(shots=2)), order(lumen, a_plan(shots=3))
    stop(first, CAP)
    work_off()
    assert state_of(second)[0] == "succeeded"
    assert state_of(first) == ("paused", ["done", "done", "paused"])
    lift(first, CAP)
    work_off()
    assert state_of(first)[0] == "succeeded"

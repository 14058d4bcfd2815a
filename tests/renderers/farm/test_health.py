"""Workers that fail what others make rest for a while; code that is gone does not keep a film waiting."""

from __future__ import annotations

from datetime import timedelta

import pytest

from renderers.errors import BadInput, RenderError, ToolMissing
from renderers.farm import health, outdated, roster, steps
from renderers.farm.lanes import Hand
from renderers.farm.models import Render, Worker
from renderers.plan import Plan, PlanBuilder, Stage
from renderers.plan import Step as PlannedStep
from studio.core.tenancy import system
from tests.factories import a_workspace
from tests.renderers.farm.plans import LEASE, NOON, a_plan, claim, finish, loose_steps, order, state_of

pytestmark = pytest.mark.django_db


def a_worker(name: str, *, engines: tuple[str, ...] = ("panel@1",), missing: dict[str, str] | None = None) -> Worker:
    """Seen just now."""
    return Worker.objects.create(
        name=name,
        size="cpu",
        slots=1,
        engines=list(engines),
        missing=missing or {},
        started_at=NOON,
        seen_at=NOON + timedelta(minutes=1),
    )


def _fails(times: int, *, worker: str, error: RenderError) -> None:
    for _ in range(times):
        held = claim(at=NOON + timedelta(minutes=1), worker=worker)
        assert held
        with system():
            steps.fail_step(claim=held, error=error, seconds=1, now=NOON + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("faults", "error", "others_finish", "rests"),
    [
        (5, ToolMissing("no ffmpeg"), 1, True),
        (4, ToolMissing("no ffmpeg"), 1, False),
        (5, ToolMissing("no ffmpeg"), 0, False),
        (5, BadInput("no such voice"), 1, False),
    ],
)
def test_a_worker_that_fails_what_others_make_is_set_aside(
    faults: int, error: RenderError, others_finish: int, rests: bool
) -> None:
    order(a_workspace(), loose_steps("A", 12))
    a_worker("bad:1")
    a_worker("good:1")
    _fails(faults - 1, worker="bad:1/0", error=error)
    for _ in range(others_finish):
        held = claim(at=NOON + timedelta(minutes=1), worker="good:1/0")
        assert held
        finish(held, at=NOON + timedelta(minutes=1))
    _fails(1, worker="bad:1/0", error=error)
    assert health.is_aside(process="bad:1", now=NOON + timedelta(minutes=2)) is rests
    assert not health.is_aside(process="bad:1", now=NOON + timedelta(minutes=12))
    assert bool(Worker.objects.get(name="bad:1").aside_because) is rests


@pytest.mark.parametrize(("engines", "is_set_aside"), [(("panel", "clip"), True), (("panel", "panel"), False)])
def test_the_only_worker_rests_when_whatever_it_makes_fails_and_that_is_said(
    engines: tuple[str, str], is_set_aside: bool
) -> None:
    for number, engine in enumerate(engines):
        order(a_workspace(name=f"W{number}"), loose_steps(f"{number}", 4, engine=engine))
    a_worker("bad:1", engines=("panel@1", "clip@1"))
    wants = roster.wants_of([("cpu", "panel", "1")])
    at = NOON + timedelta(minutes=1)
    assert roster.shortages(wants, now=at) == []
    _fails(6, worker="bad:1/0", error=ToolMissing("no ffmpeg"))
    assert health.is_aside(process="bad:1", now=at) is is_set_aside
    said = roster.shortages(wants, now=at)
    assert any("Every worker on a processor that is online rests" in each for each in said) is is_set_aside
    assert (roster.slots_online(now=at) == {}) is is_set_aside
    if is_set_aside:
        assert "whatever engine was to make them" in Worker.objects.get().aside_because


def test_a_step_that_comes_out_whole_ends_the_rest() -> None:
    order(a_workspace(), loose_steps("A", 1))
    a_worker("bad:1")
    Worker.objects.update(failures=5, aside_until=NOON + timedelta(hours=1), aside_because="it failed")
    held = claim(worker="bad:1/0")
    assert held
    finish(held)
    found = Worker.objects.get()
    assert (found.failures, found.aside_until, found.aside_because) == (0, None, "")


def _newer_plan() -> Plan:
    builder = PlanBuilder()
    made = PlannedStep("panel", "2", {"text": "film 0"}, (), Stage.PANELS, "shot0", "panel 0")
    return builder.build(result=builder.add(made, role="panel"))


@pytest.fixture
def planner(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planner of the newer code."""
    monkeypatch.setattr(outdated, "REPLAN", [lambda render: _newer_plan()])


def test_a_film_planned_by_code_that_is_gone_is_planned_anew(planner: None) -> None:
    render = order(a_workspace(), a_plan(shots=1))
    a_worker("new:1", engines=("panel@2",))
    assert outdated.replan_outdated(now=NOON + timedelta(minutes=1)) == 1
    assert state_of(render) == ("queued", ["ready"])
    with system():
        held = steps.claim_step(hand=Hand("cpu", "new:1/0", ["panel@2"]), now=NOON + timedelta(minutes=1), lease=LEASE)
    assert held
    finish(held)
    assert state_of(render) == ("succeeded", ["done"])
    assert outdated.replan_outdated(now=NOON + timedelta(minutes=1)) == 0


def test_while_workers_of_the_older_code_are_online_they_finish_what_was_planned_for_them(planner: None) -> None:
    render = order(a_workspace(), a_plan(shots=1))
    a_worker("old:1", engines=("panel@1", "report@1"))
    assert outdated.replan_outdated(now=NOON + timedelta(minutes=1)) == 0
    assert state_of(render) == ("queued", ["ready", "blocked"])


def test_what_the_newer_code_has_just_planned_is_left_alone_by_a_scheduler_of_the_older(planner: None) -> None:
    """During a deploy the workers of the newer code are a moment away."""
    render = order(a_workspace(), a_plan(shots=1))
    assert outdated.replan_outdated(now=NOON + timedelta(seconds=59)) == 0
    assert state_of(render) == ("queued", ["ready", "blocked"])


def test_a_film_that_cannot_be_planned_anew_fails_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outdated, "REPLAN", [])
    render = order(a_workspace(), a_plan(shots=1))
    assert outdated.replan_outdated(now=NOON + timedelta(minutes=1)) == 1
    assert state_of(render) == ("failed", ["failed", "blocked"])
    with system():
        found = Render.objects.get()
    assert found.error_code == "studio_updated"
    assert "updated" in found.error


@pytest.mark.parametrize(
    ("workers", "said", "hopeless"),
    [
        ({}, "No worker on a processor is online", False),
        ({"one:1": ({"panel@1"}, {})}, "", False),
        (
            {"one:1": ({"other@1"}, {"panel": "there is no paper"})},
            "that is online can run panel: there",
            True,
        ),
        (
            {"one:1": (set(), {"panel": "there is no paper"}), "two:1": ({"panel@2"}, {})},
            "that is online can run panel",
            False,
        ),
        ({"one:1": ({"panel@2"}, {})}, "has panel 1", False),
    ],
)
def test_what_nobody_can_make_is_said_in_words(
    workers: dict[str, tuple[set[str], dict[str, str]]], said: str, hopeless: bool
) -> None:
    for name, (engines, missing) in workers.items():
        a_worker(name, engines=tuple(engines), missing=missing)
    wants = roster.wants_of([("cpu", "panel", "1")])
    found = roster.shortages(wants, now=NOON + timedelta(minutes=1))
    assert (said in " ".join(found)) if said else not found
    assert bool(roster.hopeless(wants, now=NOON + timedelta(minutes=1))) is hopeless

"""One message wakes one process: bells are rung often enough for everybody to wake, and not with every step."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from renderers.events import RenderEvent, RenderState, StepEvent, StepState
from renderers.farm import tasks
from renderers.farm.tasks import Bells, Doorbell
from studio import wiring
from tests.renderers.farm.plans import NOON


class Tower:
    """Bells whose time is moved by hand."""

    def __init__(self) -> None:
        self.rung: list[str] = []
        self.later: list[Callable[[], None]] = []
        self.bells = Bells(self.rung.append, after=lambda _seconds, act: self.later.append(act))

    def wait(self) -> None:
        """The time between two rings is over."""
        due, self.later = self.later, []
        for act in due:
            act()


def test_the_first_bell_is_rung_at_once_and_the_others_of_the_same_moment_as_one() -> None:
    tower = Tower()
    for _ in range(50):
        tower.bells.ask("cpu")
    assert tower.rung == ["cpu"]
    tower.wait()
    assert tower.rung == ["cpu", "cpu"], "the last one asked for is never lost"
    tower.wait()
    tower.wait()
    assert tower.rung == ["cpu", "cpu"], "a tower nobody asks is silent"
    tower.bells.ask("cpu")
    assert tower.rung == ["cpu"] * 3


def test_a_bell_that_rings_between_the_look_for_work_and_the_sleep_is_not_slept_through() -> None:
    bell = Doorbell()
    heard = bell.rung
    bell.ring()
    assert bell.wait(0.0, since=heard)
    assert not bell.wait(0.0, since=bell.rung), "what was heard before the look wakes nobody again"


def test_the_bells_of_two_sizes_do_not_wait_for_each_other() -> None:
    tower = Tower()
    for size in ("cpu", "gpu-large", "cpu"):
        tower.bells.ask(size)
    assert tower.rung == ["cpu", "gpu-large"]


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Sizes whose workers were rung for."""
    found: list[str] = []
    monkeypatch.setattr(wiring, "wake", found.append)
    return found


def _render(state: RenderState, *readied: str) -> RenderEvent:
    return RenderEvent(workspace_id="ws", render_id="rnd", subject="prj", state=state, at=NOON, readied=readied)


def _step(state: StepState, *readied: str) -> StepEvent:
    return StepEvent(
        workspace_id="ws",
        render_ids=("rnd",),
        step_id="stp",
        digest="d",
        engine="panel",
        size="cloud",
        state=state,
        at=NOON,
        fence=1,
        readied=readied,
    )


def test_a_film_that_begins_wakes_the_workers_of_every_size_it_has_something_for(woken: list[str]) -> None:
    wiring.wake_workers(_render(RenderState.QUEUED, "cpu", "gpu-large"))
    assert sorted(woken) == ["cpu", "gpu-large"]


def test_a_film_that_is_over_wakes_nobody(woken: list[str]) -> None:
    wiring.wake_workers(_render(RenderState.SUCCEEDED))
    assert woken == []


def test_a_finished_step_wakes_those_of_what_it_released_and_those_who_have_room_now(woken: list[str]) -> None:
    wiring.wake_workers(_step(StepState.DONE, "gpu-small"))
    assert sorted(woken) == ["cloud", "gpu-small"]


def test_a_step_that_is_begun_wakes_nobody(woken: list[str]) -> None:
    wiring.wake_workers(_step(StepState.RUNNING))
    assert woken == []


def test_a_worker_that_serves_its_size_alone_sends_nobody_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    tower, heard = Tower(), []
    monkeypatch.setattr(tasks, "_bells", tower.bells)
    monkeypatch.setattr(tasks.doorbell, "ring", lambda: heard.append("own slots"))
    monkeypatch.setattr(tasks, "served_alone", {"cpu"})
    tasks.wake("cpu")
    assert (tower.rung, heard) == ([], ["own slots"])
    tasks.wake("cloud")
    assert (tower.rung, heard) == (["cloud"], ["own slots"] * 2)

"""Who is served next, as tables: fair between workspaces, what is watched first, and nobody for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from renderers.errors import WorkerDied
from renderers.farm import lanes, limits, services, steps
from renderers.farm.lanes import Hand
from renderers.farm.limits import Limits
from renderers.farm.turns import AHEAD_SECONDS, Urgency
from studio.accounts.models import Workspace
from studio.core.tenancy import system, tenant
from tests.factories import a_workspace
from tests.renderers.farm.plans import LEASE, NOON, a_hand, claim, finish, label_of, loose_steps, order, state_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sold(monkeypatch: pytest.MonkeyPatch) -> dict[str, Limits]:
    """Limits by workspace id, as whoever sells plans would say them."""
    plans: dict[str, Limits] = {}
    monkeypatch.setattr(limits, "SOURCE", [lambda workspace_id: plans.get(workspace_id, Limits())])
    return plans


def queue(text: str, *, urgent: str = "") -> dict[str, Workspace]:
    """`A3 B1` is three steps of one workspace, then one of another; those named in `urgent` have somebody waiting."""
    found: dict[str, Workspace] = {}
    for at, word in enumerate(text.split()):
        found[word[0]] = a_workspace(name=word[0])
        urgency = Urgency.INTERACTIVE if word[0] in urgent else Urgency.BATCH
        moment = NOON + timedelta(milliseconds=at)
        order(found[word[0]], loose_steps(word[0], int(word[1:])), at=moment, urgency=urgency)
    return found


def served(*, hand: Hand | None = None, at_most: int = 1000) -> str:
    """What one worker makes, in its order."""
    made: list[str] = []
    while len(made) < at_most:
        with system():
            held = steps.claim_step(hand=hand or a_hand(), now=NOON + timedelta(hours=3), lease=LEASE)
        if held is None:
            break
        made.append(label_of(held))
        assert finish(held)
    return " ".join(made)


@pytest.mark.parametrize(
    ("waiting", "order_of_service"),
    [
        ("A3 B1 C2", "A1 B1 C1 A2 C2 A3"),
        ("A4", "A1 A2 A3 A4"),
        ("A2 B2", "A1 B1 A2 B2"),
        ("A1 B3 C1", "A1 B1 C1 B2 B3"),
    ],
)
def test_workspaces_take_turns(waiting: str, order_of_service: str) -> None:
    queue(waiting)
    assert served() == order_of_service


def test_a_workspace_with_twice_the_weight_gets_twice_the_work(sold: dict[str, Limits]) -> None:
    one, two = a_workspace(name="A"), a_workspace(name="B")
    sold[one.pk] = Limits(weight=2.0)
    order(one, loose_steps("A", 6))
    order(two, loose_steps("B", 6), at=NOON + timedelta(milliseconds=1))
    assert served(at_most=6).count("A") == 4


def test_long_steps_count_for_what_they_take() -> None:
    order(a_workspace(name="A"), loose_steps("A", 4, work=3.0))
    order(a_workspace(name="B"), loose_steps("B", 9), at=NOON + timedelta(milliseconds=1))
    assert served(at_most=8) == "A1 B1 B2 B3 A2 B4 B5 B6"


def test_who_comes_late_does_not_catch_up_on_what_was_never_asked_for() -> None:
    order(a_workspace(name="A"), loose_steps("A", 40, work=10.0))
    assert served(at_most=30).count("A") == 30
    order(a_workspace(name="B"), loose_steps("B", 20, work=10.0), at=NOON + timedelta(minutes=1))
    words = served(at_most=18).split()
    credit = int(lanes.CREDIT_SECONDS / 10)
    assert all(word.startswith("B") for word in words[: credit - 1]), "somebody new is served at once"
    assert sum(word.startswith("A") for word in words[credit:]) >= 4, "but not for ever"


def test_no_more_steps_run_at_once_than_the_plan_allows_and_others_are_not_kept_waiting(
    sold: dict[str, Limits],
) -> None:
    small, other = a_workspace(name="A"), a_workspace(name="B")
    sold[small.pk] = Limits(at_once={"cpu": 1})
    order(small, loose_steps("A", 3))
    order(other, loose_steps("B", 2), at=NOON + timedelta(milliseconds=1))
    at = NOON + timedelta(seconds=1)
    held = [claim(at=at, worker=f"hand/{number}") for number in range(4)]
    assert [label_of(each) if each else None for each in held] == ["A1", "B1", "B2", None]
    assert held[0]
    finish(held[0])
    following = claim(at=at)
    assert following is not None
    assert label_of(following) == "A2"


def test_a_plan_that_changes_counts_from_the_next_claim(sold: dict[str, Limits]) -> None:
    workspace = a_workspace()
    sold[workspace.pk] = Limits(at_once={"cpu": 1})
    order(workspace, loose_steps("A", 3))
    assert claim()
    assert claim(worker="hand/1") is None
    sold[workspace.pk] = Limits(at_once={"cpu": 2})
    with tenant(workspace.pk):
        services.limits_changed(workspace_id=workspace.pk)
    assert claim(worker="hand/1")


def test_somebody_who_waits_at_the_screen_goes_first_whoever_they_are() -> None:
    queue("A5 B5 C1", urgent="C")
    assert served(at_most=2) == "C1 A1"


def test_nobody_is_starved_by_those_who_wait_at_the_screen() -> None:
    queue("A3")
    urgent = loose_steps("B", 20, work=10.0)
    order(a_workspace(name="B"), urgent, at=NOON + timedelta(seconds=1), urgency=Urgency.INTERACTIVE)
    words = served(at_most=20).split()
    assert words[0] == "B1"
    assert words.index("A1") <= lanes.URGENT_SECONDS / 10 + 1


def test_what_is_older_than_an_hour_goes_before_what_is_urgent_now() -> None:
    workspace = a_workspace()
    order(workspace, loose_steps("old", 1))
    later = NOON + timedelta(seconds=AHEAD_SECONDS)
    order(workspace, loose_steps("urgent", 1), at=later - timedelta(minutes=1), urgency=Urgency.INTERACTIVE)
    order(workspace, loose_steps("hasty", 1), at=later + timedelta(minutes=1), urgency=Urgency.INTERACTIVE)
    assert served() == "urgent1 old1 hasty1"


def test_a_short_film_passes_the_later_scenes_of_a_long_one_but_not_the_first() -> None:
    workspace = a_workspace()
    order(workspace, loose_steps("long", 5, work=60.0))
    order(workspace, loose_steps("short", 2), at=NOON + timedelta(seconds=30))
    assert served() == "long1 short1 short2 long2 long3 long4 long5"


def test_a_model_that_is_loaded_is_used_while_that_makes_nobody_wait_long() -> None:
    workspace = a_workspace()
    order(workspace, loose_steps("panel", 3))
    order(workspace, loose_steps("clip", 2, engine="clip"), at=NOON + timedelta(seconds=5))
    order(workspace, loose_steps("late", 1, engine="clip"), at=NOON + timedelta(minutes=1))
    assert served(hand=a_hand(warm="clip")) == "clip1 clip2 panel1 panel2 panel3 late1"


def test_a_loaded_model_moves_a_workspace_ahead_by_a_bounded_amount_of_work() -> None:
    queue("A9")
    order(a_workspace(name="B"), loose_steps("B", 9, engine="clip", work=5.0), at=NOON + timedelta(milliseconds=1))
    words = served(hand=a_hand(warm="clip"), at_most=6).split()
    assert words[0] == "B1"
    assert 1 < words.index("A1") <= lanes.WARM_SECONDS / 5 + 1


def test_a_worker_takes_only_what_its_own_code_can_make() -> None:
    queue("A1")
    with system():
        newer = Hand("cpu", "new:1/0", ["panel@2"])
        assert steps.claim_step(hand=newer, now=NOON + timedelta(minutes=1), lease=LEASE) is None
        elsewhere = a_hand("gpu:1/0", size="gpu-large")
        assert steps.claim_step(hand=elsewhere, now=NOON + timedelta(minutes=1), lease=LEASE) is None
    assert served() == "A1"


def _failed_by(*workers: str) -> str:
    """The state of a step that failed, in a way worth trying again, on these workers one after the other."""
    render = order(a_workspace(), loose_steps("A", 1))
    at = NOON
    for worker in workers:
        held = claim(at=at, worker=f"{worker}/0")
        assert held is not None, worker
        with system():
            steps.fail_step(claim=held, error=WorkerDied("the paper jammed"), seconds=1, now=at)
        at += timedelta(minutes=5)
    return state_of(render)[1][0]


@pytest.mark.parametrize(
    ("workers", "state"),
    [
        ("one two", "ready"),
        ("one two three", "failed"),
        ("one one one one", "ready"),
        ("one one one one one", "failed"),
        ("one two one two", "ready"),
        ("one two one three", "failed"),
    ],
)
def test_three_different_workers_or_five_tries_and_the_step_is_at_fault(workers: str, state: str) -> None:
    assert _failed_by(*workers.split()) == state


def test_a_step_that_failed_on_a_worker_is_left_to_others_for_a_while_unless_there_is_none() -> None:
    order(a_workspace(), loose_steps("A", 1))
    first = claim(worker="one:1/0")
    assert first
    with system():
        steps.fail_step(claim=first, error=WorkerDied("the paper jammed"), seconds=1, now=NOON)
    soon = NOON + timedelta(seconds=10)
    assert claim(at=soon, worker="one:1/7") is None
    with system():
        alone = Hand("cpu", "one:1/0", ["panel@1"], alone=True)
        assert steps.claim_step(hand=alone, now=soon, lease=LEASE)
        steps.reap_lost_steps(now=soon + 2 * LEASE)
    assert claim(at=soon + 2 * LEASE, worker="two:1/0")


def test_a_worker_is_served_whatever_its_engines_are_called() -> None:
    order(a_workspace(), loose_steps("A", 1))
    odd = Hand("cpu", "hand/0", ['a "name", with {all} of it\\@1', "panel@1"])
    with system():
        assert steps.claim_step(hand=odd, now=NOON, lease=LEASE)

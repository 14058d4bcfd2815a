"""One message wakes one process: whoever finishes a step passes the bell on, and does not ring all the time."""

from __future__ import annotations

from renderers.farm.tasks import Passing


def test_a_bell_is_passed_on_and_not_more_than_twenty_times_a_second() -> None:
    passing = Passing()
    rung = [at / 1000 for at in range(0, 1000, 10) if passing.on("cpu", at=at / 1000)]
    assert 15 <= len(rung) <= 20
    assert rung[0] == 0.0


def test_the_bells_of_two_sizes_do_not_wait_for_each_other() -> None:
    passing = Passing()
    assert passing.on("cpu", at=1.0)
    assert passing.on("cloud", at=1.0)
    assert not passing.on("cpu", at=1.01)

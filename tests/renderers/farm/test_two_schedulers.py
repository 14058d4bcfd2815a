"""Two schedulers at the same moment, as while one is replaced: each lost step is given back once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from renderers.events import StepState
from renderers.farm.models import Step
from renderers.farm.steps import reap_lost_steps
from studio.core.tenancy import system
from studio.live.models import StoredEvent
from tests.factories import a_workspace
from tests.renderers.farm.plans import LEASE, NOON, claim, loose_steps, order

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SCHEDULERS = 3
LOST = 12


def test_a_lost_step_is_given_back_once_however_many_schedulers_find_it() -> None:
    order(a_workspace(), loose_steps("A", LOST))
    for number in range(LOST):
        assert claim(worker=f"gone:{number}/0")
    later, starts = NOON + LEASE + timedelta(seconds=1), Barrier(SCHEDULERS)
    given_back: list[int] = []
    faults: list[Exception] = []

    def schedule() -> None:
        starts.wait()
        try:
            given_back.append(reap_lost_steps(now=later))
        except Exception as error:  # noqa: BLE001  a thread's fault must be seen by the test
            faults.append(error)
        finally:
            connection.close()

    threads = [Thread(target=schedule) for _ in range(SCHEDULERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert sum(given_back) == LOST
    with system():
        assert set(Step.objects.values_list("state", "losses", "fence")) == {(StepState.READY.value, 1, 2)}
        told = Counter(StoredEvent.objects.filter(kind="step.ready").values_list("body__step_id", flat=True))
    assert sorted(told.values()) == [1] * LOST

"""Turns written in the background: whatever becomes of the line after the order was taken, it is paid once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from renderers.errors import OutcomeUnknown, PromptRefused, VendorFault
from renderers.runtime.desk import OrderState
from tests.fakes.talkers import TEXT
from tests.fakes.vendor import Fault
from tests.renderers.cloud.vendors import BY_ENGINE
from tests.renderers.cloud.yard import Bench, KilledDesk, WorkerKilled

pytestmark = pytest.mark.slow


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with BY_ENGINE["gpt"].bench(tmp_path) as made:
        yield made


def test_an_answer_that_is_dropped_after_the_order_was_accepted_is_asked_for_again_not_ordered(bench: Bench) -> None:
    bench.fake.dropped = 1
    assert bench.make()["characters"] == len(TEXT)
    assert bench.fake.charged == 1


def test_our_name_for_an_order_stands_in_the_vendors_logs_and_a_person_finds_the_lost_one_by_it(bench: Bench) -> None:
    bench.fake.faults.append(Fault.LOST)
    with pytest.raises(OutcomeUnknown, match="It may have been paid"):
        bench.make()
    order, [job] = bench.order(), bench.fake.jobs.values()
    assert order is not None
    assert job.sent["metadata"] == {"order": order.ref}
    bench.desk().remember(replace(order, question="").submitted(job.id))
    assert bench.make()["characters"] == len(TEXT)
    assert bench.fake.charged == 1


def test_a_response_that_is_kept_no_more_is_asked_about(bench: Bench) -> None:
    with pytest.raises(WorkerKilled):
        bench.make(bench.desk(KilledDesk, after="submitted"))
    job = bench.fake.jobs.popitem()[1]
    with pytest.raises(OutcomeUnknown, match="no longer knows the order"):
        bench.make()
    assert bench.order().state is OrderState.ASKING  # type: ignore[union-attr]
    assert job.id not in bench.fake.jobs


@pytest.mark.parametrize(("reason", "ended"), [("max_output_tokens", "cut"), ("content_filter", "")])
def test_what_ended_early_says_why(bench: Bench, reason: str, ended: str) -> None:
    bench.fake.incomplete = reason
    if ended:
        assert bench.make()["ended"] == ended
        return
    with pytest.raises(PromptRefused):
        bench.make()


def test_one_that_was_cancelled_at_the_vendor_is_not_made(bench: Bench) -> None:
    with pytest.raises(WorkerKilled):
        bench.make(bench.desk(KilledDesk, after="submitted"))
    bench.fake.jobs[bench.order().vendor_job_id].called_off = True  # type: ignore[union-attr]
    with pytest.raises(VendorFault, match="cancelled at OpenAI"):
        bench.make()

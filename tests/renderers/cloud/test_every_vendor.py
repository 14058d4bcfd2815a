"""What every engine of a vendor promises, shown against a stand-in for each."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from renderers.engine import read_settings
from renderers.engines import engines
from renderers.errors import (
    Cancelled,
    KeyMissing,
    OutcomeUnknown,
    OutOfCredit,
    PromptRefused,
    VendorDown,
    VendorFault,
    VendorInput,
)
from renderers.prices import Priced
from renderers.runtime.desk import OrderState
from renderers.runtime.vendor_calls import Line, Pace
from renderers.runtime.vendors import VENDORS
from tests.contracts.promises import LONGEST_CANCEL_SECONDS
from tests.fakes.vendor import INSIDE, UNANSWERED, Ending, Fault
from tests.renderers.cloud.vendors import BY_ENGINE, CASES, ELSEWHERE, UNPAID, Case
from tests.renderers.cloud.yard import Bench, KilledDesk, WorkerKilled

pytestmark = pytest.mark.slow


@pytest.fixture(params=CASES, ids=lambda case: case.engine)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


@pytest.fixture
def bench(case: Case, tmp_path: Path) -> Iterator[Bench]:
    with case.bench(tmp_path) as made:
        yield made


@pytest.fixture(params=[case for case in CASES if case.waits], ids=lambda case: case.engine)
def waiting(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """A vendor that gives a number and has to be asked, not one that answers with the result."""
    with request.param.bench(tmp_path) as made:
        yield made


@pytest.fixture(params=[case for case in CASES if case.waits and case.addressed], ids=lambda case: case.engine)
def fetched(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """A vendor whose results lie at addresses."""
    with request.param.bench(tmp_path) as made:
        yield made


@pytest.fixture(params=[case for case in CASES if case.calls_off], ids=lambda case: case.engine)
def stoppable(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """A vendor that can be told to stop."""
    with request.param.bench(tmp_path) as made:
        yield made


@pytest.fixture(params=[case for case in CASES if case.judges], ids=lambda case: case.engine)
def judging(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """A vendor with rules and accounts, not a server of one's own."""
    with request.param.bench(tmp_path) as made:
        yield made


@pytest.fixture(params=[case for case in CASES if case.judges and case.waits], ids=lambda case: case.engine)
def slow_to_judge(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """One that may refuse while it works."""
    with request.param.bench(tmp_path) as made:
        yield made


def test_every_engine_of_a_vendor_is_shown_here() -> None:
    assert {name for name, engine in engines().items() if hasattr(engine, "offer")} == set(BY_ENGINE) | set(
        ELSEWHERE
    ) | set(UNPAID)


def test_it_orders_once_and_brings_what_was_asked_for(bench: Bench) -> None:
    assert bench.make()
    assert bench.fake.charged == 1


def test_its_card_tells_price_terms_and_limits(bench: Bench) -> None:
    offer = bench.engine.offer  # type: ignore[attr-defined]
    assert offer.vendor in VENDORS
    assert offer.terms
    assert offer.as_of[:4].isdigit()
    assert offer.price >= 0
    assert bench.engine.size.value == "cloud"


def test_it_says_what_a_step_costs_at_most(bench: Bench) -> None:
    settings = read_settings(bench.engine, bench.settings)
    assert isinstance(bench.engine, Priced)
    assert bench.engine.price.amount >= 0
    assert bench.engine.makes_at_most(settings) > 0


def test_a_render_that_is_stopped_while_the_vendor_works_stops_at_once_and_keeps_the_order(waiting: Bench) -> None:
    waiting.fake.ready.clear()
    desk, told = waiting.desk(), []

    def stop(fraction: float) -> None:
        if (order := desk.recall()) is not None and order.state is OrderState.SUBMITTED:
            told.append(time.monotonic())
            raise Cancelled("the render was stopped")

    with pytest.raises(Cancelled):
        waiting.make(desk, told=stop)
    assert time.monotonic() - told[0] < LONGEST_CANCEL_SECONDS
    waiting.fake.ready.set()
    assert waiting.make()
    assert waiting.fake.charged == 1


def test_a_busy_vendor_is_asked_again_after_as_long_as_it_says(bench: Bench) -> None:
    bench.fake.faults.extend([Fault.BUSY, Fault.BUSY])
    assert bench.make()
    assert bench.fake.charged == 1


@pytest.mark.parametrize("fault", UNANSWERED, ids=lambda fault: fault.name.lower())
def test_an_order_taken_whose_answer_is_lost_is_never_paid_twice(bench: Bench, case: Case, fault: Fault) -> None:
    bench.fake.faults.append(fault)
    bench.fake.patience = case.patience if fault is Fault.SILENT else bench.fake.patience
    if case.finds:
        assert bench.make()
        assert bench.fake.charged == 1
        return
    with pytest.raises(OutcomeUnknown, match="Nothing was ordered twice"):
        bench.make()
    with pytest.raises(OutcomeUnknown):
        bench.make()
    assert bench.fake.charged == 1


def test_a_list_that_makes_no_sense_is_asked_for_again_and_nothing_ordered_meanwhile(tmp_path: Path) -> None:
    with BY_ENGINE["kling"].bench(tmp_path) as bench:
        bench.fake.faults.append(Fault.LOST)
        bench.fake.nonsense = 1
        with pytest.raises(VendorDown, match="Nothing was ordered twice") as down:
            bench.make()
        assert down.value.retryable
        assert bench.make()
        assert bench.fake.charged == 1


def test_a_worker_killed_while_ordering_is_followed_by_one_that_finds_out_or_asks(bench: Bench, case: Case) -> None:
    when = {"before": "submitted"} if case.waits else {"after": "submitting"}
    with pytest.raises(WorkerKilled):
        bench.make(bench.desk(KilledDesk, **when))
    if case.finds:
        assert bench.make()
        assert bench.fake.charged == 1
        return
    with pytest.raises(OutcomeUnknown):
        bench.make()
    assert bench.fake.charged == int(case.waits)


def test_a_worker_killed_before_it_sent_the_order_leaves_nothing_to_pay(bench: Bench) -> None:
    with pytest.raises(WorkerKilled):
        bench.make(bench.desk(KilledDesk, before="submitting"))
    assert bench.fake.charged == 0
    assert bench.make()
    assert bench.fake.charged == 1


def test_a_refusal_of_the_order_is_not_tried_again(judging: Bench) -> None:
    judging.fake.faults.append(Fault.REFUSED)
    with pytest.raises(PromptRefused, match="Nothing was charged") as refused:
        judging.make()
    assert not refused.value.retryable
    assert judging.fake.charged == 0


def test_what_the_vendor_cannot_make_is_said_in_its_words(bench: Bench) -> None:
    bench.fake.faults.append(Fault.UNSUITED)
    with pytest.raises(VendorInput, match=re.escape(VENDORS[bench.fake.name].title)):
        bench.make()
    assert bench.fake.charged == 0


def test_an_empty_account_is_said_and_not_tried_again(judging: Bench) -> None:
    judging.fake.faults.append(Fault.NO_CREDIT)
    with pytest.raises(OutOfCredit, match="no credit left"):
        judging.make()
    assert judging.fake.charged == 0


def test_a_wrong_key_is_said_with_its_last_four_letters_and_no_more(bench: Bench) -> None:
    bench.fake.key = "mistyped-key-0099"
    desk = bench.desk()
    bench.fake.key = "the-right-one"
    with pytest.raises(KeyMissing, match="0099") as wrong:
        bench.make(desk)
    assert "mistyped" not in str(wrong.value)
    assert bench.fake.charged == 0


def test_a_key_revoked_while_the_vendor_works_keeps_the_order_for_the_next_key(waiting: Bench) -> None:
    with pytest.raises(WorkerKilled):
        waiting.make(waiting.desk(KilledDesk, after="submitted"))
    revoked, waiting.fake.key = waiting.desk(), "the-key-after-0077"
    with pytest.raises(KeyMissing, match=r"0042.*Nothing new was ordered"):
        waiting.make(revoked)
    assert waiting.make()
    assert waiting.fake.charged == 1


def test_without_a_key_nothing_is_sent(bench: Bench) -> None:
    desk = bench.desk()
    desk.keys = {}
    with pytest.raises(KeyMissing, match="Engine keys"):
        bench.make(desk)
    assert bench.fake.calls == []


def test_its_key_can_be_tried_without_paying(bench: Bench) -> None:
    vendor = VENDORS[bench.fake.name]
    assert Line(vendor, bench.fake.access()).get(vendor.probe).status == 200
    with pytest.raises(KeyMissing):
        Line(vendor, replace(bench.fake.access(), secret="wrong-key-0000")).get(vendor.probe)
    assert bench.fake.charged == 0


def test_a_result_that_is_not_what_it_should_be_is_asked_about_not_ordered_again(bench: Bench) -> None:
    bench.fake.result = lambda job: b"<html>busy</html>" * 50
    with pytest.raises(OutcomeUnknown, match="cannot be used"):
        bench.make()
    with pytest.raises(OutcomeUnknown):
        bench.make()
    assert bench.fake.charged == 1


def test_a_result_that_leads_inside_the_network_is_not_fetched_and_the_order_kept(fetched: Bench) -> None:
    fetched.fake.sent_on = INSIDE
    with pytest.raises(VendorFault, match="offers a result that is not fetched"):
        fetched.make()
    fetched.fake.sent_on = ""
    assert fetched.make()
    assert fetched.fake.charged == 1


def test_a_result_without_end_is_not_taken_and_the_order_kept(waiting: Bench) -> None:
    waiting.fake.flooded = True
    with pytest.raises(VendorFault, match="sends 4,398,046,511,104 bytes"):
        waiting.make()
    waiting.fake.flooded = False
    assert waiting.make()
    assert waiting.fake.charged == 1


def test_a_reply_that_makes_no_sense_is_asked_for_again(waiting: Bench) -> None:
    waiting.fake.nonsense = 2
    assert waiting.make()
    assert waiting.fake.charged == 1


def test_nothing_but_nonsense_is_given_up_and_the_order_kept(waiting: Bench) -> None:
    waiting.fake.nonsense = 3
    with pytest.raises(VendorDown, match="makes no sense") as down:
        waiting.make()
    assert down.value.retryable
    assert waiting.make()
    assert waiting.fake.charged == 1


def test_a_job_refused_while_it_was_made_is_not_asked_about_again(slow_to_judge: Bench) -> None:
    slow_to_judge.fake.ending = Ending.REFUSED
    with pytest.raises(PromptRefused, match="Nothing was charged"):
        slow_to_judge.make()
    assert slow_to_judge.order() is not None
    assert slow_to_judge.order().state is OrderState.CLOSED  # type: ignore[union-attr]


def test_a_job_that_failed_is_ordered_anew_by_the_next_try(waiting: Bench) -> None:
    waiting.fake.ending = Ending.FAILED
    with pytest.raises(VendorFault, match=r"could not make it|wrote nothing"):
        waiting.make()
    waiting.fake.ending = Ending.DONE
    assert waiting.make()
    assert waiting.fake.charged == 2


def test_a_result_whose_address_expired_is_fetched_from_a_fresh_one(fetched: Bench) -> None:
    fetched.fake.expired = 1
    assert fetched.make()
    assert fetched.fake.charged == 1


def test_a_result_that_is_gone_for_good_is_asked_about(fetched: Bench) -> None:
    fetched.fake.expired = 9
    with pytest.raises(OutcomeUnknown, match="expired"):
        fetched.make()
    assert fetched.fake.charged == 1


def test_a_worker_killed_while_the_vendor_works_is_followed_by_one_that_orders_nothing(waiting: Bench) -> None:
    with pytest.raises(WorkerKilled):
        waiting.make(waiting.desk(KilledDesk, after="submitted"))
    assert waiting.make()
    assert waiting.fake.charged == 1


def test_an_order_that_is_not_wanted_any_more_is_called_off_where_that_can_be_said(stoppable: Bench) -> None:
    with pytest.raises(WorkerKilled):
        stoppable.make(stoppable.desk(KilledDesk, after="submitted"))
    order = stoppable.order()
    assert order is not None
    line = Line(VENDORS[stoppable.fake.name], stoppable.fake.access(), Pace())
    stoppable.engine.canceller.call_off(line, order)  # type: ignore[attr-defined]
    assert [job.called_off for job in stoppable.fake.jobs.values()] == [True]

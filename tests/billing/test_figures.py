"""The money in figures: what fails is counted, and the books are added up once a night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from prometheus_client import REGISTRY

from billing import figures
from billing.figures import Nightly
from billing.models import MeterReport, Spend, StripeEvent
from studio.core.tenancy import tenant
from tests.billing.books import NOON
from tests.factories import a_workspace

THREE = datetime(2026, 11, 26, 3, tzinfo=UTC)


def _told(name: str, **labels: str) -> float | None:
    return REGISTRY.get_sample_value(name, labels)


@pytest.mark.django_db
def test_what_stripe_said_and_refused_is_counted() -> None:
    lumen = a_workspace()
    for number, error in enumerate(("", "", "NotYet: no workspace is the customer cus_1")):
        StripeEvent.objects.create(
            id=f"evt_{number}", type="invoice.paid", payload={}, received_at=NOON, not_before=NOON, error=error
        )
    StripeEvent.objects.create(
        id="evt_done", type="invoice.paid", payload={}, received_at=NOON, not_before=NOON, processed_at=NOON
    )
    with tenant(lumen.pk):
        MeterReport.objects.create(workspace=lumen, hour=NOON, value=5, error="no such customer")
    figures.count()
    assert (_told("studio_stripe_events", state="waiting"), _told("studio_stripe_events", state="failing")) == (2, 1)
    assert _told("studio_meter_reports_refused") == 1


@pytest.mark.django_db
def test_books_that_are_wrong_are_told() -> None:
    figures.add_up(NOON)
    assert (_told("studio_books_differences"), _told("studio_books_added_up_timestamp_seconds")) == (
        0, NOON.timestamp(),
    )  # fmt: skip
    lumen = a_workspace()
    with tenant(lumen.pk):
        Spend.objects.create(workspace=lumen, scope="workspace", month=NOON.date().replace(day=1), amount=7)
    figures.add_up(NOON)
    assert _told("studio_books_differences") == 1


def test_a_night_is_one_time_and_a_night_that_is_under_way_is_not_begun_again() -> None:
    waiting: list[Callable[[], None]] = []
    done: list[datetime] = []
    nightly = Nightly(done.append, waiting.append)
    for hours in (-2, 0, 1, 9, 24):
        nightly.look(THREE + timedelta(hours=hours))
    assert len(waiting) == 1, "the first is still under way"
    waiting.pop()()
    assert done == [THREE]
    nightly.look(THREE + timedelta(hours=25))
    assert len(waiting) == 1


def test_books_that_cannot_be_added_up_are_tried_again_the_next_night() -> None:
    def away(now: datetime) -> None:
        raise ConnectionError(f"away at {now}")

    nightly = Nightly(away, lambda act: act())
    nightly.look(THREE)
    assert not nightly.under_way.locked()

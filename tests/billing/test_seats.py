"""Seats: who makes films needs one; the plan has some, more are paid for or refused in words, and nobody is removed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from billing.errors import NoSeat
from billing.models import Customer, Errand
from studio.accounts import services
from studio.accounts.models import Membership
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.billing.shop import Shop, paying_to, shop
from tests.factories import a_member, a_user, a_workspace, an_invitation, an_owner, signed_in
from tests.fakes.stripe_fake import FakeStripe, running

__all__ = ["shop"]
pytestmark = pytest.mark.slow


def invite(shop: Shop, *, role: str = "editor", email: str = "gus@example.com") -> Any:
    return shop.client.post("/v1/invitations", {"email": email, "role": role})


def seats(shop: Shop) -> Any:
    return shop.subscription()["seats"]


def on_plan(shop: Shop, plan: str, *, extra: int = 0) -> None:
    """As if that plan had been subscribed to."""
    with tenant(shop.workspace.pk):
        given = {"plan": plan, "status": "active", "extra_seats": extra, "subscription_id": "sub_0001"}
        Customer.objects.update_or_create(
            workspace=shop.workspace, defaults=given, create_defaults=given | {"stripe_id": "cus_0001"}
        )


@pytest.mark.django_db
def test_a_plan_for_one_person_refuses_a_second_in_words(shop: Shop) -> None:
    on_plan(shop, "solo")
    answer = invite(shop)
    assert (answer.status_code, answer.json()["code"], answer.json()["price"]) == (402, "no_seat", 0)
    assert "The plan Solo is for one person. The plan Team has 10" in answer.json()["detail"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["reviewer", "viewer"])
def test_reviewers_and_viewers_need_no_seat(shop: Shop, role: str) -> None:
    on_plan(shop, "solo")
    assert invite(shop, role=role).status_code == 201


@pytest.mark.django_db
def test_a_reviewer_becomes_an_editor_only_with_a_seat(shop: Shop) -> None:
    on_plan(shop, "solo")
    member = a_member(workspace=shop.workspace, role="reviewer")
    asked = {"role": "editor"}
    assert shop.client.patch(f"/v1/members/{member.pk}", asked).json()["code"] == "no_seat"
    on_plan(shop, "team")
    assert shop.client.patch(f"/v1/members/{member.pk}", asked).status_code == 200


@pytest.mark.django_db
def test_waiting_invitations_count_so_that_nobody_is_promised_a_seat_twice(shop: Shop) -> None:
    on_plan(shop, "team")
    for number in range(9):
        assert invite(shop, email=f"guest{number}@example.com").status_code == 201
    answer = invite(shop)
    assert "All 10 seats of the plan Team are taken. One more costs $8.00 a month" in answer.json()["detail"]
    assert invite(shop, email="guest3@example.com").status_code == 201, "the same guest again takes no other seat"


@pytest.mark.django_db
def test_an_invitation_is_accepted_only_while_there_is_a_seat(shop: Shop) -> None:
    on_plan(shop, "team")
    guest = a_user(name="Gus")
    invitation = an_invitation(workspace=shop.workspace, email=guest.email, token="t")
    on_plan(shop, "solo")
    with pytest.raises(NoSeat):
        services.accept_invitation(user=guest, token="t", now=now())
    on_plan(shop, "team")
    assert services.accept_invitation(user=guest, token="t", now=now()).role == invitation.role


@pytest.mark.django_db(transaction=True)
def test_two_guests_at_once_get_one_seat() -> None:
    with running(FakeStripe()) as stripe, paying_to(stripe):
        shop = Shop(stripe)
        on_plan(shop, "team", extra=0)
        for number in range(8):
            a_member(workspace=shop.workspace, user=a_user(name=f"Maker{number}"))
        guests = [a_user(name=f"Guest{number}") for number in range(4)]
        for number, guest in enumerate(guests):
            an_invitation(workspace=shop.workspace, email=guest.email, token=f"t{number}")

        def accept(number: int) -> str:
            try:
                services.accept_invitation(user=guests[number], token=f"t{number}", now=now())
            except NoSeat as refused:
                return refused.code
            finally:
                connection.close()
            return "in"

        with ThreadPoolExecutor(4) as pool:
            found = sorted(pool.map(accept, range(4)))
        assert found == ["in", "no_seat", "no_seat", "no_seat"]
        with tenant(shop.workspace.pk):
            assert Membership.objects.count() == 10


@pytest.mark.django_db
def test_a_seat_more_is_paid_for_the_rest_of_the_month_and_then_each_month(shop: Shop) -> None:
    shop.subscribe("team")
    answer = shop.post("/v1/subscription/seats", {"extra": 2}, key="seats")
    assert answer.status_code == 200, answer.content
    assert answer.json()["seats"] == {"included": 10, "extra": 2, "price": 8_000_000, "taken": 1, "warning": ""}
    assert shop.stripe.things["invoices"]["in_0002"]["subtotal"] == 1600
    assert shop.post("/v1/subscription/seats", {"extra": 2}, key="seats").status_code == 200
    assert len(shop.stripe.things["invoices"]) == 2, "the same request again buys nothing again"
    shop.advance(days=31)
    assert shop.stripe.things["invoices"]["in_0003"]["subtotal"] == 7900 + 1600
    assert seats(shop)["extra"] == 2


@pytest.mark.django_db
def test_a_lost_answer_is_no_second_seat(shop: Shop) -> None:
    shop.subscribe("team")
    shop.stripe.lose_replies = 3
    assert shop.post("/v1/subscription/seats", {"extra": 1}, key="seats").json()["code"] == "payments_away"
    assert shop.post("/v1/subscription/seats", {"extra": 1}, key="seats").status_code == 200
    assert len(shop.stripe.things["invoices"]) == 2
    with tenant(shop.workspace.pk):
        assert Errand.objects.get(kind="seats").state == "done"


@pytest.mark.django_db
def test_a_card_that_does_not_pay_buys_no_seat(shop: Shop) -> None:
    shop.subscribe("team")
    shop.stripe.card_works = False
    assert shop.post("/v1/subscription/seats", {"extra": 1}, key="two").json()["code"] == "card_refused"
    assert (seats(shop)["extra"], shop.subscription()["standing"]) == (0, "paid")


@pytest.mark.django_db
def test_seats_in_use_are_not_given_up(shop: Shop) -> None:
    shop.subscribe("team")
    shop.post("/v1/subscription/seats", {"extra": 1}, key="one more")
    for number in range(10):
        a_member(workspace=shop.workspace, user=a_user(name=f"Maker{number}"))
    answer = shop.post("/v1/subscription/seats", {"extra": 0}, key="none")
    assert answer.json()["code"] == "seats_in_use"
    assert "11 people have a seat. Let 1 of them be reviewers" in answer.json()["detail"]


@pytest.mark.django_db
def test_seats_are_bought_only_where_a_plan_has_a_price_for_them(shop: Shop) -> None:
    assert shop.post("/v1/subscription/seats", {"extra": 1}, key="early").json()["code"] == "nothing_to_manage"
    shop.subscribe("solo")
    assert shop.post("/v1/subscription/seats", {"extra": 1}, key="two").json()["code"] == "no_seat"


@pytest.mark.django_db
def test_a_smaller_plan_removes_nobody_and_says_what_is_to_be_done(shop: Shop) -> None:
    shop.subscribe("team")
    for number in range(3):
        a_member(workspace=shop.workspace, user=a_user(name=f"Maker{number}"))
    shop.stripe.choose("studio_solo_1900")
    shop.tell_all()
    found = seats(shop)
    assert (found["included"], found["taken"]) == (1, 4)
    assert "The plan Solo has 1 seat, and 4 people make films here: 3 of them need one." in found["warning"]
    with tenant(shop.workspace.pk):
        assert Membership.objects.count() == 4
    assert invite(shop).json()["code"] == "no_seat"


@pytest.mark.django_db
def test_only_an_owner_buys_seats(shop: Shop) -> None:
    shop.subscribe("team")
    producer = signed_in(a_member(workspace=shop.workspace, role="producer"))
    answer = producer.post("/v1/subscription/seats", {"extra": 1}, headers={"Idempotency-Key": "x"})
    assert answer.status_code == 403


@pytest.mark.django_db
def test_where_nobody_pays_nobody_counts_seats() -> None:
    workspace = a_workspace()
    client = signed_in(an_owner(workspace))
    assert client.get("/v1/subscription").json()["seats"] is None
    for number in range(3):
        answer = client.post("/v1/invitations", {"email": f"guest{number}@example.com", "role": "editor"})
        assert answer.status_code == 201

"""Filling the balance by itself, if its owner wants that: from a saved card, once each time it runs low.

Each filling is an invoice at Stripe that is paid off-session, so it has tax, a number and a page of its own. A card
that does not pay is not tried again: filling stops, owners are told with a link to that page, and what is paid there
counts.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

import stripe
from django.db.models import F, Sum

from billing import ledger
from billing.books import AccountKind
from billing.caps import month_of
from billing.errors import SavedNoCard
from billing.gateway import client, in_our_words, is_there
from billing.models import Account, AutoTopUp, Customer, Errand, TakenBack
from billing.money import dollars
from billing.payments import known_customer, require_payable, saved_card
from studio.accounts.audit import record
from studio.core.actor import Actor
from studio.core.errors import Invalid
from studio.core.events import announce
from studio.core.tenancy import system, tenant

AT_ONCE = 20
KIND = Errand.Kind.AUTO_TOP_UP
CEILING, DECLINED, CONFIRM, NO_CARD, DISPUTED, UNCLEAR = (
    "ceiling", "declined", "confirm", "no_card", "disputed", "unclear"
)  # fmt: skip
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Below `threshold` add `amount`, at most `monthly_most` in a calendar month (UTC); all in micro-dollars."""

    threshold: int
    amount: int
    monthly_most: int


def turn_on(*, actor: Actor, wish: Wish, now: datetime) -> AutoTopUp:
    """From now on the balance is filled like this; what had stopped it is forgotten. Call outside a transaction.

    Raises SavedNoCard, Invalid, NoPayments, PaymentsAway.
    """
    actor.require("billing.edit")
    _require_sense(wish)
    known, api = known_customer(actor.workspace_id), client()
    if known is None:
        raise SavedNoCard
    with in_our_words():
        card = saved_card(api=api, customer=known.stripe_id)
    _give_up_open_invoice(api, actor.workspace_id)
    with tenant(actor.workspace_id):
        Customer.objects.filter(pk=known.pk).update(card=card, updated_at=now)
        fresh = {"is_on": True, "stopped": "", "said": "", "link": "", "stopped_at": None, "mailed_at": None}
        asked = {"threshold": wish.threshold, "amount": wish.amount, "monthly_most": wish.monthly_most}
        row, _ = AutoTopUp.objects.update_or_create(workspace_id=actor.workspace_id, defaults=asked | fresh)
        record(
            actor=actor, verb="auto_top_up.on", subject_id=row.pk, threshold=wish.threshold, amount=wish.amount,
            monthly_most=wish.monthly_most,
        )  # fmt: skip
    return row


def turn_off(*, actor: Actor) -> None:
    """The balance is not filled by itself any more."""
    actor.require("billing.edit")
    if AutoTopUp.objects.filter(workspace_id=actor.workspace_id, is_on=True).update(is_on=False):
        record(actor=actor, verb="auto_top_up.off", subject_id=actor.workspace_id)


def wish_of(workspace_id: str) -> AutoTopUp | None:
    """How the balance is filled; None where nobody ever wanted that. Call within `tenant(workspace_id)`."""
    return AutoTopUp.objects.filter(workspace_id=workspace_id).first()


def filled(*, workspace_id: str, now: datetime) -> int:
    """What was filled this month, or is being filled, in micro-dollars. Call within `tenant(workspace_id)`."""
    first = datetime.combine(month_of(now), datetime.min.time(), tzinfo=now.tzinfo)
    mine = Errand.objects.filter(workspace_id=workspace_id, kind=KIND, at__gte=first)
    counted = mine.exclude(state=Errand.State.REFUSED)
    return int(counted.aggregate(sum=Sum("amount"))["sum"] or 0)


def write_down_fillings(now: datetime) -> int:
    """An errand for every workspace whose balance is short and has none under way; answers how many were new."""
    if not is_there():
        return 0
    with system():
        low = Account.objects.filter(kind=AccountKind.BALANCE, workspace_id=F("workspace_id"))
        wanting = AutoTopUp.objects.filter(is_on=True, stopped__in=("", CEILING)).values_list(
            "workspace_id", "threshold"
        )
        asked = dict(wanting)
        short = low.filter(workspace_id__in=asked).values_list("workspace_id", "balance")
        found = sorted(workspace_id for workspace_id, balance in short if balance < asked[workspace_id])
    return sum(_write_down(workspace_id, now) for workspace_id in found)


def stop(*, workspace_id: str, why: str, said: str, now: datetime, link: str = "") -> None:
    """Nothing more is tried until an owner looks; they are told. Call within `tenant(workspace_id)`."""
    row = AutoTopUp.objects.select_for_update().filter(workspace_id=workspace_id, is_on=True).first()
    if row is None or row.stopped == why:
        return
    row.stopped, row.said, row.link, row.stopped_at, row.mailed_at = why, said, link, now, None
    row.save()
    topic = f"workspace:{workspace_id}"
    announce(workspace_id=workspace_id, topic=topic, kind="auto_top_up.stopped", body={"why": why})


def paid(*, workspace_id: str, errand_id: str, invoice: str, payment_intent: str, amount: int, now: datetime) -> None:
    """The invoice of a filling was paid, by itself or on its page: the balance has it, once, however often it is told.

    `amount` is what the invoice says, for an errand that a database brought back from a copy has forgotten. Call within
    `tenant(workspace_id)`.
    """
    forgotten = {"kind": KIND, "key": f"{KIND.value}:{errand_id}", "amount": amount, "at": now, "not_before": now}
    Errand.objects.get_or_create(workspace_id=workspace_id, pk=errand_id, defaults=forgotten)
    errand = Errand.objects.select_for_update().get(workspace_id=workspace_id, pk=errand_id, kind=KIND)
    ledger.top_up(
        workspace_id=workspace_id,
        amount=errand.amount,
        key=f"stripe:{invoice}",
        memo="Filled by itself from the saved card",
        at=now,
    )
    was_refused = errand.state == Errand.State.REFUSED
    errand.state, errand.done_at, errand.stripe_id = Errand.State.DONE, now, invoice
    errand.payment_intent = payment_intent or errand.payment_intent
    errand.save()
    if was_refused:
        mended = AutoTopUp.objects.filter(workspace_id=workspace_id, stopped__in=(DECLINED, CONFIRM, UNCLEAR))
        mended.update(stopped="", said="", link="", stopped_at=None, updated_at=now)


def refused(*, errand: Errand, why: str, said: str, link: str, now: datetime) -> None:
    """The card did not pay, and is not tried again."""
    with tenant(errand.workspace_id):
        held = Errand.objects.select_for_update().get(pk=errand.pk)
        if held.state != Errand.State.OPEN:
            return
        held.state, held.said, held.url, held.done_at = Errand.State.REFUSED, said, link, now
        held.save()
        stop(workspace_id=errand.workspace_id, why=why, said=said, link=link, now=now)


def _write_down(workspace_id: str, now: datetime) -> bool:
    with tenant(workspace_id):
        row = AutoTopUp.objects.select_for_update().get(workspace_id=workspace_id)
        open_one = Errand.objects.filter(workspace_id=workspace_id, kind=KIND, state=Errand.State.OPEN).exists()
        balance = ledger.balances(workspace_id=workspace_id)[AccountKind.BALANCE]
        if not row.is_on or row.stopped not in ("", CEILING) or open_one or balance >= row.threshold:
            return False
        if TakenBack.objects.filter(workspace_id=workspace_id, state=TakenBack.State.DISPUTED).exists():
            said = "A payment is disputed: nothing is taken from the card until its bank has decided."
            stop(workspace_id=workspace_id, why=DISPUTED, said=said, now=now)
            return False
        if filled(workspace_id=workspace_id, now=now) + row.amount > row.monthly_most:
            said = (
                f"{dollars(row.monthly_most)} a month is the most that is added by itself, and the next "
                f"{dollars(row.amount)} would be more. It goes on next month, or when you raise that."
            )
            stop(workspace_id=workspace_id, why=CEILING, said=said, now=now)
            return False
        row.epoch, row.stopped, row.said, row.link = row.epoch + 1, "", "", ""
        row.save()
        new = Errand(
            workspace_id=workspace_id, kind=KIND, key=f"{KIND.value}:{row.epoch}", amount=row.amount, at=now,
            not_before=now,
        )  # fmt: skip
        Errand.objects.bulk_create([new], ignore_conflicts=True)
        return True


def _require_sense(wish: Wish) -> None:
    require_payable(wish.amount, param="amount")
    if not 0 <= wish.threshold <= wish.amount:
        said = "Name a balance below which more is added: at most the amount, so that adding it once suffices."
        raise Invalid(said, param="threshold")
    if wish.monthly_most < wish.amount:
        raise Invalid("The most a month must be at least the amount that is added at once.", param="monthly_most")


def _give_up_open_invoice(api: stripe.StripeClient, workspace_id: str) -> None:
    """An invoice that was refused is not to be paid any more, now that filling begins anew."""
    with tenant(workspace_id):
        mine = Errand.objects.filter(workspace_id=workspace_id, kind=KIND, state=Errand.State.REFUSED)
        last = mine.exclude(stripe_id="").exclude(url="").order_by("-id").first()
    if last is None:
        return
    try:
        api.v1.invoices.void_invoice(last.stripe_id)
    except stripe.InvalidRequestError:  # paid or voided meanwhile: its webhook tells the rest
        log.info("invoice %s is open no more", last.stripe_id)
    except stripe.StripeError as error:
        log.warning("invoice %s stays open: %s", last.stripe_id, error)

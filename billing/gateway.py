"""The way to Stripe: one client, and its errors in our words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import stripe
from django.conf import settings

from studio.core.errors import Conflict, StudioError, Unavailable

PATIENCE_SECONDS = 20
"""For one request; Stripe itself allows 80, and somebody waits for us meanwhile."""
log = logging.getLogger(__name__)


class NoPayments(Conflict):
    """This studio takes no payments: its balance is local, and an owner adds to it by hand."""

    code = "no_payments"


class PaymentsAway(Unavailable):
    """Stripe does not answer. Nothing was charged twice and nothing is lost: try it again in a moment."""

    code = "payments_away"


class PaymentsRefused(Conflict):
    """Stripe does not take what this studio asks, and would not take it again. Nothing was charged and nothing is lost:
    tell whoever runs this studio, whose log has the reason."""

    code = "payments_refused"


class CardRefused(StudioError):
    """The card was refused; nothing was charged."""

    code, status = "card_refused", 402


def is_there() -> bool:
    """Whether payments go through Stripe."""
    return bool(settings.STRIPE_SECRET_KEY)


def client() -> stripe.StripeClient:
    """Raises NoPayments where no key is set."""
    if not is_there():
        raise NoPayments
    address = settings.STRIPE_API_URL
    return stripe.StripeClient(
        settings.STRIPE_SECRET_KEY,
        base_addresses={"api": address, "meter_events": address} if address else None,
        max_network_retries=2,
        http_client=stripe.RequestsClient(timeout=PATIENCE_SECONDS),
    )


_OUR_FAULT = (
    stripe.InvalidRequestError, stripe.AuthenticationError, stripe.PermissionError, stripe.IdempotencyError,
)  # fmt: skip


@contextmanager
def in_our_words() -> Iterator[None]:
    """What Stripe refuses or cannot do, as problems of ours."""
    try:
        yield
    except stripe.CardError as error:
        raise CardRefused(f"{error.user_message or 'The card was refused.'} Nothing was charged.") from error
    except _OUR_FAULT as error:
        log.exception("Stripe does not take what it was asked")
        raise PaymentsRefused from error
    except stripe.StripeError as error:
        log.warning("Stripe: %s", error)
        raise PaymentsAway from error

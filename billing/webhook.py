"""Where Stripe calls: nothing is believed without its signature, and everything is stored before it is answered."""

from __future__ import annotations

import json
import logging
from contextlib import suppress

import stripe
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from billing.gateway import is_there
from billing.stripe_events import store_event, told_of
from studio.core.clock import now

TOLERANCE_SECONDS = 300
log = logging.getLogger(__name__)


@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """200 once the event is stored, again for one that was; 400 for what is not Stripe's, or not meant for us."""
    if not is_there():
        return _said("This studio takes no payments.", status=404)
    try:
        _verify(request)
        event = json.loads(request.body)
        is_live, of = bool(event["livemode"]), event.get("account") or event.get("context")
        event["id"], event["type"], told_of(event)["id"]  # what is needed later is there
    except (stripe.SignatureVerificationError, UnicodeDecodeError) as error:
        log.warning("a webhook was turned away: %s", error)
        return _said("The signature does not fit, or is too old.", status=400)
    except (ValueError, KeyError, TypeError):
        return _said("This is no event.", status=400)
    if of is not None or is_live != settings.STRIPE_SECRET_KEY.startswith(("sk_live", "rk_live")):
        return _said("This event is for another account.", status=400)
    store_event(event=event, at=now())
    return _said("Stored.", status=200)


def _verify(request: HttpRequest) -> None:
    """By one of the secrets: whole and thin events come from two endpoints. Raises SignatureVerificationError."""
    first, *others = settings.STRIPE_WEBHOOK_SECRETS or [""]
    given = request.headers.get("Stripe-Signature", "")
    for secret in others:
        with suppress(stripe.SignatureVerificationError):
            stripe.WebhookSignature.verify_header(request.body, given, secret, tolerance=TOLERANCE_SECONDS)
            return
    stripe.WebhookSignature.verify_header(request.body, given, first, tolerance=TOLERANCE_SECONDS)


def _said(text: str, *, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain")

"""Errands at Stripe: written down and committed before anything is asked, asked with no transaction open.

An answer that got lost is asked for again under the same key and in the same words: Stripe then does nothing twice. It
remembers a key for a day; what is still open after that is looked for, never sent again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid5

import stripe

from billing.gateway import client, in_our_words
from billing.models import Errand
from studio.core.tenancy import tenant

SAFE_TO_REPEAT = timedelta(hours=20)
ASKED_AGAIN = timedelta(seconds=20)
"""After so long it is looked for what came of it, then asked under another key: Stripe repeats an error for a day."""

_OURS = UUID("6f3f5a1e-6f7b-4d59-9f0e-1f6a2f7f9c11")
Made = TypeVar("Made")


def named(*parts: str) -> str:
    """A key of these parts: the same give the same, and it is never long."""
    return str(uuid5(_OURS, ":".join(parts)))


def once(*parts: str) -> Any:
    """The options of a request to Stripe that is to be done once: the same parts give the same key."""
    return {"idempotency_key": named(*parts)}


def written(
    *,
    workspace_id: str,
    kind: Errand.Kind,
    key: str,
    sent: Mapping[str, Any],
    now: datetime,
    amount: int = 0,
    user_id: str = "",
) -> Errand:
    """The errand of this key, as it was first written; committed when this returns. Call outside a transaction."""
    new = Errand(
        workspace_id=workspace_id,
        kind=kind,
        key=f"{kind.value}:{key}",
        sent=dict(sent),
        amount=amount,
        user_id=user_id,
        at=now,
        not_before=now,
    )
    with tenant(workspace_id):
        Errand.objects.bulk_create([new], ignore_conflicts=True)
        return Errand.objects.get(workspace_id=workspace_id, key=new.key)


def done(*, errand: Errand, now: datetime, **found: str) -> Errand:
    """It is done, and this is what came of it (`stripe_id`, `url`, `payment_intent`)."""
    for name, value in found.items():
        setattr(errand, name, value)
    errand.state, errand.done_at, errand.said = Errand.State.DONE, now, ""
    with tenant(errand.workspace_id):
        errand.save()
    return errand


def asked(errand: Errand, ask: Callable[[stripe.StripeClient, Any, Any], Made], *, again: str = "") -> Made:
    """What Stripe answers to `ask(api, sent, options)`. Raises CardRefused, PaymentsAway; it stays open then.

    `again` is another key, for what was looked for and is not there: under the first one Stripe repeats its error.
    """
    with in_our_words():
        return ask(client(), errand.sent, once(errand.pk, *([again] if again else [])))

"""Rows of paying: what was asked of Stripe, when the balance is filled by itself, and money that was taken back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from studio.core.ids import MAX_LENGTH, id_factory
from studio.core.models import IdField, TenantModel

STRIPE_ID = 80


class Errand(TenantModel):
    """Something asked of Stripe, written down before it was asked: the same `key` asks for the same thing for ever.

    `sent` is what was asked for, word for word, so that asking again means the same. An errand that is open may or may
    not have been done; `amount` is what it adds to the balance, in micro-dollars, `said` why it was not done.
    """

    class Kind(models.TextChoices):
        """What for."""

        CUSTOMER = "customer"
        TOP_UP = "top_up"
        PLAN = "plan"
        CARD = "card"
        SEATS = "seats"
        AUTO_TOP_UP = "auto_top_up"

    class State(models.TextChoices):
        """How it went."""

        OPEN = "open"
        DONE = "done"
        REFUSED = "refused"

    id = IdField(default=id_factory("ern"))
    kind = models.CharField(max_length=12, choices=Kind.choices)
    key = models.CharField(max_length=160)
    sent = models.JSONField(default=dict)
    amount = models.BigIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN.value)
    stripe_id = models.CharField(max_length=STRIPE_ID, blank=True, default="")
    payment_intent = models.CharField(max_length=STRIPE_ID, blank=True, default="", db_index=True)
    url = models.TextField(blank=True, default="")
    said = models.TextField(blank=True, default="")
    user_id = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    at = models.DateTimeField()
    not_before = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "key"], name="errand_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="errand_amount"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["not_before"], name="errand_waiting", condition=Q(state="open")),
        ]


class AutoTopUp(TenantModel):
    """Below `threshold` the balance is filled by `amount` from the saved card, at most `monthly_most` a month.

    `epoch` counts the fillings: each is asked for once. `stopped` says in one word why nothing more is tried, `said` in
    a sentence, `link` where it can be mended; all empty while it works.
    """

    id = IdField(default=id_factory("atu"))
    is_on = models.BooleanField(default=False)
    threshold = models.BigIntegerField()
    amount = models.BigIntegerField()
    monthly_most = models.BigIntegerField()
    epoch = models.PositiveIntegerField(default=0)
    stopped = models.CharField(max_length=20, blank=True, default="")
    said = models.TextField(blank=True, default="")
    link = models.TextField(blank=True, default="")
    stopped_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace"], name="auto_top_up_once"),
            models.CheckConstraint(
                condition=Q(threshold__gte=0, amount__gt=0, monthly_most__gte=F("amount")), name="auto_top_up_amounts"
            ),
        ]


class TakenBack(TenantModel):
    """Money of ours that the owner of a card or their bank took back, or wants back.

    `amount` is what of the balance it concerns, `covered` what of it the balance has given so far; the rest is owed.
    Nothing that was made is touched by it.
    """

    class State(models.TextChoices):
        """`won` means the money came back to us."""

        REFUNDED = "refunded"
        DISPUTED = "disputed"
        WON = "won"
        LOST = "lost"

    id = IdField(default=id_factory("tkb"))
    stripe_id = models.CharField(max_length=STRIPE_ID)
    state = models.CharField(max_length=10, choices=State.choices)
    reason = models.CharField(max_length=60, blank=True, default="")
    amount = models.BigIntegerField()
    covered = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "stripe_id"], name="taken_back_once"),
            models.CheckConstraint(
                condition=Q(covered__gte=0, amount__gte=F("covered")), name="taken_back_within_amount"
            ),
        ]

    @property
    def owed(self) -> int:
        """What of it the balance could not give yet."""
        return 0 if self.state == self.State.WON else self.amount - self.covered

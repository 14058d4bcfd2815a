"""Rows of the money: the books, what was quoted and held, what was used, and how much may be spent.

Amounts are whole micro-dollars. Movements, entries and quotes are never edited; the database refuses it. A balance
changes only with an entry, by a trigger, so that it can never differ from the sum of its entries.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from billing.books import NEVER_NEGATIVE, AccountKind, MovementKind
from billing.paying_models import AutoTopUp, Errand, TakenBack
from studio.core.ids import MAX_LENGTH, id_factory
from studio.core.models import IdField, TenantForeignKey, TenantModel

__all__ = [
    "Account", "AutoTopUp", "Cap", "Customer", "Entry", "Errand", "Hold", "MeterReport", "Movement", "Notice",
    "Overage", "Quote", "Scope", "Spend", "StripeEvent", "TakenBack", "Usage",
]  # fmt: skip
DIGEST = 64


def _choices(kind: Any) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class Account(TenantModel):
    """One account of a workspace's books; `balance` is the sum of its entries."""

    id = IdField(default=id_factory("acc"))
    kind = models.CharField(max_length=16, choices=_choices(AccountKind))
    balance = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "kind"], name="account_once"),
            models.CheckConstraint(
                condition=Q(balance__gte=0) | ~Q(kind__in=[kind.value for kind in NEVER_NEGATIVE]),
                name="account_floor",
            ),
        ]


class Quote(TenantModel):
    """What a render would cost at most, as it was said: frozen with the film (`plan` is its digest) and the price list.

    `typical` is what it will likely cost, `whole` what making everything anew would; `lines` are by stage; `again_of`
    is the render whose frozen film it is, empty for the film as it was when the quote was made; `title` is the film's;
    `extras` what else it is delivered as; `bought` what engines of others ask, by engine, as it was then.
    """

    id = IdField(default=id_factory("quo"))
    project_id = models.CharField(max_length=MAX_LENGTH)
    title = models.CharField(max_length=200)
    again_of = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    preset = models.CharField(max_length=40)
    extras = models.JSONField(default=list)
    plan = models.CharField(max_length=DIGEST)
    price_list = models.CharField(max_length=20)
    bought = models.JSONField(default=dict, db_default={})
    lines = models.JSONField()
    notes = models.JSONField()
    shortages = models.JSONField(default=list)
    steps = models.PositiveIntegerField()
    cached = models.PositiveIntegerField()
    amount = models.BigIntegerField()
    typical = models.BigIntegerField()
    whole = models.BigIntegerField()
    seconds_low = models.PositiveIntegerField()
    seconds_high = models.PositiveIntegerField()
    workers_online = models.PositiveIntegerField()
    user_id = models.CharField(max_length=MAX_LENGTH)
    key_id = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["expires_at"], name="quote_expiry")]


class Hold(TenantModel):
    """An order: what is set aside for one render, and for whom. Closed when the render is over and the rest is back.

    `stopped_by` is the spend cap that keeps the render waiting, empty while none does; `lent` the part of the amount
    that the balance did not cover and the plan's overage did.
    """

    id = IdField(default=id_factory("hld"))
    quote = TenantForeignKey(Quote, on_delete=models.PROTECT, related_name="holds")
    render_id = models.CharField(max_length=MAX_LENGTH)
    project_id = models.CharField(max_length=MAX_LENGTH)
    title = models.CharField(max_length=200)
    preset = models.CharField(max_length=40)
    price_list = models.CharField(max_length=20)
    user_id = models.CharField(max_length=MAX_LENGTH, blank=True)
    key_id = models.CharField(max_length=MAX_LENGTH, blank=True)
    amount = models.BigIntegerField()
    lent = models.BigIntegerField(default=0)
    captured = models.BigIntegerField(default=0)
    released = models.BigIntegerField(default=0)
    refunded = models.BigIntegerField(default=0)
    stopped_by = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "render_id"], name="hold_once"),
            models.UniqueConstraint(fields=["workspace", "quote"], name="hold_quote_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0, captured__gte=0, released__gte=0, refunded__gte=0)
                & Q(amount__gte=F("captured") + F("released"))
                & Q(captured__gte=F("refunded")),
                name="hold_within_quote",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(amount=F("captured") + F("released")), name="hold_closed_is_empty"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "render_id"], name="hold_open", condition=Q(closed_at=None)),
        ]

    @property
    def left(self) -> int:
        """What is still set aside."""
        return self.amount - self.captured - self.released


class Movement(TenantModel):
    """Money moved once, for one reason; the same `key` never moves it again."""

    id = IdField(default=id_factory("mov"))
    kind = models.CharField(max_length=16, choices=_choices(MovementKind))
    key = models.CharField(max_length=160)
    amount = models.BigIntegerField()
    memo = models.CharField(max_length=300)
    hold = TenantForeignKey(Hold, on_delete=models.PROTECT, null=True, related_name="movements")
    user_id = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    at = models.DateTimeField()

    is_new = False
    """Only on the object of the call that moved the money."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "key"], name="movement_once")]
        indexes: ClassVar = [models.Index(fields=["workspace", "hold"], name="movement_hold")]


class Entry(TenantModel):
    """What a movement added to one account; the entries of a movement sum to zero."""

    id = IdField(default=id_factory("ent"))
    movement = TenantForeignKey(Movement, on_delete=models.PROTECT, related_name="entries")
    account = TenantForeignKey(Account, on_delete=models.PROTECT, related_name="entries")
    amount = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "movement", "account"], name="entry_once"),
            models.CheckConstraint(condition=~Q(amount=0), name="entry_moves"),
        ]


class Usage(TenantModel):
    """Worker time of one finished step, written once per attempt in the transaction that finished it.

    It explains its charge: `cost` is milliseconds times `rate` (per minute), `amount` what was charged of it, which is
    less when the quote or a spend cap was used up, and nothing for what was made without an order. What an engine of
    others made is charged by what it is: `made` in the small change of `unit`, at `rate` a unit.
    """

    id = IdField(default=id_factory("use"))
    step_id = models.CharField(max_length=MAX_LENGTH)
    fence = models.BigIntegerField()
    engine = models.CharField(max_length=60)
    size = models.CharField(max_length=20)
    worker = models.CharField(max_length=120)
    milliseconds = models.PositiveIntegerField()
    unit = models.CharField(max_length=20, blank=True, default="", db_default="")
    made = models.BigIntegerField(default=0, db_default=0)
    work = models.FloatField(default=0.0)
    stage = models.CharField(max_length=20, blank=True, default="")
    label = models.CharField(max_length=100, blank=True, default="")
    hold = TenantForeignKey(Hold, on_delete=models.PROTECT, null=True, related_name="lines")
    render_id = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    project_id = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    preset = models.CharField(max_length=40, blank=True, default="")
    user_id = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    key_id = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    price_list = models.CharField(max_length=20, blank=True, default="")
    rate = models.BigIntegerField(default=0)
    cost = models.BigIntegerField(default=0)
    amount = models.BigIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "step_id", "fence"], name="usage_once"),
            models.CheckConstraint(condition=Q(amount__gte=0, amount__lte=F("cost")), name="usage_within_cost"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "at"], name="usage_day"),
            models.Index(fields=["workspace", "render_id"], name="usage_render"),
            models.Index(fields=["engine", "size", "-at"], name="usage_pace", condition=Q(work__gt=0)),
        ]


class Scope(models.TextChoices):
    """What a spend cap can be set for."""

    WORKSPACE = "workspace"
    PROJECT = "project"
    MEMBER = "member"
    API_KEY = "api_key"


class Cap(TenantModel):
    """The most that may be spent in a calendar month (UTC); `target_id` is whose, empty for the whole workspace."""

    id = IdField(default=id_factory("cap"))
    scope = models.CharField(max_length=16, choices=Scope.choices)
    target_id = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    amount = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "scope", "target_id"], name="cap_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="cap_amount"),
        ]


class Spend(TenantModel):
    """What was captured in one month for one workspace, project, member or key: the running sum of its usage."""

    id = IdField(default=id_factory("spd"))
    scope = models.CharField(max_length=16, choices=Scope.choices)
    target_id = models.CharField(max_length=MAX_LENGTH, blank=True, default="")
    month = models.DateField()
    amount = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "scope", "target_id", "month"], name="spend_once")
        ]


class Notice(TenantModel):
    """A cap came this far in a month: shown in the studio, and mailed once to those who may change it."""

    id = IdField(default=id_factory("ntc"))
    cap = TenantForeignKey(Cap, on_delete=models.CASCADE, related_name="notices")
    month = models.DateField()
    percent = models.PositiveSmallIntegerField()
    spent = models.BigIntegerField()
    limit = models.BigIntegerField()
    at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "cap", "month", "percent", "limit"], name="notice_once")
        ]


class Customer(TenantModel):
    """A workspace as Stripe knows it, and its subscription as it was last fetched from there.

    `overage_limit` is how much a month may be rendered beyond the balance and billed with the plan, in micro-dollars;
    `included_owed` by invoice what a change to a smaller plan takes off the next inclusions, and what was taken off;
    `extra_seats` are paid beside the plan,
    `card` is the one that is charged when nobody is there, in words; `asked` counts the looks at the
    subscription, `noted` is the number of the one that was written down last, see `subscriptions`.
    """

    id = IdField(default=id_factory("cus"))
    stripe_id = models.CharField(max_length=60, unique=True)
    subscription_id = models.CharField(max_length=60, blank=True, default="")
    plan = models.CharField(max_length=20, blank=True, default="")
    status = models.CharField(max_length=20, blank=True, default="")
    period_end = models.DateTimeField(null=True)
    overdue_since = models.DateTimeField(null=True)
    overage_limit = models.BigIntegerField(default=0)
    included_owed = models.JSONField(default=dict, db_default={})
    extra_seats = models.PositiveIntegerField(default=0, db_default=0)
    card = models.CharField(max_length=60, blank=True, default="", db_default="")
    asked = models.BigIntegerField(default=0, db_default=0)
    noted = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace"], name="customer_once")]


class StripeEvent(models.Model):
    """A webhook as it came in, stored before anything is done about it, and done once."""

    id = models.CharField(max_length=60, primary_key=True)
    type = models.CharField(max_length=80)
    payload = models.JSONField()
    received_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    error = models.TextField(blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["not_before"], name="stripe_event_waiting", condition=Q(processed_at=None))
        ]


class MeterReport(TenantModel):
    """What one workspace used beyond its balance in one hour, on its way to Stripe in thousandths of a dollar.

    `tried_at` is when it was first sent without an answer, `not_before` until when somebody is sending it; a new
    `revision` is a new identifier at Stripe.
    """

    id = IdField(default=id_factory("mtr"))
    hour = models.DateTimeField()
    revision = models.PositiveSmallIntegerField(default=0)
    value = models.BigIntegerField()
    tried_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["workspace", "hour"], name="meter_report_once")]
        indexes: ClassVar = [
            models.Index(fields=["hour"], name="meter_report_waiting", condition=Q(sent_at=None)),
        ]

    @property
    def identifier(self) -> str:
        """By which Stripe counts it once."""
        return f"{self.workspace_id}:overage:{self.hour:%Y-%m-%dT%H}:{self.revision}"


class Overage(TenantModel):
    """What one render used beyond the balance: known when it is over, billed with the plan."""

    id = IdField(default=id_factory("ovr"))
    hold = TenantForeignKey(Hold, on_delete=models.PROTECT, related_name="overages")
    amount = models.BigIntegerField()
    at = models.DateTimeField()
    report = TenantForeignKey(MeterReport, on_delete=models.PROTECT, null=True, related_name="overages")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "hold"], name="overage_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="overage_is_something"),
        ]
        indexes: ClassVar = [models.Index(fields=["workspace", "at"], name="overage_month")]

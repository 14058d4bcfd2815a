"""What was used beyond balances, reported to Stripe hour by hour, so that each hour is counted once and none is lost.

Stripe counts an identifier once within a day. A report whose answer was lost is sent again under the same identifier
for 20 hours; after that nobody can say whether it would count twice, so Stripe's own sum of that hour is asked first.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import stripe
from django.db.models import Q, Sum

from billing import gateway
from billing.models import Customer, MeterReport, Overage
from billing.plans import METER
from studio.core.tenancy import system, tenant

HOUR = timedelta(hours=1)
SAFE_TO_REPEAT = timedelta(hours=20)
AT_ONCE = 50
LEASE = timedelta(minutes=5)
BACK_OFF = timedelta(minutes=1)
_UNIT = 1000
log = logging.getLogger(__name__)


def report_overage(now: datetime) -> int:
    """Writes reports of the hours that are over and sends what waits; answers how many were sent."""
    if not gateway.is_there():
        return 0
    with system():
        fresh = Overage.objects.filter(report=None, at__lt=_hour_of(now))
        workspaces = list(fresh.order_by().values_list("workspace_id", flat=True).distinct()[:AT_ONCE])
        waiting = list(MeterReport.objects.filter(sent_at=None, error="").values_list("workspace_id", flat=True))
    for workspace_id in workspaces:
        with tenant(workspace_id):
            _write(workspace_id, now)
    sent = 0
    for workspace_id in sorted({*workspaces, *waiting[:AT_ONCE]}):
        sent += _send(workspace_id, now)
    return sent


def _hour_of(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _write(workspace_id: str, now: datetime) -> None:
    """One report for all hours that are over and in none yet; parts of a unit wait for the next one, none is lost."""
    rows = Overage.objects.select_for_update().filter(workspace_id=workspace_id)
    fresh = list(rows.filter(report=None, at__lt=_hour_of(now)).order_by("at", "id"))
    hour = _hour_of(now) - HOUR
    if not fresh or MeterReport.objects.filter(workspace_id=workspace_id, hour=hour).exists():
        return
    everything = Overage.objects.filter(workspace_id=workspace_id, at__lt=_hour_of(now))
    total = int(everything.aggregate(sum=Sum("amount"))["sum"] or 0)
    told = MeterReport.objects.filter(workspace_id=workspace_id).aggregate(sum=Sum("value"))["sum"] or 0
    value = total // _UNIT - int(told)
    if value <= 0:
        return
    report = MeterReport.objects.create(workspace_id=workspace_id, hour=hour, value=value)
    Overage.objects.filter(pk__in=[row.pk for row in fresh]).update(report=report, updated_at=now)


def _send(workspace_id: str, now: datetime) -> int:
    """One after another: Stripe takes one call for a customer and meter at a time."""
    with tenant(workspace_id):
        customer = Customer.objects.get(workspace_id=workspace_id)
        waiting = MeterReport.objects.filter(workspace_id=workspace_id, sent_at=None, error="").order_by("hour")
        found = list(waiting.values_list("pk", flat=True))
    sent = 0
    for pk in found:
        report = _taken(workspace_id, pk, now)
        if report is not None:
            sent += _sent(report, customer.stripe_id, now)
    return sent


def _taken(workspace_id: str, pk: str, now: datetime) -> MeterReport | None:
    """The report, for so long nobody else's to send; what is about to be asked is committed before it is."""
    with tenant(workspace_id):
        free = Q(not_before=None) | Q(not_before__lte=now)
        rows = MeterReport.objects.select_for_update(skip_locked=True).filter(free, pk=pk, sent_at=None)
        report = rows.first()
        if report is not None:
            report.not_before = now + LEASE
            report.save(update_fields=["not_before", "updated_at"])
        return report


def _sent(report: MeterReport, customer: str, now: datetime) -> bool:
    try:
        _tell(gateway.client(), report, customer, now)
        report.sent_at = now
    except stripe.InvalidRequestError as error:
        report.error = str(error)[:2000]
        log.exception("Stripe refuses report %s; it stays here to be looked at", report.identifier)
    except stripe.StripeError as error:
        report.not_before = now + BACK_OFF
        log.warning("report %s: no answer (%s); it is sent again", report.identifier, error)
    _keep(report)
    return report.sent_at is not None


def _keep(report: MeterReport) -> None:
    with tenant(report.workspace_id):
        report.save()


def _tell(api: stripe.StripeClient, report: MeterReport, customer: str, now: datetime) -> None:
    if report.tried_at is not None and now - report.tried_at > SAFE_TO_REPEAT:
        if _counted(api, report, customer) >= report.value:
            return
        report.revision, report.tried_at = report.revision + 1, None
    report.tried_at = report.tried_at or now
    _keep(report)  # before anything is asked: a process that ends here leaves a report that may have been sent
    api.v1.billing.meter_events.create(
        params={
            "event_name": METER,
            "payload": {"stripe_customer_id": customer, "value": str(report.value)},
            "identifier": report.identifier,
            "timestamp": int(report.hour.timestamp()),
        },
        # By one of the two names Stripe tells what it could not count. Another one each time: it would repeat an error.
        options={"idempotency_key": f"{report.identifier}:{int(now.timestamp())}"},
    )


def _counted(api: stripe.StripeClient, report: MeterReport, customer: str) -> int:
    """What Stripe has counted in the hour of this report."""
    meter = next(one for one in api.v1.billing.meters.list().data if one.event_name == METER)
    found = api.v1.billing.meters.event_summaries.list(
        meter.id,
        params={
            "customer": customer,
            "start_time": int(report.hour.timestamp()),
            "end_time": int((report.hour + HOUR).timestamp()),
        },
    )
    return int(sum(summary.aggregated_value for summary in found.data))

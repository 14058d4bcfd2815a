"""What was used beyond balances, reported to Stripe hour by hour, so that each hour is counted once and none is lost.

Stripe counts an identifier once within a day. A report whose answer was lost is sent again under the same identifier
for 20 hours; after that nobody can say whether it would count twice, so Stripe's own sum of that hour is asked first.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

import stripe
from django.db.models import Sum

from billing import gateway
from billing.models import Customer, MeterReport, Overage
from billing.plans import METER
from studio.core.tenancy import system, tenant

HOUR = timedelta(hours=1)
SAFE_TO_REPEAT = timedelta(hours=20)
AT_ONCE = 50
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
    sent = 0
    with tenant(workspace_id):
        customer = Customer.objects.get(workspace_id=workspace_id)
        waiting = MeterReport.objects.select_for_update(skip_locked=True).filter(
            workspace_id=workspace_id, sent_at=None, error=""
        )
        for report in waiting.order_by("hour"):
            try:
                _tell(gateway.client(), report, customer.stripe_id, now)
                report.sent_at = now
                sent += 1
            except stripe.InvalidRequestError as error:
                report.error = str(error)[:2000]
                log.exception("Stripe refuses report %s; it stays here to be looked at", report.identifier)
            except stripe.StripeError as error:
                report.tried_at = report.tried_at or now
                log.warning("report %s: no answer (%s); it is sent again", report.identifier, error)
            report.save()
    return sent


def _tell(api: stripe.StripeClient, report: MeterReport, customer: str, now: datetime) -> None:
    if report.tried_at is not None and now - report.tried_at > SAFE_TO_REPEAT:
        if _counted(api, report, customer) >= report.value:
            return
        report.revision, report.tried_at = report.revision + 1, None
    api.v1.billing.meter_events.create(
        params={
            "event_name": METER,
            "payload": {"stripe_customer_id": customer, "value": str(report.value)},
            "identifier": report.identifier,
            "timestamp": int(report.hour.timestamp()),
        }
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

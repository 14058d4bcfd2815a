"""What Stripe took in of what was used beyond a balance, and could not count afterwards: it says so by an event.

A meter's events are looked at after they were taken in. One that cannot be counted, because its customer is gone or its
meter was put away, is missing from the next invoice without anybody being asked: its report waits here for a person.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import stripe

from billing.models import MeterReport
from studio.core.tenancy import system, tenant

KINDS = ("v1.billing.meter.error_report_triggered", "v1.billing.meter.no_meter_found")
_IDENTIFIER = re.compile(r"(?P<workspace>\w+):overage:(?P<hour>\d{4}-\d\d-\d\dT\d\d):(?P<revision>\d+)(:\d+)?")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """One report that was not counted, and Stripe's reason."""

    identifier: str
    said: str


def look(api: stripe.StripeClient, told: Mapping[str, Any]) -> list[Fault]:
    """The faults of an event, which itself only says that there are some."""
    return list(_faults(api.v2.core.events.retrieve(told["id"]).to_dict()))


def _faults(event: Mapping[str, Any]) -> Iterator[Fault]:
    for kind in event["data"]["reason"]["error_types"]:
        for sample in kind["sample_errors"]:
            yield Fault(str(sample["request"]["identifier"]), f"{kind['code']}: {sample['error_message']}")


def note(faults: list[Fault], now: datetime) -> None:
    """The reports stay here with the reason; sent again they have another identifier. Told twice, it is the same."""
    for fault in faults:
        report = _report(fault.identifier)
        if report is None:
            log.error("Stripe did not count %s, which is no report of ours (%s)", fault.identifier, fault.said)
            continue
        log.error("Stripe did not count report %s: %s", fault.identifier, fault.said)
        with tenant(report.workspace_id):
            told = MeterReport.objects.select_for_update().filter(pk=report.pk, revision=report.revision)
            told.update(
                error=f"It was taken in, and not counted: {fault.said}"[:2000],
                revision=report.revision + 1,
                sent_at=None,
                tried_at=None,
                not_before=None,
                updated_at=now,
            )


def send_again(now: datetime) -> int:
    """Reports that were refused are sent again, after somebody has mended why; answers how many."""
    with system():
        return MeterReport.objects.exclude(error="").update(error="", not_before=None, updated_at=now)


def _report(identifier: str) -> MeterReport | None:
    found = _IDENTIFIER.fullmatch(identifier)
    if found is None:
        return None
    hour = datetime.strptime(found["hour"], "%Y-%m-%dT%H").replace(tzinfo=UTC)
    with system():
        return MeterReport.objects.filter(
            workspace_id=found["workspace"], hour=hour, revision=int(found["revision"])
        ).first()

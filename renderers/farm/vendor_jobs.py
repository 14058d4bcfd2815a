"""What was ordered from vendors, in the database: remembered before it is sent, resumed by whoever comes after."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection
from django.db.models import Exists, OuterRef

from renderers.engines import engines
from renderers.errors import Cancelled, VendorFault
from renderers.events import StepState
from renderers.farm import engine_keys
from renderers.farm.models import Step, VendorJob
from renderers.farm.steps import Claim
from renderers.runtime.desk import Order, OrderState
from renderers.runtime.vendor_calls import Line, Pace
from renderers.runtime.vendors import VENDORS, Access
from studio.accounts.audit import record
from studio.core.actor import Actor
from studio.core.errors import Conflict, Invalid
from studio.core.tenancy import access, farm, tenant

PATIENCE_SECONDS = 600
"""So long an order waits for a database that is away: it is not sent before it is remembered."""

LONGEST_NUMBER = 200
_CANCEL_PATIENCE = 20.0
log = logging.getLogger(__name__)
T = TypeVar("T")


class Decision(StrEnum):
    """What a person can say about an order nobody can tell about."""

    ORDER_AGAIN = "order_again"
    FOUND = "found"


class NotAsking(Conflict):
    """This order asks nothing any more; load the list again."""

    code = "not_asking"


@dataclass(frozen=True, slots=True)
class FarmDesk:
    """The desk of a claimed step. What it writes is fenced: a worker that came back late orders nothing."""

    claim: Claim

    def access(self, vendor: str) -> Access:
        """The workspace's own key, or the studio's."""
        return self._done(lambda: engine_keys.access_for(workspace_id=self.claim.workspace_id, vendor=vendor))

    def recall(self, part: int = 0) -> Order | None:
        """As the last worker left it."""
        return self._done(lambda: self._recalled(part))

    def remember(self, order: Order) -> None:
        """Committed when this returns. Raises Cancelled when the step is another worker's, or nobody's."""
        self._done(lambda: self._written(order))

    def close(self) -> None:
        """Within the transaction that finishes the step."""
        VendorJob.objects.filter(workspace_id=self.claim.workspace_id, digest=self.claim.digest).update(
            state=OrderState.CLOSED
        )

    def _recalled(self, part: int) -> Order | None:
        row = VendorJob.objects.filter(
            workspace_id=self.claim.workspace_id, digest=self.claim.digest, part=part
        ).first()
        return None if row is None else _order(row)

    def _written(self, order: Order) -> None:
        held = Step.objects.select_for_update().filter(
            pk=self.claim.step_id, fence=self.claim.fence, state=StepState.RUNNING
        )
        if not held.exists():
            raise Cancelled("the step is no longer this worker's")
        planned = self.claim.planned
        VendorJob.objects.update_or_create(
            workspace_id=self.claim.workspace_id,
            digest=self.claim.digest,
            part=order.part,
            defaults={
                "engine": planned.engine,
                "label": planned.label,
                "vendor": order.vendor,
                "ref": order.ref,
                "state": order.state.value,
                "vendor_job_id": order.vendor_job_id,
                "poll_url": order.poll_url,
                "account": order.account,
                "submitted_at": order.submitted_at,
                "question": order.question,
            },
        )

    def _done(self, act: Callable[[], T]) -> T:
        """Keeps trying while the database is away."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with tenant(self.claim.workspace_id):
                    return act()
            except (OperationalError, InterfaceError) as error:
                if time.monotonic() > deadline:
                    raise
                log.warning("an order at a vendor waits for the database (%s)", error)
                connection.close()
                time.sleep(0.5)


def _order(row: VendorJob) -> Order:
    return Order(
        vendor=row.vendor,
        ref=row.ref,
        state=OrderState(row.state),
        vendor_job_id=row.vendor_job_id,
        poll_url=row.poll_url,
        account=row.account,
        submitted_at=row.submitted_at,
        question=row.question,
        part=row.part,
    )


def unwanted() -> list[tuple[str, str]]:
    """(workspace, digest) of orders that a vendor still works on though their step was cancelled."""
    cancelled = Step.objects.filter(
        workspace_id=OuterRef("workspace_id"), digest=OuterRef("digest"), state=StepState.CANCELLED
    )
    with farm():
        waiting = VendorJob.objects.filter(Exists(cancelled), state=OrderState.SUBMITTED)
        return list(waiting.values_list("workspace_id", "digest").distinct()[:100])


def call_off(*, workspace_id: str, digest: str) -> int:
    """Tell the vendor to stop what was ordered for a cancelled step; how many orders.

    The row is closed first: a step that is wanted again meanwhile orders anew rather than waits for what was stopped.
    """
    with tenant(workspace_id):
        step = Step.objects.select_for_update().filter(digest=digest, state=StepState.CANCELLED).first()
        rows = VendorJob.objects.select_for_update().filter(digest=digest, state=OrderState.SUBMITTED)
        stopped = list(rows) if step is not None else []
        for row in stopped:
            VendorJob.objects.filter(pk=row.pk).update(state=OrderState.CLOSED)
    return sum(_called_off(row) for row in stopped)


def _called_off(row: VendorJob) -> bool:
    counter = getattr(engines().get(row.engine), "canceller", None)
    if counter is None:
        return False
    try:
        with tenant(row.workspace_id):
            key = engine_keys.access_for(workspace_id=row.workspace_id, vendor=row.vendor)
        line = Line(VENDORS[row.vendor], key, Pace(call_patience=_CANCEL_PATIENCE))
        counter.call_off(line, _order(row))
    except VendorFault as error:
        log.warning("%s could not be told to stop order %s: %s", row.vendor, row.vendor_job_id, error)
        return False
    return True


def open_questions(*, workspace_id: str) -> list[VendorJob]:
    """Orders about which a person must decide, oldest first."""
    asking = VendorJob.objects.filter(workspace_id=workspace_id, state=OrderState.ASKING)
    return list(asking.order_by("id"))


def is_asking(*, workspace_id: str, digest: str) -> bool:
    """Whether a person must decide about an order of this step."""
    return VendorJob.objects.filter(workspace_id=workspace_id, digest=digest, state=OrderState.ASKING).exists()


def access_job(*, workspace_id: str, id: str) -> VendorJob:
    """One order; NotFound for strangers."""
    return access(VendorJob.objects.all(), workspace_id=workspace_id, id=id)


def answer_question(*, actor: Actor, job: VendorJob, decision: str, number: str, now: datetime) -> VendorJob:
    """A person's decision; the next render goes on from there. Raises NotAsking, Invalid."""
    locked = VendorJob.objects.select_for_update().get(pk=job.pk)
    if locked.state != OrderState.ASKING:
        raise NotAsking
    locked.question = ""
    if decision == Decision.ORDER_AGAIN:
        locked.state = OrderState.CLOSED.value
    else:
        locked.state, locked.submitted_at, locked.poll_url = OrderState.SUBMITTED.value, now, ""
        locked.vendor_job_id = _number(number)
    locked.save(update_fields=["state", "question", "vendor_job_id", "poll_url", "submitted_at", "updated_at"])
    verb = f"vendor_job.{decision}"
    record(actor=actor, verb=verb, subject_id=locked.pk, label=locked.label, vendor=locked.vendor)
    return locked


def _number(given: str) -> str:
    found = given.strip()
    if not 0 < len(found) <= LONGEST_NUMBER or not re.fullmatch(r"[A-Za-z0-9._:-]+", found):
        raise Invalid(
            "Enter the number that the vendor shows for the order: letters, digits and dashes.", param="number"
        )
    return found

"""What of the farm a workspace may have: as its plan says; alike and unbounded where nobody pays."""

from __future__ import annotations

from billing import services
from billing.payments import customer_of
from billing.plans import FREE, PLANS
from renderers.farm.limits import Limits


def limits_of(workspace_id: str) -> Limits:
    """Its weight against others and its steps at once. Call within `tenant(workspace_id)`."""
    if services.payments() == "local":
        return Limits()
    known = customer_of(workspace_id)
    plan = PLANS.get(known.plan) if known else None
    return plan.limits if plan else FREE

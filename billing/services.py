"""What people do with the money of their workspace: top up a local balance, correct it, set spend caps."""

from __future__ import annotations

from datetime import datetime

from billing import brakes, gateway, ledger
from billing.models import Cap, Movement, Scope
from studio.accounts.audit import record
from studio.accounts.models import ApiKey, Membership
from studio.core.actor import Actor
from studio.core.errors import Conflict, Invalid
from studio.core.ids import is_id

MOST = 1_000_000 * 1_000_000
"""A million dollars at once: more is a slip of the finger."""


class PaidByCard(Conflict):
    """Payments of this studio go through Stripe: add money there, the balance follows."""

    code = "paid_by_card"


def top_up(*, actor: Actor, amount: int, key: str, memo: str, at: datetime) -> Movement:
    """More local balance; only where no payments are set up. Raises PaidByCard, Invalid."""
    _local(actor, amount)
    said = memo or "Added to the local balance by hand"
    moved = ledger.top_up(
        workspace_id=actor.workspace_id, amount=amount, key=key, memo=said, at=at, user_id=actor.user_id
    )
    record(actor=actor, verb="balance.topped_up", subject_id=moved.pk, label=said, amount=amount)
    return moved


def adjust(*, actor: Actor, amount: int, key: str, memo: str, at: datetime) -> Movement:
    """A correction either way, with its reason. Raises PaidByCard, BalanceShort, Invalid."""
    _local(actor, amount)
    moved = ledger.adjust(
        workspace_id=actor.workspace_id, amount=amount, key=key, memo=memo, at=at, user_id=actor.user_id
    )
    record(actor=actor, verb="balance.adjusted", subject_id=moved.pk, label=memo, amount=amount)
    return moved


def set_cap(*, actor: Actor, scope: str, target_id: str, amount: int, at: datetime) -> Cap:
    """The cap of this scope is so much a month from now on; what waited for it goes on if there is room again."""
    actor.require("billing.edit")
    _require_target(actor.workspace_id, scope, target_id)
    cap, _ = Cap.objects.update_or_create(
        workspace_id=actor.workspace_id, scope=scope, target_id=target_id, defaults={"amount": amount}
    )
    record(actor=actor, verb="cap.set", subject_id=cap.pk, label=scope, amount=amount, target=target_id)
    brakes.look_soon(workspace_id=actor.workspace_id, at=at)
    return cap


def remove_cap(*, actor: Actor, cap: Cap, at: datetime) -> None:
    """There is no such cap any more; what waited for it goes on."""
    actor.require("billing.edit")
    record(actor=actor, verb="cap.removed", subject_id=cap.pk, label=cap.scope, amount=cap.amount)
    cap.delete()
    brakes.look_soon(workspace_id=actor.workspace_id, at=at)


def _require_target(workspace_id: str, scope: str, target_id: str) -> None:
    if (scope == Scope.WORKSPACE) == bool(target_id):
        raise Invalid("Name whose cap it is; a cap of the whole workspace has no target.", param="target_id")
    members = Membership.objects.filter(workspace_id=workspace_id, user_id=target_id)
    keys = ApiKey.objects.filter(workspace_id=workspace_id, pk=target_id, revoked_at=None)
    there = {
        Scope.WORKSPACE: True,
        Scope.PROJECT: is_id(target_id) and target_id.startswith("prj_"),
        Scope.MEMBER: scope == Scope.MEMBER and members.exists(),
        Scope.API_KEY: scope == Scope.API_KEY and keys.exists(),
    }
    if not there[Scope(scope)]:
        raise Invalid(f"There is no {Scope(scope).label.lower()} {target_id!r} in this workspace.", param="target_id")


def payments() -> str:
    """How money comes in: `stripe`, or `local` where no key of Stripe's is set."""
    return "stripe" if gateway.is_there() else "local"


def _local(actor: Actor, amount: int) -> None:
    actor.require("billing.edit")
    if payments() != "local":
        raise PaidByCard
    if abs(amount) > MOST:
        raise Invalid("That is more than a million dollars; name a smaller amount.", param="amount")

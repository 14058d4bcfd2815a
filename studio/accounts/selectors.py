"""What can be read about people and workspaces."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from studio.accounts.keys import KeyText
from studio.accounts.models import ApiKey, AuditEntry, Invitation, Membership, User, Workspace
from studio.accounts.roles import capabilities_of, key_capabilities
from studio.core.actor import Actor
from studio.core.errors import NotFound
from studio.core.ids import is_id
from studio.core.tenancy import access, system

_USE_NOTED_EVERY = timedelta(minutes=1)


def actor_of_person(*, user: User, workspace_id: str = "", address: str = "") -> Actor:
    """The person in this workspace, or in the oldest of theirs when none is named.

    Raises NotFound for a workspace they are not in.
    """
    with system():
        mine = Membership.objects.filter(user=user, user__is_active=True).order_by("created_at", "id")
        if workspace_id:
            mine = mine.filter(workspace_id=workspace_id) if is_id(workspace_id) else mine.none()
        found = mine.first()
    if found is None and workspace_id:
        raise NotFound("You are not in this workspace.", param="NB-Workspace")
    if found is None:
        return Actor(user_id=user.id, address=address)
    return Actor(
        user_id=user.id,
        workspace_id=found.workspace_id,
        role=found.role,
        capabilities=capabilities_of(found.role),
        address=address,
    )


def actor_of_key(*, key: KeyText, now: datetime, address: str = "") -> tuple[User, Actor] | None:
    """Who made the key, and what it may do; None for a key that is unknown or revoked. Notes the use, to the minute."""
    with system():
        found = ApiKey.objects.select_related("created_by").filter(prefix=key.prefix, revoked_at=None).first()
        if found is None or not secrets.compare_digest(found.secret_hash, key.secret_hash):
            return None
        if found.last_used_at is None or now - found.last_used_at >= _USE_NOTED_EVERY:
            ApiKey.objects.filter(pk=found.pk).update(last_used_at=now)
    return found.created_by, Actor(
        user_id=found.created_by_id,
        workspace_id=found.workspace_id,
        key_id=found.id,
        role=found.role,
        capabilities=key_capabilities(found.role, found.scopes),
        address=address,
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A workspace, and what the one who asks is and may do there."""

    id: str
    name: str
    created_at: datetime
    role: str
    capabilities: list[str]


def place(membership: Membership) -> Place:
    """The workspace of a membership, for its member."""
    workspace = membership.workspace
    allowed = sorted(capabilities_of(membership.role))
    return Place(workspace.id, workspace.name, workspace.created_at, membership.role, allowed)


def places(*, actor: Actor) -> list[Place]:
    """Where a person is a member, oldest first; for a key the one workspace it is bound to."""
    with system():
        if actor.key_id:
            bound = Workspace.objects.get(pk=actor.workspace_id)
            return [Place(bound.id, bound.name, bound.created_at, actor.role, sorted(actor.capabilities))]
        mine = Membership.objects.filter(user_id=actor.user_id).select_related("workspace")
        return [place(membership) for membership in mine.order_by("created_at", "id")]


def access_workspace(*, workspace_id: str, id: str) -> Workspace:
    """The open workspace when `id` is its own; NotFound for every other."""
    if id != workspace_id:
        raise NotFound
    return Workspace.objects.get(pk=workspace_id)


def members(*, workspace_id: str) -> QuerySet[Membership]:
    """Who is in the workspace."""
    return Membership.objects.filter(workspace_id=workspace_id).select_related("user")


def access_member(*, workspace_id: str, id: str) -> Membership:
    """The membership; NotFound for strangers."""
    return access(members(workspace_id=workspace_id), workspace_id=workspace_id, id=id)


def invitations(*, workspace_id: str) -> QuerySet[Invitation]:
    """Invitations that nobody has accepted yet."""
    return Invitation.objects.filter(workspace_id=workspace_id).select_related("invited_by")


def access_invitation(*, workspace_id: str, id: str) -> Invitation:
    """The invitation; NotFound for strangers."""
    return access(invitations(workspace_id=workspace_id), workspace_id=workspace_id, id=id)


def invitation_by_token(*, token: str, now: datetime) -> Invitation:
    """The invitation whose link holds this token; NotFound when it is unknown, withdrawn, accepted or too old."""
    with system():
        waiting = Invitation.objects.select_related("workspace", "invited_by").filter(expires_at__gt=now)
        found = waiting.filter(token_hash=hash_token(token)).first()
    if found is None:
        raise NotFound("This invitation is no longer valid: ask for a new one.", param="token")
    return found


def hash_token(token: str) -> str:
    """What is stored of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def api_keys(*, workspace_id: str) -> QuerySet[ApiKey]:
    """Keys that work."""
    return ApiKey.objects.filter(workspace_id=workspace_id, revoked_at=None).select_related("created_by")


def access_api_key(*, workspace_id: str, id: str) -> ApiKey:
    """The key; NotFound for strangers and for revoked ones."""
    return access(api_keys(workspace_id=workspace_id), workspace_id=workspace_id, id=id)


def audit_entries(*, workspace_id: str) -> QuerySet[AuditEntry]:
    """Who did what."""
    return AuditEntry.objects.filter(workspace_id=workspace_id).select_related("user")

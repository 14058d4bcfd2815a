"""What people do with workspaces, members, invitations and keys. Every function checks the role and leaves a record.

All but `open_workspace` and `accept_invitation` run inside the actor's workspace (`tenancy.tenant`).
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress

from studio.accounts import mails, seats, selectors
from studio.accounts.audit import record
from studio.accounts.keys import draw_key
from studio.accounts.models import ApiKey, Invitation, Membership, User, Workspace
from studio.accounts.observers import workspace_opened
from studio.accounts.roles import PEOPLE_ONLY, Role, capabilities_of
from studio.core.actor import Actor
from studio.core.errors import Conflict, Invalid, NotAllowed
from studio.core.ids import new_id
from studio.core.tenancy import tenant

INVITATION_LASTS = timedelta(days=7)


class LastOwner(Conflict):
    """A workspace needs an owner: make somebody else one first."""

    code = "last_owner"


class AlreadyMember(Conflict):
    """This person is a member already."""

    code = "already_member"


class EmailNotVerified(NotAllowed):
    """Confirm your own e-mail address first: the link is in the mail we sent you."""

    code = "email_not_verified"


class OtherAddress(NotAllowed):
    """This invitation was sent to another e-mail address: sign in with that one."""

    code = "other_address"


def open_workspace(*, user_id: str, name: str, address: str = "") -> Membership:
    """A new workspace with its owner; whoever watches `WORKSPACE_OPENED` fills it in the same transaction."""
    new = new_id("ws")
    owner = Actor(
        user_id=user_id,
        workspace_id=new,
        role=Role.OWNER,
        capabilities=capabilities_of(Role.OWNER),
        address=address,
    )
    with tenant(new):
        Workspace.objects.create(id=new, name=name)
        membership = Membership.objects.create(workspace_id=new, user_id=user_id, role=Role.OWNER)
        record(actor=owner, verb="workspace.opened", subject_id=new, label=name)
        workspace_opened(owner)
        return Membership.objects.select_related("workspace").get(pk=membership.pk)


def rename_user(*, user: User, name: str) -> User:
    """The person is called `name` from now on."""
    user.name = name
    user.save(update_fields=["name"])
    return user


def rename_workspace(*, actor: Actor, workspace: Workspace, name: str) -> Workspace:
    """The workspace is called `name` from now on."""
    actor.require("workspace.edit")
    before, workspace.name = workspace.name, name
    workspace.save(update_fields=["name", "updated_at"])
    record(actor=actor, verb="workspace.renamed", subject_id=workspace.id, label=name, before=before)
    return workspace


def change_role(*, actor: Actor, membership: Membership, role: str) -> Membership:
    """The member has this role from now on. Only owners make owners, or change them; the last one stays one."""
    actor.require("members.edit")
    _lock(actor.workspace_id)
    membership.refresh_from_db(fields=["role"])
    _require_rank(actor, membership.role)
    _require_rank(actor, role)
    if membership.role == Role.OWNER and role != Role.OWNER:
        _require_another_owner(membership)
    if seats.needs_seat(role) and not seats.needs_seat(membership.role):
        seats.require_seat_for_member(workspace_id=actor.workspace_id)
    before, membership.role = membership.role, role
    membership.save(update_fields=["role", "updated_at"])
    record(
        actor=actor,
        verb="member.role_changed",
        subject_id=membership.id,
        label=membership.user.email,
        before=before,
        after=role,
    )
    return membership


def remove_member(*, actor: Actor, membership: Membership) -> list[ApiKey]:
    """The member leaves, or is removed; answers the working keys they made, which go on working.

    Everybody may leave; removing others is for owners and producers; the last owner stays.
    """
    leaves = membership.user_id == actor.user_id and not actor.key_id
    if not leaves:
        actor.require("members.edit")
        _require_rank(actor, membership.role)
    _lock(actor.workspace_id)
    if membership.role == Role.OWNER:
        _require_another_owner(membership)
    email, left = membership.user.email, membership.id
    left_behind = list(
        selectors.api_keys(workspace_id=actor.workspace_id).filter(created_by_id=membership.user_id).order_by("id")
    )
    membership.delete()
    record(actor=actor, verb="member.left" if leaves else "member.removed", subject_id=left, label=email)
    return left_behind


def invite(*, actor: Actor, email: str, role: str, site: str, now: datetime) -> Invitation:
    """Mails a link that makes its reader a member. A second invitation to the same address replaces the first.

    Raises MailNotSent, and nobody is invited, when the mail cannot be handed over.
    """
    actor.require("members.edit")
    _require_rank(actor, role)
    inviter = User.objects.get(pk=actor.user_id)
    if not EmailAddress.objects.filter(user=inviter, email=inviter.email, verified=True).exists():
        raise EmailNotVerified
    email = email.lower()
    if selectors.members(workspace_id=actor.workspace_id).filter(user__email=email).exists():
        raise AlreadyMember(param="email")
    replaced = selectors.invitations(workspace_id=actor.workspace_id).filter(email=email)
    for waiting in replaced:
        _require_rank(actor, waiting.role)
    _lock(actor.workspace_id)
    replaced.delete()
    if seats.needs_seat(role):
        seats.require_seat_for_guest(workspace_id=actor.workspace_id, now=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        workspace_id=actor.workspace_id,
        email=email,
        role=role,
        token_hash=selectors.hash_token(token),
        invited_by=inviter,
        expires_at=now + INVITATION_LASTS,
    )
    record(actor=actor, verb="member.invited", subject_id=invitation.id, label=email, role=role)
    link = f"{site.rstrip('/')}/invite/{token}"
    workspace = Workspace.objects.get(pk=actor.workspace_id)
    mails.send_invitation(to=email, workspace=workspace.name, inviter=str(inviter), role=role, link=link)
    return invitation


def withdraw_invitation(*, actor: Actor, invitation: Invitation) -> None:
    """The link in the mail stops working."""
    actor.require("members.edit")
    _require_rank(actor, invitation.role)
    record(actor=actor, verb="invitation.withdrawn", subject_id=invitation.id, label=invitation.email)
    invitation.delete()


def accept_invitation(*, user: User, token: str, now: datetime, address: str = "") -> Membership:
    """The reader of the mail becomes a member; their address is thereby confirmed. The link works once."""
    invitation = selectors.invitation_by_token(token=token, now=now)
    if invitation.email != user.email:
        raise OtherAddress
    with tenant(invitation.workspace_id):
        _lock(invitation.workspace_id)
        if not Invitation.objects.filter(pk=invitation.pk, token_hash=invitation.token_hash).delete()[0]:
            raise Conflict("This invitation was accepted or withdrawn a moment ago.")
        if seats.needs_seat(invitation.role):
            _require_seat_or_membership(invitation.workspace_id, user)
        membership, new = Membership.objects.get_or_create(
            workspace_id=invitation.workspace_id, user=user, defaults={"role": invitation.role}
        )
        if not new:
            raise AlreadyMember
        EmailAddress.objects.filter(user=user, email=user.email).update(verified=True)
        actor = Actor(user_id=user.id, workspace_id=invitation.workspace_id, role=membership.role, address=address)
        record(actor=actor, verb="member.joined", subject_id=membership.id, label=user.email, role=membership.role)
        return Membership.objects.select_related("workspace").get(pk=membership.pk)


def create_api_key(*, actor: Actor, name: str, role: str, scopes: list[str]) -> ApiKey:
    """A key with at most the maker's role, narrowed to `scopes` if there are any; only this object has its `secret`."""
    actor.require("api_keys.edit")
    _require_rank(actor, role)
    if unknown := sorted(set(scopes) - (capabilities_of(role) - PEOPLE_ONLY)):
        raise Invalid(f"A key with the role {role} cannot have the scope {unknown[0]!r}.", param="scopes")
    text = draw_key()
    row = ApiKey.objects.create(
        workspace_id=actor.workspace_id,
        name=name,
        prefix=text.prefix,
        secret_hash=text.secret_hash,
        role=role,
        scopes=sorted(set(scopes)),
        created_by_id=actor.user_id,
    )
    record(actor=actor, verb="api_key.created", subject_id=row.id, label=name, role=role, scopes=row.scopes)
    row.secret = text.text
    return row


def revoke_api_key(*, actor: Actor, key: ApiKey, now: datetime) -> None:
    """The key stops working with the next request."""
    actor.require("api_keys.edit")
    _require_rank(actor, key.role)
    key.revoked_at = now
    key.save(update_fields=["revoked_at", "updated_at"])
    record(actor=actor, verb="api_key.revoked", subject_id=key.id, label=key.name)


def _lock(workspace_id: str) -> None:
    """Members of a workspace change one after the other, so that two owners cannot demote each other."""
    Workspace.objects.select_for_update().get(pk=workspace_id)


def _require_seat_or_membership(workspace_id: str, user: User) -> None:
    """There is a seat, or the person is a member already and is told that."""
    if not Membership.objects.filter(workspace_id=workspace_id, user=user).exists():
        seats.require_seat_for_member(workspace_id=workspace_id)


def _require_rank(actor: Actor, role: str) -> None:
    if not Role(actor.role).includes(role):
        raise NotAllowed(f"Only an {Role.OWNER.label.lower()} can do this with the role {role}.", param="role")


def _require_another_owner(membership: Membership) -> None:
    owners = selectors.members(workspace_id=membership.workspace_id).filter(role=Role.OWNER)
    if not owners.exclude(pk=membership.pk).exists():
        raise LastOwner

"""People, workspaces, members, invitations, keys and the record of what was done, under /v1."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from rest_framework.response import Response

from studio.accounts import selectors, services
from studio.accounts.authentication import address_of
from studio.accounts.models import User
from studio.accounts.serializers import (
    ApiKeyIn,
    ApiKeyOut,
    AuditOut,
    InvitationIn,
    InvitationOut,
    InvitationPreviewOut,
    MemberIn,
    MemberOut,
    MeOut,
    NewApiKeyOut,
    RemovedMemberOut,
    TokenIn,
    UserIn,
    WorkspaceIn,
    WorkspaceOut,
)
from studio.core.api import ANYONE, IN_PERSON, SIGNED_IN, ApiView, all_of, operation, page_of
from studio.core.clock import now
from studio.core.errors import NotSignedIn


class MeView(ApiView):
    """Who is signed in."""

    @operation(SIGNED_IN, answers=MeOut)
    def get(self) -> Response:
        """You, and your workspaces with what you may do there; for an API key, its one workspace."""
        return self.answer(MeOut, _me(self))

    @operation(IN_PERSON, takes=UserIn, answers=MeOut)
    def patch(self) -> Response:
        """Changes your name."""
        services.rename_user(user=_user(self), **{"name": _user(self).name} | self.given)
        return self.answer(MeOut, _me(self))


class WorkspacesView(ApiView):
    """Your workspaces."""

    @operation(SIGNED_IN, answers=all_of(WorkspaceOut))
    def get(self) -> Response:
        """Every workspace you are in, oldest first; for an API key, its own."""
        return self.all(WorkspaceOut, selectors.places(actor=self.actor))

    @operation(IN_PERSON, takes=WorkspaceIn, answers=WorkspaceOut, status=201)
    def post(self) -> Response:
        """Opens a workspace that you own."""
        opened = services.open_workspace(user_id=self.actor.user_id, address=self.actor.address, **self.given)
        return self.answer(WorkspaceOut, selectors.place(opened), status=201)


class WorkspaceView(ApiView):
    """One workspace."""

    @operation("workspace.edit", takes=WorkspaceIn, answers=WorkspaceOut)
    def patch(self, workspace_id: str) -> Response:
        """Renames the workspace; it must be the one that NB-Workspace names."""
        workspace = selectors.access_workspace(workspace_id=self.workspace_id, id=workspace_id)
        services.rename_workspace(actor=self.actor, workspace=workspace, **{"name": workspace.name} | self.given)
        [renamed] = [place for place in selectors.places(actor=self.actor) if place.id == workspace_id]
        return self.answer(WorkspaceOut, renamed)


class MembersView(ApiView):
    """Who is in the workspace."""

    @operation("members.view", answers=page_of(MemberOut))
    def get(self) -> Response:
        """The members, oldest first."""
        return self.page(selectors.members(workspace_id=self.workspace_id), MemberOut, order=("id",))


class MemberView(ApiView):
    """One member."""

    @operation("members.edit", takes=MemberIn, answers=MemberOut)
    def patch(self, member_id: str) -> Response:
        """Changes the role."""
        member = selectors.access_member(workspace_id=self.workspace_id, id=member_id)
        changed = services.change_role(actor=self.actor, membership=member, **{"role": member.role} | self.given)
        return self.answer(MemberOut, changed)

    @operation("members.view", answers=RemovedMemberOut)
    def delete(self, member_id: str) -> Response:
        """Removes a member, or leaves the workspace; names the working keys they made."""
        member = selectors.access_member(workspace_id=self.workspace_id, id=member_id)
        return self.answer(RemovedMemberOut, {"api_keys": services.remove_member(actor=self.actor, membership=member)})


class InvitationsView(ApiView):
    """Who was asked to join."""

    @operation("members.view", answers=page_of(InvitationOut))
    def get(self) -> Response:
        """Invitations that were not accepted yet, newest first."""
        return self.page(selectors.invitations(workspace_id=self.workspace_id), InvitationOut)

    @operation("members.edit", takes=InvitationIn, answers=InvitationOut, status=201)
    def post(self) -> Response:
        """Mails an invitation."""
        site = settings.PUBLIC_URL or self.request.build_absolute_uri("/")
        invited = services.invite(actor=self.actor, site=site, now=now(), **self.given)
        return self.answer(InvitationOut, invited, status=201)


class InvitationView(ApiView):
    """One invitation."""

    @operation("members.edit", status=204)
    def delete(self, invitation_id: str) -> Response:
        """Withdraws the invitation."""
        invitation = selectors.access_invitation(workspace_id=self.workspace_id, id=invitation_id)
        services.withdraw_invitation(actor=self.actor, invitation=invitation)
        return self.nothing()


class InvitationPreviewView(ApiView):
    """What a link offers."""

    @operation(ANYONE, takes=TokenIn, answers=InvitationPreviewOut)
    def post(self) -> Response:
        """Says what the link in a mail invites to, before signing in."""
        return self.answer(InvitationPreviewOut, selectors.invitation_by_token(now=now(), **self.given))


class InvitationAcceptView(ApiView):
    """Joining by a link."""

    @operation(IN_PERSON, takes=TokenIn, answers=WorkspaceOut)
    def post(self) -> Response:
        """Makes you a member of the workspace that the link invites to."""
        address = address_of(self.request)
        joined = services.accept_invitation(user=_user(self), now=now(), address=address, **self.given)
        return self.answer(WorkspaceOut, selectors.place(joined))


class ApiKeysView(ApiView):
    """Keys of integrators."""

    @operation("api_keys.view", answers=page_of(ApiKeyOut))
    def get(self) -> Response:
        """Keys that work, newest first."""
        return self.page(selectors.api_keys(workspace_id=self.workspace_id), ApiKeyOut)

    @operation("api_keys.edit", takes=ApiKeyIn, answers=NewApiKeyOut, status=201)
    def post(self) -> Response:
        """Makes a key; `secret` is shown this once."""
        return self.answer(NewApiKeyOut, services.create_api_key(actor=self.actor, **self.given), status=201)


class ApiKeyView(ApiView):
    """One key."""

    @operation("api_keys.edit", status=204)
    def delete(self, api_key_id: str) -> Response:
        """Revokes the key at once."""
        key = selectors.access_api_key(workspace_id=self.workspace_id, id=api_key_id)
        services.revoke_api_key(actor=self.actor, key=key, now=now())
        return self.nothing()


class AuditView(ApiView):
    """Who did what."""

    @operation("audit.view", answers=page_of(AuditOut))
    def get(self) -> Response:
        """Everything that was done in this workspace, newest first."""
        return self.page(selectors.audit_entries(workspace_id=self.workspace_id), AuditOut)


def _user(view: ApiView) -> User:
    user = view.request.user
    if not isinstance(user, User):
        raise NotSignedIn
    return user


def _me(view: ApiView) -> dict[str, Any]:
    user = _user(view)
    verified = EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()
    person = {"id": user.id, "email": user.email, "name": user.name, "email_verified": verified}
    return {"user": person, "workspaces": selectors.places(actor=view.actor)}

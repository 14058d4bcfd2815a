"""Who is in a workspace, who may come in, and what is remembered of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import DatabaseError, connection

from studio.accounts import services
from studio.accounts.models import ApiKey, AuditEntry, Invitation, Membership
from studio.accounts.roles import CAPABILITIES, Role
from studio.core.clock import now
from studio.core.errors import StudioError
from studio.core.tenancy import system, tenant
from tests.factories import (
    a_browser,
    a_member,
    a_user,
    a_workspace,
    an_actor,
    an_api_key,
    an_invitation,
    an_owner,
    everything_of,
    signed_in,
    with_key,
)

pytestmark = pytest.mark.django_db


def test_a_person_opens_workspaces_and_chooses_among_them() -> None:
    olive = a_user(name="Olive")
    client = a_browser()
    client.force_login(olive)
    first = client.post("/v1/workspaces", {"name": "First Reel"}).json()
    second = client.post("/v1/workspaces", {"name": "Second Reel"}).json()
    assert [one["name"] for one in client.get("/v1/workspaces").json()["data"]] == ["First Reel", "Second Reel"]
    assert client.get("/v1/audit").json()["data"][0]["subject_id"] == first["id"]
    chosen = client.get("/v1/audit", headers={"NB-Workspace": second["id"]})
    assert chosen.json()["data"][0]["subject_id"] == second["id"]


@pytest.mark.parametrize("named", ["ws_00000000000000000000000000", "nonsense", "ws_\x00", "' OR 1=1"])
def test_a_workspace_one_is_not_in_does_not_exist(named: str) -> None:
    answer = signed_in(an_owner(a_workspace())).get("/v1/members", headers={"NB-Workspace": named})
    assert (answer.status_code, answer.json()["param"]) == (404, "NB-Workspace")


def test_somebody_without_a_workspace_is_told_how_to_get_one() -> None:
    client = a_browser()
    client.force_login(a_user())
    assert client.get("/v1/me").json()["workspaces"] == []
    assert "POST /v1/workspaces" in client.get("/v1/members").json()["detail"]


def test_renaming_a_workspace_is_for_those_who_lead_it() -> None:
    workspace = a_workspace()
    path = f"/v1/workspaces/{workspace.id}"
    editor = signed_in(a_member(role=Role.EDITOR, workspace=workspace))
    assert editor.patch(path, {"name": "Mine"}).status_code == 403
    producer = signed_in(a_member(role=Role.PRODUCER, workspace=workspace))
    assert producer.patch(path, {"name": "Lumen & Sons"}).json()["name"] == "Lumen & Sons"
    entry = everything_of(workspace, AuditEntry)[-1]
    assert (entry.verb, entry.detail) == ("workspace.renamed", {"before": "Lumen Pictures"})


def test_every_role_reads_the_members_and_only_leaders_change_them() -> None:
    workspace = a_workspace()
    somebody = a_member(role=Role.VIEWER, workspace=workspace)
    for role in Role:
        client = signed_in(a_member(role=role, workspace=workspace))
        assert client.get("/v1/members").status_code == 200
        changed = client.patch(f"/v1/members/{somebody.id}", {"role": "reviewer"})
        assert changed.status_code == (200 if role in CAPABILITIES["members.edit"] else 403), role


def test_a_producer_neither_makes_nor_changes_owners() -> None:
    workspace = a_workspace()
    producer = signed_in(a_member(role=Role.PRODUCER, workspace=workspace))
    editor, owner = a_member(workspace=workspace), an_owner(workspace)
    assert producer.patch(f"/v1/members/{editor.id}", {"role": "owner"}).status_code == 403
    assert producer.patch(f"/v1/members/{owner.id}", {"role": "viewer"}).status_code == 403
    assert producer.delete(f"/v1/members/{owner.id}").status_code == 403
    assert producer.post("/v1/invitations", {"email": "x@example.com", "role": "owner"}).status_code == 403
    assert producer.post("/v1/api-keys", {"name": "Root", "role": "owner"}).status_code == 403


def test_the_last_owner_stays() -> None:
    workspace = a_workspace()
    owner = an_owner(workspace)
    client, path = signed_in(owner), f"/v1/members/{owner.id}"
    assert client.patch(path, {"role": "editor"}).json()["code"] == "last_owner"
    assert client.delete(path).json()["code"] == "last_owner"
    a_member(role=Role.OWNER, workspace=workspace)
    assert client.patch(path, {"role": "editor"}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_two_owners_cannot_demote_each_other_at_once() -> None:
    workspace = a_workspace()
    one, other = an_owner(workspace), a_member(role=Role.OWNER, workspace=workspace)
    start, failures = threading.Barrier(2), []

    def demote(actor: Membership, victim: Membership) -> None:
        try:
            with tenant(workspace.id):
                start.wait()
                services.change_role(actor=an_actor(actor), membership=victim, role=Role.VIEWER)
        except StudioError as error:
            failures.append(error.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=demote, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == ["last_owner"]
    assert sorted(member.role for member in everything_of(workspace, Membership)) == ["owner", "viewer"]


def test_everybody_may_leave_and_the_keys_they_made_are_shown() -> None:
    workspace = a_workspace()
    producer = a_member(role=Role.PRODUCER, workspace=workspace)
    made = signed_in(producer).post("/v1/api-keys", {"name": "Nightly"}).json()
    left = signed_in(producer).delete(f"/v1/members/{producer.id}")
    assert [key["id"] for key in left.json()["api_keys"]] == [made["id"]]
    assert signed_in(producer).get("/v1/members").status_code == 404
    program = a_browser(headers={"Authorization": f"Bearer {made['secret']}"})
    assert program.get("/v1/members").status_code == 200, "keys belong to the workspace"


def test_a_viewer_removes_nobody_else() -> None:
    workspace = a_workspace()
    editor = a_member(workspace=workspace)
    viewer = signed_in(a_member(role=Role.VIEWER, workspace=workspace))
    assert viewer.delete(f"/v1/members/{editor.id}").status_code == 403
    assert editor in everything_of(workspace, Membership)


def test_an_invitation_by_mail_makes_a_member(mailoutbox: list[EmailMessage]) -> None:
    workspace = a_workspace(name="Lumen Pictures")
    sent = signed_in(an_owner(workspace)).post("/v1/invitations", {"email": "GUS@example.com", "role": "reviewer"})
    assert sent.status_code == 201, sent.json()
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["gus@example.com"], "Olive invites you to Lumen Pictures")
    token = str(mail.body).split("/invite/")[1].split()[0]
    preview = a_browser().post("/v1/invitations/preview", {"token": token}).json()
    assert preview == {
        "workspace_name": "Lumen Pictures",
        "role": "reviewer",
        "email": "gus@example.com",
        "invited_by": "Olive",
    }
    gus = a_browser()
    gus.force_login(a_user(name="Gus", email="gus@example.com", verified=False))
    joined = gus.post("/v1/invitations/accept", {"token": token})
    assert (joined.status_code, joined.json()["role"]) == (200, "reviewer")
    assert gus.get("/v1/me").json()["user"]["email_verified"] is True
    assert gus.post("/v1/invitations/accept", {"token": token}).status_code == 404
    assert everything_of(workspace, Invitation) == []
    assert [entry.verb for entry in everything_of(workspace, AuditEntry)] == ["member.invited", "member.joined"]


def test_nobody_is_invited_when_the_mail_cannot_be_sent(no_mail_server: None) -> None:
    workspace = a_workspace()
    refused = signed_in(an_owner(workspace)).post("/v1/invitations", {"email": "gus@example.com", "role": "viewer"})
    assert (refused.status_code, refused.json()["code"]) == (503, "mail_not_sent")
    assert everything_of(workspace, Invitation) == []


def test_an_invitation_is_for_one_address_and_seven_days() -> None:
    workspace = a_workspace()
    an_invitation(workspace=workspace, email="gus@example.com", token="the link")
    eve = a_browser()
    eve.force_login(a_user(name="Eve"))
    assert eve.post("/v1/invitations/accept", {"token": "the link"}).json()["code"] == "other_address"
    with system():
        Invitation.objects.update(expires_at=now() - timedelta(seconds=1))
    assert a_browser().post("/v1/invitations/preview", {"token": "the link"}).status_code == 404


def test_a_withdrawn_invitation_and_a_replaced_one_stop_working() -> None:
    workspace = a_workspace()
    owner = signed_in(an_owner(workspace))
    withdrawn = an_invitation(workspace=workspace, token="one")
    assert owner.delete(f"/v1/invitations/{withdrawn.id}").status_code == 204
    an_invitation(workspace=workspace, email="gus@example.com", token="two")
    assert owner.post("/v1/invitations", {"email": "gus@example.com", "role": "viewer"}).status_code == 201
    for token in ("one", "two"):
        assert a_browser().post("/v1/invitations/preview", {"token": token}).status_code == 404


def test_a_producer_touches_nothing_that_belongs_to_owners() -> None:
    workspace = a_workspace()
    producer = signed_in(a_member(role=Role.PRODUCER, workspace=workspace))
    invitation = an_invitation(workspace=workspace, email="gus@example.com", role=Role.OWNER)
    key = an_api_key(workspace=workspace, role=Role.OWNER)
    owner = an_owner(workspace)
    for refused in (
        producer.delete(f"/v1/invitations/{invitation.id}"),
        producer.post("/v1/invitations", {"email": "gus@example.com", "role": "viewer"}),
        producer.post("/v1/invitations", {"email": "eve@example.com", "role": "owner"}),
        producer.delete(f"/v1/api-keys/{key.id}"),
        producer.post("/v1/api-keys", {"name": "Mine", "role": "owner"}),
        producer.patch(f"/v1/members/{owner.id}", {"role": "viewer"}),
        producer.delete(f"/v1/members/{owner.id}"),
    ):
        assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed"), refused.content
    assert [one.role for one in everything_of(workspace, Invitation)] == ["owner"]
    assert [one.revoked_at for one in everything_of(workspace, ApiKey)] == [None]


def test_inviting_waits_for_a_confirmed_address_and_skips_members() -> None:
    workspace = a_workspace(owner=a_user(verified=False))
    refused = signed_in(an_owner(workspace)).post("/v1/invitations", {"email": "g@example.com", "role": "viewer"})
    assert (refused.status_code, refused.json()["code"]) == (403, "email_not_verified")
    confirmed = a_workspace()
    mel = a_member(workspace=confirmed)
    again = signed_in(an_owner(confirmed)).post("/v1/invitations", {"email": mel.user.email, "role": "viewer"})
    assert again.json()["code"] == "already_member"


def test_a_key_works_until_it_is_revoked_and_is_never_shown_again() -> None:
    workspace = a_workspace()
    owner = signed_in(an_owner(workspace))
    made = owner.post("/v1/api-keys", {"name": "Pipeline", "role": "editor"})
    assert made.status_code == 201, made.json()
    key = made.json()
    assert key["secret"].startswith(f"nbk_live_{key['prefix']}_")
    program = a_browser(headers={"Authorization": f"Bearer {key['secret']}"})
    assert program.get("/v1/me").json()["workspaces"][0]["id"] == workspace.id
    [listed] = owner.get("/v1/api-keys").json()["data"]
    assert "secret" not in listed
    assert listed["last_used_at"]
    assert owner.delete(f"/v1/api-keys/{key['id']}").status_code == 204
    assert program.get("/v1/me").json()["code"] == "not_signed_in"


def test_only_the_hash_of_a_key_is_kept() -> None:
    workspace = a_workspace()
    key = an_api_key(workspace=workspace)
    with system(), connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(k)::text FROM accounts_apikey k WHERE id = %s", [key.id])
        assert key.secret.rsplit("_", 1)[1] not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    "spoil", [str.swapcase, lambda text: text[:-1], lambda text: text + "x", lambda _: "nbk_live_"]
)
def test_a_text_that_is_not_a_key_is_refused(spoil: Callable[[str], str]) -> None:
    key = an_api_key(workspace=a_workspace())
    program = a_browser(headers={"Authorization": f"Bearer {spoil(key.secret)}"})
    answer = program.get("/v1/me")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_a_key_does_only_what_its_role_and_scopes_allow() -> None:
    workspace = a_workspace()
    narrow = with_key(an_api_key(workspace=workspace, role=Role.PRODUCER, scopes=["audit.view"]))
    assert narrow.get("/v1/audit").status_code == 200
    assert narrow.get("/v1/members").status_code == 403
    wide = with_key(an_api_key(workspace=workspace, role=Role.PRODUCER))
    assert wide.get("/v1/members").status_code == 200
    assert wide.post("/v1/api-keys", {"name": "A friend"}).status_code == 403
    assert wide.patch("/v1/me", {"name": "Robot"}).status_code == 403


def test_a_key_is_bound_to_its_workspace_whatever_the_header_says() -> None:
    mine, other = a_workspace(), a_workspace()
    program = with_key(an_api_key(workspace=mine))
    answer = program.get("/v1/workspaces", headers={"NB-Workspace": other.id})
    assert [one["id"] for one in answer.json()["data"]] == [mine.id]


def test_scopes_must_be_within_the_role() -> None:
    owner = signed_in(an_owner(a_workspace()))
    refused = owner.post("/v1/api-keys", {"name": "x", "role": "viewer", "scopes": ["projects.edit"]})
    assert (refused.status_code, refused.json()["param"]) == (422, "scopes")
    assert owner.post("/v1/api-keys", {"name": "x", "scopes": ["everything"]}).status_code == 422


def test_the_record_says_who_did_what_and_cannot_be_changed() -> None:
    workspace = a_workspace()
    key = an_api_key(workspace=workspace)
    [entry] = signed_in(an_owner(workspace)).get("/v1/audit").json()["data"]
    assert (entry["verb"], entry["subject_id"], entry["user"]["name"]) == ("api_key.created", key.id, "Olive")
    for change in ("UPDATE accounts_auditentry SET verb = 'x'", "DELETE FROM accounts_auditentry"):
        with pytest.raises(DatabaseError, match="append-only"), tenant(workspace.id), connection.cursor() as cursor:
            cursor.execute(change)
    assert len(everything_of(workspace, AuditEntry)) == 1
    assert len(everything_of(workspace, ApiKey)) == 1

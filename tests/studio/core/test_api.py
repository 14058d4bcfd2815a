"""The parts every address is made of, each on its own."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from functools import reduce
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError, connection
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.test import APIClient, APIRequestFactory, force_authenticate

from studio.accounts.models import ApiKey, AuditEntry, Invitation, Membership
from studio.core import idempotency
from studio.core.api import ApiView, Demand, operation
from studio.core.clock import now
from studio.core.errors import StudioError, TooManyRequests
from studio.core.ids import ALPHABET, is_id, new_id
from studio.core.limits import Cost, take
from studio.core.models import StoredAnswer
from studio.core.problems import describe
from studio.core.tenancy import system
from tests.factories import (
    a_browser,
    a_member,
    a_user,
    a_workspace,
    an_actor,
    an_invitation,
    an_owner,
    everything_of,
    signed_in,
)

pytestmark = pytest.mark.django_db


def test_ids_are_ordered_by_time_and_known_by_their_shape() -> None:
    made = [new_id("prj") for _ in range(50)]
    assert len(set(made)) == 50
    assert [one[:14] for one in made] == sorted(one[:14] for one in made)
    assert all(is_id(one) for one in made)
    number = reduce(lambda number, letter: number * 32 + ALPHABET.index(letter), made[-1].removeprefix("prj_"), 0)
    assert 0 <= time.time_ns() // 1_000_000 - (number >> 80) < 60_000, "the first 48 bits say when"
    assert not any(is_id(text) for text in ("", "prj", "prj_", made[0].upper(), made[0] + "0", f"x{made[0]} "))


# --- problems


class OutOfPopcorn(StudioError):
    """The popcorn is gone."""

    code, status = "out_of_popcorn", 402


@pytest.mark.parametrize(
    ("error", "status", "code", "retryable"),
    [
        (OutOfPopcorn(), 402, "out_of_popcorn", False),
        (exceptions.ParseError(), 400, "malformed", False),
        (exceptions.NotAuthenticated(), 401, "not_signed_in", False),
        (exceptions.MethodNotAllowed("GET"), 405, "method_not_allowed", False),
        (exceptions.Throttled(), 429, "rate_limited", True),
        (PermissionDenied(), 403, "not_allowed", False),
        (Http404(), 404, "not_found", False),
        (RequestDataTooBig(), 413, "too_large", False),
        (OperationalError(), 503, "unavailable", True),
        (ZeroDivisionError("secret"), 500, "internal", False),
    ],
)
def test_every_error_is_a_problem(error: Exception, status: int, code: str, retryable: bool) -> None:
    found = describe(error)
    assert (found.status, found.code, found.retryable) == (status, code, retryable)
    assert "secret" not in found.detail
    assert found.document()["title"] == code.replace("_", " ").capitalize()


def test_a_nested_error_names_its_place() -> None:
    error = exceptions.ValidationError({"lines": [{}, {"text": ["Too long."]}], "non_field_errors": ["Odd."]})
    assert describe(error).errors == (
        {"param": "lines.1.text", "detail": "Too long."},
        {"param": "", "detail": "Odd."},
    )


def test_the_docstring_of_an_error_is_its_message() -> None:
    assert describe(OutOfPopcorn(param="snack")).document()["detail"] == "The popcorn is gone."


# --- pages


def test_pages_follow_each_other_without_gaps_while_rows_come_and_go() -> None:
    workspace = a_workspace()
    client = signed_in(an_owner(workspace))
    made = [an_invitation(workspace=workspace).id for _ in range(7)]
    first = client.get("/v1/invitations?limit=3").json()
    newer = an_invitation(workspace=workspace)
    with system():
        Invitation.objects.filter(pk=first["data"][-1]["id"]).delete()
    second = client.get(f"/v1/invitations?limit=3&cursor={first['next']}").json()
    third = client.get(f"/v1/invitations?limit=3&cursor={second['next']}").json()
    seen = [one["id"] for page in (first, second, third) for one in page["data"]]
    assert seen == made[::-1]
    assert newer.id not in seen
    assert third["next"] is None


def test_a_cursor_is_for_one_list_of_one_workspace() -> None:
    workspace = a_workspace()
    client = signed_in(an_owner(workspace))
    for _ in range(3):
        an_invitation(workspace=workspace)
        a_member(workspace=workspace)
    cursor = client.get("/v1/invitations?limit=1").json()["next"]
    assert client.get(f"/v1/members?cursor={cursor}").json()["code"] == "bad_cursor"
    stranger = signed_in(an_owner(a_workspace()))
    assert stranger.get(f"/v1/invitations?cursor={cursor}").json()["code"] == "bad_cursor"
    assert client.get(f"/v1/invitations?cursor={cursor[:-1]}").json()["code"] == "bad_cursor"


# --- idempotency


def _invite(client: APIClient, key: str, email: str = "gus@example.com") -> Any:
    return client.post("/v1/invitations", {"email": email, "role": "viewer"}, headers={"Idempotency-Key": key})


def test_the_same_request_again_does_nothing_and_gets_the_same_answer() -> None:
    workspace = a_workspace()
    client = signed_in(an_owner(workspace))
    first, second = _invite(client, "k"), _invite(client, "k")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    assert len(everything_of(workspace, AuditEntry)) == 1


def test_another_request_with_the_same_key_is_refused() -> None:
    client = signed_in(an_owner(a_workspace()))
    _invite(client, "k")
    assert _invite(client, "k", "eve@example.com").json()["code"] == "idempotency_key_reused"


def test_an_answer_is_not_given_to_another_member_who_sends_the_same_key() -> None:
    workspace = a_workspace()
    _invite(signed_in(an_owner(workspace)), "k")
    other = signed_in(a_member(workspace=workspace, role="producer"))
    assert _invite(other, "k").json()["code"] == "idempotency_key_reused"


def test_the_secret_of_an_api_key_is_not_kept_with_its_answer() -> None:
    workspace = a_workspace()
    client = signed_in(an_owner(workspace))
    asked = {"name": "Edit bay", "role": "editor"}
    first = client.post("/v1/api-keys", asked, headers={"Idempotency-Key": "k"})
    assert first.status_code == 201
    second = client.post("/v1/api-keys", asked, headers={"Idempotency-Key": "k"})
    assert (second.status_code, second.json()["code"]) == (409, "shown_once")
    [stored] = everything_of(workspace, StoredAnswer)
    assert first.json()["secret"] not in str(stored.body)
    assert len(everything_of(workspace, ApiKey)) == 1


def test_a_refusal_is_kept_and_what_it_began_is_not() -> None:
    workspace = a_workspace()
    mel = a_member(workspace=workspace)
    client = signed_in(an_owner(workspace))
    first, second = _invite(client, "k", mel.user.email), _invite(client, "k", mel.user.email)
    assert first.status_code == second.status_code == 409
    assert second.headers["Content-Type"] == "application/problem+json"
    assert everything_of(workspace, AuditEntry) == []


def test_a_key_is_forgotten_after_72_hours() -> None:
    workspace = a_workspace()
    client = signed_in(an_owner(workspace))
    _invite(client, "k")
    with system():
        StoredAnswer.objects.update(expires_at=now() - timedelta(seconds=1))
    assert _invite(client, "k", "eve@example.com").status_code == 201
    with system():
        assert idempotency.forget_expired(now=now()) == 0
        assert idempotency.forget_expired(now=now() + timedelta(hours=73)) == 1


@pytest.mark.parametrize("key", ["x" * 256, "tab\there"])
def test_a_key_that_cannot_be_kept_is_refused(key: str) -> None:
    assert _invite(signed_in(an_owner(a_workspace())), key).json()["param"] == "Idempotency-Key"


@pytest.mark.django_db(transaction=True)
def test_the_same_request_at_the_same_time_is_turned_away() -> None:
    workspace = a_workspace()
    request = APIRequestFactory().post("/", {"a": 1}, headers={"Idempotency-Key": "k"})
    inside, leave, answers = threading.Event(), threading.Event(), []

    class SlowView(ApiView):
        @operation("members.view", takes=_Any, status=201)
        def post(self) -> Response:
            """Waits."""
            inside.set()
            assert leave.wait(60)
            return Response({"made": True}, status=201)

    owner = an_owner(workspace)
    _sent_by(owner, request)

    def send() -> None:
        answers.append(SlowView.as_view()(request))
        connection.close()

    first = threading.Thread(target=send)
    first.start()
    assert inside.wait(60)
    again = APIRequestFactory().post("/", {"a": 1}, headers={"Idempotency-Key": "k"})
    _sent_by(owner, again)
    refused = SlowView.as_view()(again)
    leave.set()
    first.join(60)
    assert (refused.status_code, refused.data["code"], refused.data["retryable"]) == (409, "still_running", True)
    assert [answer.status_code for answer in answers] == [201]


# --- operations


class _Any(serializers.Serializer[Any]):
    a = serializers.IntegerField(required=False)


def _sent_by(member: Membership, request: Any) -> None:
    actor: Any = an_actor(member)
    force_authenticate(request, user=member.user, token=actor)


class BrokenView(ApiView):
    """Fails after it has written."""

    @operation("members.view", takes=_Any, status=201, demands=Demand.IDEMPOTENCY_KEY)
    def post(self) -> Response:
        """Writes, then breaks."""
        AuditEntry.objects.create(workspace_id=self.workspace_id, verb="x", subject_id="y")
        raise ZeroDivisionError("a bug")


def _send_broken(member: Any) -> Any:
    request = APIRequestFactory().post("/", {"a": 1}, headers={"Idempotency-Key": "k"})
    _sent_by(member, request)
    return BrokenView.as_view()(request)


def test_a_bug_undoes_everything_and_says_nothing_of_itself() -> None:
    workspace = a_workspace()
    member = an_owner(workspace)
    for _ in range(2):
        answer = _send_broken(member)
        assert (answer.status_code, answer.data["code"]) == (500, "internal")
        assert "a bug" not in answer.data["detail"]
    assert everything_of(workspace, AuditEntry) == []
    assert everything_of(workspace, StoredAnswer) == []


def test_every_answer_carries_the_id_of_its_request() -> None:
    client = signed_in(an_owner(a_workspace()))
    ids = {client.get(address).headers["NB-Request-Id"] for address in ("/v1/me", "/v1/nowhere", "/healthz", "/v1/me")}
    assert len(ids) == 4
    assert all(is_id(one) for one in ids)


# --- limits


def _drain(caller: str) -> TooManyRequests:
    for _ in range(Cost.SPEND.value.burst * 2):
        try:
            take(caller, Cost.SPEND)
        except TooManyRequests as refused:
            return refused
    pytest.fail("the bucket has no bottom")


def test_a_bucket_runs_dry_and_says_for_how_long() -> None:
    assert 0 < _drain(new_id("usr")).extra["retry_after"] <= 1 / Cost.SPEND.value.per_second


def test_everybody_has_buckets_of_their_own_one_for_each_kind_of_request() -> None:
    workspace = a_workspace()
    member = an_owner(workspace)
    _drain(member.user_id)
    refused = _send_broken(member)
    assert (refused.status_code, refused.data["code"], refused.data["retryable"]) == (429, "rate_limited", True)
    assert int(refused.headers["Retry-After"]) >= 1
    assert signed_in(member).get("/v1/members").status_code == 200, "reading does not spend"
    assert _send_broken(a_member(workspace=workspace)).status_code == 500, "another person does not pay"


def test_a_form_without_a_boundary_is_malformed_not_a_fault_of_ours() -> None:
    browser = a_browser(enforce_csrf_checks=True)
    browser.force_login(a_user())
    browser.cookies["csrftoken"] = "x" * 32  # only then is the form asked for its copy
    answer = browser.post("/v1/invitations/preview", "x", content_type="multipart/form-data")
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")

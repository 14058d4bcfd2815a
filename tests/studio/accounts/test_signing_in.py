"""From sign-up to a new password, through HTTP, as the browser does it."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from rest_framework.test import APIClient

from studio.accounts.models import Membership, User
from studio.accounts.observers import WORKSPACE_OPENED
from studio.core.actor import Actor
from studio.core.tenancy import system
from tests.factories import PASSWORD, a_browser, a_user

pytestmark = pytest.mark.django_db
AUTH = "/_allauth/browser/v1"
ADA = {"password": "curtain up at eight", "name": " Ada   Lovelace "}


def _link(mail: EmailMessage, page: str) -> str:
    found = re.search(rf"http://testserver/{page}/(\S+)", str(mail.body))
    assert found, mail.body
    return unquote(found[1])


def _sign_up(client: APIClient, **changes: str) -> Any:
    return client.post(f"{AUTH}/auth/signup", ADA | {"email": _address()} | changes)


def _address() -> str:
    """A new one each time: mails to one address are rationed, also from one test to the next."""
    return f"Ada-{uuid4().hex}@Example.com"


def test_signing_up_opens_a_studio_of_ones_own(mailoutbox: list[EmailMessage]) -> None:
    client = a_browser()
    email = _address()
    assert _sign_up(client, email=email).status_code == 200
    me = client.get("/v1/me").json()
    assert me["user"] == {
        "id": User.objects.get().id,
        "email": email.lower(),
        "name": "Ada Lovelace",
        "email_verified": False,
    }
    [workspace] = me["workspaces"]
    assert (workspace["name"], workspace["role"]) == ("Ada Lovelace's studio", "owner")
    assert "members.edit" in workspace["capabilities"]
    assert mailoutbox[0].to == [email.lower()]
    assert mailoutbox[0].subject == "Welcome to your studio: confirm your e-mail address"


def test_the_link_in_the_mail_confirms_the_address(mailoutbox: list[EmailMessage]) -> None:
    client = a_browser()
    _sign_up(client)
    key = _link(mailoutbox[0], "verify-email")
    client.post(f"{AUTH}/auth/email/verify", {"key": key})
    assert client.get("/v1/me").json()["user"]["email_verified"] is True


def test_a_wrong_confirmation_link_confirms_nothing() -> None:
    client = a_browser()
    _sign_up(client)
    assert client.post(f"{AUTH}/auth/email/verify", {"key": "made-up"}).status_code == 400
    assert client.get("/v1/me").json()["user"]["email_verified"] is False


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"email": "nobody"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "password1"}, "password"),
    ],
)
def test_sign_up_says_what_does_not_fit(changes: dict[str, str], param: str) -> None:
    answer = _sign_up(a_browser(), **changes)
    assert answer.status_code == 400
    assert {error["param"] for error in answer.json()["errors"]} == {param}
    assert not User.objects.exists()


def test_an_address_signs_up_once() -> None:
    email = _address()
    _sign_up(a_browser(), email=email)
    assert _sign_up(a_browser(), email=email.upper()).status_code in {400, 409}
    assert User.objects.count() == 1


def test_nothing_is_saved_when_the_studio_cannot_be_opened() -> None:
    def fail(actor: Actor) -> None:
        raise RuntimeError("no room for the sample")

    WORKSPACE_OPENED.append(fail)
    try:
        with pytest.raises(RuntimeError, match="no room"):
            _sign_up(a_browser())
    finally:
        WORKSPACE_OPENED.remove(fail)
    assert not User.objects.exists()
    with system():
        assert not Membership.objects.exists()


def test_signing_in_and_out() -> None:
    user, client = a_user(), a_browser()
    assert client.get("/v1/me").status_code == 401
    assert client.post(f"{AUTH}/auth/login", {"email": user.email, "password": "wrong one"}).status_code == 400
    assert client.post(f"{AUTH}/auth/login", {"email": user.email, "password": PASSWORD}).status_code == 200
    assert client.get("/v1/me").json()["user"]["id"] == user.id
    assert client.delete(f"{AUTH}/auth/session").status_code == 401
    assert client.get("/v1/me").status_code == 401


def test_a_session_must_send_its_token_back_to_change_anything() -> None:
    client = a_browser(enforce_csrf_checks=True)
    client.force_login(a_user())
    refused = client.patch("/v1/me", {"name": "Eve"})
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf_failed")
    client.get("/")
    token = client.cookies["csrftoken"].value
    assert client.patch("/v1/me", {"name": "Eve"}, headers={"X-CSRFToken": token}).status_code == 200


def test_a_forgotten_password_is_replaced_by_mail(mailoutbox: list[EmailMessage]) -> None:
    user, client = a_user(), a_browser()
    assert client.post(f"{AUTH}/auth/password/request", {"email": user.email}).status_code == 200
    key = _link(mailoutbox[0], "reset-password")
    answer = client.post(f"{AUTH}/auth/password/reset", {"key": key, "password": "a new curtain rises"})
    assert answer.status_code in {200, 401}, answer.json()
    assert mailoutbox[1].subject == "Your password was changed"
    assert a_browser().post(f"{AUTH}/auth/login", {"email": user.email, "password": PASSWORD}).status_code == 400
    new = {"email": user.email, "password": "a new curtain rises"}
    assert a_browser().post(f"{AUTH}/auth/login", new).status_code == 200
    again = client.post(f"{AUTH}/auth/password/reset", {"key": key, "password": "yet another rises"})
    assert again.status_code == 400


def test_a_stranger_who_asks_for_a_new_password_learns_nothing(mailoutbox: list[EmailMessage]) -> None:
    known = a_browser().post(f"{AUTH}/auth/password/request", {"email": a_user().email})
    unknown = a_browser().post(f"{AUTH}/auth/password/request", {"email": "nobody@example.com"})
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert mailoutbox[1].subject == "No account with this e-mail address"
    assert "http://testserver/sign-up" in str(mailoutbox[1].body)


def test_changing_the_password_asks_for_the_old_one_and_tells_by_mail(mailoutbox: list[EmailMessage]) -> None:
    user, client = a_user(), a_browser()
    client.post(f"{AUTH}/auth/login", {"email": user.email, "password": PASSWORD})
    change = {"current_password": "wrong", "new_password": "a new curtain rises"}
    assert client.post(f"{AUTH}/account/password/change", change).status_code == 400
    done = client.post(f"{AUTH}/account/password/change", change | {"current_password": PASSWORD})
    assert done.status_code == 200, done.json()
    assert client.get("/v1/me").status_code == 200
    [mail] = mailoutbox
    assert mail.subject == "Your password was changed"
    assert "your password was changed." in str(mail.body)
    assert "&" not in str(mail.body)


def test_signing_up_works_without_a_mail_server(no_mail_server: None) -> None:
    client = a_browser()
    assert _sign_up(client).status_code == 200
    assert client.get("/v1/me").status_code == 200


def test_who_waits_for_a_mail_is_told_that_it_was_not_sent(no_mail_server: None) -> None:
    for address in (a_user().email, "nobody@example.com"):
        answer = a_browser().post(f"{AUTH}/auth/password/request", {"email": address})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (503, "mail_not_sent")


def test_one_name_can_be_changed() -> None:
    client = a_browser()
    client.force_login(a_user())
    assert client.patch("/v1/me", {"name": "Grace"}).json()["user"]["name"] == "Grace"


def test_a_person_who_may_not_sign_in_any_more_is_a_stranger() -> None:
    user, client = a_user(), a_browser()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/v1/me").status_code == 401


@pytest.mark.parametrize("address", ["auth/login", "auth/signup", "auth/password/request", "auth/email/verify"])
def test_json_without_an_end_is_refused_in_words(address: str) -> None:
    answer = a_browser().post(f"/_allauth/browser/v1/{address}", "[" * 100_000, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")

"""The page, the health check, and the database that the other tests stand on."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client


@pytest.mark.django_db
def test_tests_run_as_the_role_of_the_application_which_owns_no_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == ("studio_app", 0)
        cursor.execute("SELECT count(*) > 3 FROM pg_tables WHERE tableowner = 'studio_owner'")
        assert cursor.fetchone() == (True,)


@pytest.mark.django_db
def test_the_studio_is_healthy_when_every_migration_is_applied(client: Client) -> None:
    assert client.get("/healthz").json() == {"ok": True}


@pytest.mark.django_db
def test_the_studio_is_not_healthy_while_a_migration_is_missing(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "migrate --database owner" in answer.json()["reason"]


@pytest.mark.django_db(transaction=True)
def test_transactional_tests_leave_an_empty_database() -> None:
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    assert not Session.objects.exists()
    Session.objects.create(session_key="kept?", session_data="", expire_date=timezone.now())


test_a_second_transactional_test_sees_nothing_of_the_first = test_transactional_tests_leave_an_empty_database


def test_every_answer_says_what_the_browser_may_load(client: Client) -> None:
    policy = client.get("/sign-in").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize("address", ["/v1/me", "/v1/openapi.json", "/media/x", "/_allauth/browser/v1/config"])
def test_a_foreign_host_gets_a_problem_and_writes_one_line(
    client: Client, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    answer = client.get(address, headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["code"] == "unknown_host"
    written = [record for record in caplog.records if record.name == "django.security.DisallowedHost"]
    assert [(record.levelname, record.exc_info) for record in written] == [("WARNING", None)]


def test_a_person_at_a_foreign_host_reads_a_sentence(client: Client) -> None:
    answer = client.get("/projects", headers={"Host": "evil.example"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "ALLOWED_HOSTS" in answer.content.decode()


def test_a_script_without_its_token_gets_a_problem() -> None:
    answer = Client(enforce_csrf_checks=True).post("/_allauth/browser/v1/auth/login")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf_failed")


def test_an_unknown_address_of_the_api_is_not_the_page(client: Client) -> None:
    assert client.get("/v1/nothing-here").status_code == 404
    assert client.get("/projects/prj_1").status_code in ({200} if settings.FRONTEND.is_dir() else {503})

"""Addresses of artifacts: the range a player asks for, and honest answers about what is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from renderers.farm.media import artifact_url
from renderers.farm.models import Artifact
from renderers.farm.store import DjangoStore
from studio.core.tenancy import tenant
from tests.factories import a_workspace
from tests.renderers.farm.plans import a_plan, claim, finish, order

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Artifact:
    workspace = a_workspace()
    order(workspace, a_plan(shots=1))
    held = claim()
    assert held is not None
    finish(held)
    with tenant(workspace.pk):
        return Artifact.objects.get()


@pytest.mark.parametrize(
    ("asked", "status", "span"),
    [
        ("bytes=0-3", 206, "bytes 0-3/{size}"),
        ("bytes=-4", 206, "bytes {last4}-{last}/{size}"),
        ("bytes=-0", 416, "bytes */{size}"),
        ("bytes=999999-", 416, "bytes */{size}"),
        (f"bytes={'9' * 5000}-", 200, None),
    ],
)
def test_a_range_is_answered_or_refused_never_a_fault(
    made: Artifact, asked: str, status: int, span: str | None
) -> None:
    answer = Client().get(artifact_url(made), headers={"Range": asked})
    assert answer.status_code == status
    expected = span and span.format(size=made.size, last=made.size - 1, last4=made.size - 4)
    assert answer.headers.get("Content-Range") == expected


def test_a_file_that_vanished_is_not_promised(made: Artifact) -> None:
    address = artifact_url(made)
    assert Client().get(address).status_code == 200
    default_storage.delete(DjangoStore(made.workspace_id).name(made.digest))
    assert Client().get(address).status_code == 404


def test_an_address_stays_for_three_hours_so_that_browsers_keep_pictures(made: Artifact) -> None:
    begin = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
    lasting, next_one = begin + timedelta(hours=2, minutes=59), begin + timedelta(hours=3)
    assert artifact_url(made, at=begin) == artifact_url(made, at=lasting) != artifact_url(made, at=next_one)
    assert artifact_url(made, at=begin) != artifact_url(made, filename="film.mp4", at=begin)


@pytest.mark.parametrize(
    "address", ["/media/nope", "/media/a:b:c", "/media/%00", "/media/", "/media/a/b", "/media/\xff"]
)
def test_an_address_of_nothing_is_a_problem_document(address: str) -> None:
    answer = Client(raise_request_exception=False).get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["code"] == "not_found"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_an_artifact_can_only_be_read(made: Artifact, method: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = getattr(browser, method)(artifact_url(made))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert answer.headers["Content-Type"] == "application/problem+json"

"""A file that the store lost or damaged is noticed before it is used, made once more at our cost, and said in words."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from billing.models import Usage
from renderers.errors import Spoiled
from renderers.farm import steps
from renderers.farm.held import HeldStep
from renderers.farm.models import Render, Step
from renderers.farm.store import DjangoStore
from renderers.runtime.host import Host, Made, Work
from renderers.store import sha256_of
from studio.accounts.models import Workspace
from studio.core.tenancy import system
from studio.live.models import StoredEvent
from tests.factories import a_workspace
from tests.renderers.farm.plans import NOON, a_plan, claim, order, state_of

pytestmark = pytest.mark.django_db
KEYS = {"access_key": "testing", "secret_key": "testing", "region_name": "us-east-1"}


class Scribe:
    """A host in this process: what it makes is the sum of what it was given."""

    def run(self, work: Work, *, on_progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Made:
        work.out.write_text(str(dict(work.settings)) + "".join(path.read_text() for path in work.inputs.values()))
        return Made("text/plain", {}, 0.1, sha256_of(work.out))


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """An S3 server on loopback."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.slow)])
def storage(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> None:
    """Where artifacts are kept while the test lasts."""
    kept: dict[str, Any] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path / "kept")},
    }
    if request.param == "s3":
        given = {"bucket_name": "films", "addressing_style": "path", "file_overwrite": True} | KEYS
        options = given | {"endpoint_url": request.getfixturevalue("s3")}
        kept = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    if request.param == "s3":
        cast(Any, default_storage).connection.create_bucket(Bucket="films")


@pytest.fixture
def film(storage: None) -> tuple[Workspace, Render]:
    """Two panels are made, the report over them is not."""
    workspace = a_workspace()
    render = order(workspace, a_plan())
    assert [work() for _ in range(2)] == ["panel 0", "panel 1"]
    return workspace, render


def work(at: datetime = NOON) -> str | None:
    """A worker makes the next step, whatever comes of it; what people call it."""
    held = claim(at=at)
    if held is None:
        return None
    _tries(held, at)
    return held.planned.label


def _tries(held: steps.Claim, at: datetime) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        HeldStep(held, cast(Host, Scribe()), Path(scratch), lambda: at, threading.Event()).run()


def spoil(workspace: Workspace, label: str) -> str:
    """Other bytes of the same size; the digest."""
    with system():
        digest = Step.objects.get(label=label).digest
    name = DjangoStore(workspace.pk).name(digest)
    size = default_storage.size(name)
    default_storage.delete(name)
    default_storage.save(name, ContentFile(b"x" * size))
    return digest


def test_a_damaged_file_of_the_same_size_is_made_again_and_the_film_comes_out(film: tuple[Workspace, Render]) -> None:
    workspace, render = film
    spoil(workspace, "panel 1")
    assert work() == "report"
    assert state_of(render) == ("running", ["done", "ready", "blocked"])
    assert [work(), work(), work()] == ["panel 1", "report", None]
    assert state_of(render) == ("succeeded", ["done", "done", "done"])


def test_what_the_store_lost_is_charged_once_and_said_in_words(film: tuple[Workspace, Render]) -> None:
    workspace, render = film
    spoil(workspace, "panel 1")
    while work():
        pass
    with system():
        labels = sorted(Usage.objects.values_list("label", flat=True))
        told = StoredEvent.objects.filter(topic=f"render:{render.pk}", kind="step.ready")
        bodies = list(told.values_list("body", flat=True))
    assert labels == ["panel 0", "panel 1", "report"]
    [body] = bodies
    assert "its file on the store is damaged" in body["error"]
    assert "made again, which costs nothing" in body["error"]


def test_a_file_that_is_gone_is_made_again_without_anybody_asking(film: tuple[Workspace, Render]) -> None:
    workspace, render = film
    with system():
        digest = Step.objects.get(label="panel 0").digest
    DjangoStore(workspace.pk).discard(digest)
    assert [work() for _ in range(4)] == ["report", "panel 0", "report", None]
    assert state_of(render)[0] == "succeeded"


def test_a_store_that_damages_the_same_file_twice_fails_the_film_in_words(film: tuple[Workspace, Render]) -> None:
    workspace, render = film
    spoil(workspace, "panel 1")
    assert [work(), work()] == ["report", "panel 1"]
    spoil(workspace, "panel 1")
    for minutes in range(steps.MAX_ATTEMPTS):
        work(NOON.replace(hour=13, minute=5 * minutes))
    state, _ = state_of(render)
    assert state == "failed"
    assert "spoiled again although it was made anew" in render.error
    assert "Look at the store" in render.error


def test_whoever_was_fenced_out_meanwhile_mends_nothing(film: tuple[Workspace, Render]) -> None:
    workspace, render = film
    held = claim()
    assert held
    digest = spoil(workspace, "panel 1")
    with system():
        steps.reap_lost_steps(now=NOON.replace(hour=13))
        error = Spoiled("its file is damaged", digest=digest)
        assert not steps.remake_input(claim=held, error=error, now=NOON, discard=lambda: pytest.fail("it is not ours"))
    assert state_of(render)[1] == ["done", "done", "ready"]


def test_two_who_find_the_same_damage_have_it_mended_once(storage: None) -> None:
    workspace = a_workspace()
    first, second = order(workspace, a_plan()), order(workspace, a_plan(name="film", shots=3))
    assert [work(), work()] == ["panel 0", "panel 1"]
    held = [claim(worker="hand/0")]
    assert work() == "panel 2"
    held.append(claim(worker="hand/1"))
    digest = spoil(workspace, "panel 1")
    for each in held:
        assert each
        assert each.planned.label == "report"
        _tries(each, NOON)
    with system():
        assert Step.objects.get(digest=digest).remade == 1
    while work():
        pass
    assert (state_of(first)[0], state_of(second)[0]) == ("succeeded", "succeeded")

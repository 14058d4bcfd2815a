"""Two workers that share nothing but PostgreSQL, Redis and the store make one film together."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from moto.server import ThreadedMotoServer
from storages.backends.s3 import S3Storage

from billing.models import Usage
from infra.yard.hands import Hands
from infra.yard.scenes import scenes
from renderers.events import StepState
from renderers.farm import services
from renderers.farm.lanes import process_of
from renderers.farm.models import Artifact, Render, Step, StepDependency, Worker
from renderers.farm.store import DjangoStore
from studio.core.clock import now
from studio.core.tenancy import system, tenant
from tests.factories import a_workspace

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("the_cores"), pytest.mark.django_db(transaction=True)]
PATIENCE_SECONDS = 150
KEYS = {"access_key": "testing", "secret_key": "testing", "region_name": "us-east-1"}


@pytest.fixture
def bucket() -> Iterator[S3Storage]:
    """The store that both machines reach."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    storage = S3Storage(bucket_name="films", endpoint_url=f"http://{host}:{port}", addressing_style="path", **KEYS)
    storage.connection.create_bucket(Bucket="films")
    yield storage
    server.stop()


def _machine(name: str, folder: Path, bucket: S3Storage) -> Hands:
    """A worker with a home, a scratch folder and a media folder of its own."""
    given = connection.settings_dict
    login = f"{given['USER']}:{quote(given['PASSWORD'])}@{given['HOST']}:{given['PORT']}"
    home = folder / name
    (home / "scratch").mkdir(parents=True)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "studio.settings",
        "DATABASE_URL": f"postgresql://{login}/{given['NAME']}",
        "REDIS_URL": settings.REDIS_URL,
        "STUDIO_STATE": str(home),
        "TMPDIR": str(home / "scratch"),
        "S3_BUCKET": "films",
        "S3_ENDPOINT_URL": str(bucket.endpoint_url),
        "S3_ACCESS_KEY_ID": KEYS["access_key"],
        "S3_SECRET_ACCESS_KEY": KEYS["secret_key"],
        "S3_REGION": KEYS["region_name"],
        "S3_ADDRESSING_STYLE": "path",
    }
    return Hands(environment, folder / f"{name}.log", name=name)


def _until(true: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        with system():
            if true():
                return
        time.sleep(0.1)
    pytest.fail(f"waited {PATIENCE_SECONDS} s for {what}")


def test_two_machines_make_one_film_together_and_both_contribute(bucket: S3Storage, tmp_path: Path) -> None:
    machines = [_machine(name, tmp_path, bucket) for name in ("left", "right")]
    try:
        for machine in machines:
            machine.hire()
        _until(lambda: Worker.objects.count() == 2, "both workers")
        workspace = a_workspace()
        with tenant(workspace.pk):
            render = services.start_render(
                workspace_id=workspace.pk,
                subject="prj_x",
                plan=scenes("film1", count=6),
                spec={},
                preset="draft",
                started_by="usr_x",
                now=now(),
            )
        _until(lambda: Render.objects.get(pk=render.pk).state == "succeeded", "the film")
    finally:
        for machine in machines:
            machine.dismiss()
    with system():
        made_by = {usage.step_id: process_of(usage.worker) for usage in Usage.objects.all()}
        pairs = list(StepDependency.objects.values_list("parent_id", "child_id"))
        assert set(made_by) == set(Step.objects.filter(state=StepState.DONE).values_list("id", flat=True))
        names = {name.partition(":")[0] for name in made_by.values()}
        assert names == {"left", "right"}
        handed_over = [pair for pair in pairs if made_by[pair[0]] != made_by[pair[1]]]
        assert handed_over, "no worker ever used what the other had made"
        for artifact in Artifact.objects.all():
            assert DjangoStore(artifact.workspace_id, bucket).holds(artifact.digest, artifact.size)
        assert not Worker.objects.exists(), "workers that left say so"
    for machine in machines:
        home = Path(machine.environment["STUDIO_STATE"])
        assert not list((home / "scratch").iterdir()), "nothing of the film stays behind on a machine"

"""A film that grows in a bucket is streamed like one in a folder: the playlist, its pieces, and their very bytes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from typing import Any, cast

import pytest
from django.core.files.storage import default_storage
from django.test import AsyncClient, override_settings
from moto.server import ThreadedMotoServer

from projects.rendering.stream import playlist_of
from renderers.farm.models import Artifact, Render
from renderers.farm.store import DjangoStore
from studio.core.clock import now
from studio.core.tenancy import tenant
from tests.factories import a_project, a_workspace, an_owner, signed_in
from tests.projects.farmhand import work
from tests.projects.story import STORY

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
SCENES = 5
KEYS = {"access_key": "testing", "secret_key": "testing", "region_name": "us-east-1"}


@pytest.fixture
def bucket() -> Iterator[None]:
    """An S3 server on loopback keeps every artifact while the test lasts."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    given = {"bucket_name": "films", "addressing_style": "path", "file_overwrite": True}
    options = given | KEYS | {"endpoint_url": f"http://{host}:{port}"}
    storages: dict[str, Any] = {"default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}}
    with override_settings(STORAGES=storages):
        cast(Any, default_storage).connection.create_bucket(Bucket="films")
        yield
    server.stop()


async def _read(address: str, span: str) -> tuple[int, bytes]:
    answer: Any = await AsyncClient().get(address, headers={"Range": span})
    return answer.status_code, b"".join([piece async for piece in answer.streaming_content])


def test_a_film_that_grows_in_a_bucket_is_streamed_scene_by_scene_and_byte_by_byte(bucket: None) -> None:
    workspace = a_workspace()
    client = signed_in(an_owner(workspace))
    project = a_project(workspace=workspace, screenplay=STORY)
    ordered = client.post(f"/v1/projects/{project.id}/renders", {}, headers={"Idempotency-Key": "one"}).json()
    said, seen = "", set[int]()
    while True:
        with tenant(workspace.id):
            grown = playlist_of(Render.objects.get(pk=ordered["id"]), now=now())
        assert grown.startswith(said.removesuffix("#EXT-X-ENDLIST\n"))
        said = grown
        seen.add(said.count("#EXT-X-MAP"))
        if not work(at_most=25):
            break
    assert {0, SCENES} <= seen
    assert said.endswith("#EXT-X-ENDLIST\n")
    piece = re.findall(r"^/media/\S+$", said, re.MULTILINE)[0]
    with tenant(workspace.id):
        render = Render.objects.get(pk=ordered["id"])
        first = Artifact.objects.get(digest=render.wanted[render.spec["scenes"][0]["key"]]["preview"])
    with DjangoStore(workspace.pk).open_path(first.digest) as whole:
        expected = whole.read_bytes()[10:50]
    assert asyncio.run(_read(piece, "bytes=10-49")) == (206, expected)

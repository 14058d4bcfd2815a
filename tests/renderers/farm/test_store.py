"""One contract over every place artifacts are kept: a folder, Django's folder storage, S3."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from moto.server import ThreadedMotoServer
from storages.backends.s3 import S3Storage

from renderers.errors import Corrupted, Spoiled
from renderers.farm.store import DjangoStore
from renderers.store import FolderStore, Store, sha256_of

DIGEST = "ab" * 32


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """An S3 server on loopback with one bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    _bucket(address).connection.create_bucket(Bucket="films")
    yield address
    server.stop()


def _bucket(address: str) -> S3Storage:
    keys = {"access_key": "testing", "secret_key": "testing", "region_name": "us-east-1"}
    return S3Storage(bucket_name="films", endpoint_url=address, addressing_style="path", file_overwrite=True, **keys)


@pytest.fixture(params=["folder", "django folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return FolderStore(tmp_path / "kept")
    if request.param == "django folder":
        return DjangoStore("ws_a", FileSystemStorage(location=str(tmp_path / "kept")))
    return DjangoStore("ws_a", _bucket(request.getfixturevalue("s3")))


def _file(folder: Path, text: str = "a finished clip") -> Path:
    path = folder / "out"
    path.write_text(text)
    return path


def test_what_is_put_can_be_read_and_has_its_checksum(store: Store, tmp_path: Path) -> None:
    file = _file(tmp_path)
    sha256 = sha256_of(file)
    made = store.put(DIGEST, file, media_type="video/mp4", facts={"frames": 24})
    assert (made.sha256, made.size, made.facts) == (sha256, 15, {"frames": 24})
    with store.open_path(DIGEST) as path:
        assert path.read_text() == "a finished clip"


def test_what_was_damaged_on_the_way_from_its_engine_is_refused_and_nothing_is_kept(
    store: Store, tmp_path: Path
) -> None:
    file, other = _file(tmp_path), "ef" * 32
    as_written = sha256_of(file)
    file.write_text("a f1nished clip")
    with pytest.raises(Corrupted, match="damaged on the worker before it was kept"):
        store.put(other, file, media_type="video/mp4", facts={}, sha256=as_written)
    with pytest.raises(KeyError), store.open_path(other):
        pass
    store.put(other, _file(tmp_path), media_type="video/mp4", facts={}, sha256=as_written)


def test_putting_the_same_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    first = store.put(DIGEST, _file(tmp_path), media_type="video/mp4", facts={})
    second = store.put(DIGEST, _file(tmp_path), media_type="video/mp4", facts={})
    assert first.sha256 == second.sha256
    with store.open_path(DIGEST) as path:
        assert path.read_text() == "a finished clip"


def test_what_is_not_there_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError), store.open_path("cd" * 32):
        pass


def test_a_file_cut_short_counts_as_missing(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "kept")
    store.put(DIGEST, _file(tmp_path), media_type="video/mp4", facts={})
    with store.open_path(DIGEST) as path:
        path.write_text("a fin")
    assert store.get(DIGEST) is None


def test_what_was_read_on_its_way_in_is_not_read_again_until_somebody_writes_to_it(tmp_path: Path) -> None:
    file, storage = _file(tmp_path), FileSystemStorage(location=str(tmp_path / "kept"))
    made = DjangoStore("ws_a", storage).put(DIGEST, file, media_type="video/mp4", facts={})
    store = DjangoStore("ws_a", storage, sums={DIGEST: made.sha256})
    lies = Path(storage.path(store.name(DIGEST)))
    before = lies.stat()
    lies.write_text("a f1nished clip")
    os.utime(lies, ns=(before.st_atime_ns, before.st_mtime_ns))  # only whoever reads it can tell
    with store.open_path(DIGEST):
        pass
    lies.write_text("a f1nished clip")
    with pytest.raises(Spoiled, match="damaged"), store.open_path(DIGEST):
        pass


def test_a_file_that_lay_there_already_is_read_before_it_is_used(tmp_path: Path) -> None:
    storage = FileSystemStorage(location=str(tmp_path / "kept"))
    storage.save(DjangoStore("ws_a").name(DIGEST), ContentFile("a f1nished clip"))
    made = DjangoStore("ws_a", storage).put(DIGEST, _file(tmp_path), media_type="video/mp4", facts={})
    with pytest.raises(Spoiled), DjangoStore("ws_a", storage, sums={DIGEST: made.sha256}).open_path(DIGEST):
        pass

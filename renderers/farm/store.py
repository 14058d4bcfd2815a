"""Artifacts of a workspace in Django's storage: a folder on one machine, S3 on many; rows say what is whole."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.core.files.base import File
from django.core.files.storage import Storage, default_storage

from renderers.errors import Spoiled
from renderers.store import CHUNK, Artifact, Checked, State, state_of, summed

_checked = Checked()


class _Arriving(File):  # type: ignore[type-arg]  # Django's File is generic only in its stubs
    """A finished file; a folder takes it over by renaming, other storages read it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.open("rb"), name=path.name)
        self._path = path

    def temporary_file_path(self) -> str:
        """Where it lies now."""
        return str(self._path)


class DjangoStore:
    """A `Store` for one workspace. `put` keeps the file; the row that makes it count is written by `finish_step`.

    `sums` are the SHA-256 of what will be asked for, by digest: a file that is another one is refused as Spoiled.
    """

    def __init__(
        self, workspace_id: str, storage: Storage | None = None, *, sums: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.workspace_id = workspace_id
        self.sums = sums
        self.storage: Storage = storage or default_storage

    def name(self, digest: str) -> str:
        """Where a digest lies in the storage."""
        return f"artifacts/{self.workspace_id}/{digest[:2]}/{digest}"

    def holds(self, digest: str, size: int) -> bool:
        """Whether the whole file is there."""
        return self._size(digest) == size

    def get(self, digest: str) -> Artifact | None:  # noqa: ARG002  the protocol asks
        """Nothing: the farm asks its rows instead, so a file that no row records counts as missing."""
        return None

    @contextmanager
    def open_path(self, digest: str) -> Iterator[Path]:
        """The file itself where the storage is a folder, else a copy while the block lasts.

        Raises KeyError when it is missing; Spoiled when it is missing or another one and its checksum is known.
        """
        name = self.name(digest)
        try:
            local = Path(self.storage.path(name))
        except NotImplementedError:
            with self._copied(name, digest) as copy:
                yield copy
            return
        if not local.exists():
            raise self._gone(digest)
        if digest in self.sums and not _checked.is_whole(local, self.sums[digest]):
            raise self._damaged(digest)
        yield local

    def discard(self, digest: str) -> None:
        """Forget the file, so that the next `put` keeps what it brings."""
        self.storage.delete(self.name(digest))

    def put(self, digest: str, file: Path, *, media_type: str, facts: Mapping[str, Any], sha256: str = "") -> Artifact:
        """Move the file in; what lies under the digest already is the same thing and is kept if it is whole.

        Raises Corrupted when the file is not what its maker wrote, see `summed`.
        """
        size, state, sha256 = file.stat().st_size, state_of(file), summed(file, wanted=sha256)
        name, there = self.name(digest), self._size(digest)
        if there != size:
            if there is not None:
                self.storage.delete(name)
            with _Arriving(file) as arriving:
                kept = self.storage.save(name, arriving)
            if kept != name:  # somebody else put it at the same moment
                self.storage.delete(kept)
        if not self.holds(digest, size):
            raise OSError(f"the store did not keep {name} whole")
        self._note(name, sha256, state)
        return Artifact(digest=digest, sha256=sha256, size=size, media_type=media_type, facts=dict(facts))

    def _note(self, name: str, sha256: str, state: State) -> None:
        """What was read through on its way in and only moved is not read again by whoever needs it next."""
        with suppress(NotImplementedError):  # not a folder: what is fetched is read while it is
            _checked.note(Path(self.storage.path(name)), sha256, state)

    @contextmanager
    def _copied(self, name: str, digest: str) -> Iterator[Path]:
        try:
            source = self.storage.open(name, "rb")
        except FileNotFoundError:
            raise self._gone(digest) from None
        handle, path = tempfile.mkstemp(prefix=f"{digest[:12]}-")
        running = hashlib.sha256()
        try:
            with os.fdopen(handle, "wb") as copy, source as kept:
                for chunk in kept.chunks(CHUNK):
                    copy.write(chunk)
                    running.update(chunk)
            if self.sums.get(digest, running.hexdigest()) != running.hexdigest():
                raise self._damaged(digest)
            yield Path(path)
        finally:
            Path(path).unlink(missing_ok=True)

    def _size(self, digest: str) -> int | None:
        """None when nothing is there. Every question is a round trip where the storage is not a folder."""
        try:
            return int(self.storage.size(self.name(digest)))
        except OSError:
            return None

    def _gone(self, digest: str) -> Exception:
        return Spoiled("its file is gone from the store", digest=digest) if digest in self.sums else KeyError(digest)

    @staticmethod
    def _damaged(digest: str) -> Spoiled:
        return Spoiled("its file on the store is damaged: the bytes are not those that were put there", digest=digest)

"""Artifacts by digest. One protocol; a folder store here, Django's storage in the farm."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol

from renderers.errors import Corrupted

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Artifact:
    """A finished file: named by the digest of its step, checked by the SHA-256 of its bytes."""

    digest: str
    sha256: str
    size: int
    media_type: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class Store(Protocol):
    """Keeps artifacts by digest; a digest once put is never overwritten."""

    def get(self, digest: str) -> Artifact | None:
        """What is known of it, or None when it was never made."""

    def open_path(self, digest: str) -> AbstractContextManager[Path]:
        """A readable local file for the length of the `with` block; KeyError when it is not there."""

    def put(self, digest: str, file: Path, *, media_type: str, facts: Mapping[str, Any], sha256: str = "") -> Artifact:
        """Take the file (it may be moved away); all or nothing. Raises Corrupted, see `summed`."""


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a file's bytes, read in chunks."""
    running = hashlib.sha256()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            running.update(chunk)
    return running.hexdigest()


def summed(path: Path, *, wanted: str) -> str:
    """The file's SHA-256. Raises Corrupted when its maker counted another one; "" when nobody has."""
    found = sha256_of(path)
    if wanted not in ("", found):
        raise Corrupted(
            "what was made was damaged on the worker before it was kept; nothing of it is, and it is made again. "
            "Look at the disk and the memory of that machine"
        )
    return found


State = tuple[int, ...]
"""Which file it is, how long, and when it was written to; moved within its disk, it is the same one."""


def state_of(path: Path) -> State:
    """As the file stands now. Raises OSError."""
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


class Checked:
    """Files that were found whole: each is read through once, and again only when something was written to it."""

    def __init__(self, *, most: int = 4096) -> None:
        self._most, self._known = most, dict[tuple[Path, str], State]()

    def is_whole(self, path: Path, sha256: str) -> bool:
        """Whether the bytes are those of the checksum. Raises OSError."""
        state = state_of(path)
        if self._known.get((path, sha256)) == state:
            return True
        if sha256_of(path) != sha256:
            return False
        self.note(path, sha256, state)
        return True

    def note(self, path: Path, sha256: str, state: State) -> None:
        """The file that stood like this was read through and has this checksum; it lies under this name now."""
        if len(self._known) >= self._most:
            self._known.clear()
        self._known[path, sha256] = state


class FolderStore:
    """Artifacts in a folder: `ab/abcd....data` and `.json` beside it; the JSON is written last."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _data(self, digest: str) -> Path:
        return self.root / digest[:2] / f"{digest}.data"

    def get(self, digest: str) -> Artifact | None:
        """What is known of it, or None; a card without its whole file counts as missing."""
        data = self._data(digest)
        try:
            artifact = Artifact(**json.loads(data.with_suffix(".json").read_text()))
            return artifact if data.stat().st_size == artifact.size else None
        except (OSError, ValueError, TypeError):
            return None

    @contextmanager
    def open_path(self, digest: str) -> Iterator[Path]:
        """The file itself; nobody may write to it."""
        if self.get(digest) is None:
            raise KeyError(digest)
        yield self._data(digest)

    def put(self, digest: str, file: Path, *, media_type: str, facts: Mapping[str, Any], sha256: str = "") -> Artifact:
        """Move the file in; a reader sees all of it or nothing. Raises Corrupted, see `summed`."""
        found, size = summed(file, wanted=sha256), file.stat().st_size
        data = self._data(digest)
        data.parent.mkdir(parents=True, exist_ok=True)
        artifact = Artifact(digest=digest, sha256=found, size=size, media_type=media_type, facts=dict(facts))
        arriving = data.with_suffix(f".{os.getpid()}.part")
        shutil.move(file, arriving)
        arriving.replace(data)
        card = data.with_suffix(f".{os.getpid()}.card")
        card.write_text(json.dumps(asdict(artifact)))
        card.replace(data.with_suffix(".json"))
        return artifact

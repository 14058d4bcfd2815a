"""The store held against the rows: files that are gone, of another length, or damaged where they lie.

A damaged file that a step needs is noticed when it is used and made again; what nobody needs any more, such as a
finished film, is noticed only by looking.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from renderers.events import StepState
from renderers.farm.models import Artifact, Step
from renderers.farm.store import DjangoStore
from renderers.store import CHUNK
from studio.core.tenancy import farm

AT_ONCE = 200


class Look(Enum):
    """How closely to look: whether a file of the right length is there, or at every byte of it."""

    LENGTHS = "lengths"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class WrongFile:
    """A file that is not what its row says; `label` is the step that made it, empty for what somebody brought."""

    workspace_id: str
    digest: str
    label: str
    what: str

    @property
    def sentence(self) -> str:
        """What is wrong with what, and how it can be mended."""
        name = f"{self.label} ({self.digest[:12]})" if self.label else f"{self.digest[:12]}, which somebody brought,"
        mend = "it is made again where it is ordered" if self.label else "bring it back from a copy of the store"
        return f"{self.workspace_id}: {name} {self.what}; {mend}"


def wrong_files(look: Look) -> Iterator[WrongFile]:
    """Every one of every workspace, in the order of their rows; nothing is changed."""
    last = ""
    while rows := _next(last):
        for row in rows:
            found = _looked_at(row, look) and _looked_at(_as_it_is(row), look)  # it may have been made anew meanwhile
            if found:
                yield found
        last = rows[-1].pk


def discard(found: WrongFile) -> None:
    """Forget the file, so that nobody is shown it and the next order makes it again. The row stays."""
    DjangoStore(found.workspace_id).discard(found.digest)


def _next(last: str) -> list[Artifact]:
    with farm():
        return list(Artifact.objects.filter(pk__gt=last).order_by("pk")[:AT_ONCE])


def _as_it_is(row: Artifact) -> Artifact | None:
    with farm():
        return Artifact.objects.filter(pk=row.pk).first()


def _looked_at(row: Artifact | None, look: Look) -> WrongFile | None:
    what = _fault(row, look) if row else ""
    if row is None or not what:
        return None
    with farm():
        made = Step.objects.filter(workspace_id=row.workspace_id, digest=row.digest).first()
    if made is not None and made.state != StepState.DONE:
        return None  # it is on its way again
    return WrongFile(row.workspace_id, row.digest, made.label if made else "", what)


def _fault(row: Artifact, look: Look) -> str:
    store = DjangoStore(row.workspace_id)
    try:
        length = int(store.storage.size(store.name(row.digest)))
    except FileNotFoundError:
        return "is gone from the store"
    if length != row.size:
        return f"has {length} bytes on the store instead of {row.size}"
    return "is damaged on the store" if look is Look.BYTES and _sum(store, row.digest) != row.sha256 else ""


def _sum(store: DjangoStore, digest: str) -> str:
    running = hashlib.sha256()
    with store.storage.open(store.name(digest), "rb") as file:
        for chunk in file.chunks(CHUNK):
            running.update(chunk)
    return running.hexdigest()

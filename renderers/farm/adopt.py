"""Finished files that another workspace made of the very same published input: rows copied, files shared or copied.

Only for what the house itself publishes, such as the sample: the digests come from there, never from a tenant's text,
so nobody learns by asking what others have made.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import Storage, default_storage

from renderers.farm.models import Artifact
from renderers.farm.store import DjangoStore
from renderers.farm.submit import made_digests
from studio.core.tenancy import farm


def adopt(*, workspace_id: str, digests: Iterable[str]) -> set[str]:
    """Those of the digests that the workspace has now. Call within `tenant(workspace_id)`."""
    wanted = set(digests)
    missing = wanted - made_digests(workspace_id, wanted)
    with farm():
        donors = list(
            Artifact.objects.filter(digest__in=missing)
            .exclude(workspace_id=workspace_id)
            .order_by("digest", "id")
            .distinct("digest")
        )
    adopted = [donor for donor in donors if _share(donor, workspace_id, default_storage)]
    Artifact.objects.bulk_create(
        (
            Artifact(
                workspace_id=workspace_id,
                digest=donor.digest,
                sha256=donor.sha256,
                size=donor.size,
                media_type=donor.media_type,
                facts=donor.facts,
            )
            for donor in adopted
        ),
        update_conflicts=True,
        unique_fields=["workspace", "digest"],
        update_fields=["sha256", "size", "media_type", "facts"],
    )
    return (wanted - missing) | {donor.digest for donor in adopted}


def _share(donor: Artifact, workspace_id: str, storage: Storage) -> bool:
    """Whether the donor's whole file now lies in the workspace too: as a second name in a folder, else as a copy."""
    theirs, ours = DjangoStore(donor.workspace_id, storage), DjangoStore(workspace_id, storage)
    if not theirs.holds(donor.digest, donor.size):
        return False
    if not ours.holds(donor.digest, donor.size):
        storage.delete(ours.name(donor.digest))
        if not _linked(storage, theirs.name(donor.digest), ours.name(donor.digest)):
            with storage.open(theirs.name(donor.digest), "rb") as source:
                storage.save(ours.name(donor.digest), source)
    return ours.holds(donor.digest, donor.size)


def _linked(storage: Storage, source: str, target: str) -> bool:
    """Finished files are never written to, so two names may share one; False where the storage is no such folder."""
    with suppress(NotImplementedError, OSError):
        path = Path(storage.path(target))
        path.parent.mkdir(parents=True, exist_ok=True)
        os.link(storage.path(source), path)
        return True
    return False

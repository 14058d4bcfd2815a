"""Files that people bring: kept in the store like what engines make, named by what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from renderers.farm.models import Artifact
from renderers.farm.store import DjangoStore
from renderers.plan import upload_digest
from renderers.store import sha256_of


def keep_upload(*, workspace_id: str, file: Path, media_type: str, facts: Mapping[str, Any]) -> Artifact:
    """The file in the workspace's store, moved there; the same content is kept once. Call within `tenant`."""
    digest = upload_digest(sha256_of(file))
    made = DjangoStore(workspace_id).put(digest, file, media_type=media_type, facts=facts)
    told = {"sha256": made.sha256, "size": made.size, "media_type": media_type, "facts": dict(facts)}
    kept, _ = Artifact.objects.update_or_create(workspace_id=workspace_id, digest=digest, defaults=told)
    return kept


def forget_upload(*, workspace_id: str, digest: str) -> None:
    """Row and file are gone; a step that still needs them fails in words. Call within `tenant`."""
    Artifact.objects.filter(workspace_id=workspace_id, digest=digest).delete()
    DjangoStore(workspace_id).discard(digest)

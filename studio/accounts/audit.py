"""The record of who did what: written in the transaction of the deed, never changed."""

from __future__ import annotations

from typing import Any

from studio.accounts.models import AuditEntry
from studio.core.actor import Actor


def record(*, actor: Actor, verb: str, subject_id: str, label: str = "", **detail: Any) -> AuditEntry:
    """One line: `actor` did `verb` ("project.created") to the subject. Call it inside the actor's workspace."""
    return AuditEntry.objects.create(
        workspace_id=actor.workspace_id,
        user_id=actor.user_id,
        key_id=actor.key_id,
        address=actor.address or None,
        verb=verb,
        subject_id=subject_id,
        subject_label=label[:254],
        detail=detail,
    )

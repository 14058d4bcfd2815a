"""What the features say about themselves, for whoever listens; `studio.wiring` fills the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """Something changed. `topic` is `project:prj_...` or alike, `kind` such as `shot.changed`, `body` plain JSON."""

    workspace_id: str
    topic: str
    kind: str
    body: Mapping[str, Any] = field(default_factory=dict)


OBSERVERS: list[Callable[[Announcement], None]] = []
"""Called in the transaction of the change; they may only write rows."""


def announce(*, workspace_id: str, topic: str, kind: str, body: Mapping[str, Any]) -> None:
    """Tell every observer."""
    announcement = Announcement(workspace_id=workspace_id, topic=topic, kind=kind, body=body)
    for observer in OBSERVERS:
        observer(announcement)

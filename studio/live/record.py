"""Writing events: in-transaction observers that only write rows, and the hint that follows a commit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from renderers.events import Event, RenderEvent, StepEvent
from studio.core.clock import now
from studio.core.events import Announcement
from studio.core.hot import ask
from studio.core.ids import new_id
from studio.live.hints import hint

# The topic's row puts concurrent writers in line, so that its numbers have no gaps.
_APPEND = """
WITH topic AS (
    INSERT INTO live_topic (id, workspace_id, name, seq, created_at, updated_at)
    VALUES (%(topic_id)s, %(workspace)s, %(topic)s, 1, %(at)s, %(at)s)
    ON CONFLICT (workspace_id, name) DO UPDATE SET seq = live_topic.seq + 1, updated_at = EXCLUDED.updated_at
    RETURNING seq
)
INSERT INTO live_storedevent (id, workspace_id, topic, seq, kind, body, at, created_at, updated_at)
SELECT %(id)s, %(workspace)s, %(topic)s, seq, %(kind)s, %(body)s::jsonb, %(at)s, %(at)s, %(at)s FROM topic
RETURNING seq
"""


def record_farm_event(event: Event) -> None:
    """A step's change on the topics of its renders; a render's on its own topic and its project's."""
    if isinstance(event, StepEvent):
        body = {"step_id": event.step_id, "state": event.state, "seconds": event.seconds, "error": event.error}
        for render_id in event.render_ids:
            append(event.workspace_id, f"render:{render_id}", f"step.{event.state}", body, at=event.at)
    else:
        _record_render(event)


def record_announcement(announcement: Announcement) -> None:
    """What a feature says of itself."""
    append(announcement.workspace_id, announcement.topic, announcement.kind, announcement.body, at=now())


def append(workspace_id: str, topic: str, kind: str, body: Mapping[str, Any], *, at: datetime) -> int:
    """Store an event under the topic's next number; listeners hear of it once the transaction commits."""
    given: dict[str, Any] = {
        "id": new_id("evt"),
        "topic_id": new_id("top"),
        "workspace": workspace_id,
        "topic": topic,
        "kind": kind,
        "body": json.dumps(dict(body)),
        "at": at,
    }
    seq = int(ask(_APPEND, given)[0][0])
    transaction.on_commit(lambda: hint(workspace_id, topic, seq))
    return seq


def _record_render(event: RenderEvent) -> None:
    body = {"render_id": event.render_id, "state": event.state, "error_code": event.error_code, "error": event.error}
    for topic in (f"render:{event.render_id}", f"project:{event.subject}"):
        append(event.workspace_id, topic, f"render.{event.state}", body, at=event.at)

"""Questions of a listener: what came after a number, and how far running renders are."""

from __future__ import annotations

from typing import Any

from renderers.farm.models import Render
from renderers.farm.selectors import progress_of
from studio.core.errors import NotFound
from studio.live.models import StoredEvent, Topic

BATCH = 500


def last_seq(*, workspace_id: str, topic: str) -> int:
    """The topic's newest number, 0 for one that nothing has happened on."""
    found = Topic.objects.filter(workspace_id=workspace_id, name=topic).values_list("seq", flat=True).first()
    return found or 0


def events_after(*, workspace_id: str, topic: str, seq: int) -> list[dict[str, Any]] | None:
    """The next events in order, at most 500; None when some of them are no longer kept."""
    rows = list(StoredEvent.objects.filter(workspace_id=workspace_id, topic=topic, seq__gt=seq).order_by("seq")[:BATCH])
    if (rows and rows[0].seq != seq + 1) or (not rows and last_seq(workspace_id=workspace_id, topic=topic) > seq):
        return None
    return [
        {"type": "event", "topic": topic, "seq": row.seq, "kind": row.kind, "body": row.body, "at": row.at.isoformat()}
        for row in rows
    ]


def render_progress(*, workspace_id: str, render_id: str) -> dict[str, Any]:
    """Fractions of running steps, and the render's own figures."""
    # the spec and the digests of a long film are heavy, and say nothing of how far it is
    render = Render.objects.filter(workspace_id=workspace_id, pk=render_id).defer("spec", "wanted").first()
    if render is None:
        raise NotFound
    progress = progress_of(render)
    return {
        "type": "progress",
        "topic": f"render:{render_id}",
        "steps": dict(progress.parts),
        "render": {
            "state": render.state,
            "fraction": progress.fraction,
            "eta_seconds": progress.eta_seconds,
            "done": progress.done,
            "steps": progress.steps,
            "running": progress.running,
        },
    }

"""How a render stands, in brief: on a project's card, and of one step that is heard or seen before it is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from renderers.events import RenderState
from renderers.farm import selectors as farm
from renderers.farm import stops
from renderers.farm.media import artifact_url
from renderers.farm.models import Render


@dataclass(frozen=True, slots=True)
class Outcome:
    """`url` is of the file once it is there, whoever had it made; then it has succeeded."""

    state: str
    url: str | None
    error: Mapping[str, str] | None


def outcome_of(render: Render) -> Outcome:
    """Of the render's one result."""
    made = farm.artifacts(workspace_id=render.workspace_id, digests=[render.result]).get(render.result)
    return Outcome(
        state=render.state if made is None else RenderState.SUCCEEDED.value,
        url=None if made is None else artifact_url(made),
        error={"code": render.error_code, "message": render.error} if render.error_code else None,
    )


def brief(render: Render) -> dict[str, Any]:
    """What a project's card says of its newest render."""
    return {
        "id": render.id,
        "state": render.state,
        "stopped_for": (render.error_code or stops.PERSON) if render.state == RenderState.PAUSED else "",
        "preset": render.preset,
        "created_at": render.created_at,
        "finished_at": render.finished_at,
    }

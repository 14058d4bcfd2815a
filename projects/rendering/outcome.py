"""How far a render of one step is, for what is heard or seen before it is chosen: an audition, a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from renderers.events import RenderState
from renderers.farm import selectors as farm
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
